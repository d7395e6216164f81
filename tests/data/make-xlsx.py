#!/usr/bin/env python3
"""Writes the small workbooks of the tests, from XML written by hand.

Usage: make-xlsx.py DIR         (the same bytes in every run)
       make-xlsx.py --seeds DIR  some of them not packed: a fuzzer can change
                                 their XML
"""
import gzip
import os
import sys
import zipfile

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PKG = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def text(ref, s):
    return f'<c r="{ref}" t="inlineStr"><is><t>{s}</t></is></c>'


def row(n, *cells, attr=''):
    return f'<row r="{n}"{attr}>' + ''.join(cells) + '</row>'


def sheet(*rows, after=''):
    return f'{HEAD}<worksheet {MAIN}><sheetData>' + ''.join(rows) + \
        f'</sheetData>{after}</worksheet>'


# style: 0 general, 1 day, 2 yyyy"年"m"月", 3 percent, 4 text, 5 id 57, 6 day and time
STYLES = f'''{HEAD}<styleSheet {MAIN}><numFmts count="2">
<numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/>
<numFmt numFmtId="177" formatCode="yyyy/m/d\\ h:mm;@"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="10"/>
<xf numFmtId="49"/><xf numFmtId="57"/><xf numFmtId="177"/></cellXfs></styleSheet>'''


def book(sheets, shared=None, styles=STYLES, pr='', more=None):
    """sheets: (name, xml) or (name, xml, state)"""
    parts = {'[Content_Types].xml': HEAD + '<Types xmlns="http://schemas.openxmlformats.org/'
             'package/2006/content-types"/>',
             '_rels/.rels': f'{HEAD}<Relationships {PKG}><Relationship Id="rId1" '
             f'Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'}
    rels, names = '', ''
    for i, s in enumerate(sheets, 1):
        state = f' state="{s[2]}"' if len(s) > 2 else ''
        names += f'<sheet name="{s[0]}" sheetId="{i}"{state} r:id="rId{i}"/>'
        rels += f'<Relationship Id="rId{i}" Type="{REL}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        parts[f'xl/worksheets/sheet{i}.xml'] = s[1]
    if shared is not None:
        rels += f'<Relationship Id="rId90" Type="{REL}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        parts['xl/sharedStrings.xml'] = f'{HEAD}<sst {MAIN}>{shared}</sst>'
    if styles is not None:
        rels += f'<Relationship Id="rId91" Type="{REL}/styles" Target="styles.xml"/>'
        parts['xl/styles.xml'] = styles
    parts['xl/workbook.xml'] = f'{HEAD}<workbook {MAIN} xmlns:r="{REL}">{pr}<sheets>{names}</sheets></workbook>'
    parts['xl/_rels/workbook.xml.rels'] = f'{HEAD}<Relationships {PKG}>{rels}</Relationships>'
    parts.update(more or {})
    return parts


def save(path, parts, packing=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, 'w', packing) as z:
        for name, data in parts.items():
            if data is not None:
                info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
                info.compress_type = packing
                info.create_system = 3
                info.external_attr = 0o600 << 16
                z.writestr(info, data)


def cells():
    """Every kind of cell, a row each: kind, value."""
    shared = ('<si><t>00000001</t></si>'
              '<si><r><t xml:space="preserve">楼 </t></r><r><rPr><b/></rPr><t>宇</t></r>'
              '<rPh sb="0" eb="1"><t>lou</t></rPh></si>'
              '<si><t>a_x000D_&#10;b_x005F_x0041_</t></si>')
    kinds = [('noise', '<v>18374.150000000001</v>', ''), ('integer', '<v>103250000</v>', ''),
             ('tenth', '<v>0.1</v>', ''), ('small', '<v>1.5E-3</v>', ''),
             ('exponent', '<v>1.2E+4</v>', ''), ('negative', '<v>-12.5</v>', ''),
             ('damaged', '<v>9.1440300192203802E+17</v>', ''),
             ('old-number', '<v>440301103097413</v>', ''),
             ('zeros', '<v>0</v>', ' t="s"'), ('rich', '<v>1</v>', ' t="s"'),
             ('escaped', '<v>2</v>', ' t="s"'),
             ('day', '<v>45017</v>', ' s="1"'), ('month', '<v>45017</v>', ' s="2"'),
             ('month-57', '<v>45017</v>', ' s="5"'), ('leap-1900', '<v>60</v>', ' s="1"'),
             ('first', '<v>1</v>', ' s="1"'), ('march-1900', '<v>61</v>', ' s="1"'),
             ('moment', '<v>45017.5</v>', ' s="6"'), ('midnight', '<v>45017</v>', ' s="6"'),
             ('percent', '<v>0.85</v>', ' s="3"'), ('percent-noise', '<v>0.28999999999999998</v>', ' s="3"'),
             ('true', '<v>1</v>', ' t="b"'), ('error', '<v>#REF!</v>', ' t="e"'),
             ('formula', '<f>A1*2</f><v>24</v>', ''),
             ('formula-noise', '<f>0.1+0.2</f><v>0.30000000000000004</v>', ''),
             ('typed-17', '<v>0.30000000000000004</v>', ''),
             ('formula-text', '<f>A1&amp;"x"</f><v>yx</v>', ' t="str"'),
             ('not-reckoned', '<f>SUM(B1:B2)</f><v></v>', ''),
             ('iso', '<v>2023-04-01T00:00:00</v>', ' t="d"')]
    rows = [row(i, text(f'A{i}', k), f'<c r="B{i}"{a}>{v}</c>')
            for i, (k, v, a) in enumerate(kinds, 1)]
    return book([('cells', sheet(*rows))], shared)


def taxes(name, month, n=2, state=None):
    head = row(3, *(text(f'{c}3', s) for c, s in zip('ABC', ['月份', '统一社会信用代码', '税收（万元）'])))
    rows = [row(3 + i, f'<c r="A{3 + i}" s="2"><v>{month}</v></c>',
                text(f'B{3 + i}', ['914403001922038216', '91440300708461136T'][i - 1]),
                f'<c r="C{3 + i}"><v>{("18374.150000000001", "1.1")[i - 1]}</v></c>',
                attr=' hidden="1"' if i == 2 else '') for i in range(1, n + 1)]
    s = (name, sheet(row(1, text('A1', '税收表')), head, *rows, after='<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>'))
    return s if state is None else s + (state,)


def grid(rows, merged=()):
    """Rows of cells: numbers, texts, None; merged ranges."""
    out = []
    for n, cells in enumerate(rows, 1):
        out.append(row(n, *(f'<c r="{chr(65 + i)}{n}"><v>{v}</v></c>' if isinstance(v, (int, float))
                            else text(f'{chr(65 + i)}{n}', v) for i, v in enumerate(cells) if v is not None)))
    merge = ''.join(f'<mergeCell ref="{m}"/>' for m in merged)
    return sheet(*out, after=f'<mergeCells count="{len(merged)}">{merge}</mergeCells>' if merged else '')


def merged_headings():
    """面积 lies over two columns of three: the third has a unit of its own."""
    rows = [['楼宇面积表'], ['楼宇编号', '楼宇名称', '面积（万㎡）'],
            [None, None, '建筑面积', '可出租面积', '商务面积（㎡）', '所属区'],
            ['320571-0001', '采薇大厦', 5.2, 4.2, 41000, '320571'], ['320571-0002', '扶苏中心', 12.3456, 10, 99000.5, '320571']]
    return grid(rows, ['A1:F1', 'A2:A3', 'B2:B3', 'C2:D2'])


def merged_down():
    """Only the merged cells tell that the second row is heading."""
    return grid([['楼宇编号', '楼宇名称', '所属区', '其他'], [None, None, None, '内部代号', '联系方式'],
                 ['320571-0001', '采薇大厦', '320571', 'x1', 'y1']], ['A1:A2', 'B1:B2', 'C1:C2', 'D1:E1'])


def merged_cells():
    """Buildings merged over their tenants, one cell left empty, a total between."""
    codes = ['914403001922038216', '91440300708461136T', '91440300MA50000076']
    rows = [['楼宇编号', '统一社会信用代码', '租赁面积（㎡）', '入驻日期'],
            ['NT0001', codes[0], 100, '2023-01-01'], [None, codes[1], 200, None], ['合计', None, 300],
            ['NT0002', codes[0], 10, None], [None, codes[1], 20, '2023-02-01'], [None, codes[2], 30, None]]
    return grid(rows, ['A2:A3', 'A5:A6', 'D2:D3'])


def workbooks():
    one = sheet(row(1, text('A1', 'x')))
    yield 'cells.xlsx', cells()
    yield '1904.xlsx', book([('s', sheet(row(1, '<c r="A1" s="1"><v>43555</v></c>', '<c s="1"><v>0</v></c>')))],
                            pr='<workbookPr date1904="1"/>')
    yield 'gaps.xlsx', book([('s', sheet(
        row(2, text('B2', 'b2'), text('D2', 'd2')), row(3, '<c r="A3" s="1"/>'),
        row(5, text('A5', 'a5'), attr=' hidden="1"'), '<row><c t="inlineStr"><is><t>a6</t></is></c></row>',
        after='<mergeCells><mergeCell ref="B2:C4"/></mergeCells>'))])
    yield 'taxes.xlsx', book([taxes('一月', 44927), taxes('二月', 44958), ('Sheet3', sheet()),
                              taxes('旧', 44927, state='hidden')])
    yield 'merged-headings.xlsx', book([('s', merged_headings())])
    yield 'merged-down.xlsx', book([('s', merged_down())])
    yield 'merged-cells.xlsx', book([('s', merged_cells())])
    yield 'notes.xlsx', book([('说明', grid([['填报说明'], ['一、按月填报'], ['二、单位为万元']])), taxes('一月', 44927),
                              taxes('二月', 44958)])
    yield 'only-notes.xlsx', book([('说明', grid([['填报说明']])), ('续', grid([['一、按月填报']]))])
    yield 'merged-hidden.xlsx', book([('s', merged_cells().replace('<mergeCells', '<!-- <mergeCell ref="A6:A7"/> --><mergeCells'))])
    yield 'damaged-code.xlsx', book([('s', sheet(
        row(1, text('A1', '月份'), text('B1', '统一社会信用代码'), text('C1', '税收（元）')),
        row(2, '<c r="A2" s="2"><v>44927</v></c>', '<c r="B2"><v>9.1440300192203802E+17</v></c>', '<c r="C2"><v>5</v></c>')))])
    yield 'bad-string.xlsx', book([('s', sheet(row(1, '<c r="A1" t="s"><v>7</v></c>')))], '<si><t>x</t></si>')
    yield 'bad-cell.xlsx', book([('s', sheet(row(1, '<c r="A2"><v>7</v></c>')))])
    yield 'wide.xlsx', book([('s', sheet(row(1, '<c r="XFE1"><v>7</v></c>')))])
    yield 'long.xlsx', book([('s', sheet(row(1048577, '<c><v>7</v></c>')))])
    yield 'twice.xlsx', book([('s', sheet(row(1, '<c r="A1"><v>7</v></c>', '<c r="A1"><v>8</v></c>')))])
    yield 'doctype.xlsx', book([('s', one.replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1))])
    yield 'deep.xlsx', book([('s', one.replace('<sheetData>', '<sheetData>' + '<a>' * 70, 1))])
    yield 'endless.xlsx', book([('s', one.replace('<sheetData>', '<sheetData><!--' + 'ab' * 1500000 + '-->', 1))])
    yield 'cut-xml.xlsx', book([('s', one[:-20])])
    yield 'no-workbook.xlsx', book([('s', one)], more={'xl/workbook.xml': None})
    yield 'no-sheet.xlsx', book([('s', one)], more={'xl/worksheets/sheet1.xml': None})
    yield 'no-relations.xlsx', book([('s', one)], more={'xl/_rels/workbook.xml.rels': None})
    yield 'bomb.xlsx', book([('s', one.replace('</sheetData>', ' ' * (20 << 20) + '</sheetData>', 1))])


def seeds(out):
    for name, parts in workbooks():
        if name in ('cells.xlsx', 'gaps.xlsx', 'taxes.xlsx', 'merged-cells.xlsx'):
            save(os.path.join(out, 'stored-' + name), parts, zipfile.ZIP_STORED)


def main(out):
    os.makedirs(out, exist_ok=True)
    for name, parts in workbooks():
        save(os.path.join(out, name), parts)
    bomb = os.path.join(out, 'bomb.xlsx')
    data = gzip.compress(open(bomb, 'rb').read(), mtime=0)
    os.remove(bomb)
    whole = open(os.path.join(out, 'cells.xlsx'), 'rb').read()
    put = lambda name, data: open(os.path.join(out, name), 'wb').write(data)
    put('bomb.xlsx.gz', data)
    put('cells.xlsx.gz', gzip.compress(whole, mtime=0))
    put('cut.xlsx', whole[:len(whole) // 2])
    put('magic.xlsx', b'PK\3\4')
    put('old.xls', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(600))
    put('locked.xlsx', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(600) + 'EncryptedPackage'.encode('utf-16-le'))
    flags = bytearray(whole)  # every part marked as encrypted
    at = -1
    while (at := flags.find(b'PK\1\2', at + 1)) >= 0:
        flags[at + 8] |= 1
    put('part-locked.xlsx', bytes(flags))
    flip = bytearray(whole)  # one byte of packed text
    flip[whole.find(b'xl/worksheets/sheet1.xml') + 60] ^= 0x55
    put('flipped.xlsx', bytes(flip))


if __name__ == '__main__':
    if sys.argv[1] == '--seeds':
        seeds(sys.argv[2])
    else:
        main(sys.argv[1])

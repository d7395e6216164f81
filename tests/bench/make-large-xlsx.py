#!/usr/bin/env python3
"""Writes a workbook of tenancies, 12 columns. Usage: make-large-xlsx.py FILE ROWS"""
import os
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'data'))
make = __import__('make-xlsx')

HEADS = ['楼宇编号', '统一社会信用代码', '企业名称', '入驻日期', '迁出日期', '租赁面积', '楼层',
         '房号', '备注一', '备注二', '金额', '占比']


def code(n):
    chars = '0123456789ABCDEFGHJKLMNPQRTUWXY'
    weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    body = '91440300MA5%06d' % n
    return body + chars[(31 - sum(chars.index(c) * w for c, w in zip(body, weights))) % 31]


def main(path, rows):
    strings, out = {}, []

    def shared(s):
        return strings.setdefault(s, len(strings))

    out.append(make.row(1, *(f'<c r="{chr(65 + i)}1" t="s"><v>{shared(h)}</v></c>' for i, h in enumerate(HEADS))))
    for n in range(rows):
        r = n + 2
        values = [shared('B%05d' % (n % 900)), shared(code(n)), shared('深圳市第%d企业管理有限公司' % n),
                  None, None, None, None, shared('%d0%d' % (n % 40 + 1, n % 9)), shared('良好'), shared('台账%d' % (n % 50))]
        line = [f'<c r="{chr(65 + i)}{r}" t="s"><v>{v}</v></c>' for i, v in enumerate(values) if v is not None]
        line[3:3] = [f'<c r="D{r}" s="1"><v>{43831 + n % 900}</v></c>', f'<c r="F{r}"><v>{n % 3000 + 0.25}</v></c>',
                     f'<c r="G{r}"><v>{n % 40 + 1}</v></c>']
        line += [f'<c r="K{r}"><v>{repr(n * 1.1)}</v></c>', f'<c r="L{r}" s="3"><v>0.{n % 100:02d}</v></c>']
        out.append(make.row(r, *line, attr=' spans="1:12"'))
    parts = make.book([('台账', make.sheet(*out))], ''.join(f'<si><t>{s}</t></si>' for s in strings))
    # xlsx2csv finds the parts by their types, and wants applyNumberFormat
    kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'
    types = {'workbook': 'sheet.main', 'worksheets/sheet1': 'worksheet', 'sharedStrings': 'sharedStrings',
             'styles': 'styles'}
    parts['[Content_Types].xml'] = make.HEAD + \
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' + ''.join(
            f'<Override PartName="/xl/{p}.xml" ContentType="{kind}{t}+xml"/>' for p, t in types.items()) + '</Types>'
    parts['xl/styles.xml'] = parts['xl/styles.xml'].replace('<xf ', '<xf applyNumberFormat="1" ')
    make.save(path, parts)


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]))

"""What html, xlsx, md and docx say, read without any of our code: each
gives tables, a table is a list of rows, a row a list of cells (text as it
is shown).  Raises where a file is not what it should be."""
import decimal
import io
import re
import zipfile
import xml.etree.ElementTree as ET

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
D = decimal.Decimal
decimal.getcontext().prec = 60


def html_tables(data):
    root = ET.fromstring(data)
    tables = []
    for table in root.iter("table"):
        body = [["".join(cell.itertext()) for cell in tr if cell.tag in ("td", "th")]
                for tr in table.find("tbody").iter("tr")]
        numeric = [[cell.get("class") or "" for cell in tr] for tr in table.find("tbody").iter("tr")]
        tables.append((body, numeric))
    return tables


def rounded(value, places):
    return value.quantize(D(1).scaleb(-places), rounding=decimal.ROUND_HALF_UP)


def excel_shows(number, form):
    """The number formats that bldg writes, as Excel applies them."""
    sections = re.findall(r'(?:[^;"]|"[^"]*")+', form)
    pick = sections[0]
    if len(sections) == 3:
        pick = sections[0] if number > 0 else sections[1] if number < 0 else sections[2]
    sign = re.match(r"[+-]?", pick).group()
    literal = "".join(re.findall(r'"([^"]*)"', pick))
    digits = re.sub(r'"[^"]*"', "", pick).lstrip("+-")
    assert re.fullmatch(r"0(\.0+)?", digits), form
    shown = rounded(abs(number) if len(sections) == 3 else number, len(digits) - 2 if "." in digits else 0)
    return sign + format(shown, "f") + literal


def xlsx_sheets(data):
    """name, rows of (shown, number or None); asserts that nothing is active."""
    z = zipfile.ZipFile(io.BytesIO(data))
    assert z.testzip() is None
    part = {n: z.read(n) for n in z.namelist()}
    for name, text in part.items():
        if name.endswith((".xml", ".rels")):
            root = ET.fromstring(text)
            for e in root.iter():
                tag = e.tag.split("}")[-1]
                # charts refer to cells; nothing else has formulas
                assert tag != "f" or name.startswith("xl/charts/"), name + ": a formula"
                assert tag not in ("oleObject", "externalLink", "ddeLink", "control"), name + ": " + tag
                if tag == "f":
                    assert re.fullmatch(r"('[^']+'|[^\s'!\d][^\s'!]*)!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", e.text), name + ": " + e.text
                if tag == "Relationship":
                    assert e.get("TargetMode") != "External", name + ": outside"
    assert not any("external" in n.lower() or "vba" in n.lower() for n in part)
    shared = []
    if "xl/sharedStrings.xml" in part:
        shared = ["".join(t.text or "" for t in si.iter(S + "t"))
                  for si in ET.fromstring(part["xl/sharedStrings.xml"]).iter(S + "si")]
    styles = ET.fromstring(part["xl/styles.xml"])
    forms = {int(f.get("numFmtId")): f.get("formatCode") for f in styles.iter(S + "numFmt")}
    forms.update({0: "General", 1: "0", 2: "0.00", 49: "@"})
    xfs = [forms[int(xf.get("numFmtId"))] for xf in styles.find(S + "cellXfs")]
    book = ET.fromstring(part["xl/workbook.xml"])
    names = [s.get("name") for s in book.iter(S + "sheet")]
    assert len({n.lower() for n in names}) == len(names)
    for n in names:
        assert 0 < len(n.encode("utf-16-le")) // 2 <= 31 and not re.search(r"[\[\]:*?/\\]", n), n
    sheets = []
    for i, name in enumerate(names, 1):
        rows = []
        for tr in ET.fromstring(part[f"xl/worksheets/sheet{i}.xml"]).iter(S + "row"):
            row = []
            for c in tr.iter(S + "c"):
                v = c.find(S + "v")
                if v is None:
                    row.append(("", None))
                elif c.get("t") == "s":
                    text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), shared[int(v.text)])
                    row.append((text, None))
                else:
                    assert c.get("t") in (None, "n"), c.get("t")
                    # what Excel holds: the double, shown with 15 digits
                    number = D(repr(float(v.text)))
                    row.append((excel_shows(number, xfs[int(c.get("s"))]), number))
            rows.append(row)
        sheets.append((name, rows))
    return sheets


def unescape(s):
    s = re.sub(r"\\([!-/:-@\[-`{-~])", lambda m: "&#%d;" % ord(m.group(1)), s)
    return re.sub(r"&(lt|amp|#\d+);", lambda m: {"lt": "<", "amp": "&"}.get(m.group(1)) or chr(int(m.group(1)[1:])), s).strip()


def md_tables(text):
    tables, rows = [], None
    for line in text.splitlines() + [""]:
        if line.startswith("|"):
            cells = [unescape(c) for c in re.split(r"(?<!\\)\|", line)[1:-1]]
            rows = (rows or []) + [cells]
        elif rows:
            assert re.fullmatch(r"[|: -]+", "|".join(rows[1]))
            tables.append(rows[2:])
            rows = None
    return tables


def docx_tables(data):
    z = zipfile.ZipFile(io.BytesIO(data))
    root = ET.fromstring(z.read("word/document.xml"))
    return [[["".join(t.text or "" for t in c.iter(W + "t")) for c in tr.iter(W + "tc")]
             for tr in tbl.iter(W + "tr")][1:] for tbl in root.iter(W + "tbl")]

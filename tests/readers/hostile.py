#!/usr/bin/env python3
"""516 hostile strings as names of buildings and enterprises, as headings of
a table and as every text of charts: scripts, markup, formulas (full-width
signs too), control characters, marks of direction.  In html and svg they
change neither element nor attribute; xlsx has no formula; md has nothing but
text (read by pandoc where it is); what is drawn, shown or held is the
string, its controls made visible.  Chromium, where it is, runs nothing."""
import copy
import csv
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from office import html_tables, md_tables, xlsx_sheets  # noqa: E402

top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
binaries = os.environ.get("BIN", top + "/build/bin")
environment = {"PATH": binaries + ":/usr/local/bin:/usr/bin:/bin", "BLDG_DATA": top + "/data", "LC_ALL": "C",
               "TZ": "UTC", "HOME": "/nonexistent"}
bad = []

SCRIPTS = ["<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
           "<svg onload=alert(1)>", "<svg/onload=alert(1)>", "\"><svg onload=alert(1)>", "'><img src=x>",
           "</title><script>alert(1)</script>", "</style><script>alert(1)</script>", "</svg><script>alert(1)</script>",
           "</td></tr></table><script>alert(1)</script>", "<iframe src=javascript:alert(1)>", "<a href=\"javascript:alert(1)\">x</a>",
           "<math><mtext></p><mglyph><style><img src=x onerror=alert(1)>", "<!--", "-->", "]]>", "<![CDATA[", "<?php echo 1 ?>",
           "<?xml version=\"1.0\"?>", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "&a;", "&lt;script&gt;", "&#60;script&#62;", "&#0;",
           "&#x1;", "<foreignObject><body onload=alert(1)>", "<use href=\"data:image/svg+xml;base64,x#x\"/>", "<set attributeName=href to=javascript:alert(1)>",
           "url(#a) url(http://example.org/x)", "expression(alert(1))", "@import 'http://example.org'", "\" onmouseover=\"alert(1)",
           "' onfocus='alert(1)' autofocus='", "` onload=`", "onload=alert(1)", "javascript:alert(1)", "data:text/html,<b>x</b>",
           "\\\"><script>", "<scr<script>ipt>", "<SCRIPT SRC=//example.org/x.js>", "<object data=x>", "<embed src=x>", "<base href=//x>",
           "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=//x>", "<form action=//x><button>", "<details open ontoggle=alert(1)>"]
MARKDOWN = ["[x](javascript:alert(1))", "![x](http://example.org/x.png)", "[x]: http://example.org", "<http://example.org>",
            "http://example.org/x", "www.example.org", "`code`", "``x``", "**bold**", "__x__", "*x*", "_x_", "~~x~~", "$x^2$", "$$x$$",
            "# x", "## x", "> x", "- x", "+ x", "1. x", "```", "~~~", "---", "***", "===", "| a | b |", "a|b", "\\|", "\\", "\\\\", "[^1]",
            "[^1]: x", "{{x}}", "{#id .class onload=x}", ":::", "<br>", "&nbsp;", "[[x]]", "\\(x\\)", "\\[x\\]", "{=html}", "    x"]
FORMULAS = [sign + rest for sign in "=+-@＝＋－＠\t\r" for rest in
            ["1+1", "cmd|'/C calc'!A0", "HYPERLINK(\"http://example.org\",\"x\")", "SUM(A1:A9)", "WEBSERVICE(\"http://example.org\")",
             "IMPORTXML(\"http://example.org\",\"//x\")", "DDE(\"cmd\",\"/C calc\",\"x\")", "A1", "@SUM(1)", "-2+3"]]
CONTROLS = [chr(c) for c in list(range(1, 32)) + [127] + list(range(0x80, 0xa0)) +
            [0x61c, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2066,
             0x2067, 0x2068, 0x2069, 0xfeff, 0xfff9, 0xfffe, 0xffff, 0x1fffe, 0xe0001, 0xad, 0x180e]]
OTHERS = ["_x000D_", "_x0041_", "_x005F_x000D_", "_x", "'", "''", "'=1+1", "\"", "\"\"", "nil", "null", "NaN", "Infinity", "true", "0x10",
          "1e5", "-0", "00012", "1/2", "1,5", "2023/6/1", "91320594MA1000100X", "320500198001011234", "%s%n%d", "$1 $2", "${x}", "$(x)",
          "`x`", "; DROP TABLE x", "../../etc/passwd", "CON", "History", "表[1]", "a:b*c?d/e\\f", "楼" * 40, "𠮷野家", "👨‍👩‍👧", "é", "ﷺ", "a b"]


def strings():
    out = list(SCRIPTS) + list(MARKDOWN) + list(FORMULAS) + ["a" + c + "b" for c in CONTROLS] + list(OTHERS)
    at = 0
    while len(out) < 516:
        out.append("甲" + out[at] + "\u202e大厦")
        at += 1
    return out[:516]


ALL = strings()


def run(words, form, **files):
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            with open(f"{folder}/{name}", "wb") as f:
                f.write(data)
        done = subprocess.run(words + ["-f", form], cwd=folder, env=environment, capture_output=True)
        if done.returncode not in (0, 1):
            bad.append(f"{words} -f {form}: {done.returncode}: {done.stderr.decode(errors='replace')[:300]}")
        return done.stdout


def shape(root):
    """Elements and attributes, without what is text."""
    return [(e.tag, sorted((k, v) for k, v in e.attrib.items())) for e in root.iter()]


def lengths_away(nodes):
    """Without what follows from the length of a text: classes, places."""
    return [(tag, [k for k, v in attributes if k != "class"]) for tag, attributes in nodes]


FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]")


def plain(root, what):
    for e in root.iter():
        for text in [e.text, e.tail] + list(e.attrib.values()):
            if text and FORBIDDEN.search(text):
                bad.append(f"{what}: {text!r}")
        for key, value in e.attrib.items():
            if key.lower().startswith("on") or key.lower() in ("style", "src") or (key == "href" and not value.startswith("#")):
                bad.append(f"{what}: {key}={value!r}")


def visible(s):
    """As it may be shown: characters that are never seen as \\x.. or \\u...."""
    s = re.sub("[\x00-\x1f\U0001fffe]", "", FORBIDDEN.sub("", s))
    return re.sub(r"\s+", " ", re.sub(r"\\(x[0-9a-f]{2}|u[0-9a-f]{4})", "", s)).strip()


def check_html(what, data, tame):
    root, other = ET.fromstring(data), ET.fromstring(tame)
    plain(root, what)
    if lengths_away(shape(root)) != lengths_away(shape(other)):
        bad.append(f"{what}: other elements than with tame names")
    return [cell for body, _ in html_tables(data) for row in body for cell in row]


def check_md(what, text, cells):
    seen = [cell for rows in md_tables(text) for row in rows for cell in row]
    if [visible(c) for c in seen] != [visible(c) for c in cells]:
        bad.append(f"{what}: md and html differ: " + repr([(a, b) for a, b in zip(seen, cells) if visible(a) != visible(b)][:3]))
    if not shutil.which("pandoc"):
        return
    for reader in ("gfm", "commonmark+pipe_tables"):
        ast = subprocess.run(["pandoc", "-f", reader, "-t", "native"], input=text.encode(), capture_output=True).stdout.decode()
        ast = re.sub(r'"(\\.|[^"\\])*"', '""', ast)
        for word in ("Link", "Image", "RawInline", "RawBlock", "Math", "Code", "Strikeout", "Emph", "Strong", "Note", "Cite", "CodeBlock"):
            if re.search(r"\b%s\b" % word, ast):
                bad.append(f"{what}: md read as {reader} has {word}")


def check_xlsx(what, data, cells):
    shown = [visible(text) for _, rows in xlsx_sheets(data) for row in rows for text, _ in row]
    for cell in cells:
        if visible(cell) and visible(cell) not in shown:
            bad.append(f"{what}: xlsx lacks {cell!r}")


def check(what, words, make):
    """make(names) gives the files; names are hostile, then tame."""
    hostile, tame = make(ALL), make(["甲" * 5] * len(ALL))
    cells = check_html(what, run(words, "html", **hostile), run(words, "html", **tame))
    check_md(what, run(words, "md", **hostile).decode(), cells)
    check_xlsx(what, run(words, "xlsx", **hostile), cells)
    text = re.sub("[\ufffe\uffff]", "", run(words, "text", **hostile).decode())
    if FORBIDDEN.search(text):
        bad.append(f"{what}: text has {FORBIDDEN.search(text).group()!r}")
    found = {visible(c) for c in cells}
    lost = [s for s in ALL if visible(s) and visible(s) not in found]
    if lost:
        bad.append(f"{what}: not shown: {lost[:5]!r}")


def table(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def key(names):
    with open(top + "/tests/cases/bldg-report/key-in-md/classified.csv") as f:
        rows = list(csv.reader(f))
    at = rows[0].index("name")
    out = [rows[0]]
    for i, name in enumerate(names):
        row = copy.copy(rows[1])
        row[1], row[at] = "320571-%04d" % i, name
        out.append(row)
    return {"in.csv": table(out)}


def projects(names):
    with open(top + "/tests/cases/bldg-report/projects-in-text/projects.csv") as f:
        rows = list(csv.reader(f))
    out = [rows[0]]
    for i, name in enumerate(names):
        row = copy.copy(rows[1])
        row[rows[0].index("project_id")] = "P%04d" % i
        row[rows[0].index("name")] = name
        row[rows[0].index("developer")] = name
        out.append(row)
    return {"in.csv": table(out)}


def charts():
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.dirname(binaries) + "/unit/test_chart"
        for form in ("svg", "html", "xlsx"):
            out = []
            for names in (ALL, ["甲" * 5] * len(ALL)):
                with open(folder + "/names", "wb") as f:
                    f.write(b"\0".join(s.encode("utf-8", "surrogatepass") for s in names))
                out.append(subprocess.run([program, form, folder + "/names"], capture_output=True, check=True).stdout)
            if form == "xlsx":
                xlsx_sheets(out[0])
                continue
            root = ET.fromstring(out[0])
            plain(root, "charts " + form)
            tags = {e.tag for e in root.iter()}
            if tags - {e.tag for e in ET.fromstring(out[1]).iter()}:
                bad.append(f"charts {form}: {tags}")
            if form == "html":
                browse(out[0])


def browse(html):
    browser = shutil.which("chromium")
    if not browser:
        print("hostile: the browser is skipped: chromium is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/page.html", "wb") as f:
            f.write(html)
        run_ = subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                               "--disable-background-networking", "--disable-component-update", "--disable-sync",
                               "--enable-logging=stderr", "--user-data-dir=" + folder + "/data", "--dump-dom",
                               "file://" + folder + "/page.html"], capture_output=True, timeout=120)
        for line in run_.stderr.decode(errors="replace").splitlines():
            if "CONSOLE" in line:
                bad.append("browser: " + line)
        dom = run_.stdout.decode()
        if "<main>" not in dom or "<script" in dom or re.search(r"<[^>]* on[a-z]+=", dom):
            bad.append("browser: something active, or nothing")


assert len(ALL) == 516 and len(set(ALL)) == 516, len(set(ALL))
check("key", ["bldg-report", "key", "in.csv"], key)
check("projects", ["bldg-report", "projects", "in.csv"], projects)
check("any", ["bldg-import", "any", "-q", "in.csv"], lambda names: {"in.csv": table([["n"] + ["x"]] + [["n%d" % i, s] for i, s in enumerate(names)])})
charts()
for line in bad[:30]:
    print(line[:400])
print(f"hostile: {len(ALL)} strings, {len(bad)} faults" + ("" if shutil.which("pandoc") else "; pandoc is not installed"))
sys.exit(bool(bad))

#!/usr/bin/env python3
"""Word documents, as bldg-report makes them and as README's recipe makes
them of Markdown: tables have borders and heads that pages repeat, captions
are captions, letters are Chinese fonts, pages are A4 with their number; a
wide table lies on its side.  The reference documents are what their parts
make.  Without pandoc only the last is tried."""
import filecmp
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
binaries = os.environ.get("BIN", top + "/build/bin")
environment = {"PATH": binaries + ":/usr/local/bin:/usr/bin:/bin", "BLDG_DATA": top + "/data", "LC_ALL": "C.UTF-8",
               "TZ": "UTC", "HOME": "/nonexistent"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
cases = top + "/tests/cases/bldg-report/"
bad = []


def say(good, what):
    if not good:
        bad.append(what)


def check(what, data, captions, wide):
    z = zipfile.ZipFile(io.BytesIO(data))
    styles = ET.fromstring(z.read("word/styles.xml"))
    body = ET.fromstring(z.read("word/document.xml")).find(W + "body")
    by_id = {s.get(W + "styleId"): s for s in styles.iter(W + "style")}
    table = by_id["Table"]
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    say(borders is not None and len(borders) == 6, f"{what}: no borders")
    fonts = {f.get(W + "eastAsia") for f in styles.iter(W + "rFonts")}
    say({"宋体", "黑体", "仿宋"} <= fonts, f"{what}: fonts {fonts}")
    say(all("eastAsia" in "".join(f.attrib) for f in styles.iter(W + "rFonts")), f"{what}: a font for Latin letters alone")
    found = ["".join(t.text for t in p.iter(W + "t")) for p in body.iter(W + "p")
             if p.find(f"{W}pPr/{W}pStyle") is not None and
             by_id[p.find(f"{W}pPr/{W}pStyle").get(W + "val")].find(W + "name").get(W + "val") == "Table Caption"]
    say(found == captions, f"{what}: captions {found}")
    for tbl in body.iter(W + "tbl"):
        say(tbl.find(f"{W}tblPr/{W}tblStyle").get(W + "val") == "Table", f"{what}: a table of another style")
        say(tbl.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None, f"{what}: a head that pages do not repeat")
    rels = {r.get("Id"): r for r in ET.fromstring(z.read("word/_rels/document.xml.rels"))}
    pages = list(body.iter(W + "sectPr"))
    for page in pages:
        size = page.find(W + "pgSz")
        say({size.get(W + "w"), size.get(W + "h")} == {"11906", "16838"}, f"{what}: not A4")
        foot = page.find(W + "footerReference")
        say(foot is not None and rels[foot.get(R + "id")].get("Type").endswith("/footer"), f"{what}: a page without number")
    turned = [int(p.find(W + "pgSz").get(W + "w")) > 12000 for p in pages]
    say(turned == wide, f"{what}: turned {turned}")
    say(not any(r.get("TargetMode") == "External" for r in rels.values()), f"{what}: a link outside")
    return z


def made(report, inputs, target):
    subprocess.run(["bldg-report", report, cases + inputs, "-o", target], env=environment, check=True)
    return open(target, "rb").read()


def recipe():
    """The command of README that makes report.docx of report.md."""
    text = open(top + "/README.md", encoding="utf-8").read()
    lines = re.search(r"^pandoc .*?report\.docx$", text, re.M | re.S).group().replace("\\\n", " ")
    return lines


with tempfile.TemporaryDirectory() as folder:
    subprocess.run([sys.executable, top + "/data/word/make-reference", folder], check=True)
    for name in ("bldg.docx", "bldg-wide.docx"):
        say(filecmp.cmp(f"{folder}/{name}", f"{top}/data/word/{name}", False), name + " is not what its parts make")
    if shutil.which("pandoc"):
        data = made("completion", "completion-in-md/completion.csv", folder + "/a.docx")
        captions = [re.sub(r"\s+", " ", c) for c in re.findall(r"^### (.*)$", open(cases + "completion-in-md/out", encoding="utf-8").read(), re.M)]
        check("completion", data, captions, [False, True])
        say(made("completion", "completion-in-md/completion.csv", folder + "/b.docx") == data, "two runs differ")
        key = re.findall(r"^### (.*)$", open(cases + "key-in-md/out", encoding="utf-8").read(), re.M)
        check("key", made("key", "key-in-md/classified.csv", folder + "/k.docx"), key, [True])
        for name in ("completion", "key"):
            shutil.copy(f"{cases}{name}-in-md/out", folder + "/report.md")
            subprocess.run(recipe(), shell=True, cwd=folder, env=environment, check=True)
            check("recipe " + name, open(folder + "/report.docx", "rb").read(), captions if name == "completion" else key, [False])
        both = open(cases + "key-in-md/out").read() + "\n" + open(cases + "completion-in-md/out").read()
        open(folder + "/report.md", "w").write(both)
        subprocess.run(recipe(), shell=True, cwd=folder, env=environment, check=True)
        check("both", open(folder + "/report.docx", "rb").read(), key + captions, [True, False])
        charts = subprocess.run([os.path.dirname(binaries) + "/unit/test_chart", "docx"], capture_output=True, check=True).stdout
        open(folder + "/report.md", "wb").write(charts)
        subprocess.run(recipe(), shell=True, cwd=folder, env=environment, check=True)
        pictures = [n for n in zipfile.ZipFile(folder + "/report.docx").namelist() if n.startswith("word/media/")]
        say(len(pictures) >= 14, f"{len(pictures)} pictures")
for line in bad:
    print(line)
print(f"word: {len(bad)} faults" + ("" if shutil.which("pandoc") else "; pandoc is not installed"))
sys.exit(bool(bad))

#!/usr/bin/env python3
"""bldg-import --annotate, read with zipfile and ElementTree: of every run of
tests/cases/bldg-import and of tables made here, the workbook says what was
sent; each row of -r has a red cell whose comment says its reason, and no
other cell is red; no cell is a formula; read again it is the same dataset;
the dataset, the rejects and the exit status are those without --annotate;
twice the same bytes; no workbook where the run failed."""
import csv
import glob
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
binary = os.environ.get("BIN", top + "/build/bin") + "/bldg-import"
environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "BLDG_DATA": top + "/data", "LC_ALL": "C", "TZ": "UTC"}
M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RED, YELLOW = "FFFFC7CE", "FFFFEB9C"
bad, count = [], {"runs": 0, "rejects": 0, "doubts": 0, "cells": 0, "again": 0}


def say(good, what):
    if not good:
        bad.append(what)


def place(ref):
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", ref).groups()
    col = 0
    for c in letters:
        col = col * 26 + ord(c) - 64
    return int(digits), col


def texts(node):
    return "".join(t.text or "" for t in node.iter(M + "t"))


def plain(s):
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), s)


class Sheet:
    def __init__(self, z, name, part, strings, fills):
        root = ET.fromstring(z.read(part))
        self.name, self.cell, self.fill = name, {}, {}
        self.formulas = len(list(root.iter(M + "f")))
        self.merged = [m.get("ref") for m in root.iter(M + "mergeCell")]
        self.numbers = 0
        for c in root.iter(M + "c"):
            at, v = place(c.get("r")), c.find(M + "v")
            self.fill[at] = fills[int(c.get("s", "0"))]
            if v is not None:
                self.numbers += c.get("t") != "s"
                self.cell[at] = strings[int(v.text)] if c.get("t") == "s" else v.text
        self.comment = {}
        rels = part.replace("sheets/", "sheets/_rels/") + ".rels"
        if rels in z.namelist():
            for r in ET.fromstring(z.read(rels)):
                if r.get("Type").endswith("/comments"):
                    notes = ET.fromstring(z.read("xl/" + r.get("Target")[3:]))
                    self.comment = {place(n.get("ref")): texts(n) for n in notes.iter(M + "comment")}

    def red(self):
        return {at for at, f in self.fill.items() if f == RED}

    def yellow(self):
        return {at for at, f in self.fill.items() if f == YELLOW}

    def rows(self):
        return sorted({r for r, _ in self.cell})


def read(path):
    z = zipfile.ZipFile(path)
    for part in z.namelist():
        ET.fromstring(z.read(part))
    book = ET.fromstring(z.read("xl/workbook.xml"))
    style = ET.fromstring(z.read("xl/styles.xml"))
    colours = []
    for fill in style.find(M + "fills"):
        colour = fill.find(f"{M}patternFill/{M}fgColor")
        colours.append(None if colour is None else colour.get("rgb"))
    fills = [colours[int(x.get("fillId"))] for x in style.find(M + "cellXfs")]
    strings = [plain(texts(s)) for s in ET.fromstring(z.read("xl/sharedStrings.xml"))]
    return [Sheet(z, s.get("name"), f"xl/worksheets/sheet{i}.xml", strings, fills)
            for i, s in enumerate(book.iter(M + "sheet"), 1)]


def run(words, folder):
    return subprocess.run([binary] + words, cwd=folder, env=environment, capture_output=True, stdin=subprocess.DEVNULL)


def row_of(sheet, line):
    """A record over several lines stands in its first."""
    return max((r for r in sheet.rows() if r <= line), default=0)


def check_rejects(what, rejects, sheets, label_of):
    reasons = {s.name: {} for s in sheets}
    for r in rejects:
        sheet = label_of(r["file"])
        row = row_of(sheet, int(r["line"]))
        reason = f"rejected: {r['message']} [{r['rule']}]"
        at = [c for c in sheet.red() if c[0] == row and reason in sheet.comment.get(c, "")]
        say(at, f"{what}: line {r['line']} of {sheet.name}: no red cell says {reason!r}")
        if r["field"] == "":
            say({c for c in sheet.fill if c[0] == row} <= sheet.red(), f"{what}: line {r['line']} is not all red")
        for c in at:
            reasons[sheet.name].setdefault(row, []).append((c, r["field"] == ""))
            value = sheet.cell.get(c, "")
            say(r["field"] == "" or value.strip() == r["value"].strip() or "\\" in value + r["value"],
                f"{what}: {sheet.name} {c}: {value!r} is not {r['value']!r}")
    for sheet in sheets:
        told = reasons[sheet.name]
        for c in sheet.red():
            say(any(whole or c == at for at, whole in told.get(c[0], [])), f"{what}: {sheet.name} {c} is red")
        for c, text in sheet.comment.items():
            say(c in sheet.red() | sheet.yellow(), f"{what}: {sheet.name} {c}: a comment without colour")
            say("to check" not in text or "rejected" in text or c in sheet.yellow() or
                any(whole for _, whole in told.get(c[0], [])), f"{what}: {sheet.name} {c}: {text!r} is not yellow")
        say(sheet.yellow() <= set(sheet.comment), f"{what}: {sheet.name}: yellow without a reason")
        count["doubts"] += len(sheet.yellow())
    count["rejects"] += len(rejects)


def rejects_in(path):
    csv.field_size_limit(1 << 30)
    with open(path, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def check(what, words, folder):
    """words: of a run without -r, -o, --annotate; files are in folder."""
    for name in ("plain.csv", "plain.r", "o.csv", "o.r", "a.xlsx", "b.xlsx"):
        if os.path.exists(f"{folder}/{name}"):
            os.remove(f"{folder}/{name}")
    keep = {f: open(f"{folder}/{f}", "rb").read() for f in ("ids.csv",) if os.path.exists(f"{folder}/{f}")}
    first = run(words + ["-o", "plain.csv", "-r", "plain.r", "--lang", "en"], folder)
    for f, data in keep.items():
        open(f"{folder}/{f}", "wb").write(data)
    done = run(words + ["-o", "o.csv", "-r", "o.r", "--annotate", "a.xlsx", "--lang", "en"], folder)
    say(done.returncode == first.returncode and done.stderr == first.stderr,
        f"{what}: --annotate shows: {done.returncode} {done.stderr.decode()[-300:]}")
    if done.returncode == 2:
        say(not os.path.exists(f"{folder}/a.xlsx"), f"{what}: a workbook of a run that failed")
        return None
    count["runs"] += 1
    for name, other in (("plain.csv", "o.csv"), ("plain.r", "o.r")):
        say(open(f"{folder}/{name}", "rb").read() == open(f"{folder}/{other}", "rb").read(), f"{what}: {other} differs")
    for f, data in keep.items():
        open(f"{folder}/{f}", "wb").write(data)
    run(words + ["-q", "-o", "o.csv", "--annotate", "b.xlsx", "--lang", "en"], folder)
    say(open(f"{folder}/a.xlsx", "rb").read() == open(f"{folder}/b.xlsx", "rb").read(), f"{what}: two runs differ")
    sheets = read(f"{folder}/a.xlsx")
    rejects = rejects_in(f"{folder}/o.r")
    labels = list(dict.fromkeys(r["file"] for r in rejects))

    def label_of(label):
        inner = re.search(r"\[(.*)\]$", label)
        stem = os.path.basename(label).rsplit(".", 1)[0]
        for s in sheets[1:]:
            if s.name in (label, inner and inner[1], stem, stem + "~"):
                return s
        return sheets[1 + labels.index(label)] if len(sheets) > 1 + labels.index(label) else sheets[1]

    for s in sheets:
        say(s.formulas == 0, f"{what}: {s.name} has formulas")
        say(s.numbers == 0, f"{what}: {s.name} has cells that are not text")
        count["cells"] += len(s.cell)
    check_rejects(what, rejects, sheets[1:], label_of)
    return sheets


def of_cases(scratch):
    # quick: every second case, and the tables made here
    step = 2 if "quick" in sys.argv[1:] else 1
    for cmd in sorted(glob.glob(top + "/tests/cases/bldg-import/*/cmd"))[::step]:
        for n, line in enumerate(open(cmd, encoding="utf-8").read().replace("\\\n", " ").splitlines()):
            if not line.startswith("bldg-import ") or re.search(r"[|<>;&$]|any |--(schema|list|draft-map|files)|"
                                                                r"-C|-o |--audit|-r |--annotate|--diagnostics", line):
                continue
            if "a.csv a.csv" in line:
                continue  # one name for two sheets
            folder = f"{scratch}/{os.path.basename(os.path.dirname(cmd))}.{n}"
            shutil.copytree(os.path.dirname(cmd), folder)
            check(f"{os.path.basename(os.path.dirname(cmd))}: {line}", shlex.split(line)[1:], folder)


TABLE = """附件1,,,,
园区企业台账（2023年）,,,,
填报单位：园区,,,,备注
楼宇编号,企业名称,信用代码,入驻日期,纳税人识别号状态
0012,=cmd|'/C calc'!A0,91320594MA1000100X,2023-01-05,x
0012,"@SUM(A1:A9)",91320594MA10001011,2023-13-45,y
0013,＝1+1,9.13205E+17,2023年4月5日,000123456789012345678
0013,"两行
名称",91320594MA10001024,2023-02-30,<b>&
0014,-2+3,91320594MA10001037,,_x000D_
合计,,,,3

注：本表,,,,
0015,甲,91320594MA1000104A,,
"""
# rows that are none: too few fields, too many, a quote that never closes
FAULTY = TABLE + """0016,乙,91320594MA1000104A
0017,丙,91320594MA1000104A,,,,多
0018,"丁"x",91320594MA1000104A,,
"""


def sent(text):
    """Rows by their first line, as a spreadsheet's user would count them."""
    rows, reader, line = {}, csv.reader(io.StringIO(text, newline="")), 1
    for r in reader:
        if any(r):
            rows[line] = {(line, i + 1): v for i, v in enumerate(r) if v != ""}
        line = reader.line_num + 1
    return rows


def made_here(scratch):
    for name, encoding in (("台账.csv", "utf-8"), ("台账-gb.csv", "gb18030")):
        folder = f"{scratch}/{name}"
        os.mkdir(folder)
        open(f"{folder}/{name}", "wb").write(TABLE.encode(encoding))
        words = ["tenancies", "--set", "industry_std=2017"]
        sheets = check(name, words + [name], folder)
        got = {at: v for at, v in sheets[1].cell.items()}
        want = {at: v for row in sent(TABLE).values() for at, v in row.items()}
        say(got == want, f"{name}: not as sent: {sorted(set(got.items()) ^ set(want.items()))}")
        check_again(name, words, folder)
        open(f"{folder}/faulty-{name}", "wb").write(FAULTY.encode(encoding))
        sheets = check("faulty " + name, words + ["faulty-" + name], folder)
        say(sheets[1].cell.get((17, 1)) == '0018,"丁"x",91320594MA1000104A,,', f"{name}: a faulty line: {sheets[1].cell}")
        say({r for r, _ in sheets[1].red()} >= {15, 16, 17}, f"{name}: faulty rows are not red")


def check_again(what, words, folder):
    """The workbook, sent back as it is, is the table."""
    shutil.copy(f"{folder}/a.xlsx", f"{folder}/back.xlsx")
    before = open(f"{folder}/o.csv", "rb").read(), [
        (r["field"], r["value"], r["rule"]) for r in rejects_in(f"{folder}/o.r")]
    done = run(words + ["-o", "again.csv", "-r", "again.r", "--lang", "en", "back.xlsx"], folder)
    after = open(f"{folder}/again.csv", "rb").read(), [
        (r["field"], r["value"], r["rule"]) for r in rejects_in(f"{folder}/again.r")]
    say(before[0] == after[0], f"{what}: sent back it is another dataset: {done.stderr.decode()}")
    say(before[1] == after[1], f"{what}: sent back others are rejected: {before[1]} {after[1]}")
    count["again"] += 1


def large(scratch):
    """Of a table with more rows than are kept: those with findings, the
    first and the last."""
    folder = scratch + "/large"
    os.mkdir(folder)
    with open(folder + "/税收.csv", "w", encoding="utf-8") as f:
        f.write("月份,统一社会信用代码,税收（元）\n")
        for i in range(2, 60001):
            f.write(f"2023-0{'4' if i % 999 else 'x'},91320594MA1000100X,{i}.00\n")
    done = run(["taxes", "-q", "-o", "o.csv", "-r", "o.r", "--annotate", "a.xlsx", "--lang", "en", "税收.csv"], folder)
    say(done.returncode == 1, f"large: {done.returncode}")
    sheets = read(folder + "/a.xlsx")
    values = [sheets[1].cell[(r, 3)] for r in sheets[1].rows()]
    wrong = {f"{i}.00" for i in range(2, 60001) if i % 999 == 0}
    edge = ["税收（元）"] + [f"{i}.00" for i in range(2, 101)]
    say(values[:100] == edge and values[-100:] == [f"{i}.00" for i in range(59901, 60001)], "large: its edges")
    say(set(values) == wrong | set(edge) | set(values[-100:]), "large: its rows")
    say({sheets[1].cell[(r, 3)] for r, _ in sheets[1].red()} == wrong and
        set(sheets[1].comment) == sheets[1].red(), "large: what is red")
    count["cells"] += len(sheets[1].cell)


with tempfile.TemporaryDirectory() as scratch:
    of_cases(scratch)
    made_here(scratch)
    large(scratch)
for what in bad[:40]:
    print("annotated-tables-say-what-was-sent:", what)
say(count["runs"] > 20 and count["rejects"] > 40, f"too little was looked at: {count}")
if os.environ.get("SHOW"):
    print(count)
sys.exit(1 if bad else 0)

#!/usr/bin/env python3
"""Every report of tests/cases/bldg-report, key buildings made up by chance,
and the documents of a workspace, in every format: html, xlsx, md, text and (where pandoc is) docx say
the same, cell by cell, and what they say is csv's figure rounded half away
from zero, csv's and json's being the same; xlsx holds csv's figure unrounded.
All is computed here with Decimal.  Two runs give the same bytes."""
import csv
import glob
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from office import D, docx_tables, html_tables, md_tables, rounded, xlsx_sheets  # noqa: E402

top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
binaries = os.environ.get("BIN", top + "/build/bin")
environment = {"PATH": binaries + ":/usr/local/bin:/usr/bin:/bin", "BLDG_DATA": top + "/data", "LC_ALL": "C",
               "TZ": "UTC", "HOME": "/nonexistent"}
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
bad, counted = [], {"reports": 0, "cells": 0, "figures": 0, "elsewhere": 0, "derived": 0}


def run(words, form, folder):
    done = subprocess.run(words + ["-f", form], cwd=folder, env=environment, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"{form}: exit {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def machine_tables(data):
    tables, rows = [], []
    for row in list(csv.reader(io.StringIO(data.decode()))) + [[]]:
        if row:
            rows.append(row)
        elif rows:
            tables.append(rows)
            rows = []
    return tables


def places(shown):
    return len(shown.split(".")[1]) if "." in shown else 0


def follows(shown, value, scale):
    """shown is value over 10^scale, rounded; a ratio may have been rounded
    to csv's two decimals before, where it ends in a five."""
    exact = D(value).scaleb(-scale)
    if rounded(exact, places(shown)) == D(shown):
        return True
    return scale == 0 and places(value) == 2 and abs(exact - D(shown)) <= D(5).scaleb(-places(shown) - 1) + D("0.005")


def neighbours(value, n, scale):
    """All figures of n places that follow value over 10^scale."""
    exact, unit = D(value).scaleb(-scale), D(1).scaleb(-n)
    near = rounded(exact, n)
    return {near} | ({x for x in (near - unit, near + unit) if abs(exact - x) <= unit / 2 + D("0.005")}
                     if scale == 0 and places(value) == 2 else set())


def origin(shown, values):
    """(column, scales) of csv that the whole column of figures follows; a
    table whose rows have units of their own may have several scales."""
    known = [(s, r) for r, s in enumerate(shown) if NUMBER.fullmatch(s)]
    for column in range(len(values[0])):
        for scales in ((0,), (4,), (8,)):
            if all(NUMBER.fullmatch(values[r][column]) and follows(s, values[r][column], scales[0]) for s, r in known):
                return column, scales
    for column in range(len(values[0])):
        if all(NUMBER.fullmatch(values[r][column]) and any(follows(s, values[r][column], k) for k in (0, 4, 8))
               for s, r in known):
            return column, (0, 4, 8)
    return None


def columns_of(rows, values):
    """Of each column of ours that holds figures, where in csv it is from, or
    None where it is from nowhere."""
    columns = {}
    for c in range(len(rows[0]) if rows else 0):
        shown = [row[c].rstrip("*#") for row in rows]
        if any(NUMBER.fullmatch(s) for s in shown) and shown != [str(r + 1) for r in range(len(shown))]:
            columns[c] = origin(shown, values)
    return columns


def labels():
    """What people read for codes, by code: districts and indicators."""
    with open(top + "/data/codes/districts.csv") as f:
        found = {r["code"]: {r["name"], r["short"]} for r in csv.DictReader(f)}
    defined = run(["bldg-report", "definitions"], "csv", top).decode()
    for r in csv.DictReader(io.StringIO(defined)):
        found.setdefault(r["indicator"], set()).update((r["label"], r["label_en"]))
    return found


def is_name(shown, value, label):
    return bool(shown) and not NUMBER.fullmatch(shown) and (
        shown in value or any(shown in label.get(v, ()) for v in value))


def named(rows, values, apart, label):
    names = [c for c in range(len(rows[0])) if all(is_name(row[c], v, label) for row, v in zip(rows, values))]
    return bool(names) and (not apart or len({tuple(row[c] for c in names) for row in rows}) == len(rows))


def aligned(rows, machine):
    """csv's tables with the same rows, told by the names that both have.  A
    document has several tables, and a unit is in many of them: there the
    names must tell the rows apart."""
    same = [m[1:] for m in machine if rows and len(m) - 1 == len(rows)]
    found = [(columns_of(rows, v), v) for v in same if named(rows, v, len(machine) > 1, {})]
    # people read labels where csv has codes: the same rows if all columns are
    return found or [x for x in ((columns_of(rows, v), v) for v in same if named(rows, v, True, LABEL))
                     if None not in x[0].values()]


def check_machine(what, people, machine):
    """Where both have the same rows, each column comes from one of csv's, all
    of one table; else (sorted otherwise, summed up) figures are looked for
    anywhere."""
    found = []
    cells = [v for m in machine for r in m[1:] for v in r if NUMBER.fullmatch(v)]
    for t, rows in enumerate(people):
        tries = aligned(rows, machine)
        if tries:
            columns, values = min(tries, key=lambda x: sum(f is None for f in x[0].values()))
            for c in (c for c, f in columns.items() if f is None):
                bad.append(f"{what} table {t + 1}: column {c} is not of csv: {[row[c] for row in rows[:4]]}")
            found.append((columns, values))
            continue
        anywhere = {}
        for s in (cell.rstrip("*#") for row in rows for cell in row if NUMBER.fullmatch(cell.rstrip("*#"))):
            n = places(s)
            if n not in anywhere:
                anywhere[n] = {x for v in set(cells) for k in (0, 4, 8) for x in neighbours(v, n, k)}
            counted["elsewhere" if D(s) in anywhere[n] else "derived"] += 1
        found.append(({}, None))
    return found


def check_json(what, data, machine):
    lines = [json.loads(x, parse_float=str, parse_int=str) for x in data.decode().splitlines() if x]
    flat = [dict(zip(m[0], r)) for m in machine for r in m[1:]]
    if len(lines) != len(flat):
        bad.append(f"{what}: json has {len(lines)} rows, csv {len(flat)}")
    for a, b in zip(lines, flat):
        for name, value in b.items():
            if (a[name] if a[name] is not None else "") != value:
                bad.append(f"{what}: json {name} {a[name]!r}, csv {value!r}")


def sheet_tables(sheets, people):
    """The rows of each sheet that are a table's: those after the head."""
    found = []
    for rows in people:
        for _, sheet in sheets:
            body = [row for row in sheet if len(row) == (len(rows[0]) if rows else 0)]
            texts = [[c[0] for c in row] for row in body]
            for at in range(len(texts) - len(rows) + 1):
                if texts[at:at + len(rows)] == rows:
                    found.append(body[at:at + len(rows)])
                    break
            else:
                continue
            break
        else:
            found.append(None)
    return found


def compare(what, words, folder):
    if subprocess.run(words, cwd=folder, env=environment, capture_output=True).returncode != 0:
        return None
    counted["reports"] += 1
    out = {form: run(words, form, folder) for form in ("csv", "json", "html", "md", "text", "xlsx")}
    for form in ("html", "xlsx", "md"):
        if run(words, form, folder) != out[form]:
            bad.append(f"{what}: {form} differs from run to run")
    machine = machine_tables(out["csv"])
    html = html_tables(out["html"])
    people = [[[re.sub(r"\s+", " ", c) for c in row] for row in rows] for rows, _ in html]
    counted["cells"] += sum(len(row) for rows in people for row in rows)
    check_json(what, out["json"], machine)
    md = [[[re.sub(r"\s+", " ", c) for c in row] for row in rows] for rows in md_tables(out["md"].decode())]
    if md != people:
        bad.append(f"{what}: md and html differ")
    text = set(re.findall(r"[+-]?\d[\d.]*", out["text"].decode()))
    for rows in people:
        for row in rows:
            for cell in row:
                if NUMBER.fullmatch(cell) and cell not in text:
                    bad.append(f"{what}: text lacks {cell}")
    origins = check_machine(what, people, machine)
    for t, (body, rows) in enumerate(zip(sheet_tables(xlsx_sheets(out["xlsx"]), people), people)):
        if body is None and rows:
            bad.append(f"{what}: table {t + 1} is not so in xlsx")
        check_numbers(what, body or [], html[t][1], *origins[t])
    # pandoc takes its time: every tenth
    if shutil.which("pandoc") and counted["reports"] % 10 == 1:
        docx = run(words, "docx", folder)
        if docx != run(words, "docx", folder):
            bad.append(f"{what}: docx differs from run to run")
        if [[[c.strip() for c in r] for r in rows] for rows in docx_tables(docx)] != \
                [[[c.strip() for c in r] for r in rows] for rows in people]:
            bad.append(f"{what}: docx and html differ")
    return people, machine


def check_numbers(what, body, looks, found, values):
    for r, row in enumerate(body):
        for c, (shown, number) in enumerate(row):
            figure = shown.rstrip("*#")
            if "--explain" in what and figure != shown:  # the printed form, with its mark
                continue
            if NUMBER.fullmatch(figure) and number is None and "r" in looks[r][c].split():
                bad.append(f"{what}: {shown} is text in xlsx")
            if number is None or found.get(c) is None:
                continue
            counted["figures"] += 1
            column, scales = found[c]
            exact = [D(values[r][column]).scaleb(-k) for k in scales]
            if number not in exact and number != D(shown.rstrip("*#")):
                bad.append(f"{what}: xlsx holds {number}, csv {exact}")


def of_cases():
    for cmd in sorted(glob.glob(top + "/tests/cases/bldg-report/*/cmd")):
        for line in open(cmd).read().splitlines():
            words = line.split()
            if not line.startswith("bldg-report ") or re.search(r"[|;<>$&'`]", line):
                continue
            if os.path.exists(os.path.dirname(cmd) + "/status") or {"-C", "-o", "--list", "--help", "--version"} & set(words):
                continue
            if "-f" in words:
                at = words.index("-f")
                del words[at:at + 2]
            yield os.path.dirname(cmd), words


def by_chance(folder):
    random.seed(20230630)
    with open(top + "/tests/cases/bldg-report/key-in-md/classified.csv") as f:
        rows = list(csv.reader(f))
    name = {n: i for i, n in enumerate(rows[0])}
    out = [rows[0]]
    for i in range(300):
        row = list(rows[1 + i % 2])
        row[name["building_id"]] = "320571-%04d" % i
        row[name["name"]] = "第%d号楼" % i
        edge = random.choice([10000000000, 50000000000, 99500000000, 500000, 1, 0])
        fen = random.choice([edge + random.randint(-3, 3), random.randrange(10 ** random.randint(1, 14)),
                             -random.randrange(10 ** 9), random.randrange(10 ** 6) * 1000000 + 500000])
        row[name["tax_yuan"]] = "%d.%02d" % divmod(abs(fen), 100)
        if fen < 0:
            row[name["tax_yuan"]] = "-" + row[name["tax_yuan"]]
        row[name["tax_per_m2_yuan"]] = str(rounded(D(fen) / 100 / D(row[name["area_base_m2"]]), 2))
        row[name["tax_yoy_pct"]] = random.choice(["", "%d.%02d" % (random.randrange(200), random.randrange(100)), "-0.04"])
        row[name["gfa_m2"]] = random.choice(["", "%d.%02d" % (random.randrange(300000), random.randrange(100))])
        out.append(row)
    with open(folder + "/classified.csv", "w", newline="") as f:
        csv.writer(f, lineterminator="\n").writerows(out)
    return ["bldg-report", "key", "classified.csv"]


def office(folder):
    """A workspace of the month, and the documents that are made of it."""
    script = """set -eu
        cp -r "$BLDG_DATA/../tests/data/office/." .
        . ./chain
        chain 2023-05
        chain 2023-06
        o=out/2023-06
        bldg-watch -q -t canon/tenancies.csv out/2023-05/classified.csv $o/classified.csv -o $o/watch.csv
        scored="-s $BLDG_DATA/rules/evaluation.yaml -p 2023-06 --classified $o/classified.csv
            --districts $o/districts.csv --completion $o/completion.csv --tasks $o/tasks.csv --cadence $o/cadence.csv"
        bldg-score -q $scored -o $o/scores.csv
        bldg-score -q --supervision $scored -o $o/supervision.csv"""
    subprocess.run(["sh", "-c", script], cwd=folder, env=environment, check=True)
    # tables that are csv's row by row under labels of their own: the place in
    # the document, and two of csv's columns
    for document, tables in ((["monthly"], ()), (["meeting"], ((1, "gap_pct", "rank"), (6, "target", "margin"))),
                             (["district", "--scope", "320508"], ((0, "points", "rank"),)),
                             (["district", "--scope", "320585"], ((0, "points", "rank"),))):
        what = "office " + " ".join(document)
        made = compare(what, ["bldg-report"] + document + ["-C", ".", "-p", "2023-06"], folder)
        for t, *columns in tables:
            rows = made[0][t] if made else []
            csv_rows = [m[1:] for m in made[1] if set(columns) <= set(m[0])] if made else []
            if len(csv_rows) != 1 or len(csv_rows[0]) != len(rows) or None in columns_of(rows, csv_rows[0]).values():
                bad.append(f"{what} table {t + 1}: its rows are not those of csv")
        if made is None:
            bad.append(f"{what} is not made")


LABEL = labels()
def a_book(folder):
    """A year's book of the fixture's workspace: its tables one by one."""
    shutil.copytree(top + "/tests/data/office", folder)
    subprocess.run(["sh", "-c", ". ./chain && chain 2022-12 && chain 2023-12"], cwd=folder, env=environment, check=True)
    return ["bldg-report", "bluebook", "-q", "-C", folder, "-p", "2023", "--years", "2"]


# quick: every third of the cases, and what is made here
for folder, words in list(of_cases())[::3 if "quick" in sys.argv[1:] else 1]:
    compare(os.path.basename(folder) + " " + " ".join(words[1:]), words, folder)
with tempfile.TemporaryDirectory() as scratch:
    compare("chance key", by_chance(scratch), scratch)
    compare("bluebook", a_book(scratch + "/office"), scratch)
with tempfile.TemporaryDirectory() as scratch:
    office(scratch)
for line in bad[:30]:
    print(line)
print("agree: " + ", ".join(f"{n} {name}" for name, n in counted.items()) + f", {len(bad)} faults" +
      ("" if shutil.which("pandoc") else "; docx skipped: pandoc is not installed"))
sys.exit(bool(bad))

#!/usr/bin/env python3
"""Cells of every report of a made-up city, picked by chance: what
--explain says of each is read again here.  The figure that is printed is the
unrounded one rounded half away from zero; a value that is taken stands in
that line of that file; the rows that are added up, and the taxes, are the
sum; those that are counted are as many as the figure, and of the tiers those
that classified.csv has.  The addresses are made of what -f csv says."""
import csv
import io
import os
import random
import re
import subprocess
import sys
import tempfile
from decimal import ROUND_HALF_UP, Decimal as D

top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
binaries = os.environ.get("BIN", top + "/build/bin")
environment = {"PATH": binaries + ":/usr/local/bin:/usr/bin:/bin", "BLDG_DATA": top + "/data", "LC_ALL": "C",
               "TZ": "UTC", "HOME": "/nonexistent"}
REPORTS = {"key": "building_id", "crossings": "building_id", "high-output": "building_id", "nurture": "building_id",
           "specialty": "building_id", "movers": "building_id", "districts": "district", "completion":
           "scope indicator", "events": "event_id", "projects": "project_id", "retrofits": "building_id",
           "industries": "code", "tasks": "scope id", "months": "month district", "distribution":
           "measure district band", "teams": "kind team_id building_id", "quality": "part subject item"}
# columns whose rows must be listed, where the first key says so
CLASSES = ("last_year_1yi same_1yi new_1yi left_1yi total_1yi total_5yi total_10yi month_1yi expected_1yi expected_new "
           "expected_left nurture at_risk recognised candidates key tier_unknown").split()
LISTED = {"districts": CLASSES, "teams": ["buildings", "compared", "tax_yuan", "entered"], "distribution":
          ["buildings", "running", "tax_yuan", "buildings_same", "buildings_last_year", "occupancy_base_m2",
           "occupied_m2"], "quality": ["value"]}
RATES = {"districts": ["share_pct"], "industries": ["share_pct"], "distribution":
         ["buildings_pct", "tax_pct", "occupancy_pct"], "teams": ["tax_yoy_pct"]}
LISTED_OF = {"teams": ("kind", "team"), "quality": ("part", "district")}
TIERS = {"buildings": "tier", "buildings_same": "tier_same", "buildings_last_year": "tier_last_year"}
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?…?")
CELLS = int(os.environ.get("CELLS", "6"))
bad, counted = [], {"cells": 0, "printed": 0, "places": 0, "sums": 0, "counts": 0, "rates": 0}


def run(words, folder):
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, check=False)
    if done.returncode != 0:
        bad.append(f"{' '.join(words)}: exit {done.returncode}: {done.stderr.decode()}")
    return list(csv.DictReader(io.StringIO(done.stdout.decode())))


def city(folder):
    subprocess.run(["sh", "-c", f"cp -r {top}/tests/data/office/. . && awk '{{ print $0 (NR == 1 ? \",operator_id\" : "
                    "\",T\" NR % 3) }' canon/buildings.csv >b && mv b canon/buildings.csv"
                    " && . ./chain && chain 2023-06 && mkdir canon/taxes"
                    " && awk -F, 'NR > 1 { f = \"canon/taxes/\" $1 \".csv\"; if (!(f in n)) "
                    "{ n[f] = 1; print \"month,uscc,tax_yuan\" >f } print >f }' canon/taxes.csv"],
                   cwd=folder, env=environment, check=True)


def scale(note):
    return 8 if note.startswith("亿") else 4 if note.startswith("万") else 0


def check_printed(what, lines):
    printed = [x for x in lines if x["part"] == "printed"]
    exact = [x for x in lines if x["part"] == "unrounded"]
    if not printed or not exact or not NUMBER.fullmatch(exact[0]["value"]):
        return
    shown = printed[0]["value"].rstrip("*#")
    if not NUMBER.fullmatch(shown):
        return
    counted["printed"] += 1
    value = D(exact[0]["value"].rstrip("…")).scaleb(scale(exact[0]["note"]) - scale(printed[0]["note"]))
    places = len(shown.split(".")[1]) if "." in shown else 0
    rounded = value.quantize(D(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if rounded != D(shown):
        bad.append(f"{what}: printed {shown}, unrounded {exact[0]['value']}")


def check_same(what, lines, value):
    """csv holds a quotient to two decimals."""
    for x in lines:
        if x["part"] == "unrounded" and NUMBER.fullmatch(x["value"]) and \
                abs(D(x["value"].rstrip("…")).scaleb(scale(x["note"])) - D(value)) > D("0.005"):
            bad.append(f"{what}: csv has {value}, unrounded {x['value']} {x['note']}")


def check_places(what, lines, folder):
    for x in lines:
        if not x["file"]:
            continue
        counted["places"] += 1
        with open(os.path.join(folder, x["file"]), newline="", encoding="utf-8") as f:
            rows = f.read().split("\n")
        names = next(csv.reader([rows[0]]))
        row = next(csv.reader([rows[int(x["line"]) - 1]]))
        if x["part"] == "tax":
            if row[:2] != [x["column"], x["subject"]]:
                bad.append(f"{what}: {x['file']}:{x['line']} is not of {x['column']} {x['subject']}")
        elif x["column"] not in names:  # of an actual: the month or nothing
            if x["subject"].split()[0] not in row:
                bad.append(f"{what}: {x['file']}:{x['line']} is not of {x['subject']}")
        elif row[names.index(x["column"])] != x["value"]:
            bad.append(f"{what}: {x['file']}:{x['line']} has no {x['value']} in {x['column']}")


def check_sums(what, lines):
    for sum_line in (x for x in lines if x["part"] == "sum"):
        parts = [x for x in lines if x["part"] == "term" or x["part"] in ("counted", "left") and
                 sum_line["column"] == "actual"]
        if any(x["part"] == "tax" for x in lines):
            year = "2022" if sum_line["column"] in ("tax_same_yuan", "tax_last_year_yuan") else "2023"
            parts = [x for x in lines if x["part"] == "tax" and x["column"].startswith(year)]
        counted["sums"] += 1
        if sum(D(x["value"] or "0") for x in parts) != D(sum_line["value"]):
            bad.append(f"{what}: the rows do not add up to {sum_line['value']}")
        if "不等" in sum_line["note"]:
            bad.append(f"{what}: {sum_line['note']}")


def check_listed(what, name, row, column, lines, tiers):
    of, mine = LISTED_OF.get(name, (None, None))
    totals = [x for x in lines if x["part"] in ("count", "sum")]
    rows = [x for x in lines if x["part"] == "counted"]
    if column in LISTED.get(name, []) and (of is None or row[of] == mine):
        if len(totals) != 1 or D(totals[0]["value"]) != D(row[column]):
            bad.append(f"{what}: is {row[column]}, and the rows say {[x['value'] for x in totals]}")
    if column == "actual" and not totals:
        bad.append(f"{what}: nothing says what is counted")
    if any(x["part"] == "count" for x in totals):
        counted["counts"] += 1
        if len(rows) != sum(int(x["value"]) for x in totals):
            bad.append(f"{what}: {len(rows)} rows are counted as {[x['value'] for x in totals]}")
    if name == "distribution" and row["measure"] == "tax" and column in TIERS:
        wanted = {x["building_id"] for x in tiers if row["band"] in ("all", x[TIERS[column]] or "unknown") and
                  row["district"] in ("320500", x["district"])}
        if wanted != {x["subject"].split()[0] for x in rows}:
            bad.append(f"{what}: classified.csv has {sorted(wanted)}")


def check_amounts(what, name, column, lines):
    """A rate, growth or a change in points is of the amounts that are shown."""
    amount = {x["part"]: D(x["value"]) for x in lines if x["part"].startswith(("numerator", "denominator")) and
              NUMBER.fullmatch(x["value"])}
    exact = next((x for x in lines if x["part"] == "unrounded" and NUMBER.fullmatch(x["value"])), None)
    if exact is None:
        return
    if not amount.get("denominator"):
        if column in RATES.get(name, []):
            bad.append(f"{what}: no amounts")
        return
    counted["rates"] += 1
    rate = amount["numerator"] / amount["denominator"]
    may = [rate * 100, (rate - 1) * 100, rate]
    if amount.get("denominator-before"):
        may = [(rate - amount["numerator-before"] / amount["denominator-before"]) * 100, rate * 100]
    value = D(exact["value"].rstrip("…")).scaleb(scale(exact["note"]))
    if min(abs(x - value) for x in may) > D("0.005"):
        bad.append(f"{what}: {exact['value']} is not of {amount}")


def check_pairs(folder, common):
    """Of people alone: "2/5" is of as many rows as both say."""
    for district in ("全市", "姑苏区", "苏州工业园区"):
        what = f"specialty/表2/{district}/合计"
        lines = run(["bldg-report", "--explain", what, "-f", "csv"] + common, folder)
        shown = next((x["value"] for x in lines if x["part"] == "printed"), "")
        rows = sum(x["part"] == "counted" for x in lines)
        if "/" in shown and rows != sum(int(x) for x in shown.split("/")) or "/" not in shown and rows:
            bad.append(f"{what}: {shown} is of {rows} rows")


def main():
    random.seed(os.environ.get("SEED", "8"))
    with tempfile.TemporaryDirectory() as folder:
        city(folder)
        common = ["-q", "-C", ".", "-p", "2023-06"]
        with open(folder + "/out/2023-06/classified.csv", encoding="utf-8") as f:
            tiers = list(csv.DictReader(f))
        check_pairs(folder, common)
        for name, keys in REPORTS.items():
            rows = run(["bldg-report", name, "-f", "csv"] + common, folder)
            cells = [(r, c) for r in rows for c in r if r[c] and NUMBER.fullmatch(r[c])]
            picked = random.sample(cells, min(CELLS, len(cells)))
            picked += [x for x in cells if x[1] == "actual" and x not in picked]
            for row, column in picked:
                key = ":".join(row[k] for k in keys.split() if row[k])
                if not key or sum(all(x[k] == row[k] for k in keys.split()) for x in rows) > 1:
                    continue
                what = f"{name}/{key}/{column}"
                lines = run(["bldg-report", "--explain", what, "-f", "csv"] + common, folder)
                counted["cells"] += 1
                check_printed(what, lines)
                check_places(what, lines, folder)
                check_sums(what, lines)
                check_amounts(what, name, column, lines)
                check_listed(what, name, row, column, lines, tiers)
                check_same(what, lines, row[column])
    print("figures-lead-back: " + ", ".join(f"{n} {what}" for what, n in counted.items()))
    for line in bad[:20]:
        print("figures-lead-back:", line)
    return 1 if bad or min(counted.values()) == 0 else 0


sys.exit(main())

#!/usr/bin/env python3
"""A small city's deliveries, month by month, for the tests of bldg-monthly.

DIR/pool/MONTH/DISTRICT/... holds what comes in that month, DIR/ws is the
workspace (its raw/ holds what stands from the beginning).  Usage: city.py
DIR [MONTHS]; the same bytes every time.
"""
import os, random, sys

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DISTRICTS = [("320571", "工业园区"), ("320508", "姑苏区"), ("320583", "昆山市")]
INDUSTRIES = ["6631", "7231", "7520", "7320", "7241", "7484", "5179"]
rng = random.Random(20230630)


def credit_code(region, n):
    nine = "MA%06d" % n
    weight = [3, 7, 9, 10, 5, 8, 4, 2]
    values = [int(c) if c.isdigit() else ord(c) - 55 for c in nine]
    digit = 11 - sum(w * v for w, v in zip(weight, values)) % 11
    body = "91" + region + nine + {10: "X", 11: "0"}.get(digit, str(digit))
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + ALPHABET[(31 - total % 31) % 31]


def write(*path, text):
    name = os.path.join(*path)
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "w", encoding="utf-8") as f:
        f.write(text)


def month_name(i):
    return "%d-%02d" % (2022 + i // 12, i % 12 + 1)


top = sys.argv[1]
months = int(sys.argv[2]) if len(sys.argv) > 2 else 24
raw = os.path.join(top, "ws", "raw")

buildings = [("%s-%04d" % (code, k), "%s%d号楼" % (name, k), code)
             for code, name in DISTRICTS for k in range(1, 5)]
write(raw, "320500", "编号册.csv", text="building_id,district,name\n" +
      "".join("%s,%s,%s\n" % (b[0], b[2], b[1]) for b in buildings))
for code, name in DISTRICTS:
    write(raw, code, "楼宇台账.csv",
          text="楼宇编号,楼宇名称,所属区,建筑面积（㎡）,可出租面积（㎡）\n" +
          "".join("%s,%s,%s,%d,%d\n" % (b[0], b[1], code, 20000 + 1000 * i, 16000)
                  for i, b in enumerate(buildings) if b[2] == code))

tenants = []  # building, uscc, industry, area, entered, left
for b in buildings:
    for k in range(7):
        entered = rng.choice([-1, -1, -1, rng.randrange(0, 24)])
        left = rng.choice([None, None, None, rng.randrange(2, 24)])
        if left is not None and left < entered:
            left = None
        tenants.append((b, credit_code(b[2], 1000 + len(tenants)),
                        rng.choice(INDUSTRIES), rng.randrange(200, 2500),
                        entered, left))
size = [rng.choice([3, 20, 90, 300]) for _ in tenants]

for m in range(months):
    month = month_name(m)
    rows = ["month,uscc,tax_yuan\n"]
    for t, s in zip(tenants, size):
        if t[4] <= m and (t[5] is None or m <= t[5] + 1) and rng.random() < 0.93:
            rows.append("%s,%s,%d.%02d\n" % (month, t[1],
                        s * rng.randrange(4000, 16000), rng.randrange(100)))
    for k in range(5):
        rows.append("%s,%s,%d.%02d\n" % (month, credit_code("320583", 900 + k),
                    rng.randrange(1000, 900000), rng.randrange(100)))
    write(top, "pool", month, "320500", "税收-%s.csv" % month, text="".join(rows))
    for code, name in DISTRICTS:
        text = "楼宇名称,统一社会信用代码,房号,企业名称,行业代码,行业标准版本,租赁面积（㎡）,入驻时间,迁出时间\n"
        for i, t in enumerate(tenants):
            if t[0][2] != code or t[4] > m:
                continue
            text += "%s,%s,%d,企业%d,%s,2017,%d,%s,%s\n" % (
                t[0][1], t[1], 100 + i, i, t[2], t[3],
                "2021-01" if t[4] < 0 else month_name(t[4]),
                month_name(t[5]) if t[5] is not None and t[5] <= m else "")
        write(top, "pool", month, code, "台账-%s.csv" % month, text=text)

write(raw, "320500", "活动.csv",
      text="event_id,date,kind,level,title,host_district\n" +
      "".join("E%02d,%s-15,promotion,city,推介会,%s\n" %
              (m, month_name(m), DISTRICTS[m % 3][0]) for m in range(24)))
write(top, "ws", "workspace.ini", text="""[workspace]
city = 320500
late = carry
[report]
office = 测试
[raw 320500]
ids = 编号册.csv
taxes = 税收-{month}.csv
events = 活动.csv
""" + "".join("""[raw %s]
buildings = 楼宇台账.csv
tenancies = 台账-{month}.csv
""" % code for code, _ in DISTRICTS))


OTHERS = ["320505", "320506", "320507", "320509", "320581", "320582", "320585"]


def plan(name, scope, revision, issued, new):
    write(top, "ws", "plans", name, text="""plan: 三年行动计划
scope: "%s"
years: [2022, 2023, 2024]
issued: %s
revision: %d
targets:
%s  - indicator: promotion_events
    unit: 场
    lead: 商务局
    values: {2022: 10, 2023: 12}
tasks:
  - id: T-%s
    title: 按月报送
    area: monitoring
    lead: 发改委
    due: 2023-12-31
    status: open
...
""" % (scope, issued, revision, "" if new == 0 else
       """  - indicator: new_1yi
    unit: 幢
    lead: 发改委
    values: {2022: %d, 2023: %d}
""" % (new, new), scope))


plan("320500.yaml", "320500", 1, "2022-02-01", 3)
for code in [c for c, _ in DISTRICTS] + OTHERS:
    plan(code + ".yaml", code, 1, "2022-02-20", 0 if code in OTHERS else 1)

"""Attacks what bldg-report --public publishes of made-up cities.

Each city is made of enterprises in buildings, some in several.  All that its
published reports tell is collected, and with it, as if it were known, every
building's tier and that no tax is negative.  What follows from it by linear
algebra, exactly (fractions), must not tell a hidden building's tax to within
10 %, nor a sum of hidden ones that few pay.  So that the attack is known to
work, it is also made on what hiding such buildings alone would leave: there
it must recover some.
"""
import csv, io, os, random, subprocess, sys, tempfile
from fractions import Fraction as F

NEAR = 10
DISTRICTS = ['320582', '320581', '320508', '320571']
TIERS = [('10yi', 10**11), ('5yi', 5 * 10**10), ('1yi', 10**10),
         ('5000w', 5 * 10**9), ('1000w', 10**9)]  # fen
COLUMNS = '''period building_id name district stage gfa_m2 tax_yuan
tax_last_year_yuan tax_same_yuan tax_yoy_pct tax_months area_base_m2
tax_per_m2_yuan enterprises payers positive_tax_yuan top1_uscc top1_tax_yuan
top1_pct top2_tax_yuan tier tier_same tier_last_year new_1yi left_1yi
recognised key reasons'''.split()
SCOPE = '''period district name buildings gfa_m2 tax_yuan tax_month_yuan
tax_same_yuan tax_last_year_yuan tax_yoy_pct tax_months area_base_m2
tax_per_m2_yuan area_tax_yuan area_buildings yoy_tax_yuan yoy_same_yuan
yoy_buildings'''.split()


def yuan(fen):
    return '%s%d.%02d' % ('-' if fen < 0 else '', abs(fen) // 100,
                          abs(fen) % 100)


def half_away(num, den):
    return (2 * num + den) // (2 * den)


def band(fen):
    """The tier, and what it tells: above low, at most high (None: any)."""
    high = None
    for name, bound in TIERS:
        if fen > bound:
            return name, bound, high
        high = bound
    return 'none', 0, high


def growth(now, then):
    if not then:
        return ''
    n = half_away(abs(now - then) * 10000, then)
    return ('-' if now < then and n else '') + '%d.%02d' % divmod(n, 100)


class Building:
    """then: what it was a year before; None: not known."""
    def __init__(self, i, district, pay, area, runs, then):
        self.id = '%s-%04d' % (district, i)
        self.district, self.pay, self.then = district, pay, then
        self.runs, self.area = runs, area
        self.tax = sum(pay.values())
        self.tier, self.low, self.high = band(self.tax)
        self.in_area, self.in_growth = area > 0 and runs, runs and then

    def row(self, period='2023-06'):
        order = sorted(self.pay.items(), key=lambda p: (-p[1], p[0]))
        top = [n for _, n in order] + [0, 0]
        same = self.then and self.then.tax
        return dict(
            period=period, building_id=self.id, name='楼' + self.id,
            district=self.district, tax_months=6,
            stage='operating' if self.runs else 'closed',
            gfa_m2=yuan(self.area) if self.area else '',
            area_base_m2=yuan(self.area) if self.area else '',
            tax_per_m2_yuan=yuan(half_away(self.tax * 100, self.area))
            if self.area else '',
            tax_yuan=yuan(self.tax),
            tax_same_yuan='' if same is None else yuan(same),
            tax_last_year_yuan='', tax_yoy_pct=growth(self.tax, same),
            enterprises=len(self.pay), payers=len(self.pay),
            positive_tax_yuan=yuan(self.tax),
            top1_uscc=order[0][0] if order else '',
            top1_tax_yuan=yuan(top[0]), top2_tax_yuan=yuan(top[1]),
            top1_pct='%.2f' % (100 * top[0] / self.tax) if self.tax else '',
            tier=self.tier, new_1yi=0, key=1,
            tier_same='' if same is None else self.then.tier,
            reasons='key.C.1: recognised finance', recognised='finance')


def few_pay(buildings):
    """Would the sum of these tell what one of few pays?"""
    pay = {}
    for b in buildings:
        for who, n in b.pay.items():
            pay[who] = pay.get(who, 0) + n
    top = sorted(pay.values(), reverse=True) + [0, 0]
    total = sum(pay.values())
    return (len(pay) < 3 or top[0] * 100 > total * 70 or
            (total - top[0] - top[1]) * 100 < top[0] * 10)


def make_city(rng):
    city, enterprises = [], []
    for district in DISTRICTS[:rng.randint(1, 4)]:
        for i in range(rng.choice([1, 3, 6, 12, 20])):
            n = rng.choice([0, 1, 2, 3, 9, 20, 20, 30, 30, 40])
            scale = 10 ** rng.uniform(6, 10)
            pay = {}
            for _ in range(n):
                if enterprises and rng.random() < 0.15:
                    who = rng.choice(enterprises)
                else:
                    who = '91320508MA%08d' % len(enterprises)
                    enterprises.append(who)
                pay[who] = pay.get(who, 0) + 1 + int(
                    scale * 10 ** rng.uniform(0, 1.5))
            area = rng.choice([0, 200000, 1000000, 4000000])
            runs, then = rng.random() > 0.05, None
            if rng.random() > 0.05:
                before = {who: 1 + int(n * rng.uniform(0.3, 1.5))
                          for who, n in pay.items() if rng.random() > 0.2}
                then = Building(i + 1, district, before, area, runs, None)
            city.append(Building(i + 1, district, pay, area, runs, then))
    return city


def scope_rows(city):
    found = {}
    for b in city:
        found.setdefault(b.district, []).append(b)
    for code, part in list(sorted(found.items())) + [('320500', city)]:
        have = [b for b in part if b.in_area]
        base = [b for b in part if b.in_growth]
        now, then = sum(b.tax for b in base), sum(b.then.tax for b in base)
        area, tax = sum(b.area for b in have), sum(b.tax for b in have)
        yield dict(period='2023-06', district=code, name=code, tax_months=6,
                   buildings=len(part), tax_yuan=yuan(sum(b.tax for b in part)),
                   tax_month_yuan='1.00', area_base_m2=yuan(area),
                   tax_per_m2_yuan=yuan(half_away(tax * 100, area))
                   if area else '',
                   area_tax_yuan=yuan(tax), area_buildings=len(have),
                   tax_same_yuan=yuan(sum(b.then.tax for b in part
                                          if b.then)),
                   yoy_tax_yuan=yuan(now), yoy_same_yuan=yuan(then),
                   yoy_buildings=len(base), tax_yoy_pct=growth(now, then))


def write(path, columns, rows):
    with open(path, 'w', newline='') as f:
        w = csv.DictWriter(f, columns, lineterminator='\n')
        w.writeheader()
        w.writerows(rows)


def run(*words):
    p = subprocess.run(['bldg-report', '-q', '--public', *words],
                       capture_output=True, text=True)
    if p.returncode != 0:
        sys.exit('bldg-report %s: %s' % (' '.join(words), p.stderr))
    return p.stdout


def fen(text):
    return None if text in ('', '*') else round(F(text) * 100)


def publish(city):
    """All that is told: taxes of buildings, and sums over sets; of the
    period and of the same months of last year."""
    shown, sums = ({}, {}), ({}, {})
    given = ['--with', 'classified-before=before.csv']
    for words in (['high-output', '--top', '0', 'classified.csv', *given],
                  ['key', '-c', 'named.ini', 'classified.csv', *given]):
        for r in csv.DictReader(io.StringIO(run(*words))):
            for when, column in enumerate(('tax_yuan', 'tax_same_yuan')):
                if fen(r[column]) is not None:
                    shown[when][r['building_id']] = fen(r[column])
            if fen(r['tax_yoy_pct']) is not None:
                assert r['building_id'] in shown[0], r
                assert r['building_id'] in shown[1], r
    for r in csv.DictReader(io.StringIO(run(
            'districts', '--with', 'classified=classified.csv', *given,
            'districts.csv'))):
        for when, column, name in ((0, 'tax_yuan', 'tax_yuan'),
                                   (0, 'tax_per_m2_yuan', 'per_m2'),
                                   (1, 'tax_same_yuan', 'tax_yuan')):
            if fen(r[column]) is not None:
                sums[when][r['district'], name] = fen(r[column])
        if fen(r['tax_yoy_pct']) is not None:  # as if both were told
            base = [b for b in city if in_sum(b, r['district'], 'growth')]
            sums[0][r['district'], 'growth'] = sum(b.tax for b in base)
            sums[1][r['district'], 'growth'] = sum(b.then.tax for b in base)
    return shown, sums


def in_sum(b, scope, column):
    return scope in ('320500', b.district) and (
        column == 'tax_yuan' or (column == 'per_m2' and b.in_area) or
        (column == 'growth' and b.in_growth))


def year_before(city):
    """The same buildings then, those whose tax is known."""
    for b in city:
        if b.then:
            b.then.in_growth = b.in_growth
            yield b.then


def equations(city, shown, sums):
    """Of the hidden ones: members, least and most their sum can be."""
    for (scope, column), n in sums.items():
        members = [b for b in city if in_sum(b, scope, column)]
        hidden = frozenset(b for b in members if b.id not in shown)
        if column != 'per_m2':
            low = high = F(n)
        else:  # rounded to the fen
            area = F(sum(b.area for b in members), 100)
            low, high = (n - F(1, 2)) * area, (n + F(1, 2)) * area
        told = sum(shown[b.id] for b in members if b.id in shown)
        yield hidden, low - told, high - told


def known_sums(found):
    """Sums of sets, and what follows of their differences."""
    known = {}
    work = list(found)
    while work and len(known) < 400:
        s, low, high = work.pop()
        if s in known:
            was = known[s]
            low, high = max(low, was[0]), min(high, was[1])
            if (low, high) == was:
                continue
        known[s] = (low, high)
        for t, (a, b) in list(known.items()):
            if t < s:
                work.append((s - t, low - b, high - a))
            elif s < t:
                work.append((t - s, a - high, b - low))
            elif t and s and not t & s:
                work.append((t | s, low + a, high + b))
    return known


def interval(b, known):
    low, high = F(b.low), None if b.high is None else F(b.high)
    for s, (least, most) in known.items():
        if b not in s:
            continue
        rest = [x for x in s if x is not b]
        top = most - sum(x.low for x in rest)
        high = top if high is None else min(high, top)
        if all(x.high is not None for x in rest):
            low = max(low, least - sum(x.high for x in rest))
    return low, high


def attack_totals(city, sums, known):
    """Totals told of few payers, and hidden ones that are told nearly."""
    for scope, column in sums:
        if few_pay([b for b in city if in_sum(b, scope, column)]):
            yield 'total of few payers', (scope, column)
    for scope in {b.district for b in city}:
        part = frozenset(b for b in city if b.district == scope)
        total = sum(b.tax for b in part)
        if (scope, 'tax_yuan') in sums:
            continue
        for s, (_, most) in known.items():
            top = most - sum(b.low for b in s - part)
            if part <= s and top * 100 < total * (100 + NEAR):
                yield 'near', (scope, total, top)


def attack(city, shown, sums):
    """What is recovered: (what, how)."""
    known = known_sums(equations(city, shown, sums))
    yield from attack_totals(city, sums, known)
    for s, (low, high) in known.items():
        if s and low == high and few_pay(s):
            yield 'sum of few payers', sorted(b.id for b in s)
    for b in city:
        if b.id in shown or b.tax == 0:
            continue
        low, high = interval(b, known)
        above = (high is not None and high * 100 < b.tax * (100 + NEAR) and
                 (b.high is None or high < b.high))
        below = low * 100 > b.tax * (100 - NEAR) and low > b.low
        if above or below:
            yield 'near', [b.id, b.tax, low, high]


def primary_alone(city):
    shown = {b.id: b.tax for b in city if not few_pay([b])}
    sums = {}
    for r in scope_rows(city):
        sums[r['district'], 'tax_yuan'] = fen(r['tax_yuan'])
    return shown, sums


DOCUMENT = ['-p', '2023-06', '--with', 'classified=classified.csv',
            '--with', 'classified-before=before.csv',
            '--with', 'districts=districts.csv']


def texts(city, shown):
    """No form of any report or document has a hidden figure in full; what
    a document's tables tell of districts is what is told of them alone."""
    alone = run('districts', *DOCUMENT[2:6], 'districts.csv').splitlines()
    book = run('bluebook', '-f', 'csv', *DOCUMENT).splitlines()
    assert set(alone) <= set(book), alone
    for name, words in (
            ('key', ['-c', 'named.ini', 'classified.csv']),
            ('high-output', ['--top', '0', 'classified.csv']),
            ('crossings', ['classified.csv']),
            ('distribution', ['classified.csv']),
            ('districts', ['--with', 'classified=classified.csv',
                           'districts.csv']),
            ('monthly', DOCUMENT), ('bluebook', DOCUMENT)):
        for form in ('text', 'html', 'json', 'csv'):
            out = run(name, '-f', form, *words)
            for b in city:
                if b.id in shown or b.tax < 1000:
                    continue
                for figure in (yuan(b.tax), '{:,}.{:02}'.format(
                        b.tax // 100, b.tax % 100)):
                    assert figure not in out, (name, form, b.id, figure)
                for who in b.pay:
                    assert who not in out, (name, form, who)


def main():
    rng = random.Random(20230630)
    cities = int(os.environ.get('CITIES', '40'))
    hidden = buildings = recovered = few = totals = growths = 0
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        with open('named.ini', 'w') as f:
            f.write('[disclose]\nlist_single = name\n')
        for n in range(cities):
            city = make_city(rng)
            before = list(year_before(city))
            write('classified.csv', COLUMNS, [b.row() for b in city])
            write('before.csv', COLUMNS, [b.row('2022-06') for b in before])
            write('districts.csv', SCOPE, scope_rows(city))
            both, both_sums = publish(city)
            for part, told, of in zip((city, before), both, both_sums):
                for b in part:
                    assert told.get(b.id, b.tax) == b.tax, b.id
                    assert b.id not in told or not few_pay([b]), b.id
                found = list(attack(part, told, of))
                assert not found, ('city %d' % n, found)
            shown, sums = both[0], both_sums[0]
            growths += sum(c == 'growth' for _, c in sums)
            recovered += len(list(attack(city, *primary_alone(city))))
            if n % 10 == 0:
                texts(city, shown)
            buildings += len(city)
            hidden += len(city) - len(shown)
            few += sum(few_pay([b]) for b in city)
            totals += len(sums)
    assert 0 < few < hidden < buildings and recovered > 0 and totals > 0
    assert growths > 0
    print('public-figures-cannot-be-recovered: %d cities, %d buildings, %d '
          'of few payers, %d hidden, %d totals told; none recovered (%d '
          'where the few alone are hidden)' %
          (cities, buildings, few, hidden, totals, recovered))


main()

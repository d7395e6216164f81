/* A finding as a sentence. */
#include "report/finding.h"

#include "base/date.h"
#include "print/words.h"

static const struct str none = { "", 0 };

/* "code.1: condition; name value; …" */
static struct str
reason_fact(struct str rest, const char *name)
{
	while (rest.n > 0) {
		size_t at = str_find(rest, STR("; "));
		struct str piece = str_sub(rest, 0, at), key;

		rest = str_sub(rest, at + 2, rest.n);
		if (str_find(piece, STR(": ")) < piece.n)
			continue;
		if (str_cut(&piece, ' ', &key) && str_is(key, name))
			return piece;
	}
	return none;
}

static struct str
row_fact(const struct value *row, struct str name)
{
	for (size_t i = 0; row != NULL && i < B_COLUMNS; i++)
		if (str_is(name, building_columns[i]))
			return row[i].text;
	return none;
}

static bool
number(struct str s, int64_t *n)
{
	return s.n > 0 && num_parse_decimal(s, 2, n) == NUM_OK;
}

/* Of a column of both rows: now less before. */
static struct str
difference(const struct finding *f, struct str name)
{
	struct str now = row_fact(f->now, name);
	struct str before = row_fact(f->before, name);
	int64_t a, b;
	struct buf text;

	if (!number(now, &a) || !number(before, &b))
		return none;
	buf_init(&text, BUF_UNBOUNDED);
	if (str_chr(now, '.') < now.n)
		buf_hundredths(&text, a - b);
	else
		buf_int(&text, (a - b) / 100);
	return buf_keep(&text, &f->r->keep);
}

struct str
finding_fact(const struct finding *f, const char *name)
{
	struct str s = reason_fact(f->v[W_REASONS].text, name);
	struct str plain = str_from(name);

	if (s.n > 0)
		return s;
	if (str_take(&plain, "diff."))
		return difference(f, plain);
	return str_take(&plain, "prev.") ? row_fact(f->before, plain) :
	    row_fact(f->now, plain);
}

static struct arena *
keep(const struct finding *f)
{
	return &f->r->keep;
}

static const char *
pick(const struct finding *f, const char *zh, const char *en)
{
	return words(f->r->lang, zh, en);
}

/* "930000.00" yuan as 亿元 or 万元 with the unit: that which also suits the
 * other amount of the sentence. */
static struct str
yuan_beside(const struct finding *f, struct str text, struct str beside)
{
	const struct str both[] = { text, beside };
	struct figure_unit u = figure_unit_for(f->r->lang, STR("元"), both,
	    2);

	if (!u.number || text.n == 0)
		return str_from(pick(f, "不明", "unknown"));
	return words_fill(keep(f), pick(f, "$1$2", u.scale > 0 ? "$1 x $2" :
	    "$1 $2"), figure_words(keep(f), &u, text, false), u.name);
}

static struct str
yuan(const struct finding *f, struct str text)
{
	return yuan_beside(f, text, none);
}

/* To the fen. */
static struct str
exact(const struct finding *f, struct str text)
{
	int64_t n;

	return number(text, &n) ? words_fill(keep(f), pick(f, "$1元",
	    "$1 yuan"), words_exact(keep(f), n)) :
	    str_from(pick(f, "不明", "unknown"));
}

static struct str
months(const struct finding *f)
{
	return words_months(keep(f), f->r->lang, f->r->period);
}

/* "同比下降17.0%"; empty where it cannot be told. */
static struct str
growth(const struct finding *f, struct str now, struct str before)
{
	int64_t a, b;

	if (!number(now, &a) || !number(before, &b) || b <= 0)
		return none;
	return words_fill(keep(f), pick(f, "，同比$1", ", $1 on the year"),
	    words_growth(keep(f), f->r->lang, (num_wide)a - b, b));
}

/* What a tier's code stands for: "5000w" in fen; 0 where it has no bound. */
static int64_t
tier_bound(struct str code)
{
	int64_t n;
	size_t digits = 0;

	while (digits < code.n && code.p[digits] >= '0' &&
	    code.p[digits] <= '9')
		digits++;
	if (digits == 0 || num_parse_decimal(str_sub(code, 0, digits), 0,
	    &n) != NUM_OK || n > 10000)
		return 0;
	code = str_sub(code, digits, code.n);
	return str_is(code, "yi") ? n * INT64_C(10000000000) :
	    str_is(code, "w") ? n * INT64_C(1000000) : 0;
}

/* Whether it will count as new, from last year's tier. */
static struct str
new_or_not(const struct finding *f)
{
	struct str tier = finding_fact(f, "tier_last_year");

	if (tier.n == 0)
		return str_from(pick(f, "上年不明", "last year unknown"));
	return tier_bound(tier) >= tier_bound(STR("1yi")) ?
	    str_from(pick(f, "上年已达标，不计新增",
	        "above last year too, not new")) :
	    str_from(pick(f, "上年未达标，超过即计新增",
	        "not above last year, new once above"));
}

static struct str
crossed(const struct finding *f)
{
	struct str last = finding_fact(f, "tax_last_year_yuan");
	struct str flag = finding_fact(f, "new_1yi"), part[3];
	bool one = str_is(f->v[W_CODE].text, "crossed-1yi");

	part[0] = last.n == 0 ? none : words_fill(keep(f),
	    pick(f, "上年全年$1", "last year $1"), yuan(f, last));
	part[1] = !one ? none : str_is(flag, "1") ?
	    str_from(pick(f, "计入新增", "new")) : str_is(flag, "0") ?
	    str_from(pick(f, "上年已达标，不计新增",
	        "above last year too, not new")) :
	    str_from(pick(f, "上年不明，不计新增",
	        "last year unknown, not counted as new"));
	part[2] = words_fill(keep(f), pick(f, "$1$2", "$1: $2"), months(f),
	    exact(f, f->v[W_CURRENT].text));
	return words_join(keep(f), f->r->lang, part, 3);
}

static struct str
fell(const struct finding *f)
{
	struct str month = finding_fact(f, "tax_month_yuan"), part[2];

	part[0] = words_fill(keep(f), pick(f, "$1$2，低于界限",
	    "$1: $2, below the bound"), months(f),
	    exact(f, f->v[W_CURRENT].text));
	part[1] = month.n == 0 ? none : words_fill(keep(f),
	    pick(f, "当月税收$1", "tax of the month $1"), exact(f, month));
	return words_join(keep(f), f->r->lang, part, 2);
}

static struct str
near(const struct finding *f)
{
	struct str code = f->v[W_CODE].text, part[3], shortage;
	int64_t bound, tax = 0;

	str_take(&code, "near-");
	bound = tier_bound(code);
	part[0] = exact(f, f->v[W_CURRENT].text);
	part[1] = part[2] = none;
	if (bound > 0 && number(f->v[W_CURRENT].text, &tax)) {
		bool above = tax > bound;

		shortage = finding_fact(f, "short_yuan");
		part[1] = words_fill(keep(f), above ?
		    pick(f, "超出$1", "$1 above") :
		    pick(f, "尚差$1", "$1 short"), !above &&
		    str_is(code, "1yi") && shortage.n > 0 ?
		    exact(f, shortage) : words_fill(keep(f),
		    pick(f, "$1元", "$1 yuan"), words_exact(keep(f),
		    above ? tax - bound : bound - tax)));
	}
	if (str_is(code, "1yi"))
		part[2] = new_or_not(f);
	return words_join(keep(f), f->r->lang, part, 3);
}

static struct str
leaving(const struct finding *f)
{
	bool estimate = str_is(f->v[W_CODE].text, "expected-left");
	struct str s = words_fill(keep(f), estimate ?
	    pick(f, "上年$1，按进度全年预计$2",
	        "last year $1, by pace this year $2") :
	    pick(f, "上年$1，本年$2", "last year $1, this year $2"),
	    yuan_beside(f, f->v[W_PREVIOUS].text, f->v[W_CURRENT].text),
	    yuan_beside(f, f->v[W_CURRENT].text, f->v[W_PREVIOUS].text));

	if (!estimate || finding_fact(f, "tax_yuan").n == 0)
		return s;
	return words_fill(keep(f), pick(f, "$1，$2税收$3$4",
	    "$1; $2 $3$4"), s, months(f),
	    yuan_beside(f, finding_fact(f, "tax_yuan"),
	        f->v[W_PREVIOUS].text),
	    growth(f, finding_fact(f, "tax_yuan"),
	        finding_fact(f, "tax_same_yuan")));
}

static struct str
tax_down(const struct finding *f)
{
	bool since = str_is(f->v[W_CODE].text, "tax-down-month");

	return words_fill(keep(f), since ?
	    pick(f, "上期以来税收$1，上年同月$2$3",
	        "since the previous period $1, a year before $2$3") :
	    pick(f, "$4税收$1，上年同期$2$3",
	        "$4: $1, a year before $2$3"),
	    yuan_beside(f, f->v[W_CURRENT].text, f->v[W_PREVIOUS].text),
	    yuan_beside(f, f->v[W_PREVIOUS].text, f->v[W_CURRENT].text),
	    growth(f, f->v[W_CURRENT].text, f->v[W_PREVIOUS].text),
	    months(f));
}

/* "减少6户", "增加0.12万㎡". */
static struct str
moved(const struct finding *f, struct str text, const char *unit)
{
	struct figure_unit u = figure_unit_for(f->r->lang, str_from(unit),
	    &text, 1);
	bool less = text.n > 0 && text.p[0] == '-';
	struct str size = less ? str_sub(text, 1, text.n) : text;

	return words_fill(keep(f), less ? pick(f, "减少$1$2", "$1 $2 less") :
	    pick(f, "增加$1$2", "$1 $2 more"),
	    figure_words(keep(f), &u, size, false), u.name);
}

static struct str
occupancy_down(const struct finding *f)
{
	struct str firms = finding_fact(f, "diff.enterprises");
	struct str area = finding_fact(f, "diff.occupied_m2"), part[3], points;
	struct figure_unit u = figure_unit_for(f->r->lang, STR("%"),
	    &f->v[W_CHANGE].text, 1);

	points = figure_words(keep(f), &u, f->v[W_CHANGE].text, false);
	str_take(&points, "-");
	part[0] = firms.n == 0 ? none : words_fill(keep(f),
	    pick(f, "在驻企业$1", "enterprises $1"), moved(f, firms, "户"));
	part[1] = area.n == 0 ? none : words_fill(keep(f),
	    pick(f, "入驻面积$1", "occupied area $1"), moved(f, area, "㎡"));
	part[2] = words_fill(keep(f), pick(f, "入驻率下降$1个百分点",
	    "occupancy down $1 points"), points);
	return words_join(keep(f), f->r->lang, part, 3);
}

/* The other buildings by name: "望云楼（昆山市）、…". */
static struct str
others(const struct finding *f)
{
	struct str rest = f->other, id;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	while (str_cut(&rest, ':', &id)) {
		if (b.n > 0)
			buf_puts(&b, pick(f, "、", ", "));
		buf_put(&b, f->building(f->arg, id));
	}
	return buf_keep(&b, keep(f));
}

/* "占本楼上期税收41.3%" */
static struct str
former_share(const struct finding *f)
{
	struct str pct = finding_fact(f, "prev.top1_pct");
	struct figure_unit u = figure_unit_for(f->r->lang, STR("%"), &pct, 1);

	return pct.n == 0 ? none : words_fill(keep(f),
	    pick(f, "占本楼上期税收$1%", "$1% of the building's tax then"),
	    figure_words(keep(f), &u, pct, false));
}

static struct str
top1_left(const struct finding *f)
{
	struct str part[3];

	part[0] = f->other.n == 0 ? str_from(pick(f, "首位企业已迁出，去向不明",
	    "the largest payer left, it is not known where to")) :
	    words_fill(keep(f), pick(f, "首位企业迁至$1",
	    "the largest payer moved to $1"), others(f));
	part[1] = former_share(f);
	part[2] = f->other.n == 0 ? none : str_from(pick(f,
	    "市内净变化为零", "within the city nothing changes"));
	return words_join(keep(f), f->r->lang, part, 3);
}

static struct str
top1_came(const struct finding *f)
{
	return words_fill(keep(f), pick(f, "由$1迁入，该企业上期在原楼税收$2",
	    "came from $1, where it paid $2"), f->other.n == 0 ?
	    str_from(pick(f, "市内他楼", "another building")) : others(f),
	    yuan(f, f->v[W_CURRENT].text));
}

static struct str
dependence(const struct finding *f)
{
	struct str tax = finding_fact(f, "tax_yuan");
	struct str top1 = finding_fact(f, "top1_tax_yuan"), rest;
	int64_t a, b, bound = tier_bound(STR("1yi"));
	struct figure_unit u = figure_unit_for(f->r->lang, STR("%"),
	    &f->v[W_CURRENT].text, 1);
	struct str first = words_fill(keep(f), pick(f, "首位企业占比$1%",
	    "the largest payer has $1%"), figure_words(keep(f), &u,
	    f->v[W_CURRENT].text, false));
	struct buf buf;

	if (!number(tax, &a) || !number(top1, &b))
		return first;
	buf_init(&buf, BUF_UNBOUNDED);
	buf_hundredths(&buf, a - b);
	rest = yuan(f, arena_str(keep(f), buf_str(&buf)));
	buf_fini(&buf);
	return words_fill(keep(f), pick(f, "$1；扣除后$2税收$3，$4",
	    "$1; without it $3 in $2, $4"), first, months(f), rest,
	    str_from(a - b > bound ? pick(f, "仍超过1亿元",
	        "still above 100m") : a > bound ? pick(f, "不足1亿元",
	        "not above 100m") : pick(f, "本就未超过1亿元",
	        "nor above 100m with it")));
}

static struct str
specialty_lost(const struct finding *f)
{
	struct str known = finding_fact(f, "recognised");

	return words_fill(keep(f), pick(f, "上期为$1候选，本期不再符合条件$2",
	    "was a candidate ($1), meets no condition any more$2"),
	    words_specialty(f->r->lang, f->v[W_PREVIOUS].text),
	    known.n == 0 ? none : str_from(pick(f, "；已认定，请复核",
	        "; it is recognised")));
}

static struct str
silent(const struct finding *f)
{
	const struct district *x = code_district(f->r->codes,
	    f->v[W_DISTRICT].text);

	return words_fill(keep(f), pick(f,
	    "在驻企业本月无一户有税收记录，疑漏报，请$1核实",
	    "no enterprise in force has a tax row of the month: $1 to check"),
	    x == NULL ? str_from(pick(f, "属地", "its district")) :
	    x->short_name);
}

static struct str
incomplete(const struct finding *f)
{
	return words_fill(keep(f), pick(f, "统计期应有$1个月，缺$2个月",
	    "of $1 months, $2 are missing"), words_int(keep(f),
	    f->r->period < 0 ? 0 : date_month_no(f->r->period)),
	    finding_fact(f, "missing_months"));
}

static struct str
appeared(const struct finding *f)
{
	struct str month = finding_fact(f, "completed");

	return words_fill(keep(f), pick(f, "本期新纳入监测$1",
	    "not among the buildings before$1"), month.n == 0 ? none :
	    words_fill(keep(f), pick(f, "，竣工年月$1", ", completed $1"),
	    month));
}

static struct str
changed(const struct finding *f, const char *zh, const char *en)
{
	struct str then = f->v[W_PREVIOUS].text, now = f->v[W_CURRENT].text;
	const struct district *a = code_district(f->r->codes, then);
	const struct district *b = code_district(f->r->codes, now);

	if (str_is(f->v[W_COLUMN].text, "district") && a != NULL &&
	    b != NULL) {
		then = a->name;
		now = b->name;
	}
	return words_fill(keep(f), pick(f, "$1由$2变为$3",
	    "$1 was $2 and is $3"), str_from(pick(f, zh, en)), then, now);
}

/* Of a rule of the office's own: its facts as they are. */
static struct str
by_rule(const struct finding *f)
{
	return f->v[W_REASONS].known ? f->v[W_REASONS].text :
	    words_fill(keep(f), pick(f, "按规则 $1", "by the rule $1"),
	    f->v[W_CODE].text);
}

static struct str
vanished(const struct finding *f)
{
	struct str n = finding_fact(f, "prev.enterprises");

	return words_fill(keep(f), pick(f, "上期在册、本期不在册$1，请核实",
	    "among the buildings before and not now$1"), n.n == 0 ? none :
	    words_fill(keep(f), pick(f, "，上期在驻$1户",
	    ", $1 enterprises then"), n));
}

static struct str
renamed(const struct finding *f)
{
	return words_fill(keep(f), pick(f,
	    "编号未变，上期名称为$1；请确认后写入别名",
	    "same id, formerly $1: to be confirmed as an alias"),
	    f->v[W_PREVIOUS].text);
}

static struct str
probably(const struct finding *f)
{
	struct str code = f->v[W_CODE].text;
	struct str who = f->other.n > 0 ? others(f) :
	    str_is(code, "renamed-id") ? f->v[W_PREVIOUS].text :
	    str_from(pick(f, "他楼", "another"));

	return words_fill(keep(f), str_is(code, "renamed-id") ?
	    pick(f, "编号不同，疑与$1为同一楼宇，请确认",
	        "another id, probably the same as $1") :
	    str_is(code, "split") ?
	    pick(f, "疑与$1为拆分关系，请确认", "probably split: $1") :
	    pick(f, "疑与$1为合并关系，请确认", "probably merged: $1"), who);
}

struct str
finding_words(const struct finding *f)
{
	static const struct {
		const char *code;
		struct str (*words)(const struct finding *f);
	} sentence[] = {
		{ "expected-left", leaving }, { "left", leaving },
		{ "tax-down", tax_down }, { "tax-down-month", tax_down },
		{ "occupancy-down", occupancy_down },
		{ "top1-left", top1_left }, { "top1-came", top1_came },
		{ "dependence", dependence },
		{ "specialty-lost", specialty_lost }, { "silent", silent },
		{ "incomplete", incomplete }, { "appeared", appeared },
		{ "vanished", vanished }, { "renamed", renamed },
		{ "renamed-id", probably }, { "split", probably },
		{ "merged", probably },
	};
	struct str code = f->v[W_CODE].text;

	if (str_starts(code, STR("crossed-")))
		return crossed(f);
	if (str_starts(code, STR("fell-")))
		return fell(f);
	if (str_starts(code, STR("near-")))
		return near(f);
	for (size_t i = 0; i < sizeof(sentence) / sizeof(sentence[0]); i++)
		if (str_is(code, sentence[i].code))
			return sentence[i].words(f);
	if (str_is(code, "top1-changed"))
		return changed(f, "首位企业", "the largest payer");
	if (str_is(code, "district-changed"))
		return changed(f, "所属地区", "the district");
	if (str_is(code, "area-changed"))
		return changed(f, "建筑面积", "the floor area");
	if (str_is(code, "leasable-changed"))
		return changed(f, "可出租面积", "the leasable area");
	return by_rule(f);
}

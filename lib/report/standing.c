/* 在全市的位次: what a district comes to beside the city and the others. */
#include "report/standing.h"

#include <stdlib.h>

#include "print/words.h"
#include "report/aggregate.h"
#include "report/building.h"
#include "report/phrase.h"
#include "report/ranking.h"

enum { NEED_DISTRICTS, NEED_CLASSIFIED, NEEDS };

enum measure { AMOUNT, COUNT, SHARE, GROWTH, PER_M2, ABOVE };

static const struct measured {
	const char *code, *unit, *label[LANG_COUNT];
	enum measure measure;
	size_t num, den; /* columns of districts; of GROWTH now and before */
} indicators[] = {
	{ "tax_yuan", "亿元", { "tax", "全口径税收" }, AMOUNT, A_TAX, 0 },
	{ "tax_yoy_pct", "%", { "growth of tax", "税收同比增速" }, GROWTH,
	    A_YOY_TAX, A_YOY_SAME },
	{ "above_1yi", "幢", { "buildings above 100m",
	    "税收超过1亿元的楼宇" }, ABOVE, 0, 0 },
	{ "tax_per_m2_yuan", "元/㎡", { "tax per m2", "单位面积税收" },
	    PER_M2, A_AREA_TAX, A_AREA_BASE },
	{ "occupancy_pct", "%", { "occupancy", "入驻率" }, SHARE,
	    A_OCCUPANCY_M2, A_OCCUPANCY_BASE },
	{ "enterprises", "户", { "enterprises", "入驻企业" }, COUNT,
	    A_ENTERPRISES, 0 },
	{ "registered_pct", "%", { "registered here", "属地注册率" }, SHARE,
	    A_REGISTERED_HERE, A_REGISTERED_KNOWN },
	{ "buildings", "幢", { "buildings monitored", "监测楼宇" }, COUNT,
	    A_BUILDINGS, 0 },
};

#define INDICATORS (sizeof(indicators) / sizeof(indicators[0]))

struct standing {
	struct report *r;
	size_t n;                  /* scopes of the code table, the city first */
	const struct value **row;  /* of districts; NULL: none */
	int64_t *above;            /* buildings above the bound, by scope */
	struct place *place;       /* of an indicator, those that compete */
	size_t nplace;
	size_t us;                 /* the scope it is of */
};

/* An indicator of this district. */
struct result {
	struct ratio here, city;
	size_t rank, of; /* 0: it has no place */
};

static bool
is_rate(const struct measured *x)
{
	return x->measure == SHARE || x->measure == GROWTH ||
	    x->measure == PER_M2;
}

static struct ratio
figure_of(const struct standing *s, const struct measured *x, size_t scope)
{
	const struct value *v = s->row[scope];
	struct ratio unknown = { false, 0, 0 };

	if (v == NULL)
		return unknown;
	if (x->measure == ABOVE)
		return s->above == NULL ? unknown :
		    ratio_of(s->above[scope], 1);
	if (!v[x->num].known || (is_rate(x) && !v[x->den].known) ||
	    (x->measure == GROWTH && aggregate_incomplete(s->r, v)))
		return unknown;
	if (x->measure == GROWTH)
		return ratio_growth(v[x->num].n, v[x->den].n);
	return ratio_of(v[x->num].n, is_rate(x) ? v[x->den].n : 1);
}

/* A district without buildings has no place among those that have some. */
static bool
competes(const struct standing *s, size_t scope)
{
	const struct value *v = s->row[scope];

	return scope > 0 && v != NULL && v[A_BUILDINGS].known &&
	    v[A_BUILDINGS].n > 0;
}

static struct result
result_of(struct standing *s, const struct measured *x)
{
	struct result result = { .here = figure_of(s, x, s->us),
		.city = figure_of(s, x, 0) };
	size_t n = 0;

	for (size_t i = 1; i < s->n; i++) {
		struct ratio one = figure_of(s, x, i);
		struct place *p = &s->place[n];

		if (!competes(s, i))
			continue;
		*p = (struct place){ .row = i,
			.id = code_district_at(s->r->codes, i)->code,
			.known = one.known, .num = (int64_t)one.num,
			.den = (int64_t)one.den };
		result.of += one.known;
		n++;
	}
	ranking_sort(s->place, n);
	for (size_t i = 0; i < n; i++)
		if (s->place[i].row == s->us)
			result.rank = s->place[i].rank;
	return result;
}

static void
put_figure(struct table *t, const struct measured *x, struct ratio figure)
{
	num_wide num = figure.num, den = figure.den;
	unsigned decimals = 0;
	struct buf value, shown;
	int64_t n = 0;

	if (!figure.known) {
		table_missing(t);
		return;
	}
	buf_init(&value, BUF_UNBOUNDED);
	buf_init(&shown, BUF_UNBOUNDED);
	if (is_rate(x)) {
		num *= x->measure == PER_M2 ? 1 : 100;
		decimals = x->measure == PER_M2 ? 0 : 1;
		(void)num_narrow(num_div(num * 100, den, NUM_HALF_AWAY), &n);
		buf_hundredths(&value, n);
		table_ratio(t, buf_str(&value), num, den, decimals);
	} else if (x->measure == AMOUNT) {
		(void)num_narrow(num, &n);
		buf_hundredths(&value, n);
		table_put_number(&shown, n, 2, 8, 2, false);
		table_words(t, buf_str(&value), buf_str(&shown));
	} else {
		(void)num_narrow(num, &n);
		table_number(t, n);
	}
	buf_fini(&value);
	buf_fini(&shown);
}

/* Of what adds up its share; of rates how far above the city's. */
static void
put_against(struct table *t, const struct measured *x,
    const struct result *y)
{
	struct ratio points = ratio_less(y->here, y->city);
	bool sums = !is_rate(x), ok;
	int64_t here = 0, city = 0, n = 0;
	struct buf b;

	ok = y->here.known && y->city.known &&
	    num_narrow(y->here.num, &here) && num_narrow(y->city.num, &city);
	if (sums && ok)
		report_rate(t, here, city);
	else
		table_not_applicable(t);
	if (sums || !points.known || x->measure == PER_M2) {
		table_not_applicable(t);
		return;
	}
	buf_init(&b, BUF_UNBOUNDED);
	(void)num_narrow(num_div(points.num * 10000, points.den,
	    NUM_HALF_AWAY), &n);
	buf_hundredths(&b, n);
	table_ratio(t, buf_str(&b), points.num * 100, points.den, 1);
	buf_fini(&b);
}

static void
put_table(struct standing *s, const struct result *y)
{
	static const struct report_heading head[] = {
		{ "indicator", VALUE_TEXT, 0, { "indicator", "指标" } },
		{ "unit", VALUE_TEXT, 0, { "unit", "计量\n单位" } },
		{ "value", VALUE_COUNT, 0, { "district", "本地区" } },
		{ "city", VALUE_COUNT, 0, { "city", "全市" } },
		{ "share_pct", VALUE_PERCENT, 0, { "share\n%",
		    "占全市\n比重" } },
		{ "points", VALUE_PERCENT, COLUMN_SIGN, { "above\nthe city",
		    "与全市\n之差" } },
		{ "rank", VALUE_COUNT, 0, { "place", "位次" } },
		{ "districts", VALUE_COUNT, 0, { "of", "参加排位\n地区数" } },
	};
	static const char *const unit[] = { "yuan", "", "pct", "pct",
		"yuan_per_m2", "" };
	struct report *r = s->r;
	struct table *t = report_table(r, TABLE_PEOPLE | TABLE_MACHINE);

	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < INDICATORS; i++) {
		const struct measured *x = &indicators[i];

		table_row(t);
		table_words(t, str_from(x->code), str_from(x->label[r->lang]));
		table_words(t, str_from(unit[x->measure]),
		    words_unit(r->lang, str_from(x->unit)));
		put_figure(t, x, y[i].here);
		put_figure(t, x, y[i].city);
		put_against(t, x, &y[i]);
		if (y[i].rank > 0)
			table_number(t, (int64_t)y[i].rank);
		else
			table_not_applicable(t);
		table_number(t, (int64_t)y[i].of);
	}
	table_set_title(t, words_fill(&r->keep, words(r->lang,
	    "$1主要指标和在全市的位次（$2）", "$1 in the city ($2)"),
	    words_scope(r->lang, r->district),
	    words_period(&r->keep, r->lang, r->period)));
	table_set_unit(t, str_from(words(r->lang,
	    "单位：见各行；与全市之差为个百分点",
	    "Unit: by row; above the city in points")));
	report_note(t, str_from(words(r->lang,
	    "在有监测楼宇、该指标已知的地区中由高到低排位，数相同的位次并列；比率按未四舍五入数比较。",
	    "Places are by the figure, the greatest first, among districts "
	    "that have monitored buildings and know it; equals share a place; "
	    "rates are compared before rounding.")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

/* "，居10个地区第2位" */
static struct str
place_words(struct report *r, const struct result *y)
{
	if (y->rank == 0)
		return (struct str){ "", 0 };
	return words_fill(&r->keep, words(r->lang, "，居$1个地区第$2位",
	    ", place $2 of $1"), words_int(&r->keep, (int64_t)y->of),
	    words_int(&r->keep, (int64_t)y->rank));
}

/* "同比下降0.3%，增速居10个地区第9位，低于全市9.0个百分点" */
static struct str
growth_words(struct report *r, const struct result *y)
{
	static const char *const said[][LANG_COUNT] = {
		{ ", $1 points below the city's", "，低于全市$1个百分点" },
		{ ", as the city's", "，与全市持平" },
		{ ", $1 points above the city's", "，高于全市$1个百分点" } };
	struct ratio points = ratio_less(y->here, y->city);
	struct arena *a = &r->keep;
	struct str against = { "", 0 }, place = { "", 0 };

	if (points.known)
		against = words_fill(a, said[ratio_sign(points) + 1][r->lang],
		    phrase_unsigned(a, points));
	if (y->rank > 0)
		place = words_fill(a, words(r->lang,
		    "，增速居$1个地区第$2位", ", place $2 of $1"),
		    words_int(a, (int64_t)y->of),
		    words_int(a, (int64_t)y->rank));
	return words_fill(a, words(r->lang, "同比$1$2$3", "$1$2$3"),
	    phrase_growth(a, r->lang, y->here), place, against);
}

static struct str
share_words(struct report *r, const struct result *y)
{
	struct ratio share = ratio_of(y->here.num, y->city.num);

	share.known = share.known && y->here.known && y->city.known;
	return phrase_percent(&r->keep, r->lang, share);
}

static void
say(struct standing *s, const struct result *y)
{
	struct report *r = s->r;
	struct arena *a = &r->keep;

	if (!competes(s, s->us)) {
		document_text(r->doc, words_fill(a, words(r->lang,
		    "$1不参加全市排位。",
		    "$1 has no place in the city."),
		    words_scope(r->lang, r->district)));
		return;
	}
	document_text(r->doc, words_fill(a, words(r->lang,
	    "在全市的位次：全口径税收占全市的$1$2；税收$3；税收超过1亿元的楼宇占全市的$4$5；单位面积税收$6$7。",
	    "In the city: $1 of the tax$2; tax $3; $4 of the buildings above "
	    "100m yuan$5; tax per m2 $6$7."), share_words(r, &y[0]),
	    place_words(r, &y[0]), growth_words(r, &y[1]),
	    share_words(r, &y[2]), place_words(r, &y[2]),
	    phrase_per_m2(a, r->lang, y[3].here), place_words(r, &y[3])));
}

static void
read_rows(struct standing *s)
{
	struct report *r = s->r;
	const struct source *d = &r->source[NEED_DISTRICTS];
	const struct source *c = &r->source[NEED_CLASSIFIED];

	for (size_t i = 0; i < d->nrow; i++) {
		const struct value *v = source_at(d, i, 0);
		const struct district *x = code_district(r->codes,
		    v[A_DISTRICT].text);

		if (x != NULL)
			s->row[code_district_index(r->codes, x)] = v;
	}
	for (size_t i = 0; s->above != NULL && i < c->nrow; i++) {
		const struct value *v = source_at(c, i, 0);
		const struct district *x = code_district(r->codes,
		    v[B_DISTRICT].text);

		if (!building_above(&v[B_TIER]))
			continue;
		s->above[0]++;
		if (x != NULL && !x->is_city)
			s->above[code_district_index(r->codes, x)]++;
	}
}

static bool
build_standing(struct report *r)
{
	struct standing s = { .r = r, .n = code_district_count(r->codes),
		.us = code_district_index(r->codes, r->district) };
	struct result y[INDICATORS];

	s.row = mem_zalloc(s.n, sizeof(*s.row));
	s.place = mem_zalloc(s.n, sizeof(*s.place));
	if (r->given[NEED_CLASSIFIED])
		s.above = mem_zalloc(s.n, sizeof(*s.above));
	read_rows(&s);
	for (size_t i = 0; i < INDICATORS; i++)
		y[i] = result_of(&s, &indicators[i]);
	say(&s, y);
	put_table(&s, y);
	free(s.row);
	free(s.place);
	free(s.above);
	return true;
}

static const struct report_need needs[NEEDS] = {
	[NEED_DISTRICTS] = AGGREGATE_NEED("districts", REPORT_PERIOD, true,
	    "districts"),
	/* those of all districts */
	[NEED_CLASSIFIED] = { .name = "classified",
	    .dataset = indicator_classified, .place = REPORT_PERIOD,
	    .columns = { .name = building_columns, .n = B_COLUMNS,
	        .needed = (size_t)B_REASONS + 1, .period = B_PERIOD,
	        .district = B_COLUMNS } },
};

const struct report_kind report_standing = {
	.name = "standing",
	.about = { "a district's place in the city", "在全市的位次" },
	.need = needs,
	.nneed = NEEDS,
	.numbered = true,
	.build = build_standing,
};

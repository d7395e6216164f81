/*
 * How the buildings above 1 yi came together in a year: what each month's
 * results published, for the city and its districts.  A month that is not
 * in the workspace is said to be missing.
 */
#include <stdlib.h>

#include "base/date.h"
#include "print/chart.h"
#include "print/words.h"
#include "report/building.h"
#include "report/kinds.h"

#define MONTHS 12u

enum { P_PERIOD, P_DISTRICT, P_TIER, P_NEW, P_SAME, P_COLUMNS };

static const char *const columns[P_COLUMNS] = { "period", "district", "tier",
	"new_1yi", "tier_same" };

struct tally {
	size_t above, above5, above10, is_new, same, no_tier;
	size_t new_known, same_known; /* buildings of which it is told */
};

struct calendar {
	struct report *r;
	size_t n;                   /* scopes, the city first */
	size_t months;              /* of the period */
	bool there[MONTHS];
	struct tally *tally;        /* month by month */
};

static struct tally *
tally_at(const struct calendar *c, size_t month, size_t scope)
{
	return &c->tally[month * c->n + scope];
}

static void
tally_add(struct tally *t, const struct value *v)
{
	int64_t bound = building_tier(&v[P_TIER]);

	t->above += bound >= 1;
	t->above5 += bound >= 5;
	t->above10 += bound >= 10;
	t->is_new += v[P_NEW].known && v[P_NEW].n == 1;
	t->same += building_above(&v[P_SAME]);
	t->new_known += v[P_NEW].known;
	t->same_known += v[P_SAME].known;
	t->no_tier += !v[P_TIER].known;
}

static void
count(struct calendar *c)
{
	for (size_t m = 0; m < c->months; m++) {
		const size_t need = c->months - 1 - m;
		const struct source *s = &c->r->source[need];

		c->there[m] = c->r->given[need];
		for (size_t i = 0; c->there[m] && i < s->nrow; i++) {
			const struct value *v = source_at(s, i, 0);
			const struct district *x = code_district(c->r->codes,
			    v[P_DISTRICT].text);

			tally_add(tally_at(c, m, 0), v);
			if (x != NULL && !x->is_city)
				tally_add(tally_at(c, m,
				    code_district_index(c->r->codes, x)), v);
		}
	}
}

static struct str
month_label(struct calendar *c, size_t m)
{
	return words_fill(&c->r->keep, words(c->r->lang, "$1月", "$1"),
	    words_int(&c->r->keep, (int64_t)m + 1));
}

static void
put_count(struct table *t, bool there, size_t n)
{
	if (there)
		table_number(t, (int64_t)n);
	else
		table_missing(t);
}

/* Since the month before: known where both are there; of January all. */
static void
put_step(struct calendar *c, struct table *t, size_t m)
{
	if (!c->there[m] || (m > 0 && !c->there[m - 1]))
		table_missing(t);
	else
		table_number(t, (int64_t)tally_at(c, m, 0)->above - (m == 0 ?
		    0 : (int64_t)tally_at(c, m - 1, 0)->above));
}

static void
finish(struct calendar *c, struct table *t, const char *zh, const char *en)
{
	struct report *r = c->r;
	enum lang l = r->lang;

	table_set_title(t, words_fill(&r->keep, words(l, zh, en),
	    words_period(&r->keep, l, r->period)));
	table_set_unit(t, str_from(words(l, "单位：幢", "Unit: buildings")));
	report_note(t, str_from(words(l,
	    "各月为当月公布结果中年初以来税收已超过1亿元的楼宇，其后修订的以修订版为准。",
	    "Each month: buildings whose tax since January was above 100m "
	    "yuan in the results published for it, by its version in "
	    "force.")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

static void
put_city(struct calendar *c)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_TEXT, 0, { "month", "月份" } },
		{ NULL, VALUE_COUNT, 0, { "above\n100m", "已超\n1亿" } },
		{ NULL, VALUE_COUNT, COLUMN_SIGN, { "on month\nbefore",
		    "比上月\n增减" } },
		{ NULL, VALUE_COUNT, 0, { "of them\nnew", "其中\n新增" } },
		{ NULL, VALUE_COUNT, 0, { "above\n500m", "其中\n5亿" } },
		{ NULL, VALUE_COUNT, 0, { "above\n1bn", "其中\n10亿" } },
		{ NULL, VALUE_COUNT, 0, { "last year\nthen", "上年\n同期" } },
	};
	struct table *t = report_table(c->r, TABLE_PEOPLE);

	report_headings(c->r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t m = 0; m < c->months; m++) {
		const struct tally *x = tally_at(c, m, 0);

		table_row(t);
		table_words(t, (struct str){ "", 0 }, month_label(c, m));
		put_count(t, c->there[m], x->above);
		put_step(c, t, m);
		put_count(t, x->new_known > 0, x->is_new);
		put_count(t, c->there[m], x->above5);
		put_count(t, c->there[m], x->above10);
		put_count(t, x->same_known > 0, x->same);
	}
	finish(c, t, "全市亿元楼宇逐月进展（$1）",
	    "Buildings above 100m yuan month by month, the city ($1)");
}

/* A row a district, a column a month. */
static void
put_districts(struct calendar *c)
{
	struct report *r = c->r;
	struct table *t = report_table(r, TABLE_PEOPLE);

	report_column(t, VALUE_TEXT, NULL, words(r->lang, "地区",
	    "district"));
	for (size_t m = 0; m < c->months; m++)
		report_column(t, VALUE_COUNT, NULL, month_label(c, m).p);
	for (size_t i = 0; i < c->n; i++) {
		table_row(t);
		if (i == 1)
			table_rule(t);
		report_district(r, t, code_district_at(r->codes, i)->code);
		for (size_t m = 0; m < c->months; m++)
			put_count(t, c->there[m], tally_at(c, m, i)->above);
	}
	finish(c, t, "各地亿元楼宇逐月进展（$1）",
	    "Buildings above 100m yuan month by month, by district ($1)");
}

static void
put_machine(struct calendar *c)
{
	struct report *r = c->r;
	struct table *t = report_table(r, TABLE_MACHINE);
	int first = r->period - (int)c->months + 1;

	report_headings(r, t, (const struct report_heading[]){
		{ "month", VALUE_MONTH, 0, { NULL, NULL } },
		{ "district", VALUE_DISTRICT, 0, { NULL, NULL } },
		{ "above_1yi", VALUE_COUNT, 0, { NULL, NULL } },
		{ "above_5yi", VALUE_COUNT, 0, { NULL, NULL } },
		{ "above_10yi", VALUE_COUNT, 0, { NULL, NULL } },
		{ "unknown", VALUE_COUNT, 0, { NULL, NULL } },
		{ "new_1yi", VALUE_COUNT, 0, { NULL, NULL } },
		{ "above_1yi_same", VALUE_COUNT, 0, { NULL, NULL } } }, 8);
	for (size_t k = 0; k < c->months * c->n; k++) {
		const size_t m = k / c->n;
		const struct tally *x = &c->tally[k];
		const size_t n[] = { x->above, x->above5, x->above10,
			x->no_tier, x->is_new, x->same };
		struct buf b;

		buf_init(&b, BUF_UNBOUNDED);
		date_put_month(&b, first + (int)m);
		table_row(t);
		table_text(t, buf_str(&b));
		buf_fini(&b);
		table_text(t, code_district_at(r->codes, k % c->n)->code);
		for (size_t i = 0; i < 4; i++)
			put_count(t, c->there[m], n[i]);
		put_count(t, x->new_known > 0, n[4]);
		put_count(t, x->same_known > 0, n[5]);
	}
}

static void
put_chart(struct calendar *c)
{
	struct report *r = c->r;
	enum lang l = r->lang;
	struct chart *x = chart_new(l, CHART_LINES);
	unsigned count = chart_add_measure(x, &(struct chart_measure){
		.name = str_from(words(l, "亿元楼宇", "buildings")),
		.unit = str_from(words(l, "幢", "")) });
	unsigned now = chart_new_series(x, words_fill(&r->keep, words(l,
	    "$1年", "$1"), words_int(&r->keep, date_year(r->period))),
	    CHART_MAIN, count);
	unsigned before = chart_new_series(x, words_fill(&r->keep, words(l,
	    "$1年", "$1"), words_int(&r->keep, date_year(r->period) - 1)),
	    CHART_BEFORE, count);

	for (size_t m = 0; m < c->months; m++) {
		chart_add_point(x, month_label(c, m));
		if (!c->there[m])
			continue;
		chart_put(x, now, (int64_t)tally_at(c, m, 0)->above);
		if (tally_at(c, m, 0)->same_known > 0)
			chart_put(x, before,
			    (int64_t)tally_at(c, m, 0)->same);
	}
	chart_set_title(x, words_fill(&r->keep, words(l,
	    "全市亿元楼宇逐月进展与上年比较（$1）",
	    "Buildings above 100m yuan month by month against last year "
	    "($1)"), words_period(&r->keep, l, r->period)));
	chart_set_about(x, str_from(words(l,
	    "年初以来税收已超过1亿元的楼宇数逐月的线，与上年同期比较；无结果的月份不连",
	    "Buildings above 100m yuan since January, month by month, this "
	    "year and last; a month without results is a gap")));
	document_chart(r->doc, x);
}

static bool
build_progress(struct report *r)
{
	struct calendar c = { .r = r, .n = code_district_count(r->codes),
		.months = (size_t)date_month_no(r->period) };

	c.tally = mem_zalloc(MONTHS * c.n, sizeof(*c.tally));
	count(&c);
	put_city(&c);
	put_districts(&c);
	put_machine(&c);
	put_chart(&c);
	free(c.tally);
	return true;
}

/* The period, and the months before it: as many as a year can have. */
#define BACK(back_)                                                       \
	{ .name = "classified", .dataset = indicator_classified,          \
		.place = (back_) == 0 ? REPORT_PERIOD : REPORT_BACK,          \
		.back = (back_), .columns = { .name = columns,            \
			.n = P_COLUMNS, .needed = P_COLUMNS,              \
			.period = P_PERIOD, .district = P_DISTRICT } }

static const struct report_need needs[MONTHS] = { BACK(0), BACK(1), BACK(2),
	BACK(3), BACK(4), BACK(5), BACK(6), BACK(7), BACK(8), BACK(9),
	BACK(10), BACK(11) };

const struct report_kind report_progress_months = {
	.name = "progress",
	.about = { "buildings above 1 yi month by month", "亿元楼宇逐月进展" },
	.need = needs,
	.nneed = MONTHS,
	.takes = REPORT_TAKES_NO_DISTRICT,
	.build = build_progress,
};

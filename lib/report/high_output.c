/*
 * Buildings by tax, and by tax per square metre, with their places of a year
 * ago and of a period before.  Ties share a place.
 */
#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "print/chart.h"
#include "print/words.h"
#include "report/area_yield.h"
#include "report/building_list.h"
#include "report/kinds.h"

enum { NEED_NOW, NEED_PREVIOUS };

/* The report's own columns. */
enum { OWN_RANK, OWN_UP_SAME, OWN_UP_PREVIOUS, OWN_RANK_SAME,
	OWN_RANK_PREVIOUS, OWN_SHARE, OWN_RUNNING, OWN_RANK_PER_M2,
	OWN_COLUMNS };

static const struct report_heading own[OWN_COLUMNS] = {
	[OWN_RANK] = { "rank", VALUE_COUNT, 0, { "rank", "位次" } },
	[OWN_UP_SAME] = { "rank_change_same", VALUE_INTEGER, COLUMN_SIGN,
	    { "on last\nyear", "位次\n较上年" } },
	[OWN_UP_PREVIOUS] = { "rank_change", VALUE_INTEGER, COLUMN_SIGN,
	    { "on\n$2", "位次较\n$2" } },
	[OWN_RANK_SAME] = { "rank_same", VALUE_COUNT, 0,
	    { NULL, NULL } },
	[OWN_RANK_PREVIOUS] = { "rank_previous", VALUE_COUNT, 0,
	    { NULL, NULL } },
	[OWN_SHARE] = { "share_pct", VALUE_PERCENT, 0, { "share", "占比" } },
	[OWN_RUNNING] = { "running_pct", VALUE_PERCENT, 0,
	    { "run.\nshare", "累计\n占比" } },
	[OWN_RANK_PER_M2] = { "rank_per_m2", VALUE_COUNT, 0,
	    { "rank", "位次" } },
};

static const struct building_column by_tax[] = {
	{ .col = B_COLUMNS + OWN_RANK },
	{ .col = B_COLUMNS + OWN_UP_SAME },
	{ .col = B_ID },
	{ .col = B_NAME },
	{ .col = B_DISTRICT },
	{ .col = B_TAX },
	{ .col = B_YOY },
	{ .col = B_MONTH },
	{ .col = B_COLUMNS + OWN_SHARE },
	{ .col = B_COLUMNS + OWN_RUNNING },
	{ .col = B_PER_M2 },
	{ .col = B_LEAD },
	{ .col = B_TIER, .label = { "tier", NULL } },
	{ .col = B_COLUMNS + OWN_UP_PREVIOUS },
};

static const struct building_column by_area[] = {
	{ .col = B_COLUMNS + OWN_RANK_PER_M2 },
	{ .col = B_ID },
	{ .col = B_NAME },
	{ .col = B_DISTRICT },
	{ .col = B_PER_M2 },
	{ .col = B_TAX },
	{ .col = B_YOY },
	{ .col = B_AREA_BASE },
	{ .col = B_OCCUPANCY },
	{ .col = B_LEAD },
	{ .col = B_TIER },
};

static const struct building_column machine[] = {
	{ .col = B_PERIOD },
	{ .col = B_COLUMNS + OWN_RANK },
	{ .col = B_COLUMNS + OWN_RANK_SAME },
	{ .col = B_COLUMNS + OWN_UP_SAME },
	{ .col = B_COLUMNS + OWN_RANK_PREVIOUS },
	{ .col = B_COLUMNS + OWN_UP_PREVIOUS },
	{ .col = B_COLUMNS + OWN_RANK_PER_M2 },
	{ .col = B_ID },
	{ .col = B_NAME },
	{ .col = B_DISTRICT },
	{ .col = B_TAX },
	{ .col = B_SAME },
	{ .col = B_YOY },
	{ .col = B_MONTH },
	{ .col = B_COLUMNS + OWN_SHARE },
	{ .col = B_COLUMNS + OWN_RUNNING },
	{ .col = B_AREA_BASE },
	{ .col = B_PER_M2 },
	{ .col = B_OCCUPANCY },
	{ .col = B_LEAD },
	{ .col = B_TIER },
};

struct output {
	struct report *r;
	struct place *tax, *area; /* all rows, by place */
	size_t ntax, narea;       /* listed of them */
	/* By row: places, 0 where there is none. */
	size_t *rank, *rank_area, *rank_same, *rank_previous;
	int64_t *running, total;
	size_t no_tax, no_area;
	bool compares; /* with the previous period */
	struct building_marks marks;
};

/* All rows by one figure, or by its quotient with another. */
static struct place *
places_of(const struct source *s, size_t num, size_t den)
{
	struct place *p = mem_zalloc(s->nrow + 1, sizeof(*p));

	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);
		bool whole = den == B_COLUMNS;

		p[i] = (struct place){ .row = i, .id = v[B_ID].text,
			.known = v[num].known &&
			    (whole || (v[den].known && v[den].n > 0)),
			.num = v[num].n, .den = whole ? 1 : v[den].n };
	}
	ranking_sort(p, s->nrow);
	return p;
}

static size_t *
ranks_by_row(const struct place *p, size_t n)
{
	size_t *rank = mem_zalloc(n + 1, sizeof(*rank));

	for (size_t i = 0; i < n; i++)
		rank[p[i].row] = p[i].rank;
	return rank;
}

/* Last year's places: one without tax then had none. */
static size_t *
ranks_same(const struct source *s)
{
	struct place *p = places_of(s, B_SAME, B_COLUMNS);
	size_t *rank = ranks_by_row(p, s->nrow);

	for (size_t i = 0; i < s->nrow; i++)
		if (p[i].num <= 0)
			rank[p[i].row] = 0;
	free(p);
	return rank;
}

/* Amounts of other months of another year are of another length. */
static bool
is_comparable(const struct report *r)
{
	int before = r->source[NEED_PREVIOUS].period;

	return r->given[NEED_PREVIOUS] && before >= 0 &&
	    (date_year(before) == date_year(r->period) ||
	        date_month_no(before) == date_month_no(r->period));
}

/* The places of the period before, by the rows of this one. */
static size_t *
ranks_before(const struct report *r)
{
	const struct source *now = r->source, *s = &r->source[NEED_PREVIOUS];
	size_t *rank = mem_zalloc(now->nrow + 1, sizeof(*rank)), *then;
	struct place *p = places_of(s, B_TAX, B_COLUMNS);
	struct map id = { 0 };

	then = ranks_by_row(p, s->nrow);
	for (size_t i = 0; i < s->nrow; i++)
		map_put(&id, source_at(s, i, B_ID)->text, NULL);
	for (size_t i = 0; i < now->nrow; i++) {
		size_t at = map_find(&id, source_at(now, i, B_ID)->text);

		if (at != MAP_NONE)
			rank[i] = then[at];
	}
	map_fini(&id);
	free(then);
	free(p);
	return rank;
}

/* Totals and running totals, from the greatest down; false when too large. */
static bool
add_up(struct output *o)
{
	const struct source *s = o->r->source;
	struct total sum = { 0 };

	for (size_t i = 0; i < s->nrow; i++) {
		total_add(&sum, source_at(s, o->tax[i].row, B_TAX));
		o->running[o->tax[i].row] = sum.n;
		o->no_area += !o->area[i].known && o->tax[i].known;
	}
	o->no_tax = sum.unknown;
	o->total = sum.n;
	return total_ok(o->r, &sum, 1);
}

static void
put_rank(struct table *t, size_t rank)
{
	if (rank > 0)
		table_number(t, (int64_t)rank);
	else
		table_missing(t);
}

/* Places gained: up is positive. */
static void
put_change(struct table *t, size_t before, size_t now)
{
	if (before > 0 && now > 0)
		table_number(t, (int64_t)before - (int64_t)now);
	else
		table_not_applicable(t);
}

static void
put_own(void *arg, struct table *t, size_t i, size_t row)
{
	const struct output *o = arg;
	const struct value *tax = source_at(o->r->source, row, B_TAX);

	switch (i) {
	case OWN_RANK:
		put_rank(t, o->rank[row]);
		break;
	case OWN_RANK_SAME:
		put_rank(t, o->rank_same[row]);
		break;
	case OWN_RANK_PREVIOUS:
		put_rank(t, o->rank_previous[row]);
		break;
	case OWN_RANK_PER_M2:
		put_rank(t, o->rank_area[row]);
		break;
	case OWN_UP_SAME:
		put_change(t, o->rank_same[row], o->rank[row]);
		break;
	case OWN_UP_PREVIOUS:
		put_change(t, o->rank_previous[row], o->rank[row]);
		break;
	default:
		if (!tax->known)
			table_missing(t);
		else
			report_rate(t, i == OWN_SHARE ? tax->n :
			    o->running[row], o->total);
	}
}

static struct str
title(struct output *o, const char *by, size_t n, size_t of)
{
	struct report *r = o->r;
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	struct str part[4];

	part[0] = words_period(a, l, r->period);
	part[1] = str_from(by);
	part[2] = words_fill(a, n == of ?
	    words(l, "共$1幢", "$1 buildings") :
	    words(l, "$2幢中列$1幢", "$1 of $2 buildings"),
	    words_int(a, (int64_t)n), words_int(a, (int64_t)of));
	part[3] = report_incomplete(l, o->marks.incomplete > 0);
	return words_fill(a, words(l, "$1高产出楼宇（$2）",
	    "Buildings of high output, $1 ($2)"),
	    words_scope(l, r->district), words_join(a, l, part, 4));
}

/* Shares and earlier places are not published. */
static void
note_places(struct output *o, struct table *t)
{
	struct report *r = o->r;
	enum lang l = r->lang;
	struct arena *a = &r->keep;

	report_note(t, words_fill(a, words(l,
	    "占比为占$1全部监测楼宇税收合计的比重，累计占比由第1位累计至该位。税收相同的位次相同。",
	    "Share is of the tax of all buildings of $1, running share from "
	    "the first place down. Ties share a place."),
	    words_scope(l, r->district)));
	report_note(t, str_from(words(l,
	    "位次变化正数为上升、负数为下降；“－”为此前无税收、不明或不在册，无位次可比。位次较上年按上年同期税收。",
	    "Changes of place: + is up. A dash: no tax then, or not known. "
	    "On last year: by the tax of the same months.")));
	if (r->given[NEED_PREVIOUS] && !o->compares)
		report_note(t, str_from(words(l,
		    "所给上期与本期长度不同且不在同一年，位次不作比较。",
		    "The previous period is of another year and another "
		    "length: places are not compared.")));
	if (o->no_tax > 0)
		report_note(t, words_fill(a, words(l,
		    "税收不明的$1幢未排序。",
		    "$1 buildings whose tax is unknown have no place."),
		    words_int(a, (int64_t)o->no_tax)));
}

static void
note_tax(struct output *o, struct table *t)
{
	struct report *r = o->r;

	building_marks_note(r, t, &o->marks);
	if (!r->in->is_public)
		note_places(o, t);
	else
		report_note(t, str_from(words(r->lang,
		    "位次只在税收公开的楼宇中排列，税收相同的位次相同。",
		    "Places are among the buildings whose tax is published. "
		    "Ties share a place.")));
	report_scope_note(r, t, true);
}

static void
note_area(struct output *o, struct table *t)
{
	struct report *r = o->r;
	enum lang l = r->lang;

	building_marks_note(r, t, &o->marks);
	report_note(t, words_fill(&r->keep, words(l,
	    "单位面积税收＝$1税收÷计税面积，未折算全年，按未四舍五入数排序。",
	    "Tax per m2 is that of the period ($1), not annualised, ranked "
	    "unrounded."), words_months(&r->keep, l, r->period)));
	if (o->no_area > 0)
		report_note(t, words_fill(&r->keep, words(l,
		    "面积不明的$1幢未排序。",
		    "$1 buildings whose area is unknown have no place."),
		    words_int(&r->keep, (int64_t)o->no_area)));
	report_scope_note(r, t, true);
}

/* A table of the first n of them. */
static struct table *
put_places(struct output *o, const struct building_column *column,
    size_t ncolumn, const struct place *p, size_t n)
{
	struct building_list l = { .r = o->r, .column = column,
		.ncolumn = ncolumn, .own = own, .put = put_own, .arg = o,
		.marks = &o->marks };

	l.t = report_table(o->r, TABLE_PEOPLE);
	building_marks_fini(&o->marks);
	building_marks_init(&o->marks);
	building_list_head(&l);
	for (size_t i = 0; i < n; i++)
		building_list_row(&l, p[i].row);
	return l.t;
}

/* What stands in either table, by tax. */
static void
put_machine(struct output *o)
{
	struct building_list l = { .r = o->r, .column = machine,
		.ncolumn = sizeof(machine) / sizeof(machine[0]), .own = own,
		.put = put_own, .arg = o, .marks = &o->marks };
	bool *listed = mem_zalloc(o->r->source->nrow + 1, sizeof(*listed));

	for (size_t i = 0; i < o->narea; i++)
		listed[o->area[i].row] = true;
	l.t = report_table(o->r, TABLE_MACHINE);
	building_list_head(&l);
	for (size_t i = 0; i < o->r->source->nrow; i++)
		if (i < o->ntax || listed[o->tax[i].row])
			building_list_row(&l, o->tax[i].row);
	free(listed);
}

static void
put_tables(struct output *o, size_t top)
{
	struct report *r = o->r;
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	size_t n = r->source->nrow, last = sizeof(by_tax) / sizeof(by_tax[0]);
	struct str first = words_int(a, (int64_t)top);
	struct table *t;

	t = put_places(o, by_tax, o->compares ? last : last - 1, o->tax,
	    o->ntax);
	t->stub = 4;
	table_set_title(t, title(o, top == 0 ?
	    words(l, "按税收排序", "by tax") : words_fill(a, words(l,
	    "税收前$1位", "the first $1 by tax"), first).p, o->ntax, n));
	table_set_unit(t, str_from(words(l, "单位：亿元、元/㎡、%",
	    "Unit: 100m yuan, yuan/m2, %")));
	note_tax(o, t);
	t = put_places(o, by_area, sizeof(by_area) / sizeof(by_area[0]),
	    o->area, o->narea);
	t->stub = 3;
	table_set_title(t, title(o, top == 0 ?
	    words(l, "按单位面积税收排序", "by tax per m2") : words_fill(a,
	    words(l, "单位面积税收前$1位", "the first $1 by tax per m2"),
	    first).p, o->narea, n));
	table_set_unit(t, str_from(words(l, "单位：元/㎡、亿元、万㎡、%",
	    "Unit: yuan/m2, 100m yuan, 10k m2, %")));
	note_area(o, t);
	put_machine(o);
}

/* How much of the tax the greatest pay: all of known tax, by place. */
static void
put_chart(struct output *o)
{
	struct report *r = o->r;
	enum lang l = r->lang;
	struct chart *c = chart_new(l, CHART_PARETO);
	unsigned series;

	chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "税收", "tax")),
		.unit = str_from(words(l, "亿元", "100m yuan")),
		.held = 2, .scale = 8, .decimals = 2 });
	chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "楼宇", "buildings")),
		.unit = str_from(words(l, "幢", "")) });
	series = chart_new_series(c, str_from(words(l, "税收", "tax")),
	    CHART_MAIN, 0);
	for (size_t i = 0; i < r->source->nrow && o->tax[i].known; i++) {
		chart_add_point(c, source_at(r->source, o->tax[i].row,
		    B_NAME)->text);
		chart_put(c, series, o->tax[i].num);
	}
	chart_set_title(c, words_fill(&r->keep, words(l,
	    "$1楼宇税收集中度（$2，共$3幢）",
	    "Tax of the greatest, $1 ($2, $3 buildings)"),
	    words_scope(l, r->district),
	    words_period(&r->keep, l, r->period),
	    words_int(&r->keep, (int64_t)c->npoint)));
	chart_set_about(c, str_from(words(l,
	    "按税收从大到小，各楼宇及其以前的累计占税收合计的比重",
	    "From the greatest down: the share of the tax of each building "
	    "and those before it")));
	document_chart(r->doc, c);
}

static bool
build_high_output(struct report *r)
{
	struct output o = { .r = r, .compares = is_comparable(r) };
	size_t n = r->source->nrow;
	int64_t top = r->in->options.top;
	bool ok = report_setting(r, "report.ini", "high-output", "top", &top);

	o.tax = places_of(r->source, B_TAX, B_COLUMNS);
	o.area = places_of(r->source, B_TAX, B_AREA_BASE);
	o.rank = ranks_by_row(o.tax, n);
	o.rank_area = ranks_by_row(o.area, n);
	o.rank_same = ranks_same(r->source);
	o.rank_previous = o.compares ? ranks_before(r) :
	    mem_zalloc(n + 1, sizeof(*o.rank_previous));
	o.running = mem_zalloc(n + 1, sizeof(*o.running));
	building_marks_init(&o.marks);
	ok = ok && add_up(&o);
	o.ntax = ranking_within(o.tax, n, (size_t)top);
	o.narea = ranking_within(o.area, n, (size_t)top);
	if (ok) {
		put_tables(&o, (size_t)top);
		if (!r->in->is_public) { /* they are of all, or mislead */
			put_chart(&o);
			ok = area_yield_chart(r, r->source, o.tax, o.area);
		}
	}
	building_marks_fini(&o.marks);
	free(o.tax);
	free(o.area);
	free(o.rank);
	free(o.rank_area);
	free(o.rank_same);
	free(o.rank_previous);
	free(o.running);
	return ok;
}

static const struct report_need needs[] = {
	[NEED_NOW] = BUILDING_NEED("classified", REPORT_PERIOD, true, NULL,
	    0),
	[NEED_PREVIOUS] = BUILDING_NEED("previous", REPORT_MONTH_BEFORE,
	    false, NULL, 0),
};

const struct report_kind report_high_output = {
	.name = "high-output",
	.about = { "buildings ranked by tax and by tax per m2",
	    "高产出楼宇（按税收和单位面积税收排序）" },
	.need = needs,
	.nneed = 2,
	.takes_file = true,
	.numbered = true,
	.takes = REPORT_TAKES_TOP,
	.publish = PUBLISH_LIST,
	.build = build_high_output,
};

/*
 * How buildings spread: over bands of tax that exclude one another, for the
 * city and each district, and over bands of occupancy.
 */
#include <stdlib.h>

#include "base/map.h"
#include "print/chart.h"
#include "print/words.h"
#include "report/bands.h"
#include "report/building.h"
#include "report/kinds.h"

/* A band of tax in a scope. */
struct cell {
	size_t now, same, last; /* buildings: of the period, then, last year */
	struct total tax;
};

/* Occupancy in percent: below 50, 50 to 60 …, 100 and above. */
static const int64_t step[] = { 0, 50, 60, 70, 80, 90, 100 };

#define STEPS (sizeof(step) / sizeof(step[0]))
#define NO_STEP STEPS
#define ALL_STEPS (STEPS + 1)

struct room {
	size_t buildings;
	struct total base, occupied;
};

struct spread {
	struct report *r;
	struct bands bands;
	size_t all;        /* index of a scope's total, behind its bands */
	size_t nscope;     /* the whole, the districts, no known district */
	struct cell *cell; /* scope by scope: bands, unknown, all */
	struct room room[ALL_STEPS + 1];
};

static struct cell *
cell_at(const struct spread *s, size_t scope, size_t band)
{
	return &s->cell[scope * (s->all + 1) + band];
}

static size_t
scope_of(const struct spread *s, const struct value *v)
{
	const struct district *x = code_district(s->r->codes,
	    v[B_DISTRICT].text);

	return x == NULL || x->is_city ? s->nscope - 1 :
	    code_district_index(s->r->codes, x);
}

static bool
add_tax(struct spread *s, size_t row)
{
	struct report *r = s->r;
	const struct value *v = source_at(r->source, row, 0);
	size_t now = bands_of(&s->bands, r, &v[B_TIER],
	    source_pos(r->source, row, B_TIER));
	size_t same = bands_of(&s->bands, r, &v[B_TIER_SAME],
	    source_pos(r->source, row, B_TIER_SAME));
	size_t last = bands_of(&s->bands, r, &v[B_TIER_LAST],
	    source_pos(r->source, row, B_TIER_LAST));
	size_t scope[] = { 0, scope_of(s, v) };

	if (now == MAP_NONE || same == MAP_NONE || last == MAP_NONE)
		return false;
	for (size_t i = 0; i < 2; i++) {
		struct cell *all = cell_at(s, scope[i], s->all);
		struct cell *mine = cell_at(s, scope[i], now);

		behind_count(r->behind, &mine->now, &v[B_TIER]);
		behind_count(r->behind, &cell_at(s, scope[i], same)->same,
		    &v[B_TIER_SAME]);
		behind_count(r->behind, &cell_at(s, scope[i], last)->last,
		    &v[B_TIER_LAST]);
		behind_count(r->behind, &all->now, &v[B_TIER]);
		behind_count(r->behind, &all->same, &v[B_TIER_SAME]);
		behind_count(r->behind, &all->last, &v[B_TIER_LAST]);
		report_add(r, &mine->tax, &v[B_TAX]);
		report_add(r, &all->tax, &v[B_TAX]);
	}
	return true;
}

static void
add_room(struct spread *s, const struct value *v)
{
	const struct value *base = &v[B_OCCUPANCY_BASE];
	const struct value *occupied = &v[B_OCCUPIED];
	size_t at = NO_STEP;

	if (!building_runs(&v[B_STAGE]))
		return;
	if (base->known && base->n > 0 && occupied->known)
		for (at = STEPS - 1; at > 0; at--)
			if ((num_wide)occupied->n * 100 >=
			    (num_wide)base->n * step[at])
				break;
	behind_count(s->r->behind, &s->room[at].buildings, occupied);
	behind_count(s->r->behind, &s->room[ALL_STEPS].buildings, occupied);
	if (at == NO_STEP)
		return;
	report_add(s->r, &s->room[at].base, base);
	report_add(s->r, &s->room[at].occupied, occupied);
	report_add(s->r, &s->room[ALL_STEPS].base, base);
	report_add(s->r, &s->room[ALL_STEPS].occupied, occupied);
}

/* Bands make up their scope, districts the whole, in buildings and fen. */
static bool
check(struct spread *s)
{
	num_wide buildings = 0, tax = 0, of_districts = 0;
	size_t above = 0, nested = 0;
	bool ok = true;

	for (size_t b = 0; b < s->all; b++) {
		buildings += (num_wide)cell_at(s, 0, b)->now;
		tax += cell_at(s, 0, b)->tax.n;
		ok = ok && total_ok(s->r, &cell_at(s, 0, b)->tax, 1);
	}
	for (size_t i = 1; i < s->nscope; i++)
		of_districts += cell_at(s, i, s->all)->tax.n;
	for (size_t i = 0; i < s->r->source->nrow; i++)
		above += building_above(source_at(s->r->source, i, B_TIER));
	for (size_t b = 0; b <= s->bands.rules->one; b++)
		nested += cell_at(s, 0, b)->now;
	return ok && total_ok(s->r, &cell_at(s, 0, s->all)->tax, 1) &&
	    report_agree(s->r, "bands of tax = buildings", "各段之和＝楼宇数",
	        buildings, (num_wide)s->r->source->nrow) &&
	    report_agree(s->r, "tax of the bands = tax, in fen",
	        "各段税收之和＝税收合计（分）", tax,
	        cell_at(s, 0, s->all)->tax.n) &&
	    report_agree(s->r, "tax of the districts = tax, in fen",
	        "各地税收之和＝税收合计（分）", of_districts,
	        cell_at(s, 0, s->all)->tax.n) &&
	    report_agree(s->r, "bands above 1yi = buildings above 1yi",
	        "1亿以上各段之和＝亿元楼宇数", (num_wide)nested,
	        (num_wide)above);
}

static bool
count(struct spread *s)
{
	for (size_t i = 0; i < s->r->source->nrow; i++) {
		if (!add_tax(s, i))
			return false;
		add_room(s, source_at(s->r->source, i, 0));
	}
	return check(s);
}

/* Of the band and those above it; the unknown are in none. */
static size_t
running(const struct spread *s, size_t scope, size_t band)
{
	size_t n = 0;

	for (size_t b = 0; b <= band; b++)
		n += cell_at(s, scope, b)->now;
	return n;
}

static void
put_running(struct spread *s, struct table *t, size_t scope, size_t band)
{
	if (band >= s->bands.unknown) {
		table_not_applicable(t);
		return;
	}
	table_number(t, (int64_t)running(s, scope, band));
	for (size_t b = 0; b <= band; b++)
		table_of(t, PART_COUNTED, &cell_at(s, scope, b)->now);
}

static struct str
band_label(struct spread *s, size_t band)
{
	return band == s->all ? str_from(words(s->r->lang, "合计", "all")) :
	    bands_label(&s->bands, s->r, band);
}

/* The unknown have a place only where there are some. */
static bool
is_used(const struct spread *s, size_t band)
{
	const struct cell *c = cell_at(s, 0, band);

	return band != s->bands.unknown || c->now > 0 || c->same > 0 ||
	    c->last > 0;
}

static void
put_band(struct spread *s, struct table *t, size_t band)
{
	const struct cell *c = cell_at(s, 0, band);
	const struct cell *all = cell_at(s, 0, s->all);

	table_row(t);
	if (band == s->all)
		table_rule(t);
	table_words(t, (struct str){ "", 0 }, band_label(s, band));
	report_counted(t, &c->now);
	report_counted_rate(t, &c->now, &all->now);
	put_running(s, t, 0, band);
	report_total(t, &c->tax);
	report_total_share(t, &c->tax, &all->tax);
	report_counted(t, &c->same);
	if (band < s->bands.unknown)
		table_number(t, (int64_t)c->now - (int64_t)c->same);
	else
		table_not_applicable(t);
	report_counted(t, &c->last);
}

static struct str
title(struct report *r, const char *zh, const char *en, struct str when,
    size_t n)
{
	struct str part[2] = { when };

	part[1] = words_fill(&r->keep, words(r->lang, "共$1幢",
	    "$1 buildings"), words_int(&r->keep, (int64_t)n));
	return words_fill(&r->keep, words(r->lang, zh, en),
	    words_scope(r->lang, r->district),
	    words_join(&r->keep, r->lang, part, 2));
}

static void
put_bands(struct spread *s)
{
	static const struct report_heading head[] = {
		{ "band", VALUE_TEXT, 0, { "band (yuan)", "税收分段（元）" } },
		{ "buildings", VALUE_COUNT, 0, { "build-\nings", "幢数" } },
		{ "buildings_pct", VALUE_PERCENT, 0, { "share", "占比" } },
		{ "running", VALUE_COUNT, 0, { "running", "累计\n幢数" } },
		{ "tax_yuan", VALUE_MONEY, 0, { "tax", "税收" } },
		{ "tax_pct", VALUE_PERCENT, 0, { "share", "占比" } },
		{ "buildings_same", VALUE_COUNT, 0,
		    { "same\nmonths", "上年\n同期" } },
		{ "buildings_change", VALUE_INTEGER, COLUMN_SIGN,
		    { "change", "增减" } },
		{ "buildings_last_year", VALUE_COUNT, 0,
		    { "last\nyear", "上年\n全年" } },
	};
	struct report *r = s->r;
	enum lang l = r->lang;
	struct table *t = report_table(r, TABLE_PEOPLE);

	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t b = 0; b <= s->all; b++)
		if (is_used(s, b))
			put_band(s, t, b);
	table_set_title(t, title(r, "$1楼宇税收分段分布（$2）",
	    "Buildings by tax, $1 ($2)", words_period(&r->keep, l, r->period),
	    r->source->nrow));
	table_set_unit(t, str_from(words(l, "单位：幢、亿元、%",
	    "Unit: buildings, 100m yuan, %")));
	report_note(t, bands_rule(&s->bands, l));
	report_note(t, words_fill(&r->keep, words(l,
	    "各段互不重复；累计幢数自上而下，“$1”一行的累计幢数即亿元楼宇数。上年全年有已公布名单的以名单为准。",
	    "Bands exclude one another; running counts go from the top down: "
	    "that of $1 is the count of buildings above 100m. Last year: by "
	    "the issued list where there is one."),
	    bands_label(&s->bands, r, s->bands.rules->one)));
	report_note(t, str_from(words(l,
	    "部分数据因四舍五入，分项与合计可能不等。",
	    "Parts may not add up to totals, for both are rounded.")));
	report_scope_note(r, t, false);
}

/* A district a row, a band a column. */
static void
put_district(struct spread *s, struct table *t, size_t scope,
    const struct district *x)
{
	table_row(t);
	table_words(t, (struct str){ "", 0 }, x == NULL ?
	    str_from(words(s->r->lang, "不明", "unknown")) : x->is_city ?
	    words_scope(s->r->lang, NULL) : x->name);
	report_counted(t, &cell_at(s, scope, s->all)->now);
	for (size_t b = 0; b < s->all; b++)
		if (is_used(s, b))
			report_counted(t, &cell_at(s, scope, b)->now);
	report_total(t, &cell_at(s, scope, s->all)->tax);
	report_total_share(t, &cell_at(s, scope, s->all)->tax,
	    &cell_at(s, 0, s->all)->tax);
}

static void
put_districts(struct spread *s)
{
	struct report *r = s->r;
	enum lang l = r->lang;
	struct table *t = report_table(r, TABLE_PEOPLE);
	struct report_heading h = { "district", VALUE_TEXT, 0,
		{ "district", "地区" } };

	report_headings(r, t, &h, 1);
	h = (struct report_heading){ "buildings", VALUE_COUNT, 0,
		{ "build-\nings", "楼宇" } };
	report_headings(r, t, &h, 1);
	for (size_t b = 0; b < s->all; b++) {
		h.label[l] = bands_label(&s->bands, r, b).p;
		if (is_used(s, b))
			report_headings(r, t, &h, 1);
	}
	report_headings(r, t, (const struct report_heading[]){
		{ "tax_yuan", VALUE_MONEY, 0, { "tax", "税收" } },
		{ "tax_pct", VALUE_PERCENT, 0, { "share", "占比" } } }, 2);
	for (size_t i = 0; i < s->nscope; i++) {
		if (i > 0 && cell_at(s, i, s->all)->now == 0)
			continue;
		put_district(s, t, i, i + 1 == s->nscope ? NULL :
		    code_district_at(r->codes, i));
		if (i > 0 && !t->rule[1])
			table_rule(t);
	}
	table_set_title(t, title(r, "各地楼宇税收分段分布（$2）",
	    "Buildings by tax and district ($2)",
	    words_period(&r->keep, l, r->period), r->source->nrow));
	table_set_unit(t, str_from(words(l, "单位：幢、亿元、%",
	    "Unit: buildings, 100m yuan, %")));
	report_note(t, bands_rule(&s->bands, l));
	report_scope_note(r, t, false);
}

static struct str
step_label(struct report *r, size_t i)
{
	struct arena *a = &r->keep;
	enum lang l = r->lang;

	if (i == ALL_STEPS)
		return str_from(words(l, "合计", "all"));
	if (i == NO_STEP)
		return str_from(words(l, "不明", "unknown"));
	if (i == 0)
		return words_fill(a, words(l, "$1%以下", "below $1%"),
		    words_int(a, step[1]));
	if (i + 1 == STEPS)
		return words_fill(a, words(l, "$1%及以上", "$1% and above"),
		    words_int(a, step[i]));
	return words_fill(a, "$1—$2%", words_int(a, step[i]),
	    words_int(a, step[i + 1]));
}

static void
put_step(struct spread *s, struct table *t, size_t i)
{
	const struct room *x = &s->room[i], *all = &s->room[ALL_STEPS];

	table_row(t);
	if (i == ALL_STEPS)
		table_rule(t);
	table_words(t, (struct str){ "", 0 }, step_label(s->r, i));
	report_counted(t, &x->buildings);
	report_counted_rate(t, &x->buildings, &all->buildings);
	if (i == NO_STEP) {
		for (size_t k = 0; k < 4; k++)
			table_missing(t);
		return;
	}
	report_total(t, &x->base);
	report_total(t, &x->occupied);
	table_number(t, x->base.n - x->occupied.n);
	report_total_rate(t, &x->occupied, &x->base, 2);
}

static void
put_steps(struct spread *s)
{
	static const struct report_heading head[] = {
		{ "band", VALUE_TEXT, 0, { "occupancy", "入驻率" } },
		{ "buildings", VALUE_COUNT, 0, { "build-\nings", "幢数" } },
		{ "buildings_pct", VALUE_PERCENT, 0, { "share", "占比" } },
		{ "occupancy_base_m2", VALUE_AREA, 0, { "area", "面积\n基数" } },
		{ "occupied_m2", VALUE_AREA, 0, { "occupied", "入驻\n面积" } },
		{ "vacant_m2", VALUE_AREA, 0, { "vacant", "空置\n面积" } },
		{ "occupancy_pct", VALUE_PERCENT, 0, { "occu-\npancy", "入驻\n率" } },
	};
	struct report *r = s->r;
	enum lang l = r->lang;
	struct table *t = report_table(r, TABLE_PEOPLE);

	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i <= ALL_STEPS; i++)
		if (i != NO_STEP || s->room[i].buildings > 0)
			put_step(s, t, i);
	table_set_title(t, title(r, "$1楼宇入驻率分布（$2）",
	    "Buildings by occupancy, $1 ($2)",
	    words_month_end(&r->keep, l, r->period),
	    s->room[ALL_STEPS].buildings));
	table_set_unit(t, str_from(words(l, "单位：幢、万㎡、%",
	    "Unit: buildings, 10k m2, %")));
	report_note(t, str_from(words(l,
	    "运营和改造中的楼宇；分段含下限、不含上限。面积基数为可出租面积，不明时取建筑面积；超过100%的照列，空置面积为负。",
	    "Buildings operating or being renovated; bands hold their lower "
	    "bound. The area is the leasable one, else the floor area; above "
	    "100% the vacant area is negative.")));
	report_scope_note(r, t, false);
}

static const struct report_heading machine_head[] = {
	{ "period", VALUE_MONTH, 0, { NULL, NULL } },
	{ "measure", VALUE_TEXT, 0, { NULL, NULL } },
	{ "district", VALUE_DISTRICT, 0, { NULL, NULL } },
	{ "band", VALUE_TEXT, 0, { NULL, NULL } },
	{ "lower_yuan", VALUE_MONEY, 0, { NULL, NULL } },
	{ "lower_pct", VALUE_PERCENT, 0, { NULL, NULL } },
	{ "buildings", VALUE_COUNT, 0, { NULL, NULL } },
	{ "buildings_pct", VALUE_PERCENT, 0, { NULL, NULL } },
	{ "running", VALUE_COUNT, 0, { NULL, NULL } },
	{ "tax_yuan", VALUE_MONEY, 0, { NULL, NULL } },
	{ "tax_pct", VALUE_PERCENT, 0, { NULL, NULL } },
	{ "buildings_same", VALUE_COUNT, 0, { NULL, NULL } },
	{ "buildings_last_year", VALUE_COUNT, 0, { NULL, NULL } },
	{ "occupancy_base_m2", VALUE_AREA, 0, { NULL, NULL } },
	{ "occupied_m2", VALUE_AREA, 0, { NULL, NULL } },
	{ "occupancy_pct", VALUE_PERCENT, 0, { NULL, NULL } },
};

static struct str
machine_scope(const struct report *r, size_t scope, size_t nscope)
{
	if (scope == 0)
		return r->district != NULL ? r->district->code :
		    code_city(r->codes)->code;
	return scope + 1 == nscope ? (struct str){ "", 0 } :
	    code_district_at(r->codes, scope)->code;
}

static void
put_machine_band(struct spread *s, struct table *t, size_t scope,
    size_t band)
{
	const struct cell *c = cell_at(s, scope, band);
	const struct cell *all = cell_at(s, scope, s->all);

	table_row(t);
	table_text(t, report_period_text(s->r));
	table_text(t, STR("tax"));
	table_text(t, machine_scope(s->r, scope, s->nscope));
	table_text(t, band == s->all ? STR("all") :
	    bands_code(&s->bands, band));
	if (band < s->bands.rules->ntier)
		table_number(t, s->bands.rules->tier[band].bound_fen);
	else
		table_not_applicable(t);
	table_not_applicable(t);
	report_counted(t, &c->now);
	report_counted_rate(t, &c->now, &all->now);
	put_running(s, t, scope, band);
	report_total(t, &c->tax);
	report_total_share(t, &c->tax, &all->tax);
	report_counted(t, &c->same);
	report_counted(t, &c->last);
	for (size_t i = 0; i < 3; i++)
		table_not_applicable(t);
}

static void
put_machine_step(struct spread *s, struct table *t, size_t i)
{
	const struct room *x = &s->room[i];
	struct arena *a = &s->r->keep;

	table_row(t);
	table_text(t, report_period_text(s->r));
	table_text(t, STR("occupancy"));
	table_text(t, machine_scope(s->r, 0, s->nscope));
	table_text(t, i == ALL_STEPS ? STR("all") : i == NO_STEP ?
	    STR("unknown") : words_int(a, step[i]));
	table_not_applicable(t);
	if (i < STEPS)
		table_number(t, step[i] * 100);
	else
		table_not_applicable(t);
	report_counted(t, &x->buildings);
	report_counted_rate(t, &x->buildings,
	    &s->room[ALL_STEPS].buildings);
	for (size_t k = 0; k < 5; k++)
		table_not_applicable(t);
	if (i == NO_STEP) {
		for (size_t k = 0; k < 3; k++)
			table_missing(t);
		return;
	}
	report_total(t, &x->base);
	report_total(t, &x->occupied);
	report_total_rate(t, &x->occupied, &x->base, 2);
}

static void
put_machine(struct spread *s)
{
	struct table *t = report_table(s->r, TABLE_MACHINE);

	report_headings(s->r, t, machine_head,
	    sizeof(machine_head) / sizeof(machine_head[0]));
	for (size_t i = 0; i < s->nscope; i++)
		for (size_t b = 0; b <= s->all; b++)
			if (i == 0 || (s->r->district == NULL &&
			    cell_at(s, i, s->all)->now > 0))
				put_machine_band(s, t, i, b);
	for (size_t i = 0; i <= ALL_STEPS; i++)
		put_machine_step(s, t, i);
}

/* The bands, by buildings and by tax. */
static void
put_band_chart(struct spread *s)
{
	struct report *r = s->r;
	enum lang l = r->lang;
	struct chart *c = chart_new(l, CHART_BANDS);
	unsigned buildings = chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "楼宇", "buildings")),
		.unit = str_from(words(l, "幢", "")) });
	unsigned tax = chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "税收", "tax")),
		.unit = str_from(words(l, "亿元", "100m yuan")),
		.held = 2, .scale = 8, .decimals = 2 });
	unsigned now = chart_new_series(c,
	    str_from(words(l, "幢数", "buildings")), CHART_MAIN, buildings);
	unsigned same = chart_new_series(c,
	    str_from(words(l, "上年同期", "same months")), CHART_BEFORE,
	    buildings);
	unsigned amount = chart_new_series(c,
	    str_from(words(l, "税收", "tax")), CHART_MAIN, tax);

	for (size_t b = 0; b < s->bands.n; b++) {
		const struct cell *x = cell_at(s, 0, b);

		chart_add_point(c, bands_label(&s->bands, r, b));
		chart_put(c, now, (int64_t)x->now);
		chart_put(c, same, (int64_t)x->same);
		chart_put(c, amount, x->tax.n);
	}
	chart_set_title(c, title(r, "$1楼宇税收分段（$2）",
	    "Bands of tax, $1 ($2)", words_period(&r->keep, l, r->period),
	    r->source->nrow));
	chart_set_about(c, str_from(words(l,
	    "各税收分段的楼宇幢数（与上年同期对照）和税收",
	    "Buildings of each band of tax, now and a year ago, and their "
	    "tax")));
	document_chart(r->doc, c);
}

/* How many buildings are how full, in steps of ten points. */
static void
put_room_chart(struct spread *s)
{
	struct report *r = s->r;
	enum lang l = r->lang;
	struct chart *c = chart_new(l, CHART_HISTOGRAM);
	unsigned series;

	chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "楼宇", "buildings")),
		.unit = str_from(words(l, "幢", "")) });
	chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "入驻率", "occupancy")),
		.unit = STR("%") });
	series = chart_new_series(c, str_from(words(l, "幢数", "buildings")),
	    CHART_MAIN, 0);
	chart_set_bins(c, step[1] - 10, 10);
	chart_open_bins(c, true, true);
	for (size_t i = 0; i < STEPS; i++) {
		chart_add_point(c, step_label(r, i));
		chart_put(c, series, (int64_t)s->room[i].buildings);
	}
	chart_set_title(c, title(r, "$1楼宇入驻率分布（$2）",
	    "Buildings by occupancy, $1 ($2)",
	    words_month_end(&r->keep, l, r->period),
	    s->room[ALL_STEPS].buildings));
	chart_set_about(c, str_from(words(l,
	    "按入驻率分段的楼宇幢数；最左一段含50%以下的全部，最右一段含100%及以上的全部",
	    "Buildings by occupancy; the first bin holds all below 50%, the "
	    "last all from 100% on")));
	document_chart(r->doc, c);
}

static bool
build_distribution(struct report *r)
{
	struct spread s = { .r = r,
		.nscope = code_district_count(r->codes) + 1 };
	bool ok = bands_open(&s.bands, r);

	if (ok) {
		s.all = s.bands.unknown + 1;
		s.cell = mem_zalloc(s.nscope * (s.all + 1), sizeof(*s.cell));
		ok = count(&s);
	}
	if (ok) {
		put_bands(&s);
		if (!r->in->is_public) /* its taxes are not told */
			put_band_chart(&s);
		if (r->district == NULL)
			put_districts(&s);
		put_steps(&s);
		put_room_chart(&s);
		put_machine(&s);
	}
	free(s.cell);
	bands_close(&s.bands);
	return ok;
}

const struct report_kind report_distribution = {
	.name = "distribution",
	.about = { "buildings by bands of tax and of occupancy",
	    "楼宇税收分段和入驻率分布" },
	.need = &building_need,
	.nneed = 1,
	.takes_file = true,
	.numbered = true,
	.publish = PUBLISH_COUNTS,
	.build = build_distribution,
};

/*
 * Districts side by side: tax and growth, buildings above 1 yi against the
 * year's targets, area and enterprises.  In the office's order, the city
 * first; what adds up is held against the city's own row.
 */
#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "print/chart.h"
#include "print/words.h"
#include "report/aggregate.h"
#include "report/completion.h"
#include "report/district_ranks.h"
#include "report/districts_part.h"
#include "report/kinds.h"
#include "schema/completion.h"

enum { NEED_DISTRICTS, NEED_CLASSIFIED, NEED_COMPLETION, NEED_PREVIOUS,
	NEEDS };

static size_t
scope_of(const struct districts *s, struct str code)
{
	const struct district *x = code_district(s->r->codes, code);

	return code.n == 0 || x == NULL ? MAP_NONE :
	    code_district_index(s->r->codes, x);
}

static bool
in_scope(const struct districts *s, size_t scope)
{
	const struct district *only = s->r->district;

	return scope != MAP_NONE && (only == NULL ||
	    code_district_at(s->r->codes, scope) == only);
}

static bool
read_rows(struct districts *s, size_t need)
{
	struct report *r = s->r;
	const struct source *src = &r->source[need];

	for (size_t i = 0; r->given[need] && i < src->nrow; i++) {
		const struct value *v = source_at(src, i, 0);
		size_t scope = scope_of(s, v[A_DISTRICT].text);

		if (scope == MAP_NONE) {
			diag_at(r->diag, source_pos(src, i, A_DISTRICT),
			    DIAG_REPORT_BY, DIAG_Z(r->kind->name),
			    DIAG_Z("district"));
			return false;
		}
		if (!in_scope(s, scope))
			continue;
		if (need == NEED_PREVIOUS) {
			s->line[scope].before = v;
			continue;
		}
		s->line[scope].v = v;
		s->shown += scope > 0;
	}
	return true;
}

/* Every building counts for its district and for the city. */
static bool
count_classes(struct districts *s)
{
	const struct source *src = &s->r->source[NEED_CLASSIFIED];

	for (size_t i = 0; s->classified && i < src->nrow; i++) {
		const struct value *v = source_at(src, i, 0);
		size_t scope = scope_of(s, v[B_DISTRICT].text);

		if (in_scope(s, scope))
			class_count_add(&s->line[scope].count, v,
			    s->r->behind);
		if (scope != 0 && in_scope(s, 0))
			class_count_add(&s->line[0].count, v, s->r->behind);
	}
	for (size_t i = 0; s->classified && i < s->n; i++)
		if (!class_count_check(&s->line[i].count, s->r))
			return false;
	return true;
}

static void
read_targets(struct districts *s)
{
	const struct source *src = &s->r->source[NEED_COMPLETION];

	for (size_t i = 0; s->targets && i < src->nrow; i++) {
		const struct value *v = source_at(src, i, 0);
		struct str name = v[COL(COMPLETION, indicator)].text;
		struct str text = v[COL(COMPLETION, target)].text;
		size_t scope = scope_of(s, v[COL(COMPLETION, scope)].text);
		bool total = str_is(name, "total_1yi");
		struct districts_target *t;

		if (!in_scope(s, scope) ||
		    !(total || str_is(name, "new_1yi")))
			continue;
		t = total ? &s->line[scope].total : &s->line[scope].is_new;
		t->v = &v[COL(COMPLETION, target)];
		t->known = num_parse_decimal(text, 0, &t->n) == NUM_OK;
		t->text = !str_is(v[COL(COMPLETION, bound)].text, ">") ?
		    text : words_fill(&s->r->keep,
		    words(s->r->lang, "超$1", "> $1"), text);
	}
}

static const char *
of_districts(struct districts *s, size_t col, enum lang lang)
{
	return words_fill(&s->r->keep, words(lang, "各地 $1 之和＝全市",
	    "sum of the districts = city, $1"),
	    str_from(aggregate_columns[col])).p;
}

/* Money, areas and buildings add up to the city's; and the rows are of the
 * buildings that were counted. */
static bool
check_sums(struct districts *s)
{
	static const size_t column[] = { A_BUILDINGS, A_GFA, A_TAX, A_MONTH,
		A_SAME, A_LAST_YEAR, A_YOY_TAX, A_YOY_SAME, A_AREA_TAX,
		A_AREA_BASE, A_OCCUPANCY_M2, A_OCCUPANCY_BASE };
	const struct value *city = s->line[0].v;
	bool ok = true;

	for (size_t k = 0; city != NULL && s->shown > 0 &&
	     k < sizeof(column) / sizeof(column[0]); k++) {
		size_t c = column[k];
		struct total sum = { 0 };

		for (size_t i = 1; i < s->n; i++)
			if (s->line[i].v != NULL)
				total_add(&sum, &s->line[i].v[c]);
		if (city[c].known && sum.known > 0 &&
		    (!s->r->in->is_public || sum.unknown == 0))
			ok = ok && total_ok(s->r, &sum, 1) &&
			    report_agree_at(s->r, source_pos_of(s->r->source,
			    &city[c]), of_districts(s, c, LANG_EN),
			    of_districts(s, c, LANG_ZH), sum.n, city[c].n);
	}
	for (size_t i = 0; s->classified && i < s->n; i++)
		if (s->line[i].v != NULL && s->line[i].v[A_BUILDINGS].known)
			ok = ok && report_agree_at(s->r,
			    source_pos_of(s->r->source,
			    &s->line[i].v[A_BUILDINGS]),
			    "buildings of classified = of districts",
			    "分类楼宇数＝分地区楼宇数",
			    (num_wide)s->line[i].count.buildings,
			    s->line[i].v[A_BUILDINGS].n);
	return ok;
}

static void
put_name(struct districts *s, struct table *t, size_t scope)
{
	const struct district *x = code_district_at(s->r->codes, scope);

	table_words(t, x->code, x->is_city ? words_scope(s->r->lang, x) :
	    x->name);
}

bool
districts_row(struct districts *s, struct table *t, size_t scope)
{
	if (s->line[scope].v == NULL)
		return false;
	table_row(t);
	if (t->nrow == 2 && s->line[0].v != NULL)
		table_rule(t);
	put_name(s, t, scope);
	return true;
}

void
districts_head(struct districts *s, struct table *t, const size_t *column,
    size_t n)
{
	report_headings(s->r, t, &(struct report_heading){ "district",
		VALUE_TEXT, 0, { "district", "地区" } }, 1);
	for (size_t i = 0; i < n; i++) {
		struct report_heading h = aggregate_heading(column[i]);

		report_headings(s->r, t, &h, 1);
	}
}

void
districts_title(struct districts *s, struct table *t, const char *zh,
    const char *en, struct str when)
{
	struct report *r = s->r;
	struct str part[2] = { when };

	if (r->district == NULL)
		part[1] = words_fill(&r->keep, words(r->lang, "共$1个地区",
		    "$1 districts"), words_int(&r->keep, (int64_t)s->shown));
	table_set_title(t, words_fill(&r->keep, words(r->lang, zh, en),
	    r->district == NULL ? str_from(words(r->lang, "各地",
	    "districts")) : words_scope(r->lang, r->district),
	    words_join(&r->keep, r->lang, part, 2)));
}

static void
mark_incomplete(struct districts *s, struct table *t)
{
	const struct value *v = s->line[0].v;

	for (size_t i = 0; v == NULL && i < s->n; i++)
		v = s->line[i].v;
	if (v == NULL || !aggregate_incomplete(s->r, v))
		return;
	report_note(t, words_fill(&s->r->keep, words(s->r->lang,
	    "# 税收数据不完整：统计期$1个月，仅有$2个月。",
	    "# Tax data are incomplete: of $1 months there are $2."),
	    words_int(&s->r->keep, date_month_no(s->r->period)),
	    v[A_MONTHS].text));
}

/* Rates are over those buildings alone that have a base. */
static void
note_bases(struct districts *s, struct table *t)
{
	const struct value *v = s->line[0].v;
	struct arena *a = &s->r->keep;
	struct str all;

	if (v == NULL || !v[A_BUILDINGS].known || !v[A_YOY_BUILDINGS].known ||
	    !v[A_AREA_BUILDINGS].known)
		return;
	all = v[A_BUILDINGS].text;
	report_note(t, words_fill(a, words(s->r->lang,
	    "全市$1幢中，计算同比的为上年同期已知的$2幢，计算单位面积税收的为面积已知的$3幢；均为运营和改造中的楼宇。单位面积、人均税收未折算全年。",
	    "Of the city's $1 buildings, growth is of the $2 whose same "
	    "months are known, tax per m2 of the $3 whose area is; all are "
	    "operating or being renovated. Neither is annualised."), all,
	    v[A_YOY_BUILDINGS].text, v[A_AREA_BUILDINGS].text));
}

static void
put_tax(struct districts *s)
{
	static const size_t column[] = { A_BUILDINGS, A_TAX, A_YOY, A_MONTH,
		A_LAST_YEAR, A_PER_M2, A_PER_HEAD, A_PACE };
	struct report *r = s->r;
	enum lang l = r->lang;
	struct table *t = report_table(r, TABLE_PEOPLE);
	size_t n = sizeof(column) / sizeof(column[0]) - s->whole;
	const struct value *city = s->line[0].v;

	districts_head(s, t, column, n);
	report_headings(r, t, &(struct report_heading){ "share_pct",
		VALUE_PERCENT, 0, { "share", "占全市\n比重" } }, city != NULL);
	for (size_t i = 0; i < s->n; i++) {
		const struct value *v = s->line[i].v;

		if (!districts_row(s, t, i))
			continue;
		for (size_t k = 0; k < n; k++) {
			aggregate_cell(t, v, column[k]);
			if (column[k] == A_TAX && aggregate_incomplete(r, v))
				table_mark(t, '#');
		}
		if (city != NULL && v[A_TAX].known && city[A_TAX].known)
			report_rate_of(t, &v[A_TAX], &city[A_TAX]);
		else if (city != NULL)
			table_missing(t);
	}
	districts_title(s, t, "$1楼宇税收情况（$2）",
	    "Tax of buildings, $1 ($2)",
	    words_period(&r->keep, l, r->period));
	table_set_unit(t, str_from(words(l, "单位：幢、亿元、元/㎡、元/人、%",
	    "Unit: buildings, 100m yuan, yuan/m2, yuan/head, %")));
	mark_incomplete(s, t);
	note_bases(s, t);
	if (!s->whole && !r->in->is_public)
		report_note(t, str_from(words(l,
		    "推算全年系各楼宇按进度推算之和，为估算，不作考核依据。",
		    "The year by pace adds up the buildings' paces: an "
		    "estimate, no basis for assessment.")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

void
districts_put_target(struct table *t, const struct districts_target *x)
{
	if (x->text.n == 0)
		table_not_applicable(t);
	else
		table_words(t, x->text, x->text);
}

/* The change of a rate since the previous period, in points. */
static void
put_points(struct table *t, const struct districts_line *x, size_t num, size_t den)
{
	const struct value *a = x->v, *b = x->before;

	if (b != NULL && a[num].known && a[den].known && a[den].n > 0 &&
	    b[num].known && b[den].known && b[den].n > 0)
		report_points_of(t, &a[num], &a[den], &b[num], &b[den]);
	else
		table_missing(t);
}

static const size_t stock[] = { A_GFA, A_OCCUPANCY_BASE, A_OCCUPANCY,
	A_ENTERPRISES, A_ENTERED, A_LEFT, A_ABOVE_SCALE, A_HEADQUARTERS,
	A_REGISTERED, A_REGISTERED_TAX, A_SILENT };

static void
put_stock(struct districts *s)
{
	static const struct report_heading change[] = {
		{ NULL, VALUE_PERCENT, COLUMN_SIGN,
		    { "occ. on\n$3", "入驻率较\n$3" } },
		{ NULL, VALUE_PERCENT, COLUMN_SIGN,
		    { "reg. on\n$3", "注册率较\n$3" } },
	};
	struct report *r = s->r;
	enum lang l = r->lang;
	struct table *t = report_table(r, TABLE_PEOPLE);
	size_t n = sizeof(stock) / sizeof(stock[0]);

	districts_head(s, t, stock, n);
	report_headings(r, t, change, s->previous ? 2 : 0);
	for (size_t i = 0; i < s->n; i++) {
		if (!districts_row(s, t, i))
			continue;
		for (size_t k = 0; k < n; k++)
			aggregate_cell(t, s->line[i].v, stock[k]);
		if (!s->previous)
			continue;
		put_points(t, &s->line[i], A_OCCUPANCY_M2, A_OCCUPANCY_BASE);
		put_points(t, &s->line[i], A_REGISTERED_HERE,
		    A_REGISTERED_KNOWN);
	}
	districts_title(s, t, "$1楼宇载体和企业（$2）",
	    "Area and enterprises of buildings, $1 ($2)",
	    words_month_end(&r->keep, l, r->period));
	table_set_unit(t, str_from(words(l,
	    "单位：万㎡、户、幢、%、个百分点",
	    "Unit: 10k m2, enterprises, buildings, %, points")));
	report_note(t, str_from(words(l,
	    "入驻企业为期末在驻户数，跨地区入驻的企业在各地分别计、全市只计一次，各地之和可能大于全市；新入驻、迁出为年初以来。疑漏报为在驻企业本月无一户有税收记录的楼宇。",
	    "Enterprises are those in force at the end: one in two districts "
	    "counts in each and once in the city. Entered and left: since "
	    "January. Silent: buildings none of whose enterprises has a row "
	    "of the month.")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

static const size_t machine[] = { A_BUILDINGS, A_GFA, A_TAX, A_MONTH, A_SAME,
	A_LAST_YEAR, A_YOY, A_MONTHS, A_SILENT, A_AREA_BASE, A_PER_M2,
	A_PER_HEAD, A_ENTERPRISES, A_MATCHED, A_EMPLOYEES, A_ABOVE_SCALE,
	A_HEADQUARTERS, A_REGISTERED, A_REGISTERED_TAX, A_OCCUPANCY_M2,
	A_OCCUPANCY_BASE, A_OCCUPANCY, A_ENTERED, A_LEFT, A_PACE };

static void
put_machine_classes(struct table *t, const struct districts_line *x)
{
	const struct class_count *c = &x->count;
	const size_t *const n[] = { &c->last, &c->same, &c->is_new, &c->left,
		&c->above, &c->above5, &c->above10, &c->month, &c->expected,
		&c->expected_new, &c->expected_left, &c->nurture,
		&c->at_risk, &c->recognised, &c->candidates, &c->key,
		&c->no_tier };

	for (size_t i = 0; i < sizeof(n) / sizeof(n[0]); i++)
		report_counted(t, n[i]);
}

static void
put_machine(struct districts *s)
{
	static const char *const class[] = { "last_year_1yi", "same_1yi",
		"new_1yi", "left_1yi", "total_1yi", "total_5yi", "total_10yi",
		"month_1yi", "expected_1yi", "expected_new", "expected_left",
		"nurture", "at_risk", "recognised", "candidates", "key",
		"tier_unknown" };
	struct report *r = s->r;
	struct table *t = report_table(r, TABLE_MACHINE);

	report_headings(r, t, &(struct report_heading){ "period", VALUE_MONTH,
		0, { NULL, NULL } }, 1);
	districts_head(s, t, machine, sizeof(machine) / sizeof(machine[0]));
	report_headings(r, t, (const struct report_heading[]){
		{ "share_pct", VALUE_PERCENT, 0, { NULL, NULL } },
		{ "occupancy_change_pct", VALUE_PERCENT, 0, { NULL, NULL } },
		{ "target_new_1yi", VALUE_TEXT, 0, { NULL, NULL } },
		{ "target_total_1yi", VALUE_TEXT, 0, { NULL, NULL } } }, 4);
	for (size_t i = 0; s->classified &&
	     i < sizeof(class) / sizeof(class[0]); i++)
		report_headings(r, t, &(struct report_heading){ class[i],
			VALUE_COUNT, 0, { NULL, NULL } }, 1);
	for (size_t i = 0; i < s->n; i++) {
		const struct districts_line *x = &s->line[i];
		const struct value *city = s->line[0].v;

		if (x->v == NULL)
			continue;
		table_row(t);
		table_text(t, report_period_text(r));
		put_name(s, t, i);
		for (size_t k = 0; k < sizeof(machine) / sizeof(machine[0]);
		     k++)
			aggregate_cell(t, x->v, machine[k]);
		if (city != NULL && city[A_TAX].known && x->v[A_TAX].known)
			report_rate_of(t, &x->v[A_TAX], &city[A_TAX]);
		else
			table_missing(t);
		put_points(t, x, A_OCCUPANCY_M2, A_OCCUPANCY_BASE);
		districts_put_target(t, &x->is_new);
		districts_put_target(t, &x->total);
		if (s->classified)
			put_machine_classes(t, x);
	}
}

/* A bar a district: its tax, with that of the same months of last year. */
static void
put_tax_chart(struct districts *s)
{
	struct report *r = s->r;
	enum lang l = r->lang;
	struct chart *c = chart_new(l, CHART_BARS);
	unsigned yuan = chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "税收", "tax")),
		.unit = str_from(words(l, "亿元", "100m yuan")),
		.held = 2, .scale = 8, .decimals = 2 });
	unsigned now = chart_new_series(c, words_months(&r->keep, l,
	    r->period), CHART_MAIN, yuan);
	unsigned same = chart_new_series(c, str_from(words(l, "上年同期",
	    "same months of last year")), CHART_BEFORE, yuan);

	for (size_t i = 1; i < s->n; i++) {
		const struct value *v = s->line[i].v;

		if (v == NULL)
			continue;
		chart_add_point(c,
		    code_district_at(r->codes, i)->short_name);
		if (v[A_TAX].known)
			chart_put(c, now, v[A_TAX].n);
		if (v[A_SAME].known)
			chart_put(c, same, v[A_SAME].n);
	}
	chart_set_title(c, words_fill(&r->keep, words(l,
	    "各地楼宇税收（$1）", "Tax of buildings by district ($1)"),
	    words_period(&r->keep, l, r->period)));
	chart_set_about(c, str_from(words(l,
	    "各地本期与上年同期税收，按市规范顺序",
	    "Tax of each district, now and in the same months of last "
	    "year")));
	document_chart(r->doc, c);
}

/* Buildings above 1 yi, with the year's targets as ticks. */
static void
put_target_chart(struct districts *s)
{
	struct report *r = s->r;
	enum lang l = r->lang;
	struct chart *c = chart_new(l, CHART_BARS);
	unsigned count = chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "亿元楼宇", "buildings")),
		.unit = str_from(words(l, "幢", "")) });
	unsigned now = chart_new_series(c, str_from(s->whole ?
	    words(l, "亿元楼宇", "above 100m") :
	    words(l, "已超1亿", "above 100m so far")), CHART_MAIN, count);
	bool paced = !s->whole && !r->in->is_public;
	unsigned expected = !paced ? now : chart_new_series(c,
	    str_from(words(l, "预计全年", "expected")), CHART_ESTIMATE,
	    count);
	unsigned target = chart_new_series(c, str_from(words(l, "年度目标",
	    "target of the year")), CHART_TARGET, count);

	for (size_t i = 1; i < s->n; i++) {
		const struct districts_line *x = &s->line[i];

		if (x->v == NULL)
			continue;
		chart_add_point(c,
		    code_district_at(r->codes, i)->short_name);
		if (paced)
			chart_put(c, expected, (int64_t)x->count.expected);
		chart_put(c, now, (int64_t)x->count.above);
		if (x->total.known)
			chart_put(c, target, x->total.n);
	}
	chart_set_title(c, words_fill(&r->keep, words(l,
	    "各地亿元楼宇与年度目标（$1）",
	    "Buildings above 100m yuan and targets ($1)"),
	    words_period(&r->keep, l, r->period)));
	chart_set_about(c, str_from(words(l,
	    "各地亿元楼宇幢数，刻度为年度累计目标",
	    "Buildings above 100m yuan of each district; ticks are the "
	    "year's targets")));
	document_chart(r->doc, c);
}

static bool
build_districts(struct report *r)
{
	struct districts s = { .r = r, .n = code_district_count(r->codes),
		.classified = r->given[NEED_CLASSIFIED],
		.targets = r->given[NEED_COMPLETION],
		.previous = r->given[NEED_PREVIOUS],
		.whole = r->period >= 0 && date_month_no(r->period) == 12 };
	bool ok;

	s.line = mem_zalloc(s.n, sizeof(*s.line));
	ok = read_rows(&s, NEED_DISTRICTS) && read_rows(&s, NEED_PREVIOUS) &&
	    count_classes(&s) && check_sums(&s);
	if (ok) {
		read_targets(&s);
		put_tax(&s);
		districts_put_classes(&s);
		put_stock(&s);
		put_machine(&s);
	}
	if (ok && s.shown > 1) {
		put_tax_chart(&s);
		district_ranks_chart(r, &r->source[NEED_DISTRICTS]);
	}
	if (ok && s.shown > 1 && s.classified)
		put_target_chart(&s);
	free(s.line);
	return ok;
}

static const struct report_need needs[NEEDS] = {
	[NEED_DISTRICTS] = AGGREGATE_NEED("districts", REPORT_PERIOD, true,
	    "districts"),
	[NEED_CLASSIFIED] = BUILDING_NEED("classified", REPORT_PERIOD, false,
	    NULL, 0),
	[NEED_COMPLETION] = { .name = "completion",
	    .dataset = completion_dataset, .place = REPORT_PERIOD,
	    .columns = { .name = completion_columns, .n = COMPLETION_COLUMNS,
	        .period = COL(COMPLETION, period),
	        .district = COMPLETION_COLUMNS } },
	[NEED_PREVIOUS] = AGGREGATE_NEED("previous", REPORT_YEAR_BEFORE,
	    false, "districts"),
};

const struct report_kind report_districts = {
	.name = "districts",
	.about = { "districts: tax, buildings above 1 yi, area, enterprises",
	    "各地楼宇税收、亿元楼宇、载体和企业" },
	.need = needs,
	.nneed = NEEDS,
	.takes_file = true,
	.has_city_rows = true,
	.numbered = true,
	.publish = PUBLISH_HIDING,
	.build = build_districts,
};

/*
 * The year's targets and how far they are: one table of the city's (or a
 * district's) targets, one of the districts side by side, and for machines
 * the rows as they are.  Rates are taken from the amounts, unrounded.
 */
#include "schema/completion.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "print/words.h"
#include "report/completion.h"
#include "report/kinds.h"
#include "report/progress.h"
#include "schema/indicator.h"

const char *const completion_columns[] = {
#define COLUMN(id, name, type, flags, choices, zh) #name,
#include "schema/completion.def"
#undef COLUMN
};

static const struct str none = { "", 0 };

struct str
completion_label(enum lang lang, struct str indicator)
{
	const struct indicator *x = indicator_find(indicator);

	return x == NULL ? indicator : str_from(words(lang, x->zh, x->en));
}

struct str
completion_stacked(struct arena *a, enum lang lang, struct str indicator)
{
	struct str s = arena_str(a, completion_label(lang, indicator));
	char *p = arena_alloc(a, s.n + 1, 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = lang == LANG_EN && s.p[i] == ' ' ? '\n' : s.p[i];
	p[s.n] = '\0';
	return (struct str){ p, s.n };
}

struct str
completion_status_words(enum lang lang, int64_t status)
{
	static const char *const zh[] = { "无目标", "无数据", "已完成",
		"未完成", "年底考核", "超序时", "滞后", "慢于序时",
		"达序时" };
	static const char *const en[] = { "no target", "no data", "done",
		"missed", "at year end", "ahead", "lagging", "behind",
		"on schedule" };

	return str_from(words(lang, zh[status], en[status]));
}

void
completion_put_status(enum lang lang, const struct source *s, int period,
    struct table *t, const struct value *v)
{
	const struct value *status = &v[COL(COMPLETION, status)];

	table_words(t, status->text, completion_status_words(lang,
	    progress_is_level(s, period, v) ? COMPLETION_LEVEL : status->n));
}

static struct str
schedule_words(enum lang lang, struct str code)
{
	static const char *const name[][3] = {
		{ "linear", "按月均", "by months" },
		{ "last-year", "上年同期", "last year" },
		{ "planned", "按计划", "as planned" },
		{ "end", "年底", "at the end" },
	};

	for (size_t i = 0; i < 4; i++)
		if (str_is(code, name[i][0]))
			return str_from(words(lang, name[i][1], name[i][2]));
	return code;
}

/* "超70": a target to be exceeded. */
void
completion_put_target(enum lang lang, struct arena *keep, struct table *t,
    const struct value *v)
{
	const struct value *target = &v[COL(COMPLETION, target)];

	if (!target->known)
		table_not_applicable(t);
	else if (str_is(v[COL(COMPLETION, bound)].text, ">"))
		table_words(t, target->text, words_fill(keep,
		    words(lang, "超$1", "> $1"), target->text));
	else
		table_text(t, target->text);
}

void
completion_put_actual(struct table *t, const struct value *v)
{
	report_value(t, &v[COL(COMPLETION, actual)]);
	if (v[COL(COMPLETION, unknown)].known &&
	    v[COL(COMPLETION, unknown)].n > 0)
		table_mark(t, '#');
}

/* The amounts are text to the schema: that they are numbers is seen here. */
static bool
check_amounts(struct report *r)
{
	static const size_t column[] = { COL(COMPLETION, target),
		COL(COMPLETION, month), COL(COMPLETION, actual),
		COL(COMPLETION, same), COL(COMPLETION, expected),
		COL(COMPLETION, expected_low), COL(COMPLETION, expected_high),
		COL(COMPLETION, remaining) };
	bool ok = true;

	for (size_t i = 0; i < r->source->nrow; i++)
		for (size_t k = 0; k < sizeof(column) / sizeof(column[0]);
		     k++) {
			const struct value *v =
			    source_at(r->source, i, column[k]);
			int64_t n;

			if (!v->known ||
			    num_parse_decimal(v->text, 2, &n) == NUM_OK)
				continue;
			diag_at(r->diag, source_pos(r->source, i, column[k]),
			    DIAG_REPORT_AMOUNT, DIAG_STR(v->text),
			    DIAG_Z(completion_columns[column[k]]));
			ok = false;
		}
	return ok;
}

/* One target's rate: unrounded from the amounts where it can be. */
static void
put_rate(struct report *r, struct table *t, const struct value *v,
    struct buf *star)
{
	const struct value *target = &v[COL(COMPLETION, target)];
	const struct value *actual = &v[COL(COMPLETION, actual)];
	struct ratio rate = progress_rate_of(v);

	if (!rate.known) {
		if (progress_amount(target) > 0)
			table_missing(t);
		else
			table_not_applicable(t);
		return;
	}
	table_ratio(t, v[COL(COMPLETION, rate_pct)].text, rate.num * 100,
	    rate.den, 1);
	table_from(t, PART_OVER, actual);
	table_from(t, PART_UNDER, target);
	if (num_div(rate.num * 1000, rate.den, NUM_HALF_AWAY) < 1000 ||
	    v[COL(COMPLETION, status)].n == COMPLETION_DONE)
		return;
	table_mark(t, '*');
	if (star->n > 0)
		buf_puts(star, words(r->lang, "；", "; "));
	buf_put(star, words_fill(&r->keep, words(r->lang,
	    "$1累计$2$3，目标为$4$5$3，未达到",
	    "$1: $2 ($3), target $4$5, not met"),
	    completion_label(r->lang, v[COL(COMPLETION, indicator)].text),
	    actual->text, words_unit(r->lang, v[COL(COMPLETION, unit)].text),
	    str_from(!str_is(v[COL(COMPLETION, bound)].text, ">") ? "" :
	    words(r->lang, "超", "> ")), target->text));
}

/* One decimal; two where the second is a 5, which was rounded before: a
 * second rounding could go the wrong way. */
void
completion_put_hundredths(struct table *t, const struct value *pct)
{
	if (pct->n % 10 == 5 || pct->n % 10 == -5)
		table_ratio(t, pct->text, pct->n, 100, 2);
	else
		table_number(t, pct->n);
}

static void
put_schedule(struct report *r, struct table *t, const struct value *v)
{
	const struct value *pct = &v[COL(COMPLETION, schedule_pct)];
	struct ratio x = progress_schedule_of(r->source, r->period, v);

	if (!pct->known)
		table_not_applicable(t);
	else if (x.known)
		table_ratio(t, pct->text, x.num * 100, x.den, 1);
	else
		completion_put_hundredths(t, pct);
}

void
completion_put_gap(const struct source *s, int period, struct table *t,
    const struct value *v)
{
	const struct value *gap = &v[COL(COMPLETION, gap_pct)];
	struct ratio x = progress_gap_of(s, period, v);

	if (!gap->known)
		table_not_applicable(t);
	else if (x.known)
		table_ratio(t, gap->text, x.num * 100, x.den, 1);
	else
		completion_put_hundredths(t, gap);
}

static bool
any_known(const struct report *r, size_t col)
{
	for (size_t i = 0; i < r->source->nrow; i++)
		if (source_at(r->source, i, col)->known)
			return true;
	return false;
}

static void
figure(struct table *t, struct str label, enum table_align align, bool sign)
{
	struct table_column c = { .label = label, .align = align,
		.held = 2, .decimals = 1, .sign = sign };

	table_add_column(t, &c);
}

static void
head(struct report *r, struct table *t, bool expected)
{
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	int period = r->period;
	struct str m = period < 0 ? none : l == LANG_ZH ?
	    words_int(a, date_month_no(period)) : STR("month");
	struct str span = period < 0 ? none : words_months(a, l, period);

	figure(t, str_from(words(l, "指标", "indicator")), TABLE_LEFT, false);
	figure(t, str_from(words(l, "计量\n单位", "unit")),
	    l == LANG_ZH ? TABLE_CENTRE : TABLE_LEFT, false);
	figure(t, str_from(words(l, "年度\n目标", "target")), TABLE_RIGHT,
	    false);
	figure(t, words_fill(a, words(l, "$1月\n新增", "in the\n$1"), m),
	    TABLE_RIGHT, false);
	figure(t, words_fill(a, words(l, "$1\n累计", "actual\n$1"), span),
	    TABLE_RIGHT, false);
	figure(t, str_from(words(l, "完成率", "rate")), TABLE_RIGHT, false);
	figure(t, str_from(words(l, "序时\n进度", "sched-\nule")),
	    TABLE_RIGHT, false);
	figure(t, str_from(words(l, "序时\n依据", "measured\nby")),
	    TABLE_LEFT, false);
	figure(t, str_from(words(l, "差距", "gap")), TABLE_RIGHT, true);
	figure(t, str_from(words(l, "上年\n同期", "last\nyear")),
	    TABLE_RIGHT, false);
	if (expected) {
		figure(t, str_from(words(l, "预计\n全年", "expec-\nted")),
		    TABLE_RIGHT, false);
		figure(t, str_from(words(l, "预计\n区间", "range")),
		    TABLE_RIGHT, false);
	}
	figure(t, str_from(words(l, "状态", "status")), TABLE_LEFT, false);
}

static void
optional(struct table *t, const struct value *v)
{
	if (v->known)
		table_text(t, v->text);
	else
		table_not_applicable(t);
}

static void
put_expected(struct report *r, struct table *t, const struct value *v)
{
	const struct value *low = &v[COL(COMPLETION, expected_low)];
	const struct value *high = &v[COL(COMPLETION, expected_high)];

	optional(t, &v[COL(COMPLETION, expected)]);
	if (low->known && high->known)
		table_words(t, low->text, words_fill(&r->keep, "$1—$2",
		    low->text, high->text));
	else
		table_not_applicable(t);
}

static void
row(struct report *r, struct table *t, const struct value *v, bool expected,
    struct buf *star)
{
	enum lang l = r->lang;

	table_row(t);
	table_words(t, v[COL(COMPLETION, indicator)].text,
	    completion_label(l, v[COL(COMPLETION, indicator)].text));
	table_words(t, v[COL(COMPLETION, unit)].text,
	    words_unit(l, v[COL(COMPLETION, unit)].text));
	completion_put_target(l, &r->keep, t, v);
	optional(t, &v[COL(COMPLETION, month)]);
	completion_put_actual(t, v);
	put_rate(r, t, v, star);
	put_schedule(r, t, v);
	if (v[COL(COMPLETION, schedule)].known)
		table_words(t, v[COL(COMPLETION, schedule)].text,
		    schedule_words(l, v[COL(COMPLETION, schedule)].text));
	else
		table_not_applicable(t);
	completion_put_gap(r->source, r->period, t, v);
	optional(t, &v[COL(COMPLETION, same)]);
	if (expected)
		put_expected(r, t, v);
	completion_put_status(l, r->source, r->period, t, v);
}

static struct str
units(struct report *r, const struct district *scope)
{
	struct str unit[16], all;
	size_t n = 0;

	for (size_t i = 0; i < r->source->nrow && n < 12; i++) {
		const struct value *v = source_at(r->source, i, 0);
		struct str u = v[COL(COMPLETION, unit)].text;
		size_t k = 0;

		if (!str_eq(v[COL(COMPLETION, scope)].text, scope->code))
			continue;
		while (k < n && !str_eq(unit[k], words_unit(r->lang, u)))
			k++;
		if (k == n && u.n > 0 && !str_is(u, "%"))
			unit[n++] = words_unit(r->lang, u);
	}
	unit[n++] = STR("%");
	unit[n++] = str_from(words(r->lang, "个百分点", "points"));
	all = unit[0];
	for (size_t k = 1; k < n; k++)
		all = words_fill(&r->keep, words(r->lang, "$1、$2", "$1, $2"),
		    all, unit[k]);
	return words_fill(&r->keep, words(r->lang, "单位：$1", "Unit: $1"),
	    all);
}

/* 表1: the targets of one scope, in the order of its plan. */
static void
build_scope(struct report *r, const struct district *scope)
{
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	struct table *t = report_table(r, TABLE_PEOPLE);
	/* of a whole year nothing is left to be expected */
	bool expected = date_month_no(r->period) != 12 &&
	    any_known(r, COL(COMPLETION, expected));
	struct str part[3];
	struct buf star;
	int64_t n = 0;

	buf_init(&star, BUF_UNBOUNDED);
	head(r, t, expected);
	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		if (!str_eq(v[COL(COMPLETION, scope)].text, scope->code))
			continue;
		row(r, t, v, expected, &star);
		n++;
	}
	part[0] = words_scope(l, scope);
	part[1] = words_period(a, l, r->period);
	part[2] = words_fill(a, words(l, "共$1项", "$1 targets"),
	    words_int(a, n));
	table_set_title(t, words_fill(a, words(l,
	    "$1楼宇经济主要目标完成情况（$2）",
	    "Building economy$1: targets and progress ($2)"),
	    r->period < 0 ? none : words_fill(a, words(l, "$1年",
	    " $1"), words_int(a, date_year(r->period))),
	    words_join(a, l, part, 3)));
	table_set_unit(t, units(r, scope));
	completion_notes(r, t, scope, buf_str(&star), expected);
	buf_fini(&star);
}

/* For machines: the rows as they are, in the order of the dataset. */
static void
build_machine(struct report *r)
{
	struct table *t = report_table(r, TABLE_MACHINE);

	for (size_t c = 0; c < r->source->ncolumn; c++) {
		struct table_column col = { .name = completion_columns[c],
			.label = str_from(completion_columns[c]) };
		enum value_type type =
		    completion_dataset()->column[c].type;

		col.number = type == VALUE_PERCENT || type == VALUE_COUNT ||
		    type == VALUE_YEAR;
		for (size_t k = COL(COMPLETION, target);
		     k <= COL(COMPLETION, remaining); k++)
			if (c == k && c != COL(COMPLETION, schedule))
				col.number = true;
		table_add_column(t, &col);
	}
	for (size_t i = 0; i < r->source->nrow; i++) {
		table_row(t);
		for (size_t c = 0; c < r->source->ncolumn; c++)
			table_text(t, source_at(r->source, i, c)->text);
	}
}

static bool
build_completion(struct report *r)
{
	const struct district *scope = r->district != NULL ? r->district :
	    code_city(r->codes);
	struct str first;

	if (!check_amounts(r))
		return false;
	first = document_next_table(r->doc);
	build_scope(r, scope);
	if (scope->is_city && r->district == NULL)
		completion_districts(r, first);
	build_machine(r);
	return true;
}

static const struct report_need need = { .name = "completion",
	.dataset = completion_dataset, .place = REPORT_PERIOD, .must = true,
	.columns = { .name = completion_columns, .n = COMPLETION_COLUMNS,
	    .period = COL(COMPLETION, period),
	    .district = COL(COMPLETION, scope) } };

const struct report_kind report_completion = {
	.name = "completion",
	.about = { "the year's targets and how far they are",
	    "目标完成情况" },
	.need = &need,
	.nneed = 1,
	.takes_file = true,
	.has_city_rows = true,
	.numbered = true,
	.publish = PUBLISH_OPEN,
	.build = build_completion,
};

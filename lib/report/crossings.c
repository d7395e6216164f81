/*
 * Which buildings came above 1 yi and which fell from it (新增、退出), by
 * name, and those of which it cannot be told.  Whether a building left is
 * stated for a whole year only: within it a total can still be reached.
 */
#include <stdlib.h>

#include "base/date.h"
#include "print/words.h"
#include "report/building_list.h"
#include "report/class_count.h"
#include "report/kinds.h"

enum crossing { CROSSING_NEW, CROSSING_LEFT, CROSSING_UNKNOWN, CROSSINGS };

static enum crossing
crossing_of(const struct report *r, const struct value *v)
{
	bool whole = date_month_no(r->period) == 12;

	if (v[B_NEW].known && v[B_NEW].n == 1)
		return CROSSING_NEW;
	if (v[B_LEFT].known && v[B_LEFT].n == 1)
		return CROSSING_LEFT;
	if (!v[B_NEW].known && building_above(&v[B_TIER]))
		return CROSSING_UNKNOWN; /* above now, last year not known */
	if (whole && !v[B_LEFT].known && building_above(&v[B_TIER_LAST]))
		return CROSSING_UNKNOWN; /* above last year, now not known */
	return CROSSINGS;
}

static bool
is_new(const struct report *r, const struct value *v)
{
	return crossing_of(r, v) == CROSSING_NEW;
}

static bool
is_left(const struct report *r, const struct value *v)
{
	return crossing_of(r, v) == CROSSING_LEFT;
}

static bool
is_unknown(const struct report *r, const struct value *v)
{
	return crossing_of(r, v) == CROSSING_UNKNOWN;
}

enum { OWN_NO, OWN_KIND, OWN_REMARK, OWN_COLUMNS };

static const struct report_heading own[OWN_COLUMNS] = {
	[OWN_NO] = { NULL, VALUE_COUNT, 0, { "no", "序" } },
	[OWN_KIND] = { "crossing", VALUE_TEXT, 0, { "kind", "类型" } },
	[OWN_REMARK] = { "remark", VALUE_TEXT, 0, { "remark", "说明" } },
};

static const struct building_column columns[] = {
	{ .col = B_COLUMNS + OWN_NO },
	{ .col = B_PERIOD, .form = COLUMN_MACHINE },
	{ .col = B_COLUMNS + OWN_KIND },
	{ .col = B_ID },
	{ .col = B_NAME },
	{ .col = B_DISTRICT },
	{ .col = B_LAST_YEAR },
	{ .col = B_SAME },
	{ .col = B_TAX, .label = { "this year\n$1", "本年\n$1" } },
	{ .col = B_YOY },
	{ .col = B_TIER, .label = { "tier", "档次" } },
	{ .col = B_COLUMNS + OWN_REMARK },
};

/* What explains a crossing: finished this year, or what is not known. */
static void
put_remark(struct report *r, struct table *t, const struct value *v,
    enum crossing kind)
{
	enum lang l = r->lang;
	int year = r->period < 0 ? 0 : date_year(r->period);

	if (kind == CROSSING_UNKNOWN && building_above(&v[B_TIER]))
		table_words(t, STR("last-year-unknown"),
		    str_from(words(l, "无上年数据", "last year unknown")));
	else if (kind == CROSSING_UNKNOWN)
		table_words(t, STR("this-year-unknown"),
		    str_from(words(l, "无本年数据", "this year unknown")));
	else if (v[B_COMPLETED].known &&
	    date_year((int)v[B_COMPLETED].n) == year)
		table_words(t, STR("completed-this-year"), words_fill(&r->keep,
		    words(l, "$1年$2月竣工", "completed $1-$2"),
		    words_int(&r->keep, year), words_int(&r->keep,
		    date_month_no((int)v[B_COMPLETED].n))));
	else
		table_text(t, (struct str){ "", 0 });
}

static void
put_own(void *arg, struct table *t, size_t i, size_t row)
{
	static const char *const code[] = { "new", "left", "unknown" };
	static const char *const zh[] = { "新增", "退出", "不明" };
	struct report *r = arg;
	const struct value *v = source_at(r->source, row, 0);
	enum crossing kind = crossing_of(r, v);

	if (i == OWN_NO)
		table_number(t, (int64_t)t->nrow);
	else if (i == OWN_KIND)
		table_words(t, str_from(code[kind]),
		    str_from(words(r->lang, zh[kind], code[kind])));
	else
		put_remark(r, t, v, kind);
}

static struct str
title(struct report *r, const size_t *n)
{
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	bool whole = date_month_no(r->period) == 12;
	struct str part[4] = { words_period(a, l, r->period) };

	part[1] = words_fill(a, words(l, "新增$1幢", "$1 new"),
	    words_int(a, (int64_t)n[CROSSING_NEW]));
	if (whole || r->period < 0)
		part[2] = words_fill(a, words(l, "退出$1幢", "$1 left"),
		    words_int(a, (int64_t)n[CROSSING_LEFT]));
	if (n[CROSSING_UNKNOWN] > 0)
		part[3] = words_fill(a, words(l, "不明$1幢", "$1 unknown"),
		    words_int(a, (int64_t)n[CROSSING_UNKNOWN]));
	return words_fill(a, words(l, "$1新增、退出亿元楼宇名单（$2）",
	    "Buildings that crossed 100m yuan, $1 ($2)"),
	    words_scope(l, r->district), words_join(a, l, part, 4));
}

static void
notes(struct report *r, struct table *t, const struct building_marks *marks)
{
	static const struct str none = { "", 0 };
	enum lang l = r->lang;
	bool whole = date_month_no(r->period) == 12;

	building_marks_note(r, t, marks);
	table_add_note(t, none, str_from(words(l,
	    "亿元楼宇指全口径税收超过1亿元（不含1亿元）的楼宇。新增为本期已超过而上年全年未超过的，退出为上年超过而本年全年未超过的。同比与上年同期比较。",
	    "Above 100m yuan of tax, the bound not included. New: above it "
	    "now and not last year; left: above it last year and not in the "
	    "whole of this one. Growth is on the same months.")));
	if (!whole && r->period >= 0)
		table_add_note(t, none, str_from(words(l,
		    "年内不统计退出，退出以全年税收为准。",
		    "Within a year none is counted as having left.")));
	table_add_note(t, none, str_from(words(l,
	    "“不明”为缺上年或本年数据、无法判定的楼宇，不计入新增和退出。",
	    "Unknown: data of a year are missing; counted as neither.")));
	report_scope_note(r, t, true);
}

/* Last year's total + new - left = this year's. */
static bool
check(struct report *r)
{
	struct class_count c = { 0 };

	for (size_t i = 0; i < r->source->nrow; i++)
		class_count_add(&c, source_at(r->source, i, 0), NULL);
	return class_count_check(&c, r);
}

static void
put_rows(const struct building_list *l, size_t *n)
{
	static bool (*const keep[])(const struct report *,
	    const struct value *) = { is_new, is_left, is_unknown };
	static const size_t amount[] = { B_TAX, B_LAST_YEAR, B_TAX };

	for (size_t k = 0; k < CROSSINGS; k++) {
		struct place *order = building_order(l->r, keep[k],
		    amount[k], &n[k]);

		for (size_t i = 0; i < n[k]; i++) {
			building_list_row(l, order[i].row);
			if (i == 0)
				table_rule(l->t);
		}
		free(order);
	}
}

static bool
build_crossings(struct report *r)
{
	struct building_marks marks;
	struct building_list l = { .r = r, .column = columns,
		.ncolumn = sizeof(columns) / sizeof(columns[0]), .own = own,
		.put = put_own, .arg = r, .marks = &marks };
	size_t n[CROSSINGS];

	if (!check(r))
		return false;
	building_marks_init(&marks);
	l.t = report_table(r, TABLE_PEOPLE | TABLE_MACHINE);
	l.t->stub = 5;
	building_list_head(&l);
	put_rows(&l, n);
	table_set_title(l.t, title(r, n));
	table_set_unit(l.t, str_from(words(r->lang, "单位：亿元、%",
	    "Unit: 100m yuan, %")));
	notes(r, l.t, &marks);
	building_marks_fini(&marks);
	return true;
}

const struct report_kind report_crossings = {
	.name = "crossings",
	.about = { "buildings newly above 1 yi and fallen from it",
	    "新增、退出亿元楼宇名单" },
	.need = &building_need,
	.nneed = 1,
	.takes_file = true,
	.publish = PUBLISH_LIST,
	.build = build_crossings,
};

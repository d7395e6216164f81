/*
 * Which buildings came above 1 yi and which fell from it (新增、退出), by
 * name, and those of which it cannot be told.  Whether a building left is
 * stated for a whole year only: within it a total can still be reached.
 */
#include <stdlib.h>

#include "base/date.h"
#include "report/building.h"
#include "report/kinds.h"
#include "report/words.h"

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

static void
head(struct report *r, struct table *t)
{
	enum lang l = r->lang;
	struct str now = words_months(&r->keep, l, r->period);

	report_column(t, VALUE_COUNT, NULL, words(l, "序", "no"));
	report_column(t, VALUE_MONTH, "period", "");
	report_column(t, VALUE_TEXT, "crossing", words(l, "类型", "kind"));
	report_column(t, VALUE_ID, "building_id",
	    words(l, "楼宇编号", "building"));
	report_column(t, VALUE_TEXT, "name", words(l, "楼宇名称", "name"));
	report_column(t, VALUE_TEXT, "district",
	    words(l, "地区", "district"));
	report_column(t, VALUE_MONEY, "tax_last_year_yuan",
	    words(l, "上年\n全年", "last\nyear"));
	report_column(t, VALUE_MONEY, "tax_same_yuan",
	    words(l, "上年\n同期", "same\nmonths"));
	report_column(t, VALUE_MONEY, "tax_yuan", words_fill(&r->keep,
	    words(l, "本年\n$1", "this year\n$1"), now).p);
	report_column(t, VALUE_PERCENT, "tax_yoy_pct",
	    words(l, "同比", "growth"));
	report_column(t, VALUE_TEXT, "tier", words(l, "档次", "tier"));
	report_column(t, VALUE_TEXT, "remark", words(l, "说明", "remark"));
}

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
row(struct report *r, struct table *t, const struct value *v,
    struct building_marks *marks)
{
	static const char *const code[] = { "new", "left", "unknown" };
	static const char *const zh[] = { "新增", "退出", "不明" };
	enum crossing kind = crossing_of(r, v);

	table_row(t);
	table_number(t, (int64_t)t->nrow);
	table_text(t, v[B_PERIOD].text);
	table_words(t, str_from(code[kind]),
	    str_from(words(r->lang, zh[kind], code[kind])));
	table_text(t, v[B_ID].text);
	report_value(t, &v[B_NAME]);
	report_district(r, t, v[B_DISTRICT].text);
	building_last_year(r, t, v, marks);
	report_number(t, &v[B_SAME]);
	building_tax(r, t, v, marks);
	report_growth(t, &v[B_TAX], &v[B_SAME]);
	report_code(r, t, &v[B_TIER], words_tier);
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

static bool
build_crossings(struct report *r)
{
	static bool (*const keep[])(const struct report *,
	    const struct value *) = { is_new, is_left, is_unknown };
	static const size_t amount[] = { B_TAX, B_LAST_YEAR, B_TAX };
	struct table *t = report_table(r, TABLE_PEOPLE | TABLE_MACHINE);
	struct building_marks marks;
	size_t n[CROSSINGS];

	building_marks_init(&marks);
	t->stub = 5;
	head(r, t);
	for (size_t k = 0; k < CROSSINGS; k++) {
		struct place *order = building_order(r, keep[k], amount[k],
		    &n[k]);

		for (size_t i = 0; i < n[k]; i++) {
			row(r, t, source_at(r->source, order[i].row, 0),
			    &marks);
			if (i == 0)
				table_rule(t);
		}
		free(order);
	}
	table_set_title(t, title(r, n));
	table_set_unit(t, str_from(words(r->lang, "单位：亿元、%",
	    "Unit: 100m yuan, %")));
	notes(r, t, &marks);
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
	.build = build_crossings,
};

/*
 * Districts side by side: buildings above 1 yi.  What a year and what a part
 * of it tell differ in three columns.
 */
#include <stddef.h>

#include "print/words.h"
#include "report/districts_part.h"

enum when { ALWAYS, WHOLE_YEAR, WITHIN_YEAR };

/* A column of counts. */
static const struct class_column {
	struct report_heading head;
	enum when when;
	size_t at; /* in struct class_count */
} column[] = {
#define COUNT(when, name, at, en, zh)                                      \
	{ { name, VALUE_COUNT, 0, { en, zh } }, when,                      \
	    offsetof(struct class_count, at) }
	COUNT(ALWAYS, "last_year_1yi", last, "last\nyear", "上年末"),
	COUNT(ALWAYS, "new_1yi", is_new, "new", "新增"),
	COUNT(WHOLE_YEAR, "left_1yi", left, "left", "退出"),
	COUNT(WITHIN_YEAR, "same_1yi", same, "same\nmonths", "上年\n同期"),
	COUNT(WHOLE_YEAR, "total_1yi", above, "total", "亿元\n楼宇"),
	COUNT(WITHIN_YEAR, "total_1yi", above, "above\nso far", "已超\n1亿"),
	COUNT(ALWAYS, "total_5yi", above5, "above\n500m", "超过\n5亿"),
	COUNT(ALWAYS, "total_10yi", above10, "above\n1000m", "超过\n10亿"),
	COUNT(WHOLE_YEAR, "month_1yi", month, "in the\nmonth", "月度\n亿元"),
	COUNT(WITHIN_YEAR, "expected_1yi", expected, "expected",
	    "预计\n全年"),
	COUNT(ALWAYS, "nurture", nurture, "to be\nnurtured", "准亿元\n培育"),
#undef COUNT
};

#define COLUMNS (sizeof(column) / sizeof(column[0]))

static bool
is_shown(const struct districts *s, const struct class_column *c)
{
	return c->when == ALWAYS || (c->when == WHOLE_YEAR) == s->whole;
}

static void
put_head(struct districts *s, struct table *t)
{
	static const struct report_heading target[] = {
		{ "target_new_1yi", VALUE_COUNT, 0,
		    { "target:\nnew", "新增\n目标" } },
		{ "target_total_1yi", VALUE_COUNT, 0,
		    { "target:\ntotal", "累计\n目标" } },
		{ "reached_pct", VALUE_PERCENT, 0, { "reached", "完成率" } },
	};

	districts_head(s, t, NULL, 0);
	for (size_t k = 0; k < COLUMNS; k++)
		if (is_shown(s, &column[k]))
			report_headings(s->r, t, &column[k].head, 1);
	if (s->targets)
		report_headings(s->r, t, target, 3);
}

static void
put_counts(struct districts *s, struct table *t, const struct class_count *c)
{
	for (size_t k = 0; k < COLUMNS; k++) {
		const char *at = (const char *)c + column[k].at;

		if (!is_shown(s, &column[k]))
			continue;
		report_counted(t, (const size_t *)(const void *)at);
		if (c->no_tier > 0 &&
		    column[k].at == offsetof(struct class_count, above))
			table_mark(t, '#');
	}
}

static void
put_targets(struct table *t, const struct districts_line *x)
{
	const size_t *above = &x->count.above;

	districts_put_target(t, &x->is_new);
	districts_put_target(t, &x->total);
	if (!x->total.known || x->total.n <= 0) {
		table_not_applicable(t);
		return;
	}
	report_rate(t, (int64_t)*above, x->total.n);
	table_amount(t, PART_OVER, above, (int64_t)*above, 0);
	table_from(t, PART_UNDER, x->total.v);
}

static void
note_classes(struct districts *s, struct table *t)
{
	struct report *r = s->r;
	enum lang l = r->lang;
	const struct class_count *c = &s->line[0].count;

	if (c->no_tier > 0)
		report_note(t, words_fill(&r->keep, words(l,
		    "# 税收不明的$1幢未计入。",
		    "# $1 buildings whose tax is unknown are not counted."),
		    words_int(&r->keep, (int64_t)c->no_tier)));
	if (c->no_last > 0)
		report_note(t, words_fill(&r->keep, words(l,
		    "已超过1亿元而上年不明的$1幢，计入累计，不计入新增。",
		    "$1 buildings above 100m whose last year is unknown count "
		    "in the total and not as new."),
		    words_int(&r->keep, (int64_t)c->no_last)));
	report_note(t, str_from(s->whole ? words(l,
	    "亿元楼宇指全口径税收超过1亿元的楼宇。上年亿元楼宇＋新增－退出＝本年亿元楼宇（上年已知的楼宇）。",
	    "Above 100m yuan of tax. Last year + new - left = this year, "
	    "over buildings whose last year is known.") : words(l,
	    "亿元楼宇指当年税收已超过1亿元的楼宇，新增为其中上年全年未超过的；年内不统计退出。预计全年按各楼宇进度推算，系估算，不作考核依据。",
	    "Above 100m yuan of tax so far; new: of those, not above it last "
	    "year; none is counted as left within a year. Expected: by pace, "
	    "an estimate.")));
}

void
districts_put_classes(struct districts *s)
{
	struct report *r = s->r;
	struct table *t;

	if (!s->classified)
		return;
	t = report_table(r, TABLE_PEOPLE);
	put_head(s, t);
	for (size_t i = 0; i < s->n; i++) {
		if (!districts_row(s, t, i))
			continue;
		put_counts(s, t, &s->line[i].count);
		if (s->targets)
			put_targets(t, &s->line[i]);
	}
	districts_title(s, t, "$1亿元楼宇情况（$2）",
	    "Buildings above 100m yuan, $1 ($2)",
	    words_period(&r->keep, r->lang, r->period));
	table_set_unit(t, str_from(words(r->lang, "单位：幢、%",
	    "Unit: buildings, %")));
	note_classes(s, t);
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

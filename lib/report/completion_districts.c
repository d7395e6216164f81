/*
 * 表2 of `completion`: the districts side by side, each indicator of any
 * plan a pair of columns, target and actual, in the order of the plans.
 */
#include <stdlib.h>

#include "base/map.h"
#include "print/words.h"
#include "report/completion.h"
#include "schema/completion.h"

struct sheet {
	struct report *r;
	struct table *t;
	struct str first;      /* number of the table that gives the units */
	struct map indicator;  /* columns, as first met */
	struct map scope;      /* codes, as first met */
	size_t *cell;          /* scope x indicator: row + 1, or 0 */
};

/* Short heads: of the target, and of what was done. */
static const char *const heads[][5] = {
	{ "new_1yi", "新增\n目标", "新增\n已\n实现", "new\ntarget", "new\nactual" },
	{ "total_1yi", "累计\n目标", "已超\n1亿", "> 100m\ntarget", "> 100m\nactual" },
	{ "total_5yi", "5亿\n目标", "已超\n5亿", "> 500m\ntarget", "> 500m\nactual" },
	{ "total_10yi", "10亿\n目标", "已超\n10亿", "> 1000m\ntarget", "> 1000m\nactual" },
	{ "specialty", "特色\n目标", "已\n认定", "spec.\ntarget", "spec.\nactual" },
	{ "retrofits", "改造\n目标", "已\n完工", "retro.\ntarget", "retro.\nactual" },
	{ "promotion_events", "推介\n目标", "已\n办", "events\ntarget", "events\nactual" },
	{ "conferences", "大会\n目标", "已\n办", "conf.\ntarget", "conf.\nactual" },
	{ "joint_meetings", "联席\n会议\n目标", "已\n开", "meet.\ntarget", "meet.\nactual" },
	{ "teams", "团队\n目标", "已\n认定", "teams\ntarget", "teams\nactual" },
	{ "bluebooks", "蓝皮\n书\n目标", "已\n发布", "books\ntarget", "books\nactual" },
};

static void
add_pair(struct sheet *s, struct str name)
{
	enum lang l = s->r->lang;
	struct arena *a = &s->r->keep;
	struct table_column target = { .align = TABLE_RIGHT };
	struct table_column actual = { .align = TABLE_RIGHT };

	target.label = words_fill(a, words(l, "$1\n目标", "$1\ntarget"),
	    completion_label(l, name));
	actual.label = str_from(words(l, "实际", "actual"));
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (str_is(name, heads[i][0])) {
			target.label = str_from(words(l, heads[i][1],
			    heads[i][3]));
			actual.label = str_from(words(l, heads[i][2],
			    heads[i][4]));
		}
	table_add_column(s->t, &target);
	table_add_column(s->t, &actual);
}

static void
index_rows(struct sheet *s)
{
	const struct source *src = s->r->source;

	for (size_t i = 0; i < src->nrow; i++) {
		const struct value *v = source_at(src, i, 0);

		map_put(&s->indicator, v[COL(COMPLETION, indicator)].text,
		    NULL);
		map_put(&s->scope, v[COL(COMPLETION, scope)].text, NULL);
	}
	s->cell = mem_zalloc(s->scope.n * s->indicator.n + 1,
	    sizeof(*s->cell));
	for (size_t i = 0; i < src->nrow; i++) {
		const struct value *v = source_at(src, i, 0);
		size_t row = map_find(&s->scope,
		    v[COL(COMPLETION, scope)].text);
		size_t col = map_find(&s->indicator,
		    v[COL(COMPLETION, indicator)].text);

		s->cell[row * s->indicator.n + col] = i + 1;
	}
}

/* How many are slow or missed. */
static void
put_trouble(struct sheet *s, size_t scope)
{
	int64_t n = 0;

	for (size_t c = 0; c < s->indicator.n; c++) {
		size_t row = s->cell[scope * s->indicator.n + c];
		int64_t status;

		if (row == 0)
			continue;
		status = source_at(s->r->source, row - 1,
		    COL(COMPLETION, status))->n;
		n += status == COMPLETION_LAGGING ||
		    status == COMPLETION_BEHIND ||
		    status == COMPLETION_MISSED;
	}
	table_number(s->t, n);
}

static void
put_scope(struct sheet *s, const struct district *x, size_t scope)
{
	struct report *r = s->r;

	table_row(s->t);
	table_words(s->t, x->code, x->is_city ? words_scope(r->lang, x) :
	    x->name);
	for (size_t c = 0; c < s->indicator.n; c++) {
		size_t row = s->cell[scope * s->indicator.n + c];
		const struct value *v;

		if (row == 0) {
			table_not_applicable(s->t);
			table_not_applicable(s->t);
			continue;
		}
		v = source_at(r->source, row - 1, 0);
		completion_put_target(r->lang, &r->keep, s->t, v);
		completion_put_actual(s->t, v);
	}
	put_trouble(s, scope);
}

static void
put_frame(struct sheet *s, int64_t districts)
{
	struct report *r = s->r;
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	struct table_column c = { .align = TABLE_LEFT };
	struct str part[2];

	c.label = str_from(words(l, "地区", "district"));
	table_add_column(s->t, &c);
	for (size_t i = 0; i < s->indicator.n; i++)
		add_pair(s, s->indicator.key[i]);
	c.label = str_from(words(l, "滞后\n项数", "be-\nhind"));
	c.align = TABLE_RIGHT;
	table_add_column(s->t, &c);
	part[0] = words_period(a, l, r->period);
	part[1] = words_fill(a, words(l, "共$1个地区", "$1 districts"),
	    words_int(a, districts));
	table_set_title(s->t, words_fill(a, words(l,
	    "各地目标完成情况（$1）", "Districts ($1)"),
	    words_join(a, l, part, 2)));
	if (s->first.n > 0)
		table_set_unit(s->t, words_fill(a, words(l, "单位：见$1",
		    "Unit: as in $1"), s->first));
}

static void
put_notes(struct sheet *s, bool marked)
{
	enum lang l = s->r->lang;

	table_add_note(s->t, (struct str){ "", 0 }, str_from(words(l,
	    "各地按市规范顺序排列。滞后项数含慢于序时、滞后和未完成的。“－”为当年无此项目标，“缺”为无数据。",
	    "Districts in the office's order. Behind: those behind, "
	    "lagging or missed. A dash: no such target this "
	    "year; n.d.: no data.")));
	if (marked)
		table_add_note(s->t, (struct str){ "", 0 }, str_from(words(l,
		    "# 有数据不明的楼宇或活动未计入，见明细。",
		    "# Some are unknown and not counted.")));
	report_scope_note(s->r, s->t, false);
}

void
completion_districts(struct report *r, struct str first)
{
	struct sheet s = { .r = r, .first = first };
	int64_t districts = 0;
	bool marked = false, after_city = false;

	index_rows(&s);
	for (size_t i = 0; i < s.scope.n; i++)
		districts += !str_eq(s.scope.key[i],
		    code_city(r->codes)->code);
	if (districts == 0)
		goto out;
	s.t = report_table(r, TABLE_PEOPLE);
	put_frame(&s, districts);
	for (size_t i = 0; i < code_district_count(r->codes); i++) {
		const struct district *x = code_district_at(r->codes, i);
		size_t scope = map_find(&s.scope, x->code);

		if (scope == MAP_NONE)
			continue;
		put_scope(&s, x, scope);
		if (after_city)
			table_rule(s.t);
		after_city = x->is_city;
	}
	for (size_t i = 0; i < r->source->nrow; i++)
		marked = marked || source_at(r->source, i,
		    COL(COMPLETION, unknown))->n > 0;
	put_notes(&s, marked);
out:
	free(s.cell);
	map_fini(&s.indicator);
	map_fini(&s.scope);
}

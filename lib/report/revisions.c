/*
 * What a new version of one period changed, from bldg-watch --revisions: the
 * main figures, the rows of the canonical files that did it, and how many
 * figures were held against each other.
 */
#include <stdlib.h>

#include "base/map.h"
#include "print/words.h"
#include "report/building.h"
#include "report/completion.h"
#include "report/figure.h"
#include "report/kinds.h"
#include "schema/completion.h"
#include "schema/made.h"

enum { NEED_REVISIONS, NEED_CLASSIFIED, NEEDS };

enum { V_KIND, V_FILE, V_KEY, V_COLUMN, V_UNIT, V_OLD, V_NEW, V_CHANGE,
	V_OLD_LINE, V_NEW_LINE, V_OLD_SOURCE, V_NEW_SOURCE, V_THROUGH,
	V_COLUMNS };

static const char *const columns[V_COLUMNS] = { "kind", "file", "key",
	"column", "unit", "old", "new", "change", "old_line", "new_line",
	"old_source", "new_source", "through" };

enum { FIGURE, CAME, WENT, CHANGED, COMPARED }; /* choices of `kind` */

#define ROWS_MOST 100u /* of the canonical files, for people */

/* The figures an office answers for, where they print otherwise; the others
 * follow from them. */
static const struct main_figure {
	const char *file, *column, *zh, *en; /* $1 whose */
} mains[] = {
	{ "districts.csv", "tax_yuan", "$1全口径税收", "$1, tax" },
	{ "districts.csv", "tax_yoy_pct", "$1税收同比", "$1, growth of tax" },
	{ "districts.csv", "tax_per_m2_yuan", "$1单位面积税收",
	    "$1, tax per m2" },
	{ "districts.csv", "occupancy_pct", "$1入驻率", "$1, occupancy" },
	{ "districts.csv", "registered_pct", "$1属地注册率",
	    "$1, registered here" },
	{ "completion.csv", "actual", "$1", "$1" },
	{ "completion.csv", "rate_pct", "$1（完成率）", "$1, rate" },
	{ "completion.csv", "expected", "$1（预计全年）", "$1, expected" },
	{ "completion.csv", "status", "$1（状态）", "$1, status" },
	{ "classified.csv", "tier", "$1档次", "$1, tier" },
	{ "classified.csv", "new_1yi", "$1新增亿元楼宇", "$1, new" },
	{ "classified.csv", "left_1yi", "$1退出亿元楼宇", "$1, left" },
	{ "classified.csv", "specialty", "$1特色产业候选",
	    "$1, specialty" },
	{ "classified.csv", "recognised", "$1已认定", "$1, recognised" },
	{ "indicators.csv", "tax_yuan", "$1税收", "$1, tax" },
	{ "indicators.csv", "tax_last_year_yuan", "$1上年全年税收",
	    "$1, tax of last year" },
	{ "scores.csv", "score", "$1综合评价得分", "$1, score" },
	{ "scores.csv", "rank", "$1综合评价位次", "$1, rank" },
};

#define MAINS (sizeof(mains) / sizeof(mains[0]))

struct review {
	struct report *r;
	struct map building;  /* rows of classified by id */
	size_t main, figures; /* changed: listed, and in all */
	size_t rows;          /* of the canonical files */
	int64_t compared, equal;
};

static bool
prints_alike(struct report *r, const struct value *v)
{
	const struct str both[] = { v[V_OLD].text, v[V_NEW].text };
	struct figure_unit u = figure_unit_for(r->lang, v[V_UNIT].text, both,
	    2);

	return str_eq(figure_words(&r->keep, &u, both[0], false),
	    figure_words(&r->keep, &u, both[1], false));
}

static const struct main_figure *
main_of(struct report *r, const struct value *v)
{
	for (size_t i = 0; v[V_KIND].n == FIGURE && i < MAINS; i++)
		if (str_is(v[V_FILE].text, mains[i].file) &&
		    str_is(v[V_COLUMN].text, mains[i].column))
			return prints_alike(r, v) ? NULL : &mains[i];
	return NULL;
}

/* A row of a canonical file, or such a file, or the plans and rules. */
static bool
is_row(const struct value *v)
{
	return v[V_KIND].n == CAME || v[V_KIND].n == WENT ||
	    v[V_KIND].n == CHANGED;
}

static struct str
building_name(struct review *w, struct str id)
{
	size_t at = map_find(&w->building, id);
	const struct value *v;

	if (at == MAP_NONE)
		return id;
	v = source_at(&w->r->source[NEED_CLASSIFIED], at, 0);
	return v[B_NAME].known ? v[B_NAME].text : id;
}

/* "320500,total_1yi" as 全市亿元楼宇累计; an id by its name. */
static struct str
whose(struct review *w, const struct value *v)
{
	struct report *r = w->r;
	struct str rest = v[V_KEY].text, first = { "", 0 };
	const struct district *x;

	str_cut(&rest, ',', &first);
	x = code_district(r->codes, first);
	if (x == NULL || first.n != 6)
		return building_name(w, v[V_KEY].text);
	first = x->is_city ? words_scope(r->lang, x) : x->name;
	rest = str_sub(rest, 0, str_chr(rest, ','));
	return rest.n == 0 || str_is(rest, "total") ? first :
	    words_fill(&r->keep, words(r->lang, "$1$2", "$1: $2"), first,
	    completion_label(r->lang, rest));
}

/* Codes in words; figures as they are. */
static struct str
code_words(struct report *r, const struct value *v, struct str text)
{
	const char *flag[] = { words(r->lang, "否", "no"),
		words(r->lang, "是", "yes") };
	struct str column = v[V_COLUMN].text;
	int status;

	if (text.n == 0)
		return str_from(words(r->lang, "空", "empty"));
	if (str_is(column, "tier"))
		return words_tier(r->lang, text);
	if (str_is(column, "specialty") || str_is(column, "recognised"))
		return words_specialty(r->lang, text);
	if (str_is(column, "new_1yi") || str_is(column, "left_1yi"))
		return str_is(text, "1") || str_is(text, "0") ?
		    str_from(flag[text.p[0] - '0']) : text;
	status = !str_is(column, "status") ? -1 : value_choice(
	    completion_dataset()->column[COL(COMPLETION, status)].choices,
	    text);
	return status < 0 ? text : completion_status_words(r->lang, status);
}

static bool
is_text(const struct value *v)
{
	static const char *const text[] = { "tier", "new_1yi", "left_1yi",
		"specialty", "recognised", "status" };

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		if (str_is(v[V_COLUMN].text, text[i]))
			return true;
	return false;
}

static void
put_figures(struct review *w, struct table *t, const struct value *v)
{
	struct report *r = w->r;
	const struct str all[] = { v[V_OLD].text, v[V_NEW].text,
		v[V_CHANGE].text };
	struct figure_unit u = figure_unit_for(r->lang, v[V_UNIT].text, all,
	    3);

	if (is_text(v)) {
		table_not_applicable(t);
		table_words(t, all[0], code_words(r, v, all[0]));
		table_words(t, all[1], code_words(r, v, all[1]));
		table_not_applicable(t);
		return;
	}
	if (u.name.n > 0)
		table_words(t, v[V_UNIT].text, u.name);
	else
		table_not_applicable(t);
	figure_cell(r, t, &u, all[0], false);
	figure_cell(r, t, &u, all[1], false);
	if (all[2].n == 0)
		table_not_applicable(t);
	else
		figure_cell(r, t, &u, all[2], true);
}

/* The buildings it came through, by name. */
static void
put_through(struct review *w, struct table *t, const struct value *v)
{
	struct str rest = v[V_THROUGH].text, one;
	enum lang l = w->r->lang;
	struct buf b;
	size_t n = 0;

	if (!v[V_THROUGH].known) {
		table_not_applicable(t);
		return;
	}
	buf_init(&b, BUF_UNBOUNDED);
	while (str_cut(&rest, ';', &one) && ++n <= 4) {
		const struct district *x = code_district(w->r->codes, one);

		if (b.n > 0)
			buf_puts(&b, words(l, "、", ", "));
		buf_put(&b, x == NULL || one.n != 6 ?
		    building_name(w, one) : x->is_city ?
		    words_scope(l, x) : x->name);
	}
	if (n > 4)
		buf_put(&b, words_fill(&w->r->keep, words(l, "等$1处",
		    " and others, $1"), words_int(&w->r->keep,
		    (int64_t)str_count(v[V_THROUGH].text, ';') + 1)));
	table_words(t, v[V_THROUGH].text, buf_str(&b));
	buf_fini(&b);
}

static void
count(struct review *w)
{
	const struct source *s = &w->r->source[NEED_REVISIONS];

	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);
		int64_t n;

		w->figures += v[V_KIND].n == FIGURE;
		w->main += main_of(w->r, v) != NULL;
		w->rows += is_row(v);
		if (v[V_KIND].n != COMPARED)
			continue;
		if (num_parse_decimal(v[V_OLD].text, 0, &n) == NUM_OK)
			w->compared += n;
		if (num_parse_decimal(v[V_NEW].text, 0, &n) == NUM_OK)
			w->equal += n;
	}
}

static struct str
title(struct review *w, const char *zh, const char *en, size_t n)
{
	struct report *r = w->r;
	struct str when = words_period(&r->keep, r->lang, r->period);

	return words_fill(&r->keep, words(r->lang, zh, en), when,
	    words_int(&r->keep, (int64_t)n));
}

static void
note_compared(struct review *w, struct table *t)
{
	struct arena *a = &w->r->keep;

	report_note(t, words_fill(a, words(w->r->lang,
	    "共核对$1个数：上表$2个，连带变化（位次、单位面积税收、推算等）$3个见明细，其余$4个一致。",
	    "Compared $1 figures: $2 above, $3 that follow from them, $4 "
	    "equal."), words_int(a, w->compared),
	    words_int(a, (int64_t)w->main),
	    words_int(a, (int64_t)(w->figures - w->main)),
	    words_int(a, w->equal)));
}

static void
put_mains(struct review *w)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_TEXT, 0, { "figure", "指标" } },
		{ NULL, VALUE_TEXT, 0, { "unit", "单位" } },
		{ NULL, VALUE_COUNT, 0, { "old\nversion", "原版" } },
		{ NULL, VALUE_COUNT, 0, { "new\nversion", "新版" } },
		{ NULL, VALUE_COUNT, 0, { "change", "变化" } },
		{ NULL, VALUE_TEXT, 0, { "through", "涉及" } },
	};
	struct report *r = w->r;
	const struct source *s = &r->source[NEED_REVISIONS];
	struct table *t = report_table(r, TABLE_PEOPLE);
	struct str before = { "", 0 };

	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);
		const struct main_figure *m = main_of(r, v);

		if (m == NULL)
			continue;
		table_row(t);
		if (t->nrow > 1 && !str_eq(before, v[V_FILE].text))
			table_rule(t);
		before = v[V_FILE].text;
		table_words(t, v[V_KEY].text, words_fill(&r->keep,
		    words(r->lang, m->zh, m->en), whose(w, v)));
		put_figures(w, t, v);
		put_through(w, t, v);
	}
	table_set_title(t, title(w, "$1数据修订情况（主要指标共$2个）",
	    "Revisions of $1 ($2 main figures)", w->main));
	table_set_unit(t, str_from(words(r->lang,
	    "单位：见各行；%的变化为个百分点",
	    "Unit: as each row says; changes of % in points")));
	note_compared(w, t);
	report_note(t, str_from(words(r->lang,
	    "变化按未四舍五入的数计算，可与两版显示数之差不等。",
	    "Changes are of the unrounded figures, and may differ from what "
	    "the two printed ones are apart.")));
	report_note_signs(r, t);
	report_scope_note(r, t, true);
}

static struct str
kind_words(enum lang lang, int64_t kind)
{
	static const char *const zh[] = { "数", "新增", "减少", "更改",
		"核对" };
	static const char *const en[] = { "figure", "came", "went",
		"changed", "compared" };

	return str_from(words(lang, zh[kind], en[kind]));
}

/* Where a district's file says it, else the line of the canonical file. */
static void
put_source(struct review *w, struct table *t, const struct value *v)
{
	const struct value *from = v[V_NEW_SOURCE].known ?
	    &v[V_NEW_SOURCE] : &v[V_OLD_SOURCE];
	const struct value *line = v[V_NEW_LINE].known ? &v[V_NEW_LINE] :
	    &v[V_OLD_LINE];

	if (from->known)
		table_text(t, from->text);
	else if (line->known)
		table_words(t, line->text, words_fill(&w->r->keep,
		    words(w->r->lang, "第$1行", "line $1"), line->text));
	else
		table_not_applicable(t);
}

/* A key with blanks between its parts, so that it can be broken. */
static struct str
spaced(struct report *r, struct str key)
{
	struct str rest = key, one;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	while (str_cut(&rest, ',', &one)) {
		if (b.n > 0)
			buf_puts(&b, ", ");
		buf_put(&b, one);
	}
	return buf_keep(&b, &r->keep);
}

static void
put_row(struct review *w, struct table *t, const struct value *v)
{
	table_row(t);
	table_words(t, v[V_KIND].text, kind_words(w->r->lang,
	    v[V_KIND].n));
	table_text(t, v[V_FILE].text);
	if (v[V_KEY].known)
		table_words(t, v[V_KEY].text, spaced(w->r, v[V_KEY].text));
	else
		table_not_applicable(t);
	for (size_t c = V_COLUMN; c <= V_NEW; c++)
		if (c != V_UNIT) {
			if (v[c].known)
				table_text(t, v[c].text);
			else
				table_not_applicable(t);
		}
	put_source(w, t, v);
	put_through(w, t, v);
}

static void
put_rows(struct review *w)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_TEXT, 0, { "what", "情况" } },
		{ NULL, VALUE_TEXT, 0, { "file", "文件" } },
		{ NULL, VALUE_TEXT, 0, { "row", "行" } },
		{ NULL, VALUE_TEXT, 0, { "column", "栏目" } },
		{ NULL, VALUE_TEXT, 0, { "old", "原值" } },
		{ NULL, VALUE_TEXT, 0, { "new", "新值" } },
		{ NULL, VALUE_TEXT, 0, { "source", "出处" } },
		{ NULL, VALUE_TEXT, 0, { "through", "涉及" } },
	};
	struct report *r = w->r;
	const struct source *s = &r->source[NEED_REVISIONS];
	struct table *t = report_table(r, TABLE_PEOPLE);

	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < s->nrow && t->nrow < ROWS_MOST; i++)
		if (is_row(source_at(s, i, 0)))
			put_row(w, t, source_at(s, i, 0));
	table_set_title(t, title(w, "$1修订所涉数据行（共$2行）",
	    "The rows behind the revisions of $1 ($2)", w->rows));
	if (w->rows > ROWS_MOST)
		report_note(t, words_fill(&r->keep, words(r->lang,
		    "仅列前$1行，其余见明细（csv）。",
		    "The first $1 only; all stand in the csv."),
		    words_int(&r->keep, (int64_t)ROWS_MOST)));
	report_note_signs(r, t);
	report_scope_note(r, t, true);
}

static void
put_compared(struct review *w)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_TEXT, 0, { "file", "文件" } },
		{ NULL, VALUE_COUNT, 0, { "compared", "核对" } },
		{ NULL, VALUE_COUNT, 0, { "equal", "一致" } },
		{ NULL, VALUE_COUNT, 0, { "changed", "变化" } },
	};
	struct report *r = w->r;
	const struct source *s = &r->source[NEED_REVISIONS];
	struct table *t = report_table(r, TABLE_PEOPLE);

	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);

		if (v[V_KIND].n != COMPARED)
			continue;
		table_row(t);
		table_text(t, v[V_FILE].text);
		report_value(t, &v[V_OLD]);
		report_value(t, &v[V_NEW]);
		report_value(t, &v[V_CHANGE]);
	}
	table_set_title(t, title(w, "$1修订核对情况（共$2个文件）",
	    "Files compared, $1 ($2)", t->nrow));
	table_set_unit(t, str_from(words(r->lang, "单位：个数",
	    "Unit: figures")));
}

static void
put_machine(struct report *r)
{
	const struct source *s = &r->source[NEED_REVISIONS];
	struct table *t = report_table(r, TABLE_MACHINE);

	for (size_t c = 0; c < V_COLUMNS; c++)
		report_headings(r, t, &(struct report_heading){ columns[c],
			c >= V_OLD && c <= V_NEW_LINE ? VALUE_COUNT :
			VALUE_TEXT, 0, { NULL, NULL } }, 1);
	for (size_t i = 0; i < s->nrow; i++) {
		table_row(t);
		for (size_t c = 0; c < V_COLUMNS; c++)
			table_text(t, source_at(s, i, c)->text);
	}
}

/* The equal and the changed are all that were compared. */
static bool
check(struct review *w)
{
	return report_agree(w->r, "compared = equal + changed",
	    "核对＝一致＋变化", w->compared,
	    (num_wide)w->equal + (num_wide)w->figures);
}

static bool
build_revisions(struct report *r)
{
	struct review w = { .r = r };
	bool ok;

	for (size_t i = 0; r->given[NEED_CLASSIFIED] &&
	     i < r->source[NEED_CLASSIFIED].nrow; i++)
		map_put(&w.building, source_at(&r->source[NEED_CLASSIFIED],
		    i, B_ID)->text, NULL);
	count(&w);
	ok = check(&w);
	if (ok) {
		put_mains(&w);
		put_rows(&w);
		put_compared(&w);
		put_machine(r);
	}
	map_fini(&w.building);
	return ok;
}

static const struct dataset *
revisions(void)
{
	return made_at(MADE_REVISIONS);
}

static const struct report_need needs[NEEDS] = {
	[NEED_REVISIONS] = { .name = "revisions", .dataset = revisions,
	    .place = REPORT_PERIOD, .must = true,
	    .columns = { .name = columns, .n = V_COLUMNS,
	        .period = V_COLUMNS, .district = V_COLUMNS } },
	[NEED_CLASSIFIED] = BUILDING_NEED("classified", REPORT_PERIOD, false,
	    NULL, 0),
};

const struct report_kind report_revisions = {
	.name = "revisions",
	.about = { "what a new version of a period changed",
	    "数据修订情况（新旧两版对照）" },
	.need = needs,
	.nneed = NEEDS,
	.takes_file = true,
	.takes = REPORT_TAKES_NO_DISTRICT,
	.numbered = true,
	.publish = PUBLISH_INTERNAL,
	.build = build_revisions,
};

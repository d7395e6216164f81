/*
 * Districts by an evaluation scheme, as bldg-score writes them: the totals
 * by rank with what each indicator contributes, then every step from the
 * figure to the contribution.
 */
#include <stdlib.h>

#include "base/map.h"
#include "print/chart.h"
#include "print/words.h"
#include "report/completion.h"
#include "report/figure.h"
#include "report/kinds.h"
#include "report/meeting.h"
#include "report/phrase.h"
#include "report/ranking.h"
#include "schema/made.h"

/* All of the dataset, in its order: for machines the rows are as they are. */
enum { S_SCOPE, S_SCOPE_NAME, S_INDICATOR, S_RAW, S_METHOD, S_TARGET, S_MIN,
	S_MAX, S_CAP, S_SCORE, S_WEIGHT, S_CONTRIBUTION, S_RANK, S_STATUS,
	S_UNKNOWN, S_NAME, S_UNIT, S_SOURCE, S_BETTER, S_LOW, S_HIGH, S_POINTS,
	S_PER, S_OVER, S_TIES, S_PERIOD, S_SCHEME, S_COLUMNS };

static const char *const columns[S_COLUMNS] = { "scope", "scope_name",
	"indicator", "raw", "method", "target", "min", "max", "cap", "score",
	"weight", "contribution", "rank", "status", "unknown", "name",
	"unit", "source", "better", "low", "high", "points", "per", "over",
	"ties", "period", "scheme" };

#define MILLIONTHS 6u
#define PLACES_SAID 3u /* of a sentence */

struct card {
	struct report *r;
	struct map item;      /* "indicator method", as first met, no totals */
	const struct value **first; /* of each item */
	struct map scope;
	struct place *place;  /* of the scopes, by the rank of their totals */
	struct str scheme;
	size_t unranked, partly;
};

static bool
is_total(const struct value *v)
{
	return str_is(v[S_INDICATOR].text, "total");
}

static struct str
item_key(struct card *c, const struct value *v)
{
	return words_fill(&c->r->keep, "$1 $2", v[S_INDICATOR].text,
	    v[S_METHOD].text);
}

static const struct value *
find(struct card *c, size_t scope, size_t item)
{
	const struct source *s = c->r->source;

	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);

		if (map_find(&c->scope, v[S_SCOPE].text) == scope &&
		    (item == MAP_NONE ? is_total(v) : !is_total(v) &&
		    map_find(&c->item, item_key(c, v)) == item))
			return v;
	}
	return NULL;
}

static struct str
item_name(struct card *c, const struct value *v)
{
	return v[S_NAME].known ? v[S_NAME].text :
	    completion_label(c->r->lang, v[S_INDICATOR].text);
}

static void
read_rows(struct card *c)
{
	const struct source *s = c->r->source;

	c->first = mem_zalloc(s->nrow + 1, sizeof(*c->first));
	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);
		bool is_new;
		size_t at;

		map_put(&c->scope, v[S_SCOPE].text, NULL);
		if (v[S_SCHEME].known)
			c->scheme = v[S_SCHEME].text;
		c->partly += v[S_UNKNOWN].known && v[S_UNKNOWN].n > 0;
		if (is_total(v))
			continue;
		at = map_put(&c->item, item_key(c, v), &is_new);
		if (is_new)
			c->first[at] = v;
	}
}

/* By rank, then in the order of the rows; the unranked last. */
static void
order_scopes(struct card *c)
{
	c->place = mem_zalloc(c->scope.n + 1, sizeof(*c->place));
	for (size_t i = 0; i < c->scope.n; i++) {
		const struct value *v = find(c, i, MAP_NONE);
		struct buf b;

		buf_init(&b, BUF_UNBOUNDED);
		buf_int(&b, (int64_t)(1000000 + i));
		c->place[i] = (struct place){ .row = i, .den = 1,
			.id = arena_str(&c->r->keep, buf_str(&b)),
			.known = v != NULL && v[S_RANK].known,
			.num = v == NULL ? 0 : -v[S_RANK].n };
		buf_fini(&b);
		c->unranked += !c->place[i].known;
	}
	ranking_sort(c->place, c->scope.n);
}

/* What the indicators contribute is the total, to the last digit. */
static bool
check(struct card *c)
{
	bool ok = true;

	for (size_t i = 0; i < c->scope.n; i++) {
		const struct value *all = find(c, i, MAP_NONE);
		int64_t total, part;
		num_wide sum = 0;

		if (all == NULL || num_parse_decimal(
		    all[S_CONTRIBUTION].text, MILLIONTHS, &total) != NUM_OK)
			continue;
		for (size_t k = 0; k < c->item.n; k++) {
			const struct value *v = find(c, i, k);

			if (v != NULL && num_parse_decimal(
			    v[S_CONTRIBUTION].text, MILLIONTHS, &part) ==
			    NUM_OK)
				sum += part;
		}
		ok = ok && report_agree_at(c->r, source_pos_of(c->r->source,
		    &all[S_CONTRIBUTION]), "contributions of a district = its total, in millionths",
		    "各项折算得分之和＝总分（百万分之一）", sum, total);
	}
	return ok;
}

static void
put_scope(struct card *c, struct table *t, const struct value *v)
{
	const struct district *x = code_district(c->r->codes,
	    v[S_SCOPE].text);

	table_words(t, v[S_SCOPE].text, x != NULL ? x->name :
	    v[S_SCOPE_NAME].known ? v[S_SCOPE_NAME].text : v[S_SCOPE].text);
}

/* A score or a contribution: two decimals. */
static void
put_score(struct table *t, const struct value *v)
{
	int64_t n;
	struct buf b;

	if (!v->known ||
	    num_parse_decimal(v->text, MILLIONTHS, &n) != NUM_OK) {
		table_missing(t);
		return;
	}
	buf_init(&b, BUF_UNBOUNDED);
	table_put_number(&b, n, MILLIONTHS, 0, 2, false);
	table_words(t, v->text, buf_str(&b));
	buf_fini(&b);
}

static void
put_total_row(struct card *c, struct table *t, const struct place *p)
{
	const struct value *all = find(c, p->row, MAP_NONE);

	if (all == NULL)
		return;
	table_row(t);
	if (all[S_RANK].known)
		table_number(t, all[S_RANK].n);
	else
		table_not_applicable(t);
	put_scope(c, t, all);
	for (size_t k = 0; k < c->item.n; k++) {
		const struct value *v = find(c, p->row, k);

		if (v == NULL)
			table_not_applicable(t);
		else
			put_score(t, &v[S_CONTRIBUTION]);
		if (v != NULL && v[S_UNKNOWN].known && v[S_UNKNOWN].n > 0)
			table_mark(t, '#');
	}
	put_score(t, &all[S_SCORE]);
	if (str_is(all[S_STATUS].text, "reweighed"))
		table_mark(t, '+');
}

static struct str
title(struct card *c, const char *zh, const char *en)
{
	struct report *r = c->r;
	struct str part[3], scope = r->district != NULL ?
	    words_scope(r->lang, r->district) : str_from(words(r->lang,
	    "各地", "the districts"));

	part[0] = words_period(&r->keep, r->lang, r->period);
	part[1] = words_fill(&r->keep, words(r->lang, "共$1个地区",
	    "$1 districts"), words_int(&r->keep, (int64_t)c->scope.n));
	part[2] = c->unranked == 0 ? (struct str){ "", 0 } :
	    words_fill(&r->keep, words(r->lang, "未排名$1个",
	    "$1 unranked"), words_int(&r->keep, (int64_t)c->unranked));
	return words_fill(&r->keep, words(r->lang, zh, en), scope,
	    words_join(&r->keep, r->lang, part, 3));
}

static void
notes(struct card *c, struct table *t)
{
	struct report *r = c->r;
	enum lang l = r->lang;
	bool reweighed = false;

	for (size_t i = 0; i < c->scope.n; i++) {
		const struct value *all = find(c, i, MAP_NONE);

		reweighed = reweighed || (all != NULL &&
		    str_is(all[S_STATUS].text, "reweighed"));
	}
	if (c->partly > 0)
		report_note(t, str_from(words(l,
		    "# 有不明的楼宇未计入。",
		    "# Buildings of which it is not known are not counted.")));
	if (reweighed)
		report_note(t, str_from(words(l,
		    "+ 有指标无得分，按其余权重折算。",
		    "+ An indicator has no score: weighed by the others.")));
	report_note_signs(r, t);
	if (c->scheme.n > 0)
		table_add_note(t, str_from(words(l, "评价办法", "Scheme")),
		    c->scheme);
	if (r->period >= 0)
		table_add_note(t, str_from(words(l, "数据截至", "Data to")),
		    words_last_day(&r->keep, l, r->period));
}

/* 25.00 as 25. */
static struct str
weight(const struct value *v)
{
	return str_ends(v->text, STR(".00")) ?
	    str_sub(v->text, 0, v->text.n - 3) : v->text;
}

/* What stands in brackets goes below. */
static struct str
parted(struct report *r, struct str name)
{
	size_t at = str_find(name, STR("（"));

	return at == 0 || at == name.n ? name : words_fill(&r->keep,
	    "$1\n$2", str_sub(name, 0, at), str_sub(name, at, name.n));
}

static void
put_totals(struct card *c)
{
	struct report *r = c->r;
	enum lang l = r->lang;
	struct table *t = report_table(r, TABLE_PEOPLE);

	t->stub = 2;
	report_headings(r, t, (const struct report_heading[]){
		{ NULL, VALUE_COUNT, 0, { "rank", "位次" } },
		{ NULL, VALUE_TEXT, 0, { "district", "地区" } } }, 2);
	for (size_t k = 0; k < c->item.n; k++) {
		struct report_heading h = { NULL, VALUE_PERCENT, 0,
			{ NULL, NULL } };

		h.label[l] = words_fill(&r->keep, words(l, "$1\n权重$2%",
		    "$1\nweight $2%"), parted(r, item_name(c, c->first[k])),
		    weight(&c->first[k][S_WEIGHT])).p;
		report_headings(r, t, &h, 1);
	}
	report_headings(r, t, &(struct report_heading){ NULL, VALUE_PERCENT,
		0, { "total", "总分" } }, 1);
	for (size_t i = 0; i < c->scope.n; i++)
		put_total_row(c, t, &c->place[i]);
	table_set_title(t, title(c, "$1楼宇经济综合评价（$2）",
	    "Evaluation of $1 ($2)"));
	table_set_unit(t, str_from(words(l, "单位：分", "Unit: points")));
	report_note(t, str_from(words(l,
	    "各项为折算得分（得分×权重）；总分相同的位次相同。",
	    "What each indicator contributes (score x weight). Ties share a "
	    "rank.")));
	notes(c, t);
}

static struct str
method_words(enum lang lang, struct str code)
{
	static const char *const name[][3] = {
		{ "attainment", "完成率", "attainment" },
		{ "min-max", "极差", "min-max" }, { "rank", "位次", "rank" },
		{ "bonus", "加分", "bonus" }, { "penalty", "扣分", "penalty" },
	};

	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++)
		if (str_is(code, name[i][0]))
			return str_from(words(lang, name[i][1], name[i][2]));
	return code;
}

static void
put_optional(struct report *r, struct table *t, const struct figure_unit *u,
    const struct value *v)
{
	if (v->known)
		figure_cell(r, t, u, v->text, false);
	else
		table_not_applicable(t);
}

static void
put_step(struct card *c, struct table *t, const struct value *v)
{
	struct report *r = c->r;
	const struct str all[] = { v[S_RAW].text, v[S_TARGET].text,
		v[S_MIN].text, v[S_MAX].text };
	struct figure_unit u = figure_unit_for(r->lang, v[S_UNIT].text, all,
	    4);

	table_row(t);
	table_words(t, v[S_INDICATOR].text, item_name(c, v));
	put_scope(c, t, v);
	table_words(t, v[S_UNIT].text, u.name);
	figure_cell(r, t, &u, v[S_RAW].text, false);
	if (v[S_UNKNOWN].known && v[S_UNKNOWN].n > 0)
		table_mark(t, '#');
	report_code(r, t, &v[S_METHOD], method_words);
	put_optional(r, t, &u, &v[S_TARGET]);
	put_optional(r, t, &u, &v[S_MIN]);
	put_optional(r, t, &u, &v[S_MAX]);
	put_score(t, &v[S_SCORE]);
	report_number(t, &v[S_WEIGHT]);
	put_score(t, &v[S_CONTRIBUTION]);
	if (v[S_RANK].known)
		table_number(t, v[S_RANK].n);
	else
		table_not_applicable(t);
}

static void
put_steps(struct card *c)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_TEXT, 0, { "indicator", "指标" } },
		{ NULL, VALUE_TEXT, 0, { "district", "地区" } },
		{ NULL, VALUE_TEXT, 0, { "unit", "单位" } },
		{ NULL, VALUE_COUNT, 0, { "figure", "实绩" } },
		{ NULL, VALUE_TEXT, 0, { "method", "方法" } },
		{ NULL, VALUE_COUNT, 0, { "target", "目标" } },
		{ NULL, VALUE_COUNT, 0, { "least", "最小" } },
		{ NULL, VALUE_COUNT, 0, { "most", "最大" } },
		{ NULL, VALUE_COUNT, 0, { "score", "得分" } },
		{ NULL, VALUE_PERCENT, 0, { "weight", "权重" } },
		{ NULL, VALUE_COUNT, 0, { "contri-\nbution", "折算\n得分" } },
		{ NULL, VALUE_COUNT, 0, { "rank", "位次" } },
	};
	struct report *r = c->r;
	struct table *t = report_table(r, TABLE_PEOPLE);

	t->stub = 2;
	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t k = 0; k < c->item.n; k++)
		for (size_t i = 0, n = 0; i < c->scope.n; i++) {
			const struct value *v = find(c, i, k);

			if (v == NULL)
				continue;
			put_step(c, t, v);
			if (n++ == 0)
				table_rule(t);
		}
	table_set_title(t, title(c, "$1综合评价逐项得分（$2）",
	    "Evaluation of $1, step by step ($2)"));
	table_set_unit(t, str_from(words(r->lang, "单位：见各行；权重%、得分为分",
	    "Unit: as each row says; weight %, scores points")));
	notes(c, t);
}

static bool
is_figure(size_t c)
{
	return c == S_RAW || (c >= S_TARGET && c <= S_RANK) ||
	    c == S_UNKNOWN || c == S_LOW || c == S_HIGH || c == S_PER ||
	    c == S_OVER;
}

static void
put_machine(struct report *r)
{
	struct table *t = report_table(r, TABLE_MACHINE);

	for (size_t c = 0; c < S_COLUMNS; c++)
		report_headings(r, t, &(struct report_heading){ columns[c],
			is_figure(c) ? VALUE_COUNT : VALUE_TEXT, 0,
			{ NULL, NULL } }, 1);
	for (size_t i = 0; i < r->source->nrow; i++) {
		table_row(t);
		for (size_t c = 0; c < S_COLUMNS; c++)
			table_text(t, source_at(r->source, i, c)->text);
	}
}

/* A bar a district, by rank, made of what the indicators contribute. */
static void
put_chart(struct card *card)
{
	struct report *r = card->r;
	enum lang l = r->lang;
	struct chart *c = chart_new(l, CHART_STACK);

	chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "折算得分", "points")),
		.unit = str_from(words(l, "分", "")), .held = MILLIONTHS,
		.decimals = 2 });
	for (size_t k = 0; k < card->item.n; k++)
		chart_new_series(c, item_name(card, card->first[k]),
		    CHART_MAIN, 0);
	for (size_t i = 0; i < card->scope.n; i++) {
		size_t scope = card->place[i].row;
		const struct district *x = code_district(r->codes,
		    card->scope.key[scope]);

		chart_add_point(c, x == NULL ? card->scope.key[scope] :
		    x->short_name);
		for (size_t k = 0; k < card->item.n; k++) {
			const struct value *v = find(card, scope, k);
			int64_t n;

			if (v != NULL && num_parse_decimal(
			    v[S_CONTRIBUTION].text, MILLIONTHS, &n) == NUM_OK)
				chart_put(c, (unsigned)k, n);
		}
	}
	chart_set_title(c, title(card, "$1综合评价得分构成（$2）",
	    "What the scores of $1 are made of ($2)"));
	chart_set_about(c, str_from(words(l,
	    "各地各项指标的折算得分，按总分位次排列",
	    "What each indicator contributes to a district's score, by "
	    "rank")));
	document_chart(r->doc, c);
}

/* "苏州工业园区94.48分、…": those from `from` on. */
static struct str
names_of(struct card *c, size_t from, size_t to)
{
	struct report *r = c->r;
	struct str item[2 * PLACES_SAID];
	size_t n = 0;

	for (size_t i = from; i < to && n < (size_t)2 * PLACES_SAID; i++) {
		const struct place *p = &c->place[i];
		const struct value *v = find(c, p->row, MAP_NONE);
		const struct district *x = code_district(r->codes,
		    c->scope.key[p->row]);
		int64_t millionths;
		struct buf b;

		if (v == NULL || !p->known || num_parse_decimal(
		    v[S_CONTRIBUTION].text, MILLIONTHS, &millionths) !=
		    NUM_OK)
			continue;
		buf_init(&b, BUF_UNBOUNDED);
		table_put_number(&b, millionths, MILLIONTHS, 0, 2, false);
		item[n++] = words_fill(&r->keep, words(r->lang, "$1（$2分）",
		    "$1 ($2)"), x == NULL ? c->scope.key[p->row] :
		    x->short_name, buf_str(&b));
		buf_fini(&b);
	}
	return phrase_list(&r->keep, r->lang, item, n, n, "个");
}

static void
say_order(struct card *c)
{
	struct report *r = c->r;
	struct arena *a = &r->keep;
	size_t n = c->scope.n - c->unranked;
	struct str rest = { "", 0 };

	if (c->unranked > 0)
		rest = words_fill(a, words(r->lang,
		    "未排名的$1个地区有不明项。", " Without a place: $1, of "
		    "which figures are unknown."), words_int(a,
		    (int64_t)c->unranked));
	if (n == 0)
		document_text(r->doc, rest);
	else if (n <= (size_t)2 * PLACES_SAID)
		document_text(r->doc, words_fill(a, words(r->lang,
		    "综合评价依次为：$1。$2", "By evaluation: $1.$2"),
		    names_of(c, 0, n), rest));
	else
		document_text(r->doc, words_fill(a, words(r->lang,
		    "综合评价前三位：$1；后三位：$2。$3",
		    "By evaluation, first: $1; last: $2.$3"),
		    names_of(c, 0, PLACES_SAID),
		    names_of(c, n - PLACES_SAID, n), rest));
}

static void
lay_out_order(struct card *c)
{
	say_order(c);
	put_totals(c);
	put_machine(c->r);
}

static void
lay_out(struct card *c)
{
	put_totals(c);
	put_steps(c);
	put_machine(c->r);
	if (c->scope.n > 1)
		put_chart(c);
}

static bool
build(struct report *r, void (*put)(struct card *c))
{
	struct card c = { .r = r };
	bool ok;

	read_rows(&c);
	order_scopes(&c);
	ok = check(&c);
	if (ok)
		put(&c);
	map_fini(&c.item);
	map_fini(&c.scope);
	free(c.first);
	free(c.place);
	return ok;
}

static bool
build_scores(struct report *r)
{
	return build(r, lay_out);
}

static bool
build_order(struct report *r)
{
	return build(r, lay_out_order);
}

static const struct dataset *
scores(void)
{
	return made_at(MADE_SCORES);
}

static const struct report_need need = { .name = "scores", .dataset = scores,
	.place = REPORT_PERIOD, .must = true,
	.columns = { .name = columns, .n = S_COLUMNS, .period = S_PERIOD,
	    .district = S_SCOPE } };

const struct report_kind report_scores = {
	.name = "scores",
	.about = { "districts by an evaluation scheme, step by step",
	    "各地综合评价得分和位次" },
	.need = &need,
	.nneed = 1,
	.takes_file = true,
	.numbered = true,
	.build = build_scores,
};

const struct report_kind report_order = {
	.name = "order",
	.about = { "districts by their total score", "各地综合评价总分" },
	.need = &need,
	.nneed = 1,
	.build = build_order,
};

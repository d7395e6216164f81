/*
 * The tax of buildings by industry division (GB/T 4754), the greatest
 * first, and by the policy's three directions.
 */
#include <stdlib.h>

#include "base/map.h"
#include "print/chart.h"
#include "print/words.h"
#include "report/aggregate.h"
#include "report/kinds.h"
#include "report/ranking.h"

enum { NEED_INDUSTRIES, NEED_PREVIOUS, NEEDS };

#define STACKED 7u /* divisions that have a series of their own */

static const struct direction {
	size_t col; /* A_COLUMNS: the rest */
	const char *code, *zh, *en;
} directions[] = {
	{ A_DIGITAL, "digital", "数字赋能型", "digital" },
	{ A_KNOWLEDGE, "knowledge", "知识驱动型", "knowledge" },
	{ A_CONSUMER, "consumer", "消费导向型", "consumer" },
	{ A_COLUMNS, "other", "其他", "other" },
};

#define DIRECTIONS (sizeof(directions) / sizeof(directions[0]))

struct mix {
	struct report *r;
	const struct value *city, *before; /* NULL: not in the rows */
	struct place *place;  /* of the divisions; the one without a code last */
	size_t n;
};

static bool
is_city(const struct report *r, const struct value *v)
{
	const struct district *x = code_district(r->codes,
	    v[A_DISTRICT].text);

	return v[A_DISTRICT].known && x != NULL && x->is_city;
}

static const struct value *
find_city(const struct report *r, size_t need)
{
	const struct source *s = &r->source[need];

	for (size_t i = 0; r->given[need] && i < s->nrow; i++)
		if (is_city(r, source_at(s, i, 0)))
			return source_at(s, i, 0);
	return NULL;
}

/* Two digits, or nothing where the industry is not known. */
static bool
is_division(const struct value *v)
{
	struct str s = v[A_NAME].text;

	return !v[A_DISTRICT].known && (s.n == 0 || (s.n == 2 &&
	    s.p[0] >= '0' && s.p[0] <= '9' && s.p[1] >= '0' &&
	    s.p[1] <= '9'));
}

static bool
read_rows(struct mix *m)
{
	struct report *r = m->r;
	const struct source *s = r->source;
	const struct value *unknown = NULL;
	size_t at = 0;

	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);

		if (is_city(r, v))
			continue;
		if (!is_division(v)) {
			diag_at(r->diag, source_pos(s, i, A_NAME),
			    DIAG_REPORT_BY, DIAG_Z(r->kind->name),
			    DIAG_Z("industry"));
			return false;
		}
		if (v[A_NAME].text.n == 0) {
			unknown = v;
			at = i;
			continue;
		}
		m->place[m->n++] = (struct place){ .row = i,
			.id = v[A_NAME].text, .known = v[A_TAX].known,
			.num = v[A_TAX].n, .den = 1 };
	}
	ranking_sort(m->place, m->n);
	if (unknown != NULL)
		m->place[m->n++] = (struct place){ .row = at };
	return true;
}

static bool
agree(struct mix *m, size_t col, const char *en, const char *zh)
{
	struct total sum = { 0 };

	for (size_t i = 0; i < m->n; i++)
		total_add(&sum, source_at(m->r->source, m->place[i].row,
		    col));
	return m->city == NULL || !m->city[col].known || sum.known == 0 ||
	    (total_ok(m->r, &sum, 1) &&
	        report_agree_at(m->r, source_pos_of(m->r->source,
	        &m->city[col]), en, zh, sum.n, m->city[col].n));
}

/* What a direction has; false where it is not known. */
static bool
direction_tax(const struct value *v, size_t i, int64_t *fen)
{
	int64_t rest = v[A_POSITIVE].n;

	if (!v[A_POSITIVE].known)
		return false;
	for (size_t k = 0; k + 1 < DIRECTIONS; k++) {
		const struct value *d = &v[directions[k].col];

		if (!d->known)
			return false;
		rest -= d->n;
		if (k == i)
			*fen = d->n;
	}
	if (i + 1 == DIRECTIONS)
		*fen = rest;
	return true;
}

/* Of the positive tax of the row v; what is left over has no value. */
static void
put_direction_share(struct table *t, const struct value *v, size_t i,
    int64_t fen)
{
	report_rate(t, fen, v[A_POSITIVE].n);
	if (i + 1 < DIRECTIONS)
		table_from(t, PART_OVER, &v[directions[i].col]);
	else
		table_amount(t, PART_OVER, &directions[i], fen, 2);
	table_from(t, PART_UNDER, &v[A_POSITIVE]);
}

static bool
check(struct mix *m)
{
	int64_t rest = 0;

	if (m->city != NULL && direction_tax(m->city, DIRECTIONS - 1, &rest) &&
	    rest < 0)
		return report_agree(m->r,
		    "the directions are within the positive tax, in fen",
		    "三大方向不超过正税收合计（分）",
		    (num_wide)m->city[A_POSITIVE].n - rest,
		    m->city[A_POSITIVE].n);
	return agree(m, A_TAX, "tax of the divisions = city, in fen",
	        "各行业税收之和＝全市（分）") &&
	    agree(m, A_POSITIVE, "positive tax of the divisions = city, in "
	        "fen", "各行业正税收之和＝全市（分）");
}

static struct str
division_name(struct report *r, struct str code)
{
	struct str name = code_industry(r->codes, EDITION_2017, code);

	if (code.n == 0)
		return str_from(words(r->lang, "行业不明", "unknown"));
	return name.n == 0 ? code : name;
}

static const size_t columns[] = { A_ENTERPRISES, A_EMPLOYEES, A_ABOVE_SCALE,
	A_OCCUPIED, A_TAX, A_SAME, A_YOY };

#define NCOLUMN (sizeof(columns) / sizeof(columns[0]))

static void
put_share(struct mix *m, struct table *t, const struct value *v, size_t col)
{
	if (m->city != NULL && v[col].known && m->city[col].known)
		report_rate_of(t, &v[col], &m->city[col]);
	else
		table_missing(t);
}

/* How far the share moved since the same months of last year. */
static void
put_share_change(struct mix *m, struct table *t, const struct value *v)
{
	const struct value *c = m->city;

	if (c != NULL && v[A_TAX].known && v[A_SAME].known &&
	    c[A_TAX].known && c[A_TAX].n > 0 && c[A_SAME].known &&
	    c[A_SAME].n > 0)
		report_points_of(t, &v[A_TAX], &c[A_TAX], &v[A_SAME],
		    &c[A_SAME]);
	else
		table_missing(t);
}

static void
put_cells(struct mix *m, struct table *t, const struct value *v)
{
	for (size_t k = 0; k < NCOLUMN; k++)
		aggregate_cell(t, v, columns[k]);
	put_share(m, t, v, A_TAX);
	put_share_change(m, t, v);
}

static const struct report_heading share_head[] = {
	{ "share_pct", VALUE_PERCENT, 0, { "share", "占比" } },
	{ "share_change_pct", VALUE_PERCENT, COLUMN_SIGN,
	    { "on last\nyear", "占比\n较上年" } },
};

static void
head(struct mix *m, struct table *t, bool people)
{
	if (people)
		report_headings(m->r, t, (const struct report_heading[]){
			{ NULL, VALUE_COUNT, 0, { "rank", "位次" } },
			{ NULL, VALUE_TEXT, 0, { "code", "代码" } },
			{ NULL, VALUE_TEXT, 0, { "industry", "行业大类" } } },
		    3);
	for (size_t k = 0; k < NCOLUMN; k++) {
		struct report_heading h = aggregate_heading(columns[k]);

		report_headings(m->r, t, &h, 1);
	}
	report_headings(m->r, t, share_head, 2);
}

static void
put_division(struct mix *m, struct table *t, const struct place *p)
{
	const struct value *v = source_at(m->r->source, p->row, 0);

	table_row(t);
	if (p->rank > 0)
		table_number(t, (int64_t)p->rank);
	else
		table_not_applicable(t);
	if (v[A_NAME].text.n > 0)
		table_text(t, v[A_NAME].text);
	else
		table_not_applicable(t);
	table_words(t, v[A_NAME].text, division_name(m->r, v[A_NAME].text));
	put_cells(m, t, v);
}

static void
notes(struct mix *m, struct table *t)
{
	enum lang l = m->r->lang;

	report_note(t, str_from(words(l,
	    "行业按企业在该楼宇的行业代码前两位，大类名称取自GB/T 4754—2017；按2011版填报的，代码79及以后的大类与之不同，未作转换。",
	    "By the first two digits of the enterprise's code; names are of "
	    "GB/T 4754-2017. Codes of the 2011 edition are not converted: "
	    "from 79 on they differ.")));
	report_note(t, str_from(words(l,
	    "同一企业在不同楼宇的行业不同时在各行业分别计，户数之和可能大于合计。占比较上年为与上年同期占比之差，单位为个百分点。",
	    "An enterprise with two industries counts in both. On last year: "
	    "change of the share since the same months, in points.")));
	report_note_signs(m->r, t);
	report_scope_note(m->r, t, false);
}

static void
put_table(struct mix *m)
{
	struct report *r = m->r;
	enum lang l = r->lang;
	struct table *t = report_table(r, TABLE_PEOPLE);
	struct str part[2] = { words_period(&r->keep, l, r->period) };

	t->stub = 3;
	head(m, t, true);
	if (m->city != NULL) {
		table_row(t);
		table_not_applicable(t);
		table_not_applicable(t);
		table_words(t, m->city[A_NAME].text,
		    str_from(words(l, "合计", "all")));
		put_cells(m, t, m->city);
	}
	for (size_t i = 0; i < m->n; i++) {
		put_division(m, t, &m->place[i]);
		if (i == 0 && m->city != NULL)
			table_rule(t);
	}
	part[1] = words_fill(&r->keep, words(l, "共$1个行业大类",
	    "$1 divisions"), words_int(&r->keep, (int64_t)m->n -
	    (m->n > 0 && m->place[m->n - 1].id.n == 0)));
	table_set_title(t, words_fill(&r->keep, words(l,
	    "$1楼宇分行业税收（$2）", "Tax by industry, $1 ($2)"),
	    words_scope(l, NULL), words_join(&r->keep, l, part, 2)));
	table_set_unit(t, str_from(words(l,
	    "单位：户、人、万㎡、亿元、%、个百分点",
	    "Unit: enterprises, heads, 10k m2, 100m yuan, %, points")));
	notes(m, t);
}

static void
put_direction(struct mix *m, struct table *t, size_t i)
{
	const struct value *now = m->city, *then = m->before;
	int64_t fen = 0, before = 0;
	bool known = direction_tax(now, i, &fen);

	table_row(t);
	table_words(t, str_from(directions[i].code), str_from(words(
	    m->r->lang, directions[i].zh, directions[i].en)));
	if (!known) {
		table_missing(t);
		table_missing(t);
	} else {
		table_number(t, fen);
		put_direction_share(t, now, i, fen);
	}
	if (then == NULL)
		return;
	if (known && now[A_POSITIVE].n > 0 &&
	    direction_tax(then, i, &before) && then[A_POSITIVE].n > 0)
		report_points(t, fen, now[A_POSITIVE].n, before,
		    then[A_POSITIVE].n);
	else
		table_missing(t);
}

static void
put_directions(struct mix *m)
{
	static const struct report_heading columns_of[] = {
		{ NULL, VALUE_TEXT, 0, { "direction", "方向" } },
		{ NULL, VALUE_MONEY, 0, { "tax", "税收" } },
		{ NULL, VALUE_PERCENT, 0, { "share", "占比" } },
		{ NULL, VALUE_PERCENT, COLUMN_SIGN,
		    { "on $2", "占比较\n$2" } },
	};
	struct report *r = m->r;
	enum lang l = r->lang;
	struct table *t;

	if (m->city == NULL)
		return;
	t = report_table(r, TABLE_PEOPLE);
	report_headings(r, t, columns_of, m->before != NULL ? 4 : 3);
	for (size_t i = 0; i < DIRECTIONS; i++)
		put_direction(m, t, i);
	table_row(t);
	table_rule(t);
	table_words(t, STR("all"), str_from(words(l, "正税收合计",
	    "positive tax")));
	report_number(t, &m->city[A_POSITIVE]);
	report_rate(t, m->city[A_POSITIVE].n, m->city[A_POSITIVE].n);
	if (m->before != NULL)
		table_not_applicable(t);
	table_set_title(t, words_fill(&r->keep, words(l,
	    "$1楼宇三大产业方向（$2）", "Three directions, $1 ($2)"),
	    words_scope(l, NULL), words_period(&r->keep, l, r->period)));
	table_set_unit(t, str_from(words(l, "单位：亿元、%、个百分点",
	    "Unit: 100m yuan, %, points")));
	report_note(t, str_from(words(l,
	    "按企业正税收计。三大方向由苏府办〔2023〕48号提出，其行业代码范围为本工具自拟，见 bldg-rollup --show-rules。",
	    "Of positive tax. 苏府办〔2023〕48号 names the directions; their "
	    "industry codes are this tool's own: bldg-rollup --show-rules.")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

static void
put_machine(struct mix *m)
{
	struct report *r = m->r;
	struct table *t = report_table(r, TABLE_MACHINE);

	report_headings(r, t, (const struct report_heading[]){
		{ "period", VALUE_MONTH, 0, { NULL, NULL } },
		{ "kind", VALUE_TEXT, 0, { NULL, NULL } },
		{ "code", VALUE_TEXT, 0, { NULL, NULL } },
		{ "name", VALUE_TEXT, 0, { NULL, NULL } },
		{ "rank", VALUE_COUNT, 0, { NULL, NULL } } }, 5);
	head(m, t, false);
	for (size_t i = 0; i < m->n + (m->city != NULL); i++) {
		bool all = i == m->n;
		const struct value *v = all ? m->city :
		    source_at(r->source, m->place[i].row, 0);

		table_row(t);
		table_text(t, report_period_text(r));
		table_text(t, all ? STR("all") : STR("division"));
		table_text(t, all ? STR("") : v[A_NAME].text);
		table_text(t, all || v[A_NAME].text.n == 0 ? STR("") :
		    code_industry(r->codes, EDITION_2017, v[A_NAME].text));
		if (!all && m->place[i].rank > 0)
			table_number(t, (int64_t)m->place[i].rank);
		else
			table_not_applicable(t);
		put_cells(m, t, v);
	}
	for (size_t i = 0; m->city != NULL && i < DIRECTIONS; i++) {
		int64_t fen = 0;
		bool known = direction_tax(m->city, i, &fen);

		table_row(t);
		table_text(t, report_period_text(r));
		table_text(t, STR("direction"));
		table_text(t, str_from(directions[i].code));
		table_text(t, STR(""));
		for (size_t k = 0; k < 1 + NCOLUMN + 2; k++) {
			if (known && k == 5)
				table_number(t, fen);
			else if (known && k == 1 + NCOLUMN)
				put_direction_share(t, m->city, i, fen);
			else
				table_not_applicable(t);
		}
	}
}

/* What the whole was made of then and now: the greatest of now, the rest. */
static void
put_chart(struct mix *m)
{
	struct report *r = m->r;
	enum lang l = r->lang;
	struct chart *c = chart_new(l, CHART_STACK);
	unsigned yuan = chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "税收", "tax")),
		.unit = str_from(words(l, "亿元", "100m yuan")),
		.held = 2, .scale = 8, .decimals = 2 });
	size_t n = 0;

	while (n < m->n && n < STACKED && m->place[n].known &&
	    m->place[n].num > 0)
		chart_new_series(c, division_name(r, m->place[n++].id),
		    CHART_MAIN, yuan);
	chart_new_series(c, str_from(words(l, "其他", "other")), CHART_MAIN,
	    yuan);
	for (size_t p = 0; p < 2; p++) {
		size_t col = p == 0 ? A_SAME : A_TAX;
		int64_t rest = 0;

		chart_add_point(c, p == 0 ? str_from(words(l, "上年同期",
		    "same months of last year")) :
		    words_months(&r->keep, l, r->period));
		for (size_t i = 0; i < m->n; i++) {
			const struct value *v = source_at(r->source,
			    m->place[i].row, col);

			if (i < n && v->known)
				chart_put(c, (unsigned)i, v->n);
			else if (v->known)
				rest += v->n;
		}
		chart_put(c, (unsigned)n, rest);
	}
	c->share = true;
	chart_set_title(c, words_fill(&r->keep, words(l,
	    "$1楼宇税收的行业构成（$2）", "Tax by industry, $1 ($2)"),
	    words_scope(l, NULL), words_period(&r->keep, l, r->period)));
	chart_set_about(c, str_from(words(l,
	    "本期税收最多的几个行业大类及其他占税收的比重，与上年同期对照",
	    "The shares of the greatest divisions and of the rest, now and a "
	    "year ago")));
	document_chart(r->doc, c);
}

static bool
build_industries(struct report *r)
{
	struct mix m = { .r = r, .city = find_city(r, NEED_INDUSTRIES),
		.before = find_city(r, NEED_PREVIOUS) };
	bool ok;

	m.place = mem_zalloc(r->source->nrow + 1, sizeof(*m.place));
	ok = read_rows(&m) && check(&m);
	if (ok) {
		put_table(&m);
		put_directions(&m);
		put_machine(&m);
		if (m.n > 0)
			put_chart(&m);
	}
	free(m.place);
	return ok;
}

static const struct report_need needs[NEEDS] = {
	[NEED_INDUSTRIES] = AGGREGATE_NEED("industries", REPORT_PERIOD, true,
	    "industries"),
	[NEED_PREVIOUS] = AGGREGATE_NEED("previous", REPORT_YEAR_BEFORE,
	    false, "industries"),
};

const struct report_kind report_industries = {
	.name = "industries",
	.about = { "tax by industry and by the three directions",
	    "分行业税收和三大产业方向" },
	.need = needs,
	.nneed = NEEDS,
	.takes_file = true,
	.numbered = true,
	.takes = REPORT_TAKES_NO_DISTRICT,
	.build = build_industries,
};

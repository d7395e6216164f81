/*
 * The sheet of a chart: its figures, and beside them the native chart that
 * is made of them, so that a user can restyle it.
 */
#include <stdlib.h>

#include "print/words.h"
#include "print/xlsx_part.h"
#include "text/utf8.h"

#define TITLE_ROW 0u
#define HEAD_ROW 2u
#define FIRST_ROW 3u
#define ONE_PAGE 50u /* points whose figures fit on a page */

struct plot {
	struct xlsx_book *x;
	const struct chart *c;
	size_t *order;  /* of the points: by group, of a scatter */
	struct arena keep;
};

/* "全口径税收（亿元）" */
static struct str
measure_name(struct plot *p, unsigned measure)
{
	const struct chart_measure *m = &p->c->measure[measure];

	if (m->unit.n == 0 || m->name.n == 0)
		return m->name.n == 0 ? m->unit : m->name;
	return words_fill(&p->keep, words(p->c->lang, "$1（$2）", "$1 ($2)"),
	    m->name, m->unit);
}

/* The points of a scatter stand by group, so that each is a range. */
static void
put_in_order(struct plot *p)
{
	const struct chart *c = p->c;
	size_t n = 0;

	p->order = arena_alloc(&p->keep, c->npoint + 1, sizeof(*p->order));
	for (size_t g = 0; g == 0 || g < c->ngroup; g++)
		for (size_t i = 0; i < c->npoint; i++)
			if (c->point[i].group == g)
				p->order[n++] = i;
}

static void
put_names(struct plot *p)
{
	static const struct xlsx_look look = { .align = TABLE_CENTRE,
		.bold = true, .wrap = true, .boxed = true, .shaded = true,
		.middle = true };
	const struct chart *c = p->c;
	bool scatter = c->kind == CHART_SCATTER;

	xlsx_book_text(p->x, HEAD_ROW, 0, STR(" "), &look);
	for (size_t s = 0; s < c->nseries; s++)
		xlsx_book_text(p->x, HEAD_ROW, (unsigned)s + 1,
		    scatter || c->kind == CHART_BANDS ?
		    measure_name(p, c->series[s].measure) :
		    c->series[s].label, &look);
	if (c->kind == CHART_PARETO)
		xlsx_book_text(p->x, HEAD_ROW, 2, str_from(words(c->lang,
		    "累计占比（%）", "running share (%)")), &look);
	if (scatter && c->ngroup > 0)
		xlsx_book_text(p->x, HEAD_ROW, 3,
		    str_from(words(c->lang, "类别", "group")), &look);
}

/* Sum of the first n points known, of a Pareto chart. */
static num_wide
running_sum(const struct chart *c, size_t n)
{
	num_wide sum = 0;

	for (size_t i = 0; i < n; i++)
		if (chart_at(c, i, 0).known)
			sum += chart_at(c, i, 0).n;
	return sum;
}

static void
put_share(struct plot *p, unsigned row, num_wide sum, num_wide whole)
{
	static const struct xlsx_look look = { .align = TABLE_RIGHT,
		.boxed = true };
	static const struct chart_measure percent = { .held = 2,
		.decimals = 1 };
	struct chart_value v = { .known = whole > 0 };
	struct xlsx_cell cell;

	if (v.known)
		v.n = (int64_t)num_div(sum * 10000, whole, NUM_HALF_AWAY);
	xlsx_value(&cell, &percent, v);
	xlsx_book_cell(p->x, row, 2, &cell, &look);
}

static void
put_points(struct plot *p)
{
	static const struct xlsx_look left = { .boxed = true };
	static const struct xlsx_look right = { .align = TABLE_RIGHT,
		.boxed = true };
	const struct chart *c = p->c;
	num_wide sum = 0, whole = running_sum(c, c->npoint);

	for (size_t i = 0; i < c->npoint; i++) {
		size_t at = p->order[i];
		unsigned row = FIRST_ROW + (unsigned)i;
		struct xlsx_cell cell;

		xlsx_book_text(p->x, row, 0, c->point[at].label, &left);
		for (size_t s = 0; s < c->nseries; s++) {
			struct chart_value v = chart_at(c, at, s);

			xlsx_value(&cell,
			    &c->measure[c->series[s].measure], v);
			if (v.known)
				xlsx_book_cell(p->x, row, (unsigned)s + 1,
				    &cell, &right);
			if (v.known && s == 0)
				sum += v.n;
		}
		if (c->kind == CHART_PARETO)
			put_share(p, row, sum, whole);
		if (c->kind == CHART_SCATTER && c->ngroup > 0)
			xlsx_book_text(p->x, row, 3,
			    c->group[c->point[at].group], &left);
	}
}

static unsigned
last_row(const struct chart *c)
{
	return FIRST_ROW + (unsigned)c->npoint - 1;
}

/* One series a group, one under the other. */
static size_t
scatter_series(struct plot *p, struct xlsx_series *out)
{
	const struct chart *c = p->c;
	size_t n = 0;
	unsigned row = FIRST_ROW;

	for (size_t g = 0; g == 0 || g < c->ngroup; g++) {
		unsigned first = row;

		for (size_t i = 0; i < c->npoint; i++)
			row += c->point[i].group == g;
		if (row > first)
			out[n++] = (struct xlsx_series){ .col = 2,
				.first = first, .last = row - 1,
				.name_row = c->ngroup > 0 ? first : HEAD_ROW,
				.name_col = c->ngroup > 0 ? 3 : 2,
				.role = CHART_MAIN, .no = (unsigned)g };
	}
	return n;
}

/* A series a column, those of one measure. */
static size_t
column_series(struct plot *p, unsigned measure, struct xlsx_series *out)
{
	const struct chart *c = p->c;
	size_t n = 0;

	for (size_t s = 0; s < c->nseries; s++) {
		unsigned no = 0;

		for (size_t k = 0; k < s; k++)
			no += c->series[k].role == c->series[s].role;
		if (c->series[s].measure != measure)
			continue;
		out[n++] = (struct xlsx_series){ .col = (unsigned)s + 1,
			.first = FIRST_ROW, .last = last_row(c),
			.name_row = HEAD_ROW, .name_col = (unsigned)s + 1,
			.role = c->series[s].role, .no = no };
	}
	return n;
}

static void
draw(struct plot *p, unsigned col)
{
	const struct chart *c = p->c;
	struct xlsx_series *series = arena_alloc(&p->keep,
	    c->nseries + c->ngroup + 1, sizeof(*series));
	struct xlsx_chart chart = { .kind = c->kind, .share = c->share,
		.about = c->about.n > 0 ? c->about : c->title, .row = 1,
		.col = col, .title_row = TITLE_ROW, .series = series };

	if (c->kind == CHART_SCATTER) {
		chart.x_col = 1;
		chart.x_name = measure_name(p, c->series[0].measure);
		chart.y_name = measure_name(p, c->series[1].measure);
		chart.x_log = c->measure[c->series[0].measure].log;
		chart.y_log = c->measure[c->series[1].measure].log;
		chart.nseries = scatter_series(p, series);
		xlsx_book_chart(p->x, &chart);
		return;
	}
	for (unsigned m = 0; m < c->nmeasure; m++) {
		chart.nseries = column_series(p, m, series);
		if (chart.nseries == 0)
			continue;
		chart.y_name = measure_name(p, m);
		if (c->kind == CHART_PARETO) {
			series[0].col = series[0].name_col = 2;
			chart.y_name = (struct str){ "", 0 };
		}
		xlsx_book_chart(p->x, &chart);
		chart.row += 25;
	}
}

struct str
xlsx_chart(struct xlsx_book *x, const struct block *b)
{
	static const struct xlsx_look title = { .bold = true, .size = 14 };
	static const struct xlsx_look note = { .size = 9 };
	const struct chart *c = b->chart;
	struct plot p = { .x = x, .c = c };
	size_t columns = c->nseries + (c->kind == CHART_PARETO) +
	    (c->kind == CHART_SCATTER && c->ngroup > 0), wide = 8;
	struct str name;

	name = xlsx_book_sheet(x, xlsx_short_title(&p.keep, b->number,
	    c->title));
	xlsx_book_page(x, c->lang, c->npoint > ONE_PAGE ? XLSX_LANDSCAPE :
	    XLSX_ONE_PAGE);
	put_in_order(&p);
	xlsx_book_text(x, TITLE_ROW, 0, xlsx_title(&p.keep, b->number,
	    c->title), &title);
	for (size_t i = 0; i < c->npoint; i++)
		if (utf8_width(c->point[i].label) > wide)
			wide = utf8_width(c->point[i].label);
	xlsx_book_width(x, 0, (wide < 40 ? wide : 40) + 2);
	for (size_t i = 1; i <= columns; i++)
		xlsx_book_width(x, (unsigned)i, 12);
	xlsx_book_height(x, HEAD_ROW, 32);
	put_names(&p);
	if (c->npoint > 0 && c->nseries > (c->kind == CHART_SCATTER)) {
		put_points(&p);
		draw(&p, (unsigned)columns + 2);
	}
	xlsx_book_head(x, HEAD_ROW, HEAD_ROW, 1);
	xlsx_book_text(x, last_row(c) + 2, 0, c->note, &note);
	arena_fini(&p.keep);
	return name;
}

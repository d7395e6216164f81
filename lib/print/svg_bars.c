/*
 * Bars lying down, so that names of any length stand beside them: a bar a
 * point, targets as ticks across it, last year as a ring, and the figures
 * in a column on the right.
 */
#include "print/svg_rows.h"
#include "print/words.h"

#define BAR_HEIGHT PX(15)
#define BAR_STEP PX(16)

/* The first series of a role; nseries where there is none. */
static size_t
find_role(const struct chart *c, enum chart_role role)
{
	size_t s = 0;

	while (s < c->nseries && c->series[s].role != role)
		s++;
	return s;
}

static bool
is_bar(const struct chart *c, size_t series)
{
	return c->series[series].role == CHART_MAIN ||
	    c->series[series].role == CHART_ESTIMATE;
}

static void
target_symbol(struct draw *d, unsigned no, int x, int y)
{
	(void)no;
	draw_line(d, "tick", x + PX(10), y - PX(8), x + PX(10), y + PX(8));
}

static void
before_symbol(struct draw *d, unsigned no, int x, int y)
{
	(void)no;
	draw_marker(d, 5, x + PX(10), y, (struct str){ "", 0 });
}

static void
put_legend(struct draw *d)
{
	const struct chart *c = d->c;
	struct legend at = { 0 };
	unsigned no = 0;

	for (size_t s = 0; s < c->nseries; s++) {
		struct str label = c->series[s].label;
		enum chart_role role = c->series[s].role;

		if (is_bar(c, s))
			draw_legend(d, &at, label, svg_fill_symbol, no++);
		else if (role == CHART_BEFORE)
			draw_legend(d, &at, label, before_symbol, 0);
		else
			draw_legend(d, &at, label, target_symbol, 0);
	}
	draw_legend_end(d, &at);
}

/* "3 / 4": what is, of what should be; the target stands with the first. */
static struct str
figure_of(struct rows *r, size_t point, size_t main)
{
	const struct chart *c = r->c;
	const struct chart_measure *m = &c->measure[c->series[main].measure];
	struct chart_value v = chart_at(c, point, main), t;
	size_t target = find_role(c, CHART_TARGET);
	struct str is = v.known ? draw_number(r->d, m, v.n) :
	    svg_missing(r->d), none = { "", 0 };

	if (target == c->nseries || main != find_role(c, CHART_MAIN))
		return is;
	t = chart_at(c, point, target);
	return draw_join(r->d, "$1 / $2", is,
	    t.known ? draw_number(r->d, m, t.n) : STR("—"), none);
}

static int
figure_room(struct rows *r)
{
	int most = 0, w;

	for (size_t p = 0; p < r->c->npoint; p++)
		for (size_t s = 0; s < r->c->nseries; s++) {
			if (!is_bar(r->c, s))
				continue;
			w = draw_width(figure_of(r, p, s));
			if (w > most)
				most = w;
		}
	return most;
}

/* From zero to n, whichever way; the no-th of the row's bars. */
static void
put_bar(struct rows *r, size_t point, size_t series, unsigned no)
{
	struct chart_value v = chart_at(r->c, point, series);
	int y = rows_top(r, point) + PX(5) + (int)no * BAR_STEP;

	draw_text(r->d, "", r->d->width, y + PX(12), DRAW_END,
	    figure_of(r, point, series));
	if (v.known)
		rows_bar(r, no, scale_at(&r->x, 0),
		    scale_at(&r->x, v.n), y, BAR_HEIGHT,
		    svg_tip(r->d, point, series));
}

static void
put_tick(struct rows *r, size_t point, size_t series)
{
	struct chart_value v = chart_at(r->c, point, series);
	int x, y = rows_top(r, point);

	if (!v.known)
		return;
	x = scale_at(&r->x, v.n);
	draw_line(r->d, "tickhalo", x, y + PX(2), x, y + r->height - PX(2));
	draw_line(r->d, "tick", x, y + PX(2), x, y + r->height - PX(2));
}

static void
put_row(struct rows *r, size_t point)
{
	const struct chart *c = r->c;
	unsigned no = 0;

	for (size_t s = 0; s < c->nseries; s++)
		if (is_bar(c, s))
			put_bar(r, point, s, no++);
	for (size_t s = 0; s < c->nseries; s++) {
		struct chart_value v = chart_at(c, point, s);

		if (c->series[s].role == CHART_TARGET ||
		    c->series[s].role == CHART_ELAPSED)
			put_tick(r, point, s);
		else if (c->series[s].role == CHART_BEFORE && v.known)
			draw_marker(r->d, 5, scale_at(&r->x, v.n),
			    rows_top(r, point) + r->height / 2,
			    svg_tip(r->d, point, s));
	}
}

static void
put_marks(struct rows *r, int bottom)
{
	const struct chart *c = r->c;

	for (size_t i = 0; i < c->nmark; i++) {
		int x = scale_at(&r->x, c->mark[i].at);
		int w = draw_width(c->mark[i].label) / 2;
		int text = x + w > r->right ? r->right - w : x;

		draw_line(r->d, "mark", x, r->top - PX(6), x, bottom);
		draw_text(r->d, "halo", text, r->top - PX(10), DRAW_MIDDLE,
		    c->mark[i].label);
	}
}

static int
count_bars(const struct chart *c)
{
	int n = 0;

	for (size_t s = 0; s < c->nseries; s++)
		n += is_bar(c, s);
	return n > 0 ? n : 1;
}

void
svg_bars(struct draw *d)
{
	const struct chart *c = d->c;
	struct rows r = { .d = d, .c = c };
	size_t main = find_role(c, CHART_MAIN);
	int64_t lo = 0, hi = 0;
	int bottom;

	if (main == c->nseries)
		main = 0;
	put_legend(d);
	svg_extent(c, c->series[main].measure, &lo, &hi);
	scale_linear(&r.x, &c->measure[c->series[main].measure], lo, hi,
	    d->narrow ? 3 : 6);
	if (hi > 0)
		r.x.hi = hi; /* the figures stand beside: no need of a tick */
	rows_begin(&r, PX(10) + count_bars(c) * BAR_STEP);
	r.right = d->width - figure_room(&r) - PX(14);
	r.top = d->y + (c->nmark > 0 ? PX(24) : 0);
	bottom = rows_top(&r, c->npoint);
	scale_place(&r.x, r.left, r.right);
	scale_draw_columns(d, &r.x, r.top, bottom);
	rows_names(&r);
	for (size_t p = 0; p < c->npoint; p++)
		put_row(&r, p);
	put_marks(&r, bottom);
	draw_text(d, "soft", r.left, bottom + PX(34), DRAW_START,
	    draw_measure(d, r.x.m));
	if (find_role(c, CHART_TARGET) < c->nseries)
		draw_text(d, "soft", d->width, bottom + PX(34), DRAW_END,
		    str_from(words(c->lang, "实际 / 目标", "actual / target")));
	d->y = bottom + PX(44);
}

/*
 * Bands: a row a band, and for each series a panel in its own unit, so that
 * how many and how much can be seen side by side.
 */
#include "print/svg_rows.h"

#define PANEL_GAP PX(20)
#define PANEL_LEAST PX(120)

/* The sum of what is known, for shares. */
static num_wide
sum_of(const struct chart *c, size_t series)
{
	num_wide sum = 0;

	for (size_t p = 0; p < c->npoint; p++)
		if (chart_at(c, p, series).known)
			sum += chart_at(c, p, series).n;
	return sum;
}

/* "18", or with its share "18（20.7%）". */
static struct str
figure_of(struct rows *r, size_t point, size_t series)
{
	static const struct chart_measure tenths = { .held = 1,
		.decimals = 1 };
	const struct chart *c = r->c;
	struct chart_value v = chart_at(c, point, series);
	num_wide sum = sum_of(c, series);
	struct str s = svg_missing(r->d), none = { "", 0 };

	if (!v.known)
		return s;
	s = draw_number(r->d, &c->measure[c->series[series].measure], v.n);
	if (!c->share || sum <= 0 || v.n < 0)
		return s;
	return draw_join(r->d, c->lang == LANG_ZH ? "$1（$2%）" : "$1 ($2%)",
	    s, draw_number(r->d, &tenths, (int64_t)num_div(
	        (num_wide)v.n * 1000, sum, NUM_HALF_AWAY)), none);
}

static int
figure_room(struct rows *r, size_t series)
{
	int most = 0, w;

	for (size_t p = 0; p < r->c->npoint; p++) {
		w = draw_width(figure_of(r, p, series));
		if (w > most)
			most = w;
	}
	return most;
}

/* One series between left and right; its scale has no numbers, for each
 * bar has its own. */
static void
put_panel(struct rows *r, size_t series, int left, int right)
{
	const struct chart *c = r->c;
	const struct chart_series *s = &c->series[series];
	struct draw *d = r->d;
	int64_t lo = 0, hi = 0;
	int room = figure_room(r, series) + PX(6);

	for (size_t p = 0; p < c->npoint; p++) {
		struct chart_value v = chart_at(c, p, series);

		if (v.known && v.n < lo)
			lo = v.n;
		if (v.known && v.n > hi)
			hi = v.n;
	}
	r->x = (struct scale){ .m = &c->measure[s->measure], .lo = lo,
		.hi = hi > lo ? hi : lo + 1, .step = 1 };
	scale_place(&r->x, left, right - room);
	draw_text(d, "strong", left, r->top - PX(8), DRAW_START,
	    draw_fit(d, draw_measure(d, &(struct chart_measure){
	        .name = s->label, .unit = r->x.m->unit }), right - left));
	draw_line(d, "axis", scale_at(&r->x, 0), r->top, scale_at(&r->x, 0),
	    rows_top(r, c->npoint));
	for (size_t p = 0; p < c->npoint; p++) {
		struct chart_value v = chart_at(c, p, series);
		int zero = scale_at(&r->x, 0), x = zero;

		if (v.known) {
			x = scale_at(&r->x, v.n);
			rows_bar(r, series % 2 == 0 ? 0 : 1, zero, x,
			    rows_top(r, p) + PX(4), PX(18),
			    svg_tip(d, p, series));
		}
		draw_text(d, "", (x > zero ? x : zero) + PX(5),
		    rows_top(r, p) + PX(17), DRAW_START,
		    figure_of(r, p, series));
	}
}

void
svg_bands(struct draw *d)
{
	const struct chart *c = d->c;
	struct rows r = { .d = d, .c = c };
	int n, width;

	rows_begin(&r, PX(26));
	n = (r.right - r.left) / (PANEL_LEAST + PANEL_GAP);
	if (n < 1)
		n = 1;
	if (n > (int)c->nseries)
		n = (int)c->nseries;
	width = (r.right - r.left + PANEL_GAP) / n;
	for (size_t s = 0; s < c->nseries; s += (size_t)n) {
		r.top = d->y + PX(24);
		rows_names(&r);
		for (size_t k = s; k < c->nseries && k < s + (size_t)n; k++) {
			int left = r.left + (int)(k - s) * width;

			put_panel(&r, k, left, left + width - PANEL_GAP);
		}
		d->y = rows_top(&r, c->npoint) + PX(14);
	}
}

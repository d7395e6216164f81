/*
 * How much the largest hold of the whole.  Up to thirty points: a bar each
 * and the running share as a line across them; more: the running share
 * alone, with what the first ten, twenty, fifty … hold.
 */
#include <stdlib.h>

#include "print/svg_rows.h"
#include "print/words.h"

#define ROWS_MOST 30u
#define FIGURES PX(56) /* a column of percentages */

static const struct chart_measure share_measure = { .unit = { "%", 1 },
	.held = 2, .decimals = 1 };

/* By point: the share of it and all before it in hundredths of a percent.
 * NULL where the whole is not above zero. */
static int64_t *
running_shares(const struct chart *c)
{
	num_wide whole = 0, sum = 0;
	int64_t *share;

	for (size_t p = 0; p < c->npoint; p++)
		if (chart_at(c, p, 0).known)
			whole += chart_at(c, p, 0).n;
	if (whole <= 0)
		return NULL;
	share = mem_alloc(c->npoint, sizeof(*share));
	for (size_t p = 0; p < c->npoint; p++) {
		if (chart_at(c, p, 0).known)
			sum += chart_at(c, p, 0).n;
		share[p] = (int64_t)num_div(sum * 10000, whole,
		    NUM_HALF_AWAY);
	}
	return share;
}

static void
share_symbol(struct draw *d, unsigned no, int x, int y)
{
	(void)no;
	draw_line(d, "share", x, y, x + PX(20), y);
	draw_marker(d, 5, x + PX(10), y, (struct str){ "", 0 });
}

static void
put_legend(struct draw *d)
{
	struct legend at = { 0 };

	draw_legend(d, &at, draw_measure(d, &d->c->measure[0]),
	    svg_fill_symbol, 0);
	draw_legend(d, &at, str_from(words(d->c->lang, "累计占比（%）",
	    "running share (%)")), share_symbol, 0);
	draw_legend_end(d, &at);
}

/* Figures of a row: its own, and the running share. */
static void
put_figures(struct rows *r, size_t point, int64_t share)
{
	struct chart_value v = chart_at(r->c, point, 0);
	int y = rows_top(r, point) + PX(17);

	draw_text(r->d, "", r->d->width - FIGURES, y, DRAW_END, v.known ?
	    draw_number(r->d, &r->c->measure[0], v.n) : svg_missing(r->d));
	draw_text(r->d, "", r->d->width, y, DRAW_END,
	    draw_number(r->d, &share_measure, share));
}

static void
put_bars(struct rows *r, const int64_t *share)
{
	const struct chart *c = r->c;
	struct scale run = { .hi = 10000, .step = 1, .from = r->left,
		.to = r->right };
	int *xy = mem_alloc(2 * c->npoint, sizeof(*xy));

	for (size_t p = 0; p < c->npoint; p++) {
		struct chart_value v = chart_at(c, p, 0);
		int y = rows_top(r, p);

		if (v.known)
			rows_bar(r, 0, scale_at(&r->x, 0),
			    scale_at(&r->x, v.n), y + PX(4), PX(18),
			    svg_tip(r->d, p, 0));
		xy[2 * p] = scale_at(&run, share[p]);
		xy[2 * p + 1] = y + PX(13);
		put_figures(r, p, share[p]);
	}
	draw_path(r->d, "tickhalo", xy, c->npoint, false);
	draw_path(r->d, "share", xy, c->npoint, false);
	for (size_t p = 0; p < c->npoint; p++)
		draw_marker(r->d, 5, xy[2 * p], xy[2 * p + 1],
		    (struct str){ "", 0 });
	free(xy);
}

static void
put_rows(struct draw *d, const int64_t *share)
{
	const struct chart *c = d->c;
	struct rows r = { .d = d, .c = c };
	int64_t lo = 0, hi = 0;
	int room = 0;

	put_legend(d);
	svg_extent(c, 0, &lo, &hi);
	rows_begin(&r, PX(26));
	for (size_t p = 0; p < c->npoint; p++) {
		int w = draw_width(draw_number(d, &c->measure[0],
		    chart_at(c, p, 0).n));

		if (w > room)
			room = w;
	}
	r.right = d->width - FIGURES - room - PX(14);
	scale_linear(&r.x, &c->measure[0], lo, hi, d->narrow ? 2 : 5);
	scale_place(&r.x, r.left, r.right);
	scale_draw_columns(d, &r.x, r.top, rows_top(&r, c->npoint));
	rows_names(&r);
	put_bars(&r, share);
	d->y = rows_top(&r, c->npoint) + PX(28);
}

/* The curve, in steps of a pixel at least. */
static void
put_curve(struct draw *d, const struct scale *x, const struct scale *y,
    const int64_t *share)
{
	size_t npoint = d->c->npoint, n = 1;
	int *xy = mem_alloc(2 * npoint + 6, sizeof(*xy));

	xy[0] = x->from;
	xy[1] = y->from;
	for (size_t p = 0; p < npoint; p++) {
		int at = scale_at(x, (int64_t)p + 1);

		if (p + 1 < npoint && p > 20 && at - xy[2 * n - 2] < PX(1))
			continue;
		xy[2 * n] = at;
		xy[2 * n++ + 1] = scale_at(y, share[p]);
	}
	xy[2 * n] = xy[2 * n - 2];
	xy[2 * n + 1] = y->from;
	draw_path(d, "under", xy, n + 1, true);
	draw_line(d, "line elapsed", x->from, y->from, scale_at(x,
	    (int64_t)npoint), scale_at(y, 10000));
	draw_text(d, "soft", scale_at(x, (int64_t)npoint * 7 / 10) + PX(8),
	    scale_at(y, 7000) + PX(16), DRAW_START,
	    str_from(words(d->c->lang, "均等线", "all alike")));
	draw_path(d, "line main", xy, n, false);
	free(xy);
}

/* "前10幢 41.2%", below and right of the curve, where nothing else is. */
static void
put_steps(struct draw *d, const struct scale *x, const struct scale *y,
    const int64_t *share)
{
	static const size_t step[] = { 5, 10, 20, 50, 100, 200, 500, 1000,
		2000, 5000 };
	const struct chart *c = d->c;
	struct str unit = c->nmeasure > 1 ? c->measure[1].unit : STR("");
	int before = y->from + PX(4);

	for (size_t i = 0; i < sizeof(step) / sizeof(step[0]); i++) {
		int at_x, at_y;

		if (step[i] >= c->npoint)
			break;
		at_x = scale_at(x, (int64_t)step[i]);
		at_y = scale_at(y, share[step[i] - 1]);
		if (before - at_y < PX(17))
			continue;
		before = at_y;
		draw_marker(d, 5, at_x, at_y, (struct str){ "", 0 });
		draw_text(d, "halo", at_x + PX(9), at_y + PX(13), DRAW_START,
		    draw_join(d, words(c->lang, "前$1$2 $3%", "first $1: $3%"),
		        words_int(&d->keep, (int64_t)step[i]), unit,
		        draw_number(d, &share_measure, share[step[i] - 1])));
	}
}

static void
put_whole(struct draw *d, const int64_t *share)
{
	static const struct chart_measure counted = { .decimals = 0 };
	const struct chart *c = d->c;
	const struct chart_measure *m = c->nmeasure > 1 ? &c->measure[1] :
	    &counted;
	struct scale x, y;
	int top = d->y + PX(32), bottom = top + PX(d->narrow ? 260 : 320);
	int64_t most = 10000;

	for (size_t p = 0; p < c->npoint; p++)
		if (share[p] > most)
			most = share[p];
	scale_linear(&y, &share_measure, 0, most, 5);
	scale_place(&y, bottom, top);
	scale_linear(&x, m, 0, (int64_t)c->npoint, d->narrow ? 3 : 6);
	x.hi = (int64_t)c->npoint;
	scale_place(&x, scale_label_width(d, &y) + PX(8),
	    d->width - PX(16));
	draw_text(d, "", 0, d->y + PX(14), DRAW_START, draw_join(d,
	    words(c->lang, "$1累计占比（%）", "running share of $1 (%)"),
	    c->measure[0].name, STR(""), STR("")));
	scale_draw_rows(d, &y, x.from, x.to);
	scale_draw_columns(d, &x, top, bottom);
	put_curve(d, &x, &y, share);
	put_steps(d, &x, &y, share);
	draw_text(d, "soft", x.to, bottom + PX(34), DRAW_END,
	    draw_join(d, words(c->lang, "$1，从大到小",
	        "$1, largest first"), draw_measure(d, m), STR(""), STR("")));
	d->y = bottom + PX(44);
}

void
svg_pareto(struct draw *d)
{
	int64_t *share = running_shares(d->c);

	if (share == NULL) {
		draw_text(d, "", 0, d->y + PX(20), DRAW_START,
		    str_from(words(d->c->lang, "合计不大于零，不能计算占比",
		        "the whole is not above zero: it has no shares")));
		d->y += PX(34);
	} else if (d->c->npoint <= ROWS_MOST) {
		put_rows(d, share);
	} else {
		put_whole(d, share);
	}
	free(share);
}

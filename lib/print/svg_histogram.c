/*
 * A histogram: columns that touch, on a line of numbers, each with its
 * count; what the bins were last year as dashes.
 */
#include "print/svg_part.h"

struct bins {
	struct draw *d;
	const struct chart *c;
	struct scale y;
	int left, right, top, bottom;
};

/* Where the i-th bin begins. */
static int
edge(const struct bins *b, size_t i)
{
	return b->left + (int)i * (b->right - b->left) / (int)b->c->npoint;
}

/* Where a value of the second measure lies; held to the bins. */
static int
place(const struct bins *b, int64_t at)
{
	const struct chart *c = b->c;
	num_wide whole = (num_wide)c->bin_step * (int64_t)c->npoint;
	num_wide x = (num_wide)at - c->bin_from;

	if (x < 0)
		x = 0;
	if (x > whole)
		x = whole;
	return b->left + (int)num_div(x * (b->right - b->left), whole,
	    NUM_HALF_AWAY);
}

static void
put_columns(struct bins *b)
{
	const struct chart *c = b->c;

	for (size_t p = 0; p < c->npoint; p++) {
		struct chart_value v = chart_at(c, p, 0);
		int x = edge(b, p), next = edge(b, p + 1), y;

		if (!v.known) {
			draw_text(b->d, "", (x + next) / 2, b->bottom - PX(5),
			    DRAW_MIDDLE, svg_missing(b->d));
			continue;
		}
		y = scale_at(&b->y, v.n);
		draw_rect(b->d, "seg f0", x, y, next - x, b->bottom - y,
		    svg_tip(b->d, p, 0));
	}
	for (size_t s = 1; s < c->nseries; s++)
		for (size_t p = 0; p < c->npoint; p++) {
			struct chart_value v = chart_at(c, p, s);
			int y = v.known ? scale_at(&b->y, v.n) : 0;

			if (v.known)
				draw_line(b->d, "tickhalo", edge(b, p) +
				    PX(2), y, edge(b, p + 1) - PX(2), y);
			if (v.known)
				draw_line(b->d, "tick", edge(b, p) + PX(2),
				    y, edge(b, p + 1) - PX(2), y);
		}
}

/* Above each column, and above a dash that stands where it would. */
static void
put_counts(struct bins *b)
{
	const struct chart *c = b->c;

	for (size_t p = 0; p < c->npoint; p++) {
		struct chart_value v = chart_at(c, p, 0);
		int y = scale_at(&b->y, v.n);

		for (size_t s = 1; s < c->nseries; s++) {
			struct chart_value w = chart_at(c, p, s);
			int dash = scale_at(&b->y, w.n);

			if (w.known && dash <= y + PX(2) && dash > y - PX(20))
				y = dash;
		}
		if (v.known)
			draw_text(b->d, "halo", (edge(b, p) + edge(b, p + 1))
			    / 2, y - PX(5), DRAW_MIDDLE,
			    draw_number(b->d, &c->measure[0], v.n));
	}
}

static struct str
edge_label(struct bins *b, const struct scale *x, size_t i)
{
	return scale_label(b->d, x, x->lo + (int64_t)i * x->step);
}

/* An open bin has no bound on its outer side: "<50" or "≥100" below it. */
static void
put_open(struct bins *b, const struct scale *x, size_t bin, size_t bound,
    const char *form)
{
	draw_text(b->d, "", (edge(b, bin) + edge(b, bin + 1)) / 2,
	    b->bottom + PX(18), DRAW_MIDDLE, draw_join(b->d, form,
	        edge_label(b, x, bound), STR(""), STR("")));
}

/* The bounds of the bins; as many as have room. */
static void
put_edges(struct bins *b)
{
	const struct chart *c = b->c;
	struct scale x = { .m = &c->measure[1], .lo = c->bin_from,
		.step = c->bin_step };
	size_t n = c->npoint, every;
	int widest = 0, bin = edge(b, 1) - b->left;

	for (size_t i = 0; i <= n; i++) {
		int w = draw_width(edge_label(b, &x, i));

		if (w > widest)
			widest = w;
	}
	every = (size_t)((widest + PX(6)) / bin) + 1;
	for (size_t i = c->open_below; i + c->open_above <= n; i++) {
		draw_line(b->d, "axis", edge(b, i), b->bottom, edge(b, i),
		    b->bottom + PX(4));
		/* where there is no room, an open bin alone says its bound */
		if (i % every == 0 && (bin > PX(64) ||
		    ((i > 1 || !c->open_below) &&
		        (i + 1 < n || !c->open_above))))
			draw_text(b->d, "", edge(b, i), b->bottom + PX(18),
			    DRAW_MIDDLE, edge_label(b, &x, i));
	}
	if (c->open_below)
		put_open(b, &x, 0, 1, "<$1");
	if (c->open_above)
		put_open(b, &x, n - 1, n - 1, "\xe2\x89\xa5$1");
	draw_text(b->d, "soft", b->right, b->bottom + PX(36), DRAW_END,
	    draw_measure(b->d, x.m));
}

static void
put_marks(struct bins *b)
{
	const struct chart *c = b->c;

	for (size_t i = 0; i < c->nmark; i++) {
		int x, w = draw_width(c->mark[i].label) / 2, text;

		if (c->mark[i].measure != 1 || c->bin_step <= 0)
			continue;
		x = place(b, c->mark[i].at);
		text = x + w > b->right ? b->right - w : x;
		draw_line(b->d, "mark", x, b->top - PX(20), x, b->bottom);
		draw_text(b->d, "halo", text, b->top - PX(24), DRAW_MIDDLE,
		    c->mark[i].label);
	}
}

static void
column_symbol(struct draw *d, unsigned no, int x, int y)
{
	if (no == 0)
		svg_fill_symbol(d, 0, x, y);
	else
		draw_line(d, "tick", x, y, x + PX(20), y);
}

static void
put_legend(struct draw *d)
{
	struct legend at = { 0 };

	for (size_t s = 0; d->c->nseries > 1 && s < d->c->nseries; s++)
		draw_legend(d, &at, d->c->series[s].label, column_symbol,
		    (unsigned)s);
	draw_legend_end(d, &at);
}

void
svg_histogram(struct draw *d)
{
	const struct chart *c = d->c;
	struct bins b = { .d = d, .c = c };
	int64_t lo = 0, hi = 0;

	put_legend(d);
	svg_extent(c, 0, &lo, &hi);
	scale_linear(&b.y, &c->measure[0], 0, hi, 4);
	draw_text(d, "", 0, d->y + PX(14), DRAW_START,
	    draw_measure(d, &c->measure[0]));
	b.top = d->y + (c->nmark > 0 ? PX(66) : PX(34));
	b.bottom = b.top + PX(d->narrow ? 200 : 240);
	b.left = scale_label_width(d, &b.y) + PX(8);
	b.right = d->width - PX(16);
	scale_place(&b.y, b.bottom, b.top);
	scale_draw_rows(d, &b.y, b.left, b.right);
	put_columns(&b);
	put_marks(&b);
	put_counts(&b);
	if (c->bin_step > 0 && c->nmeasure > 1)
		put_edges(&b);
	else
		svg_point_labels(d, b.left, b.right, b.bottom, true);
	d->y = b.bottom + PX(46);
}

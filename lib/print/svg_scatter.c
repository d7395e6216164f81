/*
 * A scatter: a dot a point, its form that of its group; the named ones
 * carry their names where these cover neither a dot nor another name.
 */
#include <stdlib.h>

#include "print/svg_part.h"
#include "print/words.h"

#define DOT PX(5) /* half the room of a dot */
#define NAME_HEIGHT PX(14)

struct box {
	int x1, y1, x2, y2;
};

struct cloud {
	struct draw *d;
	const struct chart *c;
	struct scale x, y;
	struct box *taken; /* dots, bounds, then names */
	size_t ntaken, ndot;
	size_t unknown, below; /* not drawn: no value; none on a log axis */
};

/* Where a point lies; false where it cannot be drawn. */
static bool
locate(struct cloud *g, size_t point, int *x, int *y)
{
	struct chart_value a = chart_at(g->c, point, 0);
	struct chart_value b = chart_at(g->c, point, 1);

	if (!a.known || !b.known || (g->x.m->log && a.n <= 0) ||
	    (g->y.m->log && b.n <= 0))
		return false;
	*x = scale_at(&g->x, a.n);
	*y = scale_at(&g->y, b.n);
	return true;
}

/* A bound that no point comes near is drawn, too. */
static void
extend_to_marks(const struct chart *c, unsigned measure, int64_t *lo,
    int64_t *hi)
{
	for (size_t i = 0; i < c->nmark; i++) {
		int64_t at = c->mark[i].at;

		if (c->mark[i].measure != measure ||
		    (c->measure[measure].log && at <= 0))
			continue;
		*lo = at < *lo ? at : *lo;
		*hi = at > *hi ? at : *hi;
	}
}

/* The extent of what can be drawn, by measure of series 0 or 1. */
static bool
extent(struct cloud *g, unsigned series, int64_t *lo, int64_t *hi)
{
	const struct chart *c = g->c;
	const struct chart_measure *m[] = {
		&c->measure[c->series[0].measure],
		&c->measure[c->series[1].measure] };
	bool any = false;

	for (size_t p = 0; p < c->npoint; p++) {
		struct chart_value v[] = { chart_at(c, p, 0),
			chart_at(c, p, 1) };

		if (!v[0].known || !v[1].known ||
		    (m[0]->log && v[0].n <= 0) || (m[1]->log && v[1].n <= 0))
			continue;
		if (!any || v[series].n < *lo)
			*lo = v[series].n;
		if (!any || v[series].n > *hi)
			*hi = v[series].n;
		any = true;
	}
	return any;
}

static bool
make_scale(struct cloud *g, unsigned series, struct scale *s, int ticks)
{
	const struct chart *c = g->c;
	const struct chart_measure *m = &c->measure[c->series[series].measure];
	int64_t lo = 0, hi = 0;

	if (!extent(g, series, &lo, &hi))
		return false;
	extend_to_marks(c, c->series[series].measure, &lo, &hi);
	if (m->log)
		scale_log(s, m, lo, hi);
	else
		scale_linear(s, m, lo, hi, ticks);
	return true;
}

static bool
meet(const struct box *a, const struct box *b)
{
	return a->x1 < b->x2 && b->x1 < a->x2 && a->y1 < b->y2 &&
	    b->y1 < a->y2;
}

static bool
is_free(const struct cloud *g, const struct box *b)
{
	if (b->x1 < g->x.from || b->x2 > g->d->width ||
	    b->y1 < g->y.to - PX(10) || b->y2 > g->y.from)
		return false;
	for (size_t i = 0; i < g->ntaken; i++)
		if (meet(b, &g->taken[i]))
			return false;
	return true;
}

/* The box of a name `far` from its dot in one of eight directions. */
static struct box
box_at(int x, int y, int width, int far, unsigned way)
{
	static const int dx[] = { 1, -1, 0, 0, 1, -1, 1, -1 };
	static const int dy[] = { 0, 0, -1, 1, -1, -1, 1, 1 };
	int cx = x + dx[way] * (far + width / 2);
	int cy = y + dy[way] * (far + NAME_HEIGHT / 2);

	return (struct box){ cx - width / 2, cy - NAME_HEIGHT / 2,
		cx + width / 2, cy + NAME_HEIGHT / 2 };
}

/* Where the box is nearest to a number. */
static int
nearest(int at, int from, int to)
{
	return at < from ? from : at > to ? to : at;
}

/* The line from a dot to its name crosses dots, but no bound and no name. */
static bool
is_led(const struct cloud *g, int x, int y, const struct box *b)
{
	int dx = nearest(x, b->x1, b->x2) - x;
	int dy = nearest(y, b->y1, b->y2) - y;

	for (int step = 0; step < 32; step++) {
		int at = x + dx * step / 32, up = y + dy * step / 32;
		struct box here = { at - PX(1), up - PX(1), at + PX(1),
			up + PX(1) };

		for (size_t i = g->ndot; i < g->ntaken; i++)
			if (meet(&here, &g->taken[i]))
				return false;
	}
	return true;
}

/* The nearest place that is free; a name that has none is left to the tip
 * and the table. */
static void
put_name(struct cloud *g, size_t point)
{
	struct draw *d = g->d;
	struct str name = draw_fit(d, g->c->point[point].label, PX(130));
	int x, y, width = draw_width(name) + PX(4);

	if (!locate(g, point, &x, &y))
		return;
	draw_begin(d, "circle", "pick");
	draw_attr(d, "cx", x);
	draw_attr(d, "cy", y);
	draw_attr(d, "r", PX(6));
	draw_done(d);
	for (int far = PX(6); far <= PX(66); far += PX(10))
		for (unsigned way = 0; way < 8; way++) {
			struct box b = box_at(x, y, width, far, way);

			if (!is_free(g, &b) || (far > PX(6) &&
			    !is_led(g, x, y, &b)))
				continue;
			if (far > PX(6))
				draw_line(d, "lead", x, y,
				    nearest(x, b.x1, b.x2),
				    nearest(y, b.y1, b.y2));
			draw_text(d, "halo", (b.x1 + b.x2) / 2, b.y2 - PX(3),
			    DRAW_MIDDLE, name);
			g->taken[g->ntaken++] = b;
			return;
		}
}

static void
put_dots(struct cloud *g)
{
	const struct chart *c = g->c;
	struct str none = { "", 0 };

	for (size_t p = 0; p < c->npoint; p++) {
		int x, y;

		if (!locate(g, p, &x, &y)) {
			bool known = chart_at(c, p, 0).known &&
			    chart_at(c, p, 1).known;

			g->unknown += !known;
			g->below += known;
			continue;
		}
		/* a phone has nothing to point with */
		draw_marker(g->d, c->point[p].group, x, y,
		    g->d->narrow ? none : draw_join(g->d, "$1\n$2\n$3",
		        c->point[p].label, svg_tip_value(g->d, p, 0),
		        svg_tip_value(g->d, p, 1)));
		g->taken[g->ntaken++] = (struct box){ x - DOT, y - DOT,
			x + DOT, y + DOT };
	}
}

static void
group_symbol(struct draw *d, unsigned no, int x, int y)
{
	draw_marker(d, no, x + PX(12), y, (struct str){ "", 0 });
}

static void
put_legend(struct draw *d)
{
	struct legend at = { 0 };

	for (size_t g = 0; d->c->ngroup > 1 && g < d->c->ngroup; g++)
		draw_legend(d, &at, d->c->group[g], group_symbol,
		    (unsigned)g);
	draw_legend_end(d, &at);
}

/* Across for the measure on the left, down for that below. */
static void
put_marks(struct cloud *g)
{
	const struct chart *c = g->c;

	for (size_t i = 0; i < c->nmark; i++) {
		const struct chart_mark *m = &c->mark[i];
		bool across = m->measure == c->series[1].measure;
		int at = scale_at(across ? &g->y : &g->x, m->at);

		int w = draw_width(m->label);
		struct box b = { g->x.to - PX(4) - w, at - PX(16),
			g->x.to - PX(4), at - PX(2) };

		if (!across)
			b = (struct box){ at + PX(4), g->y.to,
				at + PX(4) + w, g->y.to + PX(14) };
		if (across)
			draw_line(g->d, "mark", g->x.from, at, g->x.to, at);
		else
			draw_line(g->d, "mark", at, g->y.to, at, g->y.from);
		draw_text(g->d, "halo", b.x1, b.y2 - PX(3), DRAW_START,
		    m->label);
		g->taken[g->ntaken++] = b;
		g->taken[g->ntaken++] = across ?
		    (struct box){ g->x.from, at - PX(1), g->x.to, at + PX(1) } :
		    (struct box){ at - PX(1), g->y.to, at + PX(1), g->y.from };
	}
}

static void
put_left_out(struct cloud *g)
{
	struct draw *d = g->d;
	size_t n = g->unknown + g->below;

	if (n == 0)
		return;
	draw_text(d, "soft", 0, d->y + PX(12), DRAW_START, draw_join(d,
	    words(d->c->lang, "未画出$1个：缺数据$2个，数值不大于零$3个",
	        "not drawn: $1; no data $2, not above zero $3"),
	    words_int(&d->keep, (int64_t)n),
	    words_int(&d->keep, (int64_t)g->unknown),
	    words_int(&d->keep, (int64_t)g->below)));
	d->y += PX(20);
}

static void
put_cloud(struct cloud *g)
{
	struct draw *d = g->d;
	int top = d->y + PX(32), bottom = top + PX(d->narrow ? 280 : 380);

	scale_place(&g->y, bottom, top);
	scale_place(&g->x, scale_label_width(d, &g->y) + PX(8),
	    d->width - PX(20));
	draw_text(d, "", 0, d->y + PX(14), DRAW_START,
	    draw_measure(d, g->y.m));
	scale_draw_rows(d, &g->y, g->x.from, g->x.to);
	scale_draw_columns(d, &g->x, top, bottom);
	put_dots(g);
	g->ndot = g->ntaken;
	put_marks(g);
	for (size_t p = 0; p < g->c->npoint; p++)
		if (g->c->point[p].named)
			put_name(g, p);
	draw_text(d, "soft", g->x.to, bottom + PX(34), DRAW_END,
	    draw_measure(d, g->x.m));
	d->y = bottom + PX(44);
}

void
svg_scatter(struct draw *d)
{
	const struct chart *c = d->c;
	struct cloud g = { .d = d, .c = c };

	put_legend(d);
	g.taken = mem_alloc(2 * (c->npoint + c->nmark) + 1, sizeof(*g.taken));
	if (c->nseries > 1 && make_scale(&g, 0, &g.x, d->narrow ? 3 : 6) &&
	    make_scale(&g, 1, &g.y, 5))
		put_cloud(&g);
	put_left_out(&g);
	free(g.taken);
}

/*
 * Lines over months: this year against last year, a target, the time
 * elapsed.  Each is named at its end, where the eye arrives; the last
 * value stands there too.
 */
#include <stdlib.h>

#include "print/svg_part.h"

#define INSET PX(14) /* of the first and last month */
#define TAG_HEIGHT PX(31) /* two lines of lettering */

struct lines {
	struct draw *d;
	const struct chart *c;
	struct scale y;
	int left, right, top, bottom;
};

/* The name of a line at its end. */
struct tag {
	size_t series;
	int x, y; /* the last point known */
	struct str value;
};

static const char *
class_of(const struct chart *c, size_t series)
{
	static const char *const other[] = { "", "line before", "line target",
		"line elapsed", "line estimate" };
	static const char *const main[] = { "line main", "line main m1",
		"line main m2", "line main m3" };
	size_t no = 0;

	if (c->series[series].role != CHART_MAIN)
		return other[c->series[series].role];
	for (size_t s = 0; s < series; s++)
		no += c->series[s].role == CHART_MAIN;
	return main[no % 4];
}

/* Which marker, or -1: what is not counted has none. */
static int
marker_of(const struct chart *c, size_t series)
{
	int no = 0;

	switch (c->series[series].role) {
	case CHART_MAIN:
		for (size_t s = 0; s < series; s++)
			no += c->series[s].role == CHART_MAIN;
		return no % 5;
	case CHART_BEFORE:
		return 5;
	case CHART_ESTIMATE:
		return 8;
	default:
		return -1;
	}
}

static int
x_of(const struct lines *l, size_t point)
{
	int n = (int)l->c->npoint, width = l->right - l->left - 2 * INSET;

	if (n < 2)
		return (l->left + l->right) / 2;
	return l->left + INSET + (int)point * width / (n - 1);
}

/* One stretch of known values after the other. */
static void
put_line(struct lines *l, size_t series)
{
	const struct chart *c = l->c;
	int *xy = mem_alloc(2 * c->npoint + 2, sizeof(*xy));
	size_t n = 0;

	for (size_t p = 0; p <= c->npoint; p++) {
		struct chart_value v = { 0 };

		if (p < c->npoint)
			v = chart_at(c, p, series);
		if (v.known) {
			xy[2 * n] = x_of(l, p);
			xy[2 * n++ + 1] = scale_at(&l->y, v.n);
			continue;
		}
		if (n > 1)
			draw_path(l->d, class_of(c, series), xy, n, false);
		n = 0;
	}
	free(xy);
}

static void
put_markers(struct lines *l, size_t series)
{
	int no = marker_of(l->c, series);

	for (size_t p = 0; no >= 0 && p < l->c->npoint; p++) {
		struct chart_value v = chart_at(l->c, p, series);

		if (v.known)
			draw_marker(l->d, (unsigned)no, x_of(l, p),
			    scale_at(&l->y, v.n), svg_tip(l->d, p, series));
	}
}

static int
by_height(const void *a, const void *b)
{
	const struct tag *s = a, *t = b;

	if (s->y != t->y)
		return s->y < t->y ? -1 : 1;
	return s->series < t->series ? -1 : s->series > t->series;
}

static size_t
collect_tags(struct lines *l, struct tag *tag)
{
	const struct chart *c = l->c;
	size_t n = 0;

	for (size_t s = 0; s < c->nseries; s++) {
		size_t p = c->npoint;
		struct chart_value v = { 0 };

		while (p > 0 && !v.known)
			v = chart_at(c, --p, s);
		if (!v.known)
			continue;
		tag[n++] = (struct tag){ .series = s, .x = x_of(l, p),
			.y = scale_at(&l->y, v.n),
			.value = draw_number(l->d,
			    &c->measure[c->series[s].measure], v.n) };
	}
	qsort(tag, n, sizeof(*tag), by_height);
	return n;
}

static void
put_tags(struct lines *l)
{
	const struct chart *c = l->c;
	struct draw *d = l->d;
	struct tag *tag = mem_zalloc(c->nseries + 1, sizeof(*tag));
	int *at = mem_alloc(c->nseries + 1, sizeof(*at));
	int x = l->right + PX(16);
	size_t n = collect_tags(l, tag);

	for (size_t i = 0; i < n; i++)
		at[i] = tag[i].y;
	draw_spread(at, n, TAG_HEIGHT, l->top, l->bottom);
	for (size_t i = 0; i < n; i++) {
		int bend[] = { tag[i].x + PX(6), tag[i].y, l->right + PX(4),
			tag[i].y, x - PX(3), at[i] };

		draw_path(d, "lead", bend, 3, false);
		draw_text(d, c->series[tag[i].series].role == CHART_MAIN ?
		    "strong" : "", x, at[i] - PX(1), DRAW_START,
		    draw_fit(d, c->series[tag[i].series].label,
		        d->width - x));
		draw_text(d, c->series[tag[i].series].role == CHART_MAIN ?
		    "strong" : "", x, at[i] + PX(13), DRAW_START,
		    tag[i].value);
	}
	free(at);
	free(tag);
}

/* Room for the names: as much as they need, two fifths of all at most. */
static int
tag_room(const struct lines *l)
{
	const struct chart *c = l->c;
	int most = PX(40), w;

	for (size_t s = 0; s < c->nseries; s++) {
		w = draw_width(c->series[s].label);
		if (w > most)
			most = w;
	}
	most += PX(18);
	return most < l->d->width * 2 / 5 ? most : l->d->width * 2 / 5;
}

static void
put_marks(struct lines *l)
{
	for (size_t i = 0; i < l->c->nmark; i++) {
		int y = scale_at(&l->y, l->c->mark[i].at);

		draw_line(l->d, "mark", l->left, y, l->right, y);
		draw_text(l->d, "halo", l->left + PX(6), y - PX(4),
		    DRAW_START, l->c->mark[i].label);
	}
}

void
svg_lines(struct draw *d)
{
	const struct chart *c = d->c;
	struct lines l = { .d = d, .c = c };
	int64_t lo = 0, hi = 0;

	svg_extent(c, 0, &lo, &hi);
	scale_linear(&l.y, &c->measure[0], lo, hi, 5);
	l.left = scale_label_width(d, &l.y) + PX(8);
	l.right = d->width - tag_room(&l);
	draw_text(d, "", 0, d->y + PX(14), DRAW_START,
	    draw_measure(d, &c->measure[0]));
	l.top = d->y + PX(32);
	l.bottom = l.top + (d->narrow ? PX(240) : PX(300));
	scale_place(&l.y, l.bottom, l.top);
	scale_draw_rows(d, &l.y, l.left, l.right);
	svg_point_labels(d, l.left + INSET, l.right - INSET, l.bottom, false);
	put_marks(&l);
	for (size_t s = c->nseries; s > 0; s--)
		put_line(&l, s - 1);
	for (size_t s = c->nseries; s > 0; s--)
		put_markers(&l, s - 1);
	put_tags(&l);
	d->y = l.bottom + PX(26);
}

/*
 * Changes of rank: a line a name, from its place in one period to that in
 * the next.  Who rose is drawn thick, who fell dashed, who stayed thin;
 * names stand at both ends.
 */
#include <limits.h>
#include <stdlib.h>

#include "print/svg_part.h"
#include "print/words.h"

#define STEP PX(24) /* from one rank to the next */

struct ranks {
	struct draw *d;
	const struct chart *c;
	int left, right, top;
	int64_t *place; /* the ranks that occur, in order; NULL: all have room */
	size_t nplace;
};

struct name {
	int64_t rank;
	size_t series;
};

static int
x_of(const struct ranks *r, size_t point)
{
	int n = (int)r->c->npoint;

	return n < 2 ? r->left :
	    r->left + (int)point * (r->right - r->left) / (n - 1);
}

static int
y_of(const struct ranks *r, int64_t rank)
{
	size_t at = 0;

	if (r->place == NULL)
		return r->top + (int)(rank - 1) * STEP;
	while (at < r->nplace && r->place[at] < rank)
		at++;
	return r->top + (int)at * STEP;
}

static int
by_rank(const void *a, const void *b)
{
	int64_t m = *(const int64_t *)a, n = *(const int64_t *)b;

	return m < n ? -1 : m > n;
}

/* Where someone fell far, or ranks are none, those that occur stand below
 * each other. */
static void
make_places(struct ranks *r, int64_t lo, int64_t hi)
{
	const struct chart *c = r->c;
	size_t n = 0;

	if (lo >= 1 && hi <= 2 * (int64_t)c->nseries)
		return;
	r->place = mem_alloc(c->nvalue + 1, sizeof(*r->place));
	for (size_t i = 0; i < c->nvalue; i++)
		if (c->value[i].known)
			r->place[n++] = c->value[i].n;
	qsort(r->place, n, sizeof(*r->place), by_rank);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || r->place[i] != r->place[i - 1])
			r->place[r->nplace++] = r->place[i];
}

/* First and last place known; false where there is none. */
static bool
ends(const struct chart *c, size_t series, size_t *first, size_t *last)
{
	bool any = false;

	for (size_t p = 0; p < c->npoint; p++) {
		if (!chart_at(c, p, series).known)
			continue;
		if (!any)
			*first = p;
		*last = p;
		any = true;
	}
	return any;
}

static const char *
class_of(const struct chart *c, size_t series, size_t first, size_t last)
{
	int64_t from = chart_at(c, first, series).n;
	int64_t to = chart_at(c, last, series).n;

	/* who comes later than the first period rises from below */
	if (to < from || (first > 0 && to <= from))
		return "line up";
	return to > from || last + 1 < c->npoint ? "line down" : "line same";
}

static void
put_line(struct ranks *r, size_t series)
{
	const struct chart *c = r->c;
	size_t first = 0, last = 0, before = 0;
	const char *class;

	if (!ends(c, series, &first, &last))
		return;
	class = class_of(c, series, first, last);
	for (size_t p = first; p <= last; p++) {
		struct chart_value v = chart_at(c, p, series), w;

		if (!v.known)
			continue;
		w = chart_at(c, before, series);
		if (p > first && p == before + 1)
			draw_line(r->d, class, x_of(r, before), y_of(r, w.n),
			    x_of(r, p), y_of(r, v.n));
		before = p;
	}
	for (size_t p = first; p <= last; p++) {
		struct chart_value v = chart_at(c, p, series);

		if (v.known)
			draw_marker(r->d, str_ends(str_from(class),
			    STR("up")) ? 0 : 5, x_of(r, p), y_of(r, v.n),
			    svg_tip(r->d, p, series));
	}
}

static int
name_by_rank(const void *a, const void *b)
{
	const struct name *m = a, *n = b;

	if (m->rank != n->rank)
		return m->rank < n->rank ? -1 : 1;
	return m->series < n->series ? -1 : m->series > n->series;
}

/* "3 姑苏区" at one end; who shares a rank stands below the other. */
static void
put_names(struct ranks *r, size_t point)
{
	const struct chart *c = r->c;
	struct draw *d = r->d;
	struct name *name = mem_zalloc(c->nseries + 1, sizeof(*name));
	int *at = mem_alloc(c->nseries + 1, sizeof(*at));
	size_t n = 0;
	bool left = point == 0;

	for (size_t s = 0; s < c->nseries; s++)
		if (chart_at(c, point, s).known)
			name[n++] = (struct name){ .series = s,
				.rank = chart_at(c, point, s).n };
	qsort(name, n, sizeof(*name), name_by_rank);
	for (size_t i = 0; i < n; i++)
		at[i] = y_of(r, name[i].rank);
	draw_spread(at, n, PX(16), r->top, INT_MAX / 2);
	for (size_t i = 0; i < n; i++) {
		struct str rank = words_int(&d->keep, name[i].rank);
		struct str label = draw_fit(d,
		    c->series[name[i].series].label,
		    r->left - PX(16) - draw_width(rank));

		draw_text(d, "", left ? r->left - PX(10) : r->right + PX(10),
		    at[i] + PX(4), left ? DRAW_END : DRAW_START,
		    draw_join(d, "$1 $2", left ? label : rank,
		        left ? rank : label, STR("")));
	}
	free(at);
	free(name);
}

/* Who is in neither the first nor the last period is named in between. */
static void
put_inner_name(struct ranks *r, size_t series)
{
	size_t first = 0, last = 0;

	if (!ends(r->c, series, &first, &last) || first == 0 ||
	    last + 1 == r->c->npoint)
		return;
	draw_text(r->d, "halo", x_of(r, last) + PX(8),
	    y_of(r, chart_at(r->c, last, series).n) - PX(6), DRAW_START,
	    r->c->series[series].label);
}

static void
line_symbol(struct draw *d, unsigned no, int x, int y)
{
	static const char *const class[] = { "line up", "line down",
		"line same" };

	draw_line(d, class[no], x, y, x + PX(20), y);
}

static void
put_legend(struct draw *d)
{
	static const char *const zh[] = { "上升", "下降", "不变" };
	static const char *const en[] = { "up", "down", "the same" };
	struct legend at = { 0 };

	for (unsigned i = 0; i < 3; i++)
		draw_legend(d, &at, str_from(words(d->c->lang, zh[i], en[i])),
		    line_symbol, i);
	draw_legend_end(d, &at);
}

void
svg_ranks(struct draw *d)
{
	const struct chart *c = d->c;
	struct ranks r = { .d = d, .c = c };
	int64_t lo = 1, hi = 1;
	int room = 0, limit = d->width * 7 / 20;

	put_legend(d);
	svg_extent(c, 0, &lo, &hi);
	make_places(&r, lo, hi);
	for (size_t s = 0; s < c->nseries; s++) {
		int w = draw_width(c->series[s].label) + PX(30);

		if (w > room)
			room = w;
	}
	r.left = room < limit ? room : limit;
	r.right = d->width - r.left;
	r.top = d->y + PX(38);
	for (size_t p = 0; p < c->npoint; p++) {
		draw_line(d, "grid", x_of(&r, p), r.top - PX(14), x_of(&r, p),
		    y_of(&r, hi) + PX(12));
		draw_text(d, "strong", x_of(&r, p), r.top - PX(22),
		    DRAW_MIDDLE, c->point[p].label);
	}
	for (size_t s = c->nseries; s > 0; s--)
		put_line(&r, s - 1);
	for (size_t s = 0; s < c->nseries; s++)
		put_inner_name(&r, s);
	put_names(&r, 0);
	if (c->npoint > 1)
		put_names(&r, c->npoint - 1);
	d->y = y_of(&r, hi) + PX(34);
	free(r.place);
}

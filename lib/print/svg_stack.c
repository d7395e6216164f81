/*
 * Stacks: each bar made of its parts, one after the other, told apart by
 * their filling; the part's figure stands inside where it has room.
 */
#include "print/svg_rows.h"
#include "print/words.h"

#define BAR PX(20)

/* A part's figure: light on what is dark, on a plate over what is hatched. */
static void
put_figure(struct rows *r, unsigned no, int x, int y, struct str figure)
{
	bool dark = no % 8 == 0 || no % 8 == 6;
	int w = draw_width(figure) + PX(2);

	if (no % 8 == 1 || (no % 8 >= 3 && no % 8 <= 5))
		draw_rect(r->d, "ground", x - w / 2, y + PX(3), w, PX(14),
		    (struct str){ "", 0 });
	draw_text(r->d, dark ? "on" : "", x, y + PX(14), DRAW_MIDDLE, figure);
}

/* What is drawn of a point: its parts that are above zero. */
static num_wide
sum_of(const struct chart *c, size_t point)
{
	num_wide sum = 0;

	for (size_t s = 0; s < c->nseries; s++) {
		struct chart_value v = chart_at(c, point, s);

		if (v.known && v.n > 0)
			sum += v.n;
	}
	return sum;
}

/* "45.2" percent, or the figure itself; what stands in a part. */
static struct str
part_figure(struct rows *r, struct chart_value v, num_wide sum)
{
	static const struct chart_measure tenths = { .held = 1,
		.decimals = 1 };

	if (!r->c->share)
		return draw_number(r->d, &r->c->measure[0], v.n);
	return draw_number(r->d, &tenths, (int64_t)num_div(
	    (num_wide)v.n * 1000, sum, NUM_HALF_AWAY));
}

/* Where `done` of the bar ends: of itself where parts are shares. */
static int
place(const struct rows *r, num_wide done, num_wide sum)
{
	if (!r->c->share)
		return scale_at(&r->x, (int64_t)done);
	if (sum == 0)
		return r->left;
	return r->left + (int)num_div(done * (r->right - r->left), sum,
	    NUM_HALF_AWAY);
}

static void
put_bar(struct rows *r, size_t point)
{
	num_wide sum = sum_of(r->c, point), done = 0;
	int y = rows_top(r, point) + PX(4);

	for (size_t s = 0; s < r->c->nseries; s++) {
		struct chart_value v = chart_at(r->c, point, s);
		int x1 = place(r, done, sum), x2;
		struct str figure;

		if (!v.known || v.n <= 0)
			continue;
		done += v.n;
		x2 = place(r, done, sum);
		rows_bar(r, (unsigned)s, x1, x2, y, BAR,
		    svg_tip(r->d, point, s));
		figure = part_figure(r, v, sum);
		if (draw_width(figure) + PX(6) < x2 - x1)
			put_figure(r, (unsigned)s, (x1 + x2) / 2, y, figure);
	}
}

/* The whole, on the right; it says so where a part is not in the bar. */
static struct str
total_of(struct rows *r, size_t point)
{
	const struct chart *c = r->c;
	struct str none = { "", 0 }, s;
	bool missing = false, below = false;
	num_wide sum = 0;

	for (size_t i = 0; i < c->nseries; i++) {
		struct chart_value v = chart_at(c, point, i);

		missing = missing || !v.known;
		below = below || (v.known && v.n < 0);
		sum += v.known ? v.n : 0;
	}
	s = draw_number(r->d, &c->measure[0], (int64_t)sum);
	if (missing)
		s = draw_join(r->d, words(c->lang, "$1（有缺）",
		    "$1 (part n.d.)"), s, none, none);
	else if (below)
		s = draw_join(r->d, words(c->lang, "$1（含负）",
		    "$1 (part < 0)"), s, none, none);
	return s;
}

static void
put_legend(struct draw *d)
{
	struct legend at = { 0 };

	for (size_t s = 0; s < d->c->nseries; s++)
		draw_legend(d, &at, d->c->series[s].label, svg_fill_symbol,
		    (unsigned)s);
	draw_legend_end(d, &at);
}

static void
put_scale(struct rows *r, int bottom)
{
	static const struct chart_measure percent = { .unit = { "%", 1 } };
	struct scale x;

	x = r->x;
	if (r->c->share) {
		scale_linear(&x, &percent, 0, 100, 5);
		scale_place(&x, r->left, r->right);
	}
	scale_draw_columns(r->d, &x, r->top, bottom);
}

void
svg_stack(struct draw *d)
{
	const struct chart *c = d->c;
	struct rows r = { .d = d, .c = c };
	int64_t most = 0;
	int room = 0, bottom;

	put_legend(d);
	rows_begin(&r, PX(28));
	for (size_t p = 0; p < c->npoint; p++) {
		num_wide sum = sum_of(c, p);
		int w = draw_width(total_of(&r, p));

		if (sum > most)
			most = (int64_t)sum;
		if (w > room)
			room = w;
	}
	r.right -= room + PX(8);
	bottom = rows_top(&r, c->npoint);
	scale_linear(&r.x, &c->measure[0], 0, most, d->narrow ? 3 : 5);
	if (most > 0)
		r.x.hi = most;
	scale_place(&r.x, r.left, r.right);
	put_scale(&r, bottom);
	rows_names(&r);
	for (size_t p = 0; p < c->npoint; p++) {
		put_bar(&r, p);
		draw_text(d, "", d->width, rows_top(&r, p) + PX(18), DRAW_END,
		    total_of(&r, p));
	}
	draw_text(d, "soft", d->width, bottom + PX(34), DRAW_END,
	    draw_join(d, words(c->lang, "合计：$1", "total: $1"), draw_measure(d, &c->measure[0]),
	        STR(""), STR("")));
	d->y = bottom + PX(44);
}

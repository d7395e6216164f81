/* A district's score step by step: each figure with the line it stands on,
 * and the sum that makes a score of it. */
#include "base/map.h"
#include "plan/score_show.h"
#include "plan/score_text.h"
#include "schema/made.h"

struct explainer {
	const struct score_show *s;
	struct line line;
	size_t place, item;
	struct str indicator;
	bool ok;
};

/* Sends what has been put of a step; pos NULL: it stands nowhere. */
static void
send(struct explainer *e, const char *figure, const struct pos *pos)
{
	const struct score_sheet *sheet = e->s->sheet;
	const struct district *x =
	    code_district_at(sheet->raw->book, e->place);
	struct line *l = &e->line;

	line_text(l, COL(STEPS, scope), x->code);
	line_text(l, COL(STEPS, scope_name), x->name);
	line_text(l, COL(STEPS, indicator), e->indicator);
	line_text(l, COL(STEPS, figure), str_from(figure));
	if (pos != NULL)
		line_text(l, COL(STEPS, file), str_from(
		    pos->file == sheet->scheme->pos.file ?
		    e->s->scheme_file : pos->file));
	if (pos != NULL && pos->line > 0)
		line_int(l, COL(STEPS, line), (int64_t)pos->line);
	e->ok = e->ok && line_send(l);
}

static void
send_int(struct explainer *e, const char *figure, int64_t n)
{
	line_int(&e->line, COL(STEPS, value), n);
	send(e, figure, NULL);
}

static void
send_hundredths(struct explainer *e, const char *figure, int64_t n,
    const struct pos *pos)
{
	line_hundredths(&e->line, COL(STEPS, value), n);
	send(e, figure, pos);
}

static void
send_contribution(struct explainer *e, int64_t n)
{
	score_line_exact(&e->line, COL(STEPS, value), n);
	send(e, "contribution", NULL);
}

/* In the unit of the item. */
static void
send_figure(struct explainer *e, const char *figure, int64_t n,
    const struct pos *pos)
{
	score_line_figure(&e->line, COL(STEPS, value), n,
	    e->s->sheet->raw->decimals[e->item]);
	send(e, figure, pos);
}

/* A negative operand stands in brackets. */
static void
put_figure(const struct explainer *e, struct buf *b, int64_t n)
{
	if (n < 0)
		buf_putc(b, '(');
	score_put_figure(b, n, e->s->sheet->raw->decimals[e->item]);
	if (n < 0)
		buf_putc(b, ')');
}

/* min(100.00, 5 / 4 * 100) */
static void
put_attainment(const struct explainer *e, struct buf *b)
{
	const struct scheme_item *x = &e->s->sheet->scheme->item[e->item];
	const struct raw *c = raw_at(e->s->sheet->raw, e->item, e->place);
	int64_t target = x->has_target ? x->target : c->target;

	if (x->lower && c->n <= 0) {
		buf_hundredths(b, x->cap);
		return;
	}
	buf_puts(b, "min(");
	buf_hundredths(b, x->cap);
	buf_puts(b, c->n < 0 ? ", max(0, " : ", ");
	put_figure(e, b, x->lower ? target : c->n);
	buf_puts(b, " / ");
	put_figure(e, b, x->lower ? c->n : target);
	buf_puts(b, c->n < 0 ? " * 100))" : " * 100)");
}

/* 50.00 + (12 - 3) / (34 - 3) * (100.00 - 50.00) */
static void
put_min_max(const struct explainer *e, struct buf *b)
{
	const struct scheme_item *x = &e->s->sheet->scheme->item[e->item];
	const struct score_item *bounds = &e->s->sheet->item[e->item];
	int64_t n = raw_at(e->s->sheet->raw, e->item, e->place)->n;

	if (bounds->min == bounds->max) {
		buf_hundredths(b, x->high);
		return;
	}
	buf_hundredths(b, x->low);
	buf_puts(b, " + (");
	put_figure(e, b, x->lower ? bounds->max : n);
	buf_puts(b, " - ");
	put_figure(e, b, x->lower ? n : bounds->min);
	buf_puts(b, ") / (");
	put_figure(e, b, bounds->max);
	buf_puts(b, " - ");
	put_figure(e, b, bounds->min);
	buf_puts(b, ") * (");
	buf_hundredths(b, x->high);
	buf_puts(b, " - ");
	buf_hundredths(b, x->low);
	buf_putc(b, ')');
}

/* How many share the district's place. */
static size_t
tied_with(const struct explainer *e)
{
	const struct score_sheet *s = e->s->sheet;
	size_t n = 0;

	for (size_t p = 0; p < s->nplace; p++)
		n += score_at(s, e->item, p)->rank ==
		    score_at(s, e->item, e->place)->rank;
	return n;
}

/* 95.00, or (95.00 + 90.00) / 2 of places that are shared. */
static void
put_rank_points(const struct scheme_item *x, size_t first, size_t tied,
    struct buf *b)
{
	bool mean = x->ties == SCHEME_MEAN && tied > 1;
	size_t from = x->ties == SCHEME_WORST ? first + tied - 1 : first;

	if (mean)
		buf_putc(b, '(');
	for (size_t i = 0; i < (mean ? tied : 1); i++) {
		size_t at = from + i > x->npoints ? x->npoints : from + i;

		if (i > 0)
			buf_puts(b, " + ");
		buf_hundredths(b, x->points[at - 1]);
	}
	if (mean) {
		buf_puts(b, ") / ");
		buf_int(b, (int64_t)tied);
	}
}

/* 100.00 - (2 - 1) / (10 - 1) * (100.00 - 0.00) */
static void
put_rank(const struct explainer *e, struct buf *b)
{
	const struct score_sheet *s = e->s->sheet;
	const struct scheme_item *x = &s->scheme->item[e->item];
	size_t n = s->item[e->item].known, tied = tied_with(e);
	size_t first = score_at(s, e->item, e->place)->rank;
	size_t twice = score_rank_place(x, first, tied);

	if (x->npoints > 0) {
		put_rank_points(x, first, tied, b);
		return;
	}
	buf_hundredths(b, x->high);
	if (n < 2)
		return;
	buf_puts(b, " - (");
	buf_int(b, (int64_t)twice / 2);
	buf_puts(b, twice % 2 == 1 ? ".5 - 1) / (" : " - 1) / (");
	buf_int(b, (int64_t)n);
	buf_puts(b, " - 1) * (");
	buf_hundredths(b, x->high);
	buf_puts(b, " - ");
	buf_hundredths(b, x->low);
	buf_putc(b, ')');
}

/* min(3.00, 0.50 * floor((5 - 0) / 1)) */
static void
put_points(const struct explainer *e, struct buf *b)
{
	const struct scheme_item *x = &e->s->sheet->scheme->item[e->item];

	if (x->method == SCHEME_PENALTY)
		buf_putc(b, '-');
	if (x->has_cap) {
		buf_puts(b, "min(");
		buf_hundredths(b, x->cap);
		buf_puts(b, ", ");
	}
	buf_hundredths(b, x->points[0]);
	buf_puts(b, " * max(0, floor((");
	put_figure(e, b, raw_at(e->s->sheet->raw, e->item, e->place)->n);
	buf_puts(b, " - ");
	put_figure(e, b, x->over);
	buf_puts(b, ") / ");
	put_figure(e, b, x->per);
	buf_puts(b, x->has_cap ? ")))" : "))");
}

static void
send_formula(struct explainer *e)
{
	static void (*const put[])(const struct explainer *, struct buf *) = {
		[SCHEME_ATTAINMENT] = put_attainment,
		[SCHEME_MIN_MAX] = put_min_max,
		[SCHEME_RANK] = put_rank,
		[SCHEME_BONUS] = put_points,
		[SCHEME_PENALTY] = put_points,
	};
	const struct scheme_item *x = &e->s->sheet->scheme->item[e->item];
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	put[x->method](e, &b);
	line_take(&e->line, COL(STEPS, value), &b);
	send(e, "formula", &x->pos);
}

/* Who holds the bound, the first in the office's order. */
static void
send_bound(struct explainer *e, const char *name, int64_t n)
{
	const struct score_sheet *s = e->s->sheet;

	for (size_t p = 0; p < s->nplace; p++) {
		const struct district *x = code_district_at(s->raw->book, p);
		const struct raw *c = raw_at(s->raw, e->item, p);

		if (x->is_city || !score_at(s, e->item, p)->known ||
		    c->n != n)
			continue;
		line_text(&e->line, COL(STEPS, subject), x->code);
		line_text(&e->line, COL(STEPS, name), x->name);
		send_figure(e, name, n, &c->pos);
		return;
	}
}

/* The buildings, targets or tasks behind the figure. */
static void
send_parts(struct explainer *e)
{
	const struct raw_set *raw = e->s->sheet->raw;

	for (size_t i = 0; i < raw->npart; i++) {
		const struct raw_part *p = &raw->part[i];

		if (p->item != e->item || p->place != e->place)
			continue;
		line_int(&e->line, COL(STEPS, value), p->n);
		line_text(&e->line, COL(STEPS, subject), p->id);
		line_text(&e->line, COL(STEPS, name), p->name);
		send(e, "counted", &p->pos);
	}
}

static void
send_raw(struct explainer *e)
{
	const struct raw_set *raw = e->s->sheet->raw;
	const struct scheme_item *x = &e->s->sheet->scheme->item[e->item];
	const struct raw *c = raw_at(raw, e->item, e->place);

	line_text(&e->line, COL(STEPS, name), x->name);
	if (c->known)
		send_figure(e, "raw", c->n, &c->pos);
	else
		send(e, "raw", &c->pos);
	send_parts(e);
	if (c->unknown > 0) {
		line_int(&e->line, COL(STEPS, value), c->unknown);
		send(e, "unknown", &c->pos);
	}
	if (x->method != SCHEME_ATTAINMENT)
		return;
	if (x->has_target)
		send_figure(e, "target", x->target, &x->pos);
	else if (c->has_target)
		send_figure(e, "target", c->target, &c->target_pos);
}

static void
send_item(struct explainer *e)
{
	const struct score_sheet *s = e->s->sheet;
	const struct scheme_item *x = &s->scheme->item[e->item];
	const struct score_item *b = &s->item[e->item];
	const struct score_cell *c = score_at(s, e->item, e->place);

	e->indicator = x->id;
	send_raw(e);
	if (!c->known)
		return;
	if (x->method == SCHEME_MIN_MAX) {
		send_bound(e, "min", b->min);
		send_bound(e, "max", b->max);
	}
	if (x->method == SCHEME_RANK) {
		send_int(e, "place", (int64_t)c->rank);
		send_int(e, "tied", (int64_t)tied_with(e));
		send_int(e, "places", (int64_t)b->known);
	}
	send_formula(e);
	send_hundredths(e, "score", c->score, NULL);
	if (scheme_weighs(x))
		send_hundredths(e, "weight", x->weight, &x->pos);
	send_contribution(e, c->contribution);
}

static void
send_total(struct explainer *e)
{
	const struct score_total *t = &e->s->sheet->total[e->place];

	e->indicator = STR(SCHEME_TOTAL);
	send_hundredths(e, "weight", t->weight, NULL);
	if (t->status == SCORE_UNRANKED)
		return;
	send_contribution(e, t->contribution);
	send_hundredths(e, "score", t->score, NULL);
	send_int(e, "rank", (int64_t)t->rank);
}

bool
score_show_explain(const struct score_show *s, size_t place)
{
	struct explainer e = { .s = s, .place = place };

	e.ok = line_begin(&e.line, made_at(MADE_STEPS), s->sink);
	for (e.item = 0; e.item < s->sheet->scheme->nitem; e.item++)
		send_item(&e);
	send_total(&e);
	line_fini(&e.line);
	return e.ok;
}

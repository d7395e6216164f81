/* A district's score step by step: each figure with the line it stands on,
 * and the sum that makes a score of it. */
#include "base/map.h"
#include "plan/score_show.h"
#include "plan/score_text.h"
#include "schema/made.h"

struct step {
	const char *figure;
	struct str value, subject, name;
	const struct pos *pos; /* NULL: it stands nowhere */
};

struct explainer {
	struct score_show *s;
	size_t place, item;
	struct str indicator;
	bool ok;
};

static void
put_step(struct explainer *e, const struct step *step)
{
	struct score_show *s = e->s;
	const struct district *x =
	    code_district_at(s->sheet->raw->book, e->place);
	const struct str cell[] = {
		x->code, x->name, e->indicator, str_from(step->figure),
		step->value, step->subject, step->name,
		step->pos == NULL ? STR("") : str_from(
		    step->pos->file == s->sheet->scheme->pos.file ?
		    s->scheme_file : step->pos->file),
		step->pos == NULL || step->pos->line == 0 ? STR("") :
		    score_text_int(&s->keep, (int64_t)step->pos->line),
	};

	e->ok = e->ok && s->row(s->arg, cell, sizeof cell / sizeof cell[0]);
}

static struct str
figure(const struct explainer *e, int64_t n)
{
	return score_text_figure(&e->s->keep, n,
	    e->s->sheet->raw->decimals[e->item]);
}

/* A negative operand stands in brackets. */
static void
put_operand(struct buf *b, struct str s)
{
	bool negative = str_starts(s, STR("-"));

	if (negative)
		buf_putc(b, '(');
	buf_put(b, s);
	if (negative)
		buf_putc(b, ')');
}

static void
put_figure(const struct explainer *e, struct buf *b, int64_t n)
{
	put_operand(b, figure(e, n));
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

static struct str
formula(const struct explainer *e)
{
	static void (*const put[])(const struct explainer *, struct buf *) = {
		[SCHEME_ATTAINMENT] = put_attainment,
		[SCHEME_MIN_MAX] = put_min_max,
		[SCHEME_RANK] = put_rank,
		[SCHEME_BONUS] = put_points,
		[SCHEME_PENALTY] = put_points,
	};
	struct buf b;
	struct str out;

	buf_init(&b, BUF_UNBOUNDED);
	put[e->s->sheet->scheme->item[e->item].method](e, &b);
	out = arena_str(&e->s->keep, buf_str(&b));
	buf_fini(&b);
	return out;
}

/* Who holds the bound, the first in the office's order. */
static void
put_bound(struct explainer *e, const char *name, int64_t n)
{
	const struct score_sheet *s = e->s->sheet;

	for (size_t p = 0; p < s->nplace; p++) {
		const struct district *x = code_district_at(s->raw->book, p);
		const struct raw *c = raw_at(s->raw, e->item, p);

		if (x->is_city || !score_at(s, e->item, p)->known ||
		    c->n != n)
			continue;
		put_step(e, &(struct step){ .figure = name,
			.value = figure(e, n), .subject = x->code,
			.name = x->name, .pos = &c->pos });
		return;
	}
}

static void
put_raw(struct explainer *e)
{
	const struct raw_set *raw = e->s->sheet->raw;
	const struct scheme_item *x = &e->s->sheet->scheme->item[e->item];
	const struct raw *c = raw_at(raw, e->item, e->place);

	put_step(e, &(struct step){ .figure = "raw", .value = c->known ?
		figure(e, c->n) : STR(""), .name = x->name, .pos = &c->pos });
	for (size_t i = 0; i < raw->npart; i++) {
		const struct raw_part *p = &raw->part[i];

		if (p->item == e->item && p->place == e->place)
			put_step(e, &(struct step){ .figure = "counted",
				.value = score_text_int(&e->s->keep, p->n),
				.subject = p->id, .name = p->name,
				.pos = &p->pos });
	}
	if (c->unknown > 0)
		put_step(e, &(struct step){ .figure = "unknown",
			.value = score_text_int(&e->s->keep, c->unknown),
			.pos = &c->pos });
	if (x->method == SCHEME_ATTAINMENT && (x->has_target ||
	    c->has_target))
		put_step(e, &(struct step){ .figure = "target",
			.value = figure(e, x->has_target ? x->target :
			    c->target),
			.pos = x->has_target ? &x->pos : &c->target_pos });
}

static void
put_count(struct explainer *e, const char *name, size_t n)
{
	put_step(e, &(struct step){ .figure = name,
		.value = score_text_int(&e->s->keep, (int64_t)n) });
}

static void
put_item(struct explainer *e)
{
	const struct score_sheet *s = e->s->sheet;
	const struct scheme_item *x = &s->scheme->item[e->item];
	const struct score_cell *c = score_at(s, e->item, e->place);
	struct arena *a = &e->s->keep;

	e->indicator = x->id;
	put_raw(e);
	if (!c->known)
		return;
	if (x->method == SCHEME_MIN_MAX) {
		put_bound(e, "min", s->item[e->item].min);
		put_bound(e, "max", s->item[e->item].max);
	}
	if (x->method == SCHEME_RANK) {
		put_count(e, "place", c->rank);
		put_count(e, "tied", tied_with(e));
		put_count(e, "places", s->item[e->item].known);
	}
	put_step(e, &(struct step){ .figure = "formula", .value = formula(e),
		.pos = &x->pos });
	put_step(e, &(struct step){ .figure = "score",
		.value = score_text_hundredths(a, c->score) });
	if (scheme_weighs(x))
		put_step(e, &(struct step){ .figure = "weight",
			.value = score_text_hundredths(a, x->weight),
			.pos = &x->pos });
	put_step(e, &(struct step){ .figure = "contribution",
		.value = score_text_exact(a, c->contribution) });
}

static void
put_total(struct explainer *e)
{
	const struct score_total *t = &e->s->sheet->total[e->place];
	struct arena *a = &e->s->keep;

	e->indicator = STR(SCHEME_TOTAL);
	put_step(e, &(struct step){ .figure = "weight",
		.value = score_text_hundredths(a, t->weight) });
	if (t->status == SCORE_UNRANKED)
		return;
	put_step(e, &(struct step){ .figure = "contribution",
		.value = score_text_exact(a, t->contribution) });
	put_step(e, &(struct step){ .figure = "score",
		.value = score_text_hundredths(a, t->score) });
	put_step(e, &(struct step){ .figure = "rank",
		.value = score_text_int(a, (int64_t)t->rank) });
}

bool
score_show_explain(struct score_show *s, size_t place)
{
	const struct str name[] = { STR("scope"), STR("scope_name"),
		STR("indicator"), STR("figure"), STR("value"), STR("subject"),
		STR("name"), STR("file"), STR("line") };
	struct explainer e = { .s = s, .place = place };

	e.ok = s->header(s->arg, name, sizeof name / sizeof name[0]);
	for (e.item = 0; e.item < s->sheet->scheme->nitem; e.item++)
		put_item(&e);
	put_total(&e);
	return e.ok;
}

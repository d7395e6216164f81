#include "plan/score.h"

#include <stdlib.h>

#include "base/num.h"

const struct score_cell *
score_at(const struct score_sheet *s, size_t item, size_t place)
{
	return &s->cell[item * s->nplace + place];
}

static struct score_cell *
cell_at(struct score_sheet *s, size_t item, size_t place)
{
	return &s->cell[item * s->nplace + place];
}

int64_t
score_attainment(int64_t raw, int64_t target, int64_t cap, bool lower)
{
	num_wide score;

	if (lower && raw <= 0)
		return cap;
	score = lower ? num_div((num_wide)target * 10000, raw, NUM_HALF_AWAY) :
	    num_div((num_wide)raw * 10000, target, NUM_HALF_AWAY);
	return score > cap ? cap : score < 0 ? 0 : (int64_t)score;
}

int64_t
score_min_max(int64_t raw, int64_t min, int64_t max, int64_t low,
    int64_t high, bool lower)
{
	num_wide from = lower ? (num_wide)max - raw : (num_wide)raw - min;
	num_wide of = (num_wide)max - min;

	if (of == 0)
		return high; /* all are equal: nobody is worse than the best */
	return (int64_t)num_div(low * of + from * (high - low), of,
	    NUM_HALF_AWAY);
}

size_t
score_rank_place(const struct scheme_item *x, size_t first, size_t tied)
{
	switch (x->ties) {
	case SCHEME_MEAN:
		return 2 * first + tied - 1;
	case SCHEME_WORST:
		return 2 * (first + tied - 1);
	case SCHEME_BEST:
		break;
	}
	return 2 * first;
}

/* Places behind the last that has points have its points. */
static int64_t
points_of(const struct scheme_item *x, size_t place)
{
	return x->points[place <= x->npoints ? place - 1 : x->npoints - 1];
}

int64_t
score_rank(const struct scheme_item *x, size_t first, size_t tied, size_t n)
{
	size_t twice = score_rank_place(x, first, tied);
	num_wide sum = 0, of = 2 * ((num_wide)n - 1);

	if (x->npoints == 0)
		return n < 2 ? x->high : (int64_t)num_div(x->high * of -
		    ((num_wide)twice - 2) * (x->high - x->low), of,
		    NUM_HALF_AWAY);
	if (x->ties != SCHEME_MEAN)
		return points_of(x, twice / 2);
	for (size_t i = 0; i < tied; i++)
		sum += points_of(x, first + i);
	return (int64_t)num_div(sum, (num_wide)tied, NUM_HALF_AWAY);
}

bool
score_points(const struct scheme_item *x, int64_t raw, int64_t *out)
{
	num_wide times = num_div((num_wide)raw - x->over, x->per, NUM_DOWN);
	num_wide points = times <= 0 ? 0 : times * x->points[0];

	if (x->has_cap && points > x->cap)
		points = x->cap;
	*out = points > SCHEME_MAX ? SCHEME_MAX : (int64_t)points;
	return points <= SCHEME_MAX;
}

static bool
is_city(const struct score_sheet *s, size_t place)
{
	return code_district_at(s->raw->book, place)->is_city;
}

/* Is there what the method needs?  The status says why not. */
static enum score_status
status_of(const struct scheme_item *x, const struct raw *c)
{
	if (x->source == SCHEME_COMPLETION && c->no_target &&
	    !x->has_target && (!c->known || x->method == SCHEME_ATTAINMENT))
		return SCORE_NO_TARGET;
	if (!c->known)
		return SCORE_UNKNOWN;
	return c->unknown > 0 ? SCORE_PARTLY : SCORE_KNOWN;
}

static void
find_bounds(struct score_sheet *s, size_t item)
{
	struct score_item *b = &s->item[item];

	for (size_t p = 0; p < s->nplace; p++) {
		int64_t n = raw_at(s->raw, item, p)->n;

		if (is_city(s, p) || !score_at(s, item, p)->known)
			continue;
		b->min = !b->has_bounds || n < b->min ? n : b->min;
		b->max = !b->has_bounds || n > b->max ? n : b->max;
		b->has_bounds = true;
		b->known++;
	}
}

/* How many stand before the district, and how many with it. */
static void
place_in(const struct score_sheet *s, size_t item, size_t place,
    int64_t (*figure)(const struct score_sheet *, size_t, size_t),
    size_t *first, size_t *tied)
{
	int64_t mine = figure(s, item, place);

	*first = 1;
	*tied = 0;
	for (size_t p = 0; p < s->nplace; p++) {
		if (is_city(s, p) || !score_at(s, item, p)->known)
			continue;
		*first += figure(s, item, p) > mine;
		*tied += figure(s, item, p) == mine;
	}
}

/* The higher the better. */
static int64_t
raw_figure(const struct score_sheet *s, size_t item, size_t place)
{
	int64_t n = raw_at(s->raw, item, place)->n;

	return s->scheme->item[item].lower ? -n : n;
}

static int64_t
score_figure(const struct score_sheet *s, size_t item, size_t place)
{
	return score_at(s, item, place)->score;
}

static bool
score_one(struct score_sheet *s, struct diag *d, size_t item, size_t place)
{
	const struct scheme_item *x = &s->scheme->item[item];
	const struct score_item *b = &s->item[item];
	const struct raw *c = raw_at(s->raw, item, place);
	struct score_cell *out = cell_at(s, item, place);
	size_t first, tied;

	switch (x->method) {
	case SCHEME_ATTAINMENT:
		out->score = score_attainment(c->n, x->has_target ?
		    x->target : c->target, x->cap, x->lower);
		break;
	case SCHEME_MIN_MAX:
		out->score = score_min_max(c->n, b->min, b->max, x->low,
		    x->high, x->lower);
		break;
	case SCHEME_RANK:
		place_in(s, item, place, raw_figure, &first, &tied);
		out->score = score_rank(x, first, tied, b->known);
		out->rank = first;
		break;
	case SCHEME_BONUS:
	case SCHEME_PENALTY:
		if (!score_points(x, c->n, &out->score)) {
			diag_at(d, &x->pos, DIAG_SCORE_POINTS,
			    DIAG_STR(x->id), DIAG_STR(code_district_at(
			    s->raw->book, place)->name));
			return false;
		}
		if (x->method == SCHEME_PENALTY)
			out->score = -out->score;
		break;
	}
	out->contribution = scheme_weighs(x) ? out->score * x->weight :
	    out->score * 10000;
	return true;
}

static bool
score_scheme_item(struct score_sheet *s, struct diag *d, size_t item)
{
	const struct scheme_item *x = &s->scheme->item[item];
	size_t tied;

	for (size_t p = 0; p < s->nplace; p++) {
		struct score_cell *c = cell_at(s, item, p);

		c->status = status_of(x, raw_at(s->raw, item, p));
		c->known = c->status == SCORE_KNOWN ||
		    c->status == SCORE_PARTLY;
	}
	find_bounds(s, item);
	for (size_t p = 0; p < s->nplace; p++)
		if (!is_city(s, p) && score_at(s, item, p)->known &&
		    !score_one(s, d, item, p))
			return false;
	for (size_t p = 0; p < s->nplace; p++)
		if (!is_city(s, p) && score_at(s, item, p)->known &&
		    scheme_weighs(x) && x->method != SCHEME_RANK)
			place_in(s, item, p, score_figure,
			    &cell_at(s, item, p)->rank, &tied);
	return true;
}

/* The total: contributions over the weights that have a score, and the
 * bonuses and penalties on top, rounded once. */
static int64_t
total_score(num_wide weighed, num_wide extra, int64_t weight)
{
	return (int64_t)num_div(weighed * 10000 + extra * weight,
	    (num_wide)weight * 10000, NUM_HALF_AWAY);
}

static void
add_up(struct score_sheet *s, size_t place)
{
	struct score_total *t = &s->total[place];
	int64_t weighed = 0, extra = 0;
	bool left_out = false, stop = false;

	for (size_t i = 0; i < s->scheme->nitem; i++) {
		const struct scheme_item *x = &s->scheme->item[i];
		const struct score_cell *c = score_at(s, i, place);
		enum scheme_gap gap = c->status == SCORE_NO_TARGET ?
		    s->scheme->no_target : s->scheme->unknown;

		left_out |= !c->known;
		stop |= !c->known && gap == SCHEME_UNRANKED;
		if (!c->known)
			continue;
		t->weight += x->weight;
		*(scheme_weighs(x) ? &weighed : &extra) += c->contribution;
	}
	t->status = stop || t->weight == 0 ? SCORE_UNRANKED :
	    left_out ? SCORE_REWEIGHED : SCORE_COMPLETE;
	t->contribution = weighed + extra;
	if (t->status != SCORE_UNRANKED)
		t->score = total_score(weighed, extra, t->weight);
}

/* Is a before b?  1, 0: equal, -1. */
static int
compare(const struct score_sheet *s, size_t a, size_t b)
{
	if (s->total[a].score != s->total[b].score)
		return s->total[a].score > s->total[b].score ? 1 : -1;
	for (size_t i = 0; i < s->scheme->ntie_break; i++) {
		size_t item = s->scheme->tie_break[i];
		const struct score_cell *x = score_at(s, item, a);
		const struct score_cell *y = score_at(s, item, b);

		if (x->known != y->known)
			return x->known ? 1 : -1;
		if (x->known && x->score != y->score)
			return x->score > y->score ? 1 : -1;
	}
	return 0;
}

static void
rank_totals(struct score_sheet *s)
{
	for (size_t p = 0; p < s->nplace; p++) {
		if (is_city(s, p) || s->total[p].status == SCORE_UNRANKED)
			continue;
		s->total[p].rank = 1;
		for (size_t q = 0; q < s->nplace; q++)
			s->total[p].rank += !is_city(s, q) &&
			    s->total[q].status != SCORE_UNRANKED &&
			    compare(s, q, p) > 0;
	}
}

struct score_sheet *
score_new(struct diag *d, const struct raw_set *raw)
{
	struct score_sheet *s = mem_zalloc(1, sizeof *s);
	size_t n = raw->scheme->nitem;

	s->scheme = raw->scheme;
	s->raw = raw;
	s->nplace = raw->nplace;
	s->cell = arena_alloc(&s->keep, n * s->nplace + 1, sizeof *s->cell);
	s->item = arena_alloc(&s->keep, n + 1, sizeof *s->item);
	s->total = arena_alloc(&s->keep, s->nplace + 1, sizeof *s->total);
	for (size_t i = 0; i < n; i++)
		if (!score_scheme_item(s, d, i)) {
			score_free(s);
			return NULL;
		}
	for (size_t p = 0; p < s->nplace; p++)
		if (!is_city(s, p))
			add_up(s, p);
	rank_totals(s);
	return s;
}

void
score_free(struct score_sheet *s)
{
	if (s == NULL)
		return;
	arena_fini(&s->keep);
	free(s);
}

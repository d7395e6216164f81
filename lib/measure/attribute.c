#include "measure/attribute.h"

#include <stdlib.h>

/* The area of a seat in a month; false where one of it is unknown. */
static bool
area_in(const struct tenure *r, const struct tenure_seat *seat, int month,
    num_wide *area)
{
	bool known = true;

	*area = 0;
	for (uint32_t i = 0; i < seat->ntenancy; i++) {
		const struct tenure_tenancy *t = &r->tenancy[seat->tenancy + i];

		if (!tenure_in_force(t, month))
			continue;
		known &= t->area_known;
		*area += t->area_dm2;
	}
	return known;
}

static void
collect(struct attribution *a, const struct tenure *r, bool equal,
    uint32_t enterprise, int month)
{
	struct tenure_run run = r->seats[enterprise];
	bool known = true;

	a->n = 0;
	a->total = 0;
	for (uint32_t i = run.first; i < run.first + run.n; i++) {
		struct share s = { .seat = i };

		if (!tenure_seated(r, &r->seat[i], month, month))
			continue;
		known &= area_in(r, &r->seat[i], month, &s.weight);
		a->share = mem_grow(a->share, &a->cap, a->n + 1,
		    sizeof(*a->share));
		a->share[a->n++] = s;
		a->total += s.weight;
	}
	a->by_necessity = !equal && a->n > 1 && (!known || a->total <= 0);
	if (equal || !known || a->total <= 0) {
		for (size_t i = 0; i < a->n; i++)
			a->share[i].weight = 1;
		a->total = (num_wide)a->n;
	}
}

/* Why nobody has it, and when the last tenancy before the month ended. */
static enum cause
cause_of(const struct tenure *r, uint32_t enterprise, int month, int *last)
{
	struct tenure_run run = r->sitting[enterprise];
	enum cause cause = CAUSE_BEFORE;

	*last = INT_MIN;
	for (uint32_t i = run.first; i < run.first + run.n; i++) {
		const struct tenure_tenancy *t = &r->tenancy[i];

		if (tenure_in_force(t, month))
			return CAUSE_UNKNOWN_BUILDING;
		if (t->to >= month)
			continue;
		cause = CAUSE_LEFT;
		if (t->to > *last)
			*last = t->to;
	}
	return cause;
}

/* The last month before one of its tenancies begins or the last of one. */
static int
unchanged_until(const struct tenure *r, uint32_t enterprise, int month)
{
	struct tenure_run run = r->sitting[enterprise];
	int until = INT_MAX;

	for (uint32_t i = run.first; i < run.first + run.n; i++) {
		const struct tenure_tenancy *t = &r->tenancy[i];
		int to = t->from > month ? t->from - 1 : t->to;

		if (to >= month && to < until)
			until = to;
	}
	return until;
}

void
attribute_find(struct attribution *a, const struct tenure *r,
    const struct attribute_rule *rule, uint32_t enterprise, int month)
{
	int last;

	if (a->enterprise == enterprise && a->from <= month &&
	    month <= a->until)
		return;
	a->enterprise = enterprise;
	a->from = month;
	a->until = unchanged_until(r, enterprise, month);
	collect(a, r, rule->equal, enterprise, month);
	a->cause = CAUSE_NONE;
	if (a->n > 0)
		return;
	a->cause = cause_of(r, enterprise, month, &last);
	if (a->cause == CAUSE_LEFT)
		a->until = month; /* the tail has an end of its own */
	if (a->cause != CAUSE_LEFT || month - last > rule->tail_months)
		return;
	collect(a, r, rule->equal, enterprise, last);
	if (a->n > 0)
		a->cause = CAUSE_NONE;
}

/* The share that is next to have a fen of the rest. */
static struct share *
largest_rest(struct attribution *a)
{
	struct share *best = &a->share[0];

	for (size_t i = 1; i < a->n; i++)
		if (a->share[i].rest > best->rest)
			best = &a->share[i];
	return best;
}

/* A share's part, cut, and what is left of it; few are wide. */
static void
cut(struct share *s, num_wide whole, num_wide total)
{
	num_wide product = whole * s->weight;

	if (product <= INT64_MAX && total <= INT64_MAX) {
		s->part = (int64_t)product / (int64_t)total;
		s->rest = (int64_t)product % (int64_t)total;
		return;
	}
	s->part = (int64_t)(product / total);
	s->rest = product % total;
}

void
attribute_split(struct attribution *a, int64_t amount)
{
	num_wide whole = amount < 0 ? -(num_wide)amount : amount, left = whole;

	if (a->n == 1) {
		a->share[0].part = amount;
		return;
	}

	for (size_t i = 0; i < a->n; i++) {
		cut(&a->share[i], whole, a->total);
		left -= a->share[i].part;
	}
	for (; left > 0; left--) {
		struct share *s = largest_rest(a);

		s->part++;
		s->rest = -1;
	}
	for (size_t i = 0; amount < 0 && i < a->n; i++)
		a->share[i].part = -a->share[i].part;
}

void
attribute_fini(struct attribution *a)
{
	free(a->share);
}

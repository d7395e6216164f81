#include "rule/watch_tenant.h"

#include <stdlib.h>

#include "rule/watch_move.h"

#define FEWEST 3u /* tenants; fewer tell nothing */

void
matcher_claim(struct matcher *x, size_t gone, size_t now)
{
	x->target[gone] = now;
	x->gave[now]++;
}

void
matcher_part(struct matcher *x, size_t whole, size_t part)
{
	struct watch_pair *from = &x->m->pair[whole];
	struct watch_pair *to = &x->m->pair[part];

	watch_list_add(&from->fact[FACT_same_as], to->id, x->m->keep);
	matcher_set(&from->fact[FACT_split], true);
	matcher_set(&from->fact[FACT_vanished], false);
	matcher_set(&to->fact[FACT_appeared], false);
	x->gave[part]++;
}

/* Tenants in common with other buildings, which are listed as met. */
struct shared {
	size_t *n; /* by pair */
	size_t *met, nmet;
};

static void
shared_reset(struct shared *s)
{
	for (size_t i = 0; i < s->nmet; i++)
		s->n[s->met[i]] = 0;
	s->nmet = 0;
}

/* Enterprises that sit in a building in one month, and where they sit in the
 * other and did not in that one: how many there are, and how many of them
 * in each. */
static size_t
follow(const struct matcher *x, size_t building, int month, int other,
    struct shared *s)
{
	const struct tenure *t = x->m->tenure;
	struct tenure_run run = t->inside[building];
	size_t total = 0;

	shared_reset(s);
	for (uint32_t i = run.first; i < run.first + run.n; i++) {
		const struct tenure_seat *seat = &t->seat[t->in[i]];
		struct tenure_run all = t->seats[seat->enterprise];

		if (!tenure_seated(t, seat, month, month))
			continue;
		total++;
		for (uint32_t k = all.first; k < all.first + all.n; k++) {
			size_t there = t->seat[k].building;

			if (there == building || !tenure_seated(t,
			    &t->seat[k], other, other) ||
			    /* it did not move, it sits in both */
			    tenure_seated(t, &t->seat[k], month, month))
				continue;
			if (s->n[there]++ == 0)
				s->met[s->nmet++] = there;
		}
	}
	return total;
}

static bool
is_share(const struct matcher *x, size_t part, size_t whole)
{
	return part >= FEWEST &&
	    (num_wide)part * 10000 >= (num_wide)whole * x->m->same_pct;
}

static bool
one_district(const struct matcher *x, size_t a, size_t b)
{
	return strcmp(x->key[a].p, x->key[b].p) == 0; /* up to the NUL */
}

/* The building that took that share of the tenants. */
static void
claim_best(struct matcher *x, size_t gone, size_t total,
    const struct shared *s)
{
	size_t best = MATCHER_NOBODY;

	for (size_t i = 0; i < s->nmet; i++) {
		size_t to = s->met[i];

		if (matcher_is_gone(&x->m->pair[to]) ||
		    x->m->pair[to].fact[FACT_split].n ||
		    !is_share(x, s->n[to], total) ||
		    !one_district(x, gone, to))
			continue;
		if (best == MATCHER_NOBODY || s->n[to] > s->n[best] ||
		    (s->n[to] == s->n[best] && to < best))
			best = to;
	}
	if (best != MATCHER_NOBODY)
		matcher_claim(x, gone, best);
}

/* Where most of its tenants were before; NOBODY where they come from all
 * over. */
static size_t
origin_of(const struct matcher *x, size_t came, size_t total,
    const struct shared *s)
{
	size_t best = MATCHER_NOBODY;

	for (size_t i = 0; i < s->nmet; i++) {
		size_t from = s->met[i];

		if (!is_share(x, s->n[from], total) ||
		    !one_district(x, came, from))
			continue;
		if (best == MATCHER_NOBODY || s->n[from] > s->n[best] ||
		    (s->n[from] == s->n[best] && from < best))
			best = from;
	}
	return best;
}

struct part {
	size_t whole, part, tenants;
};

static int
by_whole(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	if (x->whole != y->whole)
		return x->whole < y->whole ? -1 : 1;
	return (x->part > y->part) - (x->part < y->part);
}

/* Parts of one whole: two at least where it is gone, and together the share
 * of its tenants; one where it stays. */
static bool
are_parts(const struct matcher *x, const struct part *part, size_t n,
    struct shared *s)
{
	size_t whole = part[0].whole, sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += part[i].tenants;
	return !matcher_is_gone(&x->m->pair[whole]) ||
	    (n >= 2 && is_share(x, sum, follow(x, whole, x->m->prev_period,
	        x->m->now_period, s)));
}

static void
tell_parts(struct matcher *x, struct part *part, size_t n, struct shared *s)
{
	size_t run;

	if (n > 0)
		qsort(part, n, sizeof(*part), by_whole);
	for (size_t i = 0; i < n; i += run) {
		run = 1;
		while (i + run < n && part[i + run].whole == part[i].whole)
			run++;
		if (!are_parts(x, part + i, run, s))
			continue;
		for (size_t k = i; k < i + run; k++)
			matcher_part(x, part[k].whole, part[k].part);
	}
}

static void
find_parts(struct matcher *x, struct shared *s)
{
	struct part *part = NULL;
	size_t n = 0, cap = 0;

	for (size_t i = 0; i < x->m->n; i++) {
		size_t total, whole;

		if (!matcher_has_come(&x->m->pair[i]))
			continue;
		total = follow(x, i, x->m->now_period, x->m->prev_period, s);
		whole = origin_of(x, i, total, s);
		if (whole == MATCHER_NOBODY)
			continue;
		part = mem_grow(part, &cap, n + 1, sizeof(*part));
		part[n++] = (struct part){ whole, i, s->n[whole] };
	}
	tell_parts(x, part, n, s);
	free(part);
}

void
matcher_by_tenants(struct matcher *x)
{
	struct shared s = { mem_zalloc(x->m->n + 1, sizeof(size_t)),
		mem_zalloc(x->m->n + 1, sizeof(size_t)), 0 };

	find_parts(x, &s);
	for (size_t i = 0; i < x->m->n; i++)
		if (x->m->pair[i].fact[FACT_vanished].n)
			claim_best(x, i, follow(x, i, x->m->prev_period,
			    x->m->now_period, &s), &s);
	free(s.n);
	free(s.met);
}

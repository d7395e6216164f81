#include "rule/rule_region.h"

/* Appends a range, cut to what it holds of whole numbers. */
static void
append(struct rule_region *r, num_wide from, num_wide to)
{
	if (r->whole && from % 2 != 0)
		from++;
	if (r->whole && to % 2 != 0)
		to--;
	if (from <= to)
		r->range[r->n++] = (struct rule_range){ from, to };
}

struct rule_region
rule_region_range(struct arena *keep, num_wide from, num_wide to, bool whole)
{
	struct rule_region r = { .whole = whole };

	r.range = arena_alloc(keep, 1, sizeof(*r.range));
	append(&r, from, to);
	return r;
}

struct rule_region
rule_region_not(struct arena *keep, struct rule_region r)
{
	struct rule_region out = { .whole = r.whole };
	num_wide from = RULE_REGION_LEAST;

	out.range = arena_alloc(keep, r.n + 1, sizeof(*out.range));
	for (size_t i = 0; i < r.n; i++) {
		append(&out, from, r.range[i].from - 1);
		from = r.range[i].to + 1;
	}
	append(&out, from, RULE_REGION_MOST);
	return out;
}

struct rule_region
rule_region_and(struct arena *keep, struct rule_region a, struct rule_region b)
{
	struct rule_region out = { .whole = a.whole };

	out.range = arena_alloc(keep, a.n + b.n + 1, sizeof(*out.range));
	for (size_t i = 0, k = 0; i < a.n && k < b.n;) {
		struct rule_range x = a.range[i], y = b.range[k];

		append(&out, x.from > y.from ? x.from : y.from,
		    x.to < y.to ? x.to : y.to);
		if (x.to < y.to)
			i++;
		else
			k++;
	}
	return out;
}

struct rule_region
rule_region_or(struct arena *keep, struct rule_region a, struct rule_region b)
{
	return rule_region_not(keep, rule_region_and(keep,
	    rule_region_not(keep, a), rule_region_not(keep, b)));
}

bool
rule_region_is_empty(struct rule_region r)
{
	return r.n == 0;
}

bool
rule_region_within(struct arena *keep, struct rule_region a,
    struct rule_region b)
{
	return rule_region_is_empty(rule_region_and(keep, a,
	    rule_region_not(keep, b)));
}

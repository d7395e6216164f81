/* The year's tax by each basis. */
#include "report/estimate.h"

#include "base/date.h"

void
estimator_init(struct estimator *e, const struct report *r)
{
	*e = (struct estimator){ .months = date_month_no(r->period) };
	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		if (!v[B_SAME].known || !v[B_LAST_YEAR].known)
			continue;
		e->same += v[B_SAME].n;
		e->last += v[B_LAST_YEAR].n;
	}
}

/* tax and what is to come of it at num / den, cut to the fen, never less. */
static bool
extend(int64_t tax, num_wide num, num_wide den, int64_t *fen)
{
	num_wide rest;

	if (den <= 0)
		return false;
	rest = num_div(tax * num, den, NUM_TO_ZERO);
	return num_narrow(tax + (rest > 0 ? rest : 0), fen);
}

bool
estimate_year(const struct estimator *e, enum estimate by,
    const struct value *v, int64_t *fen)
{
	const struct value *same = &v[B_SAME], *last = &v[B_LAST_YEAR];

	if (by == ESTIMATE_RULES) {
		*fen = v[B_PACE].n;
		return v[B_PACE].known;
	}
	if (!v[B_TAX].known)
		return false;
	if (by == ESTIMATE_LINEAR)
		return extend(v[B_TAX].n, 12 - e->months, e->months, fen);
	if (by == ESTIMATE_CITY)
		return extend(v[B_TAX].n, e->last - e->same, e->same, fen);
	return same->known && last->known &&
	    extend(v[B_TAX].n, (num_wide)last->n - same->n, same->n, fen);
}

bool
estimate_holds(const struct tier *t, const struct value *v, int tenths)
{
	num_wide year, bound = (num_wide)t->bound_fen * 10;

	if (!v[B_TAX].known || !v[B_PACE].known)
		return false;
	year = (num_wide)v[B_TAX].n * 10 +
	    ((num_wide)v[B_PACE].n - v[B_TAX].n) * tenths;
	return t->inclusive ? year >= bound : year > bound;
}

/*
 * The year at the pace so far: tax + what is to come, by the building's own
 * last year where it is steady enough, else by the city's, else by months.
 */
#include "measure/rollup.h"

/* S, S0 and Y0 of those who sit there now. */
static bool
steady(const struct rollup *u, const struct measure *m)
{
	const struct seat_sum *s = &m->staying;
	const struct rollup_rule *rule = u->rule;

	return m->same_known && m->last_known && s->tax > 0 && s->same > 0 &&
	    s->last > 0 &&
	    (num_wide)s->same * 10000 >=
	        (num_wide)s->last * rule->own_share_pct &&
	    (num_wide)s->tax * 100 <= (num_wide)s->same * rule->own_growth_max;
}

/* By the city's last year; false where there is none to go by, or it would
 * make more than any amount can be (same months of next to nothing). */
static bool
as_city(const struct rollup *u, const struct measure *m,
    const struct seat_sum *city, num_wide *come)
{
	if (!u->same_in || !u->year_in || city->same <= 0)
		return false;
	*come = (num_wide)m->staying.tax *
	    ((num_wide)city->last - city->same) / city->same;
	return *come <= VALUE_MONEY_MAX;
}

static int64_t
to_come(const struct rollup *u, struct measure *m, const struct seat_sum *city)
{
	num_wide tax = m->staying.tax, come;
	int months = u->last - u->first + 1;
	int64_t out = 0;

	if (steady(u, m)) {
		m->pace_basis = PACE_OWN;
		come = ((num_wide)m->staying.last - m->staying.same) * tax /
		    m->staying.same;
	} else if (as_city(u, m, city, &come)) {
		m->pace_basis = PACE_CITY;
	} else {
		m->pace_basis = PACE_LINEAR;
		come = tax * (12 - months) / months;
	}
	if (come > 0)
		m->over |= !num_narrow(come, &out);
	return out;
}

void
measure_pace(struct rollup *u)
{
	struct measure city = { 0 };

	if (u->months_in == 0)
		return;
	for (size_t b = 0; b < u->tenure->nbuilding; b++)
		seat_sum_add(&city, &city.sum, &u->building[b].sum);
	u->over |= city.over;
	for (size_t b = 0; b < u->tenure->nbuilding; b++) {
		struct measure *m = &u->building[b];

		m->pace = m->sum.tax;
		if (date_month_no(u->last) == 12)
			m->pace_basis = PACE_ACTUAL;
		else
			measure_add(m, &m->pace, to_come(u, m, &city.sum));
		u->over |= m->over;
	}
}

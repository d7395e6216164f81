#include "plan/count.h"

#include "base/date.h"
#include "plan/count_part.h"

bool
count_is_tier(enum indicator_id id)
{
	return count_tier_of(id) < COUNT_TIERS;
}

/* A scope's own row of bldg-rollup --by district. */
static void
see_aggregate(const struct facts *f, const struct count_visitor *v,
    const struct facts_aggregate *a, num_wide num, num_wide den,
    bool hundredths)
{
	const struct district *x = code_district_at(f->book,
	    (size_t)(a - f->aggregate));
	const struct count_seen what = { .id = x->code, .name = x->name,
		.month = -1, .num = num, .den = den,
		.hundredths = hundredths, .pos = &a->pos };

	count_see(v, &what);
}

/* num * factor / den of two sums of the aggregate. */
static struct count
count_rate(const struct facts *f, size_t scope, const enum facts_sum pair[2],
    int64_t factor, const struct count_visitor *visitor)
{
	const struct facts_aggregate *a = &f->aggregate[scope];
	const struct value *num = &a->sum[pair[0]], *den = &a->sum[pair[1]];
	struct count c = { .den = 1, .same_den = 1 };

	if (!a->given || !num->known || !den->known || den->n <= 0)
		return c;
	c.known = true;
	c.num = (num_wide)num->n * factor;
	c.den = den->n;
	see_aggregate(f, visitor, a, num->n, den->n,
	    pair[1] != SUM_REGISTERED_KNOWN);
	return c;
}

/* The buildings' tax where they are given, else the aggregate's own row. */
static void
see_tax(const struct facts *f, size_t scope, const struct count_visitor *v)
{
	const struct facts_aggregate *a = &f->aggregate[scope];

	if (!f->given[FACTS_CLASSIFIED])
		see_aggregate(f, v, a, a->sum[SUM_TAX].n, 0, true);
	for (size_t i = 0; i < f->nrow; i++) {
		const struct facts_building *b = &f->row[i];
		const struct count_seen what = { .id = b->id,
			.part = b->tax.known ? COUNT_COUNTED : COUNT_UNKNOWN,
			.name = b->name, .month = -1, .num = b->tax.n,
			.hundredths = true, .pos = &b->pos };

		if (count_in_scope(b->district, scope))
			count_see(v, &what);
	}
}

static struct count
count_tax(const struct facts *f, size_t scope,
    const struct count_visitor *visitor)
{
	const struct facts_aggregate *a = &f->aggregate[scope];
	struct count c = { .den = 1, .same_den = 1 };

	if (!a->given || !a->sum[SUM_TAX].known)
		return c;
	c.known = true;
	c.num = a->sum[SUM_TAX].n;
	c.has_month = a->sum[SUM_MONTH].known;
	c.month = a->sum[SUM_MONTH].n;
	c.has_same = a->sum[SUM_SAME].known;
	c.same = a->sum[SUM_SAME].n;
	if (visitor != NULL)
		see_tax(f, scope, visitor);
	return c;
}

struct count
count_actual(const struct facts *f, const struct count_rules *rules,
    const struct plan_target *t, size_t scope,
    const struct count_visitor *visitor)
{
	static const enum facts_sum per_m2[] = { SUM_AREA_TAX, SUM_AREA };
	static const enum facts_sum occupied[] = { SUM_OCCUPIED,
		SUM_OCCUPANCY_BASE };
	static const enum facts_sum registered[] = { SUM_REGISTERED_HERE,
		SUM_REGISTERED_KNOWN };
	struct count c;

	if (count_list(f, t->id, scope, visitor, &c))
		return c;
	switch ((int)t->id) {
	case INDICATOR_tax_yuan:
		return count_tax(f, scope, visitor);
	case INDICATOR_tax_per_m2_yuan: /* fen a m2: areas are in dm2 */
		return count_rate(f, scope, per_m2, 100, visitor);
	case INDICATOR_occupancy_pct:
		return count_rate(f, scope, occupied, 10000, visitor);
	case INDICATOR_registered_pct:
		return count_rate(f, scope, registered, 10000, visitor);
	case INDICATOR_self_service_pct:
		return count_self_service(f, scope, visitor);
	case INDICATOR_party_org_pct:
		return count_party(f, scope, visitor);
	case INDICATOR_matters_closed_pct:
		return count_matters(f, scope, visitor);
	default:
		return count_tier(f, rules, t, scope, visitor);
	}
}

static enum plan_schedule
default_schedule(enum indicator_id id)
{
	if (count_is_tier(id))
		return PLAN_LAST_YEAR;
	switch ((int)id) {
	case INDICATOR_retrofits:
	case INDICATOR_projects_started:
	case INDICATOR_projects_completed:
		return PLAN_PLANNED;
	case INDICATOR_specialty:
	case INDICATOR_teams:
	case INDICATOR_promotion_events:
	case INDICATOR_tax_yuan:
		return PLAN_LINEAR;
	default:
		return PLAN_END;
	}
}

struct count_schedule
count_schedule(const struct facts *f, const struct plan_target *t,
    size_t scope)
{
	int m = date_month_no(f->rules.period);
	struct count_schedule s = { .known = true, .due = m, .of = 12,
		.used = t->schedule };

	if (s.used == PLAN_SCHEDULE_COUNT)
		s.used = default_schedule(t->id);
	if (s.used == PLAN_END)
		s.known = m == 12;
	else if (s.used == PLAN_LAST_YEAR)
		count_tier_share(f, t->id, scope, &s);
	else if (s.used == PLAN_PLANNED)
		count_list_share(f, t->id, scope, &s);
	if (s.of == 0)
		s.used = PLAN_LINEAR; /* and the column says so */
	if (s.of == 0 || m == 12)
		s.due = m, s.of = 12;
	return s;
}

#include "plan/count.h"

#include "base/date.h"

static const enum facts_tier least_tier[COUNT_TIERS] = { TIER_1YI, TIER_5YI,
	TIER_10YI };

/* Which tier an indicator counts; COUNT_TIERS where it counts none. */
static unsigned
tier_of(enum indicator_id id)
{
	switch ((int)id) {
	case INDICATOR_new_1yi:
	case INDICATOR_total_1yi:
		return 0;
	case INDICATOR_total_5yi:
		return 1;
	case INDICATOR_total_10yi:
		return 2;
	default:
		return COUNT_TIERS;
	}
}

static bool
in_scope(size_t place, size_t scope)
{
	return scope == 0 || place == scope;
}

static bool
above(const struct count_rules *rules, unsigned tier, num_wide amount,
    int times)
{
	num_wide bound = (num_wide)rules->bound[tier] * times;

	return rules->included[tier] ? amount >= bound : amount > bound;
}

/* Was it the tax of L that brought the building above?  -1: not known. */
static int
crossed(const struct count_rules *rules, unsigned tier,
    const struct facts_building *b)
{
	if (!b->tax.known || !b->month.known)
		return -1;
	return !above(rules, tier, (num_wide)b->tax.n - b->month.n, 1);
}

/* Above by tax + (pace - tax) * tenths / 10?  -1: not known. */
static int
expects(const struct count_rules *rules, unsigned tier,
    const struct facts_building *b, int tenths)
{
	if (!b->tax.known || !b->pace.known)
		return -1;
	return above(rules, tier, (num_wide)b->tax.n * 10 +
	    ((num_wide)b->pace.n - b->tax.n) * tenths, 10);
}

/* What one building adds to the estimate: a total, or new less left. */
static int
expected_part(const struct count_rules *rules, const struct plan_target *t,
    const struct facts_building *b, int tenths)
{
	int now = expects(rules, tier_of(t->id), b, tenths);
	int last = b->last == TIER_UNKNOWN ? -1 : b->last >= (int)TIER_1YI;

	if (t->id != INDICATOR_new_1yi)
		return now > 0;
	if (now < 0 || last < 0)
		return 0;
	if (now && !last)
		return 1;
	return t->net && !now && last ? -1 : 0;
}

static void
add_expected(struct count *c, const struct count_rules *rules,
    const struct plan_target *t, const struct facts_building *b)
{
	if (!b->pace.known)
		return;
	c->has_expected = true;
	c->low += expected_part(rules, t, b, 9);
	c->mid += expected_part(rules, t, b, 10);
	c->high += expected_part(rules, t, b, 11);
}

/* Does a row count now?  1, 0, -1 unknown. */
static int
counts_now(const struct plan_target *t, const struct facts_building *b)
{
	if (t->id == INDICATOR_new_1yi)
		return b->is_new;
	return b->tier == TIER_UNKNOWN ? -1 :
	    b->tier >= (int)least_tier[tier_of(t->id)];
}

static void
see(const struct count_visitor *v, struct str id, struct str name, int month,
    const struct pos *pos)
{
	if (v != NULL)
		v->see(v->arg, id, name, month, pos);
}

/* A building's part in the counts of now and of last year. */
static void
add_building(struct count *c, const struct count_rules *rules,
    const struct plan_target *t, const struct facts_building *b,
    const struct count_visitor *visitor)
{
	int now = counts_now(t, b), added;

	if (now < 0 || (t->net && b->has_left < 0))
		c->unknown++;
	if (now > 0) {
		c->num++;
		added = crossed(rules, tier_of(t->id), b);
		if (added < 0)
			c->has_month = false;
		c->month += added > 0;
		see(visitor, b->id, b->name, -1, &b->pos);
	}
	if (t->net && b->has_left > 0) {
		c->num--;
		see(visitor, b->id, b->name, -1, &b->pos);
	}
	if (t->id != INDICATOR_new_1yi && b->same != TIER_UNKNOWN) {
		c->has_same = true;
		c->same += b->same >= (int)least_tier[tier_of(t->id)];
	}
	add_expected(c, rules, t, b);
}

static struct count
count_tier(const struct facts *f, const struct count_rules *rules,
    const struct plan_target *t, size_t scope,
    const struct count_visitor *visitor)
{
	bool complete = date_month_no(f->rules.period) == 12;
	struct count c = { .den = 1 };
	int64_t n = 0;

	if (!f->given[FACTS_CLASSIFIED] || (scope != 0 && !f->placed))
		return c;
	/* Who left is stated for a whole year only. */
	c.known = !t->net || complete;
	c.has_unknown = c.known;
	c.has_month = c.known && !t->net;
	for (size_t i = 0; i < f->nrow; i++)
		if (in_scope(f->row[i].district, scope)) {
			n++;
			add_building(&c, rules, t, &f->row[i], visitor);
		}
	/* Of nothing but unknown buildings nothing is known: that is no 0. */
	c.known = c.known && (c.unknown == 0 || c.unknown < n);
	if (t->id != INDICATOR_new_1yi && f->given[FACTS_LAST_YEAR]) {
		c.has_same = true;
		c.same = f->last_total[tier_of(t->id)][scope];
	}
	return c;
}

static bool
is_placed(const struct facts_dated *x, size_t scope)
{
	for (size_t i = 0; i < x->nplace; i++)
		if (x->place[i] == scope)
			return true;
	return scope == 0;
}

/* Distinct things dated within [from, to]; doubtful ones apart. */
static int64_t
count_dated(const struct facts_dated_list *l, size_t scope, int from, int to,
    int64_t *doubtful, const struct count_visitor *visitor)
{
	struct map seen = { 0 };
	int64_t n = 0;
	bool is_new;

	for (size_t i = 0; i < l->n; i++) {
		const struct facts_dated *x = &l->v[i];

		if (!is_placed(x, scope))
			continue;
		if (x->month < 0 || (x->doubtful && x->month >= from &&
		    x->month <= to)) {
			*doubtful += 1;
			continue;
		}
		if (x->month < from || x->month > to)
			continue;
		map_put(&seen, x->id, &is_new);
		n += is_new;
		if (is_new)
			see(visitor, x->id, x->name, x->month, &x->pos);
	}
	map_fini(&seen);
	return n;
}

/* Where the facts of an indicator stand; LIST_COUNT where in no list. */
static enum facts_list
list_of(enum indicator_id id, enum facts_source *source)
{
	static const struct {
		enum indicator_id id;
		enum facts_list list;
		enum facts_source source;
	} table[] = {
		{ INDICATOR_promotion_events, LIST_PROMOTIONS, FACTS_EVENTS },
		{ INDICATOR_conferences, LIST_CONFERENCES, FACTS_EVENTS },
		{ INDICATOR_joint_meetings, LIST_JOINT_MEETINGS,
		    FACTS_EVENTS },
		{ INDICATOR_bluebooks, LIST_BLUEBOOKS, FACTS_EVENTS },
		{ INDICATOR_specialty, LIST_SPECIALTY, FACTS_RECOGNITIONS },
		{ INDICATOR_teams, LIST_TEAMS, FACTS_RECOGNITIONS },
		{ INDICATOR_retrofits, LIST_RETROFITS, FACTS_RETROFITS },
		{ INDICATOR_projects_started, LIST_STARTED, FACTS_PROJECTS },
		{ INDICATOR_projects_completed, LIST_COMPLETED,
		    FACTS_PROJECTS },
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (table[i].id == id) {
			*source = table[i].source;
			return table[i].list;
		}
	return LIST_COUNT;
}

/* Subjects stand in a register: without it a district's are not known. */
static bool
is_placeable(const struct facts *f, enum facts_list list, size_t scope)
{
	if (scope == 0)
		return true;
	if (list == LIST_SPECIALTY || list == LIST_RETROFITS ||
	    list == LIST_RETROFITS_PLANNED)
		return f->given[FACTS_CLASSIFIED] || f->given[FACTS_BUILDINGS];
	return list != LIST_TEAMS || f->given[FACTS_TEAMS];
}

static struct count
count_list(const struct facts *f, enum facts_list list,
    enum facts_source source, size_t scope,
    const struct count_visitor *visitor)
{
	const struct facts_dated_list *l = &f->list[list];
	int last = f->rules.period, first = date_month_of(date_year(last), 1);
	struct count c = { .den = 1 };
	int64_t ignored = 0, before = 0;

	if (!f->given[source] || !is_placeable(f, list, scope))
		return c;
	c.known = c.has_unknown = c.has_month = true;
	c.num = count_dated(l, scope, first, last, &c.unknown, visitor);
	if (last > first)
		before = count_dated(l, scope, first, last - 1, &ignored,
		    NULL);
	c.month = (int64_t)c.num - before;
	c.has_same = f->has_last_year[source];
	if (c.has_same)
		c.same = count_dated(l, scope, first - 12, last - 12,
		    &ignored, NULL);
	return c;
}

static struct count
count_pairs(const struct facts *f, enum facts_rate which,
    enum facts_source source, size_t scope,
    const struct count_visitor *visitor)
{
	const struct facts_pair_list *l = &f->rate[which];
	struct count c = { .den = 0 };

	for (size_t i = 0; f->given[source] && i < l->n; i++) {
		const struct facts_pair *x = &l->v[i];

		if (!in_scope(x->place, scope))
			continue;
		c.has_unknown = true;
		if (!x->known) {
			c.unknown++;
			continue;
		}
		c.num += (num_wide)x->num * 10000;
		c.den += x->den;
		if (x->num > 0)
			see(visitor, x->id, STR(""), -1, &x->pos);
	}
	c.known = c.den > 0;
	return c;
}

/* num * factor / den of two sums of the aggregate. */
static struct count
count_rate(const struct facts *f, size_t scope, const enum facts_sum pair[2],
    int64_t factor)
{
	const struct facts_aggregate *a = &f->aggregate[scope];
	const struct value *num = &a->sum[pair[0]], *den = &a->sum[pair[1]];
	struct count c = { .den = 1 };

	if (!a->given || !num->known || !den->known || den->n <= 0)
		return c;
	c.known = true;
	c.num = (num_wide)num->n * factor;
	c.den = den->n;
	return c;
}

static struct count
count_tax(const struct facts *f, size_t scope)
{
	const struct facts_aggregate *a = &f->aggregate[scope];
	struct count c = { .den = 1 };

	if (!a->given || !a->sum[SUM_TAX].known)
		return c;
	c.known = true;
	c.num = a->sum[SUM_TAX].n;
	c.has_month = a->sum[SUM_MONTH].known;
	c.month = a->sum[SUM_MONTH].n;
	c.has_same = a->sum[SUM_SAME].known;
	c.same = a->sum[SUM_SAME].n;
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
	enum facts_source source = FACTS_EVENTS;
	enum facts_list list = list_of(t->id, &source);

	if (list != LIST_COUNT)
		return count_list(f, list, source, scope, visitor);
	switch ((int)t->id) {
	case INDICATOR_tax_yuan:
		return count_tax(f, scope);
	case INDICATOR_tax_per_m2_yuan: /* fen a m2: areas are in dm2 */
		return count_rate(f, scope, per_m2, 100);
	case INDICATOR_occupancy_pct:
		return count_rate(f, scope, occupied, 10000);
	case INDICATOR_registered_pct:
		return count_rate(f, scope, registered, 10000);
	case INDICATOR_self_service_pct:
		return count_pairs(f, RATE_SELF_SERVICE, FACTS_SERVICES,
		    scope, visitor);
	case INDICATOR_party_org_pct:
		return count_pairs(f, RATE_PARTY, FACTS_SERVICES, scope,
		    visitor);
	case INDICATOR_matters_closed_pct:
		return count_pairs(f, RATE_MATTERS, FACTS_MATTERS, scope,
		    visitor);
	default:
		return count_tier(f, rules, t, scope, visitor);
	}
}

/* The share of last year's final total that stood at the same month. */
static void
share_last_year(const struct facts *f, enum indicator_id id, size_t scope,
    struct count_schedule *s)
{
	enum facts_tier least;

	s->due = s->of = 0;
	if (tier_of(id) == COUNT_TIERS)
		return;
	least = least_tier[tier_of(id)];
	for (size_t i = 0; i < f->nrow; i++) {
		const struct facts_building *b = &f->row[i];

		if (!in_scope(b->district, scope) || b->same == TIER_UNKNOWN ||
		    b->last < (int)least)
			continue;
		s->of++;
		s->due += b->same >= (int)least;
	}
}

/* The share of the year's planned completions that is due by the end of L. */
static void
share_planned(const struct facts *f, enum indicator_id id, size_t scope,
    struct count_schedule *s)
{
	enum facts_list list = id == INDICATOR_retrofits ?
	    LIST_RETROFITS_PLANNED : LIST_COMPLETED_PLANNED;
	int last = f->rules.period, first = date_month_of(date_year(last), 1);
	int64_t ignored = 0;

	s->due = s->of = 0;
	if ((id != INDICATOR_retrofits && id != INDICATOR_projects_completed) ||
	    !is_placeable(f, list, scope))
		return;
	s->of = count_dated(&f->list[list], scope, first, first + 11,
	    &ignored, NULL);
	s->due = count_dated(&f->list[list], scope, first, last, &ignored,
	    NULL);
}

static enum plan_schedule
default_schedule(enum indicator_id id)
{
	if (tier_of(id) != COUNT_TIERS)
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
		share_last_year(f, t->id, scope, &s);
	else if (s.used == PLAN_PLANNED)
		share_planned(f, t->id, scope, &s);
	if (s.of == 0)
		s.used = PLAN_LINEAR; /* and the column says so */
	if (s.of == 0 || m == 12)
		s.due = m, s.of = 12;
	return s;
}

/* Buildings above a tier's bound: new ones and totals. */
#include "base/date.h"
#include "plan/count_part.h"

static const enum facts_tier least_tier[COUNT_TIERS] = { TIER_1YI, TIER_5YI,
	TIER_10YI };

unsigned
count_tier_of(enum indicator_id id)
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
above(const struct count_rules *rules, unsigned tier, num_wide amount,
    int times)
{
	num_wide bound = (num_wide)rules->bound[tier] * times;

	return rules->included[tier] ? amount >= bound : amount > bound;
}

/* Does a row count now?  1, 0, -1 unknown. */
static int
counts_now(const struct plan_target *t, const struct facts_building *b)
{
	if (t->id == INDICATOR_new_1yi)
		return b->is_new;
	return b->tier == TIER_UNKNOWN ? -1 :
	    b->tier >= (int)least_tier[count_tier_of(t->id)];
}

/* Did it count before the tax of L?  1, 0, -1 unknown.  `now`: it does. */
static int
counted_before(const struct count_rules *rules, const struct plan_target *t,
    const struct facts_building *b, bool now)
{
	bool was_above;

	if (!b->tax.known || !b->month.known)
		return -1;
	was_above = above(rules, count_tier_of(t->id),
	    (num_wide)b->tax.n - b->month.n, 1);
	if (!was_above || now || t->id != INDICATOR_new_1yi)
		return was_above;
	/* new until refunds of L took it below */
	return b->last == TIER_UNKNOWN ? -1 : b->last < (int)TIER_1YI;
}

static void
add_month(struct count *c, const struct count_rules *rules,
    const struct plan_target *t, const struct facts_building *b, bool now)
{
	int before = counted_before(rules, t, b, now);

	if (before < 0)
		c->has_month = false;
	else
		c->month += now - before;
}

/* Above by tax + (pace - tax) * tenths / 10? */
static bool
expects(const struct count_rules *rules, unsigned tier,
    const struct facts_building *b, int tenths)
{
	return above(rules, tier, (num_wide)b->tax.n * 10 +
	    ((num_wide)b->pace.n - b->tax.n) * tenths, 10);
}

/* What one building adds to the estimate: a total, or new less left. */
static int
expected_part(const struct count_rules *rules, const struct plan_target *t,
    const struct facts_building *b, int tenths)
{
	bool now = expects(rules, count_tier_of(t->id), b, tenths);
	bool last = b->last >= (int)TIER_1YI;

	if (t->id != INDICATOR_new_1yi)
		return now;
	if (now && !last)
		return 1;
	return t->net && !now && last ? -1 : 0;
}

static void
see_building(const struct count_visitor *v, const struct facts_building *b,
    enum count_part part)
{
	const struct count_seen what = { .part = part, .id = b->id,
		.name = b->name, .month = -1,
		.num = part == COUNT_LEFT ? -1 : 1, .pos = &b->pos };

	count_see(v, &what);
}

/* What the estimate adds to a building's part in the actual. */
static void
see_expected(const struct count_visitor *v, const struct facts_building *b,
    int change)
{
	const struct count_seen what = { .part = COUNT_EXPECTED, .id = b->id,
		.name = b->name, .basis = b->basis, .month = -1,
		.num = change, .pos = &b->pos };

	if (change != 0)
		count_see(v, &what);
}

static void
add_expected(struct count *c, const struct count_rules *rules,
    const struct plan_target *t, const struct facts_building *b, int now,
    const struct count_visitor *visitor)
{
	int part;

	if (!b->tax.known || !b->pace.known ||
	    (t->id == INDICATOR_new_1yi && b->last == TIER_UNKNOWN))
		return;
	c->has_expected = true;
	c->low += expected_part(rules, t, b, 9);
	part = expected_part(rules, t, b, 10);
	c->mid += part;
	c->high += expected_part(rules, t, b, 11);
	see_expected(visitor, b, part - now);
}

/* A building's part in the counts of now and of last year. */
static void
add_building(struct count *c, const struct count_rules *rules,
    const struct plan_target *t, const struct facts_building *b,
    const struct count_visitor *visitor)
{
	int now = counts_now(t, b);

	if (now < 0 || (t->net && b->has_left < 0)) {
		c->unknown++;
		/* within a year nobody knows who leaves: that tells nothing */
		if (now < 0 || c->has_unknown)
			see_building(visitor, b, COUNT_UNKNOWN);
	} else {
		add_month(c, rules, t, b, now > 0);
	}
	if (now > 0) {
		c->num++;
		see_building(visitor, b, COUNT_COUNTED);
	}
	if (t->net && b->has_left > 0) {
		c->num--;
		see_building(visitor, b, COUNT_LEFT);
	}
	/* of one unknown building the total of then is unknown too */
	c->has_same = c->has_same && b->same != TIER_UNKNOWN;
	c->same += facts_reaches(b->same, least_tier[count_tier_of(t->id)]);
	add_expected(c, rules, t, b,
	    (now > 0) - (t->net && b->has_left > 0), visitor);
}

/* The total of last year's rows: known where the scope has rows, each of
 * them a tier, and none without a district might be its own. */
static void
take_last_year(struct count *c, const struct facts *f, enum indicator_id id,
    size_t scope)
{
	const struct facts_total *all = f->last_total[count_tier_of(id)];
	const struct facts_total *own = &all[scope];

	c->has_same = own->rows > 0 && own->unknown == 0 &&
	    (scope == 0 || all[0].unplaced == 0);
	c->same = own->reached;
}

struct count
count_tier(const struct facts *f, const struct count_rules *rules,
    const struct plan_target *t, size_t scope,
    const struct count_visitor *visitor)
{
	bool complete = date_month_no(f->rules.period) == 12;
	struct count c = { .den = 1, .same_den = 1 };
	int64_t n = 0;

	if (!f->given[FACTS_CLASSIFIED] || (scope != 0 && !f->placed))
		return c;
	/* Who left is stated for a whole year only. */
	c.known = !t->net || complete;
	c.has_unknown = c.known;
	c.has_month = c.known && !t->net;
	c.has_same = t->id != INDICATOR_new_1yi;
	for (size_t i = 0; i < f->nrow; i++)
		if (count_in_scope(f->row[i].district, scope)) {
			n++;
			add_building(&c, rules, t, &f->row[i], visitor);
		}
	/* Of no building, or of unknown ones alone, nothing is known: no 0. */
	c.known = c.known && c.unknown < n;
	c.has_unknown = c.has_unknown && n > 0;
	c.has_same = c.has_same && n > 0;
	if (t->id != INDICATOR_new_1yi && f->given[FACTS_LAST_YEAR])
		take_last_year(&c, f, t->id, scope);
	return c;
}

void
count_tier_share(const struct facts *f, enum indicator_id id, size_t scope,
    struct count_schedule *s)
{
	enum facts_tier least;

	s->due = s->of = 0;
	if (!count_is_tier(id))
		return;
	least = least_tier[count_tier_of(id)];
	for (size_t i = 0; i < f->nrow; i++) {
		const struct facts_building *b = &f->row[i];

		if (!count_in_scope(b->district, scope) ||
		    b->same == TIER_UNKNOWN || b->last < (int)least)
			continue;
		s->of++;
		s->due += b->same >= (int)least;
	}
}

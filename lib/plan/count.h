/*
 * The actual of a target, from the facts: what stands behind each number
 * can be seen one by one.  A scope is a district's index in the code book;
 * 0 is the city, which counts every fact.
 */
#ifndef PLAN_COUNT_H
#define PLAN_COUNT_H

#include "base/num.h"
#include "plan/facts.h"
#include "plan/plan.h"

#define COUNT_TIERS 3 /* 1yi, 5yi, 10yi */

struct count_rules {
	int64_t bound[COUNT_TIERS]; /* fen */
	bool included[COUNT_TIERS]; /* the bound itself is above */
};

/* What a thing does in an actual, in the order of `explained`'s choices. */
enum count_part {
	COUNT_COUNTED,
	COUNT_LEFT,      /* taken off a net count */
	COUNT_UNKNOWN,   /* it cannot be said whether it counts */
	COUNT_CANDIDATE, /* by the rules, but not recognised */
	COUNT_OF,        /* in the denominator alone */
	COUNT_EXPECTED,  /* not yet, but in the estimate for the year */
};

struct count_seen {
	enum count_part part;
	struct str id, name, basis; /* basis: of an estimate */
	int month;         /* -1: none */
	num_wide num, den; /* what it adds; den 0: the actual is a sum */
	bool hundredths;   /* both are: yuan, m2 */
	const struct pos *pos;
};

/* Called for each thing behind an actual, in their order. */
struct count_visitor {
	void (*see)(void *arg, const struct count_seen *what);
	void *arg;
};

struct count {
	bool known;
	num_wide num, den;   /* in the target's finest unit */
	bool has_unknown;
	int64_t unknown;     /* how many could not be decided */
	bool has_month, has_same, has_expected;
	int64_t month;       /* what L changed; may be negative */
	num_wide same, same_den;
	num_wide low, mid, high; /* of tier counts; estimates */
};

/* A schedule: due / of of the year's target; `used` is what it rests on. */
struct count_schedule {
	bool known;
	int64_t due, of;
	enum plan_schedule used;
};

/* new_1yi and the totals. */
bool count_is_tier(enum indicator_id id);

/* visitor: or NULL */
struct count count_actual(const struct facts *f,
    const struct count_rules *rules, const struct plan_target *t,
    size_t scope, const struct count_visitor *visitor);

struct count_schedule count_schedule(const struct facts *f,
    const struct plan_target *t, size_t scope);

#endif

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

/* Called for each thing that an actual counts, in their order. */
struct count_visitor {
	void (*see)(void *arg, struct str id, struct str name, int month,
	    const struct pos *pos);
	void *arg;
};

struct count {
	bool known;
	num_wide num, den;   /* in the target's finest unit */
	bool has_unknown;
	int64_t unknown;     /* how many could not be decided */
	bool has_month, has_same, has_expected;
	int64_t month, same;
	num_wide low, mid, high; /* of tier counts; estimates */
};

/* A schedule: due / of of the year's target; `used` is what it rests on. */
struct count_schedule {
	bool known;
	int64_t due, of;
	enum plan_schedule used;
};

struct count count_actual(const struct facts *f,
    const struct count_rules *rules, const struct plan_target *t,
    size_t scope, const struct count_visitor *visitor);

struct count_schedule count_schedule(const struct facts *f,
    const struct plan_target *t, size_t scope);

#endif

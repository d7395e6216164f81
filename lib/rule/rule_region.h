/*
 * The values a condition leaves possible, as ranges, so that rules can be
 * held against one another.  The scale is doubled: 2n is the value n, 2n + 1
 * what lies between n and n + 1: of a fraction there is something, of a
 * whole number nothing.  What is made lives in the arena.
 */
#ifndef RULE_RULE_REGION_H
#define RULE_RULE_REGION_H

#include "base/mem.h"
#include "base/num.h"

#define RULE_REGION_LEAST (-((num_wide)1 << 100))
#define RULE_REGION_MOST ((num_wide)1 << 100)

struct rule_range {
	num_wide from, to; /* both inside */
};

struct rule_region {
	struct rule_range *range; /* ascending, apart from one another */
	size_t n;
	bool whole; /* of whole numbers: nothing lies between two */
};

struct rule_region rule_region_range(struct arena *keep, num_wide from,
    num_wide to, bool whole);
struct rule_region rule_region_not(struct arena *keep, struct rule_region r);
struct rule_region rule_region_and(struct arena *keep, struct rule_region a,
    struct rule_region b);
struct rule_region rule_region_or(struct arena *keep, struct rule_region a,
    struct rule_region b);

bool rule_region_is_empty(struct rule_region r);
/* Is all of a in b? */
bool rule_region_within(struct arena *keep, struct rule_region a,
    struct rule_region b);

#endif

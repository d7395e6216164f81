/*
 * Counts of classes over classified buildings, and what must agree between
 * them: last year's total + new - left = this year's, over the buildings
 * whose last year is known; within a year likewise what is expected.
 */
#ifndef REPORT_CLASS_COUNT_H
#define REPORT_CLASS_COUNT_H

#include "report/building.h"

struct class_count {
	size_t buildings;
	size_t above, above5, above10; /* 1, 5, 10 yi: each holds the next */
	size_t last, same;             /* above 1 yi last year, then */
	size_t is_new, left, month;
	size_t expected, expected_new, expected_left;
	size_t nurture, at_risk, key, renovate, recognised, candidates;
	size_t no_tier, no_last;       /* unknown; above now, last unknown */
	size_t no_expected;
	/* Over those whose tier, or expectation, and last year are known. */
	struct class_balance {
		size_t last, in, out, now;
	} year, expectation;
};

/* b: NULL where it is told nowhere. */
void class_count_add(struct class_count *c, const struct value *v,
    struct behind *b);
/* False after a report. */
bool class_count_check(const struct class_count *c, struct report *r);

#endif

/*
 * How far a target is: on exact ratios of integers, nothing rounded before
 * it is decided.  Amounts are in the target's finest unit (a count, fen,
 * hundredths of a point); an actual is num / den of it.  Formulas:
 * bldg-plan(5), Progress.
 */
#ifndef PLAN_PROGRESS_H
#define PLAN_PROGRESS_H

#include <stdbool.h>

#include "base/num.h"
#include "schema/completion.h"

struct progress {
	bool has_target, exceed; /* exceed: bound ">" */
	int64_t target;
	bool known;
	num_wide num, den;       /* the actual; den > 0 */
	bool is_rate;            /* else of things or fen: one more exceeds */
	bool has_schedule;
	int64_t due, of;         /* the schedule as a share; of > 0 */
	bool complete;           /* the period is the whole year */
	bool end;                /* schedule `end` */
	int64_t lagging;         /* hundredths of a point, positive */
};

/* The first that holds, in the order of the enum. */
enum completion_status progress_status(const struct progress *p);

/* Hundredths of a percent or of a point, half away from zero.  False where
 * there is none: no target, a target of 0, no actual, no schedule. */
bool progress_rate(const struct progress *p, int64_t *out);
bool progress_schedule(const struct progress *p, int64_t *out);
bool progress_gap(const struct progress *p, int64_t *out);
/* What is still needed, in a unit of so many finest ones, half away from
 * zero, but never 0 before the target is met: 34 after 37 of "over 70". */
bool progress_remaining(const struct progress *p, int64_t unit, int64_t *out);

#endif

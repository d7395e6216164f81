/*
 * The rows of `completion`: each target of a plan in force, how far it is
 * and how far it should be, as canonical text.
 */
#ifndef PLAN_COMPLETION_H
#define PLAN_COMPLETION_H

#include "plan/count.h"
#include "plan/line.h"
#include "schema/completion.h"

struct completion_rules {
	struct count_rules count;
	int64_t lagging; /* hundredths of a point, positive */
};

/* Puts the row of plan p and its target t; what the target's status is. */
enum completion_status completion_put(struct line *l, const struct facts *f,
    const struct completion_rules *rules, const struct plan *p,
    const struct plan_target *t);

/* An amount of the finest unit, num / den, in the target's unit. */
void completion_amount(struct line *l, size_t col,
    const struct plan_target *t, num_wide num, num_wide den,
    enum num_round mode);

#endif

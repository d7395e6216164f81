/*
 * The settings of plan.ini, and the bounds of classify.ini's tiers, which
 * plans are held against.
 */
#ifndef PLAN_PLAN_RULES_H
#define PLAN_PLAN_RULES_H

#include "plan/completion.h"
#include "schema/setting.h"

struct plan_rules {
	struct completion_rules completion;
	enum facts_level level; /* of recognitions that count */
	int deadline;           /* of districts' plans: a day */
};

/* False after a report. */
bool plan_rules_read(struct diag *d, const struct setting_book *plan,
    const struct setting_book *classify, struct plan_rules *out);
/* The deadline alone, which is all that merging needs. */
bool plan_rules_deadline(struct diag *d, const struct setting_book *plan,
    int *day);

#endif

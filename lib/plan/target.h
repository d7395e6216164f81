/* A plan's targets: one map of the list `targets` becomes one target. */
#ifndef PLAN_TARGET_H
#define PLAN_TARGET_H

#include "plan/plan.h"
#include "plan/seen.h"

/* Appends to p->target, which has room; reports every finding.  seen: the
 * indicators of those before. */
void target_read(struct diag *d, const struct tree_node *map, struct plan *p,
    struct seen *seen);

#endif

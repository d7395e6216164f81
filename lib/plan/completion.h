/*
 * The rows of `completion`: each target of a plan in force, how far it is
 * and how far it should be, as canonical text.
 */
#ifndef PLAN_COMPLETION_H
#define PLAN_COMPLETION_H

#include "plan/count.h"
#include "schema/completion.h"

struct completion_rules {
	struct count_rules count;
	int64_t lagging; /* hundredths of a point, positive */
};

struct completion_row {
	struct str cell[COMPLETION_COLUMNS]; /* in `keep` */
	enum completion_status status;
};

/* A row of plan p and its target t; texts go into keep. */
void completion_row(const struct facts *f, const struct completion_rules *rules,
    const struct plan *p, const struct plan_target *t, struct arena *keep,
    struct completion_row *out);

#endif

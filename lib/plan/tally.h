/*
 * Counts of what plan-check wrote, for its summary: rows by their status,
 * and the plans they come from.  It looks at the rows as they go out, so
 * what is said and what is written cannot differ.
 */
#ifndef PLAN_TALLY_H
#define PLAN_TALLY_H

#include <stddef.h>

#include "base/lang.h"
#include "plan/plan.h"

#define TALLY_STATUSES 8

enum tally_of { TALLY_TARGETS, TALLY_TASKS, TALLY_WINDOWS, TALLY_MATTERS,
	TALLY_ROWS };

struct tally {
	enum tally_of of;
	size_t row[TALLY_STATUSES]; /* by status, in its order */
	size_t n, nplan, noverdue;
	size_t scope, status, late; /* columns, or MAP_NONE */
	struct str last;            /* scope of the row before */
	struct arena keep;
};

void tally_header(struct tally *t, const struct str *name, size_t n);
void tally_row(struct tally *t, const struct str *cell);
/* "2 plans, 10 targets: 3 done, 1 missed" */
void tally_put(const struct tally *t, enum lang lang, struct buf *out);
void tally_fini(struct tally *t);

/* "2 plans": a number and what it counts, in either number. */
enum tally_noun { TALLY_PLAN, TALLY_TARGET, TALLY_TASK, TALLY_WINDOW,
	TALLY_MATTER, TALLY_ROW, TALLY_FINDING };
void tally_noun(struct buf *out, enum lang lang, size_t n,
    enum tally_noun noun);
/* "2 plans, 10 targets, 5 tasks: 0 findings" */
void tally_plans(struct buf *out, enum lang lang, struct plan *const *plan,
    size_t nplan, size_t findings);

#endif

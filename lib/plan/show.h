/*
 * What plan-check puts out with a period: completion, tasks, the rows
 * behind an actual.  Plans in force alone, the city first, then the
 * districts in the office's order.
 */
#ifndef PLAN_SHOW_H
#define PLAN_SHOW_H

#include "plan/completion.h"
#include "plan/line.h"

struct show {
	const struct facts *facts;
	const struct completion_rules *rules;
	const struct code_book *book;
	struct plan *const *plan;
	size_t nplan;
	int period; /* L, a month */
	struct line_sink sink;
	bool behind; /* out: something is behind, overdue or missed */
};

/* The plan in force of the i-th scope in the office's order, if the
 * period's year is one of its years; else NULL. */
const struct plan *show_plan(const struct show *s, size_t i);

/* False once writing failed, or after a report. */
bool show_completion(struct show *s);
bool show_tasks(struct show *s);
bool show_explain(struct show *s, struct diag *d, const char *indicator);

#endif

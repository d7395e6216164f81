/*
 * What plan-check puts out with a period: completion, tasks, the rows
 * behind an actual.  Plans in force alone, the city first, then the
 * districts in the office's order.
 */
#ifndef PLAN_SHOW_H
#define PLAN_SHOW_H

#include "plan/completion.h"
#include "schema/setting.h"

struct show {
	const struct facts *facts;
	const struct completion_rules *rules;
	const struct code_book *book;
	struct plan *const *plan;
	size_t nplan;
	int period; /* L, a month */
	/* Where header and rows go; false once that failed. */
	bool (*header)(void *arg, const struct str *cell, size_t n);
	bool (*row)(void *arg, const struct str *cell, size_t n);
	void *arg;
	bool behind; /* out: a target is behind, lagging or missed */
	struct arena keep;
};

/* The settings of plan.ini (the deadline of districts' plans is a day), and
 * the bounds of classify.ini's tiers; false after a report. */
bool show_rules(struct diag *d, const struct setting_book *plan,
    const struct setting_book *classify, struct completion_rules *rules,
    struct facts_rules *facts, int *deadline);

/* False once writing failed, or after a report. */
bool show_completion(struct show *s);
bool show_tasks(struct show *s);
bool show_explain(struct show *s, struct diag *d, const char *indicator);
void show_fini(struct show *s);

#endif

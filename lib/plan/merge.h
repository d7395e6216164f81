/*
 * The districts' plans and the city's as one yearly list of targets: in
 * force for the year's end, indicator by indicator, the city's row first,
 * with what the districts' figures add up to.  What is missing, late or
 * short is reported as it is met.
 */
#ifndef PLAN_MERGE_H
#define PLAN_MERGE_H

#include "plan/line.h"
#include "plan/plan.h"

struct merge {
	struct diag *diag;
	const struct code_book *book;
	struct plan *const *plan;
	size_t nplan;
	int year;     /* -1: every year of the plans */
	int deadline; /* of the districts' first plans: a day */
	struct line_sink sink;
	size_t findings; /* out */
};

/* Districts without a plan, plans that came late.  False after a report
 * that makes merging pointless: no plan is of that year. */
bool merge_check(struct merge *m);
/* The table targets; false once writing failed. */
bool merge_show(struct merge *m);

/* Does an indicator's figure of the city consist of the districts'?  Rates
 * and the city's own meetings do not. */
bool merge_adds_up(enum indicator_id id);

#endif

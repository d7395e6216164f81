/*
 * How many gross new buildings a net target needs at last year's rate of
 * leaving, and whether the nurture list holds them.
 *
 * The classified rows of a whole year Y say who left in it, and stand at
 * the end of Y: they serve the targets of Y + 1.  Those of part of a year
 * serve its own targets, with the buildings expected to leave.
 */
#ifndef PLAN_FEASIBLE_H
#define PLAN_FEASIBLE_H

#include "plan/facts.h"
#include "plan/line.h"
#include "plan/plan.h"

/* In the order of the column's choices. */
enum feasible_status { FEASIBLE_HOLDS, FEASIBLE_SHORT, FEASIBLE_UNKNOWN };

/* What the rows of a scope say. */
struct feasible_base {
	int64_t total;   /* above 1yi at the end of the year before */
	int64_t left, left_of; /* who left, of how many */
	int64_t above;   /* new ones so far */
	int64_t nurture; /* to be brought above */
	int64_t unknown; /* rows that lack what is asked */
};

/* A net target: how many new buildings it takes, at least 0. */
struct feasible_need {
	bool known;        /* a rate of leaving is */
	int64_t leaving, gross;
	int64_t spare;     /* above + nurture - gross */
};

struct feasible_need feasible_need(const struct feasible_base *b,
    int64_t net);

struct feasible {
	struct diag *diag;
	const struct facts *facts; /* classified */
	struct plan *const *plan;
	size_t nplan;
	int year; /* of the targets; -1: the one the rows serve */
	struct line_sink sink;
	size_t targets, findings; /* out */
};

/* The table feasibility; false once writing failed, or after a report. */
bool feasible_show(struct feasible *f);

#endif

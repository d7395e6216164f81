/*
 * What plan-check does with plans: the account of their findings, or with
 * a period one table of how far they are.
 */
#ifndef CLI_PLAN_CHECKING_H
#define CLI_PLAN_CHECKING_H

#include "cli/plans.h"
#include "plan/facts.h"

enum plan_table {
	PLAN_TABLE_COMPLETION,
	PLAN_TABLE_TASKS,
	PLAN_TABLE_CADENCE,
	PLAN_TABLE_EXPLAINED,
	PLAN_TABLE_AGENDA,
	PLAN_TABLE_DEPARTMENTS,
	PLAN_TABLE_SERVICES,
	PLAN_TABLE_PLANS,
};

struct plan_checking {
	int period;
	enum plan_table table;
	const char *source[FACTS_SOURCE_COUNT]; /* files, NULL = not given */
	const char *rules;     /* -c, or NULL */
	const char *indicator; /* of PLAN_TABLE_EXPLAINED */
	bool strict;           /* RUN_FINDINGS where something is behind */
};

/* Writes the table and its summary. */
enum run_status plan_checking(struct run *run, const struct plans *plans,
    const struct plan_checking *what);
/* What is found of plans beside one another, and their summary. */
enum run_status plan_checking_alone(struct run *run,
    const struct plans *plans);

#endif

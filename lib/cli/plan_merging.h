/*
 * What plan-merge makes of plans: each writes one table and its summary.
 * RUN_FINDINGS where something is missing, late, short or different.
 */
#ifndef CLI_PLAN_MERGING_H
#define CLI_PLAN_MERGING_H

#include "cli/plans.h"

/* The yearly list of targets; year -1: of every year.  option: -c. */
enum run_status plan_merging_list(struct run *run, const struct plans *p,
    int year, const char *option);
/* The first two operands compared: years of the plans that follow, or two
 * files or folders of plans. */
enum run_status plan_merging_diff(struct run *run);
/* classified: a file, or with a workspace a period whose rows stand in
 * out/. */
enum run_status plan_merging_feasible(struct run *run, const struct plans *p,
    int year, const char *classified);

/* The settings in force instead (--show-rules). */
enum run_status plan_merging_rules(struct run *run, const char *option);

#endif

/*
 * Where bldg-report --explain goes on from a target: to the buildings, events
 * and other things that its actual counts, as plan-check --explain lists
 * them, as far as the workspace or --with has the plans and what is counted.
 */
#ifndef CLI_REPORT_ACTUAL_H
#define CLI_REPORT_ACTUAL_H

#include "cli/report_input.h"
#include "report/explain.h"

/* Sets x->listed where they were listed; false after a report. */
bool report_actual(struct report_files *f, struct explain *x,
    const struct explain_subject *what);

/* What --with may name for it. */
bool report_actual_reads(struct str name);

#endif

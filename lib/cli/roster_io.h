/*
 * Buildings of one period in and out of files: the roster that bldg-classify
 * decides.
 */
#ifndef CLI_ROSTER_IO_H
#define CLI_ROSTER_IO_H

#include "cli/run.h"
#include "rule/roster.h"

/*
 * The indicators (the operand, or the period's own file of the workspace)
 * with the issued list and the recognitions, each as named, or the
 * workspace's, or none.  period: that rows must have, or -1.  NULL after a
 * report.
 */
struct roster *roster_io_read(struct run *run, int period, const char *base,
    const char *recognitions);

/* The classified rows and the summary. */
bool roster_io_write(struct run *run, const struct roster *r);

/* Why one building is on a list, and why not. */
bool roster_io_explain(struct run *run, struct roster *r,
    const struct class_rules *rules, const char *building);

#endif

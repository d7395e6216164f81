/*
 * What bldg-watch --revisions does around lib/rule/revision: walks two
 * folders of one period, holds file against file, writes what changed.
 */
#ifndef CLI_REVISE_H
#define CLI_REVISE_H

#include "cli/run.h"

/* Operands: OLD and NEW; none: with -C and -p (else period is -1) the two
 * newest versions of the period.  explain: a figure, "FILE:ROW:COLUMN", or
 * NULL for all.  RUN_FINDINGS where anything changed. */
enum run_status revise(struct run *run, int period, const char *explain);

#endif

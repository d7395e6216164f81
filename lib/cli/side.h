/*
 * Outputs beside the dataset (--unattributed, -r, --audit).  They end with
 * the run: written out before the dataset's last byte, renamed after it, so
 * that none stands where the dataset was not made.
 */
#ifndef CLI_SIDE_H
#define CLI_SIDE_H

#include "cli/run.h"

enum side_keep {
	SIDE_WHEN_DONE, /* taken back when the run fails */
	SIDE_ALWAYS,    /* stays: it tells why the run failed */
};

/* The run's: neither committed nor aborted by who asked.  NULL after a
 * report. */
struct output *side_output(struct run *run, const char *path,
    enum side_keep keep);

/* For cli_main: all is written but for the last rename; and the end.
 * False after a report. */
bool side_prepare(struct run *run);
bool side_end(struct run *run, bool done);

#endif

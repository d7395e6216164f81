/*
 * Where a report's datasets come from: the operand, --with NAME=FILE, or
 * the workspace.
 */
#ifndef CLI_REPORT_INPUT_H
#define CLI_REPORT_INPUT_H

#include "cli/cli.h"
#include "report/report.h"

struct report_files {
	struct run *run;
	const struct report_kind *kind;
	const char *operand;          /* or NULL */
	const struct cli_list *with;  /* NAME=FILE */
	const char *buildings, *previous; /* -b, --previous, or NULL */
};

/* For report_input.provide. */
enum status report_files_provide(void *arg, const struct report_need *need,
    int period, struct row_reader **rows);

/* Each --with names a dataset that the report takes; false after a report. */
bool report_files_check(const struct report_files *f);

#endif

/*
 * What a workspace says of an import: what is taken for one dataset
 * without being given, and all that its workspace.ini names.
 */
#ifndef CLI_INTAKE_WORKSPACE_H
#define CLI_INTAKE_WORKSPACE_H

#include "cli/cli.h"
#include "cli/intake.h"

/* With -C: the register, the buildings, the maps of folders, the column
 * source.  False after a report. */
bool intake_defaults(struct run *run, struct intake *in);

/* What of a workspace is imported. */
struct workspace_intake {
	int period;           /* as of this month; -1: the newest */
	struct cli_list only; /* datasets, DATASET/YEAR, DATASET/YEAR-MONTH */
	bool files;           /* only list what would be read */
};

/* The datasets of workspace.ini into canon/, or into the folder of -o.
 * in: options that hold for all of them. */
enum run_status intake_workspace(struct run *run, struct intake *in,
    const struct workspace_intake *what);

#endif

/*
 * What bldg-report does with one report: its inputs are found, it is limited
 * to a district, and what is made of it is written.
 */
#ifndef CLI_REPORT_MAKING_H
#define CLI_REPORT_MAKING_H

#include "cli/cli.h"
#include "report/explain.h"
#include "report/report.h"

/* As typed on the command line. */
struct report_making {
	/* or NULL */
	const char *district, *scope, *buildings, *previous, *rules;
	struct cli_list with; /* NAME=FILE */
	int period;           /* -1: not given, as the numbers below */
	long goal, top, years;
	bool is_public;
};

/* file: the operand, or NULL.  explain: the report is made, and what stands
 * behind one of its cells is written instead; or NULL. */
enum run_status report_making(struct run *run, const struct report_kind *kind,
    const char *file, const struct report_making *what,
    struct explain *explain);

#endif

/*
 * Where a report's datasets come from: the operand, --with NAME=FILE, or
 * the workspace.
 */
#ifndef CLI_REPORT_INPUT_H
#define CLI_REPORT_INPUT_H

#include "base/map.h"
#include "cli/cli.h"
#include "cli/workspace_ini.h"
#include "report/report.h"

#define REPORT_BOOKS 16u /* more than there are files of rules */

struct report_files {
	struct run *run;
	const struct report_kind *kind;
	const char *operand;          /* or NULL */
	const struct cli_list *with;  /* NAME=FILE */
	const char *buildings, *previous; /* -b, --previous, or NULL */
	const char *rules;            /* -c, or NULL */
	bool district, scope;         /* -d, --scope is given */
	int period;                   /* -p; of a document the newest one */
	bool explain;                 /* a figure is explained */
	struct report_options options;
	bool is_public;               /* --public */
	struct {
		const char *name;
		struct setting_book *settings;
	} book[REPORT_BOOKS];
	size_t nbook;
	struct workspace_ini ini;     /* of a document */
	struct map sought;  /* of the workspace: "PERIOD PLACE NAME" */
	const char **found; /* by number; NULL: not there */
	size_t found_cap;
};

/* Of a document of a workspace: the newest period where none was given, and
 * who issues it.  False after a report. */
bool report_files_settle(struct report_files *f, struct report_issue *out);

void report_files_fini(struct report_files *f);

/* --with "completion=FILE": FILE, where it is of that name; or NULL. */
const char *report_files_given(const struct report_files *f,
    const char *name);
/* --with, else NAME.csv of what is kept with the results of the period, else
 * the workspace's; or NULL. */
const char *report_files_register(const struct report_files *f,
    const char *name, int period);

/* For report_input.provide. */
enum status report_files_provide(void *arg, const struct report_need *need,
    int period, struct row_reader **rows);

/* For report_input.settings: read once, and kept. */
const struct setting_book *report_files_settings(void *arg,
    const char *name);

/* What is given is what the report takes; false after a report. */
bool report_files_check(const struct report_files *f);

#endif

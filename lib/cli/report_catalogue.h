/*
 * Which reports there are: listed, found by name, and the rules they go by.
 */
#ifndef CLI_REPORT_CATALOGUE_H
#define CLI_REPORT_CATALOGUE_H

#include "cli/run.h"
#include "report/report.h"

/* A line a report, with what it is about. */
enum run_status report_catalogue_list(struct run *run);
/* NULL after a report, which names the nearest, or all. */
const struct report_kind *report_catalogue_find(struct run *run,
    struct str name);
/* --show-rules: those of reports alone, of the files that are installed.
 * option: -c, or NULL. */
enum run_status report_catalogue_rules(struct run *run, const char *option);

#endif

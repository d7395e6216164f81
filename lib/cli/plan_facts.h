/*
 * What plans are held against: the rules and the files of facts, as given
 * by options or taken from the workspace.
 */
#ifndef CLI_PLAN_FACTS_H
#define CLI_PLAN_FACTS_H

#include "cli/run.h"
#include "plan/duty.h"
#include "plan/plan_rules.h"

/* plan.ini and classify.ini with what lies over them, those that the results
 * of a period were made by where it is not -1; `show`: their table instead
 * (--show-rules).  False after a report. */
bool plan_facts_rules(struct run *run, int period, const char *option,
    bool show, struct plan_rules *out);

/* path: by source, NULL = not given.  NULL after a report. */
struct facts *plan_facts_read(struct run *run, const char *const *path,
    const struct plan_rules *rules, int period);

/* responsibility.csv: the workspace's, else the installed one. */
bool plan_facts_duties(struct run *run, struct duties *out);

#endif

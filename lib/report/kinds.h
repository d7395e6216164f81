/*
 * Every report there is, each defined in the file of its family.
 */
#ifndef REPORT_KINDS_H
#define REPORT_KINDS_H

#include "report/report.h"

extern const struct report_kind report_completion, report_key,
    report_projects, report_retrofits, report_crossings, report_high_output, report_nurture, report_specialty, report_teams, report_districts,
    report_industries,
    report_distribution, report_movers, report_events, report_matters, report_services,
    report_watch, report_targets, report_cadence,
    report_tasks, report_scores, report_revisions,
    report_sensitivity, report_quality,
    report_definitions;

/* What documents add, and those documents. */
extern const struct report_kind report_months, report_monthly,
    report_meeting, report_district_page;
extern const struct report_kind report_bluebook;

/* Parts of the bluebook that are no reports of their own. */
extern const struct report_kind report_rules, report_files,
    report_progress_months, report_trend;

#endif

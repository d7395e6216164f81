/*
 * Parts of documents that are no reports of their own: what the joint meeting
 * is asked for, what is to be supervised, what comes next, what
 * to look at first.
 */
#ifndef REPORT_MEETING_H
#define REPORT_MEETING_H

#include "report/report.h"

extern const struct report_kind report_alerts, report_agenda, report_supervision,
    report_overdue, report_order, report_outlook, report_next_year;

#endif

/*
 * Documents made of several reports: their front page, their parts in
 * order, and what is said of a part whose data are not there.
 */
#ifndef REPORT_COMPOSITE_H
#define REPORT_COMPOSITE_H

#include "report/summary.h"

/* The front page: title and issue in the language of the report. */
void composite_front(struct summary *s, struct str title, struct str issue);
/* "一、总体情况": a chapter, numbered after *no; text in both languages. */
void composite_chapter(struct summary *s, size_t *no, const char *zh,
    const char *en);
void composite_section(struct summary *s, struct str text);
/* What follows the overview of a month: chapters on the targets, on what is
 * to be watched and on the data, and the heading of the tables. */
void composite_after_overview(struct summary *s, size_t *no);

/* Lays out a report.  What it lacks is said in a paragraph; `what` names it
 * there.  False after a report. */
bool composite_part(struct summary *s, const struct report_kind *kind);
/* The same of a list: where it is empty, that it is. */
bool composite_list(struct summary *s, const struct report_kind *kind);

#endif

/*
 * The report `completion` in its parts: cells that both of its tables have,
 * its notes, and the table of the districts.
 */
#ifndef REPORT_COMPLETION_H
#define REPORT_COMPLETION_H

#include "report/report.h"

extern const char *const completion_columns[];

struct str completion_label(enum lang lang, struct str indicator);
/* status: enum completion_status */
struct str completion_status_words(enum lang lang, int64_t status);

void completion_put_target(enum lang lang, struct arena *keep,
    struct table *t, const struct value *v);
void completion_put_actual(struct table *t, const struct value *v);

/* star: what the marks * stand for, or empty */
void completion_notes(struct report *r, struct table *t,
    const struct district *scope, struct str star, bool expected);

/* Each scope a row, each indicator a pair of columns; first: the table of
 * the city's targets, which gives the units. */
void completion_districts(struct report *r, struct str first);

#endif

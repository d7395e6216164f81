/*
 * The report `completion` in its parts: cells that both of its tables have,
 * its notes, and the table of the districts.
 */
#ifndef REPORT_COMPLETION_H
#define REPORT_COMPLETION_H

#include "report/report.h"

extern const char *const completion_columns[];

struct str completion_label(enum lang lang, struct str indicator);
/* English words stand below one another: columns are narrow. */
struct str completion_stacked(struct arena *a, enum lang lang,
    struct str indicator);
/* Of people: what is ahead by 0.0 is on schedule. */
#define COMPLETION_LEVEL (COMPLETION_BEHIND + 1)
/* status: enum completion_status, or COMPLETION_LEVEL */
struct str completion_status_words(enum lang lang, int64_t status);

/* The status of a row of s, in these words. */
void completion_put_status(enum lang lang, const struct source *s, int period,
    struct table *t, const struct value *v);
void completion_put_target(enum lang lang, struct arena *keep,
    struct table *t, const struct value *v);
void completion_put_actual(struct table *t, const struct value *v);
/* A percentage of two decimals in one; in two where it ends in 5, which was
 * rounded before. */
void completion_put_hundredths(struct table *t, const struct value *pct);
/* rate - schedule of a row of s, unrounded where the amounts give it. */
void completion_put_gap(const struct source *s, int period, struct table *t,
    const struct value *v);

/* star: what the marks * stand for, or empty */
void completion_notes(struct report *r, struct table *t,
    const struct district *scope, struct str star, bool expected);

/* Each scope a row, each indicator a pair of columns; first: the table of
 * the city's targets, which gives the units. */
void completion_districts(struct report *r, struct str first);

#endif

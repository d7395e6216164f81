/*
 * How far a target is, as exact ratios of the amounts in a row of
 * `completion`: what tables and sentences round once.
 */
#ifndef REPORT_PROGRESS_H
#define REPORT_PROGRESS_H

#include "report/phrase.h"
#include "report/source.h"

/* An amount of the row in hundredths of its unit; 0 where it is unknown. */
int64_t progress_amount(const struct value *v);

/* actual / target; unknown where one is, or the target is not above 0. */
struct ratio progress_rate_of(const struct value *row);

/* The schedule as the fraction it was made of; unknown where the rows do
 * not tell it.  s: all rows of the dataset. */
struct ratio progress_schedule_of(const struct source *s, int period,
    const struct value *row);

/* rate - schedule; unknown where the amounts, which may be rounded
 * themselves, do not give the percentage of the row. */
struct ratio progress_gap_of(const struct source *s, int period,
    const struct value *row);

/* Ahead by what prints as 0.0: it meets its schedule, and no more. */
bool progress_is_level(const struct source *s, int period,
    const struct value *row);

#endif

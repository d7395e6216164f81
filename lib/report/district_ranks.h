/*
 * Who changed places by tax since the same months of last year: a line a
 * district.  A district whose tax of either is not known has no place in
 * both, and is counted below.
 */
#ifndef REPORT_DISTRICT_RANKS_H
#define REPORT_DISTRICT_RANKS_H

#include "report/report.h"

/* districts: the rows of AGGREGATE_NEED.  No chart where fewer than two
 * districts have a place. */
void district_ranks_chart(struct report *r, const struct source *districts);

#endif

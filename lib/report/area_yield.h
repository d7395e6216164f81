/*
 * Area against tax per m2: a dot a building, its form that of its tier, with
 * the bounds that the rules found buildings by.  The largest are named.
 */
#ifndef REPORT_AREA_YIELD_H
#define REPORT_AREA_YIELD_H

#include "report/building.h"

/* Of all rows of s, which have the columns of BUILDING_NEED: tax are their
 * places by tax, area those by tax per m2.  False after a report. */
bool area_yield_chart(struct report *r, const struct source *s,
    const struct place *tax, const struct place *area);

#endif

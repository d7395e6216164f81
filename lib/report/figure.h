/*
 * Figures that stand in a unit of their own, row by row, as canonical text:
 * what unit people read them in, and the cells.  The values of one row share
 * a unit, so that they can be compared by eye.
 */
#ifndef REPORT_FIGURE_H
#define REPORT_FIGURE_H

#include "report/column.h"

struct figure_unit {
	struct str name;           /* of people: 亿元, 万㎡, % */
	bool number;               /* else texts, shown as they are */
	bool points;               /* differences are percentage points */
	unsigned scale, decimals;  /* as of a table_column; held is 2 */
};

/* The unit for a row of values in `unit` (元, ㎡, %, 户 …); empty values and
 * texts count for nothing. */
struct figure_unit figure_unit_for(enum lang lang, struct str unit,
    const struct str *value, size_t n);
/* The value as people read it in that unit; a text as it is. */
struct str figure_words(struct arena *a, const struct figure_unit *u,
    struct str value, bool sign);
/* A cell of it; empty is missing. */
void figure_cell(struct report *r, struct table *t,
    const struct figure_unit *u, struct str value, bool sign);

#endif

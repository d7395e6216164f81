/*
 * Headings in two rows, the upper ones spread over several columns:
 *
 *   楼宇编号 | 面积（万㎡）          |
 *            | 建筑面积 | 可出租面积 |
 *
 * A column's heading is then "上/下" for a map, or the lower one with the
 * upper one's unit, or the upper one where the lower is empty.
 */
#ifndef IMPORT_HEADER_H
#define IMPORT_HEADER_H

#include "base/mem.h"
#include "import/heading.h"

struct header_cell {
	struct str text;   /* what to look up; "上/下" where nothing is known */
	bool lower;        /* its text stands in the lower row */
	bool known;
	struct heading heading;
};

/* cells: room for the longer row; texts that are made live in keep.
 * Returns how many cells there are. */
size_t header_combine(const struct heading_book *b, const struct dataset *ds,
    const struct rec *upper, const struct rec *lower, struct arena *keep,
    struct header_cell *cell);

/* A row under a header that goes on with it: 本月, 累计, headings alone. */
bool header_goes_on(const struct heading_book *b, const struct dataset *ds,
    const struct rec *upper, const struct rec *row, struct arena *keep);
/* A row above a header that says of which period its columns are. */
bool header_is_period(const struct rec *row);

/* How many different columns the cells name. */
unsigned header_count(const struct header_cell *cell, size_t n);

#endif

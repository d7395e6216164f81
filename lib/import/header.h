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
#include "record/sheet.h"

struct header_cell {
	struct str text;   /* what to look up; "上/下" where nothing is known */
	bool lower;        /* its text stands in the lower row */
	bool known;
	struct heading heading;
};

/* Merged ranges of the sheet; none of a text. */
struct header_merged {
	const struct sheet_range *range;
	size_t n;
};

/* By field, n of them: what stands above.  Where cells of the upper row are
 * merged with others beside them, exactly these; else all up to the next
 * that says something. */
const struct str *header_groups(const struct rec *upper, size_t n,
    const struct header_merged *m, struct arena *keep);
/* A cell with a text in this row is merged with the one below it alone. */
bool header_is_merged_down(const struct rec *row,
    const struct header_merged *m);

/* group: of the longer row, as of header_groups; cells: room for as many;
 * texts that are made live in keep.  Returns how many cells there are. */
size_t header_combine(const struct heading_book *b, const struct dataset *ds,
    const struct rec *upper, const struct rec *lower,
    const struct str *group, struct arena *keep, struct header_cell *cell);

/* A row under a header that goes on with it: 本月, 累计, headings alone. */
bool header_goes_on(const struct heading_book *b, const struct dataset *ds,
    const struct rec *row, const struct str *group, struct arena *keep);
/* A row above a header that says of which period its columns are. */
bool header_is_period(const struct rec *row);

/* How many different columns the cells name. */
unsigned header_count(const struct header_cell *cell, size_t n);

#endif

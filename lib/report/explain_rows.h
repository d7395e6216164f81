/* What a cell was made of, line by line: for explain. */
#ifndef REPORT_EXPLAIN_ROWS_H
#define REPORT_EXPLAIN_ROWS_H

#include "report/explain.h"

struct explain_cell {
	const struct block *block;
	size_t row, column;
};

/* first: the block from which on the tables are the report's.  False after
 * a report. */
bool explain_cell_put(struct explain *x, struct report *r, size_t first,
    const struct explain_cell *cell);

#endif

/*
 * Empty cells that repeat the one above, in the columns where that is asked
 * for.  Where a workbook has merged ranges in such a column, they alone are
 * filled: what is empty outside of them was left empty.
 */
#ifndef IMPORT_FILL_H
#define IMPORT_FILL_H

#include "import/source.h"

struct fill {
	const bool *asked; /* by column of the dataset; borrowed */
	size_t n;
	struct fill_column *column;
	unsigned long header; /* row of the header */
	const struct sheet_range *range; /* of the sheet at hand */
	size_t nrange;
};

void fill_init(struct fill *f, const bool *asked, size_t ncolumn);
void fill_fini(struct fill *f);

/* A table, whose header stands in this row.  False after a report. */
bool fill_begin(struct fill *f, const struct import_source *source,
    unsigned long header);
/* The cell of a field, or what stood above it. */
struct str fill_cell(struct fill *f, size_t col, size_t field,
    const struct rec *rec);

#endif

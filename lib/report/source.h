/*
 * The rows a report is made of: the columns it asks for, kept whole, one
 * period, and only those of a district where one is given.
 */
#ifndef REPORT_SOURCE_H
#define REPORT_SOURCE_H

#include "base/mem.h"
#include "schema/row.h"

struct source {
	struct diag *d;
	size_t ncolumn;
	struct value *value; /* row by row, texts kept here */
	struct pos *pos;     /* likewise; of `counted` one a row */
	size_t npos;         /* of a row */
	size_t nrow;
	struct str *raw;     /* by row, what column `source` says: FILE:LINE of
	                        the raw file; NULL: there is no such column */
	int period;          /* -1: the rows tell none */
	struct arena keep;
};

struct source_columns {
	const char *const *name;
	size_t n;
	size_t needed;   /* the first of them must be in the file */
	size_t period;   /* which one must be the same throughout; n: none */
	size_t district; /* which one names the district; n: none */
	const size_t *also; /* nalso others that must be in the file */
	size_t nalso;
	bool counted; /* what is known is counted: texts are not kept, and of a
	                 row its first place alone */
};

/* False after a report.  period: that of all rows, -1 for any one; only:
 * NULL for all districts. */
bool source_read(struct source *s, struct diag *d, struct row_reader *rows,
    const struct dataset *ds, const struct source_columns *columns,
    int period, const struct district *only);
void source_free(struct source *s);

const struct value *source_at(const struct source *s, size_t row, size_t col);
const struct pos *source_pos(const struct source *s, size_t row, size_t col);
/* Where a value that source_at gave stands. */
const struct pos *source_pos_of(const struct source *s,
    const struct value *v);

#endif

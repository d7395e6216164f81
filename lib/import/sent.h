/*
 * Tables as they were sent, and what was found in them: what goes back to
 * the sender.  A source around another keeps its rows; the reports that are
 * made meanwhile are laid on the fields they name.
 *
 * Up to SENT_ROWS rows and SENT_BYTES of text all rows of all tables stay.
 * Of a table that passes this, and of those after it, there stay the first
 * and the last SENT_EDGE rows and those with findings (`partly`).
 * A finding whose row is gone, or that names none, has row NULL.
 */
#ifndef IMPORT_SENT_H
#define IMPORT_SENT_H

#include "import/importer.h"

#define SENT_ROWS 50000u
#define SENT_BYTES (64u << 20)
#define SENT_EDGE 100u
#define SENT_FINDINGS 50000u /* of a table; more are counted (`untold`) */
#define SENT_WHOLE_ROW ((size_t)-1)

struct sent_field {
	struct str text;
	unsigned long line, col; /* where it begins */
};

struct sent_row {
	unsigned long line, last; /* its first and its last line */
	size_t bytes;
	size_t nfield;
	bool marked; /* a finding names it */
	struct sent_field field[];
};

struct sent_finding {
	struct pos pos;
	const struct sent_row *row;
	size_t field; /* of row, or SENT_WHOLE_ROW */
	bool rejected, whole_row;
	enum diag_level level;
	enum diag_code code;
	struct str message; /* in the language of the run */
};

struct sent_table {
	const char *name;  /* of the file, as in messages */
	struct str sheet;  /* of a workbook, else empty */
	unsigned long header_first, header_last; /* lines */
	struct account account; /* of this table alone */
	bool partly;
	struct sent_row **row;
	size_t nrow, row_cap;
	struct sent_finding *finding; /* as they were made */
	size_t nfinding, finding_cap;
	unsigned long untold;
	const struct sheet_range *merged; /* none where partly */
	size_t nmerged;

	const struct import_source *inner;
	struct import_source outer;
	struct sent *of;
	struct account before;
	size_t settled;  /* findings whose row is known, or will not be */
	size_t pruned;   /* rows up to here are no longer all there */
	bool ended;
};

struct sent {
	enum lang lang;
	struct sent_table **table;
	size_t ntable, table_cap;
	/* of no table: sheets left out, files that may be cut off */
	struct sent_finding *loose;
	size_t nloose, loose_cap;
	size_t rows, bytes; /* that are kept */
	struct buf message;
	struct arena keep;
};

struct sent *sent_new(enum lang lang);
void sent_free(struct sent *s); /* NULL is allowed */

/* The source to be read instead of inner, which outlives sent_end. */
const struct import_source *sent_begin(struct sent *s,
    const struct import_source *inner, const struct importer *im);
void sent_end(struct sent *s, const struct importer *im);

/* For diag_watch: arg is a struct sent.  Notes are left out. */
void sent_see(void *arg, const struct pos *pos, enum diag_code code,
    const struct diag_arg *what);
/* What was seen last is the reason for which a row is rejected. */
void sent_reject(struct sent *s, const struct import_reject *r);

#endif

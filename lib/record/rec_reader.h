/*
 * Inside of rec: the reader's state, for rec.c and rec_office.c alone.
 */
#ifndef RECORD_REC_READER_H
#define RECORD_REC_READER_H

#include <csv.h>

#include "base/mem.h"
#include "record/rec.h"

#define NOWHERE ((size_t)-1)

/* Where a field's text lies: in raw, or unquoted in `copy`. */
struct span {
	size_t off, n;
	bool copied;
};

struct rec_reader {
	struct diag *d;
	struct text *t;
	struct csv_parser csv;
	bool office, may_scan, scans;
	char delimiter, quote;
	bool ends[256]; /* may end a run of plain bytes */

	/* The record begins at head; bytes up to tail may be looked at,
	 * those up to full are there (a test shows few at a time). */
	char *bytes;
	size_t cap, head, tail, full, block;
	uint64_t passed; /* bytes before bytes[0] */
	size_t nul;   /* the first NUL in head … full, or NOWHERE */
	bool at_end, failed, discard, cut_off;
	/* the last of the bytes: the text has ended there, or a fault lies
	 * behind them, whose turn has not come */
	bool stops;

	struct span *span;
	struct str *field;
	size_t *start;
	size_t nspan, span_cap; /* room in the three of them */
	struct buf copy;
	const char *given; /* libcsv's last field */
	size_t given_n;
	unsigned long line, no;

	struct rec header;
	struct arena keep; /* of the header */
};

struct fault {
	enum diag_code code;
	size_t at;    /* in the record */
	size_t field; /* start of the field it was met in */
};

static inline const char *
record(const struct rec_reader *r)
{
	return r->bytes + r->head;
}

static inline size_t
seen(const struct rec_reader *r)
{
	return r->tail - r->head;
}

/* Shows more bytes; false at the end.  Offsets in the record hold. */
bool rec_more(struct rec_reader *r);
bool rec_has(struct rec_reader *r, size_t offset);

/*
 * Office: the first physical line alone is left out, whatever a quote on
 * it would have swallowed, and what follows is read afresh.
 */
enum status rec_leave_out(struct rec_reader *r, const struct fault *fault,
    struct rec *out);
/* What is left of a line that was longer than the ceiling. */
void rec_drop_line(struct rec_reader *r);

#endif

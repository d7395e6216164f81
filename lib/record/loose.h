/*
 * Delimited text in any dialect: a delimiter of several characters, another
 * quote, an escape character, rows that end in a lone CR.  Where rec.h is
 * libcsv and the comma's world, this is for tables of no known shape.
 *
 * A faulty row is STATUS_SKIP with `fault` set, not reported, and reading
 * goes on at the next physical line.  One fault is mended, and told: see
 * loose_next.
 */
#ifndef RECORD_LOOSE_H
#define RECORD_LOOSE_H

#include "record/rec.h"

#define LOOSE_TOKEN_MAX 8u /* bytes of a delimiter, quote or escape */

struct loose_dialect {
	struct str delimiter; /* one character or several; empty: see below */
	struct str quote;     /* empty: " */
	struct str escape;    /* empty: a quote in quotes is doubled */
};

struct loose_reader;

/*
 * Takes the text over (also when it fails).  NULL after a report.  Without
 * a delimiter it is the comma; or the one among tab ; | and the full-width
 * comma that alone cuts the first rows into equally many fields (two that
 * do are an error).  skip: physical lines that are left out.  The dialect
 * is borrowed.
 */
struct loose_reader *loose_open(struct diag *d, struct text *t,
    const struct loose_dialect *dialect, unsigned long skip);
void loose_close(struct loose_reader *r); /* NULL is allowed */

/* What was decided. */
struct str loose_delimiter(const struct loose_reader *r);

/*
 * OK, SKIP, END or FATAL; what it gave before is gone.
 *
 * want: how many fields a row should have; 0: as many as the rows ahead,
 * if they agree.  A row whose quotes are faulty is read where exactly one
 * quote, taken as text, makes it a sound line of so many fields; *mended
 * is then 1 + the offset of that quote in raw, else 0.
 */
enum status loose_next(struct loose_reader *r, size_t want, struct rec *out,
    size_t *mended);

bool loose_cut_off(const struct loose_reader *r); /* no last line end */
struct pos loose_pos_at(const struct loose_reader *r, const struct rec *rec,
    size_t offset);

#endif

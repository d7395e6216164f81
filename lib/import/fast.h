/*
 * The fast lane: lines of a tax file that need no thought go from bytes to
 * canonical bytes in one pass.  A line is taken when it is plain (scan.h),
 * as wide as the header, and each of its cells has one of the few forms
 * that nearly all have:
 *
 *   month      2023-04, 2023年4月
 *   taxpayer   18 of 0-9 A-Z, the last three not 000
 *   amount     plain digits in the column's unit, exact to the fen
 *
 * Every other line, and every file of which more is asked, is left to the
 * importer's cells, which alone judge.  What is written is the same.
 * Nothing is shared between two calls: parts may be read side by side.
 */
#ifndef IMPORT_FAST_H
#define IMPORT_FAST_H

#include "base/buf.h"
#include "base/num.h"

#define FAST_COLUMNS 8u
#define FAST_FIELDS 64u
#define FAST_PART 131072u /* bytes of the text a thread reads at a time */
#define FAST_THREADS 8u   /* more have nothing to do */

enum fast_form { FAST_CONSTANT, FAST_MONTH, FAST_TAXPAYER, FAST_AMOUNT };

struct fast_column {
	enum fast_form form;
	size_t field;        /* of the line, but for constants */
	struct str constant; /* as it is written */
	unsigned decimals;   /* amounts: of the unit, down to the fen */
	bool required, balanced;
};

struct fast {
	bool open;       /* the file at hand has a fast lane */
	char delimiter;
	size_t nfield;   /* of every line */
	struct fast_column column[FAST_COLUMNS];
	size_t ncolumn;
	bool as_is;      /* only cells that are canonical already */
	size_t straight; /* fields of lines as in tax_line.h; 0: other ones */
};

/* Lines one behind the other that were taken. */
struct fast_run {
	uint64_t from;       /* in the text */
	size_t bytes, lines;
	num_wide fen;        /* of the balanced amount */
	size_t out, out_n;   /* what they became, in the part's bytes */
};

/* A stretch of the text, read by one thread. */
struct fast_part {
	struct buf out;
	struct fast_run *run;
	size_t nrun, run_cap;
};

/*
 * Reads the text, which lies at an offset, as if a line began at its begin
 * and behind every newline: whether one does, the caller knows when it gets
 * there.
 */
void fast_read(const struct fast *f, struct str text, uint64_t at,
    struct fast_part *part);
void fast_part_fini(struct fast_part *part);

struct importer;
struct fast_lane;

struct fast_lane *fast_new(unsigned threads, size_t part);
void fast_free(struct fast_lane *lane); /* NULL is allowed */
/* Opens or closes the lane of the file whose binding has just been read, and
 * at the file's end: nobody reads in it any more. */
void fast_bind(struct importer *im);
void fast_unbind(struct fast_lane *lane);
/* Takes what of the rows ahead it can.  False: the sink failed. */
bool fast_rows(struct importer *im);
/* Rows that went this way. */
unsigned long fast_count(const struct fast_lane *lane);

#endif

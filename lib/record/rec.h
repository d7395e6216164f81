/*
 * CSV records over libcsv, pulled one by one, with positions.  Plain lines
 * are found without it (scan.h); the records are the same.
 *
 * Canonical: any fault is fatal (reported): ragged row, bad quote, blank
 * line, NUL, no final newline.  Office: a faulty row is STATUS_SKIP with
 * `fault` set, not reported (the importer rejects it with its own words),
 * and reading goes on at the next physical line; the header is not taken
 * off and rows may be ragged.
 */
#ifndef RECORD_REC_H
#define RECORD_REC_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/status.h"
#include "text/decode.h"

#define REC_FIELDS_MAX 4096u
#define REC_BYTES_MAX (1u << 20)

struct rec {
	const struct str *field; /* nfield of them, UTF-8, unquoted */
	const size_t *start;     /* offset of each field in raw */
	size_t nfield;
	struct str raw;          /* as it stands, without the line end; p is
				  * NULL where there is no line (a sheet) */
	unsigned long line;      /* physical, of the first byte */
	unsigned long no;        /* data record, 1-based, header not counted */
	enum diag_code fault;    /* with STATUS_SKIP */
	size_t fault_at;         /* offset of the fault in raw */
};

struct rec_opts {
	bool office;
	char delimiter, quote;   /* ASCII; 0: , and " */
	size_t block;            /* bytes looked at a time (tests); 0: many */
	bool no_scan;            /* plain lines go to libcsv too (tests) */
	/* Canonical, read from the middle of a file: its header, borrowed.
	 * Lines and records count from there. */
	const struct rec *header;
};

struct rec_reader;

/* Takes the text over (also when it fails).  NULL after a report.
 * opts NULL: canonical; then the header has been read. */
struct rec_reader *rec_open(struct diag *d, struct text *t,
    const struct rec_opts *opts);
void rec_close(struct rec_reader *r); /* NULL is allowed */

const struct rec *rec_header(const struct rec_reader *r); /* canonical only */

/* What it gave before is gone.  OK, SKIP (office), END or FATAL. */
enum status rec_next(struct rec_reader *r, struct rec *out);

/* Bytes of the text given so far, line ends included: where the next
 * record begins. */
uint64_t rec_passed(const struct rec_reader *r);

/*
 * The bytes ahead of the next record, which begins there: `want` of them if
 * they are there and can be had without deciding anything; 0: those at
 * hand.  Empty where lines may not be found without libcsv.  Whoever finds
 * plain lines (scan.h) at their begin passes them.
 */
struct str rec_ahead(struct rec_reader *r, size_t want);
void rec_pass(struct rec_reader *r, size_t bytes, size_t lines);

/*
 * Lines may also be found beside the reader, on any thread, in a text that
 * is a plain file: its size, 0 where it is none, and bytes from an offset
 * (text_plain, text_read_at).  What was found there, whole lines where the
 * next record begins, is passed, in sight or not.
 */
uint64_t rec_plain(struct rec_reader *r, bool *ascii);
ssize_t rec_read_at(const struct rec_reader *r, uint64_t at, char *buf,
    size_t n);
char rec_delimiter(const struct rec_reader *r);

/* Office, before the first record: the bytes that are there (some 32 KiB,
 * or all), to decide how fields are told apart; and the decision. */
struct str rec_peek(struct rec_reader *r);
/* Instead of a decision: ends the reader and gives its text back, from its
 * first byte on. */
struct text *rec_release(struct rec_reader *r);
void rec_set_dialect(struct rec_reader *r, char delimiter, char quote);
unsigned long rec_line(const struct rec_reader *r); /* of that record */

/* Office, at the end: the last row had no newline, it may be cut off. */
bool rec_cut_off(const struct rec_reader *r);

/* Position of a field (idx 0-based) or, with nfield, of the row's end. */
struct pos rec_pos(const struct rec_reader *r, const struct rec *rec,
    size_t idx);
struct pos rec_pos_at(const struct rec_reader *r, const struct rec *rec,
    size_t offset);

/* Appends a field, quoted only where it must be; separators are the
 * caller's.  A row of one empty field is written as "" (rec_put_row). */
void rec_put(struct buf *b, struct str field);
void rec_put_row(struct buf *b, const struct str *field, size_t nfield);

#endif

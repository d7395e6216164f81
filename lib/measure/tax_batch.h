/*
 * A chunk of a canonical tax file, some rows at a time.  Lines written as
 * nearly all are (tax_line.h) come straight from the text, others by rec
 * and value_parse; the rows are the same.
 *
 * Nothing is reported: at a fault the caller of tax_batch_next has the file
 * read row by row (taxes.c).
 */
#ifndef MEASURE_TAX_BATCH_H
#define MEASURE_TAX_BATCH_H

#include "record/chunk.h"

#define TAX_BATCH 64u
#define TAX_BATCH_MONTHS 256u
#define TAX_BATCH_CODE 32u /* bytes of a taxpayer's number that is copied */

/* Where a file has the columns of the taxes. */
struct tax_columns {
	size_t month, uscc, tax, local;
	size_t straight; /* fields of lines as in tax_line.h; 0: other ones */
};

/* False: one that must be there is not. */
bool tax_columns_find(struct tax_columns *at, const struct rec *header);

struct tax_row {
	struct str uscc; /* until the next batch */
	int64_t fen, local_fen;
	unsigned long line; /* counts from the chunk's begin */
	int month;
	bool has_local;
};

/* Zero-initialise it. */
struct tax_batch {
	struct tax_row row[TAX_BATCH];
	size_t n;
	char code[TAX_BATCH][TAX_BATCH_CODE];
	/* months met before: their text and the comma */
	struct tax_month {
		uint64_t text;
		int month;
	} known[TAX_BATCH_MONTHS];
};

/* OK with a row or more; END, or FATAL at a fault: not reported. */
enum status tax_batch_next(struct tax_batch *b, struct chunk *c,
    const struct tax_columns *at);

/* Of any reader: the lines ahead that are written so, as far as they begin
 * within reach; b->n may be 0. */
void tax_batch_lines(struct tax_batch *b, struct rec_reader *r,
    uint64_t reach, size_t nfield);

#endif

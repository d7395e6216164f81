/*
 * Any table, without a schema -> canonical rows of text: the structure is
 * checked and made canonical, no cell is touched.  Pure: rows come from a
 * reader and leave through a sink.
 *
 * The first row that is not blank is the header, or the first of several
 * whose cells are joined by a blank; the names must be there and differ.
 * A row of another width is rejected, never padded or cut; a blank line and
 * the header standing there again are left out and counted.
 */
#ifndef IMPORT_ANY_H
#define IMPORT_ANY_H

#include "import/importer.h"
#include "record/loose.h"

struct any_opts {
	unsigned long max_rejects; /* (unsigned long)-1: any number */
	unsigned long header_rows; /* 0: none, columns are column_1 … */
};

struct any;

/* opts and sink are borrowed. */
struct any *any_new(struct diag *d, const struct any_opts *opts,
    const struct import_sink *sink);
void any_free(struct any *a); /* NULL is allowed */

/* One file, to its end; all must have the same columns.  False after a
 * report: nothing of the output is to be kept. */
bool any_file(struct any *a, struct loose_reader *r, const char *name);

const struct account *any_account(const struct any *a);

#endif

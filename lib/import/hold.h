/*
 * Keys seen, and rows held back until the end where a later row may
 * replace or add to an earlier one.
 */
#ifndef IMPORT_HOLD_H
#define IMPORT_HOLD_H

#include "import/importer.h"

struct hold;

struct hold *hold_new(const struct dataset *ds, enum import_duplicates mode,
    size_t ncell);
void hold_free(struct hold *h); /* NULL is allowed */

enum hold_answer {
	HOLD_WRITE,     /* new, and may go out at once */
	HOLD_KEPT,      /* held until hold_release */
	HOLD_MERGED,    /* one row of the two is gone: a duplicate */
	HOLD_DUPLICATE, /* to be rejected; *first: where the first stands */
	HOLD_DIFFERS,   /* sum: what is no amount differs; *first as above */
};

enum hold_answer hold_put(struct hold *h, const struct str *cell,
    struct pos pos, struct pos *first);

/* After HOLD_MERGED: a cell of the row that gave way; empty where the two were
 * added up. */
struct str hold_gone(const struct hold *h, size_t col);

/* Gives the held rows in the order of the input.  False: the sink failed. */
bool hold_release(struct hold *h, const struct import_sink *sink);

/* The key of the row last put, for a message: parts joined by a comma. */
struct str hold_key(const struct hold *h);

#endif

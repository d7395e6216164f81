/*
 * The map of a file as it was understood, to be corrected by hand: known
 * headings, and the others as comments with some of their cells.
 */
#ifndef IMPORT_DRAFT_H
#define IMPORT_DRAFT_H

#include "import/table.h"

void draft_put(struct buf *b, const struct dataset *ds, const char *name,
    const struct table *t);

#endif

/*
 * What a row below the header is: data, or a total, a note, nothing.  Only
 * what is evidently no data is told from it: by the first cell with words.
 */
#ifndef IMPORT_LINE_H
#define IMPORT_LINE_H

#include "base/buf.h"
#include "import/table.h"

/* identity: by field, nidentity of them; scratch is the caller's. */
enum table_row line_kind(const struct str *cell, size_t n,
    const bool *identity, size_t nidentity, struct buf *scratch);

/* 甲 乙 1 2 3, or 1 2 3: the numbers of the columns under a header. */
bool line_is_numbering(const struct str *cell, size_t n);

#endif

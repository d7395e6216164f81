/*
 * Merged ranges of a sheet ahead of its rows, behind which they stand.  The
 * part is unpacked a second time and searched for their tags, not parsed:
 * who parses it compares what was found.
 */
#ifndef RECORD_MERGED_H
#define RECORD_MERGED_H

#include "record/sheet.h"
#include "record/zip.h"

/* Appends to *range, which the caller frees.  False after a report. */
bool merged_find(struct zip *z, const char *part, struct sheet_range **range,
    size_t *n, size_t *cap);
/* "A1:B2"; false: none, or a single cell. */
bool merged_read(struct str ref, struct sheet_range *out);
/* By column, then row. */
void merged_sort(struct sheet_range *range, size_t n);

#endif

/*
 * Plain lines of CSV, found 64 bytes at a time.  A line is plain when it
 * has no quote, CR, blank, tab or other byte up to 0x22 and is all there:
 * then its fields are what lies between the delimiters.  What is not plain
 * is left to libcsv (rec.h), which alone decides where that record ends.
 *
 * Nothing is copied; the text is valid UTF-8 already.
 */
#ifndef RECORD_SCAN_H
#define RECORD_SCAN_H

#include <stdbool.h>

#include "base/str.h"

/* Delimiter and quote it can work with: the quote among the bytes that are
 * never plain, the delimiter not. */
bool scan_knows(char delimiter, char quote);

/*
 * The plain line at text's begin: its number of fields; 0: not plain, not
 * all there, or more than cap fields.  field and start have room for cap;
 * *end is the offset of the newline.
 */
size_t scan_line(struct str text, char delimiter, struct str *field,
    size_t *start, size_t cap, size_t *end);

#endif

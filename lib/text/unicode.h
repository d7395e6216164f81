/*
 * What the Unicode tables say of a code point: the only door to utf8proc.
 */
#ifndef TEXT_UNICODE_H
#define TEXT_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* Columns on a terminal: 0, 1 or 2; ambiguous and malformed count 1. */
unsigned unicode_width(uint32_t c);

/* Blanks of every kind, and what draws nothing: zero-width characters,
 * variation selectors, marks of direction. */
bool unicode_invisible(uint32_t c);

uint32_t unicode_upper(uint32_t c);

/* Appends NFKC of s; malformed text is appended as it is. */
void unicode_nfkc(struct buf *out, struct str s);

#endif

/*
 * Folding for comparison only; what is shown and written stays as given.
 * Full and half width, brackets, blanks (U+3000, NBSP), zero-width
 * characters and case do not tell two keys apart.
 */
#ifndef TEXT_NORMAL_H
#define TEXT_NORMAL_H

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"

/* NFKC, upper case, no blanks, no zero-width characters, （ as (. */
void normal_key(struct buf *out, struct str s);
/* The same, kept in the arena. */
struct str normal_keep(struct arena *a, struct str s);
/* NFKC of width alone: digits, signs and letters to half width. */
void normal_width(struct buf *out, struct str s);
/* Without blanks of any kind (ASCII, NBSP, U+3000, zero width) at the ends. */
struct str normal_trim(struct str s);

#endif

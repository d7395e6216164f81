/*
 * UTF-8: stepping, validity, width on a terminal.  No locale is asked.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* Takes one code point off *s; 0xFFFFFFFF (one byte taken) if malformed.
 * Overlong forms, surrogates and values past U+10FFFF are malformed. */
uint32_t utf8_next(struct str *s);
void utf8_put(struct buf *b, uint32_t c);

/* Strict; *offset (or NULL) is that of the first bad byte. */
bool utf8_valid(struct str s, size_t *offset);

/* What text is in, most likely, whose first byte that is not UTF-8 is this
 * one: the name iconv(1) has for it. */
const char *utf8_else(unsigned char byte, uint64_t offset);

/* Length of the well-formed character s begins with; 0 if there is none. */
size_t utf8_sequence(struct str s);
/* Length of the ASCII at the beginning. */
size_t utf8_ascii(struct str s);
/* The same, and it is copied; its newlines are added to *lines. */
size_t utf8_copy_ascii(char *out, struct str s, size_t *lines);

size_t utf8_length(struct str s); /* code points; a bad byte counts one */
size_t utf8_width(struct str s);  /* columns: full width 2, combining 0 */

#endif

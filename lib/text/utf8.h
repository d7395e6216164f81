/*
 * UTF-8: stepping, validity, width on a terminal.  No locale is asked.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"

/* Takes one code point off *s; 0xFFFFFFFF (one byte taken) if malformed.
 * Overlong forms, surrogates and values past U+10FFFF are malformed. */
uint32_t utf8_next(struct str *s);
void utf8_put(struct buf *b, uint32_t c);

/* Strict; *offset (or NULL) is that of the first bad byte. */
bool utf8_valid(struct str s, size_t *offset);

/* 0xB3, for a message. */
void utf8_show_byte(char shown[5], unsigned char byte);
/* Reports a byte that has no place in a text in UTF-8: itself, its offset,
 * what the text is in, most likely, by its name in iconv(1), and the file. */
void utf8_refuse(struct diag *d, enum diag_code code, const struct pos *pos,
    unsigned char byte, uint64_t offset);

/* Length of the well-formed character s begins with; 0 if there is none. */
size_t utf8_sequence(struct str s);
/* Length of the ASCII at the beginning. */
size_t utf8_ascii(struct str s);
/* The same, and it is copied; its newlines are added to *lines. */
size_t utf8_copy_ascii(char *out, struct str s, size_t *lines);

size_t utf8_length(struct str s); /* code points; a bad byte counts one */
size_t utf8_width(struct str s);  /* columns: full width 2, combining 0 */

#endif

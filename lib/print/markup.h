/*
 * Text into markup, where it can be nothing but text: what HTML and XML
 * read as markup is escaped, what XML cannot hold is made visible.
 */
#ifndef PRINT_MARKUP_H
#define PRINT_MARKUP_H

#include "base/buf.h"
#include "base/str.h"

/* For elements and for attributes in double quotes alike. */
void markup_text(struct buf *out, struct str s);
/* The same with each \n as <br/>. */
void markup_lines(struct buf *out, struct str s);

/* Well-formed UTF-8 that XML may hold, control characters included only
 * where they are blanks: for writers that escape markup themselves. */
void markup_sound(struct buf *out, struct str s);

#endif

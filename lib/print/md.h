/*
 * A document as Markdown, for the formats made of it.
 */
#ifndef PRINT_MD_H
#define PRINT_MD_H

#include "print/format.h"

/* figure: puts a chart as a paragraph; NULL: charts are left out. */
void md_document(struct buf *out, const struct document *doc,
    void (*figure)(struct buf *out, const struct block *b));

/* Text that Markdown reads as nothing but text. */
void md_text(struct buf *out, struct str s);

#endif

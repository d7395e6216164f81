/*
 * The parts of an HTML document: its style, and a table.
 */
#ifndef PRINT_HTML_PART_H
#define PRINT_HTML_PART_H

#include "print/format.h"

extern const char *const html_style[]; /* NULL ends it */

/* The class of the page a table is printed on: "" for A4 upright, else
 * " w1", " w2" …: A4, A3 … on their side. */
const char *html_page(const struct table *t);
/* A table as a figure that can be linked to as #id. */
void html_table(struct buf *out, const struct block *b, struct str id);
/* A chart likewise: drawn for screens and paper, and for phones. */
void html_chart(struct buf *out, const struct block *b, struct str id);

#endif

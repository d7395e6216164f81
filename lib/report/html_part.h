/*
 * The parts of an HTML document: its style, and a table.
 */
#ifndef REPORT_HTML_PART_H
#define REPORT_HTML_PART_H

#include "report/format.h"

extern const char *const html_style[]; /* NULL ends it */

/* A table as a figure that can be linked to as #id. */
void html_table(struct buf *out, const struct block *b, struct str id);
/* A chart likewise: drawn for screens and paper, and for phones. */
void html_chart(struct buf *out, const struct block *b, struct str id);

#endif

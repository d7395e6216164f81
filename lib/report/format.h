/*
 * The formats: a document becomes bytes.  One file a format; a format knows
 * no indicator.
 */
#ifndef REPORT_FORMAT_H
#define REPORT_FORMAT_H

#include "report/document.h"

struct format {
	const char *name;
	unsigned audience; /* TABLE_PEOPLE or TABLE_MACHINE */
	void (*put)(struct buf *out, const struct document *doc);
};

extern const struct format format_text, format_md, format_csv, format_json,
    format_html, format_svg;

/* NULL if there is none of that name. */
const struct format *format_find(struct str name);

/* A table as a document of its own; whatever its audience. */
void format_put_table(const struct format *f, struct buf *out,
    struct table *t);

/* Each table that the document shows, an empty line between them. */
void format_tables(struct buf *out, const struct document *doc,
    void (*put)(struct buf *out, const struct block *b));

#endif

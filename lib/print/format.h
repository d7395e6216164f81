/*
 * The formats: a document becomes bytes.  One file a format; a format knows
 * no indicator.
 */
#ifndef PRINT_FORMAT_H
#define PRINT_FORMAT_H

#include "base/diag.h"
#include "print/document.h"

struct format {
	const char *name;
	unsigned audience; /* TABLE_PEOPLE or TABLE_MACHINE */
	/* One of the two; make is for what can fail: false after a report. */
	void (*put)(struct buf *out, const struct document *doc);
	bool (*make)(struct buf *out, const struct document *doc,
	    struct diag *d);
	bool binary; /* bytes that need not end in a newline */
	bool charts; /* draws charts and nothing else */
	bool word;   /* is for pandoc to make a Word document of */
};

/* What a document for Word begins with where its last page lies. */
#define FORMAT_WIDE "---\nlandscape: true\n---\n\n"


extern const struct format format_text, format_md, format_csv, format_json,
    format_html, format_svg, format_xlsx, format_docx;

/* NULL if there is none of that name. */
const struct format *format_find(struct str name);

/* False after a report. */
bool format_put(const struct format *f, struct buf *out,
    const struct document *doc, struct diag *d);
/* A table as a document of its own; whatever its audience. */
bool format_put_table(const struct format *f, struct buf *out,
    struct table *t, struct diag *d);

/* Each table that the document shows, an empty line between them. */
void format_tables(struct buf *out, const struct document *doc,
    void (*put)(struct buf *out, const struct block *b));

#endif

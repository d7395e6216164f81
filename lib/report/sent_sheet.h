/*
 * One table of those that go back (sent_back.h): its sheet.
 */
#ifndef REPORT_SENT_SHEET_H
#define REPORT_SENT_SHEET_H

#include "import/sent.h"
#include "print/xlsx_book.h"

struct sent_sheet {
	struct str name;     /* as it was taken */
	bool in_lines;       /* rows stand in their lines; else one by one */
	const struct sent_finding **order; /* by row, field, as they were made */
	unsigned long cut;   /* cells that Excel does not hold */
	const struct sent_table *t;
	struct xlsx_book *x;
	enum lang lang;
	size_t width;        /* columns of the widest row */
	struct arena keep;
};

/* Begins its sheet in the book and fills it. */
void sent_sheet_put(struct sent_sheet *s, struct xlsx_book *x,
    const struct sent_table *t, enum lang lang, struct str wanted);
void sent_sheet_fini(struct sent_sheet *s);

/* "C12" of the cell that bears the comment. */
struct str sent_sheet_address(struct arena *a, const struct sent_sheet *s,
    const struct sent_finding *f);
/* "… [cell-form]" */
struct str sent_sheet_reason(struct arena *a, const struct sent_finding *f);
/* What stands over a field. */
struct str sent_sheet_heading(const struct sent_table *t, size_t field);

#endif

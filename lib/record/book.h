/*
 * Inside of sheet: what all sheets of a workbook share, for book.c and
 * sheet.c alone.
 */
#ifndef RECORD_BOOK_H
#define RECORD_BOOK_H

#include "base/mem.h"
#include "record/cell.h"
#include "record/sheet.h"
#include "record/xml.h"

#define BOOK_TEXT_MAX (256u << 20) /* bytes of shared strings */

struct book {
	struct diag *d;
	struct zip *zip;
	struct arena keep;
	struct book_sheet *sheet;
	size_t nsheet, sheet_cap;
	bool from_1904;

	struct buf text;    /* shared strings, one behind the other */
	size_t *text_end;
	size_t ntext, text_cap;

	unsigned char *form; /* enum cell_form by style */
	size_t nform, form_cap;
};

static inline struct str
book_text(const struct book *b, size_t i)
{
	size_t from = i == 0 ? 0 : b->text_end[i - 1];

	return (struct str){ b->text.p + from, b->text_end[i] - from };
}

/* Shared strings and styles of the workbook part.  False after a report. */
bool book_load_texts(struct book *b, const char *part);
bool book_load_styles(struct book *b, const char *part);

#endif

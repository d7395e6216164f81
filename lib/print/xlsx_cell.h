/*
 * What a table's cell is in a workbook, so that Excel shows what text
 * shows and holds what csv holds: an exact decimal of at most 15 digits,
 * which is all that Excel keeps, with a number format; anything else is
 * text.  Nothing is ever a formula.
 */
#ifndef PRINT_XLSX_CELL_H
#define PRINT_XLSX_CELL_H

#include "print/chart.h"
#include "print/table.h"

enum xlsx_kind { XLSX_BLANK, XLSX_TEXT, XLSX_NUMBER };

struct xlsx_cell {
	enum xlsx_kind kind;
	struct str text;  /* of a text, without its mark */
	int64_t n;        /* of a number: n x 10^-down, |n| < 10^15 */
	unsigned down;
	char format[64];  /* its number format */
	char mark;
};

void xlsx_cell(struct xlsx_cell *out, const struct table *t, size_t row,
    size_t col);
/* A value of a chart: unknown is blank, which leaves a gap. */
void xlsx_value(struct xlsx_cell *out, const struct chart_measure *m,
    struct chart_value v);

/*
 * A name for a sheet after `wanted`: no more than 31 characters of UTF-16,
 * none of []:*?/\ and ', not what Excel keeps for itself, and none of the n
 * taken, in whatever case.  Kept by a.
 */
struct str xlsx_sheet_name(struct arena *a, struct str wanted,
    const struct str *taken, size_t n);

/* Text a workbook can hold: sound (markup.h), and what Excel would read as
 * an escaped character, _x000D_, escaped itself. */
void xlsx_text(struct buf *out, struct str s);

/* At most `most` units of s, whole characters. */
struct str xlsx_cut(struct str s, size_t most);

/* UTF-16 units, in which Excel counts a cell's 32767. */
size_t xlsx_length(struct str s);

#endif

/*
 * A workbook being written, sheet by sheet: the door to libxlsxwriter.
 * Rows and columns count from 0.  All text is made sound on the way in and
 * written as text; there is no way to write a formula.  The same calls give
 * the same bytes.
 */
#ifndef PRINT_XLSX_BOOK_H
#define PRINT_XLSX_BOOK_H

#include "base/diag.h"
#include "print/xlsx_cell.h"

#define XLSX_ROWS 1048576u /* of a sheet */
#define XLSX_COLUMNS 16384u
#define XLSX_CELL 32767u   /* UTF-16 units of a text */

struct xlsx_book;

/* What was found in a cell: told by colour, and on paper without colours by
 * the letters and the line around it. */
enum xlsx_mark { XLSX_UNMARKED, XLSX_DOUBTFUL, XLSX_WRONG };

/* How a cell looks; all zero is plain text on the left. */
struct xlsx_look {
	enum table_align align;
	unsigned size;   /* points; 0: 10 */
	bool bold, wrap, boxed, shaded, link;
	bool rule;       /* a heavier line above */
	bool middle;     /* in its height */
	enum xlsx_mark mark;
};

/* NULL after a report. */
struct xlsx_book *xlsx_book_new(struct diag *d, struct str title);
void xlsx_book_free(struct xlsx_book *b); /* NULL is allowed */
/* The whole into out; nothing is put after it.  False after a report, of
 * something before too. */
bool xlsx_book_finish(struct xlsx_book *b, struct buf *out);

/* Begins a sheet.  Its name, as it was taken, lives as long as b. */
struct str xlsx_book_sheet(struct xlsx_book *b, struct str wanted);

/* Goes on with the no-th sheet that was begun. */
void xlsx_book_turn(struct xlsx_book *b, size_t no);

void xlsx_book_text(struct xlsx_book *b, unsigned row, unsigned col,
    struct str s, const struct xlsx_look *look);
void xlsx_book_cell(struct xlsx_book *b, unsigned row, unsigned col,
    const struct xlsx_cell *cell, const struct xlsx_look *look);
/* To a cell ("A1") of a sheet of this book; a sheet takes 65,530. */
void xlsx_book_link(struct xlsx_book *b, unsigned row, unsigned col,
    struct str s, struct str sheet, struct str cell, bool boxed);
/* Shown where the cell is pointed at; one a cell. */
void xlsx_book_comment(struct xlsx_book *b, unsigned row, unsigned col,
    struct str s);
/* One text over several cells. */
void xlsx_book_merge(struct xlsx_book *b, unsigned row, unsigned col,
    unsigned last_row, unsigned last_col, struct str s,
    const struct xlsx_look *look);

/* Figures of this sheet are text, and rightly so. */
void xlsx_book_all_text(struct xlsx_book *b);
void xlsx_book_width(struct xlsx_book *b, unsigned col, size_t characters);
void xlsx_book_height(struct xlsx_book *b, unsigned row, unsigned points);
/* The rows first … last are the head: paper repeats them; they and the
 * first `stub` columns stay in sight. */
void xlsx_book_head(struct xlsx_book *b, unsigned first, unsigned last,
    unsigned stub);
void xlsx_book_filter(struct xlsx_book *b, unsigned row, unsigned last_row,
    unsigned last_col);
/* A4, one page wide, and as long as it needs; or on one page. */
enum xlsx_page { XLSX_UPRIGHT, XLSX_LANDSCAPE, XLSX_ONE_PAGE };
void xlsx_book_page(struct xlsx_book *b, enum lang lang, enum xlsx_page page);

/* Of a chart: its figures in a column of this sheet, its name in a cell. */
struct xlsx_series {
	unsigned col, first, last;
	unsigned name_row, name_col;
	enum chart_role role;
	unsigned no;      /* of those of its role */
};

/* A native chart of this sheet's figures. */
struct xlsx_chart {
	enum chart_kind kind;
	bool share;
	struct str about;
	unsigned row, col; /* its corner */
	unsigned title_row; /* whose first cell is the title */
	unsigned x_col;    /* names of the points; of a scatter, figures */
	struct str x_name, y_name;
	bool x_log, y_log;
	const struct xlsx_series *series;
	size_t nseries;
};
void xlsx_book_chart(struct xlsx_book *b, const struct xlsx_chart *chart);

#endif

/*
 * Workbooks (.xlsx): their sheets, and a sheet's rows one by one, as
 * records.  A cell's column is its field: the line of a record is the row
 * of the sheet, its column the column of the sheet.  A row without any
 * value is not given; all others are as wide as the widest so far.
 *
 *   numbers    written out in full, 9.13205E+17 where digits are lost
 *   percent    85% where 0.85 is shown so
 *   dates      YYYY-MM-DD or YYYY-MM by the format of the cell
 *   formulas   the result that was saved, to the 15 digits that are shown;
 *              without one the formula, =A1+B1
 *   errors     #REF! and the like, as text
 *   merged     the value stands in the first cell of the range
 *
 * A damaged workbook is fatal and reported.  Hidden rows are given too.
 */
#ifndef RECORD_SHEET_H
#define RECORD_SHEET_H

#include "record/rec.h"

struct book;
struct sheet;

/* By its first bytes: a zip archive, or an old compound file (which
 * book_open refuses, with advice). */
bool book_is(struct str first);

/* Reads the whole input, which stays the caller's; its name outlives the
 * book.  NULL after a report. */
struct book *book_open(struct diag *d, struct input *in);
void book_close(struct book *b); /* NULL is allowed */

struct book_sheet {
	struct str name;
	bool hidden;
	const char *part; /* in the archive */
};

/* Sheets with cells (charts are none), in the workbook's order. */
size_t book_nsheet(const struct book *b);
const struct book_sheet *book_sheet(const struct book *b, size_t i);
/* By name, else by number from 1.  False after a report. */
bool book_find(const struct book *b, struct str which, size_t *i);

/* One sheet at a time.  label: the file in positions.  NULL after a
 * report. */
struct sheet *sheet_open(struct book *b, size_t i, const char *label);
void sheet_close(struct sheet *s); /* NULL is allowed */

/* What it gave before is gone.  OK, SKIP (the row's text is too long), END
 * or FATAL. */
enum status sheet_next(struct sheet *s, struct rec *out);
/* Position of a field (idx 0-based). */
struct pos sheet_pos(const struct sheet *s, const struct rec *rec,
    size_t idx);

/* Both corners, 1-based and inclusive. */
struct sheet_range {
	unsigned long row, col, row_last, col_last;
};

/* Merged ranges, by column, then row.  They stand behind the rows: before
 * END they are searched for in a second unpacking, which END confirms.
 * False after a report. */
bool sheet_merged(struct sheet *s, const struct sheet_range **range,
    size_t *n);
unsigned long sheet_hidden_rows(const struct sheet *s); /* after END */

#endif

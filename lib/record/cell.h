/*
 * One cell of a sheet as text: numbers written out, serial numbers of days
 * as dates where the cell's format shows a date.  A spreadsheet holds
 * numbers in binary; where 15 or 16 digits give the same number again,
 * those were meant.
 */
#ifndef RECORD_CELL_H
#define RECORD_CELL_H

#include "base/buf.h"

enum cell_form {
	CELL_PLAIN,
	CELL_PERCENT,
	CELL_DATE,
	CELL_MONTH, /* the format shows year and month alone */
	CELL_YEAR,
	CELL_TIME,
	CELL_DATETIME,
};

/* Of the formats that are numbered, in their Chinese form. */
enum cell_form cell_form_builtin(unsigned id);
/* Of a format code: yyyy"年"m"月", 0.00%, … */
enum cell_form cell_form_code(struct str format);

/*
 * A number as the file holds it.  More than 15 digits before the point
 * have lost some to the spreadsheet and are written 9.13205E+17, as it
 * shows them.  reckoned: a formula's result (0.1+0.2 is 0.3, as shown); so
 * is a fraction of more digits, which was pasted from one.
 * What is no number is put as it stands.
 */
void cell_put_number(struct buf *out, struct str text, enum cell_form form,
    bool from_1904, bool reckoned);
/* An ISO 8601 date, without a time of 00:00:00. */
void cell_put_iso(struct buf *out, struct str text);
/* Undoes _x000D_ in what lies in b from an offset on. */
void cell_unescape(struct buf *b, size_t from);

/* "AB12" -> row 12, column 28, both 1-based and within a sheet; false. */
bool cell_place(struct str ref, unsigned long *row, unsigned long *col);

#define CELL_ROWS_MAX 1048576u
#define CELL_COLUMNS_MAX 16384u

#endif

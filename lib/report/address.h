/*
 * The address of a printed figure: REPORT/ROW/COLUMN, of a document
 * DOCUMENT/REPORT/ROW/COLUMN, with 表2 before the row where one of several
 * tables is meant.  ROW is what a cell of the row says (an id, a code, a
 * name), several cells parted by :, or #3, the third row; COLUMN is the name
 * that machines read, or the label.
 */
#ifndef REPORT_ADDRESS_H
#define REPORT_ADDRESS_H

#include "print/document.h"
#include "schema/code.h"

struct address {
	struct str document; /* the first report named; empty: none */
	struct str kind;     /* the last one; empty: none */
	unsigned table;      /* 0: any */
	struct str row, column;
};

/* False where it has no row and column. */
bool address_parse(struct address *a, struct str text);

#define ADDRESS_NONE SIZE_MAX

/* The column of that name or label. */
size_t address_column(const struct table *t, struct str column);
bool address_is_row(const struct table *t, const struct code_book *codes,
    size_t row, struct str name);
/* How many rows are called so, and the first of them. */
size_t address_rows(const struct table *t, const struct code_book *codes,
    struct str row, size_t *first);

/* The cells that tell the rows apart: the fewest, from the left, those that
 * people see before others. */
struct address_key {
	size_t column[2];
	size_t n; /* 0: rows are told apart by their place alone */
};

struct address_key address_key_of(const struct table *t);
/* "320508-0001", "320500:new_1yi", "#3" */
void address_put_row(struct buf *b, const struct table *t,
    const struct address_key *key, size_t row);
/* "key/楼宇编号/栏名": how figures of a table are addressed, in words. */
void address_put_form(struct buf *b, const char *document,
    const struct block *block);
/* The label in one line, or the name. */
void address_put_column(struct buf *b, const struct table *t, size_t column);

#endif

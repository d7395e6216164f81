/*
 * The head of a table in two rows: columns that stand side by side and
 * whose labels begin with the same line are one group under that line.
 *
 *   上年  上年        上年
 *   同期  全年   →   同期 | 全年
 *
 * Borrows from the table; head_fini releases the array alone.
 */
#ifndef PRINT_HEAD_H
#define PRINT_HEAD_H

#include "print/table.h"

struct head_column {
	size_t col;       /* index in the table */
	size_t span;      /* columns under `top`: 1 alone, 0 inside a group */
	struct str top;   /* of a group: its line; else empty */
	struct str label; /* the lines below `top`, parted by \n */
};

struct head {
	struct head_column *column; /* those people see, from the left */
	size_t n;
	bool grouped; /* there are two rows */
};

void head_init(struct head *h, const struct table *t);
void head_fini(struct head *h);

/* The widest line among the labels and cells of the i-th column. */
size_t head_width(const struct head *h, const struct table *t, size_t i);

/* What a cell says in formats that have the wide dash (md, html, xlsx). */
struct str head_cell_text(const struct table *t, const struct table_cell *c);
/* A note, in which the dash of the table is that of these formats. */
struct str head_note_text(struct arena *keep, struct str note);

#endif

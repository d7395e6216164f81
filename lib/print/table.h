/*
 * A table for people and for machines: reports fill it, formats write it.
 *
 * A cell holds two texts: `value` is canonical, in base units and full
 * precision (csv, json); `shown` is what people read (text, md), scaled and
 * rounded half away from zero.  What is put in is copied; control
 * characters are made visible in what is shown.
 */
#ifndef PRINT_TABLE_H
#define PRINT_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/str.h"
#include "print/parts.h"

enum table_align { TABLE_LEFT, TABLE_RIGHT, TABLE_CENTRE };

/* Who reads it: a report may be laid out otherwise for machines. */
#define TABLE_PEOPLE 1u
#define TABLE_MACHINE 2u

struct table_column {
	const char *name;  /* of machines; NULL: the column is for people alone */
	struct str label;  /* lines parted by \n; empty: for machines alone */
	enum table_align align;
	bool number;       /* json writes it bare */
	unsigned held;     /* decimals of the integer held: fen, dm2, % 2 */
	unsigned scale;    /* shown as n / 10^scale: 8 = yi, 4 = wan */
	unsigned decimals; /* shown */
	bool sign;         /* a gap: shown with + */
};

enum table_state { TABLE_KNOWN, TABLE_MISSING, TABLE_NOT_APPLICABLE,
	TABLE_HIDDEN };

struct table_cell {
	enum table_state state;
	struct str value, shown;
	unsigned scale; /* shown is of value over 10^scale */
	bool ours;  /* shown is our wording, not data: ranges are dashed by format */
	char mark;  /* hangs behind what is shown: '*', or 0 */
};

/* Below the table: numbered under one head, or each under its own label. */
struct table_note {
	struct str label; /* empty: one of the numbered notes */
	struct str text;
};

struct table {
	enum lang lang;
	unsigned audience;
	bool published; /* what is not told has been taken out */
	unsigned stub; /* first columns, repeated where a table is parted; >= 1 */
	struct str title, unit; /* unit: whole line, may be empty */
	struct table_column *column;
	size_t ncolumn, column_cap;
	struct table_cell *cell; /* row by row */
	size_t ncell, cell_cap;
	bool *rule;              /* by row: a rule stands before it */
	size_t nrow, row_cap;
	struct table_note *note;
	size_t nnote, note_cap;
	struct parts *parts; /* where cells are explained; else NULL */
	struct arena keep;
};

struct table *table_new(enum lang lang, unsigned audience);
void table_free(struct table *t); /* NULL is allowed */

void table_set_title(struct table *t, struct str title);
void table_set_unit(struct table *t, struct str unit);
void table_add_column(struct table *t, const struct table_column *c);
void table_add_note(struct table *t, struct str label, struct str text);

/* A row, then its cells from left to right, one for every column. */
void table_row(struct table *t);
void table_rule(struct table *t); /* before the row begun last */
void table_text(struct table *t, struct str value);
/* our words for a code, or for a figure that needs them ("超70") */
void table_words(struct table *t, struct str value, struct str shown);
/* in the unit of the column: 10^-held */
void table_number(struct table *t, int64_t n);
/* num / den as people read it, value as machines do; den > 0 */
void table_ratio(struct table *t, struct str value, num_wide num,
    num_wide den, unsigned decimals);
/* canonical text as it is, in both forms; empty is missing */
void table_canonical(struct table *t, struct str value);
void table_missing(struct table *t);        /* no data: never 0 */
void table_not_applicable(struct table *t);
void table_mark(struct table *t, char mark); /* the cell put last */
/* A cell put before: not published, * in either form. */
void table_hide(struct table *t, size_t row, size_t col);
/* The cell put last was made of that value. */
void table_from(struct table *t, enum part_role role, const struct value *v);
/* Of a figure that was counted or added up (report/behind). */
void table_of(struct table *t, enum part_role role, const void *figure);
/* Such a figure as an amount of a rate, n x 10^-held. */
void table_amount(struct table *t, enum part_role role, const void *figure,
    int64_t n, unsigned held);

const struct table_cell *table_at(const struct table *t, size_t row,
    size_t col);

/* n x 10^-held as people read it: over 10^scale, rounded half away from
 * zero to `decimals`. */
void table_put_number(struct buf *b, int64_t n, unsigned held, unsigned scale,
    unsigned decimals, bool sign);

/* A copy that cannot steer a terminal or break a line. */
struct str table_visible(struct arena *keep, struct str s);

#endif

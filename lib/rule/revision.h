/*
 * Two versions of one period held against each other: which published
 * figures are others now, through which rows of which canonical files.
 *
 * Published tables are compared cell by cell by their keys, canonical ones
 * as sets of rows: what an equal row on the other side cancels has not
 * changed, wherever it stands.  Where a row came from (`source`) is told and
 * not compared.
 *
 * Rows in, rows out; the revision owns what it gives.
 */
#ifndef RULE_REVISION_H
#define RULE_REVISION_H

#include "base/lang.h"
#include "base/num.h"
#include "rule/revision_table.h"

/* In the order of the choices of the column `kind`. */
enum revision_kind {
	REVISION_FIGURE,   /* a published figure is another */
	REVISION_CAME,     /* a row, a column, a file */
	REVISION_WENT,
	REVISION_CHANGED,  /* a cell of a canonical row; another file */
	REVISION_COMPARED, /* a file: figures compared, equal, changed */
};

struct revision_row {
	enum revision_kind kind;
	struct str file, key, column, unit, old, new, change;
	unsigned long old_line, new_line; /* 0: none */
	struct str old_source, new_source, through;
	bool canonical; /* of a canonical row: what may be behind figures */
	/* what the row is about, where it says so: */
	struct str building, scope, payer, indicator;
	int month; /* -1: none */
};

struct revision_count {
	int64_t compared, equal, changed; /* figures */
	int64_t came, went, cells;        /* canonical rows; changed cells */
	int64_t files, files_equal;
};

struct revision {
	struct diag *diag;
	struct arena keep;
	struct revision_row *row;
	size_t n, cap;
	struct revision_count count;
	struct map building; /* ids of either version */
	struct str *district; /* by building: its code; where it is known */
	size_t district_cap;
	struct str city;   /* its code: what rests on the whole of it */
	int period;        /* -1 while no table told one */
	bool differ;       /* anything did */
};

/* Zero-initialise; set diag, city and period. */
void revision_free(struct revision *r);

/* old and new: tables of one file; taken over by neither.  False after a
 * report: another period. */
bool revision_figures(struct revision *r, struct str file,
    struct revision_table *old, struct revision_table *new,
    const struct str *skip, size_t nskip);
/* A published table that is the same in both: its figures are counted. */
bool revision_equal(struct revision *r, struct str file,
    struct revision_table *t, const struct str *skip, size_t nskip);
/* A file that is in one version alone, or is another and has no rows to
 * compare. */
void revision_file(struct revision *r, struct str file,
    enum revision_kind kind);

/* A canonical file is read more than once: side 0 is the old one.  NULL
 * after a report. */
struct revision_source {
	struct rec_reader *(*reader)(void *arg, int side);
	void *arg;
};

bool revision_rows(struct revision *r, struct str file,
    const struct dataset *ds, const struct revision_source *from);

/* Who sits where, of both versions: from taxpayers to buildings.  Called
 * for each, then revision_through once. */
struct revision_seats;
struct revision_seats *revision_seats_new(struct revision *r);
bool revision_seats_read(struct revision_seats *s, struct rec_reader *in);
void revision_seats_free(struct revision_seats *s); /* NULL is allowed */

/* Sets `through`: of canonical rows the buildings they touch, of figures
 * the buildings they follow from. */
void revision_through(struct revision *r, struct revision_seats *s);

/* Puts rows in order: figures, then canonical rows, then counts. */
void revision_order(struct revision *r);
/* Marks the rows of a figure, "FILE:ROW:COLUMN", and the canonical rows
 * behind it; the revision is in order.  False after a report: no such
 * figure changed. */
bool revision_behind(const struct revision *r, struct str figure,
    bool *wanted);
void revision_put_summary(struct buf *b, const struct revision *r,
    enum lang lang);

/* For the parts of the module: a row to be filled; b - a as decimals. */
struct revision_row *revision_add(struct revision *r,
    enum revision_kind kind, struct str file);
struct str revision_change(struct revision *r, struct str a, struct str b);
size_t revision_building(struct revision *r, struct str id,
    struct str district);

#endif

/*
 * A table as it was published, in memory: any CSV, its columns by name, its
 * rows by a key.  It owns copies of everything.
 */
#ifndef RULE_REVISION_TABLE_H
#define RULE_REVISION_TABLE_H

#include "base/map.h"
#include "record/rec.h"
#include "schema/dataset.h"

struct revision_line {
	struct str *cell;
	struct str key; /* of the row: "320507-0016", "320500,new_1yi" */
	unsigned long line;
};

struct revision_table {
	const char *path; /* for positions; the caller sets it */
	struct arena keep;
	const struct dataset *ds; /* what is known of its columns; or NULL */
	struct str *name;
	size_t ncolumn;
	struct revision_line *row; /* by key, then line */
	size_t n, cap;
	bool *is_key;  /* by column */
};

/* Reads to the end; false after a report. */
bool revision_table_read(struct revision_table *t, struct rec_reader *in,
    const struct dataset *ds);
void revision_table_fini(struct revision_table *t);

/* Names and orders the rows of both by one key: the dataset's, else the
 * first columns that tell the rows of either apart.  b may be NULL. */
void revision_table_key(struct revision_table *a, struct revision_table *b);

/* MAP_NONE if it has none of that name. */
size_t revision_table_column(const struct revision_table *t,
    struct str name);
/* The cell in a column of that name; empty without the column. */
struct str revision_table_cell(const struct revision_table *t,
    const struct revision_line *row, const char *name);

#endif

/*
 * Canonical rows of a dataset: columns found by name, cells typed, keys
 * unique.  A bad cell is fatal (reported): canonical files are made by
 * programs.  Columns the dataset does not know are passed along untouched.
 */
#ifndef SCHEMA_ROW_H
#define SCHEMA_ROW_H

#include "base/status.h"
#include "record/rec.h"
#include "schema/code.h"
#include "schema/dataset.h"

struct row {
	const struct value *value; /* by column of the dataset */
	struct rec rec;            /* as it stood */
};

struct row_reader;

/*
 * Any table of typed columns can be read so: a dataset's (dataset_at) or
 * one made by the tools.  path "-" is standard input.  NULL after a report.
 * VALUE_DISTRICT cells are brought to their main code where book is given.
 */
struct row_reader *row_open(struct diag *d, const char *path,
    const struct dataset *ds, const struct code_book *book);
void row_close(struct row_reader *r); /* NULL is allowed */

/* OK, END or FATAL.  What it gave before is gone. */
enum status row_next(struct row_reader *r, struct row *out);

/* What lies below: for who finds rows in the text himself. */
struct rec_reader *row_rec(struct row_reader *r);

bool row_has(const struct row_reader *r, size_t col); /* is in the file */
struct pos row_pos(const struct row_reader *r, const struct row *row,
    size_t col); /* of the cell; of the line where the column is absent */

struct pos row_header_pos(const struct row_reader *r);

/* Columns of the file that the dataset does not know, in their order. */
size_t row_extra_count(const struct row_reader *r);
struct str row_extra_name(const struct row_reader *r, size_t i);
struct str row_extra(const struct row_reader *r, const struct row *row,
    size_t i);

#endif

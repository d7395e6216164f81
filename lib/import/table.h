/*
 * The shape of an office's table: title rows, a header, rows of data among
 * totals, notes, blank and repeated lines.  The first rows are kept until
 * the header is found, then given again.
 */
#ifndef IMPORT_TABLE_H
#define IMPORT_TABLE_H

#include "import/heading.h"
#include "import/source.h"

enum table_row {
	TABLE_DATA,
	TABLE_BLANK,
	TABLE_TOTAL,  /* 合计, 小计, 其中 … */
	TABLE_NOTE,   /* 注：, 填表人： … */
	TABLE_REPEAT, /* the header again, or the numbers of its columns */
	TABLE_HEADER, /* another header: the rows below are not of this table */
};

struct table_field {
	struct heading heading;
	bool known;       /* heading is set */
	bool cumulative;  /* heading is set: of a figure since January */
	bool named;       /* has a heading at all */
	struct str name;  /* as written, trimmed */
};

struct table;

/* Reads up to the header.  NULL after a report.  The source outlives it.
 * guess: without known headings the widest of the first rows will do. */
struct table *table_open(struct diag *d, const struct import_source *source,
    const struct heading_book *book, const struct dataset *ds, bool guess);
/* Is there a header among the source's first rows, of which it reads some?
 * False after a report.  *blank: it has no rows. */
bool table_probe(const struct import_source *source,
    const struct heading_book *book, const struct dataset *ds, bool *found,
    bool *blank);
void table_close(struct table *t); /* NULL is allowed */

size_t table_nfield(const struct table *t);
const struct table_field *table_field(const struct table *t, size_t i);
struct pos table_header_pos(const struct table *t, size_t field);
unsigned long table_header_line(const struct table *t); /* its first row */
unsigned long table_header_last(const struct table *t);
/* Units of a line above the header, and where it stands. */
bool table_units(const struct table *t, struct unit_line *units,
    struct pos *pos);

/*
 * Tells fields that name a row (ids, codes, names of buildings) from the
 * others: a row is a total only where these are empty.
 */
void table_set_identity(struct table *t, size_t field);

/* Rows already read that lie ahead, for what a column's cells show. */
size_t table_ahead(const struct table *t);
const struct rec *table_ahead_at(const struct table *t, size_t i);

/* OK, SKIP (rec->fault), END or FATAL; *kind only with OK. */
enum status table_next(struct table *t, struct rec *out,
    enum table_row *kind);
/* The source, once no row read ahead is left; else NULL. */
const struct import_source *table_rest(const struct table *t);
struct pos table_pos(const struct table *t, const struct rec *rec,
    size_t idx);
struct pos table_pos_at(const struct table *t, const struct rec *rec,
    size_t offset);

#endif

/*
 * The reports: each a name, the dataset it reads, and a function that lays
 * its rows out as tables.  Rows in, bytes out: nothing is opened here.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "report/source.h"
#include "report/table.h"

#define REPORT_TABLES_MAX 4u

struct report {
	struct diag *diag;
	enum lang lang;
	const struct code_book *codes;
	const struct district *district; /* limited to, or NULL */
	const struct source *buildings;  /* BUILDING_COLUMNS, or NULL */
	struct source source;
	struct table *table[REPORT_TABLES_MAX];
	size_t ntable;
	struct arena keep;
};

struct report_kind {
	const char *name;
	const char *about[LANG_COUNT];
	const struct dataset *(*dataset)(void);
	struct source_columns columns;
	bool takes_buildings; /* names and districts come from -b */
	bool has_city_rows;   /* the city is a scope like the districts */
	bool (*build)(struct report *r); /* false after a report */
};

size_t report_count(void);
const struct report_kind *report_at(size_t i);
const struct report_kind *report_find(struct str name); /* or NULL */

struct report_input {
	struct diag *diag;
	enum lang lang;
	const struct code_book *codes;
	const struct district *district; /* NULL: all */
	int period;                      /* of all rows; -1: any one */
	struct row_reader *rows;         /* of kind->dataset() */
	struct row_reader *buildings;    /* or NULL */
};

/* The whole document into out; false after a report. */
bool report_make(struct buf *out, const struct report_kind *kind,
    const struct report_input *in, const struct table_format *format);

/* What the families have in common. */
extern const struct report_kind report_completion, report_key,
    report_projects, report_retrofits, report_crossings;

/* The columns of buildings that -b is read for. */
enum { BUILDING_ID, BUILDING_NAME, BUILDING_DISTRICT, BUILDING_COLUMNS };

struct table *report_table(struct report *r, unsigned audience);
/* Typed columns: money in yi, areas in wan m2, as rosters show them. */
void report_column(struct table *t, enum value_type type, const char *name,
    const char *label);
/* A cell of such a column, unknown where it is. */
void report_value(struct table *t, const struct value *v);
void report_number(struct table *t, const struct value *v);
void report_district(struct report *r, struct table *t, struct str code);
void report_scope_note(struct report *r, struct table *t, bool internal);

#endif

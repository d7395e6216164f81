/*
 * Which field of a file feeds which column, in which unit: decided once a
 * file, from its headings, and refused where headings contradict.
 */
#ifndef IMPORT_BINDING_H
#define IMPORT_BINDING_H

#include "import/importer.h"
#include "import/table.h"
#include "import/tidy.h"

#define BINDING_NONE ((size_t)-1)

/* A column of one month, where months lie side by side. */
struct wide_field {
	size_t field, column;
	int month;
	bool cumulative; /* since January, up to the month */
};

struct binding {
	struct tidy *tidy;  /* by column */
	size_t *field;      /* by column: of its value, or BINDING_NONE */
	size_t *name_field; /* by column: of a name to be looked up */
	struct tidy *since; /* by column: its figure since January */
	size_t *since_field;
	size_t ncolumn;
	size_t place;       /* field that tells the district, or none */
	size_t needed;      /* a row must have so many fields */
	size_t *extra;      /* fields without a column, kept as they are */
	size_t nextra, extra_cap;
	struct wide_field *wide; /* months in the order of the fields */
	size_t nwide, wide_cap;
	struct map told; /* unknown headings, named once a run */
	bool warned_unnamed;
};

void binding_init(struct binding *b, const struct import_opts *opts);
void binding_fini(struct binding *b);

/* False after a report. */
bool binding_read(struct diag *d, struct binding *b,
    const struct import_opts *opts, struct table *t,
    struct str folder_district);

/* Feeds the columns from the fields of one month; false if that month has
 * been seen in an earlier field of `at`. */
bool binding_turn(struct binding *b, size_t at);

/* building_id and subject_id can be found by a building's name. */
bool binding_is_looked_up(const struct column *c);

#endif

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

struct binding {
	struct tidy *tidy;  /* by column */
	size_t *field;      /* by column: of its value, or BINDING_NONE */
	size_t *name_field; /* by column: of a name to be looked up */
	size_t ncolumn;
	size_t place;       /* field that tells the district, or none */
	size_t needed;      /* a row must have so many fields */
	size_t *extra;      /* fields without a column, kept as they are */
	size_t nextra, extra_cap;
	bool warned_unnamed;
};

void binding_init(struct binding *b, const struct import_opts *opts);
void binding_fini(struct binding *b);

/* False after a report. */
bool binding_read(struct diag *d, struct binding *b,
    const struct import_opts *opts, struct table *t,
    struct str folder_district);

/* building_id and subject_id can be found by a building's name. */
bool binding_is_looked_up(const struct column *c);

#endif

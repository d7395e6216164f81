/*
 * A user's map (bldg-headings(5)): headings, units, words, fixed values
 * for the forms nobody foresaw.  What it says wins over what is built in.
 */
#ifndef IMPORT_MAPPING_H
#define IMPORT_MAPPING_H

#include "import/heading.h"
#include "record/conf.h"

/* Arrays by column of the dataset, the caller's; set has one more, the place. */
struct mapping {
	struct str *set;  /* borrowed from the conf or the caller */
	enum unit *unit;
	bool *fill_down;  /* empty cells repeat the last */
	struct str sheet; /* name or number; borrowed; empty: all */
	bool brackets, triangle;
	bool wide; /* {month} is meant */
};

/* Only the sections of ds are used; those of others are checked for being
 * datasets.  False after a report. */
bool mapping_read(struct diag *d, const struct conf *c,
    const struct dataset *ds, struct heading_book *book, struct mapping *m);

/* "COLUMN=VALUE" of the command line.  False after a report. */
bool mapping_set(struct diag *d, const struct dataset *ds, const char *text,
    struct mapping *m);
bool mapping_unit(struct diag *d, const struct dataset *ds, const char *text,
    struct mapping *m);

#endif

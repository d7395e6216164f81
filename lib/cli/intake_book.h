/*
 * A workbook's sheets as tables for the importer: the one asked for, or
 * all that are shown and hold something.  Among several, one without a
 * header (notes) is left out and named.
 */
#ifndef CLI_INTAKE_BOOK_H
#define CLI_INTAKE_BOOK_H

#include "cli/run.h"
#include "import/source.h"

struct book_intake {
	const char *which; /* name or number, or NULL */
	/* Is it one?  False after a report. */
	bool (*probe)(void *arg, const struct import_source *source,
	    bool *found, bool *blank);
	bool (*table)(void *arg, const struct import_source *source);
	void *arg;
	unsigned long skipped; /* sheets without a header beside tables */
};

/* Takes the input over.  Each sheet goes to table; false where that is, or
 * after a report. */
bool intake_book(struct run *run, struct input *in, struct book_intake *how);

#endif

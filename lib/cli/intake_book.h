/*
 * A workbook's sheets as tables for the importer: the one asked for, or
 * all that are shown and hold something.
 */
#ifndef CLI_INTAKE_BOOK_H
#define CLI_INTAKE_BOOK_H

#include "cli/run.h"
#include "import/source.h"

/* Takes the input over.  which: name or number, or NULL.  Each sheet goes
 * to table; false where that is, or after a report. */
bool intake_book(struct run *run, struct input *in, const char *which,
    bool (*table)(void *arg, const struct import_source *source), void *arg);

#endif

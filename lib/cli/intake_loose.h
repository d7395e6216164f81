/*
 * A table whose fields are parted by more than one byte (，) as rows for the
 * importer.
 */
#ifndef CLI_INTAKE_LOOSE_H
#define CLI_INTAKE_LOOSE_H

#include "import/source.h"
#include "io/input.h"
#include "text/decode.h"

/* Takes the text over.  quote: 0: ".  False where `table` is, or after a
 * report. */
bool intake_loose(struct diag *d, struct text *t, struct str delimiter,
    char quote, bool (*table)(void *arg, const struct import_source *source),
    void *arg);

#endif

/*
 * Bytes through another program: what is written to its standard input
 * comes back from its standard output.  Its messages go to our standard
 * error.
 */
#ifndef IO_THROUGH_H
#define IO_THROUGH_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"

/* argv[0] is looked for in PATH; environment: "NAME=VALUE" … NULL, on top
 * of ours.  What comes back is appended to out.  False after a report, of a
 * program that is not there or did not end with 0. */
bool through(struct diag *d, const char *const argv[],
    const char *const environment[], struct str in, struct buf *out);

#endif

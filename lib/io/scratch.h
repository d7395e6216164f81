/*
 * A file that is nowhere: memory that a library which writes to a path can
 * write to.  It has no name in any folder and is gone when it is closed.
 */
#ifndef IO_SCRATCH_H
#define IO_SCRATCH_H

#include "base/buf.h"
#include "base/diag.h"

struct scratch;

/* NULL after a report. */
struct scratch *scratch_open(struct diag *d);
void scratch_close(struct scratch *s); /* NULL is allowed */

const char *scratch_path(const struct scratch *s);
/* Appends all that was written there.  False after a report. */
bool scratch_take(struct scratch *s, struct buf *out);

#endif

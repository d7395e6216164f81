/*
 * The lines that bldg-import ends with: every row, every fen, and what was
 * compared.
 */
#ifndef CLI_INTAKE_TELL_H
#define CLI_INTAKE_TELL_H

#include "cli/intake.h"
#include "cli/run.h"
#include "import/importer.h"

/* dataset: its name where there are several, or NULL.  stats: also how many
 * rows needed no thought. */
void intake_tell(struct run *run, const struct importer *im,
    const char *dataset, bool stats);

/* False after a report: --wide, and no heading of the map holds {month}. */
bool intake_wide_is_told(struct diag *d, const struct intake *in,
    const struct heading_book *book);

#endif

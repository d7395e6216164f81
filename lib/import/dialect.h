/*
 * How a file tells its fields apart: by the comma, the tab, the semicolon
 * or the bar, half or full width.  The one under which a line names the
 * most columns.
 */
#ifndef IMPORT_DIALECT_H
#define IMPORT_DIALECT_H

#include "import/heading.h"

/* The comma where nothing speaks for another.  *other: a second one that
 * names as many columns, two at least; or empty. */
struct str dialect_delimiter(const struct heading_book *b,
    const struct dataset *ds, struct str sample, struct str *other);

#endif

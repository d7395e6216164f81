/*
 * How a file tells its fields apart: by the comma, the tab, the semicolon
 * or the bar.  The one under which a line names the most columns.
 */
#ifndef IMPORT_DIALECT_H
#define IMPORT_DIALECT_H

#include "import/heading.h"

/* The comma where nothing speaks for another. */
char dialect_delimiter(const struct heading_book *b, const struct dataset *ds,
    struct str sample);

#endif

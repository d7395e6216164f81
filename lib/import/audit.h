/*
 * What was done to the cells of a row that was written: from, to, and by
 * which rule.
 */
#ifndef IMPORT_AUDIT_H
#define IMPORT_AUDIT_H

#include "import/tidy.h"

/* The rule that made `to` of `from` in a column; NULL: nothing changed. */
const char *audit_rule(const struct tidy *t, struct str from, struct str to);

#endif

/*
 * What `bldg-import any` does around lib/import/any: opens the files in
 * their dialect, writes rows and rejects, tells the account.
 */
#ifndef CLI_INTAKE_ANY_H
#define CLI_INTAKE_ANY_H

#include "cli/intake_options.h"

/* Operands: `any`, then files; none: standard input. */
enum run_status intake_any(struct run *run, const struct intake_options *o);

#endif

/*
 * What `bldg-import any` does around lib/import/any: opens the files in
 * their dialect, writes rows and rejects, tells the account.
 */
#ifndef CLI_INTAKE_ANY_H
#define CLI_INTAKE_ANY_H

#include "cli/run.h"

struct intake_any {
	/* as typed on the command line, or NULL */
	const char *delimiter, *quote, *escape, *skip_rows, *header_rows;
	const char *encoding, *rejects, *max_rejects;
	bool no_header;
};

/* Operands: `any`, then files; none: standard input. */
enum run_status intake_any(struct run *run, const struct intake_any *in);

#endif

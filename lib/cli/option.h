/*
 * The option table over getopt_long: parsing into a program's args struct,
 * and the --help text.
 */
#ifndef CLI_OPTION_H
#define CLI_OPTION_H

#include "base/buf.h"
#include "cli/cli.h"

/* What all programs take; offsets are into struct option_common. */
struct option_common {
	const char *output, *format, *workspace;
	int lang;        /* index in "en|zh", -1 = not given */
	int diagnostics; /* index in "text|json", -1 = not given */
	bool quiet, bom, help, version;
};

struct option_parsed {
	struct option_common common;
	void *args;
	int operand; /* index of the first in argv */
};

/* False after a report. */
bool option_parse(struct diag *d, const struct cli_cmd *cmd, int argc,
    char **argv, struct option_parsed *out);
/* Standard input has one reader, by an option or as an operand, named or by
 * default.  False after a report. */
bool option_one_stdin(struct diag *d, const struct cli_cmd *cmd,
    const void *args, char **operand, size_t n, bool workspace);
/* Lists in args are the parse's; call when the program is done. */
void option_free(const struct cli_cmd *cmd, void *args);

void option_help(struct buf *b, const struct cli_cmd *cmd, enum lang lang);
/* "Usage: bldg-import DATASET [FILE…]" */
void option_usage(struct buf *b, const struct cli_cmd *cmd, enum lang lang);

#endif

/*
 * A program as a declaration: a table of options, a synopsis, one function.
 * getopt_long does the parsing; --help, the man page and the completion
 * are compared with this table by tests/check-options.
 *
 * Common to all: -o -q -C --lang --diagnostics --help --version.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stddef.h>

#include "base/lang.h"
#include "cli/run.h"

enum cli_kind {
	CLI_FLAG,   /* bool */
	CLI_ALONE,  /* bool: prints what it names; operands are not read */
	CLI_TEXT,   /* const char *: the last one wins is an error */
	CLI_INPUT,  /* likewise, a file that is read; - is standard input */
	CLI_LIST,   /* struct cli_list: may be repeated */
	CLI_MONTH,  /* int, a period: 2023-06, or 2023 for 2023-12; -1 = not given */
	CLI_YEAR,   /* int: 2023; -1 = not given */
	CLI_COUNT,  /* long: a whole number >= 0; -1 = not given */
	CLI_CHOICE, /* int, index in choices; -1 = not given */
};

struct cli_list {
	const char **item;
	size_t n;
};

struct cli_opt {
	int letter;       /* 0: none */
	const char *name; /* long */
	enum cli_kind kind;
	const char *arg;  /* shown in --help; NULL for a flag */
	size_t offset;    /* in the program's args struct */
	const char *help[LANG_COUNT];
	const char *choices; /* "a|b" */
};

/* When no operand is given: whether the workspace (-C) has the input. */
enum cli_workspace {
	CLI_FROM_STDIN,           /* never: standard input is read */
	CLI_FROM_WORKSPACE,
	CLI_FROM_WORKSPACE_WITH_PERIOD, /* if -p is given too */
	CLI_FROM_OPTIONS,         /* there are no operands */
};

struct cli_cmd {
	const char *name;
	const char *operands; /* "[FILE…]"; NULL: takes none */
	const char *about[LANG_COUNT];
	const struct cli_opt *opt; /* ends with a NULL name */
	size_t args_size;
	enum run_status (*run)(struct run *run, void *args);
	const char *const *example; /* NULL-ended, for --help */
	unsigned words;       /* operands before the first file: DATASET */
	enum cli_workspace from;
	const char *formats;  /* what -f takes, "csv|text|md"; NULL: no -f */
};

int cli_main(const struct cli_cmd *cmd, int argc, char **argv);

#endif

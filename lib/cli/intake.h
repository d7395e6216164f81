/*
 * What bldg-import does around the importer: opens the headings, the map,
 * the registers and the files, writes rows and rejects, tells the account.
 */
#ifndef CLI_INTAKE_H
#define CLI_INTAKE_H

#include "cli/run.h"
#include "import/importer.h"
#include "import/mapping.h"

struct intake {
	const struct dataset *ds;
	const char *const *file; /* or NULL */
	const char *const *file_map; /* by file: its map or NULL; or NULL */
	/* by file, or NULL: its month (-1: the rows tell), and its place: two
	 * files of one place must not hold the same month */
	const int *file_month;
	const size_t *file_place;
	size_t nfile;
	const char *output; /* instead of the run's; a folder ends in / */
	struct output *rejects_out, *audit_out; /* once open */
	struct mapping mapping; /* what the command line says of it */
	const char *map, *encoding, *rejects, *max_rejects;
	const char *check, *lookup, *audit, *annotate; /* paths, or NULL */
	enum import_duplicates duplicates;
	enum import_cumulative cumulative;
	bool assign; /* new ids for unknown names, written to lookup */
	bool keep_unknown, source;
	bool draft_map; /* print the map as understood, import nothing */
	const char *sheet; /* name or number, or NULL: all */
	struct str delimiter; /* empty: found out */
	char quote;           /* 0: " */
	unsigned threads;      /* at least 1 */
	bool stats;            /* tell how many rows needed no thought */
};

/* Operands: the dataset's name, then files; none: standard input.  Where
 * `file` is set, these instead. */
enum run_status intake_run(struct run *run, struct intake *in);

#endif

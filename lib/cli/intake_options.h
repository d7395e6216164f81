/*
 * What bldg-import was told on its command line, as it was typed; which of
 * it goes with one dataset, with a table of any shape, with a workspace; and
 * what it means for an intake.
 */
#ifndef CLI_INTAKE_OPTIONS_H
#define CLI_INTAKE_OPTIONS_H

#include "cli/cli.h"
#include "cli/intake.h"

struct intake_options {
	/* or NULL */
	const char *map, *encoding, *rejects, *max_rejects, *check, *lookup;
	const char *audit, *annotate, *sheet, *delimiter, *quote;
	const char *escape, *skip_rows, *header_rows; /* of any table */
	struct cli_list set, unit, fill_down;
	int duplicates, cumulative; /* -1: not given */
	long threads;               /* -1, 0: all processors */
	bool assign, keep_unknown, source, wide, draft_map, schema, stats;
	bool no_header; /* of any table */
};

enum intake_kind {
	INTAKE_DATASET = 1,
	INTAKE_ANY = 2,
	INTAKE_WORKSPACE = 4,
};

/* False after a report: an option does not go with what is imported, which
 * is called `what`. */
bool intake_options_fit(struct run *run, const struct intake_options *o,
    enum intake_kind kind, const char *what);

/* What holds for whatever dataset is read: all that goes with a workspace. */
void intake_options_common(const struct intake_options *o,
    struct intake *out);
/* All, for one dataset.  False after a report. */
bool intake_options_read(struct run *run, const struct intake_options *o,
    const struct dataset *ds, struct intake *out);

#endif

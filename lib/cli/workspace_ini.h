/*
 * What WORKSPACE/workspace.ini says of the whole (bldg-workspace(5)): the
 * city, what is done with a late district, how much may be rejected, the
 * head of reports.  The [raw …] sections are import/delivery's.
 */
#ifndef CLI_WORKSPACE_INI_H
#define CLI_WORKSPACE_INI_H

#include "cli/run.h"
#include "record/conf.h"

struct workspace_ini {
	struct conf *conf; /* NULL: there is no such file */
	const struct district *city; /* or NULL */
	bool carry;        /* a late district: its last files stand */
	const char *max_rejects;     /* or NULL */
	int cumulative, duplicates;  /* as the options of bldg-import; -1 */
	struct str office, marking, sources; /* of reports; or empty */
};

/* Sections and keys that nobody knows are refused.  False after reports;
 * workspace_ini_fini in any case. */
bool workspace_ini_read(struct run *run, struct workspace_ini *out);
/* From a file of that form elsewhere: as results keep it. */
bool workspace_ini_read_at(struct run *run, const char *path,
    struct workspace_ini *out);
void workspace_ini_fini(struct workspace_ini *w);

#endif

/*
 * What was rejected, as a table of its own (-r), and how much of it is too
 * much (--max-rejects).
 */
#ifndef CLI_REJECTS_H
#define CLI_REJECTS_H

#include "cli/run.h"
#include "import/importer.h"

#define REJECTS_ANY_NUMBER ((unsigned long)-1)

struct reject_limit {
	const char *text; /* as typed, or NULL: any number */
	unsigned long n;  /* a number, or hundredths of a percent */
	bool is_share;
};

/* "12" or "5%".  False after a report; pos NULL: an option's value. */
bool reject_limit_read(struct diag *d, const struct pos *pos, const char *text,
    struct reject_limit *out);
/* What an importer may be told at its start. */
unsigned long reject_limit_number(const struct reject_limit *l);
/* The share, at the end.  False after a report. */
bool reject_limit_holds(struct diag *d, const struct reject_limit *l,
    const struct account *a);

/* path NULL: *out stays NULL.  It ends with the run, kept also when that
 * failed.  False after a report. */
bool rejects_open(struct run *run, const char *path, struct output **out);
bool rejects_put(struct output *out, const struct import_reject *r);

#endif

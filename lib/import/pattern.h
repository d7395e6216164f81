/*
 * The names of files that offices send, as workspace.ini writes them:
 *
 *   *        any letters but /         ?        one letter
 *   {month}  a month, due each month   {since}  a month from which it stands
 *   {part}   letters that tell the parts of one delivery apart
 *
 * A month is written 2023-06, 202306, 2023.6, 2023_06, 2023/06 or 2023年6月.
 * Everything else stands for itself, byte by byte.
 */
#ifndef IMPORT_PATTERN_H
#define IMPORT_PATTERN_H

#include <stdbool.h>

#include "base/str.h"

enum pattern_period {
	PATTERN_ALWAYS, /* the name bears no month */
	PATTERN_SINCE,
	PATTERN_MONTHLY,
};

struct pattern_found {
	int month;       /* base/date.h; -1: none */
	struct str part; /* of the name; empty: none */
};

/* False: in braces stands none of the three; *fault is it. */
bool pattern_check(struct str pattern, enum pattern_period *out,
    struct str *fault);
/* A month that stands twice must be the same one. */
bool pattern_matches(struct str pattern, struct str name,
    struct pattern_found *out);

#endif

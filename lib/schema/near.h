/*
 * What a mistyped name may have meant.  A suggestion only: nothing is ever
 * taken for what it resembles.
 */
#ifndef SCHEMA_NEAR_H
#define SCHEMA_NEAR_H

#include <stddef.h>

#include "base/str.h"

#define NEAR_MAX 2u /* edits between a name and what is suggested for it */

/* Letters inserted, dropped or replaced, of bytes; NEAR_MAX + 1 and more
 * are all NEAR_MAX + 1. */
size_t near_distance(struct str a, struct str b);

/* The closest so far of the names offered one by one; other capitals are
 * one edit at most. */
struct near {
	struct str name, best;
	size_t distance; /* 0: none found */
};

void near_offer(struct near *n, struct str candidate);

#endif

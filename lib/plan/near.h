/*
 * The nearest of a few known words, for "did you mean": by edits, at most
 * a third of the word.
 */
#ifndef PLAN_NEAR_H
#define PLAN_NEAR_H

#include <stdbool.h>

#include "base/str.h"

/* Edits (insert, remove, change) that make a of b; words past 63 bytes
 * are as far as can be. */
unsigned near_distance(struct str a, struct str b);
/* Near enough to be taken for a slip of the pen. */
bool near_is(struct str word, unsigned distance);

#endif

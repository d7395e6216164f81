/*
 * Names met in a file, and the line each stood on first: what stands twice
 * is found without looking at all that stands above it.
 */
#ifndef PLAN_SEEN_H
#define PLAN_SEEN_H

#include "base/map.h"

struct seen { /* zero-initialised; ended by seen_fini */
	struct map name;
	unsigned long *line; /* by number */
	size_t cap;
};

/* The line where it was met before; 0: it was not, and is entered. */
unsigned long seen_before(struct seen *s, struct str name,
    unsigned long line);
void seen_fini(struct seen *s);

#endif

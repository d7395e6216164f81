/*
 * Places by a figure, the greatest first.  Ties share a place (1, 1, 3) and
 * stand by their ids; what is not known has no place and stands last.
 */
#ifndef REPORT_RANKING_H
#define REPORT_RANKING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct place {
	size_t row;        /* the keeper's own */
	struct str id;
	bool known;
	int64_t num, den;  /* the figure; den > 0 */
	size_t rank;       /* from 1; 0 where not known */
};

void ranking_sort(struct place *p, size_t n);
/* How many have a place among the first `top`, ties in full; 0: all. */
size_t ranking_within(const struct place *p, size_t n, size_t top);

#endif

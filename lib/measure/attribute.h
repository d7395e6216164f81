/*
 * Tax of an enterprise in a month -> buildings.  In several at once it is
 * split by area, several tenancies in one building counting as one with
 * their areas added; equally where an area is unknown or none is positive.
 * Shares are cut towards zero in fen and the rest goes, a fen each, to the
 * largest remainders (ties: building_id in byte order).
 */
#ifndef MEASURE_ATTRIBUTE_H
#define MEASURE_ATTRIBUTE_H

#include "measure/ledger.h"
#include "measure/tenure.h"

struct attribute_rule {
	bool equal;      /* split = equal */
	int tail_months; /* tax so long after leaving stays there */
};

struct share {
	uint32_t seat;
	num_wide weight; /* dm2, or 1 */
	num_wide rest;   /* what was cut off, in 1/total of a fen */
	int64_t part;    /* of the amount split last */
};

struct attribution {
	struct share *share; /* by building_id */
	size_t n, cap;
	num_wide total;    /* of the weights */
	enum cause cause;  /* CAUSE_NONE: it has shares */
	uint32_t enterprise; /* what was found holds for it … */
	int from, until;     /* … in these months: nobody comes or goes */
	bool by_necessity; /* several, and equal because an area is unknown */
};

/* Zero-initialise it once; it is used again and again, for one tenure and
 * rule. */
void attribute_find(struct attribution *a, const struct tenure *r,
    const struct attribute_rule *rule, uint32_t enterprise, int month);
/* Sets every share's part; they add up to the amount. */
void attribute_split(struct attribution *a, int64_t amount);
void attribute_fini(struct attribution *a);

#endif

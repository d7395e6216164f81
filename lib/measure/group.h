/*
 * What aggregates are made of: districts and operating teams, which are
 * sets of buildings; industry divisions and specialties, which are sets of
 * enterprises and cut through buildings.  Of an enterprise that has several
 * tenancies in a building the one that speaks for it tells the industry.
 */
#ifndef MEASURE_GROUP_H
#define MEASURE_GROUP_H

#include "measure/rollup.h"

#define GROUPINGS "district|industry|specialty|team"
enum grouping { BY_DISTRICT, BY_INDUSTRY, BY_SPECIALTY, BY_TEAM };

#define GROUP_NONE UINT32_MAX

struct group_book {
	enum grouping by;
	bool cut;          /* groups of enterprises, not of buildings */
	struct str *name;  /* in their order; empty, last: what has none */
	size_t n;
	uint32_t *of;      /* by building, or by seat where cut */
};

/* Names are borrowed from tenure, rules and codes, or the arena's.
 * Districts are all there are, in the office's order, without the city. */
void group_init(struct group_book *g, const struct rollup *u,
    const struct code_book *codes, enum grouping by, struct arena *keep);
void group_fini(struct group_book *g);

#endif

/*
 * Measures of groups and the city: districts, teams, industry divisions,
 * specialties.  Money and areas add up building by building; enterprises
 * are counted once a scope, from the tenancies.
 */
#ifndef MEASURE_AGGREGATE_H
#define MEASURE_AGGREGATE_H

#include "measure/figure.h"
#include "measure/group.h"

struct scope {
	const struct district *district; /* NULL: of another grouping */
	struct str name;
	uint32_t group; /* GROUP_NONE: the city, every building */
	struct measure m;
	struct pairs pairs;
	struct partial gfa, leasable; /* dm2 */
	int64_t buildings, silent;
	const char *occupancy_basis; /* or "mixed" */
	bool known; /* some building brought something */
};

struct aggregate {
	const struct rollup *rollup;
	struct group_book groups;
	struct scope *scope; /* in their order, the city last */
	size_t n;
	struct arena keep;
};

/* False after a report.  Zero-initialise the aggregate. */
bool aggregate_make(struct aggregate *a, struct rollup *u, struct diag *d,
    const struct code_book *codes, enum grouping by);
void aggregate_figures(struct figure_row *row, const struct aggregate *a,
    size_t i);
void aggregate_fini(struct aggregate *a);

#endif

/*
 * Measures of districts and the city.  Money and areas add up building by
 * building; enterprises are counted once a scope, from the tenancies.
 */
#ifndef MEASURE_AGGREGATE_H
#define MEASURE_AGGREGATE_H

#include "measure/figure.h"

struct scope {
	const struct district *district; /* the city's: every building */
	struct measure m;
	struct pairs pairs;
	struct partial gfa, leasable; /* dm2 */
	int64_t buildings, silent;
	const char *occupancy_basis; /* or "mixed" */
};

struct aggregate {
	const struct rollup *rollup;
	struct scope *scope; /* in the office's order, the city last */
	size_t n;
	struct arena keep;
};

/* False after a report.  Zero-initialise the aggregate. */
bool aggregate_districts(struct aggregate *a, struct rollup *u,
    struct diag *d, const struct code_book *codes);
void aggregate_figures(struct figure_row *row, const struct aggregate *a,
    size_t i);
void aggregate_fini(struct aggregate *a);

#endif

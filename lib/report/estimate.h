/*
 * The year's tax of a building by each basis of indicators.md, from the
 * building's own totals: what bldg-rollup made of the enterprises now there
 * is pace_yuan; these say how far a count depends on the basis.
 */
#ifndef REPORT_ESTIMATE_H
#define REPORT_ESTIMATE_H

#include "report/building.h"
#include "rule/class_rules.h"

enum estimate {
	ESTIMATE_RULES,  /* pace_yuan, with its basis building by building */
	ESTIMATE_OWN,    /* as last year's months to come were to the others */
	ESTIMATE_CITY,   /* as the city's were */
	ESTIMATE_LINEAR, /* by months */
	ESTIMATES,
};

struct estimator {
	int months;           /* of the period, 1 to 12 */
	num_wide same, last;  /* of all buildings that have both */
};

/* From the rows of the report's first need; period must be known. */
void estimator_init(struct estimator *e, const struct report *r);
/* False where it cannot be told. */
bool estimate_year(const struct estimator *e, enum estimate by,
    const struct value *v, int64_t *fen);
/* Above with so many tenths of what is to come by pace_yuan? */
bool estimate_holds(const struct tier *t, const struct value *v, int tenths);

#endif

/*
 * The one registry of indicators (indicator.def): name, label, unit, rate's
 * numerator and denominator, formula in words, policy source.  Columns,
 * labels, plan units and bldg-indicators(5) (tests/render-indicators) are
 * made from it, so a formula is written once.
 */
#ifndef SCHEMA_INDICATOR_H
#define SCHEMA_INDICATOR_H

#include "schema/dataset.h"

enum indicator_id {
#define INDICATOR(name, type, where, unit, num, den, zh, en, formula) \
	INDICATOR_##name,
#include "schema/indicator.def"
#undef INDICATOR
	INDICATOR_COUNT
};

/* Where an indicator stands. */
#define INDICATOR_ID 1u        /* names the row: building or scope */
#define INDICATOR_BUILDING 2u  /* column of `indicators` */
#define INDICATOR_AGGREGATE 4u /* column of bldg-rollup --by only */
#define INDICATOR_CLASS 8u     /* appended by bldg-classify */
#define INDICATOR_PLAN 16u     /* a plan can name it */

struct indicator {
	const char *name;
	enum value_type type;
	unsigned where;
	const char *unit;     /* of people: 元, ㎡, %, 户, 幢 …; plans: "a|b" */
	const char *num, *den; /* columns of the pair, NULL if no rate */
	const char *zh, *en;  /* labels */
	const char *formula;  /* in words, Chinese, with the source */
};

const struct indicator *indicator_at(enum indicator_id id);
const char *indicator_formula_en(enum indicator_id id);
const struct indicator *indicator_find(struct str name); /* NULL if absent */

/* Tables made by the tools, to be read by row_open and written by name. */
const struct dataset *indicator_dataset(void);  /* `indicators` */
const struct dataset *indicator_classified(void); /* indicators + classes */
const struct dataset *indicator_aggregates(void); /* bldg-rollup --by */

#endif

/*
 * A building as the rules see it: the columns of its row of indicators, the
 * columns the tools do not know, the classes found so far, and two figures
 * of the calendar: `months` (length of the period) and `age_years` (whole
 * years from `completed` to the period's last month).
 *
 * Fields are numbered as in the registry; behind it stand months,
 * age_years and the unknown columns.  A rate is handed to the rules as its
 * numerator and denominator.
 */
#ifndef RULE_BUILDING_H
#define RULE_BUILDING_H

#include "rule/rule.h"
#include "schema/indicator.h"

#define BUILDING_COLUMNS ((size_t)INDICATOR_pace_basis + 1)
#define BUILDING_CLASSES \
	((size_t)INDICATOR_reasons - (size_t)INDICATOR_tier + 1)

struct building_fields {
	size_t num[BUILDING_COLUMNS], den[BUILDING_COLUMNS]; /* or MAP_NONE */
	bool has[BUILDING_COLUMNS]; /* the input has the column */
	const struct str *extra;    /* names of unknown columns */
	size_t nextra;
};

struct building {
	const struct building_fields *fields;
	const struct value *value; /* by column of indicator_dataset() */
	const struct str *extra;   /* by fields->extra */
	struct value class[BUILDING_CLASSES]; /* tier … reasons */
	int period;
};

/* building_class(b, tier) */
#define building_class(b, name) \
	((b)->class[(size_t)INDICATOR_##name - (size_t)INDICATOR_tier])
#define building_value(b, name) ((b)->value[INDICATOR_##name])

/* Columns are taken as present until `has` says otherwise. */
void building_fields_init(struct building_fields *f);

/* What rule_parse asks: arg is a struct building_fields. */
bool building_find(const void *arg, struct str name, struct rule_field *out);
/* What rule_truth asks: arg is a struct building. */
struct rule_value building_get(const void *arg, size_t id);

/* The rate's pair is not in the input though the rate is. */
bool building_lacks_pair(const struct building_fields *f, size_t id);

#endif

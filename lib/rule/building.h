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
#include "schema/code.h"
#include "schema/indicator.h"

#define BUILDING_COLUMNS ((size_t)INDICATOR_pace_basis + 1)
#define BUILDING_CLASSES \
	((size_t)INDICATOR_reasons - (size_t)INDICATOR_tier + 1)

/* Numbers of the fields that are no columns of `classified`. */
enum {
	BUILDING_MONTHS = (int)INDICATOR_COUNT,
	BUILDING_AGE,
	BUILDING_EXTRA, /* and the next, by fields->extra */
};

struct building_fields {
	size_t num[BUILDING_COLUMNS], den[BUILDING_COLUMNS]; /* or MAP_NONE */
	bool has[BUILDING_COLUMNS]; /* the input has the column */
	const struct str *extra;    /* names of unknown columns */
	size_t nextra;
	const struct code_book *codes; /* districts by name and alias; or NULL */
};

/* What a rule may name: the columns, and the classes decided before it. */
struct building_scope {
	const struct building_fields *fields;
	enum indicator_id deciding; /* the class the rule is of */
	const char *tiers; /* names a tier can have, "a|b"; or NULL */
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

/* What rule_parse asks: scope must outlive what is made here. */
struct rule_scope building_rule_scope(const struct building_scope *scope,
    const struct rule_sets *sets);
/* What rule_truth asks: arg is a struct building. */
struct rule_value building_get(const void *arg, size_t id);

bool building_is_rate(const struct building_fields *f, size_t id);
/* A rate of a part in its whole: of more of the part there is more of both. */
bool building_is_share(size_t id);
/* Of a condition with > or >= that is not met: how much more of which column
 * would do, all else being as it is.  False where that cannot be said, as of
 * shares. */
bool building_short(const struct building *b, const struct rule_cond *c,
    int64_t *missing, size_t *column);
/* The rate's pair is not in the input though the rate is. */
bool building_lacks_pair(const struct building_fields *f, size_t id);

#endif

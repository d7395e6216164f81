#include "schema/indicator.h"

static const struct indicator indicators[INDICATOR_COUNT] = {
#define INDICATOR(name, type, where, unit, num, den, zh, en, formula)     \
	[INDICATOR_##name] = { #name, type, where, unit, num, den, zh, en, \
		formula },
#include "schema/indicator.def"
#undef INDICATOR
};

static const char *const formulas_en[INDICATOR_COUNT] = {
#define FORMULA(name, text) [INDICATOR_##name] = (text),
#include "schema/indicator_en.def"
#undef FORMULA
};

/*
 * Three tables are cut from the registry, each a run of slots at the front
 * of an array; what does not belong goes to slots of its own behind them,
 * where nobody looks.
 */
#define ELSEWHERE(name) (2 * (int)INDICATOR_COUNT + (int)INDICATOR_##name)
#define NBUILDING ((int)INDICATOR_LAST_BUILDING - (int)INDICATOR_tax_yuan + 1)
#define NID ((int)INDICATOR_tax_yuan)
#define NCLASS ((int)INDICATOR_reasons - (int)INDICATOR_tier + 1)

#define INDICATOR_LAST_BUILDING INDICATOR_pace_basis

/* `indicators` is the front of `classified`. */
#define CLASSIFIED_SLOT(name, where)                                      \
	((where) & (INDICATOR_ID | INDICATOR_BUILDING) ?                  \
	        (int)INDICATOR_##name :                                   \
	    (where) & INDICATOR_CLASS ?                                   \
	        NID + NBUILDING + (int)INDICATOR_##name - (int)INDICATOR_tier : \
	        ELSEWHERE(name))

/* A building is named by its period and id, which every such file has. */
#define CLASSIFIED_FLAGS(name)                                            \
	((int)INDICATOR_##name == (int)INDICATOR_period ||                \
	            (int)INDICATOR_##name == (int)INDICATOR_building_id ? \
	        COLUMN_KEY | COLUMN_REQUIRED | COLUMN_MANDATORY :         \
	        0u)

static const struct column classified_columns[] = {
#define INDICATOR(name, type, where, unit, num, den, zh, en, formula)     \
	[CLASSIFIED_SLOT(name, where)] = { #name, type,                   \
		CLASSIFIED_FLAGS(name), NULL, zh },
#include "schema/indicator.def"
#undef INDICATOR
};

/* period district name buildings gfa_m2 leasable_m2, the columns of a
 * building, the pairs. */
#define AGGREGATE_HEAD 6
#define AGGREGATE_SLOT(name, where)                                       \
	((int)INDICATOR_##name == (int)INDICATOR_period ? 0 :             \
	    (int)INDICATOR_##name == (int)INDICATOR_district ? 1 :        \
	    (int)INDICATOR_##name == (int)INDICATOR_name ? 2 :            \
	    (int)INDICATOR_##name == (int)INDICATOR_buildings ? 3 :       \
	    (int)INDICATOR_##name == (int)INDICATOR_gfa_m2 ? 4 :          \
	    (int)INDICATOR_##name == (int)INDICATOR_leasable_m2 ? 5 :     \
	    (where) & INDICATOR_BUILDING ?                                \
	        AGGREGATE_HEAD + (int)INDICATOR_##name - NID :            \
	    (where) & INDICATOR_AGGREGATE ?                               \
	        AGGREGATE_HEAD + NBUILDING + (int)INDICATOR_##name -      \
	            (int)INDICATOR_yoy_tax_yuan :                         \
	        ELSEWHERE(name))
#define NPAIR                                                             \
	((int)INDICATOR_registered_buildings - (int)INDICATOR_yoy_tax_yuan + 1)

/* By industry, specialty or team a scope has a name and no district. */
#define AGGREGATE_FLAGS(name)                                             \
	((int)INDICATOR_##name == (int)INDICATOR_period ?                 \
	        COLUMN_KEY | COLUMN_REQUIRED | COLUMN_MANDATORY :         \
	    (int)INDICATOR_##name == (int)INDICATOR_district ?            \
	        COLUMN_KEY | COLUMN_MANDATORY :                           \
	    (int)INDICATOR_##name == (int)INDICATOR_name ? COLUMN_KEY : 0u)

/* A building's flag is a number of buildings there. */
#define AGGREGATE_TYPE(type) \
	((type) == VALUE_FLAG ? VALUE_COUNT : (type))

static const struct column aggregate_columns[] = {
#define INDICATOR(name, type, where, unit, num, den, zh, en, formula)     \
	[AGGREGATE_SLOT(name, where)] = { #name, AGGREGATE_TYPE(type),    \
		AGGREGATE_FLAGS(name), NULL, zh },
#include "schema/indicator.def"
#undef INDICATOR
};

static const struct dataset building_table = { "indicators", "楼宇指标",
	classified_columns, (size_t)(NID + NBUILDING), false };
static const struct dataset classified_table = { "classified", "楼宇分类",
	classified_columns, (size_t)(NID + NBUILDING + NCLASS), false };
static const struct dataset aggregate_table = { "aggregates", "分地区指标",
	aggregate_columns, (size_t)(AGGREGATE_HEAD + NBUILDING + NPAIR),
	false };

const struct indicator *
indicator_at(enum indicator_id id)
{
	return &indicators[id];
}

const char *
indicator_formula_en(enum indicator_id id)
{
	return formulas_en[id];
}

const struct indicator *
indicator_find(struct str name)
{
	for (size_t i = 0; i < INDICATOR_COUNT; i++)
		if (str_is(name, indicators[i].name))
			return &indicators[i];
	return NULL;
}

const struct dataset *
indicator_dataset(void)
{
	return &building_table;
}

const struct dataset *
indicator_classified(void)
{
	return &classified_table;
}

const struct dataset *
indicator_aggregates(void)
{
	return &aggregate_table;
}

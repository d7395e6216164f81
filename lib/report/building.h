/*
 * What lists of classified buildings share: their columns, tiers against
 * what is printed, the marks * and # and the notes that explain them.
 */
#ifndef REPORT_BUILDING_H
#define REPORT_BUILDING_H

#include "report/column.h"
#include "report/ranking.h"
#include "schema/indicator.h"

enum { B_PERIOD, B_ID, B_NAME, B_DISTRICT, B_TAX, B_LAST_YEAR, B_TIER,
	B_TIER_LAST, B_NEW, B_LEFT, B_KEY, B_REASONS, B_MONTHS, B_GFA, B_SAME,
	B_YOY, B_AREA_BASE, B_PER_M2, B_OCCUPIED, B_OCCUPANCY_BASE,
	B_OCCUPANCY, B_TOP1_TAX, B_TOP1, B_POSITIVE, B_LEAD, B_LEAD_TAX,
	B_LEAD_PCT, B_COMPLETED, B_STAGE, B_OPERATOR, B_MONTH, B_SILENT,
	B_ENTERPRISES, B_MATCHED, B_LEAD_M2, B_LEAD_AREA_PCT, B_LEAD_COUNT,
	B_LEAD_COUNT_PCT, B_HHI, B_PACE, B_PACE_BASIS, B_TIER_SAME,
	B_MONTH_1YI, B_EXPECTED, B_EXPECTED_NEW, B_EXPECTED_LEFT, B_NURTURE,
	B_SHORT, B_PER_MONTH, B_AT_RISK, B_SPECIALTY, B_RECOGNISED,
	B_RENOVATE, B_ENTERED, B_PAYERS, B_TOP1_USCC, B_TOP2_TAX,
	B_COLUMNS };

extern const char *const building_columns[B_COLUMNS];

/* Classified buildings, these columns of them: the first must be in the
 * file, and those of also. */
#define BUILDING_NEED(name_, place_, must_, also_, nalso_)                \
	{ .name = (name_), .dataset = indicator_classified,              \
		.place = (place_), .must = (must_),                      \
		.columns = { .name = building_columns, .n = B_COLUMNS,   \
			.needed = (size_t)B_REASONS + 1,                 \
			.period = B_PERIOD, .district = B_DISTRICT,      \
			.also = (also_), .nalso = (nalso_) } }

/* Those of the period. */
extern const struct report_need building_need;

/* Collected while rows are put: what the marks stand for. */
struct building_marks {
	struct buf star;   /* figures that print like a bound they miss */
	size_t incomplete; /* rows with months missing */
	int64_t months;    /* the fewest they have */
};

void building_marks_init(struct building_marks *m);
void building_marks_fini(struct building_marks *m);
/* The notes of the marks that were used. */
void building_marks_note(struct report *r, struct table *t,
    const struct building_marks *m);

/* How amounts stand in a row, with their marks where people read it. */
void building_tax(struct report *r, struct table *t, const struct value *v,
    struct building_marks *m);
void building_last_year(struct report *r, struct table *t,
    const struct value *v, struct building_marks *m);
void building_pace(struct report *r, struct table *t, const struct value *v,
    struct building_marks *m);
/* 10, 5 or 1, in yi; 0 below, and where the tier is unknown. */
int64_t building_tier(const struct value *tier);
/* Operating or being renovated; an empty stage counts as operating. */
bool building_runs(const struct value *stage);
/* 1yi or above; false where the tier is unknown. */
bool building_above(const struct value *tier);

/* Rows for which keep holds, by that amount; *n of them; freed by the
 * caller. */
struct place *building_order(const struct report *r,
    bool (*keep)(const struct report *r, const struct value *v),
    size_t amount, size_t *n);

#endif

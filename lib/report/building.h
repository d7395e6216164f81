/*
 * What lists of classified buildings share: their columns, tiers against
 * what is printed, the marks * and # and the notes that explain them.
 */
#ifndef REPORT_BUILDING_H
#define REPORT_BUILDING_H

#include "report/report.h"

enum { B_PERIOD, B_ID, B_NAME, B_DISTRICT, B_TAX, B_LAST_YEAR, B_TIER,
	B_TIER_LAST, B_NEW, B_LEFT, B_KEY, B_REASONS, B_MONTHS, B_GFA, B_SAME,
	B_YOY, B_AREA_BASE, B_PER_M2, B_OCCUPIED, B_OCCUPANCY_BASE,
	B_OCCUPANCY, B_TOP1_TAX, B_TOP1, B_POSITIVE, B_LEAD, B_LEAD_TAX,
	B_LEAD_PCT, B_COMPLETED, B_COLUMNS };

/* The classified buildings of the period, these columns of them. */
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

/* How the tax and last year's tax stand in a row, with their marks. */
void building_tax(struct report *r, struct table *t, const struct value *v,
    struct building_marks *m);
void building_last_year(struct report *r, struct table *t,
    const struct value *v, struct building_marks *m);
/* Growth on the same months, from the amounts, one decimal. */
void building_growth(struct table *t, const struct value *v);

/* 1yi or above; false where the tier is unknown. */
bool building_above(const struct value *tier);

/* Rows for which keep holds, the greatest amount first, then by id;
 * *n of them; freed by the caller. */
size_t *building_order(const struct report *r,
    bool (*keep)(const struct report *r, const struct value *v),
    size_t amount, size_t *n);

#endif

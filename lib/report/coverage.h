/*
 * How much is behind the counts: months in the input, enterprises with a tax
 * row, tax in no building by cause.
 */
#ifndef REPORT_COVERAGE_H
#define REPORT_COVERAGE_H

#include "report/building.h"

enum { U_CAUSE, U_REGION, U_TAXPAYERS, U_ROWS, U_TAX, U_COLUMNS };

extern const char *const unattributed_columns[U_COLUMNS];
const struct dataset *unattributed_dataset(void);

/* Unattributed tax of the period (bldg-rollup --unattributed). */
#define UNATTRIBUTED_NEED                                                 \
	{ .name = "unattributed", .dataset = unattributed_dataset,        \
		.place = REPORT_PERIOD,                                   \
		.columns = { .name = unattributed_columns,                \
			.n = U_COLUMNS, .needed = U_COLUMNS,              \
			.period = U_COLUMNS, .district = U_COLUMNS } }

#define COVERAGE_CAUSES 5u /* the choices of `cause` */

struct coverage {
	int64_t months, wanted;      /* -1: not told */
	struct total enterprises, matched, tax;
	struct coverage_cause {
		int64_t taxpayers, rows;
		struct total tax;
	} cause[COVERAGE_CAUSES], all;
	bool told; /* the unattributed tax is given */
};

/* From the report's first need, buildings; lost: the index of the need
 * unattributed.  False after a report. */
bool coverage_init(struct coverage *c, struct report *r, size_t lost);
/* What it says, as notes. */
void coverage_note(const struct coverage *c, struct report *r,
    struct table *t);
struct str words_cause(enum lang lang, size_t cause);

#endif

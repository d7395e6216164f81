/*
 * What reports of aggregates (bldg-rollup --by) share: their columns, and
 * the cells of rates, which are made of pairs summed over the buildings that
 * have a base.
 */
#ifndef REPORT_AGGREGATE_H
#define REPORT_AGGREGATE_H

#include "report/column.h"
#include "schema/indicator.h"

enum { A_PERIOD, A_DISTRICT, A_NAME, A_BUILDINGS, A_GFA, A_TAX, A_MONTH,
	A_SAME, A_LAST_YEAR, A_YOY, A_MONTHS, A_SILENT, A_AREA_BASE,
	A_PER_M2, A_ENTERPRISES, A_MATCHED, A_EMPLOYEES, A_ABOVE_SCALE,
	A_HEADQUARTERS, A_PER_HEAD, A_REGISTERED_KNOWN, A_REGISTERED_HERE,
	A_REGISTERED, A_REGISTERED_KNOWN_TAX, A_REGISTERED_HERE_TAX,
	A_REGISTERED_TAX, A_OCCUPIED, A_OCCUPANCY_BASE, A_OCCUPANCY,
	A_ENTERED, A_LEFT, A_POSITIVE, A_DIGITAL, A_KNOWLEDGE, A_CONSUMER,
	A_PACE, A_YOY_TAX, A_YOY_SAME, A_YOY_BUILDINGS, A_AREA_TAX,
	A_AREA_BUILDINGS, A_HEAD_TAX, A_HEAD_EMPLOYEES, A_OCCUPANCY_M2,
	A_OCCUPANCY_BUILDINGS, A_COLUMNS };

extern const char *const aggregate_columns[A_COLUMNS];

/* One set of rows, in the workspace's out/PERIOD/FILE.csv. */
#define AGGREGATE_NEED(name_, place_, must_, file_)                       \
	{ .name = (name_), .dataset = indicator_aggregates,               \
		.place = (place_), .must = (must_), .file = (file_),      \
		.columns = { .name = aggregate_columns, .n = A_COLUMNS,   \
			.needed = (size_t)A_TAX + 1, .period = A_PERIOD,  \
			.district = A_COLUMNS } }

/* The cell of a column: a rate from its pair, others as they are. */
void aggregate_cell(struct table *t, const struct value *v, size_t col);
/* Its heading, with the label. */
struct report_heading aggregate_heading(size_t col);
/* Of the period's months some are not in the input. */
bool aggregate_incomplete(const struct report *r, const struct value *v);

#endif

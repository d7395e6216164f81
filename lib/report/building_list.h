/*
 * A list of classified buildings: its columns are named, those of the
 * dataset are laid out here, others by the report.
 */
#ifndef REPORT_BUILDING_LIST_H
#define REPORT_BUILDING_LIST_H

#include "report/building.h"

/* A column of the dataset (B_TAX …), or B_COLUMNS + i: the report's own. */
struct building_column {
	size_t col;
	unsigned form;                 /* COLUMN_WAN …, see column.h */
	const char *label[LANG_COUNT]; /* NULL: the usual one */
};

struct building_list {
	struct report *r;
	struct table *t;
	const struct building_column *column;
	size_t ncolumn;
	const struct report_heading *own;
	/* The cell of the report's own column i, for the row of the source. */
	void (*put)(void *arg, struct table *t, size_t i, size_t row);
	void *arg;
	struct building_marks *marks;
};

void building_list_head(const struct building_list *l);
void building_list_row(const struct building_list *l, size_t row);

#endif

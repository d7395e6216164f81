/*
 * Rows that were rejected on import (bldg-import -r), counted by file, field
 * and rule, in the order in which these were met.
 */
#ifndef REPORT_REJECT_COUNT_H
#define REPORT_REJECT_COUNT_H

#include "base/map.h"
#include "report/report.h"

enum { J_FILE, J_LINE, J_FIELD, J_RULE, J_COLUMNS };

extern const char *const reject_columns[J_COLUMNS];
const struct dataset *reject_dataset(void);

#define REJECTS_NEED                                                      \
	{ .name = "rejects", .dataset = reject_dataset,                   \
		.place = REPORT_PERIOD,                                   \
		.columns = { .name = reject_columns, .n = J_COLUMNS,      \
			.period = J_COLUMNS, .district = J_COLUMNS } }

struct reject_count {
	struct str file, field, rule; /* the source's */
	size_t rows;
};

/* Zero-initialise. */
struct reject_counts {
	struct reject_count *item;
	size_t n, cap, rows;
	struct map file; /* the files there are */
	struct map key;  /* of the items */
};

/* rejects: of REJECTS_NEED. */
void reject_counts_make(struct reject_counts *c, const struct source *rejects);
void reject_counts_fini(struct reject_counts *c);

#endif

/*
 * The dataset `completion`: a row a target of the year, how far it is, how
 * far it should be, and what that means.  plan-check writes it.  Columns are
 * in completion.def; COL(COMPLETION, target) is the index of one.
 */
#ifndef SCHEMA_COMPLETION_H
#define SCHEMA_COMPLETION_H

#include "schema/dataset.h"

enum completion_column {
	COMPLETION_BASE = 0,
	COMPLETION_BEFORE = -1,
#define COLUMN(id, name, type, flags, choices, zh) id##_AT_##name,
#include "schema/completion.def"
#undef COLUMN
	COMPLETION_COLUMNS
};

/* In the order of the choices of the column `status`. */
enum completion_status {
	COMPLETION_NONE,    /* no target */
	COMPLETION_UNKNOWN, /* no data for the actual */
	COMPLETION_DONE,
	COMPLETION_MISSED,  /* only in a complete period */
	COMPLETION_OPEN,    /* due at the year's end */
	COMPLETION_AHEAD,
	COMPLETION_LAGGING,
	COMPLETION_BEHIND,
};

const struct dataset *completion_dataset(void);

#endif

/*
 * Tables that the programs make besides indicators, classified and
 * completion: targets, tasks, cadence, what is behind a figure, rules in
 * force … (made.def).  COL(TARGETS, gap) is the index of a column; row_open
 * reads any of them.
 */
#ifndef SCHEMA_MADE_H
#define SCHEMA_MADE_H

#include "schema/dataset.h"

enum made_id {
#define DATASET(id, name, zh) MADE_##id,
#define COLUMN(id, name, type, flags, choices, zh)
#include "schema/made.def"
#undef DATASET
#undef COLUMN
	MADE_COUNT
};

/* Numbered as those of dataset.h are. */
enum made_column {
#define DATASET(id, name, zh) id##_BASE, id##_BEFORE = id##_BASE - 1,
#define COLUMN(id, name, type, flags, choices, zh) id##_AT_##name,
#include "schema/made.def"
#undef DATASET
#undef COLUMN
};

const struct dataset *made_at(enum made_id id);

#endif

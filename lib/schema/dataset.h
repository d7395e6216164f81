/*
 * The datasets' columns, in one table (dataset.def).  BUILDINGS_name is the
 * index of a column within its dataset.
 */
#ifndef SCHEMA_DATASET_H
#define SCHEMA_DATASET_H

#include "schema/value.h"

enum dataset_id {
#define DATASET(id, name, zh) DATASET_##id,
#define COLUMN(id, name, type, flags, choices, zh)
#include "schema/dataset.def"
#undef DATASET
#undef COLUMN
	DATASET_COUNT
};

/* enum { BUILDINGS_building_id, … BUILDINGS_0 … } numbered over all
 * datasets; DATASET_FIRST_x makes them relative. */
enum dataset_column {
#define DATASET(id, name, zh) id##_BASE, id##_BEFORE = id##_BASE - 1,
#define COLUMN(id, name, type, flags, choices, zh) id##_AT_##name,
#include "schema/dataset.def"
#undef DATASET
#undef COLUMN
};

/* The index of a column in its dataset: COL(BUILDINGS, gfa_m2). */
#define COL(id, name) ((size_t)(id##_AT_##name - id##_BASE))

#define COLUMN_KEY 1u      /* part of the key: the file must have it */
#define COLUMN_REQUIRED 2u /* the cell may not be empty */
#define COLUMN_MANDATORY 4u /* the file must have the column */
#define COLUMN_FIGURE 8u    /* text that is a number, in the row's unit */
#define COLUMN_ANYWHERE 16u /* a district, or a place outside the city */

struct column {
	const char *name;
	enum value_type type;
	unsigned flags;
	const char *choices; /* "a|b", or NULL */
	const char *zh;      /* label */
};

struct dataset {
	const char *name;
	const char *zh;
	const struct column *column;
	size_t ncolumn;
	bool adds_up; /* several rows of one key are added (taxes) */
};

const struct dataset *dataset_at(enum dataset_id id);
const struct dataset *dataset_find(struct str name, enum dataset_id *id);
/* Index of a column, MAP_NONE if it has none of that name. */
size_t dataset_column(const struct dataset *ds, struct str name);

#endif

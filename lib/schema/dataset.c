#include "schema/dataset.h"

#include "base/map.h"

/* All columns in one run: a dataset is a slice of it. */
static const struct column columns[] = {
#define DATASET(id, name, zh)
#define COLUMN(id, name, type, flags, choices, zh) \
	{ #name, type, flags, choices, zh },
#include "schema/dataset.def"
#undef DATASET
#undef COLUMN
};

/* One byte a column, and one to start with: sizeof counts them. */
struct count_none {
	char first;
#define DATASET(id, name, zh) \
	};                    \
	struct count_##id {   \
		char first;
#define COLUMN(id, name, type, flags, choices, zh) char column_##name;
#include "schema/dataset.def"
#undef DATASET
#undef COLUMN
};

static const struct dataset datasets[DATASET_COUNT] = {
#define DATASET(id, name, zh)                                             \
	[DATASET_##id] = { name, zh, columns + id##_BASE,                 \
		sizeof(struct count_##id) - 1, DATASET_##id == DATASET_TAXES },
#define COLUMN(id, name, type, flags, choices, zh)
#include "schema/dataset.def"
#undef DATASET
#undef COLUMN
};

const struct dataset *
dataset_at(enum dataset_id id)
{
	return &datasets[id];
}

const struct dataset *
dataset_find(struct str name, enum dataset_id *id)
{
	for (size_t i = 0; i < DATASET_COUNT; i++)
		if (str_is(name, datasets[i].name)) {
			if (id != NULL)
				*id = (enum dataset_id)i;
			return &datasets[i];
		}
	return NULL;
}

size_t
dataset_column(const struct dataset *ds, struct str name)
{
	for (size_t i = 0; i < ds->ncolumn; i++)
		if (str_is(name, ds->column[i].name))
			return i;
	return MAP_NONE;
}

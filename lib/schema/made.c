#include "schema/made.h"

/* All columns in one run: a table is a slice of it. */
static const struct column columns[] = {
#define DATASET(id, name, zh)
#define COLUMN(id, name, type, flags, choices, zh) \
	{ #name, type, flags, choices, zh },
#include "schema/made.def"
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
#include "schema/made.def"
#undef DATASET
#undef COLUMN
};

static const struct dataset made[MADE_COUNT] = {
#define DATASET(id, name, zh)                                             \
	[MADE_##id] = { name, zh, columns + id##_BASE,                    \
		sizeof(struct count_##id) - 1, false },
#define COLUMN(id, name, type, flags, choices, zh)
#include "schema/made.def"
#undef DATASET
#undef COLUMN
};

const struct dataset *
made_at(enum made_id id)
{
	return &made[id];
}

#include "schema/made.h"

#define TABLE(name, zh) static const struct column name##_column[] = {
#define COLUMN(name, type, choices, zh) { #name, type, 0, choices, zh },
#define END(name) };
#include "schema/made.def"
#undef TABLE
#undef COLUMN
#undef END

static const struct dataset made[] = {
#define TABLE(table, label)                                               \
	{ .name = #table, .zh = label, .column = table##_column,          \
		.ncolumn = sizeof(table##_column) / sizeof(struct column) },
#define COLUMN(name, type, choices, zh)
#define END(name)
#include "schema/made.def"
#undef TABLE
#undef COLUMN
#undef END
};

size_t
made_count(void)
{
	return sizeof(made) / sizeof(made[0]);
}

const struct dataset *
made_at(size_t i)
{
	return &made[i];
}

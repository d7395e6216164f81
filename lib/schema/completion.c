/* The columns of `completion`, from completion.def. */
#include "schema/completion.h"

static const struct column columns[] = {
#define COLUMN(id, name, type, flags, choices, zh) \
	{ #name, type, flags, choices, zh },
#include "schema/completion.def"
#undef COLUMN
};

static const struct dataset completion = {
	.name = "completion",
	.zh = "目标完成情况",
	.column = columns,
	.ncolumn = sizeof(columns) / sizeof(columns[0]),
};

const struct dataset *
completion_dataset(void)
{
	return &completion;
}

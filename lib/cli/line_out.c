#include "cli/line_out.h"

#include "cli/dataset_out.h"

static bool
header(void *run, const struct str *name, size_t n)
{
	return run_header(run, name, n);
}

static bool
row(void *run, const struct str *cell, size_t n)
{
	return run_row(run, cell, n);
}

struct line_sink
line_out(struct run *run)
{
	return (struct line_sink){ header, row, run };
}

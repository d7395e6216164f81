#include "cli/dataset_out.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cli/writer.h"
#include "record/rec.h"

#define FLUSH_AT 65536u

struct dataset_out {
	bool streams; /* csv: rows leave as they come */
	struct buf csv;
	struct arena keep;
	struct str *cell; /* collected: rows of n, the names first */
	size_t ncell, cap, n;
};

static bool
flush(struct run *run)
{
	struct dataset_out *o = run->dataset;
	bool ok = output_put(run->out, buf_str(&o->csv));

	buf_reset(&o->csv);
	return ok;
}

static bool
collect(struct dataset_out *o, const struct str *cell)
{
	o->cell = mem_grow(o->cell, &o->cap, o->ncell + o->n,
	    sizeof(*o->cell));
	for (size_t i = 0; i < o->n; i++)
		o->cell[o->ncell++] = arena_str(&o->keep, cell[i]);
	return true;
}

bool
run_header(struct run *run, const struct str *name, size_t n)
{
	struct dataset_out *o;

	if (run_output(run) == NULL)
		return false;
	o = mem_zalloc(1, sizeof(*o));
	run->dataset = o;
	o->n = n;
	o->streams = strcmp(run->format, "csv") == 0;
	buf_init(&o->csv, BUF_UNBOUNDED);
	if (o->streams && run->bom)
		buf_puts(&o->csv, "\xef\xbb\xbf");
	return run_row(run, name, n);
}

bool
run_row(struct run *run, const struct str *cell, size_t n)
{
	struct dataset_out *o = run->dataset;

	if (!o->streams)
		return collect(o, cell);
	rec_put_row(&o->csv, cell, n);
	if (o->csv.n < FLUSH_AT)
		return !output_failed(run->out);
	return flush(run);
}

bool
writer_end(struct run *run)
{
	if (run->dataset == NULL)
		return run->out == NULL || !output_failed(run->out);
	return flush(run);
}

void
writer_free(struct run *run)
{
	struct dataset_out *o = run->dataset;

	if (o == NULL)
		return;
	buf_fini(&o->csv);
	arena_fini(&o->keep);
	free(o->cell);
	free(o);
	run->dataset = NULL;
}

#include "measure/taxes.h"

#include <stdlib.h>

#include "measure/ledger_share.h"
#include "measure/tax_batch.h"
#include "schema/row.h"

struct sink {
	bool (*add)(void *arg, struct diag *d, const struct ledger_row_in *row);
	void *arg;
};

/* One file on its way to the sink. */
struct way {
	struct diag *d;
	size_t file;
	const struct sink *sink;
	struct row_reader *in;
	struct tax_columns at;
	struct tax_batch *batch;
};

static bool
add_lines(struct way *w)
{
	struct rec_reader *rec = row_rec(w->in);

	do {
		tax_batch_lines(w->batch, rec, UINT64_MAX, w->at.straight);
		for (size_t i = 0; i < w->batch->n; i++) {
			const struct tax_row *row = &w->batch->row[i];
			struct ledger_row_in one = { w->file, row->line,
				row->month, row->uscc, row->fen,
				row->local_fen, row->has_local };

			if (!w->sink->add(w->sink->arg, w->d, &one))
				return false;
		}
	} while (w->batch->n > 0);
	return true;
}

static bool
add_row(struct way *w, const struct row *row)
{
	const struct value *v = row->value;
	struct ledger_row_in one = {
		.file = w->file,
		.line = row->rec.line,
		.month = (int)v[COL(TAXES, month)].n,
		.uscc = v[COL(TAXES, uscc)].text,
		.fen = v[COL(TAXES, tax_yuan)].n,
		.local_fen = v[COL(TAXES, local_tax_yuan)].n,
		.has_local = v[COL(TAXES, local_tax_yuan)].known,
	};

	return w->sink->add(w->sink->arg, w->d, &one);
}

/* Plain lines by the batch; the others one by one, and what is wrong with
 * them is told. */
static bool
add_rows(struct way *w)
{
	enum status status;
	struct row row;

	for (;;) {
		if (w->at.straight > 0 && !add_lines(w))
			return false;
		status = row_next(w->in, &row);
		if (status != STATUS_OK)
			return status == STATUS_END;
		if (!add_row(w, &row))
			return false;
	}
}

static bool
read_file(struct diag *d, const char *path, size_t file,
    const struct sink *sink)
{
	struct way w = { .d = d, .file = file, .sink = sink };
	bool ok;

	w.in = row_open(d, path, dataset_at(DATASET_TAXES), NULL);
	if (w.in == NULL)
		return false;
	tax_columns_find(&w.at, rec_header(row_rec(w.in)));
	w.batch = mem_zalloc(1, sizeof(*w.batch));
	ok = add_rows(&w);
	free(w.batch);
	row_close(w.in);
	return ok;
}

static bool
read_files(struct diag *d, const char *const *path, size_t npath,
    const struct sink *sink)
{
	for (size_t i = 0; i < npath; i++)
		if (!read_file(d, path[i], i, sink))
			return false;
	return true;
}

static bool
add_to_ledger(void *arg, struct diag *d, const struct ledger_row_in *row)
{
	return ledger_add(arg, d, row);
}

bool
taxes_to_ledger(struct ledger *l, struct diag *d, const char *const *path,
    size_t npath, unsigned threads)
{
	const struct sink sink = { add_to_ledger, l };

	l->file = path;
	return ledger_share(l, path, npath, threads) ||
	    read_files(d, path, npath, &sink);
}

bool
taxes_to_collect(struct collect *c, struct diag *d, const char *const *path,
    size_t npath, unsigned threads)
{
	const struct sink sink = { collect_add, c };

	return collect_share(c, path, npath, threads) ||
	    read_files(d, path, npath, &sink);
}

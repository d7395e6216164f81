#include "cli/intake_ids.h"

#include <stdlib.h>

#include "cli/side.h"
#include "io/input.h"
#include "record/rec.h"
#include "schema/row.h"

struct intake_ids {
	struct run *run;
	const char *path;
	struct id_register *names;
	struct buf lines; /* the file as it will stand, header and rows */
	struct str *cell;
	size_t ncell;
	bool assign;
};

/* The columns of the dataset, then those it does not know. */
static void
keep_header(struct intake_ids *ids, const struct row_reader *r)
{
	const struct dataset *ds = dataset_at(DATASET_IDS);
	size_t extra = r == NULL ? 0 : row_extra_count(r);

	ids->ncell = ds->ncolumn + extra;
	ids->cell = arena_alloc(ids->run->keep, ids->ncell,
	    sizeof(*ids->cell));
	for (size_t i = 0; i < ds->ncolumn; i++)
		ids->cell[i] = str_from(ds->column[i].name);
	for (size_t i = 0; i < extra; i++)
		ids->cell[ds->ncolumn + i] = row_extra_name(r, i);
	rec_put_row(&ids->lines, ids->cell, ids->ncell);
}

static void
keep_row(struct intake_ids *ids, const struct row_reader *r,
    const struct row *row)
{
	size_t n = dataset_at(DATASET_IDS)->ncolumn;

	for (size_t i = 0; i < n; i++)
		ids->cell[i] = row->value[i].text;
	for (size_t i = n; i < ids->ncell; i++)
		ids->cell[i] = row_extra(r, row, i - n);
	rec_put_row(&ids->lines, ids->cell, ids->ncell);
}

static bool
read_rows(struct intake_ids *ids, struct row_reader *r)
{
	struct row row;
	enum status st;

	keep_header(ids, r);
	while ((st = row_next(r, &row)) == STATUS_OK) {
		register_add(ids->names,
		    row.value[COL(IDS, building_id)].text,
		    row.value[COL(IDS, district)].text,
		    row.value[COL(IDS, name)].text,
		    row.value[COL(IDS, aliases)].text);
		if (ids->assign)
			keep_row(ids, r, &row);
	}
	return st == STATUS_END;
}

struct intake_ids *
intake_ids_open(struct run *run, const char *path, bool assign)
{
	struct intake_ids *ids = mem_zalloc(1, sizeof(*ids));
	struct row_reader *r;
	bool ok = true;

	ids->run = run;
	ids->path = path;
	ids->assign = assign;
	ids->names = register_new();
	buf_init(&ids->lines, BUF_UNBOUNDED);
	if (assign && !input_is_file(path)) {
		keep_header(ids, NULL);
		return ids;
	}
	r = row_open(run->diag, path, dataset_at(DATASET_IDS),
	    run_codes(run));
	ok = r != NULL && read_rows(ids, r);
	row_close(r);
	if (ok)
		return ids;
	intake_ids_close(ids);
	return NULL;
}

void
intake_ids_close(struct intake_ids *ids)
{
	if (ids == NULL)
		return;
	register_free(ids->names);
	buf_fini(&ids->lines);
	free(ids);
}

struct id_register *
intake_ids_register(struct intake_ids *ids)
{
	return ids->names;
}

bool
intake_ids_save(struct intake_ids *ids)
{
	struct output *out;
	struct register_fresh one;

	for (size_t i = 0; register_fresh(ids->names, i, &one); i++) {
		for (size_t k = 0; k < ids->ncell; k++)
			ids->cell[k] = (struct str){ "", 0 };
		ids->cell[COL(IDS, building_id)] = one.id;
		ids->cell[COL(IDS, district)] = one.district;
		ids->cell[COL(IDS, name)] = one.name;
		rec_put_row(&ids->lines, ids->cell, ids->ncell);
	}
	if (!register_fresh(ids->names, 0, &one))
		return true;
	out = side_output(ids->run, ids->path, SIDE_WHEN_DONE);
	return out != NULL && output_put(out, buf_str(&ids->lines));
}

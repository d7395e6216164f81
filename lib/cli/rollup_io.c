#include "cli/rollup_io.h"

#include <stdlib.h>

#include "cli/dataset_out.h"
#include "cli/side.h"
#include "measure/figure.h"
#include "measure/taxes.h"
#include "measure/trace.h"

bool
rollup_io_registers(struct rollup_io *u, struct run *run,
    const char *buildings, const char *tenancies)
{
	u->run = run;
	u->building = TENURE_NONE;
	if (!tenure_buildings(&u->tenure, run->diag, buildings,
	        run_codes(run)) ||
	    !tenure_tenancies(&u->tenure, run->diag, tenancies,
	        run_codes(run)))
		return false;
	tenure_finish(&u->tenure);
	return true;
}

bool
rollup_io_follow(struct rollup_io *u, struct str building)
{
	u->building = tenure_find(&u->tenure, building);
	if (u->building == TENURE_NONE) {
		diag_at(u->run->diag, NULL, DIAG_NO_SUCH_BUILDING,
		    DIAG_STR(building));
		return false;
	}
	u->traced = trace_wanted(&u->tenure, u->building);
	return true;
}

bool
rollup_io_taxes(struct rollup_io *u, const struct rollup_taxes *what,
    const struct rollup_rule *rule)
{
	struct run *run = u->run;

	u->ledger = ledger_new(&u->tenure.enterprise, what->period);
	u->ledger->add = what->add;
	u->ledger->codes = run_codes(run);
	u->ledger->count = what->lost;
	u->ledger->traced = u->traced;
	u->rollup.months.codes = what->months ? run_codes(run) : NULL;
	return taxes_to_ledger(u->ledger, run->diag, what->file, what->nfile,
	           what->threads) &&
	    rollup_run(&u->rollup, run->diag, &u->tenure, u->ledger, rule);
}

void
rollup_io_fini(struct rollup_io *u)
{
	rollup_fini(&u->rollup);
	ledger_free(u->ledger);
	tenure_fini(&u->tenure);
	free(u->traced);
}

static bool
put_header(struct run *run, const struct dataset *ds)
{
	struct str *name = mem_alloc(ds->ncolumn, sizeof(*name));
	bool ok;

	for (size_t i = 0; i < ds->ncolumn; i++)
		name[i] = str_from(ds->column[i].name);
	ok = run_header(run, name, ds->ncolumn);
	free(name);
	return ok;
}

bool
rollup_io_put_buildings(struct rollup_io *u)
{
	const struct dataset *ds = indicator_dataset();
	struct figure_row row;
	struct figure_text text = { 0 };
	bool ok = put_header(u->run, ds);

	for (uint32_t b = 0; ok && b < u->tenure.nbuilding; b++) {
		figure_building(&row, &u->rollup, b);
		ok = run_row(u->run, figure_cells(&text, ds, &row),
		    ds->ncolumn);
	}
	figure_text_fini(&text);
	return ok;
}

bool
rollup_io_put_groups(struct rollup_io *u, enum grouping by)
{
	const struct dataset *ds = indicator_aggregates();
	struct aggregate a = { 0 };
	struct figure_row row;
	struct figure_text text = { 0 };
	bool ok = aggregate_make(&a, &u->rollup, u->run->diag,
	    run_codes(u->run), by) && put_header(u->run, ds);

	for (size_t i = 0; ok && i < a.n; i++) {
		aggregate_figures(&row, &a, i);
		ok = run_row(u->run, figure_cells(&text, ds, &row),
		    ds->ncolumn);
	}
	figure_text_fini(&text);
	aggregate_fini(&a);
	return ok;
}

bool
rollup_io_put_trace(struct rollup_io *u)
{
	struct trace t = { 0 };
	const struct str *cell;
	bool ok = run_header(u->run, trace_column, TRACE_COLUMNS);

	trace_init(&t, &u->rollup, u->building);
	while (ok && (cell = trace_next(&t)) != NULL)
		ok = run_row(u->run, cell, TRACE_COLUMNS);
	if (ok)
		ok = trace_summary(&t, u->run->diag);
	trace_fini(&t);
	return ok;
}

static bool
write_beside(struct rollup_io *u, const char *path, struct str table)
{
	struct output *out = side_output(u->run, path, SIDE_WHEN_DONE);

	return out != NULL && output_put(out, table);
}

bool
rollup_io_put_lost(struct rollup_io *u, const char *path)
{
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	ok = lost_put(&u->rollup.lost, &b);
	if (ok)
		ok = write_beside(u, path, buf_str(&b));
	else
		diag_plain(u->run->diag, NULL, DIAG_SUM_TOO_LARGE);
	buf_fini(&b);
	return ok;
}

bool
rollup_io_put_months(struct rollup_io *u, const char *path)
{
	struct buf b;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	months_put(&u->rollup.months, &u->rollup, &b);
	ok = write_beside(u, path, buf_str(&b));
	buf_fini(&b);
	return ok;
}

#include "cli/tax_trace.h"

#include <stdlib.h>

#include "base/thread.h"
#include "measure/ledger_share.h"
#include "measure/taxes.h"

/* What one way back holds. */
struct tracing {
	struct run *run;
	const struct tax_trace *what;
	struct rollup_rule rule;
	struct tenure tenure;
	struct ledger *ledger;
	bool *wanted;
	struct rollup rollup;
	uint32_t building;
};

static bool
read_registers(struct tracing *t, struct str building)
{
	struct run *run = t->run;

	if (!rollup_rule_load(&t->rule, run->diag, t->what->settings) ||
	    !tenure_buildings(&t->tenure, run->diag, t->what->buildings,
	        run_codes(run)) ||
	    !tenure_tenancies(&t->tenure, run->diag, t->what->tenancies,
	        run_codes(run)))
		return false;
	tenure_finish(&t->tenure);
	t->building = tenure_find(&t->tenure, building);
	if (t->building == TENURE_NONE)
		diag_at(run->diag, NULL, DIAG_NO_SUCH_BUILDING,
		    DIAG_STR(building));
	return t->building != TENURE_NONE;
}

static bool
add(void *arg, struct diag *d, const struct ledger_row_in *row)
{
	return ledger_add(arg, d, row);
}

static bool
read_taxes(struct tracing *t)
{
	const struct tax_trace *w = t->what;
	struct taxes_sink sink = { add, NULL };

	t->ledger = ledger_new(&t->tenure.enterprise, w->period);
	t->ledger->codes = run_codes(t->run);
	t->wanted = trace_wanted(&t->tenure, t->building);
	t->ledger->traced = t->wanted;
	t->ledger->file = w->tax;
	sink.arg = t->ledger;
	if (ledger_share(t->ledger, w->tax, w->ntax, thread_processors()))
		return true;
	for (size_t i = 0; i < w->ntax; i++)
		if (!taxes_read(t->run->diag, w->tax[i], i, &sink))
			return false;
	return true;
}

bool
tax_trace(struct run *run, const struct tax_trace *what, struct str building,
    void (*put)(void *arg, const struct str *cell), void *arg)
{
	struct tracing t = { .run = run, .what = what };
	struct trace rows = { 0 };
	const struct str *cell;
	bool ok = read_registers(&t, building) && read_taxes(&t) &&
	    rollup_run(&t.rollup, run->diag, &t.tenure, t.ledger, &t.rule);

	if (ok) {
		trace_init(&rows, &t.rollup, t.building);
		while ((cell = trace_next(&rows)) != NULL)
			put(arg, cell);
		trace_fini(&rows);
	}
	rollup_fini(&t.rollup);
	ledger_free(t.ledger);
	tenure_fini(&t.tenure);
	rollup_rule_fini(&t.rule);
	free(t.wanted);
	return ok;
}

/*
 * The tax rows behind a building's figures, for programs that go on from a
 * figure to them: what bldg-rollup --explain writes, in one's own process.
 */
#ifndef CLI_TAX_TRACE_H
#define CLI_TAX_TRACE_H

#include "cli/run.h"
#include "measure/trace.h"

struct tax_trace {
	const char *buildings, *tenancies;
	const char *const *tax;
	size_t ntax;
	int period;
	struct setting_book *settings; /* rollup.ini in force */
};

/* cell: TRACE_COLUMNS of them, gone with the next row.  False after a
 * report. */
bool tax_trace(struct run *run, const struct tax_trace *what,
    struct str building, void (*put)(void *arg, const struct str *cell),
    void *arg);

#endif

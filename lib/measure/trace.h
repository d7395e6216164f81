/*
 * The way back: every tax row behind a building's figures, with its place,
 * the month's amount it was added into, and the building's part of that.
 * part_yuan stands on the first row of an enterprise's month, so that the
 * column adds up to the figures.
 */
#ifndef MEASURE_TRACE_H
#define MEASURE_TRACE_H

#include "measure/rollup.h"

#define TRACE_COLUMNS 12
extern const struct str trace_column[TRACE_COLUMNS];

struct trace {
	struct rollup *rollup;
	uint32_t building;
	size_t at; /* ledger row that is next */
	struct str cell[TRACE_COLUMNS];
	struct buf buf;
	struct seat_sum sum; /* of what was given */
};

/* The enterprises of a building, by number; to be freed. */
bool *trace_wanted(const struct tenure *t, uint32_t building);

/* Zero-initialise the trace; takes the rollup's attribution for itself. */
void trace_init(struct trace *t, struct rollup *u, uint32_t building);
/* By month, credit code, file, line; NULL at the end. */
const struct str *trace_next(struct trace *t);
/* One line; false after a report: the rows do not add up to the figures. */
bool trace_summary(struct trace *t, struct diag *d);
void trace_fini(struct trace *t);

#endif

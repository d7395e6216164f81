/*
 * Tax files -> ledger, one row at a time through ledger_add: the one place
 * that knows how the large input is read.
 */
#ifndef MEASURE_TAXES_H
#define MEASURE_TAXES_H

#include "measure/ledger.h"

struct taxes_sink {
	bool (*add)(void *arg, struct diag *d, const struct ledger_row_in *row);
	void *arg;
};

/* False after a report. */
bool taxes_read(struct diag *d, const char *path, size_t file,
    const struct taxes_sink *sink);

#endif

/*
 * Tax files -> ledger, or sums by month and taxpayer: the one place that
 * knows how the large input is read.  On several threads at once where the
 * files can be cut up and nothing is wrong with them, else one by one and
 * row by row, which tells what is wrong, or reads what is a pipe.
 */
#ifndef MEASURE_TAXES_H
#define MEASURE_TAXES_H

#include "measure/collect.h"
#include "measure/ledger.h"

/* Names the files in the ledger.  False after a report. */
bool taxes_to_ledger(struct ledger *l, struct diag *d,
    const char *const *path, size_t npath, unsigned threads);
/* The same files that c was made for.  False after a report. */
bool taxes_to_collect(struct collect *c, struct diag *d,
    const char *const *path, size_t npath, unsigned threads);

#endif

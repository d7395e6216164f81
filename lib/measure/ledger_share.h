/*
 * Tax files -> ledger on several threads.  There is one table of sums, not
 * one a thread: amounts are integers added in place, so that neither the
 * number of threads nor their order shows.  What is kept by row or by
 * taxpayer is kept by thread and merged.
 */
#ifndef MEASURE_LEDGER_SHARE_H
#define MEASURE_LEDGER_SHARE_H

#include "measure/ledger.h"

/*
 * All files at once.  False: nothing was reported and the ledger is as it
 * was; then the files are to be read one by one (taxes.h), which says
 * what is wrong with them, or reads what cannot be cut up: a pipe.
 */
bool ledger_share(struct ledger *l, const char *const *path, size_t npath,
    unsigned threads);

#endif

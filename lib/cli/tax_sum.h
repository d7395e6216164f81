/*
 * bldg-rollup --sum: taxes in, taxes out, added up by month and taxpayer
 * (measure/collect) and written in order.
 */
#ifndef CLI_TAX_SUM_H
#define CLI_TAX_SUM_H

#include "cli/run.h"

/* file: kept by the caller.  add: a month may stand in several.  False after
 * a report. */
bool tax_sum(struct run *run, const char *const *file, size_t nfile, bool add,
    unsigned threads);

#endif

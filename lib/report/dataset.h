/*
 * Any dataset as a table: labels and types found by its columns' names, the
 * canonical values unchanged.  For `-f text|md|json` of every program.
 *
 *   t = report_dataset(lang, name, n);
 *   report_dataset_row(t, cell);  for every row, n cells
 *   format_put_table(format_find(STR("text")), &buf, t);
 *   table_free(t);
 */
#ifndef REPORT_DATASET_H
#define REPORT_DATASET_H

#include "print/table.h"

struct table *report_dataset(enum lang lang, const struct str *name,
    size_t n);
void report_dataset_row(struct table *t, const struct str *cell);

#endif

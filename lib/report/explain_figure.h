/*
 * The rows of the input that a figure of the report was counted or added up
 * from, as lines of an explanation.
 */
#ifndef REPORT_EXPLAIN_FIGURE_H
#define REPORT_EXPLAIN_FIGURE_H

#include "report/explain_rows.h"

/* False where the cell is no such figure. */
bool explain_figures_put(struct explain *x, struct report *r,
    const struct explain_cell *cell);

/* The amounts of a rate of such figures, without their rows. */
bool explain_amounts_put(struct explain *x, struct report *r,
    const struct explain_cell *cell);

#endif

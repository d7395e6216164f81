/*
 * A report for the public: what is hidden is taken out of the rows before a
 * report sees them, so that no sum, order, chart or sentence can tell it;
 * and every table is gone over again before it is written.
 *
 * Columns are published by name, from one list (publish_column.def): what is
 * not on it is neither read nor shown.
 */
#ifndef REPORT_PUBLISH_H
#define REPORT_PUBLISH_H

#include "report/report.h"

struct publish;

/* May the kind be published at all?  False after a report. */
bool publish_allows(struct diag *d, const struct report_kind *kind);

/* Does a published report read it? */
bool publish_reads(const struct report_need *need);
/* Do rows of all districts have to be read to know what is hidden? */
bool publish_needs_all(const struct report_need *need);

/* From the classified buildings among the needs; NULL after a report. */
struct publish *publish_new(struct report *r);
void publish_free(struct publish *p);

/* Takes out of the i-th source what is not told, and other districts; false
 * after a report. */
bool publish_source(struct report *r, size_t i);
/* Goes over the blocks that the report laid out, from there on, and says
 * below each table what is hidden. */
void publish_blocks(const struct report *r, size_t from);

#endif

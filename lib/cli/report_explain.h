/*
 * Where bldg-report --explain goes on from the rows of its input: to the
 * canonical taxes behind a building's figure, and to the raw files, as far as
 * the workspace or --with has them.
 */
#ifndef CLI_REPORT_EXPLAIN_H
#define CLI_REPORT_EXPLAIN_H

#include "cli/report_input.h"
#include "report/explain.h"

/* Makes the report and what stands behind the cell of in->explain; false
 * after a report. */
bool report_explain_make(struct buf *out, struct report_files *f,
    const struct report_input *in, const struct format *format);

/* What --with may name beside what the report reads. */
bool report_explain_reads(struct str name);

#endif

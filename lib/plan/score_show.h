/*
 * What bldg-score puts out: the rows of `scores`, what stands behind a
 * district's score, who lags in what.  Districts in the office's order.
 */
#ifndef PLAN_SCORE_SHOW_H
#define PLAN_SCORE_SHOW_H

#include "plan/line.h"
#include "plan/score.h"

struct score_show {
	const struct score_sheet *sheet;
	const struct line_sink *sink;
	const char *scheme_file; /* as the scheme's file is to be called */
};

/* False once writing failed. */
bool score_show_rows(const struct score_show *s);
bool score_show_explain(const struct score_show *s, size_t place);
bool score_show_supervision(const struct score_show *s);

/* Warns of what is not known, item by item and district. */
void score_show_gaps(const struct score_sheet *sheet, struct diag *d);
/* "period 2023-12: 10 districts = 9 ranked + 1 unranked" */
void score_show_summary(const struct score_sheet *sheet, enum lang lang,
    struct buf *out);

#endif

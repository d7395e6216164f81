/* Figures of a score as canonical text. */
#ifndef PLAN_SCORE_TEXT_H
#define PLAN_SCORE_TEXT_H

#include "plan/line.h"

/* Hundredths of a unit: whole where they have no decimals. */
void score_put_figure(struct buf *b, int64_t n, bool decimals);
/* Millionths with all the decimals they have, two at least. */
void score_put_exact(struct buf *b, int64_t n);

/* The same as a cell. */
void score_line_figure(struct line *l, size_t col, int64_t n, bool decimals);
void score_line_exact(struct line *l, size_t col, int64_t n);

#endif

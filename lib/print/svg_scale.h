/*
 * Where a value lies on a line, in integers: lengths are rounded to tenths
 * of a pixel, the logarithm is good to a thousandth.
 */
#ifndef PRINT_SVG_SCALE_H
#define PRINT_SVG_SCALE_H

#include "print/svg_draw.h"

/* From zero, or from below it where lo is, to a round number over hi; some
 * `ticks` steps. */
void scale_linear(struct scale *s, const struct chart_measure *m, int64_t lo,
    int64_t hi, int ticks);
/* 0 < lo <= hi */
void scale_log(struct scale *s, const struct chart_measure *m, int64_t lo,
    int64_t hi);
void scale_place(struct scale *s, int from, int to);

int scale_at(const struct scale *s, int64_t n);

/* Begins at lo; false past hi. */
bool scale_next(const struct scale *s, int64_t *tick);
/* A tick as people read it: no more decimals than the steps need. */
struct str scale_label(struct draw *d, const struct scale *s, int64_t tick);
int scale_label_width(struct draw *d, const struct scale *s);

/* Lines across from x1 to x2 with their numbers on the left; or, with
 * numbers below, down from y1 to y2. */
void scale_draw_rows(struct draw *d, const struct scale *s, int x1, int x2);
void scale_draw_columns(struct draw *d, const struct scale *s, int y1,
    int y2);

/* 65536 x log2(n), n > 0 */
int64_t scale_log2(int64_t n);

#endif

/*
 * The kinds of charts, each drawn below d->y, which it moves down.
 */
#ifndef PRINT_SVG_PART_H
#define PRINT_SVG_PART_H

#include "base/num.h"
#include "print/svg_scale.h"

void svg_lines(struct draw *d);
void svg_bars(struct draw *d);
void svg_bands(struct draw *d);
void svg_stack(struct draw *d);
void svg_pareto(struct draw *d);
void svg_histogram(struct draw *d);
void svg_ranks(struct draw *d);
void svg_scatter(struct draw *d);

/* "缺" */
struct str svg_missing(const struct draw *d);
/* "2023年：3 幢" of a value, for who points at its mark. */
struct str svg_tip(struct draw *d, size_t point, size_t series);
/* "建筑面积：3.12 万㎡" */
struct str svg_tip_value(struct draw *d, size_t point, size_t series);

/* The least and the most of the known values of a measure, of its marks
 * too; false where there are none. */
bool svg_extent(const struct chart *c, unsigned measure, int64_t *lo,
    int64_t *hi);

/* Of patterns and lines: how the no-th series is told from the others. */
void svg_fill_symbol(struct draw *d, unsigned no, int x, int y);
void svg_put_fill(struct draw *d, unsigned no);

/* Labels of points under a row of columns, as many as have room. */
void svg_point_labels(struct draw *d, int x1, int x2, int y, bool inside);

#endif

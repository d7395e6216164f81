/*
 * What charts of lying bars have in common: a row a point, its name on the
 * left.
 */
#ifndef PRINT_SVG_ROWS_H
#define PRINT_SVG_ROWS_H

#include "print/svg_part.h"

struct rows {
	struct draw *d;
	const struct chart *c;
	struct scale x;
	int left, right, top; /* of the bars */
	int height;           /* of a row */
};

/* left, from the widest name, two fifths of the width at most; right, the
 * edge; top, where d is. */
void rows_begin(struct rows *r, int height);
int rows_top(const struct rows *r, size_t point);
void rows_names(struct rows *r);

/* From x1 to x2, whichever is left, in the no-th filling. */
void rows_bar(struct rows *r, unsigned no, int x1, int x2, int y, int h,
    struct str tip);

#endif

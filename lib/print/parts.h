/*
 * What the cells of a table were made of, kept where one of them is to be
 * explained: the values of the input a cell was put from, in the order they
 * were put, and the pair a rate is the quotient of.
 *
 * Texts and values are borrowed from the sources of the report and are of
 * use as long as those.  A cell is numbered as in table.cell.
 */
#ifndef PRINT_PARTS_H
#define PRINT_PARTS_H

#include <stddef.h>

#include "base/num.h"
#include "schema/value.h"

enum part_role {
	PART_AS_IS,   /* the cell is this value */
	PART_OVER,    /* of a rate: what is divided */
	PART_UNDER,   /* what it is divided by */
	PART_OVER_BEFORE,  /* of points: those of the rate taken off */
	PART_UNDER_BEFORE,
	PART_TERM,    /* one of those that are added up */
	PART_COUNTED, /* one of those that are counted */
};

struct parts_entry {
	size_t cell;
	enum part_role role;
	const char *text;          /* where its text is kept; NULL: none */
	const struct value *value; /* NULL: known by its text alone */
	const void *figure;        /* as report/behind knows it, or NULL */
	int64_t amount;            /* of the figure: what is divided or divides */
	unsigned held;             /* its decimals */
};

struct part_ratio {
	size_t cell;
	num_wide num, den;
};

struct parts {
	struct parts_entry *part;
	size_t n, cap;
	struct part_ratio *ratio;
	size_t nratio, ratio_cap;
};

struct parts *parts_new(void);
void parts_free(struct parts *p); /* NULL is allowed */

/* Without parts (NULL) nothing is kept. */
void parts_text(struct parts *p, size_t cell, struct str text);
void parts_value(struct parts *p, size_t cell, enum part_role role,
    const struct value *v);
/* Of a figure that was counted or added up. */
void parts_figure(struct parts *p, size_t cell, enum part_role role,
    const void *figure);
void parts_amount(struct parts *p, size_t cell, enum part_role role,
    const void *figure, int64_t amount, unsigned held);
void parts_ratio(struct parts *p, size_t cell, num_wide num, num_wide den);

/* The pair of a cell; NULL: it is no rate. */
const struct part_ratio *parts_find_ratio(const struct parts *p,
    size_t cell);

#endif

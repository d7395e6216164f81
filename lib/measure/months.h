/*
 * Tax in buildings month by month: each district and the city, over the
 * period and the whole of last year.  Last year's months are those of the
 * buildings whose last year is known, as in every aggregate, so that they
 * add up to its figures; beside each stands what growth is taken of: the
 * tax of the buildings in operation that have both years.  Fen.
 */
#ifndef MEASURE_MONTHS_H
#define MEASURE_MONTHS_H

#include "base/buf.h"
#include "base/diag.h"
#include "schema/code.h"

#define MONTHS_MOST 24 /* last year's and the period's */

struct rollup;

struct months {
	const struct code_book *codes; /* NULL: nobody asked */
	struct month_sum {
		int64_t tax, yoy;
	} *sum; /* by month since January of last year, by district */
	bool over;    /* a sum left the range */
};

/* A part of a seat's tax.  Nothing where nobody asked. */
void months_add(struct months *m, const struct rollup *u, uint32_t seat,
    int month, int64_t fen);
/* The period's months add up to what its buildings have; false after a
 * report. */
bool months_check(const struct months *m, const struct rollup *u,
    struct diag *d);
/* month district name tax_yuan yoy_tax_yuan: months of the input, the city last. */
void months_put(const struct months *m, const struct rollup *u,
    struct buf *out);
void months_fini(struct months *m);

#endif

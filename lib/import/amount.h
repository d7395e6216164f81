/*
 * Numbers as offices write them -> exact integers: full-width digits,
 * thousands separators, a unit in the cell, brackets or triangles for
 * negatives where allowed.  What is not certain is a fault, never a guess;
 * nothing is rounded.
 */
#ifndef IMPORT_AMOUNT_H
#define IMPORT_AMOUNT_H

#include <stdint.h>

#include "base/buf.h"
#include "import/unit.h"

enum amount_fault {
	AMOUNT_OK,
	AMOUNT_MALFORMED,
	AMOUNT_TOO_FINE,  /* more digits than a fen or a dm2 holds */
	AMOUNT_TOO_LARGE,
	AMOUNT_UNIT,      /* the cell's unit is not the column's */
	AMOUNT_GROUPING,  /* 12,34 */
};

struct amount_form {
	enum unit_kind kind; /* of nothing: a plain number */
	enum unit unit;      /* the column's; UNIT_NONE: not stated */
	unsigned decimals;   /* 2 for money and areas, 0 for counts */
	bool brackets;       /* (12.3) is negative */
	bool triangle;       /* △12.3 is negative */
};

/* In units of 10^-decimals yuan, m2 or 1.  scratch is the caller's;
 * *found (or NULL) is the unit the cell itself states. */
enum amount_fault amount_parse(struct str cell, const struct amount_form *form,
    struct buf *scratch, int64_t *out, enum unit *found);

#endif

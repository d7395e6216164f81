/*
 * Headings of figures since January: 累计, 本年累计, 1-6月.  They are never
 * a month's own figure.
 */
#ifndef IMPORT_PERIOD_H
#define IMPORT_PERIOD_H

#include "base/buf.h"

struct period {
	int year;  /* 0: not stated */
	int month; /* 1..12, the last one; 0: not stated */
};

/* folded: as normal_key leaves it.  False if it speaks of no such period;
 * else *rest is what the heading says besides, "" where nothing. */
bool period_cut(struct str folded, struct buf *rest, struct period *out);

#endif

/*
 * Options that only some reports take, and what a report says of itself:
 * the flags of report_kind.takes.
 */
#ifndef REPORT_OPTIONS_H
#define REPORT_OPTIONS_H

#include <stdint.h>

/* -1: not given. */
struct report_options {
	int64_t goal; /* so many buildings above 1 yi are wanted */
	int64_t top;  /* so many places of a ranking; 0: all */
	int64_t years; /* so many years of a trend, this one too */
};

#define REPORT_TAKES_GOAL 1u
#define REPORT_TAKES_TOP 2u
#define REPORT_TAKES_NO_DISTRICT 4u /* its rows are the city's alone */
#define REPORT_IS_DOCUMENT 8u /* of a workspace, with a front page */
#define REPORT_TAKES_YEARS 32u
#define REPORT_YEARS_MOST 5 /* of a trend */
#define REPORT_NEEDS_SCOPE 16u /* it is of one district: --scope */

/* What --public makes of a report: report_kind.publish. */
enum report_publish {
	PUBLISH_UNRULED,  /* no rule covers it yet: refused */
	PUBLISH_INTERNAL, /* never */
	PUBLISH_OPEN,     /* no figure of taxes */
	PUBLISH_COUNTS,   /* counts by classes of tax, not the taxes */
	PUBLISH_HIDING,   /* figures of taxes, some of them hidden */
	PUBLISH_LIST,     /* likewise, of single buildings: a list */
};

#endif

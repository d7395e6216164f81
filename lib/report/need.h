/*
 * What a report needs: a dataset, the columns of it, and where a workspace
 * has it.
 */
#ifndef REPORT_NEED_H
#define REPORT_NEED_H

#include "report/source.h"

/* Where a workspace has a dataset. */
enum report_place {
	REPORT_PERIOD,       /* out/PERIOD */
	REPORT_MONTH_BEFORE, /* out/ of the month before */
	REPORT_YEAR_BEFORE,  /* out/ of the same month a year before */
	REPORT_CANON,        /* canon/: of no period */
	REPORT_BACK,         /* out/ of `back` months before, just that */
};

struct report_need {
	const char *name; /* --with NAME=FILE; "previous": --previous too */
	const struct dataset *(*dataset)(void);
	enum report_place place;
	unsigned back;    /* of REPORT_BACK */
	bool must;        /* else the report does without it */
	bool otherwise;   /* only where the need before it is not given */
	struct source_columns columns;
	const char *file; /* of a workspace, without .csv; NULL: the dataset's
	                     name */
};

#endif

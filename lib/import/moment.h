/*
 * Months and days as offices write them: 2023年4月, 2023.4, 2023/4/1,
 * 202304, 20230401, a spreadsheet's serial number, a period within one
 * month.  2023.1 is January or an October that lost its zero: it is read
 * only where the column shows which.
 */
#ifndef IMPORT_MOMENT_H
#define IMPORT_MOMENT_H

#include "base/buf.h"

enum moment_fault {
	MOMENT_OK,
	MOMENT_MALFORMED,
	MOMENT_NO_YEAR,   /* 4月 */
	MOMENT_NO_MONTH,  /* 2023 */
	MOMENT_NO_DAY,    /* a month where a date is needed */
	MOMENT_AMBIGUOUS, /* 2023.1 */
	MOMENT_NO_SUCH,   /* 2023-02-30 */
	MOMENT_PERIOD,    /* from one month into another */
};

/* What a column's cells say about the writing of dotted months. */
struct moment_evidence {
	bool padded; /* 2023.01 stands there: one digit alone lost a zero */
	bool ten;    /* 2023.10 stands there: zeros are kept */
};

void moment_learn(struct moment_evidence *e, struct str cell);

/* The month as in base/date.h; scratch is the caller's. */
enum moment_fault moment_month(struct str cell,
    const struct moment_evidence *e, struct buf *scratch, int *month);
enum moment_fault moment_day(struct str cell, struct buf *scratch, int *day);

#endif

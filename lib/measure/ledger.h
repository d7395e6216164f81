/*
 * The taxes, added up as they are read: fen by enterprise and month, the
 * unit of attribution.  A month is a column of its own (tax, local tax,
 * number of rows by enterprise), so that a file of one month stays in one
 * part of memory.  Taxpayers in no building are only summed.
 *
 * ledger_add is the one way in: who reads the files is not its business.
 */
#ifndef MEASURE_LEDGER_H
#define MEASURE_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/map.h"
#include "base/num.h"

struct diag;
struct code_book;

/* Why tax is in no building. */
enum cause {
	CAUSE_NEVER,
	CAUSE_LEFT,
	CAUSE_BEFORE,
	CAUSE_UNKNOWN_BUILDING,
	CAUSE_NOT_USCC,
	CAUSE_COUNT,
	CAUSE_NONE = CAUSE_COUNT, /* it is in one */
};

const char *cause_name(enum cause cause);

struct ledger_sum {
	uint64_t rows;
	num_wide fen;
};

struct ledger_month {
	size_t file;     /* where it stands; by number */
	bool has_local;  /* some row gives the local part */
	struct ledger_sum read;
	struct ledger_sum stray[CAUSE_COUNT]; /* of taxpayers not numbered */
	int64_t *tax, *local; /* fen by enterprise; NULL outside the window */
	uint32_t *rows;       /* by enterprise */
};

/* A row behind a figure, kept only for enterprises that are traced. */
struct ledger_row {
	size_t file;
	unsigned long line;
	int month;
	uint32_t enterprise;
	int64_t fen, local_fen;
	bool has_local;
};

/* A taxpayer that is nowhere, kept only when they are to be counted. */
struct ledger_stray {
	enum cause cause;
	size_t region;
	int latest; /* month */
};
struct ledger_region_sum {
	int month;
	enum cause cause;
	size_t region;
	struct ledger_sum sum;
};

struct ledger_row_in {
	size_t file;
	unsigned long line;
	int month;
	struct str uscc;
	int64_t fen, local_fen;
	bool has_local;
};

#define LEDGER_MONTHS ((DATE_YEAR_MAX - DATE_YEAR_MIN + 1) * 12)

struct ledger {
	const struct map *enterprise;
	int period;   /* last month of the period, or -1: the newest */
	bool add;     /* months may stand in several files */
	bool count;   /* taxpayers in no building are counted by region */
	const char *const *file; /* names, by number */
	const bool *traced;      /* by enterprise, or NULL */
	const struct code_book *codes; /* for regions */

	struct ledger_month *month[LEDGER_MONTHS];
	int newest; /* -1: no row yet */
	struct ledger_row *row;
	size_t nrow, row_cap;
	struct map stray_no, region, region_sum_no;
	struct ledger_stray *stray;
	struct ledger_region_sum *region_sum;
	size_t stray_cap, region_sum_cap;
};

/* On the heap: it is large. */
struct ledger *ledger_new(const struct map *enterprise, int period);
void ledger_free(struct ledger *l);

/* False after a report: a month in two files, a sum out of range. */
bool ledger_add(struct ledger *l, struct diag *d,
    const struct ledger_row_in *row);

/* NULL where no row of the month is in the input. */
static inline struct ledger_month *
ledger_at(const struct ledger *l, int month)
{
	return l->month[month - DATE_YEAR_MIN * 12];
}

/* The district a credit code belongs to, else its characters 3 to 8. */
struct str ledger_region(const struct code_book *codes, struct str uscc);

#endif

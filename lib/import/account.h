/*
 * Every row below a header is in exactly one of these, and the line that
 * says so: "1204 read = 1190 written + 9 rejected + 5 totals".
 */
#ifndef IMPORT_ACCOUNT_H
#define IMPORT_ACCOUNT_H

#include "base/buf.h"
#include "base/lang.h"
#include "base/num.h"

struct account {
	unsigned long read, written, rejected;
	unsigned long totals, notes, blank, repeated;
	unsigned long merged; /* duplicates that gave way or were added up */
	/* fen of the one amount that is balanced (taxes), where readable */
	num_wide read_fen, written_fen, rejected_fen, merged_fen;
	unsigned long unreadable;
};

void account_put_rows(struct buf *b, enum lang lang, const struct account *a);
/* "tax_yuan: 12.00 read = 10.00 written + 2.00 rejected" */
void account_put_amounts(struct buf *b, enum lang lang,
    const struct account *a, const char *column);

/* The parts make up the whole. */
bool account_balances(const struct account *a);

#endif

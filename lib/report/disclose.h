/*
 * Disclosure control: which buildings' tax, and which districts', a
 * publication hides, so that no figure of few taxpayers is told, nor follows
 * from the totals that are told.
 *
 * What is published is taken to be all that can be: the tax of every
 * building not hidden, the total of every district and of the city not
 * hidden, and every building's tier.  So the answer depends on the buildings
 * alone, not on which tables a document happens to hold, and documents of
 * one period cannot be held against each other.
 *
 * The caller owns the cells; the texts are borrowed.  Amounts are fen.
 */
#ifndef REPORT_DISCLOSE_H
#define REPORT_DISCLOSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct disclose_rules {
	int64_t payers;   /* fewer: hidden */
	int64_t top1_pct; /* the largest has more: hidden */
	int64_t rest_pct; /* of the largest; less without the two: hidden */
	int64_t near_pct; /* how near a hidden figure may not be told */
};

/* Why a building is hidden. */
enum disclose_why {
	DISCLOSE_SHOWN,
	DISCLOSE_UNKNOWN,  /* who pays it is not known */
	DISCLOSE_FEW,      /* too few payers */
	DISCLOSE_LARGEST,  /* the largest has too much */
	DISCLOSE_REST,     /* too little is left without the two largest */
	DISCLOSE_TOGETHER, /* with others, so that none follows from a total */
	DISCLOSE_DISTRICT, /* with its district */
};

struct disclose_cell {
	struct str id;
	size_t district; /* below ndistrict */
	bool known;      /* are payers, positive, top1, top2 and payer? */
	int64_t tax, payers, positive, top1, top2;
	struct str payer;       /* whose top1 is */
	int64_t low, high;      /* what its tier tells; high < 0: no bound */
	enum disclose_why why;  /* out */
};

struct disclose {
	const struct disclose_rules *rules;
	struct disclose_cell *cell;
	size_t n;
	bool *dark; /* out, by district: its total is hidden */
	size_t ndistrict;
	bool dark_city; /* out */
};

void disclose_run(struct disclose *d);

#endif

/*
 * A line of the ledger as nearly all are: all but the amounts has its place.
 *
 *   2023-04,913205826778330219,10325.00
 *   2023-04,913205826778330219,10325.00,
 *   2023-04,913205826778330219,10325.00,5162.50
 *
 * What is taken has the values that value_parse gives; what is not is left
 * to it.  TAX_LINE_ROOM bytes must be there to read.
 */
#ifndef SCHEMA_TAX_LINE_H
#define SCHEMA_TAX_LINE_H

#include "base/bytes16.h"
#include "schema/quick.h"

#define TAX_LINE_USCC 8u
#define TAX_LINE_AMOUNT 27u
#define TAX_LINE_ROOM 64u

struct tax_line {
	size_t bytes;  /* the newline included */
	size_t tax_n;  /* of the amount's text */
	int64_t fen, local_fen;
	bool has_local;
};

/* 18 of 0-9 and A-Z, not 000 at the end: no spreadsheet has damaged it. */
static inline bool
tax_line_payer(const char *p)
{
	return bytes16_code(p) && bytes16_code(p + 2) &&
	    (p[17] != '0' || p[16] != '0' || p[15] != '0');
}

/*
 * Two decimals and up to eight digits before the point, as most amounts
 * have, without a branch on their number; else as quick_money.  Eight bytes
 * lie before it.
 */
static inline bool
tax_line_money(const char *p, size_t n, int64_t *fen)
{
	bool negative = p[0] == '-';
	size_t digits = n - negative - 3;
	const char *point = p + n - 3;
	uint64_t before, w;
	unsigned tens, ones;

	if (n < 4u + negative || digits > 8)
		return quick_money((struct str){ p, n }, fen);
	tens = (unsigned)(unsigned char)point[1] - '0';
	ones = (unsigned)(unsigned char)point[2] - '0';
	before = (UINT64_C(1) << (64 - 8 * digits)) - 1;
	w = (digit_load8(point - 8) & ~before) | (DIGIT_EACH * '0' & before);
	if (*point != '.' || tens > 9 || ones > 9 || !digit_all(w))
		return false;
	*fen = (int64_t)(digit_number(w) * 100 + tens * 10 + ones);
	if (negative)
		*fen = -*fen;
	return true;
}

/* The month is not looked at, and the payer not: tax_line_payer tells. */
static inline bool
tax_line_read(const char *p, char delimiter, size_t nfield,
    struct tax_line *out)
{
	const char *at = p + TAX_LINE_AMOUNT;
	size_t n = bytes16_find(at, delimiter, '\n');

	if (p[TAX_LINE_USCC - 1] != delimiter ||
	    p[TAX_LINE_AMOUNT - 1] != delimiter || n == 16 ||
	    !tax_line_money(at, n, &out->fen))
		return false;
	out->tax_n = n;
	out->has_local = false;
	out->local_fen = 0;
	at += n;
	if (nfield == 4) {
		if (*at++ != delimiter)
			return false;
		n = bytes16_find(at, delimiter, '\n');
		out->has_local = n > 0;
		if (n == 16 || (n > 0 &&
		    !tax_line_money(at, n, &out->local_fen)))
			return false;
		at += n;
	}
	out->bytes = (size_t)(at - p) + 1;
	return *at == '\n';
}

#endif

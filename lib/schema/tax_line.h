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
 * have, without a branch on their number; else as quick_money.
 */
static inline bool
tax_line_money(const char *p, size_t n, int64_t *fen)
{
	const uint64_t above9 = DIGIT_EACH * (0x7f - 9), high = DIGIT_EACH * 0x80;
	bool negative = p[0] == '-';
	size_t digits = n - negative - 3; /* wraps where there are none */
	uint64_t whole, cents;
	int64_t size;

	if (digits - 1 > 7)
		return quick_money((struct str){ p, n }, fen);
	/* less '0', the last digit in the highest byte, zeros before them */
	whole = (digit_load8(p + negative) ^ DIGIT_EACH * '0') <<
	    (64 - 8 * digits);
	cents = digit_load4(p + n - 3) ^ (UINT64_C(0x303000) | '.');
	if ((((whole + above9) | whole) & high) != 0 ||
	    (((cents + 0x767600) | cents) & 0x8080ff) != 0)
		return false;
	size = (int64_t)(digit_sum(whole) * 100 + (cents >> 8 & 0xff) * 10 +
	    (cents >> 16 & 0xff));
	*fen = negative ? -size : size;
	return true;
}

/* The month and the delimiter behind it are not looked at, and the payer not:
 * tax_line_payer tells. */
static inline bool
tax_line_read(const char *p, char delimiter, size_t nfield,
    struct tax_line *out)
{
	const char *at = p + TAX_LINE_AMOUNT;
	size_t n = bytes16_find(at, delimiter, '\n');

	if (p[TAX_LINE_AMOUNT - 1] != delimiter || n == 16 ||
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

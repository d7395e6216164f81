/*
 * The three cells of the ledger in the form nearly all of them have, a few
 * instructions each: an amount eight digits at a time, a month, a
 * taxpayer's number of 18 bytes.  True: the same as value_parse says.
 * False: not that form, and value_parse decides.
 */
#ifndef SCHEMA_QUICK_H
#define SCHEMA_QUICK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/digit.h"

/* -?, one to twelve digits, two decimals -> fen. */
static inline bool
quick_money(struct str s, int64_t *fen)
{
	bool negative = s.n > 0 && s.p[0] == '-';
	const char *p = s.p + negative;
	size_t n = s.n - negative;
	uint64_t low, high = 0, part;
	unsigned tens, ones;

	if (n < 4 || n > 15 || p[n - 3] != '.')
		return false;
	tens = (unsigned)(unsigned char)p[n - 2] - '0';
	ones = (unsigned)(unsigned char)p[n - 1] - '0';
	if (tens > 9 || ones > 9)
		return false;
	n -= 3;
	if (n > 8) {
		part = digit_aligned(p, n - 8);
		if (!digit_all(part))
			return false;
		high = digit_number(part) * 100000000;
		p += n - 8;
		n = 8;
	}
	part = digit_aligned(p, n);
	if (!digit_all(part))
		return false;
	low = digit_number(part);
	*fen = (int64_t)((high + low) * 100 + tens * 10 + ones);
	if (negative)
		*fen = -*fen;
	return true;
}

static inline bool
quick_month(struct str s, int *month)
{
	uint64_t w;
	int year, no;

	if (s.n != 7 || s.p[4] != '-')
		return false;
	w = digit_load4(s.p + 3) >> 16 << 48; /* the two of the month, last */
	w |= DIGIT_EACH * '0' & UINT64_C(0x0000ffff00000000);
	w |= digit_load4(s.p);
	if (!digit_all(w))
		return false;
	w = digit_number(w);
	year = (int)(w / 10000);
	no = (int)(w % 10000);
	if (year < DATE_YEAR_MIN || year > DATE_YEAR_MAX || no < 1 || no > 12)
		return false;
	*month = date_month_of(year, no);
	return true;
}

/* Whether a byte is below '0', as '.', '+' and '-' are; with bytes from
 * 0x80 up among them it errs to the safe side only. */
static inline bool
quick_sign(uint64_t w)
{
	return ((w - DIGIT_EACH * '0') & ~w & DIGIT_EACH * 0x80) != 0;
}

/* 18 bytes that no spreadsheet has damaged: no . + -, no 000 at the end. */
static inline bool
quick_taxpayer(struct str s)
{
	return s.n == 18 && (s.p[17] != '0' || s.p[16] != '0' ||
	    s.p[15] != '0') && !quick_sign(digit_load8(s.p)) &&
	    !quick_sign(digit_load8(s.p + 8)) && s.p[16] >= '0' && s.p[17] >= '0';
}

#endif

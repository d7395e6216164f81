#include "schema/quick.h"

#include "base/date.h"

#define EACH UINT64_C(0x0101010101010101)

/* The first byte lowest, whatever the machine's order. */
static inline uint64_t
load4(const char *p)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint32_t w;

	memcpy(&w, p, sizeof(w));
	return w;
#else
	const unsigned char *u = (const unsigned char *)p;

	return (uint64_t)u[0] | (uint64_t)u[1] << 8 | (uint64_t)u[2] << 16 |
	    (uint64_t)u[3] << 24;
#endif
}

static inline uint64_t
load8(const char *p)
{
	return load4(p) | load4(p + 4) << 32;
}

static inline bool
are_digits(uint64_t w)
{
	return ((w & EACH * 0xf0) | ((w + EACH * 6) & EACH * 0xf0) >> 4) ==
	    EACH * 0x33;
}

/* Eight digits, the first lowest: pairs, then fours, then all. */
static inline uint64_t
number(uint64_t w)
{
	w = (w & EACH * 0x0f) * 2561 >> 8;
	w = (w & UINT64_C(0x00ff00ff00ff00ff)) * 6553601 >> 16;
	return (w & UINT64_C(0x0000ffff0000ffff)) * UINT64_C(42949672960001) >>
	    32;
}

/* One to eight digits with zeros put before them.  Bytes that are loaded
 * twice fall on themselves. */
static inline uint64_t
right_aligned(const char *p, size_t n)
{
	unsigned shift = (unsigned)(8 - n) * 8;
	uint64_t w;

	if (n >= 8)
		return load8(p);
	if (n >= 4)
		w = load4(p) << shift | load4(p + n - 4) << 32;
	else
		w = (uint64_t)(unsigned char)p[0] << shift |
		    (uint64_t)(unsigned char)p[n / 2] << (shift + n / 2 * 8) |
		    (uint64_t)(unsigned char)p[n - 1] << 56;
	return w | (EACH * '0' & ((UINT64_C(1) << shift) - 1));
}

bool
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
		part = right_aligned(p, n - 8);
		if (!are_digits(part))
			return false;
		high = number(part) * 100000000;
		p += n - 8;
		n = 8;
	}
	part = right_aligned(p, n);
	if (!are_digits(part))
		return false;
	low = number(part);
	*fen = (int64_t)((high + low) * 100 + tens * 10 + ones);
	if (negative)
		*fen = -*fen;
	return true;
}

bool
quick_month(struct str s, int *month)
{
	uint64_t w;
	int year, no;

	if (s.n != 7 || s.p[4] != '-')
		return false;
	w = load4(s.p + 3) >> 16 << 48; /* the two of the month, last */
	w |= EACH * '0' & UINT64_C(0x0000ffff00000000);
	w |= load4(s.p);
	if (!are_digits(w))
		return false;
	w = number(w);
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
has_sign(uint64_t w)
{
	return ((w - EACH * '0') & ~w & EACH * 0x80) != 0;
}

bool
quick_taxpayer(struct str s)
{
	return s.n == 18 && (s.p[17] != '0' || s.p[16] != '0' ||
	    s.p[15] != '0') && !has_sign(load8(s.p)) &&
	    !has_sign(load8(s.p + 8)) && s.p[16] >= '0' && s.p[17] >= '0';
}

/*
 * Decimal digits, eight at a time in one 64-bit word.  The first character
 * is the lowest byte, whatever the machine's order.
 */
#ifndef BASE_DIGIT_H
#define BASE_DIGIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define DIGIT_EACH UINT64_C(0x0101010101010101)

static inline uint64_t
digit_load4(const char *p)
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
digit_load8(const char *p)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	return w;
#else
	return digit_load4(p) | digit_load4(p + 4) << 32;
#endif
}

static inline bool
digit_all(uint64_t w)
{
	const uint64_t high = DIGIT_EACH * 0xf0;

	return ((w & high) | ((w + DIGIT_EACH * 6) & high) >> 4) ==
	    DIGIT_EACH * 0x33;
}

/* Eight numbers up to 9, the first lowest: pairs, then fours, then all. */
static inline uint64_t
digit_sum(uint64_t w)
{
	w = w * 2561 >> 8;
	w = (w & UINT64_C(0x00ff00ff00ff00ff)) * 6553601 >> 16;
	return (w & UINT64_C(0x0000ffff0000ffff)) * UINT64_C(42949672960001) >>
	    32;
}

/* The same of eight digits. */
static inline uint64_t
digit_number(uint64_t w)
{
	return digit_sum(w & DIGIT_EACH * 0x0f);
}

/* One to eight digits with zeros put before them.  Bytes that are loaded
 * twice fall on themselves. */
static inline uint64_t
digit_aligned(const char *p, size_t n)
{
	unsigned shift = (unsigned)(8 - n) * 8;
	uint64_t w;

	if (n >= 8)
		return digit_load8(p);
	if (n >= 4)
		w = digit_load4(p) << shift | digit_load4(p + n - 4) << 32;
	else
		w = (uint64_t)(unsigned char)p[0] << shift |
		    (uint64_t)(unsigned char)p[n / 2] << (shift + n / 2 * 8) |
		    (uint64_t)(unsigned char)p[n - 1] << 56;
	return w | (DIGIT_EACH * '0' & ((UINT64_C(1) << shift) - 1));
}

#endif

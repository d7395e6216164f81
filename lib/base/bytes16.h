/*
 * 16 bytes looked at in one go: where one of two bytes is, whether all are
 * 0-9 or A-Z.  SSE2 is part of x86-64; elsewhere two 64-bit words do it
 * (and for the tests here too: _words).
 */
#ifndef BASE_BYTES16_H
#define BASE_BYTES16_H

#include "base/digit.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#define BYTES16_HIGH (DIGIT_EACH * 0x80)

/* The high bit of each byte that is c, from the first one on exactly. */
static inline uint64_t
bytes16_is(uint64_t w, char c)
{
	w ^= DIGIT_EACH * (unsigned char)c;
	return (w - DIGIT_EACH) & ~w & BYTES16_HIGH;
}

static inline unsigned
bytes16_find_words(const char *p, char a, char b)
{
	uint64_t one = digit_load8(p), two = digit_load8(p + 8);

	one = bytes16_is(one, a) | bytes16_is(one, b);
	two = bytes16_is(two, a) | bytes16_is(two, b);
	if (one != 0)
		return (unsigned)__builtin_ctzll(one) / 8;
	return two == 0 ? 16 : 8 + (unsigned)__builtin_ctzll(two) / 8;
}

static inline bool
bytes16_code_words(const char *p)
{
	for (int i = 0; i < 16; i += 8) {
		uint64_t w = digit_load8(p + i), digit, upper;

		if ((w & BYTES16_HIGH) != 0)
			return false;
		digit = (w + DIGIT_EACH * (0x80 - '0')) &
		    ~(w + DIGIT_EACH * (0x80 - '9' - 1));
		upper = (w + DIGIT_EACH * (0x80 - 'A')) &
		    ~(w + DIGIT_EACH * (0x80 - 'Z' - 1));
		if (((digit | upper) & BYTES16_HIGH) != BYTES16_HIGH)
			return false;
	}
	return true;
}

#if defined(__SSE2__)

/* Where the first a or b is; 16: nowhere. */
static inline unsigned
bytes16_find(const char *p, char a, char b)
{
	__m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i is = _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8(a)),
	    _mm_cmpeq_epi8(x, _mm_set1_epi8(b)));

	return (unsigned)__builtin_ctz((unsigned)_mm_movemask_epi8(is) |
	    0x10000u);
}

/* Whether all are 0-9 or A-Z. */
static inline bool
bytes16_code(const char *p)
{
	__m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i d = _mm_sub_epi8(x, _mm_set1_epi8('0'));
	__m128i u = _mm_sub_epi8(x, _mm_set1_epi8('A'));

	d = _mm_cmpeq_epi8(_mm_min_epu8(d, _mm_set1_epi8(9)), d);
	u = _mm_cmpeq_epi8(_mm_min_epu8(u, _mm_set1_epi8(25)), u);
	return _mm_movemask_epi8(_mm_or_si128(d, u)) == 0xffff;
}

#else

static inline unsigned
bytes16_find(const char *p, char a, char b)
{
	return bytes16_find_words(p, a, b);
}

static inline bool
bytes16_code(const char *p)
{
	return bytes16_code_words(p);
}

#endif

#endif

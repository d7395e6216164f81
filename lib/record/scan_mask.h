/*
 * 64 bytes -> one bit a byte, the first byte lowest: where a given byte is,
 * and where bytes up to 0x22 are (newline, quote, CR, blanks, controls).
 * SSE2 is part of x86-64; elsewhere 64-bit words do it eight bytes at a
 * time (and here too with -DSCAN_PORTABLE, for the tests).
 */
#ifndef RECORD_SCAN_MASK_H
#define RECORD_SCAN_MASK_H

#include <stdint.h>

#if defined(__SSE2__) && !defined(SCAN_PORTABLE)
#define SCAN_SSE2
#include <emmintrin.h>
#endif

#define SCAN_MASK_BYTES 64
#define SCAN_LOW 0x22

struct scan_mask {
	uint64_t wanted, low;
};

#define SCAN_EACH UINT64_C(0x0101010101010101)
#define SCAN_HIGH (SCAN_EACH * 0x80)

/* The high bit of every byte -> eight bits. */
static inline uint64_t
scan_gather(uint64_t high)
{
	return (high >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

/* The first byte lowest, whatever the machine's order. */
static inline uint64_t
scan_word(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;
	uint64_t w = 0;

	for (int i = 0; i < 8; i++)
		w |= (uint64_t)u[i] << 8 * i;
	return w;
}

static inline struct scan_mask
scan_mask_words(const char *p, char wanted)
{
	const uint64_t want = SCAN_EACH * (unsigned char)wanted;
	struct scan_mask m = { 0, 0 };

	for (int i = 0; i < SCAN_MASK_BYTES; i += 8) {
		uint64_t x = scan_word(p + i), y = x ^ want;
		uint64_t is = ~(((y & ~SCAN_HIGH) + ~SCAN_HIGH) | y) &
		    SCAN_HIGH;
		uint64_t under = ~(((x & ~SCAN_HIGH) +
		    SCAN_EACH * (0x7f - SCAN_LOW)) | x) & SCAN_HIGH;

		m.wanted |= scan_gather(is) << i;
		m.low |= scan_gather(under) << i;
	}
	return m;
}

#ifdef SCAN_SSE2

static inline struct scan_mask
scan_mask(const char *p, char wanted)
{
	const __m128i low = _mm_set1_epi8(SCAN_LOW);
	const __m128i want = _mm_set1_epi8(wanted);
	struct scan_mask m = { 0, 0 };

#pragma GCC unroll 4
	for (int i = 0; i < SCAN_MASK_BYTES; i += 16) {
		__m128i x = _mm_loadu_si128((const __m128i *)(const void *)
		    (p + i));
		__m128i is = _mm_cmpeq_epi8(x, want);
		__m128i under = _mm_cmpeq_epi8(_mm_min_epu8(x, low), x);

		m.wanted |= (uint64_t)(unsigned)_mm_movemask_epi8(is) << i;
		m.low |= (uint64_t)(unsigned)_mm_movemask_epi8(under) << i;
	}
	return m;
}

#else

static inline struct scan_mask
scan_mask(const char *p, char wanted)
{
	return scan_mask_words(p, wanted);
}

#endif

#endif

/*
 * Exact numbers.  Money is int64_t fen, areas int64_t dm2 (0.01 m2), a rate
 * is a pair of integers until it is printed.  No floating point anywhere.
 */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

__extension__ typedef __int128 num_wide; /* sums and products of int64_t */

enum num_round {
	NUM_HALF_AWAY, /* half away from zero: what people are shown */
	NUM_TO_ZERO,   /* cut */
	NUM_UP,        /* towards plus infinity */
	NUM_DOWN,      /* towards minus infinity */
};

enum num_parse {
	NUM_OK,
	NUM_EMPTY,
	NUM_MALFORMED, /* not -?[0-9]+(.[0-9]+)? */
	NUM_TOO_FINE,  /* more decimals than asked for, and not zeros */
	NUM_TOO_LARGE, /* does not fit */
};

/* Plain decimal text -> integer of 10^-decimals; exact or refused. */
enum num_parse num_parse_decimal(struct str s, unsigned decimals, int64_t *out);

/* Quotient in a named rounding; den must not be 0. */
num_wide num_div(num_wide num, num_wide den, enum num_round mode);

/* num/den * 100 in hundredths of a percent point, half away from zero. */
int64_t num_pct(int64_t num, int64_t den); /* den > 0; saturates */

/* Sign of a/b - c/d, by cross multiplication; b and d > 0. */
int num_ratio_cmp(int64_t a, int64_t b, int64_t c, int64_t d);

/* False on overflow; *sum is then unchanged. */
bool num_add(int64_t *sum, int64_t n);

/* False when the wide value does not fit. */
bool num_narrow(num_wide wide, int64_t *out);

int64_t num_pow10(unsigned n); /* n <= 18 */

#endif

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/num.h"

static void
decimals_are_exact_or_refused(void **state)
{
	static const struct {
		const char *text;
		unsigned decimals;
		enum num_parse want;
		int64_t n;
	} t[] = {
		{ "0", 2, NUM_OK, 0 },
		{ "-0.00", 2, NUM_OK, 0 },
		{ "103250000.01", 2, NUM_OK, 10325000001 },
		{ "-12.5", 2, NUM_OK, -1250 },
		{ "12.50000", 2, NUM_OK, 1250 },
		{ "12.345", 2, NUM_TOO_FINE, 0 },
		{ "", 2, NUM_EMPTY, 0 },
		{ "-", 2, NUM_MALFORMED, 0 },
		{ ".5", 2, NUM_MALFORMED, 0 },
		{ "5.", 2, NUM_MALFORMED, 0 },
		{ "1,234", 2, NUM_MALFORMED, 0 },
		{ "1e3", 2, NUM_MALFORMED, 0 },
		{ "+5", 2, NUM_MALFORMED, 0 },
		{ "92233720368547758.07", 2, NUM_OK, INT64_MAX },
		{ "92233720368547758.08", 2, NUM_TOO_LARGE, 0 },
		{ "-92233720368547758.08", 2, NUM_OK, INT64_MIN },
		{ "99999999999999999999999999999999999999", 0, NUM_TOO_LARGE, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		int64_t n = 0;
		enum num_parse got = num_parse_decimal(str_from(t[i].text),
		    t[i].decimals, &n);

		if (got != t[i].want || (got == NUM_OK && n != t[i].n))
			fail_msg("row %zu (%s): %d, %lld", i, t[i].text, got,
			    (long long)n);
	}
}

static void
quotients_round_as_named(void **state)
{
	static const struct {
		int num, den;
		enum num_round mode;
		int want;
	} t[] = {
		{ 5, 2, NUM_HALF_AWAY, 3 },   { -5, 2, NUM_HALF_AWAY, -3 },
		{ 7, 3, NUM_HALF_AWAY, 2 },   { 8, 3, NUM_HALF_AWAY, 3 },
		{ -8, 3, NUM_HALF_AWAY, -3 }, { 5, -2, NUM_HALF_AWAY, -3 },
		{ 5, 2, NUM_TO_ZERO, 2 },     { -5, 2, NUM_TO_ZERO, -2 },
		{ 5, 2, NUM_UP, 3 },          { -5, 2, NUM_UP, -2 },
		{ 5, 2, NUM_DOWN, 2 },        { -5, 2, NUM_DOWN, -3 },
		{ 4, 2, NUM_UP, 2 },          { 4, 2, NUM_DOWN, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		int got = (int)num_div(t[i].num, t[i].den, t[i].mode);

		if (got != t[i].want)
			fail_msg("row %zu: %d/%d is %d, not %d", i, t[i].num,
			    t[i].den, got, t[i].want);
	}
}

static void
ratios_compare_without_rounding(void **state)
{
	(void)state;
	assert_int_equal(num_ratio_cmp(1, 3, 33333333, 100000000), 1);
	assert_int_equal(num_ratio_cmp(INT64_MAX, 2, INT64_MAX, 3), 1);
	assert_int_equal(num_ratio_cmp(-1, 2, -2, 4), 0);
	assert_int_equal(num_pct(1, 3), 3333);
	assert_int_equal(num_pct(-1, 3), -3333);
	assert_int_equal(num_pct(20005, 40000), 5001);
	assert_int_equal(num_pct(INT64_MAX, 1), INT64_MAX);
}

static void
sums_refuse_to_wrap(void **state)
{
	int64_t sum = INT64_MAX - 1;

	(void)state;
	assert_true(num_add(&sum, 1));
	assert_false(num_add(&sum, 1));
	assert_int_equal(sum, INT64_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decimals_are_exact_or_refused),
		cmocka_unit_test(quotients_round_as_named),
		cmocka_unit_test(ratios_compare_without_rounding),
		cmocka_unit_test(sums_refuse_to_wrap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

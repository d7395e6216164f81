/* Scores by each method, by table: rounded once, half away from zero. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "plan/score.h"
#include "plan/score_text.h"

#define MOST SCHEME_FIGURE_MAX

static const struct {
	const char *name;
	int64_t raw, target, cap;
	bool lower;
	int64_t score;
} attainment[] = {
	{ "two thirds", 200, 300, 10000, false, 6667 },
	{ "0.625 is rounded up", 100, 16000, 10000, false, 63 },
	{ "0.61875 is rounded up", 99, 16000, 10000, false, 62 },
	{ "0.615 less a hair is rounded down", 61499999, 9999999999, 10000,
	    false, 61 },
	{ "the target itself", 300, 300, 10000, false, 10000 },
	{ "a hair below the target prints 100", 9999999, 10000000, 10000,
	    false, 10000 },
	{ "over the target, capped", 301, 300, 10000, false, 10000 },
	{ "over the target, with room", 301, 300, 12000, false, 10033 },
	{ "below 0", -1, 300, 10000, false, 0 },
	{ "0", 0, 300, 10000, false, 0 },
	{ "the most against the least", MOST, 1, SCHEME_MAX, false,
	    SCHEME_MAX },
	{ "the least against the most", 1, MOST, 10000, false, 0 },
	{ "lower: twice the target", 600, 300, 10000, true, 5000 },
	{ "lower: 0.625 is rounded up", 16000, 100, 10000, true, 63 },
	{ "lower: half the target", 150, 300, 15000, true, 15000 },
	{ "lower: 0", 0, 300, 15000, true, 15000 },
	{ "lower: below 0", -100, 300, 12000, true, 12000 },
};

static void
test_attainment(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof attainment / sizeof attainment[0];
	     i++) {
		int64_t got = score_attainment(attainment[i].raw,
		    attainment[i].target, attainment[i].cap,
		    attainment[i].lower);

		if (got != attainment[i].score)
			print_error("%s: %lld\n", attainment[i].name,
			    (long long)got);
		assert_true(got == attainment[i].score);
	}
}

static const struct {
	const char *name;
	int64_t raw, min, max, low, high;
	bool lower;
	int64_t score;
} min_max[] = {
	{ "the worst", 100, 100, 400, 5000, 10000, false, 5000 },
	{ "the best", 400, 100, 400, 5000, 10000, false, 10000 },
	{ "a third of the way", 200, 100, 400, 5000, 10000, false, 6667 },
	{ "half a hundredth goes up", 1, 0, 2, 0, 1, false, 1 },
	{ "less than half goes down", 49, 0, 100, 0, 1, false, 0 },
	{ "below 0", -50, -100, 0, 0, 10000, false, 5000 },
	{ "all equal", 7, 7, 7, 5000, 9000, false, 9000 },
	{ "all equal, lower", 7, 7, 7, 5000, 9000, true, 9000 },
	{ "lower: the least is best", 100, 100, 400, 5000, 10000, true,
	    10000 },
	{ "lower: the most is worst", 400, 100, 400, 5000, 10000, true,
	    5000 },
	{ "lower: a third of the way", 300, 100, 400, 5000, 10000, true,
	    6667 },
	{ "from end to end", MOST, -MOST, MOST, 0, SCHEME_MAX, false,
	    SCHEME_MAX },
	{ "in the middle of it", 0, -MOST, MOST, 0, SCHEME_MAX, false,
	    SCHEME_MAX / 2 },
};

static void
test_min_max(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof min_max / sizeof min_max[0]; i++) {
		int64_t got = score_min_max(min_max[i].raw, min_max[i].min,
		    min_max[i].max, min_max[i].low, min_max[i].high,
		    min_max[i].lower);

		if (got != min_max[i].score)
			print_error("%s: %lld\n", min_max[i].name,
			    (long long)got);
		assert_true(got == min_max[i].score);
	}
}

static int64_t listed[] = { 10000, 8500, 3335 };

static const struct {
	const char *name;
	bool points;
	enum scheme_ties ties;
	size_t first, tied, n;
	int64_t score;
} rank[] = {
	{ "first of ten", false, SCHEME_BEST, 1, 1, 10, 9000 },
	{ "last of ten", false, SCHEME_BEST, 10, 1, 10, 5000 },
	{ "second of ten", false, SCHEME_BEST, 2, 1, 10, 8556 },
	{ "alone", false, SCHEME_WORST, 1, 1, 1, 9000 },
	{ "all share: the best", false, SCHEME_BEST, 1, 3, 3, 9000 },
	{ "all share: the mean", false, SCHEME_MEAN, 1, 3, 3, 7000 },
	{ "all share: the worst", false, SCHEME_WORST, 1, 3, 3, 5000 },
	{ "two share the middle of four", false, SCHEME_MEAN, 2, 2, 4, 7000 },
	{ "a listed place", true, SCHEME_BEST, 2, 1, 9, 8500 },
	{ "behind the list", true, SCHEME_BEST, 9, 1, 9, 3335 },
	{ "shared: the first's points", true, SCHEME_BEST, 1, 3, 9, 10000 },
	{ "shared: the last's points", true, SCHEME_WORST, 1, 3, 9, 3335 },
	{ "shared: their mean, 7278.33", true, SCHEME_MEAN, 1, 3, 9, 7278 },
	{ "shared: a half goes up", true, SCHEME_MEAN, 2, 2, 9, 5918 },
	{ "shared beyond the list", true, SCHEME_MEAN, 3, 4, 9, 3335 },
};

static void
test_rank(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rank / sizeof rank[0]; i++) {
		struct scheme_item x = { .low = 5000, .high = 9000,
			.ties = rank[i].ties };
		int64_t got;

		x.points = rank[i].points ? listed : NULL;
		x.npoints = rank[i].points ? 3 : 0;
		got = score_rank(&x, rank[i].first, rank[i].tied, rank[i].n);
		if (got != rank[i].score)
			print_error("%s: %lld\n", rank[i].name,
			    (long long)got);
		assert_true(got == rank[i].score);
	}
}

static const struct {
	const char *name;
	int64_t raw, points, per, over, cap; /* cap 0: none */
	int64_t score;                       /* -1: past any score */
} points[] = {
	{ "three units", 300, 50, 100, 0, 0, 150 },
	{ "a unit not in full", 299, 50, 100, 0, 0, 100 },
	{ "up to the cap", 9900, 50, 100, 0, 120, 120 },
	{ "above", 250, 125, 50, 200, 0, 125 },
	{ "not above", 200, 125, 50, 200, 0, 0 },
	{ "below: nothing, and nothing taken off", -900, 125, 50, 200, 0, 0 },
	{ "over a negative bound", 0, 100, 100, -200, 0, 200 },
	{ "the most points there are", MOST, SCHEME_MAX, MOST, 0, 0,
	    SCHEME_MAX },
	{ "past any score", 20000, SCHEME_MAX / 100, 100, 0, 0, -1 },
	{ "past any score, with a cap", MOST, SCHEME_MAX, 1, -MOST, 300,
	    300 },
};

static void
test_points(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) {
		int64_t n = points[i].points, got = -1;
		struct scheme_item x = { .points = &n, .npoints = 1,
			.per = points[i].per, .over = points[i].over,
			.has_cap = points[i].cap > 0, .cap = points[i].cap };

		if (!score_points(&x, points[i].raw, &got))
			got = -1;
		if (got != points[i].score)
			print_error("%s: %lld\n", points[i].name,
			    (long long)got);
		assert_true(got == points[i].score);
	}
}

static const struct {
	int64_t n;
	const char *text;
} exact[] = {
	{ 0, "0.00" },
	{ 1, "0.000001" },
	{ -1, "-0.000001" },
	{ 10, "0.00001" },
	{ 10000, "0.01" },
	{ 12000, "0.012" },
	{ -9999, "-0.009999" },
	{ -10001, "-0.010001" },
	{ -400000, "-0.40" },
	{ 209979, "0.209979" },
	{ 22221111, "22.221111" },
	{ 101000000, "101.00" },
	{ INT64_C(10000) * SCHEME_MAX, "10000.00" },
};

static bool
puts_exact(int64_t n, const char *text)
{
	struct buf b;
	bool same;

	buf_init(&b, BUF_UNBOUNDED);
	score_put_exact(&b, n);
	same = str_is(buf_str(&b), text);
	buf_fini(&b);
	if (!same)
		print_error("%s\n", text);
	return same;
}

static bool
puts_figure(int64_t n, bool decimals, const char *text)
{
	struct buf b;
	bool same;

	buf_init(&b, BUF_UNBOUNDED);
	score_put_figure(&b, n, decimals);
	same = str_is(buf_str(&b), text);
	buf_fini(&b);
	return same;
}

static void
test_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof exact / sizeof exact[0]; i++)
		assert_true(puts_exact(exact[i].n, exact[i].text));
	assert_true(puts_figure(1200, false, "12"));
	assert_true(puts_figure(1200, true, "12.00"));
	assert_true(puts_figure(1250, false, "12.50"));
	assert_true(puts_figure(-100, false, "-1"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_attainment),
		cmocka_unit_test(test_min_max),
		cmocka_unit_test(test_rank),
		cmocka_unit_test(test_points),
		cmocka_unit_test(test_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

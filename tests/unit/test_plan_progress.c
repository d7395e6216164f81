/* Statuses and ratios of progress, by table: exact, nothing rounded first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "plan/progress.h"

#define NO INT64_MIN

/* flags: T target, K known, S schedule, X exceed, C complete, E end,
 * R rate */
static const struct {
	const char *name, *flags;
	int64_t target, num, den, due, of;
	enum completion_status status;
	int64_t rate, gap, remaining; /* NO: none */
} row[] = {
	{ "no target", "KS", 0, 3, 1, 6, 12, COMPLETION_NONE, NO, NO, NO },
	{ "no target, no data", "S", 0, 0, 1, 6, 12, COMPLETION_NONE, NO, NO,
	    NO },
	{ "no data", "TS", 18, 0, 1, 6, 12, COMPLETION_UNKNOWN, NO, NO, NO },
	{ "no data in December", "TSC", 18, 0, 1, 12, 12, COMPLETION_UNKNOWN,
	    NO, NO, NO },
	{ "70 of over 70 in December", "TKSXC", 70, 70, 1, 12, 12,
	    COMPLETION_MISSED, 10000, 0, 1 },
	{ "71 of over 70", "TKSXC", 70, 71, 1, 12, 12, COMPLETION_DONE, 10143,
	    143, 0 },
	{ "70 of over 70 in June", "TKSX", 70, 70, 1, 6, 12, COMPLETION_AHEAD,
	    10000, 5000, 1 },
	{ "37 of over 70", "TKSX", 70, 37, 1, 6, 12, COMPLETION_AHEAD, 5286,
	    286, 34 },
	{ "18 of 18", "TKS", 18, 18, 1, 6, 12, COMPLETION_DONE, 10000, 5000,
	    0 },
	{ "on schedule to the unit", "TKS", 18, 9, 1, 6, 12, COMPLETION_AHEAD,
	    5000, 0, 9 },
	{ "exactly ten points behind is not lagging", "TKS", 10, 4, 1, 6, 12,
	    COMPLETION_BEHIND, 4000, -1000, 6 },
	{ "a hair more prints -10.00 and lags", "TKS", 1000000, 399999, 1, 6,
	    12, COMPLETION_LAGGING, 4000, -1000, 600001 },
	{ "a hair behind prints 0.00 and is behind", "TKS", 1000000, 499999,
	    1, 6, 12, COMPLETION_BEHIND, 5000, 0, 500001 },
	{ "a hair below the target prints 100.00 and is missed", "TKSC",
	    1000000, 999999, 1, 12, 12, COMPLETION_MISSED, 10000, 0, 1 },
	{ "thirds are not rounded before the schedule", "TKS", 3, 1, 1, 1, 3,
	    COMPLETION_AHEAD, 3333, 0, 2 },
	{ "end before the year's end", "TKE", 2, 1, 1, 6, 12, COMPLETION_OPEN,
	    5000, NO, 1 },
	{ "end at the year's end", "TKSEC", 2, 1, 1, 12, 12,
	    COMPLETION_MISSED, 5000, -5000, 1 },
	{ "a target of 0 is met and has no rate", "TKS", 0, 0, 1, 6, 12,
	    COMPLETION_DONE, NO, NO, 0 },
	{ "over 0 is not met by 0, and no rate puts it ahead", "TKSX", 0, 0,
	    1, 6, 12, COMPLETION_BEHIND, NO, NO, 1 },
	{ "over 0 is met by 1", "TKSX", 0, 1, 1, 6, 12, COMPLETION_DONE, NO,
	    NO, 0 },
	{ "over 0 by 0 in December", "TKSXC", 0, 0, 1, 12, 12,
	    COMPLETION_MISSED, NO, NO, 1 },
	{ "over 0 by 0 at the year's end only", "TKXE", 0, 0, 1, 6, 12,
	    COMPLETION_OPEN, NO, NO, 1 },
	{ "refunds do not meet a target of 0", "TKS", 0, -5, 1, 6, 12,
	    COMPLETION_BEHIND, NO, NO, 5 },
	{ "refunds: below 0", "TKS", 100, -50, 1, 6, 12, COMPLETION_LAGGING,
	    -5000, -10000, 150 },
	{ "a rate a hair below its target", "TKS", 6667, 20000, 3, 6, 12,
	    COMPLETION_AHEAD, 10000, 5000, 1 },
	{ "a rate of over 100 and none of one thing", "TKXER", 10000, 0, 1, 6,
	    12, COMPLETION_OPEN, 0, NO, 10000 },
	{ "a third of a hundredth is rounded half away", "TKER", 5000, 11000,
	    3, 6, 12, COMPLETION_OPEN, 7333, NO, 1333 },
	{ "amounts of a nation do not overflow", "TKS",
	    INT64_C(10000000000000000), INT64_C(1000000000000000000),
	    INT64_C(100000000000000), 6, 12, COMPLETION_LAGGING, 0, -5000,
	    INT64_C(9999999999990000) },
};

static bool
remaining(const struct progress *p, int64_t *out)
{
	return progress_remaining(p, 1, out);
}

static bool
is(bool (*figure)(const struct progress *, int64_t *),
    const struct progress *p, int64_t want)
{
	int64_t n = 0;
	bool has = figure(p, &n);

	return has ? n == want : want == NO;
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
		const char *f = row[i].flags;
		const struct progress p = {
			.has_target = strchr(f, 'T') != NULL,
			.exceed = strchr(f, 'X') != NULL,
			.target = row[i].target,
			.known = strchr(f, 'K') != NULL,
			.num = row[i].num,
			.den = row[i].den,
			.is_rate = strchr(f, 'R') != NULL,
			.has_schedule = strchr(f, 'S') != NULL,
			.due = row[i].due,
			.of = row[i].of,
			.complete = strchr(f, 'C') != NULL,
			.end = strchr(f, 'E') != NULL,
			.lagging = 1000,
		};

		if (progress_status(&p) != row[i].status)
			fail_msg("%s: status %d", row[i].name,
			    (int)progress_status(&p));
		if (!is(progress_rate, &p, row[i].rate))
			fail_msg("%s: rate", row[i].name);
		if (!is(progress_gap, &p, row[i].gap))
			fail_msg("%s: gap", row[i].name);
		if (!is(remaining, &p, row[i].remaining))
			fail_msg("%s: remaining", row[i].name);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

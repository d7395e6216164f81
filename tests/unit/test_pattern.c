/* Names of files against patterns: months as offices write them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/date.h"
#include "import/pattern.h"

struct row {
	const char *pattern, *name;
	bool matches;
	const char *month, *part; /* "" : none */
};

static const struct row rows[] = {
	{ "楼宇台账.csv", "楼宇台账.csv", true, "", "" },
	{ "楼宇台账.csv", "楼宇台账.CSV", false, "", "" },
	{ "楼宇台账.csv", "楼宇台账.csv.gz", false, "", "" },
	{ "", "", true, "", "" },
	{ "", "a", false, "", "" },
	{ "*", "台账.csv", true, "", "" },
	{ "*", "a/b", false, "", "" },
	{ "*/*", "a/b", true, "", "" },
	{ "*.csv", ".csv", true, "", "" },
	{ "台?.csv", "台账.csv", true, "", "" },
	{ "台?.csv", "台.csv", false, "", "" },
	{ "台?账", "台/账", false, "", "" },
	{ "税收-{month}.csv", "税收-2023-06.csv", true, "2023-06", "" },
	{ "税收-{month}.csv", "税收-202306.csv", true, "2023-06", "" },
	{ "税收-{month}.csv", "税收-2023.06.csv", true, "2023-06", "" },
	{ "税收-{month}.csv", "税收-2023_6.csv", true, "2023-06", "" },
	{ "税收-{month}.csv", "税收-2023年6月.csv", true, "2023-06", "" },
	{ "税收-{month}.csv", "税收-2023年06.csv", true, "2023-06", "" },
	{ "税收-{month}月.csv", "税收-2023年6月.csv", true, "2023-06", "" },
	{ "税收{month}*.csv", "税收2023年12月修订.csv", true, "2023-12", "" },
	{ "{month}/台账.csv", "2023/6月/台账.csv", true, "2023-06", "" },
	{ "{month}/台账{month}.csv", "2023-06/台账202306.csv", true, "2023-06", "" },
	{ "{month}/台账{month}.csv", "2023-06/台账202307.csv", false, "", "" },
	{ "税收-{month}.csv", "税收-2023-13.csv", false, "", "" },
	{ "税收-{month}.csv", "税收-2023-00.csv", false, "", "" },
	{ "税收-{month}.csv", "税收-20236.csv", false, "", "" },
	{ "税收-{month}.csv", "税收-2023061.csv", false, "", "" },
	{ "税收-{month}.csv", "税收-1203-06.csv", false, "", "" },
	{ "税收-{month}.csv", "税收-.csv", false, "", "" },
	{ "*{month}.csv", "A12023-06.csv", false, "", "" },
	{ "台账-{since}.csv", "台账-2022-01.csv", true, "2022-01", "" },
	{ "台账-{part}.csv", "台账-娄葑.csv", true, "", "娄葑" },
	{ "台账-{part}.csv", "台账-.csv", false, "", "" },
	{ "台账-{part}.csv", "台账-a/b.csv", false, "", "" },
	{ "台账-{part}-{month}.csv", "台账-娄-葑-202306.csv", true, "2023-06", "娄-葑" },
	{ "台账-{month}-{part}.csv", "台账-202306-娄葑.csv", true, "2023-06", "娄葑" },
	{ "{part}/{part}.csv", "甲/甲.csv", true, "", "甲" },
	{ "{part}/{part}.csv", "甲/乙.csv", false, "", "" },
	{ "{part}?.csv", "娄葑.csv", true, "", "娄" },
};

static void
every_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct row *r = &rows[i];
		struct pattern_found found;
		int month = -1;
		bool got = pattern_matches(str_from(r->pattern),
		    str_from(r->name), &found);

		if (r->month[0] != '\0')
			assert_true(date_parse_month(str_from(r->month),
			    &month));
		if (got != r->matches || (got && (found.month != month ||
		        !str_is(found.part, r->part))))
			fail_msg("%s against %s: %d, month %d, part %.*s",
			    r->name, r->pattern, got, found.month,
			    (int)found.part.n, found.part.p);
	}
}

static void
what_stands_in_braces(void **state)
{
	enum pattern_period period;
	struct str fault;

	(void)state;
	assert_true(pattern_check(STR("a.csv"), &period, &fault));
	assert_int_equal(period, PATTERN_ALWAYS);
	assert_true(pattern_check(STR("a-{part}.csv"), &period, &fault));
	assert_int_equal(period, PATTERN_ALWAYS);
	assert_true(pattern_check(STR("{since}a"), &period, &fault));
	assert_int_equal(period, PATTERN_SINCE);
	assert_true(pattern_check(STR("{month}{since}"), &period, &fault));
	assert_int_equal(period, PATTERN_MONTHLY);
	assert_false(pattern_check(STR("a{months}b"), &period, &fault));
	assert_true(str_is(fault, "{months}"));
	assert_false(pattern_check(STR("a{month"), &period, &fault));
	assert_true(str_is(fault, "{month"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row),
		cmocka_unit_test(what_stands_in_braces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

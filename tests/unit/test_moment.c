/* Months and days as offices write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include "import/moment.h"

static const struct moment_row {
	const char *cell;
	enum moment_fault month_fault, day_fault;
	const char *month, *day;
} moments[] = {
	{ "2023-04", MOMENT_OK, MOMENT_NO_DAY, "2023-04", "" },
	{ "2023-04-01", MOMENT_OK, MOMENT_OK, "2023-04", "2023-04-01" },
	{ "2023年4月", MOMENT_OK, MOMENT_NO_DAY, "2023-04", "" },
	{ "2023 年 4 月", MOMENT_OK, MOMENT_NO_DAY, "2023-04", "" },
	{ "２０２３年４月８日", MOMENT_OK, MOMENT_OK, "2023-04", "2023-04-08" },
	{ "2023.4", MOMENT_OK, MOMENT_NO_DAY, "2023-04", "" },
	{ "2023.04", MOMENT_OK, MOMENT_NO_DAY, "2023-04", "" },
	{ "2023.4.8", MOMENT_OK, MOMENT_OK, "2023-04", "2023-04-08" },
	{ "2023/4/8", MOMENT_OK, MOMENT_OK, "2023-04", "2023-04-08" },
	{ "2023/4/8 09:30:00", MOMENT_OK, MOMENT_OK, "2023-04", "2023-04-08" },
	{ "2023-04-08T00:00", MOMENT_OK, MOMENT_OK, "2023-04", "2023-04-08" },
	{ "202304", MOMENT_OK, MOMENT_NO_DAY, "2023-04", "" },
	{ "20230408", MOMENT_OK, MOMENT_OK, "2023-04", "2023-04-08" },
	{ "45017", MOMENT_OK, MOMENT_OK, "2023-04", "2023-04-01" },
	{ "2023.10", MOMENT_OK, MOMENT_NO_DAY, "2023-10", "" },
	{ "2023.1", MOMENT_AMBIGUOUS, MOMENT_NO_DAY, "", "" },
	{ "2023/1", MOMENT_OK, MOMENT_NO_DAY, "2023-01", "" },
	{ "2023-04-01至2023-04-30", MOMENT_OK, MOMENT_MALFORMED, "2023-04",
	    "" },
	{ "2023-04-01 - 2023-04-30", MOMENT_OK, MOMENT_MALFORMED, "2023-04",
	    "" },
	{ "2023-04-01至2023-05-31", MOMENT_PERIOD, MOMENT_MALFORMED, "", "" },
	{ "2023", MOMENT_NO_MONTH, MOMENT_NO_MONTH, "", "" },
	{ "2023年", MOMENT_NO_MONTH, MOMENT_NO_MONTH, "", "" },
	{ "4月", MOMENT_NO_YEAR, MOMENT_NO_YEAR, "", "" },
	{ "2023年13月", MOMENT_NO_SUCH, MOMENT_NO_SUCH, "", "" },
	{ "2023-02-29", MOMENT_NO_SUCH, MOMENT_NO_SUCH, "", "" },
	{ "2023年一季度", MOMENT_NO_MONTH, MOMENT_NO_MONTH, "", "" },
	{ "4月底前", MOMENT_NO_YEAR, MOMENT_NO_YEAR, "", "" },
	{ "23.4", MOMENT_MALFORMED, MOMENT_MALFORMED, "", "" },
	{ "2023-4/8", MOMENT_MALFORMED, MOMENT_MALFORMED, "", "" },
	{ "2023-04-08x", MOMENT_MALFORMED, MOMENT_MALFORMED, "", "" },
	{ "1", MOMENT_MALFORMED, MOMENT_MALFORMED, "", "" },
	{ "9999999999", MOMENT_MALFORMED, MOMENT_MALFORMED, "", "" },
};

static void
check(const char *cell, const char *what, enum moment_fault got,
    enum moment_fault want, struct str text, const char *want_text)
{
	if (got != want || (got == MOMENT_OK && !str_is(text, want_text)))
		fail_msg("%s as a %s: fault %d, %.*s", cell, what, (int)got,
		    STR_ARG(text));
}

static void
forms_are_read_or_refused(void **state)
{
	static const struct moment_evidence none = { false, false };
	struct buf scratch, text;

	(void)state;
	buf_init(&scratch, BUF_UNBOUNDED);
	buf_init(&text, BUF_UNBOUNDED);
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		const struct moment_row *r = &moments[i];
		struct str cell = str_from(r->cell);
		int at = 0;
		enum moment_fault fault = moment_month(cell, &none, &scratch,
		    &at);

		buf_reset(&text);
		if (fault == MOMENT_OK)
			date_put_month(&text, at);
		check(r->cell, "month", fault, r->month_fault, buf_str(&text),
		    r->month);
		buf_reset(&text);
		fault = moment_day(cell, &scratch, &at);
		if (fault == MOMENT_OK)
			date_put_day(&text, at);
		check(r->cell, "day", fault, r->day_fault, buf_str(&text),
		    r->day);
	}
	buf_fini(&scratch);
	buf_fini(&text);
}

static void
the_column_shows_what_a_lone_one_is(void **state)
{
	struct moment_evidence e = { false, false };
	struct buf scratch;
	int at;

	(void)state;
	buf_init(&scratch, BUF_UNBOUNDED);
	moment_learn(&e, STR("2023.09"));
	assert_int_equal(moment_month(STR("2023.1"), &e, &scratch, &at),
	    MOMENT_OK);
	assert_int_equal(at, date_month_of(2023, 10));
	e = (struct moment_evidence){ false, false };
	moment_learn(&e, STR("2023.10"));
	assert_int_equal(moment_month(STR("2023.1"), &e, &scratch, &at),
	    MOMENT_OK);
	assert_int_equal(at, date_month_of(2023, 1));
	moment_learn(&e, STR("2023.01"));
	assert_int_equal(moment_month(STR("2023.1"), &e, &scratch, &at),
	    MOMENT_AMBIGUOUS);
	buf_fini(&scratch);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_are_read_or_refused),
		cmocka_unit_test(the_column_shows_what_a_lone_one_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

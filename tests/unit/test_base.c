#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/map.h"

static void
every_day_of_300_years_comes_back(void **state)
{
	int day, first, before;
	struct buf b;

	(void)state;
	buf_init(&b, 64);
	assert_true(date_day_from(1900, 1, 1, &first));
	assert_int_equal(first, -25567);
	before = first - 1;
	for (int n = first; n < first + 299 * 365; n++) {
		buf_reset(&b);
		date_put_day(&b, n);
		assert_true(date_parse_day(buf_str(&b), &day));
		assert_int_equal(day, n);
		assert_int_equal(day, before + 1);
		before = day;
	}
	buf_fini(&b);
}

static void
days_that_do_not_exist_are_refused(void **state)
{
	static const char *const bad[] = { "2023-02-29", "1900-02-29",
		"2023-13-01", "2023-00-10", "2023-04-31", "2023-4-1",
		"2023-04-00", "20230401", "2023-04-011", "1899-12-31",
		"2200-01-01", "" };
	int n;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (date_parse_day(str_from(bad[i]), &n))
			fail_msg("%s was accepted", bad[i]);
	assert_true(date_parse_day(STR("2024-02-29"), &n));
	assert_true(date_parse_day(STR("2000-02-29"), &n));
	assert_true(date_parse_month(STR("2023-12"), &n));
	assert_int_equal(date_last_day(n) - date_first_day(n), 30);
	assert_int_equal(date_month_of_day(date_last_day(n)), n);
	assert_false(date_parse_month(STR("2023-1"), &n));
	assert_false(date_parse_month(STR("2023-00"), &n));
}

static void
names_are_numbered_in_order_and_found(void **state)
{
	struct map m = { 0 };
	char name[16];
	bool is_new;

	(void)state;
	assert_int_equal(map_find(&m, STR("0")), MAP_NONE);
	for (int i = 0; i < 20000; i++) {
		snprintf(name, sizeof(name), "%d", i);
		assert_int_equal(map_put(&m, str_from(name), &is_new), i);
		assert_true(is_new);
	}
	for (int i = 0; i < 20000; i++) {
		snprintf(name, sizeof(name), "%d", i);
		assert_int_equal(map_put(&m, str_from(name), &is_new), i);
		assert_false(is_new);
		assert_int_equal(map_find(&m, str_from(name)), i);
	}
	assert_int_equal(map_find(&m, STR("20000")), MAP_NONE);
	assert_int_equal(map_put(&m, STR(""), NULL), 20000);
	map_fini(&m);
}

static void
a_buffer_keeps_its_ceiling(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 4);
	buf_puts(&b, "abc");
	assert_false(b.over);
	buf_puts(&b, "de");
	assert_true(b.over);
	assert_int_equal(b.n, 3);
	buf_reset(&b);
	buf_hundredths(&b, -12345);
	assert_true(b.over);
	buf_fini(&b);
	buf_init(&b, BUF_UNBOUNDED);
	buf_int(&b, INT64_MIN);
	assert_true(str_is(buf_str(&b), "-9223372036854775808"));
	buf_reset(&b);
	buf_hundredths(&b, -5);
	assert_true(str_is(buf_str(&b), "-0.05"));
	buf_fini(&b);
}

static void
pieces_are_cut_one_by_one(void **state)
{
	static const char *const want[] = { "a", "", "b", "" };
	struct str rest = STR("a;;b;"), piece;
	size_t n = 0;

	(void)state;
	while (str_cut(&rest, ';', &piece))
		assert_true(str_is(piece, want[n++]));
	assert_int_equal(n, 4);
	assert_int_equal(str_cmp(STR("a"), STR("ab")), -1);
	assert_true(str_is(str_trim(STR(" \tx y\n")), "x y"));
}

/* What diag wrote to its sink. */
static void
said(struct diag_opts opts, void (*say)(struct diag *), char *text, size_t room)
{
	FILE *f = tmpfile();
	struct diag *d;

	opts.program = "bldg-test";
	opts.sink = f;
	d = diag_new(&opts);
	say(d);
	diag_free(d);
	rewind(f);
	text[fread(text, 1, room - 1, f)] = '\0';
	fclose(f);
}

static void
say_three(struct diag *d)
{
	static const struct pos pos = { "a\tb.csv", 7, 3 };

	for (int i = 0; i < 3; i++)
		diag_at(d, &pos, DIAG_STRAY_QUOTE,
		    DIAG_STR(STR("x\x1b[2J\xe2\x80\xae\xc2\x9b")));
	diag_summary(d, STR("3 read"));
}

static void
messages_are_escaped_capped_and_counted(void **state)
{
	char text[4096];

	(void)state;
	said((struct diag_opts){ .cap = 2 }, say_three, text, sizeof(text));
	assert_string_equal(text,
	    "a\\x09b.csv:7:3: error: stray quote in the field "
	    "(x\\x1b[2J\\u202e\\u009b) [stray-quote]\n"
	    "a\\x09b.csv:7:3: error: stray quote in the field "
	    "(x\\x1b[2J\\u202e\\u009b) [stray-quote]\n"
	    "bldg-test: 3 read\n"
	    "bldg-test: note: 1 more of [stray-quote] not shown [more]\n");
	said((struct diag_opts){ .cap = 1, .json = true, .lang = LANG_ZH },
	    say_three, text, sizeof(text));
	assert_string_equal(text,
	    "{\"program\":\"bldg-test\",\"file\":\"a\\u0009b.csv\",\"line\":7,"
	    "\"column\":3,\"level\":\"error\",\"code\":\"stray-quote\","
	    "\"message\":\"字段中有多余的引号（x\\\\x1b[2J\\\\u202e\\\\u009b）\"}\n"
	    "{\"program\":\"bldg-test\",\"level\":\"summary\",\"message\":"
	    "\"3 read\"}\n"
	    "{\"program\":\"bldg-test\",\"level\":\"note\",\"code\":\"more\","
	    "\"message\":\"另有 2 条 [stray-quote] 未显示\"}\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_300_years_comes_back),
		cmocka_unit_test(days_that_do_not_exist_are_refused),
		cmocka_unit_test(names_are_numbered_in_order_and_found),
		cmocka_unit_test(a_buffer_keeps_its_ceiling),
		cmocka_unit_test(pieces_are_cut_one_by_one),
		cmocka_unit_test(messages_are_escaped_capped_and_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

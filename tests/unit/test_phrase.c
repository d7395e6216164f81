/* Sentences: each table says what an office would write. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/phrase.h"

static void
expect(struct str got, const char *want)
{
	if (got.n != strlen(want) || memcmp(got.p, want, got.n) != 0)
		fail_msg("got [%.*s], want [%s]", (int)got.n, got.p, want);
}

static void
growth_rises_falls_or_is_level(void **state)
{
	static const struct {
		int64_t now, before;
		const char *zh, *en;
	} t[] = {
		{ 1078, 1000, "增长7.8%", "up 7.8%" },
		{ 970, 1000, "下降3.0%", "down 3.0%" },
		{ 1000, 1000, "持平", "unchanged" },
		{ 10004, 10000, "持平", "unchanged" },  /* rounds to 0.0 */
		{ 9996, 10000, "持平", "unchanged" },
		{ 10005, 10000, "增长0.1%", "up 0.1%" }, /* half away */
		{ 9995, 10000, "下降0.1%", "down 0.1%" },
		{ 0, 1000, "下降100.0%", "down 100.0%" },
		{ -1000, 1000, "下降200.0%", "down 200.0%" },
		{ 1000, 0, "不明", "unknown" },
		{ 1000, -5, "不明", "unknown" },
	};
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct ratio x = ratio_growth(t[i].now, t[i].before);

		expect(phrase_growth(&a, LANG_ZH, x), t[i].zh);
		expect(phrase_growth(&a, LANG_EN, x), t[i].en);
	}
	arena_fini(&a);
}

static void
shares_change_in_points(void **state)
{
	static const struct {
		int64_t a, b, c, d;
		const char *zh, *en;
	} t[] = {
		{ 813, 1000, 807, 1000, "提高0.6个百分点", "up 0.6 points" },
		{ 807, 1000, 813, 1000, "下降0.6个百分点",
		    "down 0.6 points" },
		{ 1, 3, 3333, 10000, "持平", "unchanged" },
		{ 1, 2, 1, 0, "不明", "unknown" },
	};
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct ratio x = ratio_less(ratio_of(t[i].a, t[i].b),
		    ratio_of(t[i].c, t[i].d));

		expect(phrase_points(&a, LANG_ZH, x), t[i].zh);
		expect(phrase_points(&a, LANG_EN, x), t[i].en);
	}
	arena_fini(&a);
}

static void
gaps_say_what_they_are_measured_by(void **state)
{
	static const struct {
		const char *schedule;
		int64_t gap; /* thousandths */
		const char *zh, *en;
	} t[] = {
		{ "linear", 29, "超序时进度2.9个百分点",
		    "2.9 points ahead of schedule" },
		{ "linear", -204, "落后序时进度20.4个百分点",
		    "20.4 points behind schedule" },
		{ "end", 0, "与序时进度持平", "level with the schedule" },
		{ "last-year", 47, "快于上年同期进度4.7个百分点",
		    "4.7 points ahead of last year's pace" },
		{ "last-year", -12, "慢于上年同期进度1.2个百分点",
		    "1.2 points behind last year's pace" },
		{ "last-year", 0, "与上年同期进度持平",
		    "level with last year's pace" },
		{ "planned", -143, "落后计划进度14.3个百分点",
		    "14.3 points behind plan" },
		{ "planned", 143, "超计划进度14.3个百分点",
		    "14.3 points ahead of plan" },
	};
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct ratio x = ratio_of(t[i].gap, 1000);
		struct str schedule = str_from(t[i].schedule);

		expect(phrase_gap(&a, LANG_ZH, schedule, x), t[i].zh);
		expect(phrase_gap(&a, LANG_EN, schedule, x), t[i].en);
	}
	expect(phrase_gap(&a, LANG_ZH, STR("linear"), ratio_of(1, 0)),
	    "序时进度不明");
	arena_fini(&a);
}

static void
amounts_have_the_decimals_of_tables(void **state)
{
	static const struct {
		int64_t fen;
		const char *yi, *wan, *yi_en;
	} t[] = {
		{ INT64_C(2683700000000), "268.37亿元", "2683700万元",
		    "26.837 billion yuan" },
		{ INT64_C(9996423107), "1.00亿元", "9996万元",
		    "0.100 billion yuan" },
		{ INT64_C(-4500000), "0.00亿元", "-5万元",
		    "0.000 billion yuan" },
		{ 0, "0.00亿元", "0万元", "0.000 billion yuan" },
	};
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		expect(phrase_yi(&a, LANG_ZH, t[i].fen), t[i].yi);
		expect(phrase_wan(&a, LANG_ZH, t[i].fen), t[i].wan);
		expect(phrase_yi(&a, LANG_EN, t[i].fen), t[i].yi_en);
	}
	expect(phrase_wan(&a, LANG_EN, INT64_C(4521000000)),
	    "45.21 million yuan");
	expect(phrase_count(&a, 25012), "25,012");
	expect(phrase_count(&a, -1234567), "-1,234,567");
	expect(phrase_count(&a, 999), "999");
	expect(phrase_percent(&a, LANG_ZH, ratio_of(-1, 3)), "-33.3%");
	expect(phrase_percent(&a, LANG_ZH, ratio_of(-1, 30000)), "0.0%");
	expect(phrase_percent(&a, LANG_ZH, ratio_of(1, 0)), "不明");
	expect(phrase_per_m2(&a, LANG_ZH, ratio_of(9425, 10)),
	    "943元/㎡");
	arena_fini(&a);
}

static void
counts_change_against_a_time(void **state)
{
	struct arena a = { 0 };

	(void)state;
	expect(phrase_change(&a, LANG_ZH, 38, 31, "幢", "上年同期"),
	    "比上年同期增加7幢");
	expect(phrase_change(&a, LANG_ZH, 31, 38, "幢", "上年同期"),
	    "比上年同期减少7幢");
	expect(phrase_change(&a, LANG_ZH, 31, 31, "幢", "上年同期"),
	    "与上年同期持平");
	expect(phrase_change(&a, LANG_EN, 31, 38, "幢", "a year ago"),
	    "7 fewer than a year ago");
	expect(phrase_change(&a, LANG_EN, 31, 31, "幢", "a year ago"),
	    "as many as a year ago");
	arena_fini(&a);
}

static void
lists_end_with_what_they_leave_out(void **state)
{
	static const struct {
		size_t n, most;
		const char *zh, *en;
	} t[] = {
		{ 0, 3, "", "" },
		{ 1, 3, "甲", "甲" },
		{ 2, 3, "甲、乙", "甲 and 乙" },
		{ 3, 3, "甲、乙、丙", "甲, 乙 and 丙" },
		{ 4, 3, "甲、乙、丙等4幢", "甲, 乙, 丙 and 1 other" },
		{ 4, 1, "甲等4幢", "甲 and 3 others" },
	};
	static const struct str item[] = { { "甲", 3 }, { "乙", 3 },
		{ "丙", 3 }, { "丁", 3 } };
	struct arena a = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		expect(phrase_list(&a, LANG_ZH, item, t[i].n, t[i].most,
		    "幢"), t[i].zh);
		expect(phrase_list(&a, LANG_EN, item, t[i].n, t[i].most,
		    "幢"), t[i].en);
	}
	arena_fini(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(growth_rises_falls_or_is_level),
		cmocka_unit_test(shares_change_in_points),
		cmocka_unit_test(gaps_say_what_they_are_measured_by),
		cmocka_unit_test(amounts_have_the_decimals_of_tables),
		cmocka_unit_test(counts_change_against_a_time),
		cmocka_unit_test(lists_end_with_what_they_leave_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

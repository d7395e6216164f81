#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "rule/roster.h"

/* No input can bring it about; so the counts are bent by hand. */
static void
counts_that_contradict_themselves_are_refused(void **state)
{
	static const struct {
		struct roster_flows city, district;
		unsigned long faults, parts;
	} cases[] = {
		{ { .year = { 69, 20, 2, 87 } },
		    { .year = { 69, 20, 2, 87 } }, 0, 0 },
		{ { .year = { 69, 20, 2, 88 } },
		    { .year = { 69, 20, 2, 88 } }, 2, 0 },
		{ { .year = { 69, 20, 2, 87 }, .expected = { 69, 19, 2, 85 } },
		    { .year = { 69, 20, 2, 87 }, .expected = { 69, 19, 2, 85 } },
		    2, 0 },
		{ { .year = { 1, 0, 0, 0 }, .expected = { 0, 1, 0, 0 } },
		    { .year = { 1, 0, 0, 1 } }, 2, 2 },
		{ { .year = { 9, 1, 0, 10 } }, { .year = { 9, 0, 0, 9 } },
		    0, 1 },
		{ { .year = { 9, 1, 0, 10 } }, { .year = { 9, 1, 1, 9 } },
		    0, 1 },
		{ { .year = { 9, 1, 0, 10 } }, { .year = { 8, 2, 0, 10 } },
		    0, 1 },
		{ { .expected = { 9, 1, 0, 10 } },
		    { .expected = { 9, 1, 0, 9 } }, 1, 1 },
	};
	FILE *sink = tmpfile();

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct diag *d = diag_new(&(struct diag_opts){
			.program = "test", .sink = sink });
		struct roster_flows one = cases[i].district;
		struct roster r = { .diag = d, .city = cases[i].city,
			.district = &one };
		bool is_new;

		map_put(&r.districts, STR("320571"), &is_new);
		if (roster_agrees(&r) != (cases[i].faults == 0 &&
		    cases[i].parts == 0) ||
		    diag_code_count(d, DIAG_IDENTITY) != cases[i].faults ||
		    diag_code_count(d, DIAG_IDENTITY_PARTS) !=
		    cases[i].parts)
			fail_msg("row %zu", i);
		map_fini(&r.districts);
		diag_free(d);
	}
	fclose(sink);
}

/* The scope is named in the language of the messages. */
static void
the_city_is_named(void **state)
{
	static const char *const names[LANG_COUNT] = { [LANG_EN] = "the city",
		[LANG_ZH] = "全市" };

	(void)state;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		FILE *sink = tmpfile();
		struct diag *d = diag_new(&(struct diag_opts){
			.program = "test", .sink = sink,
			.lang = (enum lang)lang });
		struct roster r = { .diag = d,
			.city = { .year = { 1, 0, 0, 0 } } };
		char line[512];

		assert_false(roster_agrees(&r));
		rewind(sink);
		assert_non_null(fgets(line, sizeof(line), sink));
		assert_non_null(strstr(line, names[lang]));
		diag_free(d);
		fclose(sink);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_that_contradict_themselves_are_refused),
		cmocka_unit_test(the_city_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

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
		struct roster_flow year, expected;
		unsigned long faults;
	} cases[] = {
		{ { 69, 20, 2, 87 }, { 0, 0, 0, 0 }, 0 },
		{ { 69, 20, 2, 88 }, { 0, 0, 0, 0 }, 1 },
		{ { 69, 20, 2, 87 }, { 69, 19, 2, 85 }, 1 },
		{ { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, 2 },
	};
	FILE *sink = tmpfile();

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct diag *d = diag_new(&(struct diag_opts){
			.program = "test", .sink = sink });
		struct roster r = { .diag = d, .count = {
			.year = cases[i].year,
			.expected = cases[i].expected } };

		if (roster_agrees(&r) != (cases[i].faults == 0) ||
		    diag_code_count(d, DIAG_IDENTITY) != cases[i].faults)
			fail_msg("row %zu", i);
		diag_free(d);
	}
	fclose(sink);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_that_contradict_themselves_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "cli/report_input.h"

static const struct report_need needs[] = {
	{ .name = "buildings", .dataset = report_buildings,
	    .place = REPORT_CANON, .must = true },
	{ .name = "buildings", .dataset = report_buildings,
	    .place = REPORT_CANON },
};

/* A report without an operand, and nothing given: what it cannot do
 * without is asked for, what it can is not there. */
static void
what_is_needed_is_asked_for(void **state)
{
	static const struct report_kind kind = { .name = "monthly",
		.need = needs, .nneed = 2 };
	struct cli_list with = { 0 };
	struct arena keep = { 0 };
	struct run run = { .keep = &keep };
	struct report_files f = { .run = &run, .kind = &kind,
		.with = &with };
	struct row_reader *rows = NULL;
	char *said = NULL;
	size_t n = 0;
	FILE *sink = open_memstream(&said, &n);

	(void)state;
	run.diag = diag_new(&(struct diag_opts){ .program = "t",
		.sink = sink });
	assert_int_equal(report_files_provide(&f, &needs[1], -1, &rows),
	    STATUS_END);
	assert_int_equal(report_files_provide(&f, &needs[0], -1, &rows),
	    STATUS_FATAL);
	diag_free(run.diag);
	fclose(sink);
	assert_string_equal(said, "t: error: monthly needs buildings: give it "
	    "with --with buildings=FILE, or a workspace with -C "
	    "[report-needs]\n");
	free(said);
	arena_fini(&keep);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_needed_is_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/diag.h"
#include "measure/rollup.h"

/* A run whose figures do not agree is refused with both figures: made here
 * by hand, since no input can bring it about. */
static void
what_does_not_agree_is_an_error(void **state)
{
	struct diag_opts opts = { .program = "test", .sink = tmpfile() };
	struct diag *d = diag_new(&opts);
	char text[256] = "";

	(void)state;
	assert_true(balance_agree(d, "one = one", 1, 1));
	assert_int_equal(diag_code_count(d, DIAG_DISAGREE), 0);
	assert_false(balance_agree(d, "one = two", 1, 2));
	assert_int_equal(diag_code_count(d, DIAG_DISAGREE), 1);
	rewind(opts.sink);
	assert_non_null(fgets(text, sizeof(text), opts.sink));
	assert_string_equal(text, "test: error: the figures do not agree: "
	    "one = two (1 and 2) [disagree]\n");
	diag_free(d);
	fclose(opts.sink);
}

static void
a_fen_lost_on_the_way_is_found(void **state)
{
	struct diag_opts opts = { .program = "test", .sink = tmpfile() };
	struct diag *d = diag_new(&opts);
	struct measure building = { .sum = { .tax = 70, .last = 30 },
		.before = 2, .entered = 1, .left = 1, .enterprises = 2 };
	struct tenure tenure = { .nbuilding = 1 };
	struct rollup u = { .tenure = &tenure, .building = &building };

	(void)state;
	u.balance.read = (struct ledger_sum){ 9, 130 };
	u.balance.attributed = (struct ledger_sum){ 5, 100 };
	u.balance.by_cause[CAUSE_NEVER] = (struct ledger_sum){ 3, 20 };
	u.balance.outside = (struct ledger_sum){ 1, 10 };
	assert_true(balance_check(&u, d));
	building.sum.tax--;
	assert_false(balance_check(&u, d));
	building.sum.tax++;
	u.balance.by_cause[CAUSE_NEVER].fen--;
	assert_false(balance_check(&u, d));
	u.balance.by_cause[CAUSE_NEVER].fen++;
	u.balance.outside.rows++;
	assert_false(balance_check(&u, d));
	u.balance.outside.rows--;
	building.left++;
	assert_false(balance_check(&u, d));
	diag_free(d);
	fclose(opts.sink);
}

/* Sums wider than 64 bits are printed whole. */
static void
sums_of_any_width_are_printed(void **state)
{
	static const num_wide high = (num_wide)100000000000000000;
	static const struct {
		num_wide fen;
		const char *text;
	} cases[] = {
		{ 0, " 0.00 +" },
		{ -5, " -0.05 +" },
		{ 99999999999999999, " 999999999999999.99 +" },
		{ 12 * high, " 12000000000000000.00 +" },
		{ 12 * high + 5, " 12000000000000000.05 +" },
		{ 12 * high + 99, " 12000000000000000.99 +" },
		{ 12 * high + 100, " 12000000000000001.00 +" },
		{ 12 * high + 123456, " 12000000000001234.56 +" },
		{ 12 * high + 99999999999999999, " 12999999999999999.99 +" },
		{ -12 * high - 5, " -12000000000000000.05 +" },
	};
	struct tenure tenure = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		FILE *sink = tmpfile();
		struct diag *d = diag_new(&(struct diag_opts){
			.program = "test", .sink = sink });
		struct rollup u = { .tenure = &tenure };
		char text[512];

		u.balance.attributed.fen = cases[i].fen;
		balance_summary(&u, d);
		rewind(sink);
		*text = '\0';
		while (fgets(text, sizeof(text), sink) != NULL) {
			/* the account of every fen is the last line */
		}
		if (strstr(text, cases[i].text) == NULL)
			fail_msg("%s, not %s", text, cases[i].text);
		diag_free(d);
		fclose(sink);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_does_not_agree_is_an_error),
		cmocka_unit_test(a_fen_lost_on_the_way_is_found),
		cmocka_unit_test(sums_of_any_width_are_printed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_does_not_agree_is_an_error),
		cmocka_unit_test(a_fen_lost_on_the_way_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

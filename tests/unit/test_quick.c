/* What the quick converters take is what value_parse takes, and the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/num.h"
#include "schema/quick.h"
#include "schema/value.h"

static uint64_t seed = 88172645463325252u;

static unsigned
random_below(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 33) % n;
}

/* value_parse asks quick first: it is held against what lies behind that. */
static bool
check(struct str s)
{
	struct value v;
	int64_t fen, want;
	int month, want_month;
	bool ok, any = false;

	ok = quick_money(s, &fen);
	any |= ok;
	if (ok && (num_parse_decimal(s, 2, &want) != NUM_OK || want != fen ||
	    value_parse(VALUE_MONEY, NULL, s, &v) != VALUE_OK ||
	    v.n != fen || fen > VALUE_MONEY_MAX || fen < -VALUE_MONEY_MAX))
		fail_msg("money %.*s: %lld", STR_ARG(s), (long long)fen);
	ok = quick_month(s, &month);
	any |= ok;
	if (ok != date_parse_month(s, &want_month) ||
	    (ok && month != want_month))
		fail_msg("month %.*s: %d", STR_ARG(s), month);
	ok = quick_taxpayer(s);
	any |= ok;
	if (ok && value_uscc_damaged(s))
		fail_msg("taxpayer %.*s", STR_ARG(s));
	return any;
}

static void
random_cells(void **state)
{
	static const char sign[] = "00112233445566778899..--ABEXe+ /:\xff";
	char buf[24];
	unsigned long taken = 0;

	(void)state;
	for (int i = 0; i < 2000000; i++) {
		size_t n = random_below(20);

		for (size_t k = 0; k < n; k++)
			buf[k] = sign[random_below(sizeof(sign) - 1)];
		taken += check((struct str){ buf, n });
	}
	assert_true(taken > 1000);
}

/* Every canonical cell is taken, and a byte changed in it is not missed. */
static void
near_cells(void **state)
{
	char buf[40];

	(void)state;
	for (int i = 0; i < 300000; i++) {
		struct str s = { buf, 0 };
		int64_t fen;
		int month;
		unsigned digits = 1 + random_below(12);
		unsigned long long yuan = 0;

		while (digits-- > 0)
			yuan = yuan * 10 + random_below(10);
		s.n = (size_t)snprintf(buf, sizeof(buf), "%s%llu.%02u",
		    random_below(2) ? "-" : "", yuan, random_below(100));
		if (!quick_money(s, &fen) || !check(s))
			fail_msg("%s is not taken", buf);
		buf[random_below((unsigned)s.n)] = (char)random_below(256);
		check(s);
		s.n = (size_t)snprintf(buf, sizeof(buf), "%04u-%02u",
		    1900 + random_below(300), 1 + random_below(12));
		if (!quick_month(s, &month) || !check(s))
			fail_msg("%s is not taken", buf);
		buf[random_below((unsigned)s.n)] = (char)random_below(256);
		check(s);
	}
}

static void
taxpayers(void **state)
{
	static const struct {
		const char *in;
		bool taken;
	} row[] = {
		{ "914403001922038216", true },
		{ "91320508MA1X0000X1", true },
		{ "913205000000000000", false },
		{ "9.13205E+17.......", false },
		{ "9132050.0000000001", false },
		{ "91320500000000000.", false },
		{ "9.1320508123456E17", false },
		{ "91320508", false },
		{ "", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (quick_taxpayer(str_from(row[i].in)) != row[i].taken)
			fail_msg("%s", row[i].in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_cells),
		cmocka_unit_test(near_cells),
		cmocka_unit_test(taxpayers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

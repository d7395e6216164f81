/* text/normal: what does not tell two keys apart, and what does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text/normal.h"

#define BYTES(lit) { (lit), sizeof(lit) - 1 }

enum fold { KEY, WIDTH, TRIM };

static const struct {
	enum fold fold;
	struct str in, out;
} rows[] = {
	{ KEY, BYTES(""), BYTES("") },
	{ KEY, BYTES("Abc d\t"), BYTES("ABCD") },
	{ KEY, BYTES("Ａ座（１２）"), BYTES("A座(12)") },
	{ KEY, BYTES("苏州　中心\u00A0大厦"), BYTES("苏州中心大厦") },
	{ KEY, BYTES("\uFEFF苏\u200B州\u2060"), BYTES("苏州") },
	{ KEY, BYTES("面积㎡"), BYTES("面积M2") },
	{ KEY, BYTES("ｅ\u0301"), BYTES("É") },
	{ KEY, BYTES("號"), BYTES("號") },
	{ KEY, BYTES("一期，二期"), BYTES("一期,二期") },
	{ KEY, BYTES("葛\U000E0100"), BYTES("葛") },
	{ KEY, BYTES("楼\xFF宇"), BYTES("楼\xFF宇") },
	{ KEY, BYTES("a\xFF"), BYTES("A\xFF") },
	{ WIDTH, BYTES("１，２３４．５％"), BYTES("1,234.5%") },
	{ WIDTH, BYTES("Ａｂ　ｃ"), BYTES("Ab c") },
	{ WIDTH, BYTES("￥５－３"), BYTES("¥5-3") },
	{ WIDTH, BYTES("㎡①Ⅲ"), BYTES("㎡①Ⅲ") },
	{ WIDTH, BYTES("楼\xE6"), BYTES("楼\xE6") },
	{ TRIM, BYTES(" \t楼 宇\r\n"), BYTES("楼 宇") },
	{ TRIM, BYTES("　\u00A0\u200B楼　宇\uFEFF　"), BYTES("楼　宇") },
	{ TRIM, BYTES("　 "), BYTES("") },
	{ TRIM, BYTES(""), BYTES("") },
	{ TRIM, BYTES("\xFF "), BYTES("\xFF") },
};

static void
each_row(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str got;

		buf_reset(&b);
		if (rows[i].fold == KEY)
			normal_key(&b, rows[i].in);
		else if (rows[i].fold == WIDTH)
			normal_width(&b, rows[i].in);
		else
			buf_put(&b, normal_trim(rows[i].in));
		got = buf_str(&b);
		if (!str_eq(got, rows[i].out))
			fail_msg("row %zu (%.*s) gives %.*s", i,
			    STR_ARG(rows[i].in), STR_ARG(got));
	}
	buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

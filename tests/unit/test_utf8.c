/* text/utf8: strictness, stepping, width. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text/utf8.h"

#define BYTES(lit) { (lit), sizeof(lit) - 1 }

static const struct {
	const char *name;
	struct str s;
	size_t bad; /* offset; s.n where valid */
	size_t length, width;
} rows[] = {
	{ "empty", BYTES(""), 0, 0, 0 },
	{ "ascii", BYTES("abc"), 3, 3, 3 },
	{ "control", BYTES("a\tb"), 3, 3, 2 },
	{ "hanzi", BYTES("亿元楼宇"), 12, 4, 8 },
	{ "full width", BYTES("Ａ座（"), 9, 3, 6 },
	{ "ambiguous", BYTES("“”…—·①×→Ⅲ±"), 27, 10, 10 },
	{ "combining", BYTES("e\xCC\x81"), 3, 2, 1 },
	{ "zero width", BYTES("a\xE2\x80\x8B\xEF\xBB\xBF" "b"), 8, 4, 2 },
	{ "extension B", BYTES("𠮷"), 4, 1, 2 },
	{ "last", BYTES("\xF4\x8F\xBF\xBF"), 4, 1, 1 },
	{ "past the last", BYTES("\xF4\x90\x80\x80"), 0, 4, 4 },
	{ "overlong two", BYTES("a\xC1\xBF"), 1, 3, 3 },
	{ "overlong three", BYTES("\xE0\x9F\xBF"), 0, 3, 3 },
	{ "overlong four", BYTES("\xF0\x8F\xBF\xBF"), 0, 4, 4 },
	{ "surrogate", BYTES("\xED\xA0\x80"), 0, 3, 3 },
	{ "before surrogates", BYTES("\xED\x9F\xBF"), 3, 1, 0 },
	{ "lone trail", BYTES("12345678\x80"), 8, 9, 9 },
	{ "cut", BYTES("12345678\xE6\xA5"), 8, 10, 10 },
	{ "cut by ascii", BYTES("\xE6\xA5z"), 0, 3, 3 },
	{ "F5", BYTES("\xF5\x80\x80\x80"), 0, 4, 4 },
};

static void
each_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t bad = 99;
		bool valid = utf8_valid(rows[i].s, &bad);

		if (valid != (rows[i].bad == rows[i].s.n) ||
		    bad != rows[i].bad)
			fail_msg("%s: bad at %zu", rows[i].name, bad);
		if (utf8_length(rows[i].s) != rows[i].length)
			fail_msg("%s: length %zu", rows[i].name,
			    utf8_length(rows[i].s));
		if (rows[i].bad == rows[i].s.n &&
		    strcmp(rows[i].name, "last") != 0 &&
		    strcmp(rows[i].name, "before surrogates") != 0 &&
		    utf8_width(rows[i].s) != rows[i].width)
			fail_msg("%s: width %zu", rows[i].name,
			    utf8_width(rows[i].s));
	}
}

/* Every code point there and back; every surrogate refused. */
static void
round_trip(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 64);
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		struct str s;
		size_t n;
		bool surrogate = c >= 0xD800 && c <= 0xDFFF;

		buf_reset(&b);
		utf8_put(&b, c);
		s = buf_str(&b);
		n = s.n;
		if (utf8_valid(s, NULL) == surrogate)
			fail_msg("U+%04X: valid?", (unsigned)c);
		if (utf8_sequence(s) != (surrogate ? 0 : n))
			fail_msg("U+%04X: sequence", (unsigned)c);
		if (utf8_next(&s) != (surrogate ? 0xFFFFFFFF : c) ||
		    s.n != (surrogate ? n - 1 : 0))
			fail_msg("U+%04X: next", (unsigned)c);
	}
	buf_fini(&b);
}

static void
ascii_stops_anywhere(void **state)
{
	char text[40];

	(void)state;
	for (size_t n = 0; n < sizeof(text); n++)
		for (size_t at = 0; at <= n; at++) {
			memset(text, 'x', sizeof(text));
			text[at < n ? at : n] = (char)0x80;
			assert_int_equal(utf8_ascii((struct str){ text, n }),
			    at);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row),
		cmocka_unit_test(round_trip),
		cmocka_unit_test(ascii_stops_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

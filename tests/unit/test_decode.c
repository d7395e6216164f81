/* text/decode: encodings, how they are told apart, block boundaries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/decode.h"

/* The word that makes a sample look right. */
static unsigned
score_word(void *arg, struct str sample)
{
	return str_find(sample, str_from(arg)) < sample.n;
}

#define BYTES(lit) { (lit), sizeof(lit) - 1 }

static const struct row {
	const char *name;
	struct str in;
	enum encoding encoding;
	const char *word; /* for the score; NULL: none */
	struct str out;
	enum encoding decided;
	long bad_offset; /* -1: good */
} rows[] = {
	{ "empty", BYTES(""), ENCODING_AUTO, NULL, BYTES(""), ENCODING_UTF8, -1 },
	{ "ascii", BYTES("a,b\n"), ENCODING_AUTO, NULL, BYTES("a,b\n"),
	    ENCODING_UTF8, -1 },
	{ "utf-8", BYTES("楼宇\n"), ENCODING_AUTO, NULL, BYTES("楼宇\n"),
	    ENCODING_UTF8, -1 },
	{ "utf-8 bom", BYTES("\xEF\xBB\xBF" "楼"), ENCODING_AUTO, NULL, BYTES("楼"),
	    ENCODING_UTF8, -1 },
	{ "utf-8 bom, strict", BYTES("\xEF\xBB\xBF" "楼"), ENCODING_UTF8, NULL,
	    BYTES("楼"), ENCODING_UTF8, -1 },
	{ "gbk", BYTES("\xC2\xA5\xD3\xEE,1\n"), ENCODING_AUTO, NULL,
	    BYTES("楼宇,1\n"), ENCODING_GB18030, -1 },
	{ "gb18030 bom", BYTES("\x84\x31\x95\x33\xC2\xA5"), ENCODING_AUTO, NULL,
	    BYTES("楼"), ENCODING_GB18030, -1 },
	{ "utf-16le", BYTES("\xFF\xFE\x7C\x69\x0A\x00"), ENCODING_AUTO, NULL,
	    BYTES("楼\n"), ENCODING_UTF16LE, -1 },
	{ "utf-16be", BYTES("\xFE\xFF\x69\x7C\x00\x0A"), ENCODING_AUTO, NULL,
	    BYTES("楼\n"), ENCODING_UTF16BE, -1 },
	{ "utf-16 of the other order", BYTES("\xFE\xFF\x69\x7C"),
	    ENCODING_UTF16LE, NULL, BYTES("楼"), ENCODING_UTF16BE, -1 },
	{ "utf-16 pair", BYTES("\xFF\xFE\x42\xD8\xB7\xDF"), ENCODING_AUTO, NULL,
	    BYTES("𠮷"), ENCODING_UTF16LE, -1 },
	{ "utf-16 lone surrogate", BYTES("\xFF\xFE\x42\xD8\x41\x00"),
	    ENCODING_AUTO, NULL, BYTES(""), ENCODING_UTF16LE, 2 },
	{ "utf-16 odd", BYTES("\xFF\xFE\x41\x00\x42"), ENCODING_AUTO, NULL,
	    BYTES("A"), ENCODING_UTF16LE, 4 },
	{ "业态 in gbk, heading known", BYTES("\xD2\xB5\xCC\xAC,x\n"),
	    ENCODING_AUTO, "业态", BYTES("业态,x\n"), ENCODING_GB18030, -1 },
	{ "联通 in gbk, no heading", BYTES("name\n\xC1\xAA\xCD\xA8\n"),
	    ENCODING_AUTO, NULL, BYTES("name\n联通\n"), ENCODING_GB18030, -1 },
	{ "those bytes, utf-8 wanted", BYTES("\xD2\xB5\xCC\xAC\n"),
	    ENCODING_UTF8, NULL, BYTES("\xD2\xB5\xCC\xAC\n"), ENCODING_UTF8,
	    -1 },
	{ "café", BYTES("caf\xC3\xA9\n"), ENCODING_AUTO, NULL,
	    BYTES("caf\xC3\xA9\n"), ENCODING_UTF8, -1 },
	{ "overlong", BYTES("ab\xC0\x80"), ENCODING_UTF8, NULL, BYTES("ab"),
	    ENCODING_UTF8, 2 },
	{ "surrogate", BYTES("\xED\xA0\x80"), ENCODING_UTF8, NULL, BYTES(""),
	    ENCODING_UTF8, 0 },
	{ "past the last", BYTES("\xF4\x90\x80\x80"), ENCODING_UTF8, NULL,
	    BYTES(""), ENCODING_UTF8, 0 },
	{ "cut utf-8", BYTES("ab\xE6\xA5"), ENCODING_UTF8, NULL, BYTES("ab"),
	    ENCODING_UTF8, 2 },
	{ "cut gbk", BYTES("a\xC2"), ENCODING_GB18030, NULL, BYTES("a"),
	    ENCODING_GB18030, 1 },
	{ "80 in gbk", BYTES("a\x80z"), ENCODING_GB18030, NULL, BYTES("a"),
	    ENCODING_GB18030, 1 },
	{ "trail of 7F", BYTES("\xC2\x7F"), ENCODING_GB18030, NULL, BYTES(""),
	    ENCODING_GB18030, 0 },
	{ "four bytes cut", BYTES("\x82\x35\x90"), ENCODING_GB18030, NULL,
	    BYTES(""), ENCODING_GB18030, 0 },
	{ "four bytes of 2005", BYTES("\x82\x35\x90\x37\x84\x31\x82\x36"),
	    ENCODING_GB18030, NULL, BYTES("\u9FB4\uFE10"), ENCODING_GB18030,
	    -1 },
	{ "two bytes past the BMP", BYTES("\xFE\x51"), ENCODING_GB18030, NULL,
	    BYTES("\U00020087"), ENCODING_GB18030, -1 },
	{ "four bytes past the BMP", BYTES("\x95\x32\x90\x31"),
	    ENCODING_GB18030, NULL, BYTES("\U00020087"), ENCODING_GB18030, -1 },
	{ "neither", BYTES("\xE6\xA5\xBC\xFF"), ENCODING_AUTO, NULL, BYTES("楼"),
	    ENCODING_UTF8, 3 },
};

static struct diag *
quiet_diag(FILE **sink)
{
	struct diag_opts opts = { .program = "test", .lang = LANG_EN };

	*sink = tmpfile();
	assert_non_null(*sink);
	opts.sink = *sink;
	return diag_new(&opts);
}

static void
diag_done(struct diag *d, FILE *sink)
{
	diag_free(d);
	fclose(sink);
}

static struct text *
open_row(struct diag *d, const struct row *row)
{
	struct text_opts opts = { .encoding = row->encoding };

	if (row->word != NULL) {
		opts.score = score_word;
		opts.arg = (void *)(uintptr_t)row->word;
	}
	return text_open(d, input_memory(d, "memory", row->in), &opts);
}

static void
check_row(const struct row *row, size_t room)
{
	FILE *sink;
	struct diag *d = quiet_diag(&sink);
	struct text *t = open_row(d, row);
	struct buf out;
	ssize_t got;

	assert_non_null(t);
	buf_init(&out, BUF_UNBOUNDED);
	while ((got = text_read(t, buf_room(&out, room), room)) > 0)
		out.n += (size_t)got;
	if (!str_eq(buf_str(&out), row->out))
		fail_msg("%s (room %zu): got %.*s", row->name, room,
		    STR_ARG(buf_str(&out)));
	if ((got < 0) != (row->bad_offset >= 0))
		fail_msg("%s: read gives %zd", row->name, got);
	if (text_encoding(t) != row->decided)
		fail_msg("%s: decided %s", row->name,
		    encoding_name(text_encoding(t)));
	if (row->bad_offset >= 0) {
		char line[256] = "", want[32];

		assert_int_equal(diag_code_count(d, DIAG_UNDECODABLE), 1);
		snprintf(want, sizeof(want), "at offset %ld [",
		    row->bad_offset);
		rewind(sink);
		if (fgets(line, sizeof(line), sink) == NULL ||
		    strstr(line, want) == NULL)
			fail_msg("%s: %s", row->name, line);
		assert_int_equal(text_read(t, line, sizeof(line)), -1);
		assert_int_equal(diag_code_count(d, DIAG_UNDECODABLE), 1);
	}
	text_close(t);
	buf_fini(&out);
	diag_done(d, sink);
}

static void
each_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		check_row(&rows[i], 16);
		check_row(&rows[i], 4096);
	}
}

static void
names(void **state)
{
	enum encoding e;

	(void)state;
	assert_true(encoding_find(STR("GBK"), &e));
	assert_int_equal(e, ENCODING_GB18030);
	assert_true(encoding_find(STR("Utf-8"), &e));
	assert_int_equal(e, ENCODING_UTF8);
	assert_true(encoding_find(STR("utf-16be"), &e));
	assert_int_equal(e, ENCODING_UTF16BE);
	assert_false(encoding_find(STR("latin1"), &e));
	assert_false(encoding_find(STR(""), &e));
	assert_false(encoding_find(STR("gb18030gb18030gb18030"), &e));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row),
		cmocka_unit_test(names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

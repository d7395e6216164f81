/* text/decode: encodings, how they are told apart, block boundaries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <iconv.h>

#include "base/buf.h"
#include "base/mem.h"
#include "text/decode.h"
#include "text/gb18030.h"
#include "text/utf8.h"

static struct gb18030 *pairs;

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

/* Decodes to the end; false on failure. */
static bool
decode_all(struct diag *d, struct input *in, const struct text_opts *opts,
    size_t room, struct buf *out)
{
	struct text *t = text_open(d, in, opts);
	ssize_t got;

	assert_non_null(t);
	buf_reset(out);
	while ((got = text_read(t, buf_room(out, room), room)) > 0)
		out->n += (size_t)got;
	text_close(t);
	return got == 0;
}

/* One two-byte code there and, by the system's own encoder, back; false if
 * another code comes back. */
static bool
pair_round_trip(iconv_t cd, const char code[2])
{
	struct str in = { code, 2 }, one;
	char utf8[8], back[8], *from = utf8, *to = back;
	size_t room = sizeof(back), n;
	bool bad;
	uint32_t c;

	n = gb18030_decode(pairs, &in, utf8, sizeof(utf8), &bad);
	one = (struct str){ utf8, n };
	c = utf8_next(&one);
	if (bad || in.n != 0 || one.n != 0 || c < 0x80 || c == 0xFFFD ||
	    c > 0x10FFFF)
		fail_msg("%02X%02X: U+%04X", (unsigned char)code[0],
		    (unsigned char)code[1], (unsigned)c);
	iconv(cd, NULL, NULL, NULL, NULL);
	iconv(cd, &from, &n, &to, &room);
	return room == sizeof(back) - 2 && memcmp(back, code, 2) == 0;
}

static void
every_pair(void **state)
{
	iconv_t cd = iconv_open("GB18030", "UTF-8");
	unsigned count = 0, other = 0;

	(void)state;
	assert_true(cd != (iconv_t)-1);
	for (int lead = 0x81; lead <= 0xFE; lead++)
		for (int trail = 0x40; trail <= 0xFE; trail++) {
			const char code[2] = { (char)lead, (char)trail };

			if (trail == 0x7F)
				continue;
			count++;
			other += !pair_round_trip(cd, code);
		}
	iconv_close(cd);
	assert_int_equal(count, 23940);
	/* FE51 … have a four-byte code too, which the encoder may prefer */
	assert_in_range(other, 0, 6);
}

/* All four-byte codes: each a character of its own, in rising order, and
 * none that a two-byte code has but those that moved. */
static void
every_four(void **state)
{
	uint32_t before = 0;

	(void)state;
	for (uint32_t i = 0; i < 189000 + 0x100000 + 9; i++) {
		const char code[4] = { (char)(0x81 + i / 12600),
			(char)(0x30 + i / 1260 % 10),
			(char)(0x81 + i / 10 % 126), (char)(0x30 + i % 10) };
		struct str in = { code, 4 }, u;
		char out[8];
		bool bad;
		size_t n = gb18030_decode(pairs, &in, out, 8, &bad);
		bool assigned = i < 39420 || (i >= 189000 &&
		    i < 189000 + 0x100000);
		uint32_t c;

		if (bad == assigned)
			fail_msg("place %u: %s", (unsigned)i,
			    bad ? "refused" : "taken");
		if (!assigned)
			continue;
		u = (struct str){ out, n };
		c = utf8_next(&u);
		/* 8135F437 is U+E7C7, since A8BC is U+1E3F */
		if (c == 0xE7C7 && i == 7457)
			continue;
		if (u.n != 0 || in.n != 0 || c <= before)
			fail_msg("place %u: U+%04X after U+%04X",
			    (unsigned)i, (unsigned)c, (unsigned)before);
		before = c;
	}
	assert_int_equal(before, 0x10FFFF);
}

static void
put_mixed(struct buf *b, size_t n, bool gb)
{
	while (b->n < n) {
		buf_puts(b, gb ? "\xC2\xA5\xD3\xEE,12345678901.25,\x95\x32\x90"
		    "\x31,\x82\x35\x90\x37z\n" :
		    "楼宇,12345678901.25,\U00020087,\u9FB4z\n");
		buf_int(b, (int64_t)b->n % 7);
	}
}

/* Every size of the reader's buffer gives the same bytes, and so does every
 * place of a block boundary. */
static void
every_room(void **state)
{
	static const enum encoding tried[] = { ENCODING_AUTO, ENCODING_UTF8,
		ENCODING_GB18030 };
	/* of a small buffer many fit into a short input */
	static const struct { size_t from, to, input; } span[] = {
		{ 16, 80, 12000 }, { 4090, 4100, 30000 },
		{ 65530, 65540, 150000 } };
	FILE *sink;
	struct diag *d = quiet_diag(&sink);
	struct buf in, want, out;

	(void)state;
	buf_init(&in, BUF_UNBOUNDED);
	buf_init(&want, BUF_UNBOUNDED);
	buf_init(&out, BUF_UNBOUNDED);
	for (size_t k = 0; k < 6 * 5 * 3; k++) {
		size_t how = k / 15, shift = k % 5, at = k / 5 % 3;
		struct text_opts opts = { .encoding = tried[how / 2] };
		bool gb = how == 0 || how >= 4;

		buf_reset(&in);
		buf_pad(&in, 'x', shift);
		put_mixed(&in, span[at].input, gb);
		assert_true(decode_all(d, input_memory(d, "m", buf_str(&in)),
		    &opts, 1000000, &want));
		assert_true(utf8_valid(buf_str(&want), NULL));
		if (!gb)
			assert_true(str_eq(buf_str(&in), buf_str(&want)));
		for (size_t room = span[at].from; room <= span[at].to; room++) {
			assert_true(decode_all(d, input_memory(d, "m",
			    buf_str(&in)), &opts, room, &out));
			if (!str_eq(buf_str(&out), buf_str(&want)))
				fail_msg("case %zu shift %zu room %zu", how,
				    shift, room);
		}
	}
	buf_fini(&in);
	buf_fini(&want);
	buf_fini(&out);
	diag_done(d, sink);
}

/* Nothing but ASCII for longer than the sample, then what decides.  name
 * is a template the input goes on naming. */
static struct input *
late_input(struct diag *d, bool pipe_like, struct str tail, char *name,
    FILE **f)
{
	struct input *in;
	int p[2];

	*f = NULL;
	if (!pipe_like) {
		*f = fdopen(mkstemp(name), "wb");
		assert_non_null(*f);
		for (int i = 0; i < 150000; i++)
			fputs("0123456789\n", *f);
		fwrite(tail.p, 1, tail.n, *f);
		fflush(*f);
		in = input_open(d, name);
		unlink(name);
		return in;
	}
	assert_int_equal(pipe(p), 0);
	fflush(NULL);
	if (fork() == 0) {
		FILE *w = fdopen(p[1], "wb");

		for (int i = 0; i < 150000; i++)
			fputs("0123456789\n", w);
		fwrite(tail.p, 1, tail.n, w);
		fclose(w);
		_exit(0);
	}
	close(p[1]);
	dup2(p[0], STDIN_FILENO);
	close(p[0]);
	return input_open(d, "-");
}

static void
decided_late(void **state)
{
	static const struct {
		struct str tail, out;
		bool good;
	} late[] = {
		{ BYTES("楼\n"), BYTES("楼\n"), true },
		{ BYTES("\xC2\xA5\xD3\xEE\n"), BYTES("楼宇\n"), true },
		{ BYTES("\xC1\xAA\xCD\xA8\n"), BYTES("联通\n"), true },
		{ BYTES("楼\n\xD3\xEE\n"), BYTES("楼\n"), false },
	};
	struct text_opts opts = { .encoding = ENCODING_AUTO };
	const size_t plain = 150000 * 11;

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(late) / sizeof(late[0]); i++) {
		size_t k = i / 2;
		FILE *sink, *f;
		struct diag *d = quiet_diag(&sink);
		char name[] = "/tmp/test_decode.XXXXXX";
		struct input *in = late_input(d, i % 2 == 1, late[k].tail,
		    name, &f);
		struct buf out;

		buf_init(&out, BUF_UNBOUNDED);
		if (decode_all(d, in, &opts, 10000, &out) != late[k].good)
			fail_msg("row %zu: result", i);
		if (out.n != plain + late[k].out.n ||
		    memcmp(out.p + plain, late[k].out.p, late[k].out.n) != 0)
			fail_msg("row %zu: %zu bytes", i, out.n);
		buf_fini(&out);
		if (f != NULL)
			fclose(f);
		diag_done(d, sink);
	}
}

/* Both readings hold for the first MiB; what comes later decides on a file,
 * before anything is given out. */
static void
contradicted_late(void **state)
{
	char name[] = "/tmp/test_decode.XXXXXX";
	struct text_opts opts = { .encoding = ENCODING_AUTO };
	FILE *sink, *f = fdopen(mkstemp(name), "wb");
	struct diag *d = quiet_diag(&sink);
	struct buf out;

	(void)state;
	assert_non_null(f);
	/* é é in UTF-8 is 茅茅 in GBK: Latin-1 alone, so UTF-8 at first */
	for (int i = 0; i < 300000; i++)
		fputs("\xC3\xA9\xC3\xA9\n", f);
	fputs("\xC2\xA5\xD3\xEE\n", f);
	fclose(f);
	buf_init(&out, BUF_UNBOUNDED);
	assert_true(decode_all(d, input_open(d, name), &opts, 10000, &out));
	assert_int_equal(out.n, 300001 * 7);
	assert_memory_equal(out.p, "茅茅\n", 7);
	assert_memory_equal(out.p + out.n - 7, "楼宇\n", 7);
	buf_fini(&out);
	unlink(name);
	diag_done(d, sink);
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
		cmocka_unit_test(every_pair),
		cmocka_unit_test(every_four),
		cmocka_unit_test(every_room),
		cmocka_unit_test(decided_late),
		cmocka_unit_test(contradicted_late),
		cmocka_unit_test(names),
	};
	int failed;

	pairs = gb18030_new();
	if (pairs == NULL)
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	gb18030_free(pairs);
	return failed;
}

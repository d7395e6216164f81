/* Settings as people write them, and what is refused of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "record/conf.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define TEN "0123456789"
#define FORTY TEN TEN TEN TEN
#define SIXTEEN "一二三四五六七八九十一二三四五六" /* 48 bytes */

/* STR for a constant */
#define TEXT(lit) { (lit), sizeof(lit) - 1 }

struct row {
	const char *name;
	struct str in;
	const char *want;
};

/* line:col:valuecol section|key|value, then what was reported. */
static void
load(struct str in, struct buf *b)
{
	static const char *const repeatable[] = { "when", NULL };
	char *text = NULL;
	size_t n = 0;
	FILE *sink = open_memstream(&text, &n);
	struct diag *d = diag_new(&(struct diag_opts){ .program = "t",
	    .sink = sink });
	struct input *input = input_memory(d, "f", in);
	struct conf *c = conf_load(d, input, repeatable);

	for (size_t i = 0; c != NULL && i < c->n; i++) {
		const struct conf_entry *e = &c->entry[i];

		buf_int(b, (int64_t)e->pos.line);
		buf_putc(b, ':');
		buf_int(b, (int64_t)e->value_pos.col);
		buf_putc(b, ' ');
		buf_put(b, e->section);
		buf_putc(b, '|');
		buf_put(b, e->key);
		buf_putc(b, '|');
		buf_put(b, e->value);
		buf_putc(b, '\n');
	}
	conf_free(c);
	input_close(input);
	diag_free(d);
	fclose(sink);
	buf_put(b, (struct str){ text, n });
	free(text);
}

static void
settings(void **state)
{
	static const struct row row[] = {
		{ "empty", TEXT(""), "" },
		{ "comments", TEXT("# a\n; b\n\n  # c\n"), "" },
		{ "in order", TEXT("[b]\nz = 1\na=2\n[a]\nz=3\n"),
		    "2:5 b|z|1\n3:3 b|a|2\n5:3 a|z|3\n" },
		{ "a section without keys", TEXT("[a]\n[b]\nk=1\n[c]\n"),
		    "1:1 a||\n3:3 b|k|1\n4:1 c||\n" },
		{ "signs in a value are text", TEXT("[a]\n"
		    "k = 1 ; 2 # 3 : 4 = 5 \"6\"\nl = ;\nm = #\n"),
		    "2:5 a|k|1 ; 2 # 3 : 4 = 5 \"6\"\n3:5 a|l|;\n"
		    "4:5 a|m|#\n" },
		{ "a colon in a key is text", TEXT("[a]\n时间:起 = 2024\n"
		    "a ; b：c=3\n"), "2:8 a|时间:起|2024\n3:9 a|a ; b：c|3\n" },
		{ "signs in a section", TEXT("[a ; b:c]\nk=1\n"),
		    "2:3 a ; b:c|k|1\n" },
		{ "a comment behind a section", TEXT("[a] ; c\n[b]# d\nk=1\n"),
		    "1:1 a||\n3:3 b|k|1\n" },
		{ "blanks at the ends", TEXT("[ a ]\t\nk\t=  1  \n"),
		    "2:6 a|k|1\n" },
		{ "repeatable", TEXT("[a]\nwhen=1\nwhen=2\nk=3\n"),
		    "2:6 a|when|1\n3:6 a|when|2\n4:3 a|k|3\n" },
		{ "one key in two sections", TEXT("[a]\nk=1\n[b]\nk=1\n"),
		    "2:3 a|k|1\n4:3 b|k|1\n" },
		{ "BOM, CRLF, no last newline",
		    TEXT("\xef\xbb\xbf[a]\r\nk = 1\r\n\r\nl = 2"),
		    "2:5 a|k|1\n4:5 a|l|2\n" },
		{ "a line as long as may be", TEXT("[a]\nk=" FORTY FORTY FORTY
		    FORTY TEN TEN TEN "0123\n"), "2:3 a|k|" FORTY FORTY FORTY
		    FORTY TEN TEN TEN "0123\n" },
		{ "names as long as may be", TEXT("[" FORTY "012345678]\n"
		    FORTY "012345678=1\n"), "2:51 " FORTY "012345678|" FORTY
		    "012345678|1\n" },
	};
	int failed = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(row); i++) {
		struct buf b;

		buf_init(&b, BUF_UNBOUNDED);
		load(row[i].in, &b);
		if (!str_is(buf_str(&b), row[i].want)) {
			print_error("%s: got\n%.*s", row[i].name,
			    STR_ARG(buf_str(&b)));
			failed++;
		}
		buf_fini(&b);
	}
	assert_int_equal(failed, 0);
}

#define LINE_HELP ": write key = value [ini-line]\n"
#define SECTION_HELP ": write [name], and nothing behind it [ini-section]\n"
#define INDENT_HELP "an indented line: a setting begins in column 1 and "    \
	"stands on one line [ini-indent]\n"

static void
refused(void **state)
{
	static const struct row row[] = {
		{ "a line too long", TEXT("[a]\nk=" FORTY FORTY FORTY FORTY TEN
		    TEN TEN "01234\n"), "2:1: error: the line has 197 bytes, "
		    "at most 196 are read [ini-long-line]\n" },
		{ "a comment too long", TEXT("#" FORTY FORTY FORTY FORTY FORTY
		    "\n"), "1:1: error: the line has 201 bytes, at most 196 "
		    "are read [ini-long-line]\n" },
		{ "a NUL in a line too long", TEXT("[a]\nk=\0" FORTY FORTY
		    FORTY FORTY FORTY "\n"), "2:1: error: the line has 203 "
		    "bytes, at most 196 are read [ini-long-line]\n" },
		{ "two sections alike in 48 bytes", TEXT("[" SIXTEEN "甲]\nk=1"
		    "\n[" SIXTEEN "乙]\nk=1\n"), "1:2: error: the name has "
		    "more than 49 bytes (" SIXTEEN "甲) [ini-long-name]\n" },
		{ "a long key", TEXT("[a]\n" SIXTEEN "甲 = 1\n"), "2:1: error: "
		    "the name has more than 49 bytes (" SIXTEEN "甲) "
		    "[ini-long-name]\n" },
		{ "NUL", TEXT("[a]\n楼=\0 1\n"), "2:3: error: a NUL byte in "
		    "the text [nul-byte]\n" },
		{ "control character", TEXT("[a]\nk=a\001b\n"), "2:4: error: "
		    "control character 0x01 in a setting [ini-control]\n" },
		{ "GBK", TEXT("[a]\nk=\xc4\xe3\n"), "2:3: error: byte 0xC4 is "
		    "not UTF-8, at offset 6: save the file as UTF-8, or "
		    "convert it with `iconv -f GB18030 -t UTF-8 f` "
		    "[undecodable]\n" },
		{ "lone CR", TEXT("[a]\nk=1\rl=2\n"), "2:4: error: carriage "
		    "return without a newline [stray-cr]\n" },
		{ "before a section", TEXT("# c\nk=1\n"), "2:1: error: a "
		    "setting before the first [section] "
		    "[ini-no-section]\n" },
		{ "indented", TEXT("[a]\nk=1\n  l=2\n"), "3:1: error: "
		    INDENT_HELP },
		{ "indented section", TEXT(" [a]\n"), "1:1: error: "
		    INDENT_HELP },
		{ "section twice", TEXT("[a]\nk=1\n[b]\n[ a ]\n"), "4:1: error: "
		    "the section stands twice (a) [ini-section-twice]\n" },
		{ "key twice", TEXT("[a]\nk=1\nl=1\nk = 1\n"), "4:1: error: "
		    "the key stands twice in its section (k) "
		    "[ini-key-twice]\n" },
		{ "key without =", TEXT("[a]\nk\n"), "2:1: error: not a setting "
		    "(k)" LINE_HELP },
		{ "colon for =", TEXT("[a]\nk: 1\n"), "2:1: error: not a "
		    "setting (k: 1)" LINE_HELP },
		{ "no value", TEXT("[a]\nk = \n"), "2:1: error: not a setting "
		    "(k = )" LINE_HELP },
		{ "no key", TEXT("[a]\n= 1\n"), "2:1: error: not a setting "
		    "(= 1)" LINE_HELP },
		{ "open section", TEXT("[a\n"), "1:1: error: not a section "
		    "([a)" SECTION_HELP },
		{ "no name", TEXT("[ ]\n"), "1:1: error: not a section ([ ])"
		    SECTION_HELP },
		{ "text behind a section", TEXT("[a]k=1\n"), "1:1: error: not a "
		    "section ([a]k=1)" SECTION_HELP },
		{ "nothing of a bad file is kept", TEXT("[a]\nk=1\nbad\n"),
		    "3:1: error: not a setting (bad)" LINE_HELP },
	};
	int failed = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(row); i++) {
		struct buf b;

		buf_init(&b, BUF_UNBOUNDED);
		load(row[i].in, &b);
		if (!str_starts(buf_str(&b), STR("f:")) ||
		    !str_is(str_sub(buf_str(&b), 2, b.n), row[i].want)) {
			print_error("%s: got\n%.*s", row[i].name,
			    STR_ARG(buf_str(&b)));
			failed++;
		}
		buf_fini(&b);
	}
	assert_int_equal(failed, 0);
}

/* Lines across the blocks in which the file is read. */
static void
many_lines(void **state)
{
	struct diag *d = diag_new(&(struct diag_opts){ .program = "t",
	    .sink = stderr });
	struct input *in;
	struct conf *c;
	struct buf b;

	(void)state;
	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, "[a]\n");
	for (int i = 10000; i < 40000; i++) {
		buf_puts(&b, "key");
		buf_int(&b, i);
		buf_puts(&b, " = ");
		buf_int(&b, i);
		buf_putc(&b, '\n');
	}
	in = input_memory(d, "f", buf_str(&b));
	c = conf_load(d, in, NULL);
	assert_non_null(c);
	assert_int_equal(c->n, 30000);
	for (size_t i = 0; i < c->n; i++) {
		assert_int_equal(c->entry[i].pos.line, i + 2);
		assert_int_equal(c->entry[i].value.n, 5);
		assert_true(str_ends(c->entry[i].key, c->entry[i].value));
	}
	assert_true(str_is(conf_find(c, "a", "key12345")->value, "12345"));
	assert_null(conf_find(c, "b", "key12345"));
	conf_free(c);
	input_close(in);
	buf_fini(&b);
	diag_free(d);
}

int
main(void)
{
	const struct CMUnitTest test[] = {
		cmocka_unit_test(settings),
		cmocka_unit_test(refused),
		cmocka_unit_test(many_lines),
	};

	return cmocka_run_group_tests(test, NULL, NULL);
}

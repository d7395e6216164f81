/* Plans as people write them, and what is refused of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "record/tree.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* STR for a constant */
#define TEXT(lit) { (lit), sizeof(lit) - 1 }

struct row {
	const char *name;
	struct str in;
	const char *want;
};

/* {key=value …}, [value …], quoted scalars in '' */
static void
dump(struct buf *b, const struct tree_node *n)
{
	bool map = n->kind == TREE_MAP;

	if (n->kind == TREE_SCALAR) {
		buf_puts(b, n->quoted ? "'" : "");
		diag_escape(b, n->text);
		buf_puts(b, n->quoted ? "'" : "");
		return;
	}
	buf_putc(b, map ? '{' : '[');
	for (const struct tree_node *c = n->child; c != NULL; c = c->next) {
		if (map) {
			buf_put(b, c->key);
			buf_putc(b, '=');
		}
		dump(b, c);
		buf_puts(b, c->next == NULL ? "" : " ");
	}
	buf_putc(b, map ? '}' : ']');
}

static struct tree *
load(struct str in, struct buf *said)
{
	char *text = NULL;
	size_t n = 0;
	FILE *sink = open_memstream(&text, &n);
	struct diag *d = diag_new(&(struct diag_opts){ .program = "t",
	    .sink = sink });
	struct input *input = input_memory(d, "f", in);
	struct tree *t = tree_load(d, input);

	input_close(input);
	diag_free(d);
	fclose(sink);
	buf_put(said, (struct str){ text, n });
	free(text);
	return t;
}

static void
documents(void **state)
{
	static const struct row row[] = {
		{ "text stays text", TEXT("a: 00123\nb: no\nc: 2023-01\nd: ~\n"
		    "...\n"), "{a=00123 b=no c=2023-01 d=~}" },
		{ "nested", TEXT("a:\n  - {x: 1, y: \"2\"}\n  - [3, '']\n"
		    "b: |\n  l1\n  l2\n...\n"),
		    "{a=[{x=1 y='2'} [3 '']] b='l1\\x0al2\\x0a'}" },
		{ "nothing is not empty text", TEXT("a:\nb: ''\n...\n"),
		    "{a= b=''}" },
		{ "BOM, start and comments", TEXT("\xef\xbb\xbf# c\n---\n"
		    "a: 1 # d\n... # e\n# f\n"), "{a=1}" },
		{ "CRLF", TEXT("a: 1\r\nb: 2\r\n...\r\n"), "{a=1 b=2}" },
		{ "no newline at the end", TEXT("a: 1\n..."), "{a=1}" },
		{ "a full-width colon in text", TEXT("a: 时间：下午\nb:\n"
		    "  - 说明：一\n  - 二\n\"c：\": \"x：y\"\n...\n"),
		    "{a=时间：下午 b=[说明：一 二] c：='x：y'}" },
		{ "<< in quotes is a key", TEXT("'<<': 1\n...\n"), "{<<=1}" },
		{ "the same key in two maps", TEXT("- a: 1\n- a: 2\n...\n"),
		    "[{a=1} {a=2}]" },
		{ "... within text", TEXT("a: \"x\n  ...\"\n...\n"),
		    "{a='x ...'}" },
	};
	int failed = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(row); i++) {
		struct buf b, said;
		struct tree *t;

		buf_init(&b, BUF_UNBOUNDED);
		buf_init(&said, BUF_UNBOUNDED);
		t = load(row[i].in, &said);
		if (t != NULL)
			dump(&b, tree_root(t));
		if (!str_is(buf_str(&b), row[i].want) || said.n > 0) {
			print_error("%s: got %.*s %.*s\n", row[i].name,
			    STR_ARG(buf_str(&b)), STR_ARG(buf_str(&said)));
			failed++;
		}
		tree_free(t);
		buf_fini(&b);
		buf_fini(&said);
	}
	assert_int_equal(failed, 0);
}

#define COLON_HELP "write `: ` (half width, and a blank) after a key, or "   \
	"put text in quotes [yaml-colon]\n"
#define TAB_HELP "a tab in the indentation: indent with blanks [yaml-tab]\n"
#define END_HELP "its last line must be `...` [yaml-end]\n"
#define FEATURE_HELP "at the beginning of a value or key has a meaning in "   \
	"YAML that is not used here: write it out, or put text in quotes "    \
	"[yaml-feature]\n"

static void
refused(void **state)
{
	static const struct row row[] = {
		{ "empty", TEXT(""), "1:1: error: the file holds nothing "
		    "[yaml-empty]\n" },
		{ "comments alone", TEXT("# c\n"), "2:1: error: the file holds "
		    "nothing [yaml-empty]\n" },
		{ "an end alone", TEXT("# c\n...\n"), "2:1: error: the file "
		    "holds nothing [yaml-empty]\n" },
		{ "no end", TEXT("a: 1\n# b\n\n"), "1:5: error: truncated: the "
		    "file ends in (a: 1), " END_HELP },
		{ "cut in a number", TEXT("a: 1"), "1:5: error: truncated: the "
		    "file ends in (a: 1), " END_HELP },
		{ "cut in a number of a map", TEXT("a:\n  b: {c: 12"),
		    "2:12: error: truncated: the file ends in (b: {c: 12), "
		    END_HELP },
		{ "cut in a key", TEXT("a: 1\r\nbe"), "2:3: error: truncated: "
		    "the file ends in (be), " END_HELP },
		{ "cut in quotes", TEXT("a: \"1 2"), "1:8: error: truncated: "
		    "the file ends in (a: \"1 2), " END_HELP },
		{ "cut in a character", TEXT("a: 楼\xe6\xa5"), "1:5: error: "
		    "truncated: the file ends in (a: 楼), " END_HELP },
		{ "cut in the end", TEXT("a: 1\n.."), "2:3: error: truncated: "
		    "the file ends in (..), " END_HELP },
		{ "key twice", TEXT("a: 1\nb:\n  x: 1\n  x: 2\n...\n"),
		    "4:3: error: the key stands twice (x), first in line 3 "
		    "[yaml-key-twice]\n" },
		{ "key twice, once quoted", TEXT("a: 1\n\"a\": 2\n...\n"),
		    "2:1: error: the key stands twice (a), first in line 1 "
		    "[yaml-key-twice]\n" },
		{ "second document", TEXT("a: 1\n...\n---\nb: 1\n...\n"),
		    "3:1: error: a second document begins here: one file, one "
		    "document [yaml-second-document]\n" },
		{ "second document at ---", TEXT("a: 1\n---\nb: 1\n...\n"),
		    "2:1: error: a second document begins here: one file, one "
		    "document [yaml-second-document]\n" },
		{ "text behind the end", TEXT("a: 1\n...\nb: 1\n"),
		    "3:1: error: a second document begins here: one file, one "
		    "document [yaml-second-document]\n" },
		{ "anchor", TEXT("a: &x 1\n...\n"),
		    "1:4: error: (&) " FEATURE_HELP },
		{ "anchor on a list", TEXT("a: &x [1]\n...\n"),
		    "1:4: error: (&) " FEATURE_HELP },
		{ "an alias of itself", TEXT("&a [*a]\n...\n"),
		    "1:1: error: (&) " FEATURE_HELP },
		{ "alias", TEXT("a: *x\n...\n"),
		    "1:4: error: (*) " FEATURE_HELP },
		{ "tag", TEXT("a: !!str 1\n...\n"),
		    "1:4: error: (!) " FEATURE_HELP },
		{ "tag on a map", TEXT("a: !x {b: 1}\n...\n"),
		    "1:4: error: (!) " FEATURE_HELP },
		{ "directive", TEXT("%YAML 1.1\n---\na: 1\n...\n"),
		    "1:1: error: (%) " FEATURE_HELP },
		{ "merge key", TEXT("a:\n  <<: {b: 1}\n...\n"),
		    "2:3: error: (<<) " FEATURE_HELP },
		{ "a list as a key", TEXT("[a]: 1\n...\n"), "1:1: error: a key "
		    "must be plain text [yaml-key]\n" },
		{ "a map as a key", TEXT("{a: 1}: 1\n...\n"), "1:1: error: a "
		    "key must be plain text [yaml-key]\n" },
		{ "full-width colon alone", TEXT("年份：2023\n...\n"),
		    "1:3: error: full-width colon (年份：2023): " COLON_HELP },
		{ "full-width colon first", TEXT("a：1\nb: 2\n...\n"),
		    "1:2: error: full-width colon (a：1): " COLON_HELP },
		{ "full-width colon within", TEXT("a: 1\nb：2\nc: 3\n...\n"),
		    "2:2: error: full-width colon (b：2): " COLON_HELP },
		{ "full-width colon last", TEXT("a: 1\nb：2\n...\n"),
		    "2:2: error: full-width colon (b：2): " COLON_HELP },
		{ "full-width colon below a key", TEXT("a:\n  b：2\nc: 3\n"
		    "...\n"), "2:4: error: full-width colon (b：2): "
		    COLON_HELP },
		{ "full-width colon among maps", TEXT("- a: 1\n- b：1\n...\n"),
		    "2:4: error: full-width colon (b：1): " COLON_HELP },
		{ "full-width colon on a second line", TEXT("a:\n  b\n"
		    "   c：1\n...\n"), "3:5: error: full-width colon (c：1): "
		    COLON_HELP },
		{ "full-width colon in braces", TEXT("a: {2023：5, 2024: 6}\n"
		    "...\n"), "1:9: error: full-width colon (2023：5, "
		    "2024: 6}): " COLON_HELP },
		{ "full-width comma in braces", TEXT("a: {x: 1, 2023: 5，2024: "
		    "6}\n...\n"), "1:18: error: full-width comma (2023: 5，"
		    "2024): write `, ` (half width, and a blank) between "
		    "items, or put text in quotes [yaml-comma]\n" },
		{ "full-width comma, and a blank", TEXT("a: {2023: 5，2024 : "
		    "6}\n...\n"), "1:12: error: full-width comma (2023: 5，"
		    "2024): write `, ` (half width, and a blank) between "
		    "items, or put text in quotes [yaml-comma]\n" },
		{ "full-width blanks", TEXT("- a: 1\n　　b: 2\n  c: 3\n...\n"),
		    "2:1: error: a full-width blank in the indentation: "
		    "indent with half-width blanks [yaml-blank]\n" },
		{ "tab", TEXT("a:\n\tb: 1\n...\n"), "2:1: error: " TAB_HELP },
		{ "tab behind blanks", TEXT("a:\n  \tb: 1\n...\n"),
		    "2:3: error: " TAB_HELP },
		{ "a second colon", TEXT("新增: 18\n  累计: 87\n...\n"),
		    "2:5: error: a second `: ` here: indent this line as the "
		    "one above it, or put text in quotes [yaml-nested]\n" },
		{ "GBK", TEXT("a: 1\n楼: \xc4\xe3\n...\n"), "2:4: error: byte "
		    "0xC4 is not UTF-8, at offset 10: save the file as UTF-8, "
		    "or convert it with `iconv -f GB18030 -t UTF-8 f` "
		    "[undecodable]\n" },
		{ "UTF-16", TEXT("\xff\xfe" "a\0:\0"), "1:1: error: byte "
		    "0xFF is not UTF-8, at offset 0: save the file as UTF-8, "
		    "or convert it with `iconv -f UTF-16 -t UTF-8 f` "
		    "[undecodable]\n" },
		{ "NUL", TEXT("a: 1\n楼: b\0\n...\n"),
		    "2:5: error: a control character, which has no place "
		    "in text [yaml-control]\n" },
		{ "open bracket", TEXT("a: [1, 2\n...\n"),
		    "1:4: error: the list that begins here is not "
		    "closed, or a `, ` is missing in it: write [a, b] "
		    "[yaml-bracket]\n" },
		{ "open brace", TEXT("a: {b: 1\n...\n"),
		    "1:4: error: the map that begins here is not closed, "
		    "or a `, ` is missing in it: write {a: 1, b: 2} "
		    "[yaml-brace]\n" },
		{ "full-width comma", TEXT("a: [2023，2024]\n...\n"),
		    "1:9: error: full-width comma (2023，2024): write `, "
		    "` (half width, and a blank) between items, or put "
		    "text in quotes [yaml-comma]\n" },
		{ "no blank after a colon", TEXT("a:1\nb: 2\n...\n"),
		    "1:2: error: no blank after the colon (a:1): write "
		    "`: ` after a key [yaml-tight]\n" },
		{ "a sign that begins nothing", TEXT("a: %\n...\n"),
		    "1:4: error: (%) cannot begin a value: put it in "
		    "quotes [yaml-character]\n" },
		{ "open quote", TEXT("a: \"b\nc: 1\n...\n"),
		    "1:4: error: the quote that begins here is not "
		    "closed [yaml-quote]\n" },
		{ "text behind a quote", TEXT("a: \"b\" c\n...\n"),
		    "1:8: error: a key and `: ` are expected here: check "
		    "the indentation, and the quotes of the line above "
		    "[yaml-expect-key]\n" },
		{ "a key alone", TEXT("a: 1\nb\nc: 2\n...\n"),
		    "2:1: error: no `: ` follows this key "
		    "[yaml-expect-colon]\n" },
		{ "an item behind its key", TEXT("a: - b\n...\n"),
		    "1:4: error: an item cannot begin here: put `- ` at "
		    "the beginning of a line of its own [yaml-item-here]\n" },
		{ "an item out of line", TEXT("- a: 1\nb: 2\n...\n"),
		    "2:1: error: an item is expected here: begin it with "
		    "`- `, indented as the others [yaml-expect-item]\n" },
		{ "a sign without quotes", TEXT("a: >=\n...\n"), "1:4: error: "
		    "`>` or `|` begins a block of text here: put the sign "
		    "in quotes [yaml-block]\n" },
		{ "what has no plain words", TEXT("a: \"\\q\"\n...\n"),
		    "1:5: error: not valid YAML: found unknown escape "
		    "character [yaml-syntax]\n" },
		{ "a value that is missing", TEXT("a: [,]\n...\n"),
		    "1:5: error: a value is missing here "
		    "[yaml-expect-value]\n" },
	};
	int failed = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(row); i++) {
		struct buf said;
		struct tree *t;

		buf_init(&said, BUF_UNBOUNDED);
		t = load(row[i].in, &said);
		if (t != NULL || !str_starts(buf_str(&said), STR("f:")) ||
		    !str_is(str_sub(buf_str(&said), 2, said.n), row[i].want)) {
			print_error("%s: got %.*s\n", row[i].name,
			    STR_ARG(buf_str(&said)));
			failed++;
		}
		tree_free(t);
		buf_fini(&said);
	}
	assert_int_equal(failed, 0);
}

/* n brackets: 64 levels are read, the 65th is refused at its place, and
 * 10,000 of them (or a million) cost nothing. */
static void
depth(void **state)
{
	static const size_t n[] = { 64, 65, 10000, 1000000 };

	(void)state;
	for (size_t i = 0; i < COUNT(n); i++) {
		struct buf b, said;
		struct tree *t;

		buf_init(&b, BUF_UNBOUNDED);
		buf_init(&said, BUF_UNBOUNDED);
		buf_pad(&b, '[', n[i]);
		buf_pad(&b, ']', n[i]);
		buf_puts(&b, "\n...\n");
		t = load(buf_str(&b), &said);
		assert_int_equal(t != NULL, n[i] <= 64);
		if (t == NULL && !str_is(buf_str(&said), "f:1:65: error: "
		    "nested deeper than 64 levels [yaml-depth]\n"))
			fail_msg("%.*s", STR_ARG(buf_str(&said)));
		tree_free(t);
		buf_fini(&b);
		buf_fini(&said);
	}
}

static void
size(void **state)
{
	struct buf b, said;

	(void)state;
	buf_init(&b, BUF_UNBOUNDED);
	buf_init(&said, BUF_UNBOUNDED);
	buf_pad(&b, '#', (16u << 20) + 1);
	assert_null(load(buf_str(&b), &said));
	assert_true(str_is(buf_str(&said), "f: error: the file is larger than "
	    "16777216 bytes [yaml-size]\n"));
	buf_fini(&b);
	buf_fini(&said);
}

static void
finding(void **state)
{
	struct buf said;
	struct tree *t;
	const struct tree_node *n;

	(void)state;
	buf_init(&said, BUF_UNBOUNDED);
	t = load(STR("楼宇: {数: 3, x: [1, 2]}\n...\n"), &said);
	n = tree_get(tree_root(t), "楼宇");
	assert_non_null(n);
	assert_int_equal(n->key_pos.col, 1);
	assert_int_equal(n->pos.col, 5);
	assert_int_equal(tree_count(n), 2);
	assert_int_equal(tree_get(n, "数")->pos.col, 9);
	assert_int_equal(tree_count(tree_get(n, "x")), 2);
	assert_null(tree_get(n, "y"));
	assert_null(tree_get(tree_get(n, "数"), "y"));
	assert_null(tree_get(NULL, "y"));
	assert_int_equal(tree_count(NULL), 0);
	tree_free(t);
	buf_fini(&said);
}

int
main(void)
{
	const struct CMUnitTest test[] = {
		cmocka_unit_test(documents),
		cmocka_unit_test(refused),
		cmocka_unit_test(depth),
		cmocka_unit_test(size),
		cmocka_unit_test(finding),
	};

	return cmocka_run_group_tests(test, NULL, NULL);
}

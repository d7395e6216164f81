/* Any dialect: what a file says, what is refused of it, and the one fault
 * that is mended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "record/loose.h"

#define COMMA { .quote = { NULL, 0 } }
#define TOKEN(lit) { (lit), sizeof(lit) - 1 }

struct row {
	const char *name;
	struct loose_dialect dialect;
	unsigned long skip;
	size_t width; /* wanted; 0: as the rows ahead agree */
	const char *in;
	const char *want; /* records, then diagnostics */
};

/* A record as `line:no [field][field]`, a faulty one as `line:no !code@offset
 * {raw}`, a mended one with ~ and the offset of its quote. */
static void
dump(struct buf *b, const struct rec *rec, enum status status, size_t mended)
{
	buf_int(b, (int64_t)rec->line);
	buf_putc(b, ':');
	buf_int(b, (int64_t)rec->no);
	buf_putc(b, ' ');
	if (status == STATUS_SKIP) {
		buf_putc(b, '!');
		buf_puts(b, diag_code_name(rec->fault));
		buf_putc(b, '@');
		buf_int(b, (int64_t)rec->fault_at);
		buf_puts(b, " {");
		diag_escape(b, rec->raw);
		buf_putc(b, '}');
	}
	for (size_t i = 0; i < rec->nfield; i++) {
		buf_putc(b, '[');
		diag_escape(b, rec->field[i]);
		buf_putc(b, ']');
	}
	if (mended > 0) {
		buf_putc(b, '~');
		buf_int(b, (int64_t)mended - 1);
	}
	buf_putc(b, '\n');
}

static void
read_all(struct buf *b, struct str in, const struct row *row)
{
	char *said = NULL;
	size_t n = 0, mended;
	FILE *sink = open_memstream(&said, &n);
	struct diag *d = diag_new(&(struct diag_opts){ .program = "t",
	    .sink = sink });
	struct text *t = text_open(d, input_memory(d, "f", in), NULL);
	struct loose_reader *r = loose_open(d, t, &row->dialect, row->skip);
	struct rec rec;
	enum status status;

	if (r != NULL) {
		while ((status = loose_next(r, row->width, &rec, &mended)) ==
		    STATUS_OK || status == STATUS_SKIP)
			dump(b, &rec, status, mended);
		/* what has ended stays ended */
		assert_int_equal(loose_next(r, row->width, &rec, &mended),
		    status);
		if (loose_cut_off(r))
			buf_puts(b, "cut off\n");
	}
	loose_close(r);
	diag_free(d);
	fclose(sink);
	buf_put(b, (struct str){ said, n });
	free(said);
}

static void
check(const struct row *row, size_t n)
{
	struct buf got;

	buf_init(&got, BUF_UNBOUNDED);
	for (size_t i = 0; i < n; i++) {
		buf_reset(&got);
		read_all(&got, str_from(row[i].in), &row[i]);
		buf_putc(&got, '\0');
		if (strcmp(got.p, row[i].want) != 0)
			fail_msg("%s:\ngot\n%swant\n%s", row[i].name, got.p,
			    row[i].want);
	}
	buf_fini(&got);
}

static void
dialects_are_read(void **state)
{
	static const struct row row[] = {
		{ "plain and quoted", COMMA, 0, 0,
		    "a,b\n\"x,\"\"y\"\"\",\n", "1:1 [a][b]\n2:2 [x,\"y\"][]\n" },
		{ "a field of two lines", COMMA, 0, 0,
		    "a,\"b\r\nc\"\r\nd,e\r\n",
		    "1:1 [a][b\\x0d\\x0ac]\n3:2 [d][e]\n" },
		{ "blank lines", COMMA, 0, 0, "a,b\n\n\"\"\nc,d\n",
		    "1:1 [a][b]\n2:2 []\n3:3 []\n4:4 [c][d]\n" },
		{ "no last line end", COMMA, 0, 0, "a,b\nc,",
		    "1:1 [a][b]\n2:2 [c][]\ncut off\n" },
		{ "nothing", COMMA, 0, 0, "", "" },
		{ "several characters", { .delimiter = TOKEN("::") }, 0, 0,
		    "a::b:c\n\"x::y\"::z:\n", "1:1 [a][b:c]\n2:2 [x::y][z:]\n" },
		{ "another quote", { .delimiter = TOKEN(","),
		    .quote = TOKEN("'") }, 0, 0,
		    "a,\"b\"\n'x,''y',z\n", "1:1 [a][\"b\"]\n2:2 [x,'y][z]\n" },
		{ "an escape", { .delimiter = TOKEN(","),
		    .escape = TOKEN("\\") }, 0, 0,
		    "a\\,b,c:\\d\n\"x\\\"y\\\\\",z\\\\\n",
		    "1:1 [a,b][c:\\d]\n2:2 [x\"y\\][z\\]\n" },
		{ "an escape that is the quote", { .delimiter = TOKEN(","),
		    .escape = TOKEN("\"") }, 0, 0, "\"a\"\"b\",c\n",
		    "1:1 [a\"b][c]\n" },
		{ "a quote doubled beside an escape", { .delimiter =
		    TOKEN(","), .escape = TOKEN("\\") }, 0, 0,
		    "\"a\"\"b\",\"\"c\n",
		    "1:1 !stray-quote@3 {\"a\"\"b\",\"\"c}\n" },
		{ "a lone CR ends rows", COMMA, 0, 0, "a,b\r\"c\rd\",e\rf,g\r",
		    "1:1 [a][b]\n2:2 [c\\x0dd][e]\n4:3 [f][g]\n" },
		{ "lines skipped", COMMA, 2, 0, "it's \"x\ny\na,b\n",
		    "3:1 [a][b]\n" },
		{ "more skipped than there are", COMMA, 9, 0, "a\nb\n", "" },
		{ "the semicolon found", COMMA, 0, 0, "a;b\n1,5;2\n",
		    "1:1 [a][b]\n2:2 [1,5][2]\n" },
		{ "the comma first", COMMA, 0, 0, "a;b,c\nd;e,f\n",
		    "1:1 [a;b][c]\n2:2 [d;e][f]\n" },
		{ "the first row decides where rows differ", COMMA, 0, 0,
		    "a|b\nc\n", "1:1 [a][b]\n2:2 [c]\n" },
		{ "two could be", COMMA, 0, 0, "a|b;c\n",
		    "f: error: fields may be separated by (;) or by (|): "
		    "give --delimiter [delimiter-open]\n" },
	};

	(void)state;
	check(row, sizeof(row) / sizeof(row[0]));
}

static void
faults_are_told_and_reading_goes_on(void **state)
{
	static const struct row row[] = {
		{ "a quote in a plain field", COMMA, 0, 9, "a\"b\",c\nd,e\n",
		    "1:1 !stray-quote@1 {a\"b\",c}\n2:2 [d][e]\n" },
		{ "text behind a quoted field", COMMA, 0, 9,
		    "\"a\"b,c\nd,e\n",
		    "1:1 !stray-quote@3 {\"a\"b,c}\n2:2 [d][e]\n" },
		{ "a quote that is not closed", COMMA, 0, 9, "a,\"b\nc,d\n",
		    "1:1 !open-quote@2 {a,\"b}\n2:2 [c][d]\n" },
		{ "a CR in a row", COMMA, 0, 9, "a\rb,c\nd,e\n",
		    "1:1 !stray-cr@1 {a\\x0db,c}\n2:2 [d][e]\n" },
		{ "a doubled quote is no two faults", COMMA, 0, 2,
		    "a,b\"\"c\n", "1:1 !stray-quote@3 {a,b\"\"c}\n" },
	};
	static const char nul[] = "a,b\nc\0,d\ne,f\n";
	struct row plain = { .width = 2 };
	struct buf got;

	(void)state;
	check(row, sizeof(row) / sizeof(row[0]));
	buf_init(&got, BUF_UNBOUNDED);
	read_all(&got, (struct str){ nul, sizeof(nul) - 1 }, &plain);
	buf_putc(&got, '\0');
	assert_string_equal(got.p,
	    "1:1 [a][b]\n2:2 !nul-byte@1 {c\\x00,d}\n3:3 [e][f]\n");
	buf_fini(&got);
}

static void
one_quote_is_taken_as_text_only_where_that_is_certain(void **state)
{
	static const struct row row[] = {
		{ "in a plain field", COMMA, 0, 2, "a\"b,c\n",
		    "1:1 [a\"b][c]~1\n" },
		{ "before a plain field", COMMA, 0, 3, "\"a,b,\"c\"\n",
		    "1:1 [\"a][b][c]~0\n" },
		{ "before a quoted field", COMMA, 0, 2, "\"\"a, b\",c\n",
		    "1:1 [\"a, b][c]~1\n" },
		{ "in a quoted field", COMMA, 0, 2, "\"a\"b\",c\n",
		    "1:1 [a\"b][c]~2\n" },
		{ "the quote of an apostrophe", { .delimiter = TOKEN(","),
		    .quote = TOKEN("'") }, 0, 2, "it's,'b'\n",
		    "1:1 [it's][b]~2\n" },
		{ "not of another width", COMMA, 0, 2, "\"a,b,\"c\"\n",
		    "1:1 !stray-quote@6 {\"a,b,\"c\"}\n" },
		{ "not two quotes", COMMA, 0, 2, "a\"b,c\"d\n",
		    "1:1 !stray-quote@1 {a\"b,c\"d}\n" },
		{ "not where either of two could be meant", COMMA, 0, 2,
		    "\",\",a\"\n", "1:1 !stray-quote@5 {\",\",a\"}\n" },
		{ "not in a column alone", COMMA, 0, 1, "a\"b\n",
		    "1:1 !stray-quote@1 {a\"b}\n" },
		{ "across lines that are rows", COMMA, 0, 3,
		    "a,b,\"\nc,d,e\nf,\"g\",h\n",
		    "1:1 [a][b][\"]~4\n2:2 [c][d][e]\n3:3 [f][g][h]\n" },
		{ "not across a line that is none", COMMA, 0, 3,
		    "a,b,\"\nc,d\nf,\"g\",h\n",
		    "1:1 !open-quote@4 {a,b,\"}\n2:2 [c][d]\n"
		    "3:3 [f][g][h]\n" },
		{ "not where a field of two lines may be meant", COMMA, 0, 2,
		    "a,\"b\nc\" d,e\n",
		    "1:1 !open-quote@2 {a,\"b}\n"
		    "2:2 [c\" d][e]~1\n" },
		{ "not at the end", COMMA, 0, 2, "a,\"\n",
		    "1:1 !open-quote@2 {a,\"}\n" },
		{ "by the width of the rows ahead", COMMA, 0, 0,
		    "a,\"b,\"c\"\n1,2,3\n4,5,6\n",
		    "1:1 [a][\"b][c]~2\n2:2 [1][2][3]\n3:3 [4][5][6]\n" },
		{ "not where those differ", COMMA, 0, 0,
		    "a,\"b,\"c\"\n1,2,3\n4,5\n",
		    "1:1 !stray-quote@6 {a,\"b,\"c\"}\n2:2 [1][2][3]\n"
		    "3:3 [4][5]\n" },
	};

	(void)state;
	check(row, sizeof(row) / sizeof(row[0]));
}

/* The same row over and over, pushed on byte by byte: each of its bytes
 * comes to stand at the end of what has been read. */
static void
no_boundary_changes_a_row(void **state)
{
	static const char line[] =
	    "plain:; \"in \\\"quotes:; \\\\\" not sound\r\n"
	    "plain:; \"in \\\"quotes:;\r\n\\\\\":; 楼宇\r\n";
	static const char *const want[] = {
		" [plain][in \"quotes:;\\x0d\\x0a\\][楼宇]",
		" !stray-quote@26 {plain:; \"in \\\"quotes:; \\\\\" not sound}",
	};
	struct row row = { .dialect = { .delimiter = TOKEN(":; "),
	    .escape = TOKEN("\\") }, .width = 3 };
	struct buf in, got;

	(void)state;
	buf_init(&in, BUF_UNBOUNDED);
	buf_init(&got, BUF_UNBOUNDED);
	for (size_t shift = 0; shift < sizeof(line); shift++) {
		struct str rest, one;
		size_t n = 0;

		buf_reset(&in);
		buf_reset(&got);
		buf_pad(&in, 'x', shift);
		buf_puts(&in, "\n");
		for (size_t i = 0; i < 2500; i++)
			buf_puts(&in, line);
		read_all(&got, buf_str(&in), &row);
		rest = buf_str(&got);
		while (str_cut(&rest, '\n', &one) && one.n > 0) {
			struct str said = str_sub(one, str_chr(one, ' '),
			    one.n);

			if (n++ > 0 && !str_is(said, want[(n - 1) % 2]))
				fail_msg("shift %zu, row %zu: %.*s", shift, n,
				    STR_ARG(one));
		}
		assert_int_equal(n, 5001);
	}
	buf_fini(&in);
	buf_fini(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dialects_are_read),
		cmocka_unit_test(faults_are_told_and_reading_goes_on),
		cmocka_unit_test(
		    one_quote_is_taken_as_text_only_where_that_is_certain),
		cmocka_unit_test(no_boundary_changes_a_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

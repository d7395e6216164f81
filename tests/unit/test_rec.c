/* What a file says and what is refused of it, at every block size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "record/rec.h"

#define BLOCKS 64

/* STR for a constant */
#define TEXT(lit) { (lit), sizeof(lit) - 1 }

struct row {
	const char *name;
	struct str in;
	const char *want; /* records, then diagnostics */
};

/* Each record as `line:no [field][field]`, a faulty one as
 * `line:no !code@offset {raw}`; a newline within as \n. */
static void
dump(struct buf *b, const struct rec *rec, enum status status)
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
	buf_putc(b, '\n');
}

static void
read_all(struct buf *b, struct str in, struct rec_opts opts)
{
	char *said = NULL;
	size_t n = 0;
	FILE *sink = open_memstream(&said, &n);
	struct diag *d = diag_new(&(struct diag_opts){ .program = "t",
	    .sink = sink });
	struct text *t = text_open(d, input_memory(d, "f", in), NULL);
	struct rec_reader *r = rec_open(d, t, &opts);
	struct rec rec;
	enum status status;

	if (r != NULL) {
		while ((status = rec_next(r, &rec)) == STATUS_OK ||
		    status == STATUS_SKIP)
			dump(b, &rec, status);
		/* what has ended stays ended */
		assert_int_equal(rec_next(r, &rec), status);
	}
	rec_close(r);
	diag_free(d);
	fclose(sink);
	buf_put(b, (struct str){ said, n });
	free(said);
}

static void
check(const struct row *row, size_t n, struct rec_opts opts)
{
	struct buf b;
	int failed = 0;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < n; i++)
		for (opts.block = 0; opts.block <= BLOCKS; opts.block++) {
			buf_reset(&b);
			read_all(&b, row[i].in, opts);
			if (str_is(buf_str(&b), row[i].want))
				continue;
			print_error("%s, block %zu: got\n%.*swant\n%s",
			    row[i].name, opts.block, STR_ARG(buf_str(&b)),
			    row[i].want);
			failed++;
			break;
		}
	buf_fini(&b);
	assert_int_equal(failed, 0);
}

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
canonical(void **state)
{
	static const struct row row[] = {
		{ "plain", TEXT("a,b\n1,2\n3,4\n"),
		    "2:1 [1][2]\n3:2 [3][4]\n" },
		{ "header alone", TEXT("a,b\n"), "" },
		{ "blanks stay", TEXT("a,b\n 1 ,\t2\t\n  , \n"),
		    "2:1 [ 1 ][\\x092\\x09]\n3:2 [  ][ ]\n" },
		{ "a row of blanks is a row", TEXT("a\n  \nx\n"),
		    "2:1 [  ]\n3:2 [x]\n" },
		{ "empty fields", TEXT("a,b,c\n,,\n\"\",,\"\"\n"),
		    "2:1 [][][]\n3:2 [][][]\n" },
		{ "quoted", TEXT("a,b\n\"1,2\",\"say \"\"hi\"\"\"\n"),
		    "2:1 [1,2][say \"hi\"]\n" },
		{ "only quotes", TEXT("a\n\"\"\"\"\n\"\"\"\"\"\"\n"),
		    "2:1 [\"]\n3:2 [\"\"]\n" },
		{ "quoted blanks stay", TEXT("a\n\" x \"\n"), "2:1 [ x ]\n" },
		{ "newline within", TEXT("a,b\n\"1\n2\",3\n4,5\n"),
		    "2:1 [1\\x0a2][3]\n4:2 [4][5]\n" },
		{ "CRLF", TEXT("a,b\r\n1,\"2\"\r\n3,\r\n"),
		    "2:1 [1][2]\n3:2 [3][]\n" },
		{ "CR within quotes", TEXT("a\n\"1\r2\r\n3\"\n4\n"),
		    "2:1 [1\\x0d2\\x0d\\x0a3]\n4:2 [4]\n" },
		{ "one empty field", TEXT("a\n\"\"\n"), "2:1 []\n" },
		{ "Chinese", TEXT("楼宇,税\n国际大厦,1\n"),
		    "2:1 [国际大厦][1]\n" },
		{ "header quoted", TEXT("\"a,1\",b\n1,2\n"), "2:1 [1][2]\n" },

		{ "empty", TEXT(""), "f: error: the file is empty: a header "
		    "row is needed [empty-file]\n" },
		{ "cut in the header", TEXT("a,b"), "f:1:4: error: truncated: "
		    "the last byte is no newline; upstream stopped "
		    "[truncated]\n" },
		{ "cut in a row", TEXT("a,b\n1,2\n3"), "2:1 [1][2]\nf:3:2: "
		    "error: truncated: the last byte is no newline; upstream "
		    "stopped [truncated]\n" },
		{ "a whole row without its newline", TEXT("a,b\n1,2"),
		    "f:2:4: error: truncated: the last byte is no newline; "
		    "upstream stopped [truncated]\n" },
		{ "cut behind a delimiter", TEXT("a,b\n1,"), "f:2:3: error: "
		    "truncated: the last byte is no newline; upstream stopped "
		    "[truncated]\n" },
		{ "cut in quotes", TEXT("a,b\n1,\"2"), "f:2:5: error: "
		    "truncated: the last byte is no newline; upstream stopped "
		    "[truncated]\n" },
		{ "cut before LF", TEXT("a,b\n1,2\r"), "f:2:5: error: "
		    "truncated: the last byte is no newline; upstream stopped "
		    "[truncated]\n" },
		{ "short row", TEXT("a,b\n1,2\n3\n4,5\n"), "2:1 [1][2]\n"
		    "f:3:2: error: the row has 1 fields, the header has 2 "
		    "[ragged-row]\n" },
		{ "long row", TEXT("a,b\n楼,2,x\n"), "f:2:5: error: the row "
		    "has 3 fields, the header has 2 [ragged-row]\n" },
		{ "blank line", TEXT("a\n\n1\n"), "f:2:1: error: blank line "
		    "in a canonical file [blank-line]\n" },
		{ "blank CRLF line", TEXT("a\n1\n\r\n"), "2:1 [1]\nf:3:1: "
		    "error: blank line in a canonical file [blank-line]\n" },
		{ "blank first line", TEXT("\na\n"), "f:1:1: error: blank "
		    "line in a canonical file [blank-line]\n" },
		{ "open quote", TEXT("a,b\n1,\"2\n3,4\n"), "f:2:3: error: the "
		    "quote opened here is never closed [open-quote]\n" },
		{ "quote in a plain field", TEXT("a,b\n楼,2\"x\n"), "f:2:4: "
		    "error: stray quote in the field (2\"x) [stray-quote]\n" },
		{ "blank before a quote", TEXT("a,b\n1, \"2\"\n"), "f:2:4: "
		    "error: stray quote in the field ( \"2\") "
		    "[stray-quote]\n" },
		{ "blank behind a quote", TEXT("a,b\n\"1\" ,2\n"), "f:2:4: "
		    "error: stray quote in the field (\"1\" ,2) "
		    "[stray-quote]\n" },
		{ "text behind a quote", TEXT("a,b\n\"1\"x,2\n"), "f:2:4: "
		    "error: stray quote in the field (\"1\"x,2) "
		    "[stray-quote]\n" },
		{ "column after a newline within", TEXT("a,b\n\"1\n楼\",2\"\n"),
		    "f:3:5: error: stray quote in the field (2\") "
		    "[stray-quote]\n" },
		{ "lone CR", TEXT("a,b\n1\r2,3\n"), "f:2:2: error: carriage "
		    "return without a newline [stray-cr]\n" },
		{ "CR behind a quote", TEXT("a,b\n\"1\"\r,3\n"), "f:2:4: "
		    "error: carriage return without a newline [stray-cr]\n" },
		{ "NUL", TEXT("a,b\n1,2\0\n"), "f:2:4: error: a NUL byte in "
		    "the text [nul-byte]\n" },
		{ "NUL in quotes", TEXT("a,b\n1,\"\0\"\n"), "f:2:4: error: a "
		    "NUL byte in the text [nul-byte]\n" },
		{ "NUL before another fault", TEXT("a,b\n\0,x\"\n"), "f:2:1: "
		    "error: a NUL byte in the text [nul-byte]\n" },
		{ "NUL in a later record", TEXT("a\n1\n2\n\0\n"), "2:1 [1]\n"
		    "3:2 [2]\nf:4:1: error: a NUL byte in the text "
		    "[nul-byte]\n" },
		{ "name blank", TEXT("a, ,c\n"), "f:1:3: error: the name of "
		    "column 2 is blank [header-blank]\n" },
		{ "name empty at the end", TEXT("a,\n"), "f:1:3: error: the "
		    "name of column 2 is blank [header-blank]\n" },
		{ "name twice", TEXT("楼,b,\"楼\"\n"), "f:1:5: error: the "
		    "column stands twice in the header (楼) "
		    "[header-twice]\n" },
	};

	(void)state;
	check(row, COUNT(row), (struct rec_opts){ 0 });
}

static void
office(void **state)
{
	static const struct row row[] = {
		{ "empty", TEXT(""), "" },
		{ "ragged, blank, no last newline",
		    TEXT("title\n\na,b\n\r\n1,2,3"),
		    "1:1 [title]\n2:2 []\n3:3 [a][b]\n4:4 []\n"
		    "5:5 [1][2][3]\n" },
		{ "ends behind a delimiter", TEXT("a,b\n1,"),
		    "1:1 [a][b]\n2:2 [1][]\n" },
		{ "ends behind a closing quote", TEXT("\"a\""), "1:1 [a]\n" },
		{ "ends in blanks", TEXT("a\n  "), "1:1 [a]\n2:2 [  ]\n" },
		{ "open quote swallows one line", TEXT("1,\"x\n2,y\n3,z\n"),
		    "1:1 !open-quote@2 {1,\"x}\n2:2 [2][y]\n3:3 [3][z]\n" },
		{ "open quote on the last line", TEXT("1,x\r\n2,\"y"),
		    "1:1 [1][x]\n2:2 !open-quote@2 {2,\"y}\n" },
		{ "two open quotes", TEXT("1,\"x\n2,\"y\n3,z\n"),
		    "1:1 !open-quote@2 {1,\"x}\n"
		    "2:2 !open-quote@2 {2,\"y}\n3:3 [3][z]\n" },
		{ "fault on a second line", TEXT("1,\"x\n2\",y\"\n3,z\n"),
		    "1:1 !open-quote@2 {1,\"x}\n"
		    "2:2 !stray-quote@1 {2\",y\"}\n3:3 [3][z]\n" },
		{ "stray quotes", TEXT("a\"b,1\n\"a\"b\nx,y\n"),
		    "1:1 !stray-quote@1 {a\"b,1}\n"
		    "2:2 !stray-quote@3 {\"a\"b}\n3:3 [x][y]\n" },
		{ "lone CR", TEXT("a\rb\r\nx\n"),
		    "1:1 !stray-cr@1 {a\\x0db}\n2:2 [x]\n" },
		{ "lone CR last", TEXT("x\na\r"),
		    "1:1 [x]\n2:2 !stray-cr@1 {a\\x0d}\n" },
		{ "NUL", TEXT("a\0b\nx\n"),
		    "1:1 !nul-byte@1 {a\\x00b}\n2:2 [x]\n" },
		{ "lines count within quotes", TEXT("\"a\nb\nc\",1\nx\ny\"\n"),
		    "1:1 [a\\x0ab\\x0ac][1]\n4:2 [x]\n"
		    "5:3 !stray-quote@1 {y\"}\n" },
	};

	(void)state;
	check(row, COUNT(row), (struct rec_opts){ .office = true });
}

static void
other_signs(void **state)
{
	static const struct row tab[] = {
		{ "tab", TEXT("a\tb\n 1,\t'2\t'''\n"),
		    "2:1 [ 1,][2\\x09']\n" },
		{ "empty at tabs", TEXT("a\tb\n\t\n"), "2:1 [][]\n" },
	};

	(void)state;
	check(tab, COUNT(tab), (struct rec_opts){ .delimiter = '\t',
	    .quote = '\'' });
}

/* Records at and beyond the ceilings; office goes on with the next line. */
static void
ceilings(void **state)
{
	static const struct {
		const char *name, *before, *after;
		size_t filler;
		bool canonical_ok;
		char fill;
		const char *office;
	} row[] = {
		{ "as long as may be", "", "\nx\n", REC_BYTES_MAX, true, 'a',
		    "" },
		{ "a byte too long", "", "\nx\n", REC_BYTES_MAX + 1, false,
		    'a', "field-too-long" },
		{ "far too long", "", "\nx\n", 3 * REC_BYTES_MAX, false, 'a',
		    "field-too-long" },
		{ "quoted and too long", "\"", "\"\nx\n", REC_BYTES_MAX, false,
		    'a', "field-too-long" },
		{ "quoted at the ceiling", "\"", "\"\nx\n", REC_BYTES_MAX - 2,
		    true, 'a', "" },
		{ "fields as many as may be", "", "\nx\n", REC_FIELDS_MAX - 1,
		    false, ',', "" },
		{ "a field too many", "", "\nx\n", REC_FIELDS_MAX, false, ',',
		    "too-many-fields" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(row); i++) {
		struct diag *d = diag_new(&(struct diag_opts){ .program = "t",
		    .sink = stderr, .quiet = true });
		struct rec_opts opts = { .office = true };
		struct rec_reader *r;
		struct rec rec;
		struct buf b;
		enum status status;

		buf_init(&b, BUF_UNBOUNDED);
		buf_puts(&b, row[i].before);
		buf_pad(&b, row[i].fill, row[i].filler);
		buf_puts(&b, row[i].after);
		r = rec_open(d, text_open(d, input_memory(d, "f", buf_str(&b)),
		    NULL), &opts);
		status = rec_next(r, &rec);
		if (status == STATUS_OK ? *row[i].office != '\0' :
		    !str_is(str_from(diag_code_name(rec.fault)),
		    row[i].office) || rec.raw.n > REC_BYTES_MAX)
			fail_msg("%s: status %d", row[i].name, status);
		assert_int_equal(rec_next(r, &rec), STATUS_OK);
		if (rec.line != 2 || rec.nfield != 1 ||
		    !str_is(rec.field[0], "x"))
			fail_msg("%s: lost the next line", row[i].name);
		assert_int_equal(rec_next(r, &rec), STATUS_END);
		rec_close(r);
		buf_fini(&b);
		diag_free(d);
	}
}

/* A million lines behind an open quote are read, and in linear time. */
static void
open_quote_in_a_large_file(void **state)
{
	struct diag *d = diag_new(&(struct diag_opts){ .program = "t",
	    .sink = stderr });
	struct rec_opts opts = { .office = true };
	struct rec_reader *r;
	struct rec rec;
	struct buf b;
	size_t ok = 0, skipped = 0;
	enum status status;

	(void)state;
	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, "\"open\n");
	for (size_t i = 0; i < 1000000; i++)
		buf_puts(&b, "2023-01,1.00\n");
	r = rec_open(d, text_open(d, input_memory(d, "f", buf_str(&b)), NULL),
	    &opts);
	while ((status = rec_next(r, &rec)) != STATUS_END)
		*(status == STATUS_OK ? &ok : &skipped) += 1;
	assert_int_equal(ok, 1000000);
	assert_int_equal(skipped, 1);
	assert_int_equal(rec.line, 1000001);
	rec_close(r);
	buf_fini(&b);
	diag_free(d);
}

/* Fields' positions, and the header's. */
static void
positions(void **state)
{
	static const char in[] = "楼,b,c\n"
	    "国际,\"x\n大厦\",\"y\"\n";
	static const unsigned long want[][2] = { { 2, 1 }, { 2, 4 }, { 3, 5 },
		{ 3, 8 } };
	struct diag *d = diag_new(&(struct diag_opts){ .program = "t",
	    .sink = stderr });
	struct rec_reader *r = rec_open(d, text_open(d,
	    input_memory(d, "f", str_from(in)), NULL), NULL);
	const struct rec *h = rec_header(r);
	struct rec rec;

	(void)state;
	assert_int_equal(rec_next(r, &rec), STATUS_OK);
	for (size_t i = 0; i < COUNT(want); i++) {
		struct pos pos = rec_pos(r, &rec, i);

		assert_string_equal(pos.file, "f");
		assert_int_equal(pos.line, want[i][0]);
		assert_int_equal(pos.col, want[i][1]);
	}
	assert_int_equal(h->nfield, 3);
	assert_true(str_is(h->field[0], "楼"));
	assert_int_equal(rec_pos(r, h, 1).col, 3);
	assert_int_equal(rec_pos(r, h, 1).line, 1);
	assert_true(str_is(h->raw, "楼,b,c"));
	rec_close(r);
	diag_free(d);
}

static void
put(void **state)
{
	static const struct {
		const char *field[3];
		size_t n;
		const char *want;
	} row[] = {
		{ { "a", "", " b " }, 3, "a,, b \n" },
		{ { "" }, 1, "\"\"\n" },
		{ { "", "" }, 2, ",\n" },
		{ { "a,b", "\"", "x\"\"y" }, 3,
		    "\"a,b\",\"\"\"\",\"x\"\"\"\"y\"\n" },
		{ { "1\n2", "\r", "楼宇" }, 3, "\"1\n2\",\"\r\",楼宇\n" },
	};
	struct buf b;

	(void)state;
	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < COUNT(row); i++) {
		struct str field[3];

		for (size_t j = 0; j < row[i].n; j++)
			field[j] = str_from(row[i].field[j]);
		buf_reset(&b);
		rec_put_row(&b, field, row[i].n);
		if (!str_is(buf_str(&b), row[i].want))
			fail_msg("row %zu: %.*s", i, STR_ARG(buf_str(&b)));
	}
	buf_fini(&b);
}

/* Whatever is written is read back equal. */
static void
round_trip(void **state)
{
	static const char sign[][4] = { ",", "\"", "\n", "\r", " ", "a", "楼",
		"\t", "" };
	uint64_t seed = 88172645463325252u;
	struct diag *d = diag_new(&(struct diag_opts){ .program = "t",
	    .sink = stderr });
	struct rec_opts opts = { .office = true };

	(void)state;
	for (size_t round = 0; round < 20000; round++) {
		struct buf text[4], csv;
		struct str field[4];
		struct rec_reader *r;
		struct rec rec;
		size_t n;

		seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
		n = seed % 4 + 1;
		for (size_t i = 0; i < n; i++) {
			buf_init(&text[i], BUF_UNBOUNDED);
			buf_room(&text[i], 1);
			for (size_t j = 0; j < 4; j++)
				buf_puts(&text[i], sign[(seed >> (8 + 13 * i +
				    3 * j)) % COUNT(sign)]);
			field[i] = buf_str(&text[i]);
		}
		buf_init(&csv, BUF_UNBOUNDED);
		rec_put_row(&csv, field, n);
		opts.block = round % BLOCKS;
		r = rec_open(d, text_open(d, input_memory(d, "f",
		    buf_str(&csv)), NULL), &opts);
		if (rec_next(r, &rec) != STATUS_OK || rec.nfield != n)
			fail_msg("round %zu: %.*s", round,
			    STR_ARG(buf_str(&csv)));
		for (size_t i = 0; i < n; i++) {
			if (!str_eq(rec.field[i], field[i]))
				fail_msg("round %zu: %.*s", round,
				    STR_ARG(buf_str(&csv)));
			buf_fini(&text[i]);
		}
		assert_int_equal(rec_next(r, &rec), STATUS_END);
		rec_close(r);
		buf_fini(&csv);
	}
	diag_free(d);
}

int
main(void)
{
	const struct CMUnitTest test[] = {
		cmocka_unit_test(canonical),
		cmocka_unit_test(office),
		cmocka_unit_test(other_signs),
		cmocka_unit_test(ceilings),
		cmocka_unit_test(open_quote_in_a_large_file),
		cmocka_unit_test(positions),
		cmocka_unit_test(put),
		cmocka_unit_test(round_trip),
	};

	return cmocka_run_group_tests(test, NULL, NULL);
}

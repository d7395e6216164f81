/* Workbooks: what becomes a number, names of sheets, what cannot be made. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "print/format.h"
#include "print/xlsx_cell.h"

/* As a report puts it: by table_number or table_words. */
static const struct cell_row {
	struct table_column column;
	const char *value, *shown;
	char mark;
	enum xlsx_kind kind;
	int64_t n;
	unsigned down;
	const char *format;
} cell_rows[] = {
	/* the exact figure, shown rounded */
	{ { .number = true, .scale = 8 }, "99964231.07", "1.00", 0,
	    XLSX_NUMBER, INT64_C(9996423107), 10, "0.00" },
	{ { .number = true, .scale = 8 }, "99964231.07", "1.00", '*',
	    XLSX_NUMBER, INT64_C(9996423107), 10, "0.00\"*\"" },
	{ { .number = true, .scale = 8 }, "100000000.00", "1.00", 0,
	    XLSX_NUMBER, 1, 0, "0.00" },
	{ { .number = true }, "18", "18", 0, XLSX_NUMBER, 18, 0, "0" },
	/* a gap keeps its sign; what rounds to zero has none */
	{ { .number = true, .sign = true }, "4.65", "+4.7", 0,
	    XLSX_NUMBER, 465, 2, "+0.0;-0.0;0.0" },
	{ { .number = true, .sign = true }, "-0.04", "0.0", 0,
	    XLSX_NUMBER, -4, 2, "0.0;0.0;0.0" },
	{ { .number = true }, "-1.25", "-1.3", 0, XLSX_NUMBER, -125, 2,
	    "0.0" },
	/* rounded once from the exact ratio: the canonical 27.75 would show
	 * as 27.8 */
	{ { .number = true }, "27.75", "27.7", 0, XLSX_NUMBER, 277, 1,
	    "0.0" },
	/* words, ids, and what Excel would cut to 15 digits */
	{ { .number = true }, "71", "超70", 0, XLSX_TEXT, 0, 0, "" },
	{ { .number = false, .name = "uscc" }, "320571", "320571", 0,
	    XLSX_TEXT, 0, 0, "" },
	{ { .number = true }, "0012", "0012", 0, XLSX_TEXT, 0, 0, "" },
	{ { .number = true }, "9007199254740993", "9007199254740993", 0,
	    XLSX_TEXT, 0, 0, "" },
	{ { .number = true }, "999999999999999", "999999999999999", 0,
	    XLSX_NUMBER, INT64_C(999999999999999), 0, "0" },
	{ { .number = true }, "92233720368547758.07",
	    "92233720368547758.07", 0, XLSX_TEXT, 0, 0, "" },
	{ { .number = true }, "=1+1", "=1+1", 0, XLSX_TEXT, 0, 0, "" },
	{ { .number = true }, "1e5", "1e5", 0, XLSX_TEXT, 0, 0, "" },
	{ { .number = true }, "", "", 0, XLSX_BLANK, 0, 0, "" },
	{ { .number = true }, "-", "-", 0, XLSX_TEXT, 0, 0, "" },
	{ { .number = true }, ".5", ".5", 0, XLSX_TEXT, 0, 0, "" },
	/* people's columns do not say; theirs are figures on the right */
	{ { .align = TABLE_RIGHT }, "20", "20", 0, XLSX_NUMBER, 20, 0, "0" },
	{ { .align = TABLE_LEFT }, "20", "20", 0, XLSX_TEXT, 0, 0, "" },
};

static void
numbers_are_exact_and_formatted_as_shown(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cell_rows) / sizeof(cell_rows[0]);
	     i++) {
		const struct cell_row *r = &cell_rows[i];
		struct table *t = table_new(LANG_ZH, TABLE_PEOPLE);
		struct table_column c = r->column;
		struct xlsx_cell cell;

		c.label = STR("x");
		table_add_column(t, &c);
		table_row(t);
		table_words(t, str_from(r->value), str_from(r->shown));
		t->cell[0].scale = c.scale;
		table_mark(t, r->mark);
		xlsx_cell(&cell, t, 0, 0);
		if (cell.kind != r->kind || (r->kind == XLSX_NUMBER &&
		    (cell.n != r->n || cell.down != r->down ||
		        strcmp(cell.format, r->format) != 0)))
			fail_msg("row %zu: kind %d, %lld x 10^-%u, %s", i,
			    (int)cell.kind, (long long)cell.n, cell.down,
			    cell.format);
		table_free(t);
	}
}

static const struct name_row {
	const char *wanted, *want;
} name_rows[] = { /* each after those before it */
	{ "表1 完成情况", "表1 完成情况" },
	{ "表1 完成情况", "表1 完成情况~2" },
	{ "a/b\\c:d*e?f[g]h'i", "a_b_c_d_e_f_g_h_i" },
	{ "A/B\\C:D*E?F[G]H'I", "A_B_C_D_E_F_G_H_I~2" },
	{ "History", "History~2" },
	{ "", "1~" },
	{ "2023", "2023~" },
	{ "A1", "A1~" },
	{ "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二",
	    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一" },
	{ "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一三",
	    "一二三四五六七八九十一二三四五六七八九十一二三四五~2" },
	{ "\xf0\xa0\x80\x80 x\x01y\xff", "\xf0\xa0\x80\x80 x_x01y_xff" },
};

static void
names_of_sheets_are_valid_and_one_of_a_kind(void **state)
{
	enum { N = sizeof(name_rows) / sizeof(name_rows[0]) };
	struct str taken[N];
	struct arena keep = { NULL };

	(void)state;
	for (size_t i = 0; i < N; i++) {
		taken[i] = xlsx_sheet_name(&keep,
		    str_from(name_rows[i].wanted), taken, i);
		if (!str_is(taken[i], name_rows[i].want))
			fail_msg("row %zu: %.*s", i, STR_ARG(taken[i]));
	}
	arena_fini(&keep);
}

static const struct text_row {
	const char *in, *want;
} text_rows[] = {
	{ "", "" },
	{ "a_x000D_b", "a_x005F_x000D_b" },
	{ "_x00_ x12_", "_x00_ x12_" },
	{ "\xe5\x8d", "\\xe5\\x8d" },
	{ "\x01\xef\xbf\xbe", "\\x01\\xef\\xbf\\xbe" },
	{ "=1+1", "=1+1" },
};

static void
text_that_looks_escaped_is_escaped(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < sizeof(text_rows) / sizeof(text_rows[0]);
	     i++) {
		buf_reset(&b);
		buf_puts(&b, "before ");
		xlsx_text(&b, str_from(text_rows[i].in));
		if (!str_is(str_sub(buf_str(&b), 7, b.n), text_rows[i].want))
			fail_msg("row %zu: %.*s", i, STR_ARG(buf_str(&b)));
	}
	buf_fini(&b);
	assert_int_equal(xlsx_length(STR("a\xe4\xb8\x80\xf0\xa0\x80\x80")),
	    4);
}

static bool
make(struct table *t, char *said, size_t size)
{
	FILE *sink = tmpfile();
	struct diag *d = diag_new(&(struct diag_opts){ .program = "test",
		.sink = sink });
	struct buf b;
	size_t n;
	bool good;

	buf_init(&b, BUF_UNBOUNDED);
	good = format_put_table(&format_xlsx, &b, t, d);
	assert_true(good || b.n == 0);
	buf_fini(&b);
	rewind(sink);
	n = fread(said, 1, size - 1, sink);
	said[n] = '\0';
	diag_free(d);
	fclose(sink);
	return good;
}

static struct table *
small(size_t columns, size_t rows)
{
	struct table *t = table_new(LANG_ZH, TABLE_PEOPLE);
	struct table_column c = { .name = "x", .label = STR("x") };

	for (size_t i = 0; i < columns; i++)
		table_add_column(t, &c);
	for (size_t r = 0; r < rows; r++) {
		table_row(t);
		for (size_t i = 0; i < columns; i++)
			table_text(t, STR("这是一个不短的单元格"));
	}
	return t;
}

/* DIAG_WORKBOOK_SIZE */
static void
what_a_sheet_cannot_hold_is_refused(void **state)
{
	struct table *t = small(16385, 1);
	char said[512];

	(void)state;
	assert_false(make(t, said, sizeof(said)));
	assert_non_null(strstr(said, "16385 columns"));
	assert_non_null(strstr(said, "[workbook-size]"));
	table_free(t);
}

/* DIAG_WORKBOOK_FAILED: files cut short by a full disk, as it were, or that
 * cannot be opened. */
static void
a_workbook_cut_short_is_not_believed(void **state)
{
	struct rlimit was, low;
	struct table *t = small(4, 2000);
	char said[512];

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &was);
	low = was;
	low.rlim_cur = 20000;
	setrlimit(RLIMIT_FSIZE, &low);
	assert_false(make(t, said, sizeof(said)));
	setrlimit(RLIMIT_FSIZE, &was);
	assert_non_null(strstr(said, "[workbook-failed]"));
	assert_true(make(t, said, sizeof(said)));
	table_free(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_exact_and_formatted_as_shown),
		cmocka_unit_test(names_of_sheets_are_valid_and_one_of_a_kind),
		cmocka_unit_test(text_that_looks_escaped_is_escaped),
		cmocka_unit_test(what_a_sheet_cannot_hold_is_refused),
		cmocka_unit_test(a_workbook_cut_short_is_not_believed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

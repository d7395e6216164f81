#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "print/format.h"
#include "print/wrap.h"
#include "report/dataset.h"
#include "report/reason.h"
#include "text/utf8.h"

static const struct number_row {
	int64_t n;
	unsigned held, scale, decimals;
	bool sign;
	const char *want;
} number_rows[] = {
	{ INT64_C(9996423107), 2, 8, 2, false, "1.00" },
	{ INT64_C(10000000000), 2, 8, 2, false, "1.00" },
	{ INT64_C(9949999999), 2, 8, 2, false, "0.99" },
	{ INT64_C(9950000000), 2, 8, 2, false, "1.00" },
	{ INT64_C(-9950000000), 2, 8, 2, false, "-1.00" },
	{ -1, 2, 8, 2, false, "0.00" },
	{ 14200000, 2, 4, 2, false, "14.20" },
	{ 470, 2, 0, 1, true, "+4.7" },
	{ -125, 2, 0, 1, true, "-1.3" },
	{ -4, 2, 0, 1, true, "0.0" },
	{ 4, 2, 0, 1, true, "0.0" },
	{ 7, 0, 0, 2, false, "7.00" },
	{ INT64_MAX, 2, 0, 2, false, "92233720368547758.07" },
	{ INT64_MIN, 2, 0, 2, false, "-92233720368547758.08" },
};

static void
numbers_round_once_half_away(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(number_rows) / sizeof(number_rows[0]);
	     i++) {
		const struct number_row *r = &number_rows[i];
		struct buf b;

		buf_init(&b, BUF_UNBOUNDED);
		table_put_number(&b, r->n, r->held, r->scale, r->decimals,
		    r->sign);
		if (!str_is(buf_str(&b), r->want))
			fail_msg("row %zu: %.*s, want %s", i,
			    STR_ARG(buf_str(&b)), r->want);
		buf_fini(&b);
	}
}

static const struct wrap_row {
	const char *text;
	size_t width;
	const char *want; /* lines joined by | */
} wrap_rows[] = {
	{ "", 10, "" },
	{ "abc", 3, "abc" },
	{ "一二三四", 4, "一二|三四" },
	{ "一二，三四", 4, "一|二，|三四" },
	{ "（一）二", 4, "（一|）二" },
	{ "两个 words here", 7, "两个|words|here" },
	{ "税收100,118,306.27元整", 17, "税收|100,118,306.27元|整" },
	{ "abcdefgh", 3, "abc|def|gh" },
	{ "一\n二三", 40, "一|二三" },
	{ "一", 1, "一" },
};

static void
lines_break_where_they_may(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(wrap_rows) / sizeof(wrap_rows[0]); i++) {
		const struct wrap_row *r = &wrap_rows[i];
		struct str rest = str_from(r->text);
		struct buf b;

		buf_init(&b, BUF_UNBOUNDED);
		for (bool first = true; rest.n > 0; first = false) {
			if (!first)
				buf_putc(&b, '|');
			buf_put(&b, wrap_take(&rest, r->width));
		}
		if (!str_is(buf_str(&b), r->want))
			fail_msg("row %zu: %.*s, want %s", i,
			    STR_ARG(buf_str(&b)), r->want);
		buf_fini(&b);
	}
}

/* Names of every kind, figures with and without marks, gaps. */
static struct table *
sample(void)
{
	static const char *const name[] = { "青禾金融中心", "a", "ｆｕｌｌ幅",
		"cafe\xcc\x81", "<b>|\x1b[2J" };
	struct table *t = table_new(LANG_ZH, TABLE_PEOPLE | TABLE_MACHINE);
	struct table_column text = { .name = "name", .label = STR("楼宇\n名称") };
	struct table_column tax = { .name = "tax_yuan", .label = STR("税收"),
		.align = TABLE_RIGHT, .number = true, .held = 2, .scale = 8,
		.decimals = 2 };
	struct table_column last = tax;

	last.name = NULL;
	last.label = STR("上年");
	table_set_title(t, STR("表1  名录（1—6月）"));
	table_set_unit(t, STR("单位：亿元"));
	table_add_column(t, &text);
	table_add_column(t, &tax);
	table_add_column(t, &last);
	for (size_t i = 0; i < 5; i++) {
		table_row(t);
		if (i == 3)
			table_rule(t);
		table_text(t, str_from(name[i]));
		table_number(t, INT64_C(9996423107) * (int64_t)(i + 1));
		if (i == 0)
			table_mark(t, '*');
		if (i == 1)
			table_missing(t);
		else if (i == 2)
			table_not_applicable(t);
		else
			table_number(t, -150);
	}
	table_add_note(t, (struct str){ "", 0 }, STR("累计为1—6月"));
	return t;
}

static void
put(struct buf *b, const char *format, struct table *t)
{
	struct diag *d = diag_new(&(struct diag_opts){ .sink = NULL });

	buf_init(b, BUF_UNBOUNDED);
	assert_true(format_put_table(format_find(str_from(format)), b, t, d));
	diag_free(d);
}

static void
a_text_table_is_aligned_by_width(void **state)
{
	struct table *t = sample();
	struct str rest, line;
	size_t no = 0, width = 0;
	struct buf b;

	(void)state;
	put(&b, "text", t);
	rest = buf_str(&b);
	while (str_cut(&rest, '\n', &line) && line.n > 0) {
		bool rule = line.p[0] == '=' || line.p[0] == '-';

		no++;
		if (no == 3)
			width = utf8_width(line);
		/* the last column is at the right: every line but that of
		 * the second line of a heading ends there */
		if (no >= 3 && no <= 13 && (rule || no != 5) &&
		    utf8_width(line) != width)
			fail_msg("line %zu is %zu wide, not %zu: %.*s", no,
			    utf8_width(line), width, STR_ARG(line));
	}
	assert_true(str_find(buf_str(&b), STR("—")) == b.n);
	assert_true(str_find(buf_str(&b), STR("\x1b")) == b.n);
	assert_true(str_find(buf_str(&b), STR("1.00*")) < b.n);
	buf_fini(&b);
	table_free(t);
}

static const struct format_row {
	const char *format, *want;
} format_rows[] = {
	{ "text", "表1  名录（1-6月）\n" },
	{ "text", "\n注：累计为1-6月\n" },
	{ "text", "青禾金融中心  1.00* 0.00\n" },
	{ "text", "a             2.00    缺\n" },
	{ "text", "ｆｕｌｌ幅    3.00    －\n" },
	{ "md", "### 表1  名录（1—6月）\n\n单位：亿元\n\n| 楼宇名称 | 税收 |" },
	{ "md", "| &lt;b>\\|\\\\x1b\\[2J | 5.00 | 0.00 |\n" },
	{ "md", "| 青禾金融中心 | 1.00\\* | 0.00 |\n| a | 2.00 | 缺 |\n" },
	{ "md", "| ｆｕｌｌ幅 | 3.00 | — |\n" },
	{ "csv", "name,tax_yuan\n青禾金融中心,99964231.07\na,199928462.14\n" },
	{ "json", "{\"name\":\"青禾金融中心\",\"tax_yuan\":99964231.07}\n" },
	{ "json", "{\"name\":\"<b>|\\u001b[2J\",\"tax_yuan\":499821155.35}\n" },
};

static void
each_format_writes_its_form(void **state)
{
	struct table *t = sample();

	(void)state;
	for (size_t i = 0; i < sizeof(format_rows) / sizeof(format_rows[0]);
	     i++) {
		struct buf b;

		put(&b, format_rows[i].format, t);
		if (str_find(buf_str(&b), str_from(format_rows[i].want)) == b.n)
			fail_msg("row %zu: no %s in\n%.*s", i,
			    format_rows[i].want, STR_ARG(buf_str(&b)));
		buf_fini(&b);
	}
	table_free(t);
	assert_null(format_find(STR("odt")));
}

static void
a_wide_dataset_is_parted_within_120(void **state)
{
	struct str name[30], cell[30], rest, line;
	struct table *t;
	struct buf b;
	size_t heads = 0;

	(void)state;
	for (size_t i = 0; i < 30; i++) {
		name[i] = i == 0 ? STR("building_id") : STR("tax_yuan");
		cell[i] = i == 0 ? STR("320571-0001") : STR("103250000.00");
	}
	cell[29] = (struct str){ "", 0 };
	t = report_dataset(LANG_ZH, name, 30);
	report_dataset_row(t, cell);
	put(&b, "text", t);
	rest = buf_str(&b);
	while (str_cut(&rest, '\n', &line)) {
		if (utf8_width(line) > 120)
			fail_msg("%zu wide: %.*s", utf8_width(line),
			    STR_ARG(line));
		heads += str_starts(line, STR("楼宇编号"));
	}
	assert_true(heads > 1);
	buf_fini(&b);
	put(&b, "json", t);
	assert_true(str_find(buf_str(&b), STR("\"tax_yuan\":null}\n")) < b.n);
	buf_fini(&b);
	table_free(t);
}

static const struct reason_row {
	const char *reasons, *want;
	bool is_new;
} reason_rows[] = {
	{ "key.A.1: tax_yuan 2.00 > 1.00; key.C.1: recognised ip;legal", "AC", false },
	{ "key.A.1: tax_yuan 2.00 > 1.00; key.N.1: new_1yi 1", "AN", false },
	{ "key.A.1: tax_yuan 2.00 > 1.00; key.C.1: b 1", "ANC", true },
	{ "key.B.1: tax_yuan 2.00 > 1.00", "B", true },
	{ "key.D.1: a 1 > 0; key.D.1: b 2 > 0; renovate.X.1: c 3 > 0", "D", false },
	{ "key.1: tax_yuan 2.00 > 1.00; key.3: b 1", "AC", false },
	{ "key.A.1: a 1; key.old-town.1: b 1", "A, old-town", false },
	{ "what is this", "what is this", false },
	{ "", "", false },
};

static void
reasons_become_letters(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(reason_rows) / sizeof(reason_rows[0]);
	     i++) {
		struct arena keep = { 0 };
		struct reason_book b;
		struct str got;

		reason_init(&b, "key", &keep);
		got = reason_letters(&b, str_from(reason_rows[i].reasons),
		    reason_rows[i].is_new);
		if (!str_is(got, reason_rows[i].want))
			fail_msg("row %zu: %.*s, want %s", i, STR_ARG(got),
			    reason_rows[i].want);
		reason_fini(&b);
		arena_fini(&keep);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_round_once_half_away),
		cmocka_unit_test(lines_break_where_they_may),
		cmocka_unit_test(a_text_table_is_aligned_by_width),
		cmocka_unit_test(each_format_writes_its_form),
		cmocka_unit_test(a_wide_dataset_is_parted_within_120),
		cmocka_unit_test(reasons_become_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

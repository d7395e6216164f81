#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/date.h"
#include "schema/value.h"

struct parse_row {
	enum value_type type;
	const char *text;
	enum value_fault fault;
	int64_t n;
	const char *put; /* NULL: as the text */
};

static const char choices[] = "super-a|a|b|other";

static const struct parse_row parse_rows[] = {
	{ VALUE_MONEY, "103250000.00", VALUE_OK, 10325000000, NULL },
	{ VALUE_MONEY, "100", VALUE_OK, 10000, "100.00" },
	{ VALUE_MONEY, "100.5", VALUE_OK, 10050, "100.50" },
	{ VALUE_MONEY, "-0.01", VALUE_OK, -1, NULL },
	{ VALUE_MONEY, "-0.00", VALUE_OK, 0, "0.00" },
	{ VALUE_MONEY, "0.00", VALUE_OK, 0, NULL },
	{ VALUE_MONEY, "-100000000.01", VALUE_OK, -10000000001, NULL },
	{ VALUE_MONEY, "1000000000000.00", VALUE_OK, VALUE_MONEY_MAX, NULL },
	{ VALUE_MONEY, "-1000000000000.00", VALUE_OK, -VALUE_MONEY_MAX, NULL },
	{ VALUE_MONEY, "1000000000000.01", VALUE_OUT_OF_RANGE, 0, NULL },
	{ VALUE_MONEY, "-1000000000000.01", VALUE_OUT_OF_RANGE, 0, NULL },
	{ VALUE_MONEY, "99999999999999999999999999", VALUE_OUT_OF_RANGE, 0,
	    NULL },
	{ VALUE_MONEY, "1,000.00", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONEY, "100.005", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONEY, "100.000", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONEY, "100.", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONEY, ".5", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONEY, "+1.00", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONEY, "--1", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONEY, "-", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONEY, " 1", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONEY, "1 ", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONEY, "1e3", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONEY, "nan", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONEY, "0x10", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONEY, "１００", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONEY, "1亿", VALUE_MALFORMED, 0, NULL },
	{ VALUE_AREA, "142000.25", VALUE_OK, 14200025, NULL },
	{ VALUE_AREA, "0", VALUE_OK, 0, "0.00" },
	{ VALUE_AREA, "-1.00", VALUE_OUT_OF_RANGE, 0, NULL },
	{ VALUE_AREA, "1.234", VALUE_MALFORMED, 0, NULL },
	{ VALUE_PERCENT, "82.35", VALUE_OK, 8235, NULL },
	{ VALUE_PERCENT, "-3.00", VALUE_OK, -300, NULL },
	{ VALUE_PERCENT, "82.35%", VALUE_MALFORMED, 0, NULL },
	{ VALUE_COUNT, "12", VALUE_OK, 12, NULL },
	{ VALUE_COUNT, "-1", VALUE_OUT_OF_RANGE, 0, NULL },
	{ VALUE_COUNT, "12.0", VALUE_MALFORMED, 0, NULL },
	{ VALUE_COUNT, "1000000000001", VALUE_OUT_OF_RANGE, 0, NULL },
	{ VALUE_INTEGER, "-12", VALUE_OK, -12, NULL },
	{ VALUE_INTEGER, "1.5", VALUE_MALFORMED, 0, NULL },
	{ VALUE_DATE, "1970-01-01", VALUE_OK, 0, NULL },
	{ VALUE_DATE, "2024-02-29", VALUE_OK, 19782, NULL },
	{ VALUE_DATE, "2023-02-29", VALUE_MALFORMED, 0, NULL },
	{ VALUE_DATE, "2023-6-3", VALUE_MALFORMED, 0, NULL },
	{ VALUE_DATE, "2023/06/03", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONTH, "2023-06", VALUE_OK, 2023 * 12 + 5, NULL },
	{ VALUE_MONTH, "2023-13", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONTH, "2023-00", VALUE_MALFORMED, 0, NULL },
	{ VALUE_MONTH, "202306", VALUE_MALFORMED, 0, NULL },
	{ VALUE_YEAR, "2023", VALUE_OK, 2023, NULL },
	{ VALUE_YEAR, "23", VALUE_MALFORMED, 0, NULL },
	{ VALUE_YEAR, "0999", VALUE_OUT_OF_RANGE, 0, NULL },
	{ VALUE_DISTRICT, "320571", VALUE_OK, 320571, NULL },
	{ VALUE_DISTRICT, "32057", VALUE_MALFORMED, 0, NULL },
	{ VALUE_DISTRICT, "园区", VALUE_MALFORMED, 0, NULL },
	{ VALUE_DISTRICTS, "320571;320505", VALUE_OK, 0, NULL },
	{ VALUE_DISTRICTS, "320571;", VALUE_MALFORMED, 0, NULL },
	{ VALUE_DISTRICTS, "320571、320505", VALUE_MALFORMED, 0, NULL },
	{ VALUE_INDUSTRY, "01", VALUE_OK, 1, NULL },
	{ VALUE_INDUSTRY, "723", VALUE_OK, 723, NULL },
	{ VALUE_INDUSTRY, "7231", VALUE_OK, 7231, NULL },
	{ VALUE_INDUSTRY, "7", VALUE_MALFORMED, 0, NULL },
	{ VALUE_INDUSTRY, "72310", VALUE_MALFORMED, 0, NULL },
	{ VALUE_INDUSTRY, "L72", VALUE_MALFORMED, 0, NULL },
	{ VALUE_USCC, "914403001922038216", VALUE_OK, 0, NULL },
	{ VALUE_USCC, "914403001922038215", VALUE_CHECK_DIGIT, 0, NULL },
	{ VALUE_USCC, "91440300192203821", VALUE_MALFORMED, 0, NULL },
	{ VALUE_USCC, "9144O3001922038216", VALUE_MALFORMED, 0, NULL },
	{ VALUE_USCC, "9.14403E+17", VALUE_DAMAGED, 0, NULL },
	{ VALUE_USCC, "914403001922038000", VALUE_DAMAGED, 0, NULL },
	{ VALUE_TAXPAYER, "320502196001011234", VALUE_OK, 0, NULL },
	{ VALUE_TAXPAYER, "张三", VALUE_OK, 0, NULL },
	{ VALUE_TAXPAYER, "9.13205E+17", VALUE_DAMAGED, 0, NULL },
	{ VALUE_TAXPAYER, "914403001922038000.0", VALUE_DAMAGED, 0, NULL },
	{ VALUE_TAXPAYER, "914403001922038216.", VALUE_OK, 0, NULL },
	{ VALUE_TAXPAYER, "9.13205e17", VALUE_DAMAGED, 0, NULL },
	{ VALUE_TAXPAYER, "320500123456E10", VALUE_OK, 0, NULL },
	{ VALUE_TAXPAYER, "913205007835613000", VALUE_DAMAGED, 0, NULL },
	{ VALUE_FLAG, "1", VALUE_OK, 1, NULL },
	{ VALUE_FLAG, "0", VALUE_OK, 0, NULL },
	{ VALUE_FLAG, "2", VALUE_MALFORMED, 0, NULL },
	{ VALUE_FLAG, "是", VALUE_MALFORMED, 0, NULL },
	{ VALUE_CHOICE, "super-a", VALUE_OK, 0, NULL },
	{ VALUE_CHOICE, "other", VALUE_OK, 3, NULL },
	{ VALUE_CHOICE, "A", VALUE_NOT_A_CHOICE, 0, NULL },
	{ VALUE_CHOICE, "a|b", VALUE_NOT_A_CHOICE, 0, NULL },
	{ VALUE_DEGREE, "120.585294", VALUE_OK, 120585294, NULL },
	{ VALUE_DEGREE, "120.700", VALUE_OK, 120700000, "120.7" },
	{ VALUE_DEGREE, "-0.5", VALUE_OK, -500000, NULL },
	{ VALUE_DEGREE, "31", VALUE_OK, 31000000, NULL },
	{ VALUE_DEGREE, "120.5852941", VALUE_MALFORMED, 0, NULL },
	{ VALUE_DEGREE, "180.1", VALUE_OUT_OF_RANGE, 0, NULL },
	{ VALUE_ID, "320571-0042", VALUE_OK, 0, NULL },
	{ VALUE_ID, "b 1", VALUE_OK, 0, NULL },
	{ VALUE_ID, " b1", VALUE_MALFORMED, 0, NULL },
	{ VALUE_TEXT, " 苏州 ", VALUE_OK, 0, NULL },
	{ VALUE_LIST, "a;b", VALUE_OK, 0, NULL },
};

static void
a_cell_is_exact_or_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(parse_rows) / sizeof(parse_rows[0]);
	     i++) {
		const struct parse_row *r = &parse_rows[i];
		const char *want = r->put != NULL ? r->put : r->text;
		struct value v;
		struct buf b;
		enum value_fault fault = value_parse(r->type, choices,
		    str_from(r->text), &v);

		if (fault != r->fault || v.known != (fault == VALUE_OK))
			fail_msg("%s %s: fault %d", value_type_name(r->type),
			    r->text, (int)fault);
		if (fault != VALUE_OK)
			continue;
		if (v.n != r->n)
			fail_msg("%s %s: %lld", value_type_name(r->type),
			    r->text, (long long)v.n);
		buf_init(&b, BUF_UNBOUNDED);
		value_put(&b, r->type, choices, &v);
		if (!str_is(buf_str(&b), want))
			fail_msg("%s %s: written as %.*s",
			    value_type_name(r->type), r->text,
			    STR_ARG(buf_str(&b)));
		buf_fini(&b);
	}
}

static void
an_empty_cell_is_unknown_not_zero(void **state)
{
	(void)state;
	for (int t = VALUE_TEXT; t <= VALUE_DEGREE; t++) {
		struct value v = { .known = true, .n = 7 };
		struct buf b;

		buf_init(&b, BUF_UNBOUNDED);
		assert_int_equal(value_parse((enum value_type)t, choices,
		                     STR(""), &v), VALUE_OK);
		assert_false(v.known);
		value_put(&b, (enum value_type)t, choices, &v);
		assert_int_equal(b.n, 0);
		buf_fini(&b);
	}
}

/* What is shown as accepted is accepted, and every refusal has a text. */
static void
every_type_shows_a_form_that_is_accepted(void **state)
{
	(void)state;
	for (int t = VALUE_TEXT; t <= VALUE_DEGREE; t++) {
		enum value_type type = (enum value_type)t;
		struct value v;
		struct buf en, zh;
		enum diag_code code = value_fault_code(type, VALUE_MALFORMED);
		const struct diag_arg arg[] = { DIAG_Z("THE VALUE"),
			DIAG_Z("the_column"), DIAG_Z(choices), DIAG_Z(NULL) };

		if (type != VALUE_CHOICE &&
		    value_parse(type, NULL, str_from(value_type_form(type)),
		        &v) != VALUE_OK)
			fail_msg("%s: %s is refused", value_type_name(type),
			    value_type_form(type));
		buf_init(&en, BUF_UNBOUNDED);
		buf_init(&zh, BUF_UNBOUNDED);
		diag_message(&en, LANG_EN, code, arg);
		diag_message(&zh, LANG_ZH, code, arg);
		if (str_find(buf_str(&en), STR("(THE VALUE)")) == en.n ||
		    str_find(buf_str(&en), STR("the_column")) == en.n)
			fail_msg("%s", value_type_name(type));
		if (str_find(buf_str(&zh), STR("（THE VALUE）")) == zh.n)
			fail_msg("%s", value_type_name(type));
		assert_int_equal(diag_code_level(code), DIAG_ERROR);
		buf_fini(&en);
		buf_fini(&zh);
	}
}

static void
a_fault_has_its_own_code(void **state)
{
	static const struct {
		enum value_type type;
		enum value_fault fault;
		enum diag_code code;
	} rows[] = {
		{ VALUE_MONEY, VALUE_MALFORMED, DIAG_BAD_MONEY },
		{ VALUE_MONEY, VALUE_OUT_OF_RANGE, DIAG_MONEY_RANGE },
		{ VALUE_AREA, VALUE_MALFORMED, DIAG_BAD_AREA },
		{ VALUE_AREA, VALUE_OUT_OF_RANGE, DIAG_AREA_RANGE },
		{ VALUE_PERCENT, VALUE_MALFORMED, DIAG_BAD_PERCENT },
		{ VALUE_COUNT, VALUE_OUT_OF_RANGE, DIAG_BAD_COUNT },
		{ VALUE_INTEGER, VALUE_MALFORMED, DIAG_BAD_INTEGER },
		{ VALUE_DATE, VALUE_MALFORMED, DIAG_BAD_DATE },
		{ VALUE_MONTH, VALUE_MALFORMED, DIAG_BAD_MONTH },
		{ VALUE_YEAR, VALUE_OUT_OF_RANGE, DIAG_BAD_YEAR },
		{ VALUE_DISTRICT, VALUE_MALFORMED, DIAG_BAD_DISTRICT },
		{ VALUE_DISTRICTS, VALUE_MALFORMED, DIAG_BAD_DISTRICT },
		{ VALUE_INDUSTRY, VALUE_MALFORMED, DIAG_BAD_INDUSTRY },
		{ VALUE_USCC, VALUE_MALFORMED, DIAG_BAD_USCC },
		{ VALUE_USCC, VALUE_CHECK_DIGIT, DIAG_USCC_CHECK },
		{ VALUE_USCC, VALUE_DAMAGED, DIAG_USCC_DAMAGED },
		{ VALUE_TAXPAYER, VALUE_DAMAGED, DIAG_USCC_DAMAGED },
		{ VALUE_FLAG, VALUE_MALFORMED, DIAG_BAD_FLAG },
		{ VALUE_CHOICE, VALUE_NOT_A_CHOICE, DIAG_BAD_CHOICE },
		{ VALUE_DEGREE, VALUE_OUT_OF_RANGE, DIAG_BAD_DEGREE },
		{ VALUE_ID, VALUE_MALFORMED, DIAG_BAD_ID },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(value_fault_code(rows[i].type,
		                     rows[i].fault), rows[i].code);
}

/* tests/data/uscc-cases.csv: code,valid,why; no code holds a comma. */
static void
credit_codes_come_out_as_computed(void **state)
{
	const char *data = getenv("BLDG_DATA");
	char path[4096], line[1024];
	unsigned rows = 0, valid = 0;
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/../tests/data/uscc-cases.csv",
	    data != NULL ? data : "data");
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	while (fgets(line, sizeof(line), f) != NULL) {
		struct str s = str_from(line), code;
		bool want;

		assert_true(str_cut(&s, ',', &code));
		want = s.p[0] == '1';
		if (value_uscc_valid(code) != want || s.p[1] != ',')
			fail_msg("%s", line);
		rows++;
		valid += want;
	}
	fclose(f);
	assert_int_equal(rows, 102);
	assert_int_equal(valid, 47);
}

static void
a_choice_is_found_by_its_whole_word(void **state)
{
	(void)state;
	assert_int_equal(value_choice("a|b|c", STR("b")), 1);
	assert_int_equal(value_choice("a|b|c", STR("")), -1);
	assert_int_equal(value_choice("super-a|a", STR("a")), 1);
	assert_int_equal(value_choice(NULL, STR("a")), -1);
	assert_true(str_is(value_choice_text("a|b|c", 2), "c"));
	assert_int_equal(value_choice_text("a|b|c", 3).n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cell_is_exact_or_refused),
		cmocka_unit_test(an_empty_cell_is_unknown_not_zero),
		cmocka_unit_test(every_type_shows_a_form_that_is_accepted),
		cmocka_unit_test(a_fault_has_its_own_code),
		cmocka_unit_test(credit_codes_come_out_as_computed),
		cmocka_unit_test(a_choice_is_found_by_its_whole_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

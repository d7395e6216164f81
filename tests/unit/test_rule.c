#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rule/rule.h"

/* A row of five columns; the rate is 69999 / 100000, shown as 70.00. */
enum { TAX, RATE, GRADE, LIST, DONE, FLAG, EMPTY, NOTE, SAME, HUGE_ONE, PLACES,
	BLANK, COMMA, NFIELD };

static const struct {
	const char *name;
	enum value_type type;
	bool untyped;
	bool known;
	int64_t num, den;
	const char *text;
} columns[NFIELD] = {
	[TAX] = { "tax", VALUE_MONEY, false, true, 10000000001, 1, "" },
	[RATE] = { "rate", VALUE_PERCENT, false, true, 699990000, 100000, "" },
	[GRADE] = { "grade", VALUE_TEXT, false, true, 0, 1, "super-a" },
	[LIST] = { "list", VALUE_LIST, false, true, 0, 1, "legal;ip" },
	[DONE] = { "done", VALUE_MONTH, false, true, 2023 * 12 + 5, 1, "" },
	[FLAG] = { "flag", VALUE_FLAG, false, true, 1, 1, "" },
	[EMPTY] = { "empty", VALUE_MONEY, false, false, 0, 1, "" },
	[NOTE] = { "note", VALUE_TEXT, true, true, 0, 1, "12.5" },
	[SAME] = { "same", VALUE_MONEY, false, true, 10000000000, 1, "" },
	[PLACES] = { "places", VALUE_DISTRICTS, false, true, 0, 1,
	    "320571;320508" },
	[BLANK] = { "blank", VALUE_TEXT, false, true, 0, 1, "a b" },
	[COMMA] = { "comma", VALUE_TEXT, false, true, 0, 1, "a,b" },
	[HUGE_ONE] = { "huge", VALUE_COUNT, false, true, INT64_MAX, INT64_MAX, "" },
};

static bool
find(const void *arg, struct str name, struct rule_field *out)
{
	(void)arg;
	for (size_t i = 0; i < NFIELD; i++) {
		if (!str_is(name, columns[i].name))
			continue;
		*out = (struct rule_field){ .id = i, .type = columns[i].type,
			.untyped = columns[i].untyped };
		return true;
	}
	return false;
}

static struct rule_value
get(const void *arg, size_t id)
{
	(void)arg;
	return (struct rule_value){ columns[id].known, false, columns[id].num,
		columns[id].den, str_from(columns[id].text) };
}

static bool
is_later(const void *arg, struct str name)
{
	(void)arg;
	return str_is(name, "verdict");
}

static struct str
suggest(const void *arg, struct str name)
{
	(void)arg;
	return str_is(name, "taxes") ? STR("tax") : STR("");
}

/* The second form of a grade is its first. */
static bool
resolve(const void *arg, const struct rule_field *field, struct str *value)
{
	(void)arg;
	if (field->id == GRADE && str_is(*value, "top"))
		*value = STR("super-a");
	return !str_is(*value, "nowhere");
}

#define SET(name, values, line)                                           \
	{ { (name), sizeof(name) - 1 }, { (values), sizeof(values) - 1 }, \
		{ "s.ini", (line), 10 } }

static struct rule_set sets[] = {
	SET("good", "a, super-a", 7),
	SET("sums", "1亿, 2亿", 8),
	SET("list", "a b", 9),
	SET("nested", "b, @good", 10),
	SET("open", "b,", 11),
};
static const struct rule_sets named = { sets, 5 };
static const struct rule_scope scope = { find, NULL, is_later, suggest,
	resolve, &named };
static const struct rule_row row = { get, NULL };

static void
conditions_hold_fail_or_are_unknown(void **state)
{
	static const struct {
		const char *text;
		enum rule_truth truth;
		const char *reason; /* of the first condition */
	} cases[] = {
		{ "tax > 1亿", RULE_YES, "tax 100000000.01 > 100000000.00" },
		{ "tax>1亿", RULE_YES, "tax 100000000.01 > 100000000.00" },
		{ "tax > 10000万", RULE_YES, NULL },
		{ "tax > 100000000.01", RULE_NO, NULL },
		{ "tax >= 100000000.01", RULE_YES, NULL },
		{ "tax <= 1亿", RULE_NO, NULL },
		{ "tax < 1.5亿", RULE_YES, NULL },
		{ "tax != 1亿", RULE_YES, NULL },
		{ "tax = 100000000.01", RULE_YES, NULL },
		{ "tax > -1", RULE_YES, NULL },
		{ "same > 1亿", RULE_NO, NULL },
		{ "tax > same", RULE_YES, "tax 100000000.01 > 100000000.00" },
		{ "same >= tax", RULE_NO, NULL },
		/* prints as 70.00, is less */
		{ "rate >= 70", RULE_NO, "rate 70.00 >= 70.00" },
		{ "rate >= 69.99", RULE_YES, NULL },
		{ "rate < 70%", RULE_YES, NULL },
		{ "grade = super-a", RULE_YES, "grade super-a = super-a" },
		{ "grade = \"super-a\"", RULE_YES, NULL },
		{ "grade = Super-A", RULE_NO, NULL },
		{ "grade in a, super-a", RULE_YES,
		    "grade super-a in a, super-a" },
		{ "grade not in a, super-a", RULE_NO,
		    "grade super-a not in a, super-a" },
		{ "grade not in a, b", RULE_YES, NULL },
		{ "not grade in a, b", RULE_YES, NULL },
		{ "grade in a", RULE_NO, NULL },
		{ "grade in @good", RULE_YES, "grade super-a in a, super-a" },
		{ "grade in b, @good", RULE_YES,
		    "grade super-a in b, a, super-a" },
		{ "grade in @good, b", RULE_YES, NULL },
		{ "grade not in @good", RULE_NO, NULL },
		{ "same in @sums", RULE_YES,
		    "same 100000000.00 in 100000000.00, 200000000.00" },
		{ "tax in @sums", RULE_NO, NULL },
		{ "grade in \"@good\"", RULE_NO, NULL },
		{ "grade = top", RULE_YES, "grade super-a = super-a" },
		{ "grade = \"a，b\"", RULE_NO, NULL },
		{ "not not flag", RULE_YES, NULL },
		{ "places = 320508", RULE_YES, "places 320571;320508 = 320508" },
		{ "blank = \"a b\"", RULE_YES, "blank \"a b\" = \"a b\"" },
		{ "comma = \"a,b\"", RULE_YES, "comma \"a,b\" = \"a,b\"" },
		{ "list = ip", RULE_YES, "list legal;ip = ip" },
		{ "list = legal;ip", RULE_NO, NULL },
		{ "list != ip", RULE_NO, NULL },
		{ "list", RULE_YES, "list legal;ip" },
		{ "not list", RULE_NO, NULL },
		{ "done > 2023-05", RULE_YES, "done 2023-06 > 2023-05" },
		{ "done <= 2023-06", RULE_YES, NULL },
		{ "done in 2023-05, 2023-06", RULE_YES, NULL },
		{ "flag", RULE_YES, "flag 1" },
		{ "not flag", RULE_NO, "not flag 1" },
		{ "flag = 0", RULE_NO, NULL },
		{ "note >= 12.5", RULE_YES, "note 12.5 >= 12.5" },
		{ "note > 9", RULE_YES, NULL }, /* not bytewise */
		{ "note = 12.50", RULE_YES, NULL },
		{ "note = \"12.50\"", RULE_NO, NULL },
		{ "grade != 3", RULE_YES, NULL },
		/* what hangs on the unknown */
		{ "empty > 0", RULE_UNKNOWN, NULL },
		{ "empty <= 0", RULE_UNKNOWN, NULL },
		{ "not empty > 0", RULE_UNKNOWN, NULL },
		{ "empty not in 1, 2", RULE_UNKNOWN, NULL },
		{ "tax > empty", RULE_UNKNOWN, NULL },
		{ "empty > 0 and tax > 1亿", RULE_UNKNOWN, NULL },
		{ "tax > 1亿 and empty > 0", RULE_UNKNOWN, NULL },
		{ "empty > 0 and tax > 2亿", RULE_NO, NULL },
		{ "tax > 2亿 and empty > 0", RULE_NO, NULL },
		{ "tax > 1亿 and rate < 70 and flag", RULE_YES, NULL },
		{ "huge = 1", RULE_YES, NULL },
		{ "huge < 900000000000000000", RULE_YES, NULL },
	};
	struct diag *d = diag_new(&(struct diag_opts){ .program = "test",
	    .sink = stderr });
	struct arena keep = { 0 };
	struct buf b;

	(void)state;
	buf_init(&b, 256);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct rule r;
		struct str got;

		if (!rule_parse(d, &keep, &scope, str_from(cases[i].text),
		    (struct pos){ "r", 1, 1 }, &r))
			fail_msg("%s: not parsed", cases[i].text);
		if (rule_truth(&r, &row) != cases[i].truth)
			fail_msg("%s: is %d", cases[i].text,
			    (int)rule_truth(&r, &row));
		if (cases[i].reason == NULL)
			continue;
		buf_reset(&b);
		rule_put_reason(&b, &r.cond[0], &row);
		got = buf_str(&b);
		if (!str_is(got, cases[i].reason))
			fail_msg("%s: reason %.*s", cases[i].text,
			    STR_ARG(got));
	}
	buf_fini(&b);
	arena_fini(&keep);
	diag_free(d);
}

static void
faults_are_placed_by_code_point(void **state)
{
	static const struct {
		const char *text;
		unsigned long col;
		enum diag_code code;
		const char *says; /* a part of the message, or NULL */
	} cases[] = {
		{ "", 8, DIAG_RULE_FIELD, NULL },
		{ "tax >", 13, DIAG_RULE_VALUE, NULL },
		{ "tax > 1.005", 14, DIAG_RULE_NUMBER, NULL },
		{ "tax > 1亿元", 14, DIAG_RULE_UNIT_NEAR, NULL },
		{ "tax > 5w", 14, DIAG_RULE_UNIT_NEAR, "(5万)" },
		{ "tax > -90w", 14, DIAG_RULE_UNIT_NEAR, "(-90万)" },
		{ "tax > 1.5k", 14, DIAG_RULE_UNIT, NULL },
		{ "rate > 70pct", 15, DIAG_RULE_UNIT_NEAR, "(70)" },
		/* room for 64 bytes */
		{ "tax > 1234567890123456789012345678901234567890"
		  "123456789012345678901w", 14, DIAG_RULE_UNIT_NEAR, "901万" },
		{ "tax > 1234567890123456789012345678901234567890"
		  "1234567890123456789012w", 14, DIAG_RULE_UNIT, NULL },
		{ "tax > 1 a flag", 16, DIAG_RULE_AND, NULL },
		{ "tax > 1 an flag", 16, DIAG_RULE_AND_NEAR, NULL },
		{ "tax > 1 andd flag", 16, DIAG_RULE_AND_NEAR, NULL },
		{ "tax > 1 anddd flag", 16, DIAG_RULE_AND, NULL },
		{ "in 3", 8, DIAG_RULE_FIELD, NULL },
		{ "and tax", 8, DIAG_RULE_FIELD, NULL },
		{ "tax in 1,,2", 17, DIAG_RULE_VALUE, "not (,)" },
		{ "tax ！= 1", 12, DIAG_RULE_WIDE, "(!=)" },
		{ "tax > 1～", 15, DIAG_RULE_WIDE, "(~)" },
		{ "tax > －１", 14, DIAG_RULE_WIDE, "(-)" },
		{ "tax > 5千万", 14, DIAG_RULE_UNIT_NEAR, NULL },
		{ "tax > 0.5千万", 14, DIAG_RULE_UNIT, NULL },
		{ "tax > 5年", 14, DIAG_RULE_UNIT, NULL },
		{ "tax > 1 亿", 16, DIAG_RULE_UNIT_APART, NULL },
		{ "tax > 100,000,000", 17, DIAG_RULE_COMMA, NULL },
		{ "tax ＞ 1", 12, DIAG_RULE_WIDE, NULL },
		{ "tax＞＝1", 11, DIAG_RULE_WIDE, NULL },
		{ "tax > １亿", 14, DIAG_RULE_WIDE, NULL },
		{ "tax > 1％", 15, DIAG_RULE_WIDE, NULL },
		{ "tax > 1　and flag", 15, DIAG_RULE_WIDE, NULL },
		{ "ｔax > 1", 8, DIAG_RULE_WIDE, NULL },
		{ "grade in a，b", 18, DIAG_RULE_WIDE, NULL },
		{ "grade：a", 13, DIAG_RULE_WIDE, NULL },
		{ "grade in a、b", 18, DIAG_RULE_SIGN_AS, NULL },
		{ "grade = “a”", 16, DIAG_RULE_SIGN_AS, NULL },
		{ "tax ≥ 1", 12, DIAG_RULE_SIGN_AS, NULL },
		{ "tax == 1", 12, DIAG_RULE_SIGN_AS, NULL },
		{ "tax <> 1", 12, DIAG_RULE_SIGN_AS, NULL },
		{ "tax =< 1", 12, DIAG_RULE_SIGN_AS, NULL },
		{ "tax > 1 AND flag", 16, DIAG_RULE_AND_NEAR, NULL },
		{ "tax > 1 adn flag", 16, DIAG_RULE_AND_NEAR, NULL },
		{ "tax > 1 && flag", 16, DIAG_RULE_AND_NEAR, NULL },
		{ "tax > 1 且 flag", 16, DIAG_RULE_AND_NEAR, NULL },
		{ "tax > 1 || flag", 16, DIAG_RULE_OR, NULL },
		{ "tax > 1 或 flag", 16, DIAG_RULE_OR, NULL },
		{ "tax > 1 flag", 16, DIAG_RULE_AND, NULL },
		{ "tax > 1)", 14, DIAG_RULE_BRACKET, NULL },
		{ "flag )", 13, DIAG_RULE_OPERATOR, NULL },
		{ "tax > 1 )", 16, DIAG_RULE_BRACKET, NULL },
		{ "taxes > 1", 8, DIAG_RULE_COLUMN_NEAR, NULL },
		{ "not verdict", 12, DIAG_RULE_LATER, NULL },
		{ "tax > verdict", 14, DIAG_RULE_LATER, NULL },
		{ "grade = nowhere", 16, DIAG_RULE_CODE, NULL },
		{ "grade in a, nowhere", 20, DIAG_RULE_CODE, NULL },
		{ "grade in @god", 17, DIAG_RULE_SET_NEAR, NULL },
		{ "grade in @whatever", 17, DIAG_RULE_SET, NULL },
		{ "grade = @good", 16, DIAG_RULE_SET_IN, NULL },
		{ "tax > @sums", 14, DIAG_RULE_SET_IN, NULL },
		{ "tax > 50%", 14, DIAG_RULE_NUMBER, NULL },
		{ "tax > 99999999999999999999", 14, DIAG_RULE_NUMBER, NULL },
		{ "tax > \"1\"", 14, DIAG_RULE_NUMBER, NULL },
		{ "tax ! 1", 12, DIAG_RULE_SIGN, NULL },
		{ "tax => 1", 12, DIAG_RULE_SIGN_AS, NULL },
		{ "grade = \"a", 16, DIAG_RULE_QUOTE, NULL },
		{ "grade > a", 14, DIAG_RULE_ORDER, NULL },
		{ "tax", 11, DIAG_RULE_OPERATOR, NULL },
		{ "tax = 1 or flag", 16, DIAG_RULE_OR, NULL },
		{ "tax = 1 and", 19, DIAG_RULE_FIELD, NULL },
		{ "grade = 甲乙 and x = 1", 23, DIAG_RULE_COLUMN, NULL },
		{ "税收 > 1", 8, DIAG_RULE_COLUMN, NULL },
		{ "tax > done", 14, DIAG_RULE_KINDS, NULL },
		{ "tax in 1,", 17, DIAG_RULE_VALUE, NULL },
		{ "tax in 1 2", 17, DIAG_RULE_AND, NULL },
		{ "done = 2023", 15, DIAG_RULE_NUMBER, NULL },
		{ "done = 2023-13", 15, DIAG_RULE_NUMBER, NULL },
		{ "flag = 2", 15, DIAG_RULE_NUMBER, NULL },
		{ "tax not > 1", 16, DIAG_RULE_OPERATOR, NULL },
		{ "(tax > 1)", 8, DIAG_RULE_BRACKET, NULL },
	};
	struct arena keep = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		FILE *sink = tmpfile();
		struct diag *d = diag_new(&(struct diag_opts){
			.program = "test", .sink = sink });
		char line[512], want[32];
		struct rule r;

		if (rule_parse(d, &keep, &scope, str_from(cases[i].text),
		    (struct pos){ "r.ini", 3, 8 }, &r))
			fail_msg("%s: was parsed", cases[i].text);
		if (diag_count(d, DIAG_ERROR) != 1 ||
		    diag_code_count(d, cases[i].code) != 1)
			fail_msg("%s: not [%s] once", cases[i].text,
			    diag_code_name(cases[i].code));
		rewind(sink);
		assert_non_null(fgets(line, sizeof(line), sink));
		snprintf(want, sizeof(want), "r.ini:3:%lu: error:",
		    cases[i].col);
		if (strncmp(line, want, strlen(want)) != 0 ||
		    (cases[i].says != NULL &&
		        strstr(line, cases[i].says) == NULL))
			fail_msg("%s: %s", cases[i].text, line);
		diag_free(d);
		fclose(sink);
	}
	arena_fini(&keep);
}

/* Of a text without a column no column is told; the first is 1. */
static void
columns_count_from_where_the_text_stands(void **state)
{
	static const struct {
		unsigned long at;
		const char *where;
	} cases[] = { { 0, "r.ini:3: error:" }, { 1, "r.ini:3:7: error:" } };
	struct arena keep = { 0 };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		FILE *sink = tmpfile();
		struct diag *d = diag_new(&(struct diag_opts){
			.program = "test", .sink = sink });
		char line[512];
		struct rule r;

		assert_false(rule_parse(d, &keep, &scope, STR("tax > x"),
		    (struct pos){ "r.ini", 3, cases[i].at }, &r));
		rewind(sink);
		assert_non_null(fgets(line, sizeof(line), sink));
		if (strncmp(line, cases[i].where, strlen(cases[i].where)) != 0)
			fail_msg("%s", line);
		diag_free(d);
		fclose(sink);
	}
	arena_fini(&keep);
}

/* A fault of a set's value is placed where the set stands. */
static void
faults_of_sets_are_placed_there(void **state)
{
	static const struct {
		const char *text, *where;
		enum diag_code code;
	} cases[] = {
		{ "tax in @good", "s.ini:7:10:", DIAG_RULE_NUMBER },
		{ "grade in @list", "s.ini:9:12:", DIAG_RULE_MEMBER },
		{ "grade in @nested", "s.ini:10:13:", DIAG_RULE_SET_IN },
		{ "grade in @open", "s.ini:11:12:", DIAG_RULE_VALUE },
	};
	struct arena keep = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		FILE *sink = tmpfile();
		struct diag *d = diag_new(&(struct diag_opts){
			.program = "test", .sink = sink });
		char line[512];
		struct rule r;

		assert_false(rule_parse(d, &keep, &scope,
		    str_from(cases[i].text), (struct pos){ "r.ini", 3, 8 },
		    &r));
		rewind(sink);
		assert_non_null(fgets(line, sizeof(line), sink));
		if (diag_count(d, DIAG_ERROR) != 1 ||
		    diag_code_count(d, cases[i].code) != 1 ||
		    strncmp(line, cases[i].where, strlen(cases[i].where)) != 0)
			fail_msg("%s: %s", cases[i].text, line);
		diag_free(d);
		fclose(sink);
	}
	arena_fini(&keep);
}

static void
three_values_follow_kleene(void **state)
{
	(void)state;
	for (int a = RULE_NO; a <= RULE_YES; a++)
		for (int b = RULE_NO; b <= RULE_YES; b++) {
			enum rule_truth x = (enum rule_truth)a;
			enum rule_truth y = (enum rule_truth)b;

			assert_int_equal(rule_and(x, y), a < b ? a : b);
			/* De Morgan */
			assert_int_equal(rule_or(x, y), rule_not(rule_and(
			    rule_not(x), rule_not(y))));
		}
	assert_int_equal(rule_not(RULE_UNKNOWN), RULE_UNKNOWN);
	assert_int_equal(rule_and(RULE_UNKNOWN, RULE_NO), RULE_NO);
	assert_int_equal(rule_or(RULE_UNKNOWN, RULE_YES), RULE_YES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(conditions_hold_fail_or_are_unknown),
		cmocka_unit_test(faults_are_placed_by_code_point),
		cmocka_unit_test(columns_count_from_where_the_text_stands),
		cmocka_unit_test(faults_of_sets_are_placed_there),
		cmocka_unit_test(three_values_follow_kleene),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

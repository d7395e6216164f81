#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "schema/code.h"

static struct code_book *book;

static int
load(void **state)
{
	const char *data = getenv("BLDG_DATA");
	struct diag *d = diag_new(&(struct diag_opts){ .program = "t",
	    .sink = stderr });

	(void)state;
	book = code_load(d, data != NULL ? data : "data");
	diag_free(d);
	return book == NULL;
}

static int
unload(void **state)
{
	(void)state;
	code_free(book);
	return 0;
}

struct name_row {
	const char *name, *code; /* NULL: unknown */
};

static const struct name_row name_rows[] = {
	{ "320571", "320571" },
	{ "320576", "320571" }, /* since the statistics' edition of 2023 */
	{ "320594", "320571" }, /* credit codes */
	{ "320514", "320571" },
	{ "苏州工业园区", "320571" },
	{ "园区", "320571" },
	{ "sip", "320571" },
	{ "ＳＩＰ", "320571" },
	{ "３２０５７１", "320571" },
	{ " 工业 园区 ", "320571" },
	{ "320505", "320505" },
	{ "虎丘区", "320505" },
	{ "苏州高新区(虎丘区)", "320505" },
	{ "苏州高新区（虎丘区）", "320505" },
	{ "高新区", "320505" },
	{ "吴江市", "320509" },
	{ "320584", "320509" },
	{ "沧浪区", "320508" },
	{ "张家港保税区", "320582" },
	{ "全市", "320500" },
	{ "苏州市", "320500" },
	{ "320586", NULL }, /* became two districts */
	{ "昆山高新区", NULL },
	{ "花桥", NULL },
	{ "310000", NULL },
	{ "", NULL },
	{ " ", NULL },
	{ "市本级", NULL },
};

static void
a_district_is_known_by_all_its_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(name_rows) / sizeof(name_rows[0]); i++) {
		const struct name_row *r = &name_rows[i];
		const struct district *x = code_district(book,
		    str_from(r->name));

		if ((x == NULL) != (r->code == NULL) ||
		    (x != NULL && !str_is(x->code, r->code)))
			fail_msg("%s", r->name);
	}
}

static void
districts_stand_in_the_offices_order(void **state)
{
	static const char *const order[] = { "苏州市", "张家港市", "常熟市",
		"太仓市", "昆山市", "吴江区", "吴中区", "相城区", "姑苏区",
		"苏州工业园区", "苏州高新区" };

	(void)state;
	assert_int_equal(code_district_count(book), 11);
	for (size_t i = 0; i < 11; i++) {
		const struct district *x = code_district_at(book, i);

		assert_true(str_is(x->name, order[i]));
		assert_int_equal(x->is_city, i == 0);
		assert_int_equal(code_district_index(book, x), i);
	}
	assert_ptr_equal(code_city(book), code_district_at(book, 0));
	assert_true(str_is(code_city(book)->short_name, "全市"));
	assert_true(str_is(code_district_at(book, 9)->short_name, "园区"));
	assert_true(str_is(code_district_at(book, 10)->short_name, "高新区"));
}

static void
a_credit_code_tells_its_registry(void **state)
{
	const struct district *x;

	(void)state;
	x = code_uscc_region(book, STR("91320594MA1ABCDE0X"));
	assert_true(str_is(x->code, "320571"));
	x = code_uscc_region(book, STR("91320592MA1ABCDE0X"));
	assert_true(str_is(x->code, "320582"));
	assert_null(code_uscc_region(book, STR("914403001922038216")));
	assert_null(code_uscc_region(book, STR("320594")));
	assert_null(code_uscc_region(book, STR("")));
}

static void
a_registry_may_be_outside_the_city(void **state)
{
	/* a code of the city's that is none, and what is no code */
	static const char *const none[] = { "320599", "32059", "3101150",
		"910000", "000000", "31011a", "上海市", "" };
	const struct district *here, *away;

	(void)state;
	here = code_registry(book, STR("320576"));
	assert_true(str_is(here->code, "320571"));
	away = code_registry(book, STR("310115"));
	assert_non_null(away);
	assert_ptr_equal(away, code_registry(book, STR("440305")));
	for (size_t i = 0; i < code_district_count(book); i++)
		assert_ptr_not_equal(away, code_district_at(book, i));
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		if (code_registry(book, str_from(none[i])) != NULL)
			fail_msg("%s", none[i]);
}

static void
an_industry_is_named_by_its_edition(void **state)
{
	static const struct {
		enum industry_edition edition;
		const char *code, *name;
	} rows[] = {
		{ EDITION_2017, "7231", "律师及相关法律服务" },
		{ EDITION_2011, "7231", "会计、审计及税务服务" },
		{ EDITION_2017, "72", "商务服务业" },
		{ EDITION_2017, "01", "农业" },
		{ EDITION_2017, "9999", "" },
		{ EDITION_UNKNOWN, "7231", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str name = code_industry(book, rows[i].edition,
		    str_from(rows[i].code));

		if (!str_is(name, rows[i].name))
			fail_msg("%s: %.*s", rows[i].code, STR_ARG(name));
	}
}

struct fault_row {
	const char *claim, *districts, *industry;
	enum diag_code code;
	const char *said;
};

#define HEAD "code,name,short,order,aliases\n"
#define ONE HEAD "110000,甲市,全市,0,\n"

static const struct fault_row fault_rows[] = {
	{ "an alias of two", ONE "110001,乙区,乙,1,丁\n110002,丙区,丙,2,x|丁\n",
	    "code,name\n", DIAG_AMBIGUOUS_ALIAS,
	    "districts.csv:4:1: error: the name 丁 stands for both 乙区 and "
	    "丙区 [ambiguous-alias]\n" },
	{ "an alias that is another's code",
	    ONE "110001,乙区,乙,1,110002\n110002,丙区,丙,2,\n", "code,name\n",
	    DIAG_AMBIGUOUS_ALIAS, "both 乙区 and 丙区" },
	{ "no whole number as order", HEAD "110000,甲市,全市,x,\n",
	    "code,name\n", DIAG_BAD_ORDER, ":2:14: error: the order (x)" },
	{ "a code of five digits", HEAD "11000,甲市,全市,0,\n", "code,name\n",
	    DIAG_BAD_DISTRICT, ":2:1: error: not a district code (11000)" },
	{ "no districts", HEAD, "code,name\n", DIAG_NO_DISTRICTS,
	    "districts.csv:1:1: error: " },
	{ "no order column", "code,name,short,aliases\n", "code,name\n",
	    DIAG_MISSING_COLUMN, "no column order" },
	{ "an industry twice", ONE, "code,name\n01,a\n02,b\n01,c\n",
	    DIAG_DUPLICATE_KEY,
	    ":4:1: error: code (01) stands on line 2 already" },
	{ "a bad industry code", ONE, "code,name\nA,a\n", DIAG_BAD_INDUSTRY,
	    ":2:1: error: not an industry code (A)" },
};

static void
write_file(const char *folder, const char *name, const char *text)
{
	char path[128];
	FILE *f;

	snprintf(path, sizeof(path), "%s/codes/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void
remove_files(const char *folder)
{
	static const char *const name[] = { "codes/districts.csv",
		"codes/places.csv", "codes/industry-2011.csv",
		"codes/industry-2017.csv", "codes", "" };
	char path[128];

	for (size_t i = 0; i < 6; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, name[i]);
		remove(path);
	}
}

static void
a_table_that_cannot_be_trusted_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(fault_rows) / sizeof(fault_rows[0]);
	     i++) {
		const struct fault_row *r = &fault_rows[i];
		char folder[] = "/tmp/test_code.XXXXXX", codes[64], *said;
		size_t n;
		FILE *sink = open_memstream(&said, &n);
		struct diag *d = diag_new(&(struct diag_opts){
		    .program = "t", .sink = sink });

		assert_non_null(mkdtemp(folder));
		snprintf(codes, sizeof(codes), "%s/codes", folder);
		assert_int_equal(mkdir(codes, 0700), 0);
		write_file(folder, "districts.csv", r->districts);
		write_file(folder, "places.csv", "code,name,short\n");
		write_file(folder, "industry-2011.csv", "code,name\n");
		write_file(folder, "industry-2017.csv", r->industry);
		if (code_load(d, folder) != NULL)
			fail_msg("%s: taken", r->claim);
		if (diag_code_count(d, r->code) != 1)
			fail_msg("%s: not reported", r->claim);
		diag_free(d);
		fclose(sink);
		if (strstr(said, r->said) == NULL)
			fail_msg("%s: %s", r->claim, said);
		free(said);
		remove_files(folder);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_district_is_known_by_all_its_names),
		cmocka_unit_test(districts_stand_in_the_offices_order),
		cmocka_unit_test(a_credit_code_tells_its_registry),
		cmocka_unit_test(a_registry_may_be_outside_the_city),
		cmocka_unit_test(an_industry_is_named_by_its_edition),
		cmocka_unit_test(a_table_that_cannot_be_trusted_is_refused),
	};

	return cmocka_run_group_tests(tests, load, unload);
}

/* Names of buildings and headings, as offices write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/heading.h"
#include "import/register.h"

static struct id_register *
some_buildings(void)
{
	struct id_register *r = register_new();

	register_add(r, STR("A-1"), STR("320571"), STR("青禾中心(A座)"),
	    STR("青禾;旧青禾"));
	register_add(r, STR("A-2"), STR("320571"), STR("云岫大厦"), STR(""));
	register_add(r, STR("B-1"), STR("320583"), STR("云岫大厦"), STR(""));
	return r;
}

static const struct {
	const char *district, *name;
	enum register_answer answer;
	const char *id;
} lookups[] = {
	{ "320571", "青禾中心（Ａ座）", REGISTER_FOUND, "A-1" },
	{ "320571", "青 禾", REGISTER_FOUND, "A-1" },
	{ "", "旧青禾", REGISTER_FOUND, "A-1" },
	{ "320571", "云岫大厦", REGISTER_FOUND, "A-2" },
	{ "320583", "云岫大厦", REGISTER_FOUND, "B-1" },
	{ "", "云岫大厦", REGISTER_AMBIGUOUS, "" },
	{ "320571", "B-1", REGISTER_FOUND, "B-1" },
	{ "320583", "青禾", REGISTER_UNKNOWN, "" },
	{ "320571", "云岫", REGISTER_UNKNOWN, "" },
};

static void
names_are_found_exactly(void **state)
{
	struct id_register *r = some_buildings();

	(void)state;
	for (size_t i = 0; i < sizeof(lookups) / sizeof(lookups[0]); i++) {
		struct str id = { "", 0 };
		enum register_answer got = register_find(r,
		    str_from(lookups[i].district), str_from(lookups[i].name),
		    &id);

		if (got != lookups[i].answer || (got == REGISTER_FOUND &&
		    !str_is(id, lookups[i].id)))
			fail_msg("%s in %s: %d %.*s", lookups[i].name,
			    lookups[i].district, (int)got, STR_ARG(id));
	}
	register_free(r);
}

static void
the_nearest_are_two_buildings(void **state)
{
	struct id_register *r = some_buildings();

	(void)state;
	for (int again = 0; again < 2; again++)
		assert_true(str_is(register_nearest(r, STR("320571"),
		    STR("青禾大厦")), "青禾 (A-1), 云岫大厦 (A-2)"));
	register_free(r);
}

static const struct {
	const char *text;
	bool known;
	enum unit unit;
} headings[] = {
	{ "总税金", true, UNIT_NONE },
	{ "总 税\n金", true, UNIT_NONE },
	{ "*总税金", true, UNIT_NONE },
	{ "总税金（万元）", true, UNIT_WAN_YUAN },
	{ "总税金[亿元]", true, UNIT_YI_YUAN },
	{ "总税金（单位：万元）", true, UNIT_WAN_YUAN },
	{ "总税金:元", true, UNIT_YUAN },
	{ "总税金（必填）", true, UNIT_NONE },
	{ "总税金（累计）", false, UNIT_NONE },
	{ "总税金（1-6月）", false, UNIT_NONE },
	{ "累计总税金", false, UNIT_NONE },
	{ "", false, UNIT_NONE },
};

static void
headings_keep_their_unit_and_nothing_else(void **state)
{
	const struct dataset *ds = dataset_at(DATASET_TAXES);
	struct heading_book *b = heading_new();

	(void)state;
	heading_add(b, ds, COL(TAXES, tax_yuan), STR("总税金"), false);
	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++) {
		struct heading h = { .unit = UNIT_NONE };
		bool known = heading_find(b, ds, str_from(headings[i].text),
		    &h);

		if (known != headings[i].known ||
		    (known && h.unit != headings[i].unit))
			fail_msg("%s: %d %d", headings[i].text, known,
			    (int)h.unit);
	}
	heading_free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_found_exactly),
		cmocka_unit_test(the_nearest_are_two_buildings),
		cmocka_unit_test(headings_keep_their_unit_and_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/map.h"
#include "rule/classify.h"

static const struct str extras[] = { { "memo", 4 }, { "floors", 6 },
	{ "ab_cd", 5 } };

struct house {
	struct building_fields fields;
	struct value value[BUILDING_COLUMNS];
	struct str extra[3];
	struct building building;
	struct building_scope scope;
	struct rule_scope asked;
	struct arena keep;
	struct diag *diag;
	FILE *sink;
};

static void
begin(struct house *h)
{
	*h = (struct house){ .sink = tmpfile() };
	building_fields_init(&h->fields);
	h->fields.extra = extras;
	h->fields.nextra = 3;
	h->extra[0] = STR("x");
	h->extra[1] = STR("");
	h->extra[2] = STR("7");
	h->building = (struct building){ .fields = &h->fields,
		.value = h->value, .extra = h->extra,
		.period = 2023 * 12 + 5 };
	h->scope = (struct building_scope){ &h->fields, INDICATOR_key,
		"1yi|none" };
	h->asked = building_rule_scope(&h->scope, NULL);
	h->diag = diag_new(&(struct diag_opts){ .program = "test",
	    .sink = h->sink });
}

static void
end(struct house *h)
{
	arena_fini(&h->keep);
	diag_free(h->diag);
	fclose(h->sink);
}

static void
set(struct house *h, enum indicator_id id, int64_t n)
{
	h->value[id] = (struct value){ .known = true, .n = n };
}

static bool
find(struct house *h, const char *name, struct rule_field *out)
{
	return h->asked.find(h->asked.arg, str_from(name), out);
}

static void
every_column_of_the_input_is_found(void **state)
{
	struct house h;

	(void)state;
	begin(&h);
	for (size_t i = 0; i < BUILDING_COLUMNS; i++) {
		const struct indicator *x = indicator_at((enum indicator_id)i);
		struct rule_field f;

		assert_true(find(&h, x->name, &f));
		assert_int_equal(f.id, i);
		assert_int_equal(f.type, x->type);
		assert_false(f.untyped);
		assert_int_equal(f.is_rate, x->num != NULL && x->den != NULL);
		assert_int_equal(building_is_rate(&h.fields, i), f.is_rate);
	}
	end(&h);
}

static void
what_a_column_can_hold_is_known(void **state)
{
	static const struct {
		const char *name;
		bool bounded;
		int64_t least, most;
		const char *choices;
	} cases[] = {
		{ "tax_yuan", false, 0, 0, NULL },
		{ "occupancy_pct", false, 0, 0, NULL }, /* may pass 100 */
		{ "tax_yoy_pct", false, 0, 0, NULL },
		{ "registered_tax_pct", false, 0, 0, NULL }, /* refunds */
		{ "enterprises", true, 0, INT64_MAX, NULL },
		{ "silent", true, 0, 1, NULL },
		{ "new_1yi", true, 0, 1, NULL },
		{ "tax_months", true, 0, 12, NULL },
		{ "months", true, 1, 12, NULL },
		{ "age_years", true, 0, INT64_MAX, NULL },
		{ "registered_pct", true, 0, 10000, NULL },
		{ "lead_tax_pct", true, 0, 10000, NULL },
		{ "lead_area_pct", true, 0, 10000, NULL },
		{ "lead_count_pct", true, 0, 10000, NULL },
		{ "digital_pct", true, 0, 10000, NULL },
		{ "knowledge_pct", true, 0, 10000, NULL },
		{ "consumer_pct", true, 0, 10000, NULL },
		{ "top1_pct", true, 0, 10000, NULL },
		{ "stage", false, 0, 0,
		    "planned|building|operating|renovating|closed" },
		{ "grade", false, 0, 0, "super-a|a|b|other" },
		{ "ownership", false, 0, 0, "state|private|mixed|other" },
		{ "area_basis", false, 0, 0, "gfa|leasable|business|occupied" },
		{ "occupancy_basis", false, 0, 0, "leasable|gfa" },
		{ "pace_basis", false, 0, 0, "own|city|linear|actual" },
		{ "tier", false, 0, 0, "1yi|none" },
		{ "tier_same", false, 0, 0, "1yi|none" },
		{ "tier_last_year", false, 0, 0, "1yi|none" },
		{ "at_risk", false, 0, 0, "pace|top1" },
		{ "lead_specialty", false, 0, 0, NULL }, /* open-ended */
		{ "memo", false, 0, 0, NULL },
	};
	struct house h;

	(void)state;
	begin(&h);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct rule_field f;

		if (!find(&h, cases[i].name, &f) ||
		    f.bounded != cases[i].bounded || (f.bounded &&
		    (f.least != cases[i].least || f.most != cases[i].most)))
			fail_msg("%s: bounds", cases[i].name);
		if ((f.choices == NULL) != (cases[i].choices == NULL) ||
		    (f.choices != NULL && strcmp(f.choices, cases[i].choices)))
			fail_msg("%s: choices", cases[i].name);
	}
	end(&h);
}

static void
classes_are_seen_once_decided(void **state)
{
	static const struct {
		const char *name;
		enum indicator_id from; /* the first class whose rules see it */
	} cases[] = {
		{ "tier", INDICATOR_tier_same },
		{ "at_risk", INDICATOR_specialty },
		{ "recognised", INDICATOR_specialty },
		{ "specialty", INDICATOR_recognised },
		{ "key", INDICATOR_renovate },
		{ "renovate", INDICATOR_reasons },
	};
	static const enum indicator_id deciding[] = { INDICATOR_tier,
		INDICATOR_tier_same, INDICATOR_specialty, INDICATOR_recognised,
		INDICATOR_key, INDICATOR_renovate, INDICATOR_reasons };
	struct house h;

	(void)state;
	begin(&h);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (size_t k = 0; k < sizeof(deciding) / sizeof(deciding[0]);
		    k++) {
			bool seen = deciding[k] >= cases[i].from;
			struct str name = str_from(cases[i].name);
			struct rule_field f;

			h.scope.deciding = deciding[k];
			if (find(&h, cases[i].name, &f) != seen ||
			    h.asked.is_later(h.asked.arg, name) == seen)
				fail_msg("%s for %s", cases[i].name,
				    indicator_at(deciding[k])->name);
		}
	assert_false(h.asked.is_later(h.asked.arg, STR("tax_yuan")));
	assert_false(h.asked.is_later(h.asked.arg, STR("nothing")));
	assert_false(h.asked.is_later(h.asked.arg, STR("months")));
	end(&h);
}

static void
own_columns_are_told_apart(void **state)
{
	struct house h;
	struct rule_field f;
	struct rule_value v;

	(void)state;
	begin(&h);
	assert_true(find(&h, "memo", &f));
	assert_true(f.untyped && f.type == VALUE_TEXT);
	v = building_get(&h.building, f.id);
	assert_true(v.known && str_is(v.text, "x"));
	assert_true(find(&h, "floors", &f));
	assert_false(building_get(&h.building, f.id).known);
	assert_true(find(&h, "ab_cd", &f));
	assert_true(str_is(building_get(&h.building, f.id).text, "7"));
	assert_true(find(&h, "months", &f));
	assert_int_equal(building_get(&h.building, f.id).num, 6);
	assert_false(find(&h, "month", &f));
	end(&h);
}

static void
names_mean_what_they_resemble(void **state)
{
	static const struct {
		const char *name, *meant;
	} cases[] = {
		{ "tax_yaun", "tax_yuan" },
		{ "TAX_YUAN", "tax_yuan" },
		{ "全口径税收", "tax_yuan" },
		{ "入驻率", "occupancy_pct" },
		{ "楼龄", "age_years" },
		{ "统计期月数", "months" },
		{ "tax", "tax_yuan" }, /* the shortest that begins so */
		{ "pace", "pace_yuan" },
		{ "occupancy", "occupancy_pct" },
		{ "ta", "" },
		{ "taxyuans", "tax_yuan" },
		{ "主导", "lead_specialty" }, /* the first label with it */
		{ "税", "" },
		{ "推算", "pace_yuan" },
		{ "mem", "memo" },
		{ "ab", "" },
		{ "ab_ce", "ab_cd" },
		{ "expected", "expected_1yi" }, /* the first of a length */
		{ "florrs", "floors" },
		{ "month", "months" },
		{ "age", "age_years" },
		{ "noy", "not" },
		{ "nothing_like_it", "" },
		{ "renovat", "" }, /* is decided later */
		{ "specialy", "specialty" },
		{ "pace_basi", "pace_basis" },
		{ "perio", "period" },
	};
	struct house h;

	(void)state;
	begin(&h);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct str meant = h.asked.suggest(h.asked.arg,
		    str_from(cases[i].name));

		if (!str_is(meant, cases[i].meant))
			fail_msg("%s: %.*s", cases[i].name, STR_ARG(meant));
	}
	end(&h);
}

static void
a_rate_needs_both_its_columns(void **state)
{
	struct house h;

	(void)state;
	begin(&h);
	assert_false(building_lacks_pair(&h.fields, INDICATOR_occupancy_pct));
	h.fields.has[INDICATOR_occupied_m2] = false;
	assert_true(building_lacks_pair(&h.fields, INDICATOR_occupancy_pct));
	h.fields.has[INDICATOR_occupied_m2] = true;
	h.fields.has[INDICATOR_occupancy_base_m2] = false;
	assert_true(building_lacks_pair(&h.fields, INDICATOR_occupancy_pct));
	h.fields.has[INDICATOR_occupancy_pct] = false;
	assert_false(building_lacks_pair(&h.fields, INDICATOR_occupancy_pct));
	h.fields.has[INDICATOR_tax_months] = false;
	assert_false(building_lacks_pair(&h.fields, INDICATOR_tax_months));
	assert_false(building_lacks_pair(&h.fields, BUILDING_MONTHS));
	end(&h);
}

static void
rates_come_unrounded_from_their_pair(void **state)
{
	static const struct {
		enum indicator_id rate, num, den;
		int64_t n, d, want_num, want_den; /* 0: unknown */
	} cases[] = {
		{ INDICATOR_occupancy_pct, INDICATOR_occupied_m2,
		    INDICATOR_occupancy_base_m2, 2, 3, 20000, 3 },
		{ INDICATOR_tax_per_m2_yuan, INDICATOR_tax_yuan,
		    INDICATOR_area_base_m2, 7, 9, 700, 9 },
		{ INDICATOR_tax_per_head_yuan, INDICATOR_tax_yuan,
		    INDICATOR_employees, 7, 9, 7, 9 },
		{ INDICATOR_tax_yoy_pct, INDICATOR_tax_yuan,
		    INDICATOR_tax_same_yuan, 11, 10, 10000, 10 },
		{ INDICATOR_tax_yoy_pct, INDICATOR_tax_yuan,
		    INDICATOR_tax_same_yuan, 9, 10, -10000, 10 },
		{ INDICATOR_tax_yoy_pct, INDICATOR_tax_yuan,
		    INDICATOR_tax_same_yuan, 9, 1, 80000, 1 },
		{ INDICATOR_occupancy_pct, INDICATOR_occupied_m2,
		    INDICATOR_occupancy_base_m2, 2, 0, 0, 0 },
		{ INDICATOR_occupancy_pct, INDICATOR_occupied_m2,
		    INDICATOR_occupancy_base_m2, 2, -1, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct house h;
		struct rule_value v;

		begin(&h);
		assert_false(building_get(&h.building, cases[i].rate).known);
		set(&h, cases[i].num, cases[i].n);
		assert_false(building_get(&h.building, cases[i].rate).known);
		set(&h, cases[i].den, cases[i].d);
		v = building_get(&h.building, cases[i].rate);
		if (v.known != (cases[i].want_den != 0) || (v.known &&
		    (v.num != cases[i].want_num || v.den != cases[i].want_den)))
			fail_msg("row %zu", i);
		end(&h);
	}
}

static void
ages_are_whole_years(void **state)
{
	static const struct {
		int completed, years; /* -1: unknown */
	} cases[] = {
		{ 2023 * 12 + 5, 0 }, { 2022 * 12 + 6, 0 },
		{ 2022 * 12 + 5, 1 }, { 2003 * 12 + 5, 20 },
		{ 2003 * 12 + 6, 19 }, { 2023 * 12 + 6, -1 },
	};
	struct house h;

	(void)state;
	begin(&h);
	assert_false(building_get(&h.building, BUILDING_AGE).known);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct rule_value v;

		set(&h, INDICATOR_completed, cases[i].completed);
		v = building_get(&h.building, BUILDING_AGE);
		if (v.known != (cases[i].years >= 0) ||
		    (v.known && v.num != cases[i].years))
			fail_msg("row %zu", i);
	}
	end(&h);
}

static void
what_is_missing_would_do(void **state)
{
	static const struct {
		const char *text;
		int64_t missing; /* 0: nothing can be said */
		enum indicator_id column;
	} cases[] = {
		{ "tax_yuan > 1亿", 1, INDICATOR_tax_yuan },
		{ "tax_yuan >= 1亿", 0, INDICATOR_tax_yuan },
		{ "tax_yuan >= 100000000.01", 1, INDICATOR_tax_yuan },
		{ "tax_yuan > 2亿", 10000000001, INDICATOR_tax_yuan },
		{ "tax_yuan < 1", 0, INDICATOR_tax_yuan },
		{ "tax_yuan = 1", 0, INDICATOR_tax_yuan },
		{ "not tax_yuan > 2亿", 0, INDICATOR_tax_yuan },
		{ "not tax_yuan >= 1", 0, INDICATOR_tax_yuan },
		{ "tax_yuan > tax_same_yuan", 2, INDICATOR_tax_yuan },
		{ "tax_yuan >= tax_same_yuan", 1, INDICATOR_tax_yuan },
		{ "tax_yuan > pace_yuan", 0, INDICATOR_tax_yuan },
		{ "tax_yuan > tax_per_m2_yuan", 0, INDICATOR_tax_yuan },
		{ "tax_per_m2_yuan > tax_yuan", 0, INDICATOR_tax_yuan },
		{ "tax_yuan >= tax_per_head_yuan", 0, INDICATOR_tax_yuan },
		{ "enterprises >= 5", 2, INDICATOR_enterprises },
		{ "enterprises > 5", 3, INDICATOR_enterprises },
		{ "enterprises > 2", 0, INDICATOR_enterprises },
		{ "occupancy_pct >= 70", 1, INDICATOR_occupied_m2 },
		{ "occupancy_pct > 70", 2, INDICATOR_occupied_m2 },
		{ "tax_per_m2_yuan > 200000", 10000000001, INDICATOR_tax_yuan },
		{ "tax_per_m2_yuan >= 200000", 10000000000, INDICATOR_tax_yuan },
		{ "tax_yoy_pct >= 0", 1, INDICATOR_tax_yuan },
		{ "tax_yoy_pct > 0", 2, INDICATOR_tax_yuan },
		{ "lead_count_pct >= 70", 0, INDICATOR_enterprises },
		{ "memo > 3", 0, INDICATOR_tax_yuan },
		{ "employees > 3", 0, INDICATOR_employees }, /* unknown */
	};
	struct house h;

	(void)state;
	begin(&h);
	set(&h, INDICATOR_tax_yuan, 10000000000);
	set(&h, INDICATOR_tax_same_yuan, 10000000001);
	set(&h, INDICATOR_enterprises, 3);
	set(&h, INDICATOR_lead_enterprises, 1);
	set(&h, INDICATOR_occupied_m2, 6999);
	set(&h, INDICATOR_occupancy_base_m2, 10000);
	set(&h, INDICATOR_area_base_m2, 100000);
	h.extra[0] = STR("2");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t column = MAP_NONE;
		int64_t missing = 0;
		struct rule r;
		bool said;

		if (!rule_parse(h.diag, &h.keep, &h.asked,
		    str_from(cases[i].text), (struct pos){ "r", 1, 1 }, &r))
			fail_msg("%s: not parsed", cases[i].text);
		said = building_short(&h.building, &r.cond[0], &missing,
		    &column);
		if (said != (cases[i].missing != 0) || (said &&
		    (missing != cases[i].missing ||
		        column != (size_t)cases[i].column)))
			fail_msg("%s: %lld", cases[i].text,
			    (long long)missing);
	}
	end(&h);
}

static void
any_alternative_will_do(void **state)
{
	static const char *const texts[] = { "tax_yuan > 1", "employees > 1",
		"tax_yuan > 0" };
	static const struct {
		int64_t tax;
		size_t first, n;
		enum rule_truth truth;
	} cases[] = {
		{ 200, 0, 3, RULE_YES }, { 50, 0, 3, RULE_YES },
		{ 50, 0, 2, RULE_UNKNOWN }, { 50, 0, 1, RULE_NO },
		{ 50, 0, 0, RULE_NO }, { 50, 1, 2, RULE_YES },
	};
	struct rule rule[3];
	struct house h;

	(void)state;
	begin(&h);
	for (size_t i = 0; i < 3; i++)
		assert_true(rule_parse(h.diag, &h.keep, &h.asked,
		    str_from(texts[i]), (struct pos){ "r", 1, 1 }, &rule[i]));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct class_rule r = { .alternative = rule + cases[i].first,
			.nalternative = cases[i].n };

		set(&h, INDICATOR_tax_yuan, cases[i].tax);
		if (classify_rule(&r, &h.building) != cases[i].truth)
			fail_msg("row %zu", i);
	}
	end(&h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_column_of_the_input_is_found),
		cmocka_unit_test(what_a_column_can_hold_is_known),
		cmocka_unit_test(classes_are_seen_once_decided),
		cmocka_unit_test(own_columns_are_told_apart),
		cmocka_unit_test(names_mean_what_they_resemble),
		cmocka_unit_test(a_rate_needs_both_its_columns),
		cmocka_unit_test(rates_come_unrounded_from_their_pair),
		cmocka_unit_test(ages_are_whole_years),
		cmocka_unit_test(what_is_missing_would_do),
		cmocka_unit_test(any_alternative_will_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

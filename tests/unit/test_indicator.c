#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/map.h"
#include "schema/indicator.h"

static void
expect_columns(const struct dataset *ds, size_t from, const char *names)
{
	struct str rest = str_from(names), name;

	for (; str_cut(&rest, ' ', &name); from++) {
		if (from >= ds->ncolumn ||
		    !str_is(name, ds->column[from].name))
			fail_msg("%s, column %zu: expected %.*s", ds->name,
			    from, STR_ARG(name));
	}
}

static void
indicators_begin_with_the_building(void **state)
{
	const struct dataset *ds = indicator_dataset();

	(void)state;
	expect_columns(ds, 0, "period building_id name district stage "
	    "operator_id completed grade ownership gfa_m2 leasable_m2 tax_yuan "
	    "local_tax_yuan tax_month_yuan tax_same_yuan tax_last_year_yuan "
	    "tax_yoy_pct tax_months silent area_base_m2 area_basis "
	    "tax_per_m2_yuan enterprises matched employees above_scale "
	    "headquarters tax_per_head_yuan registered_known registered_here "
	    "registered_pct registered_known_tax_yuan "
	    "registered_here_tax_yuan registered_tax_pct occupied_m2 "
	    "occupancy_base_m2 occupancy_basis occupancy_pct entered left "
	    "payers positive_tax_yuan lead_specialty lead_tax_yuan "
	    "lead_tax_pct lead_m2 lead_area_pct lead_enterprises "
	    "lead_count_pct digital_tax_yuan digital_pct knowledge_tax_yuan "
	    "knowledge_pct consumer_tax_yuan consumer_pct hhi top1_uscc "
	    "top1_tax_yuan top1_pct top2_tax_yuan pace_yuan pace_basis");
	assert_int_equal(ds->ncolumn, 62);
}

static void
classified_appends_the_classes(void **state)
{
	const struct dataset *ds = indicator_dataset();
	const struct dataset *more = indicator_classified();

	(void)state;
	assert_string_equal(more->name, "classified");
	assert_int_equal(more->ncolumn, ds->ncolumn + 18);
	for (size_t i = 0; i < ds->ncolumn; i++)
		assert_string_equal(more->column[i].name, ds->column[i].name);
	expect_columns(more, ds->ncolumn, "tier tier_same tier_last_year "
	    "new_1yi left_1yi month_1yi expected_1yi expected_new "
	    "expected_left nurture short_yuan needed_per_month_yuan at_risk "
	    "specialty recognised key renovate reasons");
}

static void
aggregates_append_the_pairs(void **state)
{
	const struct dataset *ds = indicator_aggregates();
	const struct dataset *of = indicator_dataset();

	(void)state;
	expect_columns(ds, 0, "period district name buildings gfa_m2 "
	    "leasable_m2 tax_yuan local_tax_yuan");
	for (size_t i = 11; i < of->ncolumn; i++)
		assert_string_equal(ds->column[i - 5].name,
		    of->column[i].name);
	expect_columns(ds, of->ncolumn - 5, "yoy_tax_yuan yoy_same_yuan "
	    "yoy_buildings area_tax_yuan area_buildings head_tax_yuan "
	    "head_employees head_buildings occupancy_m2 occupancy_buildings "
	    "registered_buildings");
	assert_int_equal(ds->ncolumn, of->ncolumn - 5 + 11);
	assert_int_not_equal(dataset_column(ds, STR("area_base_m2")),
	    MAP_NONE);
}

/* Cut-down files are read: only what names the row is asked for. */
static void
only_the_names_of_a_row_are_asked_for(void **state)
{
	const struct dataset *ds = indicator_classified();

	(void)state;
	for (size_t i = 0; i < ds->ncolumn; i++)
		assert_int_equal((ds->column[i].flags & COLUMN_MANDATORY) != 0,
		    i < 2);
	ds = indicator_aggregates();
	for (size_t i = 0; i < ds->ncolumn; i++)
		assert_int_equal((ds->column[i].flags & COLUMN_MANDATORY) != 0,
		    i < 2);
}

static void
a_rate_names_columns_that_exist(void **state)
{
	(void)state;
	for (size_t i = 0; i < INDICATOR_COUNT; i++) {
		const struct indicator *x =
		    indicator_at((enum indicator_id)i);

		assert_ptr_equal(indicator_find(str_from(x->name)), x);
		assert_int_equal(x->num == NULL, x->den == NULL);
		if (x->zh[0] == '\0' || x->en[0] == '\0')
			fail_msg("%s: no label", x->name);
		if ((x->where & INDICATOR_BUILDING) == 0 || x->num == NULL)
			continue;
		if (dataset_column(indicator_dataset(), str_from(x->num)) ==
		        MAP_NONE ||
		    dataset_column(indicator_dataset(), str_from(x->den)) ==
		        MAP_NONE)
			fail_msg("%s: %s / %s", x->name, x->num, x->den);
	}
	assert_null(indicator_find(STR("tax")));
}

/* Every formula is written in both languages. */
static void
every_indicator_is_explained_in_english_too(void **state)
{
	(void)state;
	for (int i = 0; i < INDICATOR_COUNT; i++) {
		const char *en = indicator_formula_en((enum indicator_id)i);

		assert_non_null(en);
		assert_true(en[0] != '\0');
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(indicators_begin_with_the_building),
		cmocka_unit_test(classified_appends_the_classes),
		cmocka_unit_test(aggregates_append_the_pairs),
		cmocka_unit_test(only_the_names_of_a_row_are_asked_for),
		cmocka_unit_test(a_rate_names_columns_that_exist),
		cmocka_unit_test(
		    every_indicator_is_explained_in_english_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

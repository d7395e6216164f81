#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/map.h"
#include "schema/made.h"

static void
a_column_is_where_its_name_says(void **state)
{
	const struct dataset *ds = dataset_at(DATASET_TENANCIES);

	(void)state;
	assert_string_equal(ds->name, "tenancies");
	assert_int_equal(ds->ncolumn, 13);
	assert_string_equal(ds->column[COL(TENANCIES, room)].name, "room");
	assert_string_equal(ds->column[COL(TENANCIES, left)].name, "left");
	assert_int_equal(dataset_column(ds, STR("left")),
	    COL(TENANCIES, left));
	assert_int_equal(dataset_column(ds, STR("lef")), MAP_NONE);
	assert_int_equal(COL(BASE, document), dataset_at(DATASET_BASE)->ncolumn - 1);
	assert_int_equal(COL(BUILDINGS, building_id), 0);
	assert_int_equal(COL(BUILDINGS, monitored_from), 16);
}

/* A dataset is a slice of one table: each begins where the last ended. */
static void
the_slices_fit_together(void **state)
{
	const struct column *next = dataset_at(0)->column;

	(void)state;
	for (size_t i = 0; i < DATASET_COUNT; i++) {
		const struct dataset *ds = dataset_at((enum dataset_id)i);
		enum dataset_id id;

		assert_ptr_equal(ds->column, next);
		next += ds->ncolumn;
		assert_ptr_equal(dataset_find(str_from(ds->name), &id), ds);
		assert_int_equal(id, i);
		assert_int_equal(ds->adds_up, id == DATASET_TAXES);
	}
	assert_null(dataset_find(STR("building"), NULL));
}

static void
the_slices_of_made_tables_fit_too(void **state)
{
	const struct column *next = made_at(0)->column;

	(void)state;
	for (size_t i = 0; i < MADE_COUNT; i++) {
		assert_ptr_equal(made_at((enum made_id)i)->column, next);
		next += made_at((enum made_id)i)->ncolumn;
	}
	assert_string_equal(made_at(MADE_TARGETS)->name, "targets");
	assert_string_equal(
	    made_at(MADE_TARGETS)->column[COL(TARGETS, gap)].name, "gap");
}

/* Has it a key? */
static bool
check_columns(const struct dataset *ds)
{
	bool key = false;

	for (size_t c = 0; c < ds->ncolumn; c++) {
		const struct column *x = &ds->column[c];

		if (dataset_column(ds, str_from(x->name)) != c)
			fail_msg("%s %s: twice", ds->name, x->name);
		if ((x->type == VALUE_CHOICE) != (x->choices != NULL))
			fail_msg("%s %s: choices", ds->name, x->name);
		if (x->zh == NULL || x->zh[0] == '\0')
			fail_msg("%s %s: label", ds->name, x->name);
		key = key || (x->flags & COLUMN_KEY) != 0;
	}
	return key;
}

static void
columns_are_well_formed(void **state)
{
	(void)state;
	for (size_t i = 0; i < DATASET_COUNT; i++)
		if (!check_columns(dataset_at((enum dataset_id)i)))
			fail_msg("%s: no key",
			    dataset_at((enum dataset_id)i)->name);
	for (size_t i = 0; i < MADE_COUNT; i++)
		(void)check_columns(made_at((enum made_id)i));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_column_is_where_its_name_says),
		cmocka_unit_test(the_slices_fit_together),
		cmocka_unit_test(the_slices_of_made_tables_fit_too),
		cmocka_unit_test(columns_are_well_formed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

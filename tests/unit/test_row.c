#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "schema/indicator.h"
#include "schema/row.h"

struct fixture {
	char path[64];
	FILE *sink;
	char *said;
	size_t said_n;
	struct diag *d;
	struct code_book *book;
};

static void
begin(struct fixture *f, const char *csv)
{
	const char *data = getenv("BLDG_DATA");
	int fd;

	*f = (struct fixture){ .path = "/tmp/test_row.XXXXXX" };
	fd = mkstemp(f->path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, csv, strlen(csv)), strlen(csv));
	close(fd);
	f->sink = open_memstream(&f->said, &f->said_n);
	f->d = diag_new(&(struct diag_opts){ .program = "t", .sink = f->sink });
	f->book = code_load(f->d, data != NULL ? data : "data");
	assert_non_null(f->book);
}

/* What was said, the folder and name of the file cut off. */
static void
finish(struct fixture *f, const char *want)
{
	code_free(f->book);
	diag_free(f->d);
	fclose(f->sink);
	unlink(f->path);
	if (want[0] == '\0' ? f->said_n > 0 : strstr(f->said, want) == NULL)
		fail_msg("said: %swanted: %s", f->said, want);
	free(f->said);
}

#define B "building_id,name,district"
#define T "building_id,uscc,room,entered,area_m2\n"
#define U "914403001922038216"

struct fault_row {
	const char *claim;
	enum dataset_id id;
	const char *csv;
	const char *said; /* "" : read to the end */
	unsigned long code;
};

static const struct fault_row fault_rows[] = {
	{ "a good file", DATASET_BUILDINGS, B "\nb1,甲,320571\n", "",
	    DIAG_CODE_COUNT },
	{ "columns in any order", DATASET_BUILDINGS,
	    "district,building_id\n320571,b1\n", "", DIAG_CODE_COUNT },
	{ "header alone", DATASET_BUILDINGS, B "\n", "", DIAG_CODE_COUNT },
	{ "no key column", DATASET_BUILDINGS, "name,district\n甲,320571\n",
	    ":1:1: error: no column building_id, which buildings must have "
	    "[missing-column]\n", DIAG_MISSING_COLUMN },
	{ "all missing columns in one message", DATASET_EVENTS, "x\n1\n",
	    "no column event_id, date, kind, which events must have",
	    DIAG_MISSING_COLUMN },
	{ "a name nearly right is pointed at", DATASET_BUILDINGS,
	    "name,buildingid\n甲,b1\n",
	    ":1:6: note: there is a column buildingid; did you mean "
	    "building_id [column-near]\n", DIAG_COLUMN_NEAR },
	{ "another dataset is recognised", DATASET_BUILDINGS,
	    "month,uscc,tax_yuan\n2023-06," U ",1.00\n",
	    ":1:1: note: the columns are those of taxes [other-dataset]\n",
	    DIAG_OTHER_DATASET },
	{ "a column twice", DATASET_BUILDINGS,
	    B ",name\nb1,甲,320571,乙\n", ":1:27: error: ",
	    DIAG_HEADER_TWICE },
	{ "an empty id", DATASET_BUILDINGS, B "\n,甲,320571\n",
	    ":2:1: error: building_id may not be empty [empty-cell]\n",
	    DIAG_EMPTY_CELL },
	{ "an empty name where the column is there", DATASET_BUILDINGS,
	    B "\nb1,,320571\n", ":2:4: error: name may not be empty",
	    DIAG_EMPTY_CELL },
	{ "a bad amount", DATASET_TAXES,
	    "month,uscc,tax_yuan\n2023-06," U ",\"1,000.00\"\n",
	    ":2:28: error: not an amount in yuan (1,000.00) in tax_yuan, "
	    "write it like 103250000.00 [bad-money]\n", DIAG_BAD_MONEY },
	{ "a bad choice", DATASET_BUILDINGS,
	    "building_id,grade\nb1,A\n",
	    ":2:4: error: unknown value (A) in grade, write one of "
	    "super-a|a|b|other [bad-choice]\n", DIAG_BAD_CHOICE },
	{ "a bad credit code", DATASET_TENANCIES,
	    T "b1,914403001922038215,1,2022-01,1.00\n", ":2:4: error: wrong "
	    "check character in the credit code (914403001922038215) in uscc",
	    DIAG_USCC_CHECK },
	{ "an unknown district", DATASET_BUILDINGS, B "\nb1,甲,310000\n",
	    ":2:6: error: unknown district (310000) in district, it is not "
	    "in codes/districts.csv [unknown-district]\n",
	    DIAG_UNKNOWN_DISTRICT },
	{ "an unknown district in a list", DATASET_EVENTS,
	    "event_id,date,kind,host_district\n"
	    "e1,2023-06-01,promotion,320571;999999\n",
	    "unknown district (999999) in host_district",
	    DIAG_UNKNOWN_DISTRICT },
	{ "a key twice", DATASET_BUILDINGS,
	    B "\nb1,甲,320571\nb2,乙,320571\nb1,丙,320571\n",
	    ":4:1: error: building_id (b1) stands on line 2 already "
	    "[duplicate-key]\n", DIAG_DUPLICATE_KEY },
	{ "a key of several columns twice", DATASET_TENANCIES,
	    T "b1," U ",1,2022-01,1.00\nb1," U ",,2022-01,1.00\n"
	    "b1," U ",1,2022-01,2.00\n",
	    ":4:1: error: building_id,uscc,room,entered (b1," U
	    ",1,2022-01) stands on line 2 already", DIAG_DUPLICATE_KEY },
	{ "two floors, two stays: other keys", DATASET_TENANCIES,
	    T "b1," U ",1,2022-01,1.00\nb1," U ",2,2022-01,1.00\n"
	    "b1," U ",1,,1.00\nb1," U ",,2022-01,1.00\n", "",
	    DIAG_CODE_COUNT },
	{ "a key column that may be absent", DATASET_TENANCIES,
	    "building_id,uscc\nb1," U "\nb1," U "\n",
	    "stands on line 2 already", DIAG_DUPLICATE_KEY },
	{ "taxes of one key add up", DATASET_TAXES,
	    "month,uscc,tax_yuan\n2023-06," U ",1.00\n2023-06," U ",1.00\n",
	    "", DIAG_CODE_COUNT },
	{ "a ragged row", DATASET_BUILDINGS, B "\nb1,甲\n", ":2:",
	    DIAG_RAGGED_ROW },
	{ "cut off", DATASET_BUILDINGS, B "\nb1,甲,320571", "truncated",
	    DIAG_TRUNCATED },
	{ "empty", DATASET_BUILDINGS, "", "the file is empty",
	    DIAG_EMPTY_FILE },
};

static void
a_row_is_whole_or_the_file_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(fault_rows) / sizeof(fault_rows[0]);
	     i++) {
		const struct fault_row *x = &fault_rows[i];
		struct fixture f;
		struct row_reader *r;
		struct row row;
		enum status status = STATUS_FATAL;
		bool good = x->said[0] == '\0';

		begin(&f, x->csv);
		r = row_open(f.d, f.path, dataset_at(x->id), f.book);
		while (r != NULL && (status = row_next(r, &row)) == STATUS_OK)
			;
		row_close(r);
		if ((status == STATUS_END) != good)
			fail_msg("%s: status %d", x->claim, (int)status);
		if (!good && diag_code_count(f.d, (enum diag_code)x->code) != 1)
			fail_msg("%s: not reported, or twice", x->claim);
		if ((diag_count(f.d, DIAG_ERROR) == 1) == good)
			fail_msg("%s: %lu errors", x->claim,
			    diag_count(f.d, DIAG_ERROR));
		finish(&f, x->said);
	}
}

static void
districts_come_back_as_main_codes(void **state)
{
	const struct dataset *ds = dataset_at(DATASET_EVENTS);
	struct fixture f;
	struct row_reader *r;
	struct row row;

	(void)state;
	begin(&f, "event_id,date,kind,host_district\n"
	    "e1,2023-06-01,promotion,320576;320584;320500\n"
	    "e2,2023-06-01,promotion,\n");
	r = row_open(f.d, f.path, ds, f.book);
	assert_non_null(r);
	assert_int_equal(row_next(r, &row), STATUS_OK);
	assert_true(str_is(row.value[COL(EVENTS, host_district)].text,
	    "320571;320509;320500"));
	assert_true(str_is(row.rec.field[3], "320576;320584;320500"));
	assert_int_equal(row_next(r, &row), STATUS_OK);
	assert_false(row.value[COL(EVENTS, host_district)].known);
	assert_int_equal(row_next(r, &row), STATUS_END);
	row_close(r);
	finish(&f, "");

	begin(&f, B "\nb1,甲,320594\n");
	r = row_open(f.d, f.path, dataset_at(DATASET_BUILDINGS), f.book);
	assert_int_equal(row_next(r, &row), STATUS_OK);
	assert_true(str_is(row.value[COL(BUILDINGS, district)].text,
	    "320571"));
	assert_int_equal(row.value[COL(BUILDINGS, district)].n, 320571);
	row_close(r);
	r = row_open(f.d, f.path, dataset_at(DATASET_BUILDINGS), NULL);
	assert_int_equal(row_next(r, &row), STATUS_OK);
	assert_true(str_is(row.value[COL(BUILDINGS, district)].text,
	    "320594"));
	row_close(r);
	finish(&f, "");
}

static void
unknown_columns_are_passed_along(void **state)
{
	const struct dataset *ds = indicator_dataset();
	struct fixture f;
	struct row_reader *r;
	struct row row;
	struct pos pos;

	(void)state;
	begin(&f, "note,period,building_id,tax_yuan,备注\n"
	    "n1,2023-06,b1,100000000.01,\"a,b\"\nn2,2023-06,b2,,\n");
	r = row_open(f.d, f.path, ds, f.book);
	assert_non_null(r);
	assert_int_equal(row_extra_count(r), 2);
	assert_true(str_is(row_extra_name(r, 1), "备注"));
	assert_int_equal(row_next(r, &row), STATUS_OK);
	assert_true(str_is(row_extra(r, &row, 0), "n1"));
	assert_true(str_is(row_extra(r, &row, 1), "a,b"));
	assert_int_equal(row.value[INDICATOR_tax_yuan].n, 10000000001);
	assert_true(row_has(r, INDICATOR_tax_yuan));
	assert_false(row_has(r, INDICATOR_hhi));
	assert_false(row.value[INDICATOR_hhi].known);
	pos = row_pos(r, &row, INDICATOR_tax_yuan);
	assert_int_equal(pos.line, 2);
	assert_int_equal(pos.col, 15);
	pos = row_pos(r, &row, INDICATOR_hhi);
	assert_int_equal(pos.line, 2);
	assert_int_equal(pos.col, 0);
	assert_int_equal(row_next(r, &row), STATUS_OK);
	assert_false(row.value[INDICATOR_tax_yuan].known);
	assert_int_equal(row_next(r, &row), STATUS_END);
	row_close(r);
	finish(&f, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_is_whole_or_the_file_is_refused),
		cmocka_unit_test(districts_come_back_as_main_codes),
		cmocka_unit_test(unknown_columns_are_passed_along),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

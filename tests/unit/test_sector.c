#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "measure/sector.h"

struct sector_row {
	enum industry_edition edition;
	const char *code;
	size_t sector;
};

enum { LAW, BOOKS, PATENTS, SCIENCE, NONE };

static const struct sector_row sector_rows[] = {
	{ EDITION_2017, "7231", LAW },
	{ EDITION_2017, "723", LAW },
	{ EDITION_2017, "72", NONE }, /* a rule below would split it */
	{ EDITION_2011, "7231", BOOKS }, /* the same code, another trade */
	{ EDITION_2011, "723", NONE },
	{ EDITION_UNKNOWN, "7231", NONE },
	{ EDITION_2017, "", NONE },
	{ EDITION_2017, "7520", PATENTS }, /* the longest wins */
	{ EDITION_2017, "7510", SCIENCE },
	{ EDITION_2017, "75", NONE }, /* patents are split off below it */
	{ EDITION_2017, "73", SCIENCE },
	{ EDITION_2017, "7310", SCIENCE }, /* a deeper rule of the same set */
	{ EDITION_2017, "99", NONE },
};

static void
the_longest_prefix_of_the_edition_wins(void **state)
{
	struct sector_prefix prefix[] = {
		{ STR("723"), LAW, EDITION_2017 },
		{ STR("722"), LAW, EDITION_2011 },
		{ STR("7241"), BOOKS, EDITION_2017 },
		{ STR("7231"), BOOKS, EDITION_2011 },
		{ STR("752"), PATENTS, EDITION_2017 },
		{ STR("75"), SCIENCE, EDITION_2017 },
		{ STR("73"), SCIENCE, EDITION_2017 },
		{ STR("732"), SCIENCE, EDITION_2017 },
	};
	struct sector_book book = { .prefix = prefix,
		.nprefix = sizeof(prefix) / sizeof(*prefix) };

	(void)state;
	sector_index(&book);
	for (size_t i = 0; i < sizeof(sector_rows) / sizeof(*sector_rows);
	    i++) {
		const struct sector_row *row = &sector_rows[i];
		size_t got = sector_of(&book, row->edition,
		    str_from(row->code));

		if (got == SECTOR_NONE)
			got = NONE;
		if (got != row->sector)
			fail_msg("row %zu (%s): %zu", i, row->code, got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_longest_prefix_of_the_edition_wins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

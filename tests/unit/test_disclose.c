#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/disclose.h"

#define CELLS 6u

static const struct disclose_rules rules = { 3, 70, 10, 10 };

/* A building of n payers who pay top1, top2 and the rest of tax. */
#define CELL(id_, district_, tax_, n_, top1_, top2_, payer_)              \
	{ .id = TEXT(id_), .district = (district_), .known = (n_) >= 0,   \
		.tax = (tax_), .payers = (n_), .positive = (tax_),        \
		.top1 = (top1_), .top2 = (top2_), .payer = TEXT(payer_),  \
		.high = -1 }
#define TEXT(lit) { (lit), sizeof(lit) - 1 }

/* One letter a cell: . shown, ? unknown, f few, l largest, r rest,
 * t together, d with its district; then one a district, and the city. */
static const struct {
	const char *claim;
	struct disclose_cell cell[CELLS];
	size_t n;
	const char *want, *dark;
} t[] = {
	{ "nothing is hidden of those many pay",
	    { CELL("a", 0, 100, 9, 30, 20, "p"),
	      CELL("b", 0, 100, 9, 30, 20, "q") }, 2, "..", "--" },
	{ "each rule, at its bound and past it",
	    { CELL("a", 0, 1000, 3, 700, 200, "p"),
	      CELL("b", 0, 1000, 3, 701, 199, "q"),
	      CELL("c", 0, 1000, 2, 500, 500, "r"),
	      CELL("d", 0, 1100, 3, 550, 496, "s"),
	      CELL("e", 0, 1100, 3, 550, 495, "t"),
	      CELL("f", 0, 1000, -1, 0, 0, "") }, 6, ".lfr.?", "--" },
	{ "one that is hidden takes the smallest that suffices with it",
	    { CELL("a", 0, 100, 1, 100, 0, "p"),
	      CELL("b", 0, 9, 9, 2, 1, "q"),
	      CELL("c", 0, 60, 9, 8, 7, "r"),
	      CELL("d", 0, 80, 9, 9, 8, "s") }, 4, "f.t.", "--" },
	{ "one payer of two buildings is one",
	    { CELL("a", 0, 100, 1, 100, 0, "p"),
	      CELL("b", 0, 100, 1, 100, 0, "p"),
	      CELL("c", 0, 150, 9, 20, 10, "r") }, 3, "fft", "--" },
	{ "a total of few takes the district, and another with it",
	    { CELL("a", 0, 100, 1, 100, 0, "p"),
	      CELL("b", 1, 100, 9, 20, 10, "q"),
	      CELL("c", 2, 300, 9, 20, 10, "r"),
	      CELL("d", 2, 300, 9, 20, 10, "s") }, 4, "fd..", "dd--" },
	{ "where nothing is safe the city goes too",
	    { CELL("a", 0, 100, 1, 100, 0, "p"),
	      CELL("b", 1, 100, 1, 100, 0, "q") }, 2, "ff", "ddc" },
};

static void
hides_what_it_must_and_no_more(void **state)
{
	static const char letter[] = ".?flrtd";

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct disclose_cell cell[CELLS];
		bool dark[4] = { false };
		struct disclose d = { .rules = &rules, .cell = cell,
			.n = t[i].n, .dark = dark, .ndistrict = 1 };

		for (size_t k = 0; k < t[i].n; k++) {
			cell[k] = t[i].cell[k];
			if (cell[k].district >= d.ndistrict)
				d.ndistrict = cell[k].district + 1;
		}
		disclose_run(&d);
		for (size_t k = 0; k < t[i].n; k++)
			if (letter[cell[k].why] != t[i].want[k])
				fail_msg("%s: %zu is %c", t[i].claim, k,
				    letter[cell[k].why]);
		for (size_t k = 0; k < d.ndistrict; k++)
			if (dark[k] != (t[i].dark[k] == 'd'))
				fail_msg("%s: district %zu", t[i].claim, k);
		if (d.dark_city != (t[i].dark[d.ndistrict] == 'c'))
			fail_msg("%s: the city", t[i].claim);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hides_what_it_must_and_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

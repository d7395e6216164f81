#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "measure/attribute.h"

#define JAN (2023 * 12)

struct split_row {
	int64_t weight[4]; /* 0 ends */
	int64_t amount, part[4];
};

/* Cut towards zero, the fen left to the largest remainders, then the first. */
static const struct split_row split_rows[] = {
	{ { 1 }, 10000, { 10000 } },
	{ { 1, 1, 1 }, 10000, { 3334, 3333, 3333 } },
	{ { 1, 1, 1 }, -10000, { -3334, -3333, -3333 } },
	{ { 1, 1, 1 }, 2, { 1, 1, 0 } },
	{ { 1, 1, 1 }, 0, { 0, 0, 0 } },
	{ { 1, 2 }, 10000, { 3333, 6667 } },
	{ { 1, 2 }, 1, { 0, 1 } },
	{ { 1, 2 }, -1, { 0, -1 } },
	{ { 2, 3, 5 }, 7, { 1, 2, 4 } },
	{ { 2, 3, 6 }, 7, { 1, 2, 4 } },
	{ { 7, 7, 7, 79 }, 99, { 7, 7, 7, 78 } },
	{ { 1000000000000000, 1 }, INT64_MAX,
	    { INT64_MAX - 9223, 9223 } },
	{ { 1, 1 }, INT64_MIN + 1, { -4611686018427387904,
	                               -4611686018427387903 } },
};

static void
splits_keep_every_fen(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(split_rows) / sizeof(*split_rows); i++) {
		const struct split_row *row = &split_rows[i];
		struct share share[4] = { { 0 } };
		struct attribution a = { .share = share };
		num_wide sum = 0;

		for (; a.n < 4 && row->weight[a.n] > 0; a.n++) {
			share[a.n].weight = row->weight[a.n];
			a.total += row->weight[a.n];
		}
		attribute_split(&a, row->amount);
		for (size_t k = 0; k < a.n; k++) {
			sum += share[k].part;
			if (share[k].part != row->part[k])
				fail_msg("row %zu, share %zu: %lld", i, k,
				    (long long)share[k].part);
		}
		if (sum != row->amount)
			fail_msg("row %zu does not add up", i);
	}
}

struct find_row {
	int month, tail;
	bool equal;
	enum cause cause;
	int64_t weight[2]; /* of B-1, B-2; 0: no share */
	bool by_necessity;
};

/*
 * January to March in B-1 (two floors, 10 + 20), March to June in B-2 (30),
 * August of unknown area in both, October in an unknown building.
 */
static const struct find_row find_rows[] = {
	{ JAN - 1, 0, false, CAUSE_BEFORE, { 0, 0 }, false },
	{ JAN, 0, false, CAUSE_NONE, { 3000, 0 }, false },
	{ JAN + 2, 0, false, CAUSE_NONE, { 3000, 3000 }, false },
	{ JAN + 2, 0, true, CAUSE_NONE, { 1, 1 }, false },
	{ JAN + 3, 0, false, CAUSE_NONE, { 0, 3000 }, false },
	{ JAN + 6, 0, false, CAUSE_LEFT, { 0, 0 }, false },
	{ JAN + 6, 1, false, CAUSE_NONE, { 0, 3000 }, false },
	{ JAN + 7, 0, false, CAUSE_NONE, { 1, 1 }, true },
	{ JAN + 8, 0, false, CAUSE_LEFT, { 0, 0 }, false },
	{ JAN + 8, 1, false, CAUSE_NONE, { 1, 1 }, true },
	{ JAN + 9, 0, false, CAUSE_UNKNOWN_BUILDING, { 0, 0 }, false },
	{ JAN + 9, 9, false, CAUSE_UNKNOWN_BUILDING, { 0, 0 }, false },
	{ JAN + 10, 1, false, CAUSE_LEFT, { 0, 0 }, false },
};

static struct tenure_tenancy
tenancy(uint32_t building, int from, int to, int64_t area)
{
	return (struct tenure_tenancy){ .building = building,
		.from = JAN + from, .to = JAN + to, .area_known = area >= 0,
		.area_dm2 = area < 0 ? 0 : area };
}

struct city {
	struct tenure_tenancy list[6];
	struct tenure_seat seat[2];
	struct tenure_run sitting, seats;
	struct tenure tenure;
};

static void
make_city(struct city *c)
{
	*c = (struct city){ .list = { tenancy(0, 0, 2, 1000),
		tenancy(0, 0, 2, 2000), tenancy(0, 7, 7, -1),
		tenancy(1, 2, 5, 3000), tenancy(1, 7, 7, 500),
		tenancy(TENURE_NONE, 9, 9, 10) },
		.seat = { { 0, 0, 0, 3 }, { 0, 1, 3, 2 } },
		.sitting = { 0, 6 }, .seats = { 0, 2 } };
	c->tenure = (struct tenure){ .tenancy = c->list, .seat = c->seat,
		.sitting = &c->sitting, .seats = &c->seats };
}

static void
find_takes_who_sits_there_in_the_month(void **state)
{
	struct city c;

	(void)state;
	make_city(&c);
	for (size_t i = 0; i < sizeof(find_rows) / sizeof(*find_rows); i++) {
		const struct find_row *row = &find_rows[i];
		struct attribute_rule rule = { row->equal, row->tail };
		struct attribution a = { 0 };
		int64_t weight[2] = { 0, 0 };

		attribute_find(&a, &c.tenure, &rule, 0, row->month);
		for (size_t k = 0; k < a.n; k++)
			weight[a.share[k].seat] = (int64_t)a.share[k].weight;
		if (a.cause != row->cause || weight[0] != row->weight[0] ||
		    weight[1] != row->weight[1] ||
		    a.by_necessity != row->by_necessity)
			fail_msg("row %zu: cause %d, weights %lld %lld", i,
			    (int)a.cause, (long long)weight[0],
			    (long long)weight[1]);
		attribute_fini(&a);
	}
}

/* Of one building nothing is split, whatever is known of its area; of two
 * areas one may be nothing. */
static void
areas_decide_where_there_is_any(void **state)
{
	static const struct {
		int64_t area[2]; /* -1: unknown; -2: not there */
		int64_t weight[2];
		bool by_necessity;
	} rows[] = {
		{ { -1, -2 }, { 1, 0 }, false },
		{ { 0, -2 }, { 1, 0 }, false },
		{ { 7, -2 }, { 7, 0 }, false },
		{ { 0, 0 }, { 1, 1 }, true },
		{ { 1, 0 }, { 1, 0 }, false },
		{ { 0, 1 }, { 0, 1 }, false },
		{ { 1, -1 }, { 1, 1 }, true },
		{ { 5, -1 }, { 1, 1 }, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct attribute_rule rule = { false, 0 };
		struct attribution a = { 0 };
		int64_t weight[2] = { 0, 0 };
		struct city c;

		make_city(&c);
		c.list[0] = tenancy(0, 0, 0, rows[i].area[0]);
		c.list[1] = tenancy(1, rows[i].area[1] == -2 ? 4 : 0,
		    rows[i].area[1] == -2 ? 4 : 0, rows[i].area[1]);
		c.seat[0] = (struct tenure_seat){ 0, 0, 0, 1 };
		c.seat[1] = (struct tenure_seat){ 0, 1, 1, 1 };
		c.sitting.n = 2;
		attribute_find(&a, &c.tenure, &rule, 0, JAN);
		for (size_t k = 0; k < a.n; k++)
			weight[a.share[k].seat] = (int64_t)a.share[k].weight;
		if (weight[0] != rows[i].weight[0] ||
		    weight[1] != rows[i].weight[1] ||
		    a.by_necessity != rows[i].by_necessity)
			fail_msg("row %zu: %lld %lld", i,
			    (long long)weight[0], (long long)weight[1]);
		attribute_fini(&a);
	}
}

static void
assert_same(const struct attribution *a, const struct attribution *b,
    int from, int month)
{
	bool same = a->n == b->n && a->cause == b->cause &&
	    a->by_necessity == b->by_necessity && a->total == b->total;

	for (size_t i = 0; same && i < a->n; i++)
		same = a->share[i].seat == b->share[i].seat &&
		    a->share[i].weight == b->share[i].weight;
	if (!same)
		fail_msg("month %d after %d", month - JAN, from - JAN);
}

/* What was found for a month and is used for later ones holds for them. */
static void
what_was_found_before_does_not_show(void **state)
{
	struct city c;

	(void)state;
	make_city(&c);
	c.sitting.n = 5; /* after August nobody comes: only a tail ends */
	for (int tail = 0; tail < 4; tail++)
		for (int from = JAN - 2; from < JAN + 13; from++)
			for (int to = JAN - 2; to < JAN + 13; to++) {
				struct attribute_rule rule = { false, tail };
				struct attribution a = { 0 }, b = { 0 };

				attribute_find(&a, &c.tenure, &rule, 0, from);
				attribute_find(&a, &c.tenure, &rule, 0, to);
				attribute_find(&b, &c.tenure, &rule, 0, to);
				assert_same(&a, &b, from, to);
				attribute_fini(&a);
				attribute_fini(&b);
			}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(splits_keep_every_fen),
		cmocka_unit_test(find_takes_who_sits_there_in_the_month),
		cmocka_unit_test(areas_decide_where_there_is_any),
		cmocka_unit_test(what_was_found_before_does_not_show),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What the city is: decided here, in whole fen, before anything is made. */
#include <stdlib.h>

#include "base/date.h"
#include "city.h"

const struct city_district city_districts[CITY_DISTRICTS] = {
	/* in the office's order; counts of buildings and of those above 1亿
	 * follow the spread of such buildings over the real districts */
	{ "320582", "320582", "张家港市", "张家港市发改委", 40, 2, 1, 1, 0, 1, 0, 1, 3, 1, 0, 4, 1, 0, 0, 0, 0, 4, 1, true },
	{ "320581", "320581", "常熟市", "常熟市发改委", 50, 2, 1, 1, 0, 1, 0, 1, 3, 1, 1, 5, 1, 0, 1, 0, 0, 5, 2, true },
	{ "320585", "320585", "太仓市", "太仓市发改委", 23, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 3, 1, 0, 0, 0, 0, 3, 0, false },
	{ "320583", "320583", "昆山市", "昆山市发改委", 95, 9, 4, 2, 0, 5, 1, 2, 11, 3, 1, 9, 3, 1, 1, 0, 0, 9, 5, true },
	{ "320509", "320509", "吴江区", "吴江区发改委", 70, 4, 2, 2, 0, 2, 0, 2, 6, 2, 0, 6, 2, 0, 0, 0, 0, 6, 3, false },
	{ "320506", "320506", "吴中区", "吴中区发改委", 80, 4, 1, 2, 0, 2, 1, 2, 6, 2, 0, 7, 2, 0, 0, 0, 0, 7, 4, true },
	{ "320507", "320507", "相城区", "相城区发改委", 65, 4, 1, 1, 0, 2, 0, 1, 5, 2, 0, 6, 2, 1, 0, 0, 0, 6, 3, false },
	{ "320508", "320508", "姑苏区", "姑苏区发改委", 92, 6, 3, 2, 1, 3, 0, 1, 7, 3, 3, 7, 3, 1, 3, 1, 2, 7, 4, true },
	{ "320571", "320594", "苏州工业园区", "园区经发委", 190, 28, 14, 7, 1, 17, 2, 6, 34, 8, 1, 16, 6, 3, 1, 1, 1, 15, 10, false },
	{ "320505", "320505", "苏州高新区", "高新区发改委", 95, 9, 4, 2, 0, 5, 1, 2, 11, 4, 1, 9, 4, 2, 1, 0, 0, 9, 5, false },
};

/* Annual tax by rank, 万元: the tail of real cities, 9 above 10亿, 20 above
 * 5亿, 87 above 1亿; linear between the points. */
static const struct {
	int rank;
	int64_t wan;
} curve[] = { { 1, 400000 }, { 3, 300000 }, { 9, 105000 }, { 20, 52000 },
	{ 38, 26000 }, { 39, 19500 }, { 60, 13900 }, { 86, 10400 },
	{ 89, 9700 }, { 100, 8600 }, { 143, 5000 }, { 220, 2600 },
	{ 340, 1000 }, { 500, 300 }, { 700, 60 }, { 800, 12 } };

uint64_t
city_random(struct city *c)
{
	uint64_t z = c->seed += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

int
city_between(struct city *c, int from, int to)
{
	return from + (int)(city_random(c) % (uint64_t)(to - from + 1));
}

static int64_t
curve_fen(int rank)
{
	size_t i = 1;

	while (curve[i].rank < rank)
		i++;
	return (curve[i - 1].wan * 1000000 -
	    (curve[i - 1].wan - curve[i].wan) * 1000000 *
	    (rank - curve[i - 1].rank) / (curve[i].rank - curve[i - 1].rank));
}

/* Who stays above, is new, is lost: the first buildings of a district, so
 * that the counts are the table's. */
static void
decide_fates(struct city *c)
{
	int b = 0;

	for (int d = 0; d < CITY_DISTRICTS; d++) {
		const struct city_district *t = &city_districts[d];
		int stays = t->last - t->lost;

		for (int i = 0; i < t->buildings; i++, b++) {
			struct city_building *x = &c->building[b];

			x->district = d;
			x->no = i + 1;
			x->theme = -1;
			if (i < stays)
				x->fate = FATE_STAYS;
			else if (i < stays + t->gained)
				x->fate = FATE_NEW;
			else if (i < stays + t->gained + t->lost)
				x->fate = FATE_LOST;
			x->june = i < t->june - t->june_new ||
			    (i >= stays && i < stays + t->june_new);
			x->last_june = i < t->last_june;
		}
	}
}

/* A building new to the list does not lead it: it changes places with an
 * old one of the lower half. */
static void
rank_new_low(const struct city *c, int *by_rank, int begin, int end)
{
	int middle = (begin + end) / 2, low = end;

	for (int i = begin; i < middle; i++) {
		int keep = by_rank[i];

		if (c->building[keep].fate != FATE_NEW)
			continue;
		do
			low--;
		while (low > middle &&
		    c->building[by_rank[low]].fate == FATE_NEW);
		by_rank[i] = by_rank[low];
		by_rank[low] = keep;
	}
}

/* Ranks: those above by June first, then the other ones above, then the
 * rest; within each the order of a seeded shuffle. */
static void
decide_ranks(struct city *c, int *by_rank)
{
	int n = 0;

	for (int class = 0; class < 3; class ++) {
		int begin = n;

		for (int b = 0; b < CITY_BUILDINGS; b++) {
			const struct city_building *x = &c->building[b];
			bool above = x->fate == FATE_STAYS ||
			    x->fate == FATE_NEW;
			int of = above ? (x->june ? 0 : 1) : 2;

			if (of == class)
				by_rank[n++] = b;
		}
		for (int i = n - 1; i > begin; i--) {
			int j = city_between(c, begin, i), keep = by_rank[i];

			by_rank[i] = by_rank[j];
			by_rank[j] = keep;
		}
		if (class < 2)
			rank_new_low(c, by_rank, begin, n);
	}
}

static int64_t
at_least(int64_t n, int64_t floor)
{
	return n > floor ? n : floor;
}

static int64_t
at_most(int64_t n, int64_t ceiling)
{
	return n < ceiling ? n : ceiling;
}

/* The year before, on the decided side of the bound; and both half-years. */
static void
decide_past(struct city *c, struct city_building *x)
{
	int64_t now = x->year[1];
	int share = city_between(c, 440, 520), before = city_between(c, 440, 520);

	switch (x->fate) {
	case FATE_STAYS:
		x->year[0] = at_least(now / 1000 * city_between(c, 860, 1060),
		    CITY_YI + 4200017);
		break;
	case FATE_NEW:
		x->year[0] = at_most(now / 1000 * city_between(c, 300, 900),
		    CITY_YI - city_between(c, 2000, 90000) * INT64_C(10000) - 3);
		break;
	case FATE_LOST:
		x->year[0] = CITY_YI + city_between(c, 100, 900) * INT64_C(1000000) + 7;
		x->year[1] = now = CITY_YI - city_between(c, 300, 1900) * INT64_C(1000000) - 11;
		break;
	case FATE_BELOW:
		x->year[0] = at_most(now / 1000 * city_between(c, 820, 1120),
		    CITY_YI - 1234567);
		break;
	}
	if (x->last_june)
		x->year[0] = at_least(x->year[0], CITY_YI * 2 + 5400033);
	x->half[1] = now / 1000 * share;
	x->half[0] = x->year[0] / 1000 * before;
	x->half[1] = x->june ? at_least(x->half[1], CITY_YI + 11830627)
			     : at_most(x->half[1], CITY_YI - 3576894);
	x->half[0] = x->last_june ? at_least(x->half[0], CITY_YI + 9030011)
				  : at_most(x->half[0], CITY_YI - 2576890);
}

/* Tax flows in the rhythm of prepayments: January, April, May, July,
 * October are high. */
static void
spread(struct city *c, int64_t total, int64_t *month, int first, int n)
{
	static const int weight[12] = { 160, 72, 84, 130, 112, 80, 142, 64, 72,
		140, 70, 90 };
	int w[12], sum = 0, from = first % 12;
	int64_t left = total;

	for (int i = 0; i < n; i++) {
		w[i] = weight[from + i] * city_between(c, 85, 115);
		sum += w[i];
	}
	for (int i = 0; i < n - 1; i++) {
		month[i] = total / sum * w[i];
		left -= month[i];
	}
	month[n - 1] = left;
}

/* Buildings finished within 2023 have no 2022 and no months before. */
static void
decide_months(struct city *c, struct city_building *x)
{
	int first = x->completed - date_month_of(CITY_YEAR0, 1);

	if (first > 0) {
		x->year[0] = x->half[0] = 0;
		x->last_june = false;
		spread(c, x->half[1], x->budget + first, first, 18 - first);
	} else {
		spread(c, x->half[0], x->budget, 0, 6);
		spread(c, x->year[0] - x->half[0], x->budget + 6, 6, 6);
		spread(c, x->half[1], x->budget + 12, 12, 6);
	}
	spread(c, x->year[1] - x->half[1], x->budget + 18, 18, 6);
}

/* Two new ones a June, two later, and a few small ones are fresh. */
static void
decide_completion(struct city *c, struct city_building *x, int *fresh)
{
	int july_1990 = date_month_of(1990, 7);

	x->completed = july_1990 + city_between(c, 60, 370);
	if (x->fate == FATE_NEW && *fresh < 4) {
		x->completed = date_month_of(2023, 1 + *fresh % 3);
		++*fresh;
	} else if (x->fate == FATE_BELOW && x->no % 61 == 60) {
		x->completed = date_month_of(2023, city_between(c, 2, 5));
	}
	x->area_dm2 = (int64_t)city_between(c, 60, 380) * 20000 +
	    (x->year[1] > CITY_YI ? 4000000 : 0);
}

void
decide(struct city *c)
{
	int by_rank[CITY_BUILDINGS], fresh = 0, recognised[CITY_DISTRICTS] = { 0 };

	/* one more: a building that is gone by June */
	c->building = calloc(CITY_BUILDINGS + 1, sizeof(*c->building));
	if (c->building == NULL)
		abort();
	decide_fates(c);
	decide_ranks(c, by_rank);
	for (int r = 0; r < CITY_BUILDINGS; r++) {
		struct city_building *x = &c->building[by_rank[r]];

		x->year[1] = curve_fen(r + 1) + city_between(c, 0, 99999);
		if (r == 86)
			x->year[1] = CITY_YI + 1; /* a fen above the bound */
		if (x->fate == FATE_BELOW && by_rank[r] == CITY_BUILDINGS - 1)
			x->year[1] = CITY_YI; /* on the bound: not above */
		decide_completion(c, x, &fresh);
		decide_past(c, x);
		decide_months(c, x);
	}
	for (int b = 0; b < CITY_BUILDINGS; b++) {
		struct city_building *x = &c->building[b];

		if (x->completed > date_month_of(2022, 12))
			continue;
		if (recognised[x->district] <
		    city_districts[x->district].specialty) {
			recognised[x->district]++;
			x->recognised = true;
			x->theme = b % 6;
		} else if (city_between(c, 1, 8) == 1) {
			x->theme = city_between(c, 0, 5);
		}
	}
}

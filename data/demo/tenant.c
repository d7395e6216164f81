/* Enterprises that pay just what was decided for their buildings, and the
 * many taxpayers that sit in none. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "plant.h"
#include "schema/value.h"

#define OUTSIDERS 35000
#define LONG_AGO (-120) /* entered before every month of the data */

static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/* Check character of the organisation code inside, GB 11714. */
static char
organisation_check(const char *nine)
{
	static const int weight[8] = { 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = 0, check;

	for (int i = 0; i < 8; i++) {
		char c = nine[i];

		sum += weight[i] * (c <= '9' ? c - '0' : c - 'A' + 10);
	}
	check = 11 - sum % 11;
	return check == 10 ? 'X' : check == 11 ? '0' : (char)('0' + check);
}

/* A made-up credit code, right in both check characters. */
static void
make_uscc(char *out, const char *class, const char *region, uint32_t serial)
{
	uint64_t body = (serial * UINT64_C(2654435761) + 977) % 887503681;

	memcpy(out, class, 2);
	memcpy(out + 2, region, 6);
	memcpy(out + 8, "MA", 2);
	for (int i = 15; i >= 10; i--, body /= 31)
		out[i] = alphabet[body % 31];
	out[16] = organisation_check(out + 8);
	out[18] = '\0';
	for (int i = 0; i < 31; i++) {
		out[17] = alphabet[i];
		if (value_uscc_valid((struct str){ out, 18 }))
			return;
	}
}

static void
pay(struct city *c, int month, const char *payer, int64_t fen)
{
	struct buf *b = &c->taxes[month];

	if (fen == 0)
		return;
	buf_puts(b, payer);
	buf_putc(b, ',');
	buf_int(b, fen);
	buf_putc(b, '\n');
	c->tax_total[month] += fen;
	c->tax_rows[month]++;
}

void
city_add_tenancy(struct city *c, const struct city_tenancy *t)
{
	size_t cap = (size_t)c->captenancy;

	c->tenancy = mem_grow(c->tenancy, &cap, (size_t)c->ntenancy + 1,
	    sizeof(*c->tenancy));
	c->captenancy = (int)cap;
	c->tenancy[c->ntenancy++] = *t;
}

static struct city_tenancy *
add_tenancy(struct city *c, struct city_enterprise *e, int building)
{
	int opened = c->building[building].completed -
	    date_month_of(CITY_YEAR0, 1);
	struct city_tenancy t = { .building = building,
		.room = 101 + 100 * city_between(c, 1, 27) + city_between(c, 0, 19),
		.entered = opened > 0 ? opened : city_between(c, LONG_AGO, -1),
		.left = -1,
		.area_dm2 = c->building[building].area_dm2 /
		    (c->building[building].tenants + 10) *
		    city_between(c, 35, 110) / 100 };

	city_add_tenancy(c, &t);
	e->tenancies++;
	return &c->tenancy[c->ntenancy - 1];
}

static int
theme_industry(int theme, int draw)
{
	/* indices into the industry table of send.c, by specialty */
	return theme * 2 + draw % 2;
}

/* Where else an enterprise sits, moves to: an opened building that is not
 * about to close its books. */
static int
other_building(struct city *c, int home)
{
	int b;

	do
		b = city_between(c, 0, CITY_BUILDINGS - 1);
	while (b == home || c->building[b].completed > date_month_of(2021, 12));
	return b;
}

/* 100 kinds of life; the anchor, tenant 0, just stays. */
static void
live(struct city *c, struct city_enterprise *e, int rank)
{
	int kind = rank == 0 ? 99 : city_between(c, 0, 99);
	bool old = c->building[e->home].completed <= date_month_of(2021, 12);
	struct city_tenancy *t = add_tenancy(c, e, e->home);

	if (kind < 4) { /* a second floor */
		add_tenancy(c, e, e->home)->room += 3000;
	} else if (kind < 6) { /* a second building */
		add_tenancy(c, e, other_building(c, e->home));
	} else if (kind < 9 && old) { /* moves */
		int month = city_between(c, 3, 21);

		t->left = month;
		t = add_tenancy(c, e, other_building(c, e->home));
		t->entered = month;
	} else if (kind < 12 && old) { /* leaves the monitored buildings */
		t->left = city_between(c, 2, 22);
	} else if (kind < 18 && old) { /* comes */
		t->entered = city_between(c, 1, 23);
	} else if (kind < 20) {
		t->area_dm2 = 0; /* not known */
	}
}

static void
invent_building(struct city *c, int building)
{
	struct city_building *x = &c->building[building];
	int n = x->tenants;

	x->first_tenant = c->nenterprise;
	for (int i = 0; i < n; i++) {
		const struct city_district *d = &city_districts[x->district];
		struct city_enterprise *e;
		size_t cap = (size_t)c->capenterprise;
		bool themed = x->theme >= 0 &&
		    (i == 0 || city_between(c, 0, 99) < 70);

		c->enterprise = mem_grow(c->enterprise, &cap,
		    (size_t)c->nenterprise + 1, sizeof(*c->enterprise));
		c->capenterprise = (int)cap;
		e = &c->enterprise[c->nenterprise++];
		*e = (struct city_enterprise){ .home = building,
			.tenancy = c->ntenancy,
			.industry = themed
			    ? theme_industry(x->theme, city_between(c, 0, 1))
			    : 12 + city_between(c, 0, 15),
			.employees = city_between(c, 3, 160),
			.foreign_registry = city_between(c, 0, 9) == 0 };
		make_uscc(e->uscc, e->industry < 2 ? "31" : "91",
		    e->industry < 2 ? "320000"
		    : e->foreign_registry
			? city_districts[(x->district + 3) % 10].region
			: d->region,
		    (uint32_t)c->nenterprise);
		live(c, e, i);
	}
}

struct place {
	int building;
	int64_t area;
};

/* The buildings an enterprise is in, each once, with areas added. */
static int
places(const struct city *c, const struct city_enterprise *e, int month,
    struct place *out)
{
	int n = 0;

	for (int i = e->tenancy; i < e->tenancy + e->tenancies; i++) {
		const struct city_tenancy *t = &c->tenancy[i];
		int k = 0;

		if (t->entered > month || (t->left >= 0 && t->left < month))
			continue;
		while (k < n && out[k].building != t->building)
			k++;
		if (k == n)
			out[n++] = (struct place){ t->building, 0 };
		out[k].area += t->area_dm2;
	}
	return n;
}

/* Zipf, near enough: the tenant of that rank's share in 100000. */
static int64_t
share(int rank)
{
	return 30000 / (rank + 1);
}

/* A multiple of the summed areas, so that the split leaves no fen. */
static void
pay_from_several(struct city *c, int month, const char *uscc,
    const struct place *p, int n, int64_t (*spent)[CITY_MONTHS])
{
	int64_t factor = INT64_MAX, area = 0;

	for (int i = 0; i < n; i++) {
		int64_t most = c->building[p[i].building].budget[month] / 60 /
		    p[i].area;

		factor = most < factor ? most : factor;
		area += p[i].area;
	}
	if (factor <= 0)
		return;
	for (int i = 0; i < n; i++)
		spent[p[i].building][month] += factor * p[i].area;
	pay(c, month, uscc, factor * area);
}

static void
pay_month(struct city *c, const struct city_enterprise *e, int rank, int month,
    int64_t (*spent)[CITY_MONTHS])
{
	struct place p[4];
	int n = places(c, e, month, p);
	int64_t fen;

	if (n == 0) { /* pays on, elsewhere: nobody's */
		if (month % 3 == 0)
			pay(c, month, e->uscc, city_between(c, 1000, 9000000));
		return;
	}
	for (int i = 0; i < n; i++)
		if (n > 1 && p[i].area == 0)
			return;
	if (n > 1) {
		pay_from_several(c, month, e->uscc, p, n, spent);
		return;
	}
	fen = c->building[p[0].building].budget[month] / 100000 * share(rank);
	if (p[0].building != e->home)
		fen /= 4;
	if (city_between(c, 0, 49) == 0)
		fen = -fen / 4; /* a refund */
	if (city_between(c, 0, 99) < 6)
		fen = 0;
	spent[p[0].building][month] += fen;
	if (fen > 3 && city_between(c, 0, 99) == 0) { /* two kinds of tax */
		pay(c, month, e->uscc, fen / 3);
		fen -= fen / 3;
	}
	pay(c, month, e->uscc, fen);
}

/* All but the one that pays what is left; that pays a share too where it
 * came to be the payer. */
static void
pay_shares(struct city *c, int building, int month,
    int64_t (*spent)[CITY_MONTHS])
{
	const struct city_building *x = &c->building[building];

	for (int i = 0; i < x->tenants; i++)
		if (x->first_tenant + i != plant_payer(c, building, month))
			pay_month(c, &c->enterprise[x->first_tenant + i], i,
			    month, spent);
}

void
tenant_invent(struct city *c)
{
	int64_t(*spent)[CITY_MONTHS] = mem_zalloc(CITY_BUILDINGS,
	    sizeof(*spent));

	for (int b = 0; b < CITY_BUILDINGS; b++)
		c->building[b].tenants = 9 + city_between(c, 0, 44);
	for (int b = 0; b < CITY_BUILDINGS; b++)
		invent_building(c, b);
	plant_tenants(c);
	for (int m = 0; m < CITY_MONTHS; m++) {
		for (int b = 0; b < CITY_BUILDINGS; b++)
			pay_shares(c, b, m, spent);
		for (int b = 0; b < CITY_BUILDINGS; b++)
			pay(c, m, c->enterprise[plant_payer(c, b, m)].uscc,
			    c->building[b].budget[m] - spent[b][m]);
	}
	free(spent);
}

/* The number of a natural person: made up, and no valid credit code. */
static void
make_person(struct city *c, char *out)
{
	do {
		memcpy(out, "999999", 6);
		for (int i = 6; i < 18; i++)
			out[i] = (char)('0' + city_between(c, 0, 9));
		out[18] = '\0';
	} while (value_uscc_valid((struct str){ out, 18 }) ||
	    memcmp(out + 15, "000", 3) == 0);
}

static void
make_outsider(struct city *c, int i, char *out)
{
	const char *region = city_districts[i % CITY_DISTRICTS].region;

	if (i % 40 == 0) {
		make_person(c, out);
	} else if (i % 400 == 1) { /* a number from before 2015 */
		memcpy(out, region, 6);
		for (int k = 6; k < 15; k++)
			out[k] = (char)('1' + city_between(c, 0, 8));
		out[15] = '\0';
	} else {
		make_uscc(out, i % 9 == 0 ? "92" : "91",
		    i % 50 == 7 ? "320500" : region, (uint32_t)(100000 + i));
	}
}

void
outsider_invent(struct city *c)
{
	for (int i = 0; i < OUTSIDERS; i++) {
		int size = city_between(c, 0, 99);
		int64_t usual = size < 70 ? city_between(c, 50000, 5000000)
		    : size < 95 ? city_between(c, 5000000, 100000000)
				: city_between(c, 100000000, 2000000000);
		char payer[19];

		make_outsider(c, i, payer);
		for (int m = 0; m < CITY_MONTHS; m++) {
			int64_t fen = usual / 100 * city_between(c, 40, 160);

			if (city_between(c, 0, 3) == 0)
				continue;
			pay(c, m, payer, city_between(c, 0, 59) == 0 ? -fen : fen);
		}
	}
}

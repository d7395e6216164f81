#include "plant.h"

#include <stdio.h>

#include "base/date.h"
#include "base/num.h"
#include "send.h"

/* code of the district and number within it, as in the building's id */
static const struct plant {
	enum plant_kind kind;
	int district, no;             /* index into city_districts */
	int64_t may, june;            /* tax to May and to June, in fen */
	int other_district, other_no; /* PLANT_MOVED */
} plants[] = {
	{ PLANT_CROSSED, 8, 15, INT64_C(8901234567), INT64_C(10011830627), 0, 0 },
	{ PLANT_CROSSED, 3, 4, INT64_C(9912345601), INT64_C(11440000019), 0, 0 },
	{ PLANT_FELL, 9, 8, INT64_C(10241870311), INT64_C(9996423106), 0, 0 },
	{ PLANT_NEAR, 8, 24, INT64_C(8812000033), INT64_C(9996423107), 0, 0 },
	{ PLANT_EXPECTED_LEFT, 7, 8, 0, 0, 0, 0 },
	{ PLANT_EXPECTED_LEFT, 8, 35, 0, 0, 0, 0 },
	{ PLANT_MOVED, 4, 1, 0, 0, 3, 40 },
	{ PLANT_EMPTIED, 6, 30, 0, 0, 0, 0 },
	{ PLANT_SILENT, 1, 20, 0, 0, 0, 0 },
	{ PLANT_RENAMED, 9, 20, 0, 0, 0, 0 },
	{ PLANT_APPEARED, 8, 100, 0, 0, 0, 0 },
	{ PLANT_VANISHED, 4, 71, 0, 0, 0, 0 },
	{ PLANT_CROSSED, 6, 2, INT64_C(9050000007), INT64_C(10325001450), 0, 0 },
	{ PLANT_CORRECTED, 6, 2, INT64_C(9050000007), INT64_C(10325001450), 0, 0 },
};
#define NPLANT ((int)(sizeof(plants) / sizeof(plants[0])))

/* what bldg-watch calls them */
static const char *const codes[] = {
	[PLANT_CROSSED] = "watch:crossed-1yi",
	[PLANT_FELL] = "watch:fell-1yi",
	[PLANT_NEAR] = "watch:near-1yi",
	[PLANT_EXPECTED_LEFT] = "watch:expected-left",
	[PLANT_MOVED] = "watch:top1-left",
	[PLANT_EMPTIED] = "watch:occupancy-down",
	[PLANT_SILENT] = "watch:silent",
	[PLANT_RENAMED] = "watch:renamed",
	[PLANT_APPEARED] = "watch:appeared",
	[PLANT_VANISHED] = "watch:vanished",
	[PLANT_CORRECTED] = "revisions:tenancies",
};

static int
building_of(int district, int no)
{
	int first = 0;

	for (int d = 0; d < district; d++)
		first += city_districts[d].buildings;
	return first + no - 1;
}

/* The first plant of a kind that concerns the building; NULL if none. */
static const struct plant *
plant_at(int building, enum plant_kind kind)
{
	for (int i = 0; i < NPLANT; i++)
		if (plants[i].kind == kind && kind != PLANT_VANISHED &&
		    building_of(plants[i].district, plants[i].no) == building)
			return &plants[i];
	return NULL;
}

static const struct plant *
plant_of(enum plant_kind kind)
{
	int i = 0;

	while (plants[i].kind != kind)
		i++;
	return &plants[i];
}

/* The same months in the same proportions, with another total. */
static void
rescale(int64_t *month, int n, int64_t total)
{
	int64_t sum = 0, left = total;

	for (int i = 0; i < n; i++)
		sum += month[i];
	for (int i = 0; i < n - 1; i++) {
		month[i] = (int64_t)((num_wide)month[i] * total / sum);
		left -= month[i];
	}
	month[n - 1] = left;
}

/* Another first half of 2023; the year stays what was decided. */
static void
set_half(struct city_building *x, int64_t may, int64_t june)
{
	x->half[1] = june;
	rescale(x->budget + 12, 5, may);
	x->budget[PLANT_JUNE] = june - may;
	rescale(x->budget + 18, 6, x->year[1] - june);
}

static void
set_last_half(struct city_building *x, int64_t half)
{
	x->half[0] = half;
	rescale(x->budget, 6, half);
	rescale(x->budget + 6, 6, x->year[0] - half);
}

/* Last year's rhythm decides what is expected of this year: those that fell
 * look like it by June, the others do not. */
static void
settle_expectations(struct city_building *x, bool falls)
{
	int64_t most = (int64_t)((num_wide)x->year[0] * x->half[1] /
	    (CITY_YI / 10 * 12));

	if (falls) {
		set_last_half(x, x->year[0] / 2);
		set_half(x, x->year[1] / 100 * 38, x->year[1] / 100 * 45);
	} else if (!x->last_june && x->half[0] > most) {
		set_last_half(x, most);
	}
}

/* Finished in June: nothing before. */
static void
appear(struct city_building *x)
{
	int64_t june = x->year[1] / 7;

	x->completed = date_month_of(CITY_YEAR0, 1) + PLANT_JUNE;
	x->year[0] = x->half[0] = 0;
	for (int m = 0; m < PLANT_JUNE; m++)
		x->budget[m] = 0;
	x->half[1] = x->budget[PLANT_JUNE] = june;
	rescale(x->budget + 18, 6, x->year[1] - june);
}

void
plant_decide(struct city *c)
{
	for (int b = 0; b < CITY_BUILDINGS; b++)
		if (c->building[b].fate == FATE_STAYS ||
		    c->building[b].fate == FATE_LOST)
			settle_expectations(&c->building[b],
			    c->building[b].fate == FATE_LOST);
	for (int i = 0; i < NPLANT; i++) {
		const struct plant *p = &plants[i];
		struct city_building *x = &c->building[building_of(
		    p->district, p->no)];

		if (p->june > 0) {
			set_half(x, p->may, p->june);
		} else if (p->kind == PLANT_SILENT) {
			x->budget[PLANT_JUNE - 1] += x->budget[PLANT_JUNE];
			x->budget[PLANT_JUNE] = 0;
		} else if (p->kind == PLANT_APPEARED) {
			appear(x);
		}
	}
}

/* One tenancy, since before May, and no end in sight. */
static bool
just_stays(const struct city *c, const struct city_enterprise *e)
{
	const struct city_tenancy *t = &c->tenancy[e->tenancy];

	return e->tenancies == 1 && t->entered < 12 && t->left < 0 &&
	    t->area_dm2 > 0;
}

int
plant_payer(const struct city *c, int building, int month)
{
	const struct city_building *x = &c->building[building];
	int i = x->first_tenant;

	if (month < PLANT_JUNE || plant_at(building, PLANT_MOVED) == NULL)
		return i;
	do
		i++;
	while (!just_stays(c, &c->enterprise[i]));
	return i;
}

/* The largest taxpayer: until May here, from June on there.  A tenancy
 * stands with its enterprise's others: the one of the anchor is copied to
 * the end, so that the second can follow it. */
static void
move_anchor(struct city *c, const struct plant *p)
{
	int from = building_of(p->district, p->no);
	int to = building_of(p->other_district, p->other_no);
	struct city_enterprise *e =
	    &c->enterprise[c->building[from].first_tenant];
	struct city_tenancy stay = c->tenancy[e->tenancy];

	e->tenancy = c->ntenancy;
	e->tenancies = 2;
	stay.left = PLANT_JUNE - 1;
	city_add_tenancy(c, &stay);
	stay.building = to;
	stay.entered = PLANT_JUNE;
	stay.left = -1;
	city_add_tenancy(c, &stay);
}

/* Tenants that just stay, the smallest taxpayers first, leave in May, until
 * a seventh of what can be let is free. */
static void
empty(struct city *c, int building)
{
	struct city_building *x = &c->building[building];
	int64_t free = 0;

	for (int i = x->tenants - 1; i > 2 && free < x->area_dm2 / 9; i--) {
		struct city_enterprise *e = &c->enterprise[x->first_tenant + i];

		if (!just_stays(c, e))
			continue;
		c->tenancy[e->tenancy].left = PLANT_JUNE - 1;
		free += c->tenancy[e->tenancy].area_dm2;
	}
}

void
plant_tenants(struct city *c)
{
	for (int i = 0; i < NPLANT; i++) {
		const struct plant *p = &plants[i];

		if (p->kind == PLANT_MOVED)
			move_anchor(c, p);
		else if (p->kind == PLANT_EMPTIED)
			empty(c, building_of(p->district, p->no));
	}
}

void
plant_put_name(struct buf *b, const struct city *c, int building)
{
	if (building == CITY_BUILDINGS)
		buf_puts(b, "旧仓商务楼");
	else if (c->as_of < PLANT_JUNE &&
	    plant_at(building, PLANT_RENAMED) != NULL)
		buf_puts(b, "柏舟商务中心");
	else
		city_name(b, building);
}

bool
plant_has_building(const struct city *c, int building)
{
	return c->as_of >= PLANT_JUNE ||
	    plant_at(building, PLANT_APPEARED) == NULL;
}

bool
plant_has_tenancy(const struct city *c, const struct city_tenancy *t,
    struct city_tenancy *told)
{
	*told = *t;
	if (t->left > c->as_of)
		told->left = -1;
	return t->entered <= c->as_of;
}

int
plant_gone(const struct city *c, int district)
{
	const struct plant *p = plant_of(PLANT_VANISHED);
	struct city_building *x = &c->building[CITY_BUILDINGS];

	if (c->as_of >= PLANT_JUNE || p->district != district)
		return -1;
	*x = c->building[building_of(district, 1)];
	x->no = p->no;
	return CITY_BUILDINGS;
}

bool
plant_misnamed(const struct city *c, const struct city_enterprise *e)
{
	int rank = (int)(e - c->enterprise) -
	    c->building[e->home].first_tenant;

	return (rank == 1 || rank == 2 || rank == 4) &&
	    plant_at(e->home, PLANT_CORRECTED) != NULL;
}

/* In the first version three tenants name what nobody knows. */
void
plant_put_home(struct buf *b, const struct city *c,
    const struct city_enterprise *e, const struct city_tenancy *t)
{
	city_name(b, t->building);
	if (c->first_version && e->home == t->building &&
	    plant_misnamed(c, e))
		buf_puts(b, "一期");
}

static bool
send_registers(const struct city *c, int district, bool buildings,
    const char *dir)
{
	char sub[512];

	snprintf(sub, sizeof(sub), "%s/%s", dir, city_districts[district].code);
	return send_folder(dir, "") && send_folder(sub, "") &&
	    (!buildings || send_buildings(c, district, sub)) &&
	    send_tenants(c, district, sub);
}

bool
plant_send(struct city *c, const char *dir)
{
	char sub[512];
	bool ok = send_folder(dir, "earlier");

	snprintf(sub, sizeof(sub), "%s/earlier/2023-05", dir);
	c->as_of = PLANT_JUNE - 1;
	for (int d = 0; ok && d < CITY_DISTRICTS; d++)
		ok = send_registers(c, d, true, sub);
	c->as_of = CITY_MONTHS;
	c->first_version = true;
	snprintf(sub, sizeof(sub), "%s/earlier/2023-06.v1", dir);
	ok = ok && send_registers(c, plant_of(PLANT_CORRECTED)->district,
	    false, sub);
	c->first_version = false;
	return ok;
}

void
plant_put_truth(struct buf *b, const struct city *c)
{
	for (int i = 0; i < NPLANT; i++) {
		const struct plant *p = &plants[i];

		buf_puts(b, "2023-06,");
		if (p->kind == PLANT_VANISHED) {
			c->building[CITY_BUILDINGS].district = p->district;
			c->building[CITY_BUILDINGS].no = p->no;
			city_id(b, c, CITY_BUILDINGS);
		} else {
			city_id(b, c, building_of(p->district, p->no));
		}
		buf_putc(b, ',');
		buf_puts(b, codes[p->kind]);
		buf_putc(b, ',');
		if (p->kind == PLANT_MOVED)
			city_id(b, c, building_of(p->other_district,
			    p->other_no));
		else
			buf_puts(b, p->kind == PLANT_CORRECTED ? "3" : "1");
		buf_putc(b, '\n');
	}
}

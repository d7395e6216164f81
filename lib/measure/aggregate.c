#include "measure/aggregate.h"

#include <stdlib.h>

static bool
inside(const struct scope *s, const struct tenure_building *b)
{
	return s->district->is_city || s->district == b->district;
}

static void
add_pair(struct measure *m, struct pair *p, const struct pair *more)
{
	measure_add(m, &p->num, more->num);
	measure_add(m, &p->den, more->den);
	p->buildings += more->buildings;
}

static void
add_partial(struct measure *m, struct partial *p, const struct partial *more)
{
	p->any |= more->any;
	p->known |= more->known;
	measure_add(m, &p->sum, more->sum);
}

/* The rates are over buildings in operation that have a base. */
static void
add_rates(struct scope *s, const struct rollup *u, uint32_t b)
{
	const struct measure *m = &u->building[b];
	struct pairs p;

	pairs_of(&p, u, b);
	add_pair(&s->m, &s->pairs.yoy, &p.yoy);
	add_pair(&s->m, &s->pairs.area, &p.area);
	add_pair(&s->m, &s->pairs.head, &p.head);
	add_pair(&s->m, &s->pairs.occupancy, &p.occupancy);
	s->pairs.registered_buildings += p.registered_buildings;
	measure_add(&s->m, &s->m.registered_known_tax,
	    m->registered_known_tax);
	measure_add(&s->m, &s->m.registered_here_tax, m->registered_here_tax);
}

static void
add_sectors(struct scope *s, const struct rollup *u, const struct measure *m)
{
	for (size_t i = 0; i < u->rule->specialty.n; i++) {
		measure_add(&s->m, &s->m.specialty[i].tax,
		    m->specialty[i].tax);
		add_partial(&s->m, &s->m.specialty[i].area,
		    &m->specialty[i].area);
	}
	for (size_t i = 0; i < u->rule->direction.n; i++)
		measure_add(&s->m, &s->m.direction[i], m->direction[i]);
	for (int i = 0; i < DIVISIONS; i++)
		measure_add(&s->m, &s->m.division[i], m->division[i]);
}

static void
add_building(struct scope *s, const struct rollup *u, uint32_t b)
{
	const struct tenure_building *at = &u->tenure->building[b];
	const struct measure *m = &u->building[b];
	struct seat_sum sum = m->sum;
	const char *basis;

	s->buildings++;
	s->silent += m->paid_before && !m->rows_now;
	sum.same = m->same_known ? sum.same : 0;
	sum.last = m->last_known ? sum.last : 0;
	seat_sum_add(&s->m, &s->m.sum, &sum);
	s->m.same_known |= m->same_known;
	s->m.last_known |= m->last_known;
	measure_add(&s->m, &s->m.positive, m->positive);
	add_partial(&s->m, &s->m.employees, &m->employees);
	add_partial(&s->m, &s->m.occupied, &m->occupied);
	measure_add_known(&s->m, &s->gfa, at->gfa.known, at->gfa.n);
	measure_add_known(&s->m, &s->leasable, at->leasable.known,
	    at->leasable.n);
	add_sectors(s, u, m);
	measure_add(&s->m, &s->m.pace, m->pace);
	s->m.pace_basis = s->m.pace_basis == PACE_UNKNOWN ||
	    s->m.pace_basis == m->pace_basis ? m->pace_basis : PACE_MIXED;
	if (!at->rated)
		return;
	add_rates(s, u, b);
	if (occupancy_base(at, &basis) > 0 &&
	    (m->occupied.known || !m->occupied.any))
		s->occupancy_basis = s->occupancy_basis == NULL ||
		    str_is(str_from(basis), s->occupancy_basis) ? basis :
		    "mixed";
}

/* One enterprise as a scope sees it, over all its seats there. */
struct presence {
	bool now, then, since, paid, known, here;
	int8_t above_scale, headquarters;
	int64_t tax;
};

static void
sit(struct presence *p, struct scope *s, const struct rollup *u,
    const struct tenure_seat *seat, uint32_t *counted)
{
	const struct tenure_building *b = &u->tenure->building[seat->building];
	const struct tenure_tenancy *t = tenure_speaker(u->tenure, seat,
	    u->last);
	size_t specialty = sector_of(&u->rule->specialty, t->edition,
	    t->industry);

	p->now = true;
	if (t->above_scale > p->above_scale)
		p->above_scale = t->above_scale;
	if (t->headquarters > p->headquarters)
		p->headquarters = t->headquarters;
	p->known |= b->rated && t->registered != NULL;
	p->here |= b->rated && t->registered != NULL &&
	    t->registered == b->district;
	if (specialty != SECTOR_NONE &&
	    counted[specialty] != seat->enterprise + 1) {
		counted[specialty] = seat->enterprise + 1;
		s->m.specialty[specialty].enterprises++;
	}
}

static void
count_enterprise(struct scope *s, const struct rollup *u, uint32_t e,
    uint32_t *counted)
{
	struct tenure_run run = u->tenure->seats[e];
	struct presence p = { .above_scale = -1, .headquarters = -1 };

	for (uint32_t i = run.first; i < run.first + run.n; i++) {
		const struct tenure_seat *seat = &u->tenure->seat[i];

		if (!inside(s, &u->tenure->building[seat->building]))
			continue;
		if (tenure_seated(u->tenure, seat, u->last, u->last))
			sit(&p, s, u, seat, counted);
		p.then |= tenure_seated(u->tenure, seat, u->first - 1,
		    u->first - 1);
		p.since |= tenure_seated(u->tenure, seat, u->first, u->last);
		if (u->seat[i].tax > 0) {
			p.paid = true;
			measure_add(&s->m, &p.tax, u->seat[i].tax);
		}
	}
	s->m.enterprises += p.now;
	s->m.matched += p.now && u->period_rows[e] > 0;
	s->m.before += p.then;
	s->m.entered += p.since && !p.then;
	s->m.left += (p.since || p.then) && !p.now;
	s->m.registered_known += p.known;
	s->m.registered_here += p.here;
	if (p.now) {
		measure_add_known(&s->m, &s->m.above_scale,
		    p.above_scale >= 0, p.above_scale);
		measure_add_known(&s->m, &s->m.headquarters,
		    p.headquarters >= 0, p.headquarters);
	}
	s->m.payers += p.paid;
	if (p.paid)
		measure_top(&s->m, u->tenure, e, p.tax);
}

static void
fill(struct aggregate *a, struct scope *s, const struct rollup *u)
{
	uint32_t *counted = mem_zalloc(u->rule->specialty.n + 1,
	    sizeof(*counted));

	measure_init(&s->m, u->rule, &a->keep);
	for (uint32_t b = 0; b < u->tenure->nbuilding; b++)
		if (inside(s, &u->tenure->building[b]))
			add_building(s, u, b);
	for (uint32_t e = 0; e < u->tenure->enterprise.n; e++)
		count_enterprise(s, u, e, counted);
	if (s->buildings == 0) {
		s->m.same_known = u->same_in;
		s->m.last_known = u->year_in;
	}
	free(counted);
}

/* What adds up: the sum over the districts less the city is nothing. */
static bool
check_sums(const struct aggregate *a, struct diag *d)
{
	const struct scope *city = &a->scope[a->n - 1];
	num_wide rest[9] = { 0 };

	for (size_t i = 0; i < a->n; i++) {
		const struct scope *s = &a->scope[i];
		int sign = s == city ? -1 : 1;

		rest[0] += (num_wide)s->m.sum.tax * sign;
		rest[1] += (num_wide)s->m.sum.local * sign;
		rest[2] += (num_wide)s->m.sum.same * sign;
		rest[3] += (num_wide)s->m.sum.last * sign;
		rest[4] += (num_wide)s->m.positive * sign;
		rest[5] += (num_wide)s->gfa.sum * sign;
		rest[6] += (num_wide)s->m.occupied.sum * sign;
		rest[7] += s->buildings * sign;
		rest[8] += (num_wide)s->m.pace * sign;
	}
	for (size_t i = 0; i < sizeof(rest) / sizeof(rest[0]); i++)
		if (!balance_agree(d, "sum of the districts - city", rest[i],
		        0))
			return false;
	return true;
}

bool
aggregate_districts(struct aggregate *a, struct rollup *u, struct diag *d,
    const struct code_book *codes)
{
	bool over = false;

	a->rollup = u;
	a->n = code_district_count(codes);
	a->scope = mem_zalloc(a->n + 1, sizeof(*a->scope));
	for (size_t i = 0; i < a->n; i++) {
		struct scope *s = &a->scope[i];

		s->district = code_district_at(codes, (i + 1) % a->n);
		fill(a, s, u);
		over |= s->m.over;
		if (!balance_agree(d, "stock + entered - left = enterprises",
		        (num_wide)s->m.before + s->m.entered - s->m.left,
		        s->m.enterprises))
			return false;
	}
	if (over)
		diag_plain(d, NULL, DIAG_SUM_TOO_LARGE);
	return !over && check_sums(a, d);
}

static void
set_pairs(struct figure_row *row, const struct pairs *p)
{
	figure_set(row, INDICATOR_yoy_tax_yuan, p->yoy.num);
	figure_set(row, INDICATOR_yoy_same_yuan, p->yoy.den);
	figure_set(row, INDICATOR_yoy_buildings, p->yoy.buildings);
	figure_set(row, INDICATOR_area_tax_yuan, p->area.num);
	figure_set(row, INDICATOR_area_base_m2, p->area.den);
	figure_set(row, INDICATOR_area_buildings, p->area.buildings);
	figure_set(row, INDICATOR_head_tax_yuan, p->head.num);
	figure_set(row, INDICATOR_head_employees, p->head.den);
	figure_set(row, INDICATOR_head_buildings, p->head.buildings);
	figure_set(row, INDICATOR_occupancy_m2, p->occupancy.num);
	figure_set(row, INDICATOR_occupancy_base_m2, p->occupancy.den);
	figure_set(row, INDICATOR_occupancy_buildings, p->occupancy.buildings);
	figure_set(row, INDICATOR_registered_buildings,
	    p->registered_buildings);
}

void
aggregate_figures(struct figure_row *row, const struct aggregate *a, size_t i)
{
	const struct scope *s = &a->scope[i];
	const struct rollup *u = a->rollup;

	*row = (struct figure_row){ 0 };
	figure_set(row, INDICATOR_period, u->last);
	figure_text(row, INDICATOR_district, s->district->code);
	figure_text(row, INDICATOR_name, s->district->name);
	figure_set(row, INDICATOR_buildings, s->buildings);
	figure_partial(row, INDICATOR_gfa_m2, &s->gfa);
	figure_partial(row, INDICATOR_leasable_m2, &s->leasable);
	figure_measure(row, u, &s->m, &s->pairs);
	if (u->month_in)
		figure_set(row, INDICATOR_silent, s->silent);
	set_pairs(row, &s->pairs);
	figure_text(row, INDICATOR_area_basis, figure_area_basis(u));
	figure_text(row, INDICATOR_occupancy_basis,
	    str_from(s->occupancy_basis));
}

void
aggregate_fini(struct aggregate *a)
{
	free(a->scope);
	arena_fini(&a->keep);
}

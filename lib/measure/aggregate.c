#include "measure/aggregate.h"

#include <stdlib.h>

/* Whether a scope is made of parts of buildings. */
static bool
is_cut(const struct aggregate *a, const struct scope *s)
{
	return a->groups.cut && s->group != GROUP_NONE;
}

static bool
has_building(const struct aggregate *a, const struct scope *s, uint32_t b)
{
	return s->group == GROUP_NONE || a->groups.cut ||
	    a->groups.of[b] == s->group;
}

static bool
has_seat(const struct aggregate *a, const struct scope *s, uint32_t seat)
{
	if (is_cut(a, s))
		return a->groups.of[seat] == s->group;
	return has_building(a, s, a->rollup->tenure->seat[seat].building);
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
add_rates(struct scope *s, const struct rollup *u, uint32_t b,
    const struct measure *m)
{
	struct pairs p;

	pairs_of(&p, u, b, m);
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
add_building(struct scope *s, const struct rollup *u, uint32_t b,
    const struct measure *m)
{
	const struct tenure_building *at = &u->tenure->building[b];
	struct seat_sum sum = m->sum;
	const char *basis;

	s->known = true;
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
	add_rates(s, u, b, m);
	if (occupancy_base(at, &basis) > 0 &&
	    (m->occupied.known || !m->occupied.any))
		s->occupancy_basis = s->occupancy_basis == NULL ||
		    str_is(str_from(basis), s->occupancy_basis) ? basis :
		    "mixed";
}

/* Of a building that a scope cuts, the part; nobody there: no part. */
static void
add_part(struct scope *s, const struct aggregate *a, uint32_t b)
{
	struct tenure_run run = a->rollup->tenure->inside[b];
	struct arena keep = { 0 };
	struct measure m;
	uint32_t n = 0;

	for (uint32_t i = run.first; i < run.first + run.n; i++)
		n += a->groups.of[a->rollup->tenure->in[i]] == s->group;
	if (n == 0)
		return;
	measure_init(&m, a->rollup->rule, &keep);
	measure_part(&m, a->rollup, b, a->groups.of, s->group);
	s->m.over |= m.over;
	s->buildings += m.enterprises > 0;
	add_building(s, a->rollup, b, &m);
	arena_fini(&keep);
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
	    tenure_industry(t));

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
count_enterprise(struct scope *s, const struct aggregate *a, uint32_t e,
    uint32_t *counted)
{
	const struct rollup *u = a->rollup;
	struct tenure_run run = u->tenure->seats[e];
	struct presence p = { .above_scale = -1, .headquarters = -1 };

	for (uint32_t i = run.first; i < run.first + run.n; i++) {
		const struct tenure_seat *seat = &u->tenure->seat[i];

		if (!has_seat(a, s, i))
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
	for (uint32_t b = 0; b < u->tenure->nbuilding; b++) {
		if (is_cut(a, s)) {
			add_part(s, a, b);
		} else if (has_building(a, s, b)) {
			s->buildings++;
			add_building(s, u, b, &u->building[b]);
		}
	}
	for (uint32_t e = 0; e < u->tenure->enterprise.n; e++)
		count_enterprise(s, a, e, counted);
	if (!s->known) {
		s->m.same_known = u->same_in;
		s->m.last_known = u->year_in;
	}
	free(counted);
}

/* What adds up: the sum over the groups less the city is nothing.  Groups
 * that cut buildings have no buildings of their own, nor a pace. */
static bool
check_sums(const struct aggregate *a, struct diag *d)
{
	const struct scope *city = &a->scope[a->n - 1];
	num_wide rest[10] = { 0 };

	for (size_t i = 0; i < a->n; i++) {
		const struct scope *s = &a->scope[i];
		int sign = s == city ? -1 : 1;

		rest[0] += (num_wide)s->m.sum.tax * sign;
		rest[1] += (num_wide)s->m.sum.local * sign;
		rest[2] += (num_wide)s->m.sum.same * sign;
		rest[3] += (num_wide)s->m.sum.last * sign;
		rest[4] += (num_wide)s->m.positive * sign;
		rest[5] += (num_wide)s->m.occupied.sum * sign;
		rest[6] += (num_wide)s->m.sum.month * sign;
		if (a->groups.cut)
			continue;
		rest[7] += (num_wide)s->gfa.sum * sign;
		rest[8] += s->buildings * sign;
		rest[9] += (num_wide)s->m.pace * sign;
	}
	for (size_t i = 0; i < sizeof(rest) / sizeof(rest[0]); i++)
		if (!balance_agree(d, "sum of the groups - city", rest[i],
		        0))
			return false;
	return true;
}

static void
name_scope(struct scope *s, const struct aggregate *a, size_t i,
    const struct code_book *codes)
{
	bool city = i == a->groups.n;

	s->group = city ? GROUP_NONE : (uint32_t)i;
	if (city || a->groups.by == BY_DISTRICT) {
		s->district = code_district_at(codes, city ? 0 : i + 1);
		s->name = s->district->name;
	} else {
		s->name = a->groups.name[i];
	}
}

bool
aggregate_make(struct aggregate *a, struct rollup *u, struct diag *d,
    const struct code_book *codes, enum grouping by)
{
	bool over = false;

	a->rollup = u;
	group_init(&a->groups, u, codes, by, &a->keep);
	a->n = a->groups.n + 1;
	a->scope = mem_zalloc(a->n + 1, sizeof(*a->scope));
	for (size_t i = 0; i < a->n; i++) {
		struct scope *s = &a->scope[i];

		name_scope(s, a, i, codes);
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

/* What a group of enterprises cannot have: it is no set of buildings. */
static void
clear_buildings(struct figure_row *row)
{
	static const enum indicator_id none[] = { INDICATOR_gfa_m2,
		INDICATOR_leasable_m2, INDICATOR_silent,
		INDICATOR_area_base_m2, INDICATOR_area_basis,
		INDICATOR_tax_per_m2_yuan, INDICATOR_occupancy_base_m2,
		INDICATOR_occupancy_basis, INDICATOR_occupancy_pct,
		INDICATOR_lead_specialty, INDICATOR_lead_tax_yuan,
		INDICATOR_lead_tax_pct, INDICATOR_lead_m2,
		INDICATOR_lead_area_pct, INDICATOR_lead_enterprises,
		INDICATOR_lead_count_pct, INDICATOR_hhi, INDICATOR_pace_yuan,
		INDICATOR_pace_basis, INDICATOR_area_tax_yuan,
		INDICATOR_area_buildings, INDICATOR_occupancy_m2,
		INDICATOR_occupancy_buildings };

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		row->v[none[i]] = (struct value){ .known = false };
}

void
aggregate_figures(struct figure_row *row, const struct aggregate *a, size_t i)
{
	const struct scope *s = &a->scope[i];
	const struct rollup *u = a->rollup;

	*row = (struct figure_row){ 0 };
	figure_set(row, INDICATOR_period, u->last);
	if (s->district != NULL)
		figure_text(row, INDICATOR_district, s->district->code);
	figure_text(row, INDICATOR_name, s->name);
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
	if (is_cut(a, s))
		clear_buildings(row);
}

void
aggregate_fini(struct aggregate *a)
{
	free(a->scope);
	group_fini(&a->groups);
	arena_fini(&a->keep);
}

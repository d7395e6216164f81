#include "measure/figure.h"

#include <stdlib.h>

void
figure_set(struct figure_row *row, enum indicator_id id, int64_t n)
{
	row->v[id] = (struct value){ .known = true, .n = n };
}

void
figure_text(struct figure_row *row, enum indicator_id id, struct str text)
{
	row->v[id] = (struct value){ .known = text.n > 0, .text = text };
}

static void
set_if(struct figure_row *row, bool known, enum indicator_id id, int64_t n)
{
	if (known)
		figure_set(row, id, n);
}

void
figure_partial(struct figure_row *row, enum indicator_id id,
    const struct partial *p)
{
	set_if(row, p->known || !p->any, id, p->sum);
}

/* num / den in hundredths, den > 0. */
static void
set_ratio(struct figure_row *row, enum indicator_id id, num_wide num,
    int64_t den)
{
	int64_t out;

	if (den > 0 && num_narrow(num_div(num * 100, den, NUM_HALF_AWAY), &out))
		figure_set(row, id, out);
}

static void
set_pct(struct figure_row *row, enum indicator_id id, num_wide num, int64_t den)
{
	set_ratio(row, id, num * 100, den);
}

static void
set_tax(struct figure_row *row, const struct rollup *u, const struct measure *m)
{
	bool known = u->months_in > 0;

	set_if(row, known, INDICATOR_tax_yuan, m->sum.tax);
	set_if(row, u->local_in, INDICATOR_local_tax_yuan, m->sum.local);
	set_if(row, u->month_in, INDICATOR_tax_month_yuan, m->sum.month);
	set_if(row, m->same_known, INDICATOR_tax_same_yuan, m->sum.same);
	set_if(row, m->last_known, INDICATOR_tax_last_year_yuan, m->sum.last);
	figure_set(row, INDICATOR_tax_months, u->months_in);
	set_if(row, known, INDICATOR_registered_known_tax_yuan,
	    m->registered_known_tax);
	set_if(row, known, INDICATOR_registered_here_tax_yuan,
	    m->registered_here_tax);
	if (known)
		set_pct(row, INDICATOR_registered_tax_pct,
		    m->registered_here_tax, m->registered_known_tax);
}

static void
set_stock(struct figure_row *row, const struct measure *m)
{
	figure_set(row, INDICATOR_enterprises, m->enterprises);
	figure_set(row, INDICATOR_matched, m->matched);
	figure_partial(row, INDICATOR_employees, &m->employees);
	figure_partial(row, INDICATOR_above_scale, &m->above_scale);
	figure_partial(row, INDICATOR_headquarters, &m->headquarters);
	figure_set(row, INDICATOR_registered_known, m->registered_known);
	figure_set(row, INDICATOR_registered_here, m->registered_here);
	set_pct(row, INDICATOR_registered_pct, m->registered_here,
	    m->registered_known);
	figure_partial(row, INDICATOR_occupied_m2, &m->occupied);
	figure_set(row, INDICATOR_entered, m->entered);
	figure_set(row, INDICATOR_left, m->left);
}

/* Whether a leads b: most tax, else area, else enterprises. */
static bool
leads(const struct sector_sum *a, const struct sector_sum *b)
{
	if (a->tax != b->tax)
		return a->tax > b->tax;
	if (a->area.sum != b->area.sum)
		return a->area.sum > b->area.sum;
	return a->enterprises > b->enterprises;
}

static void
set_lead(struct figure_row *row, const struct rollup *u,
    const struct measure *m)
{
	const struct sector_book *book = &u->rule->specialty;
	const struct sector_sum *lead = NULL;
	size_t which = 0;

	for (size_t i = 0; i < book->n; i++) {
		const struct sector_sum *s = &m->specialty[i];

		if (s->enterprises > 0 && (lead == NULL || leads(s, lead))) {
			lead = s;
			which = i;
		}
	}
	if (lead == NULL)
		return;
	figure_text(row, INDICATOR_lead_specialty, book->sector[which].name);
	if (u->months_in > 0) {
		figure_set(row, INDICATOR_lead_tax_yuan, lead->tax);
		set_pct(row, INDICATOR_lead_tax_pct, lead->tax, m->positive);
	}
	figure_partial(row, INDICATOR_lead_m2, &lead->area);
	if (lead->area.known)
		set_pct(row, INDICATOR_lead_area_pct, lead->area.sum,
		    m->occupied.sum);
	figure_set(row, INDICATOR_lead_enterprises, lead->enterprises);
	set_pct(row, INDICATOR_lead_count_pct, lead->enterprises,
	    m->enterprises);
}

static void
set_direction(struct figure_row *row, const struct rollup *u,
    const struct measure *m, const char *name, enum indicator_id tax,
    enum indicator_id pct)
{
	size_t at = sector_find(&u->rule->direction, name);

	if (at == SECTOR_NONE)
		return;
	figure_set(row, tax, m->direction[at]);
	set_pct(row, pct, m->direction[at], m->positive);
}

/* Sum of squared shares in percent, over industry divisions, 0 to 10000. */
static void
set_hhi(struct figure_row *row, const struct measure *m)
{
	num_wide squares = 0, whole = m->positive;
	int shift = 0;

	/* 10000 times a square fits below 2^57 fen; above, both sides lose
	 * the same low bits (no city comes near). */
	while (whole >> shift >= (num_wide)1 << 56)
		shift++;
	whole >>= shift;
	if (whole == 0)
		return;
	for (int i = 0; i < DIVISIONS; i++) {
		num_wide part = m->division[i] >> shift;

		squares += part * part;
	}
	figure_set(row, INDICATOR_hhi, (int64_t)num_div(squares * 10000,
	    whole * whole, NUM_HALF_AWAY));
}

static void
set_payers(struct figure_row *row, const struct rollup *u,
    const struct measure *m)
{
	if (u->months_in == 0)
		return;
	figure_set(row, INDICATOR_payers, m->payers);
	figure_set(row, INDICATOR_positive_tax_yuan, m->positive);
	set_direction(row, u, m, "digital", INDICATOR_digital_tax_yuan,
	    INDICATOR_digital_pct);
	set_direction(row, u, m, "knowledge", INDICATOR_knowledge_tax_yuan,
	    INDICATOR_knowledge_pct);
	set_direction(row, u, m, "consumer", INDICATOR_consumer_tax_yuan,
	    INDICATOR_consumer_pct);
	set_hhi(row, m);
	if (m->top1 != TENURE_NONE)
		figure_text(row, INDICATOR_top1_uscc,
		    u->tenure->enterprise.key[m->top1]);
	figure_set(row, INDICATOR_top1_tax_yuan, m->top1_tax);
	set_pct(row, INDICATOR_top1_pct, m->top1_tax, m->positive);
	figure_set(row, INDICATOR_top2_tax_yuan, m->top2_tax);
}

static void
set_pace(struct figure_row *row, const struct measure *m)
{
	static const char *const name[] = { "", "own", "city", "linear",
		"actual", "mixed" };

	set_if(row, m->pace_basis != PACE_UNKNOWN, INDICATOR_pace_yuan,
	    m->pace);
	figure_text(row, INDICATOR_pace_basis, str_from(name[m->pace_basis]));
}

void
figure_measure(struct figure_row *row, const struct rollup *u,
    const struct measure *m, const struct pairs *p)
{
	set_tax(row, u, m);
	set_stock(row, m);
	set_lead(row, u, m);
	set_payers(row, u, m);
	set_pace(row, m);
	set_pct(row, INDICATOR_tax_yoy_pct,
	    (num_wide)p->yoy.num - p->yoy.den, p->yoy.den);
	set_ratio(row, INDICATOR_tax_per_m2_yuan, p->area.num, p->area.den);
	if (p->head.den > 0)
		figure_set(row, INDICATOR_tax_per_head_yuan,
		    (int64_t)num_div(p->head.num, p->head.den, NUM_HALF_AWAY));
	set_pct(row, INDICATOR_occupancy_pct, p->occupancy.num,
	    p->occupancy.den);
}

int64_t
occupancy_base(const struct tenure_building *b, const char **basis)
{
	*basis = NULL;
	if (b->leasable.known && b->leasable.n > 0) {
		*basis = "leasable";
		return b->leasable.n;
	}
	if (b->gfa.known && b->gfa.n > 0) {
		*basis = "gfa";
		return b->gfa.n;
	}
	return 0;
}

static struct value
area_base(const struct rollup *u, uint32_t b)
{
	const struct partial *occupied = &u->building[b].occupied;

	switch (u->rule->basis) {
	case AREA_LEASABLE:
		return u->tenure->building[b].leasable;
	case AREA_BUSINESS:
		return u->tenure->building[b].business;
	case AREA_OCCUPIED:
		return (struct value){ .known = occupied->known ||
			!occupied->any, .n = occupied->sum };
	case AREA_GFA:
		break;
	}
	return u->tenure->building[b].gfa;
}

void
pairs_of(struct pairs *p, const struct rollup *u, uint32_t b,
    const struct measure *m)
{
	struct value area = area_base(u, b);
	const char *basis;
	int64_t base = occupancy_base(&u->tenure->building[b], &basis);

	*p = (struct pairs){ 0 };
	if (u->months_in > 0 && m->same_known)
		p->yoy = (struct pair){ m->sum.tax, m->sum.same, 1 };
	if (u->months_in > 0 && area.known && area.n > 0)
		p->area = (struct pair){ m->sum.tax, area.n, 1 };
	if (u->months_in > 0 && m->employees.known && m->employees.sum > 0)
		p->head = (struct pair){ m->sum.tax, m->employees.sum, 1 };
	if (base > 0 && (m->occupied.known || !m->occupied.any))
		p->occupancy = (struct pair){ m->occupied.sum, base, 1 };
	p->registered_buildings = m->registered_known > 0;
}

struct str
figure_area_basis(const struct rollup *u)
{
	return value_choice_text(AREA_BASES, (int)u->rule->basis);
}

static void
set_identity(struct figure_row *row, const struct rollup *u,
    const struct tenure_building *b)
{
	figure_set(row, INDICATOR_period, u->last);
	figure_text(row, INDICATOR_building_id, b->id);
	figure_text(row, INDICATOR_name, b->name);
	if (b->district != NULL)
		figure_text(row, INDICATOR_district, b->district->code);
	figure_text(row, INDICATOR_stage, b->stage);
	figure_text(row, INDICATOR_operator_id, b->operator_id);
	row->v[INDICATOR_completed] = b->completed;
	figure_text(row, INDICATOR_grade, b->grade);
	figure_text(row, INDICATOR_ownership, b->ownership);
	row->v[INDICATOR_gfa_m2] = b->gfa;
	row->v[INDICATOR_leasable_m2] = b->leasable;
}

void
figure_building(struct figure_row *row, const struct rollup *u, uint32_t b)
{
	const struct tenure_building *at = &u->tenure->building[b];
	const struct measure *m = &u->building[b];
	struct value area = area_base(u, b);
	struct pairs p;
	const char *basis;
	int64_t base = occupancy_base(at, &basis);

	*row = (struct figure_row){ 0 };
	pairs_of(&p, u, b, m);
	set_identity(row, u, at);
	figure_measure(row, u, m, &p);
	set_if(row, u->month_in, INDICATOR_silent,
	    m->paid_before && !m->rows_now);
	set_if(row, area.known, INDICATOR_area_base_m2, area.n);
	figure_text(row, INDICATOR_area_basis, figure_area_basis(u));
	set_if(row, base > 0, INDICATOR_occupancy_base_m2, base);
	figure_text(row, INDICATOR_occupancy_basis, str_from(basis));
}

static void
take_columns(struct figure_text *t, const struct dataset *ds)
{
	if (t->ds == ds)
		return;
	t->ds = ds;
	t->id = mem_resize(t->id, ds->ncolumn, sizeof(*t->id));
	t->cell = mem_resize(t->cell, ds->ncolumn, sizeof(*t->cell));
	for (size_t i = 0; i < ds->ncolumn; i++)
		t->id[i] = (size_t)(indicator_find(
		    str_from(ds->column[i].name)) -
		    indicator_at((enum indicator_id)0));
}

const struct str *
figure_cells(struct figure_text *t, const struct dataset *ds,
    const struct figure_row *row)
{
	size_t at = 0;

	take_columns(t, ds);
	t->buf.max = BUF_UNBOUNDED;
	buf_reset(&t->buf);
	for (size_t i = 0; i < ds->ncolumn; i++) {
		const struct column *c = &ds->column[i];

		value_put(&t->buf, c->type, c->choices, &row->v[t->id[i]]);
		t->cell[i].n = t->buf.n - at;
		at = t->buf.n;
	}
	at = 0;
	for (size_t i = 0; i < ds->ncolumn; i++) {
		t->cell[i].p = t->buf.p + at;
		at += t->cell[i].n;
	}
	return t->cell;
}

void
figure_text_fini(struct figure_text *t)
{
	buf_fini(&t->buf);
	free(t->cell);
	free(t->id);
}

/* One building: its seats added up. */
#include "measure/rollup.h"

#define AHEAD 16u /* seats */

void
measure_add(struct measure *m, int64_t *sum, int64_t n)
{
	m->over |= !num_add(sum, n);
}

void
measure_add_known(struct measure *m, struct partial *p, bool known, int64_t n)
{
	p->any = true;
	if (!known)
		return;
	p->known = true;
	measure_add(m, &p->sum, n);
}

void
seat_sum_add(struct measure *m, struct seat_sum *sum,
    const struct seat_sum *more)
{
	measure_add(m, &sum->tax, more->tax);
	measure_add(m, &sum->local, more->local);
	measure_add(m, &sum->month, more->month);
	measure_add(m, &sum->same, more->same);
	measure_add(m, &sum->last, more->last);
}

void
measure_init(struct measure *m, const struct rollup_rule *rule,
    struct arena *keep)
{
	*m = (struct measure){ .top1 = TENURE_NONE };
	m->specialty = arena_alloc(keep, rule->specialty.n + 1,
	    sizeof(*m->specialty));
	m->direction = arena_alloc(keep, rule->direction.n + 1,
	    sizeof(*m->direction));
}

void
measure_top(struct measure *m, const struct tenure *r, uint32_t enterprise,
    int64_t tax)
{
	const struct str *code = r->enterprise.key;

	if (m->top1 == TENURE_NONE || tax > m->top1_tax ||
	    (tax == m->top1_tax &&
	        str_cmp(code[enterprise], code[m->top1]) < 0)) {
		m->top2_tax = m->top1_tax;
		m->top1 = enterprise;
		m->top1_tax = tax;
	} else if (tax > m->top2_tax) {
		m->top2_tax = tax;
	}
}

size_t
measure_division(struct str industry)
{
	if (industry.n < 2)
		return DIVISIONS - 1;
	return (size_t)(industry.p[0] - '0') * 10 +
	    (size_t)(industry.p[1] - '0');
}

/* The area and the people of the tenancies in force. */
static void
add_stock(struct measure *m, const struct rollup *u,
    const struct tenure_seat *seat, size_t specialty)
{
	for (uint32_t i = 0; i < seat->ntenancy; i++) {
		const struct tenure_tenancy *t =
		    &u->tenure->tenancy[seat->tenancy + i];

		if (!tenure_in_force(t, u->last))
			continue;
		measure_add_known(m, &m->occupied, t->area_known, t->area_dm2);
		measure_add_known(m, &m->employees, t->employees_known,
		    t->employees);
		if (specialty != SECTOR_NONE)
			measure_add_known(m, &m->specialty[specialty].area,
			    t->area_known, t->area_dm2);
	}
}

static void
add_sitting(struct measure *m, const struct rollup *u,
    const struct tenure_seat *seat, const struct seat_sum *sum,
    const struct tenure_tenancy *speaker)
{
	const struct tenure_building *b = &u->tenure->building[seat->building];
	const struct ledger_month *now = ledger_at(u->ledger, u->last);
	size_t specialty = sector_of(&u->rule->specialty, speaker->edition,
	    tenure_industry(speaker));

	m->enterprises++;
	m->matched += u->period_rows[seat->enterprise] > 0;
	seat_sum_add(m, &m->staying, sum);
	add_stock(m, u, seat, specialty);
	measure_add_known(m, &m->above_scale, speaker->above_scale >= 0,
	    speaker->above_scale);
	measure_add_known(m, &m->headquarters, speaker->headquarters >= 0,
	    speaker->headquarters);
	if (specialty != SECTOR_NONE)
		m->specialty[specialty].enterprises++;
	if (speaker->registered != NULL) {
		m->registered_known++;
		measure_add(m, &m->registered_known_tax, sum->tax);
	}
	if (speaker->registered != NULL && speaker->registered == b->district) {
		m->registered_here++;
		measure_add(m, &m->registered_here_tax, sum->tax);
	}
	m->paid_before |= u->paid_before[seat->enterprise];
	m->rows_now |= now != NULL && now->rows[seat->enterprise] > 0;
}

static void
add_payer(struct measure *m, const struct rollup *u, uint32_t enterprise,
    int64_t tax, const struct tenure_tenancy *speaker)
{
	size_t specialty = SECTOR_NONE, direction = SECTOR_NONE;
	size_t division = DIVISIONS - 1;

	if (speaker != NULL) {
		division = measure_division(tenure_industry(speaker));
		specialty = sector_of(&u->rule->specialty, speaker->edition,
		    tenure_industry(speaker));
		direction = sector_of(&u->rule->direction, speaker->edition,
		    tenure_industry(speaker));
	}
	m->payers++;
	measure_add(m, &m->positive, tax);
	measure_add(m, &m->division[division], tax);
	if (specialty != SECTOR_NONE)
		measure_add(m, &m->specialty[specialty].tax, tax);
	if (direction != SECTOR_NONE)
		measure_add(m, &m->direction[direction], tax);
	measure_top(m, u->tenure, enterprise, tax);
}

/* Known where every month compared with is in the input and the building
 * was monitored then, or was finished no earlier than its monitoring. */
bool
rollup_past_known(const struct rollup *u, const struct tenure_building *b)
{
	return !b->monitored_from.known ||
	    b->monitored_from.n <= u->first - 12 ||
	    (b->completed.known && b->completed.n >= b->monitored_from.n);
}

void
measure_building(struct measure *m, const struct rollup *u, uint32_t b)
{
	measure_part(m, u, b, NULL, 0);
}

/* The seats of a building lie apart: the memory is asked for them early. */
static void
expect_seat(const struct rollup *u, struct tenure_run run, uint32_t at)
{
	const struct tenure *r = u->tenure;
	const struct tenure_tenancy *t;

	if (at + AHEAD < run.n)
		__builtin_prefetch(&r->seat[r->in[run.first + at + AHEAD]]);
	if (at + AHEAD / 2 >= run.n)
		return;
	at = r->in[run.first + at + AHEAD / 2];
	__builtin_prefetch(&u->seat[at]);
	t = &r->tenancy[r->seat[at].tenancy];
	__builtin_prefetch(t);
	__builtin_prefetch((const char *)(t + 1) - 1);
}

void
measure_part(struct measure *m, const struct rollup *u, uint32_t b,
    const uint32_t *group, uint32_t wanted)
{
	const struct tenure *r = u->tenure;
	struct tenure_run run = r->inside[b];
	bool known = rollup_past_known(u, &r->building[b]);

	m->same_known = u->same_in && known;
	m->last_known = u->year_in && known;
	for (uint32_t i = run.first; i < run.first + run.n; i++) {
		const struct tenure_seat *seat = &r->seat[r->in[i]];
		const struct seat_sum *sum = &u->seat[r->in[i]];
		const struct tenure_tenancy *speaker;
		bool now, then, since;

		expect_seat(u, run, i - run.first);
		if (group != NULL && group[r->in[i]] != wanted)
			continue;
		speaker = tenure_speaker(r, seat, u->last);
		now = tenure_seated(r, seat, u->last, u->last);
		then = tenure_seated(r, seat, u->first - 1, u->first - 1);
		since = tenure_seated(r, seat, u->first, u->last);
		seat_sum_add(m, &m->sum, sum);
		m->before += then;
		m->entered += since && !then;
		m->left += (since || then) && !now;
		if (now)
			add_sitting(m, u, seat, sum, speaker);
		if (sum->tax > 0)
			add_payer(m, u, seat->enterprise, sum->tax, speaker);
	}
}

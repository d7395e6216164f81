#include "measure/rollup.h"

#include <stdlib.h>

#include "base/diag.h"

/* Which months are there, and what can be known from them. */
static bool
choose_period(struct rollup *u, struct diag *d)
{
	const struct ledger *l = u->ledger;
	int m;

	u->last = l->period >= 0 ? l->period : l->newest;
	if (u->last < 0) {
		diag_plain(d, NULL, DIAG_NO_PERIOD);
		return false;
	}
	if (date_year(u->last) <= DATE_YEAR_MIN) {
		diag_at(d, NULL, DIAG_PERIOD_RANGE,
		    DIAG_NUM(date_year(u->last)));
		return false;
	}
	u->first = date_month_of(date_year(u->last), 1);
	for (m = u->first; m <= u->last; m++) {
		const struct ledger_month *in = ledger_at(l, m);

		u->months_in += in != NULL;
		u->local_in |= in != NULL && in->has_local;
	}
	u->month_in = ledger_at(l, u->last) != NULL;
	u->same_in = u->year_in = true;
	for (m = u->first - 12; m < u->first; m++)
		if (ledger_at(l, m) == NULL) {
			u->year_in = false;
			u->same_in &= m > u->last - 12;
		}
	return true;
}

static void
sum_to(struct rollup *u, int64_t *sum, int64_t n)
{
	u->over |= !num_add(sum, n);
}

static void
take_share(struct rollup *u, const struct share *s, int month)
{
	struct seat_sum *sum = &u->seat[s->seat];

	u->balance.attributed.fen += s->part;
	if (month >= u->first)
		sum_to(u, &sum->tax, s->part);
	else
		sum_to(u, &sum->last, s->part);
	if (month == u->last)
		sum_to(u, &sum->month, s->part);
	if (month <= u->last - 12)
		sum_to(u, &sum->same, s->part);
	months_add(&u->months, u, s->seat, month, s->part);
}

/* One enterprise's tax of one month.  Returns the cause if it is lost. */
static enum cause
take_cell(struct rollup *u, const struct ledger_month *in, uint32_t e,
    int month)
{
	struct attribution *a = &u->at;

	attribute_find(a, u->tenure, &u->rule->attribution, e, month);
	if (a->cause != CAUSE_NONE) {
		u->balance.by_cause[a->cause].rows += in->rows[e];
		u->balance.by_cause[a->cause].fen += in->tax[e];
		return a->cause;
	}
	u->balance.attributed.rows += in->rows[e];
	u->balance.equal_splits += a->by_necessity;
	attribute_split(a, in->tax[e]);
	for (size_t i = 0; i < a->n; i++)
		take_share(u, &a->share[i], month);
	if (in->local == NULL || month < u->first)
		return CAUSE_NONE;
	attribute_split(a, in->local[e]);
	for (size_t i = 0; i < a->n; i++)
		sum_to(u, &u->seat[a->share[i].seat].local, a->share[i].part);
	return CAUSE_NONE;
}

static void
tell_equal_split(const struct rollup *u, struct diag *d, uint32_t e,
    int month)
{
	struct tenure_run run = u->tenure->sitting[e];
	const struct tenure_tenancy *t = &u->tenure->tenancy[run.first];
	struct pos pos = { u->tenure->tenancies_file, 0, 0 };
	struct buf text;

	for (uint32_t i = 0; i < run.n; i++)
		if (tenure_in_force(&t[i], month) &&
		    (!t[i].area_known || t[i].area_dm2 <= 0) &&
		    (pos.line == 0 || t[i].line < pos.line))
			pos.line = t[i].line;
	buf_init(&text, BUF_UNBOUNDED);
	date_put_month(&text, month);
	diag_at(d, &pos, DIAG_EQUAL_SPLIT,
	    DIAG_STR(u->tenure->enterprise.key[e]), DIAG_NUM(u->at.n),
	    DIAG_STR(buf_str(&text)));
	buf_fini(&text);
}

static void
take_enterprise(struct rollup *u, struct diag *d, uint32_t e)
{
	struct ledger_sum lost[CAUSE_COUNT] = { { 0, 0 } };
	bool told = false;

	for (int m = u->first - 12; m <= u->last; m++) {
		const struct ledger_month *in = ledger_at(u->ledger, m);
		enum cause cause;

		if (in == NULL || in->rows[e] == 0)
			continue;
		cause = take_cell(u, in, e, m);
		if (cause == CAUSE_NONE && u->at.by_necessity && !told) {
			tell_equal_split(u, d, e, m);
			told = true;
		}
		if (m < u->first)
			continue;
		u->period_rows[e] += in->rows[e];
		u->paid_before[e] |= m < u->last && in->tax[e] > 0;
		if (cause != CAUSE_NONE) {
			lost[cause].rows += in->rows[e];
			lost[cause].fen += in->tax[e];
		}
	}
	for (int c = 0; u->ledger->count && c < CAUSE_COUNT; c++)
		if (lost[c].rows > 0)
			lost_add(&u->lost, (enum cause)c,
			    ledger_region(u->ledger->codes,
			        u->tenure->enterprise.key[e]),
			    1, lost[c]);
}

/* What is read, what lies outside, and what never had a tenancy. */
static void
take_rest(struct rollup *u)
{
	struct rollup_balance *b = &u->balance;

	for (size_t i = 0; i < LEDGER_MONTHS; i++) {
		const struct ledger_month *in = u->ledger->month[i];
		int month = DATE_YEAR_MIN * 12 + (int)i;

		if (in == NULL)
			continue;
		b->read.rows += in->read.rows;
		b->read.fen += in->read.fen;
		if (month < u->first - 12 || month > u->last) {
			b->outside.rows += in->read.rows;
			b->outside.fen += in->read.fen;
			continue;
		}
		for (int c = 0; c < CAUSE_COUNT; c++) {
			b->by_cause[c].rows += in->stray[c].rows;
			b->by_cause[c].fen += in->stray[c].fen;
		}
	}
	if (u->ledger->count)
		lost_take(&u->lost, u->ledger, u->first, u->last);
}

/* Above 100 it is kept, and said. */
static void
warn_full(const struct rollup *u, struct diag *d, uint32_t b)
{
	const struct tenure_building *at = &u->tenure->building[b];
	const struct value *base = at->leasable.known && at->leasable.n > 0 ?
	    &at->leasable : &at->gfa;

	if (base->known && base->n > 0 &&
	    u->building[b].occupied.sum > base->n)
		diag_at(d, NULL, DIAG_OVERFULL, DIAG_STR(at->id),
		    DIAG_NUM(u->building[b].occupied.sum / 100),
		    DIAG_NUM(base->n / 100));
}

bool
rollup_run(struct rollup *u, struct diag *d, const struct tenure *tenure,
    struct ledger *ledger, const struct rollup_rule *rule)
{
	u->tenure = tenure;
	u->ledger = ledger;
	u->rule = rule;
	if (!choose_period(u, d))
		return false;
	u->seat = mem_zalloc(tenure->nseat + 1, sizeof(*u->seat));
	u->period_rows = mem_zalloc(tenure->enterprise.n + 1,
	    sizeof(*u->period_rows));
	u->paid_before = mem_zalloc(tenure->enterprise.n + 1,
	    sizeof(*u->paid_before));
	for (uint32_t e = 0; e < tenure->enterprise.n; e++)
		take_enterprise(u, d, e);
	take_rest(u);
	u->building = mem_zalloc(tenure->nbuilding + 1, sizeof(*u->building));
	for (uint32_t b = 0; b < tenure->nbuilding; b++) {
		measure_init(&u->building[b], rule, &u->keep);
		measure_building(&u->building[b], u, b);
		u->over |= u->building[b].over;
		warn_full(u, d, b);
	}
	measure_pace(u);
	if (u->over)
		diag_plain(d, NULL, DIAG_SUM_TOO_LARGE);
	return !u->over && balance_check(u, d) &&
	    months_check(&u->months, u, d);
}

void
rollup_fini(struct rollup *u)
{
	free(u->seat);
	free(u->period_rows);
	free(u->paid_before);
	free(u->building);
	lost_fini(&u->lost);
	months_fini(&u->months);
	attribute_fini(&u->at);
	arena_fini(&u->keep);
}

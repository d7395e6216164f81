/* The truth month by month: what was decided, not what anybody computed. */
#include "base/date.h"
#include "ledgers.h"
#include "send.h"

#define ALL (-1)      /* the city: every district */
#define JANUARY 12    /* 2023-01 */
#define FIGURES 16

struct truth {
	const char *name[FIGURES];
	int64_t value[FIGURES];
	int n;
};

static void
add(struct truth *t, const char *name, int64_t value)
{
	t->name[t->n] = name;
	t->value[t->n++] = value;
}

static bool
is_of(int district, int scope)
{
	return scope == ALL || district == scope;
}

static int64_t
paid(const struct city_building *x, int month)
{
	int64_t sum = 0;

	for (int m = JANUARY; m <= month; m++)
		sum += x->budget[m];
	return sum;
}

/* June and December are told by send_truth. */
static void
add_buildings(struct truth *t, const struct city *c, int scope, int month)
{
	int64_t above = 0, gained = 0;

	for (int i = 0; i < CITY_BUILDINGS; i++) {
		const struct city_building *x = &c->building[i];
		bool was = x->fate == FATE_STAYS || x->fate == FATE_LOST;

		if (!is_of(x->district, scope) || paid(x, month) <= CITY_YI)
			continue;
		above++;
		gained += !was;
	}
	add(t, "total_1yi", above);
	add(t, "new_1yi", gained);
}

static void
add_works(struct truth *t, int scope, int month)
{
	int64_t specialty = 0, retrofits = 0, events = 0;

	for (int i = 0; i < CITY_DISTRICTS; i++) {
		const struct city_district *d = &city_districts[i];

		if (!is_of(i, scope))
			continue;
		specialty += month >= 22 ? d->specialty
		    : month >= 16 ? d->specialty_june : 0;
		retrofits += month >= 21 ? d->retrofit
		    : month >= 16 ? d->retrofit_june : 0;
		for (int k = 0; k < d->events; k++)
			events += city_promotion_month(i, k) <= month - 11;
	}
	add(t, "specialty", specialty);
	add(t, "retrofits", retrofits);
	add(t, "promotion_events", events);
	if (scope != ALL)
		return;
	add(t, "joint_meetings", (month >= 14) + (month >= 20));
	add(t, "conferences", month >= 21);
}

static void
add_matters(struct truth *t, int scope, int month)
{
	int begin = date_first_day(date_month_of(CITY_YEAR0 + 1, 1));
	int end = date_last_day(date_month_of(CITY_YEAR0, 1) + month);
	int64_t all = 0, closed = 0, overdue = 0;

	for (int i = 0; i < CITY_DISTRICTS; i++)
		for (int k = 0; is_of(i, scope) && k < ledger_matters(i); k++) {
			struct ledger_matter m;
			bool done;

			ledger_matter(i, k, &m);
			if (m.raised > end ||
			    (m.closed >= 0 && m.closed < begin))
				continue;
			done = m.closed >= 0 && m.closed <= end;
			all++;
			closed += done;
			overdue += !done && m.due >= 0 && m.due < end;
		}
	add(t, "matters", all);
	add(t, "matters_closed", closed);
	add(t, "matters_overdue", overdue);
}

static void
add_services(struct truth *t, const struct city *c, int scope, int month)
{
	int64_t cases = 0, self = 0, buildings = 0, party = 0, teams = 0;

	for (int i = 0; i < CITY_BUILDINGS; i++)
		for (int m = JANUARY; m <= month; m++) {
			struct ledger_service s;

			if (!is_of(c->building[i].district, scope) ||
			    !ledger_service(c, i, m, &s))
				continue;
			cases += s.cases;
			self += s.self;
			buildings += m == month;
			party += m == month && s.party;
		}
	for (int i = 0; i < CITY_DISTRICTS; i++)
		if (is_of(i, scope))
			teams += ledger_teams(i, month);
	add(t, "cases", cases);
	add(t, "self_service_cases", self);
	add(t, "party_buildings", buildings);
	add(t, "party_orgs", party);
	add(t, "teams", teams);
}

static void
put_scope(struct buf *b, const struct city *c, int scope, int month)
{
	struct truth t = { .n = 0 };

	if (month % 6 != 5) {
		add_buildings(&t, c, scope, month);
		add_works(&t, scope, month);
	}
	add_matters(&t, scope, month);
	add_services(&t, c, scope, month);
	for (int i = 0; i < t.n; i++) {
		city_put_month(b, month, false);
		buf_putc(b, ',');
		buf_puts(b, scope == ALL ? "320500"
			: city_districts[scope].code);
		buf_putc(b, ',');
		buf_puts(b, t.name[i]);
		buf_putc(b, ',');
		buf_int(b, t.value[i]);
		buf_putc(b, '\n');
	}
}

void
months_put_truth(struct buf *b, const struct city *c)
{
	for (int month = JANUARY; month < CITY_MONTHS; month++)
		for (int scope = ALL; scope < CITY_DISTRICTS; scope++)
			put_scope(b, c, scope, month);
}

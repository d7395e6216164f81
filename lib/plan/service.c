#include "plan/service.h"

#include "base/date.h"
#include "plan/count_part.h"
#include "plan/facts_read.h"
#include "schema/made.h"

static struct value
number_of(const struct value *v)
{
	return (struct value){ .known = v->known, .n = v->n };
}

bool
facts_take_service(struct facts *f, struct row_reader *r,
    const struct row *row)
{
	const struct value *v = row->value;
	int month = (int)v[COL(SERVICES, month)].n, last = f->rules.period;
	struct facts_service *x;
	size_t at;

	if (month > last || date_year(month) < date_year(last) - 1)
		return true; /* nobody asks for it */
	f->service = mem_grow(f->service, &f->service_cap, f->nservice + 1,
	    sizeof *f->service);
	x = &f->service[f->nservice++];
	*x = (struct facts_service){
		.building = arena_str(&f->keep,
		    v[COL(SERVICES, building_id)].text),
		.month = month,
		.station = number_of(&v[COL(SERVICES, station)]),
		.cases = number_of(&v[COL(SERVICES, cases)]),
		.self = number_of(&v[COL(SERVICES, self_service_cases)]),
		.party = number_of(&v[COL(SERVICES, party_org)]),
		.members = number_of(&v[COL(SERVICES, party_members)]),
		.pos = row_pos(r, row, COL(SERVICES, building_id)),
	};
	x->place = facts_subject_place(f, false, x->building, &x->pos);
	at = map_find(&f->building, x->building);
	x->operates = at == MAP_NONE || f->building_operates[at];
	if (x->cases.known && x->self.known && x->self.n > x->cases.n) {
		struct pos pos = row_pos(r, row,
		    COL(SERVICES, self_service_cases));

		diag_at(f->diag, &pos, DIAG_SELF_SERVICE_OVER,
		    DIAG_NUM(x->self.n), DIAG_NUM(x->cases.n));
	}
	return true;
}

static bool
is_within(const struct facts_service *x, size_t scope, int from, int to)
{
	return count_in_scope(x->place, scope) && x->month >= from &&
	    x->month <= to;
}

/* Adds a row's pair to a rate, and shows it. */
static void
add_pair(struct count *c, const struct facts_service *x, bool known,
    int64_t num, int64_t den, const struct count_visitor *visitor)
{
	const struct count_seen what = { .id = x->building, .name = STR(""),
		.part = !known ? COUNT_UNKNOWN : num > 0 ? COUNT_COUNTED
		    : COUNT_OF,
		.month = x->month, .num = num, .den = den, .pos = &x->pos };

	c->has_unknown = true;
	c->unknown += !known;
	if (known) {
		c->num += (num_wide)num * 10000;
		c->den += den;
	}
	count_see(visitor, &what);
}

static struct count
self_service(const struct facts *f, size_t scope, int last,
    const struct count_visitor *visitor)
{
	int first = date_month_of(date_year(last), 1);
	struct count c = { .den = 0 };

	for (size_t i = 0; i < f->nservice; i++) {
		const struct facts_service *x = &f->service[i];

		if (is_within(x, scope, first, last))
			add_pair(&c, x, x->cases.known && x->self.known,
			    x->self.n, x->cases.n, visitor);
	}
	return c;
}

static struct count
party(const struct facts *f, size_t scope, int last,
    const struct count_visitor *visitor)
{
	struct count c = { .den = 0 };

	int64_t known = 0;

	for (size_t i = 0; i < f->nservice; i++) {
		const struct facts_service *x = &f->service[i];

		if (!x->operates || !is_within(x, scope, last, last))
			continue;
		add_pair(&c, x, x->party.known, x->party.n != 0, 1, visitor);
		c.den += !x->party.known; /* it operates all the same */
		known += x->party.known;
	}
	if (known == 0)
		c.den = 0; /* of nothing but unknown ones nothing is known */
	return c;
}

/* Known where something is divided by; so is last year's figure. */
static struct count
with_same(struct count now, const struct count *same)
{
	now.known = now.den > 0;
	now.has_same = same->den > 0;
	now.same = same->num;
	now.same_den = same->den;
	return now;
}

struct count
count_self_service(const struct facts *f, size_t scope,
    const struct count_visitor *visitor)
{
	int last = f->rules.period;
	struct count same = self_service(f, scope, last - 12, NULL);

	return with_same(self_service(f, scope, last, visitor), &same);
}

struct count
count_party(const struct facts *f, size_t scope,
    const struct count_visitor *visitor)
{
	int last = f->rules.period;
	struct count same = party(f, scope, last - 12, NULL);

	return with_same(party(f, scope, last, visitor), &same);
}

void
service_sum(const struct facts *f, size_t scope, int from, int to,
    struct service_sum *out)
{
	*out = (struct service_sum){ 0 };
	for (size_t i = 0; i < f->nservice; i++) {
		const struct facts_service *x = &f->service[i];
		bool cases = x->cases.known && x->self.known;

		if (!is_within(x, scope, from, to))
			continue;
		out->buildings++;
		out->stations += x->station.known && x->station.n != 0;
		out->unknown += !cases || (x->operates && !x->party.known);
		if (cases) {
			out->has_cases = true;
			out->cases += x->cases.n;
			out->self += x->self.n;
		}
		out->operating += x->operates;
		if (x->operates && x->party.known) {
			out->has_party = true;
			out->orgs += x->party.n != 0;
		}
		if (x->members.known)
			out->members += x->members.n;
	}
}

static void
put_scope(struct line *l, const struct facts *f, size_t scope, int month,
    const struct service_sum *now)
{
	const struct district *d = code_district_at(f->book, scope);
	struct service_sum year;

	service_sum(f, scope, date_month_of(date_year(month), 1), month,
	    &year);
	line_month(l, COL(SERVICE_MONTHS, month), month);
	line_text(l, COL(SERVICE_MONTHS, district), d->code);
	line_text(l, COL(SERVICE_MONTHS, district_name), d->name);
	line_int(l, COL(SERVICE_MONTHS, buildings), now->buildings);
	line_int(l, COL(SERVICE_MONTHS, stations), now->stations);
	if (now->has_cases) {
		line_int(l, COL(SERVICE_MONTHS, cases), now->cases);
		line_int(l, COL(SERVICE_MONTHS, self_service_cases),
		    now->self);
	}
	if (now->cases > 0)
		line_pct(l, COL(SERVICE_MONTHS, self_service_pct), now->self,
		    now->cases);
	if (year.has_cases) {
		line_int(l, COL(SERVICE_MONTHS, cases_ytd), year.cases);
		line_int(l, COL(SERVICE_MONTHS, self_service_cases_ytd),
		    year.self);
	}
	if (year.cases > 0)
		line_pct(l, COL(SERVICE_MONTHS, self_service_ytd_pct),
		    year.self, year.cases);
	if (now->has_party) {
		line_int(l, COL(SERVICE_MONTHS, operating), now->operating);
		line_int(l, COL(SERVICE_MONTHS, party_orgs), now->orgs);
		line_int(l, COL(SERVICE_MONTHS, party_members), now->members);
		line_pct(l, COL(SERVICE_MONTHS, party_org_pct), now->orgs,
		    now->operating);
	}
	line_int(l, COL(SERVICE_MONTHS, unknown), now->unknown);
}

bool
service_show(struct show *s)
{
	int first = date_month_of(date_year(s->period), 1);
	struct service_sum now;
	struct line l;
	bool ok = line_begin(&l, made_at(MADE_SERVICE_MONTHS), &s->sink);

	for (int month = first; month <= s->period; month++)
		for (size_t i = 0; i < code_district_count(s->book); i++) {
			service_sum(s->facts, i, month, month, &now);
			if (!ok || now.buildings == 0)
				continue;
			put_scope(&l, s->facts, i, month, &now);
			ok = line_send(&l);
		}
	line_fini(&l);
	return ok;
}

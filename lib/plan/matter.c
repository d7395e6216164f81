#include "plan/matter.h"

#include "base/date.h"
#include "plan/count_part.h"
#include "plan/facts_read.h"

static int
day_of(const struct value *v)
{
	return v->known ? (int)v->n : -1;
}

static size_t
place_of(struct facts *f, const struct value *v, const struct facts_matter *m)
{
	const struct district *x =
	    v->known ? code_district(f->book, v->text) : NULL;

	if (x != NULL)
		return code_district_index(f->book, x);
	return m->building.n == 0 ? FACTS_NOWHERE :
	    facts_subject_place(f, false, m->building, &m->pos);
}

bool
facts_take_matter(struct facts *f, struct row_reader *r, const struct row *row)
{
	const struct value *v = row->value;
	struct facts_matter *m;

	f->matter = mem_grow(f->matter, &f->matter_cap, f->nmatter + 1,
	    sizeof *f->matter);
	m = &f->matter[f->nmatter++];
#define KEEP(column) arena_str(&f->keep, v[COL(MATTERS, column)].text)
	*m = (struct facts_matter){
		.id = KEEP(matter_id),
		.building = KEEP(building_id),
		.subject = KEEP(subject),
		.request = KEEP(request),
		.lead = KEEP(lead_department),
		.support = KEEP(support_departments),
		.meeting = KEEP(meeting_id),
		.decision = KEEP(decision),
		.says_lead = row_has(r, COL(MATTERS, lead_department)),
		.phase = v[COL(MATTERS, phase)].known ?
		    (int)v[COL(MATTERS, phase)].n : -1,
		.raised = day_of(&v[COL(MATTERS, raised)]),
		.due = day_of(&v[COL(MATTERS, due)]),
		.decided = day_of(&v[COL(MATTERS, decided)]),
		.closed = day_of(&v[COL(MATTERS, closed)]),
		.pos = row_pos(r, row, COL(MATTERS, matter_id)),
		.lead_pos = row_pos(r, row, COL(MATTERS, lead_department)),
		.meeting_pos = row_pos(r, row, COL(MATTERS, meeting_id)),
	};
#undef KEEP
	m->place = place_of(f, &v[COL(MATTERS, district)], m);
	if (m->closed >= 0 && date_year(date_month_of_day(m->closed)) ==
	    date_year(f->rules.period) - 1)
		f->has_last_year[FACTS_MATTERS] = true;
	return true;
}

bool
matter_counts(const struct facts_matter *m, int month)
{
	return m->raised <= date_last_day(month) && (m->closed < 0 ||
	    date_year(date_month_of_day(m->closed)) >= date_year(month));
}

int
matter_days_overdue(const struct facts_matter *m, int month)
{
	int late = date_last_day(month) - m->due;

	return m->due < 0 || late < 0 ? 0 : late;
}

enum matter_status
matter_status(const struct facts_matter *m, int month)
{
	if (m->closed >= 0 && m->closed <= date_last_day(month))
		return MATTER_CLOSED;
	return matter_days_overdue(m, month) > 0 ? MATTER_OVERDUE :
	    MATTER_OPEN;
}

static bool
is_decided(const struct facts_matter *m, int month)
{
	return m->decided >= 0 ? m->decided <= date_last_day(month) :
	    m->decision.n > 0;
}

static bool
is_led_by_nobody(const struct facts_matter *m)
{
	return m->says_lead && m->lead.n == 0;
}

/* The department the policy says; DUTY_NONE where it does not. */
static size_t
responsible(const struct duties *duties, const struct facts_matter *m)
{
	const struct duty *x = duty_of(duties, m->subject);

	return x == NULL ? DUTY_NONE : x->department;
}

static bool
is_led_by_another(const struct duties *duties, const struct facts_matter *m)
{
	size_t by = responsible(duties, m);

	return by != DUTY_NONE && m->lead.n > 0 &&
	    !duty_leads(duties, by, m->lead);
}

enum matter_ask
matter_ask(const struct facts_matter *m, int month,
    const struct duties *duties)
{
	enum matter_status status = matter_status(m, month);

	if (status == MATTER_CLOSED)
		return MATTER_NOTHING;
	if (is_led_by_nobody(m))
		return MATTER_ASSIGN;
	if (is_led_by_another(duties, m))
		return MATTER_SETTLE;
	if (!is_decided(m, month))
		return status == MATTER_OVERDUE || m->due < 0 ?
		    MATTER_DECIDE : MATTER_NOTHING;
	return status == MATTER_OVERDUE ? MATTER_PRESS : MATTER_NOTHING;
}

static void
report_another(const struct facts *f, const struct duties *duties,
    const struct facts_matter *m)
{
	const struct duty *x = duty_of(duties, m->subject);

	diag_at(f->diag, &m->lead_pos, DIAG_MATTER_LEAD, DIAG_STR(m->id),
	    DIAG_STR(m->lead), DIAG_STR(x->label),
	    DIAG_STR(duties->department[x->department]));
}

void
matter_check(const struct facts *f, const struct duties *duties)
{
	for (size_t i = 0; i < f->nmatter; i++) {
		const struct facts_matter *m = &f->matter[i];

		if (m->closed >= 0 && m->closed < m->raised)
			diag_at(f->diag, &m->pos, DIAG_MATTER_BACKWARDS,
			    DIAG_STR(m->id));
		if (!matter_counts(m, f->rules.period))
			continue;
		if (f->given[FACTS_EVENTS] && m->meeting.n > 0 &&
		    map_find(&f->event, m->meeting) == MAP_NONE)
			diag_at(f->diag, &m->meeting_pos, DIAG_MATTER_MEETING,
			    DIAG_STR(m->id), DIAG_STR(m->meeting));
		if (is_led_by_nobody(m) &&
		    matter_status(m, f->rules.period) != MATTER_CLOSED)
			diag_at(f->diag, &m->lead_pos, DIAG_MATTER_UNLED,
			    DIAG_STR(m->id));
		else if (is_led_by_another(duties, m))
			report_another(f, duties, m);
	}
}

/* Closed by the end of a month, of those that count then. */
static void
count_closed(const struct facts *f, size_t scope, int month,
    const struct count_visitor *visitor, num_wide *num, num_wide *den)
{
	for (size_t i = 0; i < f->nmatter; i++) {
		const struct facts_matter *m = &f->matter[i];
		bool closed = matter_status(m, month) == MATTER_CLOSED;
		const struct count_seen what = { .id = m->id,
			.part = closed ? COUNT_COUNTED : COUNT_OF,
			.name = m->subject,
			.month = date_month_of_day(closed ? m->closed :
			    m->raised),
			.num = closed, .den = 1, .pos = &m->pos };

		if (!count_in_scope(m->place, scope) ||
		    !matter_counts(m, month))
			continue;
		*num += closed ? 10000 : 0;
		*den += 1;
		count_see(visitor, &what);
	}
}

struct count
count_matters(const struct facts *f, size_t scope,
    const struct count_visitor *visitor)
{
	struct count c = { .den = 0 };
	int month = f->rules.period;

	count_closed(f, scope, month, visitor, &c.num, &c.den);
	count_closed(f, scope, month - 12, NULL, &c.same, &c.same_den);
	c.known = c.has_unknown = c.den > 0;
	c.has_same = f->has_last_year[FACTS_MATTERS] && c.same_den > 0;
	return c;
}

void
matter_add(struct matter_sum *sum, const struct facts_matter *m, int month)
{
	enum matter_status status = matter_status(m, month);
	int late = matter_days_overdue(m, month);

	sum->all++;
	sum->raised += date_year(date_month_of_day(m->raised)) ==
	    date_year(month);
	if (status == MATTER_CLOSED) {
		sum->closed++;
		return;
	}
	sum->open++;
	sum->overdue += status == MATTER_OVERDUE;
	sum->undecided += !is_decided(m, month);
	sum->longest = late > sum->longest ? late : sum->longest;
}

/* The tables of matters: what a joint meeting has before it, and how far
 * each department is. */
#include <stdlib.h>

#include "base/date.h"
#include "plan/matter.h"
#include "schema/made.h"

/* A department as the policy calls it where it is one of those, else as it
 * was given; nobody: empty. */
static struct str
department_of(const struct duties *duties, const struct facts_matter *m)
{
	size_t i = m->lead.n == 0 ? DUTY_NONE :
	    duty_department(duties, m->lead);

	return i == DUTY_NONE ? m->lead : duties->department[i];
}

/* A matter that counts, with what it is ordered by. */
struct item {
	const struct facts_matter *m;
	struct str department;
	size_t rank; /* nobody's first, then the policy's departments */
	enum matter_status status;
	int late;
};

static size_t
rank_of(const struct duties *duties, struct str department)
{
	size_t i = 0;

	if (department.n == 0)
		return 0;
	while (i < duties->ndepartment &&
	    !str_eq(duties->department[i], department))
		i++;
	return i + 1;
}

/* By department; what is overdue longest first, what is closed last. */
static int
item_cmp(const void *x, const void *y)
{
	const struct item *a = x, *b = y;
	int c = str_cmp(a->department, b->department);

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (c != 0)
		return c;
	if ((a->status == MATTER_CLOSED) != (b->status == MATTER_CLOSED))
		return a->status == MATTER_CLOSED ? 1 : -1;
	if (a->late != b->late)
		return a->late > b->late ? -1 : 1;
	if (a->m->raised != b->m->raised)
		return a->m->raised < b->m->raised ? -1 : 1;
	return str_cmp(a->m->id, b->m->id);
}

static struct item *
items(const struct show *s, const struct duties *duties, size_t *n)
{
	const struct facts *f = s->facts;
	struct item *item = mem_zalloc(f->nmatter + 1, sizeof *item);

	*n = 0;
	for (size_t i = 0; i < f->nmatter; i++) {
		const struct facts_matter *m = &f->matter[i];
		struct item *x = &item[*n];

		if (!matter_counts(m, s->period))
			continue;
		x->m = m;
		x->department = department_of(duties, m);
		x->rank = rank_of(duties, x->department);
		x->status = matter_status(m, s->period);
		if (x->status != MATTER_CLOSED)
			x->late = matter_days_overdue(m, s->period);
		++*n;
	}
	qsort(item, *n, sizeof *item, item_cmp);
	return item;
}

static void
put_days(struct line *l, const struct item *x, int end)
{
	const struct facts_matter *m = x->m;
	bool closed = x->status == MATTER_CLOSED;

	line_day(l, COL(AGENDA, raised), m->raised);
	if (m->due >= 0)
		line_day(l, COL(AGENDA, due), m->due);
	line_int(l, COL(AGENDA, days_open),
	    (closed ? m->closed : end) - m->raised);
	if (!closed && m->due >= 0)
		line_int(l, COL(AGENDA, days_overdue), x->late);
	if (closed)
		line_day(l, COL(AGENDA, closed), m->closed);
	if (m->decided > end)
		return; /* not yet */
	line_text(l, COL(AGENDA, meeting_id), m->meeting);
	line_text(l, COL(AGENDA, decision), m->decision);
	if (m->decided >= 0)
		line_day(l, COL(AGENDA, decided), m->decided);
}

static void
put_item(struct show *s, const struct duties *duties, struct line *l,
    const struct item *x)
{
	const struct facts_matter *m = x->m;
	const struct duty *duty = duty_of(duties, m->subject);

	line_month(l, COL(AGENDA, period), s->period);
	line_text(l, COL(AGENDA, matter_id), m->id);
	if (m->place != FACTS_NOWHERE) {
		const struct district *d = code_district_at(s->book, m->place);

		line_text(l, COL(AGENDA, district), d->code);
		line_text(l, COL(AGENDA, district_name), d->name);
	}
	line_text(l, COL(AGENDA, building_id), m->building);
	line_choice(l, COL(AGENDA, phase), m->phase);
	line_text(l, COL(AGENDA, subject), m->subject);
	line_text(l, COL(AGENDA, request), m->request);
	line_text(l, COL(AGENDA, lead_department), m->lead);
	if (duty != NULL)
		line_text(l, COL(AGENDA, responsible),
		    duties->department[duty->department]);
	line_text(l, COL(AGENDA, support_departments), m->support);
	put_days(l, x, date_last_day(s->period));
	line_choice(l, COL(AGENDA, status), (int)x->status);
	line_choice(l, COL(AGENDA, ask),
	    (int)matter_ask(m, s->period, duties));
	s->behind |= x->status == MATTER_OVERDUE;
}

bool
matter_show_agenda(struct show *s, const struct duties *duties)
{
	struct line l;
	bool ok = line_begin(&l, made_at(MADE_AGENDA), &s->sink);
	size_t n;
	struct item *item = items(s, duties, &n);

	for (size_t i = 0; ok && i < n; i++) {
		put_item(s, duties, &l, &item[i]);
		ok = line_send(&l);
	}
	free(item);
	line_fini(&l);
	return ok;
}

static void
put_department(struct show *s, struct line *l, struct str name,
    const struct matter_sum *sum)
{
	line_month(l, COL(DEPARTMENTS, period), s->period);
	line_text(l, COL(DEPARTMENTS, department), name);
	line_int(l, COL(DEPARTMENTS, matters), sum->all);
	line_int(l, COL(DEPARTMENTS, raised), sum->raised);
	line_int(l, COL(DEPARTMENTS, closed), sum->closed);
	line_int(l, COL(DEPARTMENTS, open), sum->open);
	line_int(l, COL(DEPARTMENTS, overdue), sum->overdue);
	if (sum->overdue > 0)
		line_int(l, COL(DEPARTMENTS, longest_days), sum->longest);
	line_int(l, COL(DEPARTMENTS, undecided), sum->undecided);
	line_pct(l, COL(DEPARTMENTS, closed_pct), sum->closed, sum->all);
	s->behind |= sum->overdue > 0;
}

bool
matter_show_departments(struct show *s, const struct duties *duties)
{
	struct line l;
	bool ok = line_begin(&l, made_at(MADE_DEPARTMENTS), &s->sink);
	size_t n;
	struct item *item = items(s, duties, &n);

	for (size_t i = 0, next; ok && i < n; i = next) {
		struct matter_sum sum = { 0 };

		for (next = i; next < n && str_eq(item[next].department,
		    item[i].department); next++)
			matter_add(&sum, item[next].m, s->period);
		put_department(s, &l, item[i].department, &sum);
		ok = line_send(&l);
	}
	free(item);
	line_fini(&l);
	return ok;
}

#include "plan/cadence.h"

#include "base/date.h"

struct window {
	const char *kind;
	const struct district *scope;
	struct str name;
	int from, to; /* days */
	bool met;
	struct str events, hosts;
};

static struct str
keep(struct show *s, struct buf *b)
{
	struct str out = arena_str(&s->keep, buf_str(b));

	buf_fini(b);
	return out;
}

static void
mark_hosts(bool *hosted, const struct facts_dated *x)
{
	for (size_t i = 0; i < x->nplace; i++)
		hosted[x->place[i]] = true;
}

/* The districts that are marked so, in the office's order. */
static struct str
host_codes(struct show *s, const bool *hosted, bool want)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < code_district_count(s->book); i++) {
		const struct district *x = code_district_at(s->book, i);

		if (x->is_city ||
		    hosted[code_district_index(s->book, x)] != want)
			continue;
		if (b.n > 0)
			buf_putc(&b, ';');
		buf_put(&b, x->code);
	}
	return keep(s, &b);
}

static bool *
no_hosts(struct show *s)
{
	return arena_alloc(&s->keep, code_district_count(s->book) + 1,
	    sizeof(bool));
}

static bool
put_window(struct show *s, const struct window *w)
{
	struct buf from, to;
	struct str cell[8];
	bool over = w->to <= date_last_day(s->period);

	buf_init(&from, BUF_UNBOUNDED);
	buf_init(&to, BUF_UNBOUNDED);
	date_put_day(&from, w->from);
	date_put_day(&to, w->to);
	cell[0] = str_from(w->kind);
	cell[1] = w->scope->code;
	cell[2] = w->name;
	cell[3] = keep(s, &from);
	cell[4] = keep(s, &to);
	cell[5] = w->met ? STR("met") : over ? STR("missed") : STR("open");
	cell[6] = w->events;
	cell[7] = w->hosts;
	s->behind |= !w->met && over;
	return s->row(s->arg, cell, sizeof cell / sizeof cell[0]);
}

/* The events of a list in months [first, last], up to the end of L. */
static void
fill_window(struct show *s, enum facts_list list, int first, int last,
    struct window *w)
{
	const struct facts_dated_list *l = &s->facts->list[list];
	bool *hosted = no_hosts(s);
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < l->n; i++) {
		const struct facts_dated *x = &l->v[i];

		if (x->doubtful || x->month < first || x->month > last ||
		    x->month > s->period)
			continue;
		w->met = true;
		if (b.n > 0)
			buf_putc(&b, ';');
		buf_put(&b, x->id);
		mark_hosts(hosted, x);
	}
	w->events = keep(s, &b);
	w->hosts = host_codes(s, hosted, true);
	w->from = date_first_day(first);
	w->to = date_last_day(last);
}

/* 2023, 2023H1, 2023-01/02: by the months of a window. */
static struct str
window_name(struct show *s, int first, int months)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	if (months == 2) {
		int second = date_month_no(first) + 1;

		date_put_month(&b, first);
		buf_putc(&b, '/');
		buf_pad(&b, '0', second < 10);
		buf_int(&b, second);
	} else {
		buf_int(&b, date_year(first));
		if (months == 6)
			buf_puts(&b, date_month_no(first) == 1 ? "H1" : "H2");
	}
	return keep(s, &b);
}

static bool
show_events(struct show *s)
{
	static const struct {
		const char *kind;
		enum facts_list list;
		int months;
	} cadence[] = {
		{ "joint-meeting", LIST_JOINT_MEETINGS, 6 },
		{ "promotion", LIST_PROMOTIONS, 2 },
		{ "conference", LIST_CONFERENCES, 12 },
		{ "bluebook", LIST_BLUEBOOKS, 12 },
	};
	int january = date_month_of(date_year(s->period), 1);

	for (size_t i = 0; i < sizeof cadence / sizeof cadence[0]; i++)
		for (int at = 0; at < 12; at += cadence[i].months) {
			int first = january + at;
			struct window w = { .kind = cadence[i].kind,
				.scope = code_city(s->book),
				.name = window_name(s, first,
				    cadence[i].months) };

			fill_window(s, cadence[i].list, first,
			    first + cadence[i].months - 1, &w);
			if (!put_window(s, &w))
				return false;
		}
	return true;
}

/* A plan that does not say when it was issued has met no deadline. */
static bool
show_plans(struct show *s, int deadline)
{
	int year = date_year(date_month_of_day(deadline));

	for (size_t i = 0; i < code_district_count(s->book); i++) {
		struct window w = { .kind = "plan",
			.scope = code_district_at(s->book, i),
			.from = date_first_day(date_month_of(year, 1)),
			.to = deadline };

		if (w.scope->is_city)
			continue;
		w.name = window_name(s, date_month_of(year, 1), 12);
		for (size_t j = 0; j < s->nplan; j++)
			w.met |= s->plan[j]->scope == w.scope &&
			    s->plan[j]->has_issued &&
			    s->plan[j]->issued <= deadline;
		if (!put_window(s, &w))
			return false;
	}
	return true;
}

/* Who has not hosted since the city's plan began; without one, this year. */
static bool
show_rotation(struct show *s)
{
	const struct district *city = code_city(s->book);
	const struct plan *p = plan_in_force(s->plan, s->nplan, city,
	    date_last_day(s->period));
	const struct facts_dated_list *l = &s->facts->list[LIST_PROMOTIONS];
	int first = date_year(s->period), last = first;
	bool *hosted = no_hosts(s);
	struct window w = { .kind = "rotation", .scope = city };
	struct buf b;

	for (size_t i = 0; p != NULL && i < p->nyear; i++) {
		first = p->year[i] < first ? p->year[i] : first;
		last = p->year[i] > last ? p->year[i] : last;
	}
	w.from = date_first_day(date_month_of(first, 1));
	w.to = date_last_day(date_month_of(last, 12));
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].month >= date_month_of(first, 1) &&
		    l->v[i].month <= s->period)
			mark_hosts(hosted, &l->v[i]);
	w.hosts = host_codes(s, hosted, false);
	w.met = w.hosts.n == 0;
	buf_init(&b, BUF_UNBOUNDED);
	buf_int(&b, first);
	if (last > first) {
		buf_putc(&b, '-');
		buf_int(&b, last);
	}
	w.name = keep(s, &b);
	return put_window(s, &w);
}

bool
cadence_show(struct show *s, int deadline)
{
	const struct str name[] = { STR("kind"), STR("scope"), STR("window"),
		STR("from"), STR("to"), STR("status"), STR("events"),
		STR("hosts") };

	return s->header(s->arg, name, sizeof name / sizeof name[0]) &&
	    show_events(s) && show_plans(s, deadline) && show_rotation(s);
}

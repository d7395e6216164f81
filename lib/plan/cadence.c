#include "plan/cadence.h"

#include "base/date.h"
#include "schema/made.h"

/* Kinds and statuses, in the order of the columns' choices. */
enum kind { JOINT_MEETING, PROMOTION, CONFERENCE, BLUEBOOK, PLAN, ROTATION };
enum state { MET, OPEN, MISSED };

struct window {
	enum kind kind;
	const struct district *scope;
	struct str name;
	int from, to; /* days */
	bool met;
	struct str events, hosts;
};

/* The windows that are written. */
struct cadence {
	struct show *s;
	struct line line;
	struct arena keep; /* names, events and hosts of windows */
};

static struct str
keep(struct cadence *c, struct buf *b)
{
	struct str out = arena_str(&c->keep, buf_str(b));

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
host_codes(struct cadence *c, const bool *hosted, bool want)
{
	const struct code_book *book = c->s->book;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < code_district_count(book); i++) {
		const struct district *x = code_district_at(book, i);

		if (x->is_city ||
		    hosted[code_district_index(book, x)] != want)
			continue;
		if (b.n > 0)
			buf_putc(&b, ';');
		buf_put(&b, x->code);
	}
	return keep(c, &b);
}

static bool *
no_hosts(struct cadence *c)
{
	return arena_alloc(&c->keep, code_district_count(c->s->book) + 1,
	    sizeof(bool));
}

static bool
put_window(struct cadence *c, const struct window *w)
{
	bool over = w->to <= date_last_day(c->s->period);
	struct line *l = &c->line;

	line_choice(l, COL(CADENCE, kind), (int)w->kind);
	line_text(l, COL(CADENCE, scope), w->scope->code);
	line_text(l, COL(CADENCE, window), w->name);
	line_day(l, COL(CADENCE, from), w->from);
	line_day(l, COL(CADENCE, to), w->to);
	line_choice(l, COL(CADENCE, status),
	    w->met ? MET : over ? MISSED : OPEN);
	line_text(l, COL(CADENCE, events), w->events);
	line_text(l, COL(CADENCE, hosts), w->hosts);
	c->s->behind |= !w->met && over;
	return line_send(l);
}

/* The events of a list in months [first, last], up to the end of L. */
static void
fill_window(struct cadence *c, enum facts_list list, int first, int last,
    struct window *w)
{
	const struct facts_dated_list *l = &c->s->facts->list[list];
	bool *hosted = no_hosts(c);
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < l->n; i++) {
		const struct facts_dated *x = &l->v[i];

		if (x->doubtful || x->month < first || x->month > last ||
		    x->month > c->s->period)
			continue;
		w->met = true;
		if (b.n > 0)
			buf_putc(&b, ';');
		buf_put(&b, x->id);
		mark_hosts(hosted, x);
	}
	w->events = keep(c, &b);
	w->hosts = host_codes(c, hosted, true);
	w->from = date_first_day(first);
	w->to = date_last_day(last);
}

/* 2023, 2023H1, 2023-01/02: by the months of a window. */
static struct str
window_name(struct cadence *c, int first, int months)
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
	return keep(c, &b);
}

static bool
show_events(struct cadence *c)
{
	static const struct {
		enum kind kind;
		enum facts_list list;
		int months;
	} cadence[] = {
		{ JOINT_MEETING, LIST_JOINT_MEETINGS, 6 },
		{ PROMOTION, LIST_PROMOTIONS, 2 },
		{ CONFERENCE, LIST_CONFERENCES, 12 },
		{ BLUEBOOK, LIST_BLUEBOOKS, 12 },
	};
	int january = date_month_of(date_year(c->s->period), 1);

	for (size_t i = 0; i < sizeof cadence / sizeof cadence[0]; i++)
		for (int at = 0; at < 12; at += cadence[i].months) {
			int first = january + at;
			struct window w = { .kind = cadence[i].kind,
				.scope = code_city(c->s->book),
				.name = window_name(c, first,
				    cadence[i].months) };

			fill_window(c, cadence[i].list, first,
			    first + cadence[i].months - 1, &w);
			if (!put_window(c, &w))
				return false;
		}
	return true;
}

/* A plan that does not say when it was issued has met no deadline. */
static bool
show_plans(struct cadence *c, int deadline)
{
	const struct show *s = c->s;
	int year = date_year(date_month_of_day(deadline));
	int end = date_last_day(s->period);

	for (size_t i = 0; i < code_district_count(s->book); i++) {
		struct window w = { .kind = PLAN,
			.scope = code_district_at(s->book, i),
			.from = date_first_day(date_month_of(year, 1)),
			.to = deadline };

		if (w.scope->is_city)
			continue;
		w.name = window_name(c, date_month_of(year, 1), 12);
		for (size_t j = 0; j < s->nplan; j++)
			w.met |= s->plan[j]->scope == w.scope &&
			    s->plan[j]->has_issued &&
			    s->plan[j]->issued <= deadline &&
			    s->plan[j]->issued <= end;
		if (!put_window(c, &w))
			return false;
	}
	return true;
}

/* Who has not hosted since the city's plan began; without one, this year. */
static bool
show_rotation(struct cadence *c)
{
	const struct show *s = c->s;
	const struct district *city = code_city(s->book);
	const struct plan *p = plan_in_force(s->plan, s->nplan, city,
	    s->period, PLAN_BEGUN);
	const struct facts_dated_list *l = &s->facts->list[LIST_PROMOTIONS];
	int first = date_year(s->period), last = first;
	bool *hosted = no_hosts(c);
	struct window w = { .kind = ROTATION, .scope = city };
	struct buf b;

	if (p != NULL)
		plan_span(p, &first, &last);
	w.from = date_first_day(date_month_of(first, 1));
	w.to = date_last_day(date_month_of(last, 12));
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].month >= date_month_of(first, 1) &&
		    l->v[i].month <= date_month_of(last, 12) &&
		    l->v[i].month <= s->period)
			mark_hosts(hosted, &l->v[i]);
	w.hosts = host_codes(c, hosted, false);
	w.met = w.hosts.n == 0;
	buf_init(&b, BUF_UNBOUNDED);
	buf_int(&b, first);
	if (last > first) {
		buf_putc(&b, '-');
		buf_int(&b, last);
	}
	w.name = keep(c, &b);
	return put_window(c, &w);
}

bool
cadence_show(struct show *s, int deadline)
{
	struct cadence c = { .s = s };
	bool ok = line_begin(&c.line, made_at(MADE_CADENCE), &s->sink) &&
	    show_events(&c) && show_plans(&c, deadline) && show_rotation(&c);

	line_fini(&c.line);
	arena_fini(&c.keep);
	return ok;
}

#include "plan/merge.h"

#include <stdlib.h>

#include "base/date.h"
#include "plan/completion.h"
#include "schema/made.h"

bool
merge_adds_up(enum indicator_id id)
{
	switch ((int)id) {
	case INDICATOR_conferences:
	case INDICATOR_joint_meetings:
	case INDICATOR_bluebooks:
	case INDICATOR_tax_per_m2_yuan:
	case INDICATOR_occupancy_pct:
	case INDICATOR_registered_pct:
	case INDICATOR_self_service_pct:
	case INDICATOR_party_org_pct:
	case INDICATOR_matters_closed_pct:
		return false;
	default:
		return true;
	}
}

static const struct plan *
in_force(const struct merge *m, size_t scope, int year)
{
	return plan_in_force(m->plan, m->nplan,
	    code_district_at(m->book, scope), date_month_of(year, 12),
	    PLAN_OF_YEAR);
}

static bool
is_of_year(const struct merge *m, int year)
{
	for (size_t i = 0; i < m->nplan; i++)
		if (plan_has_year(m->plan[i], year))
			return true;
	return false;
}

static void
find(struct merge *m, const struct pos *pos, enum diag_code code,
    const struct diag_arg *arg)
{
	diag_put(m->diag, pos, code, arg);
	m->findings++;
}

static bool
has_plan(const struct merge *m, const struct district *x)
{
	for (size_t i = 0; i < m->nplan; i++)
		if (m->plan[i]->scope == x)
			return true;
	return false;
}

/* A year a district's plan must be for: one of the city's, or where that
 * has no plan, of any. */
static bool
is_asked(const struct merge *m, int year)
{
	if (m->year >= 0)
		return m->year == year;
	return has_plan(m, code_city(m->book)) ?
	    in_force(m, 0, year) != NULL : is_of_year(m, year);
}

static void
check_years(struct merge *m, const struct district *x, size_t scope)
{
	for (int year = DATE_YEAR_MIN; year <= DATE_YEAR_MAX; year++)
		if (is_asked(m, year) && in_force(m, scope, year) == NULL)
			find(m, NULL, DIAG_PLAN_NO_YEAR,
			    (const struct diag_arg[]){ DIAG_STR(x->name),
				DIAG_STR(x->code), DIAG_NUM(year) });
}

static void
check_scope(struct merge *m, size_t scope)
{
	const struct district *x = code_district_at(m->book, scope);

	if (has_plan(m, x))
		check_years(m, x, scope);
	else if (x->is_city)
		diag_at(m->diag, NULL, DIAG_PLAN_NO_CITY, DIAG_STR(x->name),
		    DIAG_STR(x->code));
	else
		find(m, NULL, DIAG_PLAN_ABSENT,
		    (const struct diag_arg[]){ DIAG_STR(x->name),
			DIAG_STR(x->code) });
}

/* The first plan of a district, where the deadline is of its years. */
static void
check_issued(struct merge *m, const struct plan *p)
{
	struct buf b;

	if (p->scope->is_city || p->revision != 1 ||
	    !plan_has_year(p, date_year(date_month_of_day(m->deadline))) ||
	    (p->has_issued && p->issued <= m->deadline))
		return;
	buf_init(&b, BUF_UNBOUNDED);
	date_put_day(&b, m->deadline);
	if (!p->has_issued) {
		find(m, &p->pos, DIAG_PLAN_UNDATED,
		    (const struct diag_arg[]){ DIAG_STR(p->scope->name),
			DIAG_STR(buf_str(&b)) });
	} else {
		size_t end = b.n;

		date_put_day(&b, p->issued);
		find(m, &p->issued_pos, DIAG_PLAN_LATE,
		    (const struct diag_arg[]){ DIAG_STR(p->scope->name),
			DIAG_STR(str_sub(buf_str(&b), end, b.n)),
			DIAG_STR(str_sub(buf_str(&b), 0, end)) });
	}
	buf_fini(&b);
}

bool
merge_check(struct merge *m)
{
	if (m->year >= 0 && !is_of_year(m, m->year)) {
		diag_at(m->diag, NULL, DIAG_PLAN_NO_SUCH_YEAR,
		    DIAG_NUM(m->year));
		return false;
	}
	for (size_t i = 0; i < code_district_count(m->book); i++)
		check_scope(m, i);
	for (size_t i = 0; i < m->nplan; i++)
		check_issued(m, m->plan[i]);
	m->findings += plan_disordered(m->diag, DIAG_REVISION_ORDER, m->plan,
	    m->nplan);
	return true;
}

/* A scope's target of an indicator that has a figure for the year. */
struct goal {
	const struct plan_target *t;
	const struct plan_value *v;
};

static struct goal
goal_of(const struct plan *p, enum indicator_id id, int year)
{
	struct goal g = { NULL, NULL };

	for (size_t i = 0; p != NULL && i < p->ntarget; i++)
		if (p->target[i].id == id) {
			g.t = &p->target[i];
			g.v = plan_value(g.t, year);
		}
	return g;
}

/* An indicator's goals in a year by scope, and what they come to. */
struct list {
	struct merge *m;
	struct line line;
	const struct plan **plan; /* in force, by scope */
	struct goal *goal;        /* by scope */
	enum indicator_id id;
	int year;
	num_wide sum; /* the districts', in the finest unit */
	bool summed;  /* there is such a sum */
	bool exceeded; /* a district's figure is to be exceeded */
};

static bool
collect(struct list *l)
{
	bool any = false;

	l->sum = 0;
	l->summed = l->exceeded = false;
	for (size_t i = 0; i < code_district_count(l->m->book); i++) {
		struct goal g = goal_of(l->plan[i], l->id, l->year);

		l->goal[i] = g;
		any = any || g.v != NULL;
		/* plans that name no figure promise none */
		l->summed |= i > 0 && l->plan[i] != NULL;
		if (i == 0 || g.v == NULL)
			continue;
		l->sum += (num_wide)g.v->n * g.t->scale;
		l->exceeded |= g.t->exceed;
	}
	l->summed = l->summed && merge_adds_up(l->id);
	return any;
}

/* The unit of the city's row: its own, else the first district's. */
static const struct plan_target *
unit_of(const struct list *l)
{
	size_t i = 0;

	while (l->goal[i].v == NULL)
		i++;
	return l->goal[i].t;
}

static void
put_goal(struct list *l, size_t scope, const struct plan_target *unit)
{
	const struct district *x = code_district_at(l->m->book, scope);
	const struct goal *g = &l->goal[scope];

	line_int(&l->line, COL(TARGETS, year), l->year);
	line_text(&l->line, COL(TARGETS, indicator),
	    str_from(indicator_at(l->id)->name));
	line_text(&l->line, COL(TARGETS, unit), unit->unit);
	line_text(&l->line, COL(TARGETS, scope), x->code);
	line_text(&l->line, COL(TARGETS, scope_name), x->name);
	if (g->v == NULL)
		return;
	line_choice(&l->line, COL(TARGETS, bound), g->t->exceed);
	completion_amount(&l->line, COL(TARGETS, target), g->t,
	    (num_wide)g->v->n * g->t->scale, 1, NUM_HALF_AWAY);
}

/* Exact, so money in yuan; past int64_t: "?". */
static struct str
amount(struct arena *keep, const struct plan_target *unit, num_wide n)
{
	int64_t narrow;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	if (!num_narrow(n, &narrow))
		buf_putc(&b, '?');
	else if (unit->two_decimals)
		buf_hundredths(&b, narrow);
	else
		buf_int(&b, narrow);
	buf_putc(&b, ' ');
	buf_put(&b, unit->scale > 1 ? STR("元") : unit->unit);
	return buf_keep(&b, keep);
}

/* What the districts promise together against the city's figure: "over 70"
 * is not reached by a sum of 70, unless one of them is to exceed its own. */
static void
check_sum(struct list *l)
{
	const struct goal *city = &l->goal[0];
	num_wide gap = l->sum - (num_wide)city->v->n * city->t->scale;
	struct arena keep = { 0 };
	struct str name = str_from(indicator_at(l->id)->name);

	if (gap < 0)
		find(l->m, &city->v->pos, DIAG_PLAN_SHORT,
		    (const struct diag_arg[]){ DIAG_STR(name),
			DIAG_NUM(l->year),
			DIAG_STR(amount(&keep, city->t, l->sum)),
			DIAG_STR(amount(&keep, city->t, l->sum - gap)),
			DIAG_STR(amount(&keep, city->t, -gap)) });
	else if (gap == 0 && city->t->exceed && !l->exceeded)
		find(l->m, &city->v->pos, DIAG_PLAN_NOT_OVER,
		    (const struct diag_arg[]){ DIAG_STR(name),
			DIAG_NUM(l->year),
			DIAG_STR(amount(&keep, city->t, l->sum)) });
	arena_fini(&keep);
}

/* Gross and net figures of new buildings make no sum. */
static void
check_counts(struct list *l)
{
	const struct goal *first = NULL;

	for (size_t i = 0; i < code_district_count(l->m->book); i++) {
		const struct goal *g = &l->goal[i];

		if (g->v == NULL)
			continue;
		if (first == NULL)
			first = g;
		if (g->t->net == first->t->net)
			continue;
		find(l->m, &g->t->pos, DIAG_PLAN_COUNT_DIFFERS,
		    (const struct diag_arg[]){
			DIAG_Z(g->t->net ? "net" : "gross"),
			DIAG_Z(first->t->pos.file),
			DIAG_NUM(first->t->pos.line),
			DIAG_Z(first->t->net ? "net" : "gross") });
		l->summed = false;
	}
}

static bool
show_indicator(struct list *l)
{
	const struct plan_target *unit;
	bool ok;

	if (!collect(l))
		return true;
	check_counts(l);
	unit = unit_of(l);
	put_goal(l, 0, unit);
	if (l->summed)
		completion_amount(&l->line, COL(TARGETS, district_sum), unit,
		    l->sum, 1, NUM_HALF_AWAY);
	if (l->summed && l->goal[0].v != NULL) {
		completion_amount(&l->line, COL(TARGETS, gap), unit,
		    l->sum - (num_wide)l->goal[0].v->n * unit->scale, 1,
		    NUM_HALF_AWAY);
		check_sum(l);
	}
	ok = line_send(&l->line);
	for (size_t i = 1; ok && i < code_district_count(l->m->book); i++)
		if (l->goal[i].v != NULL) {
			put_goal(l, i, l->goal[i].t);
			ok = line_send(&l->line);
		}
	return ok;
}

/* Indicators as the city's plan has them, then as the districts' have. */
static bool
show_year(struct list *l)
{
	bool seen[INDICATOR_COUNT] = { false }, ok = true;

	for (size_t i = 0; i < code_district_count(l->m->book); i++)
		l->plan[i] = in_force(l->m, i, l->year);
	for (size_t i = 0; i < code_district_count(l->m->book); i++) {
		const struct plan *p = l->plan[i];

		for (size_t j = 0; ok && p != NULL && j < p->ntarget; j++) {
			l->id = p->target[j].id;
			if (!seen[l->id])
				ok = show_indicator(l);
			seen[l->id] = true;
		}
	}
	return ok;
}

bool
merge_show(struct merge *m)
{
	size_t n = code_district_count(m->book);
	struct list l = { .m = m };
	bool ok = line_begin(&l.line, made_at(MADE_TARGETS), &m->sink);

	l.plan = mem_zalloc(n, sizeof(*l.plan));
	l.goal = mem_zalloc(n, sizeof(*l.goal));
	for (l.year = DATE_YEAR_MIN; ok && l.year <= DATE_YEAR_MAX; l.year++)
		if ((m->year < 0 || m->year == l.year) &&
		    is_of_year(m, l.year))
			ok = show_year(&l);
	free(l.plan);
	free(l.goal);
	line_fini(&l.line);
	return ok;
}

#include "plan/in_force.h"

#include "base/date.h"
#include "schema/made.h"

static void
put_plan(struct line *l, const struct plan *p, bool in_force)
{
	line_text(l, COL(PLANS, scope), p->scope->code);
	line_text(l, COL(PLANS, scope_name), p->scope->name);
	line_int(l, COL(PLANS, revision), p->revision);
	if (p->has_issued)
		line_day(l, COL(PLANS, issued), p->issued);
	line_int(l, COL(PLANS, in_force), in_force);
	line_text(l, COL(PLANS, file), str_from(p->pos.file));
}

/* For targets, or for tasks that outlive the plan's years. */
static bool
is_in_force(const struct show *s, const struct plan *p)
{
	return p == plan_in_force(s->plan, s->nplan, p->scope, s->period,
	        PLAN_OF_YEAR) ||
	    p == plan_in_force(s->plan, s->nplan, p->scope, s->period,
	        PLAN_BEGUN);
}

/* The next revision of a scope above the one before; NULL: no more. */
static const struct plan *
next_revision(const struct show *s, const struct district *scope,
    const struct plan *before)
{
	const struct plan *next = NULL;

	for (size_t i = 0; i < s->nplan; i++) {
		const struct plan *p = s->plan[i];

		if (p->scope == scope &&
		    (before == NULL || p->revision > before->revision) &&
		    (next == NULL || p->revision < next->revision))
			next = p;
	}
	return next;
}

static bool
show_scope(struct show *s, struct line *l, const struct district *scope)
{
	int day = date_last_day(s->period);
	const struct plan *p = NULL;

	while ((p = next_revision(s, scope, p)) != NULL) {
		bool in_force = is_in_force(s, p);

		if (!in_force && p->has_issued && p->issued > day)
			continue;
		put_plan(l, p, in_force);
		if (!line_send(l))
			return false;
	}
	return true;
}

bool
in_force_show(struct show *s)
{
	struct line l;
	bool ok = line_begin(&l, made_at(MADE_PLANS), &s->sink);

	for (size_t i = 0; ok && i < code_district_count(s->book); i++)
		ok = show_scope(s, &l, code_district_at(s->book, i));
	line_fini(&l);
	return ok;
}

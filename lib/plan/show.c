#include "plan/show.h"

#include "base/date.h"
#include "plan/form.h"
#include "schema/made.h"

const struct plan *
show_plan(const struct show *s, size_t i)
{
	return plan_in_force(s->plan, s->nplan, code_district_at(s->book, i),
	    s->period, PLAN_OF_YEAR);
}

bool
show_completion(struct show *s)
{
	struct line l;
	bool ok = line_begin(&l, completion_dataset(), &s->sink);

	for (size_t i = 0; i < code_district_count(s->book); i++) {
		const struct plan *p = show_plan(s, i);

		for (size_t j = 0; ok && p != NULL && j < p->ntarget; j++) {
			enum completion_status status = completion_put(&l,
			    s->facts, s->rules, p, &p->target[j]);

			s->behind |= status == COMPLETION_BEHIND ||
			    status == COMPLETION_LAGGING ||
			    status == COMPLETION_MISSED;
			ok = line_send(&l);
		}
	}
	line_fini(&l);
	return ok;
}

/* Overdue by the end of the period: no clock is asked. */
static void
put_task(struct show *s, struct line *l, const struct plan *p,
    const struct plan_task *t)
{
	int late = date_last_day(s->period) - t->due;

	line_text(l, COL(TASKS, scope), p->scope->code);
	line_text(l, COL(TASKS, scope_name), p->scope->name);
	line_text(l, COL(TASKS, id), t->id);
	line_text(l, COL(TASKS, title), t->title);
	line_choice(l, COL(TASKS, area), t->area);
	line_text(l, COL(TASKS, lead), t->lead);
	line_text(l, COL(TASKS, support), t->support);
	line_day(l, COL(TASKS, due), t->due);
	line_choice(l, COL(TASKS, status), (int)t->status);
	if (t->status != PLAN_TASK_OPEN)
		return;
	line_int(l, COL(TASKS, days_overdue), late > 0 ? late : 0);
	s->behind |= late > 0;
}

bool
show_tasks(struct show *s)
{
	struct line l;
	bool ok = line_begin(&l, made_at(MADE_TASKS), &s->sink);

	for (size_t i = 0; i < code_district_count(s->book); i++) {
		const struct plan *p = plan_in_force(s->plan, s->nplan,
		    code_district_at(s->book, i), s->period, PLAN_BEGUN);

		for (size_t j = 0; ok && p != NULL && j < p->ntask; j++) {
			put_task(s, &l, p, &p->task[j]);
			ok = line_send(&l);
		}
	}
	line_fini(&l);
	return ok;
}

struct explained {
	struct line line;
	const struct plan *p;
	const struct plan_target *t;
	bool named; /* by a plan in force */
	bool ok;
};

static void
put_amount(struct line *l, size_t col, num_wide n, bool hundredths)
{
	int64_t narrow;

	if (!num_narrow(n, &narrow))
		return;
	if (hundredths)
		line_hundredths(l, col, narrow);
	else
		line_int(l, col, narrow);
}

static void
see(void *arg, const struct count_seen *what)
{
	struct explained *x = arg;
	struct line *l = &x->line;

	line_text(l, COL(EXPLAINED, scope), x->p->scope->code);
	line_text(l, COL(EXPLAINED, scope_name), x->p->scope->name);
	line_text(l, COL(EXPLAINED, indicator),
	    str_from(indicator_at(x->t->id)->name));
	line_choice(l, COL(EXPLAINED, part), (int)what->part);
	line_text(l, COL(EXPLAINED, subject), what->id);
	line_text(l, COL(EXPLAINED, name), what->name);
	if (what->month >= 0)
		line_month(l, COL(EXPLAINED, month), what->month);
	line_text(l, COL(EXPLAINED, basis), what->basis);
	if (what->part != COUNT_UNKNOWN && what->part != COUNT_CANDIDATE)
		put_amount(l, COL(EXPLAINED, amount), what->num,
		    what->hundredths);
	if (what->den != 0)
		put_amount(l, COL(EXPLAINED, of), what->den,
		    what->hundredths);
	line_text(l, COL(EXPLAINED, file), str_from(what->pos->file));
	line_int(l, COL(EXPLAINED, line), (int64_t)what->pos->line);
	x->ok = x->ok && line_send(l);
}

bool
show_explain(struct show *s, struct diag *d, const char *indicator)
{
	struct explained x = { .ok = true };
	struct count_visitor visitor = { see, &x };
	const struct indicator *want = indicator_find(str_from(indicator));

	if (want == NULL || (want->where & INDICATOR_PLAN) == 0) {
		form_unknown_indicator(d, NULL, str_from(indicator));
		return false;
	}
	x.ok = line_begin(&x.line, made_at(MADE_EXPLAINED), &s->sink);
	for (size_t i = 0; i < code_district_count(s->book); i++) {
		x.p = show_plan(s, i);
		for (size_t j = 0; x.p != NULL && j < x.p->ntarget; j++) {
			x.t = &x.p->target[j];
			if (indicator_at(x.t->id) != want)
				continue;
			x.named = true;
			count_actual(s->facts, &s->rules->count, x.t, i,
			    &visitor);
		}
	}
	if (!x.named)
		diag_at(d, NULL, DIAG_PLAN_UNNAMED, DIAG_Z(indicator));
	line_fini(&x.line);
	return x.ok;
}

#include "plan/show.h"

#include "base/date.h"
#include "rule/class_rules.h"

/* A tier that no rule names is never reached. */
static bool
read_tiers(struct diag *d, const struct setting_book *book,
    struct count_rules *rules)
{
	static const char *const name[COUNT_TIERS] = { "1yi", "5yi", "10yi" };
	struct class_rules *classes = class_rules_new(d, book, NULL);

	for (size_t i = 0; classes != NULL && i < COUNT_TIERS; i++) {
		rules->bound[i] = INT64_MAX;
		for (size_t j = 0; j < classes->ntier; j++)
			if (str_is(classes->tier[j].name, name[i])) {
				rules->bound[i] = classes->tier[j].bound_fen;
				rules->included[i] =
				    classes->tier[j].inclusive;
			}
	}
	class_rules_free(classes);
	return classes != NULL;
}

bool
show_rules(struct diag *d, const struct setting_book *plan,
    const struct setting_book *classify, struct completion_rules *rules,
    struct facts_rules *facts, int *deadline)
{
	const struct setting *day = setting_find(plan, "cadence",
	    "plan_deadline");
	int level;

	if (!setting_number(d, setting_find(plan, "status", "lagging_pct"), 2,
	    &rules->lagging) || !read_tiers(d, classify, &rules->count))
		return false;
	level = setting_choice(d, setting_find(plan, "recognition", "level"),
	    "city|district|any");
	if (level < 0)
		return false;
	if (!date_parse_day(day->value, deadline)) {
		diag_at(d, &day->value_pos, DIAG_PLAN_DATE,
		    DIAG_STR(day->key), DIAG_STR(day->value));
		return false;
	}
	facts->level = (enum facts_level)level;
	return true;
}

/* The plan of the i-th scope in the office's order, if it is of the year. */
static const struct plan *
plan_at(const struct show *s, size_t i)
{
	const struct plan *p = plan_in_force(s->plan, s->nplan,
	    code_district_at(s->book, i), date_last_day(s->period));

	return p != NULL && plan_has_year(p, date_year(s->period)) ? p : NULL;
}

bool
show_completion(struct show *s)
{
	const struct dataset *ds = completion_dataset();
	struct completion_row row;
	struct str name[COMPLETION_COLUMNS];

	for (size_t i = 0; i < COMPLETION_COLUMNS; i++)
		name[i] = str_from(ds->column[i].name);
	if (!s->header(s->arg, name, COMPLETION_COLUMNS))
		return false;
	for (size_t i = 0; i < code_district_count(s->book); i++) {
		const struct plan *p = plan_at(s, i);

		for (size_t j = 0; p != NULL && j < p->ntarget; j++) {
			completion_row(s->facts, s->rules, p, &p->target[j],
			    &s->keep, &row);
			s->behind |= row.status == COMPLETION_BEHIND ||
			    row.status == COMPLETION_LAGGING ||
			    row.status == COMPLETION_MISSED;
			if (!s->row(s->arg, row.cell, COMPLETION_COLUMNS))
				return false;
		}
	}
	return true;
}

static struct str
keep_int(struct show *s, int64_t n)
{
	struct buf b;
	struct str out;

	buf_init(&b, BUF_UNBOUNDED);
	buf_int(&b, n);
	out = arena_str(&s->keep, buf_str(&b));
	buf_fini(&b);
	return out;
}

static struct str
keep_date(struct show *s, void (*put)(struct buf *, int), int at)
{
	struct buf b;
	struct str out;

	buf_init(&b, BUF_UNBOUNDED);
	put(&b, at);
	out = arena_str(&s->keep, buf_str(&b));
	buf_fini(&b);
	return out;
}

/* Overdue by the end of the period: no clock is asked. */
static bool
task_row(struct show *s, const struct plan *p, const struct plan_task *t)
{
	int late = date_last_day(s->period) - t->due;
	const struct str cell[] = {
		p->scope->code, p->scope->name, t->id, t->title,
		t->area < 0 ? STR("") : value_choice_text(PLAN_AREAS, t->area),
		t->lead, t->support, keep_date(s, date_put_day, t->due),
		value_choice_text(PLAN_TASK_STATUSES, (int)t->status),
		t->status != PLAN_TASK_OPEN ? STR("") :
		    keep_int(s, late > 0 ? late : 0),
	};

	s->behind |= t->status == PLAN_TASK_OPEN && late > 0;
	return s->row(s->arg, cell, sizeof cell / sizeof cell[0]);
}

bool
show_tasks(struct show *s)
{
	const struct str name[] = { STR("scope"), STR("scope_name"),
		STR("id"), STR("title"), STR("area"), STR("lead"),
		STR("support"), STR("due"), STR("status"),
		STR("days_overdue") };

	if (!s->header(s->arg, name, sizeof name / sizeof name[0]))
		return false;
	for (size_t i = 0; i < code_district_count(s->book); i++) {
		const struct plan *p = plan_at(s, i);

		for (size_t j = 0; p != NULL && j < p->ntask; j++)
			if (!task_row(s, p, &p->task[j]))
				return false;
	}
	return true;
}

struct explained {
	struct show *s;
	const struct plan *p;
	const struct plan_target *t;
	bool ok;
};

static void
see(void *arg, struct str id, struct str name, int month,
    const struct pos *pos)
{
	struct explained *x = arg;
	struct show *s = x->s;
	const struct str cell[] = {
		x->p->scope->code, x->p->scope->name,
		str_from(indicator_at(x->t->id)->name), id, name,
		month < 0 ? STR("") : keep_date(s, date_put_month, month),
		str_from(pos->file), keep_int(s, (int64_t)pos->line),
	};

	x->ok = x->ok && s->row(s->arg, cell, sizeof cell / sizeof cell[0]);
}

bool
show_explain(struct show *s, struct diag *d, const char *indicator)
{
	const struct str name[] = { STR("scope"), STR("scope_name"),
		STR("indicator"), STR("subject"), STR("name"), STR("month"),
		STR("file"), STR("line") };
	struct explained x = { .s = s, .ok = true };
	struct count_visitor visitor = { see, &x };
	const struct indicator *want = indicator_find(str_from(indicator));

	if (want == NULL || (want->where & INDICATOR_PLAN) == 0) {
		diag_at(d, NULL, DIAG_PLAN_INDICATOR, DIAG_Z(indicator));
		return false;
	}
	x.ok = s->header(s->arg, name, sizeof name / sizeof name[0]);
	for (size_t i = 0; i < code_district_count(s->book); i++) {
		x.p = plan_at(s, i);
		for (size_t j = 0; x.p != NULL && j < x.p->ntarget; j++) {
			x.t = &x.p->target[j];
			if (indicator_at(x.t->id) == want)
				count_actual(s->facts, &s->rules->count, x.t,
				    i, &visitor);
		}
	}
	return x.ok;
}

void
show_fini(struct show *s)
{
	arena_fini(&s->keep);
}

#include "cli/plan_checking.h"

#include "base/date.h"
#include "cli/dataset_out.h"
#include "cli/plan_facts.h"
#include "plan/cadence.h"
#include "plan/in_force.h"
#include "plan/matter.h"
#include "plan/service.h"
#include "plan/tally.h"

struct check {
	struct run *run;
	const struct plan_checking *what;
	struct show show;
	struct plan_rules rules;
	struct duties duties;
	struct tally tally;
};

static bool
completion(struct check *c)
{
	return show_completion(&c->show);
}

static bool
tasks(struct check *c)
{
	return show_tasks(&c->show);
}

static bool
cadence(struct check *c)
{
	return cadence_show(&c->show, c->rules.deadline);
}

static bool
explained(struct check *c)
{
	return show_explain(&c->show, c->run->diag, c->what->indicator);
}

static bool
agenda(struct check *c)
{
	return matter_show_agenda(&c->show, &c->duties);
}

static bool
departments(struct check *c)
{
	return matter_show_departments(&c->show, &c->duties);
}

static bool
services(struct check *c)
{
	return service_show(&c->show);
}

static bool
plans_as_of(struct check *c)
{
	return in_force_show(&c->show);
}

/* What a table is made by, and what it cannot do without. */
static const struct {
	bool (*put)(struct check *c);
	enum tally_of of;
	enum facts_source need;
	const char *option, *file; /* NULL: it needs nothing */
} table[] = {
	[PLAN_TABLE_COMPLETION] = { .put = completion, .of = TALLY_TARGETS },
	[PLAN_TABLE_TASKS] = { .put = tasks, .of = TALLY_TASKS },
	[PLAN_TABLE_CADENCE] = { cadence, TALLY_WINDOWS, FACTS_EVENTS,
	    "--cadence", "--events" },
	[PLAN_TABLE_EXPLAINED] = { .put = explained, .of = TALLY_ROWS },
	[PLAN_TABLE_AGENDA] = { agenda, TALLY_MATTERS, FACTS_MATTERS,
	    "--ledger", "--matters" },
	[PLAN_TABLE_DEPARTMENTS] = { departments, TALLY_ROWS, FACTS_MATTERS,
	    "--ledger", "--matters" },
	[PLAN_TABLE_SERVICES] = { services, TALLY_ROWS, FACTS_SERVICES,
	    "--ledger", "--services" },
	[PLAN_TABLE_PLANS] = { .put = plans_as_of, .of = TALLY_ROWS },
};

/* Header and rows are counted on their way to the dataset. */
static bool
write_header(void *arg, const struct str *cell, size_t n)
{
	struct check *c = arg;

	tally_header(&c->tally, cell, n);
	return run_header(c->run, cell, n);
}

static bool
write_row(void *arg, const struct str *cell, size_t n)
{
	struct check *c = arg;

	tally_row(&c->tally, cell);
	return run_row(c->run, cell, n);
}

/* "period 2023-12: 2 plans, 10 targets: 3 done, 1 missed" */
static void
tell_period(struct check *c)
{
	struct run *run = c->run;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_puts(&b, run->lang == LANG_ZH ? "统计期" : "period ");
	date_put_month(&b, c->what->period);
	buf_puts(&b, run->lang == LANG_ZH ? "：" : ": ");
	tally_put(&c->tally, run->lang, &b);
	diag_summary(run->diag, buf_str(&b));
	buf_fini(&b);
}

static bool
has_needed(const struct check *c, const struct facts *f)
{
	const char *file = table[c->what->table].file;

	if (file == NULL || f->given[table[c->what->table].need])
		return true;
	diag_at(c->run->diag, NULL, DIAG_FACTS_NEEDED,
	    DIAG_Z(table[c->what->table].option), DIAG_Z(file));
	return false;
}

/* Plans of other years give an empty table, which is told. */
static void
check_year(const struct check *c)
{
	int year = date_year(c->what->period);

	for (size_t i = 0; i < c->show.nplan; i++)
		if (plan_has_year(c->show.plan[i], year))
			return;
	diag_at(c->run->diag, NULL, DIAG_PLAN_OTHER_YEARS, DIAG_NUM(year));
}

static bool
measure(struct check *c, const struct facts *f)
{
	if (f == NULL || !has_needed(c, f))
		return false;
	if (f->given[FACTS_MATTERS]) {
		if (!plan_facts_duties(c->run, &c->duties))
			return false;
		matter_check(f, &c->duties);
	}
	if (c->what->table == PLAN_TABLE_COMPLETION)
		check_year(c);
	c->show.facts = f;
	c->tally.of = table[c->what->table].of;
	return table[c->what->table].put(c);
}

enum run_status
plan_checking(struct run *run, const struct plans *plans,
    const struct plan_checking *what)
{
	struct check c = { .run = run, .what = what,
		.show = { .rules = &c.rules.completion,
		    .book = run_codes(run), .plan = plans->plan,
		    .nplan = plans->n, .period = what->period,
		    .sink = { write_header, write_row, &c } } };
	struct facts *f = NULL;
	bool ok = plan_facts_rules(run, -1, what->rules, false, &c.rules);

	(void)plan_disordered(run->diag, DIAG_REVISION_ORDER_TOLD, plans->plan,
	    plans->n);
	if (ok) {
		f = plan_facts_read(run, what->source, &c.rules,
		    what->period);
		ok = measure(&c, f);
	}
	if (ok)
		tell_period(&c);
	tally_fini(&c.tally);
	duty_fini(&c.duties);
	facts_free(f);
	return !ok ? RUN_FAILED : what->strict && c.show.behind ?
	    RUN_FINDINGS : RUN_DONE;
}

/* Every finding was told as an error, and nothing else is one here. */
enum run_status
plan_checking_alone(struct run *run, const struct plans *plans)
{
	const size_t found = plan_disordered(run->diag, DIAG_REVISION_ORDER,
	    plans->plan, plans->n);
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	tally_plans(&b, run->lang, plans->plan, plans->n,
	    diag_count(run->diag, DIAG_ERROR));
	diag_summary(run->diag, buf_str(&b));
	buf_fini(&b);
	return found > 0 ? RUN_FINDINGS : RUN_DONE;
}

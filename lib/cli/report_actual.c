#include "cli/report_actual.h"

#include <stdlib.h>

#include "cli/plan_facts.h"
#include "cli/plans.h"
#include "cli/workspace.h"
#include "io/input.h"
#include "plan/show.h"
#include "print/words.h"
#include "schema/made.h"

static const struct str none = { "", 0 };

/* By facts_source: --with NAME. */
static const char *const source_name[FACTS_SOURCE_COUNT] = {
	[FACTS_CLASSIFIED] = "classified",
	[FACTS_BUILDINGS] = "buildings",
	[FACTS_TEAMS] = "teams",
	[FACTS_LAST_YEAR] = "classified-before",
	[FACTS_BASE] = "base",
	[FACTS_DISTRICTS] = "districts",
	[FACTS_EVENTS] = "events",
	[FACTS_RECOGNITIONS] = "recognitions",
	[FACTS_RETROFITS] = "retrofits",
	[FACTS_PROJECTS] = "projects",
	[FACTS_SERVICES] = "services",
	[FACTS_MATTERS] = "matters",
};

struct listing {
	struct explain *x;
	const struct explain_subject *what;
	size_t n;
	bool counts; /* things that count 1 each */
	int64_t sum;
};

bool
report_actual_reads(struct str name)
{
	for (size_t i = 0; i < FACTS_SOURCE_COUNT; i++)
		if (str_is(name, source_name[i]))
			return true;
	return str_is(name, "plans");
}

/* A column of the target, or of what was reached? */
static bool
is_wanted(const struct explain_subject *what)
{
	return what->indicator.n > 0 && what->scope.n > 0 &&
	    what->period >= 0 && !str_starts(what->column, STR("target"));
}

static void
find_sources(const struct report_files *f, int period, const char **path)
{
	for (size_t i = 0; i < FACTS_SOURCE_COUNT; i++) {
		bool result = i == FACTS_CLASSIFIED || i == FACTS_DISTRICTS ||
		    i == FACTS_LAST_YEAR;

		path[i] = result ? report_files_given(f, source_name[i]) :
		    report_files_register(f, source_name[i], period);
	}
	if (f->buildings != NULL)
		path[FACTS_BUILDINGS] = f->buildings;
}

/* --with plans=, else those kept with the results, else the workspace's. */
static const char *
find_plans(const struct report_files *f, int period)
{
	const char *path = report_files_given(f, "plans");

	if (path != NULL || f->run->workspace == NULL)
		return path;
	path = workspace_result(f->run, period, "plans");
	if (path == NULL)
		path = workspace_path(f->run, "plans", "");
	return input_is_folder(path) ? path : NULL;
}

static bool
no_header(void *arg, const struct str *name, size_t n)
{
	(void)arg;
	(void)name;
	(void)n;
	return true;
}

/* "分母3000" */
static struct str
note_of(struct explain *x, const struct str *cell)
{
	struct str of = cell[COL(EXPLAINED, of)];
	struct str basis = cell[COL(EXPLAINED, basis)];

	if (of.n > 0)
		return words_fill(&x->keep, words(x->lang, "分母$1",
		    "of $1"), of);
	if (basis.n > 0)
		return words_fill(&x->keep, words(x->lang, "推算依据$1",
		    "by $1"), basis);
	return none;
}

static void
label(struct explain_line *l, struct str part)
{
	static const struct {
		const char *part, *zh, *en;
	} as[] = {
		{ "counted", "计入", "counted" },
		{ "left", "退出", "left" },
		{ "unknown", "不明", "unknown" },
		{ "candidate", "候选", "candidate" },
		{ "of", "分母", "denominator" },
		{ "expected", "预计", "expected" },
	};

	for (size_t i = 0; i < sizeof(as) / sizeof(as[0]); i++)
		if (str_is(part, as[i].part)) {
			l->part = as[i].part;
			l->label[LANG_ZH] = as[i].zh;
			l->label[LANG_EN] = as[i].en;
		}
}

static bool
put_row(void *arg, const struct str *cell, size_t n)
{
	struct listing *y = arg;
	struct explain *x = y->x;
	struct arena *a = &x->keep;
	struct explain_line l = { .column = cell[COL(EXPLAINED, month)],
		.value = cell[COL(EXPLAINED, amount)],
		.note = note_of(x, cell),
		.file = cell[COL(EXPLAINED, file)] };
	struct str part = cell[COL(EXPLAINED, part)];
	int64_t line = 0, amount = 0;

	(void)n;
	if (!str_eq(cell[COL(EXPLAINED, scope)], y->what->scope) ||
	    (str_is(part, "expected") &&
	        !str_starts(y->what->column, STR("expected"))))
		return true;
	label(&l, part);
	l.subject = words_fill(a, "$1 $2", cell[COL(EXPLAINED, subject)],
	    cell[COL(EXPLAINED, name)]);
	(void)num_parse_decimal(cell[COL(EXPLAINED, line)], 0, &line);
	l.line = (unsigned long)line;
	if (y->n++ == 0)
		explain_rule(x);
	if (str_is(part, "counted") || str_is(part, "left"))
		y->counts = y->counts && cell[COL(EXPLAINED, of)].n == 0 &&
		    num_parse_decimal(l.value, 0, &amount) == NUM_OK &&
		    num_add(&y->sum, amount);
	/* the cells are gone with the next row */
	l.column = arena_str(a, l.column);
	l.value = arena_str(a, l.value);
	l.file = arena_str(a, l.file);
	explain_put(x, &l);
	return true;
}

/* The sum of what counts, and whether the report says so. */
static void
put_sum(struct listing *y)
{
	struct explain *x = y->x;
	struct str sum = words_int(&x->keep, y->sum);

	if (!y->counts || !str_is(y->what->column, "actual"))
		return;
	explain_rule(x);
	explain_put(x, &(struct explain_line){ .part = "sum",
		.label = { [LANG_ZH] = "合计", [LANG_EN] = "sum" },
		.column = y->what->column, .value = sum,
		.note = str_from(str_eq(sum, y->what->value) ?
		    words(x->lang, "与所据相等", "equal to the value taken") :
		    words(x->lang, "与所据不等：台账或计划已与做表时不同",
		    "not the value taken: the files are not those of "
		    "then")) });
}

static bool
list(struct report_files *f, struct listing *y, const struct plans *plans)
{
	struct run *run = f->run;
	const char *path[FACTS_SOURCE_COUNT];
	struct plan_rules rules;
	struct facts *facts;
	struct show show = { .rules = &rules.completion,
		.book = run_codes(run), .plan = plans->plan,
		.nplan = plans->n, .period = y->what->period,
		.sink = { no_header, put_row, y } };
	bool ok;

	if (!plan_facts_rules(run, y->what->period, f->rules, false, &rules))
		return false;
	find_sources(f, y->what->period, path);
	facts = plan_facts_read(run, path, &rules, y->what->period);
	show.facts = facts;
	ok = facts != NULL && show_explain(&show, run->diag, arena_str(
	    &y->x->keep, y->what->indicator).p);
	facts_free(facts);
	return ok;
}

bool
report_actual(struct report_files *f, struct explain *x,
    const struct explain_subject *what)
{
	struct listing y = { .x = x, .what = what, .counts = true };
	struct plans plans = { 0 };
	const char *path = !is_wanted(what) ? NULL :
	    find_plans(f, what->period);
	bool ok = true;

	if (path == NULL)
		return true;
	if (plans_read_path(f->run, path, &plans) == RUN_FAILED)
		ok = false;
	else if (plans.n > 0)
		ok = list(f, &y, &plans);
	x->listed = ok && plans.n > 0;
	if (x->listed)
		put_sum(&y);
	plans_free(&plans);
	return ok;
}

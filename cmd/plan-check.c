/* plan-check: plans are checked, and held against what was reached. */
#include <stddef.h>

#include "base/date.h"
#include "cli/cli.h"
#include "cli/dataset_out.h"
#include "cli/plan_facts.h"
#include "cli/plans.h"
#include "plan/cadence.h"
#include "plan/matter.h"
#include "plan/service.h"
#include "plan/tally.h"

enum ledger { LEDGER_AGENDA, LEDGER_DEPARTMENTS, LEDGER_SERVICES };

struct args {
	int period, ledger;
	const char *source[FACTS_SOURCE_COUNT];
	const char *rules, *explain;
	bool tasks, cadence, strict, show_rules;
};

struct check {
	struct run *run;
	const struct args *args;
	struct plans plans;
	struct plan_rules rules;
	struct facts *facts;
	struct duties duties;
	struct tally tally;
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
	date_put_month(&b, c->args->period);
	buf_puts(&b, run->lang == LANG_ZH ? "：" : ": ");
	tally_put(&c->tally, run->lang, &b);
	diag_summary(run->diag, buf_str(&b));
	buf_fini(&b);
}

/* Every finding was told as an error, and nothing else is one here. */
static void
tell_plans(struct check *c)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	tally_plans(&b, c->run->lang, c->plans.plan, c->plans.n,
	    diag_count(c->run->diag, DIAG_ERROR));
	diag_summary(c->run->diag, buf_str(&b));
	buf_fini(&b);
}

static bool
show_table(struct check *c, struct show *s)
{
	if (c->args->tasks)
		return show_tasks(s);
	if (c->args->cadence)
		return cadence_show(s, c->rules.deadline);
	if (c->args->explain != NULL)
		return show_explain(s, c->run->diag, c->args->explain);
	if (c->args->ledger == LEDGER_AGENDA)
		return matter_show_agenda(s, &c->duties);
	if (c->args->ledger == LEDGER_DEPARTMENTS)
		return matter_show_departments(s, &c->duties);
	if (c->args->ledger == LEDGER_SERVICES)
		return service_show(s);
	return show_completion(s);
}

static enum tally_of
tally_of(const struct args *a)
{
	if (a->ledger >= 0)
		return a->ledger == LEDGER_AGENDA ? TALLY_MATTERS : TALLY_ROWS;
	return a->tasks ? TALLY_TASKS : a->cadence ? TALLY_WINDOWS :
	    a->explain != NULL ? TALLY_ROWS : TALLY_TARGETS;
}

/* What a table cannot do without. */
static bool
has_needed(const struct check *c)
{
	enum facts_source need = c->args->cadence ? FACTS_EVENTS :
	    c->args->ledger == LEDGER_SERVICES ? FACTS_SERVICES :
	    FACTS_MATTERS;
	const char *option = c->args->cadence ? "--cadence" : "--ledger";
	static const char *const name[FACTS_SOURCE_COUNT] = {
		[FACTS_EVENTS] = "--events",
		[FACTS_SERVICES] = "--services",
		[FACTS_MATTERS] = "--matters",
	};

	if ((!c->args->cadence && c->args->ledger < 0) ||
	    c->facts->given[need])
		return true;
	diag_at(c->run->diag, NULL, DIAG_FACTS_NEEDED, DIAG_Z(option),
	    DIAG_Z(name[need]));
	return false;
}

static enum run_status
measure(struct check *c)
{
	struct run *run = c->run;
	struct show s = { .rules = &c->rules.completion,
		.book = run_codes(run), .plan = c->plans.plan,
		.nplan = c->plans.n, .period = c->args->period,
		.sink = { write_header, write_row, c } };

	if (!plan_facts_rules(run, c->args->rules, false, &c->rules))
		return RUN_FAILED;
	c->facts = plan_facts_read(run, c->args->source, &c->rules,
	    c->args->period);
	if (c->facts == NULL || !has_needed(c))
		return RUN_FAILED;
	s.facts = c->facts;
	if (c->facts->given[FACTS_MATTERS]) {
		if (!plan_facts_duties(run, &c->duties))
			return RUN_FAILED;
		matter_check(c->facts, &c->duties);
	}
	c->tally.of = tally_of(c->args);
	if (!show_table(c, &s))
		return RUN_FAILED;
	tell_period(c);
	return c->args->strict && s.behind ? RUN_FINDINGS : RUN_DONE;
}

/* Options that do not go together; false after a report. */
static bool
options_agree(struct run *run, const struct args *a)
{
	int tables = a->tasks + a->cadence + (a->explain != NULL) +
	    (a->ledger >= 0);

	if (a->period < 0 && (tables > 0 || a->strict))
		diag_plain(run->diag, NULL, DIAG_PERIOD_NEEDED);
	else if (a->period < 0 && !a->show_rules &&
	    (run->output != NULL || run->format_given))
		diag_plain(run->diag, NULL, DIAG_NOTHING_WRITTEN);
	else if (tables > 1)
		diag_plain(run->diag, NULL, DIAG_ONE_TABLE);
	else
		return true;
	return false;
}

static enum run_status
plan_check(struct run *run, void *arg)
{
	struct check c = { .run = run, .args = arg };
	enum run_status s;

	if (!options_agree(run, arg) || run_codes(run) == NULL)
		return RUN_FAILED;
	if (c.args->show_rules)
		return plan_facts_rules(run, c.args->rules, true, &c.rules) ?
		    RUN_DONE : RUN_FAILED;
	s = plans_read(run, 0, &c.plans);
	if (c.args->period >= 0)
		s = s == RUN_DONE ? measure(&c) : RUN_FAILED;
	else if (s != RUN_FAILED)
		tell_plans(&c);
	tally_fini(&c.tally);
	facts_free(c.facts);
	duty_fini(&c.duties);
	plans_free(&c.plans);
	return s;
}

#define SOURCE(x) offsetof(struct args, source[x])

static const struct cli_opt options[] = {
	{ 'p', "period", CLI_MONTH, "PERIOD", offsetof(struct args, period),
	    { "hold the plans against this period: 2023-06, 2023",
	      "按此统计期对照计划：2023-06、2023" }, NULL },
	{ 0, "classified", CLI_INPUT, "FILE", SOURCE(FACTS_CLASSIFIED),
	    { "classified buildings of the period", "该期分类结果" }, NULL },
	{ 0, "districts", CLI_INPUT, "FILE", SOURCE(FACTS_DISTRICTS),
	    { "aggregates (bldg-rollup --by district)",
	      "汇总（bldg-rollup --by district）" }, NULL },
	{ 0, "events", CLI_INPUT, "FILE", SOURCE(FACTS_EVENTS),
	    { "events", "活动" }, NULL },
	{ 0, "retrofits", CLI_INPUT, "FILE", SOURCE(FACTS_RETROFITS),
	    { "retrofits", "存量改造" }, NULL },
	{ 0, "projects", CLI_INPUT, "FILE", SOURCE(FACTS_PROJECTS),
	    { "projects", "新建项目" }, NULL },
	{ 0, "services", CLI_INPUT, "FILE", SOURCE(FACTS_SERVICES),
	    { "services", "政务服务和党建" }, NULL },
	{ 0, "matters", CLI_INPUT, "FILE", SOURCE(FACTS_MATTERS),
	    { "matters", "难点堵点" }, NULL },
	{ 0, "teams", CLI_INPUT, "FILE", SOURCE(FACTS_TEAMS),
	    { "operating teams: which district is whose",
	      "招商运营团队：所属地区" }, NULL },
	{ 0, "last-year", CLI_INPUT, "FILE", SOURCE(FACTS_LAST_YEAR),
	    { "classified buildings of the same months last year",
	      "上年同期分类结果" }, NULL },
	{ 'b', "buildings", CLI_INPUT, "FILE", SOURCE(FACTS_BUILDINGS),
	    { "buildings: which district is whose", "楼宇台账：所属地区" },
	    NULL },
	{ 'R', "recognitions", CLI_INPUT, "FILE", SOURCE(FACTS_RECOGNITIONS),
	    { "recognitions", "认定" }, NULL },
	{ 'B', "base", CLI_INPUT, "FILE", SOURCE(FACTS_BASE),
	    { "issued list of last year, held against the classified",
	      "上年末认定名单，与分类结果核对" }, NULL },
	{ 'c', "rules", CLI_INPUT, "FILE", offsetof(struct args, rules),
	    { "settings on top of plan.ini and classify.ini",
	      "覆盖 plan.ini、classify.ini 的规则" }, NULL },
	{ 0, "tasks", CLI_FLAG, NULL, offsetof(struct args, tasks),
	    { "the tasks instead, with days overdue",
	      "列出任务及逾期天数" }, NULL },
	{ 0, "cadence", CLI_FLAG, NULL, offsetof(struct args, cadence),
	    { "meetings, events and plans by their windows instead",
	      "列出会议、活动、计划的时限完成情况" }, NULL },
	{ 0, "ledger", CLI_CHOICE, "agenda|departments|services",
	    offsetof(struct args, ledger),
	    { "matters one by one or by lead department, or services by "
	      "district and month, instead",
	      "列出难点堵点、各牵头部门办理情况或各月政务服务情况" },
	    "agenda|departments|services" },
	{ 0, "explain", CLI_TEXT, "INDICATOR", offsetof(struct args, explain),
	    { "the rows behind an actual", "列出实绩所依据的各行" }, NULL },
	{ 0, "strict", CLI_FLAG, NULL, offsetof(struct args, strict),
	    { "exit 1 when a target is behind, lagging or missed",
	      "有指标滞后或未完成时以 1 退出" }, NULL },
	{ 0, "show-rules", CLI_ALONE, NULL, offsetof(struct args, show_rules),
	    { "the rules in force and where each comes from",
	      "列出生效的规则及其出处" }, NULL },
	{ 0 },
};

static const char *const examples[] = {
	"plan-check plans/*.yaml",
	"plan-check -p 2023-06 --classified classified.csv --events "
	"events.csv 320500.yaml",
	NULL,
};

static const struct cli_cmd cmd = {
	.name = "plan-check",
	.operands = "PLAN…",
	.about = { "check action plans and hold them against what was reached",
	    "检查行动计划，对照完成情况" },
	.opt = options,
	.args_size = sizeof(struct args),
	.run = plan_check,
	.from = CLI_FROM_WORKSPACE,
	.example = examples,
	.formats = "csv|text|md|html|json",
};

int
main(int argc, char **argv)
{
	return cli_main(&cmd, argc, argv);
}

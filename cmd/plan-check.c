/* plan-check: plans are checked, and held against what was reached. */
#include <stddef.h>

#include "cli/cli.h"
#include "cli/plan_checking.h"
#include "cli/plan_facts.h"

struct args {
	struct plan_checking what;
	int ledger;
	bool tasks, cadence, plans, show_rules;
};

/* Which table; false after a report where options do not go together. */
static bool
choose(struct run *run, struct args *a)
{
	static const enum plan_table ledger[] = { PLAN_TABLE_AGENDA,
		PLAN_TABLE_DEPARTMENTS, PLAN_TABLE_SERVICES };
	struct plan_checking *w = &a->what;
	int tables = a->tasks + a->cadence + a->plans + (w->indicator != NULL) +
	    (a->ledger >= 0);

	w->table = a->tasks ? PLAN_TABLE_TASKS : a->cadence ?
	    PLAN_TABLE_CADENCE : a->plans ? PLAN_TABLE_PLANS :
	    a->ledger >= 0 ? ledger[a->ledger] :
	    w->indicator != NULL ? PLAN_TABLE_EXPLAINED :
	    PLAN_TABLE_COMPLETION;
	if (w->period < 0 && (tables > 0 || w->strict))
		diag_plain(run->diag, NULL, DIAG_PERIOD_NEEDED);
	else if (w->period < 0 && !a->show_rules &&
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
	struct args *a = arg;
	struct plans plans = { 0 };
	struct plan_rules rules;
	enum run_status s;

	if (!choose(run, a) || run_codes(run) == NULL)
		return RUN_FAILED;
	if (a->show_rules)
		return plan_facts_rules(run, -1, a->what.rules, true, &rules) ?
		    RUN_DONE : RUN_FAILED;
	s = plans_read(run, 0, false, &plans);
	if (a->what.period >= 0)
		s = s == RUN_DONE ? plan_checking(run, &plans, &a->what) :
		    RUN_FAILED;
	else if (s != RUN_FAILED &&
	    plan_checking_alone(run, &plans) != RUN_DONE)
		s = RUN_FINDINGS;
	plans_free(&plans);
	return s;
}

#define SOURCE(x) offsetof(struct args, what.source[x])

static const struct cli_opt options[] = {
	{ 'p', "period", CLI_MONTH, "PERIOD", offsetof(struct args, what.period),
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
	{ 'c', "rules", CLI_INPUT, "FILE", offsetof(struct args, what.rules),
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
	{ 0, "plans", CLI_FLAG, NULL, offsetof(struct args, plans),
	    { "the plans as of the period instead: which are in force",
	      "列出截至该期的计划及其是否有效" }, NULL },
	{ 0, "explain", CLI_TEXT, "INDICATOR",
	    offsetof(struct args, what.indicator),
	    { "the rows behind an actual", "列出实绩所依据的各行" }, NULL },
	{ 0, "strict", CLI_FLAG, NULL, offsetof(struct args, what.strict),
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
	.formats = "csv|text|md|html|json|xlsx",
};

int
main(int argc, char **argv)
{
	return cli_main(&cmd, argc, argv);
}

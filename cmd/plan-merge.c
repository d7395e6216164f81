/* plan-merge: the districts' plans become the city's yearly target list. */
#include <stddef.h>

#include "cli/cli.h"
#include "cli/plan_merging.h"

struct args {
	int year;
	const char *feasibility, *rules;
	bool diff, show_rules;
};

static enum run_status
plan_merge(struct run *run, void *arg)
{
	const struct args *a = arg;
	struct plans p = { 0 };
	enum run_status s;

	if (run_codes(run) == NULL)
		return RUN_FAILED;
	if (a->show_rules)
		return plan_merging_rules(run, a->rules);
	if (a->diff && (a->feasibility != NULL || a->year >= 0)) {
		diag_plain(run->diag, NULL, DIAG_DIFF_ALONE);
		return RUN_FAILED;
	}
	if (a->diff)
		return plan_merging_diff(run);
	s = plans_read(run, 0, true, &p);
	if (s != RUN_DONE)
		s = RUN_FAILED;
	else if (a->feasibility != NULL)
		s = plan_merging_feasible(run, &p, a->year, a->feasibility);
	else
		s = plan_merging_list(run, &p, a->year, a->rules);
	plans_free(&p);
	return s;
}

static const struct cli_opt options[] = {
	{ 'y', "year", CLI_YEAR, "YEAR", offsetof(struct args, year),
	    { "the list of this year alone", "只列此年度" }, NULL },
	{ 0, "diff", CLI_FLAG, NULL, offsetof(struct args, diff),
	    { "compare the first two operands: years of the plans that follow, "
	      "or files or folders of plans",
	      "比较前两个参数：其后各计划的两个年度，或两个计划文件或文件夹" },
	    NULL },
	{ 0, "feasibility", CLI_INPUT, "CLASSIFIED",
	    offsetof(struct args, feasibility),
	    { "how many new buildings net targets need at last year's rate of "
	      "leaving; with -C also a period",
	      "按上年退出率测算净增目标需新增多少幢；与 -C 同用时可为统计期" },
	    NULL },
	{ 'c', "rules", CLI_INPUT, "FILE", offsetof(struct args, rules),
	    { "settings on top of plan.ini", "覆盖 plan.ini 的规则" }, NULL },
	{ 0, "show-rules", CLI_ALONE, NULL, offsetof(struct args, show_rules),
	    { "the rules in force and where each comes from",
	      "列出生效的规则及其出处" }, NULL },
	{ 0 },
};

static const char *const examples[] = {
	"plan-merge -y 2023 plans/*.yaml",
	"plan-merge --diff 2023 2024 plans/*.yaml",
	"plan-merge --feasibility classified.csv plans/*.yaml",
	NULL,
};

static const struct cli_cmd cmd = {
	.name = "plan-merge",
	.operands = "PLAN…",
	.about = { "merge the districts' plans into the city's yearly targets",
	    "汇总各地计划，形成全市年度目标清单" },
	.opt = options,
	.args_size = sizeof(struct args),
	.run = plan_merge,
	.from = CLI_FROM_WORKSPACE,
	.example = examples,
	.formats = "csv|text|md|html|json|xlsx",
};

int
main(int argc, char **argv)
{
	return cli_main(&cmd, argc, argv);
}

/* What changed: between two periods, between two versions of one, and
 * between our list and another's. */
#include <stddef.h>

#include "cli/cli.h"
#include "cli/reconcile_io.h"
#include "cli/revise.h"
#include "cli/watch_list.h"
#include "cli/workspace.h"

struct args {
	const char *rules, *tenancies, *explain, *reconcile, *tier;
	int period;
	bool reasons, show_rules, revisions;
};

#define OPT(letter, name, kind, arg, member, en, zh)                      \
	{ letter, name, kind, arg, offsetof(struct args, member),         \
		{ en, zh }, NULL }

static const struct cli_opt options[] = {
	OPT('c', "rules", CLI_INPUT, "RULES.ini", rules,
	    "rules that replace the installed ones", "替换内置规则的规则文件"),
	OPT('t', "tenancies", CLI_INPUT, "FILE", tenancies,
	    "who sits where: tells where a largest taxpayer went",
	    "企业台账（tenancies）：首位企业迁往何处"),
	OPT('p', "period", CLI_MONTH, "PERIOD", period,
	    "the period CURRENT must have", "本期应有的统计期"),
	OPT(0, "reasons", CLI_FLAG, NULL, reasons,
	    "add the column reasons: the figures behind each finding",
	    "增加 reasons 栏：每项提示的依据数据"),
	OPT(0, "revisions", CLI_FLAG, NULL, revisions,
	    "compare two versions of one period: folders OLD and NEW",
	    "比较同一期的两个版本：旧版、新版文件夹"),
	OPT(0, "reconcile", CLI_INPUT, "LIST", reconcile,
	    "hold another's list of buildings against ours: what differs, "
	    "and why", "将他方楼宇名单与本库核对：差异及原因"),
	OPT(0, "tier", CLI_TEXT, "TIER", tier,
	    "with --reconcile: the list is to hold buildings of this tier "
	    "and above", "与 --reconcile 同用：名单应包括此档次及以上的楼宇"),
	OPT(0, "explain", CLI_TEXT, "KEY", explain,
	    "what stands behind a finding, with file and line",
	    "某项提示的依据，附文件和行号"),
	OPT(0, "show-rules", CLI_ALONE, NULL, show_rules,
	    "the rules in force and where each comes from",
	    "列出生效的规则及其出处"),
	{ 0 },
};

static const char *const examples[] = {
	"bldg-watch -t tenancies.csv 2023-05.csv 2023-06.csv",
	"bldg-watch --explain 320571-0088:near-1yi 2023-05.csv 2023-06.csv",
	NULL,
};

static enum run_status
run_list(struct run *run, const struct args *a)
{
	struct setting_book *book[2] = { rules_load(run, "watch.ini",
	    a->rules) };
	struct watch_list list = { .tenancies = a->tenancies,
		.explain = a->explain, .period = a->period,
		.reasons = a->reasons };
	enum run_status status = RUN_FAILED;

	/* a fault in the file of -c is told once */
	if (book[0] != NULL)
		book[1] = rules_load(run, "classify.ini", a->rules);
	list.watch = book[0];
	list.classify = book[1];
	if (book[1] != NULL && a->show_rules)
		status = rules_show(run, book, 2) ? RUN_DONE : RUN_FAILED;
	else if (book[1] != NULL)
		status = watch_list(run, &list);
	setting_free(book[0]);
	setting_free(book[1]);
	return status;
}

static enum run_status
run_watch(struct run *run, void *args)
{
	const struct args *a = args;

	if (a->revisions && !a->show_rules)
		return revise(run, a->period, a->explain);
	if (a->reconcile != NULL && !a->show_rules)
		return reconcile_io(run, &(struct reconcile_io){
			.list = a->reconcile, .tier = a->tier,
			.rules = a->rules, .period = a->period });
	return run_list(run, a);
}

static const struct cli_cmd cmd = {
	.name = "bldg-watch",
	.operands = "PREVIOUS CURRENT | --revisions OLD NEW | --reconcile LIST [CLASSIFIED]",
	.about = { "Lists what changed in the buildings between two periods.",
		"列出两期之间楼宇的变动。" },
	.opt = options,
	.args_size = sizeof(struct args),
	.run = run_watch,
	.from = CLI_FROM_WORKSPACE_WITH_PERIOD,
	.example = examples,
	.formats = "csv|text|md|html|json|xlsx",
};

int
main(int argc, char **argv)
{
	return cli_main(&cmd, argc, argv);
}

/* Classes of buildings: tiers, new and left, key, renovation; and why. */
#include <stddef.h>

#include "cli/cli.h"
#include "cli/roster_io.h"
#include "cli/workspace.h"

struct args {
	const char *rules, *recognitions, *base, *explain;
	int period;
	bool show_rules;
};

#define OPT(letter, name, kind, arg, member, en, zh)                      \
	{ letter, name, kind, arg, offsetof(struct args, member),         \
		{ en, zh }, NULL }

static const struct cli_opt options[] = {
	OPT('c', "rules", CLI_INPUT, "RULES.ini", rules,
	    "rules that replace the installed ones", "替换内置规则的规则文件"),
	OPT('R', "recognitions", CLI_INPUT, "FILE", recognitions,
	    "recognitions (dataset recognitions)", "认定（recognitions）"),
	OPT('B', "base", CLI_INPUT, "FILE", base,
	    "last year's issued list (dataset base)",
	    "上年末认定名单（base）"),
	OPT('p', "period", CLI_MONTH, "PERIOD", period,
	    "the period the input must have", "输入应有的统计期"),
	OPT(0, "explain", CLI_TEXT, "BUILDING", explain,
	    "every condition of one building (id or name): met, not met, "
	    "unknown", "一幢楼宇（编号或名称）逐条判定：满足、不满足、未知"),
	OPT(0, "show-rules", CLI_ALONE, NULL, show_rules,
	    "the rules in force and where each comes from",
	    "列出生效的规则及其出处"),
	{ 0 },
};

static const char *const examples[] = {
	"bldg-classify -R recognitions.csv -B base.csv indicators.csv",
	"bldg-classify --explain 采薇大厦 indicators.csv",
	"bldg-classify --show-rules -f text",
	NULL,
};

static enum run_status
run_classify(struct run *run, void *args)
{
	const struct args *a = args;
	struct setting_book *book = rules_load(run, "classify.ini", a->rules);
	struct roster *r = NULL;
	struct class_rules *rules = NULL;
	bool ok = book != NULL;

	if (ok && a->show_rules) {
		ok = rules_show(run, &book, 1);
	} else if (ok) {
		r = roster_io_read(run, a->period, a->base, a->recognitions);
		if (r != NULL)
			rules = class_rules_new(run->diag, book, &r->fields);
		if (rules != NULL)
			class_rules_check(run->diag, rules, book);
		ok = rules != NULL && (a->explain != NULL ?
		    roster_io_explain(run, r, rules, a->explain) :
		    roster_classify(r, rules) && roster_io_write(run, r));
	}
	class_rules_free(rules);
	roster_free(r);
	setting_free(book);
	return ok ? RUN_DONE : RUN_FAILED;
}

static const struct cli_cmd cmd = {
	.name = "bldg-classify",
	.operands = "[INDICATORS]",
	.about = { "Decides the classes of buildings from their indicators "
		   "and the rules.", "按指标和规则判定楼宇的档次和类别。" },
	.opt = options,
	.args_size = sizeof(struct args),
	.run = run_classify,
	.from = CLI_FROM_WORKSPACE_WITH_PERIOD,
	.example = examples,
	.formats = "csv|text|md|html|json|xlsx",
};

int
main(int argc, char **argv)
{
	return cli_main(&cmd, argc, argv);
}

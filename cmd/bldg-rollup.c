/* Tax to buildings, and what a building is: one row a building. */
#include <stddef.h>
#include <string.h>

#include "base/thread.h"
#include "cli/cli.h"
#include "cli/rollup_io.h"
#include "cli/tax_files.h"
#include "cli/tax_sum.h"
#include "cli/workspace.h"

#define THREADS_MAX 256

struct args {
	const char *buildings, *tenancies, *rules, *explain, *unattributed, *months;
	int period, by;
	long threads;
	bool sum, add, show_rules;
};

#define OPT(letter, name, kind, arg, member, en, zh)                      \
	{ letter, name, kind, arg, offsetof(struct args, member),         \
		{ en, zh }, NULL }

static const struct cli_opt options[] = {
	OPT('p', "period", CLI_MONTH, "PERIOD", period,
	    "January to this month (2023-06; 2023 is 2023-12); the newest "
	    "month in the taxes if not given",
	    "统计期：1月至该月（2023-06；2023 即 2023-12）；默认取税收中最新的月份"),
	OPT('b', "buildings", CLI_INPUT, "FILE", buildings,
	    "dataset buildings", "楼宇台账（buildings）"),
	OPT('t', "tenancies", CLI_INPUT, "FILE", tenancies,
	    "dataset tenancies", "企业台账（tenancies）"),
	OPT('c', "rules", CLI_INPUT, "RULES.ini", rules,
	    "rules that replace the installed ones", "替换内置规则的规则文件"),
	OPT('j', "threads", CLI_COUNT, "THREADS", threads,
	    "threads; the output does not depend on it",
	    "线程数；不影响输出"),
	{ 0, "by", CLI_CHOICE, "district|industry|specialty|team", offsetof(struct args, by),
	    { "a row a district, industry division, specialty or team, the "
	      "city last", "每个地区、行业大类、特色产业或运营团队一行，全市在最后" },
	    GROUPINGS },
	OPT(0, "explain", CLI_TEXT, "BUILDING", explain,
	    "every tax row behind a building's figures (id or name)",
	    "一幢楼宇（编号或名称）各数字背后的每一行税收"),
	OPT(0, "unattributed", CLI_TEXT, "FILE", unattributed,
	    "write the tax of the period that is in no building, by cause "
	    "and region", "将统计期内未归集到楼宇的税收按原因和地区写入 FILE"),
	OPT(0, "months", CLI_TEXT, "FILE", months,
	    "write the tax in buildings month by month, of the period and "
	    "of last year, by district",
	    "将统计期和上年各月归集的税收按地区写入 FILE"),
	OPT(0, "sum", CLI_FLAG, NULL, sum,
	    "taxes in, taxes out: added up by month and taxpayer, sorted",
	    "只汇总税收：按月份和纳税人相加并排序，输出仍为 taxes"),
	OPT(0, "add", CLI_FLAG, NULL, add,
	    "months may stand in several files (shards)",
	    "同一月份可分布在几个文件中（分片）"),
	OPT(0, "show-rules", CLI_ALONE, NULL, show_rules,
	    "the rules in force and where each comes from",
	    "列出生效的规则及其出处"),
	{ 0 },
};

static const char *const examples[] = {
	"bldg-rollup -b buildings.csv -t tenancies.csv taxes/*.csv",
	"bldg-rollup -p 2023-06 --by district -b buildings.csv "
	"-t tenancies.csv taxes/*.csv",
	"bldg-rollup --explain 320571-0042 -b buildings.csv -t tenancies.csv "
	"taxes/*.csv",
	NULL,
};

static bool
is_standard_output(const char *path)
{
	return path != NULL && strcmp(path, "-") == 0;
}

static bool
check_args(struct run *run, const struct args *a)
{
	const char *wrong = NULL;

	if (a->explain != NULL && a->by >= 0)
		wrong = "--explain and --by exclude each other";
	else if (a->sum && (a->explain != NULL || a->by >= 0 ||
	        a->unattributed != NULL || a->months != NULL))
		wrong = "--sum takes taxes alone";
	else if (is_standard_output(a->unattributed))
		wrong = "--unattributed needs a file: standard output holds "
		    "the indicators";
	else if (is_standard_output(a->months))
		wrong = "--months needs a file: standard output holds the "
		    "indicators";
	if (wrong != NULL)
		diag_at(run->diag, NULL, DIAG_USAGE, DIAG_Z(wrong));
	return wrong == NULL;
}

static bool
read_registers(struct rollup_io *u, struct run *run, const struct args *a)
{
	const char *b = run_codes(run) == NULL ? NULL : workspace_register(run,
	    a->buildings, "buildings.csv", "-b BUILDINGS is needed");
	const char *t = b == NULL ? NULL : workspace_register(run,
	    a->tenancies, "tenancies.csv", "-t TENANCIES is needed");

	return t != NULL && rollup_io_registers(u, run, b, t);
}

static bool
read_taxes(struct rollup_io *u, const struct args *a,
    const struct rollup_rule *rule)
{
	struct rollup_taxes taxes = { .period = a->period,
		.threads = thread_count(a->threads, THREADS_MAX),
		.add = a->add, .lost = a->unattributed != NULL,
		.months = a->months != NULL };

	return tax_files_find(u->run, a->period, &taxes.file, &taxes.nfile) &&
	    rollup_io_taxes(u, &taxes, rule);
}

static bool
write_figures(struct rollup_io *u, const struct args *a)
{
	bool ok = a->explain != NULL ? rollup_io_put_trace(u) :
	    a->by >= 0 ? rollup_io_put_groups(u, (enum grouping)a->by) :
	    rollup_io_put_buildings(u);

	if (ok && a->unattributed != NULL)
		ok = rollup_io_put_lost(u, a->unattributed);
	if (ok && a->months != NULL)
		ok = rollup_io_put_months(u, a->months);
	return ok;
}

/* Registers and taxes in, figures out. */
static enum run_status
roll_up(struct run *run, const struct args *a, const struct rollup_rule *rule)
{
	struct rollup_io u = { .run = NULL };
	enum run_status status = RUN_FAILED;

	if (read_registers(&u, run, a) &&
	    (a->explain == NULL ||
	        rollup_io_follow(&u, str_from(a->explain))) &&
	    read_taxes(&u, a, rule) && write_figures(&u, a)) {
		balance_summary(&u.rollup, run->diag);
		status = u.tenure.unknown_buildings > 0 ? RUN_FINDINGS :
		    RUN_DONE;
	}
	rollup_io_fini(&u);
	return status;
}

/* Taxes in, taxes out. */
static enum run_status
sum_up(struct run *run, const struct args *a)
{
	const char *const *file;
	size_t n;

	return tax_files_find(run, a->period, &file, &n) &&
	    tax_sum(run, file, n, a->add,
	        thread_count(a->threads, THREADS_MAX)) ? RUN_DONE : RUN_FAILED;
}

static enum run_status
rollup(struct run *run, void *args)
{
	const struct args *a = args;
	struct rollup_rule rule = { 0 };
	struct setting_book *settings;
	enum run_status status = RUN_FAILED;

	if (!check_args(run, a))
		return RUN_FAILED;
	if (a->sum)
		return sum_up(run, a);
	settings = rules_load(run, "rollup.ini", a->rules);
	if (settings != NULL && rollup_rule_load(&rule, run->diag, settings))
		status = !a->show_rules ? roll_up(run, a, &rule) :
		    rules_show(run, &settings, 1) ? RUN_DONE : RUN_FAILED;
	rollup_rule_fini(&rule);
	setting_free(settings);
	return status;
}

static const struct cli_cmd cmd = {
	.name = "bldg-rollup",
	.operands = "[TAXES…]",
	.about = { "Attributes tax to buildings and writes the indicators of "
		"every building.",
	    "将税收归集到楼宇，输出每幢楼宇的指标。" },
	.opt = options,
	.args_size = sizeof(struct args),
	.run = rollup,
	.from = CLI_FROM_WORKSPACE,
	.example = examples,
	.formats = "csv|text|md|html|json|xlsx",
};

int
main(int argc, char **argv)
{
	return cli_main(&cmd, argc, argv);
}

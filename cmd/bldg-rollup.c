/* Tax to buildings, and what a building is: one row a building. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/thread.h"
#include "cli/cli.h"
#include "cli/dataset_out.h"
#include "cli/side.h"
#include "cli/tax_files.h"
#include "cli/workspace.h"
#include "measure/aggregate.h"
#include "measure/collect.h"
#include "measure/figure.h"
#include "measure/ledger_share.h"
#include "measure/taxes.h"
#include "measure/trace.h"

#define THREADS_MAX 256
#define TEXT_AT_ONCE 65536u /* bytes */

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
	{ 0, "by", CLI_CHOICE, "SCOPE", offsetof(struct args, by),
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

/* What one run holds. */
struct job {
	struct run *run;
	const struct args *args;
	struct setting_book *settings;
	struct rollup_rule rule;
	struct tenure tenure;
	struct ledger *ledger;
	bool *traced;
	struct rollup rollup;
	const char *const *tax;
	size_t ntax;
};

/* What was given, else the workspace's; NULL after a report. */
static const char *
need_input(struct run *run, const char *given, const char *name,
    const char *missing)
{
	const char *path;

	if (given != NULL)
		return given;
	if (run->workspace == NULL) {
		diag_at(run->diag, NULL, DIAG_USAGE, DIAG_Z(missing));
		return NULL;
	}
	path = workspace_file(run, "canon", name);
	/* one that is not there is told by who opens it */
	return path != NULL ? path : workspace_path(run, "canon", name);
}

static bool
find_taxes(struct job *j)
{
	return tax_files_find(j->run, j->args->period, &j->tax, &j->ntax);
}

static bool
load_settings(struct job *j)
{
	j->settings = rules_load(j->run, "rollup.ini", j->args->rules);
	return j->settings != NULL &&
	    rollup_rule_load(&j->rule, j->run->diag, j->settings);
}

static bool
put_header(struct run *run, const struct dataset *ds)
{
	struct str *name = mem_alloc(ds->ncolumn, sizeof(*name));
	bool ok;

	for (size_t i = 0; i < ds->ncolumn; i++)
		name[i] = str_from(ds->column[i].name);
	ok = run_header(run, name, ds->ncolumn);
	free(name);
	return ok;
}

static bool
write_buildings(struct job *j)
{
	const struct dataset *ds = indicator_dataset();
	struct figure_row row;
	struct figure_text text = { 0 };
	bool ok = put_header(j->run, ds);

	for (uint32_t b = 0; ok && b < j->tenure.nbuilding; b++) {
		figure_building(&row, &j->rollup, b);
		ok = run_row(j->run, figure_cells(&text, ds, &row),
		    ds->ncolumn);
	}
	figure_text_fini(&text);
	return ok;
}

static bool
write_groups(struct job *j)
{
	const struct dataset *ds = indicator_aggregates();
	struct aggregate a = { 0 };
	struct figure_row row;
	struct figure_text text = { 0 };
	bool ok = aggregate_make(&a, &j->rollup, j->run->diag,
	    run_codes(j->run), (enum grouping)j->args->by) && put_header(j->run, ds);

	for (size_t i = 0; ok && i < a.n; i++) {
		aggregate_figures(&row, &a, i);
		ok = run_row(j->run, figure_cells(&text, ds, &row),
		    ds->ncolumn);
	}
	figure_text_fini(&text);
	aggregate_fini(&a);
	return ok;
}

static bool
write_trace(struct job *j, uint32_t building)
{
	struct trace t = { 0 };
	const struct str *cell;
	bool ok = run_header(j->run, trace_column, TRACE_COLUMNS);

	trace_init(&t, &j->rollup, building);
	while (ok && (cell = trace_next(&t)) != NULL)
		ok = run_row(j->run, cell, TRACE_COLUMNS);
	if (ok)
		ok = trace_summary(&t, j->run->diag);
	trace_fini(&t);
	return ok;
}

static bool
write_beside(struct job *j, const char *path, struct buf *b)
{
	struct output *out = side_output(j->run, path, SIDE_WHEN_DONE);
	bool ok = out != NULL && output_put(out, buf_str(b));

	buf_fini(b);
	return ok;
}

static bool
write_lost(struct job *j)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	if (lost_put(&j->rollup.lost, &b))
		return write_beside(j, j->args->unattributed, &b);
	diag_plain(j->run->diag, NULL, DIAG_SUM_TOO_LARGE);
	buf_fini(&b);
	return false;
}

static bool
write_months(struct job *j)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	months_put(&j->rollup.months, &j->rollup, &b);
	return write_beside(j, j->args->months, &b);
}

static bool
read_taxes(struct job *j, const struct taxes_sink *sink)
{
	for (size_t i = 0; i < j->ntax; i++)
		if (!taxes_read(j->run->diag, j->tax[i], i, sink))
			return false;
	return true;
}

static bool
write_sum(struct job *j, const struct collect_row *row, size_t n)
{
	struct buf b;
	size_t end;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	date_put_month(&b, row->month);
	buf_hundredths(&b, row->fen);
	end = b.n;
	if (row->has_local)
		buf_hundredths(&b, row->local_fen);
	ok = run_row(j->run, (const struct str[]){
	    str_sub(buf_str(&b), 0, 7), row->uscc,
	    str_sub(buf_str(&b), 7, end), str_sub(buf_str(&b), end, b.n) }, n);
	buf_fini(&b);
	return ok;
}

static bool
write_sums(struct job *j, struct collect *c)
{
	struct str head[] = { STR("month"), STR("uscc"), STR("tax_yuan"),
		STR("local_tax_yuan") };
	size_t n = collect_has_local(c) ? 4 : 3;
	bool text = run_takes_text(j->run), ok = run_header(j->run, head, n);
	struct collect_row row;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	while (ok && collect_next(c, &row)) {
		if (text)
			collect_put(&b, &row, n == 4);
		else
			ok = write_sum(j, &row, n);
		if (b.n < TEXT_AT_ONCE)
			continue;
		ok = run_text(j->run, buf_str(&b));
		buf_reset(&b);
	}
	ok = ok && (b.n == 0 || run_text(j->run, buf_str(&b)));
	buf_reset(&b);
	collect_summary(c, &b);
	if (ok)
		diag_summary(j->run->diag, buf_str(&b));
	buf_fini(&b);
	return ok;
}

/* Not given: all processors. */
static unsigned
threads_of(const struct args *a)
{
	return a->threads <= 0 ? thread_processors() :
	    a->threads > THREADS_MAX ? THREADS_MAX : (unsigned)a->threads;
}

static bool
sum_only(struct job *j)
{
	struct taxes_sink sink = { collect_add, NULL };
	struct collect *c;
	bool ok;

	if (!find_taxes(j))
		return false;
	sink.arg = c = collect_new(j->tax, j->args->add);
	ok = collect_share(c, j->tax, j->ntax, threads_of(j->args)) ||
	    read_taxes(j, &sink);
	if (ok)
		collect_sort(c);
	ok = ok && write_sums(j, c);
	collect_free(c);
	return ok;
}

static bool
read_registers(struct job *j)
{
	struct run *run = j->run;
	struct code_book *codes = run_codes(run);
	const char *b = codes == NULL ? NULL : need_input(run,
	    j->args->buildings, "buildings.csv", "-b BUILDINGS is needed");
	const char *t = b == NULL ? NULL : need_input(run,
	    j->args->tenancies, "tenancies.csv", "-t TENANCIES is needed");

	if (t == NULL || !tenure_buildings(&j->tenure, run->diag, b, codes) ||
	    !tenure_tenancies(&j->tenure, run->diag, t, codes))
		return false;
	tenure_finish(&j->tenure);
	return true;
}

static bool
add_to_ledger(void *arg, struct diag *d, const struct ledger_row_in *row)
{
	return ledger_add(arg, d, row);
}

/* *traced: the building of --explain. */
static bool
read_ledger(struct job *j, uint32_t *traced)
{
	const struct args *a = j->args;
	struct taxes_sink sink = { add_to_ledger, NULL };

	j->ledger = ledger_new(&j->tenure.enterprise, a->period);
	j->ledger->add = a->add;
	j->ledger->codes = run_codes(j->run);
	j->ledger->count = a->unattributed != NULL;
	if (a->explain != NULL) {
		*traced = tenure_find(&j->tenure, str_from(a->explain));
		if (*traced == TENURE_NONE) {
			diag_at(j->run->diag, NULL, DIAG_NO_SUCH_BUILDING,
			    DIAG_Z(a->explain));
			return false;
		}
		j->traced = trace_wanted(&j->tenure, *traced);
		j->ledger->traced = j->traced;
	}
	if (!find_taxes(j))
		return false;
	j->ledger->file = j->tax;
	sink.arg = j->ledger;
	return ledger_share(j->ledger, j->tax, j->ntax, threads_of(a)) ||
	    read_taxes(j, &sink);
}

static bool
roll_up(struct job *j)
{
	uint32_t traced = TENURE_NONE;
	bool ok;

	j->rollup.months.codes = j->args->months == NULL ? NULL :
	    run_codes(j->run);
	ok = read_registers(j) && read_ledger(j, &traced) &&
	    rollup_run(&j->rollup, j->run->diag, &j->tenure, j->ledger,
	        &j->rule);

	if (!ok)
		return false;
	if (traced != TENURE_NONE)
		ok = write_trace(j, traced);
	else if (j->args->by >= 0)
		ok = write_groups(j);
	else
		ok = write_buildings(j);
	if (ok && j->args->unattributed != NULL)
		ok = write_lost(j);
	if (ok && j->args->months != NULL)
		ok = write_months(j);
	if (ok)
		balance_summary(&j->rollup, j->run->diag);
	return ok;
}

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

static enum run_status
rollup_main(struct run *run, void *args)
{
	struct job j = { .run = run, .args = args };
	bool ok = check_args(run, j.args), findings;

	if (ok && j.args->sum)
		ok = sum_only(&j);
	else if (ok && (ok = load_settings(&j)))
		ok = j.args->show_rules ? rules_show(run, &j.settings, 1) : roll_up(&j);
	findings = j.tenure.unknown_buildings > 0;
	rollup_fini(&j.rollup);
	ledger_free(j.ledger);
	tenure_fini(&j.tenure);
	rollup_rule_fini(&j.rule);
	setting_free(j.settings);
	free(j.traced);
	return !ok ? RUN_FAILED : findings ? RUN_FINDINGS : RUN_DONE;
}

static const struct cli_cmd rollup_cmd = {
	.name = "bldg-rollup",
	.operands = "[TAXES…]",
	.about = { "Attributes tax to buildings and writes the indicators of "
		"every building.",
	    "将税收归集到楼宇，输出每幢楼宇的指标。" },
	.opt = options,
	.args_size = sizeof(struct args),
	.run = rollup_main,
	.from = CLI_FROM_WORKSPACE,
	.example = examples,
	.formats = "csv|text|md|html|json|xlsx",
};

int
main(int argc, char **argv)
{
	return cli_main(&rollup_cmd, argc, argv);
}

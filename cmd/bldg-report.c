/* bldg-report: what people read, from one dataset. */
#include <stddef.h>

#include "cli/cli.h"
#include "cli/report_catalogue.h"
#include "cli/report_making.h"
#include "print/words.h"

struct args {
	struct report_making what;
	const char *explain;
	bool list, show_rules;
};

static const struct cli_opt options[] = {
	{ 'd', "district", CLI_TEXT, "DISTRICT", offsetof(struct args, what.district),
	    { "only this district (code, name or alias)",
	        "只列此地区（代码、名称或别名）" }, NULL },
	{ 0, "scope", CLI_TEXT, "DISTRICT", offsetof(struct args, what.scope),
	    { "one district, which it names its own buildings and taxpayers of",
	        "只编此地区，不列其他地区的楼宇和企业" }, NULL },
	{ 'p', "period", CLI_MONTH, "PERIOD", offsetof(struct args, what.period),
	    { "the period the input must have; with -C, whose results to read",
	        "输入应有的统计期；与 -C 同用时为所读结果的统计期" }, NULL },
	{ 'b', "buildings", CLI_INPUT, "FILE", offsetof(struct args, what.buildings),
	    { "names and districts of buildings, for reports of lists",
	        "楼宇台账：为名单类报表提供楼宇名称和地区" }, NULL },
	{ 0, "previous", CLI_INPUT, "FILE", offsetof(struct args, what.previous),
	    { "the same of an earlier period, for reports of changes",
	        "前期的同类数据，用于比较变动的报表" }, NULL },
	{ 'c', "rules", CLI_INPUT, "RULES.ini", offsetof(struct args, what.rules),
	    { "rules that replace the installed ones", "覆盖内置规则的规则文件" },
	    NULL },
	{ 0, "goal", CLI_COUNT, "N", offsetof(struct args, what.goal),
	    { "nurture: so many buildings above 1 yi are wanted",
	        "nurture：要达到的亿元楼宇幢数" }, NULL },
	{ 0, "top", CLI_COUNT, "N", offsetof(struct args, what.top),
	    { "high-output, movers: so many places; 0 for all",
	        "high-output、movers：列出的位次数，0 为全部" }, NULL },
	{ 0, "years", CLI_COUNT, "N", offsetof(struct args, what.years),
	    { "bluebook: the trend over so many years, at most 5",
	        "bluebook：历年趋势的年数，最多5" }, NULL },
	{ 0, "with", CLI_LIST, "NAME=FILE", offsetof(struct args, what.with),
	    { "another dataset that the report reads",
	        "报表所读的其他数据集" }, NULL },
	{ 0, "public", CLI_FLAG, NULL, offsetof(struct args, what.is_public),
	    { "hide what would tell a taxpayer's figures, see disclose.ini",
	        "公开版：隐去可推知纳税人数据的数，规则见 disclose.ini" }, NULL },
	{ 0, "explain", CLI_TEXT, "CELL", offsetof(struct args, explain),
	    { "what stands behind a printed figure, REPORT/ROW/COLUMN",
	        "列出印出的一个数字（报表/行/栏）的由来" }, NULL },
	{ 0, "show-rules", CLI_ALONE, NULL, offsetof(struct args, show_rules),
	    { "the rules in force of reports and where each comes from",
	        "列出报表的生效规则及其出处" }, NULL },
	{ 0, "list", CLI_ALONE, NULL, offsetof(struct args, list),
	    { "list the reports", "列出各报表" }, NULL },
	{ .name = NULL },
};

static const char *const examples[] = {
	"bldg-report key -f text classified.csv",
	"bldg-report completion -d 320571 -f md completion.csv",
	"bldg-report monthly -C /srv/bldg/suzhou -p 2023-06 -o 月报.html",
	"bldg-report district --scope 园区 -C /srv/bldg/suzhou -p 2023-06",
	"bldg-report --explain key/320571-0088/tax_yuan -C /srv/bldg/suzhou -p 2023-06",
	NULL,
};

/* NAME [FILE]; with --explain the address may name the report. */
static bool
split_operands(struct run *run, const struct explain *x, struct str *name,
    const char **file)
{
	size_t n = run->default_input ? 0 : run->nfile;
	bool named = n > 0 && (x->text.n == 0 ||
	    report_find(str_from(run->file[0])) != NULL);

	if (n > (named ? 2u : 1u) || (!named && x->text.n == 0)) {
		diag_at(run->diag, NULL, DIAG_USAGE,
		    DIAG_Z(run->lang == LANG_ZH
		        ? "用法：bldg-report NAME [FILE]；bldg-report --list 列出各报表"
		        : "give the name of a report and at most one file; "
		          "bldg-report --list names the reports"));
		return false;
	}
	*name = named ? str_from(run->file[0]) : x->at.document;
	if (name->n == 0) {
		struct str rest = x->text;

		(void)str_cut(&rest, '/', name); /* who looks for it tells */
	}
	*file = n > named ? run->file[named] : NULL;
	return true;
}

/* REPORT/ROW/COLUMN; without REPORT where an operand names it. */
static bool
is_address(struct explain *x, const struct run *run)
{
	struct str rest = x->text, first;

	return address_parse(&x->at, x->text) && (x->at.document.n > 0 ||
	    (!run->default_input && report_find(str_from(run->file[0])) !=
	        NULL) || (str_cut(&rest, '/', &first) &&
	        report_find(first) == NULL));
}

static enum run_status
explain_cell(struct run *run, const struct report_kind *kind,
    const char *file, const struct report_making *what, struct explain *x)
{
	enum run_status status;

	if (what->is_public) {
		diag_at(run->diag, NULL, DIAG_USAGE, DIAG_Z(words(run->lang,
		    "--explain 列出纳税人的数据，不能与 --public 同用",
		    "--explain shows the figures of taxpayers: not with "
		    "--public")));
		return RUN_FAILED;
	}
	explain_init(x, run->report_lang);
	explain_of(x, kind);
	status = report_making(run, kind, file, what, x);
	explain_fini(x);
	return status;
}

static enum run_status
report(struct run *run, void *p)
{
	const struct args *args = p;
	const struct report_kind *kind;
	struct explain x = { .text = str_from(args->explain) };
	struct str name;
	const char *file;

	if (args->list)
		return report_catalogue_list(run);
	if (args->show_rules)
		return report_catalogue_rules(run, args->what.rules);
	if (args->explain != NULL && !is_address(&x, run)) {
		diag_at(run->diag, NULL, DIAG_EXPLAIN_ADDRESS,
		    DIAG_STR(x.text));
		return RUN_FAILED;
	}
	if (!split_operands(run, &x, &name, &file) ||
	    (kind = report_catalogue_find(run, name)) == NULL)
		return RUN_FAILED;
	return x.text.n > 0 ?
	    explain_cell(run, kind, file, &args->what, &x) :
	    report_making(run, kind, file, &args->what, NULL);
}

static const struct cli_cmd cmd = {
	.name = "bldg-report",
	.operands = "NAME [FILE]",
	.about = { "make a report from a dataset", "由数据集生成报表" },
	.opt = options,
	.args_size = sizeof(struct args),
	.run = report,
	.words = 1,
	.from = CLI_FROM_WORKSPACE,
	.example = examples,
	.formats = "csv|text|md|html|json|xlsx|docx|svg",
};

int
main(int argc, char **argv)
{
	return cli_main(&cmd, argc, argv);
}

/* bldg-report: what people read, from one dataset. */
#include <stddef.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/dataset_out.h"
#include "cli/report_explain.h"
#include "cli/report_input.h"
#include "cli/workspace.h"
#include "io/input.h"
#include "print/words.h"
#include "report/explain.h"
#include "schema/near.h"
#include "text/utf8.h"

struct args {
	bool list, show_rules, is_public;
	int period;
	const char *district, *scope, *buildings, *previous, *rules, *explain;
	struct cli_list with;
	long goal, top, years;
};

static const struct cli_opt options[] = {
	{ 'd', "district", CLI_TEXT, "DISTRICT", offsetof(struct args, district),
	    { "only this district (code, name or alias)",
	        "只列此地区（代码、名称或别名）" }, NULL },
	{ 0, "scope", CLI_TEXT, "DISTRICT", offsetof(struct args, scope),
	    { "one district, which it names its own buildings and taxpayers of",
	        "只编此地区，不列其他地区的楼宇和企业" }, NULL },
	{ 'p', "period", CLI_MONTH, "PERIOD", offsetof(struct args, period),
	    { "the period the input must have; with -C, whose results to read",
	        "输入应有的统计期；与 -C 同用时为所读结果的统计期" }, NULL },
	{ 'b', "buildings", CLI_INPUT, "FILE", offsetof(struct args, buildings),
	    { "names and districts of buildings, for reports of lists",
	        "楼宇台账：为名单类报表提供楼宇名称和地区" }, NULL },
	{ 0, "previous", CLI_INPUT, "FILE", offsetof(struct args, previous),
	    { "the same of an earlier period, for reports of changes",
	        "前期的同类数据，用于比较变动的报表" }, NULL },
	{ 'c', "rules", CLI_INPUT, "RULES.ini", offsetof(struct args, rules),
	    { "rules that replace the installed ones", "覆盖内置规则的规则文件" },
	    NULL },
	{ 0, "goal", CLI_COUNT, "N", offsetof(struct args, goal),
	    { "nurture: so many buildings above 1 yi are wanted",
	        "nurture：要达到的亿元楼宇幢数" }, NULL },
	{ 0, "top", CLI_COUNT, "N", offsetof(struct args, top),
	    { "high-output, movers: so many places; 0 for all",
	        "high-output、movers：列出的位次数，0 为全部" }, NULL },
	{ 0, "years", CLI_COUNT, "N", offsetof(struct args, years),
	    { "bluebook: the trend over so many years, at most 5",
	        "bluebook：历年趋势的年数，最多5" }, NULL },
	{ 0, "with", CLI_LIST, "NAME=FILE", offsetof(struct args, with),
	    { "another dataset that the report reads",
	        "报表所读的其他数据集" }, NULL },
	{ 0, "public", CLI_FLAG, NULL, offsetof(struct args, is_public),
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
	"bldg-report --explain key/320571-0088/tax_yuan -C /srv/bldg/suzhou",
	NULL,
};

static enum run_status
list(struct run *run)
{
	struct output *out = run_output(run);
	struct buf b;

	if (out == NULL)
		return RUN_FAILED;
	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < report_count(); i++) {
		const struct report_kind *kind = report_at(i);

		buf_puts(&b, kind->name);
		buf_pad(&b, ' ', 14 - strlen(kind->name));
		buf_puts(&b, kind->about[run->lang]);
		buf_putc(&b, '\n');
	}
	output_put(out, buf_str(&b));
	buf_fini(&b);
	return output_failed(out) ? RUN_FAILED : RUN_DONE;
}

/* Those of reports alone, of the files that are installed. */
static enum run_status
show_rules(struct run *run, const char *option)
{
	static const char *const name[] = { "disclose.ini", "report.ini",
		"team.ini" };
	const size_t most = sizeof(name) / sizeof(name[0]);
	struct setting_book *book[sizeof(name) / sizeof(name[0])];
	size_t n = 0;
	bool ok = true;

	for (size_t i = 0; ok && i < most; i++) {
		if (!input_is_file(run_data_path(run, "rules", name[i])))
			continue;
		book[n] = rules_load(run, name[i], option);
		ok = book[n++] != NULL;
	}
	ok = ok && rules_show(run, book, n);
	while (n > 0)
		setting_free(book[--n]);
	return ok ? RUN_DONE : RUN_FAILED;
}

static const struct report_kind *
find(struct run *run, struct str name)
{
	const struct report_kind *kind = report_find(name);
	struct near near = { .name = name };
	struct buf all;

	if (kind != NULL)
		return kind;
	buf_init(&all, BUF_UNBOUNDED);
	for (size_t i = 0; i < report_count(); i++) {
		near_offer(&near, str_from(report_at(i)->name));
		if (i > 0)
			buf_puts(&all, ", ");
		buf_puts(&all, report_at(i)->name);
	}
	if (near.best.n > 0)
		diag_at(run->diag, NULL, DIAG_UNKNOWN_REPORT_NEAR,
		    DIAG_STR(name), DIAG_STR(near.best));
	else
		diag_at(run->diag, NULL, DIAG_UNKNOWN_REPORT, DIAG_STR(name),
		    DIAG_STR(buf_str(&all)));
	buf_fini(&all);
	return NULL;
}

/* What it is limited to by -d or --scope; false after a report. */
static bool
find_district(struct run *run, const struct args *args,
    const struct report_kind *kind, struct report_input *in)
{
	bool needs = (kind->takes & REPORT_NEEDS_SCOPE) != 0;
	const char *name = args->scope != NULL ? args->scope : args->district;
	const struct district *x = name == NULL ? NULL :
	    code_district(run_codes(run), str_from(name));

	in->own = args->scope != NULL;
	if (name != NULL && x == NULL) {
		diag_at(run->diag, NULL, DIAG_UNKNOWN_DISTRICT, DIAG_Z(name),
		    DIAG_Z(in->own ? "--scope" : "--district"));
		return false;
	}
	if (needs && (x == NULL || x->is_city)) {
		diag_at(run->diag, NULL, DIAG_REPORT_SCOPE,
		    DIAG_Z(kind->name));
		return false;
	}
	if (x != NULL && (!x->is_city || kind->has_city_rows))
		in->district = x;
	return true;
}

/* A document is for people, and so is what stands behind a cell: text where
 * nothing else is asked for. */
static const struct format *
format_of(const struct run *run, const struct report_kind *kind,
    bool explain)
{
	bool asked = run->format_given || (run->output != NULL &&
	    str_ends(str_from(run->output), STR(".csv")));

	return ((kind->takes & REPORT_IS_DOCUMENT) != 0 || explain) && !asked &&
	    strcmp(run->format, "csv") == 0 ? &format_text :
	    format_find(str_from(run->format));
}

static enum run_status
make(struct run *run, const struct args *args, const struct report_kind *kind,
    const char *file, struct explain *explain)
{
	struct report_files files = { .run = run, .kind = kind,
		.operand = file,
		.with = &args->with, .buildings = args->buildings,
		.previous = args->previous, .rules = args->rules,
		.district = args->district != NULL,
		.scope = args->scope != NULL,
		.period = args->period, .explain = explain != NULL,
		.options = { args->goal, args->top, args->years },
		.is_public = args->is_public };
	struct report_input in = { .diag = run->diag,
		.lang = run->report_lang, .codes = run_codes(run),
		.provide = report_files_provide,
		.settings = report_files_settings, .arg = &files,
		.options = files.options, .is_public = args->is_public,
		.explain = explain };
	const struct format *format = format_of(run, kind, explain != NULL);
	bool ok;
	struct buf b;

	if (in.codes == NULL || !report_files_check(&files) ||
	    !find_district(run, args, kind, &in) ||
	    !report_files_settle(&files, &in.issue))
		return RUN_FAILED;
	in.period = files.period;
	buf_init(&b, BUF_UNBOUNDED);
	if (run->bom && format == &format_csv)
		buf_puts(&b, "\xef\xbb\xbf");
	ok = (explain == NULL ? report_make(&b, kind, &in, format) :
	    report_explain_make(&b, &files, &in, format)) &&
	    run_formatted(run, format, buf_str(&b));
	buf_fini(&b);
	report_files_fini(&files);
	return ok ? RUN_DONE : RUN_FAILED;
}

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

		(void)str_cut(&rest, '/', name); /* find() tells */
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
report(struct run *run, void *p)
{
	const struct args *args = p;
	const struct report_kind *kind;
	struct explain x = { .text = str_from(args->explain) };
	enum run_status status = RUN_FAILED;
	struct str name;
	const char *file;

	if (args->list)
		return list(run);
	if (args->show_rules)
		return show_rules(run, args->rules);
	if (args->explain != NULL && !is_address(&x, run)) {
		diag_at(run->diag, NULL, DIAG_EXPLAIN_ADDRESS,
		    DIAG_STR(x.text));
		return RUN_FAILED;
	}
	if (!split_operands(run, &x, &name, &file) ||
	    (kind = find(run, name)) == NULL)
		return RUN_FAILED;
	if (x.text.n == 0)
		return make(run, args, kind, file, NULL);
	if (args->is_public) {
		diag_at(run->diag, NULL, DIAG_USAGE, DIAG_Z(words(run->lang,
		    "--explain 列出纳税人的数据，不能与 --public 同用",
		    "--explain shows the figures of taxpayers: not with "
		    "--public")));
		return RUN_FAILED;
	}
	explain_init(&x, run->report_lang);
	explain_of(&x, kind);
	status = make(run, args, kind, file, &x);
	explain_fini(&x);
	return status;
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

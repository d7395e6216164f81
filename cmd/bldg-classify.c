/* Classes of buildings: tiers, new and left, key, renovation; and why. */
#include <stddef.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "cli/dataset_out.h"
#include "cli/workspace.h"
#include "report/format.h"
#include "report/why.h"
#include "rule/roster.h"

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

static bool
read_with(struct run *run, struct roster *r, const char *path,
    enum dataset_id id, bool (*read)(struct roster *, struct row_reader *))
{
	struct row_reader *in;
	bool ok;

	if (path == NULL)
		return true;
	in = row_open(run->diag, path, dataset_at(id), run_codes(run));
	ok = in != NULL && read(r, in);
	row_close(in);
	return ok;
}

/* The period's own file of the workspace, where nothing was named; NULL
 * after a report. */
static const char *
input_of(struct run *run, const struct args *a)
{
	if (run->default_input && run->workspace != NULL && a->period >= 0)
		return workspace_input(run, a->period, "indicators.csv");
	return run->file[0];
}

static struct roster *
read_all(struct run *run, const struct args *a)
{
	const char *path = input_of(run, a);
	struct row_reader *in = path == NULL ? NULL : row_open(run->diag, path,
	    indicator_dataset(), run_codes(run));
	struct roster *r = in == NULL ? NULL :
	    roster_read(run->diag, in, a->period);
	const char *base = a->base != NULL ? a->base :
	    workspace_file(run, "canon", "base.csv");
	const char *recognitions = a->recognitions != NULL ?
	    a->recognitions :
	    workspace_file(run, "canon", "recognitions.csv");

	row_close(in);
	if (r != NULL)
		r->fields.codes = run_codes(run);
	if (r != NULL &&
	    read_with(run, r, base, DATASET_BASE, roster_read_base) &&
	    read_with(run, r, recognitions, DATASET_RECOGNITIONS,
	        roster_read_recognitions))
		return r;
	roster_free(r);
	return NULL;
}

static bool
write_all(struct run *run, const struct roster *r)
{
	size_t n = roster_width(r);
	struct str *cell = mem_zalloc(n, sizeof(*cell));
	struct buf buf;
	bool ok;

	buf_init(&buf, BUF_UNBOUNDED);
	roster_put_header(r, cell);
	ok = run_header(run, cell, n);
	for (size_t i = 0; ok && i < r->n; i++) {
		roster_put_row(r, &r->row[i], &buf, cell);
		ok = run_row(run, cell, n);
	}
	buf_reset(&buf);
	roster_put_summary(r, run->lang, &buf);
	if (ok)
		diag_summary(run->diag, buf_str(&buf));
	buf_fini(&buf);
	free(cell);
	return ok;
}

static bool
explain(struct run *run, const struct roster *r,
    const struct class_rules *rules, const char *building)
{
	const struct roster_row *row = roster_find(r, str_from(building));
	const struct format *format = format_find(
	    str_from(strcmp(run->format, "csv") == 0 ? "text" : run->format));
	struct output *out = row == NULL ? NULL : run_output(run);
	struct table *t;
	struct buf b;

	if (out == NULL)
		return false;
	buf_init(&b, BUF_UNBOUNDED);
	t = why_building(run->report_lang, rules, row);
	format_put_table(format, &b, t);
	output_put(out, buf_str(&b));
	table_free(t);
	buf_fini(&b);
	return !output_failed(out);
}

static enum run_status
run_classify(struct run *run, void *args)
{
	const struct args *a = args;
	struct setting_book *book = rules_load(run, "classify.ini", a->rules);
	struct roster *r = NULL;
	struct class_rules *rules = NULL;
	enum run_status status = RUN_FAILED;

	if (book != NULL && a->show_rules) {
		status = rules_show(run, &book, 1) ? RUN_DONE : RUN_FAILED;
	} else if (book != NULL) {
		if (run->nfile > 1)
			diag_at(run->diag, NULL, DIAG_USAGE,
			    DIAG_Z(run->lang == LANG_ZH ? "最多一个输入" :
			        "one input at most"));
		else if (run_codes(run) != NULL)
			r = read_all(run, a);
		if (r != NULL)
			rules = class_rules_new(run->diag, book, &r->fields);
		if (rules != NULL)
			class_rules_check(run->diag, rules, book);
		if (rules != NULL && roster_classify(r, rules) &&
		    (a->explain != NULL ? explain(run, r, rules, a->explain) :
		                          write_all(run, r)))
			status = RUN_DONE;
	}
	class_rules_free(rules);
	roster_free(r);
	setting_free(book);
	return status;
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
	.formats = "csv|text|md|html|json",
};

int
main(int argc, char **argv)
{
	return cli_main(&cmd, argc, argv);
}

/* bldg-import: what offices send, as one canonical dataset. */
#include <stddef.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/data_dictionary.h"
#include "cli/intake.h"
#include "cli/intake_any.h"
#include "cli/intake_options.h"
#include "cli/intake_workspace.h"

struct args {
	struct intake_options how;
	struct workspace_intake of; /* a workspace */
	bool list;
};

#define OPT(letter, name, kind, arg, field, choices, en, zh)               \
	{ letter, name, kind, arg, offsetof(struct args, field),           \
	    { en, zh }, choices }

static const struct cli_opt options[] = {
	OPT('m', "map", CLI_INPUT, "MAP.ini", how.map, NULL,
	    "headings, units and words of this office",
	    "本单位的表头、单位和用语"),
	OPT('e', "encoding", CLI_TEXT, "ENCODING", how.encoding, NULL,
	    "utf-8, gb18030 …; by default the bytes decide",
	    "utf-8、gb18030 等；默认由内容判断"),
	OPT(0, "set", CLI_LIST, "COLUMN=VALUE", how.set, NULL,
	    "what the file does not say", "文件中没有的内容"),
	OPT(0, "unit", CLI_LIST, "COLUMN=UNIT", how.unit, NULL,
	    "unit of a column that states none", "未注明单位的列的单位"),
	OPT('r', "rejects", CLI_TEXT, "FILE", how.rejects, NULL,
	    "write what was rejected, and why", "写出退回的行及原因"),
	OPT(0, "max-rejects", CLI_TEXT, "N|P%", how.max_rejects, NULL,
	    "give up when more rows are rejected", "退回超过此数则中止"),
	OPT(0, "check", CLI_INPUT, "BUILDINGS", how.check, NULL,
	    "reject rows of buildings that are not in this file",
	    "楼宇不在此文件中的行退回"),
	OPT(0, "lookup", CLI_INPUT, "IDS", how.lookup, NULL,
	    "find building ids by name or alias", "按名称或别名查楼宇编号"),
	OPT(0, "assign", CLI_FLAG, NULL, how.assign, NULL,
	    "give unknown names new ids, and write them to IDS",
	    "为未知名称编新号，并写入编号册"),
	OPT(0, "duplicates", CLI_CHOICE, "reject|first|last|sum", how.duplicates,
	    "reject|first|last|sum", "rows of one key: reject, first, last, sum",
	    "主键重复的行：reject、first、last、sum"),
	OPT(0, "cumulative", CLI_CHOICE, "check|use|ignore", how.cumulative,
	    "check|use|ignore",
	    "figures since January: compare them, take their differences, "
	    "leave them",
	    "累计数：核对、取差、不用"),
	OPT(0, "keep-unknown", CLI_FLAG, NULL, how.keep_unknown, NULL,
	    "keep columns that the dataset does not know", "保留未知的列"),
	OPT(0, "fill-down", CLI_LIST, "COLUMN", how.fill_down, NULL,
	    "empty cells repeat the one above (merged cells)",
	    "空格取上一行的值（合并单元格）"),
	OPT(0, "wide", CLI_FLAG, NULL, how.wide, NULL,
	    "months lie side by side: {month} in the map's headings",
	    "各月并列：映射文件表头中的 {month}"),
	OPT(0, "source", CLI_FLAG, NULL, how.source, NULL,
	    "add a column source: FILE:LINE", "增加 source 列：文件:行"),
	OPT(0, "audit", CLI_TEXT, "FILE", how.audit, NULL,
	    "write every changed cell: from, to, rule",
	    "写出每个改动的单元格：原值、新值、规则"),
	OPT(0, "annotate", CLI_TEXT, "FILE.xlsx", how.annotate, NULL,
	    "write the tables as sent, with what was found marked, to go back",
	    "写出所报原表，问题单元格着色并批注原因，供退回"),
	OPT(0, "sheet", CLI_TEXT, "NAME|N", how.sheet, NULL,
	    "the sheet of a workbook; by default all that are shown",
	    "工作簿中的工作表；默认读取所有显示的工作表"),
	OPT(0, "delimiter", CLI_TEXT, "CHAR", how.delimiter, NULL,
	    "what separates fields; tab for the tab; by default the header "
	    "decides",
	    "字段分隔符，tab 为制表符；默认由表头判断"),
	OPT(0, "quote", CLI_TEXT, "CHAR", how.quote, NULL,
	    "what fields are quoted with", "字段的引号"),
	OPT(0, "draft-map", CLI_FLAG, NULL, how.draft_map, NULL,
	    "print the map as understood, to be corrected by hand",
	    "打印识别出的映射文件，供人工修改"),
	OPT(0, "escape", CLI_TEXT, "CHAR", how.escape, NULL,
	    "any: what a quote within quotes stands behind, as \\; by default "
	    "it is doubled",
	    "any：引号内引号的转义符，如 \\；默认双写"),
	OPT(0, "skip-rows", CLI_TEXT, "N", how.skip_rows, NULL,
	    "any: leave out so many lines above the header",
	    "any：略去表头以上的行数"),
	OPT(0, "header-rows", CLI_TEXT, "N", how.header_rows, NULL,
	    "any: the header has so many rows, joined by a blank",
	    "any：表头的行数，各行以空格相连"),
	OPT(0, "no-header", CLI_FLAG, NULL, how.no_header, NULL,
	    "any: there is no header; columns are column_1 …",
	    "any：没有表头，列名为 column_1 等"),
	OPT('j', "threads", CLI_COUNT, "THREADS", how.threads, NULL,
	    "threads; the output does not depend on it",
	    "线程数；不影响输出"),
	OPT(0, "stats", CLI_FLAG, NULL, how.stats, NULL,
	    "tell how many rows were clean as they stood",
	    "说明有多少行无需整理"),
	OPT('p', "period", CLI_MONTH, "PERIOD", of.period, NULL,
	    "of a workspace: as of this month, by default the newest of the "
	    "taxes", "工作区：截至该月，默认为税收中最新的月份"),
	OPT(0, "only", CLI_LIST, "DATASET", of.only, NULL,
	    "of a workspace: this dataset alone, or taxes/2023-06",
	    "工作区：只导入该数据集，或 taxes/2023-06"),
	OPT(0, "files", CLI_FLAG, NULL, of.files, NULL,
	    "of a workspace: list which file stands for what, import nothing",
	    "工作区：只列出各文件用作什么，不导入"),
	OPT(0, "schema", CLI_ALONE, NULL, how.schema, NULL,
	    "print the dataset's columns as a Table Schema (JSON)",
	    "以 Table Schema（JSON）打印数据集的列"),
	OPT(0, "list", CLI_ALONE, NULL, list, NULL,
	    "list the datasets and their columns", "列出数据集和列"),
	{ .name = NULL },
};

/* False after a report: an option of a whole workspace. */
static bool
no_workspace_options(struct run *run, const struct workspace_intake *of)
{
	const char *option = of->period >= 0 ? "--period"
	    : of->only.n > 0 ? "--only" : of->files ? "--files" : NULL;

	if (option != NULL)
		diag_at(run->diag, NULL, DIAG_OPTION_WORKSPACE,
		    DIAG_Z(option));
	return option == NULL;
}

/* What workspace.ini names. */
static enum run_status
import_workspace(struct run *run, const struct args *a)
{
	struct intake in = { .ds = NULL };

	if (!intake_options_fit(run, &a->how, INTAKE_WORKSPACE,
	    "workspace.ini"))
		return RUN_FAILED;
	intake_options_common(&a->how, &in);
	return intake_workspace(run, &in, &a->of);
}

static enum run_status
import_dataset(struct run *run, const struct intake_options *how,
    const char *name)
{
	const struct dataset *ds = data_dictionary_find(run, name);
	struct intake in = { .ds = NULL };

	if (ds == NULL)
		return RUN_FAILED;
	if (how->schema)
		return data_dictionary_schema(run, ds);
	if (!intake_options_fit(run, how, INTAKE_DATASET, name) ||
	    !intake_options_read(run, how, ds, &in) ||
	    (run->workspace != NULL && !intake_defaults(run, &in)))
		return RUN_FAILED;
	return intake_run(run, &in);
}

static enum run_status
import(struct run *run, void *args)
{
	const struct args *a = args;
	const char *name = run->default_input ? NULL : run->file[0];

	if (a->list)
		return data_dictionary_list(run);
	if (name == NULL && run->workspace != NULL && !a->how.schema)
		return import_workspace(run, a);
	if (!no_workspace_options(run, &a->of))
		return RUN_FAILED;
	if (name == NULL) {
		diag_at(run->diag, NULL, DIAG_USAGE, DIAG_Z(run->lang == LANG_ZH
		    ? "用法：bldg-import DATASET [FILE…]；bldg-import --list 列出各数据集"
		    : "name the dataset first; bldg-import --list names them"));
		return RUN_FAILED;
	}
	if (strcmp(name, "any") != 0)
		return import_dataset(run, &a->how, name);
	if (!intake_options_fit(run, &a->how, INTAKE_ANY, name))
		return RUN_FAILED;
	return intake_any(run, &a->how);
}

static const char *const examples[] = {
	"bldg-import taxes 税收-202304.csv -o canon/taxes/2023-04.csv",
	"bldg-import tenancies --lookup ids.csv --set district=园区 台账.csv",
	"bldg-import buildings -m 园区.ini -r rejects.csv 楼宇.csv",
	"bldg-import buildings --annotate 退回.xlsx -o 园区.csv 园区楼宇.csv",
	"bldg-import any --delimiter ';' --skip-rows 3 台账.csv",
	NULL,
};

static const struct cli_cmd cmd = {
	.name = "bldg-import",
	.operands = "DATASET [FILE…]",
	.about = { "Dirty district files into one canonical dataset.",
	    "把各地报送的文件整理成一个规范数据集。" },
	.opt = options,
	.args_size = sizeof(struct args),
	.run = import,
	.words = 1,
	.example = examples,
	.formats = "csv|text|md|html|json|xlsx",
};

int
main(int argc, char **argv)
{
	return cli_main(&cmd, argc, argv);
}

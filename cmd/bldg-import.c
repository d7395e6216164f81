#include <stdlib.h>

#include "base/thread.h"
#include "cli/cli.h"
#include "cli/dataset_out.h"
#include "cli/intake.h"
#include "cli/intake_any.h"
#include "cli/intake_workspace.h"
#include "import/fast.h"
#include "import/frictionless.h"
#include "import/mapping.h"
#include "text/utf8.h"

struct args {
	const char *map, *encoding, *rejects, *max_rejects, *check, *lookup;
	const char *audit, *annotate, *delimiter, *quote, *escape, *skip_rows, *sheet;
	const char *header_rows;
	struct cli_list set, unit, fill_down, only;
	int duplicates, cumulative, period;
	long threads;
	bool stats, files;
	bool assign, keep_unknown, list, source, schema, wide, draft_map, no_header;
};

#define OPT(letter, name, kind, arg, field, choices, en, zh)               \
	{ letter, name, kind, arg, offsetof(struct args, field),           \
	    { en, zh }, choices }

static const struct cli_opt options[] = {
	OPT('m', "map", CLI_INPUT, "MAP.ini", map, NULL,
	    "headings, units and words of this office",
	    "本单位的表头、单位和用语"),
	OPT('e', "encoding", CLI_TEXT, "ENCODING", encoding, NULL,
	    "utf-8, gb18030 …; by default the bytes decide",
	    "utf-8、gb18030 等；默认由内容判断"),
	OPT(0, "set", CLI_LIST, "COLUMN=VALUE", set, NULL,
	    "what the file does not say", "文件中没有的内容"),
	OPT(0, "unit", CLI_LIST, "COLUMN=UNIT", unit, NULL,
	    "unit of a column that states none", "未注明单位的列的单位"),
	OPT('r', "rejects", CLI_TEXT, "FILE", rejects, NULL,
	    "write what was rejected, and why", "写出退回的行及原因"),
	OPT(0, "max-rejects", CLI_TEXT, "N|P%", max_rejects, NULL,
	    "give up when more rows are rejected", "退回超过此数则中止"),
	OPT(0, "check", CLI_INPUT, "BUILDINGS", check, NULL,
	    "reject rows of buildings that are not in this file",
	    "楼宇不在此文件中的行退回"),
	OPT(0, "lookup", CLI_INPUT, "IDS", lookup, NULL,
	    "find building ids by name or alias", "按名称或别名查楼宇编号"),
	OPT(0, "assign", CLI_FLAG, NULL, assign, NULL,
	    "give unknown names new ids, and write them to IDS",
	    "为未知名称编新号，并写入编号册"),
	OPT(0, "duplicates", CLI_CHOICE, "WHAT", duplicates,
	    "reject|first|last|sum", "rows of one key: reject, first, last, sum",
	    "主键重复的行：reject、first、last、sum"),
	OPT(0, "cumulative", CLI_CHOICE, "WHAT", cumulative,
	    "check|use|ignore",
	    "figures since January: compare them, take their differences, "
	    "leave them",
	    "累计数：核对、取差、不用"),
	OPT(0, "keep-unknown", CLI_FLAG, NULL, keep_unknown, NULL,
	    "keep columns that the dataset does not know", "保留未知的列"),
	OPT(0, "fill-down", CLI_LIST, "COLUMN", fill_down, NULL,
	    "empty cells repeat the one above (merged cells)",
	    "空格取上一行的值（合并单元格）"),
	OPT(0, "wide", CLI_FLAG, NULL, wide, NULL,
	    "months lie side by side: {month} in the map's headings",
	    "各月并列：映射文件表头中的 {month}"),
	OPT(0, "source", CLI_FLAG, NULL, source, NULL,
	    "add a column source: FILE:LINE", "增加 source 列：文件:行"),
	OPT(0, "audit", CLI_TEXT, "FILE", audit, NULL,
	    "write every changed cell: from, to, rule",
	    "写出每个改动的单元格：原值、新值、规则"),
	OPT(0, "annotate", CLI_TEXT, "FILE.xlsx", annotate, NULL,
	    "write the tables as sent, with what was found marked, to go back",
	    "写出所报原表，问题单元格着色并批注原因，供退回"),
	OPT(0, "sheet", CLI_TEXT, "NAME|N", sheet, NULL,
	    "the sheet of a workbook; by default all that are shown",
	    "工作簿中的工作表；默认读取所有显示的工作表"),
	OPT(0, "delimiter", CLI_TEXT, "CHAR", delimiter, NULL,
	    "what separates fields; tab for the tab; by default the header "
	    "decides",
	    "字段分隔符，tab 为制表符；默认由表头判断"),
	OPT(0, "quote", CLI_TEXT, "CHAR", quote, NULL,
	    "what fields are quoted with", "字段的引号"),
	OPT(0, "draft-map", CLI_FLAG, NULL, draft_map, NULL,
	    "print the map as understood, to be corrected by hand",
	    "打印识别出的映射文件，供人工修改"),
	OPT(0, "escape", CLI_TEXT, "CHAR", escape, NULL,
	    "any: what a quote within quotes stands behind, as \\; by default "
	    "it is doubled",
	    "any：引号内引号的转义符，如 \\；默认双写"),
	OPT(0, "skip-rows", CLI_TEXT, "N", skip_rows, NULL,
	    "any: leave out so many lines above the header",
	    "any：略去表头以上的行数"),
	OPT(0, "header-rows", CLI_TEXT, "N", header_rows, NULL,
	    "any: the header has so many rows, joined by a blank",
	    "any：表头的行数，各行以空格相连"),
	OPT(0, "no-header", CLI_FLAG, NULL, no_header, NULL,
	    "any: there is no header; columns are column_1 …",
	    "any：没有表头，列名为 column_1 等"),
	OPT('j', "threads", CLI_COUNT, "THREADS", threads, NULL,
	    "threads; the output does not depend on it",
	    "线程数；不影响输出"),
	OPT(0, "stats", CLI_FLAG, NULL, stats, NULL,
	    "tell how many rows were clean as they stood",
	    "说明有多少行无需整理"),
	OPT('p', "period", CLI_MONTH, "PERIOD", period, NULL,
	    "of a workspace: as of this month, by default the newest of the "
	    "taxes", "工作区：截至该月，默认为税收中最新的月份"),
	OPT(0, "only", CLI_LIST, "DATASET", only, NULL,
	    "of a workspace: this dataset alone, or taxes/2023-06",
	    "工作区：只导入该数据集，或 taxes/2023-06"),
	OPT(0, "files", CLI_FLAG, NULL, files, NULL,
	    "of a workspace: list which file stands for what, import nothing",
	    "工作区：只列出各文件用作什么，不导入"),
	OPT(0, "schema", CLI_ALONE, NULL, schema, NULL,
	    "print the dataset's columns as a Table Schema (JSON)",
	    "以 Table Schema（JSON）打印数据集的列"),
	OPT(0, "list", CLI_ALONE, NULL, list, NULL,
	    "list the datasets and their columns", "列出数据集和列"),
	{ .name = NULL },
};

static enum run_status
list_datasets(struct run *run)
{
	const struct str header[] = { STR("dataset"), STR("column"),
		STR("type"), STR("key"), STR("required"), STR("values"),
		STR("label") };
	const size_t n = sizeof(header) / sizeof(header[0]);

	if (!run_header(run, header, n))
		return RUN_FAILED;
	for (int id = 0; id < DATASET_COUNT; id++) {
		const struct dataset *ds = dataset_at((enum dataset_id)id);

		for (size_t i = 0; i < ds->ncolumn; i++) {
			const struct column *c = &ds->column[i];
			struct str cell[] = { str_from(ds->name),
				str_from(c->name),
				str_from(value_type_name(c->type)),
				str_from(c->flags & COLUMN_KEY ? "1" : "0"),
				str_from(c->flags & COLUMN_REQUIRED ? "1"
								    : "0"),
				str_from(c->choices), str_from(c->zh) };

			if (!run_row(run, cell, n))
				return RUN_FAILED;
		}
	}
	return RUN_DONE;
}

static const struct dataset *
named_dataset(struct run *run)
{
	const struct dataset *ds = run->default_input ? NULL
	    : dataset_find(str_from(run->file[0]), NULL);
	struct buf names;

	if (ds != NULL)
		return ds;
	if (run->default_input) {
		diag_at(run->diag, NULL, DIAG_USAGE, DIAG_Z(run->lang == LANG_ZH
		    ? "用法：bldg-import DATASET [FILE…]；bldg-import --list 列出各数据集"
		    : "name the dataset first; bldg-import --list names them"));
		return NULL;
	}
	buf_init(&names, BUF_UNBOUNDED);
	for (int id = 0; id < DATASET_COUNT; id++) {
		if (id > 0)
			buf_putc(&names, ' ');
		buf_puts(&names, dataset_at((enum dataset_id)id)->name);
	}
	diag_at(run->diag, NULL, DIAG_UNKNOWN_DATASET,
	    DIAG_Z(run->file[0]),
	    DIAG_STR(buf_str(&names)));
	buf_fini(&names);
	return NULL;
}

/* One ASCII character, or `tab`. */
static bool
read_char(struct run *run, const char *text, char *out)
{
	if (text == NULL)
		return true;
	if (strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0) {
		*out = '\t';
		return true;
	}
	*out = text[0];
	if (text[0] > ' ' && text[0] < 0x7f && text[1] == '\0')
		return true;
	diag_at(run->diag, NULL, DIAG_OPTION_CHAR, DIAG_Z(text));
	return false;
}

/* One character of any width, or `tab`. */
static bool
read_delimiter(struct run *run, const char *text, struct str *out)
{
	char c = '\0';

	*out = str_from(text);
	if (text == NULL ||
	    (out->n > 1 && (text[0] & 0x80) != 0 && utf8_length(*out) == 1))
		return true;
	if (!read_char(run, text, &c))
		return false;
	if (c == '\t')
		*out = STR("\t");
	return true;
}

static bool
read_fill_down(struct run *run, const struct args *a,
    const struct dataset *ds, struct intake *in)
{
	in->fill_down = arena_alloc(run->keep, ds->ncolumn,
	    sizeof(*in->fill_down));
	for (size_t i = 0; i < a->fill_down.n; i++) {
		struct str name = str_from(a->fill_down.item[i]);
		size_t col = dataset_column(ds, name);

		if (col >= ds->ncolumn) {
			diag_at(run->diag, NULL, DIAG_NOT_A_COLUMN,
			    DIAG_STR(name));
			return false;
		}
		in->fill_down[col] = true;
	}
	return true;
}

/* Not given: all processors. */
static unsigned
threads_of(const struct args *a)
{
	return a->threads <= 0 ? thread_processors() :
	    a->threads > FAST_THREADS ? FAST_THREADS : (unsigned)a->threads;
}

static bool
read_options(struct run *run, const struct args *a,
    const struct dataset *ds, struct intake *in)
{
	in->ds = ds;
	in->map = a->map;
	in->encoding = a->encoding;
	in->rejects = a->rejects;
	in->max_rejects = a->max_rejects;
	in->check = a->check;
	in->lookup = a->lookup;
	in->assign = a->assign;
	in->keep_unknown = a->keep_unknown;
	in->source = a->source;
	in->draft_map = a->draft_map;
	in->mapping.wide = a->wide;
	in->audit = a->audit;
	in->annotate = a->annotate;
	in->sheet = a->sheet;
	in->threads = threads_of(a);
	in->stats = a->stats;
	if (!read_delimiter(run, a->delimiter, &in->delimiter) ||
	    !read_char(run, a->quote, &in->quote) ||
	    !read_fill_down(run, a, ds, in))
		return false;
	in->duplicates = a->duplicates < 0 ? DUPLICATES_DEFAULT
	    : (enum import_duplicates)a->duplicates;
	in->cumulative = a->cumulative < 0 ? IMPORT_SINCE_LEAVE
	    : (enum import_cumulative)a->cumulative;
	in->mapping.set = arena_alloc(run->keep, ds->ncolumn + 1,
	    sizeof(*in->mapping.set));
	in->mapping.unit = arena_alloc(run->keep, ds->ncolumn,
	    sizeof(*in->mapping.unit));
	for (size_t i = 0; i < a->set.n; i++)
		if (!mapping_set(run->diag, ds, a->set.item[i], &in->mapping))
			return false;
	for (size_t i = 0; i < a->unit.n; i++)
		if (!mapping_unit(run->diag, ds, a->unit.item[i],
		    &in->mapping))
			return false;
	return true;
}

static enum run_status
print_schema(struct run *run, const struct dataset *ds)
{
	struct buf b;
	bool ok;

	if (run_output(run) == NULL)
		return RUN_FAILED;
	buf_init(&b, BUF_UNBOUNDED);
	frictionless_put(&b, ds);
	ok = output_put(run->out, buf_str(&b));
	buf_fini(&b);
	return ok ? RUN_DONE : RUN_FAILED;
}

/* False after a report: an option of the other kind of table was given. */
static bool
options_fit(struct run *run, const struct args *a, bool any)
{
	const struct {
		bool given, of_any;
		const char *name;
	} option[] = {
		{ a->escape != NULL, true, "--escape" },
		{ a->skip_rows != NULL, true, "--skip-rows" },
		{ a->header_rows != NULL, true, "--header-rows" },
		{ a->no_header, true, "--no-header" },
		{ a->map != NULL, false, "--map" },
		{ a->set.n > 0, false, "--set" },
		{ a->unit.n > 0, false, "--unit" },
		{ a->check != NULL, false, "--check" },
		{ a->lookup != NULL, false, "--lookup" },
		{ a->assign, false, "--assign" },
		{ a->duplicates >= 0, false, "--duplicates" },
		{ a->cumulative >= 0, false, "--cumulative" },
		{ a->keep_unknown, false, "--keep-unknown" },
		{ a->fill_down.n > 0, false, "--fill-down" },
		{ a->source, false, "--source" },
		{ a->audit != NULL, false, "--audit" },
		{ a->annotate != NULL, false, "--annotate" },
		{ a->schema, false, "--schema" },
		{ a->wide, false, "--wide" },
		{ a->draft_map, false, "--draft-map" },
		{ a->sheet != NULL, false, "--sheet" },
	};

	for (size_t i = 0; i < sizeof(option) / sizeof(option[0]); i++)
		if (option[i].given && option[i].of_any != any) {
			diag_at(run->diag, NULL, DIAG_OPTION_DATASET,
			    DIAG_Z(option[i].name), DIAG_Z(run->file[0]));
			return false;
		}
	return true;
}

/* A table without a schema. */
static enum run_status
import_any(struct run *run, const struct args *a)
{
	struct intake_any in = { a->delimiter, a->quote, a->escape,
		a->skip_rows, a->header_rows, a->encoding, a->rejects, a->max_rejects,
		a->no_header };

	return options_fit(run, a, true) ? intake_any(run, &in) : RUN_FAILED;
}

/* What workspace.ini names; options of one dataset do not apply. */
static enum run_status
import_workspace(struct run *run, const struct args *a)
{
	struct intake in = { .encoding = a->encoding, .rejects = a->rejects,
		.max_rejects = a->max_rejects, .audit = a->audit,
		.keep_unknown = a->keep_unknown, .threads = threads_of(a),
		.stats = a->stats };
	const struct workspace_intake what = { a->period, a->only,
		a->files };
	const struct {
		bool given;
		const char *name;
	} option[] = {
		{ a->map != NULL, "--map" },
		{ a->set.n > 0, "--set" },
		{ a->unit.n > 0, "--unit" },
		{ a->check != NULL, "--check" },
		{ a->lookup != NULL, "--lookup" },
		{ a->assign, "--assign" },
		{ a->annotate != NULL, "--annotate" },
		{ a->fill_down.n > 0, "--fill-down" },
		{ a->wide, "--wide" },
		{ a->draft_map, "--draft-map" },
		{ a->delimiter != NULL, "--delimiter" },
		{ a->quote != NULL, "--quote" },
		{ a->escape != NULL, "--escape" },
		{ a->skip_rows != NULL, "--skip-rows" },
		{ a->no_header, "--no-header" },
	};

	for (size_t i = 0; i < sizeof(option) / sizeof(option[0]); i++)
		if (option[i].given) {
			diag_at(run->diag, NULL, DIAG_OPTION_DATASET,
			    DIAG_Z(option[i].name),
			    DIAG_Z("workspace.ini"));
			return RUN_FAILED;
		}
	in.duplicates = a->duplicates < 0 ? DUPLICATES_DEFAULT
	    : (enum import_duplicates)a->duplicates;
	in.cumulative = a->cumulative < 0 ? IMPORT_SINCE_LEAVE
	    : (enum import_cumulative)a->cumulative;
	return intake_workspace(run, &in, &what);
}

/* False after a report: an option of a whole workspace. */
static bool
no_workspace_options(struct run *run, const struct args *a)
{
	const char *option = a->period >= 0 ? "--period"
	    : a->only.n > 0 ? "--only" : a->files ? "--files" : NULL;

	if (option != NULL)
		diag_at(run->diag, NULL, DIAG_OPTION_WORKSPACE,
		    DIAG_Z(option));
	return option == NULL;
}

static enum run_status
import(struct run *run, void *args)
{
	const struct args *a = args;
	const struct dataset *ds;
	struct intake in = { .ds = NULL };

	if (a->list)
		return list_datasets(run);
	if (run->default_input && run->workspace != NULL && !a->schema)
		return import_workspace(run, a);
	if (!no_workspace_options(run, a))
		return RUN_FAILED;
	if (!run->default_input && strcmp(run->file[0], "any") == 0)
		return import_any(run, a);
	ds = named_dataset(run);
	if (ds != NULL && a->schema)
		return print_schema(run, ds);
	if (ds == NULL || !options_fit(run, a, false) ||
	    !read_options(run, a, ds, &in))
		return RUN_FAILED;
	if (run->workspace != NULL && !intake_defaults(run, &in))
		return RUN_FAILED;
	return intake_run(run, &in);
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

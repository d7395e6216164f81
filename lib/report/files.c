/*
 * What a version of a period is made from, and with which hashes: the
 * manifest, as tables by what the files are.
 */
#include "print/words.h"
#include "report/column.h"
#include "report/kinds.h"
#include "schema/made.h"

#define SHOWN_DIGITS 16u /* of a hash, on paper */

enum { F_PATH, F_SHA256, F_BYTES, F_ROWS, F_ROLE, F_VERSION, F_COLUMNS };

static const char *const columns[F_COLUMNS] = { "path", "sha256", "bytes",
	"rows", "role", "version" };

/* The roles of a table of people, in order. */
static const struct sheet {
	const char *role[4];
	const char *title[LANG_COUNT];
} sheets[] = {
	{ { "raw", "carried", "map", "role" },
	    { "Files as they were delivered", "原始报送文件" } },
	{ { "canon", "previous", NULL, NULL },
	    { "Canonical files, and earlier results compared with",
	        "规范化数据和所比较的前期结果" } },
	{ { "plan", "rule", "code", "setting" },
	    { "Plans, rules, codes and settings", "计划、规则、代码和设置" } },
	{ { "output", "diagnostics", "report", NULL },
	    { "Results", "结果文件" } },
	{ { "program", NULL, NULL, NULL }, { "Programs", "程序版本" } },
};

static const struct report_heading head[] = {
	{ "path", VALUE_TEXT, 0, { "file", "文件" } },
	{ "role", VALUE_TEXT, 0, { "kind", "类别" } },
	{ "bytes", VALUE_COUNT, 0, { "bytes", "字节" } },
	{ "rows", VALUE_COUNT, 0, { "rows", "行数" } },
	{ "version", VALUE_TEXT, 0, { "version", "版本" } },
	{ "sha256", VALUE_TEXT, 0, { "SHA-256", "摘要值（SHA-256）" } },
};

static struct str
role_words(enum lang lang, struct str code)
{
	static const char *const name[][3] = {
		{ "raw", "报送", "delivered" },
		{ "carried", "沿用上期", "carried over" },
		{ "map", "表头对照", "headings" },
		{ "role", "编号对照", "ids" },
		{ "canon", "规范化", "canonical" },
		{ "previous", "前期结果", "earlier" },
		{ "plan", "计划", "plan" }, { "rule", "规则", "rules" },
		{ "code", "代码", "codes" }, { "setting", "设置", "settings" },
		{ "output", "结果", "result" },
		{ "diagnostics", "提示", "messages" },
		{ "report", "报表", "report" },
		{ "program", "程序", "program" },
	};

	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++)
		if (str_is(code, name[i][0]))
			return str_from(words(lang, name[i][1], name[i][2]));
	return code;
}

static bool
belongs(const struct sheet *sheet, struct str role)
{
	for (size_t i = 0; i < 4 && sheet->role[i] != NULL; i++)
		if (str_is(role, sheet->role[i]))
			return true;
	return false;
}

/* A program has no rows, and a text none: that is no gap. */
static void
put_or_none(struct table *t, const struct value *v)
{
	if (!v->known)
		table_not_applicable(t);
	else if (v->text.n > 0 && t->column[t->ncell % t->ncolumn].number)
		table_number(t, v->n);
	else
		table_text(t, v->text);
}

static void
put_row(struct report *r, struct table *t, const struct value *v)
{
	struct str hash = v[F_SHA256].text;

	table_row(t);
	table_text(t, v[F_PATH].text);
	table_words(t, v[F_ROLE].text, role_words(r->lang, v[F_ROLE].text));
	put_or_none(t, &v[F_BYTES]);
	put_or_none(t, &v[F_ROWS]);
	put_or_none(t, &v[F_VERSION]);
	if (!v[F_SHA256].known)
		table_not_applicable(t);
	else
		table_words(t, hash, str_sub(hash, 0, SHOWN_DIGITS));
}

static void
put_sheet(struct report *r, const struct sheet *sheet)
{
	enum lang l = r->lang;
	struct table *t = report_table(r, TABLE_PEOPLE | TABLE_MACHINE);

	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		if (belongs(sheet, v[F_ROLE].text))
			put_row(r, t, v);
	}
	table_set_title(t, words_fill(&r->keep, words(l,
	    "$1及摘要值（共$2个）", "$1 ($2), with hashes"),
	    str_from(sheet->title[l]), words_int(&r->keep,
	    (int64_t)t->nrow)));
	report_note(t, str_from(words(l,
	    "摘要值列前16位，全文和校验办法见 manifest.csv、SHA256SUMS。",
	    "The first 16 digits of each hash; all are in manifest.csv and "
	    "SHA256SUMS.")));
	report_note_signs(r, t);
}

/* What is made from these files, as this document is, is none of them. */
static bool
is_document(struct str role)
{
	return str_is(role, "document");
}

/* Every row of the manifest is in one of the tables. */
static bool
check_roles(struct report *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->source->nrow; i++) {
		struct str role = source_at(r->source, i, F_ROLE)->text;

		n += is_document(role);
		for (size_t k = 0; k < sizeof(sheets) / sizeof(sheets[0]);
		     k++)
			n += belongs(&sheets[k], role);
	}
	return report_agree(r, "files by role = files of the manifest",
	    "各类文件之和＝清单文件数", (num_wide)n,
	    (num_wide)r->source->nrow);
}

static bool
build_files(struct report *r)
{
	if (!check_roles(r))
		return false;
	for (size_t i = 0; i < sizeof(sheets) / sizeof(sheets[0]); i++)
		put_sheet(r, &sheets[i]);
	return true;
}

static const struct dataset *
manifest(void)
{
	return made_at(MADE_MANIFEST);
}

static const struct report_need need = { .name = "manifest",
	.dataset = manifest, .place = REPORT_PERIOD,
	.columns = { .name = columns, .n = F_COLUMNS, .needed = F_COLUMNS,
	    .period = F_COLUMNS, .district = F_COLUMNS } };

const struct report_kind report_files = {
	.name = "files",
	.about = { "what a version is made from", "资料来源和摘要值" },
	.need = &need,
	.nneed = 1,
	.takes = REPORT_TAKES_NO_DISTRICT,
	.publish = PUBLISH_INTERNAL,
	.build = build_files,
};

/* The rules in force as tables: every setting, and where it comes from. */
#include <string.h>

#include "print/words.h"
#include "report/column.h"
#include "report/kinds.h"

static const struct {
	const char *name; /* data/rules/NAME */
	const char *about[LANG_COUNT];
} files[] = {
	{ "rollup.ini", { "how tax comes into buildings", "税收归集" } },
	{ "classify.ini", { "classes of buildings", "楼宇分类" } },
	{ "plan.ini", { "targets and schedules", "目标和进度" } },
	{ "watch.ini", { "what is to be watched", "动态监测" } },
	{ "team.ini", { "operating teams", "运营团队评价" } },
	{ "report.ini", { "reports", "报表" } },
	{ "disclose.ini", { "what the public may read", "公开披露" } },
};

static const struct report_heading head[] = {
	{ "section", VALUE_TEXT, 0, { "section", "节" } },
	{ "key", VALUE_TEXT, 0, { "setting", "设置" } },
	{ "value", VALUE_TEXT, 0, { "value", "值" } },
	{ "origin", VALUE_TEXT, 0, { "from", "来源" } },
	{ "file", VALUE_TEXT, 0, { NULL, NULL } },
	{ "line", VALUE_COUNT, 0, { "line", "行" } },
};

static void
put_setting(struct report *r, struct table *t, const struct setting *s,
    struct str section, const char *name)
{
	static const struct {
		const char *code, *said[LANG_COUNT];
	} origin[] = {
		[SETTING_INSTALLED] = { "installed", { "installed", "内置" } },
		[SETTING_WORKSPACE] = { "workspace", { "workspace",
		    "工作区" } },
		[SETTING_OPTION] = { "option", { "option -c", "-c 所给" } },
	};
	bool again = str_eq(s->section, section);

	table_row(t);
	if (!again && t->nrow > 1)
		table_rule(t);
	table_words(t, s->section, again ? (struct str){ "", 0 } :
	    s->section);
	table_text(t, s->key);
	table_text(t, s->value);
	table_words(t, str_from(origin[s->origin].code),
	    str_from(origin[s->origin].said[r->lang]));
	table_text(t, str_from(name));
	table_number(t, (int64_t)s->pos.line);
}

static void
put_book(struct report *r, const struct setting_book *book, size_t file)
{
	enum lang l = r->lang;
	struct table *t = report_table(r, TABLE_PEOPLE | TABLE_MACHINE);
	struct str section = { "", 0 };

	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	t->stub = 2;
	for (size_t i = 0; i < setting_count(book); i++) {
		const struct setting *s = setting_at(book, i);

		put_setting(r, t, s, section, files[file].name);
		section = s->section;
	}
	table_set_title(t, words_fill(&r->keep, words(l,
	    "生效规则：$1（$2）", "Rules in force: $1 ($2)"),
	    str_from(files[file].about[l]), str_from(files[file].name)));
	report_note(t, str_from(words(l,
	    "“工作区”为随本期结果保存的规则或工作区自定的规则，“内置”为随程序安装的规则；行为该文件中的行号。",
	    "Workspace: kept with the results of the period, or set in the "
	    "workspace; installed: those that come with the programs. Lines "
	    "are of that file.")));
}

static bool
build_rules(struct report *r)
{
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		const struct setting_book *book = report_settings(r,
		    files[i].name);

		if (book == NULL)
			return false;
		put_book(r, book, i);
	}
	return true;
}

const struct report_kind report_rules = {
	.name = "rules",
	.about = { "the rules in force", "生效规则" },
	.takes = REPORT_TAKES_NO_DISTRICT,
	.publish = PUBLISH_OPEN,
	.build = build_rules,
};

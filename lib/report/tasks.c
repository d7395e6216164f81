/* The tasks of the plans, as plan-check --tasks writes them. */
#include "print/words.h"
#include "report/column.h"
#include "report/kinds.h"
#include "schema/made.h"

enum { T_SCOPE, T_SCOPE_NAME, T_ID, T_TITLE, T_AREA, T_LEAD, T_SUPPORT,
	T_DUE, T_STATUS, T_OVERDUE, T_COLUMNS };

static const char *const columns[T_COLUMNS] = { "scope", "scope_name", "id",
	"title", "area", "lead", "support", "due", "status",
	"days_overdue" };

static struct str
area_words(enum lang lang, struct str code)
{
	static const char *const name[][3] = {
		{ "service", "政务服务", "service" },
		{ "monitoring", "动态监测", "monitoring" },
		{ "plan", "行动计划", "plan" },
		{ "demonstration", "示范建设", "demonstration" },
		{ "mechanism", "工作机制", "mechanism" },
	};

	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++)
		if (str_is(code, name[i][0]))
			return str_from(words(lang, name[i][1], name[i][2]));
	return code;
}

static bool
is_overdue(const struct value *v)
{
	return v[T_OVERDUE].known && v[T_OVERDUE].n > 0;
}

static struct str
status_words(enum lang lang, const struct value *v)
{
	if (str_is(v[T_STATUS].text, "done"))
		return str_from(words(lang, "完成", "done"));
	if (str_is(v[T_STATUS].text, "dropped"))
		return str_from(words(lang, "取消", "dropped"));
	return str_from(is_overdue(v) ? words(lang, "逾期", "overdue") :
	    words(lang, "在办", "open"));
}

static void
put_row(struct report *r, struct table *t, const struct value *v)
{
	table_row(t);
	table_number(t, (int64_t)t->nrow);
	table_text(t, v[T_SCOPE].text);
	report_value(t, &v[T_SCOPE_NAME]);
	table_text(t, v[T_ID].text);
	report_value(t, &v[T_TITLE]);
	report_code(r, t, &v[T_AREA], area_words);
	report_value(t, &v[T_LEAD]);
	report_list(r, t, &v[T_SUPPORT]);
	report_value(t, &v[T_DUE]);
	table_words(t, v[T_STATUS].text, status_words(r->lang, v));
	if (is_overdue(v) || (t->audience & TABLE_PEOPLE) == 0)
		report_number(t, &v[T_OVERDUE]);
	else
		table_not_applicable(t);
}

static struct str
title(struct report *r)
{
	static const char *const zh[] = { "完成", "在办", "逾期", "取消" };
	static const char *const en[] = { "done", "open", "overdue",
		"dropped" };
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	struct str part[6];
	size_t n[4] = { 0 };

	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		n[str_is(v[T_STATUS].text, "done") ? 0 :
		    str_is(v[T_STATUS].text, "dropped") ? 3 :
		    is_overdue(v) ? 2 : 1]++;
	}
	part[0] = words_month_end(a, l, r->period);
	part[1] = words_fill(a, words(l, "共$1项", "$1 tasks"),
	    words_int(a, (int64_t)r->source->nrow));
	for (size_t i = 0; i < 4; i++)
		part[2 + i] = n[i] == 0 ? (struct str){ "", 0 } :
		    words_fill(a, words(l, "$1$2项", "$2 $1"),
		    str_from(words(l, zh[i], en[i])),
		    words_int(a, (int64_t)n[i]));
	return words_fill(a, words(l, "$1任务清单（$2）", "Tasks, $1 ($2)"),
	    r->district == NULL ? str_from(words(l, "市和各地",
	    "the city and its districts")) : words_scope(l, r->district),
	    words_join(a, l, part, 6));
}

static void
put_table(struct report *r, unsigned audience)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_COUNT, 0, { "no", "序" } },
		{ "scope", VALUE_DISTRICT, COLUMN_MACHINE, { NULL, NULL } },
		{ "scope_name", VALUE_TEXT, 0, { "scope", "地区" } },
		{ "id", VALUE_ID, 0, { "task", "编号" } },
		{ "title", VALUE_TEXT, 0, { "title", "任务" } },
		{ "area", VALUE_TEXT, 0, { "area", "类别" } },
		{ "lead", VALUE_TEXT, 0, { "lead", "牵头单位" } },
		{ "support", VALUE_TEXT, 0, { "support", "配合单位" } },
		{ "due", VALUE_DATE, 0, { "due", "时限" } },
		{ "status", VALUE_TEXT, 0, { "status", "状态" } },
		{ "days_overdue", VALUE_COUNT, 0, { "days\nlate", "逾期\n天数" } },
	};
	struct table *t = report_table(r, audience);

	t->stub = 4;
	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < r->source->nrow; i++)
		put_row(r, t, source_at(r->source, i, 0));
	table_set_title(t, title(r));
	table_set_unit(t, str_from(words(r->lang, "单位：天",
	    "Unit: days")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

static bool
build_tasks(struct report *r)
{
	put_table(r, TABLE_PEOPLE);
	put_table(r, TABLE_MACHINE);
	return true;
}

static const struct dataset *
tasks(void)
{
	return made_at(MADE_TASKS);
}

static const struct report_need need = { .name = "tasks", .dataset = tasks,
	.place = REPORT_PERIOD, .must = true,
	.columns = { .name = columns, .n = T_COLUMNS, .period = T_COLUMNS,
	    .district = T_SCOPE } };

const struct report_kind report_tasks = {
	.name = "tasks",
	.about = { "the tasks of the plans, and which are overdue",
	    "计划任务清单和逾期情况" },
	.need = &need,
	.nneed = 1,
	.takes_file = true,
	.has_city_rows = true,
	.publish = PUBLISH_OPEN,
	.build = build_tasks,
};

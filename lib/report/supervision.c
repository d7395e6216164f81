/*
 * 督查清单: what bldg-score found to be supervised, and the tasks that are
 * overdue.
 */
#include "report/meeting.h"

#include "print/words.h"
#include "report/completion.h"
#include "report/figure.h"
#include "report/progress.h"
#include "schema/completion.h"
#include "schema/made.h"

enum { NEED_SUPERVISION, NEED_COMPLETION, NEEDS };

enum { V_PERIOD, V_SCOPE, V_SCOPE_NAME, V_KIND, V_INDICATOR, V_NAME, V_UNIT,
	V_ACTUAL, V_TARGET, V_RATE, V_GAP, V_REMAINING, V_RANK, V_COLUMNS };

static const char *const columns[V_COLUMNS] = { "period", "scope",
	"scope_name", "kind", "indicator", "name", "unit", "actual", "target",
	"rate_pct", "gap_pct", "remaining", "rank" };

enum { T_SCOPE, T_SCOPE_NAME, T_ID, T_TITLE, T_LEAD, T_DUE, T_OVERDUE,
	T_COLUMNS };

static const char *const task_columns[T_COLUMNS] = { "scope", "scope_name",
	"id", "title", "lead", "due", "days_overdue" };

static const struct {
	const char *code, *label[LANG_COUNT];
} kinds[] = {
	{ "missed", { "missed", "未完成" } },
	{ "lagging", { "lagging", "滞后" } },
	{ "behind", { "behind", "慢于序时" } },
	{ "unknown", { "no data", "无数据" } },
	{ "no-target", { "no target", "无目标" } },
	{ "below", { "low score", "得分偏低" } },
	{ "lowest", { "lowest score", "得分末位" } },
};

#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

static struct str
kind_words(enum lang lang, struct str code)
{
	for (size_t i = 0; i < KINDS; i++)
		if (str_is(code, kinds[i].code))
			return str_from(kinds[i].label[lang]);
	return code;
}

/* The row of `completion` it was made of, or NULL. */
static const struct value *
target_of(const struct report *r, const struct value *v)
{
	const struct source *s = &r->source[NEED_COMPLETION];

	for (size_t i = 0; r->given[NEED_COMPLETION] && i < s->nrow; i++) {
		const struct value *x = source_at(s, i, 0);

		if (str_eq(x[COL(COMPLETION, scope)].text, v[V_SCOPE].text) &&
		    str_eq(x[COL(COMPLETION, indicator)].text,
		        v[V_INDICATOR].text))
			return x;
	}
	return NULL;
}

static void
put_percent(struct table *t, const struct value *v)
{
	if (v->known)
		completion_put_hundredths(t, v);
	else
		table_not_applicable(t);
}

/* Unrounded where the targets' rows are there: as their table has them. */
static void
put_progress(struct report *r, struct table *t, const struct value *v)
{
	const struct value *x = target_of(r, v);
	struct ratio rate = { false, 0, 0 };

	if (x != NULL)
		rate = progress_rate_of(x);
	if (rate.known && v[V_RATE].known)
		table_ratio(t, v[V_RATE].text, rate.num * 100, rate.den, 1);
	else
		put_percent(t, &v[V_RATE]);
	if (x != NULL && v[V_GAP].known)
		completion_put_gap(&r->source[NEED_COMPLETION], r->period, t,
		    x);
	else
		put_percent(t, &v[V_GAP]);
}

static void
put_amount(struct report *r, struct table *t, const struct figure_unit *u,
    const struct value *v, bool missing)
{
	if (v->known || missing)
		figure_cell(r, t, u, v->text, false);
	else
		table_not_applicable(t);
}

static void
put_row(struct report *r, struct table *t, const struct value *v)
{
	const struct str all[] = { v[V_ACTUAL].text, v[V_TARGET].text,
		v[V_REMAINING].text };
	struct figure_unit u = figure_unit_for(r->lang, v[V_UNIT].text, all,
	    3);

	table_row(t);
	report_district(r, t, v[V_SCOPE].text);
	table_words(t, v[V_KIND].text, kind_words(r->lang, v[V_KIND].text));
	table_words(t, v[V_INDICATOR].text, v[V_NAME].known &&
	    r->lang == LANG_ZH ? v[V_NAME].text :
	    completion_label(r->lang, v[V_INDICATOR].text));
	table_words(t, v[V_UNIT].text, u.name);
	put_amount(r, t, &u, &v[V_ACTUAL], str_is(v[V_KIND].text,
	    "unknown"));
	put_amount(r, t, &u, &v[V_TARGET], false);
	put_progress(r, t, v);
	put_amount(r, t, &u, &v[V_REMAINING], false);
	if (v[V_RANK].known)
		report_number(t, &v[V_RANK]);
	else
		table_not_applicable(t);
}

static struct str
tally(struct report *r)
{
	const struct source *s = r->source;
	struct str item[KINDS];
	size_t n = 0;

	for (size_t k = 0; k < KINDS; k++) {
		size_t of = 0;

		for (size_t i = 0; i < s->nrow; i++)
			of += str_is(source_at(s, i, V_KIND)->text,
			    kinds[k].code);
		if (of > 0)
			item[n++] = words_fill(&r->keep, words(r->lang,
			    "$1$2项", "$1 $2"),
			    str_from(kinds[k].label[r->lang]),
			    words_int(&r->keep, (int64_t)of));
	}
	return phrase_list(&r->keep, r->lang, item, n, KINDS, "项");
}

static void
put_list(struct report *r)
{
	static const struct report_heading head[] = {
		{ "scope", VALUE_DISTRICT, 0, { "district", "地区" } },
		{ "kind", VALUE_TEXT, 0, { "state", "情形" } },
		{ "indicator", VALUE_TEXT, 0, { "indicator", "指标" } },
		{ "unit", VALUE_TEXT, 0, { "unit", "计量\n单位" } },
		{ "actual", VALUE_COUNT, 0, { "so far", "累计" } },
		{ "target", VALUE_COUNT, 0, { "target", "年度\n目标" } },
		{ "rate_pct", VALUE_PERCENT, 0, { "done\n%", "完成率" } },
		{ "gap_pct", VALUE_PERCENT, COLUMN_SIGN, { "gap\npoints",
		    "差距" } },
		{ "remaining", VALUE_COUNT, 0, { "still\nto do", "尚需" } },
		{ "rank", VALUE_COUNT, 0, { "place", "评价\n位次" } },
	};
	const struct source *s = r->source;
	struct table *t = report_table(r, TABLE_PEOPLE | TABLE_MACHINE);
	struct str before = { "", 0 };

	t->stub = 3;
	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);

		put_row(r, t, v);
		if (i > 0 && !str_eq(before, v[V_SCOPE].text))
			table_rule(t);
		before = v[V_SCOPE].text;
	}
	table_set_title(t, words_fill(&r->keep, words(r->lang,
	    "$1督查清单（$2，共$3项）", "To be supervised, $1 ($2, $3)"),
	    words_scope(r->lang, r->district),
	    words_period(&r->keep, r->lang, r->period),
	    words_int(&r->keep, (int64_t)s->nrow)));
	table_set_unit(t, str_from(words(r->lang,
	    "单位：见各行；%、个百分点", "Unit: by row; %, points")));
	report_note(t, str_from(words(r->lang,
	    "未完成、滞后、慢于序时为目标完成情况；得分末位、得分偏低为综合评价中该指标的位次，见综合评价办法。各地按市规范顺序。",
	    "Missed, lagging and behind are of the targets; lowest and low "
	    "scores of the evaluation.")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

static size_t
overdue(const struct source *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, T_OVERDUE);

		n += v->known && v->n > 0;
	}
	return n;
}

static void
put_tasks(struct report *r)
{
	static const struct report_heading head[] = {
		{ "id", VALUE_ID, 0, { "task", "编号" } },
		{ "scope", VALUE_DISTRICT, 0, { "scope", "地区" } },
		{ "title", VALUE_TEXT, 0, { "title", "任务" } },
		{ "lead", VALUE_TEXT, 0, { "lead", "牵头单位" } },
		{ "due", VALUE_DATE, 0, { "due", "时限" } },
		{ "days_overdue", VALUE_COUNT, 0, { "days\nlate",
		    "逾期\n天数" } },
	};
	const struct source *s = r->source;
	struct table *t = report_table(r, TABLE_PEOPLE | TABLE_MACHINE);

	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);

		if (!v[T_OVERDUE].known || v[T_OVERDUE].n <= 0)
			continue;
		table_row(t);
		table_text(t, v[T_ID].text);
		table_words(t, v[T_SCOPE].text, v[T_SCOPE_NAME].known ?
		    v[T_SCOPE_NAME].text : v[T_SCOPE].text);
		report_value(t, &v[T_TITLE]);
		report_value(t, &v[T_LEAD]);
		report_value(t, &v[T_DUE]);
		report_number(t, &v[T_OVERDUE]);
	}
	table_set_title(t, words_fill(&r->keep, words(r->lang,
	    "逾期任务（$1，共$2项）", "Overdue tasks ($1, $2)"),
	    words_month_end(&r->keep, r->lang, r->period),
	    words_int(&r->keep, (int64_t)t->nrow)));
	table_set_unit(t, str_from(words(r->lang, "单位：天",
	    "Unit: days")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

static void
say_list(struct report *r)
{
	size_t n = r->source->nrow;

	document_text(r->doc, n == 0 ? str_from(words(r->lang,
	    "督查清单：无滞后、慢于序时或得分末位的。",
	    "To be supervised: nothing.")) : words_fill(&r->keep,
	    words(r->lang, "督查清单共$1项：$2。",
	    "To be supervised: $1 ($2)."), words_int(&r->keep, (int64_t)n),
	    tally(r)));
}

static bool
build_supervision(struct report *r)
{
	say_list(r);
	if (r->source->nrow > 0)
		put_list(r);
	return true;
}

static bool
build_overdue(struct report *r)
{
	size_t n = overdue(r->source);

	document_text(r->doc, n == 0 ? str_from(words(r->lang,
	    "计划任务无逾期。", "No task is overdue.")) :
	    words_fill(&r->keep, words(r->lang, "计划任务逾期$1项。",
	    "Tasks overdue: $1."), words_int(&r->keep, (int64_t)n)));
	if (n > 0)
		put_tasks(r);
	return true;
}

static const struct dataset *
supervision(void)
{
	return made_at(MADE_SUPERVISION);
}

static const struct dataset *
tasks(void)
{
	return made_at(MADE_TASKS);
}

static const struct report_need needs[NEEDS] = {
	[NEED_SUPERVISION] = { .name = "supervision", .dataset = supervision,
	    .place = REPORT_PERIOD, .must = true,
	    .columns = { .name = columns, .n = V_COLUMNS,
	        .needed = (size_t)V_NAME + 1, .period = V_PERIOD,
	        .district = V_SCOPE } },
	[NEED_COMPLETION] = { .name = "completion",
	    .dataset = completion_dataset, .place = REPORT_PERIOD,
	    .columns = { .name = completion_columns, .n = COMPLETION_COLUMNS,
	        .period = COL(COMPLETION, period),
	        .district = COL(COMPLETION, scope) } },
};

static const struct report_need tasks_need = { .name = "tasks",
	.dataset = tasks, .place = REPORT_PERIOD, .must = true,
	.columns = { .name = task_columns, .n = T_COLUMNS,
	    .period = T_COLUMNS, .district = T_SCOPE } };

const struct report_kind report_supervision = {
	.name = "supervision",
	.about = { "what is to be supervised", "督查清单" },
	.need = needs,
	.nneed = NEEDS,
	.publish = PUBLISH_INTERNAL,
	.build = build_supervision,
};

const struct report_kind report_overdue = {
	.name = "overdue",
	.about = { "overdue tasks", "逾期任务" },
	.need = &tasks_need,
	.nneed = 1,
	.publish = PUBLISH_INTERNAL,
	.build = build_overdue,
};

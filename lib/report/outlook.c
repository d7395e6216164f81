/*
 * 下一步目标: what the rest of the year has to bring, target by target and
 * district by district; at the year's end the targets of the next.
 */
#include "report/meeting.h"

#include "base/date.h"
#include "print/words.h"
#include "report/column.h"
#include "report/completion.h"
#include "report/progress.h"
#include "schema/completion.h"
#include "schema/made.h"

#define AT(name) COL(COMPLETION, name)
#define INDICATORS_MOST 16u

/* Figures in the unit of the row, as they stand in the dataset. */
static void
put_amount(struct table *t, const struct value *v)
{
	if (v->known)
		table_canonical(t, v->text);
	else
		table_not_applicable(t);
}

/* What is expected less the target, in the decimals that they have. */
static void
put_margin(struct table *t, const struct value *v)
{
	const struct value *expected = &v[AT(expected)];
	const struct value *target = &v[AT(target)];
	int64_t n = progress_amount(expected) - progress_amount(target);
	bool whole = str_chr(expected->text, '.') == expected->text.n &&
	    str_chr(target->text, '.') == target->text.n;
	struct buf b;

	if (!expected->known || !target->known) {
		table_not_applicable(t);
		return;
	}
	buf_init(&b, BUF_UNBOUNDED);
	if (whole)
		buf_int(&b, n / 100);
	else
		buf_hundredths(&b, n);
	if (n > 0) {
		struct buf shown;

		buf_init(&shown, BUF_UNBOUNDED);
		buf_putc(&shown, '+');
		buf_put(&shown, buf_str(&b));
		table_words(t, buf_str(&b), buf_str(&shown));
		buf_fini(&shown);
	} else {
		table_canonical(t, buf_str(&b));
	}
	buf_fini(&b);
}

static bool
is_of(const struct value *v, const struct district *x)
{
	return str_eq(v[AT(scope)].text, x->code);
}

/* "7—12月" */
static struct str
rest_of_year(struct report *r)
{
	int month = date_month_no(r->period);

	return words_fill(&r->keep, month == 11 ? words(r->lang, "12月",
	    "month 12") : words(r->lang, "$1—12月", "months $1 to 12"),
	    words_int(&r->keep, month + 1));
}

static void
put_targets(struct report *r, const struct district *x)
{
	static const struct report_heading head[] = {
		{ "indicator", VALUE_TEXT, 0, { "indicator", "指标" } },
		{ "unit", VALUE_TEXT, 0, { "unit", "计量\n单位" } },
		{ "target", VALUE_COUNT, 0, { "target", "年度\n目标" } },
		{ "actual", VALUE_COUNT, 0, { "$1", "$1\n累计" } },
		{ "remaining", VALUE_COUNT, 0, { "still\nto do", "尚需" } },
		{ "expected", VALUE_COUNT, 0, { "ex-\npected",
		    "预计\n全年" } },
		{ "margin", VALUE_COUNT, 0, { "less\ntarget", "预计比\n目标" } },
		{ "status", VALUE_TEXT, 0, { "status", "状态" } },
	};
	struct table *t = report_table(r, TABLE_PEOPLE | TABLE_MACHINE);

	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		if (!is_of(v, x) || !v[AT(target)].known)
			continue;
		table_row(t);
		table_words(t, v[AT(indicator)].text,
		    completion_label(r->lang, v[AT(indicator)].text));
		table_words(t, v[AT(unit)].text, words_unit(r->lang,
		    v[AT(unit)].text));
		completion_put_target(r->lang, &r->keep, t, v);
		put_amount(t, &v[AT(actual)]);
		put_amount(t, &v[AT(remaining)]);
		put_amount(t, &v[AT(expected)]);
		put_margin(t, v);
		completion_put_status(r->lang, r->source, r->period, t, v);
	}
	table_set_title(t, words_fill(&r->keep, words(r->lang,
	    "$1$2目标任务（共$3项）", "Targets for $2, $1 ($3)"),
	    words_scope(r->lang, x), rest_of_year(r),
	    words_int(&r->keep, (int64_t)t->nrow)));
	table_set_unit(t, str_from(words(r->lang, "单位：见各行",
	    "Unit: by row")));
	report_note(t, str_from(words(r->lang,
	    "尚需为达到年度目标还须完成的；“超”为须超过。预计全年系估算，不作考核依据。",
	    "Still to do: what the target asks for beyond what is done. "
	    "Expected is an estimate.")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

/* Indicators of which some district has something left to do. */
static size_t
left_to_do(struct report *r, struct str *indicator)
{
	size_t n = 0;

	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);
		size_t k = 0;

		if (is_of(v, code_city(r->codes)) || !v[AT(remaining)].known ||
		    progress_amount(&v[AT(remaining)]) == 0)
			continue;
		while (k < n && !str_eq(indicator[k], v[AT(indicator)].text))
			k++;
		if (k == n && n < INDICATORS_MOST)
			indicator[n++] = v[AT(indicator)].text;
	}
	return n;
}

static const struct value *
find(const struct report *r, const struct district *x, struct str indicator)
{
	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		if (is_of(v, x) && str_eq(v[AT(indicator)].text, indicator))
			return v;
	}
	return NULL;
}

static void
put_districts(struct report *r)
{
	struct str indicator[INDICATORS_MOST];
	size_t n = left_to_do(r, indicator);
	struct table *t;

	if (n == 0)
		return;
	t = report_table(r, TABLE_PEOPLE);
	report_headings(r, t, &(struct report_heading){ NULL, VALUE_TEXT, 0,
		{ "district", "地区" } }, 1);
	for (size_t k = 0; k < n; k++) {
		struct report_heading h = { NULL, VALUE_COUNT, 0,
			{ NULL, NULL } };

		h.label[r->lang] = completion_stacked(&r->keep, r->lang,
		    indicator[k]).p;
		report_headings(r, t, &h, 1);
	}
	for (size_t i = 1; i < code_district_count(r->codes); i++) {
		const struct district *x = code_district_at(r->codes, i);

		table_row(t);
		table_words(t, x->code, x->name);
		for (size_t k = 0; k < n; k++) {
			const struct value *v = find(r, x, indicator[k]);

			if (v == NULL)
				table_not_applicable(t);
			else
				put_amount(t, &v[AT(remaining)]);
		}
	}
	table_set_title(t, words_fill(&r->keep, words(r->lang,
	    "各地$1尚需完成的目标任务", "What districts have still to do, $1"),
	    rest_of_year(r)));
	table_set_unit(t, str_from(words(r->lang, "单位：幢、场等，见上表",
	    "Unit: as above")));
	report_note(t, str_from(words(r->lang,
	    "0为已达到当年目标；“－”为当年无此项目标。",
	    "0: the target is met; a dash: no such target this year.")));
	report_scope_note(r, t, false);
}

static bool
build_outlook(struct report *r)
{
	put_targets(r, r->district != NULL ? r->district :
	    code_city(r->codes));
	if (r->district == NULL)
		put_districts(r);
	return true;
}

enum { T_YEAR, T_INDICATOR, T_UNIT, T_BOUND, T_SCOPE, T_TARGET, T_SUM,
	T_COLUMNS };

static const char *const target_columns[T_COLUMNS] = { "year", "indicator",
	"unit", "bound", "scope", "target", "district_sum" };

/* The city's targets of the next year, as far as the list has them. */
static bool
build_next_year(struct report *r)
{
	static const struct report_heading head[] = {
		{ "indicator", VALUE_TEXT, 0, { "indicator", "指标" } },
		{ "unit", VALUE_TEXT, 0, { "unit", "计量\n单位" } },
		{ "target", VALUE_COUNT, 0, { "target", "年度\n目标" } },
		{ "district_sum", VALUE_COUNT, 0, { "sum of\ndistricts",
		    "各地\n合计" } },
	};
	struct str year = words_int(&r->keep, date_year(r->period) + 1);
	struct table *t = table_new(r->lang, TABLE_PEOPLE | TABLE_MACHINE);

	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		if (!str_eq(v[T_YEAR].text, year) || !v[T_TARGET].known ||
		    !str_eq(v[T_SCOPE].text, code_city(r->codes)->code))
			continue;
		table_row(t);
		table_words(t, v[T_INDICATOR].text, completion_label(r->lang,
		    v[T_INDICATOR].text));
		table_words(t, v[T_UNIT].text, words_unit(r->lang,
		    v[T_UNIT].text));
		table_words(t, v[T_TARGET].text, words_fill(&r->keep,
		    str_is(v[T_BOUND].text, ">") ? words(r->lang, "超$1",
		    "> $1") : "$1", v[T_TARGET].text));
		put_amount(t, &v[T_SUM]);
	}
	if (t->nrow == 0) {
		table_free(t);
		document_text(r->doc, words_fill(&r->keep, words(r->lang,
		    "$1年度目标不在 targets 中：由 plan-merge -y $1 生成后用 --with targets=FILE 给出。",
		    "The targets of $1 are not in targets: make them with "
		    "plan-merge -y $1, and give them with --with "
		    "targets=FILE."), year));
		return true;
	}
	table_set_title(t, words_fill(&r->keep, words(r->lang,
	    "$1年度目标（共$2项）", "Targets of $1 ($2)"), year,
	    words_int(&r->keep, (int64_t)t->nrow)));
	table_set_unit(t, str_from(words(r->lang, "单位：见各行",
	    "Unit: by row")));
	report_note_signs(r, t);
	document_table(r->doc, t);
	return true;
}

static const struct dataset *
targets(void)
{
	return made_at(MADE_TARGETS);
}

static const struct report_need targets_need = { .name = "targets",
	.dataset = targets, .place = REPORT_PERIOD, .must = true,
	.columns = { .name = target_columns, .n = T_COLUMNS,
	    .period = T_COLUMNS, .district = T_SCOPE } };

const struct report_kind report_next_year = {
	.name = "next-year",
	.about = { "targets of the next year", "下一年度目标" },
	.need = &targets_need,
	.nneed = 1,
	.build = build_next_year,
};

static const struct report_need need = { .name = "completion",
	.dataset = completion_dataset, .place = REPORT_PERIOD, .must = true,
	.columns = { .name = completion_columns, .n = COMPLETION_COLUMNS,
	    .period = AT(period), .district = AT(scope) } };

const struct report_kind report_outlook = {
	.name = "outlook",
	.about = { "what the rest of the year has to bring", "下一步目标任务" },
	.need = &need,
	.nneed = 1,
	.build = build_outlook,
};

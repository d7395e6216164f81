/*
 * The yearly target list that plan-merge makes: the city's targets against
 * the sum of the districts', and the districts side by side.
 */
#include <stdlib.h>

#include "base/map.h"
#include "print/words.h"
#include "report/column.h"
#include "report/completion.h"
#include "report/kinds.h"
#include "schema/made.h"

enum { T_YEAR, T_INDICATOR, T_UNIT, T_BOUND, T_SCOPE, T_NAME, T_TARGET, T_SUM,
	T_GAP, T_COLUMNS };

static const char *const columns[T_COLUMNS] = { "year", "indicator", "unit",
	"bound", "scope", "scope_name", "target", "district_sum", "gap" };

struct list {
	struct report *r;
	struct map year, indicator; /* as first met */
};

static bool
is_city(const struct report *r, const struct value *v)
{
	return str_eq(v[T_SCOPE].text, code_city(r->codes)->code);
}

static void
put_target(struct report *r, struct table *t, const struct value *v)
{
	if (!v[T_TARGET].known)
		table_not_applicable(t);
	else if (str_is(v[T_BOUND].text, ">"))
		table_words(t, v[T_TARGET].text, words_fill(&r->keep,
		    words(r->lang, "超$1", "> $1"), v[T_TARGET].text));
	else
		table_text(t, v[T_TARGET].text);
}

/* What the districts' sum is to the city's target. */
static void
put_verdict(struct report *r, struct table *t, const struct value *v)
{
	struct str gap = v[T_GAP].text;
	int64_t n = 0;
	bool more = str_is(v[T_BOUND].text, ">");

	if (!v[T_GAP].known || num_parse_decimal(gap, 2, &n) != NUM_OK)
		table_not_applicable(t);
	else if (n < 0 || (n == 0 && more))
		table_words(t, STR("short"), str_from(words(r->lang, "不足",
		    "short")));
	else
		table_words(t, STR("enough"), str_from(words(r->lang,
		    n == 0 ? "相等" : "超出", n == 0 ? "equal" : "more")));
}

static void
put_city_row(struct report *r, struct table *t, const struct value *v)
{
	table_row(t);
	table_number(t, (int64_t)t->nrow);
	table_text(t, v[T_YEAR].text);
	table_words(t, v[T_INDICATOR].text,
	    completion_label(r->lang, v[T_INDICATOR].text));
	table_words(t, v[T_UNIT].text, words_unit(r->lang, v[T_UNIT].text));
	put_target(r, t, v);
	if (r->district != NULL)
		return;
	report_date(t, &v[T_SUM]);
	report_date(t, &v[T_GAP]);
	put_verdict(r, t, v);
}

static void
put_list(struct list *l)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_COUNT, 0, { "no", "序" } },
		{ NULL, VALUE_TEXT, 0, { "year", "年度" } },
		{ NULL, VALUE_TEXT, 0, { "indicator", "指标" } },
		{ NULL, VALUE_TEXT, 0, { "unit", "单位" } },
		{ NULL, VALUE_COUNT, 0, { "target", "年度\n目标" } },
		{ NULL, VALUE_COUNT, 0, { "sum of\ndistricts", "各地\n合计" } },
		{ NULL, VALUE_COUNT, 0, { "differ-\nence", "合计与目\n标之差" } },
		{ NULL, VALUE_TEXT, 0, { "enough", "合计" } },
	};
	struct report *r = l->r;
	enum lang g = r->lang;
	struct table *t = report_table(r, TABLE_PEOPLE);

	report_headings(r, t, head, r->district != NULL ? 5 :
	    sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		if (r->district != NULL || is_city(r, v))
			put_city_row(r, t, v);
	}
	table_set_title(t, words_fill(&r->keep, words(g,
	    "$1楼宇经济年度目标（共$2项）", "Targets of the year, $1 ($2)"),
	    words_scope(g, r->district),
	    words_int(&r->keep, (int64_t)t->nrow)));
	if (r->district == NULL)
		report_note(t, str_from(words(g,
		    "各地合计为各地计划之和；“超”为须超过，合计等于目标仍为不足。没有市级目标的指标不列。",
		    "The sum is of the districts' plans. A target to be exceeded "
		    "is not met by its equal. Indicators without a target of the "
		    "city are left out.")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

static const struct value *
find(const struct list *l, struct str year, struct str indicator,
    const struct district *x)
{
	const struct source *s = l->r->source;

	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);

		if (str_eq(v[T_YEAR].text, year) &&
		    str_eq(v[T_INDICATOR].text, indicator) &&
		    str_eq(v[T_SCOPE].text, x->code))
			return v;
	}
	return NULL;
}

/* Lines in the head for the label, one for the unit. */
static void
head_of(struct list *l, struct table *t, struct str indicator)
{
	struct report *r = l->r;
	struct report_heading h = { NULL, VALUE_COUNT, 0, { NULL, NULL } };
	struct str unit = { "", 0 };

	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		if (str_eq(v[T_INDICATOR].text, indicator))
			unit = v[T_UNIT].text;
	}
	h.label[r->lang] = words_fill(&r->keep, words(r->lang, "$1\n（$2）",
	    "$1\n($2)"),
	    completion_stacked(&r->keep, r->lang, indicator),
	    words_unit(r->lang, unit)).p;
	report_headings(r, t, &h, 1);
}

static void
put_matrix(struct list *l, struct str year)
{
	struct report *r = l->r;
	enum lang g = r->lang;
	struct table *t = report_table(r, TABLE_PEOPLE);

	report_headings(r, t, &(struct report_heading){ NULL, VALUE_TEXT, 0,
		{ "district", "地区" } }, 1);
	for (size_t k = 0; k < l->indicator.n; k++)
		head_of(l, t, l->indicator.key[k]);
	for (size_t i = 0; i < code_district_count(r->codes); i++) {
		const struct district *x = code_district_at(r->codes, i);

		table_row(t);
		if (i == 1)
			table_rule(t);
		table_words(t, x->code, x->is_city ? words_scope(g, x) :
		    x->name);
		for (size_t k = 0; k < l->indicator.n; k++) {
			const struct value *v = find(l, year,
			    l->indicator.key[k], x);

			if (v == NULL)
				table_not_applicable(t);
			else
				put_target(r, t, v);
		}
	}
	table_set_title(t, words_fill(&r->keep, words(g,
	    "$1年各地楼宇经济目标", "Targets of the districts, $1"), year));
	report_note(t, str_from(words(g,
	    "“－”为当年无此项目标。", "A dash: no such target that year.")));
	report_scope_note(r, t, false);
}

static void
put_machine(struct report *r)
{
	struct table *t = report_table(r, TABLE_MACHINE);

	for (size_t c = 0; c < T_COLUMNS; c++)
		report_headings(r, t, &(struct report_heading){ columns[c],
			c == T_YEAR || c >= T_TARGET ? VALUE_COUNT :
			VALUE_TEXT, 0, { NULL, NULL } }, 1);
	for (size_t i = 0; i < r->source->nrow; i++) {
		table_row(t);
		for (size_t c = 0; c < T_COLUMNS; c++)
			table_text(t, source_at(r->source, i, c)->text);
	}
}

static bool
build_targets(struct report *r)
{
	struct list l = { .r = r };

	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		map_put(&l.year, v[T_YEAR].text, NULL);
		map_put(&l.indicator, v[T_INDICATOR].text, NULL);
	}
	put_list(&l);
	for (size_t i = 0; r->district == NULL && i < l.year.n; i++)
		put_matrix(&l, l.year.key[i]);
	put_machine(r);
	map_fini(&l.year);
	map_fini(&l.indicator);
	return true;
}

static const struct dataset *
targets(void)
{
	return made_at(MADE_TARGETS);
}

static const struct report_need need = { .name = "targets",
	.dataset = targets, .place = REPORT_PERIOD, .must = true,
	.columns = { .name = columns, .n = T_COLUMNS, .period = T_COLUMNS,
	    .district = T_SCOPE } };

const struct report_kind report_targets = {
	.name = "targets",
	.about = { "the yearly targets, the city's and the districts'",
	    "年度目标（市级和各地）" },
	.need = &need,
	.nneed = 1,
	.takes_file = true,
	.has_city_rows = true,
	.numbered = true,
	.publish = PUBLISH_OPEN,
	.build = build_targets,
};

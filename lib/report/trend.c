/*
 * The plan's trend: what the years' December results published, side by
 * side.  A year that is not in the workspace is said not to be there.
 */
#include "base/date.h"
#include "print/chart.h"
#include "print/words.h"
#include "report/aggregate.h"
#include "report/class_count.h"
#include "report/kinds.h"
#include "report/phrase.h"

enum { T_DISTRICTS, T_CLASSIFIED, T_NEEDS };

struct trend {
	struct report *r;
	size_t n; /* years, the newest last */
	struct year {
		int no;
		const struct value *v; /* the city's row; NULL: not there */
		bool counted;
		size_t last_known; /* buildings whose last year is */
		struct class_count count;
	} year[REPORT_YEARS_MOST];
};

static bool
read_year(struct trend *t, size_t back, struct year *y)
{
	struct report *r = t->r;
	const size_t d = back * T_NEEDS + T_DISTRICTS;
	const size_t c = back * T_NEEDS + T_CLASSIFIED;
	struct str city = code_city(r->codes)->code;

	y->no = date_year(r->period) - (int)back;
	for (size_t i = 0; r->given[d] && i < r->source[d].nrow; i++) {
		const struct value *v = source_at(&r->source[d], i, 0);

		if (str_eq(v[A_DISTRICT].text, city))
			y->v = v;
	}
	y->counted = r->given[c];
	for (size_t i = 0; y->counted && i < r->source[c].nrow; i++) {
		const struct value *v = source_at(&r->source[c], i, 0);

		class_count_add(&y->count, v, r->behind);
		y->last_known += v[B_TIER_LAST].known;
	}
	return class_count_check(&y->count, r);
}

static const struct report_heading head[] = {
	{ NULL, VALUE_TEXT, 0, { "year", "年份" } },
	{ NULL, VALUE_COUNT, 0, { "buildings", "监测\n楼宇" } },
	{ NULL, VALUE_MONEY, 0, { "tax", "全口径\n税收" } },
	{ NULL, VALUE_PERCENT, 0, { "growth", "同比" } },
	{ NULL, VALUE_COUNT, 0, { "above\n100m\nlast year", "上年末\n亿元楼宇" } },
	{ NULL, VALUE_COUNT, 0, { "new", "新增" } },
	{ NULL, VALUE_COUNT, 0, { "fallen", "退出" } },
	{ NULL, VALUE_COUNT, 0, { "above\n100m", "亿元\n楼宇" } },
	{ NULL, VALUE_COUNT, 0, { "above\n500m", "其中\n5亿" } },
	{ NULL, VALUE_COUNT, 0, { "above\n1bn", "其中\n10亿" } },
	{ NULL, VALUE_COUNT, 0, { "recog-\nnised", "认定\n特色" } },
	{ NULL, VALUE_MONEY, 0, { "tax\nper m2", "单位面\n积税收" } },
	{ NULL, VALUE_PERCENT, 0, { "occu-\npancy", "入驻率" } },
	{ NULL, VALUE_COUNT, 0, { "enter-\nprises", "入驻\n企业" } },
};

static void
put_counts(struct table *t, const struct year *y)
{
	const struct class_count *c = &y->count;
	/* the first three rest on the year before */
	const size_t *const n[] = { &c->last, &c->is_new, &c->left, &c->above,
		&c->above5, &c->above10, &c->recognised };

	for (size_t i = 0; i < sizeof(n) / sizeof(n[0]); i++)
		if (y->counted && (i > 2 || y->last_known > 0))
			report_counted(t, n[i]);
		else
			table_missing(t);
}

static void
put_aggregates(struct table *t, const struct year *y, const size_t *col,
    size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (y->v != NULL)
			aggregate_cell(t, y->v, col[i]);
		else
			table_missing(t);
}

static struct str
year_label(struct trend *t, const struct year *y)
{
	return words_fill(&t->r->keep, words(t->r->lang, "$1年", "$1"),
	    words_int(&t->r->keep, y->no));
}

/* The years that are not there, by name. */
static void
note_absent(struct trend *t, struct table *table)
{
	struct str item[REPORT_YEARS_MOST];
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		if (t->year[i].v == NULL && !t->year[i].counted)
			item[n++] = year_label(t, &t->year[i]);
	if (n > 0)
		report_note(table, words_fill(&t->r->keep, words(t->r->lang,
		    "工作区中没有$1年末结果，该年各栏缺，不作零。",
		    "The workspace has no results of the end of $1: no data, "
		    "not nought."), phrase_list(&t->r->keep, t->r->lang, item,
		    n, n, "")));
}

static void
put_table(struct trend *t)
{
	static const size_t before[] = { A_BUILDINGS, A_TAX, A_YOY };
	static const size_t after[] = { A_PER_M2, A_OCCUPANCY,
		A_ENTERPRISES };
	struct report *r = t->r;
	enum lang l = r->lang;
	struct table *table = report_table(r, TABLE_PEOPLE);

	report_headings(r, table, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < t->n; i++) {
		table_row(table);
		table_words(table, (struct str){ "", 0 },
		    year_label(t, &t->year[i]));
		put_aggregates(table, &t->year[i], before, 3);
		put_counts(table, &t->year[i]);
		put_aggregates(table, &t->year[i], after, 3);
	}
	table_set_title(table, words_fill(&r->keep, words(l,
	    "全市楼宇经济$1—$2年主要指标", "The city's years $1 to $2"),
	    words_int(&r->keep, t->year[0].no),
	    words_int(&r->keep, t->year[t->n - 1].no)));
	table_set_unit(table, str_from(words(l,
	    "单位：幢、亿元、%、元/㎡、户",
	    "Unit: buildings, 100m yuan, %, yuan/m2, enterprises")));
	report_note(table, str_from(words(l,
	    "各年为当年12月公布结果；“上年末亿元楼宇”按当年数据，上年数其后修订的与上一行不等。",
	    "Each year by its December results; those above last year are by "
	    "the year's own data, and differ from the row before where that "
	    "was revised.")));
	note_absent(t, table);
	report_note_signs(r, table);
	report_scope_note(r, table, false);
}

static void
put_machine(struct trend *t)
{
	static const char *const name[] = { "above_1yi_last_year", "new_1yi",
		"left_1yi", "above_1yi", "above_5yi", "above_10yi",
		"recognised" };
	static const size_t col[] = { A_BUILDINGS, A_TAX, A_YOY, A_PER_M2,
		A_OCCUPANCY, A_ENTERPRISES };
	struct report *r = t->r;
	struct table *table = report_table(r, TABLE_MACHINE);

	report_column(table, VALUE_COUNT, "year", "");
	for (size_t i = 0; i < sizeof(col) / sizeof(col[0]); i++) {
		struct report_heading h = aggregate_heading(col[i]);

		h.form |= COLUMN_MACHINE;
		report_headings(r, table, &h, 1);
	}
	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++)
		report_column(table, VALUE_COUNT, name[i], "");
	for (size_t i = 0; i < t->n; i++) {
		table_row(table);
		table_number(table, t->year[i].no);
		put_aggregates(table, &t->year[i], col,
		    sizeof(col) / sizeof(col[0]));
		put_counts(table, &t->year[i]);
	}
}

static void
put_chart(struct trend *t)
{
	struct report *r = t->r;
	enum lang l = r->lang;
	struct chart *c = chart_new(l, CHART_BARS);
	unsigned count = chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "亿元楼宇", "buildings")),
		.unit = str_from(words(l, "幢", "")) });
	unsigned now = chart_new_series(c, str_from(words(l, "亿元楼宇",
	    "above 100m")), CHART_MAIN, count);

	for (size_t i = 0; i < t->n; i++) {
		chart_add_point(c, year_label(t, &t->year[i]));
		if (t->year[i].counted)
			chart_put(c, now, (int64_t)t->year[i].count.above);
	}
	chart_set_title(c, words_fill(&r->keep, words(l,
	    "全市亿元楼宇（$1—$2年）",
	    "Buildings above 100m yuan, $1 to $2"),
	    words_int(&r->keep, t->year[0].no),
	    words_int(&r->keep, t->year[t->n - 1].no)));
	chart_set_about(c, str_from(words(l,
	    "各年末亿元楼宇幢数；没有结果的年份空缺",
	    "Buildings above 100m yuan at the end of each year; a year "
	    "without results is left out")));
	document_chart(r->doc, c);
}

static bool
build_trend(struct report *r)
{
	struct trend t = { .r = r, .n = r->kind->nneed / T_NEEDS };

	for (size_t i = 0; i < t.n; i++)
		if (!read_year(&t, i, &t.year[t.n - 1 - i]))
			return false;
	put_table(&t);
	put_machine(&t);
	if (t.n > 1)
		put_chart(&t);
	return true;
}

#define YEAR(back_)                                                       \
	{ .name = "districts", .dataset = indicator_aggregates,           \
		.place = (back_) == 0 ? REPORT_PERIOD : REPORT_BACK,          \
		.back = 12 * (back_), .file = "districts",                    \
		.columns = { .name = aggregate_columns, .n = A_COLUMNS,   \
			.needed = (size_t)A_TAX + 1, .period = A_PERIOD,  \
			.district = A_COLUMNS } },                        \
	{ .name = "classified", .dataset = indicator_classified,          \
		.place = (back_) == 0 ? REPORT_PERIOD : REPORT_BACK,          \
		.back = 12 * (back_), .columns = { .name = building_columns,  \
			.n = B_COLUMNS, .needed = (size_t)B_REASONS + 1,  \
			.period = B_PERIOD, .district = B_DISTRICT } }

static const struct report_need needs[REPORT_YEARS_MOST * T_NEEDS] = {
	YEAR(0), YEAR(1), YEAR(2), YEAR(3), YEAR(4) };

const struct report_kind report_trend = {
	.name = "trend",
	.about = { "the trend over the years", "历年主要指标" },
	.need = needs,
	.nneed = REPORT_YEARS_MOST * T_NEEDS,
	.takes = REPORT_TAKES_NO_DISTRICT,
	.build = build_trend,
};

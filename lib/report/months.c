/*
 * Tax in buildings month by month, with the same month of last year, and
 * both added up since January: a table and the line that shows it.
 */
#include "base/date.h"
#include "print/words.h"
#include "report/column.h"
#include "report/kinds.h"
#include "schema/made.h"

enum { M_MONTH, M_DISTRICT, M_TAX, M_YOY, M_COLUMNS };

static const char *const columns[M_COLUMNS] = { "month", "district",
	"tax_yuan", "yoy_tax_yuan" };

/* A year of a scope: tax, and what growth is taken of; both by month and
 * added up.  A sum is unknown from the first month that is. */
struct year {
	struct value tax[12], yoy[12], tax_sum[12], yoy_sum[12];
};

struct months {
	struct year now, before;
};

static bool
add_up(struct report *r, const struct value *month, struct value *sum)
{
	struct total total = { 0 };

	for (size_t m = 0; m < 12; m++) {
		total_add(&total, &month[m]);
		sum[m] = (struct value){ .known = total.unknown == 0,
			.n = total.n };
	}
	return total_ok(r, &total, 1);
}

static bool
read_scope(struct report *r, const struct district *x, struct months *out)
{
	const struct source *s = r->source;
	int first = r->period - date_month_no(r->period) + 1;

	*out = (struct months){ 0 };
	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);
		int64_t at = v[M_MONTH].n - (first - 12);
		struct year *year = at < 12 ? &out->before : &out->now;

		if (!str_eq(v[M_DISTRICT].text, x->code) || at < 0 ||
		    at > r->period - (first - 12))
			continue;
		year->tax[at % 12] = v[M_TAX];
		year->yoy[at % 12] = v[M_YOY];
	}
	return add_up(r, out->now.tax, out->now.tax_sum) &&
	    add_up(r, out->now.yoy, out->now.yoy_sum) &&
	    add_up(r, out->before.tax, out->before.tax_sum) &&
	    add_up(r, out->before.yoy, out->before.yoy_sum);
}

/* The districts of every month add up to the city's row of it. */
static bool
check_districts(struct report *r)
{
	const struct source *s = r->source;
	struct str city = code_city(r->codes)->code;

	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0), *x;
		num_wide sum = 0;
		size_t n = 0;

		if (!str_eq(v[M_DISTRICT].text, city))
			continue;
		for (size_t k = 0; k < s->nrow; k++) {
			x = source_at(s, k, 0);
			if (x[M_MONTH].n != v[M_MONTH].n || k == i)
				continue;
			sum += x[M_TAX].n;
			n++;
		}
		if (n > 0 && !report_agree_at(r, source_pos(s, i, M_TAX),
		        "tax of the districts in a month = city, in fen",
		        "各地当月税收之和＝全市（分）", sum, v[M_TAX].n))
			return false;
	}
	return true;
}

static const struct report_heading head[] = {
	{ NULL, VALUE_TEXT, 0, { "month", "月份" } },
	{ NULL, VALUE_MONEY, 0, { "tax of\nthe month", "当月\n税收" } },
	{ NULL, VALUE_MONEY, 0, { "same month\nlast year", "上年\n同月" } },
	{ NULL, VALUE_PERCENT, 0, { "growth", "同比" } },
	{ NULL, VALUE_MONEY, 0, { "since\nJanuary", "累计\n税收" } },
	{ NULL, VALUE_MONEY, 0, { "last year\nso far", "上年\n累计" } },
	{ NULL, VALUE_PERCENT, 0, { "growth", "累计\n同比" } },
};

static void
put_months(struct report *r, const struct district *x,
    const struct months *m)
{
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	struct table *t = report_table(r, TABLE_PEOPLE);

	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (int i = 0; i < date_month_no(r->period); i++) {
		table_row(t);
		table_words(t, (struct str){ "", 0 }, words_fill(a,
		    words(l, "$1月", "$1"), words_int(a, i + 1)));
		report_number(t, &m->now.tax[i]);
		report_number(t, &m->before.tax[i]);
		report_growth(t, &m->now.yoy[i], &m->before.yoy[i]);
		report_number(t, &m->now.tax_sum[i]);
		report_number(t, &m->before.tax_sum[i]);
		report_growth(t, &m->now.yoy_sum[i], &m->before.yoy_sum[i]);
	}
	table_set_title(t, words_fill(a, words(l,
	    "$1楼宇各月税收（$2）", "Tax of buildings by month, $1 ($2)"),
	    words_scope(l, x), words_period(a, l, r->period)));
	table_set_unit(t, str_from(words(l, "单位：亿元、%",
	    "Unit: 100m yuan, %")));
	report_note(t, str_from(words(l,
	    "各月税收归集到当月入驻的楼宇，各月之和为累计税收；上年各月只含上年已知的楼宇，同比按运营和改造中、上年已知的楼宇计算。",
	    "Tax of a month goes to the building the taxpayer sat in then; "
	    "months add up to the period. Last year's are of the buildings "
	    "whose last year is known; growth is of those of them in "
	    "operation.")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

static void
put_machine(struct report *r)
{
	struct table *t = report_table(r, TABLE_MACHINE);

	report_headings(r, t, (const struct report_heading[]){
		{ "month", VALUE_MONTH, 0, { NULL, NULL } },
		{ "district", VALUE_DISTRICT, 0, { NULL, NULL } },
		{ "tax_yuan", VALUE_MONEY, 0, { NULL, NULL } },
		{ "yoy_tax_yuan", VALUE_MONEY, 0, { NULL, NULL } } }, 4);
	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		if (v[M_MONTH].n > r->period || (r->district != NULL &&
		    !str_eq(v[M_DISTRICT].text, r->district->code)))
			continue;
		table_row(t);
		table_text(t, v[M_MONTH].text);
		table_text(t, v[M_DISTRICT].text);
		report_number(t, &v[M_TAX]);
		report_number(t, &v[M_YOY]);
	}
}

static void
put_line(struct chart *c, unsigned series, size_t i, const struct value *sum)
{
	if (sum[i].known)
		chart_put(c, series, sum[i].n);
}

/* Since January: this year, last year, and what months / 12 of last year's
 * total would be. */
static void
put_chart(struct report *r, const struct district *x,
    const struct months *m)
{
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	struct str year = words_int(a, date_year(r->period));
	struct str last = words_int(a, date_year(r->period) - 1);
	struct chart *c = chart_new(l, CHART_LINES);
	const struct value *whole = &m->before.tax_sum[11];
	unsigned now, before, elapsed = 0;

	chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "累计税收", "tax since January")),
		.unit = str_from(words(l, "亿元", "100m yuan")),
		.held = 2, .scale = 8, .decimals = 2 });
	now = chart_new_series(c, words_fill(a, words(l, "$1年", "$1"), year),
	    CHART_MAIN, 0);
	before = chart_new_series(c, words_fill(a, words(l, "$1年", "$1"),
	    last), CHART_BEFORE, 0);
	if (whole->known)
		elapsed = chart_new_series(c, str_from(words(l,
		    "上年全年按月均", "last year by months")), CHART_ELAPSED,
		    0);
	for (size_t i = 0; i < 12; i++) {
		chart_add_point(c, words_fill(a, words(l, "$1月", "$1"),
		    words_int(a, (int64_t)i + 1)));
		if ((int)i < date_month_no(r->period))
			put_line(c, now, i, m->now.tax_sum);
		put_line(c, before, i, m->before.tax_sum);
		if (whole->known)
			chart_put(c, elapsed, (int64_t)num_div(
			    (num_wide)whole->n * ((int64_t)i + 1), 12,
			    NUM_HALF_AWAY));
	}
	chart_set_title(c, words_fill(a, words(l,
	    "$1楼宇累计税收与上年比较（$2）",
	    "Tax of buildings since January against last year, $1 ($2)"),
	    words_scope(l, x), words_period(a, l, r->period)));
	chart_set_about(c, str_from(words(l,
	    "年初以来累计税收逐月的线，与上年和上年全年按月均比较",
	    "Tax since January, month by month, against last year and last "
	    "year's total by months")));
	chart_set_note(c, str_from(words(l,
	    "按月均＝上年全年税收×月数÷12，供对照时间进度，不是目标。",
	    "By months: last year's total x months / 12, to compare with "
	    "the time elapsed; it is no target.")));
	document_chart(r->doc, c);
}

static bool
build_months(struct report *r)
{
	const struct district *x = r->district != NULL ? r->district :
	    code_city(r->codes);
	struct months m;

	for (size_t i = 0; i < r->source->nrow && r->in->period < 0; i++)
		if (source_at(r->source, i, M_MONTH)->n > r->period)
			r->period = (int)source_at(r->source, i, M_MONTH)->n;
	if (r->period < 0) {
		diag_plain(r->diag, NULL, DIAG_NO_PERIOD);
		return false;
	}
	if (!check_districts(r) || !read_scope(r, x, &m))
		return false;
	put_months(r, x, &m);
	put_chart(r, x, &m);
	put_machine(r);
	return true;
}

static const struct dataset *
months_dataset(void)
{
	return made_at(MADE_MONTHS);
}

static const struct report_need need = { .name = "months",
	.dataset = months_dataset, .place = REPORT_PERIOD, .must = true,
	.columns = { .name = columns, .n = M_COLUMNS, .needed = M_YOY,
	    .period = M_COLUMNS, .district = M_COLUMNS } };

const struct report_kind report_months = {
	.name = "months",
	.about = { "tax month by month, with last year's",
	    "各月税收（与上年比较）" },
	.need = &need,
	.nneed = 1,
	.takes_file = true,
	.has_city_rows = true,
	.numbered = true,
	.build = build_months,
};

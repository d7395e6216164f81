/* The roster of key buildings (重点楼宇名录, 苏府办〔2023〕48号). */
#include <stdlib.h>

#include "report/building.h"
#include "report/kinds.h"
#include "report/reason.h"
#include "report/words.h"

struct key {
	struct report *r;
	struct table *t;
	struct building_marks marks;
	struct reason_book reasons;
	bool has_top1;
};

static bool
is_key(const struct report *r, const struct value *v)
{
	(void)r;
	return v[B_KEY].known && v[B_KEY].n == 1;
}

/* Columns that only machines read stand among the others, unlabelled. */
static void
head(struct key *k)
{
	struct table *t = k->t;
	enum lang l = k->r->lang;
	struct str months = words_months(&k->r->keep, l, k->r->period);

	report_column(t, VALUE_COUNT, "rank", words(l, "位次", "rank"));
	report_column(t, VALUE_MONTH, "period", "");
	report_column(t, VALUE_ID, "building_id",
	    words(l, "楼宇编号", "building"));
	report_column(t, VALUE_TEXT, "name", words(l, "楼宇名称", "name"));
	report_column(t, VALUE_TEXT, "district",
	    words(l, "地区", "district"));
	report_column(t, VALUE_AREA, "gfa_m2",
	    words(l, "建筑\n面积", "floor\narea"));
	report_column(t, VALUE_MONEY, "tax_yuan",
	    words(l, "全口径\n税收", "tax"));
	report_column(t, VALUE_MONEY, "tax_same_yuan", "");
	report_column(t, VALUE_PERCENT, "tax_yoy_pct",
	    words(l, "同比", "growth"));
	report_column(t, VALUE_MONEY, "tax_last_year_yuan",
	    words(l, "上年\n全年\n税收", "last\nyear"));
	report_column(t, VALUE_AREA, "area_base_m2", "");
	report_column(t, VALUE_MONEY, "tax_per_m2_yuan",
	    words(l, "单位\n面积\n税收", "tax\nper\nm2"));
	report_column(t, VALUE_PERCENT, "occupancy_pct",
	    words(l, "入驻\n率", "occu-\npancy"));
	report_column(t, VALUE_PERCENT, "top1_pct", !k->has_top1 ? "" :
	    words(l, "首位\n企业\n占比", "largest\npayer"));
	report_column(t, VALUE_TEXT, "lead_specialty",
	    words(l, "主导产业", "lead"));
	report_column(t, VALUE_PERCENT, "lead_tax_pct",
	    words(l, "税收\n占比", "lead's\nshare"));
	report_column(t, VALUE_TEXT, "tier", words_fill(&k->r->keep,
	    words(l, "$1\n档次", "tier\n$1"), months).p);
	report_column(t, VALUE_TEXT, "reasons", words(l, "入选\n依据", "why"));
}

static void
row(struct key *k, const struct value *v, size_t rank)
{
	struct report *r = k->r;
	struct table *t = k->t;

	table_row(t);
	if (rank > 0)
		table_number(t, (int64_t)rank);
	else
		table_missing(t);
	table_text(t, v[B_PERIOD].text);
	table_text(t, v[B_ID].text);
	report_value(t, &v[B_NAME]);
	report_district(r, t, v[B_DISTRICT].text);
	report_number(t, &v[B_GFA]);
	building_tax(r, t, v, &k->marks);
	report_number(t, &v[B_SAME]);
	report_growth(t, &v[B_TAX], &v[B_SAME]);
	building_last_year(r, t, v, &k->marks);
	report_number(t, &v[B_AREA_BASE]);
	report_quotient(t, &v[B_PER_M2], &v[B_TAX], &v[B_AREA_BASE]);
	report_share(t, &v[B_OCCUPANCY], &v[B_OCCUPIED], &v[B_OCCUPANCY_BASE]);
	report_share(t, &v[B_TOP1], &v[B_TOP1_TAX], &v[B_POSITIVE]);
	if (v[B_LEAD].known)
		table_words(t, v[B_LEAD].text,
		    words_specialty(r->lang, v[B_LEAD].text));
	else
		table_not_applicable(t);
	if (v[B_LEAD].known)
		report_share(t, &v[B_LEAD_PCT], &v[B_LEAD_TAX], &v[B_POSITIVE]);
	else
		table_not_applicable(t);
	report_code(r, t, &v[B_TIER], words_tier);
	table_words(t, v[B_REASONS].text, reason_letters(&k->reasons,
	    v[B_REASONS].text, v[B_NEW].known && v[B_NEW].n == 1));
}

static void
notes(struct key *k)
{
	static const struct str none = { "", 0 };
	struct report *r = k->r;
	enum lang l = r->lang;

	reason_legend(&k->reasons, l, k->t);
	building_marks_note(r, k->t, &k->marks);
	table_add_note(k->t, none, words_fill(&r->keep, words(l,
	    "单位面积税收＝$1税收÷建筑面积等计税面积，未折算全年。税收占比为主导产业占楼宇正税收的比重。“－”为不适用，“缺”为无数据。",
	    "Tax per m2 is that of the period ($1), not annualised. The "
	    "lead's share is of the building's positive tax. n.d.: no data."),
	    words_months(&r->keep, l, r->period)));
	if (k->has_top1)
		table_add_note(k->t, none, str_from(words(l,
		    "首位企业占比涉及单个纳税人，仅供内部使用，公开版不列。",
		    "The largest payer's share concerns a single taxpayer: "
		    "internal.")));
	report_scope_note(r, k->t, true);
}

static struct str
title(struct key *k, size_t n)
{
	struct report *r = k->r;
	struct arena *a = &r->keep;
	struct str part[3];

	part[0] = words_period(a, r->lang, r->period);
	part[1] = words_fill(a, words(r->lang, "共$1幢", "$1 buildings"),
	    words_int(a, (int64_t)n));
	part[2] = str_from(words(r->lang, "按税收排序", "by tax"));
	return words_fill(a, words(r->lang, "$1重点楼宇名录（$2$3）",
	    "Key buildings of $1 ($2$3)"), words_scope(r->lang, r->district),
	    words_join(a, r->lang, part, 3), k->marks.incomplete == 0 ?
	    (struct str){ "", 0 } : str_from(words(r->lang,
	    "，数据不完整", ", incomplete data")));
}

static bool
build_key(struct report *r)
{
	struct key k = { .r = r, .t = report_table(r, TABLE_PEOPLE |
	    TABLE_MACHINE) };
	size_t n;
	struct place *order = building_order(r, is_key, B_TAX, &n);

	building_marks_init(&k.marks);
	reason_init(&k.reasons, "key", &r->keep);
	for (size_t i = 0; i < n; i++)
		k.has_top1 = k.has_top1 ||
		    source_at(r->source, order[i].row, B_TOP1)->known;
	k.t->stub = 3;
	head(&k);
	for (size_t i = 0; i < n; i++)
		row(&k, source_at(r->source, order[i].row, 0), order[i].rank);
	table_set_title(k.t, title(&k, n));
	table_set_unit(k.t, str_from(words(r->lang,
	    "单位：万㎡、亿元、元/㎡、%",
	    "Unit: 10k m2, 100m yuan, yuan/m2, %")));
	notes(&k);
	building_marks_fini(&k.marks);
	reason_fini(&k.reasons);
	free(order);
	return true;
}

const struct report_kind report_key = {
	.name = "key",
	.about = { "roster of key buildings", "重点楼宇名录" },
	.need = &building_need,
	.nneed = 1,
	.takes_file = true,
	.build = build_key,
};

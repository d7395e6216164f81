/* The roster of key buildings (重点楼宇名录, 苏府办〔2023〕48号). */
#include <stdlib.h>

#include "print/words.h"
#include "report/building_list.h"
#include "report/kinds.h"
#include "report/reason.h"

struct key {
	struct report *r;
	struct table *t;
	struct building_marks marks;
	struct reason_book reasons;
	bool has_top1;
	size_t *rank; /* by row */
};

enum { OWN_RANK, OWN_WHY, OWN_COLUMNS };

static const struct report_heading own[OWN_COLUMNS] = {
	[OWN_RANK] = { "rank", VALUE_COUNT, 0, { "no", "位次" } },
	[OWN_WHY] = { "reasons", VALUE_TEXT, 0, { "why", "入选\n依据" } },
};

static const struct building_column columns[] = {
	{ .col = B_COLUMNS + OWN_RANK },
	{ .col = B_PERIOD, .form = COLUMN_MACHINE },
	{ .col = B_ID },
	{ .col = B_NAME },
	{ .col = B_DISTRICT },
	{ .col = B_GFA },
	{ .col = B_TAX },
	{ .col = B_SAME, .form = COLUMN_MACHINE },
	{ .col = B_YOY, .label = { "yoy", NULL } },
	{ .col = B_LAST_YEAR, .label = { NULL, "上年\n全年\n税收" } },
	{ .col = B_AREA_BASE, .form = COLUMN_MACHINE },
	{ .col = B_PER_M2 },
	{ .col = B_OCCUPANCY },
	{ .col = B_TOP1, .label = { "top\npayer", NULL } },
	{ .col = B_LEAD },
	{ .col = B_LEAD_PCT, .label = { NULL, "税收\n占比" } },
	{ .col = B_TIER, .label = { "tier", NULL } },
	{ .col = B_COLUMNS + OWN_WHY },
};

static bool
is_key(const struct report *r, const struct value *v)
{
	(void)r;
	return v[B_KEY].known && v[B_KEY].n == 1;
}

static void
put_own(void *arg, struct table *t, size_t i, size_t row)
{
	struct key *k = arg;
	const struct value *v = source_at(k->r->source, row, 0);

	if (i == OWN_WHY)
		table_words(t, v[B_REASONS].text, reason_letters(&k->reasons,
		    v[B_REASONS].text, v[B_NEW].known && v[B_NEW].n == 1));
	else if (k->rank[row] > 0)
		table_number(t, (int64_t)k->rank[row]);
	else
		table_missing(t);
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

/* Without one known largest payer its column is for machines alone. */
static void
put_rows(struct key *k, const struct place *order, size_t n)
{
	struct building_column c[sizeof(columns) / sizeof(columns[0])];
	struct building_list l = { .r = k->r, .t = k->t, .column = c,
		.ncolumn = sizeof(columns) / sizeof(columns[0]), .own = own,
		.put = put_own, .arg = k, .marks = &k->marks };

	memcpy(c, columns, sizeof(c));
	for (size_t i = 0; i < l.ncolumn; i++)
		if (c[i].col == B_TOP1 && !k->has_top1)
			c[i].form = COLUMN_MACHINE;
	building_list_head(&l);
	for (size_t i = 0; i < n; i++)
		building_list_row(&l, order[i].row);
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
	k.rank = mem_zalloc(r->source->nrow + 1, sizeof(*k.rank));
	for (size_t i = 0; i < n; i++) {
		k.rank[order[i].row] = order[i].rank;
		k.has_top1 = k.has_top1 ||
		    source_at(r->source, order[i].row, B_TOP1)->known;
	}
	k.t->stub = 3;
	put_rows(&k, order, n);
	table_set_title(k.t, title(&k, n));
	table_set_unit(k.t, str_from(words(r->lang,
	    "单位：万㎡、亿元、元/㎡、%",
	    "Unit: 10k m2, 100m yuan, yuan/m2, %")));
	notes(&k);
	building_marks_fini(&k.marks);
	reason_fini(&k.reasons);
	free(k.rank);
	free(order);
	return true;
}

const struct report_kind report_key = {
	.name = "key",
	.about = { "roster of key buildings", "重点楼宇名录" },
	.need = &building_need,
	.nneed = 1,
	.takes_file = true,
	.publish = PUBLISH_LIST,
	.build = build_key,
};

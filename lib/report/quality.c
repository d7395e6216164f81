/*
 * How good the data behind the figures are: months in the input, enterprises
 * with a tax row, tax in no building by cause, what is unknown column by
 * column and district by district, rows that were rejected.
 */
#include <stdlib.h>

#include "base/date.h"
#include "print/words.h"
#include "report/coverage.h"
#include "report/kinds.h"
#include "report/reject_count.h"

enum { NEED_CLASSIFIED, NEED_UNATTRIBUTED, NEED_REJECTS, NEED_BUILDINGS,
	NEED_TENANCIES, NEEDS };

static const char *const building_names[] = { "building_id", "name",
	"district", "address", "completed", "gfa_m2", "leasable_m2",
	"business_m2", "grade", "ownership", "operator_id", "stage" };

static const char *const tenancy_names[] = { "building_id", "uscc",
	"enterprise", "industry", "industry_std", "registered_district",
	"area_m2", "employees", "above_scale", "headquarters", "entered" };

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/* What the classified are asked for, in the order of the registry. */
static const size_t asked[] = { B_COMPLETED, B_STAGE, B_GFA, B_TAX, B_MONTH,
	B_SAME, B_LAST_YEAR, B_AREA_BASE, B_OCCUPIED, B_OCCUPANCY_BASE, B_HHI,
	B_PACE, B_TIER, B_TIER_LAST };

enum { SILENT, NO_TAX, NO_SAME, NO_LAST, NO_AREA, NO_OCCUPANCY, FLAWS };

struct line {
	size_t buildings, flaw[FLAWS];
	struct total enterprises, matched;
};

struct audit {
	struct report *r;
	struct coverage c;
	struct line *line;     /* by scope of the code table */
	struct reject_counts rejects;
};

static void
line_add(struct report *r, struct line *x, const struct value *v)
{
	static const size_t column[] = { B_SILENT, B_TAX, B_SAME,
		B_TIER_LAST, B_AREA_BASE, B_OCCUPIED };

	behind_count(r->behind, &x->buildings, &v[B_ID]);
	for (size_t i = 0; i < FLAWS; i++) {
		const struct value *y = &v[column[i]];

		behind_count_if(r->behind, &x->flaw[i], y, i == SILENT ?
		    y->known && y->n == 1 : !y->known ||
		    (i == NO_OCCUPANCY && !v[B_OCCUPANCY_BASE].known));
	}
	report_add(r, &x->enterprises, &v[B_ENTERPRISES]);
	report_add(r, &x->matched, &v[B_MATCHED]);
}

static void
collect(struct audit *q)
{
	struct report *r = q->r;
	const struct source *s = &r->source[NEED_CLASSIFIED];

	q->line = mem_zalloc(code_district_count(r->codes),
	    sizeof(*q->line));
	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);
		const struct district *x = code_district(r->codes,
		    v[B_DISTRICT].text);

		line_add(r, &q->line[0], v);
		if (x != NULL && !x->is_city)
			line_add(r, &q->line[code_district_index(r->codes,
			    x)], v);
	}
	if (r->given[NEED_REJECTS])
		reject_counts_make(&q->rejects, &r->source[NEED_REJECTS]);
}

static struct str
count_words(struct report *r, int64_t n, const char *zh, const char *en)
{
	return words_fill(&r->keep, words(r->lang, zh, en),
	    words_int(&r->keep, n));
}

static void
put_fact(struct table *t, const char *code, struct str what, struct str value,
    struct str shown)
{
	table_row(t);
	table_words(t, str_from(code), what);
	table_words(t, value, shown);
}

static void
put_count(struct report *r, struct table *t, const char *code, const char *zh,
    const char *en, int64_t n)
{
	put_fact(t, code, str_from(words(r->lang, zh, en)),
	    words_int(&r->keep, n), words_int(&r->keep, n));
}

static struct str
yuan_words(struct report *r, int64_t fen)
{
	struct buf b;
	struct str s;

	buf_init(&b, BUF_UNBOUNDED);
	table_put_number(&b, fen, 2, 8, 2, false);
	s = words_fill(&r->keep, words(r->lang, "$1亿元", "$1 x 100m yuan"),
	    buf_str(&b));
	buf_fini(&b);
	return s;
}

static struct str
rate_words(struct report *r, int64_t num, int64_t den)
{
	struct buf b;

	if (den <= 0)
		return STR("－");
	buf_init(&b, BUF_UNBOUNDED);
	table_put_number(&b, num_pct(num, den), 2, 0, 1, false);
	buf_putc(&b, '%');
	return buf_keep(&b, &r->keep);
}

static struct str
decimal(struct report *r, int64_t n)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_hundredths(&b, n);
	return buf_keep(&b, &r->keep);
}

/* Tax in buildings of what the bureau gave. */
static void
put_attribution(struct audit *q, struct table *t)
{
	struct report *r = q->r;
	enum lang l = r->lang;
	int64_t in = q->c.tax.n, read = in;

	put_fact(t, "attributed_yuan", str_from(words(l, "归集到楼宇的税收",
	    "tax in buildings")), decimal(r, in), yuan_words(r, in));
	if (!q->c.told || r->district != NULL ||
	    !num_add(&read, q->c.all.tax.n))
		return;
	put_fact(t, "unattributed_yuan", str_from(words(l, "未归集的税收",
	    "tax in no building")), decimal(r, q->c.all.tax.n),
	    yuan_words(r, q->c.all.tax.n));
	put_fact(t, "attributed_pct", str_from(words(l, "归集率",
	    "share in buildings")), read > 0 ?
	    decimal(r, num_pct(in, read)) : STR(""),
	    rate_words(r, in, read));
}

static void
put_facts(struct audit *q, struct table *t)
{
	struct report *r = q->r;
	const struct coverage *c = &q->c;
	const struct line *all = &q->line[0];

	if (c->wanted >= 0)
		put_count(r, t, "months_wanted", "税收数据应有月数",
		    "months of tax wanted", c->wanted);
	if (c->months >= 0)
		put_count(r, t, "months", "税收数据实有月数",
		    "months of tax in the input", c->months);
	put_count(r, t, "buildings", "监测楼宇", "buildings",
	    (int64_t)all->buildings);
	put_count(r, t, "tax_unknown", "税收不明的楼宇",
	    "buildings whose tax is unknown", (int64_t)all->flaw[NO_TAX]);
	put_count(r, t, "last_year_unknown", "上年档次不明的楼宇",
	    "buildings whose last year is unknown",
	    (int64_t)all->flaw[NO_LAST]);
	put_count(r, t, "silent", "疑漏报的楼宇", "silent buildings",
	    (int64_t)all->flaw[SILENT]);
	put_count(r, t, "enterprises", "在驻企业（户次）",
	    "enterprises in force", c->enterprises.n);
	put_count(r, t, "matched", "其中有税收记录的（户次）",
	    "of them with a tax row", c->matched.n);
	put_fact(t, "matched_pct", str_from(words(r->lang, "匹配率",
	    "share with a tax row")), c->enterprises.n <= 0 ? STR("") :
	    decimal(r, num_pct(c->matched.n, c->enterprises.n)),
	    rate_words(r, c->matched.n, c->enterprises.n));
	put_attribution(q, t);
	if (r->given[NEED_REJECTS])
		put_count(r, t, "rejected", "退回的记录", "rows rejected",
		    (int64_t)q->rejects.rows);
}

static struct str
title(struct audit *q, const char *zh, const char *en, struct str more)
{
	struct report *r = q->r;
	struct str part[3];

	part[0] = words_period(&r->keep, r->lang, r->period);
	part[1] = more;
	part[2] = report_incomplete(r->lang, q->c.months >= 0 &&
	    q->c.months < q->c.wanted);
	return words_fill(&r->keep, words(r->lang, zh, en),
	    words_scope(r->lang, r->district),
	    words_join(&r->keep, r->lang, part, 3));
}

static void
put_summary(struct audit *q)
{
	struct report *r = q->r;
	struct table *t = report_table(r, TABLE_PEOPLE);

	report_headings(r, t, (const struct report_heading[]){
		{ NULL, VALUE_TEXT, 0, { "item", "项目" } },
		{ NULL, VALUE_TEXT, 0, { "figure", "数" } } }, 2);
	t->column[1].align = TABLE_RIGHT;
	put_facts(q, t);
	table_set_title(t, title(q, "$1数据质量概况（$2）",
	    "Quality of the data, $1 ($2)", count_words(r,
	    (int64_t)q->line[0].buildings, "共$1幢", "$1 buildings")));
	report_note(t, str_from(words(r->lang,
	    "疑漏报为在驻企业本月无一户有税收记录、此前曾有的楼宇。匹配率低、疑漏报多的，计数和排序须慎用，见 bldg-report sensitivity。",
	    "Silent: none of the enterprises in force has a row of the "
	    "month, and some paid before. Where few are matched or many are "
	    "silent, counts and ranks hold less: bldg-report sensitivity.")));
	report_note_signs(r, t);
	report_scope_note(r, t, true);
}

static void
put_causes(struct audit *q)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_TEXT, 0, { "cause", "原因" } },
		{ NULL, VALUE_COUNT, 0, { "taxpayers", "纳税人" } },
		{ NULL, VALUE_COUNT, 0, { "rows", "记录数" } },
		{ NULL, VALUE_MONEY, 0, { "tax", "税收" } },
		{ NULL, VALUE_PERCENT, 0, { "share", "占比" } },
	};
	struct report *r = q->r;
	struct table *t;

	if (!q->c.told || r->district != NULL)
		return;
	t = report_table(r, TABLE_PEOPLE);
	report_headings(r, t, head, COUNT_OF(head));
	for (size_t k = 0; k <= COVERAGE_CAUSES; k++) {
		bool all = k == COVERAGE_CAUSES;
		const struct coverage_cause *x = all ? &q->c.all :
		    &q->c.cause[k];

		table_row(t);
		if (all)
			table_rule(t);
		table_words(t, (struct str){ "", 0 }, all ?
		    str_from(words(r->lang, "合计", "all")) :
		    words_cause(r->lang, k));
		if (all)
			table_not_applicable(t);
		else
			table_number(t, x->taxpayers);
		table_number(t, x->rows);
		report_total(t, &x->tax);
		report_total_share(t, &x->tax, &q->c.all.tax);
	}
	table_set_title(t, words_fill(&r->keep, words(r->lang,
	    "全市未归集税收按原因（$1）", "Tax in no building by cause ($1)"),
	    words_period(&r->keep, r->lang, r->period)));
	table_set_unit(t, str_from(words(r->lang, "单位：户、条、亿元、%",
	    "Unit: taxpayers, rows, 100m yuan, %")));
	report_note(t, str_from(words(r->lang,
	    "从未入驻：不在任何楼宇台账；已迁出、尚未入驻：当月不在驻；楼宇不在台账：入驻的楼宇不在监测之列；非统一代码：识别号不是统一社会信用代码。同一纳税人可有几种原因，户数不加总。",
	    "A taxpayer may have several causes: they are not added up.")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

static void
put_district(struct audit *q, struct table *t, size_t i)
{
	const struct line *x = &q->line[i];
	const struct district *d = code_district_at(q->r->codes, i);

	table_row(t);
	if (t->nrow == 2)
		table_rule(t);
	table_words(t, d->code, d->is_city ?
	    words_scope(q->r->lang, q->r->district) : d->name);
	report_counted(t, &x->buildings);
	report_total(t, &x->enterprises);
	report_total(t, &x->matched);
	report_total_rate(t, &x->matched, &x->enterprises, 0);
	for (size_t k = 0; k < FLAWS; k++)
		report_counted(t, &x->flaw[k]);
}

static void
put_districts(struct audit *q)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_TEXT, 0, { "district", "地区" } },
		{ NULL, VALUE_COUNT, 0, { "build-\nings", "楼宇" } },
		{ NULL, VALUE_COUNT, 0, { "firms", "在驻\n企业" } },
		{ NULL, VALUE_COUNT, 0, { "with a\ntax row", "其中\n有税" } },
		{ NULL, VALUE_PERCENT, 0, { "share", "匹配\n率" } },
		{ NULL, VALUE_COUNT, 0, { "silent", "疑漏\n报" } },
		{ NULL, VALUE_COUNT, 0, { "no\ntax", "税收\n不明" } },
		{ NULL, VALUE_COUNT, 0, { "no same\nmonths", "同期\n不明" } },
		{ NULL, VALUE_COUNT, 0, { "no last\nyear", "上年\n不明" } },
		{ NULL, VALUE_COUNT, 0, { "no\narea", "面积\n不明" } },
		{ NULL, VALUE_COUNT, 0, { "no occu-\npancy", "入驻率\n不明" } },
	};
	struct report *r = q->r;
	struct table *t = report_table(r, TABLE_PEOPLE);
	size_t n = 0;

	report_headings(r, t, head, COUNT_OF(head));
	for (size_t i = 0; i < code_district_count(r->codes); i++) {
		if (i > 0 && (q->line[i].buildings == 0 ||
		    r->district != NULL))
			continue;
		put_district(q, t, i);
		n += i > 0;
	}
	table_set_title(t, title(q, "$1台账完整程度（$2）",
	    "How complete the lists are, $1 ($2)", r->district != NULL ?
	    (struct str){ "", 0 } : count_words(r, (int64_t)n,
	    "共$1个地区", "$1 districts")));
	table_set_unit(t, str_from(words(r->lang, "单位：幢、户次、%",
	    "Unit: buildings, firms, %")));
	report_note(t, str_from(words(r->lang,
	    "不明各栏为该项为空的楼宇数，空不作零，不计入相应的合计和比率。",
	    "Buildings that lack the figure: unknown is not nought, and is in "
	    "no sum or rate.")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

static const struct dataset *
tenancies(void)
{
	return dataset_at(DATASET_TENANCIES);
}

/* The columns of one dataset that are asked about. */
struct list {
	size_t need;
	const struct dataset *(*dataset)(void);
	const char *const *column;
	const size_t *asked; /* which of these; NULL: the first n */
	size_t n;
};

static const struct list lists[] = {
	{ NEED_CLASSIFIED, indicator_classified, building_columns, asked,
	    COUNT_OF(asked) },
	{ NEED_BUILDINGS, report_buildings, building_names, NULL,
	    COUNT_OF(building_names) },
	{ NEED_TENANCIES, tenancies, tenancy_names, NULL,
	    COUNT_OF(tenancy_names) },
};

static size_t
list_column(const struct list *list, size_t i)
{
	return list->asked == NULL ? i : list->asked[i];
}

/* Rows that have no value there. */
static int64_t
unknown_in(const struct source *s, size_t col)
{
	int64_t n = 0;

	for (size_t i = 0; i < s->nrow; i++)
		n += !source_at(s, i, col)->known;
	return n;
}

static void
put_list(struct audit *q, struct table *t, const struct list *list)
{
	const struct source *s = &q->r->source[list->need];
	const struct dataset *ds = list->dataset();
	int64_t rows = (int64_t)s->nrow;

	for (size_t i = 0; q->r->given[list->need] && i < list->n; i++) {
		size_t col = list_column(list, i);
		const char *name = list->column[col];
		const char *zh = ds->column[dataset_column(ds,
		    str_from(name))].zh;
		int64_t unknown = unknown_in(s, col);

		table_row(t);
		if (i == 0 && t->nrow > 1)
			table_rule(t);
		table_text(t, str_from(ds->name));
		table_text(t, str_from(name));
		table_words(t, str_from(zh), str_from(words(q->r->lang, zh,
		    name)));
		table_number(t, rows);
		table_number(t, unknown);
		report_rate(t, rows - unknown, rows);
	}
}

static void
put_columns(struct audit *q)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_TEXT, 0, { "dataset", "数据集" } },
		{ NULL, VALUE_TEXT, 0, { "column", "栏目" } },
		{ NULL, VALUE_TEXT, 0, { "label", "名称" } },
		{ NULL, VALUE_COUNT, 0, { "rows", "行数" } },
		{ NULL, VALUE_COUNT, 0, { "unknown", "不明" } },
		{ NULL, VALUE_PERCENT, 0, { "known\n%", "填报\n率" } },
	};
	struct report *r = q->r;
	struct table *t = report_table(r, TABLE_PEOPLE);

	report_headings(r, t, head, COUNT_OF(head));
	for (size_t i = 0; i < COUNT_OF(lists); i++)
		put_list(q, t, &lists[i]);
	table_set_title(t, title(q, "$1各栏填报情况（$2）",
	    "What is unknown, column by column, $1 ($2)", count_words(r,
	    (int64_t)t->nrow, "共$1栏", "$1 columns")));
	table_set_unit(t, str_from(words(r->lang, "单位：行、%",
	    "Unit: rows, %")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

static void
put_text(struct table *t, struct str text)
{
	if (text.n > 0)
		table_text(t, text);
	else
		table_not_applicable(t);
}

static void
put_rejects(struct audit *q)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_TEXT, 0, { "file", "文件" } },
		{ NULL, VALUE_TEXT, 0, { "field", "栏目" } },
		{ NULL, VALUE_TEXT, 0, { "rule", "规则" } },
		{ NULL, VALUE_COUNT, 0, { "rows", "记录数" } },
	};
	struct report *r = q->r;
	const struct reject_counts *c = &q->rejects;
	struct table *t;

	if (!r->given[NEED_REJECTS])
		return;
	t = report_table(r, TABLE_PEOPLE);
	report_headings(r, t, head, COUNT_OF(head));
	for (size_t i = 0; i < c->n; i++) {
		const struct reject_count *x = &c->item[i];

		table_row(t);
		if (i > 0 && !str_eq(x->file, c->item[i - 1].file))
			table_rule(t);
		put_text(t, x->file);
		put_text(t, x->field);
		put_text(t, x->rule);
		table_number(t, (int64_t)x->rows);
	}
	table_set_title(t, words_fill(&r->keep, words(r->lang,
	    "导入时退回的记录（共$1条，$2个文件）",
	    "Rows rejected on import ($1, of $2 files)"),
	    words_int(&r->keep, (int64_t)c->rows),
	    words_int(&r->keep, (int64_t)c->file.n)));
	table_set_unit(t, str_from(words(r->lang, "单位：条",
	    "Unit: rows")));
	report_note_signs(r, t);
	report_scope_note(r, t, true);
}

static void
put_cells(struct table *t, const char *part, const char *scope,
    const char *item)
{
	table_row(t);
	table_text(t, str_from(part));
	table_text(t, str_from(scope));
	table_text(t, str_from(item));
}

/* What of a list is known, one row a column of it. */
static void
machine_list(struct audit *q, struct table *t, const struct list *list)
{
	const struct source *s = &q->r->source[list->need];

	for (size_t i = 0; q->r->given[list->need] && i < list->n; i++) {
		size_t col = list_column(list, i);

		put_cells(t, "column", list->dataset()->name,
		    list->column[col]);
		table_number(t, unknown_in(s, col));
		table_number(t, (int64_t)s->nrow);
		table_not_applicable(t);
	}
}

static void
machine_rejects(struct audit *q, struct table *t)
{
	for (size_t i = 0; i < q->rejects.n; i++) {
		const struct reject_count *x = &q->rejects.item[i];

		put_cells(t, "rejected", arena_str(&q->r->keep, x->file).p,
		    words_fill(&q->r->keep, "$1 $2", x->field, x->rule).p);
		table_number(t, (int64_t)x->rows);
		table_not_applicable(t);
		table_not_applicable(t);
	}
}

static void
machine_facts(struct audit *q, struct table *t)
{
	struct table *facts = table_new(q->r->lang, TABLE_MACHINE);

	report_headings(q->r, facts, (const struct report_heading[]){
		{ "item", VALUE_TEXT, 0, { NULL, NULL } },
		{ "value", VALUE_TEXT, 0, { NULL, NULL } } }, 2);
	put_facts(q, facts);
	for (size_t i = 0; i < facts->nrow; i++) {
		put_cells(t, "summary", "", table_at(facts, i, 0)->value.p);
		table_text(t, table_at(facts, i, 1)->value);
		table_not_applicable(t);
		table_not_applicable(t);
	}
	table_free(facts);
}

static void
machine_causes(struct audit *q, struct table *t)
{
	const struct dataset *ds = unattributed_dataset();

	for (size_t k = 0; q->c.told && q->r->district == NULL &&
	     k < COVERAGE_CAUSES; k++) {
		put_cells(t, "unattributed", "", arena_str(&q->r->keep,
		    value_choice_text(ds->column[U_CAUSE].choices,
		    (int)k)).p);
		table_number(t, q->c.cause[k].taxpayers);
		table_number(t, q->c.cause[k].rows);
		report_total(t, &q->c.cause[k].tax);
	}
}

static void
machine_districts(struct audit *q, struct table *t)
{
	struct report *r = q->r;

	for (size_t i = 1; r->district == NULL &&
	     i < code_district_count(r->codes); i++) {
		const struct line *x = &q->line[i];
		static const char *const item[FLAWS] = { "silent",
			"tax_unknown", "same_unknown", "last_year_unknown",
			"area_unknown", "occupancy_unknown" };
		const char *code = code_district_at(r->codes, i)->code.p;

		if (x->buildings == 0)
			continue;
		put_cells(t, "district", code, "matched");
		report_total(t, &x->matched);
		report_total(t, &x->enterprises);
		table_not_applicable(t);
		for (size_t k = 0; k < FLAWS; k++) {
			put_cells(t, "district", code, item[k]);
			report_counted(t, &x->flaw[k]);
			report_counted(t, &x->buildings);
			table_not_applicable(t);
		}
	}
}

static void
put_machine(struct audit *q)
{
	struct report *r = q->r;
	struct table *t = report_table(r, TABLE_MACHINE);

	report_headings(r, t, (const struct report_heading[]){
		{ "part", VALUE_TEXT, 0, { NULL, NULL } },
		{ "subject", VALUE_TEXT, 0, { NULL, NULL } },
		{ "item", VALUE_TEXT, 0, { NULL, NULL } },
		{ "value", VALUE_COUNT, 0, { NULL, NULL } },
		{ "of", VALUE_COUNT, 0, { NULL, NULL } },
		{ "tax_yuan", VALUE_MONEY, 0, { NULL, NULL } } }, 6);
	machine_facts(q, t);
	machine_causes(q, t);
	machine_districts(q, t);
	for (size_t i = 0; i < COUNT_OF(lists); i++)
		machine_list(q, t, &lists[i]);
	machine_rejects(q, t);
}

static bool
build_quality(struct report *r)
{
	struct audit q = { .r = r };
	bool ok = coverage_init(&q.c, r, NEED_UNATTRIBUTED);

	if (ok) {
		collect(&q);
		put_summary(&q);
		put_causes(&q);
		put_districts(&q);
		put_columns(&q);
		put_rejects(&q);
		put_machine(&q);
	}
	reject_counts_fini(&q.rejects);
	free(q.line);
	return ok;
}

#define LIST_NEED(name_, dataset_, columns_)                              \
	{ .name = (name_), .dataset = (dataset_), .place = REPORT_CANON,  \
		.columns = { .name = (columns_), .n = COUNT_OF(columns_), \
			.counted = true, .period = COUNT_OF(columns_),    \
			.district = COUNT_OF(columns_) } }

static const struct report_need needs[NEEDS] = {
	[NEED_CLASSIFIED] = BUILDING_NEED("classified", REPORT_PERIOD, true,
	    NULL, 0),
	[NEED_UNATTRIBUTED] = UNATTRIBUTED_NEED,
	[NEED_REJECTS] = REJECTS_NEED,
	[NEED_BUILDINGS] = LIST_NEED("buildings", report_buildings,
	    building_names),
	[NEED_TENANCIES] = LIST_NEED("tenancies", tenancies, tenancy_names),
};

const struct report_kind report_quality = {
	.name = "quality",
	.about = { "how good the data behind the figures are",
	    "数据质量（覆盖、匹配、不明、退回）" },
	.need = needs,
	.nneed = NEEDS,
	.takes_file = true,
	.numbered = true,
	.publish = PUBLISH_INTERNAL,
	.build = build_quality,
};

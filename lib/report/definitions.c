/* What every figure means: the registry of indicators as a table. */
#include "print/words.h"
#include "report/column.h"
#include "report/kinds.h"
#include "schema/indicator.h"

static const struct report_heading head[] = {
	{ "indicator", VALUE_TEXT, 0, { "indicator", "指标" } },
	{ "label", VALUE_TEXT, 0, { "label", "名称" } },
	{ "label_en", VALUE_TEXT, 0, { NULL, NULL } },
	{ "unit", VALUE_TEXT, 0, { "unit", "单位" } },
	{ "type", VALUE_TEXT, 0, { NULL, NULL } },
	{ "decimals", VALUE_COUNT, 0, { "deci-\nmals", "小数" } },
	{ "numerator", VALUE_TEXT, 0, { NULL, NULL } },
	{ "denominator", VALUE_TEXT, 0, { NULL, NULL } },
	{ "where", VALUE_TEXT, 0, { NULL, NULL } },
	{ NULL, VALUE_TEXT, 0, { "formula", "计算口径" } },
	{ "formula", VALUE_TEXT, COLUMN_MACHINE, { NULL, NULL } },
	{ "formula_en", VALUE_TEXT, COLUMN_MACHINE, { NULL, NULL } },
};

/* Where it stands: "indicators;plan". */
static struct str
where(struct report *r, const struct indicator *x)
{
	static const struct {
		unsigned bit;
		const char *name;
	} place[] = { { INDICATOR_ID, "key" },
		{ INDICATOR_BUILDING, "indicators" },
		{ INDICATOR_AGGREGATE, "aggregates" },
		{ INDICATOR_CLASS, "classified" }, { INDICATOR_PLAN, "plan" } };
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < sizeof(place) / sizeof(place[0]); i++) {
		if ((x->where & place[i].bit) == 0)
			continue;
		if (b.n > 0)
			buf_putc(&b, ';');
		buf_puts(&b, place[i].name);
	}
	return buf_keep(&b, &r->keep);
}

/* A plan may use others: "元|万元". */
static void
put_unit(struct report *r, struct table *t, const struct indicator *x)
{
	struct str rest = str_from(x->unit), first;

	if (str_cut(&rest, '|', &first) && first.n > 0)
		table_words(t, str_from(x->unit), words_unit(r->lang, first));
	else
		table_not_applicable(t);
}

static void
put_decimals(struct table *t, enum value_type type)
{
	if (type == VALUE_MONEY || type == VALUE_AREA ||
	    type == VALUE_PERCENT)
		table_number(t, 2);
	else if (type == VALUE_COUNT)
		table_number(t, 0);
	else
		table_not_applicable(t);
}

static void
put_row(struct report *r, struct table *t, enum indicator_id id)
{
	const struct indicator *x = indicator_at(id);
	const char *en = indicator_formula_en(id);

	table_row(t);
	table_text(t, str_from(x->name));
	table_words(t, str_from(x->zh),
	    str_from(words(r->lang, x->zh, x->en)));
	table_text(t, str_from(x->en));
	put_unit(r, t, x);
	table_text(t, str_from(value_type_name(x->type)));
	put_decimals(t, x->type);
	table_text(t, str_from(x->num));
	table_text(t, str_from(x->den));
	table_text(t, where(r, x));
	table_words(t, (struct str){ "", 0 },
	    str_from(words(r->lang, x->formula, en)));
	table_text(t, str_from(x->formula));
	table_text(t, str_from(en));
}

static bool
build_definitions(struct report *r)
{
	enum lang l = r->lang;
	struct table *t = report_table(r, TABLE_PEOPLE | TABLE_MACHINE);

	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (int i = 0; i < INDICATOR_COUNT; i++)
		put_row(r, t, (enum indicator_id)i);
	table_set_title(t, words_fill(&r->keep, words(l,
	    "指标解释与口径说明（共$1项）",
	    "What the figures mean ($1 indicators)"),
	    words_int(&r->keep, INDICATOR_COUNT)));
	report_note(t, str_from(words(l,
	    "空为不明，从不作零。比率按未四舍五入的分子、分母计算，印出时才四舍五入。“小数”为数据集中的小数位。",
	    "Empty is unknown, never nought. Rates are computed from "
	    "numerator and denominator and rounded once, when printed. "
	    "Decimals are those of the datasets.")));
	report_note_signs(r, t);
	table_add_note(t, str_from(words(l, "口径", "Definitions")),
	    str_from(words(l, "苏府办〔2023〕48号；未标文号的为本工具自拟",
	    "苏府办〔2023〕48号; what does not name it is this tool's own")));
	return true;
}

const struct report_kind report_definitions = {
	.name = "definitions",
	.about = { "what every figure means", "指标解释与口径说明" },
	.takes = REPORT_TAKES_NO_DISTRICT,
	.publish = PUBLISH_OPEN,
	.build = build_definitions,
};

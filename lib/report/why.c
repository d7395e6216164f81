#include "report/why.h"

#include "base/date.h"
#include "print/words.h"
#include "report/why_line.h"

/* What all classes are told from. */
struct building_case {
	struct why why;
	const struct class_rules *rules;
	const struct roster_row *row;
	const struct tier *one;
	bool complete; /* the period is a year */
};

static const struct value *
figure(const struct building_case *c, enum indicator_id id)
{
	return &c->row->building.value[id];
}

static const struct value *
class_value(const struct building_case *c, enum indicator_id id)
{
	return &c->row->building.class[(size_t)id - (size_t)INDICATOR_tier];
}

/* In English the names are labels enough. */
static struct str
tier_label(const struct building_case *c, struct str name)
{
	for (size_t i = 0; i < c->rules->ntier; i++)
		if (c->why.lang == LANG_ZH &&
		    str_eq(c->rules->tier[i].name, name) &&
		    c->rules->tier[i].label.n > 0)
			return c->rules->tier[i].label;
	return str_is(name, "none") ? str_from(words(c->why.lang, "未达",
	    "none")) : name;
}

/* The next tier up is the last one that is not met. */
static void
put_tiers(struct building_case *c)
{
	struct why *w = &c->why;
	const struct value *tier = class_value(c, INDICATOR_tier);

	why_class(w, INDICATOR_tier, tier->text, tier_label(c, tier->text));
	for (size_t i = 0; i < c->rules->ntier; i++) {
		const struct tier *t = &c->rules->tier[i];
		enum rule_truth met = why_amount(w,
		    figure(c, INDICATOR_tax_yuan), t, true);

		w->rule = t->name;
		w->condition = STR("tax_yuan");
		w->label = t->label;
		why_line(w, met);
	}
}

static void
put_amount(struct building_case *c, enum indicator_id id, bool inside,
    const char *zh, const char *en)
{
	struct why *w = &c->why;
	enum rule_truth met = why_amount(w, figure(c, id), c->one, inside);

	why_condition(w, str_from(indicator_at(id)->name), zh, en);
	why_line(w, met);
}

/* Last year, by the issued list where there is one.  zh, en: what follows
 * where it is not met, or NULL. */
static void
put_last_year(struct building_case *c, bool inside, const char *zh,
    const char *en)
{
	struct why *w = &c->why;
	enum rule_truth truth = c->row->truth.last_year;
	struct str tier = class_value(c, INDICATOR_tier_last_year)->text;

	(void)why_amount(w, figure(c, INDICATOR_tax_last_year_yuan), c->one,
	    inside);
	if (c->row->facts.base != BASE_NONE) {
		buf_reset(&w->note);
		why_note(w, "认定名单：", "issued list: ");
		buf_put(&w->note, tier);
	}
	if (zh != NULL && truth == (inside ? RULE_NO : RULE_YES))
		why_note(w, zh, en);
	why_condition(w, STR("tax_last_year_yuan"), inside ? "上年超过" :
	    "上年未超过", inside ? "above last year" : "not above last year");
	why_line(w, inside ? truth : rule_not(truth));
}

/* What the year is expected to bring, where it is not over. */
static void
note_expected(struct building_case *c, enum indicator_id id, const char *zh,
    const char *zh_not, const char *en, const char *en_not)
{
	const struct value *flag = class_value(c, id);

	if (c->complete)
		return;
	why_note(&c->why, "年内不统计退出", "leaving is counted by the year");
	if (!flag->known)
		return;
	why_note_amount(&c->why, "推算全年", "pace for the year ",
	    INDICATOR_pace_yuan, figure(c, INDICATOR_pace_yuan)->n);
	why_note(&c->why, flag->n == 1 ? zh : zh_not,
	    flag->n == 1 ? en : en_not);
}

static void
put_new(struct building_case *c)
{
	why_flag(&c->why, INDICATOR_new_1yi,
	    class_value(c, INDICATOR_new_1yi));
	put_amount(c, INDICATOR_tax_yuan, true, "本期超过", "above now");
	put_last_year(c, false, "上年已达标，不会计入新增",
	    "above last year: never counted as new");
}

static void
put_left(struct building_case *c)
{
	struct why *w = &c->why;

	why_flag(w, INDICATOR_left_1yi, class_value(c, INDICATOR_left_1yi));
	buf_int(&w->value, date_month_no(w->b->period));
	buf_putc(&w->op, '=');
	buf_puts(&w->bound, "12");
	note_expected(c, INDICATOR_expected_left, "预计退出", "预计不退出",
	    "expected to leave", "not expected to leave");
	why_condition(w, STR("months"), "统计期为全年", "whole year");
	why_line(w, c->complete ? RULE_YES : RULE_NO);
	put_last_year(c, true, "上年未达标，无从退出",
	    "not above last year: nothing to leave");
	put_amount(c, INDICATOR_tax_yuan, false, "本期未超过",
	    "not above now");
}

static void
note_basis(struct building_case *c)
{
	static const struct {
		const char *code, *zh, *en;
	} basis[] = {
		{ "own", "推算依据：本楼上年", "by its own last year" },
		{ "city", "推算依据：全市上年", "by the city's last year" },
		{ "linear", "推算依据：月均", "by the average month" },
		{ "actual", "全年实绩", "the year itself" },
	};
	const struct value *v = figure(c, INDICATOR_pace_basis);

	for (size_t i = 0; v->known && i < sizeof(basis) / sizeof(basis[0]);
	    i++)
		if (str_is(v->text, basis[i].code))
			why_note(&c->why, basis[i].zh, basis[i].en);
}

static void
put_pace(struct building_case *c, bool inside, bool basis)
{
	struct why *w = &c->why;
	enum rule_truth met = why_amount(w, figure(c, INDICATOR_pace_yuan),
	    c->one, inside);

	if (basis)
		note_basis(c);
	why_condition(w, STR("pace_yuan"), inside ? "推算全年超过" :
	    "推算全年未超过", inside ? "pace above" : "pace not above");
	why_line(w, met);
}

static void
put_expected(struct building_case *c)
{
	struct why *w = &c->why;

	why_flag(w, INDICATOR_expected_1yi,
	    class_value(c, INDICATOR_expected_1yi));
	put_pace(c, true, true);
	why_flag(w, INDICATOR_expected_new,
	    class_value(c, INDICATOR_expected_new));
	put_pace(c, true, false);
	put_last_year(c, false, "上年已达标，不会计入新增",
	    "above last year: never counted as new");
	why_flag(w, INDICATOR_expected_left,
	    class_value(c, INDICATOR_expected_left));
	put_last_year(c, true, NULL, NULL);
	put_pace(c, false, false);
}

/* The rules' share of the bound, as in classify(). */
static void
put_share(struct building_case *c)
{
	struct why *w = &c->why;
	const struct value *pace = figure(c, INDICATOR_pace_yuan);
	num_wide bound = (num_wide)c->rules->nurture_share *
	    c->one->bound_fen;
	enum rule_truth met = classify_pace_reaches(c->rules, pace);
	int64_t first, n;

	if (!num_narrow(num_div(bound, 10000, NUM_UP), &first))
		return;
	if (pace->known)
		buf_hundredths(&w->value, pace->n);
	else
		why_note(w, "无数据", "no data");
	buf_puts(&w->op, ">=");
	buf_hundredths(&w->bound, first);
	if (met == RULE_NO && num_narrow((num_wide)first - pace->n, &n))
		why_note_amount(w, "差", "short by ", INDICATOR_pace_yuan, n);
	why_condition(w, STR("pace_yuan"), "推算全年达到比例",
	    "pace at least the share");
	why_line(w, met);
}

static void
put_nurture(struct building_case *c)
{
	struct why *w = &c->why;
	const struct value *needed = class_value(c,
	    INDICATOR_needed_per_month_yuan);
	const struct value *missing = class_value(c, INDICATOR_short_yuan);

	why_flag(w, INDICATOR_nurture, class_value(c, INDICATOR_nurture));
	(void)why_amount(w, figure(c, INDICATOR_tax_yuan), c->one, false);
	if (missing->known && missing->n > 0)
		why_note_amount(w, "距1亿元差", "short of 1 yi by ",
		    INDICATOR_short_yuan, missing->n);
	if (needed->known && needed->n > 0) {
		why_note_amount(w, "余", "left ", BUILDING_MONTHS,
		    12 - date_month_no(w->b->period));
		why_note_amount(w, "每月尚需", "needed a month ",
		    INDICATOR_short_yuan, needed->n);
	}
	why_condition(w, STR("tax_yuan"), "本期未超过", "not above now");
	why_line(w, rule_not(c->row->truth.now));
	put_last_year(c, false, NULL, NULL);
	put_share(c);
}

/* The pace without the largest payer; beside it what it is made of. */
static void
put_without_top1(struct building_case *c)
{
	struct why *w = &c->why;
	const struct value *part[] = { figure(c, INDICATOR_pace_yuan),
		figure(c, INDICATOR_tax_yuan),
		figure(c, INDICATOR_top1_tax_yuan) };
	enum rule_truth above = classify_above_without_top1(c->rules, w->b);
	int64_t fen;

	if (above != RULE_UNKNOWN && num_narrow(num_div((num_wide)part[0]->n *
	    ((num_wide)part[1]->n - part[2]->n), part[1]->n, NUM_HALF_AWAY),
	    &fen)) {
		buf_hundredths(&w->value, fen);
		why_note_amount(w, "首位企业税收", "largest payer ",
		    INDICATOR_top1_tax_yuan, part[2]->n);
	} else {
		why_note(w, "无数据", "no data");
	}
	buf_puts(&w->op, c->one->inclusive ? "<" : "<=");
	buf_hundredths(&w->bound, c->one->bound_fen);
	why_condition(w, STR("top1_tax_yuan"), "去掉首位企业后未超过",
	    "not above without the largest payer");
	why_line(w, rule_not(above));
}

static void
put_risk(struct building_case *c)
{
	struct why *w = &c->why;
	const struct value *risk = class_value(c, INDICATOR_at_risk);
	struct str label = STR("");

	if (risk->known)
		label = str_is(risk->text, "pace") ?
		    str_from(words(w->lang, "预计退出", "pace")) :
		    str_is(risk->text, "top1") ?
		    str_from(words(w->lang, "依赖首位企业", "top1")) :
		    str_from(words(w->lang, "否", "no"));
	why_class(w, INDICATOR_at_risk, risk->text, label);
	w->rule = STR("pace");
	put_last_year(c, true, NULL, NULL);
	put_pace(c, false, false);
	w->rule = STR("top1");
	put_pace(c, true, false);
	put_without_top1(c);
}

static void
put_lead(struct building_case *c)
{
	struct why *w = &c->why;
	const struct value *lead = figure(c, INDICATOR_lead_specialty);
	const struct value *specialty = class_value(c, INDICATOR_specialty);
	bool has = w->b->fields->has[INDICATOR_lead_specialty];

	why_class(w, INDICATOR_specialty, specialty->text,
	    !specialty->known ? STR("") : specialty->text.n > 0 ?
	    words_specialty(w->lang, specialty->text) :
	    str_from(words(w->lang, "否", "no")));
	if (lead->known || has)
		buf_put(&w->value, lead->known ? lead->text : STR("\"\""));
	if (lead->known)
		w->shown = words_specialty(w->lang, lead->text);
	buf_puts(&w->op, words(w->lang, "有", "any"));
	why_condition(w, STR("lead_specialty"), "主导产业", "lead_specialty");
	why_line(w, lead->known ? RULE_YES : has ? RULE_NO : RULE_UNKNOWN);
}

static void
put_rules(struct building_case *c, enum class_list list)
{
	for (size_t i = 0; i < c->rules->nrule; i++)
		if (c->rules->rule[i].list == list)
			why_rule(&c->why, &c->rules->rule[i]);
}

/* "label (source; classify.ini:55)" */
static void
put_origin(struct building_case *c, struct str name, struct str label,
    struct str source, const struct pos *pos)
{
	struct why *w = &c->why;
	const char *slash = pos->file == NULL ? NULL :
	    strrchr(pos->file, '/');
	struct str file = str_from(slash != NULL ? slash + 1 : pos->file);

	table_add_note(w->t, name, words_fill(&w->keep, words(w->lang,
	    "$1（$2；$3第$4行）", "$1 ($2; $3:$4)"), label, source, file,
	    words_int(&w->keep, (int64_t)pos->line)));
}

static void
put_notes(struct building_case *c)
{
	struct why *w = &c->why;
	const struct value *months = figure(c, INDICATOR_tax_months);
	struct str none = STR("");

	if (months->known && months->n < date_month_no(w->b->period))
		table_add_note(w->t, none, words_fill(&w->keep, words(w->lang,
		    "税收数据不完整：统计期$1个月，仅有$2个月。",
		    "Tax data are incomplete: $2 months of $1."),
		    words_int(&w->keep, date_month_no(w->b->period)),
		    words_int(&w->keep, months->n)));
	table_add_note(w->t, none, words_fill(&w->keep, words(w->lang,
	    "税收由来：bldg-rollup --explain $1 逐行列出。",
	    "The rows behind the tax: bldg-rollup --explain $1."),
	    c->row->id));
	for (size_t i = 0; i < c->rules->ntier; i++) {
		const struct tier *t = &c->rules->tier[i];

		put_origin(c, words_fill(&w->keep, "tier.$1", t->name),
		    t->label, t->source, &t->pos);
	}
	put_origin(c, STR("nurture"), c->rules->nurture_label,
	    c->rules->nurture_source, &c->rules->nurture_pos);
	for (size_t i = 0; i < c->rules->nrule; i++) {
		const struct class_rule *r = &c->rules->rule[i];

		put_origin(c, r->name, r->label, r->source, &r->pos);
	}
}

static void
put_classes(struct building_case *c)
{
	struct why *w = &c->why;

	put_tiers(c);
	put_new(c);
	put_left(c);
	why_flag(w, INDICATOR_month_1yi, class_value(c, INDICATOR_month_1yi));
	put_amount(c, INDICATOR_tax_month_yuan, true, "期末月一个月超过",
	    "the last month above");
	put_expected(c);
	put_nurture(c);
	put_risk(c);
	put_lead(c);
	put_rules(c, CLASS_SPECIALTY);
	why_flag(w, INDICATOR_key, class_value(c, INDICATOR_key));
	put_rules(c, CLASS_KEY);
	why_flag(w, INDICATOR_renovate, class_value(c, INDICATOR_renovate));
	put_rules(c, CLASS_RENOVATE);
	put_notes(c);
}

static struct table *
new_table(enum lang lang)
{
	static const struct {
		const char *name;
		const char *label[LANG_COUNT];
		enum table_align align;
	} columns[] = {
		{ "class", { "class", "类别" }, TABLE_LEFT },
		{ "verdict", { "verdict", "结论" }, TABLE_LEFT },
		{ "rule", { "rule", "条" }, TABLE_LEFT },
		{ "condition", { "condition", "条件" }, TABLE_LEFT },
		{ "value", { "value", "本楼" }, TABLE_RIGHT },
		{ "op", { "must", "须" }, TABLE_LEFT },
		{ "bound", { "bound", "界限" }, TABLE_RIGHT },
		{ "met", { "met", "满足" }, TABLE_LEFT },
		{ "note", { "note", "说明" }, TABLE_LEFT },
	};
	struct table *t = table_new(lang, TABLE_PEOPLE | TABLE_MACHINE);

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		table_add_column(t, &(struct table_column){
			.name = columns[i].name,
			.label = str_from(columns[i].label[lang]),
			.align = columns[i].align });
	table_set_unit(t, lang == LANG_ZH ?
	    STR("单位：元、元/㎡、%、月") : STR("in yuan, yuan/m2, %, months"));
	return t;
}

/* "320571-0088 采薇大厦（园区）  2023年1—6月" */
static void
set_title(struct building_case *c)
{
	struct why *w = &c->why;
	const struct code_book *codes = w->b->fields->codes;
	struct str code = figure(c, INDICATOR_district)->text;
	const struct district *d = codes == NULL || code.n == 0 ? NULL :
	    code_district(codes, code);
	struct str place = d == NULL ? code : d->short_name;

	if (place.n > 0)
		place = words_fill(&w->keep, words(w->lang, "（$1）",
		    " ($1)"), place);
	table_set_title(w->t, words_fill(&w->keep, "$1 $2$3  $4",
	    c->row->id, c->row->name, place,
	    words_period(&w->keep, w->lang, w->b->period)));
}

struct table *
why_building(enum lang lang, const struct class_rules *rules,
    const struct roster_row *row)
{
	struct building_case c = { .rules = rules, .row = row,
		.one = &rules->tier[rules->one],
		.complete = date_month_no(row->building.period) == 12 };

	why_init(&c.why, lang, new_table(lang), &row->building);
	set_title(&c);
	put_classes(&c);
	why_fini(&c.why);
	return c.why.t;
}

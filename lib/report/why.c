#include "report/why.h"

#include "base/date.h"

/* One line of the table, being filled. */
struct why {
	enum lang lang;
	struct table *t;
	const struct building *b;
	struct rule_row row;
	struct buf value, op, bound, note;
};

static const char *const met_words[LANG_COUNT][3] = {
	[LANG_EN] = { "no", "unknown", "yes" },
	[LANG_ZH] = { "否", "未知", "是" },
};

static const char *const met_codes[3] = { "0", "", "1" };

static const char *
word(const struct why *w, const char *en, const char *zh)
{
	return w->lang == LANG_ZH ? zh : en;
}

/* "99964231.07" -> "99,964,231.07" */
static void
put_grouped(struct buf *out, struct str s)
{
	size_t begin = s.n > 0 && s.p[0] == '-' ? 1 : 0;
	size_t end = str_chr(s, '.');

	for (size_t i = 0; i < s.n; i++) {
		if (i > begin && i < end && (end - i) % 3 == 0)
			buf_putc(out, ',');
		buf_putc(out, s.p[i]);
	}
}

static bool
is_number(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] < '0' || s.p[i] > '9') && s.p[i] != '.' &&
		    !(s.p[i] == '-' && i == 0))
			return false;
	return s.n > 0;
}

static void
put_cell(struct why *w, const struct buf *b)
{
	struct buf shown;

	if (b->n == 0) {
		table_missing(w->t);
		return;
	}
	buf_init(&shown, BUF_UNBOUNDED);
	if (is_number(buf_str(b)))
		put_grouped(&shown, buf_str(b));
	else
		buf_put(&shown, buf_str(b));
	table_words(w->t, buf_str(b), buf_str(&shown));
	buf_fini(&shown);
}

static void
put_text(struct why *w, struct str s)
{
	table_words(w->t, s, s);
}

/* Ends the line: class and verdict stand on a class's first line only. */
static void
end_line(struct why *w, struct str class, struct str verdict, struct str rule,
    struct str condition, enum rule_truth met)
{
	table_row(w->t);
	if (class.n > 0)
		table_rule(w->t);
	put_text(w, class);
	put_text(w, verdict);
	put_text(w, rule);
	put_text(w, condition);
	put_cell(w, &w->value);
	put_text(w, buf_str(&w->op));
	if (w->bound.n > 0)
		put_cell(w, &w->bound);
	else
		put_text(w, STR(""));
	table_words(w->t, str_from(met_codes[met]),
	    str_from(met_words[w->lang][met]));
	put_text(w, buf_str(&w->note));
	buf_reset(&w->value);
	buf_reset(&w->op);
	buf_reset(&w->bound);
	buf_reset(&w->note);
}

/* What is missing to the first amount that is in the tier. */
static void
note_short(struct why *w, const struct tier *t, int64_t fen)
{
	struct buf b;
	int64_t first, missing = fen;

	if (!tier_first(t, &first) || first <= fen ||
	    !num_narrow((num_wide)first - fen, &missing))
		return;
	buf_init(&b, BUF_UNBOUNDED);
	buf_hundredths(&b, missing);
	buf_puts(&w->note, word(w, "short by ", "差"));
	put_grouped(&w->note, buf_str(&b));
	buf_puts(&w->note, word(w, " yuan", "元"));
	buf_fini(&b);
}

/* Likewise for a condition that asks for more money than there is. */
static void
note_short_of(struct why *w, const struct rule_cond *c)
{
	struct rule_value v = building_get(w->b, c->field.id);
	struct tier t = { .inclusive = c->op == RULE_GE };
	int64_t fen;

	if (c->field.type != VALUE_MONEY || c->negated || c->is_column ||
	    (c->op != RULE_GT && c->op != RULE_GE) || v.den != 1 ||
	    !num_narrow(v.num, &fen))
		return;
	t.bound_fen = c->literal[0].n;
	note_short(w, &t, fen);
}

/* An amount against a tier's bound; `inside`: it has to be above. */
static enum rule_truth
put_amount(struct why *w, const struct value *amount, const struct tier *t,
    bool inside)
{
	enum rule_truth met = RULE_UNKNOWN;

	if (amount->known) {
		buf_hundredths(&w->value, amount->n);
		met = tier_holds(t, amount->n) == inside ? RULE_YES : RULE_NO;
		if (inside)
			note_short(w, t, amount->n);
	} else {
		buf_puts(&w->note, word(w, "no data", "无数据"));
	}
	if (inside)
		buf_puts(&w->op, t->inclusive ? ">=" : ">");
	else
		buf_puts(&w->op, t->inclusive ? "<" : "<=");
	buf_hundredths(&w->bound, t->bound_fen);
	return met;
}

static struct str
class_label(const struct why *w, enum indicator_id id)
{
	const struct indicator *x = indicator_at(id);

	return str_from(w->lang == LANG_ZH ? x->zh : x->name);
}

static struct str
verdict_of(const struct why *w, const struct value *flag)
{
	if (!flag->known)
		return str_from(word(w, "open", "未定"));
	return str_from(met_words[w->lang][flag->n == 1 ? RULE_YES : RULE_NO]);
}

static void
put_tiers(struct why *w, const struct class_rules *rules)
{
	struct str class = class_label(w, INDICATOR_tier);
	const struct value *tier = &building_class(w->b, tier);
	struct str verdict = tier->known ? tier->text :
	    str_from(word(w, "open", "未定"));

	for (size_t i = 0; i < rules->ntier; i++) {
		const struct tier *t = &rules->tier[i];
		enum rule_truth met = put_amount(w,
		    &building_value(w->b, tax_yuan), t, true);

		end_line(w, class, verdict, t->name, t->label, met);
		class = verdict = STR("");
	}
}

/* Last year, by the issued list where there is one. */
static enum rule_truth
put_last_year(struct why *w, const struct roster_row *r,
    const struct tier *one, bool inside)
{
	const struct value *tax = &building_value(w->b, tax_last_year_yuan);
	enum rule_truth truth = r->truth.last_year;

	if (r->facts.base == BASE_NONE)
		return put_amount(w, tax, one, inside);
	(void)put_amount(w, tax, one, inside);
	buf_reset(&w->note);
	buf_puts(&w->note, word(w, "by the issued list: ", "以认定名单为准："));
	buf_put(&w->note, building_class(w->b, tier_last_year).text);
	return inside ? truth : rule_not(truth);
}

static void
put_new(struct why *w, const struct roster_row *r, const struct tier *one,
    enum indicator_id id, const struct value *amount, const char *label)
{
	const struct value *flag = &w->b->class[(size_t)id -
	    (size_t)INDICATOR_tier];
	enum rule_truth met = put_amount(w, amount, one, true);

	end_line(w, class_label(w, id), verdict_of(w, flag), STR(""),
	    str_from(label), met);
	met = put_last_year(w, r, one, false);
	end_line(w, STR(""), STR(""), STR(""),
	    str_from(word(w, "not above last year", "上年未超过")), met);
}

static void
put_left(struct why *w, const struct roster_row *r, const struct tier *one)
{
	int months = date_month_no(w->b->period);
	enum rule_truth met;

	buf_int(&w->value, months);
	buf_putc(&w->op, '=');
	buf_puts(&w->bound, "12");
	end_line(w, class_label(w, INDICATOR_left_1yi),
	    verdict_of(w, &building_class(w->b, left_1yi)), STR(""),
	    str_from(word(w, "whole year", "统计期为全年")),
	    months == 12 ? RULE_YES : RULE_NO);
	met = put_last_year(w, r, one, true);
	end_line(w, STR(""), STR(""), STR(""),
	    str_from(word(w, "above last year", "上年超过")), met);
	met = put_amount(w, &building_value(w->b, tax_yuan), one, false);
	end_line(w, STR(""), STR(""), STR(""),
	    str_from(word(w, "not above now", "本期未超过")), met);
}

/* The pair behind a rate, or what column is missing. */
static void
note_condition(struct why *w, const struct rule_cond *c, enum rule_truth met)
{
	size_t id = c->field.id;
	const struct building_fields *f = w->b->fields;
	const struct dataset *ds = indicator_dataset();
	size_t pair[2];

	if (met == RULE_UNKNOWN) {
		buf_puts(&w->note, word(w, "no data: ", "无数据："));
		buf_put(&w->note, c->name);
	}
	if (building_get(w->b, id).absent)
		buf_puts(&w->note, word(w, "no recognitions were given",
		    "未给出认定"));
	if (met == RULE_UNKNOWN)
		return;
	if (id >= BUILDING_COLUMNS || f->num[id] == MAP_NONE ||
	    f->den[id] == MAP_NONE) {
		note_short_of(w, c);
		return;
	}
	pair[0] = f->num[id];
	pair[1] = f->den[id];
	for (size_t i = 0; i < 2; i++) {
		struct buf b;

		buf_init(&b, BUF_UNBOUNDED);
		value_put(&b, ds->column[pair[i]].type, NULL,
		    &w->b->value[pair[i]]);
		if (i > 0)
			buf_puts(&w->note, " / ");
		put_grouped(&w->note, buf_str(&b));
		buf_fini(&b);
	}
}

/* In English the names of the columns are labels enough. */
static struct str
field_label(const struct why *w, const struct rule_cond *c)
{
	const struct indicator *x = indicator_find(c->name);

	if (w->lang != LANG_ZH)
		return c->name;
	if (str_is(c->name, "age_years"))
		return STR("楼龄（年）");
	if (str_is(c->name, "months"))
		return STR("统计期月数");
	return x == NULL ? c->name : str_from(x->zh);
}

static void
put_conditions(struct why *w, const struct class_rule *r, struct str class,
    struct str verdict)
{
	for (size_t i = 0; i < r->nalternative; i++) {
		const struct rule *a = &r->alternative[i];
		struct buf name;

		buf_init(&name, BUF_UNBOUNDED);
		buf_put(&name, r->member);
		if (r->member.n > 0)
			buf_putc(&name, '.');
		buf_int(&name, (int64_t)i + 1);
		for (size_t k = 0; k < a->ncond; k++) {
			const struct rule_cond *c = &a->cond[k];
			enum rule_truth met = rule_cond_truth(c, &w->row);

			rule_put_value(&w->value, c, &w->row);
			if (c->negated && c->op != RULE_IN)
				buf_puts(&w->op, "not ");
			rule_put_op(&w->op, c);
			rule_put_bound(&w->bound, c, &w->row);
			note_condition(w, c, met);
			end_line(w, class, verdict,
			    k == 0 ? buf_str(&name) : STR(""),
			    field_label(w, c), met);
			class = verdict = STR("");
		}
		buf_fini(&name);
	}
}

static void
put_list(struct why *w, const struct class_rules *rules, enum class_list list,
    enum indicator_id id, struct str verdict)
{
	struct str class = class_label(w, id);

	for (size_t i = 0; i < rules->nrule; i++) {
		const struct class_rule *r = &rules->rule[i];

		if (r->list != list)
			continue;
		put_conditions(w, r, class, verdict);
		class = verdict = STR("");
	}
}

static void
put_notes(struct why *w, const struct class_rules *rules)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < rules->nrule; i++) {
		const struct class_rule *r = &rules->rule[i];

		buf_reset(&b);
		buf_put(&b, r->label);
		if (r->source.n > 0) {
			buf_puts(&b, word(w, " (", "（"));
			buf_put(&b, r->source);
			buf_puts(&b, word(w, ")", "）"));
		}
		table_add_note(w->t, r->name, buf_str(&b));
	}
	buf_fini(&b);
}

static void
put_classes(struct why *w, const struct class_rules *rules,
    const struct roster_row *row)
{
	const struct building *b = w->b;
	const struct tier *one = &rules->tier[rules->one];
	const struct value *specialty = &building_class(b, specialty);
	struct value is_specialty = { .known = specialty->known,
		.n = specialty->text.n > 0 };

	put_tiers(w, rules);
	put_new(w, row, one, INDICATOR_new_1yi, &building_value(b, tax_yuan),
	    word(w, "above now", "本期超过"));
	put_left(w, row, one);
	if (building_value(b, pace_yuan).known)
		put_new(w, row, one, INDICATOR_expected_new,
		    &building_value(b, pace_yuan),
		    word(w, "pace above", "推算全年超过"));
	put_list(w, rules, CLASS_SPECIALTY, INDICATOR_specialty,
	    verdict_of(w, &is_specialty));
	put_list(w, rules, CLASS_KEY, INDICATOR_key,
	    verdict_of(w, &building_class(b, key)));
	put_list(w, rules, CLASS_RENOVATE, INDICATOR_renovate,
	    verdict_of(w, &building_class(b, renovate)));
	put_notes(w, rules);
}

static struct table *
new_table(enum lang lang, const struct roster_row *row)
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
	struct buf title;

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		table_add_column(t, &(struct table_column){
			.name = columns[i].name,
			.label = str_from(columns[i].label[lang]),
			.align = columns[i].align });
	buf_init(&title, BUF_UNBOUNDED);
	buf_put(&title, row->id);
	buf_putc(&title, ' ');
	buf_put(&title, row->name);
	buf_puts(&title, "  ");
	date_put_month(&title, row->building.period);
	table_set_title(t, buf_str(&title));
	table_set_unit(t, lang == LANG_ZH ?
	    STR("单位：元、元/㎡、%、月") : STR("in yuan, yuan/m2, %, months"));
	buf_fini(&title);
	return t;
}

struct table *
why_building(enum lang lang, const struct class_rules *rules,
    const struct roster_row *row)
{
	struct why w = { .lang = lang, .t = new_table(lang, row),
		.b = &row->building,
		.row = { building_get, &row->building } };

	buf_init(&w.value, BUF_UNBOUNDED);
	buf_init(&w.op, BUF_UNBOUNDED);
	buf_init(&w.bound, BUF_UNBOUNDED);
	buf_init(&w.note, BUF_UNBOUNDED);
	put_classes(&w, rules, row);
	buf_fini(&w.value);
	buf_fini(&w.op);
	buf_fini(&w.bound);
	buf_fini(&w.note);
	return w.t;
}

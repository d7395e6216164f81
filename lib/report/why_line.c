#include "report/why_line.h"

#include "print/words.h"

static const char *const met_words[LANG_COUNT][3] = {
	[LANG_EN] = { "no", "unknown", "yes" },
	[LANG_ZH] = { "否", "未知", "是" },
};

static const char *const met_codes[3] = { "0", "", "1" };

void
why_init(struct why *w, enum lang lang, struct table *t,
    const struct building *b)
{
	*w = (struct why){ .lang = lang, .t = t, .b = b };
	buf_init(&w->value, BUF_UNBOUNDED);
	buf_init(&w->op, BUF_UNBOUNDED);
	buf_init(&w->bound, BUF_UNBOUNDED);
	buf_init(&w->note, BUF_UNBOUNDED);
}

void
why_fini(struct why *w)
{
	buf_fini(&w->value);
	buf_fini(&w->op);
	buf_fini(&w->bound);
	buf_fini(&w->note);
	arena_fini(&w->keep);
}

void
why_class(struct why *w, enum indicator_id id, struct str code,
    struct str label)
{
	const struct indicator *x = indicator_at(id);

	w->class_code = str_from(x->name);
	w->class_label = str_from(words(w->lang, x->zh, x->name));
	w->verdict_code = code;
	w->verdict_label = label.n > 0 ? label :
	    str_from(words(w->lang, "未定", "open"));
	w->begun = false;
}

void
why_flag(struct why *w, enum indicator_id id, const struct value *flag)
{
	enum rule_truth t = !flag->known ? RULE_UNKNOWN :
	    flag->n == 1 ? RULE_YES : RULE_NO;

	why_class(w, id, str_from(met_codes[t]), t == RULE_UNKNOWN ?
	    STR("") : str_from(met_words[w->lang][t]));
}

/* "99964231.07" -> "99,964,231.07" */
void
why_put_grouped(struct buf *out, struct str s)
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

	buf_init(&shown, BUF_UNBOUNDED);
	if (is_number(buf_str(b)))
		why_put_grouped(&shown, buf_str(b));
	else
		buf_put(&shown, buf_str(b));
	table_words(w->t, buf_str(b), buf_str(&shown));
	buf_fini(&shown);
}

/* An empty text that is known is not a missing one. */
static void
put_value(struct why *w)
{
	struct str value = buf_str(&w->value);

	if (value.n == 0)
		table_missing(w->t);
	else if (w->shown.n > 0)
		table_words(w->t, value, w->shown);
	else if (str_is(value, "\"\""))
		table_words(w->t, STR(""), str_from(words(w->lang, "无",
		    "none")));
	else
		put_cell(w, &w->value);
}

static void
put_text(struct why *w, struct str s)
{
	table_words(w->t, s, s);
}

void
why_line(struct why *w, enum rule_truth met)
{
	struct str none = STR("");

	table_row(w->t);
	if (!w->begun)
		table_rule(w->t);
	table_words(w->t, w->class_code, w->begun ? none : w->class_label);
	table_words(w->t, w->verdict_code, w->begun ? none :
	    w->verdict_label);
	w->begun = true;
	put_text(w, w->rule);
	table_words(w->t, w->condition, w->label);
	put_value(w);
	put_text(w, buf_str(&w->op));
	put_cell(w, &w->bound);
	table_words(w->t, str_from(met_codes[met]),
	    str_from(met_words[w->lang][met]));
	put_text(w, buf_str(&w->note));
	buf_reset(&w->value);
	buf_reset(&w->op);
	buf_reset(&w->bound);
	buf_reset(&w->note);
	w->rule = w->shown = none;
}

void
why_condition(struct why *w, struct str column, const char *zh, const char *en)
{
	w->condition = column;
	w->label = str_from(words(w->lang, zh, en));
}

/* Parts of a note are separated. */
static void
part_note(struct why *w)
{
	if (w->note.n > 0)
		buf_puts(&w->note, words(w->lang, "；", "; "));
}

void
why_note(struct why *w, const char *zh, const char *en)
{
	part_note(w);
	buf_puts(&w->note, words(w->lang, zh, en));
}

static const char *
unit_of(enum lang lang, size_t column)
{
	const struct indicator *x;

	if (column == BUILDING_MONTHS)
		return words(lang, "个月", " months");
	if (column == BUILDING_AGE)
		return words(lang, "年", " years");
	if (column >= (size_t)INDICATOR_COUNT)
		return "";
	x = indicator_at((enum indicator_id)column);
	if (x->type == VALUE_MONEY)
		return words(lang, "元", " yuan");
	if (x->type == VALUE_AREA)
		return words(lang, "㎡", " m2");
	return words(lang, x->unit, "");
}

void
why_note_amount(struct why *w, const char *zh, const char *en, size_t column,
    int64_t n)
{
	enum value_type type = column < (size_t)INDICATOR_COUNT ?
	    indicator_at((enum indicator_id)column)->type : VALUE_INTEGER;
	struct value v = { .known = true, .n = n };
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	value_put(&b, type, NULL, &v);
	why_note(w, zh, en);
	why_put_grouped(&w->note, buf_str(&b));
	buf_puts(&w->note, unit_of(w->lang, column));
	buf_fini(&b);
}

/* How far it is to the first amount that is in the tier, or out of it. */
static void
note_distance(struct why *w, const struct tier *t, int64_t fen)
{
	int64_t first, n;

	if (!tier_first(t, &first))
		return;
	if (first > fen && num_narrow((num_wide)first - fen, &n))
		why_note_amount(w, "差", "short by ", INDICATOR_tax_yuan, n);
	else if (num_narrow((num_wide)fen - t->bound_fen, &n))
		why_note_amount(w, "高出", "above by ", INDICATOR_tax_yuan, n);
}

enum rule_truth
why_amount(struct why *w, const struct value *amount, const struct tier *t,
    bool inside)
{
	enum rule_truth met = RULE_UNKNOWN;

	if (amount->known) {
		buf_hundredths(&w->value, amount->n);
		met = tier_holds(t, amount->n) == inside ? RULE_YES : RULE_NO;
		if (inside)
			note_distance(w, t, amount->n);
	} else {
		why_note(w, "无数据", "no data");
	}
	if (inside)
		buf_puts(&w->op, t->inclusive ? ">=" : ">");
	else
		buf_puts(&w->op, t->inclusive ? "<" : "<=");
	buf_hundredths(&w->bound, t->bound_fen);
	return met;
}

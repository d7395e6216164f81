/* Why a rule of a list holds for a building, and why not. */
#include "base/map.h"
#include "print/words.h"
#include "report/why_line.h"

struct str
why_column_label(const struct why *w, size_t column, struct str name)
{
	if (w->lang != LANG_ZH)
		return name; /* names of columns are labels enough */
	if (column == BUILDING_MONTHS)
		return STR("统计期月数");
	if (column == BUILDING_AGE)
		return STR("楼龄（年）");
	return column >= (size_t)INDICATOR_COUNT ? name :
	    str_from(indicator_at((enum indicator_id)column)->zh);
}

static void
note_missing(struct why *w, size_t column, struct str name)
{
	if (w->note.n > 0)
		buf_puts(&w->note, words(w->lang, "、", ", "));
	else
		why_note(w, "无数据：", "no data: ");
	buf_put(&w->note, why_column_label(w, column, name));
}

/* The column without a value; of a rate, those of its pair. */
static void
note_unknown(struct why *w, const struct rule_field *f, struct str name)
{
	const struct building_fields *fields = w->b->fields;
	size_t pair[2];

	if (building_get(w->b, f->id).known)
		return;
	if (!building_is_rate(fields, f->id)) {
		note_missing(w, f->id == BUILDING_AGE ?
		    (size_t)INDICATOR_completed : f->id, name);
		return;
	}
	pair[0] = fields->num[f->id];
	pair[1] = fields->den[f->id];
	for (size_t i = 0; i < 2; i++) {
		const struct indicator *x = indicator_at(
		    (enum indicator_id)pair[i]);
		const struct value *v = &w->b->value[pair[i]];

		if (!v->known)
			note_missing(w, pair[i], str_from(x->name));
		else if (i == 1 && v->n <= 0)
			why_note(w, "分母不大于零", "the denominator is not "
			    "above zero");
	}
}

/* "35,000.00 / 40,000.00": what a rate was decided by. */
static void
note_pair(struct why *w, size_t id)
{
	const struct building_fields *f = w->b->fields;
	size_t pair[2];

	if (!building_is_rate(f, id))
		return;
	pair[0] = f->num[id];
	pair[1] = f->den[id];
	for (size_t i = 0; i < 2; i++) {
		struct buf b;

		buf_init(&b, BUF_UNBOUNDED);
		value_put(&b, indicator_dataset()->column[pair[i]].type, NULL,
		    &w->b->value[pair[i]]);
		if (i > 0)
			buf_puts(&w->note, " / ");
		why_put_grouped(&w->note, buf_str(&b));
		buf_fini(&b);
	}
}

static void
note_absent(struct why *w, size_t id)
{
	if (id == BUILDING_AGE)
		why_note(w, "尚未竣工", "not completed yet");
	else
		why_note(w, "未给出认定", "no recognitions were given");
}

static void
note_condition(struct why *w, const struct rule_cond *c, enum rule_truth met)
{
	size_t column;
	int64_t missing;

	if (building_get(w->b, c->field.id).absent)
		note_absent(w, c->field.id);
	if (met == RULE_UNKNOWN) {
		note_unknown(w, &c->field, c->name);
		if (c->is_column)
			note_unknown(w, &c->other, c->other_name);
		return;
	}
	note_pair(w, c->field.id);
	if (building_short(w->b, c, &missing, &column))
		why_note_amount(w, "差", "short by ", column, missing);
}

static void
put_condition(struct why *w, const struct rule_cond *c, enum rule_truth met)
{
	struct rule_row row = { building_get, w->b };

	w->condition = c->name;
	w->label = why_column_label(w, c->field.id, c->name);
	rule_put_value(&w->value, c, &row);
	if (c->op == RULE_BARE)
		buf_puts(&w->op, c->negated ? words(w->lang, "无", "none") :
		    words(w->lang, "有", "any"));
	else if (c->negated && c->op != RULE_IN)
		buf_puts(&w->op, "not ");
	rule_put_op(&w->op, c);
	rule_put_bound(&w->bound, c, &row);
	note_condition(w, c, met);
}

/* "A"; of several alternatives "A.1"; of a rule without a name "1". */
static struct str
name_of(struct why *w, const struct class_rule *r, size_t i)
{
	struct str no = words_int(&w->keep, (int64_t)i + 1);

	if (r->member.n == 0)
		return no;
	return r->nalternative == 1 ? r->member :
	    words_fill(&w->keep, "$1.$2", r->member, no);
}

void
why_rule(struct why *w, const struct class_rule *r)
{
	struct rule_row row = { building_get, w->b };

	for (size_t i = 0; i < r->nalternative; i++) {
		const struct rule *a = &r->alternative[i];

		for (size_t k = 0; k < a->ncond; k++) {
			enum rule_truth met = rule_cond_truth(&a->cond[k],
			    &row);

			w->rule = k == 0 ? name_of(w, r, i) : STR("");
			put_condition(w, &a->cond[k], met);
			why_line(w, met);
		}
	}
}

#include "rule/rule.h"

#include "base/date.h"

static enum rule_truth
truth_of(bool b)
{
	return b ? RULE_YES : RULE_NO;
}

static bool
holds(enum rule_op op, int order)
{
	switch (op) {
	case RULE_GT:
		return order > 0;
	case RULE_GE:
		return order >= 0;
	case RULE_LT:
		return order < 0;
	case RULE_LE:
		return order <= 0;
	case RULE_NE:
		return order != 0;
	case RULE_BARE:
	case RULE_EQ:
	case RULE_IN:
		break;
	}
	return order == 0;
}

/* Sign of a - b; false where the products do not fit: then nothing is
 * claimed. */
static bool
compare(const struct rule_value *a, num_wide num, num_wide den, int *order)
{
	num_wide left, right;

	if (__builtin_mul_overflow(a->num, den, &left) ||
	    __builtin_mul_overflow(num, a->den, &right))
		return false;
	*order = (left > right) - (left < right);
	return true;
}

static struct rule_value
value_of(const struct rule_field *f, bool numeric, const struct rule_row *row)
{
	struct rule_value v = row->get(row->arg, f->id);
	int64_t n;

	if (!v.known || !numeric || !f->untyped)
		return v;
	v.known = num_parse_decimal(v.text, 4, &n) == NUM_OK;
	v.num = v.known ? n : 0;
	v.den = 1;
	return v;
}

static enum rule_truth
number_truth(const struct rule_cond *c, const struct rule_value *v,
    const struct rule_row *row)
{
	int order;

	if (c->op == RULE_BARE)
		return truth_of(v->num == v->den);
	if (c->is_column) {
		struct rule_value other = value_of(&c->other, true, row);

		if (!other.known ||
		    !compare(v, other.num, other.den, &order))
			return RULE_UNKNOWN;
		return truth_of(holds(c->op, order));
	}
	for (size_t i = 0; i < c->nliteral; i++) {
		if (!compare(v, c->literal[i].n, 1, &order))
			return RULE_UNKNOWN;
		if (holds(c->op, order))
			return RULE_YES;
	}
	return RULE_NO;
}

static bool
is_list(enum value_type t)
{
	return t == VALUE_LIST || t == VALUE_DISTRICTS;
}

/* Is one of the literals the text, or a member of the list? */
static bool
text_among(const struct rule_cond *c, struct str text)
{
	struct str rest = text, piece = text;

	while (!is_list(c->field.type) || str_cut(&rest, ';', &piece)) {
		for (size_t i = 0; i < c->nliteral; i++)
			if (str_eq(c->literal[i].text, piece))
				return true;
		if (!is_list(c->field.type))
			break;
	}
	return false;
}

enum rule_truth
rule_cond_truth(const struct rule_cond *c, const struct rule_row *row)
{
	struct rule_value v = value_of(&c->field, c->numeric, row);
	enum rule_truth t;

	if (v.absent)
		return RULE_NO;
	if (!v.known)
		return RULE_UNKNOWN;
	if (c->numeric || c->field.type == VALUE_FLAG)
		t = number_truth(c, &v, row);
	else if (c->op == RULE_BARE)
		t = truth_of(v.text.n > 0);
	else
		t = truth_of(text_among(c, v.text) == (c->op != RULE_NE));
	return c->negated ? rule_not(t) : t;
}

enum rule_truth
rule_truth(const struct rule *r, const struct rule_row *row)
{
	enum rule_truth t = RULE_YES;

	for (size_t i = 0; i < r->ncond && t != RULE_NO; i++)
		t = rule_and(t, rule_cond_truth(&r->cond[i], row));
	return t;
}

static void
put_text(struct buf *b, struct str s)
{
	bool quote = s.n == 0 || str_chr(s, ' ') < s.n ||
	    str_chr(s, ',') < s.n;

	if (quote)
		buf_putc(b, '"');
	buf_put(b, s);
	if (quote)
		buf_putc(b, '"');
}

static void
put_number(struct buf *b, enum value_type type, num_wide num, num_wide den)
{
	int64_t n;

	if (!num_narrow(num_div(num, den, NUM_HALF_AWAY), &n))
		return;
	switch (type) {
	case VALUE_MONEY:
	case VALUE_AREA:
	case VALUE_PERCENT:
		buf_hundredths(b, n);
		break;
	case VALUE_MONTH:
		date_put_month(b, (int)n);
		break;
	case VALUE_DATE:
		date_put_day(b, (int)n);
		break;
	default:
		buf_int(b, n);
	}
}

static void
put_field(struct buf *b, const struct rule_field *f, bool numeric,
    const struct rule_row *row)
{
	struct rule_value v = value_of(f, numeric, row);

	if (!v.known)
		return;
	if (f->untyped || (!numeric && f->type != VALUE_FLAG))
		put_text(b, v.text);
	else
		put_number(b, f->type, v.num, v.den);
}

void
rule_put_value(struct buf *b, const struct rule_cond *c,
    const struct rule_row *row)
{
	put_field(b, &c->field, c->numeric, row);
}

void
rule_put_op(struct buf *b, const struct rule_cond *c)
{
	static const char *const sign[] = {
		[RULE_BARE] = "", [RULE_GT] = ">", [RULE_GE] = ">=",
		[RULE_LT] = "<", [RULE_LE] = "<=", [RULE_EQ] = "=",
		[RULE_NE] = "!=", [RULE_IN] = "in",
	};

	if (c->negated && c->op == RULE_IN)
		buf_puts(b, "not ");
	buf_puts(b, sign[c->op]);
}

void
rule_put_bound(struct buf *b, const struct rule_cond *c,
    const struct rule_row *row)
{
	if (c->is_column)
		put_field(b, &c->other, true, row);
	for (size_t i = 0; i < c->nliteral; i++) {
		if (i > 0)
			buf_puts(b, ", ");
		if (c->numeric && !c->field.untyped)
			put_number(b, c->field.type, c->literal[i].n, 1);
		else
			put_text(b, c->literal[i].text);
	}
}

void
rule_put_reason(struct buf *b, const struct rule_cond *c,
    const struct rule_row *row)
{
	if (c->negated && c->op != RULE_IN)
		buf_puts(b, "not ");
	buf_put(b, c->name);
	buf_putc(b, ' ');
	rule_put_value(b, c, row);
	if (c->op == RULE_BARE)
		return;
	buf_putc(b, ' ');
	rule_put_op(b, c);
	buf_putc(b, ' ');
	rule_put_bound(b, c, row);
}

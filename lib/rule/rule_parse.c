/* From the text of a rule to its conditions. */
#include "rule/rule.h"

#include <stdlib.h>

#include "base/date.h"
#include "rule/rule_fault.h"
#include "rule/rule_scan.h"

struct parser {
	struct rule_scan scan;
	struct arena *keep;
	const struct rule_scope *scope;
};

static bool
advance(struct parser *p)
{
	return rule_scan_next(&p->scan);
}

static bool
now_is(const struct parser *p, const char *word)
{
	return rule_scan_is(&p->scan, word);
}

static bool
now_is_value(const struct parser *p)
{
	return p->scan.now.kind == RULE_TOKEN_TEXT ||
	    (p->scan.now.kind == RULE_TOKEN_WORD && !now_is(p, "and") &&
	        !now_is(p, "not") && !now_is(p, "in"));
}

static bool
fault(const struct parser *p, enum diag_code code, struct str about)
{
	return rule_fault(&p->scan, code, about);
}

static bool
find_field(struct parser *p, struct rule_field *out, struct str *name)
{
	if (p->scan.now.kind != RULE_TOKEN_WORD || now_is(p, "and") ||
	    now_is(p, "in"))
		return fault(p, DIAG_RULE_FIELD, STR(""));
	*out = (struct rule_field){ .type = VALUE_TEXT };
	if (!p->scope->find(p->scope->arg, p->scan.now.text, out))
		return rule_fault_column(&p->scan, p->scope);
	*name = arena_str(p->keep, p->scan.now.text);
	return advance(p);
}

static unsigned
decimals_of(const struct rule_field *f)
{
	if (f->untyped)
		return 4;
	switch (f->type) {
	case VALUE_MONEY:
	case VALUE_AREA:
	case VALUE_PERCENT:
		return 2;
	case VALUE_DEGREE:
		return 6;
	default:
		return 0;
	}
}

static bool
parse_number(const struct rule_field *f, struct str text, int64_t *n)
{
	int when;

	if (f->type == VALUE_MONTH || f->type == VALUE_DATE) {
		if (!(f->type == VALUE_MONTH ? date_parse_month(text, &when)
		                             : date_parse_day(text, &when)))
			return false;
		*n = when;
		return true;
	}
	if (str_ends(text, STR("%")) && f->type != VALUE_PERCENT)
		return false;
	if (!setting_parse_number(text, decimals_of(f), n))
		return false;
	return f->type != VALUE_FLAG || *n == 0 || *n == 1;
}

static bool
looks_numeric(const struct rule_token *t)
{
	struct str s = t->text;

	if (t->kind != RULE_TOKEN_WORD || s.n == 0)
		return false;
	if (s.p[0] == '-')
		s = str_sub(s, 1, s.n);
	return s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9';
}

static bool
is_set(const struct rule_token *t)
{
	return t->kind == RULE_TOKEN_WORD && t->text.p[0] == '@';
}

/* One value after an operator; the token is taken. */
static bool
take_literal(struct parser *p, const struct rule_cond *c,
    struct rule_literal *out)
{
	struct str text = p->scan.now.text;

	if (!now_is_value(p))
		return fault(p, DIAG_RULE_VALUE, c->name);
	if (is_set(&p->scan.now))
		return fault(p, DIAG_RULE_SET_IN, c->name);
	out->pos = rule_scan_pos(&p->scan, p->scan.now.at);
	if (c->numeric && (p->scan.now.kind == RULE_TOKEN_TEXT ||
	    !parse_number(&c->field, text, &out->n)))
		return rule_fault_number(&p->scan, c);
	if (!c->numeric && p->scope->resolve != NULL &&
	    !p->scope->resolve(p->scope->arg, &c->field, &text))
		return fault(p, DIAG_RULE_CODE, c->name);
	out->text = arena_str(p->keep, text);
	return advance(p);
}

struct literals {
	struct rule_literal *item;
	size_t n, cap;
};

static bool take_set(struct parser *p, const struct rule_cond *c,
    struct literals *out);

/* value { "," value }; in a rule also @set, in a set none. */
static bool
take_members(struct parser *p, const struct rule_cond *c,
    struct literals *out, bool in_rule)
{
	for (;;) {
		struct rule_literal one = { 0 };

		if (in_rule && is_set(&p->scan.now)) {
			if (!take_set(p, c, out))
				return false;
		} else if (take_literal(p, c, &one)) {
			out->item = mem_grow(out->item, &out->cap,
			    out->n + 1, sizeof(*out->item));
			out->item[out->n++] = one;
		} else {
			return false;
		}
		if (p->scan.now.kind != RULE_TOKEN_COMMA)
			return true;
		if (!advance(p))
			return false;
	}
}

/* The members of a set, read as values of this column; their faults are
 * placed where the set stands. */
static bool
take_set(struct parser *p, const struct rule_cond *c, struct literals *out)
{
	struct str name = p->scan.now.text;
	const struct rule_set *set = rule_sets_find(p->scope->sets,
	    str_sub(name, 1, name.n));
	struct parser inner = *p;

	if (set == NULL)
		return rule_fault_set(&p->scan, p->scope);
	inner.scan = (struct rule_scan){ .diag = p->scan.diag,
		.text = set->values, .pos = set->pos };
	if (!advance(&inner) || !take_members(&inner, c, out, false))
		return false;
	if (inner.scan.now.kind != RULE_TOKEN_END)
		return fault(&inner, DIAG_RULE_MEMBER, set->name);
	return advance(p);
}

static bool
take_list(struct parser *p, struct rule_cond *c)
{
	struct literals list = { 0 };
	bool ok;

	c->numeric = !value_type_is_text(c->field.type);
	ok = take_members(p, c, &list, true);
	c->nliteral = list.n;
	c->literal = arena_alloc(p->keep, list.n, sizeof(*list.item));
	if (list.n > 0)
		memcpy(c->literal, list.item, list.n * sizeof(*list.item));
	free(list.item);
	return ok;
}

/* A name on the right of a number or a month is a column of its kind. */
static bool
take_column(struct parser *p, struct rule_cond *c)
{
	struct pos pos = rule_scan_pos(&p->scan, p->scan.now.at);

	c->is_column = true;
	if (!find_field(p, &c->other, &c->other_name))
		return false;
	if (c->other.type == c->field.type && !c->other.untyped)
		return true;
	diag_at(p->scan.diag, &pos, DIAG_RULE_KINDS, DIAG_STR(c->name),
	    DIAG_Z(value_type_name(c->field.type)), DIAG_STR(c->other_name),
	    DIAG_Z(value_type_name(c->other.type)));
	return false;
}

static bool
is_name(const struct parser *p)
{
	const struct rule_token *t = &p->scan.now;

	return t->kind == RULE_TOKEN_WORD && now_is_value(p) && !is_set(t) &&
	    !looks_numeric(t);
}

static bool
take_operand(struct parser *p, struct rule_cond *c)
{
	bool ordered = c->op != RULE_EQ && c->op != RULE_NE;
	struct rule_token sign = p->scan.now;

	if (!advance(p))
		return false;
	c->numeric = !value_type_is_text(c->field.type) ||
	    (c->field.untyped && looks_numeric(&p->scan.now));
	if (ordered && !c->numeric) {
		struct pos pos = rule_scan_pos(&p->scan, sign.at);

		diag_at(p->scan.diag, &pos, DIAG_RULE_ORDER,
		    DIAG_STR(c->name), DIAG_STR(sign.text));
		return false;
	}
	if (c->numeric && !c->field.untyped && is_name(p))
		return take_column(p, c);
	c->literal = arena_alloc(p->keep, 1, sizeof(*c->literal));
	c->nliteral = 1;
	return take_literal(p, c, c->literal);
}

static bool
take_bare(struct parser *p, struct rule_cond *c)
{
	c->op = RULE_BARE;
	if ((p->scan.now.kind == RULE_TOKEN_END || now_is(p, "and")) &&
	    (c->field.type == VALUE_FLAG || value_type_is_text(c->field.type)))
		return true;
	return fault(p, DIAG_RULE_OPERATOR, c->name);
}

/* Behind the column: an operator and what follows it. */
static bool
take_rest(struct parser *p, struct rule_cond *c)
{
	bool inner = now_is(p, "not");

	if (p->scan.now.kind == RULE_TOKEN_OP) {
		c->op = p->scan.now.op;
		return take_operand(p, c);
	}
	if (inner) {
		c->negated = !c->negated;
		if (!advance(p))
			return false;
	}
	if (now_is(p, "in")) {
		c->op = RULE_IN;
		return advance(p) && take_list(p, c);
	}
	return inner ? fault(p, DIAG_RULE_OPERATOR, c->name) :
	    take_bare(p, c);
}

static bool
take_cond(struct parser *p, struct rule_cond *c)
{
	c->pos = rule_scan_pos(&p->scan, p->scan.now.at);
	while (now_is(p, "not")) {
		c->negated = !c->negated;
		if (!advance(p))
			return false;
	}
	return find_field(p, &c->field, &c->name) && take_rest(p, c);
}

static bool
take_conds(struct parser *p, struct rule_cond **cond, size_t *n)
{
	size_t cap = 0;

	if (!advance(p))
		return false;
	for (;;) {
		struct rule_cond one = { 0 };

		if (!take_cond(p, &one))
			return false;
		*cond = mem_grow(*cond, &cap, *n + 1, sizeof(**cond));
		(*cond)[(*n)++] = one;
		if (p->scan.now.kind == RULE_TOKEN_END)
			return true;
		if (!now_is(p, "and"))
			return rule_fault_and(&p->scan, &one);
		if (!advance(p))
			return false;
	}
}

bool
rule_parse(struct diag *d, struct arena *keep, const struct rule_scope *scope,
    struct str text, struct pos pos, struct rule *out)
{
	struct parser p = { .scan = { .diag = d,
		.text = arena_str(keep, text), .pos = pos },
		.keep = keep, .scope = scope };
	struct rule_cond *cond = NULL;
	size_t n = 0;
	bool ok = take_conds(&p, &cond, &n);

	*out = (struct rule){ .text = p.scan.text, .pos = pos };
	if (ok) {
		out->cond = arena_alloc(keep, n, sizeof(*cond));
		memcpy(out->cond, cond, n * sizeof(*cond));
		out->ncond = n;
	}
	free(cond);
	return ok;
}

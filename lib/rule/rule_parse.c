/* From the text of a rule to its conditions. */
#include "rule/rule.h"

#include <stdlib.h>

#include "base/date.h"
#include "schema/setting.h"
#include "text/utf8.h"

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_TEXT, TOKEN_OP, TOKEN_COMMA };

struct token {
	enum token_kind kind;
	struct str text;
	size_t at; /* offset in the rule */
	enum rule_op op;
};

struct parser {
	struct diag *diag;
	struct arena *keep;
	const struct rule_scope *scope;
	struct str text;
	struct pos pos;
	size_t at;
	struct token now;
};

static struct pos
pos_at(const struct parser *p, size_t at)
{
	struct pos pos = p->pos;

	if (pos.col > 0)
		pos.col += utf8_length(str_sub(p->text, 0, at));
	return pos;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_word(char c)
{
	return !is_blank(c) && c != ',' && c != '"' && c != '<' && c != '>' &&
	    c != '=' && c != '!';
}

static bool
scan_op(struct parser *p)
{
	static const struct {
		const char *sign;
		enum rule_op op;
	} signs[] = {
		{ ">=", RULE_GE }, { "<=", RULE_LE }, { "!=", RULE_NE },
		{ ">", RULE_GT }, { "<", RULE_LT }, { "=", RULE_EQ },
	};
	struct str rest = str_sub(p->text, p->at, p->text.n);
	struct pos pos;

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		struct str sign = str_from(signs[i].sign);

		if (!str_starts(rest, sign))
			continue;
		p->now = (struct token){ TOKEN_OP, str_sub(rest, 0, sign.n),
			p->at, signs[i].op };
		p->at += sign.n;
		return true;
	}
	pos = pos_at(p, p->at);
	diag_at(p->diag, &pos, DIAG_RULE_SIGN, DIAG_STR(str_sub(rest, 0, 1)));
	return false;
}

static bool
scan_quoted(struct parser *p)
{
	struct str rest = str_sub(p->text, p->at + 1, p->text.n);
	size_t end = str_chr(rest, '"');
	struct pos pos = pos_at(p, p->at);

	if (end == rest.n) {
		diag_plain(p->diag, &pos, DIAG_RULE_QUOTE);
		return false;
	}
	p->now = (struct token){ TOKEN_TEXT, str_sub(rest, 0, end), p->at,
		RULE_BARE };
	p->at += end + 2;
	return true;
}

/* False after a report. */
static bool
advance(struct parser *p)
{
	size_t begin;

	while (p->at < p->text.n && is_blank(p->text.p[p->at]))
		p->at++;
	begin = p->at;
	if (begin == p->text.n) {
		p->now = (struct token){ TOKEN_END, STR(""), begin, RULE_BARE };
		return true;
	}
	if (p->text.p[begin] == '"')
		return scan_quoted(p);
	if (p->text.p[begin] == ',') {
		p->at++;
		p->now = (struct token){ TOKEN_COMMA,
			str_sub(p->text, begin, begin + 1), begin, RULE_BARE };
		return true;
	}
	if (!is_word(p->text.p[begin]))
		return scan_op(p);
	while (p->at < p->text.n && is_word(p->text.p[p->at]))
		p->at++;
	p->now = (struct token){ TOKEN_WORD, str_sub(p->text, begin, p->at),
		begin, RULE_BARE };
	return true;
}

static bool
now_is(const struct parser *p, const char *word)
{
	return p->now.kind == TOKEN_WORD && str_is(p->now.text, word);
}

static bool
now_is_value(const struct parser *p)
{
	return p->now.kind == TOKEN_TEXT ||
	    (p->now.kind == TOKEN_WORD && !now_is(p, "and") &&
	        !now_is(p, "not") && !now_is(p, "in"));
}

static bool
fault(struct parser *p, enum diag_code code, struct str about)
{
	struct pos pos = pos_at(p, p->now.at);

	diag_at(p->diag, &pos, code, DIAG_STR(p->now.text), DIAG_STR(about));
	return false;
}

static bool
find_field(struct parser *p, struct rule_field *out, struct str *name)
{
	if (p->now.kind != TOKEN_WORD || now_is(p, "and") || now_is(p, "in"))
		return fault(p, DIAG_RULE_FIELD, STR(""));
	*out = (struct rule_field){ .type = VALUE_TEXT };
	if (!p->scope->find(p->scope->arg, p->now.text, out))
		return fault(p, DIAG_RULE_COLUMN, STR(""));
	*name = arena_str(p->keep, p->now.text);
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
	if (str_ends(text, STR("%"))) {
		if (f->type != VALUE_PERCENT)
			return false;
		text = str_sub(text, 0, text.n - 1);
	}
	if (!setting_parse_number(text, decimals_of(f), n))
		return false;
	return f->type != VALUE_FLAG || *n == 0 || *n == 1;
}

static bool
looks_numeric(const struct token *t)
{
	struct str s = t->text;

	if (t->kind != TOKEN_WORD || s.n == 0)
		return false;
	if (s.p[0] == '-')
		s = str_sub(s, 1, s.n);
	return s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9';
}

/* One value after an operator; the token is taken. */
static bool
take_literal(struct parser *p, struct rule_cond *c, struct rule_literal *out)
{
	if (!now_is_value(p))
		return fault(p, DIAG_RULE_VALUE, c->name);
	out->text = arena_str(p->keep, p->now.text);
	if (c->numeric && (p->now.kind == TOKEN_TEXT ||
	    !parse_number(&c->field, p->now.text, &out->n))) {
		struct pos pos = pos_at(p, p->now.at);

		diag_at(p->diag, &pos, DIAG_RULE_NUMBER, DIAG_STR(c->name),
		    DIAG_STR(p->now.text),
		    DIAG_Z(value_type_form(c->field.type)));
		return false;
	}
	return advance(p);
}

static bool
take_list(struct parser *p, struct rule_cond *c)
{
	struct rule_literal *list = NULL;
	size_t cap = 0;
	bool ok;

	c->numeric = !value_type_is_text(c->field.type);
	for (;;) {
		list = mem_grow(list, &cap, c->nliteral + 1, sizeof(*list));
		ok = take_literal(p, c, &list[c->nliteral]);
		c->nliteral += ok;
		if (!ok || p->now.kind != TOKEN_COMMA)
			break;
		ok = advance(p);
		if (!ok)
			break;
	}
	c->literal = arena_alloc(p->keep, c->nliteral, sizeof(*list));
	if (c->nliteral > 0)
		memcpy(c->literal, list, c->nliteral * sizeof(*list));
	free(list);
	return ok;
}

/* A name on the right of a number or a month is a column of its kind. */
static bool
take_column(struct parser *p, struct rule_cond *c)
{
	struct pos pos = pos_at(p, p->now.at);

	c->is_column = true;
	if (!find_field(p, &c->other, &c->other_name))
		return false;
	if (c->other.type == c->field.type && !c->other.untyped)
		return true;
	diag_at(p->diag, &pos, DIAG_RULE_KINDS, DIAG_STR(c->name),
	    DIAG_Z(value_type_name(c->field.type)), DIAG_STR(c->other_name),
	    DIAG_Z(value_type_name(c->other.type)));
	return false;
}

static bool
take_operand(struct parser *p, struct rule_cond *c)
{
	bool ordered = c->op != RULE_EQ && c->op != RULE_NE;
	struct str sign = p->now.text;
	size_t at = p->now.at;

	if (!advance(p))
		return false;
	c->numeric = !value_type_is_text(c->field.type) ||
	    (c->field.untyped && looks_numeric(&p->now));
	if (ordered && !c->numeric) {
		struct pos pos = pos_at(p, at);

		diag_at(p->diag, &pos, DIAG_RULE_ORDER, DIAG_STR(c->name),
		    DIAG_STR(sign));
		return false;
	}
	if (c->numeric && !c->field.untyped && p->now.kind == TOKEN_WORD &&
	    now_is_value(p) && !looks_numeric(&p->now))
		return take_column(p, c);
	c->literal = arena_alloc(p->keep, 1, sizeof(*c->literal));
	c->nliteral = 1;
	return take_literal(p, c, c->literal);
}

static bool
take_bare(struct parser *p, struct rule_cond *c)
{
	c->op = RULE_BARE;
	if (p->now.kind != TOKEN_END && !now_is(p, "and"))
		return fault(p, DIAG_RULE_OPERATOR, c->name);
	if (c->field.type == VALUE_FLAG || value_type_is_text(c->field.type))
		return true;
	return fault(p, DIAG_RULE_OPERATOR, c->name);
}

static bool
take_cond(struct parser *p, struct rule_cond *c)
{
	bool inner = false;

	c->pos = pos_at(p, p->now.at);
	while (now_is(p, "not")) {
		c->negated = !c->negated;
		if (!advance(p))
			return false;
	}
	if (!find_field(p, &c->field, &c->name))
		return false;
	if (p->now.kind == TOKEN_OP) {
		c->op = p->now.op;
		return take_operand(p, c);
	}
	if (now_is(p, "not")) {
		inner = true;
		c->negated = !c->negated;
		if (!advance(p))
			return false;
	}
	if (now_is(p, "in")) {
		c->op = RULE_IN;
		return advance(p) && take_list(p, c);
	}
	if (inner)
		return fault(p, DIAG_RULE_OPERATOR, c->name);
	return take_bare(p, c);
}

static bool
take_conds(struct parser *p, struct rule_cond **cond, size_t *n)
{
	size_t cap = 0;

	if (!advance(p))
		return false;
	for (;;) {
		*cond = mem_grow(*cond, &cap, *n + 1, sizeof(**cond));
		(*cond)[*n] = (struct rule_cond){ 0 };
		if (!take_cond(p, &(*cond)[*n]))
			return false;
		++*n;
		if (p->now.kind == TOKEN_END)
			return true;
		if (!now_is(p, "and"))
			return fault(p, DIAG_RULE_AND, STR(""));
		if (!advance(p))
			return false;
	}
}

bool
rule_parse(struct diag *d, struct arena *keep, const struct rule_scope *scope,
    struct str text, struct pos pos, struct rule *out)
{
	struct parser p = { .diag = d, .keep = keep, .scope = scope,
		.text = arena_str(keep, text), .pos = pos };
	struct rule_cond *cond = NULL;
	size_t n = 0;
	bool ok = take_conds(&p, &cond, &n);

	*out = (struct rule){ .text = p.text, .pos = pos };
	if (ok) {
		out->cond = arena_alloc(keep, n, sizeof(*cond));
		memcpy(out->cond, cond, n * sizeof(*cond));
		out->ncond = n;
	}
	free(cond);
	return ok;
}

#include "rule/rule_fault.h"

#include "schema/near.h"

bool
rule_fault(const struct rule_scan *s, enum diag_code code, struct str about)
{
	struct pos pos = rule_scan_pos(s, s->now.at);

	diag_at(s->diag, &pos, code, DIAG_STR(s->now.text), DIAG_STR(about));
	return false;
}

static bool
has_bracket(struct str s)
{
	return str_starts(s, STR("(")) || str_ends(s, STR(")"));
}

bool
rule_fault_column(const struct rule_scan *s, const struct rule_scope *scope)
{
	struct str name = s->now.text, meant = STR("");

	if (scope->is_later != NULL && scope->is_later(scope->arg, name))
		return rule_fault(s, DIAG_RULE_LATER, STR(""));
	if (rule_scan_tell_wide(s, &s->now))
		return false;
	if (has_bracket(name))
		return rule_fault(s, DIAG_RULE_BRACKET, STR(""));
	if (scope->suggest != NULL)
		meant = scope->suggest(scope->arg, name);
	return rule_fault(s, meant.n > 0 ? DIAG_RULE_COLUMN_NEAR :
	    DIAG_RULE_COLUMN, meant);
}

bool
rule_fault_set(const struct rule_scan *s, const struct rule_scope *scope)
{
	struct near near = { .name = str_sub(s->now.text, 1, s->now.text.n) };

	for (size_t i = 0; scope->sets != NULL && i < scope->sets->n; i++)
		near_offer(&near, scope->sets->set[i].name);
	return rule_fault(s, near.best.n > 0 ? DIAG_RULE_SET_NEAR :
	    DIAG_RULE_SET, near.best);
}

/* What stands for 万, 亿 and noughts elsewhere. */
static const struct {
	const char *unit, *plain;
} units_elsewhere[] = {
	{ "亿元", "亿" }, { "万元", "万" }, { "元", "" }, { "億", "亿" },
	{ "億元", "亿" }, { "萬", "万" }, { "萬元", "万" }, { "w", "万" },
	{ "W", "万" }, { "wan", "万" }, { "yi", "亿" }, { "万亿", "0000亿" },
	{ "千亿", "000亿" }, { "百亿", "00亿" }, { "十亿", "0亿" },
	{ "千万", "000万" }, { "百万", "00万" }, { "十万", "0万" },
	{ "千万元", "000万" }, { "百万元", "00万" }, { "千", "000" },
	{ "k", "000" }, { "K", "000" }, { "百分点", "" }, { "pct", "" },
};

/* Where the digits end. */
static size_t
number_length(struct str s)
{
	size_t n = s.p[0] == '-' ? 1 : 0;

	while (n < s.n && ((s.p[n] >= '0' && s.p[n] <= '9') || s.p[n] == '.'))
		n++;
	return n;
}

static bool
is_known_unit(struct str unit)
{
	return str_is(unit, "万") || str_is(unit, "亿") || str_is(unit, "%");
}

/* Text behind a number that is no unit; false where there is none. */
static bool
tell_unit(const struct rule_scan *s, const struct rule_cond *c)
{
	struct str text = s->now.text;
	size_t n = number_length(text);
	struct str digits = str_sub(text, 0, n);
	struct str unit = str_sub(text, n, text.n);
	struct pos pos = rule_scan_pos(s, s->now.at);
	char meant[64];
	struct str plain;

	if (n == 0 || unit.n == 0 || is_known_unit(unit) ||
	    unit.p[0] == '-')
		return false;
	for (size_t i = 0; i < sizeof(units_elsewhere) /
	    sizeof(units_elsewhere[0]); i++) {
		if (!str_is(unit, units_elsewhere[i].unit))
			continue;
		plain = str_from(units_elsewhere[i].plain);
		/* noughts may not follow decimals */
		if (n + plain.n > sizeof(meant) || (str_starts(plain,
		    STR("0")) && str_chr(digits, '.') < digits.n))
			break;
		memcpy(meant, digits.p, n);
		memcpy(meant + n, plain.p, plain.n);
		diag_at(s->diag, &pos, DIAG_RULE_UNIT_NEAR, DIAG_STR(text),
		    DIAG_STR(unit), DIAG_STR(((struct str){ meant,
		        n + plain.n })));
		return true;
	}
	diag_at(s->diag, &pos, DIAG_RULE_UNIT, DIAG_STR(text), DIAG_STR(unit),
	    DIAG_STR(c->name));
	return true;
}

bool
rule_fault_number(const struct rule_scan *s, const struct rule_cond *c)
{
	struct pos pos = rule_scan_pos(s, s->now.at);
	bool is_word = s->now.kind == RULE_TOKEN_WORD;

	if (is_word && rule_scan_tell_wide(s, &s->now))
		return false;
	if (is_word && has_bracket(s->now.text))
		return rule_fault(s, DIAG_RULE_BRACKET, STR(""));
	if (is_word && c->field.type != VALUE_MONTH &&
	    c->field.type != VALUE_DATE && tell_unit(s, c))
		return false;
	diag_at(s->diag, &pos, DIAG_RULE_NUMBER, DIAG_STR(c->name),
	    DIAG_STR(s->now.text), DIAG_Z(value_type_form(c->field.type)));
	return false;
}

static bool
is_among(struct str s, const char *const *list)
{
	while (*list != NULL && !str_is(s, *list))
		list++;
	return *list != NULL;
}

bool
rule_fault_and(const struct rule_scan *s, const struct rule_cond *c)
{
	static const char *const ands[] = { "AND", "And", "&&", "&", "且",
		"并且", "而且", "和", "与", "及", NULL };
	static const char *const ors[] = { "or", "OR", "Or", "||", "|", "或",
		"或者", "或是", NULL };
	struct str word = s->now.text;

	if (s->now.kind == RULE_TOKEN_COMMA && c->op != RULE_IN)
		return rule_fault(s, DIAG_RULE_COMMA, c->name);
	if (s->now.kind != RULE_TOKEN_WORD)
		return rule_fault(s, DIAG_RULE_AND, STR(""));
	if (c->numeric && is_known_unit(word))
		return rule_fault(s, DIAG_RULE_UNIT_APART, STR(""));
	if (is_among(word, ors))
		return rule_fault(s, DIAG_RULE_OR, STR(""));
	/* letters swapped are two edits */
	if (is_among(word, ands) || (word.n > 1 && word.n <= 4 &&
	    near_distance(word, STR("and")) <= NEAR_MAX))
		return rule_fault(s, DIAG_RULE_AND_NEAR, STR("and"));
	if (rule_scan_tell_wide(s, &s->now))
		return false;
	return rule_fault(s, has_bracket(word) ? DIAG_RULE_BRACKET :
	    DIAG_RULE_AND, STR(""));
}

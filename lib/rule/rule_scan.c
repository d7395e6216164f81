#include "rule/rule_scan.h"

#include "text/utf8.h"

/* U+FF01 … U+FF5E are ASCII in full width. */
#define WIDE_FIRST 0xFF01u
#define WIDE_LAST 0xFF5Eu
#define WIDE_SHIFT 0xFEE0u
#define WIDE_BLANK 0x3000u

struct pos
rule_scan_pos(const struct rule_scan *s, size_t at)
{
	struct pos pos = s->pos;

	if (pos.col > 0)
		pos.col += utf8_length(str_sub(s->text, 0, at));
	return pos;
}

bool
rule_scan_is(const struct rule_scan *s, const char *word)
{
	return s->now.kind == RULE_TOKEN_WORD && str_is(s->now.text, word);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The ASCII of a full-width character the text begins with; 0 if it does
 * not. */
static char
wide_plain(struct str s)
{
	uint32_t c = s.n == 0 ? 0 : utf8_next(&s);

	if (c == WIDE_BLANK)
		return ' ';
	return c >= WIDE_FIRST && c <= WIDE_LAST ? (char)(c - WIDE_SHIFT) : 0;
}

/* What is written otherwise elsewhere; the longer ones first. */
static const struct {
	const char *sign, *plain;
} signs_elsewhere[] = {
	{ "＞＝", ">=" }, { "＜＝", "<=" }, { "！＝", "!=" },
	{ "＞", ">" }, { "＜", "<" }, { "＝", "=" }, { "！", "!=" },
	{ "，", "," }, { "；", "," }, { "：", "=" }, { "＂", "\"" },
	{ "≥", ">=" }, { "≧", ">=" }, { "⩾", ">=" }, { "≤", "<=" },
	{ "≦", "<=" }, { "⩽", "<=" }, { "≠", "!=" }, { "、", "," },
	{ "“", "\"" }, { "”", "\"" }, { "==", "=" }, { "=>", ">=" },
	{ "=<", "<=" }, { "<>", "!=" },
};

/* Which of them the text begins with; their number if none. */
static size_t
sign_elsewhere(struct str rest)
{
	size_t n = sizeof(signs_elsewhere) / sizeof(signs_elsewhere[0]);
	size_t i = 0;

	if (wide_plain(rest) == ' ')
		return n;
	while (i < n && !str_starts(rest, str_from(signs_elsewhere[i].sign)))
		i++;
	return i;
}

static bool
is_elsewhere(struct str rest)
{
	return sign_elsewhere(rest) <
	    sizeof(signs_elsewhere) / sizeof(signs_elsewhere[0]);
}

static void
tell_sign(const struct rule_scan *s, size_t at, struct str sign,
    struct str plain)
{
	struct pos pos = rule_scan_pos(s, at);

	diag_at(s->diag, &pos, wide_plain(sign) != 0 ? DIAG_RULE_WIDE :
	    DIAG_RULE_SIGN_AS, DIAG_STR(sign), DIAG_STR(plain));
}

bool
rule_scan_tell_wide(const struct rule_scan *s, const struct rule_token *token)
{
	for (size_t i = 0; i < token->text.n; i++) {
		struct str rest = str_sub(token->text, i, token->text.n);
		char plain = wide_plain(rest);

		if (plain == 0)
			continue;
		tell_sign(s, token->at + i,
		    str_sub(rest, 0, utf8_sequence(rest)),
		    (struct str){ &plain, 1 });
		return true;
	}
	return false;
}

/* A sign that is refused: with the one that is meant, or all there are. */
static bool
refuse_sign(const struct rule_scan *s)
{
	struct str rest = str_sub(s->text, s->at, s->text.n);
	size_t i = sign_elsewhere(rest), n;
	struct pos pos = rule_scan_pos(s, s->at);

	if (wide_plain(rest) == ' ') {
		tell_sign(s, s->at, str_sub(rest, 0, utf8_sequence(rest)),
		    STR(" "));
	} else if (is_elsewhere(rest)) {
		n = strlen(signs_elsewhere[i].sign);
		tell_sign(s, s->at, str_sub(rest, 0, n),
		    str_from(signs_elsewhere[i].plain));
	} else {
		diag_at(s->diag, &pos, DIAG_RULE_SIGN,
		    DIAG_STR(str_sub(rest, 0, 1)));
	}
	return false;
}

static bool
is_refused(struct str rest)
{
	return is_elsewhere(rest) || wide_plain(rest) == ' ';
}

static bool
is_sign(char c)
{
	return c == ',' || c == '"' || c == '<' || c == '>' || c == '=' ||
	    c == '!';
}

static bool
scan_op(struct rule_scan *s)
{
	static const struct {
		const char *sign;
		enum rule_op op;
	} signs[] = {
		{ ">=", RULE_GE }, { "<=", RULE_LE }, { "!=", RULE_NE },
		{ ">", RULE_GT }, { "<", RULE_LT }, { "=", RULE_EQ },
	};
	struct str rest = str_sub(s->text, s->at, s->text.n);

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		struct str sign = str_from(signs[i].sign);

		if (!str_starts(rest, sign))
			continue;
		s->now = (struct rule_token){ RULE_TOKEN_OP,
			str_sub(rest, 0, sign.n), s->at, signs[i].op };
		s->at += sign.n;
		return true;
	}
	return refuse_sign(s);
}

static bool
scan_quoted(struct rule_scan *s)
{
	struct str rest = str_sub(s->text, s->at + 1, s->text.n);
	size_t end = str_chr(rest, '"');
	struct pos pos = rule_scan_pos(s, s->at);

	if (end == rest.n) {
		diag_plain(s->diag, &pos, DIAG_RULE_QUOTE);
		return false;
	}
	s->now = (struct rule_token){ RULE_TOKEN_TEXT, str_sub(rest, 0, end),
		s->at, RULE_BARE };
	s->at += end + 2;
	return true;
}

static void
scan_word(struct rule_scan *s)
{
	size_t begin = s->at;

	while (s->at < s->text.n && !is_blank(s->text.p[s->at]) &&
	    !is_sign(s->text.p[s->at]) &&
	    !is_refused(str_sub(s->text, s->at, s->text.n)))
		s->at++;
	s->now = (struct rule_token){ RULE_TOKEN_WORD,
		str_sub(s->text, begin, s->at), begin, RULE_BARE };
}

bool
rule_scan_next(struct rule_scan *s)
{
	char c;

	while (s->at < s->text.n && is_blank(s->text.p[s->at]))
		s->at++;
	if (s->at == s->text.n) {
		s->now = (struct rule_token){ RULE_TOKEN_END, STR(""), s->at,
			RULE_BARE };
		return true;
	}
	c = s->text.p[s->at];
	if (is_refused(str_sub(s->text, s->at, s->text.n)))
		return refuse_sign(s);
	if (c == '"')
		return scan_quoted(s);
	if (c == ',') {
		s->now = (struct rule_token){ RULE_TOKEN_COMMA,
			str_sub(s->text, s->at, s->at + 1), s->at, RULE_BARE };
		s->at++;
		return true;
	}
	if (is_sign(c))
		return scan_op(s);
	scan_word(s);
	return true;
}

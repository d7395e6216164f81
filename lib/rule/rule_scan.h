/*
 * The words and signs of a rule.  What another hand or keyboard writes for
 * a sign (full width, typographic, of a programming language) is refused
 * with the sign that is meant: nothing is ever taken for what it resembles.
 */
#ifndef RULE_RULE_SCAN_H
#define RULE_RULE_SCAN_H

#include "base/diag.h"
#include "rule/rule.h"

enum rule_token_kind {
	RULE_TOKEN_END,
	RULE_TOKEN_WORD,
	RULE_TOKEN_TEXT, /* in double quotes, without them */
	RULE_TOKEN_OP,
	RULE_TOKEN_COMMA,
};

struct rule_token {
	enum rule_token_kind kind;
	struct str text;
	size_t at; /* offset in the rule */
	enum rule_op op;
};

struct rule_scan {
	struct diag *diag;
	struct str text;
	struct pos pos; /* of the text */
	size_t at;
	struct rule_token now;
};

/* The next token in `now`; false after a report. */
bool rule_scan_next(struct rule_scan *s);
/* The position of an offset; columns count code points. */
struct pos rule_scan_pos(const struct rule_scan *s, size_t at);

/* Is `now` this bare word?  Quoted it is a value. */
bool rule_scan_is(const struct rule_scan *s, const char *word);

/* Reports the first full-width character of the token, if it has one. */
bool rule_scan_tell_wide(const struct rule_scan *s,
    const struct rule_token *token);

#endif

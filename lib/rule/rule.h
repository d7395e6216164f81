/*
 * The rule language: `tax_yuan > 1亿 and occupancy_pct >= 70`.
 *
 *   rule      = condition { "and" condition }
 *   condition = { "not" } column
 *             | { "not" } column operator ( value | column )
 *             | { "not" } column [ "not" ] "in" member { "," member }
 *   member    = value | "@" set
 *   operator  = ">" | ">=" | "<" | "<=" | "=" | "!="
 *
 * Alternatives are several rules; there is no "or" and no bracket.  What a
 * column is, and what it holds, the caller says (rule_scope.h).
 *
 * Three-valued: a condition on an unknown value is unknown, `not` of it
 * too; an unknown rule does not hold, but it may be why a flag is empty.
 * Where the source of a column was not given at all, a condition on it does
 * not hold, and `not` of it does not either: it decides nothing.
 * Numbers are compared as fractions, crosswise: a rate by its numerator
 * and denominator, never by the rounded percent.
 */
#ifndef RULE_RULE_H
#define RULE_RULE_H

#include "base/mem.h"
#include "base/num.h"
#include "rule/rule_scope.h"
#include "rule/truth.h"

enum rule_op {
	RULE_BARE, /* a flag that is 1, a text or list that is not empty */
	RULE_GT,
	RULE_GE,
	RULE_LT,
	RULE_LE,
	RULE_EQ,
	RULE_NE,
	RULE_IN,
};

/* A number is num / den in the type's unit (fen, dm2, hundredths …). */
struct rule_value {
	bool known;
	bool absent; /* known not to be there: no condition on it holds */
	num_wide num;
	num_wide den;    /* > 0 */
	struct str text; /* of texts and lists; borrowed */
};

/* Asked while evaluating. */
struct rule_row {
	struct rule_value (*get)(const void *arg, size_t id);
	const void *arg;
};

struct rule_literal {
	int64_t n; /* numbers, months, days */
	struct str text;
	struct pos pos;
};

struct rule_cond {
	struct rule_field field;
	struct str name;
	enum rule_op op;
	bool negated;
	bool numeric;     /* compared as a number, not as text */
	bool is_column;   /* the other side is a column, `other` */
	struct rule_field other;
	struct str other_name;
	struct rule_literal *literal; /* else nliteral of these */
	size_t nliteral;
	struct pos pos;   /* of the condition */
};

struct rule {
	struct rule_cond *cond;
	size_t ncond;
	struct str text; /* as written */
	struct pos pos;
};

/* text stands at pos.  Everything in the rule lives in the arena.  False
 * after a report. */
bool rule_parse(struct diag *d, struct arena *keep,
    const struct rule_scope *scope, struct str text, struct pos pos,
    struct rule *out);

enum rule_truth rule_cond_truth(const struct rule_cond *c,
    const struct rule_row *row);
enum rule_truth rule_truth(const struct rule *r, const struct rule_row *row);

/* The parts of "column value op bound", canonical: for reasons, tables. */
void rule_put_value(struct buf *b, const struct rule_cond *c,
    const struct rule_row *row);
void rule_put_op(struct buf *b, const struct rule_cond *c);
void rule_put_bound(struct buf *b, const struct rule_cond *c,
    const struct rule_row *row);
void rule_put_reason(struct buf *b, const struct rule_cond *c,
    const struct rule_row *row);

#endif

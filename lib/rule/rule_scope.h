/*
 * What a rule may name: columns, and sets defined once and used by name.
 * Whoever parses rules says what columns there are, so that one language
 * serves one row of indicators, or two rows and their difference.
 */
#ifndef RULE_RULE_SCOPE_H
#define RULE_RULE_SCOPE_H

#include "base/mem.h"
#include "schema/setting.h"
#include "schema/value.h"

struct rule_field {
	size_t id; /* the caller's */
	enum value_type type;
	bool untyped; /* a text that may be compared as a number */
	bool is_rate; /* a fraction: between two hundredths there are more */
	/* what the column can hold, where that is known: */
	const char *choices; /* texts, "a|b"; or NULL */
	bool bounded;        /* numbers: from least to most, */
	int64_t least, most; /* in the type's unit */
};

/* `[set NAME] values = …`: what stands after `in` as @NAME. */
struct rule_set {
	struct str name, values; /* borrowed from the settings */
	struct pos pos;          /* of the values */
};

struct rule_sets {
	struct rule_set *set;
	size_t n;
};

/* Asked while parsing.  Members but `find` may be NULL. */
struct rule_scope {
	/* false if there is no such column, or not yet */
	bool (*find)(const void *arg, struct str name, struct rule_field *out);
	const void *arg;
	/* there is one, but it is decided only after this rule */
	bool (*is_later)(const void *arg, struct str name);
	/* what an unknown name may have meant; empty if nothing */
	struct str (*suggest)(const void *arg, struct str name);
	/* the code a value of that column is held as; false if there is none */
	bool (*resolve)(const void *arg, const struct rule_field *field,
	    struct str *value);
	const struct rule_sets *sets;
};

/* The sections `set NAME`, in the arena. */
void rule_sets_read(struct arena *keep, const struct setting_book *settings,
    struct rule_sets *out);
const struct rule_set *rule_sets_find(const struct rule_sets *s,
    struct str name); /* NULL if absent; s may be NULL */

#endif

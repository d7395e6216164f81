/*
 * Rules held against themselves and one another: one that no row can meet,
 * one that another makes superfluous.  What cannot be told is not claimed:
 * conditions on lists are compared as they are written.
 */
#ifndef RULE_RULE_CHECK_H
#define RULE_RULE_CHECK_H

#include "rule/rule.h"

struct rule_fact; /* opaque: what a rule says of one column */

struct rule_facts {
	struct rule_fact *fact;
	size_t n;
};

/* Texts as numbers, in the order met. */
struct rule_words {
	struct str *word;
	size_t n, cap;
};

struct rule_checker {
	struct arena keep;
	struct rule_words words;
};

/* Zero-initialise the checker; what is made of rules lives until _fini. */
void rule_checker_fini(struct rule_checker *c);
struct rule_facts rule_facts_of(struct rule_checker *c, const struct rule *r);

bool rule_facts_never(const struct rule_facts *f);
/* Does every row that meets a also meet b? */
bool rule_facts_imply(struct rule_checker *c, const struct rule_facts *a,
    const struct rule_facts *b);

/* Reports texts of the rule that its columns never hold. */
void rule_check_choices(struct diag *d, const struct rule *r);

#endif

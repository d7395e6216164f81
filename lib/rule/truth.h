/*
 * Three-valued logic (Kleene): what hangs on an unknown figure is unknown,
 * unless the rest decides it.
 */
#ifndef RULE_TRUTH_H
#define RULE_TRUTH_H

enum rule_truth { RULE_NO, RULE_UNKNOWN, RULE_YES };

static inline enum rule_truth
rule_not(enum rule_truth t)
{
	return (enum rule_truth)(RULE_YES - t);
}

static inline enum rule_truth
rule_and(enum rule_truth a, enum rule_truth b)
{
	return a < b ? a : b;
}

static inline enum rule_truth
rule_or(enum rule_truth a, enum rule_truth b)
{
	return a > b ? a : b;
}

#endif

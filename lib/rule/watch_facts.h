/*
 * The facts of a pair of rows that follow from the two alone; those of
 * moves and matches are theirs.
 */
#ifndef RULE_WATCH_FACTS_H
#define RULE_WATCH_FACTS_H

#include "rule/watch_pair.h"

struct watch_facts {
	const struct class_rules *classes;
	int64_t near_pct; /* hundredths of a percent */
	struct arena *keep;
};

void watch_facts(struct watch_pair *p, const struct watch_facts *how);

#endif

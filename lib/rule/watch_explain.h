/*
 * What stands behind a finding, line by line: the rule and its conditions,
 * the cells of both rows that they rest on, the tenancies of who moved, the
 * other buildings; each with its place.
 */
#ifndef RULE_WATCH_EXPLAIN_H
#define RULE_WATCH_EXPLAIN_H

#include "rule/watch.h"

/* Of the dataset watch-explained; texts are borrowed for the call. */
struct watch_line {
	const char *part; /* "finding", "rule" … */
	struct str subject, column, value, op, bound, met;
	struct pos pos; /* line 0: none */
};

struct watch_lines {
	void (*put)(void *arg, const struct watch_line *line);
	void *arg;
};

void watch_explain(const struct watch *w, const struct watch_finding *f,
    const struct watch_lines *out);

#endif

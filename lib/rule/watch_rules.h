/*
 * The rules of watch.ini in force: [watch CODE] with label, source,
 * severity, what it tells, and its alternatives.  It owns what it holds,
 * but borrows the texts of the setting book, which must outlive it.
 */
#ifndef RULE_WATCH_RULES_H
#define RULE_WATCH_RULES_H

#include "rule/watch_pair.h"
#include "schema/setting.h"

/* The first three as in the dataset `watch`. */
enum watch_severity {
	SEVERITY_HIGH,
	SEVERITY_MEDIUM,
	SEVERITY_LOW,
	SEVERITY_OFF, /* the rule is not asked */
};

struct watch_told {
	struct rule_field field;
	struct str name;
};

struct watch_rule {
	struct str code, label, source;
	enum watch_severity severity;
	struct rule high_when;      /* no condition: never raised */
	struct watch_told column, against; /* against: name empty = none */
	struct watch_told *fact;    /* what goes with it */
	size_t nfact;
	struct watch_told other; /* the list of other parties; name or empty */
	struct rule *alternative;
	size_t nalternative;
	struct pos pos;
};

struct watch_rules {
	struct arena keep;
	struct watch_rule *rule; /* in the order of the settings */
	size_t nrule;
	int64_t near_pct, same_pct; /* hundredths of a percent */
};

/* NULL after a report. */
struct watch_rules *watch_rules_new(struct diag *d,
    const struct setting_book *settings, const struct watch_scope *scope,
    const struct rule_sets *sets);
void watch_rules_free(struct watch_rules *w); /* NULL is allowed */

#endif

/*
 * What changed between two periods, as findings: a rule of watch.ini that
 * holds of a building.  Rows in, findings out, ordered by severity,
 * building and code.  A watch owns its findings and borrows the rest.
 */
#ifndef RULE_WATCH_H
#define RULE_WATCH_H

#include "measure/tenure.h"
#include "rule/watch_rules.h"

struct watch_input {
	struct diag *diag;
	const struct roster *prev, *now; /* roster_read_classified */
	const struct class_rules *classes; /* tiers and specialty in force */
	const struct code_book *codes; /* the city; or NULL */
	const char *tenancies;         /* path, or NULL */
};

struct watch_finding {
	enum watch_severity severity;
	const struct watch_rule *rule;
	const struct watch_pair *pair;
	bool of_city; /* of all buildings; pair is one of them */
	size_t alternative;            /* the first that holds */
	struct str id, name, district;
	struct str key; /* "ID:CODE", and ":OTHER" where others are party */
	struct str previous, current, change;
};

struct watch {
	struct arena keep;
	struct watch_input in;
	enum watch_terms terms;
	struct watch_pair *pair; /* by id */
	size_t npair;
	struct tenure tenure;    /* where tenancies were given */
	struct watch_finding *finding;
	size_t nfinding, cap;
	int64_t both, appeared, vanished, count[SEVERITY_OFF];
};

/* The buildings of both, and all facts.  NULL after a report: the periods
 * are one, or in the wrong order; tenancies that cannot be read. */
struct watch *watch_new(const struct watch_input *in);
void watch_free(struct watch *w); /* NULL is allowed */

/* Asks the rules, which must outlive the watch. */
void watch_ask(struct watch *w, const struct watch_rules *rules);

/* By its key; NULL after a report. */
const struct watch_finding *watch_finding_of(const struct watch *w,
    struct str key);
/* The building of that id in either period; NULL if there is none. */
const struct watch_pair *watch_pair_of(const struct watch *w, struct str id);
/* "expected-left.1: expected_left 1; tax_yoy_pct -17.00" */
void watch_put_reasons(struct buf *b, const struct watch *w,
    const struct watch_finding *f);
/* "800 previous, 800 current = …" */
void watch_put_summary(struct buf *b, const struct watch *w, enum lang lang);

/* Canonical text of a field of a pair; nothing where it is unknown. */
void watch_put_field(struct buf *b, const struct rule_field *f,
    const struct watch_pair *p);

#endif

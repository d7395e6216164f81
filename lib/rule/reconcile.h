/*
 * Another's list of buildings held against ours: which figures differ, and
 * why, as far as that can be told.
 *
 * Buildings are found by id, else by name within the district, exactly but
 * for width and blanks.  Columns are found by name or Chinese label; what a
 * list does not say is not compared.
 */
#ifndef RULE_RECONCILE_H
#define RULE_RECONCILE_H

#include "base/lang.h"
#include "record/rec.h"
#include "rule/roster.h"

/* In the order of the choices of the column `cause`. */
enum reconcile_cause {
	RECONCILE_THRESHOLD,     /* a bound is taken otherwise */
	RECONCILE_SCOPE,         /* theirs is another figure of ours */
	RECONCILE_ROUNDING,      /* equal to the precision of the list */
	RECONCILE_NOT_LISTED,    /* ours, and not on the list */
	RECONCILE_NOT_MONITORED, /* on the list, and not ours */
	RECONCILE_UNEXPLAINED,
};

struct reconcile_row {
	struct str id, name, district, column, unit, theirs, ours, difference;
	enum reconcile_cause cause;
	struct str detail;
	unsigned long line; /* of the list; 0: not on it */
};

struct reconcile_input {
	struct diag *diag;
	const char *path; /* of the list, for positions */
	const struct roster *ours; /* roster_read_classified */
	const struct class_rules *classes;
	const struct code_book *codes;
	struct str tier; /* whose buildings the list is to hold; or empty */
};

struct reconcile {
	struct arena keep;
	struct reconcile_row *row; /* by building, then column */
	size_t n, cap;
	int64_t listed, found, compared, equal, not_listed;
};

/* NULL after a report: no building can be found, a cell is none, another
 * period. */
struct reconcile *reconcile_new(const struct reconcile_input *in,
    struct rec_reader *list);
void reconcile_free(struct reconcile *r); /* NULL is allowed */

void reconcile_put_summary(struct buf *b, const struct reconcile *r,
    enum lang lang);

#endif

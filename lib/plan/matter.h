/*
 * The ledger of matters a district cannot settle alone, as it stands at
 * the end of the period: what is open, what is overdue and with whom, and
 * what a joint meeting is asked for.
 */
#ifndef PLAN_MATTER_H
#define PLAN_MATTER_H

#include "plan/duty.h"
#include "plan/show.h"

/* In the order of the choices of `agenda`'s columns. */
enum matter_status { MATTER_OPEN, MATTER_OVERDUE, MATTER_CLOSED };

enum matter_ask {
	MATTER_NOTHING = -1,
	MATTER_ASSIGN, /* nobody leads */
	MATTER_SETTLE, /* another leads than the policy says */
	MATTER_DECIDE, /* overdue or without a day, and nothing decided */
	MATTER_PRESS,  /* decided, and overdue all the same */
};

/* Raised by the end of the month, and not closed before its year? */
bool matter_counts(const struct facts_matter *m, int month);
enum matter_status matter_status(const struct facts_matter *m, int month);
enum matter_ask matter_ask(const struct facts_matter *m, int month,
    const struct duties *duties);
/* Days past its due day at the end of the month; 0 where it is not. */
int matter_days_overdue(const struct facts_matter *m, int month);

/* Reports matters that were closed before they were raised, and those that
 * count and were decided at no event that is known, or are led by nobody, or
 * by another than the policy says. */
void matter_check(const struct facts *f, const struct duties *duties);

/* Of a scope or a department: what counts, and what of it is how. */
struct matter_sum {
	int64_t all, raised, closed, open, overdue, undecided; /* open: with
	    the overdue ones; raised: in the year */
	int longest; /* days overdue */
};

void matter_add(struct matter_sum *sum, const struct facts_matter *m,
    int month);

/* The tables agenda and departments.  False once writing failed. */
bool matter_show_agenda(struct show *s, const struct duties *duties);
bool matter_show_departments(struct show *s, const struct duties *duties);

#endif

/*
 * A three-year action plan (plans/SCOPE.yaml) as targets and tasks, read
 * from a tree and checked whole: every finding is reported, not the first
 * alone.  The plan copies what it keeps; positions borrow the file's name.
 *
 * A target's value is an integer of its indicator's finest unit: a count,
 * or hundredths of the target's unit (元, 万元, 亿元, 元/㎡, %).
 */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

#include "base/mem.h"
#include "record/tree.h"
#include "schema/code.h"
#include "schema/indicator.h"

enum plan_schedule {
	PLAN_LINEAR,
	PLAN_LAST_YEAR,
	PLAN_PLANNED,
	PLAN_END,
	PLAN_SCHEDULE_COUNT, /* not given */
};

#define PLAN_SCHEDULES "linear|last-year|planned|end"
#define PLAN_AREAS "service|monitoring|plan|demonstration|mechanism"
#define PLAN_TASK_STATUSES "open|done|dropped"

enum plan_task_status { PLAN_TASK_OPEN, PLAN_TASK_DONE, PLAN_TASK_DROPPED };

struct plan_value {
	int year;
	int64_t n;
	struct pos pos;
};

struct plan_target {
	enum indicator_id id;
	struct str unit, lead;
	int64_t scale;  /* fen in 0.01 of the unit: 1, 10^4, 10^8; else 1 */
	bool two_decimals; /* values are hundredths */
	bool exceed;    /* bound ">": the target is to be exceeded */
	bool net;       /* new_1yi: less those that left */
	enum plan_schedule schedule;
	struct plan_value *value;
	size_t nvalue;
	struct pos pos;
};

struct plan_task {
	struct str id, title, lead, support; /* support: joined by ; */
	int area;       /* index in PLAN_AREAS, -1 = not given */
	int due;        /* day */
	enum plan_task_status status;
	struct pos pos;
};

struct plan {
	struct str title;
	const struct district *scope;
	int *year;
	size_t nyear;
	bool has_issued;
	int issued;     /* day */
	struct pos issued_pos;
	int64_t revision; /* 1 where the plan does not say */
	struct plan_target *target;
	size_t ntarget;
	struct plan_task *task;
	size_t ntask;
	struct pos pos;
	bool sound;     /* no finding */
	struct arena keep;
};

/* Never NULL; `sound` is false after a report.  scope is NULL where it is
 * not known. */
struct plan *plan_read(struct diag *d, const struct tree_node *root,
    const struct code_book *book);
void plan_free(struct plan *p); /* NULL is allowed */

bool plan_has_year(const struct plan *p, int year);
/* NULL where the plan names no figure for that year. */
const struct plan_value *plan_value(const struct plan_target *t, int year);

/* The plan's first and last year; it has one. */
void plan_span(const struct plan *p, int *first, int *last);

/* Which plans are looked at for a period: those of its year, or those that
 * have begun by then, for what is overdue when their years are over. */
enum plan_when { PLAN_OF_YEAR, PLAN_BEGUN };

/*
 * Which of several plans is in force for a scope in a period, a month: the
 * highest revision issued by its end, else the lowest; NULL where there is
 * none.
 */
const struct plan *plan_in_force(struct plan *const *plan, size_t n,
    const struct district *scope, int period, enum plan_when when);
/* A later revision that does not say when it was issued is in force in no
 * period: warned of. */
void plan_undated(struct diag *d, struct plan *const *plan, size_t n);
/* A revision that was issued before a lower one of its scope is reported,
 * as code says: a finding, or a warning where the plans are only used.
 * How many there are. */
size_t plan_disordered(struct diag *d, enum diag_code code,
    struct plan *const *plan, size_t n);
/* Two plans of one scope and revision are a finding; false after one. */
bool plan_distinct(struct diag *d, struct plan *const *plan, size_t n);

#endif

/*
 * Which figures an evaluation scheme can name, source by source: columns of
 * the aggregates, counts of classified buildings, targets, tasks, windows.
 */
#ifndef PLAN_SCHEME_NAME_H
#define PLAN_SCHEME_NAME_H

#include "plan/scheme.h"
#include "schema/near.h"

enum scheme_count_of {
	SCHEME_FLAG,   /* buildings whose flag is 1 */
	SCHEME_FILLED, /* buildings where the column says something */
	SCHEME_TIER,   /* buildings that reach a tier */
	SCHEME_NET,    /* new less left */
};

struct scheme_count {
	const char *name;
	enum scheme_count_of of;
	const char *column; /* of classified */
	int tier;           /* index in SCHEME_TIERS */
};

#define SCHEME_TIERS "none|1000w|5000w|1yi|5yi|10yi"

/* Plain indicators of completion are told by this; below it stands a
 * status, whose rows are counted. */
#define SCHEME_ACTUAL ((size_t)100)

enum scheme_task {
	SCHEME_TASKS_ALL, SCHEME_TASKS_OPEN, SCHEME_TASKS_DONE,
	SCHEME_TASKS_DROPPED, SCHEME_TASKS_OVERDUE,
};

/*
 * Is that a figure of the source?  *what: the column of aggregates; the
 * index of scheme_count_at; SCHEME_ACTUAL or a status; a scheme_task.
 */
bool scheme_name_find(enum scheme_source source, struct str name,
    size_t *what);
/* Is it a column of the source that is no figure (text, codes)? */
bool scheme_name_is_text(enum scheme_source source, struct str name);
void scheme_name_offer(enum scheme_source source, struct near *near);

const struct scheme_count *scheme_count_at(size_t what);

/* The unit of a figure where the registry knows it, and the label. */
struct str scheme_name_unit(enum scheme_source source, struct str name);
struct str scheme_name_label(enum scheme_source source, struct str name);

#endif

/*
 * The yearly adjustment of plans: two sides compared scope by scope, target
 * by target and task by task; what was added, dropped or moved, with both
 * places.
 */
#ifndef PLAN_ADJUST_H
#define PLAN_ADJUST_H

#include "plan/line.h"
#include "plan/plan.h"

struct adjust_side {
	struct plan *const *plan;
	size_t nplan;
	/* the plans in force for it, and their figures of it; -1: the
	 * highest revisions, and the figures of every year */
	int year;
};

enum adjust_change { ADJUST_ADDED, ADJUST_DROPPED, ADJUST_MOVED,
	ADJUST_CHANGES };

struct adjust {
	const struct code_book *book;
	struct adjust_side before, after; /* years: both or neither */
	struct line_sink sink;
	size_t count[ADJUST_CHANGES]; /* out */
};

/* The table adjustments; false once writing failed. */
bool adjust_show(struct adjust *a);

#endif

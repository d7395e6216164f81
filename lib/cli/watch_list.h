/*
 * What bldg-watch does around lib/rule/watch: opens the two files and the
 * rules, writes the findings, or what stands behind one.
 */
#ifndef CLI_WATCH_LIST_H
#define CLI_WATCH_LIST_H

#include "cli/run.h"
#include "schema/setting.h"

struct watch_list {
	const char *rules, *tenancies, *explain; /* or NULL */
	int period;   /* that CURRENT must have; -1: any */
	bool reasons; /* the column of that name too */
	struct setting_book *watch, *classify; /* in force */
};

/* Operands: PREVIOUS and CURRENT; none: with -C and -p out/ of the month
 * before and of the period. */
enum run_status watch_list(struct run *run, const struct watch_list *list);

#endif

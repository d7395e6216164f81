/*
 * Services in buildings and Party organisations, month by month and scope
 * by scope: what a station handled, how much of it was self-service, how
 * many operating buildings have a Party organisation.
 */
#ifndef PLAN_SERVICE_H
#define PLAN_SERVICE_H

#include "plan/show.h"

/* Of the rows of a span of months; a sum is of the rows that know it. */
struct service_sum {
	int64_t buildings, stations;    /* rows; with a station */
	int64_t cases, self;            /* of rows that know both */
	int64_t operating, orgs, members; /* operating: all that do */
	int64_t unknown;                /* rows that lack cases or party */
	bool has_cases, has_party;
};

void service_sum(const struct facts *f, size_t scope, int from, int to,
    struct service_sum *out);

/* The table service-months: the months of the period's year, in each the
 * city first.  False once writing failed. */
bool service_show(struct show *s);

#endif

/*
 * The cadence the policy asks for, window by window of a year: joint
 * meetings each half-year, promotion events each two months, a conference
 * and a bluebook a year, plans by their deadline, and hosts in rotation.
 */
#ifndef PLAN_CADENCE_H
#define PLAN_CADENCE_H

#include "plan/show.h"

/* deadline: the day by which districts issue their plans.  False once
 * writing failed. */
bool cadence_show(struct show *s, int deadline);

#endif

/*
 * The plans as of a period: those issued by its last day, and of each scope
 * the one in force (plan.h), which may have come later.  A revision that
 * came after the period is none of them: it changes nothing that was said.
 */
#ifndef PLAN_IN_FORCE_H
#define PLAN_IN_FORCE_H

#include "plan/show.h"

/* scope scope_name revision issued in_force file.  False once writing
 * failed. */
bool in_force_show(struct show *s);

#endif

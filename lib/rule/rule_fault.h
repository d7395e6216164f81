/*
 * What is wrong with a rule, told with what was probably meant.  Each
 * reports once, about the token the scan stands at, and returns false.
 */
#ifndef RULE_RULE_FAULT_H
#define RULE_RULE_FAULT_H

#include "rule/rule_scan.h"

/* $1 is the token, $2 `about`. */
bool rule_fault(const struct rule_scan *s, enum diag_code code,
    struct str about);

/* No column of that name. */
bool rule_fault_column(const struct rule_scan *s,
    const struct rule_scope *scope);
/* No number, month or day of the column's kind. */
bool rule_fault_number(const struct rule_scan *s, const struct rule_cond *c);
/* Something else stands where `and` or the end should, after c. */
bool rule_fault_and(const struct rule_scan *s, const struct rule_cond *c);
/* No set of that name; the token begins with @. */
bool rule_fault_set(const struct rule_scan *s, const struct rule_scope *scope);

#endif

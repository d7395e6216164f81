/*
 * The largest taxpayer of the previous period: does it still sit in its
 * building, and if not, where did it go?  By the tenancies, to the month.
 */
#ifndef RULE_WATCH_MOVE_H
#define RULE_WATCH_MOVE_H

#include "measure/tenure.h"
#include "rule/watch_pair.h"

/* pair[i] is tenure->building[i].  Sets the facts top1_left, top1_here_yuan,
 * moved_to, top1_came, came_tax_yuan, came_from; lists live in the arena. */
void watch_moves(struct watch_pair *pair, size_t n,
    const struct tenure *tenure, int prev_period, int now_period,
    struct arena *keep);

/* It has left when it sat there in the previous month or later, and does not
 * in the month after the current one: a tenancy that ends with the period
 * has ended.  Unknown where the tenancies do not have it there. */
enum rule_truth watch_has_left(const struct tenure *tenure, uint32_t enterprise,
    uint32_t building, int prev_period, int now_period);

/* Sets a list fact to "a;b"; appends to it. */
void watch_list_add(struct value *list, struct str piece,
    struct arena *keep);

#endif

/*
 * The form of a plan's maps: which keys a map may have, which it must,
 * and scalars of a type.  Whoever meets a fault reports it here.
 */
#ifndef PLAN_FORM_H
#define PLAN_FORM_H

#include "record/tree.h"

/* keys: NULL-ended.  Unknown keys are reported, with the nearest. */
void form_keys(struct diag *d, const struct tree_node *map,
    const char *const *keys);
/* Reports "unknown indicator" likewise, near those a plan can name. */
void form_unknown_indicator(struct diag *d, const struct tree_node *n);

/* Reports unless n is of that kind; NULL n is reported as missing at the
 * map where `must`. */
bool form_is(struct diag *d, const struct tree_node *map, const char *key,
    enum tree_kind kind, bool must, const struct tree_node **out);
/* A scalar's text; a missing or empty one is reported where `must`. */
bool form_text(struct diag *d, const struct tree_node *map, const char *key,
    bool must, struct str *out);
/* Index in "a|b"; -1 where absent or reported. */
int form_choice(struct diag *d, const struct tree_node *map, const char *key,
    const char *choices);
/* A date; reported where it is none, and where absent if `must`. */
bool form_day(struct diag *d, const struct tree_node *map, const char *key,
    bool must, int *day);
/* Four digits in the calendar's range. */
bool form_year(struct str s, int *year);

#endif

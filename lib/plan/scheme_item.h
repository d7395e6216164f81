/* One map of a scheme's lists becomes one item. */
#ifndef PLAN_SCHEME_ITEM_H
#define PLAN_SCHEME_ITEM_H

#include "plan/scheme.h"
#include "plan/seen.h"

enum scheme_list { SCHEME_INDICATORS, SCHEME_BONUSES, SCHEME_PENALTIES };

/* Appends to s->item, which has room; reports every finding.  seen: by
 * method, the indicators of the items before. */
void scheme_item_read(struct diag *d, const struct tree_node *map,
    enum scheme_list list, const struct code_book *book, struct scheme *s,
    struct seen *seen);

/* A plain number of at most two decimals, from `least` to `most` hundredths;
 * reported where it is none. */
bool scheme_number(struct diag *d, const struct tree_node *map,
    const char *key, int64_t least, int64_t most, int64_t *out);

#endif

/*
 * The two halves of matching buildings that are gone with those that came:
 * what they share, and the half that goes by tenants.
 */
#ifndef RULE_WATCH_TENANT_H
#define RULE_WATCH_TENANT_H

#include "rule/watch_match.h"

#define MATCHER_NOBODY ((size_t)-1)

struct matcher {
	const struct watch_match *m;
	size_t *target;  /* by pair that is gone: where it went */
	size_t *gave;    /* by pair: how many it was made of */
	struct str *key; /* by pair: district, NUL, folded name */
};

static inline bool
matcher_is_gone(const struct watch_pair *p)
{
	return p->now == NULL;
}

static inline bool
matcher_has_come(const struct watch_pair *p)
{
	return p->prev == NULL;
}

static inline void
matcher_set(struct value *v, bool on)
{
	*v = (struct value){ .known = true, .n = on };
}

/* What is gone is the same as, or part of, what is there now. */
void matcher_claim(struct matcher *x, size_t gone, size_t now);
/* What came is a part of what was. */
void matcher_part(struct matcher *x, size_t whole, size_t part);

void matcher_by_tenants(struct matcher *x);

#endif

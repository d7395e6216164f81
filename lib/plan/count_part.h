/* Counts of one kind each, for count.c; the arguments are count_actual's. */
#ifndef PLAN_COUNT_PART_H
#define PLAN_COUNT_PART_H

#include "plan/count.h"

static inline bool
count_in_scope(size_t place, size_t scope)
{
	return scope == 0 || place == scope;
}

static inline void
count_see(const struct count_visitor *v, const struct count_seen *what)
{
	if (v != NULL)
		v->see(v->arg, what);
}

/* Which tier an indicator counts; COUNT_TIERS where it counts none. */
unsigned count_tier_of(enum indicator_id id);
struct count count_tier(const struct facts *f,
    const struct count_rules *rules, const struct plan_target *t,
    size_t scope, const struct count_visitor *visitor);
/* The share of last year's final total that stood at the same month. */
void count_tier_share(const struct facts *f, enum indicator_id id,
    size_t scope, struct count_schedule *s);

/* False where the indicator's facts stand in no list. */
bool count_list(const struct facts *f, enum indicator_id id, size_t scope,
    const struct count_visitor *visitor, struct count *out);
/* The share of the year's planned completions that is due by the end of L. */
void count_list_share(const struct facts *f, enum indicator_id id,
    size_t scope, struct count_schedule *s);

struct count count_self_service(const struct facts *f, size_t scope,
    const struct count_visitor *visitor);
struct count count_party(const struct facts *f, size_t scope,
    const struct count_visitor *visitor);
struct count count_matters(const struct facts *f, size_t scope,
    const struct count_visitor *visitor);

#endif

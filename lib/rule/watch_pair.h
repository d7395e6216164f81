/*
 * A building in two periods, as the rules of bldg-watch see it: a column is
 * the current value, prev.COLUMN the previous one, diff.COLUMN the
 * difference, pct.COLUMN the change in percent of the previous; and the
 * facts of watch_fact.def.
 *
 * Like is compared with like.  Flows of one year: by their difference, which
 * is what the months between brought.  Flows of two years: the same months
 * alone.  Else, as of January with December: stocks alone.
 * Where the two periods do not lack the same number of months, no flows;
 * where a period lacks any, nothing that rests on last year's months.  What
 * is not comparable is unknown, and the unknown decides nothing.
 */
#ifndef RULE_WATCH_PAIR_H
#define RULE_WATCH_PAIR_H

#include "rule/roster.h"

enum watch_fact {
#define FACT(name, type, zh, inputs) FACT_##name,
#include "rule/watch_fact.def"
#undef FACT
	WATCH_FACTS
};

struct watch_fact_info {
	const char *name;
	enum value_type type;
	const char *zh;
	const char *inputs; /* columns it rests on, "a|b" */
};

const struct watch_fact_info *watch_fact_at(enum watch_fact fact);

enum watch_terms {
	WATCH_ONE_YEAR,    /* flows by difference */
	WATCH_SAME_MONTHS, /* of another year */
	WATCH_STOCKS,      /* flows are not comparable */
};

struct watch_pair {
	const struct roster_row *prev, *now; /* one may be NULL */
	struct str id;
	enum watch_terms terms;
	bool alike;                /* flows may be compared */
	bool prev_whole, now_whole; /* no month is missing */
	struct value fact[WATCH_FACTS];
};

/* Which side of a pair a field is of. */
enum watch_side { SIDE_NOW, SIDE_PREV, SIDE_DIFF, SIDE_PCT, SIDE_FACT };

struct watch_scope {
	struct building_scope prev, now; /* columns of the inputs */
};

void watch_scope_init(struct watch_scope *s,
    const struct building_fields *prev, const struct building_fields *now,
    const char *tiers);

/* Terms, and what is missing; the facts are unknown.  prev or now may be
 * NULL. */
void watch_pair_init(struct watch_pair *p, const struct roster_row *prev,
    const struct roster_row *now, enum watch_terms terms);
enum watch_terms watch_terms_of(int prev_period, int now_period);
/* Months of the row's period that its input lacks; 0 where it is not said. */
int64_t watch_missing(const struct roster_row *row);

/* What rule_parse asks: scope must outlive what is made here. */
struct rule_scope watch_rule_scope(const struct watch_scope *scope,
    const struct rule_sets *sets);
/* What rule_truth asks: arg is a struct watch_pair. */
struct rule_value watch_get(const void *arg, size_t id);

enum watch_side watch_field_side(size_t id);
/* Number of the column (registry) or fact. */
size_t watch_field_base(size_t id);
/* Is it a change in percent of a sum that has more months now? */
bool watch_field_grows(size_t id, enum watch_terms terms);
/* The rate's pair is not in an input that the field needs. */
bool watch_lacks_pair(const struct watch_scope *s, size_t id);
/* "元", "%" …; empty where it has none. */
struct str watch_field_unit(size_t id);

/* Of two values of one kind; unknown where either is, or out of range. */
struct rule_value watch_minus(const struct rule_value *now,
    const struct rule_value *prev);
/* A value of the previous or current row under the terms. */
struct rule_value watch_value(const struct watch_pair *p,
    enum watch_side side, enum indicator_id id);

#endif

/*
 * The rules of classify.ini in force: tiers, the nurture share, and the
 * lists with their alternatives.  It owns what it holds, but borrows the
 * texts of the setting book, which must outlive it.
 */
#ifndef RULE_CLASS_RULES_H
#define RULE_CLASS_RULES_H

#include "rule/building.h"
#include "schema/setting.h"

/* `tax_yuan > 1亿`: the bound in fen, and whether it is itself inside. */
struct tier {
	struct str name, label, source;
	int64_t bound_fen;
	bool inclusive;
	size_t order; /* in the settings */
	struct pos pos;
};

enum class_list { CLASS_SPECIALTY, CLASS_KEY, CLASS_RENOVATE, CLASS_LISTS };

struct class_rule {
	enum class_list list;
	struct str name, member; /* "key.A", "A" */
	struct str label, source;
	struct rule *alternative;
	size_t nalternative;
	struct pos pos; /* of the first alternative */
};

struct class_rules {
	struct arena keep;
	struct tier *tier; /* the highest bound first */
	size_t ntier;
	size_t one; /* index of the tier 1yi: 亿元楼宇 */
	int64_t nurture_share; /* hundredths of a percent of that bound */
	struct class_rule *rule; /* in the order of the settings */
	size_t nrule;
	struct rule_sets sets;
	const char *tiers; /* what a tier can be, "10yi|1yi|none" */
	struct str nurture_label, nurture_source;
	struct pos nurture_pos;
};

/* fields: what columns there are; NULL: only the tiers are read.  NULL after
 * a report. */
struct class_rules *class_rules_new(struct diag *d,
    const struct setting_book *settings, const struct building_fields *fields);
void class_rules_free(struct class_rules *c); /* NULL is allowed */

/* Warns of rules that no building can meet, that add nothing to another, or
 * that do not say where they come from. */
void class_rules_check(struct diag *d, const struct class_rules *c,
    const struct setting_book *settings);

/* Is the amount in the tier (or above)? */
bool tier_holds(const struct tier *t, int64_t fen);
/* Negative where x is the higher one, 0 where they have one bound. */
int tier_cmp(const struct tier *x, const struct tier *y);
/* The first amount that is in it; false where that does not fit. */
bool tier_first(const struct tier *t, int64_t *fen);

#endif

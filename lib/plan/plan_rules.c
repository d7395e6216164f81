#include "plan/plan_rules.h"

#include "base/date.h"
#include "rule/class_rules.h"

/* A tier that no rule names is never reached. */
static bool
read_tiers(struct diag *d, const struct setting_book *book,
    struct count_rules *rules)
{
	static const char *const name[COUNT_TIERS] = { "1yi", "5yi", "10yi" };
	struct class_rules *classes = class_rules_new(d, book, NULL);

	for (size_t i = 0; classes != NULL && i < COUNT_TIERS; i++) {
		rules->bound[i] = INT64_MAX;
		for (size_t j = 0; j < classes->ntier; j++)
			if (str_is(classes->tier[j].name, name[i])) {
				rules->bound[i] = classes->tier[j].bound_fen;
				rules->included[i] =
				    classes->tier[j].inclusive;
			}
	}
	class_rules_free(classes);
	return classes != NULL;
}

bool
plan_rules_deadline(struct diag *d, const struct setting_book *plan, int *day)
{
	const struct setting *s = setting_find(plan, "cadence",
	    "plan_deadline");

	if (date_parse_day(s->value, day))
		return true;
	diag_at(d, &s->value_pos, DIAG_PLAN_DATE, DIAG_STR(s->key),
	    DIAG_STR(s->value));
	return false;
}

bool
plan_rules_read(struct diag *d, const struct setting_book *plan,
    const struct setting_book *classify, struct plan_rules *out)
{
	const struct setting *lagging = setting_find(plan, "status",
	    "lagging_pct");
	int level;

	if (!setting_number(d, lagging, 2, &out->completion.lagging) ||
	    !read_tiers(d, classify, &out->completion.count))
		return false;
	if (out->completion.lagging < 0) {
		diag_at(d, &lagging->value_pos, DIAG_SETTING_RANGE,
		    DIAG_STR(lagging->key), DIAG_STR(lagging->value));
		return false;
	}
	level = setting_choice(d, setting_find(plan, "recognition", "level"),
	    "city|district|any");
	if (level < 0)
		return false;
	out->level = (enum facts_level)level;
	return plan_rules_deadline(d, plan, &out->deadline);
}

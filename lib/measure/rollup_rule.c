/* The settings of rollup.ini in the form the measures use. */
#include "measure/rollup.h"

static const struct setting *
needed(struct diag *d, const struct setting_book *b, const char *section,
    const char *key)
{
	const struct setting *s = setting_find(b, section, key);

	if (s == NULL)
		diag_at(d, NULL, DIAG_NO_SETTING, DIAG_Z(section), DIAG_Z(key));
	return s;
}

static bool
number(struct diag *d, const struct setting_book *b, const char *section,
    const char *key, unsigned decimals, int64_t *out)
{
	const struct setting *s = needed(d, b, section, key);

	if (s == NULL || !setting_number(d, s, decimals, out))
		return false;
	if (*out >= 0 && *out <= 1000000)
		return true;
	diag_at(d, &s->value_pos, DIAG_SETTING_RANGE, DIAG_STR(s->key),
	    DIAG_STR(s->value));
	return false;
}

static int
choice(struct diag *d, const struct setting_book *b, const char *section,
    const char *key, const char *choices)
{
	const struct setting *s = needed(d, b, section, key);

	return s == NULL ? -1 : setting_choice(d, s, choices);
}

bool
rollup_rule_load(struct rollup_rule *rule, struct diag *d,
    const struct setting_book *settings)
{
	int split = choice(d, settings, "attribution", "split", "area|equal");
	int basis = choice(d, settings, "area", "basis", AREA_BASES);
	int64_t tail;

	if (split < 0 || basis < 0 ||
	    !number(d, settings, "attribution", "tail_months", 0, &tail) ||
	    !number(d, settings, "pace", "own_share_pct", 2,
	        &rule->own_share_pct) ||
	    !number(d, settings, "pace", "own_growth_max", 2,
	        &rule->own_growth_max))
		return false;
	rule->attribution.equal = split == 1;
	rule->attribution.tail_months = (int)tail;
	rule->basis = (enum area_basis)basis;
	return sector_load(&rule->specialty, d, settings, "specialty") &&
	    sector_load(&rule->direction, d, settings, "direction");
}

void
rollup_rule_fini(struct rollup_rule *rule)
{
	sector_fini(&rule->specialty);
	sector_fini(&rule->direction);
}

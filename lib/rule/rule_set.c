/* Named sets of values. */
#include "rule/rule_scope.h"

const struct rule_set *
rule_sets_find(const struct rule_sets *s, struct str name)
{
	for (size_t i = 0; s != NULL && i < s->n; i++)
		if (str_eq(s->set[i].name, name))
			return &s->set[i];
	return NULL;
}

void
rule_sets_read(struct arena *keep, const struct setting_book *settings,
    struct rule_sets *out)
{
	size_t n = setting_count(settings);
	struct str name;

	*out = (struct rule_sets){
		.set = arena_alloc(keep, n, sizeof(*out->set)) };
	for (size_t i = 0; i < n; i++) {
		const struct setting *s = setting_at(settings, i);

		if (setting_member(s, "set", &name) &&
		    str_is(s->key, "values"))
			out->set[out->n++] = (struct rule_set){ name,
				s->value, s->value_pos };
	}
}

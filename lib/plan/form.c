#include "plan/form.h"

#include "base/date.h"
#include "schema/indicator.h"
#include "schema/near.h"

static void
unknown_key(struct diag *d, const struct tree_node *n,
    const struct form_key *keys)
{
	struct near near = { .name = n->key };

	for (; keys->name != NULL; keys++)
		near_offer(&near, str_from(keys->name));
	if (near.distance > 0)
		diag_at(d, &n->key_pos, DIAG_PLAN_KEY_NEAR, DIAG_STR(n->key),
		    DIAG_STR(near.best));
	else
		diag_at(d, &n->key_pos, DIAG_PLAN_KEY, DIAG_STR(n->key));
}

void
form_read(struct diag *d, const struct tree_node *map,
    const struct form_key *keys, void *reader)
{
	const struct form_key *k;

	for (k = keys; k->name != NULL; k++)
		if (k->must && tree_get(map, k->name) == NULL)
			diag_at(d, &map->pos, DIAG_PLAN_MISSING,
			    DIAG_Z(k->name));
	for (const struct tree_node *n = map->child; n != NULL; n = n->next) {
		for (k = keys; k->name != NULL; k++)
			if (str_is(n->key, k->name))
				break;
		if (k->name == NULL)
			unknown_key(d, n, keys);
		else
			k->take(reader, map, k->name);
	}
}

void
form_unknown_indicator(struct diag *d, const struct pos *pos,
    struct str text)
{
	struct near near = { .name = text };

	for (unsigned i = 0; i < INDICATOR_COUNT; i++) {
		const struct indicator *x = indicator_at((enum indicator_id)i);

		if ((x->where & INDICATOR_PLAN) == 0)
			continue;
		if (str_is(text, x->zh)) { /* its label: surely that one */
			near.best = str_from(x->name);
			near.distance = 1;
			break;
		}
		near_offer(&near, str_from(x->name));
	}
	if (near.distance > 0)
		diag_at(d, pos, DIAG_PLAN_INDICATOR_NEAR,
		    DIAG_STR(text), DIAG_STR(near.best));
	else
		diag_at(d, pos, DIAG_PLAN_INDICATOR, DIAG_STR(text));
}

bool
form_is(struct diag *d, const struct tree_node *map, const char *key,
    enum tree_kind kind, bool must, const struct tree_node **out)
{
	static const enum diag_code code[] = {
		[TREE_SCALAR] = DIAG_PLAN_TEXT,
		[TREE_LIST] = DIAG_PLAN_LIST,
		[TREE_MAP] = DIAG_PLAN_MAP,
	};
	const struct tree_node *n = tree_get(map, key);

	*out = NULL;
	if (n == NULL) {
		if (must)
			diag_at(d, &map->pos, DIAG_PLAN_MISSING, DIAG_Z(key));
		return false;
	}
	if (n->kind == TREE_SCALAR && n->text.n == 0) {
		/* `bound: >` begins a block of text, and there is none */
		diag_at(d, &n->key_pos, n->block ? DIAG_PLAN_SIGN :
		    DIAG_PLAN_MISSING, DIAG_Z(key));
		return false;
	}
	if (n->kind != kind) {
		diag_at(d, &n->pos, code[kind], DIAG_Z(key));
		return false;
	}
	*out = n;
	return true;
}

bool
form_text(struct diag *d, const struct tree_node *map, const char *key,
    bool must, struct str *out)
{
	const struct tree_node *n;

	if (!form_is(d, map, key, TREE_SCALAR, must, &n))
		return false;
	*out = n->text;
	return true;
}

void
form_keep(struct diag *d, const struct tree_node *map, const char *key,
    struct arena *keep, struct str *out)
{
	struct str s;

	if (form_text(d, map, key, true, &s))
		*out = arena_str(keep, s);
}

int
form_choice(struct diag *d, const struct tree_node *map, const char *key,
    const char *choices)
{
	const struct tree_node *n;
	int at;

	if (!form_is(d, map, key, TREE_SCALAR, false, &n))
		return -1;
	at = value_choice(choices, n->text);
	if (at < 0)
		diag_at(d, &n->pos, DIAG_PLAN_CHOICE, DIAG_Z(key),
		    DIAG_STR(n->text), DIAG_Z(choices));
	return at;
}

bool
form_day(struct diag *d, const struct tree_node *map, const char *key,
    bool must, int *day)
{
	const struct tree_node *n;

	if (!form_is(d, map, key, TREE_SCALAR, must, &n))
		return false;
	if (date_parse_day(n->text, day))
		return true;
	diag_at(d, &n->pos, DIAG_PLAN_DATE, DIAG_Z(key), DIAG_STR(n->text));
	return false;
}

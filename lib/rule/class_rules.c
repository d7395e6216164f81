#include "rule/class_rules.h"

#include <stdlib.h>

#include "base/map.h"

static const char *const list_names[CLASS_LISTS] = {
	[CLASS_SPECIALTY] = "specialty",
	[CLASS_KEY] = "key",
	[CLASS_RENOVATE] = "renovate",
};

bool
tier_holds(const struct tier *t, int64_t fen)
{
	return t->inclusive ? fen >= t->bound_fen : fen > t->bound_fen;
}

bool
tier_first(const struct tier *t, int64_t *fen)
{
	*fen = t->bound_fen;
	return t->inclusive || num_add(fen, 1);
}

static struct tier *
tier_at(struct class_rules *c, struct str name, struct pos pos)
{
	for (size_t i = 0; i < c->ntier; i++)
		if (str_eq(c->tier[i].name, name))
			return &c->tier[i];
	c->tier[c->ntier] = (struct tier){ .name = name, .bound_fen = -1,
		.pos = pos };
	return &c->tier[c->ntier++];
}

/* A tier is one bound on the tax, so that the same bound can be laid on
 * last year's, and what is missing be said. */
static bool
take_tier_bound(struct diag *d, struct class_rules *c, struct tier *t,
    const struct rule_scope *scope, const struct setting *s)
{
	struct rule r;
	const struct rule_cond *x;

	if (!rule_parse(d, &c->keep, scope, s->value, s->value_pos, &r))
		return false;
	x = &r.cond[0];
	if (r.ncond != 1 || t->bound_fen >= 0 ||
	    x->field.id != (size_t)INDICATOR_tax_yuan || x->negated ||
	    x->is_column || (x->op != RULE_GT && x->op != RULE_GE) ||
	    x->literal[0].n < 0) {
		diag_at(d, &s->value_pos, DIAG_TIER_FORM, DIAG_STR(s->value),
		    DIAG_STR(t->name));
		return false;
	}
	t->bound_fen = x->literal[0].n;
	t->inclusive = x->op == RULE_GE;
	t->pos = s->pos;
	return true;
}

static bool
take_tier(struct diag *d, struct class_rules *c,
    const struct rule_scope *scope, const struct setting *s, struct str name)
{
	struct tier *t = tier_at(c, name, s->pos);

	if (str_is(s->key, "when"))
		return take_tier_bound(d, c, t, scope, s);
	if (str_is(s->key, "label"))
		t->label = s->value;
	else if (str_is(s->key, "source"))
		t->source = s->value;
	return true;
}

static struct class_rule *
rule_at(struct class_rules *c, enum class_list list, struct str member,
    struct pos pos)
{
	struct class_rule *r;
	struct buf name;

	for (size_t i = 0; i < c->nrule; i++)
		if (c->rule[i].list == list &&
		    str_eq(c->rule[i].member, member))
			return &c->rule[i];
	buf_init(&name, BUF_UNBOUNDED);
	buf_puts(&name, list_names[list]);
	if (member.n > 0) {
		buf_putc(&name, '.');
		buf_put(&name, member);
	}
	r = &c->rule[c->nrule++];
	*r = (struct class_rule){ .list = list, .member = member, .pos = pos,
		.name = arena_str(&c->keep, buf_str(&name)) };
	buf_fini(&name);
	return r;
}

/* The rounded percent never decides: say so where its pair is missing. */
static void
warn_of_pairs(struct diag *d, const struct building_fields *f,
    const struct rule *r)
{
	for (size_t i = 0; i < r->ncond; i++) {
		const struct rule_cond *x = &r->cond[i];
		const struct indicator *rate;

		if (!building_lacks_pair(f, x->field.id))
			continue;
		rate = indicator_at((enum indicator_id)x->field.id);
		diag_at(d, &x->pos, DIAG_RULE_PAIR, DIAG_STR(x->name),
		    DIAG_Z(rate->num), DIAG_Z(rate->den));
	}
}

static bool
take_rule(struct diag *d, struct class_rules *c,
    const struct rule_scope *scope, const struct setting *s,
    struct class_rule *r)
{
	struct rule one, *more;

	if (str_is(s->key, "label"))
		r->label = s->value;
	else if (str_is(s->key, "source"))
		r->source = s->value;
	if (!str_is(s->key, "when"))
		return true;
	if (!rule_parse(d, &c->keep, scope, s->value, s->value_pos, &one))
		return false;
	warn_of_pairs(d, scope->arg, &one);
	more = arena_alloc(&c->keep, r->nalternative + 1, sizeof(*more));
	if (r->nalternative > 0)
		memcpy(more, r->alternative, r->nalternative * sizeof(*more));
	else
		r->pos = s->pos;
	more[r->nalternative++] = one;
	r->alternative = more;
	return true;
}

static bool
take_setting(struct diag *d, struct class_rules *c,
    const struct rule_scope *scope, const struct setting *s)
{
	struct str member = STR("");
	int64_t share;

	if (setting_member(s, "tier", &member))
		return take_tier(d, c, scope, s, member);
	for (int i = 0; i < CLASS_LISTS; i++) {
		member = STR("");
		if (str_is(s->section, list_names[i]) ||
		    setting_member(s, list_names[i], &member))
			return take_rule(d, c, scope, s,
			    rule_at(c, (enum class_list)i, member, s->pos));
	}
	if (!str_is(s->section, "nurture") || !str_is(s->key, "share_pct"))
		return true;
	if (!setting_number(d, s, 2, &share))
		return false;
	if (share < 0 || share > 10000) {
		diag_at(d, &s->value_pos, DIAG_SHARE_RANGE,
		    DIAG_STR(s->value), DIAG_STR(s->key));
		return false;
	}
	c->nurture_share = share;
	return true;
}

static int
by_bound(const void *a, const void *b)
{
	const struct tier *x = a, *y = b;

	if (x->bound_fen != y->bound_fen)
		return x->bound_fen < y->bound_fen ? 1 : -1;
	return (x->inclusive > y->inclusive) - (x->inclusive < y->inclusive);
}

static bool
finish_tiers(struct diag *d, struct class_rules *c)
{
	for (size_t i = 0; i < c->ntier; i++) {
		if (c->tier[i].bound_fen >= 0)
			continue;
		diag_at(d, &c->tier[i].pos, DIAG_TIER_WITHOUT,
		    DIAG_STR(c->tier[i].name));
		return false;
	}
	if (c->ntier > 0)
		qsort(c->tier, c->ntier, sizeof(*c->tier), by_bound);
	for (c->one = 0; c->one < c->ntier; c->one++)
		if (str_is(c->tier[c->one].name, "1yi"))
			return true;
	diag_at(d, NULL, DIAG_TIER_WITHOUT, DIAG_Z("1yi"));
	return false;
}

struct class_rules *
class_rules_new(struct diag *d, const struct setting_book *settings,
    const struct building_fields *fields)
{
	struct class_rules *c = mem_zalloc(1, sizeof(*c));
	struct rule_scope scope = { building_find, fields };
	size_t n = setting_count(settings);
	bool ok = true;

	c->tier = mem_zalloc(n, sizeof(*c->tier));
	c->rule = mem_zalloc(n, sizeof(*c->rule));
	for (size_t i = 0; i < n; i++)
		ok &= take_setting(d, c, &scope, setting_at(settings, i));
	if (ok && finish_tiers(d, c))
		return c;
	class_rules_free(c);
	return NULL;
}

void
class_rules_free(struct class_rules *c)
{
	if (c == NULL)
		return;
	arena_fini(&c->keep);
	free(c->tier);
	free(c->rule);
	free(c);
}

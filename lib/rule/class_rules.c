#include "rule/class_rules.h"

#include <stdlib.h>

#include "base/map.h"

static const struct {
	const char *name;
	enum indicator_id class; /* rules see the classes before it */
} lists[CLASS_LISTS] = {
	[CLASS_SPECIALTY] = { "specialty", INDICATOR_specialty },
	[CLASS_KEY] = { "key", INDICATOR_key },
	[CLASS_RENOVATE] = { "renovate", INDICATOR_renovate },
};

/* What is at hand while settings are read. */
struct reading {
	struct diag *diag;
	struct class_rules *rules;
	const struct building_fields *fields;
	bool only_tiers;
	const char *tiers; /* their names, "a|b"; NULL until they are known */
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
		.pos = pos, .order = c->ntier };
	return &c->tier[c->ntier++];
}

static bool
parse(struct reading *in, enum indicator_id deciding, const struct setting *s,
    struct rule *out)
{
	struct building_scope scope = { in->fields, deciding, in->tiers };
	struct rule_scope asked = building_rule_scope(&scope,
	    &in->rules->sets);

	return rule_parse(in->diag, &in->rules->keep, &asked, s->value,
	    s->value_pos, out);
}

/* A tier is one bound on the tax, so that the same bound can be laid on
 * last year's, and what is missing be said. */
static bool
take_tier_bound(struct reading *in, struct tier *t, const struct setting *s)
{
	struct rule r;
	const struct rule_cond *x;

	if (!parse(in, INDICATOR_tier, s, &r))
		return false;
	x = &r.cond[0];
	if (r.ncond != 1 || t->bound_fen >= 0 ||
	    x->field.id != (size_t)INDICATOR_tax_yuan || x->negated ||
	    x->is_column || (x->op != RULE_GT && x->op != RULE_GE) ||
	    x->literal[0].n < 0) {
		diag_at(in->diag, &s->value_pos, DIAG_TIER_FORM, DIAG_STR(s->value),
		    DIAG_STR(t->name));
		return false;
	}
	t->bound_fen = x->literal[0].n;
	t->inclusive = x->op == RULE_GE;
	t->pos = s->pos;
	return true;
}

static bool
take_tier(struct reading *in, const struct setting *s)
{
	struct str name = STR("");
	struct tier *t;

	if (!setting_member(s, "tier", &name))
		return true;
	t = tier_at(in->rules, name, s->pos);
	if (str_is(s->key, "when"))
		return take_tier_bound(in, t, s);
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
	buf_puts(&name, lists[list].name);
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
warn_of_pairs(const struct reading *in, const struct rule *r)
{
	for (size_t i = 0; i < r->ncond; i++) {
		const struct rule_cond *x = &r->cond[i];
		const struct indicator *rate;

		if (!building_lacks_pair(in->fields, x->field.id))
			continue;
		rate = indicator_at((enum indicator_id)x->field.id);
		diag_at(in->diag, &x->pos, DIAG_RULE_PAIR, DIAG_STR(x->name),
		    DIAG_Z(rate->num), DIAG_Z(rate->den));
	}
}

static bool
take_alternative(struct reading *in, struct class_rule *r,
    const struct setting *s)
{
	struct rule one, *more;

	if (!parse(in, lists[r->list].class, s, &one))
		return false;
	warn_of_pairs(in, &one);
	more = arena_alloc(&in->rules->keep, r->nalternative + 1,
	    sizeof(*more));
	if (r->nalternative > 0)
		memcpy(more, r->alternative, r->nalternative * sizeof(*more));
	else
		r->pos = s->pos;
	more[r->nalternative++] = one;
	r->alternative = more;
	return true;
}

static bool
take_nurture(struct reading *in, const struct setting *s)
{
	struct class_rules *c = in->rules;

	if (str_is(s->key, "label"))
		c->nurture_label = s->value;
	else if (str_is(s->key, "source"))
		c->nurture_source = s->value;
	if (!str_is(s->key, "share_pct"))
		return true;
	c->nurture_pos = s->pos;
	if (!setting_number(in->diag, s, 2, &c->nurture_share))
		return false;
	if (c->nurture_share >= 0 && c->nurture_share <= 10000)
		return true;
	diag_at(in->diag, &s->value_pos, DIAG_SHARE_RANGE, DIAG_STR(s->value),
	    DIAG_STR(s->key));
	return false;
}

static bool
take_rule(struct reading *in, const struct setting *s)
{
	for (int i = 0; i < CLASS_LISTS; i++) {
		struct str member = STR("");
		struct class_rule *r;

		if (!str_is(s->section, lists[i].name) &&
		    !setting_member(s, lists[i].name, &member))
			continue;
		r = rule_at(in->rules, (enum class_list)i, member, s->pos);
		if (str_is(s->key, "when"))
			return take_alternative(in, r, s);
		if (str_is(s->key, "label"))
			r->label = s->value;
		else if (str_is(s->key, "source"))
			r->source = s->value;
		return true;
	}
	return str_is(s->section, "nurture") ? take_nurture(in, s) : true;
}

int
tier_cmp(const struct tier *x, const struct tier *y)
{
	if (x->bound_fen != y->bound_fen)
		return x->bound_fen < y->bound_fen ? 1 : -1;
	return (x->inclusive > y->inclusive) - (x->inclusive < y->inclusive);
}

static int
by_bound(const void *a, const void *b)
{
	const struct tier *x = a, *y = b;
	int order = tier_cmp(x, y);

	return order != 0 ? order :
	    (x->order > y->order) - (x->order < y->order);
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
	qsort(c->tier, c->ntier, sizeof(*c->tier), by_bound);
	for (c->one = 0; c->one < c->ntier; c->one++)
		if (str_is(c->tier[c->one].name, "1yi"))
			return true;
	diag_at(d, NULL, DIAG_TIER_WITHOUT, DIAG_Z("1yi"));
	return false;
}

/* "10yi|5yi|1yi|none" */
static const char *
tier_names(struct class_rules *c)
{
	struct buf b;
	struct str kept;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < c->ntier; i++) {
		buf_put(&b, c->tier[i].name);
		buf_putc(&b, '|');
	}
	buf_puts(&b, "none");
	kept = buf_keep(&b, &c->keep);
	return kept.p;
}

/* Sets, then tiers, whose names the rules know, then the rules: all faults
 * are told. */
static bool
read_all(struct reading *in, const struct setting_book *settings)
{
	struct class_rules *c = in->rules;
	size_t n = setting_count(settings);
	bool ok = true;

	rule_sets_read(&c->keep, settings, &c->sets);
	for (size_t i = 0; i < n; i++)
		ok = take_tier(in, setting_at(settings, i)) && ok;
	in->tiers = c->tiers = tier_names(c);
	for (size_t i = 0; !in->only_tiers && i < n; i++)
		ok = take_rule(in, setting_at(settings, i)) && ok;
	return ok && finish_tiers(in->diag, c);
}

struct class_rules *
class_rules_new(struct diag *d, const struct setting_book *settings,
    const struct building_fields *fields)
{
	struct class_rules *c = mem_zalloc(1, sizeof(*c));
	struct building_fields none;
	struct reading in = { .diag = d, .rules = c,
		.fields = fields == NULL ? &none : fields,
		.only_tiers = fields == NULL };
	size_t n = setting_count(settings);

	building_fields_init(&none);
	c->tier = mem_zalloc(n, sizeof(*c->tier));
	c->rule = mem_zalloc(n, sizeof(*c->rule));
	if (!read_all(&in, settings)) {
		class_rules_free(c);
		return NULL;
	}
	return c;
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

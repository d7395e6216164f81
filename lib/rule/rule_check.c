#include "rule/rule_check.h"

#include <stdlib.h>

#include "rule/rule_region.h"
#include "schema/near.h"

struct rule_fact {
	const struct rule_cond *cond; /* the first one on it */
	bool as_written; /* compared by its text, not by what it holds */
	struct rule_region region;
};

void
rule_checker_fini(struct rule_checker *c)
{
	arena_fini(&c->keep);
	free(c->words.word);
}

static int64_t
number_of(struct rule_words *w, struct str text)
{
	for (size_t i = 0; i < w->n; i++)
		if (str_eq(w->word[i], text))
			return (int64_t)i;
	w->word = mem_grow(w->word, &w->cap, w->n + 1, sizeof(*w->word));
	w->word[w->n] = text;
	return (int64_t)w->n++;
}

/* What the operator leaves of one column against the value n. */
static struct rule_region
region_of_op(struct arena *keep, enum rule_op op, num_wide n, bool whole)
{
	num_wide at = 2 * n;

	switch (op) {
	case RULE_GT:
		return rule_region_range(keep, at + 1, RULE_REGION_MOST,
		    whole);
	case RULE_GE:
		return rule_region_range(keep, at, RULE_REGION_MOST, whole);
	case RULE_LT:
		return rule_region_range(keep, RULE_REGION_LEAST, at - 1,
		    whole);
	case RULE_LE:
		return rule_region_range(keep, RULE_REGION_LEAST, at, whole);
	case RULE_NE:
		return rule_region_not(keep, rule_region_range(keep, at, at,
		    whole));
	case RULE_BARE:
	case RULE_EQ:
	case RULE_IN:
		break;
	}
	return rule_region_range(keep, at, at, whole);
}

static bool
is_list(const struct rule_cond *x)
{
	return x->field.type == VALUE_LIST || x->field.type == VALUE_DISTRICTS;
}

static struct rule_region
region_of_values(struct rule_checker *c, const struct rule_cond *x, bool whole)
{
	struct rule_region r = { .whole = whole };

	for (size_t i = 0; i < x->nliteral; i++) {
		int64_t n = x->numeric ? x->literal[i].n :
		    number_of(&c->words, x->literal[i].text);

		r = rule_region_or(&c->keep, r, region_of_op(&c->keep, x->op,
		    n, whole));
	}
	return r;
}

/* A flag is 1; a text is not empty. */
static struct rule_region
region_of_bare(struct rule_checker *c, const struct rule_cond *x)
{
	if (x->field.type == VALUE_FLAG)
		return region_of_op(&c->keep, RULE_EQ, 1, true);
	return region_of_op(&c->keep, RULE_NE,
	    number_of(&c->words, STR("")), true);
}

static struct rule_region
region_of(struct rule_checker *c, const struct rule_cond *x)
{
	bool whole = !x->field.is_rate;
	struct rule_region r;

	if (x->is_column) /* the sign of their difference */
		r = region_of_op(&c->keep, x->op, 0, whole = true);
	else if (x->op == RULE_BARE)
		r = region_of_bare(c, x);
	else
		r = region_of_values(c, x, whole);
	if (x->negated)
		r = rule_region_not(&c->keep, r);
	if (x->field.bounded && !x->is_column)
		r = rule_region_and(&c->keep, r, rule_region_range(&c->keep,
		    2 * (num_wide)x->field.least, 2 * (num_wide)x->field.most,
		    whole));
	return r;
}

static bool
same_literals(const struct rule_cond *a, const struct rule_cond *b)
{
	if (a->nliteral != b->nliteral)
		return false;
	for (size_t i = 0; i < a->nliteral; i++)
		if (!str_eq(a->literal[i].text, b->literal[i].text))
			return false;
	return true;
}

/* Do they speak of the same thing? */
static bool
same_subject(const struct rule_fact *a, const struct rule_fact *b)
{
	const struct rule_cond *x = a->cond, *y = b->cond;

	/* as a number and as a text: two things */
	if (x->field.id != y->field.id ||
	    (x->field.untyped && x->numeric != y->numeric) ||
	    x->is_column != y->is_column ||
	    (x->is_column && x->other.id != y->other.id) ||
	    a->as_written != b->as_written)
		return false;
	return !a->as_written || (x->op == y->op && same_literals(x, y));
}

static struct rule_fact *
find_fact(const struct rule_facts *f, const struct rule_fact *like)
{
	for (size_t i = 0; i < f->n; i++)
		if (same_subject(&f->fact[i], like))
			return &f->fact[i];
	return NULL;
}

/* As written: holds or not. */
static struct rule_fact
fact_of(struct rule_checker *c, const struct rule_cond *x)
{
	struct rule_fact f = { .cond = x, .as_written = is_list(x) };

	f.region = f.as_written ? region_of_op(&c->keep, RULE_EQ,
	    x->negated ? 0 : 1, true) : region_of(c, x);
	return f;
}

struct rule_facts
rule_facts_of(struct rule_checker *c, const struct rule *r)
{
	struct rule_facts out = { .fact = arena_alloc(&c->keep, r->ncond,
	    sizeof(*out.fact)) };

	for (size_t i = 0; i < r->ncond; i++) {
		struct rule_fact f = fact_of(c, &r->cond[i]);
		struct rule_fact *same = find_fact(&out, &f);

		if (same != NULL)
			same->region = rule_region_and(&c->keep, same->region,
			    f.region);
		else
			out.fact[out.n++] = f;
	}
	return out;
}

bool
rule_facts_never(const struct rule_facts *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (rule_region_is_empty(f->fact[i].region))
			return true;
	return false;
}

bool
rule_facts_imply(struct rule_checker *c, const struct rule_facts *a,
    const struct rule_facts *b)
{
	for (size_t i = 0; i < b->n; i++) {
		const struct rule_fact *same = find_fact(a, &b->fact[i]);

		if (same == NULL || !rule_region_within(&c->keep,
		    same->region, b->fact[i].region))
			return false;
	}
	return true;
}

static void
tell_choice(struct diag *d, const struct rule_cond *x,
    const struct rule_literal *l)
{
	struct str rest = str_from(x->field.choices), choice;
	struct near near = { .name = l->text };

	while (str_cut(&rest, '|', &choice))
		near_offer(&near, choice);
	diag_at(d, &l->pos, near.best.n > 0 ? DIAG_RULE_NO_VALUE_NEAR :
	    DIAG_RULE_NO_VALUE, DIAG_STR(l->text), DIAG_STR(x->name),
	    near.best.n > 0 ? DIAG_STR(near.best) :
	    DIAG_Z(x->field.choices));
}

void
rule_check_choices(struct diag *d, const struct rule *r)
{
	for (size_t i = 0; i < r->ncond; i++) {
		const struct rule_cond *x = &r->cond[i];

		for (size_t k = 0; x->field.choices != NULL &&
		    k < x->nliteral; k++)
			if (value_choice(x->field.choices,
			    x->literal[k].text) < 0)
				tell_choice(d, x, &x->literal[k]);
	}
}

#include "plan/target.h"

#include "base/date.h"
#include "base/num.h"
#include "plan/form.h"

/* 1 where the unit is not of money in several sizes. */
static int64_t
unit_scale(struct str unit)
{
	if (str_is(unit, "万元"))
		return 10000;
	if (str_is(unit, "亿元"))
		return 100000000;
	return 1;
}

static bool
has_two_decimals(enum value_type type)
{
	return type == VALUE_MONEY || type == VALUE_PERCENT;
}

struct reader {
	struct diag *d;
	struct plan *p;
	struct plan_target *t;
	bool known; /* the indicator is */
	struct seen *seen;
};

/* In silence: what stands above the indicator is checked by it. */
static bool
find_indicator(const struct tree_node *n, enum indicator_id *id)
{
	for (unsigned i = 0; n != NULL && i < INDICATOR_COUNT; i++) {
		const struct indicator *x = indicator_at((enum indicator_id)i);

		if ((x->where & INDICATOR_PLAN) != 0 &&
		    str_is(n->text, x->name)) {
			*id = (enum indicator_id)i;
			return true;
		}
	}
	return false;
}

static void
check_indicator(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;
	const struct tree_node *n;
	unsigned long first;

	if (!form_is(r->d, map, key, TREE_SCALAR, true, &n))
		return;
	if (!r->known)
		form_unknown_indicator(r->d, &n->pos, n->text);
	first = r->known ? seen_before(r->seen, n->text, r->t->pos.line) : 0;
	if (first > 0)
		diag_at(r->d, &n->pos, DIAG_PLAN_INDICATOR_TWICE,
		    DIAG_STR(n->text), DIAG_NUM(first));
}

static void
read_unit(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;
	const struct indicator *x = indicator_at(r->t->id);
	const struct tree_node *n;

	if (!r->known || !form_is(r->d, map, key, TREE_SCALAR, true, &n))
		return;
	if (value_choice(x->unit, n->text) < 0)
		diag_at(r->d, &n->pos, DIAG_PLAN_UNIT, DIAG_STR(n->text),
		    DIAG_Z(x->name), DIAG_Z(x->unit));
	else
		r->t->unit = arena_str(&r->p->keep, n->text);
}

static void
read_lead(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	form_keep(r->d, map, key, &r->p->keep, &r->t->lead);
}

/* Largest such that fen, and their products with months, stay in range. */
#define TARGET_MAX (VALUE_MONEY_MAX * 100)

static bool
parse_value(const struct plan_target *t, struct str s, int64_t *out)
{
	unsigned decimals = t->two_decimals ? 2 : 0;

	if (!t->two_decimals && str_chr(s, '.') != s.n)
		return false;
	return num_parse_decimal(s, decimals, out) == NUM_OK && *out >= 0 &&
	    s.p[0] != '-' && (num_wide)*out * t->scale <= TARGET_MAX;
}

static void
read_value(struct diag *d, const struct tree_node *n, const struct plan *p,
    struct plan_target *t)
{
	struct plan_value *v = &t->value[t->nvalue];

	v->pos = n->pos;
	if (!date_parse_year(n->key, &v->year)) {
		diag_at(d, &n->key_pos, DIAG_PLAN_YEAR, DIAG_STR(n->key));
		return;
	}
	if (p->nyear > 0 && !plan_has_year(p, v->year))
		diag_at(d, &n->key_pos, DIAG_PLAN_YEAR_OUTSIDE,
		    DIAG_NUM(v->year));
	if (n->kind != TREE_SCALAR || !parse_value(t, n->text, &v->n)) {
		diag_at(d, &n->pos, DIAG_PLAN_NUMBER, DIAG_STR(n->text),
		    DIAG_Z(t->two_decimals ? "87.50" : "87"));
		return;
	}
	t->nvalue++;
}

static void
read_values(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;
	const struct tree_node *values;

	if (!form_is(r->d, map, key, TREE_MAP, true, &values) || !r->known)
		return;
	r->t->scale = unit_scale(r->t->unit);
	r->t->value = arena_alloc(&r->p->keep, tree_count(values) + 1,
	    sizeof *r->t->value);
	for (const struct tree_node *n = values->child; n != NULL; n = n->next)
		read_value(r->d, n, r->p, r->t);
	if (values->child == NULL)
		diag_at(r->d, &values->pos, DIAG_PLAN_MISSING, DIAG_Z(key));
}

static void
read_bound(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	r->t->exceed = form_choice(r->d, map, key, ">=|>") == 1;
}

static void
read_count(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	if (r->known && r->t->id != INDICATOR_new_1yi)
		diag_plain(r->d, &tree_get(map, key)->key_pos,
		    DIAG_PLAN_COUNT_KEY);
	else
		r->t->net = form_choice(r->d, map, key, "gross|net") == 1;
}

static void
read_schedule(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;
	int at = form_choice(r->d, map, key, PLAN_SCHEDULES);

	if (at >= 0)
		r->t->schedule = (enum plan_schedule)at;
}

void
target_read(struct diag *d, const struct tree_node *map, struct plan *p,
    struct seen *seen)
{
	static const struct form_key keys[] = {
		{ "indicator", true, check_indicator },
		{ "unit", false, read_unit },
		{ "lead", false, read_lead },
		{ "bound", false, read_bound },
		{ "count", false, read_count },
		{ "schedule", false, read_schedule },
		{ "values", true, read_values },
		{ NULL, false, NULL },
	};
	struct plan_target *t = &p->target[p->ntarget];
	struct reader r = { .d = d, .p = p, .t = t, .seen = seen };

	if (map->kind != TREE_MAP) {
		diag_at(d, &map->pos, DIAG_PLAN_ITEM_MAP,
		    DIAG_Z("targets"));
		return;
	}
	*t = (struct plan_target){ .pos = map->pos,
		.schedule = PLAN_SCHEDULE_COUNT };
	r.known = find_indicator(tree_get(map, "indicator"), &t->id);
	if (r.known) {
		const struct indicator *x = indicator_at(t->id);

		t->two_decimals = has_two_decimals(x->type);
		t->unit = value_choice_text(x->unit, 0);
	}
	form_read(d, map, keys, &r);
	t->scale = unit_scale(t->unit);
	p->ntarget += r.known;
}

#include "plan/target.h"

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

static bool
read_indicator(struct diag *d, const struct tree_node *map,
    const struct plan *p, enum indicator_id *id)
{
	const struct tree_node *n;
	const struct indicator *x;

	if (!form_is(d, map, "indicator", TREE_SCALAR, true, &n))
		return false;
	for (unsigned i = 0; i < INDICATOR_COUNT; i++) {
		x = indicator_at((enum indicator_id)i);
		if ((x->where & INDICATOR_PLAN) == 0 || !str_is(n->text, x->name))
			continue;
		*id = (enum indicator_id)i;
		for (size_t j = 0; j < p->ntarget; j++)
			if (p->target[j].id == *id)
				diag_at(d, &n->pos, DIAG_PLAN_INDICATOR_TWICE,
				    DIAG_STR(n->text),
				    DIAG_NUM(p->target[j].pos.line));
		return true;
	}
	form_unknown_indicator(d, n);
	return false;
}

static void
read_unit(struct diag *d, const struct tree_node *map, struct plan *p,
    struct plan_target *t)
{
	const struct indicator *x = indicator_at(t->id);
	const struct tree_node *n;

	t->unit = value_choice_text(x->unit, 0);
	if (form_is(d, map, "unit", TREE_SCALAR, false, &n)) {
		if (value_choice(x->unit, n->text) < 0)
			diag_at(d, &n->pos, DIAG_PLAN_UNIT, DIAG_STR(n->text),
			    DIAG_Z(x->name), DIAG_Z(x->unit));
		else
			t->unit = arena_str(&p->keep, n->text);
	}
	t->scale = unit_scale(t->unit);
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

	if (!form_year(n->key, &v->year)) {
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
read_values(struct diag *d, const struct tree_node *map, struct plan *p,
    struct plan_target *t)
{
	const struct tree_node *values;

	if (!form_is(d, map, "values", TREE_MAP, true, &values))
		return;
	t->value = arena_alloc(&p->keep, tree_count(values) + 1,
	    sizeof *t->value);
	for (const struct tree_node *n = values->child; n != NULL; n = n->next)
		read_value(d, n, p, t);
	if (values->child == NULL)
		diag_at(d, &values->pos, DIAG_PLAN_MISSING, DIAG_Z("values"));
}

static void
read_rules(struct diag *d, const struct tree_node *map, struct plan_target *t)
{
	const struct tree_node *count = tree_get(map, "count");
	int at;

	t->exceed = form_choice(d, map, "bound", ">=|>") == 1;
	at = form_choice(d, map, "schedule", PLAN_SCHEDULES);
	t->schedule = at < 0 ? PLAN_SCHEDULE_COUNT : (enum plan_schedule)at;
	t->net = form_choice(d, map, "count", "gross|net") == 1;
	if (count != NULL && t->id != INDICATOR_new_1yi)
		diag_plain(d, &count->key_pos, DIAG_PLAN_COUNT_KEY);
}

void
target_read(struct diag *d, const struct tree_node *map, struct plan *p)
{
	static const char *const keys[] = { "indicator", "unit", "lead",
		"bound", "count", "schedule", "values", NULL };
	struct plan_target *t = &p->target[p->ntarget];
	struct str lead;

	if (map->kind != TREE_MAP) {
		diag_at(d, &map->pos, DIAG_PLAN_SHAPE, DIAG_Z("targets"),
		    DIAG_Z("a list of maps"));
		return;
	}
	form_keys(d, map, keys);
	if (!read_indicator(d, map, p, &t->id))
		return;
	t->pos = map->pos;
	t->two_decimals = has_two_decimals(indicator_at(t->id)->type);
	read_unit(d, map, p, t);
	if (form_text(d, map, "lead", false, &lead))
		t->lead = arena_str(&p->keep, lead);
	read_rules(d, map, t);
	read_values(d, map, p, t);
	p->ntarget++;
}

#include "rule/watch_explain.h"

#include "base/date.h"
#include "base/map.h"

struct teller {
	const struct watch *w;
	const struct watch_finding *f;
	const struct watch_lines *out;
	bool used[2][INDICATOR_COUNT]; /* columns of the two rows */
	struct buf value, op, bound;
};

static void
put(struct teller *t, const char *part, struct str subject, struct str column,
    struct str met, struct pos pos)
{
	const struct watch_line line = { part, subject, column,
		buf_str(&t->value), buf_str(&t->op), buf_str(&t->bound), met,
		pos };

	t->out->put(t->out->arg, &line);
	buf_reset(&t->value);
	buf_reset(&t->op);
	buf_reset(&t->bound);
}

/* A rate is decided by the two columns it is made of. */
static void
use_column(struct teller *t, int side, size_t column)
{
	const struct indicator *x;

	if (column >= (size_t)INDICATOR_COUNT)
		return;
	t->used[side][column] = true;
	x = indicator_at((enum indicator_id)column);
	if (x->num == NULL || x->den == NULL)
		return;
	for (size_t i = 0; i < BUILDING_COLUMNS; i++) {
		const char *name = indicator_at((enum indicator_id)i)->name;

		if (strcmp(name, x->num) == 0 || strcmp(name, x->den) == 0)
			t->used[side][i] = true;
	}
}

static void
use_field(struct teller *t, size_t id)
{
	enum watch_side side = watch_field_side(id);
	size_t base = watch_field_base(id);
	struct str rest, name;

	if (side != SIDE_FACT) {
		if (side != SIDE_NOW)
			use_column(t, 0, base);
		if (side != SIDE_PREV)
			use_column(t, 1, base);
		return;
	}
	rest = str_from(watch_fact_at((enum watch_fact)base)->inputs);
	while (rest.n > 0 && str_cut(&rest, '|', &name))
		for (size_t i = 0; i < (size_t)INDICATOR_COUNT; i++)
			if (str_is(name, indicator_at((enum indicator_id)i)
			    ->name)) {
				use_column(t, 0, i);
				use_column(t, 1, i);
			}
	if (base != FACT_changed)
		return;
	buf_reset(&t->value);
	watch_put_field(&t->value, &(struct rule_field){ .id = id,
		.type = VALUE_LIST }, t->f->pair);
	rest = buf_str(&t->value);
	while (rest.n > 0 && str_cut(&rest, ';', &name)) {
		size_t column = dataset_column(indicator_dataset(), name);

		if (column != MAP_NONE) {
			use_column(t, 0, column);
			use_column(t, 1, column);
		}
	}
	buf_reset(&t->value);
}

static void
put_conditions(struct teller *t, const char *part, const struct rule *rule,
    struct str subject)
{
	static const char *const met[] = { "0", "", "1" };
	struct rule_row row = { watch_get, t->f->pair };

	for (size_t i = 0; i < rule->ncond; i++) {
		const struct rule_cond *c = &rule->cond[i];

		use_field(t, c->field.id);
		if (c->is_column)
			use_field(t, c->other.id);
		if (c->negated && c->op != RULE_IN)
			buf_puts(&t->op, c->op == RULE_BARE ? "not" : "not ");
		rule_put_value(&t->value, c, &row);
		rule_put_op(&t->op, c);
		rule_put_bound(&t->bound, c, &row);
		put(t, part, subject, c->name, str_from(met[rule_cond_truth(c,
		    &row)]), c->pos);
	}
}

/* The bounds of tiers that were crossed, are near. */
static void
put_tiers(struct teller *t, size_t id)
{
	const struct class_rules *c = t->w->in.classes;
	size_t base = watch_field_base(id);
	struct rule_value v = watch_get(t->f->pair, id);
	struct str rest = v.text, name;

	if (watch_field_side(id) != SIDE_FACT || (base != FACT_crossed &&
	    base != FACT_fell && base != FACT_near))
		return;
	while (v.known && rest.n > 0 && str_cut(&rest, ';', &name))
		for (size_t i = 0; i < c->ntier; i++) {
			if (!str_eq(c->tier[i].name, name))
				continue;
			buf_put(&t->value, c->tier[i].label);
			buf_puts(&t->op, c->tier[i].inclusive ? ">=" : ">");
			buf_hundredths(&t->bound, c->tier[i].bound_fen);
			put(t, "rule", name, STR("tax_yuan"), STR(""),
			    c->tier[i].pos);
		}
}

static void
put_rule(struct teller *t)
{
	const struct watch_rule *r = t->f->rule;
	struct pos none = { 0 };
	struct buf name;

	buf_put(&t->value, t->f->current);
	buf_put(&t->bound, t->f->previous);
	put(t, "finding", t->f->key, r->column.name, STR(""), none);
	buf_put(&t->value, r->label);
	buf_put(&t->bound, r->source);
	put(t, "rule", r->code, STR(""), STR(""), r->pos);
	buf_init(&name, BUF_UNBOUNDED);
	for (size_t i = 0; i < r->nalternative; i++) {
		buf_reset(&name);
		buf_put(&name, r->code);
		buf_putc(&name, '.');
		buf_int(&name, (int64_t)i + 1);
		put_conditions(t, "condition", &r->alternative[i],
		    buf_str(&name));
	}
	put_conditions(t, "severity", &r->high_when, r->code);
	for (size_t i = 0; i < r->alternative[t->f->alternative].ncond; i++)
		put_tiers(t, r->alternative[t->f->alternative].cond[i]
		    .field.id);
	buf_fini(&name);
	use_field(t, r->column.field.id);
	if (r->against.name.n > 0)
		use_field(t, r->against.field.id);
	for (size_t i = 0; i < r->nfact; i++)
		use_field(t, r->fact[i].field.id);
}

static void
put_cells(struct teller *t, int side)
{
	const struct watch_pair *p = t->f->pair;
	const struct roster_row *row = side == 0 ? p->prev : p->now;
	const struct dataset *ds = indicator_classified();

	for (size_t i = 0; row != NULL && i < ds->ncolumn; i++) {
		size_t id = i < BUILDING_COLUMNS ? i :
		    i - BUILDING_COLUMNS + (size_t)INDICATOR_tier;
		const struct value *v = i < BUILDING_COLUMNS ?
		    &row->building.value[i] :
		    &row->building.class[i - BUILDING_COLUMNS];

		if (!t->used[side][id])
			continue;
		value_put(&t->value, ds->column[i].type, NULL, v);
		put(t, side == 0 ? "previous" : "current", row->id,
		    str_from(ds->column[i].name), STR(""), row->pos);
	}
}

/* "2019-03/2023-05", as far as the ends are known. */
static void
put_months(struct buf *b, const struct tenure_tenancy *t)
{
	if (t->from != INT_MIN)
		date_put_month(b, t->from);
	buf_putc(b, '/');
	if (t->to != INT_MAX)
		date_put_month(b, t->to);
}

/* All tenancies of the largest taxpayer of a building's previous period. */
static void
put_tenancies(struct teller *t, const struct roster_row *prev)
{
	const struct tenure *tenure = &t->w->tenure;
	size_t e = prev == NULL ? MAP_NONE : map_find(&tenure->enterprise,
	    building_value(&prev->building, top1_uscc).text);
	struct tenure_run run;

	if (e == MAP_NONE)
		return;
	run = tenure->sitting[e];
	for (uint32_t i = run.first; i < run.first + run.n; i++) {
		const struct tenure_tenancy *x = &tenure->tenancy[i];

		if (x->building != TENURE_NONE)
			buf_put(&t->value, tenure->building[x->building].id);
		put_months(&t->bound, x);
		put(t, "tenancy", tenure->enterprise.key[e],
		    STR("building_id"), STR(""),
		    (struct pos){ tenure->tenancies_file, x->line, 0 });
	}
}

static void
put_others(struct teller *t)
{
	const struct watch_told *other = &t->f->rule->other;
	size_t base = watch_field_base(other->field.id);
	struct str rest, id;
	struct buf list;

	if (other->name.n == 0)
		return;
	if (t->w->in.tenancies != NULL && base == FACT_moved_to)
		put_tenancies(t, t->f->pair->prev);
	buf_init(&list, BUF_UNBOUNDED);
	watch_put_field(&list, &other->field, t->f->pair);
	rest = buf_str(&list);
	while (rest.n > 0 && str_cut(&rest, ';', &id)) {
		const struct watch_pair *p = watch_pair_of(t->w, id);
		const struct roster_row *row = p == NULL ? NULL :
		    p->now != NULL ? p->now : p->prev;

		if (row == NULL)
			continue;
		if (t->w->in.tenancies != NULL && base == FACT_came_from)
			put_tenancies(t, p->prev);
		buf_put(&t->value, row->name);
		put(t, "other", id, STR("name"), STR(""), row->pos);
	}
	buf_fini(&list);
}

void
watch_explain(const struct watch *w, const struct watch_finding *f,
    const struct watch_lines *out)
{
	struct teller t = { .w = w, .f = f, .out = out };

	buf_init(&t.value, BUF_UNBOUNDED);
	buf_init(&t.op, BUF_UNBOUNDED);
	buf_init(&t.bound, BUF_UNBOUNDED);
	put_rule(&t);
	put_cells(&t, 0);
	put_cells(&t, 1);
	put_others(&t);
	buf_fini(&t.value);
	buf_fini(&t.op);
	buf_fini(&t.bound);
}

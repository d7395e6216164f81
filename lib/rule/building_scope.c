/* What a rule on buildings may name, and what was meant by what it may
 * not. */
#include "base/map.h"
#include "rule/building.h"
#include "schema/near.h"

static void
set_bounds(struct rule_field *f)
{
	f->bounded = f->type == VALUE_COUNT || f->type == VALUE_FLAG ||
	    f->id == BUILDING_MONTHS || f->id == BUILDING_AGE ||
	    building_is_share(f->id);
	f->least = f->id == BUILDING_MONTHS ? 1 : 0;
	f->most = INT64_MAX;
	if (f->type == VALUE_FLAG)
		f->most = 1;
	else if (f->id == BUILDING_MONTHS || f->id == INDICATOR_tax_months)
		f->most = 12;
	else if (building_is_share(f->id))
		f->most = 10000;
}

static const char *
choices_of(const struct building_scope *s, size_t id)
{
	const struct column *c = dataset_at(DATASET_BUILDINGS)->column;

	switch (id) {
	case INDICATOR_stage:
		return c[COL(BUILDINGS, stage)].choices;
	case INDICATOR_grade:
		return c[COL(BUILDINGS, grade)].choices;
	case INDICATOR_ownership:
		return c[COL(BUILDINGS, ownership)].choices;
	case INDICATOR_area_basis:
		return "gfa|leasable|business|occupied";
	case INDICATOR_occupancy_basis:
		return "leasable|gfa";
	case INDICATOR_pace_basis:
		return "own|city|linear|actual";
	case INDICATOR_tier:
	case INDICATOR_tier_same:
	case INDICATOR_tier_last_year:
		return s->tiers;
	case INDICATOR_at_risk:
		return "pace|top1";
	default:
		return NULL;
	}
}

/* Is the class decided when the rule is asked?  Recognitions are given, not
 * decided. */
static bool
is_decided(const struct building_scope *s, size_t id)
{
	return id < (size_t)s->deciding ||
	    (id == (size_t)INDICATOR_recognised &&
	        s->deciding >= INDICATOR_specialty);
}

/* The field's number, MAP_NONE if there is no such column. */
static size_t
id_of(const struct building_scope *s, struct str name)
{
	size_t col = dataset_column(indicator_classified(), name);

	if (col != MAP_NONE)
		return col < BUILDING_COLUMNS ? col :
		    col - BUILDING_COLUMNS + (size_t)INDICATOR_tier;
	if (str_is(name, "months"))
		return BUILDING_MONTHS;
	if (str_is(name, "age_years"))
		return BUILDING_AGE;
	for (size_t i = 0; i < s->fields->nextra; i++)
		if (str_eq(name, s->fields->extra[i]))
			return BUILDING_EXTRA + i;
	return MAP_NONE;
}

static bool
is_class(size_t id)
{
	return id >= (size_t)INDICATOR_tier && id < (size_t)INDICATOR_COUNT;
}

static bool
is_later(const void *arg, struct str name)
{
	size_t id = id_of(arg, name);

	return id != MAP_NONE && is_class(id) && !is_decided(arg, id);
}

static bool
find(const void *arg, struct str name, struct rule_field *out)
{
	const struct building_scope *s = arg;
	size_t id = id_of(s, name);

	if (id == MAP_NONE || (is_class(id) && !is_decided(s, id)))
		return false;
	*out = (struct rule_field){ .id = id,
		.type = id < (size_t)INDICATOR_COUNT ?
		    indicator_at((enum indicator_id)id)->type :
		    id < BUILDING_EXTRA ? VALUE_INTEGER : VALUE_TEXT,
		.untyped = id >= BUILDING_EXTRA,
		.is_rate = building_is_rate(s->fields, id),
		.choices = choices_of(s, id) };
	set_bounds(out);
	return true;
}

/* A suggestion in the making: the column of that Chinese label, else a
 * likeness, else the shortest of which it is a beginning,
 * else the first whose Chinese label has it. */
struct guess {
	struct str name, labelled, longer, within;
	struct near near;
};

static void
offer(struct guess *g, struct str name, const char *label)
{
	if (str_is(g->name, label))
		g->labelled = name;
	near_offer(&g->near, name);
	if (g->name.n > 2 && name.n > g->name.n && str_starts(name, g->name) &&
	    name.p[g->name.n] == '_' &&
	    (g->longer.n == 0 || name.n < g->longer.n))
		g->longer = name;
	if (g->within.n == 0 && g->name.n > 3 &&
	    str_find(str_from(label), g->name) < strlen(label))
		g->within = name;
}

static struct str
suggest(const void *arg, struct str name)
{
	const struct building_scope *s = arg;
	const struct dataset *ds = indicator_classified();
	struct guess g = { .name = name, .near = { .name = name } };

	for (size_t i = 0; i < ds->ncolumn; i++) {
		struct str column = str_from(ds->column[i].name);

		if (!is_later(s, column))
			offer(&g, column, ds->column[i].zh);
	}
	for (size_t i = 0; i < s->fields->nextra; i++)
		offer(&g, s->fields->extra[i], "");
	offer(&g, STR("months"), "统计期月数");
	offer(&g, STR("age_years"), "楼龄");
	offer(&g, STR("not"), "非");
	if (g.labelled.n > 0)
		return g.labelled;
	if (g.near.distance != 1 && g.longer.n > 0)
		return g.longer;
	return g.near.best.n > 0 ? g.near.best : g.within;
}

/* Districts are held by their main code, whatever they are called. */
static bool
resolve(const void *arg, const struct rule_field *field, struct str *value)
{
	const struct building_scope *s = arg;
	const struct district *d;

	if (field->type != VALUE_DISTRICT || s->fields->codes == NULL)
		return true;
	d = code_district(s->fields->codes, *value);
	if (d != NULL)
		*value = d->code;
	return d != NULL;
}

struct rule_scope
building_rule_scope(const struct building_scope *scope,
    const struct rule_sets *sets)
{
	return (struct rule_scope){ find, scope, is_later, suggest, resolve,
		sets };
}

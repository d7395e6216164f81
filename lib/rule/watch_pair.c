#include "rule/watch_pair.h"

#include "base/date.h"
#include "schema/near.h"

/* A field: its side, and within that its column, or fact. */
#define STRIDE ((size_t)1 << 20)

static const struct watch_fact_info facts[WATCH_FACTS] = {
#define FACT(name, type, zh, inputs) { #name, type, zh, inputs },
#include "rule/watch_fact.def"
#undef FACT
};

const struct watch_fact_info *
watch_fact_at(enum watch_fact fact)
{
	return &facts[fact];
}

/* How a figure goes with the length of its period. */
enum flow {
	FLOW_NONE, /* a stock, a register's entry: of a moment */
	FLOW_EVEN, /* a month's, a year's, a share: of one length always */
	FLOW_SUM,  /* grows with the months */
};

static bool
among(size_t id, const enum indicator_id *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (id == (size_t)list[i])
			return true;
	return false;
}

#define AMONG(id, list) among(id, list, sizeof(list) / sizeof(list[0]))

static enum flow
flow_of(size_t id)
{
	static const enum indicator_id stocks[] = { INDICATOR_tax_months,
		INDICATOR_area_base_m2, INDICATOR_area_basis,
		INDICATOR_enterprises, INDICATOR_employees,
		INDICATOR_above_scale, INDICATOR_headquarters,
		INDICATOR_registered_known, INDICATOR_registered_here,
		INDICATOR_registered_pct, INDICATOR_occupied_m2,
		INDICATOR_occupancy_base_m2, INDICATOR_occupancy_basis,
		INDICATOR_occupancy_pct, INDICATOR_recognised };
	static const enum indicator_id even[] = { INDICATOR_tax_month_yuan,
		INDICATOR_tax_last_year_yuan, INDICATOR_tax_yoy_pct,
		INDICATOR_silent, INDICATOR_registered_tax_pct,
		INDICATOR_lead_specialty, INDICATOR_lead_tax_pct,
		INDICATOR_lead_m2, INDICATOR_lead_area_pct,
		INDICATOR_lead_enterprises, INDICATOR_lead_count_pct,
		INDICATOR_digital_pct, INDICATOR_knowledge_pct,
		INDICATOR_consumer_pct, INDICATOR_hhi, INDICATOR_top1_uscc,
		INDICATOR_top1_pct, INDICATOR_pace_yuan, INDICATOR_pace_basis,
		INDICATOR_tier_last_year, INDICATOR_month_1yi,
		INDICATOR_expected_1yi, INDICATOR_expected_new,
		INDICATOR_expected_left, INDICATOR_nurture,
		INDICATOR_needed_per_month_yuan, INDICATOR_at_risk,
		INDICATOR_specialty, INDICATOR_key, INDICATOR_renovate,
		INDICATOR_reasons };

	if (id < (size_t)INDICATOR_tax_yuan || id >= (size_t)BUILDING_MONTHS ||
	    AMONG(id, stocks))
		return FLOW_NONE;
	return AMONG(id, even) ? FLOW_EVEN : FLOW_SUM;
}

/* What this year's months are held against last year's for: with a month
 * missing it says nothing. */
static bool
needs_all_months(size_t id)
{
	static const enum indicator_id list[] = { INDICATOR_tax_same_yuan,
		INDICATOR_tax_yoy_pct, INDICATOR_pace_yuan,
		INDICATOR_pace_basis, INDICATOR_tier_same,
		INDICATOR_expected_1yi, INDICATOR_expected_new,
		INDICATOR_expected_left, INDICATOR_left_1yi,
		INDICATOR_nurture, INDICATOR_at_risk };

	return AMONG(id, list);
}

enum watch_terms
watch_terms_of(int prev_period, int now_period)
{
	if (date_year(prev_period) == date_year(now_period))
		return WATCH_ONE_YEAR;
	return date_month_no(prev_period) == date_month_no(now_period)
	    ? WATCH_SAME_MONTHS : WATCH_STOCKS;
}

int64_t
watch_missing(const struct roster_row *row)
{
	const struct value *months = &building_value(&row->building,
	    tax_months);
	int64_t missing = date_month_no(row->building.period) - months->n;

	return months->known && missing > 0 ? missing : 0;
}

void
watch_pair_init(struct watch_pair *p, const struct roster_row *prev,
    const struct roster_row *now, enum watch_terms terms)
{
	int64_t before = prev == NULL ? 0 : watch_missing(prev);
	int64_t after = now == NULL ? 0 : watch_missing(now);

	*p = (struct watch_pair){ .prev = prev, .now = now,
		.id = now != NULL ? now->id : prev->id, .terms = terms,
		.prev_whole = prev != NULL && before == 0,
		.now_whole = now != NULL && after == 0 };
	p->alike = prev != NULL && now != NULL && terms != WATCH_STOCKS &&
	    (terms == WATCH_ONE_YEAR ? before == after :
	        before == 0 && after == 0);
}

enum watch_side
watch_field_side(size_t id)
{
	return (enum watch_side)(id / STRIDE);
}

size_t
watch_field_base(size_t id)
{
	return id % STRIDE;
}

static size_t
field_of(enum watch_side side, size_t base)
{
	return (size_t)side * STRIDE + base;
}

bool
watch_field_grows(size_t id, enum watch_terms terms)
{
	return terms == WATCH_ONE_YEAR &&
	    watch_field_side(id) == SIDE_PCT &&
	    flow_of(watch_field_base(id)) == FLOW_SUM;
}

/* Units of several, "元|万元|亿元": figures stand in the first. */
static struct str
first_unit(const char *units)
{
	struct str rest = str_from(units), unit = { "", 0 };

	str_cut(&rest, '|', &unit);
	return unit;
}

struct str
watch_field_unit(size_t id)
{
	enum watch_side side = watch_field_side(id);
	size_t base = watch_field_base(id);

	if (side == SIDE_PCT)
		return STR("%");
	if (side == SIDE_FACT)
		return facts[base].type == VALUE_MONEY ? STR("元") :
		    facts[base].type == VALUE_PERCENT ? STR("%") :
		    base == FACT_missing_months ? STR("月") : STR("");
	if (base >= (size_t)INDICATOR_COUNT ||
	    value_type_is_text(indicator_at((enum indicator_id)base)->type))
		return STR("");
	return first_unit(indicator_at((enum indicator_id)base)->unit);
}

/* What a difference, a change in percent, is of. */
static bool
make_number(enum watch_side side, struct rule_field *f)
{
	if (f->untyped || value_type_is_text(f->type))
		return false;
	f->bounded = false;
	f->choices = NULL;
	f->is_rate = f->is_rate || side == SIDE_PCT;
	if (side == SIDE_PCT)
		f->type = VALUE_PERCENT;
	else if (f->type != VALUE_MONEY && f->type != VALUE_AREA &&
	    f->type != VALUE_PERCENT)
		f->type = VALUE_INTEGER;
	return true;
}

static enum watch_side
take_side(struct str *name)
{
	if (str_take(name, "prev."))
		return SIDE_PREV;
	if (str_take(name, "diff."))
		return SIDE_DIFF;
	return str_take(name, "pct.") ? SIDE_PCT : SIDE_NOW;
}

/* Asks one side's own scope. */
static struct rule_scope
side_scope(const struct watch_scope *s, enum watch_side side)
{
	return building_rule_scope(side == SIDE_PREV ? &s->prev : &s->now,
	    NULL);
}

static bool
find_fact(const struct watch_scope *s, struct str name,
    struct rule_field *out)
{
	for (size_t i = 0; i < WATCH_FACTS; i++) {
		if (!str_is(name, facts[i].name))
			continue;
		*out = (struct rule_field){ .id = field_of(SIDE_FACT, i),
			.type = facts[i].type,
			.is_rate = facts[i].type == VALUE_PERCENT };
		if (i == FACT_crossed || i == FACT_fell || i == FACT_near)
			out->choices = s->now.tiers;
		return true;
	}
	return false;
}

static bool
find(const void *arg, struct str name, struct rule_field *out)
{
	const struct watch_scope *s = arg;
	enum watch_side side = take_side(&name);
	struct rule_scope scope = side_scope(s, side);

	if (side == SIDE_NOW && find_fact(s, name, out))
		return true;
	if (!scope.find(scope.arg, name, out) ||
	    ((side == SIDE_DIFF || side == SIDE_PCT) &&
	        !make_number(side, out)))
		return false;
	out->id = field_of(side, out->id);
	return true;
}

/* A column of that side, without its prefix; a fact. */
static struct str
suggest(const void *arg, struct str name)
{
	enum watch_side side = take_side(&name);
	struct rule_scope scope = side_scope(arg, side);
	struct near near = { .name = name };
	struct str meant;

	for (size_t i = 0; side == SIDE_NOW && i < WATCH_FACTS; i++)
		near_offer(&near, str_from(facts[i].name));
	if (near.best.n > 0)
		return near.best;
	meant = scope.suggest(scope.arg, name);
	/* it is one, but a text, which has no difference */
	return str_eq(meant, name) ? (struct str){ "", 0 } : meant;
}

static bool
resolve(const void *arg, const struct rule_field *field, struct str *value)
{
	struct rule_scope scope = side_scope(arg, SIDE_NOW);

	return scope.resolve(scope.arg, field, value);
}

void
watch_scope_init(struct watch_scope *s, const struct building_fields *prev,
    const struct building_fields *now, const char *tiers)
{
	/* all classes are decided */
	s->prev = (struct building_scope){ prev, INDICATOR_COUNT, tiers };
	s->now = (struct building_scope){ now, INDICATOR_COUNT, tiers };
}

struct rule_scope
watch_rule_scope(const struct watch_scope *scope, const struct rule_sets *sets)
{
	return (struct rule_scope){ .find = find, .arg = scope,
		.suggest = suggest, .resolve = resolve, .sets = sets };
}

bool
watch_lacks_pair(const struct watch_scope *s, size_t id)
{
	enum watch_side side = watch_field_side(id);
	size_t base = watch_field_base(id);

	return side != SIDE_FACT &&
	    ((side != SIDE_NOW && building_lacks_pair(s->prev.fields, base)) ||
	        (side != SIDE_PREV && building_lacks_pair(s->now.fields, base)));
}

static struct rule_value
unknown(void)
{
	return (struct rule_value){ .den = 1 };
}

static struct rule_value
side_value(const struct watch_pair *p, enum watch_side side, size_t base)
{
	bool prev = side == SIDE_PREV;
	const struct roster_row *row = prev ? p->prev : p->now;

	if (row == NULL ||
	    (needs_all_months(base) &&
	        !(prev ? p->prev_whole : p->now_whole)) ||
	    (prev && p->now != NULL && flow_of(base) != FLOW_NONE &&
	        !p->alike)) /* what is gone is compared with nothing */
		return unknown();
	return building_get(&row->building, base);
}

struct rule_value
watch_value(const struct watch_pair *p, enum watch_side side,
    enum indicator_id id)
{
	return side_value(p, side, (size_t)id);
}

struct rule_value
watch_minus(const struct rule_value *now, const struct rule_value *prev)
{
	struct rule_value out = unknown();
	num_wide left, right;

	if (!now->known || !prev->known)
		return out;
	out.known = !__builtin_mul_overflow(now->num, prev->den, &left) &&
	    !__builtin_mul_overflow(prev->num, now->den, &right) &&
	    !__builtin_sub_overflow(left, right, &out.num) &&
	    !__builtin_mul_overflow(now->den, prev->den, &out.den);
	return out;
}

/* In hundredths of a percent of what was; that must be above zero. */
static struct rule_value
percent(const struct rule_value *now, const struct rule_value *prev)
{
	struct rule_value out = watch_minus(now, prev);
	num_wide num, den;

	if (!out.known || prev->num <= 0)
		return unknown();
	/* (a/b - c/d) / (c/d) = (a d - c b) / (c b) */
	out.known = !__builtin_mul_overflow(out.num, (num_wide)10000, &num) &&
	    !__builtin_mul_overflow(prev->num, now->den, &den);
	out.num = num;
	out.den = out.known ? den : 1;
	return out;
}

/* A rate of two facts; the others as they are held. */
static struct rule_value
fact_value(const struct watch_pair *p, size_t fact)
{
	const struct value *v = &p->fact[fact];
	const struct value *tax = &p->fact[FACT_since_tax_yuan];
	const struct value *same = &p->fact[FACT_since_same_yuan];

	if (fact != FACT_since_yoy_pct)
		return (struct rule_value){ .known = v->known, .num = v->n,
			.den = 1, .text = v->text };
	if (!tax->known || !same->known || same->n <= 0)
		return unknown();
	return (struct rule_value){ .known = true,
		.num = ((num_wide)tax->n - same->n) * 10000, .den = same->n };
}

struct rule_value
watch_get(const void *arg, size_t id)
{
	const struct watch_pair *p = arg;
	enum watch_side side = watch_field_side(id);
	size_t base = watch_field_base(id);
	struct rule_value now, prev;

	if (side == SIDE_FACT)
		return fact_value(p, base);
	if (side == SIDE_NOW || side == SIDE_PREV)
		return side_value(p, side, base);
	now = side_value(p, SIDE_NOW, base);
	prev = side_value(p, SIDE_PREV, base);
	return side == SIDE_DIFF ? watch_minus(&now, &prev) : percent(&now, &prev);
}

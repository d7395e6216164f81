#include "rule/classify.h"

#include "base/date.h"

static void
set_flag(struct value *cell, enum rule_truth t)
{
	*cell = (struct value){ .known = t != RULE_UNKNOWN,
		.n = t == RULE_YES };
}

static void
set_text(struct value *cell, struct str text)
{
	*cell = (struct value){ .known = true, .text = text };
}

static void
set_money(struct value *cell, num_wide fen)
{
	*cell = (struct value){ 0 };
	cell->known = num_narrow(fen, &cell->n);
}

/* The name of the highest tier the amount is in, "none" below all; empty
 * where it is unknown. */
static struct str
tier_of(const struct class_rules *c, const struct value *tax)
{
	if (!tax->known)
		return STR("");
	for (size_t i = 0; i < c->ntier; i++)
		if (tier_holds(&c->tier[i], tax->n))
			return c->tier[i].name;
	return STR("none");
}

static void
set_tier(struct value *cell, struct str name)
{
	*cell = (struct value){ .known = name.n > 0, .text = name };
}

static enum rule_truth
above(const struct class_rules *c, const struct value *tax)
{
	if (!tax->known)
		return RULE_UNKNOWN;
	return tier_holds(&c->tier[c->one], tax->n) ? RULE_YES : RULE_NO;
}

/* Is the tier of that name 1 yi or higher? */
static bool
is_above(const struct class_rules *c, struct str name)
{
	for (size_t i = 0; i < c->ntier; i++)
		if (str_eq(c->tier[i].name, name))
			return tier_cmp(&c->tier[i], &c->tier[c->one]) <= 0;
	return false;
}

/*
 * The issued list outranks what is recalculated: a building on it has its
 * tier; one that is not on it was not above 1 yi.
 */
static void
last_year(const struct class_rules *c, struct building *b,
    const struct class_facts *facts, struct class_truth *out)
{
	const struct value *tax = &building_value(b, tax_last_year_yuan);
	struct str tier = tier_of(c, tax);

	out->recalculated = tier;
	out->last_year = above(c, tax);
	if (facts->base == BASE_LISTED) {
		out->base_differs = tax->known &&
		    !str_eq(tier, facts->base_tier);
		tier = facts->base_tier;
		out->last_year = is_above(c, tier) ? RULE_YES : RULE_NO;
	} else if (facts->base == BASE_ABSENT) {
		out->base_differs = out->last_year == RULE_YES;
		if (out->last_year != RULE_NO)
			tier = STR("none");
		out->last_year = RULE_NO;
	}
	set_tier(&building_class(b, tier_last_year), tier);
}

/* pace x (tax - top1) / tax: what the pace would be without the largest
 * payer, compared crosswise. */
enum rule_truth
classify_above_without_top1(const struct class_rules *c,
    const struct building *b)
{
	const struct value *tax = &building_value(b, tax_yuan);
	const struct value *top = &building_value(b, top1_tax_yuan);
	const struct value *pace = &building_value(b, pace_yuan);
	const struct tier *t = &c->tier[c->one];
	num_wide left, right;

	if (!tax->known || !top->known || !pace->known || tax->n <= 0)
		return RULE_UNKNOWN;
	left = (num_wide)pace->n * ((num_wide)tax->n - top->n);
	right = (num_wide)t->bound_fen * tax->n;
	if (t->inclusive ? left >= right : left > right)
		return RULE_YES;
	return RULE_NO;
}

static void
set_risk(const struct class_rules *c, struct building *b,
    const struct class_truth *t)
{
	struct value *cell = &building_class(b, at_risk);
	enum rule_truth pace = rule_and(t->last_year, rule_not(t->expected));
	enum rule_truth top = rule_and(t->expected,
	    rule_not(classify_above_without_top1(c, b)));

	/* one asks for a pace above, the other for one that is not: never
	 * both */
	*cell = (struct value){ 0 };
	if (pace == RULE_YES)
		set_text(cell, STR("pace"));
	else if (top == RULE_YES)
		set_text(cell, STR("top1"));
	else if (pace == RULE_NO && top == RULE_NO)
		set_text(cell, STR(""));
}

enum rule_truth
classify_pace_reaches(const struct class_rules *c, const struct value *pace)
{
	num_wide share = c->nurture_share;

	if (!pace->known)
		return RULE_UNKNOWN;
	return (num_wide)pace->n * 10000 >= share * c->tier[c->one].bound_fen
	    ? RULE_YES : RULE_NO;
}

static void
set_nurture(const struct class_rules *c, struct building *b,
    const struct class_truth *t)
{
	const struct value *tax = &building_value(b, tax_yuan);
	enum rule_truth fits = classify_pace_reaches(c,
	    &building_value(b, pace_yuan));
	int left = 12 - date_month_no(b->period);
	num_wide missing;
	int64_t first;

	set_flag(&building_class(b, nurture), rule_and(fits,
	    rule_and(rule_not(t->now), rule_not(t->last_year))));
	building_class(b, short_yuan) = (struct value){ 0 };
	building_class(b, needed_per_month_yuan) = (struct value){ 0 };
	if (!tax->known || !tier_first(&c->tier[c->one], &first))
		return;
	missing = (num_wide)first - tax->n;
	if (missing < 0)
		missing = 0;
	set_money(&building_class(b, short_yuan), missing);
	if (left > 0)
		set_money(&building_class(b, needed_per_month_yuan),
		    num_div(missing, left, NUM_UP));
}

enum rule_truth
classify_rule(const struct class_rule *r, const struct building *b)
{
	struct rule_row row = { building_get, b };
	enum rule_truth t = RULE_NO;

	for (size_t i = 0; i < r->nalternative; i++)
		t = rule_or(t, rule_truth(&r->alternative[i], &row));
	return t;
}

/* "key.A.1: tax_yuan 100000000.01 > 100000000.00" */
static void
put_reasons(struct buf *out, const struct class_rule *r, size_t i,
    const struct rule_row *row)
{
	const struct rule *a = &r->alternative[i];

	for (size_t k = 0; k < a->ncond; k++) {
		if (out->n > 0)
			buf_puts(out, "; ");
		buf_put(out, r->name);
		buf_putc(out, '.');
		buf_int(out, (int64_t)i + 1);
		buf_puts(out, ": ");
		rule_put_reason(out, &a->cond[k], row);
	}
}

/* Each alternative that holds leaves its reasons. */
static enum rule_truth
any_of(const struct class_rules *c, enum class_list list,
    const struct building *b, struct buf *reasons)
{
	struct rule_row row = { building_get, b };
	enum rule_truth any = RULE_NO;

	for (size_t i = 0; i < c->nrule; i++) {
		const struct class_rule *r = &c->rule[i];

		for (size_t k = 0; r->list == list && k < r->nalternative;
		    k++) {
			enum rule_truth t = rule_truth(&r->alternative[k],
			    &row);

			if (t == RULE_YES)
				put_reasons(reasons, r, k, &row);
			any = rule_or(any, t);
		}
	}
	return any;
}

static void
set_lists(const struct class_rules *c, struct building *b, struct arena *keep)
{
	const struct value *lead = &building_value(b, lead_specialty);
	struct value *specialty = &building_class(b, specialty);
	struct buf reasons;
	enum rule_truth t;

	buf_init(&reasons, BUF_UNBOUNDED);
	t = RULE_NO;
	if (lead->known)
		t = any_of(c, CLASS_SPECIALTY, b, &reasons);
	else if (!b->fields->has[INDICATOR_lead_specialty])
		t = RULE_UNKNOWN;
	*specialty = (struct value){ .known = t != RULE_UNKNOWN };
	if (t == RULE_YES)
		specialty->text = lead->text;
	set_flag(&building_class(b, key),
	    any_of(c, CLASS_KEY, b, &reasons));
	set_flag(&building_class(b, renovate),
	    any_of(c, CLASS_RENOVATE, b, &reasons));
	set_text(&building_class(b, reasons),
	    arena_str(keep, buf_str(&reasons)));
	buf_fini(&reasons);
}

void
classify(const struct class_rules *c, struct building *b,
    const struct class_facts *facts, struct arena *keep,
    struct class_truth *out)
{
	bool complete = date_month_no(b->period) == 12;

	*out = (struct class_truth){
		.now = above(c, &building_value(b, tax_yuan)),
		.expected = above(c, &building_value(b, pace_yuan)),
	};
	last_year(c, b, facts, out);
	set_tier(&building_class(b, tier),
	    tier_of(c, &building_value(b, tax_yuan)));
	set_tier(&building_class(b, tier_same),
	    tier_of(c, &building_value(b, tax_same_yuan)));
	set_flag(&building_class(b, new_1yi),
	    rule_and(out->now, rule_not(out->last_year)));
	set_flag(&building_class(b, left_1yi), complete ?
	    rule_and(out->last_year, rule_not(out->now)) : RULE_UNKNOWN);
	set_flag(&building_class(b, month_1yi),
	    above(c, &building_value(b, tax_month_yuan)));
	set_flag(&building_class(b, expected_1yi), out->expected);
	set_flag(&building_class(b, expected_new),
	    rule_and(out->expected, rule_not(out->last_year)));
	set_flag(&building_class(b, expected_left),
	    rule_and(out->last_year, rule_not(out->expected)));
	set_nurture(c, b, out);
	set_risk(c, b, out);
	building_class(b, recognised) = (struct value){
		.known = facts->recognitions, .text = facts->recognised };
	set_lists(c, b, keep);
}

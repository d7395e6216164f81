#include "rule/watch_facts.h"

#include "base/date.h"
#include "rule/watch_move.h"
#include "text/normal.h"

static void
set_flag(struct value *v, enum rule_truth t)
{
	*v = (struct value){ .known = t != RULE_UNKNOWN,
		.n = t == RULE_YES };
}

static void
set_none(struct value *list)
{
	*list = (struct value){ .known = true };
}

/* How high a tier is: the number of its rule, the highest first; "none" is
 * below all; a name the rules do not know is unknown. */
static bool
rank(const struct class_rules *c, const struct rule_value *tier, size_t *out)
{
	if (!tier->known)
		return false;
	for (*out = 0; *out < c->ntier; ++*out)
		if (str_eq(c->tier[*out].name, tier->text))
			return true;
	return str_is(tier->text, "none");
}

static void
tell_tiers(struct watch_pair *p, const struct watch_facts *how)
{
	struct rule_value before = watch_value(p, SIDE_PREV, INDICATOR_tier);
	struct rule_value after = watch_value(p, SIDE_NOW, INDICATOR_tier);
	struct value *crossed = &p->fact[FACT_crossed];
	struct value *fell = &p->fact[FACT_fell];
	size_t from, to;

	if (!rank(how->classes, &before, &from) ||
	    !rank(how->classes, &after, &to))
		return;
	set_none(crossed);
	set_none(fell);
	for (size_t i = to; i < from; i++)
		watch_list_add(crossed, how->classes->tier[i].name, how->keep);
	for (size_t i = from; i < to; i++)
		watch_list_add(fell, how->classes->tier[i].name, how->keep);
}

static bool
in_list(const struct value *list, struct str piece)
{
	struct str rest = list->text, each;

	while (rest.n > 0 && str_cut(&rest, ';', &each))
		if (str_eq(each, piece))
			return true;
	return false;
}

/* Within a share of the bound, above or below; one that was just passed is
 * told as such. */
static void
tell_near(struct watch_pair *p, const struct watch_facts *how)
{
	struct rule_value tax = watch_value(p, SIDE_NOW, INDICATOR_tax_yuan);

	if (!tax.known || !p->now_whole)
		return;
	set_none(&p->fact[FACT_near]);
	for (size_t i = 0; i < how->classes->ntier; i++) {
		const struct tier *t = &how->classes->tier[i];
		num_wide apart = tax.num - t->bound_fen;

		if (apart < 0)
			apart = -apart;
		if (apart * 10000 <= (num_wide)t->bound_fen * how->near_pct &&
		    !in_list(&p->fact[FACT_crossed], t->name) &&
		    !in_list(&p->fact[FACT_fell], t->name))
			watch_list_add(&p->fact[FACT_near], t->name,
			    how->keep);
	}
}

static void
tell_difference(const struct watch_pair *p, enum indicator_id id,
    struct value *out)
{
	struct rule_value before = watch_value(p, SIDE_PREV, id);
	struct rule_value after = watch_value(p, SIDE_NOW, id);

	if (before.known && after.known)
		out->known = num_narrow(after.num - before.num, &out->n);
}

/* Its last month is in the input: what it lacks lies before. */
static bool
has_last_month(const struct roster_row *row)
{
	return building_value(&row->building, tax_month_yuan).known;
}

/*
 * The months between, and the same a year before: both are differences of
 * sums that begin in January.  What both periods lack drops out, but not
 * where it is the last month of either: then other months are between.
 */
static void
tell_since(struct watch_pair *p)
{
	struct value *same = &p->fact[FACT_since_same_yuan];
	const struct value *before, *after;

	if (p->terms != WATCH_ONE_YEAR || !p->alike || (!p->now_whole &&
	    !(has_last_month(p->prev) && has_last_month(p->now))))
		return;
	tell_difference(p, INDICATOR_tax_yuan, &p->fact[FACT_since_tax_yuan]);
	before = &building_value(&p->prev->building, tax_same_yuan);
	after = &building_value(&p->now->building, tax_same_yuan);
	if (before->known && after->known)
		same->known = num_narrow((num_wide)after->n - before->n,
		    &same->n);
}

static enum rule_truth
above_one(const struct class_rules *c, const struct rule_value *tier)
{
	size_t at;

	if (!rank(c, tier, &at))
		return RULE_UNKNOWN;
	return at <= c->one ? RULE_YES : RULE_NO;
}

static enum rule_truth
flag_truth(const struct rule_value *v)
{
	return !v->known ? RULE_UNKNOWN : v->num == 1 ? RULE_YES : RULE_NO;
}

/* Among those that are counted, were last year, or are expected to be: in
 * either period. */
static void
tell_one_yi(struct watch_pair *p, const struct watch_facts *how)
{
	static const enum indicator_id tiers[] = { INDICATOR_tier,
		INDICATOR_tier_last_year };
	const struct roster_row *rows[] = { p->prev, p->now };
	enum rule_truth t = RULE_NO;

	for (int i = 0; i < 2; i++) {
		struct rule_value v;

		if (rows[i] == NULL)
			continue;
		for (int k = 0; k < 2; k++) {
			v = building_get(&rows[i]->building,
			    (size_t)tiers[k]);
			t = rule_or(t, above_one(how->classes, &v));
		}
		v = building_get(&rows[i]->building,
		    (size_t)INDICATOR_expected_1yi);
		if (i == 0 ? p->prev_whole : p->now_whole)
			t = rule_or(t, flag_truth(&v));
	}
	set_flag(&p->fact[FACT_one_yi], t);
}

static bool
same_name(struct str a, struct str b)
{
	struct buf x, y;
	bool same;

	buf_init(&x, BUF_UNBOUNDED);
	buf_init(&y, BUF_UNBOUNDED);
	normal_key(&x, a);
	normal_key(&y, b);
	same = str_eq(buf_str(&x), buf_str(&y));
	buf_fini(&x);
	buf_fini(&y);
	return same;
}

/* Entries of the register that are known in both and differ.  A name may
 * change its width and blanks. */
static void
tell_changed(struct watch_pair *p, const struct watch_facts *how)
{
	static const enum indicator_id entries[] = { INDICATOR_name,
		INDICATOR_district, INDICATOR_stage, INDICATOR_operator_id,
		INDICATOR_completed, INDICATOR_grade, INDICATOR_ownership,
		INDICATOR_gfa_m2, INDICATOR_leasable_m2 };
	struct value *changed = &p->fact[FACT_changed];

	set_none(changed);
	for (size_t i = 0; i < sizeof(entries) / sizeof(entries[0]); i++) {
		const struct indicator *x = indicator_at(entries[i]);
		const struct value *a = &p->prev->building.value[entries[i]];
		const struct value *b = &p->now->building.value[entries[i]];

		if (!a->known || !b->known || (value_type_is_text(x->type)
		    ? str_eq(a->text, b->text) ||
		        (entries[i] == INDICATOR_name &&
		            same_name(a->text, b->text))
		    : a->n == b->n))
			continue;
		watch_list_add(changed, str_from(x->name), how->keep);
	}
}

/* The truth of the rules of specialty on the current row: an empty cell of
 * the input may mean none, or not known. */
static enum rule_truth
is_specialty(const struct watch_pair *p, const struct class_rules *c)
{
	const struct building *b = &p->now->building;
	enum rule_truth t = RULE_NO;

	if (!b->fields->has[INDICATOR_lead_specialty])
		return RULE_UNKNOWN;
	if (!building_value(b, lead_specialty).known)
		return RULE_NO;
	for (size_t i = 0; i < c->nrule; i++)
		if (c->rule[i].list == CLASS_SPECIALTY)
			t = rule_or(t, classify_rule(&c->rule[i], b));
	return t;
}

static void
tell_specialty(struct watch_pair *p, const struct watch_facts *how)
{
	struct rule_value before = watch_value(p, SIDE_PREV,
	    INDICATOR_specialty);
	struct rule_value after = watch_value(p, SIDE_NOW,
	    INDICATOR_specialty);
	enum rule_truth lost;

	if (!p->alike)
		return;
	if (!before.known)
		lost = RULE_NO;
	else if (after.known)
		lost = str_eq(before.text, after.text) ? RULE_NO : RULE_YES;
	else
		lost = rule_not(is_specialty(p, how->classes));
	set_flag(&p->fact[FACT_specialty_lost], lost);
}

/* Where the tenancies tell whether it left (watch_moves was here before),
 * another largest taxpayer is no finding: one was overtaken. */
static void
tell_top1(struct watch_pair *p)
{
	struct rule_value before = watch_value(p, SIDE_PREV,
	    INDICATOR_top1_uscc);
	struct rule_value after = watch_value(p, SIDE_NOW,
	    INDICATOR_top1_uscc);

	if (!before.known || !after.known)
		return;
	set_flag(&p->fact[FACT_top1_changed],
	    !p->fact[FACT_top1_left].known &&
	    !str_eq(before.text, after.text) ? RULE_YES : RULE_NO);
}

void
watch_facts(struct watch_pair *p, const struct watch_facts *how)
{
	tell_tiers(p, how);
	tell_near(p, how);
	tell_one_yi(p, how);
	if (p->now != NULL)
		p->fact[FACT_missing_months] = (struct value){ .known = true,
			.n = watch_missing(p->now) };
	if (p->prev == NULL || p->now == NULL)
		return;
	tell_since(p);
	tell_changed(p, how);
	tell_specialty(p, how);
	tell_top1(p);
}

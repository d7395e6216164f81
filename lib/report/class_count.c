/* Counts of classes. */
#include "report/class_count.h"

#include "base/date.h"

static bool
is_set(const struct value *flag)
{
	return flag->known && flag->n == 1;
}

static void
balance_add(struct class_balance *b, const struct value *last,
    const struct value *in, const struct value *out, bool now)
{
	b->last += building_above(last);
	b->in += is_set(in);
	b->out += is_set(out);
	b->now += now;
}

static void
add_flags(struct class_count *c, const struct value *v, struct behind *b)
{
	const struct {
		size_t *n;
		size_t col;
	} flag[] = { { &c->is_new, B_NEW }, { &c->left, B_LEFT },
		{ &c->month, B_MONTH_1YI }, { &c->expected, B_EXPECTED },
		{ &c->expected_new, B_EXPECTED_NEW },
		{ &c->expected_left, B_EXPECTED_LEFT },
		{ &c->nurture, B_NURTURE }, { &c->key, B_KEY },
		{ &c->renovate, B_RENOVATE } };

	for (size_t i = 0; i < sizeof(flag) / sizeof(flag[0]); i++)
		behind_count_if(b, flag[i].n, &v[flag[i].col],
		    is_set(&v[flag[i].col]));
	behind_count_if(b, &c->at_risk, &v[B_AT_RISK], v[B_AT_RISK].known);
	behind_count_if(b, &c->recognised, &v[B_RECOGNISED],
	    v[B_RECOGNISED].known);
	behind_count_if(b, &c->candidates, &v[B_SPECIALTY],
	    v[B_SPECIALTY].known);
}

/* Each tier holds those above it. */
static void
add_tiers(struct class_count *c, const struct value *v, struct behind *b)
{
	const struct value *tier = &v[B_TIER];
	int64_t bound = building_tier(tier);

	behind_count_if(b, &c->above, tier, bound >= 1);
	behind_count_if(b, &c->above5, tier, bound >= 5);
	behind_count_if(b, &c->above10, tier, bound >= 10);
	behind_count_if(b, &c->last, &v[B_TIER_LAST],
	    building_above(&v[B_TIER_LAST]));
	behind_count_if(b, &c->same, &v[B_TIER_SAME],
	    building_above(&v[B_TIER_SAME]));
}

void
class_count_add(struct class_count *c, const struct value *v,
    struct behind *b)
{
	bool above = building_above(&v[B_TIER]);

	behind_count(b, &c->buildings, &v[B_ID]);
	add_tiers(c, v, b);
	behind_count_if(b, &c->no_tier, &v[B_TIER], !v[B_TIER].known);
	c->no_last += above && !v[B_TIER_LAST].known;
	c->no_expected += !v[B_EXPECTED].known;
	add_flags(c, v, b);
	if (v[B_TIER].known && v[B_TIER_LAST].known)
		balance_add(&c->year, &v[B_TIER_LAST], &v[B_NEW], &v[B_LEFT],
		    above);
	if (v[B_EXPECTED].known && v[B_TIER_LAST].known)
		balance_add(&c->expectation, &v[B_TIER_LAST],
		    &v[B_EXPECTED_NEW], &v[B_EXPECTED_LEFT],
		    is_set(&v[B_EXPECTED]));
}

bool
class_count_check(const struct class_count *c, struct report *r)
{
	const struct class_balance *y = &c->year, *e = &c->expectation;
	bool whole = r->period >= 0 && date_month_no(r->period) == 12;

	return (!whole || report_agree(r,
	        "above 1yi last year + new - left = above 1yi",
	        "上年亿元楼宇＋新增－退出＝本年亿元楼宇",
	        (num_wide)y->last + (num_wide)y->in - (num_wide)y->out,
	        (num_wide)y->now)) && report_agree(r,
	    "above 1yi last year + expected new - expected to leave = expected",
	    "上年亿元楼宇＋预计新增－预计退出＝预计亿元楼宇",
	    (num_wide)e->last + (num_wide)e->in - (num_wide)e->out,
	    (num_wide)e->now);
}

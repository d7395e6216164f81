#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdlib.h>

#include "base/date.h"
#include "rule/watch_facts.h"
#include "rule/watch_match.h"
#include "rule/watch_move.h"

/* Two rows made by hand: every column unknown but those that are set. */
struct side {
	struct building_fields fields;
	struct value value[BUILDING_COLUMNS];
	struct roster_row row;
};

static void
make_side(struct side *s, const char *id, int year, int month)
{
	*s = (struct side){ 0 };
	building_fields_init(&s->fields);
	s->row.id = str_from(id);
	s->row.building.fields = &s->fields;
	s->row.building.value = s->value;
	s->row.building.period = date_month_of(year, month);
}

static struct value *
cell(struct side *s, enum indicator_id id)
{
	return (size_t)id < BUILDING_COLUMNS ? &s->value[id] :
	    &s->row.building.class[(size_t)id - (size_t)INDICATOR_tier];
}

static void
set(struct side *s, enum indicator_id id, int64_t n)
{
	*cell(s, id) = (struct value){ .known = true, .n = n };
}

static void
set_text(struct side *s, enum indicator_id id, const char *text)
{
	*cell(s, id) = (struct value){ .known = true,
		.text = str_from(text) };
}

/* The value of a name that a rule can use; text: what it prints. */
static void
assert_name(const struct watch_pair *p, const char *name, bool known,
    int64_t n)
{
	struct watch_scope scope;
	struct rule_scope asked;
	struct rule_field field;
	struct rule_value v;

	watch_scope_init(&scope, p->prev->building.fields,
	    p->now->building.fields, "1yi|none");
	asked = watch_rule_scope(&scope, NULL);
	if (!asked.find(asked.arg, str_from(name), &field))
		fail_msg("%s: no such name", name);
	v = watch_get(p, field.id);
	if (v.known != known)
		fail_msg("%s: %s", name, v.known ? "known" : "unknown");
	if (known && num_div(v.num, v.den, NUM_HALF_AWAY) != n)
		fail_msg("%s is %lld, not %lld", name,
		    (long long)num_div(v.num, v.den, NUM_HALF_AWAY),
		    (long long)n);
}

static void
like_is_compared_with_like(void **state)
{
	static const struct {
		int year, month, months; /* of the previous period */
		int now_months;          /* of 2023-06 */
		bool sum, even, yoy, stock;
	} cases[] = {
		{ 2023, 5, 5, 6, true, true, true, true },
		{ 2023, 1, 1, 6, true, true, true, true },
		{ 2022, 6, 6, 6, true, true, true, true },
		{ 2022, 12, 12, 6, false, false, true, true },
		{ 2022, 5, 5, 6, false, false, true, true },
		{ 2021, 6, 6, 6, true, true, true, true },
		/* months missing: of one, of both, of two years */
		{ 2023, 5, 4, 6, false, false, true, true },
		{ 2023, 5, 5, 5, false, false, false, true },
		{ 2023, 5, 4, 5, true, true, false, true },
		{ 2022, 6, 5, 5, false, false, false, true },
		{ 2022, 6, 6, 5, false, false, false, true },
		{ 2022, 6, 5, 6, false, false, true, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct side a, b;
		struct watch_pair p;
		bool sum = cases[i].sum, even = cases[i].even;

		make_side(&a, "b", cases[i].year, cases[i].month);
		make_side(&b, "b", 2023, 6);
		set(&a, INDICATOR_tax_months, cases[i].months);
		set(&b, INDICATOR_tax_months, cases[i].now_months);
		set(&a, INDICATOR_tax_yuan, 1000);
		set(&b, INDICATOR_tax_yuan, 1500);
		set(&a, INDICATOR_tax_same_yuan, 800);
		set(&b, INDICATOR_tax_same_yuan, 1200);
		set(&a, INDICATOR_tax_month_yuan, 100);
		set(&b, INDICATOR_tax_month_yuan, 80);
		set(&a, INDICATOR_enterprises, 10);
		set(&b, INDICATOR_enterprises, 12);
		set_text(&a, INDICATOR_recognised, "finance");
		set_text(&b, INDICATOR_at_risk, "pace");
		watch_pair_init(&p, &a.row, &b.row, watch_terms_of(
		    a.row.building.period, b.row.building.period));
		assert_name(&p, "tax_yuan", true, 1500);
		assert_name(&p, "prev.tax_yuan", sum, 1000);
		assert_name(&p, "diff.tax_yuan", sum, 500);
		assert_name(&p, "pct.tax_yuan", sum, 5000);
		assert_name(&p, "diff.tax_month_yuan", even, -20);
		assert_name(&p, "pct.tax_month_yuan", even, -2000);
		assert_name(&p, "tax_yoy_pct", cases[i].yoy, 2500);
		assert_name(&p, "at_risk", cases[i].yoy, 0);
		assert_name(&p, "prev.recognised", cases[i].stock, 0);
		assert_name(&p, "prev.enterprises", cases[i].stock, 10);
		assert_name(&p, "prev.months", true, cases[i].month);
		assert_name(&p, "diff.enterprises", cases[i].stock, 2);
		assert_name(&p, "pct.enterprises", cases[i].stock, 2000);
	}
}

static void
the_unknown_has_no_difference(void **state)
{
	struct side a, b;
	struct watch_pair p;

	(void)state;
	make_side(&a, "b", 2023, 5);
	make_side(&b, "b", 2023, 6);
	set(&b, INDICATOR_enterprises, 12);
	set(&a, INDICATOR_employees, 0);
	set(&b, INDICATOR_employees, 12);
	watch_pair_init(&p, &a.row, &b.row, WATCH_ONE_YEAR);
	assert_name(&p, "prev.enterprises", false, 0);
	assert_name(&p, "diff.enterprises", false, 0);
	assert_name(&p, "pct.enterprises", false, 0);
	assert_name(&p, "diff.employees", true, 12);
	assert_name(&p, "pct.employees", false, 0); /* of nothing */
}

/* A share of 1/3 and one of 2/3, of amounts whose product needs 128 bits. */
static void
rates_are_compared_by_their_pairs(void **state)
{
	struct side a, b;
	struct watch_pair p;

	(void)state;
	make_side(&a, "b", 2023, 5);
	make_side(&b, "b", 2023, 6);
	set(&a, INDICATOR_positive_tax_yuan, INT64_C(30000000000000));
	set(&a, INDICATOR_top1_tax_yuan, INT64_C(10000000000000));
	set(&b, INDICATOR_positive_tax_yuan, INT64_C(60000000000003));
	set(&b, INDICATOR_top1_tax_yuan, INT64_C(40000000000002));
	watch_pair_init(&p, &a.row, &b.row, WATCH_ONE_YEAR);
	assert_name(&p, "diff.top1_pct", true, 3333);
	assert_name(&p, "pct.top1_pct", true, 10000);
	set(&a, INDICATOR_occupied_m2, 800000);
	set(&a, INDICATOR_occupancy_base_m2, 1000000);
	set(&b, INDICATOR_occupied_m2, 7000);
	set(&b, INDICATOR_occupancy_base_m2, 10000);
	assert_name(&p, "diff.occupancy_pct", true, -1000);
	assert_name(&p, "pct.occupancy_pct", true, -1250);
}

static void
find_facts(struct watch_pair *p, struct arena *keep)
{
	static struct tier tier[] = {
		{ .name = { "5yi", 3 }, .bound_fen = INT64_C(50000000000) },
		{ .name = { "1yi", 3 }, .bound_fen = INT64_C(10000000000) },
	};
	struct class_rules classes = { .tier = tier, .ntier = 2, .one = 1 };
	struct watch_facts how = { &classes, 200, keep };

	watch_facts(p, &how);
}

static void
what_came_since_is_of_the_same_months(void **state)
{
	static const struct {
		int prev_months, now_months; /* of 5, of 6 */
		bool prev_last, now_last;    /* the last month is there */
		bool known;
	} cases[] = {
		{ 5, 6, true, true, true },
		{ 5, 6, false, false, true }, /* the column is not there */
		{ 4, 5, true, true, true },   /* both lack an earlier one */
		{ 4, 5, false, false, false },
		{ 4, 5, false, true, false },
		{ 4, 5, true, false, false },
		{ 4, 6, true, true, false },
		{ 5, 5, true, false, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena keep = { 0 };
		struct side a, b;
		struct watch_pair p;

		make_side(&a, "b", 2023, 5);
		make_side(&b, "b", 2023, 6);
		set(&a, INDICATOR_tax_months, cases[i].prev_months);
		set(&b, INDICATOR_tax_months, cases[i].now_months);
		set(&a, INDICATOR_tax_yuan, 1000);
		set(&b, INDICATOR_tax_yuan, 1500);
		set(&a, INDICATOR_tax_same_yuan, 800);
		set(&b, INDICATOR_tax_same_yuan, 1800);
		if (cases[i].prev_last)
			set(&a, INDICATOR_tax_month_yuan, 1);
		if (cases[i].now_last)
			set(&b, INDICATOR_tax_month_yuan, 1);
		watch_pair_init(&p, &a.row, &b.row, WATCH_ONE_YEAR);
		find_facts(&p, &keep);
		assert_name(&p, "since_tax_yuan", cases[i].known, 500);
		assert_name(&p, "since_same_yuan", cases[i].known, 1000);
		assert_name(&p, "since_yoy_pct", cases[i].known, -5000);
		assert_name(&p, "prev.months", true, 5);
		assert_name(&p, "diff.months", true, 1);
		arena_fini(&keep);
	}
}

static void
assert_list(const struct value *list, const char *text)
{
	assert_int_equal(list->known, text != NULL);
	if (text != NULL && !str_is(list->text, text))
		fail_msg("%.*s, not %s", STR_ARG(list->text), text);
}

/* What is not known of either row, or not comparable, tells nothing. */
static void
facts_rest_on_what_is_known(void **state)
{
	static const struct {
		bool prev_tax, now_tax, prev_same, now_same;
		int64_t same; /* now; before it is 800 */
		int prev_year;
		bool tax, base, growth;
	} cases[] = {
		{ true, true, true, true, 1800, 2023, true, true, true },
		{ false, true, true, true, 1800, 2023, false, true, false },
		{ true, false, true, true, 1800, 2023, false, true, false },
		{ true, true, false, true, 1800, 2023, true, false, false },
		{ true, true, true, false, 1800, 2023, true, false, false },
		{ true, true, true, true, 800, 2023, true, true, false },
		{ true, true, true, true, 700, 2023, true, true, false },
		{ true, true, true, true, 1800, 2022, false, false, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena keep = { 0 };
		struct side a, b;
		struct watch_pair p;

		make_side(&a, "b", cases[i].prev_year, 6);
		make_side(&b, "b", 2023, 6);
		if (cases[i].prev_tax)
			set(&a, INDICATOR_tax_yuan, 1000);
		if (cases[i].now_tax)
			set(&b, INDICATOR_tax_yuan, 1500);
		if (cases[i].prev_same)
			set(&a, INDICATOR_tax_same_yuan, 800);
		if (cases[i].now_same)
			set(&b, INDICATOR_tax_same_yuan, cases[i].same);
		watch_pair_init(&p, &a.row, &b.row, watch_terms_of(
		    a.row.building.period, b.row.building.period));
		find_facts(&p, &keep);
		assert_name(&p, "since_tax_yuan", cases[i].tax, 500);
		assert_name(&p, "since_same_yuan", cases[i].base,
		    cases[i].same - 800);
		assert_name(&p, "since_yoy_pct", cases[i].growth, -5000);
		arena_fini(&keep);
	}
}

/* Above now, last year or expected, in either row; what a short period
 * expects does not count. */
static void
what_touches_the_count_is_told(void **state)
{
	static const struct {
		const char *prev_tier, *now_tier, *prev_last, *now_last;
		int prev_expected, now_expected; /* -1: unknown */
		int prev_months, now_months;
		bool known;
		int64_t n;
	} cases[] = {
		{ "none", "none", "none", "none", 0, 0, 5, 6, true, 0 },
		{ "1yi", "none", "none", "none", 0, 0, 5, 6, true, 1 },
		{ "none", "5yi", "none", "none", 0, 0, 5, 6, true, 1 },
		{ "none", "none", "1yi", "none", 0, 0, 5, 6, true, 1 },
		{ "none", "none", "none", "1yi", 0, 0, 5, 6, true, 1 },
		{ "none", "none", "none", "none", 1, 0, 5, 6, true, 1 },
		{ "none", "none", "none", "none", 0, 1, 5, 6, true, 1 },
		{ "none", "none", "none", "none", 1, 0, 4, 6, true, 0 },
		{ "none", "none", "none", "none", 0, 1, 5, 5, true, 0 },
		{ "none", "none", "none", "none", 0, -1, 5, 6, false, 0 },
		{ "none", "", "none", "none", 0, 0, 5, 6, false, 0 },
		{ "1yi", "", "none", "none", 0, -1, 5, 6, true, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena keep = { 0 };
		struct side side[2];
		struct watch_pair p;

		for (int k = 0; k < 2; k++) {
			const char *tier = k == 0 ? cases[i].prev_tier :
			    cases[i].now_tier;
			int expected = k == 0 ? cases[i].prev_expected :
			    cases[i].now_expected;

			make_side(&side[k], "b", 2023, 5 + k);
			if (tier[0] != '\0')
				set_text(&side[k], INDICATOR_tier, tier);
			set_text(&side[k], INDICATOR_tier_last_year, k == 0 ?
			    cases[i].prev_last : cases[i].now_last);
			set(&side[k], INDICATOR_tax_months, k == 0 ?
			    cases[i].prev_months : cases[i].now_months);
			if (expected >= 0)
				set(&side[k], INDICATOR_expected_1yi,
				    expected);
		}
		watch_pair_init(&p, &side[0].row, &side[1].row,
		    WATCH_ONE_YEAR);
		find_facts(&p, &keep);
		if (p.fact[FACT_one_yi].known != cases[i].known ||
		    (cases[i].known &&
		        p.fact[FACT_one_yi].n != cases[i].n))
			fail_msg("case %zu", i);
		arena_fini(&keep);
	}
}

static void
tiers_are_crossed_and_near(void **state)
{
	static const struct {
		const char *prev, *now;
		int64_t tax;
		const char *crossed, *fell, *near;
	} cases[] = {
		{ "none", "1yi", 10000000001, "1yi", "", "" },
		{ "none", "5yi", 60000000000, "5yi;1yi", "", "" },
		{ "5yi", "none", 9800000000, "", "5yi;1yi", "" },
		{ "1yi", "1yi", 10200000000, "", "", "1yi" },
		{ "1yi", "1yi", 10200000001, "", "", "" },
		{ "none", "none", 9800000000, "", "", "1yi" },
		{ "none", "none", 9799999999, "", "", "" },
		{ "2yi", "1yi", 10000000001, NULL, NULL, "1yi" },
		{ "", "1yi", 10000000001, NULL, NULL, "1yi" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena keep = { 0 };
		struct side a, b;
		struct watch_pair p;

		make_side(&a, "b", 2023, 5);
		make_side(&b, "b", 2023, 6);
		if (cases[i].prev[0] != '\0')
			set_text(&a, INDICATOR_tier, cases[i].prev);
		set_text(&b, INDICATOR_tier, cases[i].now);
		set(&b, INDICATOR_tax_yuan, cases[i].tax);
		watch_pair_init(&p, &a.row, &b.row, WATCH_ONE_YEAR);
		find_facts(&p, &keep);
		assert_list(&p.fact[FACT_crossed], cases[i].crossed);
		assert_list(&p.fact[FACT_fell], cases[i].fell);
		assert_list(&p.fact[FACT_near], cases[i].near);
		set(&b, INDICATOR_tax_months, 5); /* of 6 */
		watch_pair_init(&p, &a.row, &b.row, WATCH_ONE_YEAR);
		find_facts(&p, &keep);
		assert_list(&p.fact[FACT_near], NULL);
		arena_fini(&keep);
	}
}

/* Names that are gone, names that came; how many of each are left. */
static void
names_tell_what_is_the_same(void **state)
{
	static const struct {
		const char *gone[3], *came[3];
		enum watch_fact fact; /* of the building named by `of` */
		const char *of;
		int vanished, appeared;
	} cases[] = {
		{ { "青禾大厦" }, { "青禾大厦" }, FACT_renumbered, "c0", 0, 0 },
		{ { "青禾大厦" }, { "白鹭大厦" }, FACT_vanished, "g0", 1, 1 },
		{ { "青禾大厦" }, { "青禾大厦A座", "青禾大厦B座" }, FACT_split,
		    "g0", 0, 0 },
		{ { "青禾大厦A座", "青禾大厦B座" }, { "青禾大厦" },
		    FACT_merged, "c0", 0, 0 },
		{ { "青禾大厦" }, { "青禾大厦A座" }, FACT_vanished, "g0", 1, 1 },
		{ { "创新园1" }, { "创新园11", "创新园12" }, FACT_vanished,
		    "g0", 1, 2 },
		{ { "创新园" }, { "创新园11", "创新园12" }, FACT_split, "g0",
		    0, 0 },
		{ { "青禾", "青禾大厦" }, { "青禾大厦A座", "青禾大厦B座" },
		    FACT_split, "g1", 1, 0 },
		{ { "汇" }, { "汇东", "汇西" }, FACT_vanished, "g0", 1, 2 },
		{ { "汇ab" }, { "汇ab东", "汇ab西" }, FACT_vanished, "g0", 1,
		    2 },
		{ { "青禾" }, { "青禾东", "青禾西" }, FACT_split, "g0", 0, 0 },
		{ { "创新园0" }, { "创新园01", "创新园08" }, FACT_vanished,
		    "g0", 1, 2 },
		{ { "创新园1" }, { "创新园10", "创新园19" }, FACT_vanished,
		    "g0", 1, 2 },
		{ { "创新园9" }, { "创新园91", "创新园98" }, FACT_vanished,
		    "g0", 1, 2 },
		{ { "青禾大厦" }, { "青禾大厦", "青禾大厦A座" },
		    FACT_renumbered, "c0", 0, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		static const char *const id[2][3] = { { "c0", "c1", "c2" },
			{ "g0", "g1", "g2" } };
		struct arena keep = { 0 };
		struct side side[6];
		struct watch_pair pair[6];
		struct watch_match m = { .pair = pair, .keep = &keep };
		int vanished = 0, appeared = 0;

		for (int g = 0; g < 2; g++)
			for (int k = 0; k < 3; k++) {
				const char *name = g == 1 ? cases[i].gone[k] :
				    cases[i].came[k];
				struct side *s = &side[m.n];

				if (name == NULL)
					continue;
				make_side(s, id[g][k], 2023, g == 1 ? 5 : 6);
				set_text(s, INDICATOR_name, name);
				set_text(s, INDICATOR_district, "320571");
				watch_pair_init(&pair[m.n++],
				    g == 1 ? &s->row : NULL,
				    g == 1 ? NULL : &s->row, WATCH_ONE_YEAR);
			}
		watch_match(&m);
		for (size_t k = 0; k < m.n; k++) {
			vanished += pair[k].fact[FACT_vanished].n == 1;
			appeared += pair[k].fact[FACT_appeared].n == 1;
			if (str_is(pair[k].id, cases[i].of) &&
			    pair[k].fact[cases[i].fact].n != 1)
				fail_msg("%s: not so", cases[i].gone[0]);
		}
		if (vanished != cases[i].vanished ||
		    appeared != cases[i].appeared)
			fail_msg("%s: %d gone, %d came", cases[i].gone[0],
			    vanished, appeared);
		arena_fini(&keep);
	}
}

/* Under another name and id: what speaks for one building. */
static void
figures_tell_what_is_the_same(void **state)
{
	static const struct {
		const char *top1[2], *district[2];
		int64_t last_year[2], gfa[2], completed[2], enterprises[2];
		bool same; /* figures: -1 is unknown */
	} cases[] = {
		{ { "U", "U" }, { "A", "A" }, { -1, -1 }, { -1, -1 },
		    { 9, 9 }, { -1, -1 }, true },
		{ { "U", "U" }, { "A", "A" }, { -1, -1 }, { -1, -1 },
		    { 9, 8 }, { -1, -1 }, false },
		{ { "U", "U" }, { "A", "B" }, { -1, -1 }, { -1, -1 },
		    { 9, 9 }, { -1, -1 }, false },
		{ { "", "" }, { "A", "A" }, { 7, 7 }, { -1, -1 },
		    { -1, -1 }, { -1, -1 }, true },
		{ { "", "" }, { "A", "A" }, { 0, 0 }, { -1, -1 },
		    { -1, -1 }, { -1, -1 }, false },
		{ { "", "" }, { "A", "A" }, { 7, -1 }, { -1, -1 },
		    { -1, -1 }, { -1, -1 }, false },
		{ { "", "" }, { "A", "A" }, { -1, -1 }, { 5, 5 }, { 9, 9 },
		    { 3, 3 }, true },
		{ { "", "" }, { "A", "A" }, { -1, -1 }, { 5, 5 }, { 9, 9 },
		    { 0, 0 }, false },
		{ { "", "" }, { "A", "A" }, { -1, -1 }, { 5, 5 }, { -1, 9 },
		    { 3, 3 }, false },
		{ { "", "" }, { "A", "A" }, { -1, -1 }, { 5, 6 }, { 9, 9 },
		    { 3, 3 }, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena keep = { 0 };
		struct side side[2];
		struct watch_pair pair[2];
		struct watch_match m = { .pair = pair, .n = 2,
			.keep = &keep };

		for (int k = 0; k < 2; k++) {
			struct side *s = &side[k];

			make_side(s, k == 0 ? "a" : "b", 2023, 5 + k);
			set_text(s, INDICATOR_name, k == 0 ? "甲" : "乙");
			set_text(s, INDICATOR_district, cases[i].district[k]);
			if (cases[i].top1[k][0] != '\0')
				set_text(s, INDICATOR_top1_uscc,
				    cases[i].top1[k]);
			if (cases[i].last_year[k] >= 0)
				set(s, INDICATOR_tax_last_year_yuan,
				    cases[i].last_year[k]);
			if (cases[i].gfa[k] >= 0)
				set(s, INDICATOR_gfa_m2, cases[i].gfa[k]);
			if (cases[i].completed[k] >= 0)
				set(s, INDICATOR_completed,
				    cases[i].completed[k]);
			if (cases[i].enterprises[k] >= 0)
				set(s, INDICATOR_enterprises,
				    cases[i].enterprises[k]);
		}
		watch_pair_init(&pair[0], &side[0].row, NULL, WATCH_ONE_YEAR);
		watch_pair_init(&pair[1], NULL, &side[1].row, WATCH_ONE_YEAR);
		watch_match(&m);
		if (pair[1].fact[FACT_renumbered].n != cases[i].same ||
		    pair[0].fact[FACT_vanished].n == cases[i].same ||
		    pair[1].fact[FACT_appeared].n == cases[i].same)
			fail_msg("case %zu", i);
		arena_fini(&keep);
	}
}

/* Several that came speak for it: the one of its name, of these the one of
 * its figures, of these the first. */
static void
of_several_the_likeliest_is_the_same(void **state)
{
	static const struct {
		const char *name[3];
		int64_t last_year[3], gfa[3];
		size_t same;
	} cases[] = {
		{ { "乙", "甲", "丙" }, { 7, 0, 0 }, { 0, 0, 0 }, 1 },
		{ { "乙", "甲", "甲" }, { 0, 0, 0 }, { 0, 0, 5 }, 2 },
		{ { "乙", "甲", "甲" }, { 0, 0, 0 }, { 0, 5, 5 }, 1 },
		{ { "甲", "甲", "甲" }, { 0, 0, 0 }, { 0, 0, 0 }, 0 },
		{ { "甲", "乙", "乙" }, { 0, 7, 7 }, { 0, 0, 5 }, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		static const char *const id[] = { "c0", "c1", "c2" };
		struct arena keep = { 0 };
		struct side gone, came[3];
		struct watch_pair pair[4];
		struct watch_match m = { .pair = pair, .n = 4,
			.keep = &keep };

		make_side(&gone, "g", 2023, 5);
		set_text(&gone, INDICATOR_name, "甲");
		set(&gone, INDICATOR_tax_last_year_yuan, 7);
		set(&gone, INDICATOR_gfa_m2, 5);
		for (size_t k = 0; k < 3; k++) {
			make_side(&came[k], id[k], 2023, 6);
			set_text(&came[k], INDICATOR_name, cases[i].name[k]);
			set(&came[k], INDICATOR_tax_last_year_yuan,
			    cases[i].last_year[k]);
			set(&came[k], INDICATOR_gfa_m2, cases[i].gfa[k]);
			watch_pair_init(&pair[k], NULL, &came[k].row,
			    WATCH_ONE_YEAR);
		}
		watch_pair_init(&pair[3], &gone.row, NULL, WATCH_ONE_YEAR);
		watch_match(&m);
		for (size_t k = 0; k < 3; k++)
			if (pair[k].fact[FACT_renumbered].n !=
			    (k == cases[i].same))
				fail_msg("case %zu: %s", i, id[k]);
		arena_fini(&keep);
	}
}

/* A tenancy from..to in the building, months of 2023; 0: open. */
static void
a_tenancy_that_ended_by_the_period_has_ended(void **state)
{
	static const struct {
		int from, to, back; /* back: a second one begins */
		enum rule_truth left; /* from May to June */
	} cases[] = {
		{ 1, 0, 0, RULE_NO }, { 1, 4, 0, RULE_NO },
		{ 1, 5, 0, RULE_YES }, { 1, 6, 0, RULE_YES },
		{ 1, 7, 0, RULE_NO }, { 1, 5, 6, RULE_NO },
		{ 1, 5, 7, RULE_NO }, { 1, 5, 8, RULE_YES },
		{ 6, 6, 0, RULE_YES }, { 7, 0, 0, RULE_NO },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct tenure_tenancy tenancy[2] = { 0 };
		struct tenure_seat seat = { .ntenancy =
			cases[i].back == 0 ? 1 : 2 };
		struct tenure_run seats = { 0, 1 };
		struct tenure t = { .tenancy = tenancy, .seat = &seat,
			.seats = &seats };
		int year = date_month_of(2023, 1) - 1;

		tenancy[0].from = year + cases[i].from;
		tenancy[0].to = cases[i].to == 0 ? INT_MAX :
		    year + cases[i].to;
		tenancy[1].from = year + cases[i].back;
		tenancy[1].to = INT_MAX;
		if (watch_has_left(&t, 0, 0, year + 5, year + 6) !=
		    cases[i].left)
			fail_msg("%d to %d, back in %d", cases[i].from,
			    cases[i].to, cases[i].back);
		assert_int_equal(watch_has_left(&t, 0, 1, year + 5, year + 6),
		    RULE_UNKNOWN);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(like_is_compared_with_like),
		cmocka_unit_test(the_unknown_has_no_difference),
		cmocka_unit_test(rates_are_compared_by_their_pairs),
		cmocka_unit_test(what_came_since_is_of_the_same_months),
		cmocka_unit_test(facts_rest_on_what_is_known),
		cmocka_unit_test(what_touches_the_count_is_told),
		cmocka_unit_test(tiers_are_crossed_and_near),
		cmocka_unit_test(names_tell_what_is_the_same),
		cmocka_unit_test(figures_tell_what_is_the_same),
		cmocka_unit_test(of_several_the_likeliest_is_the_same),
		cmocka_unit_test(a_tenancy_that_ended_by_the_period_has_ended),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

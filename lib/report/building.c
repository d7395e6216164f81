/* What lists of classified buildings share. */
#include "report/building.h"

#include "base/date.h"
#include "print/words.h"
#include "schema/indicator.h"

#define YI INT64_C(10000000000) /* fen */

const char *const building_columns[B_COLUMNS] = { "period", "building_id",
	"name", "district", "tax_yuan", "tax_last_year_yuan", "tier",
	"tier_last_year", "new_1yi", "left_1yi", "key", "reasons",
	"tax_months", "gfa_m2", "tax_same_yuan", "tax_yoy_pct",
	"area_base_m2", "tax_per_m2_yuan", "occupied_m2",
	"occupancy_base_m2", "occupancy_pct", "top1_tax_yuan", "top1_pct",
	"positive_tax_yuan", "lead_specialty", "lead_tax_yuan",
	"lead_tax_pct", "completed", "stage", "operator_id", "tax_month_yuan",
	"silent", "enterprises", "matched", "lead_m2", "lead_area_pct",
	"lead_enterprises", "lead_count_pct", "hhi", "pace_yuan",
	"pace_basis", "tier_same", "month_1yi", "expected_1yi",
	"expected_new", "expected_left", "nurture", "short_yuan",
	"needed_per_month_yuan", "at_risk", "specialty", "recognised",
	"renovate", "entered", "payers", "top1_uscc", "top2_tax_yuan" };

const struct report_need building_need = BUILDING_NEED("classified",
    REPORT_PERIOD, true, NULL, 0);

void
building_marks_init(struct building_marks *m)
{
	*m = (struct building_marks){ .months = 12 };
	buf_init(&m->star, BUF_UNBOUNDED);
}

void
building_marks_fini(struct building_marks *m)
{
	buf_fini(&m->star);
}

void
building_marks_note(struct report *r, struct table *t,
    const struct building_marks *m)
{
	static const struct str none = { "", 0 };
	struct arena *a = &r->keep;

	if (m->star.n > 0)
		table_add_note(t, none, words_fill(a, words(r->lang,
		    "* $1。四舍五入显示如界限，档次以分为单位判定。",
		    "* $1. Rounded they print like the bound; tiers are "
		    "decided in fen."), buf_str(&m->star)));
	if (m->incomplete > 0)
		table_add_note(t, none, words_fill(a, words(r->lang,
		    "# 税收数据不完整：统计期$1个月，$2幢楼宇最少仅有$3个月。",
		    "# Tax data are incomplete: of $1 months, $2 buildings "
		    "have as few as $3."),
		    words_int(a, date_month_no(r->period)),
		    words_int(a, (int64_t)m->incomplete),
		    words_int(a, m->months)));
}

/* The bound a tier stands for, in yi; 0: below those that are named. */
static int64_t
tier_bound(struct str tier)
{
	if (str_is(tier, "10yi"))
		return 10;
	if (str_is(tier, "5yi"))
		return 5;
	return str_is(tier, "1yi") ? 1 : 0;
}

int64_t
building_tier(const struct value *tier)
{
	return tier->known ? tier_bound(tier->text) : 0;
}

bool
building_above(const struct value *tier)
{
	return building_tier(tier) > 0;
}

/* The bound, in yi, that an amount prints like in this unit, though it does
 * not reach it; else 0.  reached: the highest it does, -1 where that is not
 * known. */
static int64_t
false_bound(int64_t fen, int64_t reached, int64_t unit)
{
	static const int64_t bound[] = { 10, 5, 1 };
	num_wide shown = num_div(fen, unit, NUM_HALF_AWAY);

	for (size_t i = 0; i < 3; i++) {
		if (shown * unit != (num_wide)bound[i] * YI)
			continue;
		if (reached >= 0 ? reached < bound[i] :
		    fen <= bound[i] * YI)
			return bound[i];
	}
	return 0;
}

static void
explain_star(struct report *r, const struct value *v, struct str what,
    int64_t fen, int64_t bound, struct building_marks *m)
{
	struct arena *a = &r->keep;

	if (m->star.n > 0)
		buf_puts(&m->star, words(r->lang, "；", "; "));
	buf_put(&m->star, words_fill(a, words(r->lang,
	    "$1$2税收为$3元，未达$4亿元档",
	    "$1, tax of $2: $3 yuan, not above $4 x 100m"), v[B_NAME].text,
	    what, words_exact(a, fen), words_int(a, bound)));
}

/* An amount, marked where it prints like a bound it does not reach. */
static void
put_amount(struct report *r, struct table *t, const struct value *v,
    size_t col, int64_t reached, struct str what, struct building_marks *m)
{
	const struct table_column *shown =
	    &t->column[t->ncell % t->ncolumn];
	int64_t unit = num_pow10(shown->held + shown->scale -
	    shown->decimals), bound;

	report_number(t, &v[col]);
	if (!v[col].known || (t->audience & TABLE_PEOPLE) == 0)
		return;
	bound = false_bound(v[col].n, reached, unit);
	if (bound == 0)
		return;
	table_mark(t, '*');
	explain_star(r, v, what, v[col].n, bound, m);
}

void
building_tax(struct report *r, struct table *t, const struct value *v,
    struct building_marks *m)
{
	put_amount(r, t, v, B_TAX, v[B_TIER].known ?
	    building_tier(&v[B_TIER]) : -1,
	    words_months(&r->keep, r->lang, r->period), m);
	if (!v[B_MONTHS].known || v[B_MONTHS].n >= date_month_no(r->period))
		return;
	if (t->cell[t->ncell - 1].mark == 0)
		table_mark(t, '#');
	m->incomplete++;
	if (v[B_MONTHS].n < m->months)
		m->months = v[B_MONTHS].n;
}

void
building_last_year(struct report *r, struct table *t, const struct value *v,
    struct building_marks *m)
{
	put_amount(r, t, v, B_LAST_YEAR, v[B_TIER_LAST].known ?
	    building_tier(&v[B_TIER_LAST]) : -1,
	    str_from(words(r->lang, "上年", "last year")), m);
}

void
building_pace(struct report *r, struct table *t, const struct value *v,
    struct building_marks *m)
{
	const struct value *flag = &v[B_EXPECTED];
	int64_t yi = v[B_PACE].n / YI;
	int64_t reached = !flag->known ? -1 : flag->n == 0 ? 0 :
	    yi > 1 ? yi : 1;

	put_amount(r, t, v, B_PACE, reached,
	    str_from(words(r->lang, "推算全年", "the year by pace")), m);
}

bool
building_runs(const struct value *stage)
{
	return !stage->known || str_is(stage->text, "operating") ||
	    str_is(stage->text, "renovating");
}

struct place *
building_order(const struct report *r,
    bool (*keep)(const struct report *r, const struct value *v),
    size_t amount, size_t *n)
{
	size_t nrow = r->source->nrow;
	struct place *p = mem_zalloc(nrow + 1, sizeof(*p));

	*n = 0;
	for (size_t i = 0; i < nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		if (keep(r, v))
			p[(*n)++] = (struct place){ .row = i,
				.id = !v[amount].known && r->in->is_public ?
				    v[B_NAME].text : v[B_ID].text,
				.known = v[amount].known,
				.num = v[amount].n, .den = 1 };
	}
	ranking_sort(p, *n);
	return p;
}

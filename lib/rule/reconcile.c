#include "rule/reconcile.h"

#include <stdlib.h>

#include "rule/reconcile_list.h"
#include "text/normal.h"

/* One cell of the list against ours. */
struct pair {
	const struct list_row *row;
	size_t id;          /* of ours */
	struct value theirs, ours;
	enum value_type type;
};

struct reconciler {
	const struct reconcile_input *in;
	struct reconcile *out;
	struct list list;
};

static struct value
value_at(const struct roster_row *row, size_t id)
{
	return id < BUILDING_COLUMNS ? row->building.value[id] :
	    row->building.class[id - (size_t)INDICATOR_tier];
}

static struct str
text_of(struct reconcile *r, enum value_type type, const struct value *v)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	value_put(&b, type, NULL, v);
	return buf_keep(&b, &r->keep);
}

static struct str
unit_of(size_t id)
{
	const struct indicator *x = indicator_at((enum indicator_id)id);
	struct str rest = str_from(x->unit), unit = { "", 0 };

	if (!value_type_is_text(x->type))
		str_cut(&rest, '|', &unit);
	return unit;
}

static struct reconcile_row *
add_row(struct reconciler *x, const struct roster_row *ours,
    const struct list_row *theirs, size_t id, enum reconcile_cause cause)
{
	struct reconcile *r = x->out;
	struct reconcile_row *out;
	struct str none = { "", 0 };

	r->row = mem_grow(r->row, &r->cap, r->n + 1, sizeof(*r->row));
	out = &r->row[r->n++];
	*out = (struct reconcile_row){ .cause = cause, .theirs = none,
		.ours = none, .difference = none, .detail = none,
		.column = str_from(indicator_at((enum indicator_id)id)->name),
		.unit = unit_of(id),
		.line = theirs == NULL ? 0 : theirs->line };
	if (ours != NULL) {
		out->id = ours->id;
		out->name = ours->name;
		out->district = building_value(&ours->building,
		    district).text;
	} else {
		out->id = arena_str(&r->keep, theirs->id);
		out->name = arena_str(&r->keep, theirs->name);
		out->district = arena_str(&r->keep, theirs->district);
	}
	return out;
}

/* Is theirs a round number that ours comes to, rounded or cut: up to a
 * hundredth of a yi, a hundredth of a wan m2, a point? */
static bool
is_rounded(const struct pair *p, int64_t ours)
{
	int64_t most = p->type == VALUE_MONEY ? INT64_C(100000000) :
	    p->type == VALUE_AREA ? 10000 :
	    p->type == VALUE_PERCENT ? 100 : 1;

	for (int64_t unit = 10; unit <= most; unit *= 10)
		if (p->theirs.n % unit == 0 &&
		    (num_div(ours, unit, NUM_HALF_AWAY) * unit ==
		            p->theirs.n ||
		        num_div(ours, unit, NUM_TO_ZERO) * unit ==
		            p->theirs.n))
			return true;
	return false;
}

/* Another figure of ours of that kind which theirs is, to the precision of
 * the list; INDICATOR_COUNT if none. */
static enum indicator_id
other_figure(const struct pair *p)
{
	static const enum indicator_id likely[] = { INDICATOR_local_tax_yuan,
		INDICATOR_positive_tax_yuan,
		INDICATOR_registered_here_tax_yuan,
		INDICATOR_registered_known_tax_yuan, INDICATOR_tax_month_yuan,
		INDICATOR_tax_same_yuan, INDICATOR_tax_last_year_yuan,
		INDICATOR_pace_yuan, INDICATOR_tax_yuan, INDICATOR_gfa_m2,
		INDICATOR_leasable_m2, INDICATOR_occupied_m2,
		INDICATOR_area_base_m2, INDICATOR_matched,
		INDICATOR_enterprises, INDICATOR_payers,
		INDICATOR_registered_pct, INDICATOR_registered_tax_pct };
	for (size_t i = 0; p->theirs.n != 0 &&
	     i < sizeof(likely) / sizeof(likely[0]); i++) {
		struct value v = value_at(p->row->ours, (size_t)likely[i]);

		if (likely[i] != (enum indicator_id)p->id &&
		    indicator_at(likely[i])->type == p->type && v.known &&
		    (v.n == p->theirs.n || is_rounded(p, v.n)))
			return likely[i];
	}
	return INDICATOR_COUNT;
}

static enum reconcile_cause
cause_of_number(const struct pair *p, struct str *detail)
{
	enum indicator_id other;

	if (!p->ours.known)
		return RECONCILE_UNEXPLAINED;
	if (is_rounded(p, p->ours.n))
		return RECONCILE_ROUNDING;
	other = other_figure(p);
	if (other == INDICATOR_COUNT)
		return RECONCILE_UNEXPLAINED;
	*detail = str_from(indicator_at(other)->name);
	return RECONCILE_SCOPE;
}

/* ---- tiers */

static struct str
tier_of(const struct class_rules *c, int64_t fen)
{
	for (size_t i = 0; i < c->ntier; i++)
		if (tier_holds(&c->tier[i], fen))
			return c->tier[i].name;
	return STR("none");
}

/* The tax a tier is of. */
static size_t
tax_of_tier(size_t id)
{
	return id == (size_t)INDICATOR_tier ? (size_t)INDICATOR_tax_yuan :
	    id == (size_t)INDICATOR_tier_same ?
	    (size_t)INDICATOR_tax_same_yuan :
	    (size_t)INDICATOR_tax_last_year_yuan;
}

/* The bound whose one side is their tier, where the amount is at it or prints
 * like it, in hundredths of a yi; NULL. */
static const struct tier *
printed_bound(const struct class_rules *c, int64_t fen, struct str theirs)
{
	static const int64_t printed = INT64_C(100000000);

	for (size_t i = 0; i < c->ntier; i++) {
		const struct tier *t = &c->tier[i];
		struct str below = i + 1 < c->ntier ? t[1].name : STR("none");

		if ((str_eq(theirs, t->name) || str_eq(theirs, below)) &&
		    num_div(fen, printed, NUM_HALF_AWAY) ==
		    num_div(t->bound_fen, printed, NUM_HALF_AWAY))
			return t;
	}
	return NULL;
}

static enum reconcile_cause
cause_of_tier(const struct reconciler *x, const struct pair *p,
    struct str *detail)
{
	const struct class_rules *c = x->in->classes;
	size_t tax_id = tax_of_tier(p->id);
	struct value ours = value_at(p->row->ours, tax_id);
	size_t at = list_column_held(&x->list, tax_id);
	struct value theirs = at == MAP_NONE ? (struct value){ 0 } :
	    p->row->value[at];
	const struct tier *t;

	/* theirs follows from their amount: so why is that another? */
	if (theirs.known && ours.known && theirs.n != ours.n &&
	    str_eq(tier_of(c, theirs.n), p->theirs.text)) {
		struct pair tax = { p->row, tax_id, theirs, ours,
			VALUE_MONEY };

		*detail = str_from(indicator_at((enum indicator_id)tax_id)
		    ->name);
		return cause_of_number(&tax, detail);
	}
	if (!ours.known)
		return RECONCILE_UNEXPLAINED;
	t = printed_bound(c, ours.n, p->theirs.text);
	if (t != NULL) {
		*detail = t->name;
		return RECONCILE_THRESHOLD;
	}
	for (size_t i = 0; i < BUILDING_COLUMNS; i++) {
		struct value v = p->row->ours->building.value[i];

		if (i == tax_id || !v.known || indicator_at(
		    (enum indicator_id)i)->type != VALUE_MONEY ||
		    !str_eq(tier_of(c, v.n), p->theirs.text) ||
		    str_is(p->theirs.text, "none"))
			continue;
		*detail = str_from(indicator_at((enum indicator_id)i)->name);
		return RECONCILE_SCOPE;
	}
	return RECONCILE_UNEXPLAINED;
}

/* ---- */

static bool
is_equal(const struct pair *p)
{
	if (!p->ours.known)
		return false;
	return value_type_is_text(p->type) ?
	    str_eq(p->theirs.text, p->ours.text) :
	    p->theirs.n == p->ours.n;
}

static void
tell_pair(struct reconciler *x, const struct pair *p)
{
	struct str detail = { "", 0 };
	enum reconcile_cause cause = list_is_tier(p->id) ?
	    cause_of_tier(x, p, &detail) : value_type_is_text(p->type) ?
	    RECONCILE_UNEXPLAINED : cause_of_number(p, &detail);
	struct reconcile_row *out = add_row(x, p->row->ours, p->row, p->id,
	    cause);

	out->detail = detail;
	out->theirs = text_of(x->out, p->type, &p->theirs);
	out->ours = text_of(x->out, p->type, &p->ours);
	if (!value_type_is_text(p->type) && p->ours.known) {
		struct value d = { .known = true };

		d.known = num_narrow((num_wide)p->theirs.n - p->ours.n, &d.n);
		out->difference = text_of(x->out, p->type == VALUE_COUNT ||
		    p->type == VALUE_FLAG ? VALUE_INTEGER : p->type, &d);
	}
}

static void
compare_cells(struct reconciler *x, const struct list_row *row)
{
	for (size_t i = 0; i < x->list.ncolumn; i++) {
		size_t id = x->list.column[i].id;
		struct pair p = { row, id, row->value[i],
			value_at(row->ours, id),
			indicator_at((enum indicator_id)id)->type };

		if (!p.theirs.known)
			continue;
		x->out->compared++;
		if (is_equal(&p))
			x->out->equal++;
		else
			tell_pair(x, &p);
	}
}

/* Found by its id, but called or placed otherwise. */
static void
compare_entries(struct reconciler *x, const struct list_row *row)
{
	struct str district = building_value(&row->ours->building,
	    district).text;
	struct reconcile_row *out;
	struct buf a, b;

	buf_init(&a, BUF_UNBOUNDED);
	buf_init(&b, BUF_UNBOUNDED);
	normal_key(&a, row->name);
	normal_key(&b, row->ours->name);
	if (row->name.n > 0 && !str_eq(buf_str(&a), buf_str(&b))) {
		out = add_row(x, row->ours, row, INDICATOR_name,
		    RECONCILE_UNEXPLAINED);
		out->theirs = arena_str(&x->out->keep, row->name);
		out->ours = row->ours->name;
	}
	if (row->district.n > 0 && !str_eq(row->district, district)) {
		out = add_row(x, row->ours, row, INDICATOR_district,
		    RECONCILE_UNEXPLAINED);
		out->theirs = row->district;
		out->ours = district;
	}
	buf_fini(&a);
	buf_fini(&b);
}

static void
tell_foreign(struct reconciler *x, const struct list_row *row)
{
	size_t tax = list_column_of(&x->list, INDICATOR_tax_yuan);
	size_t tier = list_column_of(&x->list, INDICATOR_tier);
	size_t at = tax != MAP_NONE && row->value[tax].known ? tax : tier;
	struct reconcile_row *out = add_row(x, NULL, row, at == tax &&
	    at != MAP_NONE ? (size_t)INDICATOR_tax_yuan : at != MAP_NONE ?
	    (size_t)INDICATOR_tier : (size_t)INDICATOR_building_id,
	    RECONCILE_NOT_MONITORED);

	if (row->several)
		out->detail = STR("several");
	if (at != MAP_NONE)
		out->theirs = text_of(x->out, at == tax ? VALUE_MONEY :
		    VALUE_TEXT, &row->value[at]);
}

static size_t
rank_of(const struct class_rules *c, struct str tier)
{
	size_t i = 0;

	while (i < c->ntier && !str_eq(c->tier[i].name, tier))
		i++;
	return i;
}

/* The lowest tier on the list: what it has to hold down to. */
static size_t
reach_of(const struct reconciler *x)
{
	const struct class_rules *c = x->in->classes;
	size_t tier = list_column_of(&x->list, INDICATOR_tier);
	size_t tax = list_column_of(&x->list, INDICATOR_tax_yuan);
	size_t lowest = 0;
	bool any = false;

	if (x->in->tier.n > 0)
		return rank_of(c, x->in->tier);
	for (size_t i = 0; i < x->list.n; i++) {
		const struct value *v = x->list.row[i].value;
		size_t rank;

		if (tier != MAP_NONE && v[tier].known)
			rank = rank_of(c, v[tier].text);
		else if (tier == MAP_NONE && tax != MAP_NONE && v[tax].known)
			rank = rank_of(c, tier_of(c, v[tax].n));
		else
			continue;
		any = true;
		lowest = rank > lowest ? rank : lowest;
	}
	return any ? lowest : c->ntier;
}

/* What the list says of our buildings, and the districts it is of. */
static void
mark_listed(const struct reconciler *x, bool *listed, struct map *covered)
{
	for (size_t i = 0; i < x->list.n; i++) {
		const struct list_row *row = &x->list.row[i];

		if (row->ours == NULL) {
			if (row->district.n > 0)
				map_put(covered, row->district, NULL);
			continue;
		}
		listed[row->ours - x->in->ours->row] = true;
		map_put(covered, building_value(&row->ours->building,
		    district).text, NULL);
	}
}

static void
tell_unlisted(struct reconciler *x)
{
	size_t reach = reach_of(x);
	size_t at = list_column_of(&x->list, INDICATOR_tier);
	size_t tier = at == MAP_NONE ? (size_t)INDICATOR_tier :
	    x->list.column[at].id;
	bool *listed = mem_zalloc(x->in->ours->n + 1, sizeof(*listed));
	struct map covered = { 0 };

	mark_listed(x, listed, &covered);
	for (size_t i = 0; i < x->in->ours->n; i++) {
		const struct roster_row *ours = &x->in->ours->row[i];
		struct str district = building_value(&ours->building,
		    district).text;
		struct value t = value_at(ours, tier);
		struct value tax = value_at(ours, tax_of_tier(tier));
		struct reconcile_row *out;

		if (listed[i] || map_find(&covered, district) == MAP_NONE ||
		    (reach < x->in->classes->ntier && (!t.known ||
		        rank_of(x->in->classes, t.text) > reach)))
			continue;
		x->out->not_listed++;
		out = add_row(x, ours, NULL, tax_of_tier(tier),
		    RECONCILE_NOT_LISTED);
		out->ours = text_of(x->out, VALUE_MONEY, &tax);
		out->detail = t.text;
	}
	map_fini(&covered);
	free(listed);
}

static int
by_building(const void *a, const void *b)
{
	const struct reconcile_row *x = a, *y = b;
	int order = str_cmp(x->id, y->id);

	if (order == 0)
		order = str_cmp(x->name, y->name);
	if (order == 0 && x->line != y->line)
		order = x->line < y->line ? -1 : 1;
	return order != 0 ? order : str_cmp(x->column, y->column);
}

static void
tell_all(struct reconciler *x)
{
	for (size_t i = 0; i < x->list.n; i++) {
		const struct list_row *row = &x->list.row[i];

		x->out->listed++;
		if (row->ours == NULL) {
			tell_foreign(x, row);
			continue;
		}
		x->out->found++;
		if (row->again)
			add_row(x, row->ours, row, INDICATOR_building_id,
			    RECONCILE_UNEXPLAINED)->detail = STR("twice");
		compare_entries(x, row);
		compare_cells(x, row);
	}
	tell_unlisted(x);
	if (x->out->n > 0)
		qsort(x->out->row, x->out->n, sizeof(*x->out->row),
		    by_building);
}

struct reconcile *
reconcile_new(const struct reconcile_input *in, struct rec_reader *list)
{
	struct reconciler x = { .in = in };
	bool ok = list_read(&x.list, in, list);

	if (ok) {
		x.out = mem_zalloc(1, sizeof(*x.out));
		tell_all(&x);
	}
	list_fini(&x.list);
	return x.out;
}

void
reconcile_free(struct reconcile *r)
{
	if (r == NULL)
		return;
	arena_fini(&r->keep);
	free(r->row);
	free(r);
}

void
reconcile_put_summary(struct buf *b, const struct reconcile *r,
    enum lang lang)
{
	bool zh = lang == LANG_ZH;

	buf_term(b, zh ? "名单 " : "", r->listed, zh ? " 行" : " listed");
	buf_term(b, zh ? "＝在监测 " : " = ", r->found, zh ? "" : " ours");
	buf_term(b, zh ? "＋未监测 " : " + ", r->listed - r->found,
	    zh ? "；" : " not monitored; ");
	buf_term(b, zh ? "核对数 " : "figures ", r->compared, "");
	buf_term(b, zh ? " 个＝一致 " : " = ", r->equal, zh ? "" : " equal");
	buf_term(b, zh ? "＋不同 " : " + ", r->compared - r->equal,
	    zh ? "；" : " others; ");
	buf_term(b, zh ? "在监测而不在名单 " : "", r->not_listed,
	    zh ? " 幢" : " of ours not listed");
}

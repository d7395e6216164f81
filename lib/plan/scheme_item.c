#include "plan/scheme_item.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/num.h"
#include "plan/form.h"
#include "plan/scheme_name.h"
#include "schema/value.h"

struct reader {
	struct diag *d;
	const struct code_book *book;
	struct scheme *s;
	struct scheme_item *x;
	enum scheme_list list;
	int method; /* -1: not given, or none */
	bool known; /* the indicator is, in its source */
	struct seen *seen; /* by method */
};

#define METHOD(m) (1u << (unsigned)SCHEME_##m)

static bool
parse_number(struct diag *d, const struct tree_node *n, const char *key,
    int64_t least, int64_t most, int64_t *out)
{
	struct buf low, high;
	bool ok = n->kind == TREE_SCALAR &&
	    num_parse_decimal(n->text, 2, out) == NUM_OK && *out >= least &&
	    *out <= most;

	if (ok)
		return true;
	buf_init(&low, BUF_UNBOUNDED);
	buf_init(&high, BUF_UNBOUNDED);
	buf_hundredths(&low, least);
	buf_hundredths(&high, most);
	diag_at(d, &n->pos, DIAG_SCHEME_NUMBER, DIAG_Z(key),
	    DIAG_STR(n->text), DIAG_STR(buf_str(&low)),
	    DIAG_STR(buf_str(&high)));
	buf_fini(&high);
	buf_fini(&low);
	return false;
}

bool
scheme_number(struct diag *d, const struct tree_node *map, const char *key,
    int64_t least, int64_t most, int64_t *out)
{
	const struct tree_node *n;

	return form_is(d, map, key, TREE_SCALAR, true, &n) &&
	    parse_number(d, n, key, least, most, out);
}

/* Has the method that key?  Reported where not. */
static bool
is_for(struct reader *r, const struct tree_node *map, const char *key,
    unsigned methods)
{
	if (r->method < 0 || (methods >> r->method & 1) != 0)
		return true;
	diag_at(r->d, &tree_get(map, key)->key_pos, DIAG_SCHEME_KEY_METHOD,
	    DIAG_Z(key), DIAG_STR(value_choice_text(SCHEME_METHODS,
	    r->method)));
	return false;
}

static void
take_name(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	form_keep(r->d, map, key, &r->s->keep, &r->x->name);
}

static void
take_unit(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	form_keep(r->d, map, key, &r->s->keep, &r->x->unit);
}

static void
take_weight(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	scheme_number(r->d, map, key, 1, 10000, &r->x->weight);
}

static void
take_cap(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	if (is_for(r, map, key, METHOD(ATTAINMENT) | METHOD(BONUS) |
	    METHOD(PENALTY)))
		r->x->has_cap = scheme_number(r->d, map, key, 1, SCHEME_MAX,
		    &r->x->cap);
}

static void
take_target(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	if (is_for(r, map, key, METHOD(ATTAINMENT)))
		r->x->has_target = scheme_number(r->d, map, key, 1,
		    SCHEME_FIGURE_MAX, &r->x->target);
}

static void
take_per(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	scheme_number(r->d, map, key, 1, SCHEME_FIGURE_MAX, &r->x->per);
}

static void
take_over(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	scheme_number(r->d, map, key, -SCHEME_FIGURE_MAX, SCHEME_FIGURE_MAX,
	    &r->x->over);
}

static void
take_others(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	if (r->x->source != SCHEME_VALUES)
		diag_plain(r->d, &tree_get(map, key)->key_pos,
		    DIAG_SCHEME_OTHERS);
	else
		r->x->has_others = scheme_number(r->d, map, key,
		    -SCHEME_FIGURE_MAX, SCHEME_FIGURE_MAX, &r->x->others);
}

/* Two scores, the lower first. */
static void
take_range(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;
	const struct tree_node *n;
	int64_t low, high;

	if (!is_for(r, map, key, METHOD(MIN_MAX) | METHOD(RANK)) ||
	    !form_is(r->d, map, key, TREE_LIST, true, &n))
		return;
	if (tree_count(n) != 2) {
		diag_plain(r->d, &n->pos, DIAG_SCHEME_RANGE);
		return;
	}
	if (!parse_number(r->d, n->child, key, 0, SCHEME_MAX, &low) ||
	    !parse_number(r->d, n->child->next, key, 0, SCHEME_MAX, &high))
		return;
	if (low >= high)
		diag_plain(r->d, &n->pos, DIAG_SCHEME_RANGE);
	r->x->low = low;
	r->x->high = high;
}

/* The points of the places, first to last; of a bonus one figure. */
static void
take_points(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;
	struct scheme_item *x = r->x;
	const struct tree_node *n;

	if (!is_for(r, map, key, METHOD(RANK) | METHOD(BONUS) |
	    METHOD(PENALTY)))
		return;
	if (x->method == SCHEME_RANK && tree_get(map, "range") != NULL)
		diag_plain(r->d, &tree_get(map, key)->key_pos,
		    DIAG_SCHEME_BOTH);
	if (!form_is(r->d, map, key, r->list == SCHEME_INDICATORS ?
	    TREE_LIST : TREE_SCALAR, true, &n))
		return;
	if (n->kind == TREE_LIST && n->child == NULL) {
		diag_at(r->d, &n->pos, DIAG_PLAN_MISSING, DIAG_Z(key));
		return;
	}
	x->points = arena_alloc(&r->s->keep, tree_count(n) + 1,
	    sizeof *x->points);
	if (n->kind == TREE_SCALAR)
		x->npoints = parse_number(r->d, n, key, 1, SCHEME_MAX,
		    &x->points[0]);
	for (const struct tree_node *m = n->child; m != NULL; m = m->next)
		x->npoints += parse_number(r->d, m, key, 0, SCHEME_MAX,
		    &x->points[x->npoints]);
}

static void
take_ties(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;
	int at = !is_for(r, map, key, METHOD(RANK)) ? -1 :
	    form_choice(r->d, map, key, SCHEME_TIES);

	if (at >= 0)
		r->x->ties = (enum scheme_ties)at;
}

static void
take_better(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	r->x->lower = form_choice(r->d, map, key, "higher|lower") == 1;
}

static void
take_value(struct reader *r, const struct tree_node *n)
{
	struct scheme_item *x = r->x;
	const struct district *at = code_district(r->book, n->key);
	struct scheme_value v = { .pos = n->pos };

	if (at == NULL || at->is_city) {
		diag_at(r->d, &n->key_pos, DIAG_SCHEME_DISTRICT,
		    DIAG_STR(n->key));
		return;
	}
	v.place = code_district_index(r->book, at);
	for (size_t i = 0; i < x->nvalue; i++)
		if (x->value[i].place == v.place) {
			diag_at(r->d, &n->key_pos, DIAG_SCHEME_VALUE_TWICE,
			    DIAG_STR(at->code),
			    DIAG_NUM(x->value[i].pos.line));
			return;
		}
	if (parse_number(r->d, n, "values", -SCHEME_FIGURE_MAX,
	    SCHEME_FIGURE_MAX, &v.n))
		x->value[x->nvalue++] = v;
}

static void
take_values(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;
	const struct tree_node *n;

	if (!form_is(r->d, map, key, TREE_MAP, true, &n))
		return;
	r->x->value = arena_alloc(&r->s->keep, tree_count(n) + 1,
	    sizeof *r->x->value);
	for (n = n->child; n != NULL; n = n->next)
		take_value(r, n);
}

/* In silence: what stands above an indicator may depend on it. */
static int
peek(const struct tree_node *map, const char *key, const char *choices)
{
	const struct tree_node *n = tree_get(map, key);

	return n == NULL || n->kind != TREE_SCALAR ? -1 :
	    value_choice(choices, n->text);
}

/* The first source that has such a figure; where it is to be held against
 * a plan's target, the completion before all others. */
static bool
find_source(struct scheme_item *x, bool against_plan)
{
	x->source = SCHEME_COMPLETION;
	if (against_plan && scheme_name_find(x->source, x->id, &x->what))
		return true;
	for (unsigned s = 0; s < SCHEME_VALUES; s++) {
		x->source = (enum scheme_source)s;
		if (scheme_name_find(x->source, x->id, &x->what))
			return true;
	}
	return false;
}

/* What the item is about and where its figures are; false where no source
 * has it. */
static bool
settle(struct reader *r, const struct tree_node *map)
{
	struct scheme_item *x = r->x;
	const struct tree_node *n = tree_get(map, "indicator");
	int from = peek(map, "from", SCHEME_SOURCES);

	if (n == NULL || n->kind != TREE_SCALAR)
		return false;
	x->id = arena_str(&r->s->keep, n->text);
	x->name_pos = n->pos;
	x->what = MAP_NONE;
	x->source = SCHEME_VALUES;
	if (tree_get(map, "values") != NULL || from == SCHEME_VALUES)
		return true;
	if (from < 0)
		return find_source(x, r->method == SCHEME_ATTAINMENT &&
		    tree_get(map, "target") == NULL);
	x->source = (enum scheme_source)from;
	if (scheme_name_find(x->source, x->id, &x->what))
		return true;
	x->what = MAP_NONE; /* a column of one's own, perhaps */
	return x->source == SCHEME_DISTRICTS &&
	    !scheme_name_is_text(x->source, x->id);
}

static void
tell_unknown(struct reader *r, const struct tree_node *map,
    const struct tree_node *n)
{
	int from = peek(map, "from", SCHEME_SOURCES);
	struct near near = { .name = n->text };
	bool is_text = false;

	for (int s = 0; s < (int)SCHEME_VALUES; s++) {
		if (from >= 0 && s != from)
			continue;
		scheme_name_offer((enum scheme_source)s, &near);
		is_text |= scheme_name_is_text((enum scheme_source)s, n->text);
	}
	if (is_text)
		diag_at(r->d, &n->pos, DIAG_SCHEME_TEXT, DIAG_STR(n->text));
	else if (near.distance > 0)
		diag_at(r->d, &n->pos, DIAG_SCHEME_INDICATOR_NEAR,
		    DIAG_STR(n->text), DIAG_STR(near.best));
	else
		diag_at(r->d, &n->pos, DIAG_SCHEME_INDICATOR,
		    DIAG_STR(n->text));
}

static void
take_indicator(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;
	const struct tree_node *n;
	unsigned long first;

	if (!form_is(r->d, map, key, TREE_SCALAR, true, &n))
		return;
	if (str_is(n->text, SCHEME_TOTAL))
		diag_plain(r->d, &n->pos, DIAG_SCHEME_TOTAL);
	else if (!r->known)
		tell_unknown(r, map, n);
	first = seen_before(&r->seen[r->x->method], n->text, r->x->pos.line);
	if (first > 0 && r->method >= 0)
		diag_at(r->d, &n->pos, DIAG_SCHEME_TWICE, DIAG_STR(n->text),
		    DIAG_STR(value_choice_text(SCHEME_METHODS, r->method)),
		    DIAG_NUM(first));
}

static void
take_from(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;
	int from = form_choice(r->d, map, key, SCHEME_SOURCES);
	bool has_values = tree_get(map, "values") != NULL;

	if (from == SCHEME_VALUES && !has_values)
		diag_at(r->d, &map->pos, DIAG_PLAN_MISSING, DIAG_Z("values"));
	else if (from >= 0 && from != SCHEME_VALUES && has_values)
		diag_plain(r->d, &tree_get(map, key)->pos,
		    DIAG_SCHEME_VALUES);
}

/* Known already, but for what it says. */
static void
take_method(void *arg, const struct tree_node *map, const char *key)
{
	struct reader *r = arg;

	form_choice(r->d, map, key, "attainment|min-max|rank");
}

static const struct form_key indicator_keys[] = {
	{ "indicator", true, take_indicator },
	{ "name", false, take_name },
	{ "unit", false, take_unit },
	{ "from", false, take_from },
	{ "weight", true, take_weight },
	{ "method", true, take_method },
	{ "better", false, take_better },
	{ "target", false, take_target },
	{ "cap", false, take_cap },
	{ "range", false, take_range },
	{ "points", false, take_points },
	{ "ties", false, take_ties },
	{ "values", false, take_values },
	{ "others", false, take_others },
	{ NULL, false, NULL },
};

static const struct form_key bonus_keys[] = {
	{ "indicator", true, take_indicator },
	{ "name", false, take_name },
	{ "unit", false, take_unit },
	{ "from", false, take_from },
	{ "points", true, take_points },
	{ "per", false, take_per },
	{ "over", false, take_over },
	{ "cap", false, take_cap },
	{ "values", false, take_values },
	{ "others", false, take_others },
	{ NULL, false, NULL },
};

/* A target that is nobody's cannot be attained. */
static void
check_target(struct reader *r)
{
	const struct scheme_item *x = r->x;

	if (r->known && r->method == SCHEME_ATTAINMENT && !x->has_target &&
	    (x->source != SCHEME_COMPLETION || x->what != SCHEME_ACTUAL))
		diag_at(r->d, &x->name_pos, DIAG_SCHEME_TARGET,
		    DIAG_STR(x->id));
}

void
scheme_item_read(struct diag *d, const struct tree_node *map,
    enum scheme_list list, const struct code_book *book, struct scheme *s,
    struct seen *seen)
{
	static const int method[] = { [SCHEME_BONUSES] = SCHEME_BONUS,
		[SCHEME_PENALTIES] = SCHEME_PENALTY };
	struct scheme_item *x = &s->item[s->nitem];
	struct reader r = { .d = d, .book = book, .s = s, .x = x,
		.list = list, .seen = seen };

	if (map->kind != TREE_MAP) {
		diag_at(d, &map->pos, DIAG_PLAN_ITEM_MAP,
		    DIAG_Z("indicators"));
		return;
	}
	*x = (struct scheme_item){ .pos = map->pos, .high = 10000,
		.per = 100 };
	r.method = list == SCHEME_INDICATORS ?
	    peek(map, "method", "attainment|min-max|rank") : method[list];
	x->method = r.method < 0 ? SCHEME_MIN_MAX :
	    (enum scheme_method)r.method;
	if (r.method == SCHEME_ATTAINMENT) {
		x->has_cap = true;
		x->cap = 10000;
	}
	r.known = settle(&r, map);
	form_read(d, map, list == SCHEME_INDICATORS ? indicator_keys :
	    bonus_keys, &r);
	check_target(&r);
	if (x->name.n == 0)
		x->name = scheme_name_label(x->source, x->id);
	if (x->unit.n == 0)
		x->unit = scheme_name_unit(x->source, x->id);
	s->nitem++;
}

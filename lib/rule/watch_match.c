#include "rule/watch_match.h"

#include <stdlib.h>

#include "rule/watch_move.h"
#include "rule/watch_tenant.h"
#include "text/normal.h"

static const struct building *
building_of(const struct watch_pair *p)
{
	return &(p->now != NULL ? p->now : p->prev)->building;
}

static void
make_keys(struct matcher *x)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < x->m->n; i++) {
		const struct watch_pair *p = &x->m->pair[i];

		buf_reset(&b);
		buf_put(&b, building_value(building_of(p), district).text);
		buf_putc(&b, '\0');
		normal_key(&b, building_value(building_of(p), name).text);
		x->key[i] = arena_str(x->m->keep, buf_str(&b));
	}
	buf_fini(&b);
}

static struct str
district_of(const struct matcher *x, size_t i)
{
	return building_value(building_of(&x->m->pair[i]), district).text;
}

/* ---- by names */

static int
by_key(const void *a, const void *b)
{
	const struct str *const *x = a, *const *y = b;

	return str_cmp(**x, **y);
}

/* The keys of those that came (or are gone) and are not explained yet. */
static const struct str **
sorted_keys(const struct matcher *x, bool came, size_t *n)
{
	const struct str **key = mem_zalloc(x->m->n, sizeof(*key));

	*n = 0;
	for (size_t i = 0; i < x->m->n; i++) {
		const struct watch_pair *p = &x->m->pair[i];

		if (came ? matcher_has_come(p) && x->gave[i] == 0 &&
		        p->fact[FACT_appeared].n :
		    matcher_is_gone(p) && x->target[i] == MATCHER_NOBODY &&
		        p->fact[FACT_vanished].n)
			key[(*n)++] = &x->key[i];
	}
	if (*n > 0)
		qsort(key, *n, sizeof(*key), by_key);
	return key;
}

/* The first of the keys that begins with this one and is longer. */
static size_t
first_longer(const struct str **key, size_t n, struct str prefix)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (str_cmp(*key[mid], prefix) <= 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Of a longer key: 创新园1 is no part of 创新园12, nor anything of one
 * character. */
static bool
is_part(struct str whole, struct str key)
{
	return whole.n - str_chr(whole, '\0') > 6 &&
	    str_starts(key, whole) &&
	    !(is_digit(whole.p[whole.n - 1]) && is_digit(key.p[whole.n]));
}

/* Tells the parts among the keys from first on, or only counts them. */
static size_t
take_parts(struct matcher *x, bool split, size_t whole,
    const struct str **key, size_t n, bool tell)
{
	size_t count = 0;

	for (size_t k = 0; k < n && str_starts(*key[k], x->key[whole]); k++) {
		size_t part = (size_t)(key[k] - x->key);

		if (!is_part(x->key[whole], *key[k]) || (split ?
		    x->gave[part] > 0 : x->target[part] != MATCHER_NOBODY))
			continue;
		count++;
		if (tell && split)
			matcher_part(x, whole, part);
		else if (tell)
			matcher_claim(x, part, whole);
	}
	return count;
}

/* 青禾大厦 is gone, 青禾大厦A座 and 青禾大厦B座 came; and the other way.
 * Longer names first: a part is of the nearest whole. */
static void
match_prefixes(struct matcher *x, bool split)
{
	size_t nkey, nwhole;
	const struct str **key = sorted_keys(x, split, &nkey);
	const struct str **whole = sorted_keys(x, !split, &nwhole);

	for (size_t w = nwhole; w-- > 0;) {
		size_t i = (size_t)(whole[w] - x->key);
		size_t first = first_longer(key, nkey, *whole[w]);

		if (take_parts(x, split, i, key + first, nkey - first,
		    false) >= 2)
			take_parts(x, split, i, key + first, nkey - first,
			    true);
	}
	free(key);
	free(whole);
}

/* ---- by names and figures */

static bool
same_number(const struct value *a, const struct value *b)
{
	return a->known && b->known && a->n == b->n && a->n > 0;
}

/* What speaks for one building under two ids; enough from 3 on. */
static int
score(const struct matcher *x, size_t gone, size_t came)
{
	const struct building *a = building_of(&x->m->pair[gone]);
	const struct building *b = building_of(&x->m->pair[came]);
	int points = 0;

	if (str_eq(x->key[gone], x->key[came]))
		points += 3;
	if (building_value(a, top1_uscc).known &&
	    str_eq(building_value(a, top1_uscc).text,
	        building_value(b, top1_uscc).text))
		points += 2;
	if (same_number(&building_value(a, tax_last_year_yuan),
	    &building_value(b, tax_last_year_yuan)))
		points += 3;
	points += same_number(&building_value(a, gfa_m2),
	    &building_value(b, gfa_m2));
	points += same_number(&building_value(a, completed),
	    &building_value(b, completed));
	points += same_number(&building_value(a, enterprises),
	    &building_value(b, enterprises));
	return points;
}

enum { SIGN_NAME, SIGN_TOP1, SIGN_LAST_YEAR, SIGN_AREA, SIGNS };

/* What two of a pair have in common, as a text; empty where not known. */
static void
put_sign(const struct matcher *x, size_t i, int sign, struct buf *b)
{
	const struct building *x1 = building_of(&x->m->pair[i]);
	const struct value *area = &building_value(x1, gfa_m2);
	const struct value *last = &building_value(x1, tax_last_year_yuan);
	const struct value *top1 = &building_value(x1, top1_uscc);

	buf_reset(b);
	if ((sign == SIGN_TOP1 && !top1->known) ||
	    (sign == SIGN_LAST_YEAR && (!last->known || last->n <= 0)) ||
	    (sign == SIGN_AREA && (!area->known ||
	        !building_value(x1, enterprises).known)))
		return;
	buf_int(b, sign);
	buf_put(b, sign == SIGN_NAME ? x->key[i] : district_of(x, i));
	buf_putc(b, '\0');
	if (sign == SIGN_TOP1)
		buf_put(b, top1->text);
	else if (sign == SIGN_LAST_YEAR)
		buf_int(b, last->n);
	else if (sign == SIGN_AREA) {
		buf_int(b, area->n);
		buf_putc(b, '/');
		buf_int(b, building_value(x1, enterprises).n);
	}
}

/* Those that came, by their signs: a chain of indices for each. */
struct signs {
	struct map map;
	size_t *head, *next; /* next: by pair and sign */
};

static void
index_signs(const struct matcher *x, struct signs *s)
{
	size_t cap = 0;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	s->next = mem_alloc(x->m->n * SIGNS + 1, sizeof(*s->next));
	for (size_t i = x->m->n; i-- > 0;)
		for (int sign = 0; matcher_has_come(&x->m->pair[i]) &&
		     x->gave[i] == 0 && sign < SIGNS; sign++) {
			bool is_new;
			size_t at;

			put_sign(x, i, sign, &b);
			if (b.n == 0)
				continue;
			at = map_put(&s->map, buf_str(&b), &is_new);
			s->head = mem_grow(s->head, &cap, at + 1,
			    sizeof(*s->head));
			s->next[i * SIGNS + (size_t)sign] = is_new ? MATCHER_NOBODY :
			    s->head[at];
			s->head[at] = i;
		}
	buf_fini(&b);
}

static void
match_one(struct matcher *x, const struct signs *s, size_t gone,
    struct buf *b)
{
	size_t best = MATCHER_NOBODY;
	int most = 2;

	for (int sign = 0; sign < SIGNS; sign++) {
		size_t at;

		put_sign(x, gone, sign, b);
		at = b->n == 0 ? MAP_NONE : map_find(&s->map, buf_str(b));
		for (size_t i = at == MAP_NONE ? MATCHER_NOBODY : s->head[at];
		     i != MATCHER_NOBODY; i = s->next[i * SIGNS + (size_t)sign]) {
			int points = x->gave[i] > 0 ? 0 : score(x, gone, i);

			if (points > most) {
				most = points;
				best = i;
			}
		}
	}
	if (best != MATCHER_NOBODY)
		matcher_claim(x, gone, best);
}

static void
match_signs(struct matcher *x)
{
	struct signs s = { 0 };
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	index_signs(x, &s);
	for (size_t i = 0; i < x->m->n; i++)
		if (matcher_is_gone(&x->m->pair[i]) && x->target[i] == MATCHER_NOBODY &&
		    x->m->pair[i].fact[FACT_vanished].n)
			match_one(x, &s, i, &b);
	buf_fini(&b);
	map_fini(&s.map);
	free(s.head);
	free(s.next);
}

/* ---- */

/* One that went where nothing was before is the same with a new id; more
 * of them, or one that went where a building was, are merged. */
static void
tell(struct matcher *x)
{
	for (size_t i = 0; i < x->m->n; i++) {
		struct watch_pair *from = &x->m->pair[i], *to;

		if (x->target[i] == MATCHER_NOBODY)
			continue;
		to = &x->m->pair[x->target[i]];
		watch_list_add(&to->fact[FACT_same_as], from->id, x->m->keep);
		matcher_set(&from->fact[FACT_vanished], false);
		matcher_set(&to->fact[FACT_appeared], false);
		matcher_set(&to->fact[matcher_has_come(to) && x->gave[x->target[i]] == 1
			? FACT_renumbered : FACT_merged], true);
	}
}

static bool
any_of(const struct watch_match *m, bool gone)
{
	for (size_t i = 0; i < m->n; i++)
		if (gone ? matcher_is_gone(&m->pair[i]) :
		    matcher_has_come(&m->pair[i]))
			return true;
	return false;
}

static void
match(struct matcher *x)
{
	make_keys(x);
	if (x->m->tenure != NULL)
		matcher_by_tenants(x);
	match_prefixes(x, true);
	match_prefixes(x, false);
	match_signs(x);
	tell(x);
}

void
watch_match(const struct watch_match *m)
{
	struct matcher x = { .m = m };

	x.target = mem_alloc(m->n + 1, sizeof(*x.target));
	x.gave = mem_zalloc(m->n + 1, sizeof(*x.gave));
	x.key = mem_zalloc(m->n + 1, sizeof(*x.key));
	for (size_t i = 0; i < m->n; i++) {
		struct watch_pair *p = &m->pair[i];

		x.target[i] = MATCHER_NOBODY;
		matcher_set(&p->fact[FACT_appeared], matcher_has_come(p));
		matcher_set(&p->fact[FACT_vanished], matcher_is_gone(p));
		matcher_set(&p->fact[FACT_renumbered], false);
		matcher_set(&p->fact[FACT_split], false);
		matcher_set(&p->fact[FACT_merged], false);
	}
	if (any_of(m, true) || any_of(m, false))
		match(&x);
	free(x.target);
	free(x.gave);
	free(x.key);
}

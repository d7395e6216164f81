#include "import/register.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "text/normal.h"
#include "text/utf8.h"

#define NUMBER_DIGITS 9u
#define NEAR_POINTS 64u /* longer names are compared by their beginning */

struct spelling {
	struct str text, folded, district, id;
};

struct id_register {
	struct arena keep;
	struct map key;  /* "district/name" and "/name" folded */
	struct str *id;  /* by number of key; p NULL: ambiguous */
	size_t id_cap;
	struct map known; /* the ids themselves */
	struct spelling *spelling;
	size_t nspelling, spelling_cap;
	struct map prefix;     /* of ids: what stands before -NNNN */
	unsigned long *number; /* by prefix: the highest given */
	size_t number_cap;
	struct map told;       /* names asked for, "district/name" */
	struct str *nearest;   /* by told: what register_nearest gave */
	size_t nearest_cap;
	struct register_fresh *fresh;
	size_t nfresh, fresh_cap;
};

struct id_register *
register_new(void)
{
	return mem_zalloc(1, sizeof(struct id_register));
}

void
register_free(struct id_register *r)
{
	if (r == NULL)
		return;
	map_fini(&r->key);
	map_fini(&r->known);
	map_fini(&r->prefix);
	map_fini(&r->told);
	free(r->nearest);
	free(r->number);
	free(r->fresh);
	free(r->id);
	free(r->spelling);
	arena_fini(&r->keep);
	free(r);
}

static void
add_key(struct id_register *r, struct str district, struct str folded,
    struct str id)
{
	struct buf key;
	bool is_new;
	size_t at;

	buf_init(&key, BUF_UNBOUNDED);
	buf_put(&key, district);
	buf_putc(&key, '/');
	buf_put(&key, folded);
	at = map_put(&r->key, buf_str(&key), &is_new);
	buf_fini(&key);
	if (is_new) {
		r->id = mem_grow(r->id, &r->id_cap, at + 1, sizeof(*r->id));
		r->id[at] = id;
	} else if (r->id[at].p != NULL && !str_eq(r->id[at], id)) {
		r->id[at].p = NULL;
	}
}

static void
add_name(struct id_register *r, struct str id, struct str district,
    struct str name)
{
	struct spelling *s;
	struct buf folded;

	name = normal_trim(name);
	if (name.n == 0)
		return;
	buf_init(&folded, BUF_UNBOUNDED);
	normal_key(&folded, name);
	r->spelling = mem_grow(r->spelling, &r->spelling_cap,
	    r->nspelling + 1, sizeof(*r->spelling));
	s = &r->spelling[r->nspelling++];
	*s = (struct spelling){ arena_str(&r->keep, name),
		arena_str(&r->keep, buf_str(&folded)), district, id };
	buf_fini(&folded);
	add_key(r, (struct str){ "", 0 }, s->folded, id);
	if (district.n > 0)
		add_key(r, district, s->folded, id);
}

static unsigned long *
number_of(struct id_register *r, struct str prefix)
{
	bool is_new;
	size_t at = map_put(&r->prefix, prefix, &is_new);

	r->number = mem_grow(r->number, &r->number_cap, at + 1,
	    sizeof(*r->number));
	if (is_new)
		r->number[at] = 0;
	return &r->number[at];
}

/* 320571-0042: the number 42 of 320571 is given.  Numbers of more than
 * NUMBER_DIGITS are no habit's of ours. */
static void
learn_number(struct id_register *r, struct str id)
{
	size_t dash = id.n;
	unsigned long n = 0, *highest;

	while (dash > 0 && id.p[dash - 1] >= '0' && id.p[dash - 1] <= '9')
		dash--;
	if (dash < 2 || dash == id.n || id.p[dash - 1] != '-' ||
	    id.n - dash > NUMBER_DIGITS)
		return;
	for (size_t i = dash; i < id.n; i++)
		n = n * 10 + (unsigned long)(id.p[i] - '0');
	highest = number_of(r, str_sub(id, 0, dash - 1));
	if (n > *highest)
		*highest = n;
}

void
register_add(struct id_register *r, struct str id, struct str district,
    struct str name, struct str aliases)
{
	struct str alias;

	id = arena_str(&r->keep, id);
	district = arena_str(&r->keep, district);
	map_put(&r->known, id, NULL);
	learn_number(r, id);
	add_name(r, id, district, name);
	while (aliases.n > 0 && str_cut(&aliases, ';', &alias))
		add_name(r, id, district, alias);
}

enum register_answer
register_find(const struct id_register *r, struct str district,
    struct str name, struct str *id)
{
	struct buf key;
	size_t at;

	buf_init(&key, BUF_UNBOUNDED);
	buf_put(&key, district);
	buf_putc(&key, '/');
	normal_key(&key, name);
	at = map_find(&r->key, buf_str(&key));
	buf_fini(&key);
	if (at == MAP_NONE) {
		at = map_find(&r->known, name);
		if (at == MAP_NONE)
			return REGISTER_UNKNOWN;
		*id = r->known.key[at];
		return REGISTER_FOUND;
	}
	if (r->id[at].p == NULL)
		return REGISTER_AMBIGUOUS;
	*id = r->id[at];
	return REGISTER_FOUND;
}

static size_t
points(struct str s, uint32_t out[NEAR_POINTS])
{
	size_t n = 0;

	while (s.n > 0 && n < NEAR_POINTS)
		out[n++] = utf8_next(&s);
	return n;
}

/* Edits that turn one name into the other (Levenshtein). */
static size_t
distance(const uint32_t *a, size_t na, const uint32_t *b, size_t nb)
{
	size_t row[NEAR_POINTS + 1];

	for (size_t j = 0; j <= nb; j++)
		row[j] = j;
	for (size_t i = 1; i <= na; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			size_t best = corner + (a[i - 1] != b[j - 1]);

			corner = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[nb];
}

struct near {
	const struct spelling *at[2];
	size_t far[2];
};

/* The nearer first; of equals the one that stands first in the register;
 * two spellings of one building are one. */
static void
keep_nearest(struct near *near, const struct spelling *s, size_t far)
{
	for (size_t i = 0; i < 2; i++) {
		if (near->at[i] != NULL && far >= near->far[i]) {
			if (str_eq(near->at[i]->id, s->id))
				return;
			continue;
		}
		if (i == 0 && near->at[0] != NULL &&
		    !str_eq(near->at[0]->id, s->id)) {
			near->at[1] = near->at[0];
			near->far[1] = near->far[0];
		}
		near->at[i] = s;
		near->far[i] = far;
		return;
	}
}

static void
find_nearest(const struct id_register *r, struct str district,
    struct str name, struct buf *out)
{
	struct near near = { { NULL, NULL }, { 0, 0 } };
	uint32_t a[NEAR_POINTS], b[NEAR_POINTS];
	struct buf folded;
	size_t na;

	buf_init(&folded, BUF_UNBOUNDED);
	normal_key(&folded, name);
	na = points(buf_str(&folded), a);
	for (size_t i = 0; i < r->nspelling; i++) {
		const struct spelling *s = &r->spelling[i];

		if (district.n > 0 && !str_eq(s->district, district))
			continue;
		keep_nearest(&near, s, distance(a, na, b,
		    points(s->folded, b)));
	}
	buf_fini(&folded);
	for (size_t i = 0; i < 2 && near.at[i] != NULL; i++) {
		if (i > 0)
			buf_puts(out, ", ");
		buf_put(out, near.at[i]->text);
		buf_puts(out, " (");
		buf_put(out, near.at[i]->id);
		buf_putc(out, ')');
	}
}

/* A list names one building many times: each name is compared with all of
 * the register only once. */
struct str
register_nearest(struct id_register *r, struct str district, struct str name)
{
	struct buf b;
	bool is_new;
	size_t at;

	buf_init(&b, BUF_UNBOUNDED);
	buf_put(&b, district);
	buf_putc(&b, '/');
	buf_put(&b, name);
	at = map_put(&r->told, buf_str(&b), &is_new);
	if (!is_new) {
		buf_fini(&b);
		return r->nearest[at];
	}
	r->nearest = mem_grow(r->nearest, &r->nearest_cap, at + 1,
	    sizeof(*r->nearest));
	buf_reset(&b);
	find_nearest(r, district, name, &b);
	r->nearest[at] = buf_keep(&b, &r->keep);
	return r->nearest[at];
}

struct str
register_assign(struct id_register *r, struct str district, struct str name)
{
	unsigned long *highest = number_of(r, district);
	struct str id;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	do {
		++*highest;
		buf_reset(&b);
		buf_put(&b, district);
		buf_putc(&b, '-');
		for (unsigned long ten = 1000; ten > *highest; ten /= 10)
			buf_putc(&b, '0');
		buf_int(&b, (int64_t)*highest);
	} while (map_find(&r->known, buf_str(&b)) != MAP_NONE);
	id = buf_keep(&b, &r->keep);
	name = arena_str(&r->keep, normal_trim(name));
	register_add(r, id, district, name, (struct str){ "", 0 });
	r->fresh = mem_grow(r->fresh, &r->fresh_cap, r->nfresh + 1,
	    sizeof(*r->fresh));
	r->fresh[r->nfresh++] = (struct register_fresh){ id,
		arena_str(&r->keep, district), name };
	return id;
}

bool
register_fresh(const struct id_register *r, size_t i,
    struct register_fresh *out)
{
	if (i >= r->nfresh)
		return false;
	*out = r->fresh[i];
	return true;
}

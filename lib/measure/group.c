#include "measure/group.h"

#include <stdlib.h>

#include "base/buf.h"

static void
by_district(struct group_book *g, const struct tenure *r,
    const struct code_book *codes)
{
	g->n = code_district_count(codes) - 1;
	g->name = mem_zalloc(g->n + 1, sizeof(*g->name));
	for (uint32_t i = 0; i < g->n; i++) {
		const struct district *d = code_district_at(codes, i + 1);

		g->name[i] = d->code;
		for (size_t b = 0; b < r->nbuilding; b++)
			if (r->building[b].district == d)
				g->of[b] = i;
	}
}

/* By the bytes; without a name last. */
static int
compare_names(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	if ((x->n == 0) != (y->n == 0))
		return x->n == 0 ? 1 : -1;
	return str_cmp(*x, *y);
}

static void
by_team(struct group_book *g, const struct tenure *r)
{
	struct map seen = { 0 };

	for (size_t b = 0; b < r->nbuilding; b++)
		map_put(&seen, r->building[b].operator_id, NULL);
	g->n = seen.n;
	g->name = mem_zalloc(g->n + 1, sizeof(*g->name));
	for (size_t b = 0; b < r->nbuilding; b++)
		g->name[map_find(&seen, r->building[b].operator_id)] =
		    r->building[b].operator_id;
	if (g->n > 0)
		qsort(g->name, g->n, sizeof(*g->name), compare_names);
	map_fini(&seen);
	for (size_t b = 0; b < r->nbuilding; b++) {
		const struct str *at = bsearch(&r->building[b].operator_id,
		    g->name, g->n, sizeof(*g->name), compare_names);

		g->of[b] = (uint32_t)(at - g->name);
	}
}

/* Which of its kinds an enterprise's tenancy is: a division or a specialty;
 * the last is none. */
static size_t
kind_of(const struct group_book *g, const struct rollup *u,
    const struct tenure_tenancy *t)
{
	size_t at;

	if (g->by == BY_INDUSTRY)
		return measure_division(tenure_industry(t));
	at = sector_of(&u->rule->specialty, t->edition, tenure_industry(t));
	return at == SECTOR_NONE ? u->rule->specialty.n : at;
}

static struct str
kind_name(const struct group_book *g, const struct rollup *u, size_t kind,
    struct arena *keep)
{
	char digits[2] = { (char)('0' + kind / 10 % 10),
		(char)('0' + kind % 10) };

	if (g->by == BY_SPECIALTY)
		return u->rule->specialty.sector[kind].name;
	return arena_str(keep, (struct str){ digits, 2 });
}

/* Every specialty of the rules, the divisions there are, and none last
 * where there is something in none. */
static void
by_kind(struct group_book *g, const struct rollup *u, struct arena *keep)
{
	const struct tenure *r = u->tenure;
	size_t nkind = g->by == BY_INDUSTRY ? DIVISIONS - 1 :
	    u->rule->specialty.n;
	uint32_t *group = mem_zalloc(nkind + 1, sizeof(*group));
	bool *used = mem_zalloc(nkind + 1, sizeof(*used));

	for (size_t i = 0; i < r->nseat; i++) {
		const struct tenure_tenancy *t = tenure_speaker(r,
		    &r->seat[i], u->last);

		if (t != NULL)
			used[kind_of(g, u, t)] = true;
	}
	g->name = mem_zalloc(nkind + 1, sizeof(*g->name));
	for (size_t k = 0; k <= nkind; k++) {
		if (!used[k] && (k == nkind || g->by == BY_INDUSTRY))
			continue;
		if (k < nkind)
			g->name[g->n] = kind_name(g, u, k, keep);
		group[k] = (uint32_t)g->n++;
	}
	for (size_t i = 0; i < r->nseat; i++) {
		const struct tenure_tenancy *t = tenure_speaker(r,
		    &r->seat[i], u->last);

		if (t != NULL)
			g->of[i] = group[kind_of(g, u, t)];
	}
	free(group);
	free(used);
}

void
group_init(struct group_book *g, const struct rollup *u,
    const struct code_book *codes, enum grouping by, struct arena *keep)
{
	size_t n;

	*g = (struct group_book){ .by = by,
		.cut = by == BY_INDUSTRY || by == BY_SPECIALTY };
	n = g->cut ? u->tenure->nseat : u->tenure->nbuilding;
	g->of = mem_zalloc(n + 1, sizeof(*g->of));
	for (size_t i = 0; i < n; i++)
		g->of[i] = GROUP_NONE;
	if (by == BY_DISTRICT)
		by_district(g, u->tenure, codes);
	else if (by == BY_TEAM)
		by_team(g, u->tenure);
	else
		by_kind(g, u, keep);
}

void
group_fini(struct group_book *g)
{
	free(g->name);
	free(g->of);
}

/*
 * Disclosure control.  A building is hidden by what is known of its payers;
 * then more are, until from no total of those shown a hidden one follows.
 *
 * From a district's total and its buildings shown the sum of the hidden ones
 * follows: they must be such that this sum may be told (it is treated as a
 * figure like any other) and bounds none of them too closely.  Where a
 * district's own total may not be told, all its buildings are hidden, and the
 * hidden districts are to the city's total what buildings are to theirs.
 */
#include "report/disclose.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/num.h"

struct set {
	const struct disclose *d;
	const size_t *payer; /* by cell: number of who pays most; or MAP_NONE */
	num_wide *one, *two; /* by payer: work of may_tell, else zeros */
	size_t *member;
	size_t n;
};

static int64_t
positive(int64_t n)
{
	return n > 0 ? n : 0;
}

static int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Where who pays is not known, one that pays elsewhere too may pay it all. */
static num_wide
of_another(const struct disclose_cell *c)
{
	return c->known ? c->top2 : positive(c->tax);
}

static num_wide
of_two_others(const struct disclose_cell *c)
{
	return c->known ? least(2 * c->top2, c->positive - c->top1) :
	    positive(c->tax);
}

/* What a set's payers are, in the worst case that fits what is known: who is
 * not the largest of a building may be its second. */
struct payers {
	num_wide total, one, two;
	int64_t at_least;
};

static void
add_gains(const struct set *s, struct payers *p)
{
	num_wide first = 0, second = 0, most = 0;
	int64_t distinct = 0;

	for (size_t i = 0; i < s->n; i++) {
		size_t who = s->payer[s->member[i]];

		if (who == MAP_NONE || s->two[who] < 0)
			continue;
		distinct++;
		if (s->one[who] > most)
			most = s->one[who];
		if (s->two[who] > first) {
			second = first;
			first = s->two[who];
		} else if (s->two[who] > second) {
			second = s->two[who];
		}
		s->one[who] = s->two[who] = -1; /* counted */
	}
	p->one += most;
	p->two += first + second;
	if (distinct > p->at_least)
		p->at_least = distinct;
	for (size_t i = 0; i < s->n; i++)
		if (s->payer[s->member[i]] != MAP_NONE)
			s->one[s->payer[s->member[i]]] =
			    s->two[s->payer[s->member[i]]] = 0;
}

static struct payers
payers_of(const struct set *s)
{
	struct payers p = { 0 };

	for (size_t i = 0; i < s->n; i++) {
		const struct disclose_cell *c = &s->d->cell[s->member[i]];
		size_t who = s->payer[s->member[i]];

		p.total += c->known ? c->positive : positive(c->tax);
		p.one += of_another(c);
		p.two += of_two_others(c);
		if (c->known && c->payers > p.at_least)
			p.at_least = c->payers;
		if (who == MAP_NONE)
			continue;
		s->one[who] += c->top1 - of_another(c);
		s->two[who] += c->top1 + c->top2 - of_two_others(c);
	}
	add_gains(s, &p);
	return p;
}

static enum disclose_why
why_not(const struct set *s)
{
	const struct disclose_rules *rule = s->d->rules;
	struct payers p = payers_of(s);

	if (p.at_least < rule->payers)
		return DISCLOSE_FEW;
	if (p.one * 100 > p.total * rule->top1_pct)
		return DISCLOSE_LARGEST;
	if ((p.total - p.two) * 100 < p.one * rule->rest_pct)
		return DISCLOSE_REST;
	return DISCLOSE_SHOWN;
}

/* What bounds the members of a set whose sum is known. */
struct bounds {
	num_wide sum, low, high;
	size_t unbounded;
};

static struct bounds
bounds_of(const struct set *s)
{
	struct bounds b = { 0 };

	for (size_t i = 0; i < s->n; i++) {
		const struct disclose_cell *c = &s->d->cell[s->member[i]];

		b.sum += c->tax;
		b.low += c->low;
		b.unbounded += c->high < 0;
		b.high += positive(c->high);
	}
	return b;
}

/* Does the sum tell n too closely, knowing that each is not negative and
 * within its tier?  What the tier alone tells is no matter of the sum. */
static bool
is_near(const struct disclose_rules *rule, const struct bounds *b,
    const struct disclose_cell *c)
{
	num_wide most = b->sum - (b->low - c->low);
	num_wide fewest = b->sum - (b->high - positive(c->high));
	bool capped = b->unbounded - (c->high < 0) == 0;

	if (c->tax <= 0)
		return most <= 0;
	if (most * 100 < (num_wide)c->tax * (100 + rule->near_pct) &&
	    (c->high < 0 || most < c->high))
		return true;
	return capped && fewest > c->low &&
	    fewest * 100 > (num_wide)c->tax * (100 - rule->near_pct);
}

/* May the sum of what is hidden be known? */
static bool
is_safe(const struct set *s)
{
	struct bounds b = bounds_of(s);

	if (s->n == 0)
		return true;
	if (s->n < 2 || why_not(s) != DISCLOSE_SHOWN)
		return false;
	for (size_t i = 0; i < s->n; i++)
		if (is_near(s->d->rules, &b, &s->d->cell[s->member[i]]))
			return false;
	return true;
}

static void
hide(struct set *s, struct disclose *d, size_t cell, enum disclose_why why)
{
	if (d->cell[cell].why != DISCLOSE_SHOWN)
		return;
	d->cell[cell].why = why;
	s->member[s->n++] = cell;
}

static int
by_tax(const void *x, const void *y)
{
	const struct disclose_cell *a = *(const struct disclose_cell *const *)x,
	    *b = *(const struct disclose_cell *const *)y;

	if (a->tax != b->tax)
		return a->tax < b->tax ? -1 : 1;
	return str_cmp(a->id, b->id);
}

/* The smallest of the candidates that makes the set safe, or else the
 * smallest of all. */
static size_t
choose(struct set *s, const struct disclose_cell *const *candidate, size_t n)
{
	size_t chosen = 0;
	bool safe = false;

	for (size_t i = 0; !safe && i < n; i++) {
		s->member[s->n++] = (size_t)(candidate[i] - s->d->cell);
		safe = is_safe(s);
		s->n--;
		if (safe)
			chosen = i;
	}
	return chosen;
}

/* The cells of a district, those hidden into the set; returns how many are
 * shown, the smallest first. */
static size_t
sort_out(struct set *s, size_t district, const struct disclose_cell **shown)
{
	size_t n = 0;

	s->n = 0;
	for (size_t i = 0; i < s->d->n; i++) {
		const struct disclose_cell *c = &s->d->cell[i];

		if (c->district != district)
			continue;
		if (c->why == DISCLOSE_SHOWN)
			shown[n++] = c;
		else
			s->member[s->n++] = i;
	}
	if (n > 0)
		qsort(shown, n, sizeof(*shown), by_tax);
	return n;
}

/* The total of buildings that may be told, each alone or in a sum, may be
 * told: neither share of the largest, nor what is left of it, gets worse by
 * adding up.  Where no sum of hidden ones is safe, the total goes too. */
static void
hide_in_district(struct set *s, struct disclose *d, size_t district,
    const struct disclose_cell **shown)
{
	size_t n = sort_out(s, district, shown);

	while (!is_safe(s)) {
		size_t i;

		if (n == 0) {
			d->dark[district] = true;
			break;
		}
		i = choose(s, shown, n);
		hide(s, d, (size_t)(shown[i] - d->cell), DISCLOSE_TOGETHER);
		for (n--; i < n; i++)
			shown[i] = shown[i + 1];
	}
}

/* Do the hidden districts keep each other's totals? */
static bool
districts_are_safe(const struct disclose *d)
{
	const struct disclose_rules *rule = d->rules;
	num_wide *total = mem_zalloc(d->ndistrict + 1, sizeof(*total));
	num_wide *low = mem_zalloc(d->ndistrict + 1, sizeof(*low));
	num_wide sum = 0, lows = 0;
	size_t n = 0;
	bool safe = true;

	for (size_t i = 0; i < d->n; i++)
		if (d->dark[d->cell[i].district]) {
			total[d->cell[i].district] += d->cell[i].tax;
			low[d->cell[i].district] += d->cell[i].low;
			sum += d->cell[i].tax;
			lows += d->cell[i].low;
		}
	for (size_t i = 0; i < d->ndistrict; i++) {
		num_wide most = sum - (lows - low[i]);

		if (!d->dark[i])
			continue;
		n++;
		safe = safe && (total[i] <= 0 ? most > 0 :
		    most * 100 >= total[i] * (100 + rule->near_pct));
	}
	free(total);
	free(low);
	return safe && n != 1;
}

/* The smallest district whose total is shown; ndistrict: none. */
static size_t
smallest_shown(const struct disclose *d, const bool *has_cell)
{
	num_wide *total = mem_zalloc(d->ndistrict + 1, sizeof(*total));
	size_t best = d->ndistrict;

	for (size_t i = 0; i < d->n; i++)
		total[d->cell[i].district] += d->cell[i].tax;
	for (size_t i = 0; i < d->ndistrict; i++)
		if (!d->dark[i] && has_cell[i] &&
		    (best == d->ndistrict || total[i] < total[best]))
			best = i;
	free(total);
	return best;
}

static void
darken(struct set *s, struct disclose *d, size_t district)
{
	d->dark[district] = true;
	for (size_t i = 0; i < d->n; i++)
		if (d->cell[i].district == district)
			hide(s, d, i, DISCLOSE_DISTRICT);
}

/* The buildings of hidden districts, to the city's total. */
static void
hide_in_city(struct set *s, struct disclose *d, const bool *has_cell)
{
	for (;;) {
		size_t next;

		s->n = 0;
		for (size_t i = 0; i < d->n; i++)
			if (d->dark[d->cell[i].district])
				s->member[s->n++] = i;
		if (s->n == 0 || (is_safe(s) && districts_are_safe(d)))
			return;
		next = smallest_shown(d, has_cell);
		if (next == d->ndistrict)
			break;
		darken(s, d, next);
	}
	d->dark_city = true;
}

static size_t
number_payers(struct disclose *d, size_t *payer)
{
	struct map numbers = { 0 };
	size_t n;

	for (size_t i = 0; i < d->n; i++)
		payer[i] = d->cell[i].known && d->cell[i].payer.n > 0 ?
		    map_put(&numbers, d->cell[i].payer, NULL) : MAP_NONE;
	n = numbers.n;
	map_fini(&numbers);
	return n;
}

/* By what is known of each alone. */
static void
judge(struct set *s, struct disclose *d, bool *has_cell)
{
	for (size_t i = 0; i < d->n; i++) {
		struct disclose_cell *c = &d->cell[i];

		has_cell[c->district] = true;
		s->member[0] = i;
		s->n = 1;
		c->why = !c->known ? DISCLOSE_UNKNOWN : why_not(s);
	}
}

void
disclose_run(struct disclose *d)
{
	size_t *payer = mem_zalloc(d->n + 1, sizeof(*payer));
	size_t npayer = number_payers(d, payer);
	struct set s = { .d = d, .payer = payer,
		.one = mem_zalloc(npayer + 1, sizeof(*s.one)),
		.two = mem_zalloc(npayer + 1, sizeof(*s.two)),
		.member = mem_zalloc(d->n + 1, sizeof(*s.member)) };
	bool *has_cell = mem_zalloc(d->ndistrict + 1, sizeof(*has_cell));
	const struct disclose_cell **shown =
	    mem_zalloc(d->n + 1, sizeof(*shown));

	judge(&s, d, has_cell);
	for (size_t i = 0; i < d->ndistrict; i++)
		if (has_cell[i])
			hide_in_district(&s, d, i, shown);
	hide_in_city(&s, d, has_cell);
	free(shown);
	free(has_cell);
	free(s.member);
	free(s.two);
	free(s.one);
	free(payer);
}

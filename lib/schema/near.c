#include "schema/near.h"

#define LENGTH_MAX 64u /* longer names are not compared */

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Levenshtein's distance, one row of the table at a time. */
size_t
near_distance(struct str a, struct str b)
{
	size_t row[LENGTH_MAX + 1];

	if (a.n > LENGTH_MAX || b.n > LENGTH_MAX)
		return NEAR_MAX + 1;
	for (size_t j = 0; j <= b.n; j++)
		row[j] = j;
	for (size_t i = 0; i < a.n; i++) {
		size_t diagonal = row[0];

		row[0] = i + 1;
		for (size_t j = 0; j < b.n; j++) {
			size_t above = row[j + 1];

			row[j + 1] = least(diagonal + (a.p[i] != b.p[j]),
			    1 + least(above, row[j]));
			diagonal = above;
		}
	}
	return least(row[b.n], NEAR_MAX + 1);
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool
same_but_case(struct str a, struct str b)
{
	size_t i = 0;

	while (i < a.n && i < b.n && lower(a.p[i]) == lower(b.p[i]))
		i++;
	return i == a.n && i == b.n;
}

void
near_offer(struct near *n, struct str candidate)
{
	bool same = same_but_case(n->name, candidate);
	size_t distance = same ? 1 : near_distance(n->name, candidate);

	/* of a name of two letters, two edits leave nothing */
	if (!same && (distance > NEAR_MAX || distance >= n->name.n))
		return;
	if (n->best.n == 0 || distance < n->distance) {
		n->best = candidate;
		n->distance = distance;
	}
}

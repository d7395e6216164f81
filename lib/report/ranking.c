/* Places by a figure. */
#include "report/ranking.h"

#include <stdlib.h>

#include "base/num.h"

static int
by_figure(const struct place *a, const struct place *b)
{
	if (a->known != b->known)
		return a->known ? -1 : 1;
	return a->known ? num_ratio_cmp(b->num, b->den, a->num, a->den) : 0;
}

static int
place_cmp(const void *x, const void *y)
{
	const struct place *a = x, *b = y;
	int order = by_figure(a, b);

	return order != 0 ? order : str_cmp(a->id, b->id);
}

void
ranking_sort(struct place *p, size_t n)
{
	if (n > 0)
		qsort(p, n, sizeof(*p), place_cmp);
	for (size_t i = 0; i < n; i++)
		p[i].rank = !p[i].known ? 0 :
		    i > 0 && by_figure(&p[i - 1], &p[i]) == 0 ?
		    p[i - 1].rank : i + 1;
}

size_t
ranking_within(const struct place *p, size_t n, size_t top)
{
	size_t i = 0;

	while (i < n && p[i].known && (top == 0 || p[i].rank <= top))
		i++;
	return i;
}

/* The values that figures were made of. */
#include "report/behind.h"

#include <stdlib.h>

#include "base/mem.h"

struct behind *
behind_new(void)
{
	return mem_zalloc(1, sizeof(struct behind));
}

void
behind_free(struct behind *b)
{
	if (b == NULL)
		return;
	free(b->entry);
	free(b);
}

void
behind_add(struct behind *b, const void *figure, const struct value *v)
{
	if (b == NULL)
		return;
	b->entry = mem_grow(b->entry, &b->cap, b->n + 1, sizeof(*b->entry));
	b->entry[b->n++] = (struct behind_entry){ figure, v };
}

void
behind_count(struct behind *b, size_t *n, const struct value *v)
{
	++*n;
	behind_add(b, n, v);
}

void
behind_count_if(struct behind *b, size_t *n, const struct value *v,
    bool holds)
{
	if (holds)
		behind_count(b, n, v);
}

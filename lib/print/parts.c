/* What the cells of a table were made of. */
#include "print/parts.h"

#include <stdlib.h>

#include "base/mem.h"

struct parts *
parts_new(void)
{
	return mem_zalloc(1, sizeof(struct parts));
}

void
parts_free(struct parts *p)
{
	if (p == NULL)
		return;
	free(p->part);
	free(p->ratio);
	free(p);
}

static void
add(struct parts *p, const struct parts_entry *x)
{
	p->part = mem_grow(p->part, &p->cap, p->n + 1, sizeof(*p->part));
	p->part[p->n++] = *x;
}

void
parts_text(struct parts *p, size_t cell, struct str text)
{
	if (p != NULL && text.n > 0)
		add(p, &(struct parts_entry){ .cell = cell, .role = PART_AS_IS,
			.text = text.p });
}

void
parts_value(struct parts *p, size_t cell, enum part_role role,
    const struct value *v)
{
	if (p != NULL)
		add(p, &(struct parts_entry){ .cell = cell, .role = role,
			.text = v->text.n > 0 ? v->text.p : NULL,
			.value = v });
}

void
parts_figure(struct parts *p, size_t cell, enum part_role role,
    const void *figure)
{
	if (p != NULL)
		add(p, &(struct parts_entry){ .cell = cell, .role = role,
			.figure = figure });
}

void
parts_amount(struct parts *p, size_t cell, enum part_role role,
    const void *figure, int64_t amount, unsigned held)
{
	if (p != NULL)
		add(p, &(struct parts_entry){ .cell = cell, .role = role,
			.figure = figure, .amount = amount, .held = held });
}

void
parts_ratio(struct parts *p, size_t cell, num_wide num, num_wide den)
{
	if (p == NULL)
		return;
	p->ratio = mem_grow(p->ratio, &p->ratio_cap, p->nratio + 1,
	    sizeof(*p->ratio));
	p->ratio[p->nratio++] = (struct part_ratio){ cell, num, den };
}

const struct part_ratio *
parts_find_ratio(const struct parts *p, size_t cell)
{
	for (size_t i = 0; p != NULL && i < p->nratio; i++)
		if (p->ratio[i].cell == cell)
			return &p->ratio[i];
	return NULL;
}

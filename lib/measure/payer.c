#include "measure/payer.h"

#include <stdlib.h>

bool
payer_init(struct payer_table *t, const struct map *codes)
{
	size_t nslot = 64;

	while (nslot < codes->n * 2)
		nslot *= 2;
	t->mask = nslot - 1;
	t->tag = mem_zalloc(nslot, sizeof(*t->tag));
	t->slot = mem_alloc(nslot, sizeof(*t->slot));
	for (size_t i = 0; i < codes->n; i++) {
		struct payer_slot key = { .no = (uint32_t)i };
		uint8_t tag;
		size_t at;

		if (codes->key[i].n != 18)
			return false;
		at = payer_slot_of(t, codes->key[i].p, &key, &tag);
		t->tag[at] = tag;
		t->slot[at] = key;
	}
	return true;
}

void
payer_fini(struct payer_table *t)
{
	free(t->slot);
	free(t->tag);
}

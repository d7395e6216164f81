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
		struct payer_key key;
		size_t at;

		if (codes->key[i].n != 18)
			return false;
		key = payer_key(t, codes->key[i].p);
		at = payer_slot_of(t, &key);
		t->tag[at] = key.tag;
		t->slot[at] = key.code;
		t->slot[at].no = (uint32_t)i;
	}
	return true;
}

void
payer_fini(struct payer_table *t)
{
	free(t->slot);
	free(t->tag);
}

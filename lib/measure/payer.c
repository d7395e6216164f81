#include "measure/payer.h"

#include <stdlib.h>

#define SLOTS_MIN 64u

static void
make_slots(struct payer_table *t, size_t nslot)
{
	t->mask = nslot - 1;
	t->tag = mem_zalloc(nslot, sizeof(*t->tag));
	t->slot = mem_alloc(nslot, sizeof(*t->slot));
}

static void
set_slot(struct payer_table *t, size_t at, const struct payer_key *k,
    uint32_t no)
{
	t->tag[at] = payer_tag(k);
	t->slot[at] = k->code;
	t->slot[at].no = no;
}

bool
payer_init(struct payer_table *t, const struct map *codes)
{
	size_t nslot = SLOTS_MIN;

	while (nslot < codes->n * 2)
		nslot *= 2;
	make_slots(t, nslot);
	for (size_t i = 0; i < codes->n; i++) {
		struct payer_key key;

		if (codes->key[i].n != PAYER_CODE)
			return false;
		key = payer_key(codes->key[i].p);
		set_slot(t, payer_slot_of(t, &key), &key, (uint32_t)i);
	}
	t->n = (uint32_t)codes->n;
	return true;
}

static void
grow(struct payer_table *t)
{
	struct payer_table old = *t;

	make_slots(t, old.mask == 0 ? SLOTS_MIN : (old.mask + 1) * 2);
	for (size_t i = 0; old.mask > 0 && i <= old.mask; i++) {
		struct payer_key key;

		if (old.tag[i] == 0)
			continue;
		key = payer_key(payer_code(&old.slot[i]).p);
		set_slot(t, payer_slot_of(t, &key), &key, old.slot[i].no);
	}
	payer_fini(&old);
}

uint32_t
payer_put(struct payer_table *t, const struct payer_key *k)
{
	size_t at;

	if (t->n >= (t->mask + 1) / 2)
		grow(t);
	at = payer_slot_of(t, k);
	if (t->tag[at] == 0)
		set_slot(t, at, k, t->n++);
	return t->slot[at].no;
}

void
payer_fini(struct payer_table *t)
{
	free(t->slot);
	free(t->tag);
}

/*
 * Credit codes -> numbers, for a lookup a row: one open-addressing table
 * keyed by the 18 bytes.  A byte of the hash a slot stands apart, so that
 * most taxpayers that are not in it cost one look into a small array.
 */
#ifndef MEASURE_PAYER_H
#define MEASURE_PAYER_H

#include "base/map.h"

#define PAYER_NONE UINT32_MAX

struct payer_slot {
	uint64_t a, b; /* the code */
	uint16_t c;
	uint32_t no;
};

struct payer_table {
	struct payer_slot *slot;
	uint8_t *tag; /* 0: free */
	size_t mask;
};

/* Numbers are the map's.  False: a key is not of 18 bytes. */
bool payer_init(struct payer_table *t, const struct map *codes);
void payer_fini(struct payer_table *t);

/* Where a code is or would be; key is filled in but for its number. */
static inline size_t
payer_slot_of(const struct payer_table *t, const char *code,
    struct payer_slot *key, uint8_t *tag)
{
	uint64_t h;
	size_t at;

	memcpy(&key->a, code, sizeof(key->a));
	memcpy(&key->b, code + 8, sizeof(key->b));
	memcpy(&key->c, code + 16, sizeof(key->c));
	h = (key->a ^ (uint64_t)key->c << 17) * UINT64_C(0x9e3779b97f4a7c15);
	h = ((h ^ h >> 32) + key->b) * UINT64_C(0xd6e8feb86659fd93);
	h ^= h >> 32;
	*tag = (uint8_t)(h >> 24 | 1);
	for (at = h & t->mask; t->tag[at] != 0; at = (at + 1) & t->mask) {
		const struct payer_slot *s = &t->slot[at];

		if (t->tag[at] == *tag && s->a == key->a && s->b == key->b &&
		    s->c == key->c)
			break;
	}
	return at;
}

/* PAYER_NONE if absent. */
static inline uint32_t
payer_find(const struct payer_table *t, struct str code)
{
	struct payer_slot key;
	uint8_t tag;
	size_t at;

	if (code.n != 18)
		return PAYER_NONE;
	at = payer_slot_of(t, code.p, &key, &tag);
	return t->tag[at] == 0 ? PAYER_NONE : t->slot[at].no;
}

#endif

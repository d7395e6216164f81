/*
 * Credit codes -> numbers, for a lookup a row: one open-addressing table
 * keyed by the 18 bytes.  A byte of the hash a slot stands apart, so that
 * most taxpayers that are not in it cost one look into a small array.
 */
#ifndef MEASURE_PAYER_H
#define MEASURE_PAYER_H

#include "base/map.h"

#define PAYER_NONE UINT32_MAX
#define PAYER_CODE 18u /* bytes */

struct payer_slot {
	uint64_t a, b; /* the code */
	uint16_t c;
	uint32_t no;
};

struct payer_table {
	struct payer_slot *slot;
	uint8_t *tag; /* 0: free */
	size_t mask;  /* of the slots; 0: there are none yet */
	uint32_t n;
};

/* Numbers are the map's.  False: a key is not of 18 bytes. */
bool payer_init(struct payer_table *t, const struct map *codes);
void payer_fini(struct payer_table *t);

/* A code taken apart: what a table is asked for. */
struct payer_key {
	struct payer_slot code; /* but for its number */
	uint64_t hash;
};

/* The number of a code, a new one (0, 1, 2 …) if it is not there.  The
 * table may begin zeroed; its slots move. */
uint32_t payer_put(struct payer_table *t, const struct payer_key *k);

static inline struct payer_key
payer_key(const char *code)
{
	struct payer_key k;
	uint64_t h;

	memcpy(&k.code.a, code, sizeof(k.code.a));
	memcpy(&k.code.b, code + 8, sizeof(k.code.b));
	memcpy(&k.code.c, code + 16, sizeof(k.code.c));
	k.code.no = PAYER_NONE;
	h = (k.code.a ^ (uint64_t)k.code.c << 17) *
	    UINT64_C(0x9e3779b97f4a7c15);
	h = ((h ^ h >> 32) + k.code.b) * UINT64_C(0xd6e8feb86659fd93);
	k.hash = h ^ h >> 32;
	return k;
}

/* The 18 bytes again; borrowed from the slot. */
static inline struct str
payer_code(const struct payer_slot *s)
{
	return (struct str){ (const char *)s, PAYER_CODE };
}

static inline uint8_t
payer_tag(const struct payer_key *k)
{
	return (uint8_t)(k->hash >> 56 | 1);
}

/* Asks the memory for what payer_find will look at. */
static inline void
payer_prefetch(const struct payer_table *t, const struct payer_key *k)
{
	size_t at = k->hash & t->mask;

	__builtin_prefetch(&t->tag[at]);
	__builtin_prefetch(&t->slot[at]);
}

/* Where a code is or would be. */
static inline size_t
payer_slot_of(const struct payer_table *t, const struct payer_key *k)
{
	const uint8_t tag = payer_tag(k);
	size_t at = k->hash & t->mask;

	for (; t->tag[at] != 0; at = (at + 1) & t->mask) {
		const struct payer_slot *s = &t->slot[at];

		if (t->tag[at] == tag && s->a == k->code.a &&
		    s->b == k->code.b && s->c == k->code.c)
			break;
	}
	return at;
}

/* PAYER_NONE if absent. */
static inline uint32_t
payer_find(const struct payer_table *t, const struct payer_key *k)
{
	size_t at = payer_slot_of(t, k);

	return t->tag[at] == 0 ? PAYER_NONE : t->slot[at].no;
}

#endif

/*
 * Strings numbered in the order they were first put: 0, 1, 2 …  A name
 * becomes an index into the keeper's own arrays.  Keys are copied.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/str.h"

#define MAP_NONE ((size_t)-1)

/* A part of the hash stands beside the number: most keys that are not the
 * one are told by it. */
struct map_slot {
	uint32_t no; /* number + 1, 0 = free */
	uint32_t tag;
};

struct map {
	struct arena keep;
	struct str *key; /* by number */
	uint64_t *hash;  /* by number */
	struct map_slot *slot; /* nslot is a power of two */
	size_t n, cap, nslot;
};

/* Zero-initialise a map before its first use. */
size_t map_put(struct map *m, struct str key, bool *is_new); /* is_new: or NULL */
size_t map_find(const struct map *m, struct str key); /* MAP_NONE if absent */
void map_fini(struct map *m);

uint64_t map_hash(struct str key); /* fixed: the same in every run */

#endif

#include "base/map.h"

#include <stdlib.h>

/* FNV-1a over words, then a finaliser: the keys are short codes and names. */
uint64_t
map_hash(struct str key)
{
	uint64_t h = 0xcbf29ce484222325u ^ key.n;
	size_t at = 0;

	for (; at + 8 <= key.n; at += 8) {
		uint64_t w;

		memcpy(&w, key.p + at, 8);
		h = (h ^ w) * 0x9e3779b97f4a7c15u;
		h ^= h >> 29;
	}
	for (; at < key.n; at++)
		h = (h ^ (unsigned char)key.p[at]) * 0x100000001b3u;
	h ^= h >> 32;
	h *= 0xd6e8feb86659fd93u;
	return h ^ h >> 32;
}

static uint32_t
tag_of(uint64_t hash)
{
	return (uint32_t)(hash >> 32);
}

static size_t
slot_of(const struct map *m, struct str key, uint64_t hash)
{
	size_t at = (size_t)hash & (m->nslot - 1);

	while (m->slot[at].no != 0) {
		size_t i = m->slot[at].no - 1;

		if (m->slot[at].tag == tag_of(hash) && m->hash[i] == hash &&
		    str_eq(m->key[i], key))
			break;
		at = (at + 1) & (m->nslot - 1);
	}
	return at;
}

/* Where a key goes that is not there. */
static size_t
free_slot(const struct map *m, uint64_t hash)
{
	size_t at = (size_t)hash & (m->nslot - 1);

	while (m->slot[at].no != 0)
		at = (at + 1) & (m->nslot - 1);
	return at;
}

static void
rehash(struct map *m)
{
	m->nslot = m->nslot == 0 ? 64 : m->nslot * 2;
	free(m->slot);
	m->slot = mem_zalloc(m->nslot, sizeof(*m->slot));
	for (size_t i = 0; i < m->n; i++)
		m->slot[free_slot(m, m->hash[i])] = (struct map_slot){
			(uint32_t)i + 1, tag_of(m->hash[i]) };
}

size_t
map_find(const struct map *m, struct str key)
{
	size_t at;

	if (m->n == 0)
		return MAP_NONE;
	at = slot_of(m, key, map_hash(key));
	return m->slot[at].no == 0 ? MAP_NONE : m->slot[at].no - 1;
}

size_t
map_put(struct map *m, struct str key, bool *is_new)
{
	uint64_t hash = map_hash(key);
	size_t at, hash_cap = m->cap;

	if (m->n * 2 >= m->nslot)
		rehash(m);
	at = slot_of(m, key, hash);
	if (is_new != NULL)
		*is_new = m->slot[at].no == 0;
	if (m->slot[at].no != 0)
		return m->slot[at].no - 1;
	m->hash = mem_grow(m->hash, &hash_cap, m->n + 1, sizeof(*m->hash));
	m->key = mem_grow(m->key, &m->cap, m->n + 1, sizeof(*m->key));
	m->key[m->n] = arena_str(&m->keep, key);
	m->hash[m->n] = hash;
	m->slot[at] = (struct map_slot){ (uint32_t)m->n + 1, tag_of(hash) };
	return m->n++;
}

void
map_fini(struct map *m)
{
	arena_fini(&m->keep);
	free(m->key);
	free(m->hash);
	free(m->slot);
	*m = (struct map){ 0 };
}

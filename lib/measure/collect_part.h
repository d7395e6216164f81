/*
 * Inside of collect: what collect.c (a row at a time, the order, the text)
 * and collect_share.c (threads) have in common.
 */
#ifndef MEASURE_COLLECT_PART_H
#define MEASURE_COLLECT_PART_H

#include "measure/collect.h"
#include "measure/collect_shard.h"

#define COLLECT_SHARDS 64u

/* A taxpayer: an entry of its shard. */
struct collect_payer {
	struct str uscc;
	uint32_t shard, no;
	bool other; /* not of 18 bytes */
};

struct collect {
	const char *const *name;
	bool add, has_local;
	uint64_t rows, cells;
	size_t file[LEDGER_MONTHS]; /* where a month stands, from 1; 0: nowhere */
	struct collect_shard shard[COLLECT_SHARDS];

	/* sorted, their texts side by side, and the blocks of a year */
	struct collect_payer *payer;
	const struct collect_block **block;
	size_t npayer;
	char *codes;
	int month, year; /* of collect_next, and … */
	size_t at;       /* … the taxpayer */
};

static inline unsigned
collect_shard_no(const struct payer_key *key)
{
	return (unsigned)(key->hash >> 48) % COLLECT_SHARDS;
}

/* Forgets every row. */
void collect_clear(struct collect *c);

/* False: the month stands in another file already. */
bool collect_file(struct collect *c, int month, size_t file);

#endif

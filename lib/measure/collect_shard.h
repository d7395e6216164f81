/*
 * Inside of collect: a shard of the sums.  Not for two threads at once.
 *
 * A taxpayer has a number, and in each year that it pays in a block of
 * twelve months.  What is asked of memory is asked for beforehand, for many
 * rows side by side: taxpayer, then block, then sum.
 */
#ifndef MEASURE_COLLECT_SHARD_H
#define MEASURE_COLLECT_SHARD_H

#include "base/date.h"
#include "measure/payer.h"

#define COLLECT_YEARS (DATE_YEAR_MAX - DATE_YEAR_MIN + 1)

/* Numbers of blocks count from 1: 0 is none. */
struct collect_block {
	uint16_t seen, has_local; /* bits, January lowest */
	uint32_t local;
	int64_t fen[12];
};

struct collect_local {
	int64_t fen[12];
};

/* Blocks of a year, by taxpayer. */
struct collect_year {
	uint32_t *block;
	size_t cap;
};

struct collect_shard {
	struct payer_table payer; /* numbers of 18 bytes */
	struct map other;         /* any others */
	struct collect_year payer_year[COLLECT_YEARS];
	struct collect_year other_year[COLLECT_YEARS];
	struct collect_block *block;
	size_t nblock, block_cap;
	struct collect_local *local;
	size_t nlocal, local_cap;
};

/* A row on its way to its block. */
struct collect_item {
	struct payer_key key;
	int64_t fen, local_fen;
	int month;
	bool has_local;
	uint32_t no, block;
};

void collect_shard_fini(struct collect_shard *s);

/* The taxpayer's number by the key, or by a text of any other length. */
void collect_shard_payer(struct collect_shard *s, struct collect_item *x);
void collect_shard_other(struct collect_shard *s, struct str uscc,
    struct collect_item *x);
/* Then its block in the row's year, made where it is not there. */
void collect_shard_place(struct collect_shard *s, struct collect_year *years,
    struct collect_item *x);

/* The sums of a row's month; they hold until the next one. */
struct collect_cell {
	int64_t *fen, *local_fen; /* NULL: it has no local part */
	bool is_new;
};

struct collect_cell collect_shard_cell(struct collect_shard *s,
    const struct collect_item *x);

static inline void
collect_shard_expect_place(const struct collect_shard *s,
    const struct collect_item *x)
{
	const struct collect_year *y = &s->payer_year[date_year(x->month) -
	    DATE_YEAR_MIN];

	if (x->no < y->cap)
		__builtin_prefetch(&y->block[x->no]);
}

static inline void
collect_shard_expect_cell(const struct collect_shard *s,
    const struct collect_item *x)
{
	const struct collect_block *b = &s->block[x->block - 1];

	__builtin_prefetch(b, 1);
	__builtin_prefetch(&b->fen[x->month % 12], 1);
}

/* The block of a taxpayer in a year, NULL where it has none. */
static inline const struct collect_block *
collect_shard_block(const struct collect_shard *s,
    const struct collect_year *year, size_t no)
{
	return no < year->cap && year->block[no] != 0 ?
	    &s->block[year->block[no] - 1] : NULL;
}

#endif

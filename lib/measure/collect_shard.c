#include "measure/collect_shard.h"

#include <stdlib.h>

void
collect_shard_fini(struct collect_shard *s)
{
	payer_fini(&s->payer);
	map_fini(&s->other);
	for (size_t i = 0; i < COLLECT_YEARS; i++) {
		free(s->payer_year[i].block);
		free(s->other_year[i].block);
	}
	free(s->block);
	free(s->local);
	*s = (struct collect_shard){ 0 };
}

static uint32_t
new_block(struct collect_shard *s)
{
	s->block = mem_grow(s->block, &s->block_cap, s->nblock + 1,
	    sizeof(*s->block));
	s->block[s->nblock++] = (struct collect_block){ 0 };
	return (uint32_t)s->nblock;
}

void
collect_shard_payer(struct collect_shard *s, struct collect_item *x)
{
	x->no = payer_put(&s->payer, &x->key);
}

void
collect_shard_other(struct collect_shard *s, struct str uscc,
    struct collect_item *x)
{
	x->no = (uint32_t)map_put(&s->other, uscc, NULL);
}

void
collect_shard_place(struct collect_shard *s, struct collect_year *years,
    struct collect_item *x)
{
	struct collect_year *y = &years[date_year(x->month) - DATE_YEAR_MIN];
	size_t cap = y->cap;

	if (x->no >= cap) {
		y->block = mem_grow(y->block, &y->cap, x->no + (size_t)1,
		    sizeof(*y->block));
		memset(y->block + cap, 0, (y->cap - cap) * sizeof(*y->block));
	}
	if (y->block[x->no] == 0)
		y->block[x->no] = new_block(s);
	x->block = y->block[x->no];
}

static struct collect_local *
local_of(struct collect_shard *s, struct collect_block *b)
{
	if (b->local == 0) {
		s->local = mem_grow(s->local, &s->local_cap, s->nlocal + 1,
		    sizeof(*s->local));
		s->local[s->nlocal++] = (struct collect_local){ { 0 } };
		b->local = (uint32_t)s->nlocal;
	}
	return &s->local[b->local - 1];
}

struct collect_cell
collect_shard_cell(struct collect_shard *s, const struct collect_item *x)
{
	struct collect_block *b = &s->block[x->block - 1];
	unsigned no = (unsigned)x->month % 12;
	uint16_t bit = (uint16_t)(1u << no);
	struct collect_cell cell = { &b->fen[no], NULL, (b->seen & bit) == 0 };

	b->seen |= bit;
	if (x->has_local) {
		b->has_local |= bit;
		cell.local_fen = &local_of(s, b)->fen[no];
	}
	return cell;
}

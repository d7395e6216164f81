#include "measure/lost.h"

#include <stdlib.h>

#include "record/rec.h"

void
lost_add(struct lost *t, enum cause cause, struct str region,
    uint64_t taxpayers, struct ledger_sum sum)
{
	struct buf key;
	bool is_new;
	size_t at;

	buf_init(&key, BUF_UNBOUNDED);
	buf_putc(&key, (char)('0' + cause));
	buf_put(&key, region);
	at = map_put(&t->key, buf_str(&key), &is_new);
	buf_fini(&key);
	if (is_new) {
		t->row = mem_grow(t->row, &t->cap, at + 1, sizeof(*t->row));
		t->row[at] = (struct lost_row){ .cause = cause };
	}
	t->row[at].region = str_sub(t->key.key[at], 1, t->key.key[at].n);
	t->row[at].taxpayers += taxpayers;
	t->row[at].sum.rows += sum.rows;
	t->row[at].sum.fen += sum.fen;
}

void
lost_take(struct lost *t, const struct ledger *l, int first, int last)
{
	const struct ledger_sum none = { 0, 0 };

	for (size_t i = 0; i < l->region_sum_no.n; i++) {
		const struct ledger_region_sum *s = &l->region_sum[i];

		if (first <= s->month && s->month <= last)
			lost_add(t, s->cause, l->region.key[s->region], 0,
			    s->sum);
	}
	for (size_t i = 0; i < l->stray_no.n; i++) {
		const struct ledger_stray *s = &l->stray[i];

		if (first <= s->latest)
			lost_add(t, s->cause, l->region.key[s->region], 1,
			    none);
	}
}

static int
by_cause(const void *a, const void *b)
{
	const struct lost_row *x = a, *y = b;

	if (x->cause != y->cause)
		return x->cause < y->cause ? -1 : 1;
	return str_cmp(x->region, y->region);
}

bool
lost_put(struct lost *t, struct buf *out)
{
	buf_puts(out, "cause,region,taxpayers,rows,tax_yuan\n");
	if (t->key.n > 0)
		qsort(t->row, t->key.n, sizeof(*t->row), by_cause);
	for (size_t i = 0; i < t->key.n; i++) {
		const struct lost_row *row = &t->row[i];
		int64_t fen;

		if (!num_narrow(row->sum.fen, &fen))
			return false;
		buf_puts(out, cause_name(row->cause));
		buf_putc(out, ',');
		rec_put(out, row->region);
		buf_putc(out, ',');
		buf_int(out, (int64_t)row->taxpayers);
		buf_putc(out, ',');
		buf_int(out, (int64_t)row->sum.rows);
		buf_putc(out, ',');
		buf_hundredths(out, fen);
		buf_putc(out, '\n');
	}
	return true;
}

void
lost_fini(struct lost *t)
{
	map_fini(&t->key);
	free(t->row);
}

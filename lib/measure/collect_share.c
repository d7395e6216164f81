/* Tax files -> sums on several threads. */
#include <stdlib.h>

#include "base/thread.h"
#include "measure/collect_part.h"
#include "measure/tax_batch.h"

#define BUCKET 32u

struct bucket {
	struct collect_item item[BUCKET];
	size_t n;
};

/* What one thread keeps. */
struct part {
	struct tax_batch batch;
	struct bucket bucket[COLLECT_SHARDS];
	size_t file[LEDGER_MONTHS]; /* of the months it has met, from 1 */
	uint64_t rows, cells;
	num_wide size; /* of all amounts, without their signs */
	bool has_local;
};

struct share {
	struct collect *collect;
	struct tax_columns *at; /* by file */
	struct part **part;     /* by thread */
	struct thread_lock *lock[COLLECT_SHARDS], *files;
};

static bool
map_file(void *arg, size_t file, const struct rec *header)
{
	struct share *s = arg;

	return tax_columns_find(&s->at[file], header);
}

/* It wraps round where it leaves the range; part.size tells that it may. */
static void
wrap_to(int64_t *sum, int64_t n)
{
	*sum = (int64_t)((uint64_t)*sum + (uint64_t)n);
}

static void
add_to(struct part *p, struct collect_shard *shard,
    const struct collect_item *x)
{
	struct collect_cell cell = collect_shard_cell(shard, x);

	p->cells += cell.is_new;
	wrap_to(cell.fen, x->fen);
	if (cell.local_fen != NULL)
		wrap_to(cell.local_fen, x->local_fen);
}

/* Empties a bucket into its shard. */
static void
flush(struct share *s, struct part *p, unsigned no)
{
	struct collect_shard *shard = &s->collect->shard[no];
	struct bucket *b = &p->bucket[no];

	thread_lock_enter(s->lock[no]);
	for (size_t i = 0; shard->payer.n > 0 && i < b->n; i++)
		payer_prefetch(&shard->payer, &b->item[i].key);
	for (size_t i = 0; i < b->n; i++) {
		collect_shard_payer(shard, &b->item[i]);
		collect_shard_expect_place(shard, &b->item[i]);
	}
	for (size_t i = 0; i < b->n; i++) {
		collect_shard_place(shard, shard->payer_year, &b->item[i]);
		collect_shard_expect_cell(shard, &b->item[i]);
	}
	for (size_t i = 0; i < b->n; i++)
		add_to(p, shard, &b->item[i]);
	thread_lock_leave(s->lock[no]);
	b->n = 0;
}

static void
put_row(struct share *s, struct part *p, const struct tax_row *row)
{
	struct collect_shard *shard = &s->collect->shard[0];
	struct collect_item x = { .fen = row->fen, .month = row->month,
		.local_fen = row->local_fen, .has_local = row->has_local };
	struct bucket *b;
	unsigned no;

	if (row->uscc.n != PAYER_CODE) {
		thread_lock_enter(s->lock[0]);
		collect_shard_other(shard, row->uscc, &x);
		collect_shard_place(shard, shard->other_year, &x);
		add_to(p, shard, &x);
		thread_lock_leave(s->lock[0]);
		return;
	}
	x.key = payer_key(row->uscc.p);
	no = collect_shard_no(&x.key);
	b = &p->bucket[no];
	b->item[b->n++] = x;
	if (b->n == BUCKET)
		flush(s, p, no);
}

/* False: the month stands in two files. */
static bool
check_month(struct share *s, struct part *p, int month, size_t file)
{
	size_t *at = &p->file[month - DATE_YEAR_MIN * 12];
	bool ok = true;

	if (*at == file + 1)
		return true;
	thread_lock_enter(s->files);
	ok = collect_file(s->collect, month, file);
	thread_lock_leave(s->files);
	*at = file + 1;
	return ok;
}

static bool
add_batch(struct share *s, struct part *p, size_t file)
{
	for (size_t i = 0; i < p->batch.n; i++) {
		const struct tax_row *row = &p->batch.row[i];

		if (!check_month(s, p, row->month, file))
			return false;
		p->size += row->fen < 0 ? -row->fen : row->fen;
		p->size += row->local_fen < 0 ? -row->local_fen :
		    row->local_fen;
		p->has_local |= row->has_local;
		put_row(s, p, row);
	}
	p->rows += p->batch.n;
	return true;
}

static bool
take_rows(void *arg, struct chunk *c)
{
	struct share *s = arg;
	struct part *p = s->part[c->worker];
	enum status status;

	while ((status = tax_batch_next(&p->batch, c, &s->at[c->file])) ==
	    STATUS_OK)
		if (!add_batch(s, p, c->file))
			return false;
	return status == STATUS_END;
}

/* What the threads still hold; false where a sum might have left the range
 * on the way: then one reading decides. */
static bool
gather(struct share *s, unsigned threads)
{
	struct collect *c = s->collect;
	num_wide size = 0;

	for (unsigned i = 0; i < threads; i++) {
		struct part *p = s->part[i];

		for (unsigned no = 0; no < COLLECT_SHARDS; no++)
			flush(s, p, no);
		c->rows += p->rows;
		c->cells += p->cells;
		c->has_local |= p->has_local;
		size += p->size;
	}
	return size <= INT64_MAX;
}

static void
open_parts(struct share *s, unsigned threads)
{
	s->part = mem_alloc(threads, sizeof(*s->part));
	for (unsigned i = 0; i < threads; i++)
		s->part[i] = mem_zalloc(1, sizeof(*s->part[i]));
	s->files = thread_lock_new();
	for (size_t i = 0; i < COLLECT_SHARDS; i++)
		s->lock[i] = thread_lock_new();
}

static void
close_parts(struct share *s, unsigned threads)
{
	for (unsigned i = 0; i < threads; i++)
		free(s->part[i]);
	free(s->part);
	thread_lock_free(s->files);
	for (size_t i = 0; i < COLLECT_SHARDS; i++)
		thread_lock_free(s->lock[i]);
}

bool
collect_share(struct collect *c, const char *const *path, size_t npath,
    unsigned threads)
{
	struct share s = { .collect = c };
	struct chunk_job job = { &s, map_file, take_rows, 0 };
	struct chunk_set *set;
	bool ok;

	threads = threads > 0 ? threads : 1;
	s.at = mem_zalloc(npath + 1, sizeof(*s.at));
	open_parts(&s, threads);
	set = chunk_open(path, npath, &job);
	ok = set != NULL && chunk_run(set, threads) && gather(&s, threads);
	if (!ok)
		collect_clear(c);
	chunk_close(set);
	close_parts(&s, threads);
	free(s.at);
	return ok;
}

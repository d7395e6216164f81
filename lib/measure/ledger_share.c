#include "measure/ledger_share.h"

#include <stdlib.h>

#include "base/thread.h"
#include "measure/ledger_part.h"
#include "measure/payer.h"
#include "measure/tax_batch.h"
#include "schema/value.h"

/* So many rows of one enterprise and month, each of VALUE_MONEY_MAX at
 * most, cannot leave an int64_t whatever their order. */
#define ROWS_SAFE ((uint32_t)(INT64_MAX / VALUE_MONEY_MAX))

/* A row on its way into the table. */
struct waiting {
	const struct tax_row *row;
	struct ledger_month *month;
	struct payer_key key;
	uint32_t e;
};

/*
 * What one thread keeps: its own sums by month and its own rows, in a
 * ledger whose months borrow the table of sums from the shared one.
 */
struct part {
	struct ledger *own;
	size_t *chunk; /* by own->row: where its line is counted from */
	size_t cap;
	struct tax_batch batch;
	struct waiting waiting[TAX_BATCH];
	size_t nwaiting;
};

struct share {
	struct ledger *ledger; /* its months hold the table */
	struct payer_table payer;
	struct tax_columns *at; /* by file */
	struct part *part;  /* by thread */
	unsigned threads;
	struct thread_lock *lock;
};

static bool
map_file(void *arg, size_t file, const struct rec *header)
{
	struct share *s = arg;

	return tax_columns_find(&s->at[file], header);
}

/*
 * The shared month, made by whoever comes first.  NULL: it stands in two
 * files.  The arrays are zero before any thread sees them.
 */
static struct ledger_month *
shared_month(struct share *s, size_t file, const struct tax_row *row)
{
	struct ledger *l = s->ledger;
	struct ledger_month **slot =
	    &l->month[row->month - DATE_YEAR_MIN * 12], *m;
	size_t n = l->enterprise->n + 1;

	thread_lock_enter(s->lock);
	m = *slot;
	if (m == NULL) {
		m = *slot = mem_zalloc(1, sizeof(*m));
		m->file = file;
		if (ledger_wants(l, row->month)) {
			m->tax = mem_zalloc(n, sizeof(*m->tax));
			m->rows = mem_zalloc(n, sizeof(*m->rows));
		}
	} else if (m->file != file && !l->add) {
		m = NULL;
	}
	if (m != NULL && m->tax != NULL && row->has_local &&
	    m->local == NULL)
		m->local = mem_zalloc(n, sizeof(*m->local));
	thread_lock_leave(s->lock);
	return m;
}

/* The thread's own month; NULL: it stands in two files. */
static struct ledger_month *
own_month(struct share *s, struct ledger *own, size_t file,
    const struct tax_row *row)
{
	struct ledger_month **slot =
	    &own->month[row->month - DATE_YEAR_MIN * 12];
	struct ledger_month *m = *slot, *shared;

	if (m != NULL && m->file == file &&
	    (!row->has_local || m->local != NULL || m->tax == NULL))
		return m;
	shared = shared_month(s, file, row);
	if (shared == NULL)
		return NULL;
	if (m == NULL)
		m = *slot = mem_zalloc(1, sizeof(*m));
	m->file = file;
	m->tax = shared->tax;
	m->rows = shared->rows;
	if (row->has_local)
		m->local = shared->local;
	return m;
}

static void
add_known(const struct share *s, const struct waiting *w)
{
	const struct tax_row *row = w->row;
	struct ledger_month *m = w->month;

	if (s->threads == 1) {
		m->rows[w->e]++;
		m->tax[w->e] = (int64_t)((uint64_t)m->tax[w->e] +
		    (uint64_t)row->fen);
		if (row->has_local)
			m->local[w->e] = (int64_t)((uint64_t)m->local[w->e] +
			    (uint64_t)row->local_fen);
		return;
	}
	__atomic_fetch_add(&m->rows[w->e], 1, __ATOMIC_RELAXED);
	__atomic_fetch_add(&m->tax[w->e], row->fen, __ATOMIC_RELAXED);
	if (row->has_local)
		__atomic_fetch_add(&m->local[w->e], row->local_fen,
		    __ATOMIC_RELAXED);
}

static void
trace(struct part *p, const struct waiting *w, const struct chunk *c)
{
	const struct tax_row *row = w->row;
	struct ledger *own = p->own;

	ledger_trace(own, &(struct ledger_row_in){ .file = c->file,
	    .line = row->line, .month = row->month, .fen = row->fen,
	    .local_fen = row->local_fen, .has_local = row->has_local }, w->e);
	p->chunk = mem_grow(p->chunk, &p->cap, own->nrow, sizeof(*p->chunk));
	p->chunk[own->nrow - 1] = c->no;
}

/* The rows that wait: first their slots are asked for, then their sums, so
 * that the memory's answers come side by side. */
static void
settle(struct share *s, struct part *p, const struct chunk *c)
{
	for (size_t i = 0; i < p->nwaiting; i++) {
		struct waiting *w = &p->waiting[i];

		w->e = payer_find(&s->payer, &w->key);
		if (w->e == PAYER_NONE)
			continue;
		__builtin_prefetch(&w->month->rows[w->e], 1);
		__builtin_prefetch(&w->month->tax[w->e], 1);
	}
	for (size_t i = 0; i < p->nwaiting; i++) {
		const struct waiting *w = &p->waiting[i];

		if (w->e == PAYER_NONE) {
			ledger_add_stray(p->own, w->month, w->row->month,
			    w->row->uscc, w->row->fen);
			continue;
		}
		if (s->ledger->traced != NULL && s->ledger->traced[w->e])
			trace(p, w, c);
		add_known(s, w);
	}
	p->nwaiting = 0;
}

/* False: a month stands in two files. */
static bool
add_batch(struct share *s, struct part *p, const struct chunk *c)
{
	for (size_t i = 0; i < p->batch.n; i++) {
		const struct tax_row *row = &p->batch.row[i];
		struct ledger_month *m = own_month(s, p->own, c->file, row);
		struct waiting *w;

		if (m == NULL)
			return false;
		m->read.rows++;
		m->read.fen += row->fen;
		m->has_local |= row->has_local;
		if (m->tax == NULL)
			continue;
		if (row->uscc.n != PAYER_CODE) {
			ledger_add_stray(p->own, m, row->month, row->uscc,
			    row->fen);
			continue;
		}
		w = &p->waiting[p->nwaiting++];
		w->row = row;
		w->month = m;
		w->key = payer_key(row->uscc.p);
		payer_prefetch(&s->payer, &w->key);
	}
	settle(s, p, c);
	return true;
}

static bool
take_rows(void *arg, struct chunk *c)
{
	struct share *s = arg;
	struct part *p = &s->part[c->worker];
	enum status status;

	while ((status = tax_batch_next(&p->batch, c, &s->at[c->file])) ==
	    STATUS_OK)
		if (!add_batch(s, p, c))
			return false;
	return status == STATUS_END;
}

static void
add_sum(struct ledger_sum *to, const struct ledger_sum *from)
{
	to->rows += from->rows;
	to->fen += from->fen;
}

static void
merge_months(struct ledger *l, struct ledger *own)
{
	for (size_t i = 0; i < LEDGER_MONTHS; i++) {
		struct ledger_month *to = l->month[i], *from = own->month[i];

		if (from == NULL)
			continue;
		to->has_local |= from->has_local;
		add_sum(&to->read, &from->read);
		for (int c = 0; c < CAUSE_COUNT; c++)
			add_sum(&to->stray[c], &from->stray[c]);
		if (DATE_YEAR_MIN * 12 + (int)i > l->newest)
			l->newest = DATE_YEAR_MIN * 12 + (int)i;
	}
}

static void
merge_strays(struct ledger *l, const struct ledger *own)
{
	for (size_t i = 0; i < own->region_sum_no.n; i++) {
		const struct ledger_region_sum *r = &own->region_sum[i];

		add_sum(ledger_region_at(l, r->month, r->cause,
		    own->region.key[r->region]), &r->sum);
	}
	for (size_t i = 0; i < own->stray_no.n; i++) {
		const struct ledger_stray *x = &own->stray[i];

		ledger_see_stray(l, own->stray_no.key[i], x->cause,
		    own->region.key[x->region], x->latest);
	}
}

static void
merge_rows(struct ledger *l, const struct part *p, const struct chunk_set *set)
{
	for (size_t i = 0; i < p->own->nrow; i++) {
		l->row = mem_grow(l->row, &l->row_cap, l->nrow + 1,
		    sizeof(*l->row));
		l->row[l->nrow] = p->own->row[i];
		l->row[l->nrow++].line += chunk_line(set, p->chunk[i]);
	}
}

/* No enterprise has so many rows of a month that a sum may be wrong. */
static bool
within_range(const struct ledger *l)
{
	for (size_t i = 0; i < LEDGER_MONTHS; i++) {
		const struct ledger_month *m = l->month[i];

		if (m == NULL || m->tax == NULL || m->read.rows <= ROWS_SAFE)
			continue;
		for (size_t e = 0; e < l->enterprise->n; e++)
			if (m->rows[e] > ROWS_SAFE)
				return false;
	}
	return true;
}

static void
parts_open(struct share *s)
{
	s->part = mem_zalloc(s->threads, sizeof(*s->part));
	for (unsigned i = 0; i < s->threads; i++) {
		struct ledger *own = ledger_new(s->ledger->enterprise,
		    s->ledger->period);

		own->count = s->ledger->count;
		own->codes = s->ledger->codes;
		s->part[i].own = own;
	}
}

/* The table is the shared ledger's. */
static void
forget_borrowed(struct ledger_month *m)
{
	if (m == NULL)
		return;
	m->tax = m->local = NULL;
	m->rows = NULL;
}

static void
parts_close(struct share *s)
{
	for (unsigned i = 0; i < s->threads; i++) {
		struct ledger *own = s->part[i].own;

		for (size_t m = 0; m < LEDGER_MONTHS; m++)
			forget_borrowed(own->month[m]);
		ledger_free(own);
		free(s->part[i].chunk);
	}
	free(s->part);
}

bool
ledger_share(struct ledger *l, const char *const *path, size_t npath,
    unsigned threads)
{
	struct share s = { .ledger = l, .threads = threads > 0 ? threads : 1 };
	struct chunk_job job = { &s, map_file, take_rows, 0 };
	struct chunk_set *set = NULL;
	bool ok;

	s.at = mem_zalloc(npath + 1, sizeof(*s.at));
	s.lock = thread_lock_new();
	parts_open(&s);
	ok = payer_init(&s.payer, l->enterprise) &&
	    (set = chunk_open(path, npath, &job)) != NULL &&
	    chunk_run(set, s.threads);
	for (unsigned i = 0; ok && i < s.threads; i++)
		merge_months(l, s.part[i].own);
	ok = ok && within_range(l);
	for (unsigned i = 0; ok && i < s.threads; i++) {
		merge_strays(l, s.part[i].own);
		merge_rows(l, &s.part[i], set);
	}
	if (!ok)
		ledger_clear(l);
	chunk_close(set);
	parts_close(&s);
	payer_fini(&s.payer);
	thread_lock_free(s.lock);
	free(s.at);
	return ok;
}

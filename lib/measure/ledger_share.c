#include "measure/ledger_share.h"

#include <stdlib.h>

#include "base/thread.h"
#include "measure/ledger_part.h"
#include "measure/payer.h"
#include "record/chunk.h"
#include "schema/dataset.h"
#include "schema/tax_line.h"
#include "schema/value.h"

/* So many rows of one enterprise and month, each of VALUE_MONEY_MAX at
 * most, cannot leave an int64_t whatever their order. */
#define ROWS_SAFE ((uint32_t)(INT64_MAX / VALUE_MONEY_MAX))

#define ABSENT SIZE_MAX
#define WAITING 32
#define KNOWN 256u

/* Where a file has the columns of the taxes. */
struct columns {
	size_t month, uscc, tax, local;
	size_t straight; /* tax_line.h: how many fields; 0: another order */
};

/* The text of a month met before in this file, and the thread's own month. */
struct known_month {
	uint64_t text; /* its seven bytes and the comma; 0: none */
	struct ledger_month *month;
	int no;
};

/* A row on its way into the table. */
struct waiting {
	struct payer_key key;
	struct ledger_month *month;
	int64_t fen, local_fen;
	unsigned long line;
	int no; /* of the month */
	bool has_local;
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
	size_t file; /* whose months are known */
	struct known_month known[KNOWN];
	struct waiting waiting[WAITING];
	size_t nwaiting;
};

struct share {
	struct ledger *ledger; /* its months hold the table */
	struct payer_table payer;
	struct columns *at; /* by file */
	struct part *part;  /* by thread */
	unsigned threads;
	struct thread_lock *lock;
};

static size_t
field_of(const struct rec *header, const char *name)
{
	for (size_t i = 0; i < header->nfield; i++)
		if (str_is(header->field[i], name))
			return i;
	return ABSENT;
}

static bool
map_file(void *arg, size_t file, const struct rec *header)
{
	struct share *s = arg;
	const struct column *column = dataset_at(DATASET_TAXES)->column;
	struct columns *at = &s->at[file];

	at->month = field_of(header, column[COL(TAXES, month)].name);
	at->uscc = field_of(header, column[COL(TAXES, uscc)].name);
	at->tax = field_of(header, column[COL(TAXES, tax_yuan)].name);
	at->local = field_of(header, column[COL(TAXES, local_tax_yuan)].name);
	if (at->month == 0 && at->uscc == 1 && at->tax == 2 &&
	    header->nfield == 3 + (at->local == 3))
		at->straight = header->nfield;
	return at->month != ABSENT && at->uscc != ABSENT &&
	    at->tax != ABSENT;
}

/*
 * The shared month, made by whoever comes first.  NULL: it stands in two
 * files.  The arrays are zero before any thread sees them.
 */
static struct ledger_month *
shared_month(struct share *s, const struct ledger_row_in *row)
{
	struct ledger *l = s->ledger;
	struct ledger_month **slot =
	    &l->month[row->month - DATE_YEAR_MIN * 12], *m;
	size_t n = l->enterprise->n + 1;

	thread_lock_enter(s->lock);
	m = *slot;
	if (m == NULL) {
		m = *slot = mem_zalloc(1, sizeof(*m));
		m->file = row->file;
		if (ledger_wants(l, row->month)) {
			m->tax = mem_zalloc(n, sizeof(*m->tax));
			m->rows = mem_zalloc(n, sizeof(*m->rows));
		}
	} else if (m->file != row->file && !l->add) {
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
own_month(struct share *s, struct ledger *own, const struct ledger_row_in *row)
{
	struct ledger_month **slot =
	    &own->month[row->month - DATE_YEAR_MIN * 12];
	struct ledger_month *m = *slot, *shared;

	if (m != NULL && m->file == row->file &&
	    (!row->has_local || m->local != NULL || m->tax == NULL))
		return m;
	shared = shared_month(s, row);
	if (shared == NULL)
		return NULL;
	if (m == NULL)
		m = *slot = mem_zalloc(1, sizeof(*m));
	m->file = row->file;
	m->tax = shared->tax;
	m->rows = shared->rows;
	if (row->has_local)
		m->local = shared->local;
	return m;
}

static void
add_known(const struct share *s, const struct waiting *w)
{
	struct ledger_month *m = w->month;

	if (s->threads == 1) {
		m->rows[w->e]++;
		m->tax[w->e] = (int64_t)((uint64_t)m->tax[w->e] +
		    (uint64_t)w->fen);
		if (w->has_local)
			m->local[w->e] = (int64_t)((uint64_t)m->local[w->e] +
			    (uint64_t)w->local_fen);
		return;
	}
	__atomic_fetch_add(&m->rows[w->e], 1, __ATOMIC_RELAXED);
	__atomic_fetch_add(&m->tax[w->e], w->fen, __ATOMIC_RELAXED);
	if (w->has_local)
		__atomic_fetch_add(&m->local[w->e], w->local_fen,
		    __ATOMIC_RELAXED);
}

static void
trace(struct part *p, const struct waiting *w, const struct chunk *c)
{
	struct ledger *own = p->own;
	struct ledger_row_in row = { .file = c->file, .line = w->line,
		.month = w->no, .fen = w->fen, .local_fen = w->local_fen,
		.has_local = w->has_local };

	ledger_trace(own, &row, w->e);
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
		struct waiting *w = &p->waiting[i];

		if (w->e == PAYER_NONE) {
			ledger_add_stray(p->own, w->month, w->no,
			    payer_code(&w->key), w->fen);
			continue;
		}
		if (s->ledger->traced != NULL && s->ledger->traced[w->e])
			trace(p, w, c);
		add_known(s, w);
	}
	p->nwaiting = 0;
}

/* A row of a month that counts, its number of 18 bytes. */
static inline struct waiting *
wait_for(struct share *s, struct part *p, const struct chunk *c,
    const char *uscc)
{
	struct waiting *w;

	if (p->nwaiting == WAITING)
		settle(s, p, c);
	w = &p->waiting[p->nwaiting++];
	w->key = payer_key(&s->payer, uscc);
	__builtin_prefetch(&s->payer.tag[w->key.at]);
	__builtin_prefetch(&s->payer.slot[w->key.at]);
	return w;
}

static inline void
count_row(struct ledger_month *m, int64_t fen, bool has_local)
{
	m->read.rows++;
	m->read.fen += fen;
	m->has_local |= has_local;
}

static bool
add_row(struct share *s, struct part *p, const struct chunk *c,
    const struct ledger_row_in *row)
{
	struct ledger_month *m = own_month(s, p->own, row);
	struct waiting *w;

	if (m == NULL)
		return false;
	count_row(m, row->fen, row->has_local);
	if (m->tax == NULL)
		return true;
	if (row->uscc.n != 18) {
		ledger_add_stray(p->own, m, row->month, row->uscc, row->fen);
		return true;
	}
	w = wait_for(s, p, c, row->uscc.p);
	w->month = m;
	w->fen = row->fen;
	w->local_fen = row->local_fen;
	w->line = row->line;
	w->no = row->month;
	w->has_local = row->has_local;
	return true;
}

/* A cell of a less usual form; false where it is at fault or empty. */
static bool
parse(enum value_type type, struct str text, int64_t *n)
{
	struct value v;

	if (value_parse(type, NULL, text, &v) != VALUE_OK || !v.known)
		return false;
	*n = v.n;
	return true;
}

static bool
parse_row(const struct columns *at, const struct rec *rec,
    struct ledger_row_in *row)
{
	struct str tax = rec->field[at->tax];
	int64_t n;

	row->line = rec->line;
	row->uscc = rec->field[at->uscc];
	if (!quick_month(rec->field[at->month], &row->month))
		return false;
	if (!quick_taxpayer(row->uscc) &&
	    !parse(VALUE_TAXPAYER, row->uscc, &n))
		return false;
	if (!quick_money(tax, &row->fen) &&
	    !parse(VALUE_MONEY, tax, &row->fen))
		return false;
	if (at->local == ABSENT)
		return true;
	row->has_local = rec->field[at->local].n > 0;
	return !row->has_local ||
	    parse(VALUE_MONEY, rec->field[at->local], &row->local_fen);
}

/* The thread's own month of a line; NULL: the line is to be read with care. */
static struct known_month *
learn_month(struct share *s, struct part *p, struct known_month *k,
    const char *line, const struct ledger_row_in *row)
{
	struct ledger_row_in in = *row;

	if (!quick_month((struct str){ line, TAX_LINE_USCC - 1 }, &in.month))
		return NULL;
	k->month = own_month(s, p->own, &in);
	k->no = in.month;
	k->text = k->month == NULL ? 0 : digit_load8(line);
	return k->month == NULL ? NULL : k;
}

static inline struct known_month *
month_of(struct share *s, struct part *p, const char *line,
    const struct tax_line *t, size_t file)
{
	uint64_t text = digit_load8(line);
	struct known_month *k = &p->known[(text *
	    UINT64_C(0x9e3779b97f4a7c15)) >> 56];

	if (k->text == text && (!t->has_local || k->month->local != NULL ||
	    k->month->tax == NULL))
		return k;
	return learn_month(s, p, k, line, &(struct ledger_row_in){
	    .file = file, .has_local = t->has_local });
}

/* The rows ahead that are written as nearly all are, straight from the text. */
static void
take_lines(struct share *s, struct part *p, struct chunk *c)
{
	const size_t nfield = s->at[c->file].straight;
	const unsigned long line = rec_line(c->rec);
	size_t begin, at = 0, n = 0;
	struct str text = chunk_ahead(c, TAX_LINE_ROOM, &begin);
	struct tax_line t;

	while (at < begin && text.n - at >= TAX_LINE_ROOM &&
	    tax_line_read(text.p + at, ',', nfield, &t)) {
		const char *row = text.p + at, *payer = row + TAX_LINE_USCC;
		const struct known_month *k;
		struct waiting *w;

		if (!tax_line_payer(payer) ||
		    (k = month_of(s, p, row, &t, c->file)) == NULL)
			break;
		count_row(k->month, t.fen, t.has_local);
		at += t.bytes;
		n++;
		if (k->month->tax == NULL)
			continue;
		w = wait_for(s, p, c, payer);
		w->month = k->month;
		w->fen = t.fen;
		w->local_fen = t.local_fen;
		w->line = line + n - 1;
		w->no = k->no;
		w->has_local = t.has_local;
	}
	chunk_pass(c, at, n);
}

static bool
take_rows(void *arg, struct chunk *c)
{
	struct share *s = arg;
	struct part *p = &s->part[c->worker];
	const struct columns *at = &s->at[c->file];
	struct ledger_row_in row = { .file = c->file };
	struct rec rec;

	if (p->file != c->file)
		memset(p->known, 0, sizeof(p->known));
	p->file = c->file;
	for (;;) {
		if (at->straight > 0)
			take_lines(s, p, c);
		if (chunk_next(c, &rec) != STATUS_OK)
			break;
		if (!parse_row(at, &rec, &row) || !add_row(s, p, c, &row))
			return false;
	}
	settle(s, p, c);
	return c->status == STATUS_END;
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

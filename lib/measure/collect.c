#include "measure/collect_part.h"

#include <stdlib.h>

#include "base/diag.h"
#include "record/rec.h"

#define MONTH_FIRST (DATE_YEAR_MIN * 12)
#define AHEAD 16u /* taxpayers whose sums are asked of the memory */

struct collect *
collect_new(const char *const *names, bool add)
{
	struct collect *c = mem_zalloc(1, sizeof(*c));

	c->name = names;
	c->add = add;
	return c;
}

void
collect_clear(struct collect *c)
{
	for (size_t i = 0; i < COLLECT_SHARDS; i++)
		collect_shard_fini(&c->shard[i]);
	memset(c->file, 0, sizeof(c->file));
	c->rows = c->cells = 0;
	c->has_local = false;
}

void
collect_free(struct collect *c)
{
	if (c == NULL)
		return;
	collect_clear(c);
	free(c->payer);
	free(c->block);
	free(c->codes);
	free(c);
}

bool
collect_file(struct collect *c, int month, size_t file)
{
	size_t *at = &c->file[month - MONTH_FIRST];

	if (*at == 0)
		*at = file + 1;
	return c->add || *at == file + 1;
}

static bool
report_twice(const struct collect *c, struct diag *d,
    const struct ledger_row_in *in)
{
	struct pos pos = { c->name[in->file], in->line, 1 };
	struct buf month;

	buf_init(&month, BUF_UNBOUNDED);
	date_put_month(&month, in->month);
	diag_at(d, &pos, DIAG_MONTH_TWICE, DIAG_STR(buf_str(&month)),
	    DIAG_Z(c->name[c->file[in->month - MONTH_FIRST] - 1]));
	buf_fini(&month);
	return false;
}

bool
collect_add(void *arg, struct diag *d, const struct ledger_row_in *in)
{
	struct collect *c = arg;
	struct pos pos = { c->name[in->file], in->line, 0 };
	struct collect_item x = { .fen = in->fen, .local_fen = in->local_fen,
		.month = in->month, .has_local = in->has_local };
	struct collect_shard *s = &c->shard[0];
	struct collect_cell cell;

	if (!collect_file(c, in->month, in->file))
		return report_twice(c, d, in);
	if (in->uscc.n == PAYER_CODE) {
		x.key = payer_key(in->uscc.p);
		s = &c->shard[collect_shard_no(&x.key)];
		collect_shard_payer(s, &x);
		collect_shard_place(s, s->payer_year, &x);
	} else {
		collect_shard_other(s, in->uscc, &x);
		collect_shard_place(s, s->other_year, &x);
	}
	cell = collect_shard_cell(s, &x);
	c->rows++;
	c->cells += cell.is_new;
	c->has_local |= in->has_local;
	if (num_add(cell.fen, in->fen) && (cell.local_fen == NULL ||
	    num_add(cell.local_fen, in->local_fen)))
		return true;
	diag_plain(d, &pos, DIAG_SUM_TOO_LARGE);
	return false;
}

static int
by_number(const void *a, const void *b)
{
	return str_cmp(((const struct collect_payer *)a)->uscc,
	    ((const struct collect_payer *)b)->uscc);
}

static void
list_shard(struct collect *c, uint32_t no)
{
	const struct collect_shard *s = &c->shard[no];

	for (size_t i = 0; s->payer.n > 0 && i <= s->payer.mask; i++)
		if (s->payer.tag[i] != 0)
			c->payer[c->npayer++] = (struct collect_payer){
				payer_code(&s->payer.slot[i]), no,
				s->payer.slot[i].no, false };
	for (uint32_t i = 0; i < s->other.n; i++)
		c->payer[c->npayer++] = (struct collect_payer){
			s->other.key[i], no, i, true };
}

/* The texts in the order they will be written. */
static void
copy_codes(struct collect *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->npayer; i++)
		n += c->payer[i].uscc.n;
	c->codes = mem_alloc(n + 1, 1);
	n = 0;
	for (size_t i = 0; i < c->npayer; i++) {
		struct str *uscc = &c->payer[i].uscc;

		memcpy(c->codes + n, uscc->p, uscc->n);
		uscc->p = c->codes + n;
		n += uscc->n;
	}
}

void
collect_sort(struct collect *c)
{
	size_t n = 0;

	for (size_t i = 0; i < COLLECT_SHARDS; i++)
		n += c->shard[i].payer.n + c->shard[i].other.n;
	c->payer = mem_alloc(n + 1, sizeof(*c->payer));
	c->block = mem_alloc(n + 1, sizeof(*c->block));
	for (uint32_t i = 0; i < COLLECT_SHARDS; i++)
		list_shard(c, i);
	if (n > 0)
		qsort(c->payer, n, sizeof(*c->payer), by_number);
	copy_codes(c);
	c->month = MONTH_FIRST;
	c->year = -1;
}

/* Where the taxpayers' sums of a year are. */
static void
find_blocks(struct collect *c, int year)
{
	size_t at = (size_t)(year - DATE_YEAR_MIN);

	c->year = year;
	for (size_t i = 0; i < c->npayer; i++) {
		const struct collect_payer *p = &c->payer[i];
		const struct collect_shard *s = &c->shard[p->shard];

		c->block[i] = collect_shard_block(s, p->other ?
		    &s->other_year[at] : &s->payer_year[at], p->no);
	}
}

/* The next taxpayer with a row of the month at hand. */
static bool
next_payer(struct collect *c, struct collect_row *out)
{
	unsigned no = (unsigned)c->month % 12;

	for (; c->at < c->npayer; c->at++) {
		const struct collect_block *b = c->block[c->at];
		const struct collect_payer *p = &c->payer[c->at];

		if (c->at + AHEAD < c->npayer && c->block[c->at + AHEAD] != NULL) {
			__builtin_prefetch(c->block[c->at + AHEAD]);
			__builtin_prefetch(&c->block[c->at + AHEAD]->fen[no]);
		}
		if (b == NULL || (b->seen >> no & 1) == 0)
			continue;
		*out = (struct collect_row){ c->month, p->uscc, b->fen[no], 0,
			(b->has_local >> no & 1) != 0 };
		if (out->has_local)
			out->local_fen = c->shard[p->shard].local[b->local - 1]
			    .fen[no];
		c->at++;
		return true;
	}
	return false;
}

bool
collect_next(struct collect *c, struct collect_row *out)
{
	for (; c->month < MONTH_FIRST + LEDGER_MONTHS; c->month++, c->at = 0) {
		if (c->file[c->month - MONTH_FIRST] == 0)
			continue;
		if (c->year != date_year(c->month))
			find_blocks(c, date_year(c->month));
		if (next_payer(c, out))
			return true;
	}
	return false;
}

bool
collect_has_local(const struct collect *c)
{
	return c->has_local;
}

void
collect_put(struct buf *out, const struct collect_row *row, bool local)
{
	date_put_month(out, row->month);
	buf_putc(out, ',');
	rec_put(out, row->uscc);
	buf_putc(out, ',');
	buf_hundredths(out, row->fen);
	if (local)
		buf_putc(out, ',');
	if (row->has_local)
		buf_hundredths(out, row->local_fen);
	buf_putc(out, '\n');
}

void
collect_summary(const struct collect *c, struct buf *out)
{
	buf_int(out, (int64_t)c->rows);
	buf_puts(out, " read = ");
	buf_int(out, (int64_t)c->cells);
	buf_puts(out, " written + ");
	buf_int(out, (int64_t)(c->rows - c->cells));
	buf_puts(out, " added to others");
}

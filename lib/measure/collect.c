#include "measure/collect.h"

#include <stdlib.h>

#include "base/diag.h"

static bool
one_file(struct collect *c, struct diag *d, const struct ledger_row_in *in,
    struct str month)
{
	struct pos pos = { c->name[in->file], in->line, 1 };
	bool is_new;
	size_t at = map_put(&c->month, month, &is_new);

	if (is_new) {
		c->file = mem_grow(c->file, &c->file_cap, at + 1,
		    sizeof(*c->file));
		c->file[at] = in->file;
	}
	if (c->add || c->file[at] == in->file)
		return true;
	diag_at(d, &pos, DIAG_MONTH_TWICE, DIAG_STR(month),
	    DIAG_Z(c->name[c->file[at]]));
	return false;
}

bool
collect_add(void *arg, struct diag *d, const struct ledger_row_in *in)
{
	struct collect *c = arg;
	struct pos pos = { c->name[in->file], in->line, 0 };
	struct collect_row *row;
	struct buf key;
	bool is_new, ok;
	size_t at;

	buf_init(&key, BUF_UNBOUNDED);
	date_put_month(&key, in->month);
	ok = one_file(c, d, in, buf_str(&key));
	buf_put(&key, in->uscc);
	at = map_put(&c->key, buf_str(&key), &is_new);
	buf_fini(&key);
	if (is_new) {
		c->row = mem_grow(c->row, &c->cap, at + 1, sizeof(*c->row));
		c->row[at] = (struct collect_row){ .month = in->month };
		c->row[at].uscc = str_sub(c->key.key[at], 7,
		    c->key.key[at].n);
	}
	row = &c->row[at];
	c->rows++;
	c->any_local |= in->has_local;
	row->has_local |= in->has_local;
	if (!ok)
		return false;
	ok = num_add(&row->fen, in->fen) &&
	    (!in->has_local || num_add(&row->local_fen, in->local_fen));
	if (!ok)
		diag_plain(d, &pos, DIAG_SUM_TOO_LARGE);
	return ok;
}

static int
by_key(const void *a, const void *b)
{
	const struct collect_row *x = a, *y = b;

	if (x->month != y->month)
		return x->month < y->month ? -1 : 1;
	return str_cmp(x->uscc, y->uscc);
}

void
collect_finish(struct collect *c)
{
	if (c->key.n > 0)
		qsort(c->row, c->key.n, sizeof(*c->row), by_key);
}

void
collect_summary(const struct collect *c, struct buf *out)
{
	buf_int(out, (int64_t)c->rows);
	buf_puts(out, " read = ");
	buf_int(out, (int64_t)c->key.n);
	buf_puts(out, " written + ");
	buf_int(out, (int64_t)(c->rows - c->key.n));
	buf_puts(out, " added to others");
}

void
collect_fini(struct collect *c)
{
	map_fini(&c->key);
	map_fini(&c->month);
	free(c->row);
	free(c->file);
}

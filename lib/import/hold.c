#include "import/hold.h"

#include <stdlib.h>

#include "base/num.h"

#define KEY_SEPARATOR ','

struct held {
	struct str *cell; /* NULL: it gave way to a later one */
	struct pos pos;
};

struct hold {
	const struct dataset *ds;
	enum import_duplicates mode;
	size_t ncell;
	struct map key;
	struct held *row;   /* by number of key: the one that stands */
	size_t row_cap;
	size_t *order;      /* numbers of keys, in the order of the input */
	size_t norder, order_cap;
	struct arena keep;
	struct buf text;    /* the key at hand */
	const struct str *gone; /* the row that gave way to another, or NULL */
};

struct hold *
hold_new(const struct dataset *ds, enum import_duplicates mode, size_t ncell)
{
	struct hold *h = mem_zalloc(1, sizeof(*h));

	h->ds = ds;
	h->mode = mode;
	h->ncell = ncell;
	buf_init(&h->text, BUF_UNBOUNDED);
	return h;
}

void
hold_free(struct hold *h)
{
	if (h == NULL)
		return;
	map_fini(&h->key);
	free(h->row);
	free(h->order);
	buf_fini(&h->text);
	arena_fini(&h->keep);
	free(h);
}

static void
make_key(struct hold *h, const struct str *cell)
{
	bool first = true;

	buf_reset(&h->text);
	for (size_t i = 0; i < h->ds->ncolumn; i++) {
		if ((h->ds->column[i].flags & COLUMN_KEY) == 0)
			continue;
		if (!first)
			buf_putc(&h->text, KEY_SEPARATOR);
		rec_put(&h->text, cell[i]); /* quoted: no two keys look alike */
		first = false;
	}
}

static struct str *
copy_cells(struct hold *h, const struct str *cell)
{
	struct str *copy = arena_alloc(&h->keep, h->ncell, sizeof(*copy));

	for (size_t i = 0; i < h->ncell; i++)
		copy[i] = arena_str(&h->keep, cell[i]);
	return copy;
}

static void
push(struct hold *h, size_t at)
{
	h->order = mem_grow(h->order, &h->order_cap, h->norder + 1,
	    sizeof(*h->order));
	h->order[h->norder++] = at;
}

static bool
is_amount(enum value_type type)
{
	return type == VALUE_MONEY || type == VALUE_AREA ||
	    type == VALUE_COUNT;
}

/* Only amounts may differ between rows that are added up; one unknown
 * amount leaves the sum unknown to nobody: it may not be added. */
static bool
can_add(const struct hold *h, const struct str *a, const struct str *b)
{
	for (size_t i = 0; i < h->ncell; i++) {
		bool amount = i < h->ds->ncolumn &&
		    is_amount(h->ds->column[i].type);

		if (amount ? (a[i].n == 0) != (b[i].n == 0)
			   : !str_eq(a[i], b[i]))
			return false;
	}
	return true;
}

static bool
add(struct hold *h, struct str *sum, const struct str *cell)
{
	for (size_t i = 0; i < h->ds->ncolumn; i++) {
		enum value_type type = h->ds->column[i].type;
		unsigned decimals = type == VALUE_COUNT ? 0 : 2;
		int64_t total, n;
		struct buf b;

		if (!is_amount(type) || cell[i].n == 0)
			continue;
		if (num_parse_decimal(sum[i], decimals, &total) != NUM_OK ||
		    num_parse_decimal(cell[i], decimals, &n) != NUM_OK ||
		    !num_add(&total, n))
			return false;
		buf_init(&b, BUF_UNBOUNDED);
		if (decimals == 0)
			buf_int(&b, total);
		else
			buf_hundredths(&b, total);
		sum[i] = buf_keep(&b, &h->keep);
	}
	return true;
}

static enum hold_answer
put_again(struct hold *h, struct held *held, size_t at,
    const struct str *cell, struct pos pos)
{
	h->gone = NULL;
	switch (h->mode) {
	case DUPLICATES_FIRST:
		h->gone = cell;
		return HOLD_MERGED;
	case DUPLICATES_LAST:
		h->gone = held->cell;
		held->cell = copy_cells(h, cell);
		held->pos = pos;
		push(h, at);
		return HOLD_MERGED;
	case DUPLICATES_SUM:
		if (!can_add(h, held->cell, cell) ||
		    !add(h, held->cell, cell))
			return HOLD_DIFFERS;
		return HOLD_MERGED;
	case DUPLICATES_REJECT:
	case DUPLICATES_DEFAULT:
		break;
	}
	return HOLD_DUPLICATE;
}

enum hold_answer
hold_put(struct hold *h, const struct str *cell, struct pos pos,
    struct pos *first)
{
	bool is_new, holds = h->mode == DUPLICATES_LAST ||
	    h->mode == DUPLICATES_SUM;
	size_t at;

	make_key(h, cell);
	at = map_put(&h->key, buf_str(&h->text), &is_new);
	if (!is_new) {
		*first = h->row[at].pos;
		return put_again(h, &h->row[at], at, cell, pos);
	}
	h->row = mem_grow(h->row, &h->row_cap, at + 1, sizeof(*h->row));
	h->row[at] = (struct held){ NULL, pos };
	if (!holds)
		return HOLD_WRITE;
	h->row[at].cell = copy_cells(h, cell);
	push(h, at);
	return HOLD_KEPT;
}

/* A key that stands twice in the order goes out at its last place. */
bool
hold_release(struct hold *h, const struct import_sink *sink)
{
	size_t *last = mem_zalloc(h->key.n + 1, sizeof(*last));
	bool ok = true;

	for (size_t i = 0; i < h->norder; i++)
		last[h->order[i]] = i;
	for (size_t i = 0; i < h->norder && ok; i++)
		if (last[h->order[i]] == i)
			ok = sink->row(sink->arg, h->row[h->order[i]].cell,
			    h->ncell);
	free(last);
	return ok;
}

struct str
hold_gone(const struct hold *h, size_t col)
{
	return h->gone == NULL ? (struct str){ "", 0 } : h->gone[col];
}

struct str
hold_key(const struct hold *h)
{
	return buf_str(&h->text);
}

#include "import/cumulative.h"

#include <stdlib.h>

#include "base/date.h"

struct figure {
	struct cumulative_pair pair;
	size_t key, column, order;
	int month;
	int64_t sum; /* of the months, where it differs */
	bool differs;
};

/* The last figure of a key. */
struct last {
	int month;
	int64_t fen;
};

struct cumulative {
	const struct dataset *ds;
	struct map key;    /* "column,key" -> number */
	struct last *last; /* by number of key */
	size_t last_cap;
	struct map month;  /* the months in the input, as text */
	struct figure *figure;
	size_t n, cap;
	struct buf text;
};

struct cumulative *
cumulative_new(const struct dataset *ds)
{
	struct cumulative *c = mem_zalloc(1, sizeof(*c));

	c->ds = ds;
	buf_init(&c->text, BUF_UNBOUNDED);
	return c;
}

void
cumulative_free(struct cumulative *c)
{
	if (c == NULL)
		return;
	map_fini(&c->key);
	map_fini(&c->month);
	free(c->last);
	free(c->figure);
	buf_fini(&c->text);
	free(c);
}

/* The key without its month, of one column. */
static size_t
find_key(struct cumulative *c, const struct str *cell, size_t column,
    bool *is_new)
{
	buf_reset(&c->text);
	buf_int(&c->text, (int64_t)column);
	for (size_t i = 0; i < c->ds->ncolumn; i++) {
		if ((c->ds->column[i].flags & COLUMN_KEY) == 0 ||
		    c->ds->column[i].type == VALUE_MONTH)
			continue;
		buf_putc(&c->text, ',');
		rec_put(&c->text, cell[i]);
	}
	return map_put(&c->key, buf_str(&c->text), is_new);
}

static struct last *
last_of(struct cumulative *c, const struct str *cell, size_t column,
    bool *is_new)
{
	size_t at = find_key(c, cell, column, is_new);

	c->last = mem_grow(c->last, &c->last_cap, at + 1, sizeof(*c->last));
	return &c->last[at];
}

enum cumulative_answer
cumulative_use(struct cumulative *c, const struct str *cell, size_t column,
    int month, int64_t figure, int64_t *out)
{
	bool is_new;
	struct last *last = last_of(c, cell, column, &is_new), was = *last;

	if (!is_new && was.month == month)
		return CUMULATIVE_TWICE;
	*last = (struct last){ month, figure };
	*out = figure;
	if (date_month_no(month) == 1)
		return CUMULATIVE_OK;
	if (is_new || was.month != month - 1)
		return CUMULATIVE_NO_BEFORE;
	return num_add(out, -was.fen) ? CUMULATIVE_OK : CUMULATIVE_TOO_LARGE;
}

void
cumulative_carry(struct cumulative *c, const struct str *cell, size_t column,
    int month, int64_t figure)
{
	bool is_new;
	struct last *last = last_of(c, cell, column, &is_new);

	if (date_month_no(month) != 1 &&
	    (is_new || last->month != month - 1 ||
	    !num_add(&figure, last->fen)))
		return;
	*last = (struct last){ month, figure };
}

void
cumulative_note(struct cumulative *c, const struct str *cell, size_t column,
    int month, const struct cumulative_pair *pair)
{
	struct figure *f;

	c->figure = mem_grow(c->figure, &c->cap, c->n + 1,
	    sizeof(*c->figure));
	f = &c->figure[c->n];
	*f = (struct figure){ .pair = *pair, .column = column,
		.order = c->n++, .month = month };
	f->key = find_key(c, cell, column, NULL);
	buf_reset(&c->text);
	date_put_month(&c->text, month);
	map_put(&c->month, buf_str(&c->text), NULL);
}

static int
by_key(const void *a, const void *b)
{
	const struct figure *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->month != y->month)
		return x->month < y->month ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

static int
by_order(const void *a, const void *b)
{
	const struct figure *x = a, *y = b;

	return x->order < y->order ? -1 : x->order > y->order;
}

/* Are all months behind `from`, up to `to`, in the input? */
static bool
has_months(struct cumulative *c, int from, int to)
{
	while (++from <= to) {
		buf_reset(&c->text);
		date_put_month(&c->text, from);
		if (map_find(&c->month, buf_str(&c->text)) == MAP_NONE)
			return false;
	}
	return true;
}

/* Rows of one key and month together: figures of one taxpayer in several
 * rows add up. */
struct group {
	int64_t month, total;
	bool has_month, has_total, fits;
	size_t end;
};

static struct group
take_group(const struct cumulative *c, size_t from)
{
	struct group g = { 0, 0, true, true, true, from };
	const struct figure *f;

	for (; g.end < c->n; g.end++) {
		f = &c->figure[g.end];
		if (f->key != c->figure[from].key ||
		    f->month != c->figure[from].month)
			break;
		g.has_month = g.has_month && f->pair.has_month;
		g.has_total = g.has_total && f->pair.has_total;
		g.fits = g.fits && num_add(&g.month, f->pair.month) &&
		    num_add(&g.total, f->pair.total);
	}
	return g;
}

/* Where the sum of the months of one key stands. */
struct run_of_months {
	int month; /* up to and with it; negative: none yet */
	int64_t sum;
	bool known;
};

static void
compare_group(struct cumulative *c, struct run_of_months *r, size_t from,
    const struct group *g, struct cumulative_count *out)
{
	struct figure *f = &c->figure[g->end - 1];
	int before = f->month - date_month_no(f->month); /* of last year */

	if (r->month < 0 || date_year(r->month) != date_year(f->month))
		*r = (struct run_of_months){ before, 0, true };
	r->known = r->known && g->has_month && g->fits &&
	    has_months(c, r->month, f->month) && num_add(&r->sum, g->month);
	r->month = f->month;
	if (!g->has_total)
		return;
	if (!r->known) {
		out->alone++;
		*r = (struct run_of_months){ f->month, g->total, g->fits };
		return;
	}
	out->compared++;
	f->differs = r->sum != g->total;
	f->sum = r->sum;
	out->differ += f->differs;
	f->pair.total = g->total;
	f->pair.pos = c->figure[from].pair.pos;
}

static void
report(struct diag *d, const struct dataset *ds, const struct figure *f)
{
	struct buf sum, total;

	buf_init(&sum, BUF_UNBOUNDED);
	buf_init(&total, BUF_UNBOUNDED);
	buf_hundredths(&sum, f->sum);
	buf_hundredths(&total, f->pair.total);
	diag_at(d, &f->pair.pos, DIAG_CUMULATIVE_DIFFERS,
	    DIAG_Z(ds->column[f->column].name), DIAG_STR(buf_str(&sum)),
	    DIAG_STR(buf_str(&total)));
	buf_fini(&sum);
	buf_fini(&total);
}

void
cumulative_compare(struct cumulative *c, struct diag *d,
    struct cumulative_count *out)
{
	struct run_of_months r = { -1, 0, false };
	struct group g;

	*out = (struct cumulative_count){ 0, 0, 0 };
	if (c->n == 0)
		return;
	qsort(c->figure, c->n, sizeof(*c->figure), by_key);
	for (size_t i = 0; i < c->n; i = g.end) {
		if (i == 0 || c->figure[i].key != c->figure[i - 1].key)
			r.month = -1;
		g = take_group(c, i);
		compare_group(c, &r, i, &g, out);
	}
	qsort(c->figure, c->n, sizeof(*c->figure), by_order);
	for (size_t i = 0; i < c->n; i++)
		if (c->figure[i].differs)
			report(d, c->ds, &c->figure[i]);
}

void
cumulative_put(struct buf *b, enum lang lang,
    const struct cumulative_count *n)
{
	bool zh = lang == LANG_ZH;

	buf_puts(b, zh ? "累计数：核对 " : "figures since January: ");
	buf_int(b, (int64_t)n->compared);
	buf_puts(b, zh ? "，不符 " : " compared, ");
	buf_int(b, (int64_t)n->differ);
	buf_puts(b, zh ? "，因缺此前月份无法核对 " : " differ, ");
	buf_int(b, (int64_t)n->alone);
	if (!zh)
		buf_puts(b, " not comparable (months before not read)");
}

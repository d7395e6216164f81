/* The rows that were counted or added up. */
#include "report/explain_figure.h"

#include "print/words.h"
#include "report/explain_sum.h"

/* A cell may be made of several figures: those that follow each other with
 * the same column of the input are one. */
struct adding {
	struct explain *x;
	struct report *r;
	const struct explain_cell *cell;
	enum part_role role;
	struct explain_place last; /* s NULL: none yet */
	size_t rows, unknown;
	num_wide sum;
	unsigned held;
};

static const struct table_cell *
cell_of(const struct adding *y)
{
	return table_at(y->cell->block->table, y->cell->row,
	    y->cell->column);
}

static struct str
sum_text(struct adding *y)
{
	struct buf b;
	int64_t n = 0;

	if (!num_narrow(y->sum, &n))
		return (struct str){ "", 0 };
	buf_init(&b, BUF_UNBOUNDED);
	table_put_number(&b, n, y->held, 0, y->held, false);
	return buf_keep(&b, &y->x->keep);
}

static struct str
how_many(struct adding *y, bool equal)
{
	enum lang l = y->x->lang;
	struct arena *a = &y->x->keep;
	struct str rows = words_int(a, (int64_t)y->rows);
	const char *same = equal ? words(l, "，与所印相等",
	    ": equal to the figure") : "";

	if (y->rows == 0)
		return words_fill(a, words(l, "没有一行$1", "no row$1"),
		    str_from(same));
	if (y->role == PART_COUNTED)
		return words_fill(a, words(l, "上列$1行$2", "the $1 rows "
		    "above$2"), rows, str_from(same));
	if (y->unknown > 0)
		return words_fill(a, words(l, "$1行之和，其中$3行不明未计$2",
		    "of $1 rows, $3 of them unknown$2"), rows,
		    str_from(same), words_int(a, (int64_t)y->unknown));
	return words_fill(a, words(l, "$1行之和$2", "of $1 rows$2"), rows,
	    str_from(same));
}

static void
put_result(struct adding *y)
{
	bool counted = y->role == PART_COUNTED;
	struct str value = counted ?
	    words_int(&y->x->keep, (int64_t)y->rows) : sum_text(y);

	explain_rule(y->x);
	explain_put(y->x, &(struct explain_line){
		.part = counted ? "count" : "sum",
		.label = { [LANG_ZH] = counted ? "计数" : "合计",
		    [LANG_EN] = counted ? "count" : "sum" },
		.column = y->last.s == NULL ? (struct str){ "", 0 } :
		    str_from(y->last.need->columns.name[y->last.col]),
		.value = value, .note = how_many(y,
		    str_eq(value, cell_of(y)->value)) });
	y->rows = y->unknown = 0;
	y->sum = 0;
}

static void
put_row(struct adding *y, const struct explain_place *p)
{
	const struct value *v = source_at(p->s, p->row, p->col);

	if (y->rows > 0 && (p->s != y->last.s || p->col != y->last.col))
		put_result(y);
	if (y->rows == 0)
		explain_rule(y->x);
	y->last = *p;
	y->rows++;
	y->unknown += !v->known;
	if (y->role == PART_TERM && v->known)
		y->sum += v->n;
	explain_place_put(y->x, p, explain_role(y->role == PART_TERM ?
	    PART_TERM : PART_COUNTED));
}

static void
put_figure(struct adding *y, const void *figure)
{
	const struct behind *b = y->r->behind;
	struct explain_place p;

	for (size_t i = 0; i < b->n; i++)
		if (b->entry[i].figure == figure && explain_place_of(y->r,
		        b->entry[i].value, &p))
			put_row(y, &p);
}

/* "分子 178804200.00 4行之和" */
static void
put_amount(struct adding *y, const struct parts_entry *e)
{
	const struct behind *b = y->r->behind;
	struct explain_line l = explain_role(e->role);
	struct explain_place p;
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		if (b->entry[i].figure == e->figure && explain_place_of(y->r,
		        b->entry[i].value, &p) && n++ == 0)
			l.column = str_from(p.need->columns.name[p.col]);
	y->sum = e->amount;
	y->held = e->held;
	l.value = sum_text(y);
	if (n > 0)
		l.note = words_fill(&y->x->keep, words(y->x->lang,
		    e->held == 0 ? "出自$1行" : "$1行之和", "of $1 rows"),
		    words_int(&y->x->keep, (int64_t)n));
	explain_put(y->x, &l);
}

bool
explain_amounts_put(struct explain *x, struct report *r,
    const struct explain_cell *cell)
{
	const struct table *t = cell->block->table;
	const struct parts *all = t->parts;
	size_t at = cell->row * t->ncolumn + cell->column;
	struct adding y = { .x = x, .r = r, .cell = cell };
	bool any = false;

	for (size_t i = 0; all != NULL && i < all->n; i++) {
		const struct parts_entry *e = &all->part[i];

		if (e->cell != at || e->figure == NULL ||
		    e->role == PART_TERM || e->role == PART_COUNTED)
			continue;
		if (!any)
			explain_rule(x);
		any = true;
		put_amount(&y, e);
	}
	return any;
}

bool
explain_figures_put(struct explain *x, struct report *r,
    const struct explain_cell *cell)
{
	const struct table *t = cell->block->table;
	const struct parts *all = t->parts;
	size_t at = cell->row * t->ncolumn + cell->column;
	struct adding y = { .x = x, .r = r, .cell = cell,
		.held = t->column[cell->column].held };
	bool any = false;

	for (size_t i = 0; all != NULL && i < all->n; i++) {
		const struct parts_entry *e = &all->part[i];

		if (e->cell != at || e->figure == NULL ||
		    (e->role != PART_TERM && e->role != PART_COUNTED))
			continue;
		any = true;
		y.role = e->role;
		put_figure(&y, e->figure);
	}
	if (any)
		put_result(&y);
	return any;
}

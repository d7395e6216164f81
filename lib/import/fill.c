#include "import/fill.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/normal.h"

struct fill_column {
	bool used;
	size_t field;       /* the one it keeps */
	struct buf last;    /* the last cell that says something */
	unsigned long line; /* its row */
	bool looked, merged; /* the sheet has merged ranges in it */
};

void
fill_init(struct fill *f, const bool *asked, size_t ncolumn)
{
	*f = (struct fill){ .asked = asked, .n = ncolumn };
	f->column = mem_zalloc(2 * ncolumn, sizeof(*f->column));
	for (size_t i = 0; i < 2 * ncolumn; i++)
		buf_init(&f->column[i].last, BUF_UNBOUNDED);
}

void
fill_fini(struct fill *f)
{
	for (size_t i = 0; f->column != NULL && i < 2 * f->n; i++)
		buf_fini(&f->column[i].last);
	free(f->column);
}

bool
fill_begin(struct fill *f, const struct import_source *source,
    unsigned long header)
{
	bool any = false;

	f->header = header;
	f->nrange = 0;
	for (size_t i = 0; i < 2 * f->n; i++) {
		any = any || f->asked[i % f->n];
		f->column[i].used = false;
		buf_reset(&f->column[i].last);
		f->column[i].line = 0;
		f->column[i].looked = f->column[i].merged = false;
	}
	return !any || source->merged == NULL ||
	    source->merged(source->arg, &f->range, &f->nrange);
}

/* The last range that begins in this column and not below this row. */
static const struct sheet_range *
range_at(const struct fill *f, unsigned long col, unsigned long row)
{
	size_t low = 0, high = f->nrange;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct sheet_range *r = &f->range[middle];

		if (r->col < col || (r->col == col && r->row <= row))
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && f->range[low - 1].col == col ? &f->range[low - 1]
						       : NULL;
}

/* Merged over rows of data; headings are merged too. */
static bool
has_merged(const struct fill *f, size_t field)
{
	for (size_t i = 0; i < f->nrange; i++)
		if (f->range[i].col == field + 1 &&
		    f->range[i].row > f->header &&
		    f->range[i].row_last > f->range[i].row)
			return true;
	return false;
}

/* Ids and the names to look them up by stand in two fields of one column. */
static struct fill_column *
column_of(struct fill *f, size_t col, size_t field)
{
	struct fill_column *c = &f->column[col];

	if (c->used && c->field != field)
		c = &f->column[f->n + col];
	c->used = true;
	c->field = field;
	return c;
}

struct str
fill_cell(struct fill *f, size_t col, size_t field, const struct rec *rec)
{
	struct fill_column *c;
	struct str s = { "", 0 };
	const struct sheet_range *r;

	if (field < rec->nfield)
		s = rec->field[field];
	if (!f->asked[col])
		return s;
	c = column_of(f, col, field);
	if (normal_trim(s).n > 0) {
		buf_reset(&c->last);
		buf_put(&c->last, s);
		c->line = rec->line;
		return s;
	}
	if (!c->looked)
		c->merged = has_merged(f, field);
	c->looked = true;
	if (!c->merged)
		return buf_str(&c->last);
	r = range_at(f, field + 1, rec->line);
	return r != NULL && rec->line <= r->row_last && c->line == r->row
	    ? buf_str(&c->last) : s;
}

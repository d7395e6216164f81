#include "rule/revision_table.h"

#include <stdlib.h>

#include "base/buf.h"

bool
revision_table_read(struct revision_table *t, struct rec_reader *in,
    const struct dataset *ds)
{
	const struct rec *header = rec_header(in);
	enum status status;
	struct rec rec;

	*t = (struct revision_table){ .path = t->path, .ds = ds,
		.ncolumn = header->nfield };
	t->name = arena_alloc(&t->keep, t->ncolumn, sizeof(*t->name));
	t->is_key = arena_alloc(&t->keep, t->ncolumn, sizeof(*t->is_key));
	for (size_t i = 0; i < t->ncolumn; i++)
		t->name[i] = arena_str(&t->keep, header->field[i]);
	while ((status = rec_next(in, &rec)) == STATUS_OK) {
		struct revision_line *row;

		t->row = mem_grow(t->row, &t->cap, t->n + 1, sizeof(*t->row));
		row = &t->row[t->n++];
		*row = (struct revision_line){ .line = rec.line,
			.cell = arena_alloc(&t->keep, t->ncolumn,
			    sizeof(*row->cell)) };
		for (size_t i = 0; i < t->ncolumn; i++)
			row->cell[i] = arena_str(&t->keep, rec.field[i]);
	}
	return status == STATUS_END;
}

void
revision_table_fini(struct revision_table *t)
{
	free(t->row);
	arena_fini(&t->keep);
}

size_t
revision_table_column(const struct revision_table *t, struct str name)
{
	for (size_t i = 0; i < t->ncolumn; i++)
		if (str_eq(t->name[i], name))
			return i;
	return MAP_NONE;
}

struct str
revision_table_cell(const struct revision_table *t,
    const struct revision_line *row, const char *name)
{
	size_t i = revision_table_column(t, str_from(name));

	return i == MAP_NONE ? (struct str){ "", 0 } : row->cell[i];
}

/* The period is that of the whole folder; a district is named by its code
 * alone. */
static bool
names_the_row(const struct revision_table *t,
    const struct revision_line *row, size_t column)
{
	size_t district;

	if (!t->is_key[column] || str_is(t->name[column], "period"))
		return false;
	if (!str_is(t->name[column], "name"))
		return true;
	district = revision_table_column(t, STR("district"));
	return district == MAP_NONE || !t->is_key[district] ||
	    row->cell[district].n == 0;
}

static int
by_key(const void *a, const void *b)
{
	const struct revision_line *x = a, *y = b;
	int order = str_cmp(x->key, y->key);

	return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

static void
put_keys(struct revision_table *t)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < t->n; i++) {
		bool first = true;

		buf_reset(&b);
		for (size_t c = 0; c < t->ncolumn; c++) {
			if (!names_the_row(t, &t->row[i], c))
				continue;
			if (!first)
				buf_putc(&b, ',');
			first = false;
			buf_put(&b, t->row[i].cell[c]);
		}
		t->row[i].key = arena_str(&t->keep, buf_str(&b));
	}
	buf_fini(&b);
	if (t->n > 0)
		qsort(t->row, t->n, sizeof(*t->row), by_key);
}

static bool
take_dataset_key(struct revision_table *t)
{
	bool any = false;

	for (size_t i = 0; t->ds != NULL && i < t->ncolumn; i++) {
		size_t at = dataset_column(t->ds, t->name[i]);

		t->is_key[i] = at != MAP_NONE &&
		    (t->ds->column[at].flags & COLUMN_KEY) != 0;
		any = any || t->is_key[i];
	}
	return any;
}

/* Do the first n columns tell the rows apart? */
static bool
tells_apart(const struct revision_table *t, size_t n)
{
	struct map seen = { 0 };
	bool is_new = true;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; is_new && i < t->n; i++) {
		buf_reset(&b);
		for (size_t c = 0; c < n; c++) {
			buf_put(&b, t->row[i].cell[c]);
			buf_putc(&b, '\0');
		}
		map_put(&seen, buf_str(&b), &is_new);
	}
	map_fini(&seen);
	buf_fini(&b);
	return is_new;
}

static size_t
first_columns(const struct revision_table *t)
{
	size_t n = 1;

	while (n < t->ncolumn && !tells_apart(t, n))
		n++;
	return n;
}

void
revision_table_key(struct revision_table *a, struct revision_table *b)
{
	bool known = take_dataset_key(a);
	size_t n = 0;

	if (b != NULL)
		known = take_dataset_key(b) && known;
	if (!known) {
		n = first_columns(a);
		if (b != NULL && first_columns(b) > n)
			n = first_columns(b);
		for (size_t i = 0; i < n; i++) {
			if (i < a->ncolumn)
				a->is_key[i] = true;
			if (b != NULL && i < b->ncolumn)
				b->is_key[i] = true;
		}
	}
	put_keys(a);
	if (b != NULL)
		put_keys(b);
}

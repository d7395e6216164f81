/* The rows a report is made of. */
#include "report/source.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"

static bool
is_needed(const struct source_columns *columns, size_t col)
{
	for (size_t i = 0; i < columns->nalso; i++)
		if (columns->also[i] == col)
			return true;
	return col < columns->needed;
}

/* The columns' places in the dataset; false where a needed one is absent. */
static bool
find_columns(struct source *s, struct row_reader *rows,
    const struct dataset *ds, const struct source_columns *columns,
    size_t *at)
{
	struct buf missing;
	bool ok;

	buf_init(&missing, BUF_UNBOUNDED);
	for (size_t i = 0; i < columns->n; i++) {
		at[i] = dataset_column(ds, str_from(columns->name[i]));
		if (!is_needed(columns, i) || row_has(rows, at[i]))
			continue;
		if (missing.n > 0)
			buf_puts(&missing, ", ");
		buf_puts(&missing, columns->name[i]);
	}
	ok = missing.n == 0;
	if (!ok) {
		struct pos pos = row_header_pos(rows);

		diag_at(s->d, &pos, DIAG_MISSING_COLUMN,
		    DIAG_STR(buf_str(&missing)), DIAG_Z(ds->name));
	}
	buf_fini(&missing);
	return ok;
}

static bool
same_period(struct source *s, int wanted, const struct value *v,
    const struct pos *pos)
{
	struct buf first;

	if (!v->known || s->period == (int)v->n)
		return true;
	if (s->period < 0 && (wanted < 0 || wanted == (int)v->n)) {
		s->period = (int)v->n;
		return true;
	}
	buf_init(&first, BUF_UNBOUNDED);
	date_put_month(&first, wanted < 0 ? s->period : wanted);
	diag_at(s->d, pos,
	    wanted < 0 ? DIAG_MIXED_PERIODS : DIAG_PERIODS_DIFFER, DIAG_STR(v->text),
	    DIAG_STR(buf_str(&first)));
	buf_fini(&first);
	return false;
}

static void
keep_row(struct source *s, struct row_reader *rows, const struct row *row,
    const size_t *at)
{
	size_t first = s->nrow * s->ncolumn;

	for (size_t i = 0; i < s->ncolumn; i++) {
		struct value *v = &s->value[first + i];

		*v = row->value[at[i]];
		v->text = s->npos == 1 ? (struct str){ "", 0 } :
		    arena_str(&s->keep, v->text);
		if (i < s->npos)
			s->pos[s->nrow * s->npos + i] = row_pos(rows, row,
			    at[i]);
	}
	s->nrow++;
}

/* What bldg-import --source added: none of the dataset's columns. */
static size_t
find_raw(const struct row_reader *rows)
{
	for (size_t i = 0; i < row_extra_count(rows); i++)
		if (str_is(row_extra_name(rows, i), "source"))
			return i;
	return MAP_NONE;
}

bool
source_read(struct source *s, struct diag *d, struct row_reader *rows,
    const struct dataset *ds, const struct source_columns *columns,
    int period, const struct district *only)
{
	size_t *at = mem_alloc(columns->n, sizeof(*at));
	size_t cap = 0, pos_cap = 0, raw_cap = 0, raw = find_raw(rows);
	enum status status = STATUS_FATAL;
	struct row row;

	*s = (struct source){ .d = d, .ncolumn = columns->n,
		.npos = columns->counted ? 1 : columns->n, .period = -1 };
	if (!find_columns(s, rows, ds, columns, at))
		goto out;
	while ((status = row_next(rows, &row)) == STATUS_OK) {
		if (columns->period < columns->n) {
			size_t p = at[columns->period];
			struct pos pos = row_pos(rows, &row, p);

			if (!same_period(s, period, &row.value[p], &pos)) {
				status = STATUS_FATAL;
				break;
			}
		}
		if (only != NULL && columns->district < columns->n &&
		    !str_eq(row.value[at[columns->district]].text, only->code))
			continue;
		s->value = mem_grow(s->value, &cap,
		    (s->nrow + 1) * s->ncolumn, sizeof(*s->value));
		s->pos = mem_grow(s->pos, &pos_cap,
		    (s->nrow + 1) * s->npos, sizeof(*s->pos));
		if (raw != MAP_NONE) {
			s->raw = mem_grow(s->raw, &raw_cap, s->nrow + 1,
			    sizeof(*s->raw));
			s->raw[s->nrow] = arena_str(&s->keep,
			    row_extra(rows, &row, raw));
		}
		keep_row(s, rows, &row, at);
	}
out:
	free(at);
	return status == STATUS_END;
}

void
source_free(struct source *s)
{
	free(s->value);
	free(s->pos);
	free(s->raw);
	arena_fini(&s->keep);
}

const struct value *
source_at(const struct source *s, size_t row, size_t col)
{
	return &s->value[row * s->ncolumn + col];
}

const struct pos *
source_pos(const struct source *s, size_t row, size_t col)
{
	return &s->pos[row * s->npos + (col < s->npos ? col : 0)];
}

const struct pos *
source_pos_of(const struct source *s, const struct value *v)
{
	size_t at = (size_t)(v - s->value);

	return source_pos(s, at / s->ncolumn, at % s->ncolumn);
}

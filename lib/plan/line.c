#include "plan/line.h"

#include <stdlib.h>

#include "base/date.h"

bool
line_begin(struct line *l, const struct dataset *ds,
    const struct line_sink *sink)
{
	*l = (struct line){ .ds = ds, .sink = sink };
	l->cell = mem_zalloc(ds->ncolumn, sizeof *l->cell);
	for (size_t i = 0; i < ds->ncolumn; i++)
		l->cell[i] = str_from(ds->column[i].name);
	if (!sink->header(sink->arg, l->cell, ds->ncolumn))
		return false;
	for (size_t i = 0; i < ds->ncolumn; i++)
		l->cell[i] = STR("");
	return true;
}

bool
line_send(struct line *l)
{
	bool ok = l->sink->row(l->sink->arg, l->cell, l->ds->ncolumn);

	for (size_t i = 0; i < l->ds->ncolumn; i++)
		l->cell[i] = STR("");
	arena_fini(&l->keep);
	return ok;
}

void
line_fini(struct line *l)
{
	free(l->cell);
	arena_fini(&l->keep);
}

void
line_text(struct line *l, size_t col, struct str s)
{
	l->cell[col] = s;
}

void
line_take(struct line *l, size_t col, struct buf *b)
{
	l->cell[col] = arena_str(&l->keep, buf_str(b));
	buf_fini(b);
}

void
line_int(struct line *l, size_t col, int64_t n)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_int(&b, n);
	line_take(l, col, &b);
}

void
line_hundredths(struct line *l, size_t col, int64_t n)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_hundredths(&b, n);
	line_take(l, col, &b);
}

void
line_pct(struct line *l, size_t col, int64_t num, int64_t den)
{
	line_hundredths(l, col, num_pct(num, den));
}

void
line_day(struct line *l, size_t col, int day)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	date_put_day(&b, day);
	line_take(l, col, &b);
}

void
line_month(struct line *l, size_t col, int month)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	date_put_month(&b, month);
	line_take(l, col, &b);
}

void
line_choice(struct line *l, size_t col, int idx)
{
	l->cell[col] = idx < 0 ? STR("")
	    : value_choice_text(l->ds->column[col].choices, idx);
}

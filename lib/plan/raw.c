#include "plan/raw.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "base/num.h"
#include "plan/raw_take.h"
#include "schema/indicator.h"
#include "schema/made.h"

/* What the scheme itself gives. */
static void
take_values(struct raw_set *f, size_t item)
{
	const struct scheme_item *x = &f->scheme->item[item];

	for (size_t p = 0; x->has_others && p < f->nplace; p++) {
		struct raw *c = raw_at(f, item, p);

		c->known = true;
		c->n = x->others;
		c->pos = x->pos;
	}
	for (size_t i = 0; i < x->nvalue; i++) {
		struct raw *c = raw_at(f, item, x->value[i].place);

		c->known = true;
		c->n = x->value[i].n;
		c->pos = x->value[i].pos;
	}
	for (size_t p = 1; p < f->nplace; p++) /* 0 is the city */
		f->decimals[item] |= raw_at(f, item, p)->n % 100 != 0;
}

struct raw_set *
raw_new(struct diag *d, const struct scheme *s, const struct code_book *book,
    int period)
{
	struct raw_set *f = mem_zalloc(1, sizeof *f);

	f->diag = d;
	f->scheme = s;
	f->book = book;
	f->period = period;
	f->nplace = code_district_count(book);
	f->cell = arena_alloc(&f->keep, s->nitem * f->nplace + 1,
	    sizeof *f->cell);
	f->decimals = arena_alloc(&f->keep, s->nitem + 1,
	    sizeof *f->decimals);
	f->column = arena_alloc(&f->keep, s->nitem + 1, sizeof *f->column);
	f->seen = arena_alloc(&f->keep, f->nplace + 1, sizeof *f->seen);
	f->given[SCHEME_VALUES] = true;
	for (size_t i = 0; i < s->nitem; i++)
		if (s->item[i].source == SCHEME_VALUES)
			take_values(f, i);
	return f;
}

void
raw_free(struct raw_set *f)
{
	if (f == NULL)
		return;
	free(f->part);
	free(f->row);
	arena_fini(&f->keep);
	free(f);
}

struct raw *
raw_at(const struct raw_set *f, size_t item, size_t place)
{
	return &f->cell[item * f->nplace + place];
}

const struct dataset *
raw_dataset(enum scheme_source source)
{
	switch (source) {
	case SCHEME_DISTRICTS:
		return indicator_aggregates();
	case SCHEME_CLASSIFIED:
		return indicator_classified();
	case SCHEME_COMPLETION:
		return completion_dataset();
	case SCHEME_TASKS:
		return made_at(MADE_TASKS);
	case SCHEME_CADENCE:
	case SCHEME_VALUES:
	case SCHEME_SOURCE_COUNT:
		break;
	}
	return made_at(MADE_CADENCE);
}

/* Inputs without a period (tasks, windows) are taken as of the others'. */
static bool
same_period(struct raw_set *f, const struct dataset *ds, struct row_reader *r,
    const struct row *row)
{
	size_t col = dataset_column(ds, STR("period"));
	const struct value *v;
	struct pos pos;
	struct buf b;

	if (col == MAP_NONE)
		return true;
	v = &row->value[col];
	if (f->period < 0)
		f->period = (int)v->n;
	if (f->period == v->n)
		return true;
	pos = row_pos(r, row, col);
	buf_init(&b, BUF_UNBOUNDED);
	date_put_month(&b, f->period);
	diag_at(f->diag, &pos, DIAG_PERIOD_DIFFERS, DIAG_STR(v->text),
	    DIAG_STR(buf_str(&b)));
	buf_fini(&b);
	return false;
}

/* The place of a row; nplace where it names none. */
static size_t
place_of(const struct raw_set *f, const struct dataset *ds,
    const struct row *row)
{
	size_t col = dataset_column(ds, STR("district"));
	const struct district *x;

	if (col == MAP_NONE)
		col = dataset_column(ds, STR("scope"));
	x = row->value[col].known ?
	    code_district(f->book, row->value[col].text) : NULL;
	return x == NULL ? f->nplace : code_district_index(f->book, x);
}

bool
raw_read(struct raw_set *f, enum scheme_source source, struct row_reader *r)
{
	static const struct raw_taker taker[] = {
		[SCHEME_DISTRICTS] = { raw_begin_districts,
			raw_take_districts, raw_end_districts },
		[SCHEME_CLASSIFIED] = { raw_begin_classified,
			raw_take_classified, raw_end_classified },
		[SCHEME_COMPLETION] = { raw_begin_nothing,
			raw_take_completion, raw_end_completion },
		[SCHEME_TASKS] = { raw_begin_tasks, raw_take_tasks,
			raw_end_nothing },
		[SCHEME_CADENCE] = { raw_begin_nothing, raw_take_cadence,
			raw_end_nothing },
	};
	const struct dataset *ds = raw_dataset(source);
	struct row row;
	enum status s;
	size_t place;

	f->given[source] = true;
	for (size_t p = 0; p < f->nplace; p++)
		f->seen[p] = 0;
	if (!taker[source].begin(f, r))
		return false;
	while ((s = row_next(r, &row)) == STATUS_OK) {
		if (!same_period(f, ds, r, &row))
			return false;
		place = place_of(f, ds, &row);
		if (place < f->nplace)
			f->seen[place]++;
		if (!taker[source].take(f, r, &row, place))
			return false;
	}
	return s == STATUS_END && taker[source].end(f, r);
}

bool
raw_complete(const struct raw_set *f)
{
	bool ok = true;

	for (size_t i = 0; i < f->scheme->nitem; i++) {
		const struct scheme_item *x = &f->scheme->item[i];

		if (f->given[x->source])
			continue;
		diag_at(f->diag, &x->name_pos, DIAG_SCORE_INPUT,
		    DIAG_STR(x->id), DIAG_STR(value_choice_text(
		    SCHEME_SOURCES, (int)x->source)));
		ok = false;
	}
	if (ok && f->period < 0)
		diag_plain(f->diag, NULL, DIAG_SCORE_PERIOD);
	return ok && f->period >= 0;
}

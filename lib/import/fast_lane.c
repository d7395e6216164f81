/* The fast lane of an importer: which files have one, and its rows. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/thread.h"
#include "import/fast.h"
#include "import/state.h"
#include "schema/quick.h"

struct fast_lane {
	struct fast form;
	struct fast_part part[FAST_THREADS];
	unsigned threads, nparts;
	size_t at, run;   /* the next run: its part, and its number there */
	size_t bytes;     /* a part of the text */
	uint64_t seen;    /* how far the text has been read */
	unsigned long rows;
	struct str text[FAST_THREADS]; /* of each part, while it is read */
	uint64_t from[FAST_THREADS];
};

struct fast_lane *
fast_new(unsigned threads, size_t part)
{
	struct fast_lane *lane = mem_zalloc(1, sizeof(*lane));

	lane->threads = threads < 1 ? 1 :
	    threads > FAST_THREADS ? FAST_THREADS : threads;
	lane->bytes = part > 0 ? part : FAST_PART;
	for (unsigned i = 0; i < lane->threads; i++)
		buf_init(&lane->part[i].out, BUF_UNBOUNDED);
	return lane;
}

void
fast_free(struct fast_lane *lane)
{
	if (lane == NULL)
		return;
	for (unsigned i = 0; i < lane->threads; i++)
		fast_part_fini(&lane->part[i]);
	free(lane);
}

unsigned long
fast_count(const struct fast_lane *lane)
{
	return lane->rows;
}

static bool
bind_form(enum value_type type, enum unit unit, struct fast_column *c)
{
	switch (type) {
	case VALUE_MONTH:
		c->form = FAST_MONTH;
		return true;
	case VALUE_TAXPAYER:
		c->form = FAST_TAXPAYER;
		return true;
	case VALUE_MONEY:
		c->form = FAST_AMOUNT;
		c->decimals = 2 + unit_power(unit);
		return true;
	default:
		return false;
	}
}

/* False: the column needs thought. */
static bool
bind_column(struct importer *im, size_t col, struct fast_column *c)
{
	const struct binding *b = &im->binding;
	const struct column *column = &im->ds->column[col];
	struct buf text;

	*c = (struct fast_column){
		.required = (column->flags & COLUMN_REQUIRED) != 0,
		.balanced = col == im->balanced,
		.field = b->field[col],
	};
	if (b->since_field[col] != BINDING_NONE ||
	    b->name_field[col] != BINDING_NONE || im->opts->fill_down[col])
		return false;
	if (c->field != BINDING_NONE)
		return im->set[col].n == 0 && bind_form(column->type,
		    b->tidy[col].form.unit, c);
	buf_init(&text, BUF_UNBOUNDED);
	rec_put(&text, im->set[col]);
	c->form = FAST_CONSTANT;
	c->constant = arena_str(&im->keep, buf_str(&text));
	buf_fini(&text);
	if (c->constant.n == 0)
		return !c->required;
	return !c->balanced && im->sink->change == NULL;
}

/* Every field has a name, and the header does not read as a row. */
static bool
is_sound_header(const struct table *t)
{
	size_t n = table_nfield(t);
	int month;

	for (size_t i = 0; i < n; i++)
		if (!table_field(t, i)->named ||
		    quick_month(table_field(t, i)->name, &month))
			return false;
	return n > 1 && n < FAST_FIELDS;
}

/* Nothing is asked of a row that needs other rows or other files. */
static bool
is_simple(const struct importer *im)
{
	const struct import_opts *o = im->opts;

	return im->ds == dataset_at(DATASET_TAXES) && im->sink->text != NULL &&
	    im->balanced != MAP_NONE && im->hold == NULL &&
	    im->cumulative == NULL && im->binding.nwide == 0 &&
	    im->nextra == 0 && !o->source && o->references == NULL &&
	    im->ds->ncolumn <= FAST_COLUMNS;
}

/* A canonical file, with its last column or without it; or one that is laid
 * out so. */
static size_t
straight_fields(const struct fast *f)
{
	const struct fast_column *c = f->column;

	if (f->ncolumn != 4 || c[0].form != FAST_MONTH || c[0].field != 0 ||
	    c[1].form != FAST_TAXPAYER || c[1].field != 1 ||
	    c[2].form != FAST_AMOUNT || c[2].field != 2 ||
	    c[2].decimals != 2 || !c[2].balanced)
		return 0;
	if (f->nfield == 3)
		return c[3].form == FAST_CONSTANT && c[3].constant.n == 0 ?
		    3 : 0;
	return f->nfield == 4 && c[3].form == FAST_AMOUNT && c[3].field == 3 &&
	    c[3].decimals == 2 && !c[3].required ? 4 : 0;
}

void
fast_bind(struct importer *im)
{
	struct fast_lane *lane = im->lane;
	struct fast *f = &lane->form;

	lane->nparts = 0;
	lane->at = lane->run = 0;
	lane->seen = 0;
	*f = (struct fast){ .nfield = table_nfield(im->table),
		.as_is = im->sink->change != NULL };
	f->open = is_simple(im) && is_sound_header(im->table);
	f->ncolumn = im->ds->ncolumn;
	for (size_t i = 0; f->open && i < f->ncolumn; i++)
		f->open = bind_column(im, i, &f->column[i]);
	f->straight = f->open ? straight_fields(f) : 0;
}

static void
read_part(void *arg, unsigned no)
{
	struct fast_lane *lane = arg;

	fast_read(&lane->form, lane->text[no], lane->from[no],
	    &lane->part[no]);
}

/* What lies ahead, cut behind newlines into a part a thread. */
static void
read_ahead(struct fast_lane *lane, struct str text, uint64_t at)
{
	unsigned n = 0;

	while (n < lane->threads && text.n > 0) {
		size_t end = text.n;

		if (n + 1 < lane->threads && text.n > lane->bytes) {
			const char *p = memchr(text.p + lane->bytes, '\n',
			    text.n - lane->bytes);

			end = p == NULL ? text.n : (size_t)(p - text.p) + 1;
		}
		lane->text[n] = str_sub(text, 0, end);
		lane->from[n++] = at;
		at += end;
		text = str_sub(text, end, text.n);
	}
	lane->nparts = n;
	lane->at = lane->run = 0;
	lane->seen = at;
	thread_run(n, read_part, lane);
}

/* The run that begins at an offset, NULL if none does. */
static const struct fast_run *
find_run(struct fast_lane *lane, uint64_t at)
{
	for (; lane->at < lane->nparts; lane->at++, lane->run = 0) {
		const struct fast_part *p = &lane->part[lane->at];

		while (lane->run < p->nrun && p->run[lane->run].from < at)
			lane->run++;
		if (lane->run < p->nrun)
			return p->run[lane->run].from == at
			    ? &p->run[lane->run] : NULL;
	}
	return NULL;
}

static bool
take_run(struct importer *im, const struct import_source *source,
    const struct fast_run *run)
{
	struct fast_lane *lane = im->lane;
	struct account *a = &im->account;
	struct str out = buf_str(&lane->part[lane->at].out);

	a->read += run->lines;
	a->written += run->lines;
	a->read_fen += run->fen;
	a->written_fen += run->fen;
	lane->rows += run->lines;
	source->pass(source->arg, run->bytes, run->lines);
	return im->sink->text(im->sink->arg,
	    str_sub(out, run->out, run->out + run->out_n));
}

bool
fast_rows(struct importer *im)
{
	struct fast_lane *lane = im->lane;
	const struct import_source *source;
	const struct fast_run *run;
	struct str text;
	uint64_t at;

	if (!lane->form.open)
		return true;
	source = table_rest(im->table);
	if (source == NULL || source->ahead == NULL)
		return true;
	for (;;) {
		text = source->ahead(source->arg, 0, &at,
		    &lane->form.delimiter);
		if (at >= lane->seen) {
			text = source->ahead(source->arg,
			    lane->threads * lane->bytes, &at,
			    &lane->form.delimiter);
			read_ahead(lane, text, at);
		}
		run = find_run(lane, at);
		if (run == NULL)
			return true;
		if (!take_run(im, source, run))
			return false;
	}
}

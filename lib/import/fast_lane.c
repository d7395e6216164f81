/* The fast lane of an importer: which files have one, and its rows. */
#include <stdlib.h>

#include "base/mem.h"
#include "base/thread.h"
#include "import/fast.h"
#include "import/state.h"
#include "schema/quick.h"
#include "text/utf8.h"

#define SLOTS (FAST_THREADS + 2)
#define TAIL 4096u /* bytes: of a line that goes on behind its part */

/* A part of the text, while it is in work. */
struct slot {
	struct fast_part part;
	struct str text; /* whole lines of it … */
	uint64_t from;   /* … and their offset in the text */
	char *bytes;     /* of it, where it was read beside the reader */
	bool plain;      /* it could be, and was UTF-8 */
	size_t run;      /* the next one */
};

/*
 * Parts are numbered; a part is in the slot of its number.  Of a plain file
 * they are cut by their offsets and read beside the reader; else they are
 * cut from what the reader has ahead, a round of them at a time.
 */
struct fast_lane {
	struct fast form;
	struct slot slot[SLOTS];
	unsigned threads, nslot;
	size_t bytes;        /* a part of the text */
	struct thread_jobs *jobs;
	uint64_t at, end;    /* the part at hand, and behind the last one */
	unsigned long rows;

	const struct import_source *file; /* NULL: not beside its reader */
	bool ascii;          /* other bytes are not known to be UTF-8 */
	uint64_t begin;      /* of part 0 */
	uint64_t seen;       /* of a round: where it ends */
};

struct fast_lane *
fast_new(unsigned threads, size_t part)
{
	struct fast_lane *lane = mem_zalloc(1, sizeof(*lane));

	lane->threads = threads < 1 ? 1 :
	    threads > FAST_THREADS ? FAST_THREADS : threads;
	lane->nslot = lane->threads + 2;
	lane->bytes = part > 0 ? part : FAST_PART;
	for (unsigned i = 0; i < lane->nslot; i++)
		buf_init(&lane->slot[i].part.out, BUF_UNBOUNDED);
	return lane;
}

void
fast_unbind(struct fast_lane *lane)
{
	thread_jobs_free(lane->jobs);
	lane->jobs = NULL;
}

void
fast_free(struct fast_lane *lane)
{
	if (lane == NULL)
		return;
	fast_unbind(lane);
	for (unsigned i = 0; i < lane->nslot; i++) {
		fast_part_fini(&lane->slot[i].part);
		free(lane->slot[i].bytes);
	}
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
	c->constant = buf_keep(&text, &im->keep);
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

static struct slot *
slot_of(struct fast_lane *lane, uint64_t part)
{
	return &lane->slot[part % lane->nslot];
}

/* Behind the first newline in bytes from an offset on; those in all if there
 * is none. */
static size_t
behind_newline(const char *bytes, size_t from, size_t n)
{
	const char *p = from >= n ? NULL : memchr(bytes + from, '\n', n - from);

	return p == NULL ? n : (size_t)(p - bytes) + 1;
}

/* The lines that begin in a part of the file; the byte before it tells
 * whether one begins with it. */
static void
fetch(const struct fast_lane *lane, uint64_t part, struct slot *s)
{
	uint64_t from = lane->begin + part * lane->bytes;
	size_t before = part > 0, begin, end;
	ssize_t n;

	if (s->bytes == NULL)
		s->bytes = mem_pages(lane->bytes + 1 + TAIL);
	n = lane->file->read_at(lane->file->arg, from - before, s->bytes,
	    lane->bytes + before + TAIL);
	s->plain = n >= 0;
	s->from = from;
	s->text = (struct str){ s->bytes, 0 };
	if (n <= 0)
		return;
	begin = before ? behind_newline(s->bytes, 0, (size_t)n) : 0;
	end = behind_newline(s->bytes, before + lane->bytes - 1, (size_t)n);
	if (begin >= before + lane->bytes || end < begin)
		return; /* no line begins in it */
	s->from = from - before + begin;
	s->text = (struct str){ s->bytes + begin, end - begin };
	s->plain = lane->ascii ? utf8_ascii(s->text) == s->text.n :
	    utf8_valid(s->text, NULL);
}

static void
read_part(void *arg, uint64_t part)
{
	struct fast_lane *lane = arg;
	struct slot *s = slot_of(lane, part);

	if (lane->file != NULL)
		fetch(lane, part, s);
	s->run = 0;
	if (lane->file == NULL || s->plain)
		fast_read(&lane->form, s->text, s->from, &s->part);
	else
		s->part.nrun = 0;
}

/* The rows of a file begin: beside its reader, where that pays. */
static void
start(struct fast_lane *lane, const struct import_source *source)
{
	uint64_t size = lane->threads > 1 && source->plain != NULL ?
	    source->plain(source->arg, &lane->ascii) : 0;

	lane->at = lane->end = lane->seen = 0;
	source->ahead(source->arg, 0, &lane->begin, &lane->form.delimiter);
	lane->file = size > lane->begin + lane->bytes ? source : NULL;
	if (lane->file != NULL)
		lane->end = (size - lane->begin) / lane->bytes + 1;
	lane->jobs = thread_jobs_new(lane->threads - 1, lane->nslot,
	    read_part, lane);
	thread_jobs_offer(lane->jobs, lane->end);
}

void
fast_bind(struct importer *im)
{
	struct fast_lane *lane = im->lane;
	struct fast *f = &lane->form;

	*f = (struct fast){ .nfield = table_nfield(im->table),
		.as_is = im->sink->change != NULL };
	f->open = is_simple(im) && is_sound_header(im->table);
	f->ncolumn = im->ds->ncolumn;
	for (size_t i = 0; f->open && i < f->ncolumn; i++)
		f->open = bind_column(im, i, &f->column[i]);
	f->straight = f->open ? straight_fields(f) : 0;
}

/* What lies ahead, cut behind newlines into a part a thread. */
static void
read_ahead(struct fast_lane *lane, struct str text, uint64_t at)
{
	thread_jobs_pass(lane->jobs, lane->end);
	lane->at = lane->end;
	for (unsigned n = 0; n < lane->threads && text.n > 0; n++) {
		struct slot *s = slot_of(lane, lane->end++);
		size_t end = n + 1 == lane->threads ? text.n :
		    behind_newline(text.p, lane->bytes, text.n);

		s->text = str_sub(text, 0, end);
		s->from = at;
		at += end;
		text = str_sub(text, end, text.n);
	}
	lane->seen = at;
	thread_jobs_offer(lane->jobs, lane->end);
	/* all of them: the text moves when the reader goes on */
	for (uint64_t part = lane->at; part < lane->end; part++)
		thread_jobs_wait(lane->jobs, part);
}

/* The run of a part that begins at an offset, NULL if none does. */
static const struct fast_run *
find_run(struct slot *s, uint64_t at)
{
	while (s->run < s->part.nrun && s->part.run[s->run].from < at)
		s->run++;
	return s->run < s->part.nrun && s->part.run[s->run].from == at ?
	    &s->part.run[s->run] : NULL;
}

/* The part of a round with a run at an offset. */
static struct slot *
part_ahead(struct fast_lane *lane, const struct import_source *source,
    uint64_t at)
{
	char *delimiter = &lane->form.delimiter;

	if (at >= lane->seen) {
		struct str text = source->ahead(source->arg,
		    lane->threads * lane->bytes, &at, delimiter);

		read_ahead(lane, text, at);
	}
	for (; lane->at < lane->end; lane->at++) {
		struct slot *s = slot_of(lane, lane->at);

		if (at < s->from + s->text.n)
			return s;
	}
	return NULL;
}

/* The part of the file in which a line at an offset begins. */
static struct slot *
part_beside(struct fast_lane *lane, uint64_t at)
{
	uint64_t part = (at - lane->begin) / lane->bytes;

	if (part >= lane->end)
		return NULL;
	if (part > lane->at)
		thread_jobs_pass(lane->jobs, part);
	lane->at = part;
	thread_jobs_wait(lane->jobs, part);
	return slot_of(lane, part);
}

/* From now on the reader is asked. */
static void
leave_file(struct fast_lane *lane)
{
	thread_jobs_offer(lane->jobs, 0);
	thread_jobs_pass(lane->jobs, lane->end);
	lane->at = lane->end;
	lane->file = NULL;
	lane->seen = 0;
}

static bool
take_run(struct importer *im, const struct import_source *source,
    const struct slot *s, const struct fast_run *run)
{
	struct account *a = &im->account;
	struct str out = buf_str(&s->part.out);

	a->read += run->lines;
	a->written += run->lines;
	a->read_fen += run->fen;
	a->written_fen += run->fen;
	im->lane->rows += run->lines;
	source->pass(source->arg, run->bytes, run->lines);
	return im->sink->text(im->sink->arg,
	    str_sub(out, run->out, run->out + run->out_n));
}

/* The part with a run at an offset, NULL if there is none. */
static struct slot *
part_at(struct fast_lane *lane, const struct import_source *source,
    uint64_t at)
{
	struct slot *s;
	bool ascii;

	if (lane->file != NULL && source->plain(source->arg, &ascii) == 0)
		leave_file(lane);
	if (lane->file == NULL)
		return part_ahead(lane, source, at);
	s = part_beside(lane, at);
	if (s == NULL || s->plain)
		return s;
	leave_file(lane);
	return part_ahead(lane, source, at);
}

bool
fast_rows(struct importer *im)
{
	struct fast_lane *lane = im->lane;
	const struct import_source *source;
	const struct fast_run *run;
	struct slot *s;
	uint64_t at;
	char delimiter;

	if (!lane->form.open)
		return true;
	source = table_rest(im->table);
	if (source == NULL || source->ahead == NULL)
		return true;
	if (lane->jobs == NULL)
		start(lane, source);
	for (;;) {
		source->ahead(source->arg, 0, &at, &delimiter);
		s = part_at(lane, source, at);
		run = s == NULL ? NULL : find_run(s, at);
		if (run == NULL)
			return true;
		if (!take_run(im, source, s, run))
			return false;
	}
}

#include "import/table.h"

#include <stdlib.h>

#include "base/mem.h"
#include "import/line.h"
#include "text/normal.h"

#define HEADER_WITHIN 64u /* rows looked at for a header */
#define AHEAD 256u        /* rows kept once it is found */

struct kept {
	struct rec rec;
	enum status status;
};

struct table {
	const struct import_source *source;
	const struct heading_book *book;
	const struct dataset *ds;
	struct arena keep;
	struct kept *row; /* read ahead */
	size_t nrow, row_cap, at;
	bool ended;       /* the source has nothing more */
	enum status end;
	size_t header;    /* in row */
	struct table_field *field;
	size_t nfield;
	bool *identity;
	unsigned long since; /* rows given since the header */
	struct unit_line units;
	struct pos units_pos;
	bool has_units;
	struct buf scratch;
};

static void
keep_row(struct table *t, const struct rec *rec, enum status status)
{
	struct kept *k;
	struct str *field = arena_alloc(&t->keep, rec->nfield, sizeof(*field));
	size_t *start = arena_alloc(&t->keep, rec->nfield, sizeof(*start));

	t->row = mem_grow(t->row, &t->row_cap, t->nrow + 1, sizeof(*t->row));
	k = &t->row[t->nrow++];
	k->status = status;
	k->rec = *rec;
	k->rec.raw = arena_str(&t->keep, rec->raw);
	for (size_t i = 0; i < rec->nfield; i++) {
		field[i] = arena_str(&t->keep, rec->field[i]);
		start[i] = rec->start[i];
	}
	k->rec.field = field;
	k->rec.start = start;
}

/* False once the source has ended. */
static bool
read_ahead(struct table *t)
{
	struct rec rec;
	enum status st;

	if (t->ended)
		return false;
	st = t->source->next(t->source->arg, &rec);
	if (st == STATUS_END || st == STATUS_FATAL) {
		t->ended = true;
		t->end = st;
		return false;
	}
	keep_row(t, &rec, st);
	return true;
}

/* How many different columns the row's cells name. */
static unsigned
count_headings(const struct table *t, const struct rec *rec)
{
	uint64_t seen = 0;
	unsigned n = 0;
	struct heading h;

	for (size_t i = 0; i < rec->nfield; i++) {
		if (rec->field[i].n == 0 ||
		    !heading_find(t->book, t->ds, rec->field[i], &h))
			continue;
		n += (seen >> (h.column & 63) & 1) == 0;
		seen |= (uint64_t)1 << (h.column & 63);
	}
	return n;
}

static unsigned
count_filled(const struct rec *rec)
{
	unsigned n = 0;

	for (size_t i = 0; i < rec->nfield; i++)
		n += normal_trim(rec->field[i]).n > 0;
	return n;
}

/* The first row that names the most columns; two at least, or all its
 * cells.  A row that names every cell it has ends the search. */
static bool
find_header(struct table *t)
{
	unsigned best = 0;

	for (size_t i = 0; i < HEADER_WITHIN; i++) {
		unsigned n, filled;

		if (i >= t->nrow && !read_ahead(t))
			break;
		if (t->row[i].status != STATUS_OK)
			continue;
		n = count_headings(t, &t->row[i].rec);
		filled = count_filled(&t->row[i].rec);
		if (n > best && (n >= 2 || n == filled)) {
			best = n;
			t->header = i;
		}
		if (n >= 2 && n == filled)
			break;
	}
	return best > 0;
}

static void
read_fields(struct table *t)
{
	const struct rec *rec = &t->row[t->header].rec;

	t->nfield = rec->nfield;
	t->field = arena_alloc(&t->keep, t->nfield + 1, sizeof(*t->field));
	t->identity = arena_alloc(&t->keep, t->nfield + 1,
	    sizeof(*t->identity));
	for (size_t i = 0; i < t->nfield; i++) {
		struct table_field *f = &t->field[i];

		f->name = normal_trim(rec->field[i]);
		f->named = f->name.n > 0;
		f->known = f->named &&
		    heading_find(t->book, t->ds, f->name, &f->heading);
	}
}

static void
read_title_units(struct table *t)
{
	for (size_t r = 0; r < t->header; r++) {
		const struct rec *rec = &t->row[r].rec;

		for (size_t i = 0; i < rec->nfield; i++) {
			struct unit_line found;

			buf_reset(&t->scratch);
			normal_key(&t->scratch, rec->field[i]);
			if (!unit_parse_line(buf_str(&t->scratch), &found))
				continue;
			t->units = found;
			t->has_units = true;
			t->units_pos = table_pos(t, rec, i);
		}
	}
}

static void
report_no_header(struct diag *d, const struct table *t)
{
	struct pos pos = { t->source->name, 0, 0 };
	struct buf want;

	if (t->nrow == 0) {
		diag_plain(d, &pos, DIAG_EMPTY_FILE);
		return;
	}
	buf_init(&want, BUF_UNBOUNDED);
	for (size_t i = 0; i < t->ds->ncolumn; i++) {
		if ((t->ds->column[i].flags & COLUMN_REQUIRED) == 0)
			continue;
		if (want.n > 0)
			buf_puts(&want, ", ");
		buf_puts(&want, t->ds->column[i].name);
		buf_puts(&want, " (");
		buf_puts(&want, t->ds->column[i].zh);
		buf_puts(&want, ")");
	}
	diag_at(d, &pos, DIAG_NO_HEADER, DIAG_NUM(t->nrow),
	    DIAG_Z(t->ds->name), DIAG_STR(buf_str(&want)));
	buf_fini(&want);
}

struct table *
table_open(struct diag *d, const struct import_source *source,
    const struct heading_book *book, const struct dataset *ds)
{
	struct table *t = mem_zalloc(1, sizeof(*t));

	t->source = source;
	t->book = book;
	t->ds = ds;
	buf_init(&t->scratch, BUF_UNBOUNDED);
	if (!find_header(t)) {
		if (t->end != STATUS_FATAL)
			report_no_header(d, t);
		table_close(t);
		return NULL;
	}
	read_fields(t);
	read_title_units(t);
	t->at = t->header + 1;
	while (t->nrow < t->header + AHEAD && read_ahead(t))
		;
	return t;
}

void
table_close(struct table *t)
{
	if (t == NULL)
		return;
	buf_fini(&t->scratch);
	free(t->row);
	arena_fini(&t->keep);
	free(t);
}

size_t
table_nfield(const struct table *t)
{
	return t->nfield;
}

const struct table_field *
table_field(const struct table *t, size_t i)
{
	return &t->field[i];
}

struct pos
table_header_pos(const struct table *t, size_t field)
{
	return table_pos(t, &t->row[t->header].rec, field);
}

bool
table_units(const struct table *t, struct unit_line *units, struct pos *pos)
{
	*units = t->units;
	*pos = t->units_pos;
	return t->has_units;
}

void
table_set_identity(struct table *t, size_t field)
{
	t->identity[field] = true;
}

size_t
table_ahead(const struct table *t)
{
	return t->nrow - t->at;
}

const struct rec *
table_ahead_at(const struct table *t, size_t i)
{
	return &t->row[t->at + i].rec;
}

static bool
same_as_header(const struct table *t, const struct rec *rec)
{
	const struct rec *header = &t->row[t->header].rec;

	if (rec->nfield != header->nfield ||
	    !str_eq(rec->field[0], header->field[0]))
		return false;
	for (size_t i = 0; i < rec->nfield; i++)
		if (!str_eq(rec->field[i], header->field[i]))
			return false;
	return true;
}

static enum table_row
classify(struct table *t, const struct rec *rec)
{
	enum table_row kind;

	t->since++;
	if (same_as_header(t, rec) ||
	    (t->since == 1 && line_is_numbering(rec->field, rec->nfield)))
		return TABLE_REPEAT;
	kind = line_kind(rec->field, rec->nfield, t->identity, t->nfield,
	    &t->scratch);
	return kind;
}

enum status
table_next(struct table *t, struct rec *out, enum table_row *kind)
{
	enum status st;

	if (t->at < t->nrow) {
		*out = t->row[t->at].rec;
		st = t->row[t->at++].status;
	} else if (t->ended) {
		return t->end;
	} else {
		st = t->source->next(t->source->arg, out);
	}
	if (st == STATUS_OK)
		*kind = classify(t, out);
	return st;
}

struct pos
table_pos(const struct table *t, const struct rec *rec, size_t idx)
{
	return t->source->pos(t->source->arg, rec, idx);
}

struct pos
table_pos_at(const struct table *t, const struct rec *rec, size_t offset)
{
	return t->source->pos_at(t->source->arg, rec, offset);
}

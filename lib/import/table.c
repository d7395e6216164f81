#include "import/table.h"

#include <stdlib.h>

#include "base/mem.h"
#include "import/header.h"
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
	size_t header;    /* in row: the first of them */
	size_t header_rows;
	struct header_cell *cell; /* of a header in two rows */
	struct header_merged merged; /* once they are asked for */
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
	if (rec->raw.p != NULL)
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
	unsigned n = 0, since = 0;
	struct heading h;

	for (size_t i = 0; i < rec->nfield; i++) {
		if (rec->field[i].n == 0)
			continue;
		if (!heading_find(t->book, t->ds, rec->field[i], &h)) {
			since += heading_find_cumulative(t->book, t->ds,
			    rec->field[i], &h);
			continue;
		}
		n += (seen >> (h.column & 63) & 1) == 0;
		seen |= (uint64_t)1 << (h.column & 63);
	}
	return n > 0 ? n + since : 0; /* 累计 alone may be a title */
}

static unsigned
count_filled(const struct rec *rec)
{
	unsigned n = 0;

	for (size_t i = 0; i < rec->nfield; i++)
		n += normal_trim(rec->field[i]).n > 0;
	return n;
}

/* What stands above the fields of rows i and i + 1; *n: of the longer. */
static const struct str *
groups(struct table *t, size_t i, size_t *n)
{
	const struct rec *up = &t->row[i].rec, *low = &t->row[i + 1].rec;

	*n = up->nfield > low->nfield ? up->nfield : low->nfield;
	return header_groups(up, *n, &t->merged, &t->keep);
}

/* Rows i and i + 1 as one header. */
static size_t
combine(struct table *t, size_t i, struct header_cell **cell)
{
	size_t n;
	const struct str *group = groups(t, i, &n);

	*cell = arena_alloc(&t->keep, n, sizeof(**cell));
	return header_combine(t->book, t->ds, &t->row[i].rec,
	    &t->row[i + 1].rec, group, &t->keep, *cell);
}

/* Columns that rows i and i + 1 name together. */
static unsigned
count_pair(struct table *t, size_t i)
{
	struct header_cell *cell;
	size_t n;

	if (i + 1 >= t->nrow || t->row[i + 1].status != STATUS_OK)
		return 0;
	n = combine(t, i, &cell);
	return header_count(cell, n);
}

static void
consider(struct table *t, size_t i, size_t rows, unsigned n, unsigned *best)
{
	if (n <= *best)
		return;
	*best = n;
	t->header = i;
	t->header_rows = rows;
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
		if (n >= 2 || n == filled)
			consider(t, i, 1, n, &best);
		if (n >= 2 && n == filled)
			break;
	}
	return best > 0;
}

/* The first of the rows with the most cells filled. */
static bool
guess_header(struct table *t)
{
	unsigned best = 0;

	for (size_t i = 0; i < t->nrow; i++)
		if (t->row[i].status == STATUS_OK)
			consider(t, i, 1, count_filled(&t->row[i].rec),
			    &best);
	return best > 0;
}

static bool
is_figure(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (strchr("0123456789.,+-/:%E ", s.p[i]) == NULL)
			return false;
	return s.n > 0;
}

/* A row of a header holds no figures; one above the names of columns holds
 * more than the title of the table. */
static bool
may_be_header(const struct table *t, size_t i, bool above)
{
	const struct rec *rec = &t->row[i].rec;

	if (i >= t->nrow || t->row[i].status != STATUS_OK)
		return false;
	for (size_t k = 0; k < rec->nfield; k++)
		if (is_figure(rec->field[k]))
			return false;
	return !above || count_filled(rec) > 1 || rec->field[0].n == 0;
}

/* Merged ranges cost a second unpacking: only where they may tell of a
 * header in two rows.  False after a report. */
static bool
learn_merged(struct table *t)
{
	size_t h = t->header;

	if (t->source->merged == NULL || (!may_be_header(t, h + 1, false) &&
	    (h == 0 || !may_be_header(t, h - 1, true))))
		return true;
	return t->source->merged(t->source->arg, &t->merged.range,
	    &t->merged.n);
}

/* Row i and the next one are merged in a heading: both are header. */
static bool
is_merged_header(const struct table *t, size_t i)
{
	return i + 1 < t->nrow && t->row[i].status == STATUS_OK &&
	    t->row[i + 1].status == STATUS_OK &&
	    t->row[i + 1].rec.line == t->row[i].rec.line + 1 &&
	    header_is_merged_down(&t->row[i].rec, &t->merged);
}

static bool
goes_on(struct table *t, size_t i)
{
	size_t n;

	return i + 1 < t->nrow && t->row[i + 1].status == STATUS_OK &&
	    header_goes_on(t->book, t->ds, &t->row[i + 1].rec,
		groups(t, i, &n), &t->keep);
}

/*
 * Two rows are a header where the lower goes on with it, where the upper
 * tells periods apart (a 累计 must not be taken for a month), where both name
 * more columns than one, or where headings are merged over both.
 * False after a report.
 */
static bool
find_second_row(struct table *t)
{
	size_t h = t->header;
	unsigned best;

	if (h + 1 >= t->nrow)
		read_ahead(t);
	if (!learn_merged(t))
		return false;
	best = count_headings(t, &t->row[h].rec);
	if (is_merged_header(t, h) || goes_on(t, h)) {
		t->header_rows = 2;
	} else if (h > 0 && is_merged_header(t, h - 1)) {
		t->header--;
		t->header_rows = 2;
	} else if (h > 0 && t->row[h - 1].status == STATUS_OK &&
	    header_is_period(&t->row[h - 1].rec)) {
		t->header--;
		t->header_rows = 2;
	} else {
		consider(t, h, 2, count_pair(t, h), &best);
		if (h > 0 && t->row[h - 1].status == STATUS_OK)
			consider(t, h - 1, 2, count_pair(t, h - 1), &best);
	}
	return true;
}

static void
read_field(struct table *t, size_t i)
{
	struct table_field *f = &t->field[i];

	if (t->cell != NULL) {
		f->name = t->cell[i].text;
		f->known = t->cell[i].known;
		f->heading = t->cell[i].heading;
	} else {
		f->name = normal_trim(t->row[t->header].rec.field[i]);
		f->known = heading_find(t->book, t->ds, f->name, &f->heading);
	}
	f->named = f->name.n > 0;
	f->known = f->known && f->named;
	f->cumulative = !f->known && f->named &&
	    heading_find_cumulative(t->book, t->ds, f->name, &f->heading);
}

static void
read_fields(struct table *t)
{
	t->nfield = t->row[t->header].rec.nfield;
	if (t->header_rows == 2)
		t->nfield = combine(t, t->header, &t->cell);
	t->field = arena_alloc(&t->keep, t->nfield + 1, sizeof(*t->field));
	t->identity = arena_alloc(&t->keep, t->nfield + 1,
	    sizeof(*t->identity));
	for (size_t i = 0; i < t->nfield; i++)
		read_field(t, i);
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

static struct table *
table_new(const struct import_source *source, const struct heading_book *book,
    const struct dataset *ds)
{
	struct table *t = mem_zalloc(1, sizeof(*t));

	t->source = source;
	t->book = book;
	t->ds = ds;
	buf_init(&t->scratch, BUF_UNBOUNDED);
	return t;
}

bool
table_probe(const struct import_source *source,
    const struct heading_book *book, const struct dataset *ds, bool *found,
    bool *blank)
{
	struct table *t = table_new(source, book, ds);
	bool ok;

	*found = find_header(t);
	*blank = t->nrow == 0;
	ok = !t->ended || t->end != STATUS_FATAL;
	table_close(t);
	return ok;
}

struct table *
table_open(struct diag *d, const struct import_source *source,
    const struct heading_book *book, const struct dataset *ds, bool guess)
{
	struct table *t = table_new(source, book, ds);

	if (!find_header(t) && !(guess && guess_header(t))) {
		if (t->end != STATUS_FATAL)
			report_no_header(d, t);
		table_close(t);
		return NULL;
	}
	if (!find_second_row(t)) {
		table_close(t);
		return NULL;
	}
	read_fields(t);
	read_title_units(t);
	t->at = t->header + t->header_rows;
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
	bool lower = t->cell != NULL && field < t->nfield &&
	    t->cell[field].lower;

	return table_pos(t, &t->row[t->header + (lower ? 1 : 0)].rec, field);
}

unsigned long
table_header_line(const struct table *t)
{
	return t->row[t->header].rec.line;
}

unsigned long
table_header_last(const struct table *t)
{
	return t->row[t->header + t->header_rows - 1].rec.line;
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
same_as(const struct rec *header, const struct rec *rec)
{
	if (rec->nfield != header->nfield ||
	    !str_eq(rec->field[0], header->field[0]))
		return false;
	for (size_t i = 0; i < rec->nfield; i++)
		if (!str_eq(rec->field[i], header->field[i]))
			return false;
	return true;
}

static bool
has_figure(const struct rec *rec)
{
	for (size_t i = 0; i < rec->nfield; i++)
		if (rec->field[i].n > 0 && rec->field[i].p[0] >= '0' &&
		    rec->field[i].p[0] <= '9')
			return true;
	return false;
}

/* The cell of a header means what the field's own heading does. */
static bool
means_the_same(const struct table *t, size_t i, struct str cell,
    const struct heading *h)
{
	const struct table_field *f = i < t->nfield ? &t->field[i] : NULL;

	if (f == NULL)
		return false;
	if (h == NULL || !f->known)
		return str_eq(cell, f->name);
	return f->heading.column == h->column &&
	    f->heading.unit == h->unit && f->heading.by_name == h->by_name;
}

/* A header amid the rows: spaced otherwise it is the same, but under other
 * columns or units the rows below it would be misread. */
static enum table_row
header_again(const struct table *t, const struct rec *rec)
{
	unsigned known = 0, filled = 0;
	bool same = true;

	for (size_t i = 0; i < rec->nfield; i++) {
		struct str cell = normal_trim(rec->field[i]);
		struct heading h;
		bool found;

		if (cell.n == 0)
			continue;
		found = heading_find(t->book, t->ds, cell, &h);
		known += found;
		filled++;
		same = same && means_the_same(t, i, cell, found ? &h : NULL);
	}
	if (known < 2 || 2 * known < filled)
		return TABLE_DATA;
	return same ? TABLE_REPEAT : TABLE_HEADER;
}

static enum table_row
classify(struct table *t, const struct rec *rec)
{
	enum table_row kind;

	t->since++;
	if (same_as(&t->row[t->header].rec, rec) ||
	    (t->header_rows == 2 &&
	    same_as(&t->row[t->header + 1].rec, rec)) ||
	    (t->since == 1 && line_is_numbering(rec->field, rec->nfield)))
		return TABLE_REPEAT;
	kind = line_kind(rec->field, rec->nfield, t->identity, t->nfield,
	    &t->scratch);
	return kind == TABLE_DATA && !has_figure(rec) ? header_again(t, rec)
						      : kind;
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

const struct import_source *
table_rest(const struct table *t)
{
	return t->at < t->nrow || t->ended ? NULL : t->source;
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

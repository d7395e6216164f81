#include "import/sent.h"

#include <stdlib.h>

#include "text/utf8.h"

struct sent *
sent_new(enum lang lang)
{
	struct sent *s = mem_zalloc(1, sizeof(*s));

	s->lang = lang;
	buf_init(&s->message, BUF_UNBOUNDED);
	return s;
}

void
sent_free(struct sent *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->ntable; i++) {
		struct sent_table *t = s->table[i];

		for (size_t k = 0; k < t->nrow; k++)
			free(t->row[k]);
		free(t->row);
		free(t->finding);
		free(t);
	}
	free(s->table);
	free(s->loose);
	buf_fini(&s->message);
	arena_fini(&s->keep);
	free(s);
}

/* rows */

/* Where the fields begin, in one pass over the line. */
static void
place_fields(struct sent_row *row, const struct rec *rec)
{
	unsigned long line = rec->line, col = 1;
	struct str rest = rec->raw;
	size_t i = 0;

	while (rest.n > 0) {
		size_t at = rec->raw.n - rest.n;

		for (; i < row->nfield && rec->start[i] <= at; i++) {
			row->field[i].line = line;
			row->field[i].col = col;
		}
		if (utf8_next(&rest) == '\n') {
			line++;
			col = 1;
		} else {
			col++;
		}
	}
	for (; i < row->nfield; i++) {
		row->field[i].line = line;
		row->field[i].col = col;
	}
	row->last = line;
}

/* A row that could not be taken apart is one field: its line. */
static struct sent_row *
copy_row(const struct sent_table *t, const struct rec *rec, enum status st)
{
	static const size_t begin = 0;
	struct rec line = *rec;
	size_t bytes = 0;
	struct sent_row *row;
	char *at;

	if (st == STATUS_SKIP && rec->raw.p != NULL) {
		line.field = &rec->raw;
		line.start = &begin;
		line.nfield = 1;
	}
	for (size_t i = 0; i < line.nfield; i++)
		bytes += line.field[i].n;
	row = mem_alloc(1, sizeof(*row) + line.nfield * sizeof(row->field[0]) +
	    bytes);
	*row = (struct sent_row){ .line = rec->line, .last = rec->line,
		.nfield = line.nfield, .bytes = bytes };
	at = (char *)&row->field[line.nfield];
	for (size_t i = 0; i < line.nfield; i++) {
		struct pos pos = { NULL, rec->line, i + 1 };

		if (rec->raw.p == NULL)
			pos = t->inner->pos(t->inner->arg, rec, i);
		if (line.field[i].n > 0)
			memcpy(at, line.field[i].p, line.field[i].n);
		row->field[i] = (struct sent_field){
			{ at, line.field[i].n }, pos.line, pos.col };
		at += line.field[i].n;
	}
	if (rec->raw.p != NULL)
		place_fields(row, &line);
	return row;
}

/* Drops what has no finding of the rows from SENT_EDGE up to `to`. */
static void
prune(struct sent *s, struct sent_table *t, size_t to)
{
	size_t n = t->pruned > SENT_EDGE ? t->pruned : SENT_EDGE;
	size_t from = n;

	if (to <= from)
		return;
	for (size_t i = from; i < t->nrow; i++) {
		if (i < to && !t->row[i]->marked) {
			s->rows--;
			s->bytes -= t->row[i]->bytes;
			free(t->row[i]);
			continue;
		}
		t->row[n++] = t->row[i];
		if (i < to)
			t->pruned = n;
	}
	t->nrow = n;
}

/* The importer reads some rows ahead of those it judges. */
#define JUDGED_BEHIND 512u
#define PRUNE_EVERY 4096u

static void
keep_row(struct sent *s, struct sent_table *t, struct sent_row *row)
{
	t->row = mem_grow(t->row, &t->row_cap, t->nrow + 1, sizeof(*t->row));
	t->row[t->nrow++] = row;
	s->rows++;
	s->bytes += row->bytes;
	if (s->rows > SENT_ROWS || s->bytes > SENT_BYTES)
		t->partly = true;
	if (t->partly && t->nrow > t->pruned + JUDGED_BEHIND + PRUNE_EVERY)
		prune(s, t, t->nrow - JUDGED_BEHIND);
}

/* findings */

/* The row that a line belongs to, NULL where it is not there. */
static struct sent_row *
row_at(const struct sent_table *t, unsigned long line)
{
	size_t low = 0, high = t->nrow;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (t->row[middle]->line <= line)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || t->row[low - 1]->last < line)
		return NULL;
	return t->row[low - 1];
}

/* The last field that begins there or before. */
static size_t
field_at(const struct sent_row *row, const struct pos *pos)
{
	size_t i = row->nfield;

	while (i > 0 && (row->field[i - 1].line > pos->line ||
	    (row->field[i - 1].line == pos->line &&
	    row->field[i - 1].col > pos->col)))
		i--;
	return i > 0 ? i - 1 : 0;
}

static void
settle(struct sent_table *t)
{
	unsigned long read = t->nrow == 0 ? 0 : t->row[t->nrow - 1]->last;

	for (; t->settled < t->nfinding; t->settled++) {
		struct sent_finding *f = &t->finding[t->settled];
		struct sent_row *row;

		if (f->pos.line > read && !t->ended)
			return;
		row = f->pos.line == 0 ? NULL : row_at(t, f->pos.line);
		if (row == NULL)
			continue;
		row->marked = true;
		f->row = row;
		f->field = field_at(row, &f->pos);
	}
}

static struct sent_table *
table_of(const struct sent *s, const char *file)
{
	for (size_t i = s->ntable; i > 0; i--)
		if (strcmp(s->table[i - 1]->name, file) == 0)
			return s->table[i - 1];
	return NULL;
}

static bool
is_same(const struct sent_finding *f, const struct pos *pos,
    enum diag_code code, struct str message)
{
	return f->code == code && f->pos.line == pos->line &&
	    f->pos.col == pos->col && str_eq(f->message, message);
}

void
sent_see(void *arg, const struct pos *pos, enum diag_code code,
    const struct diag_arg *what)
{
	struct sent *s = arg;
	struct sent_table *t;
	struct sent_finding *f;
	struct str message;

	if (pos == NULL || pos->file == NULL ||
	    diag_code_level(code) == DIAG_NOTE)
		return;
	t = table_of(s, pos->file);
	if (t != NULL && t->nfinding == SENT_FINDINGS) {
		t->untold++;
		return;
	}
	buf_reset(&s->message);
	diag_message(&s->message, s->lang, code, what);
	message = buf_str(&s->message);
	/* months side by side say the same of one cell */
	if (t != NULL && t->nfinding > 0 &&
	    is_same(&t->finding[t->nfinding - 1], pos, code, message))
		return;
	if (t == NULL) {
		s->loose = mem_grow(s->loose, &s->loose_cap, s->nloose + 1,
		    sizeof(*s->loose));
		f = &s->loose[s->nloose++];
	} else {
		t->finding = mem_grow(t->finding, &t->finding_cap,
		    t->nfinding + 1, sizeof(*t->finding));
		f = &t->finding[t->nfinding++];
	}
	*f = (struct sent_finding){ .pos = *pos, .code = code,
		.level = diag_code_level(code),
		.message = arena_str(&s->keep, message) };
	if (t != NULL)
		settle(t);
}

void
sent_reject(struct sent *s, const struct import_reject *r)
{
	struct sent_table *t = table_of(s, r->pos.file);
	struct sent_finding *f;

	if (t == NULL || t->nfinding == 0)
		return;
	f = &t->finding[t->nfinding - 1];
	if (f->code != r->code || f->pos.line != r->pos.line)
		return; /* one too many to be told */
	f->rejected = true;
	f->whole_row = r->field[0] == '\0';
}

/* the source */

/* Of a workbook; they are gone when its sheet is closed. */
static bool
take_merged(struct sent_table *t)
{
	const struct sheet_range *range;
	struct sheet_range *copy;
	size_t n;

	if (t->inner->merged == NULL || t->partly)
		return true;
	if (!t->inner->merged(t->inner->arg, &range, &n))
		return false;
	copy = arena_alloc(&t->of->keep, n + 1, sizeof(*copy));
	if (n > 0)
		memcpy(copy, range, n * sizeof(*copy));
	t->merged = copy;
	t->nmerged = n;
	return true;
}

static enum status
next(void *arg, struct rec *out)
{
	struct sent_table *t = arg;
	enum status st = t->inner->next(t->inner->arg, out);

	if (st == STATUS_END)
		return take_merged(t) ? st : STATUS_FATAL;
	if (st == STATUS_FATAL)
		return st;
	keep_row(t->of, t, copy_row(t, out, st));
	settle(t);
	return st;
}

static struct pos
pos_of(void *arg, const struct rec *rec, size_t idx)
{
	const struct sent_table *t = arg;

	return t->inner->pos(t->inner->arg, rec, idx);
}

static struct pos
pos_at(void *arg, const struct rec *rec, size_t offset)
{
	const struct sent_table *t = arg;

	return t->inner->pos_at(t->inner->arg, rec, offset);
}

static bool
merged(void *arg, const struct sheet_range **range, size_t *n)
{
	const struct sent_table *t = arg;

	return t->inner->merged(t->inner->arg, range, n);
}

/* Every row is to pass here: nothing is found in the text beside it. */
const struct import_source *
sent_begin(struct sent *s, const struct import_source *inner,
    const struct importer *im)
{
	struct sent_table *t = mem_zalloc(1, sizeof(*t));

	s->table = mem_grow(s->table, &s->table_cap, s->ntable + 1,
	    sizeof(*s->table));
	s->table[s->ntable++] = t;
	t->name = arena_str(&s->keep, str_from(inner->name)).p;
	t->sheet = arena_str(&s->keep, inner->sheet);
	t->inner = inner;
	t->of = s;
	t->before = *importer_account(im);
	t->outer = (struct import_source){ .next = next, .pos = pos_of,
		.pos_at = pos_at, .arg = t, .name = inner->name,
		.merged = inner->merged == NULL ? NULL : merged,
		.sheet = inner->sheet };
	return &t->outer;
}

void
sent_end(struct sent *s, const struct importer *im)
{
	struct sent_table *t = s->table[s->ntable - 1];
	const struct account *a = importer_account(im);

	t->account.read = a->read - t->before.read;
	t->account.written = a->written - t->before.written;
	t->account.rejected = a->rejected - t->before.rejected;
	importer_header(im, &t->header_first, &t->header_last);
	t->inner = NULL;
	t->ended = true;
	settle(t);
	if (t->partly && t->nrow > SENT_EDGE)
		prune(s, t, t->nrow - SENT_EDGE);
}

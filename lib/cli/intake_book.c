#include "cli/intake_book.h"

#include "record/sheet.h"
#include "report/sent_back.h"

struct errand {
	struct run *run;
	struct book_intake *how;
	const char *name; /* of the file */
};

static enum status
next_sheet_row(void *arg, struct rec *out)
{
	return sheet_next(arg, out);
}

static struct pos
sheet_row_pos(void *arg, const struct rec *rec, size_t idx)
{
	return sheet_pos(arg, rec, idx);
}

/* Cells have places, bytes of a row have none. */
static struct pos
sheet_row_pos_at(void *arg, const struct rec *rec, size_t offset)
{
	(void)offset;
	return sheet_pos(arg, rec, 0);
}

static bool
merged_ranges(void *arg, const struct sheet_range **range, size_t *n)
{
	return sheet_merged(arg, range, n);
}

/* FILE, or FILE[SHEET] where a workbook has several. */
static const char *
sheet_label(struct errand *e, const struct book *b, size_t i)
{
	struct buf label;
	struct str s;

	if (book_nsheet(b) == 1)
		return e->name;
	buf_init(&label, BUF_UNBOUNDED);
	buf_puts(&label, e->name);
	buf_putc(&label, '[');
	buf_put(&label, book_sheet(b, i)->name);
	buf_putc(&label, ']');
	s = buf_keep(&label, e->run->keep);
	return s.p;
}

enum sheet_kind { KIND_BLANK, KIND_TABLE, KIND_OTHER };

static struct import_source
source_of(struct sheet *s, const struct book *b, size_t i, const char *label)
{
	return (struct import_source){ .next = next_sheet_row,
		.pos = sheet_row_pos, .pos_at = sheet_row_pos_at,
		.merged = merged_ranges, .arg = s, .name = label,
		.sheet = book_sheet(b, i)->name };
}

/* By its first rows; blank are the empty ones of a new workbook. */
static bool
find_kind(struct errand *e, struct book *b, size_t i, const char *label,
    enum sheet_kind *kind)
{
	struct sheet *s = sheet_open(b, i, label);
	struct import_source source = source_of(s, b, i, label);
	bool found, blank, ok;

	ok = s != NULL && e->how->probe(e->how->arg, &source, &found, &blank);
	sheet_close(s);
	if (ok)
		*kind = blank ? KIND_BLANK : found ? KIND_TABLE : KIND_OTHER;
	return ok;
}

static bool
import_sheet(struct errand *e, struct book *b, size_t i)
{
	const char *label = sheet_label(e, b, i);
	struct sheet *s = sheet_open(b, i, label);
	struct import_source source = source_of(s, b, i, label);
	struct pos pos = { .file = label };
	bool ok;

	if (s == NULL)
		return false;
	ok = e->how->table(e->how->arg, &source);
	if (ok && sheet_hidden_rows(s) > 0)
		diag_at(e->run->diag, &pos, DIAG_SHEET_HIDDEN_ROWS,
		    DIAG_NUM(sheet_hidden_rows(s)));
	sheet_close(s);
	return ok;
}

/* What is not read is named.  False: there is nothing to read of it. */
static bool
is_read(struct errand *e, struct book *b, size_t i, enum sheet_kind kind,
    bool has_table)
{
	const struct book_sheet *sheet = book_sheet(b, i);
	struct pos pos = { .file = e->name };

	if (kind == KIND_BLANK)
		return false;
	if (sheet->hidden) {
		diag_at(e->run->diag, &pos, DIAG_SHEET_HIDDEN,
		    DIAG_STR(sheet->name));
		return false;
	}
	if (kind == KIND_TABLE || !has_table)
		return true;
	if (sent_back_is_front(sheet->name)) {
		diag_at(e->run->diag, &pos, DIAG_SHEET_FINDINGS,
		    DIAG_STR(sheet->name));
		return false;
	}
	diag_at(e->run->diag, &pos, DIAG_SHEET_NO_HEADER,
	    DIAG_STR(sheet->name));
	e->how->skipped++;
	return false;
}

/* All sheets that are shown and hold something, one table each.  Without
 * any table the first says what it lacks. */
static bool
import_sheets(struct errand *e, struct book *b)
{
	size_t n = book_nsheet(b);
	enum sheet_kind *kind = arena_alloc(e->run->keep, n, sizeof(*kind));
	struct pos pos = { .file = e->name };
	bool any = false, has_table = false;

	for (size_t i = 0; i < n; i++) {
		if (!find_kind(e, b, i, sheet_label(e, b, i), &kind[i]))
			return false;
		has_table = has_table || (kind[i] == KIND_TABLE &&
		    !book_sheet(b, i)->hidden);
	}
	for (size_t i = 0; i < n; i++) {
		if (!is_read(e, b, i, kind[i], has_table))
			continue;
		any = true;
		if (!import_sheet(e, b, i))
			return false;
	}
	if (!any)
		diag_plain(e->run->diag, &pos, DIAG_EMPTY_FILE);
	return any;
}

bool
intake_book(struct run *run, struct input *in, struct book_intake *how)
{
	struct errand e = { run, how, input_name(in) };
	struct book *b = book_open(run->diag, in);
	size_t i;
	bool ok = b != NULL;

	if (ok && how->which == NULL)
		ok = import_sheets(&e, b);
	else if (ok)
		ok = book_find(b, str_from(how->which), &i) &&
		    import_sheet(&e, b, i);
	book_close(b);
	input_close(in);
	return ok;
}

#include "cli/intake_book.h"

#include "record/sheet.h"

struct errand {
	struct run *run;
	bool (*table)(void *arg, const struct import_source *source);
	void *arg;
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

/* FILE, or FILE[SHEET] where a workbook has several. */
static const char *
sheet_label(struct run *run, const struct book *b, size_t i, const char *name)
{
	struct buf label;
	struct str s;

	if (book_nsheet(b) == 1)
		return name;
	buf_init(&label, BUF_UNBOUNDED);
	buf_puts(&label, name);
	buf_putc(&label, '[');
	buf_put(&label, book_sheet(b, i)->name);
	buf_putc(&label, ']');
	s = arena_str(run->keep, buf_str(&label));
	buf_fini(&label);
	return s.p;
}

/* A sheet without any value: the empty ones of a new workbook. */
static bool
is_blank_sheet(struct book *b, size_t i, const char *label, bool *blank)
{
	struct sheet *s = sheet_open(b, i, label);
	struct rec rec;
	enum status st = s == NULL ? STATUS_FATAL : sheet_next(s, &rec);

	sheet_close(s);
	*blank = st == STATUS_END;
	return st != STATUS_FATAL;
}

static bool
import_sheet(struct errand *e, struct book *b, size_t i, const char *label)
{
	struct import_source source = { next_sheet_row, sheet_row_pos,
		sheet_row_pos_at, NULL, label };
	struct pos pos = { .file = label };
	struct sheet *s = sheet_open(b, i, label);
	bool ok;

	if (s == NULL)
		return false;
	source.arg = s;
	ok = e->table(e->arg, &source);
	if (ok && sheet_hidden_rows(s) > 0)
		diag_at(e->run->diag, &pos, DIAG_SHEET_HIDDEN_ROWS,
		    DIAG_NUM(sheet_hidden_rows(s)));
	sheet_close(s);
	return ok;
}

/* All sheets that are shown and hold something, one table each. */
static bool
import_sheets(struct errand *e, struct book *b, const char *name)
{
	struct pos pos = { .file = name };
	bool any = false, blank;

	for (size_t i = 0; i < book_nsheet(b); i++) {
		const char *label = sheet_label(e->run, b, i, name);

		if (!is_blank_sheet(b, i, label, &blank))
			return false;
		if (blank)
			continue;
		if (book_sheet(b, i)->hidden) {
			diag_at(e->run->diag, &pos, DIAG_SHEET_HIDDEN,
			    DIAG_STR(book_sheet(b, i)->name));
			continue;
		}
		any = true;
		if (!import_sheet(e, b, i, label))
			return false;
	}
	if (!any)
		diag_plain(e->run->diag, &pos, DIAG_EMPTY_FILE);
	return any;
}

bool
intake_book(struct run *run, struct input *in, const char *which,
    bool (*table)(void *arg, const struct import_source *source), void *arg)
{
	struct errand e = { run, table, arg };
	const char *name = input_name(in);
	struct book *b = book_open(run->diag, in);
	size_t i;
	bool ok = b != NULL;

	if (ok && which == NULL)
		ok = import_sheets(&e, b, name);
	else if (ok)
		ok = book_find(b, str_from(which), &i) &&
		    import_sheet(&e, b, i, sheet_label(run, b, i, name));
	book_close(b);
	input_close(in);
	return ok;
}

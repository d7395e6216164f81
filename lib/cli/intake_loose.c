#include "cli/intake_loose.h"

#include "record/loose.h"

struct loose_rows {
	struct diag *d;
	struct loose_reader *r;
};

static enum status
next_row(void *arg, struct rec *out)
{
	struct loose_rows *rows = arg;
	size_t mended;
	enum status st = loose_next(rows->r, 0, out, &mended);
	struct pos pos;

	if (st == STATUS_OK && mended > 0) {
		pos = loose_pos_at(rows->r, out, mended - 1);
		diag_plain(rows->d, &pos, DIAG_QUOTE_AS_TEXT);
	}
	return st;
}

static struct pos
row_pos_at(void *arg, const struct rec *rec, size_t offset)
{
	return loose_pos_at(((struct loose_rows *)arg)->r, rec, offset);
}

static struct pos
field_pos(void *arg, const struct rec *rec, size_t idx)
{
	return row_pos_at(arg, rec,
	    idx < rec->nfield ? rec->start[idx] : rec->raw.n);
}

bool
intake_loose(struct diag *d, struct text *t, struct str delimiter,
    char quote, bool (*table)(void *arg, const struct import_source *source),
    void *arg)
{
	struct loose_dialect dialect = { delimiter,
		{ quote != 0 ? &quote : "\"", 1 }, { "", 0 } };
	struct pos pos = { .file = text_name(t) };
	struct loose_rows rows = { d, loose_open(d, t, &dialect, 0) };
	struct import_source source = { .next = next_row, .pos = field_pos,
		.pos_at = row_pos_at, .arg = &rows, .name = pos.file };
	bool ok;

	if (rows.r == NULL)
		return false;
	ok = table(arg, &source);
	if (ok && loose_cut_off(rows.r))
		diag_plain(d, &pos, DIAG_CUT_OFF);
	loose_close(rows.r);
	return ok;
}

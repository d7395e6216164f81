#include "import/importer.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/num.h"
#include "import/fast.h"
#include "import/state.h"
#include "text/normal.h"

static bool
set_value(struct importer *im, size_t col, struct str text)
{
	struct complaint why;
	struct tidy *t = &im->binding.tidy[col];
	struct heading plain = { .canonical = false };

	if (t->form.kind == UNIT_OF_MONEY)
		plain.unit = UNIT_YUAN;
	else if (t->form.kind == UNIT_OF_AREA)
		plain.unit = UNIT_M2;
	tidy_set_heading(t, &plain);
	if (!tidy_cell(t, text, &im->set[col], &why)) {
		diag_put(im->d, NULL, why.code, why.arg);
		return false;
	}
	im->set[col] = arena_str(&im->keep, im->set[col]);
	return true;
}

static bool
set_place(struct importer *im, struct str text)
{
	const struct district *d = code_district(im->opts->codes, text);

	if (d == NULL) {
		diag_at(im->d, NULL, DIAG_CELL_DISTRICT, DIAG_Z("district"),
		    DIAG_STR(text));
		return false;
	}
	im->set[im->ds->ncolumn] = d->code;
	return true;
}

static bool
take_settings(struct importer *im)
{
	size_t n = im->ds->ncolumn;
	bool ok = true;

	im->set = arena_alloc(&im->keep, n + 1, sizeof(*im->set));
	for (size_t i = 0; i < n; i++)
		if (im->opts->set[i].n > 0)
			ok = set_value(im, i, im->opts->set[i]) && ok;
	if (im->opts->set[n].n > 0)
		ok = set_place(im, im->opts->set[n]) && ok;
	return ok;
}

struct importer *
importer_new(struct diag *d, const struct import_opts *opts,
    const struct import_sink *sink)
{
	struct importer *im = mem_zalloc(1, sizeof(*im));

	im->d = d;
	im->opts = opts;
	im->sink = sink;
	im->ds = opts->ds;
	im->balanced = opts->ds->adds_up
	    ? dataset_column(opts->ds, STR("tax_yuan")) : MAP_NONE;
	buf_init(&im->message, BUF_UNBOUNDED);
	buf_init(&im->where, BUF_UNBOUNDED);
	buf_init(&im->raw, BUF_UNBOUNDED);
	im->place = heading_place(im->ds);
	buf_init(&im->month, BUF_UNBOUNDED);
	fill_init(&im->fill, opts->fill_down, opts->ds->ncolumn);
	im->lane = fast_new(opts->threads, opts->part);
	binding_init(&im->binding, opts);
	if (opts->cumulative == IMPORT_SINCE_CHECK ||
	    opts->cumulative == IMPORT_SINCE_USE)
		im->cumulative = cumulative_new(opts->ds);
	if (!take_settings(im)) {
		importer_free(im);
		return NULL;
	}
	return im;
}

bool
importer_retune(struct importer *im)
{
	struct map told = im->binding.told;

	im->binding.told = (struct map){ 0 };
	binding_fini(&im->binding);
	binding_init(&im->binding, im->opts);
	im->binding.told = told;
	im->fill.asked = im->opts->fill_down;
	return take_settings(im);
}

void
importer_free(struct importer *im)
{
	if (im == NULL)
		return;
	table_close(im->table);
	binding_fini(&im->binding);
	hold_free(im->hold);
	cumulative_free(im->cumulative);
	fast_free(im->lane);
	buf_fini(&im->message);
	buf_fini(&im->where);
	buf_fini(&im->raw);
	buf_fini(&im->month);
	fill_fini(&im->fill);
	free(im->cell);
	arena_fini(&im->keep);
	free(im);
}

/* A row the reader could not take apart. */
static bool
reject_fault(struct importer *im)
{
	const struct rec *rec = im->rec;
	struct complaint why = { .code = rec->fault };
	struct pos pos = table_pos_at(im->table, rec, rec->fault_at);

	if (rec->fault == DIAG_FIELD_TOO_LONG)
		why.arg[0] = DIAG_NUM(REC_BYTES_MAX);
	else if (rec->fault == DIAG_TOO_MANY_FIELDS)
		why.arg[0] = DIAG_NUM(REC_FIELDS_MAX);
	else
		why.arg[0] = DIAG_STR(cells_raw(im));
	return cells_complain(im, pos, "", (struct str){ "", 0 }, &why);
}

static bool
reject_ragged(struct importer *im)
{
	struct complaint why = { .code = DIAG_RAGGED_ROW };
	struct pos pos = table_pos(im->table, im->rec, im->rec->nfield);

	why.arg[0] = DIAG_NUM(im->rec->nfield);
	why.arg[1] = DIAG_NUM(table_nfield(im->table));
	return cells_complain(im, pos, "", (struct str){ "", 0 }, &why);
}

/* Fewer fields than headings, or something behind the last of them. */
static bool
is_ragged(const struct importer *im)
{
	const struct rec *rec = im->rec;

	if (rec->nfield < im->binding.needed)
		return true;
	for (size_t i = table_nfield(im->table); i < rec->nfield; i++)
		if (normal_trim(rec->field[i]).n > 0)
			return true;
	return false;
}

static bool
write_row(struct importer *im, bool *merged)
{
	struct complaint why;
	struct pos pos, first;

	*merged = false;
	if (im->hold == NULL)
		return im->sink->row(im->sink->arg, im->cell, im->ncell);
	why.code = DIAG_KEY_TWICE;
	pos = table_pos(im->table, im->rec, 0);
	switch (hold_put(im->hold, im->cell, pos, &first)) {
	case HOLD_WRITE:
		return im->sink->row(im->sink->arg, im->cell, im->ncell);
	case HOLD_KEPT:
		return true;
	case HOLD_MERGED:
		*merged = true;
		return true;
	case HOLD_DIFFERS:
		why.code = DIAG_KEY_DIFFERS;
		break;
	case HOLD_DUPLICATE:
		break;
	}
	why.arg[0] = DIAG_STR(hold_key(im->hold));
	why.arg[1] = DIAG_Z(first.file);
	why.arg[2] = DIAG_NUM(first.line);
	return cells_complain(im, pos, "", hold_key(im->hold), &why);
}

/* What is no longer written, now that another row of the key stands. */
static int64_t
gone_fen(const struct importer *im, bool merged)
{
	int64_t fen;

	return merged && num_parse_decimal(hold_gone(im->hold, im->balanced),
	    2, &fen) == NUM_OK ? fen : 0;
}

/* Where the row's amount went, as far as it could be read. */
static void
account_amount(struct importer *im, bool tidied, bool merged)
{
	struct account *a = &im->account;
	const struct tidy *t;
	int64_t gone;

	if (im->balanced == MAP_NONE)
		return;
	t = &im->binding.tidy[im->balanced];
	if (!tidied || !t->has_number) {
		a->unreadable++;
		return;
	}
	a->read_fen += t->number;
	if (im->faulty) {
		a->rejected_fen += t->number;
		return;
	}
	gone = gone_fen(im, merged);
	a->merged_fen += gone;
	a->written_fen += t->number - gone;
}

/* The same code means another trade in another edition: without it the
 * enterprise is in no specialty, which nobody would notice. */
static void
mind_edition(struct importer *im)
{
	if (im->ds == dataset_at(DATASET_TENANCIES))
		im->no_edition += im->cell[COL(TENANCIES, industry)].n > 0 &&
		    im->cell[COL(TENANCIES, industry_std)].n == 0;
}

static bool
data_row(struct importer *im, enum status st)
{
	struct account *a = &im->account;
	bool merged = false, tidied = false, ok;

	im->faulty = false;
	if (st == STATUS_SKIP) {
		ok = reject_fault(im);
	} else if (is_ragged(im)) {
		ok = reject_ragged(im);
	} else {
		tidied = true;
		ok = cells_tidy(im);
		if (ok && !im->faulty)
			mind_edition(im);
		if (ok && !im->faulty)
			ok = write_row(im, &merged);
		if (ok && !im->faulty && im->sink->change != NULL)
			ok = cells_audit(im);
	}
	account_amount(im, tidied, merged);
	a->rejected += im->faulty;
	a->merged += merged;
	a->written += !im->faulty && !merged;
	if (ok && a->rejected > im->opts->max_rejects) {
		diag_at(im->d, NULL, DIAG_TOO_MANY_REJECTS,
		    DIAG_NUM(im->opts->max_rejects));
		return false;
	}
	return ok;
}

/* Nothing stands in the month's fields: no row. */
static bool
is_empty_month(struct importer *im, int month)
{
	const struct binding *b = &im->binding;
	struct buf *scratch = &im->message;

	for (size_t i = 0; i < b->nwide; i++)
		if (b->wide[i].month == month &&
		    b->wide[i].field < im->rec->nfield &&
		    !tidy_is_missing(im->rec->field[b->wide[i].field],
		    scratch))
			return false;
	return true;
}

/* A row a month; each counts as one that was read. */
static bool
wide_row(struct importer *im, enum status st)
{
	struct binding *b = &im->binding;
	unsigned long months = 0;

	if (st == STATUS_SKIP || is_ragged(im))
		return data_row(im, st);
	for (size_t i = 0; i < b->nwide; i++) {
		if (!binding_turn(b, i))
			continue;
		buf_reset(&im->month);
		date_put_month(&im->month, b->wide[i].month);
		im->account.read += months++ > 0;
		if (is_empty_month(im, b->wide[i].month))
			im->account.blank++;
		else if (!data_row(im, st))
			return false;
	}
	return true;
}

static bool
refuse_header(struct importer *im)
{
	struct pos pos = table_pos(im->table, im->rec, 0);

	diag_at(im->d, &pos, DIAG_SECOND_HEADER,
	    DIAG_NUM(table_header_line(im->table)));
	return false;
}

static bool
one_row(struct importer *im, enum status st, enum table_row kind)
{
	struct account *a = &im->account;

	a->read++;
	if (st == STATUS_OK) {
		switch (kind) {
		case TABLE_BLANK:
			a->blank++;
			return true;
		case TABLE_TOTAL:
			a->totals++;
			return true;
		case TABLE_NOTE:
			a->notes++;
			return true;
		case TABLE_REPEAT:
			a->repeated++;
			return true;
		case TABLE_HEADER:
			return refuse_header(im);
		case TABLE_DATA:
			break;
		}
	}
	return im->binding.nwide > 0 ? wide_row(im, st) : data_row(im, st);
}

/* The columns of the output are those of the dataset and, kept, the
 * unknown ones of the first file: the same in every file. */
static bool
begin(struct importer *im)
{
	size_t n = im->ds->ncolumn;

	im->nextra = im->binding.nextra;
	im->ncell = n + im->nextra + im->opts->source;
	im->cell = mem_alloc(im->ncell, sizeof(*im->cell));
	im->extra_name = arena_alloc(&im->keep, im->nextra,
	    sizeof(*im->extra_name));
	for (size_t i = 0; i < n; i++)
		im->cell[i] = str_from(im->ds->column[i].name);
	for (size_t i = 0; i < im->nextra; i++)
		im->cell[n + i] = im->extra_name[i] = arena_str(&im->keep,
		    table_field(im->table, im->binding.extra[i])->name);
	if (im->opts->source)
		im->cell[im->ncell - 1] = STR("source");
	if (im->opts->duplicates != DUPLICATES_DEFAULT)
		im->hold = hold_new(im->ds, im->opts->duplicates, im->ncell);
	else if (!im->ds->adds_up)
		im->hold = hold_new(im->ds, DUPLICATES_REJECT, im->ncell);
	im->began = true;
	return im->sink->header(im->sink->arg, im->cell, im->ncell);
}

static bool
same_extras(struct importer *im)
{
	const struct binding *b = &im->binding;
	struct pos pos = table_header_pos(im->table, 0);
	size_t i = 0;

	while (i < im->nextra && i < b->nextra &&
	    str_eq(im->extra_name[i],
	    table_field(im->table, b->extra[i])->name))
		i++;
	if (i == im->nextra && i == b->nextra)
		return true;
	diag_at(im->d, &pos, DIAG_OTHER_COLUMNS, DIAG_STR(i < b->nextra
	    ? table_field(im->table, b->extra[i])->name
	    : im->extra_name[i]));
	return false;
}

static bool
all_rows(struct importer *im)
{
	enum table_row kind = TABLE_DATA;
	struct rec rec;
	enum status st;

	im->rec = &rec;
	while (fast_rows(im)) {
		st = table_next(im->table, &rec, &kind);
		if (st != STATUS_OK && st != STATUS_SKIP)
			return st == STATUS_END;
		if (!one_row(im, st, kind))
			return false;
	}
	return false;
}

unsigned long
importer_fast(const struct importer *im)
{
	return fast_count(im->lane);
}

bool
importer_file(struct importer *im, const struct import_source *source,
    struct str folder_district)
{
	bool ok;

	im->folder_district = folder_district;
	im->header_first = im->header_last = 0;
	im->table = table_open(im->d, source, im->opts->book, im->ds,
	    false);
	if (im->table == NULL)
		return false;
	im->header_first = table_header_line(im->table);
	im->header_last = table_header_last(im->table);
	ok = binding_read(im->d, &im->binding, im->opts, im->table,
	    folder_district);
	if (ok)
		ok = fill_begin(&im->fill, source,
		    table_header_line(im->table)) &&
		    (im->began ? same_extras(im) : begin(im));
	if (ok) {
		fast_bind(im);
		ok = all_rows(im);
		fast_unbind(im->lane);
	}
	table_close(im->table);
	im->table = NULL;
	return ok;
}

void
importer_header(const struct importer *im, unsigned long *first,
    unsigned long *last)
{
	*first = im->header_first;
	*last = im->header_last;
}

bool
importer_finish(struct importer *im)
{
	if (im->opts->cumulative == IMPORT_SINCE_CHECK)
		cumulative_compare(im->cumulative, im->d, &im->compared);
	if (im->no_edition > 0)
		diag_at(im->d, NULL, DIAG_NO_EDITION, DIAG_NUM(im->no_edition));
	return im->hold == NULL || hold_release(im->hold, im->sink);
}

unsigned long
importer_findings(const struct importer *im)
{
	return im->compared.differ;
}

const struct cumulative_count *
importer_cumulative(const struct importer *im)
{
	return im->opts->cumulative == IMPORT_SINCE_CHECK ? &im->compared
							  : NULL;
}

const struct account *
importer_account(const struct importer *im)
{
	return &im->account;
}

const char *
importer_balanced(const struct importer *im)
{
	return im->balanced == MAP_NONE ? NULL
	    : im->ds->column[im->balanced].name;
}

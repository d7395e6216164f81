#include "import/importer.h"

#include <stdlib.h>

#include "import/binding.h"
#include "import/hold.h"
#include "text/normal.h"

struct importer {
	struct diag *d;
	const struct import_opts *opts;
	const struct import_sink *sink;
	const struct dataset *ds;
	struct binding binding;
	struct arena keep;
	struct str *set;      /* opts->set, made canonical; the place last */
	struct hold *hold;    /* NULL: keys may repeat */
	struct account account;
	size_t balanced;      /* column of the amounts balanced, or none */
	struct str *cell;     /* the row at hand */
	size_t ncell;
	struct str *extra_name; /* of the first file */
	size_t nextra;
	bool began;           /* the header is out */

	struct table *table;  /* the file at hand */
	struct str folder_district;
	const struct rec *rec;
	bool faulty;          /* the row at hand has been complained of */
	struct buf message;
};

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
	binding_init(&im->binding, opts);
	if (!take_settings(im)) {
		importer_free(im);
		return NULL;
	}
	return im;
}

void
importer_free(struct importer *im)
{
	if (im == NULL)
		return;
	table_close(im->table);
	binding_fini(&im->binding);
	hold_free(im->hold);
	buf_fini(&im->message);
	free(im->cell);
	arena_fini(&im->keep);
	free(im);
}

/* field: of the file, BINDING_NONE for the row's end. */
static bool
complain_at(struct importer *im, struct pos pos, const char *column,
    struct str value, const struct complaint *why)
{
	struct import_reject r = { .pos = pos, .field = column,
		.value = value, .code = why->code, .raw = im->rec->raw };

	im->faulty = true;
	diag_put(im->d, &pos, why->code, why->arg);
	if (im->sink->reject == NULL)
		return true;
	buf_reset(&im->message);
	diag_message(&im->message, diag_lang(im->d), why->code, why->arg);
	r.message = buf_str(&im->message);
	return im->sink->reject(im->sink->arg, &r);
}

static size_t
field_of(const struct importer *im, size_t col)
{
	const struct binding *b = &im->binding;

	if (b->field[col] != BINDING_NONE)
		return b->field[col];
	return b->name_field[col];
}

static bool
complain(struct importer *im, size_t col, const struct complaint *why)
{
	size_t field = field_of(im, col);
	struct pos pos = table_pos(im->table, im->rec, field);
	struct str value = { "", 0 };

	if (field < im->rec->nfield)
		value = im->rec->field[field];
	return complain_at(im, pos, im->ds->column[col].name, value, why);
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
		why.arg[0] = DIAG_STR(rec->raw);
	return complain_at(im, pos, "", (struct str){ "", 0 }, &why);
}

static bool
reject_ragged(struct importer *im)
{
	struct complaint why = { .code = DIAG_RAGGED_ROW };
	struct pos pos = table_pos(im->table, im->rec, im->rec->nfield);

	why.arg[0] = DIAG_NUM(im->rec->nfield);
	why.arg[1] = DIAG_NUM(table_nfield(im->table));
	return complain_at(im, pos, "", (struct str){ "", 0 }, &why);
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

/* What stands under no heading is lost: that is said once a file. */
static void
warn_unnamed(struct importer *im)
{
	size_t n = table_nfield(im->table);

	if (im->binding.warned_unnamed)
		return;
	for (size_t i = 0; i < n && i < im->rec->nfield; i++) {
		struct pos pos;

		if (table_field(im->table, i)->named ||
		    normal_trim(im->rec->field[i]).n == 0)
			continue;
		pos = table_pos(im->table, im->rec, i);
		diag_at(im->d, &pos, DIAG_UNNAMED_COLUMN,
		    DIAG_STR(im->rec->field[i]));
		im->binding.warned_unnamed = true;
		return;
	}
}

/* An industry given in words where a code is needed: unknown, and said. */
static bool
is_word_for_code(struct importer *im, size_t col, struct str cell)
{
	const struct tidy *t = &im->binding.tidy[col];
	struct pos pos;

	if (!t->heading.by_name || t->column->type != VALUE_INDUSTRY)
		return false;
	pos = table_pos(im->table, im->rec, field_of(im, col));
	diag_at(im->d, &pos, DIAG_NAME_NOT_CODE, DIAG_Z(t->column->name),
	    DIAG_STR(cell));
	return true;
}

static bool
check_set(struct importer *im, size_t col)
{
	struct complaint why;

	if (im->set[col].n == 0 || str_eq(im->cell[col], im->set[col]))
		return true;
	if (im->cell[col].n == 0) {
		im->cell[col] = im->set[col];
		return true;
	}
	why.code = DIAG_SET_CONFLICT;
	why.arg[0] = DIAG_Z(im->ds->column[col].name);
	why.arg[1] = DIAG_STR(im->cell[col]);
	why.arg[2] = DIAG_STR(im->set[col]);
	return complain(im, col, &why);
}

/* The canonical text of one column, before lookups.  False: sink failed. */
static bool
tidy_column(struct importer *im, size_t col)
{
	size_t field = im->binding.field[col];
	struct complaint why;
	struct str cell;

	im->cell[col] = (struct str){ "", 0 };
	if (field == BINDING_NONE) {
		im->cell[col] = im->set[col];
		if (im->cell[col].n == 0 && col == heading_place(im->ds))
			im->cell[col] = im->folder_district;
		return true;
	}
	cell = im->rec->field[field];
	if (!tidy_cell(&im->binding.tidy[col], cell, &im->cell[col], &why)) {
		im->cell[col] = (struct str){ "", 0 };
		return is_word_for_code(im, col, cell) ||
		    complain(im, col, &why);
	}
	return check_set(im, col);
}

/* The district a row's building is looked up in; empty: unknown. */
static struct str
row_place(const struct importer *im)
{
	size_t at = heading_place(im->ds), field = im->binding.place;
	const struct district *d;

	if (at < im->ds->ncolumn)
		return im->cell[at];
	if (field != BINDING_NONE && field < im->rec->nfield) {
		d = code_district(im->opts->codes, im->rec->field[field]);
		if (d != NULL)
			return d->code;
	}
	return im->set[at].n > 0 ? im->set[at] : im->folder_district;
}

static bool
reject_name(struct importer *im, size_t col, enum register_answer answer,
    struct str place, struct str name)
{
	struct complaint why = { .code = answer == REGISTER_UNKNOWN
	    ? DIAG_UNKNOWN_NAME : DIAG_AMBIGUOUS_NAME };
	struct pos pos = table_pos(im->table, im->rec,
	    im->binding.name_field[col]);
	struct buf near;
	bool ok;

	buf_init(&near, BUF_UNBOUNDED);
	if (answer == REGISTER_UNKNOWN)
		register_nearest(im->opts->names, place, name, &near);
	if (near.n == 0)
		buf_puts(&near, "-");
	why.arg[0] = DIAG_Z(im->ds->column[col].name);
	why.arg[1] = DIAG_STR(name);
	why.arg[2] = DIAG_STR(place.n > 0 ? place
	    : code_city(im->opts->codes)->code);
	why.arg[3] = DIAG_STR(buf_str(&near));
	ok = complain_at(im, pos, im->ds->column[col].name, name, &why);
	buf_fini(&near);
	return ok;
}

static bool
look_up(struct importer *im, size_t col)
{
	size_t field = im->binding.name_field[col];
	struct str place, name, id;
	enum register_answer answer;

	if (field == BINDING_NONE || im->opts->names == NULL ||
	    im->cell[col].n > 0 || field >= im->rec->nfield)
		return true;
	name = normal_trim(im->rec->field[field]);
	if (name.n == 0)
		return true;
	place = row_place(im);
	answer = register_find(im->opts->names, place, name, &id);
	if (answer != REGISTER_FOUND)
		return reject_name(im, col, answer, place, name);
	im->cell[col] = id;
	return true;
}

static bool
is_building(const struct importer *im, size_t col)
{
	size_t kind;

	if (!binding_is_looked_up(&im->ds->column[col]) ||
	    im->ds == dataset_at(DATASET_BUILDINGS) ||
	    im->ds == dataset_at(DATASET_IDS))
		return false;
	if (im->ds != dataset_at(DATASET_RECOGNITIONS))
		return true;
	kind = COL(RECOGNITIONS, kind);
	return !str_is(im->cell[kind], "team");
}

static bool
check_column(struct importer *im, size_t col)
{
	const struct column *c = &im->ds->column[col];
	struct complaint why;

	if (im->cell[col].n == 0) {
		if ((c->flags & COLUMN_REQUIRED) == 0)
			return true;
		why.code = DIAG_CELL_EMPTY;
		why.arg[0] = DIAG_Z(c->name);
		why.arg[1] = DIAG_Z(value_type_form(c->type));
		return complain(im, col, &why);
	}
	if (im->opts->references == NULL || !is_building(im, col) ||
	    map_find(im->opts->references, im->cell[col]) != MAP_NONE)
		return true;
	why.code = DIAG_UNKNOWN_REFERENCE;
	why.arg[0] = DIAG_Z(c->name);
	why.arg[1] = DIAG_STR(im->cell[col]);
	why.arg[2] = DIAG_Z(im->opts->references_name);
	return complain(im, col, &why);
}

/* A tenancy that ends before it begins. */
static bool
check_order(struct importer *im)
{
	size_t left = COL(TENANCIES, left), entered = COL(TENANCIES, entered);
	struct complaint why;

	if (im->ds != dataset_at(DATASET_TENANCIES) ||
	    im->cell[left].n == 0 || im->cell[entered].n == 0 ||
	    str_cmp(im->cell[left], im->cell[entered]) >= 0)
		return true;
	why.code = DIAG_LEFT_BEFORE_ENTERED;
	why.arg[0] = DIAG_STR(im->cell[left]);
	why.arg[1] = DIAG_STR(im->cell[entered]);
	return complain(im, left, &why);
}

/* All that can be said of a row is said at once.  False: sink failed. */
static bool
tidy_row(struct importer *im)
{
	size_t n = im->ds->ncolumn;

	for (size_t i = 0; i < n; i++)
		if (!tidy_column(im, i))
			return false;
	if (im->opts->names != NULL)
		for (size_t i = 0; i < n; i++)
			if (!look_up(im, i))
				return false;
	if (im->faulty)
		return true;
	for (size_t i = 0; i < n; i++)
		if (!check_column(im, i))
			return false;
	for (size_t i = 0; i < im->nextra; i++)
		im->cell[n + i] =
		    normal_trim(im->rec->field[im->binding.extra[i]]);
	return check_order(im);
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
	return complain_at(im, pos, "", hold_key(im->hold), &why);
}

/* Where the row's amount went, as far as it could be read. */
static void
account_amount(struct importer *im, bool tidied, bool merged)
{
	struct account *a = &im->account;
	const struct tidy *t;

	if (im->balanced == MAP_NONE)
		return;
	t = &im->binding.tidy[im->balanced];
	if (!tidied || !t->has_number) {
		a->unreadable++;
		return;
	}
	a->read_fen += t->number;
	*(im->faulty ? &a->rejected_fen : merged ? &a->merged_fen
						 : &a->written_fen) +=
	    t->number;
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
		warn_unnamed(im);
		tidied = true;
		ok = tidy_row(im);
		if (ok && !im->faulty)
			ok = write_row(im, &merged);
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
		case TABLE_DATA:
			break;
		}
	}
	return data_row(im, st);
}

/* The columns of the output are those of the dataset and, kept, the
 * unknown ones of the first file: the same in every file. */
static bool
begin(struct importer *im)
{
	size_t n = im->ds->ncolumn;

	im->nextra = im->binding.nextra;
	im->ncell = n + im->nextra;
	im->cell = mem_alloc(im->ncell, sizeof(*im->cell));
	im->extra_name = arena_alloc(&im->keep, im->nextra,
	    sizeof(*im->extra_name));
	for (size_t i = 0; i < n; i++)
		im->cell[i] = str_from(im->ds->column[i].name);
	for (size_t i = 0; i < im->nextra; i++)
		im->cell[n + i] = im->extra_name[i] = arena_str(&im->keep,
		    table_field(im->table, im->binding.extra[i])->name);
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
	while ((st = table_next(im->table, &rec, &kind)) == STATUS_OK ||
	    st == STATUS_SKIP)
		if (!one_row(im, st, kind))
			return false;
	return st == STATUS_END;
}

bool
importer_file(struct importer *im, const struct import_source *source,
    struct str folder_district)
{
	bool ok;

	im->folder_district = folder_district;
	im->table = table_open(im->d, source, im->opts->book, im->ds);
	if (im->table == NULL)
		return false;
	ok = binding_read(im->d, &im->binding, im->opts, im->table,
	    folder_district);
	if (ok)
		ok = im->began ? same_extras(im) : begin(im);
	ok = ok && all_rows(im);
	table_close(im->table);
	im->table = NULL;
	return ok;
}

bool
importer_finish(struct importer *im)
{
	return im->hold == NULL || hold_release(im->hold, im->sink);
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

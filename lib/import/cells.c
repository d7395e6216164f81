#include "base/date.h"
#include "import/audit.h"
#include "import/state.h"
#include "text/normal.h"

struct str
cells_raw(struct importer *im)
{
	const struct rec *rec = im->rec;

	if (rec->raw.p != NULL)
		return rec->raw;
	buf_reset(&im->raw);
	for (size_t i = 0; i < rec->nfield; i++) {
		if (i > 0)
			buf_putc(&im->raw, ',');
		rec_put(&im->raw, rec->field[i]);
	}
	return buf_str(&im->raw);
}

bool
cells_complain(struct importer *im, struct pos pos, const char *column,
    struct str value, const struct complaint *why)
{
	struct import_reject r = { .pos = pos, .field = column,
		.value = value, .code = why->code };

	im->faulty = true;
	diag_put(im->d, &pos, why->code, why->arg);
	if (im->sink->reject == NULL)
		return true;
	buf_reset(&im->message);
	diag_message(&im->message, diag_lang(im->d), why->code, why->arg);
	r.message = buf_str(&im->message);
	r.raw = cells_raw(im);
	return im->sink->reject(im->sink->arg, &r);
}

static size_t
field_of(const struct importer *im, size_t col)
{
	const struct binding *b = &im->binding;

	if (im->opts->cumulative == IMPORT_SINCE_USE &&
	    b->since_field[col] != BINDING_NONE)
		return b->since_field[col];
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
	return cells_complain(im, pos, im->ds->column[col].name, value, why);
}

/* What stands under no heading is lost: that is said once a file. */
static void
warn_unnamed(struct importer *im)
{
	size_t n = table_nfield(im->table);
	bool all_named = true;

	if (im->binding.warned_unnamed)
		return;
	for (size_t i = 0; i < n && all_named; i++)
		all_named = table_field(im->table, i)->named;
	im->binding.warned_unnamed = all_named; /* nothing to warn of */
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

/* A figure since January; the month's own follows from it with the key. */
static bool
tidy_since(struct importer *im, size_t col)
{
	struct tidy *t = &im->binding.since[col];
	struct complaint why;
	struct str cell = { "", 0 }, out;
	size_t field = im->binding.since_field[col];

	t->has_number = false;
	if (field < im->rec->nfield)
		cell = im->rec->field[field];
	return tidy_cell(t, cell, &out, &why) || complain(im, col, &why);
}

/* The canonical text of one column, before lookups.  False: sink failed. */
static bool
tidy_column(struct importer *im, size_t col)
{
	size_t field = im->binding.field[col];
	struct complaint why;
	struct str cell;

	im->cell[col] = (struct str){ "", 0 };
	if (im->binding.since_field[col] != BINDING_NONE) {
		if (!tidy_since(im, col))
			return false;
		if (im->opts->cumulative == IMPORT_SINCE_USE)
			return true;
	}
	if (field == BINDING_NONE) {
		im->cell[col] = im->set[col];
		if (im->binding.nwide > 0 &&
		    str_is(STR("month"), im->ds->column[col].name))
			im->cell[col] = buf_str(&im->month);
		if (im->cell[col].n == 0 && col == im->place)
			im->cell[col] = im->folder_district;
		return true;
	}
	cell = fill_cell(&im->fill, col, field, im->rec);
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
	size_t at = im->place, field = im->binding.place;
	struct str code;

	if (at < im->ds->ncolumn)
		return im->cell[at];
	if (field != BINDING_NONE && field < im->rec->nfield &&
	    code_read_place(im->opts->codes, im->rec->field[field], false,
	    &code))
		return code;
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
	struct str near = { "", 0 };

	if (answer == REGISTER_UNKNOWN)
		near = register_nearest(im->opts->names, place, name);
	if (answer == REGISTER_UNKNOWN && near.n == 0)
		why.code = DIAG_NO_NAMES;
	why.arg[0] = DIAG_Z(im->ds->column[col].name);
	why.arg[1] = DIAG_STR(name);
	why.arg[2] = DIAG_STR(place.n > 0 ? place
	    : code_city(im->opts->codes)->code);
	why.arg[3] = DIAG_STR(near);
	return cells_complain(im, pos, im->ds->column[col].name, name, &why);
}

/* A new id for an unknown name, of a row that is sound so far. */
static bool
assign(struct importer *im, size_t col, struct str place, struct str name)
{
	struct pos pos = table_pos(im->table, im->rec,
	    im->binding.name_field[col]);
	struct complaint why = { .code = DIAG_ASSIGN_PLACE };

	if (im->faulty)
		return true;
	if (place.n == 0 || str_eq(place, code_city(im->opts->codes)->code)) {
		why.arg[0] = DIAG_Z(im->ds->column[col].name);
		why.arg[1] = DIAG_STR(name);
		return cells_complain(im, pos, im->ds->column[col].name, name,
		    &why);
	}
	im->cell[col] = register_assign(im->opts->names, place, name);
	diag_at(im->d, &pos, DIAG_ASSIGNED, DIAG_STR(im->cell[col]),
	    DIAG_STR(name));
	return true;
}

/* An id beside a name that is another's: neither is taken on trust.  A name
 * that the register does not know says nothing. */
static bool
check_name(struct importer *im, size_t col, size_t field)
{
	struct complaint why = { .code = DIAG_ID_IS_OF_ANOTHER };
	struct str name = normal_trim(fill_cell(&im->fill, col, field,
	    im->rec)), id;

	if (name.n == 0 || field == im->binding.field[col] ||
	    register_find(im->opts->names, row_place(im), name, &id) !=
	    REGISTER_FOUND || str_eq(id, im->cell[col]))
		return true;
	why.arg[0] = DIAG_Z(im->ds->column[col].name);
	why.arg[1] = DIAG_STR(im->cell[col]);
	why.arg[2] = DIAG_STR(name);
	why.arg[3] = DIAG_STR(id);
	return complain(im, col, &why);
}

static bool
look_up(struct importer *im, size_t col)
{
	size_t field = im->binding.name_field[col];
	struct str place, name, id;
	enum register_answer answer;

	if (field == BINDING_NONE || im->opts->names == NULL)
		return true;
	if (im->cell[col].n > 0)
		return check_name(im, col, field);
	name = normal_trim(fill_cell(&im->fill, col, field, im->rec));
	if (name.n == 0)
		return true;
	place = row_place(im);
	answer = register_find(im->opts->names, place, name, &id);
	if (answer == REGISTER_UNKNOWN && im->opts->assign)
		return assign(im, col, place, name);
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
		why.code = im->binding.name_field[col] != BINDING_NONE &&
		    !im->opts->fill_down[col] ? DIAG_CELL_EMPTY_NAME
					      : DIAG_CELL_EMPTY;
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

/* FILE:LINE */
static struct str
row_source(struct importer *im)
{
	struct pos pos = table_pos(im->table, im->rec, 0);

	buf_reset(&im->where);
	buf_puts(&im->where, pos.file);
	buf_putc(&im->where, ':');
	buf_int(&im->where, (int64_t)pos.line);
	return buf_str(&im->where);
}

static bool
has_key(const struct importer *im, int *month)
{
	size_t at = dataset_column(im->ds, STR("month"));

	for (size_t i = 0; i < im->ds->ncolumn; i++)
		if ((im->ds->column[i].flags & COLUMN_KEY) != 0 &&
		    im->cell[i].n == 0)
			return false;
	return at != MAP_NONE && date_parse_month(im->cell[at], month);
}

/* The month is the difference to the month before. */
static bool
use_since(struct importer *im, size_t col, int month)
{
	struct tidy *since = &im->binding.since[col];
	struct tidy *own = &im->binding.tidy[col];
	struct complaint why = { .code = DIAG_CUMULATIVE_NO_BEFORE };
	struct buf *before = &im->message;
	struct str cell = im->rec->field[im->binding.since_field[col]];

	own->has_number = false;
	buf_reset(&own->out);
	why.arg[0] = DIAG_Z(im->ds->column[col].name);
	why.arg[1] = DIAG_STR(cell);
	switch (cumulative_use(im->cumulative, im->cell, col, month,
	    since->number, &own->number)) {
	case CUMULATIVE_OK:
		own->has_number = true;
		buf_hundredths(&own->out, own->number);
		im->cell[col] = buf_str(&own->out);
		return true;
	case CUMULATIVE_TWICE:
		why.code = DIAG_CUMULATIVE_TWICE;
		break;
	case CUMULATIVE_TOO_LARGE:
		why.code = DIAG_CELL_TOO_LARGE;
		break;
	case CUMULATIVE_NO_BEFORE:
		month--;
		break;
	}
	date_put_month(&own->out, month);
	buf_reset(before);
	why.arg[2] = DIAG_STR(buf_str(&own->out));
	return complain(im, col, &why);
}

/* What figures since January say of the row at hand. */
static bool
mind_since(struct importer *im)
{
	const struct binding *b = &im->binding;
	int month;

	if (!has_key(im, &month))
		return true;
	for (size_t i = 0; i < im->ds->ncolumn; i++) {
		const struct tidy *own = &b->tidy[i], *since = &b->since[i];
		struct cumulative_pair pair = { own->number, since->number,
			b->field[i] != BINDING_NONE && own->has_number,
			b->since_field[i] != BINDING_NONE &&
			    since->has_number,
			{ NULL, 0, 0 } };

		if (own->column->type != VALUE_MONEY ||
		    (b->since_field[i] == BINDING_NONE &&
		    b->field[i] == BINDING_NONE))
			continue;
		if (im->opts->cumulative == IMPORT_SINCE_CHECK) {
			pair.month = pair.has_month ? pair.month : 0;
			pair.total = pair.has_total ? pair.total : 0;
			pair.pos = table_pos(im->table, im->rec,
			    pair.has_total ? b->since_field[i] : b->field[i]);
			cumulative_note(im->cumulative, im->cell, i, month,
			    &pair);
		} else if (pair.has_total) {
			if (!use_since(im, i, month))
				return false;
		} else if (pair.has_month) {
			cumulative_carry(im->cumulative, im->cell, i, month,
			    pair.month);
		}
	}
	return true;
}

/* A column we do not know, kept as it stands: text like any other. */
static bool
keep_extra(struct importer *im, size_t i)
{
	size_t field = im->binding.extra[i];
	struct str cell = normal_trim(im->rec->field[field]);
	struct str name = table_field(im->table, field)->name;
	struct complaint why = { .code = DIAG_CONTROL_CHARACTER };

	im->cell[im->ds->ncolumn + i] = cell;
	if (!tidy_has_control(cell, true))
		return true;
	why.arg[0] = DIAG_STR(name);
	why.arg[1] = DIAG_STR(cell);
	return cells_complain(im,
	    table_pos(im->table, im->rec, field),
	    arena_str(&im->keep, name).p, cell, &why);
}

bool
cells_tidy(struct importer *im)
{
	size_t n = im->ds->ncolumn;

	warn_unnamed(im);
	for (size_t i = 0; i < n; i++)
		if (!tidy_column(im, i))
			return false;
	if (im->opts->names != NULL)
		for (size_t i = 0; i < n; i++)
			if (!look_up(im, i))
				return false;
	if (im->cumulative != NULL && !mind_since(im))
		return false;
	if (im->faulty)
		return true;
	for (size_t i = 0; i < n; i++)
		if (!check_column(im, i))
			return false;
	for (size_t i = 0; i < im->nextra; i++)
		if (!keep_extra(im, i))
			return false;
	if (im->faulty)
		return true;
	if (im->opts->source)
		im->cell[im->ncell - 1] = row_source(im);
	return check_order(im);
}

static const char *
change_rule(const struct importer *im, size_t col, struct str from)
{
	const struct binding *b = &im->binding;
	struct str to = im->cell[col];

	if (im->opts->cumulative == IMPORT_SINCE_USE &&
	    b->since_field[col] != BINDING_NONE)
		return "difference";
	if (b->field[col] == BINDING_NONE && b->name_field[col] != BINDING_NONE)
		return str_eq(from, to) ? NULL : "lookup";
	if (normal_trim(from).n > 0)
		return audit_rule(&b->tidy[col], from, to);
	if (to.n == 0)
		return NULL;
	return im->opts->fill_down[col] ? "fill-down" : "set";
}

bool
cells_audit(struct importer *im)
{
	for (size_t i = 0; i < im->ds->ncolumn; i++) {
		size_t field = field_of(im, i);
		struct import_change c = {
			.pos = table_pos(im->table, im->rec, field),
			.field = im->ds->column[i].name,
			.from = { "", 0 },
			.to = im->cell[i],
		};

		if (field < im->rec->nfield)
			c.from = im->rec->field[field];
		c.rule = change_rule(im, i, c.from);
		if (c.rule != NULL && !im->sink->change(im->sink->arg, &c))
			return false;
	}
	return true;
}

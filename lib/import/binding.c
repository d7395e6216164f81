#include "import/binding.h"

#include <stdlib.h>

#include "base/mem.h"

void
binding_init(struct binding *b, const struct import_opts *opts)
{
	const struct dataset *ds = opts->ds;

	*b = (struct binding){ .ncolumn = ds->ncolumn };
	b->tidy = mem_zalloc(ds->ncolumn, sizeof(*b->tidy));
	b->field = mem_zalloc(ds->ncolumn, sizeof(*b->field));
	b->name_field = mem_zalloc(ds->ncolumn, sizeof(*b->name_field));
	b->since = mem_zalloc(ds->ncolumn, sizeof(*b->since));
	b->since_field = mem_zalloc(ds->ncolumn, sizeof(*b->since_field));
	for (size_t i = 0; i < ds->ncolumn; i++) {
		tidy_init(&b->tidy[i], ds, i, opts->book, opts->codes);
		tidy_init(&b->since[i], ds, i, opts->book, opts->codes);
		b->tidy[i].form.brackets = opts->brackets;
		b->tidy[i].form.triangle = opts->triangle;
		b->since[i].form = b->tidy[i].form;
	}
}

void
binding_fini(struct binding *b)
{
	for (size_t i = 0; i < b->ncolumn; i++) {
		tidy_fini(&b->tidy[i]);
		tidy_fini(&b->since[i]);
	}
	free(b->since);
	free(b->since_field);
	free(b->tidy);
	free(b->field);
	free(b->name_field);
	free(b->extra);
	map_fini(&b->told);
	free(b->wide);
}

bool
binding_is_looked_up(const struct column *c)
{
	return strcmp(c->name, "building_id") == 0 ||
	    strcmp(c->name, "subject_id") == 0;
}

static bool
report_double(struct diag *d, const struct table *t, size_t first,
    size_t second, const char *column)
{
	struct pos pos = table_header_pos(t, second);

	diag_at(d, &pos, DIAG_DOUBLE_COLUMN,
	    DIAG_STR(table_field(t, first)->name),
	    DIAG_STR(table_field(t, second)->name), DIAG_Z(column));
	return false;
}

static bool
bind_wide(struct diag *d, struct binding *b, struct table *t, size_t i)
{
	const struct heading *h = &table_field(t, i)->heading;
	size_t *field = h->cumulative ? b->since_field : b->field;
	struct tidy *tidy = h->cumulative ? b->since : b->tidy;

	for (size_t k = 0; k < b->nwide; k++)
		if (b->wide[k].column == h->column &&
		    b->wide[k].cumulative == h->cumulative &&
		    b->wide[k].month == h->month)
			return report_double(d, t, b->wide[k].field, i,
			    b->tidy[h->column].column->name);
	b->wide = mem_grow(b->wide, &b->wide_cap, b->nwide + 1,
	    sizeof(*b->wide));
	b->wide[b->nwide++] = (struct wide_field){ i, h->column, h->month,
		h->cumulative };
	if (field[h->column] == BINDING_NONE) {
		field[h->column] = i;
		tidy_set_heading(&tidy[h->column], h);
	} else if (tidy[h->column].heading.unit != h->unit) {
		struct pos pos = table_header_pos(t, i);

		diag_at(d, &pos, DIAG_UNIT_CONFLICT,
		    DIAG_Z(b->tidy[h->column].column->name),
		    DIAG_Z(unit_name(tidy[h->column].heading.unit)),
		    DIAG_Z(unit_name(h->unit)));
		return false;
	}
	return true;
}

bool
binding_turn(struct binding *b, size_t at)
{
	int month = b->wide[at].month;

	for (size_t i = 0; i < at; i++)
		if (b->wide[i].month == month)
			return false;
	for (size_t i = 0; i < b->nwide; i++) {
		const struct wide_field *w = &b->wide[i];
		size_t *field = w->cumulative ? b->since_field : b->field;

		if (w->month == month)
			field[w->column] = w->field;
		else if (field[w->column] == w->field)
			field[w->column] = BINDING_NONE;
	}
	return true;
}

static bool
bind_known(struct diag *d, struct binding *b, const struct import_opts *opts,
    struct table *t, size_t i)
{
	const struct table_field *f = table_field(t, i);
	size_t col = f->heading.column;
	const struct column *c;
	size_t *slot;

	if (col == b->ncolumn) {
		if (b->place == BINDING_NONE)
			b->place = i;
		return true;
	}
	c = &opts->ds->column[col];
	if (f->heading.wide)
		return bind_wide(d, b, t, i);
	slot = f->heading.by_name && binding_is_looked_up(c)
	    ? &b->name_field[col] : &b->field[col];
	if (*slot != BINDING_NONE)
		return report_double(d, t, *slot, i, c->name);
	*slot = i;
	if (slot == &b->field[col])
		tidy_set_heading(&b->tidy[col], &f->heading);
	if ((c->flags & COLUMN_KEY) != 0 && (c->type == VALUE_ID ||
	    c->type == VALUE_USCC || c->type == VALUE_TAXPAYER))
		table_set_identity(t, i);
	return true;
}

static bool
has_field(const struct table *t, size_t col)
{
	for (size_t i = 0; i < table_nfield(t); i++)
		if (table_field(t, i)->known &&
		    table_field(t, i)->heading.column == col)
			return true;
	return false;
}

/* Does the file say of which month its rows are? */
static bool
has_month(const struct import_opts *opts, const struct table *t)
{
	size_t month = dataset_column(opts->ds, STR("month"));

	return has_field(t, month) || opts->set[month].n > 0;
}

/* A figure since January, where it is asked for. */
static bool
bind_since(struct diag *d, struct binding *b, const struct import_opts *opts,
    struct table *t, size_t i)
{
	const struct table_field *f = table_field(t, i);
	size_t col = f->heading.column;
	struct pos pos = table_header_pos(t, i);

	if (opts->cumulative == IMPORT_SINCE_IGNORE)
		return true;
	if (opts->cumulative == IMPORT_SINCE_LEAVE) {
		if (!has_field(t, col) && (opts->ds->column[col].flags &
		    (COLUMN_REQUIRED | COLUMN_MANDATORY)) != 0)
			return true; /* refused: check_needed says so */
		diag_at(d, &pos, DIAG_CUMULATIVE_LEFT, DIAG_STR(f->name));
		return true;
	}
	if (f->heading.wide && !has_month(opts, t))
		return bind_wide(d, b, t, i);
	if (b->since_field[col] != BINDING_NONE)
		return report_double(d, t, b->since_field[col], i,
		    opts->ds->column[col].name);
	b->since_field[col] = i;
	tidy_set_heading(&b->since[col], &f->heading);
	return true;
}

static void
bind_unknown(struct diag *d, struct binding *b,
    const struct import_opts *opts, const struct table *t, size_t i)
{
	const struct table_field *f = table_field(t, i);
	struct pos pos = table_header_pos(t, i);
	bool is_new;

	if (!f->named || heading_is_row_number(opts->book, f->name))
		return;
	if (!opts->keep_unknown) {
		map_put(&b->told, f->name, &is_new);
		if (!is_new)
			return;
		diag_at(d, &pos, DIAG_UNKNOWN_HEADING, DIAG_STR(f->name));
		return;
	}
	b->extra = mem_grow(b->extra, &b->extra_cap, b->nextra + 1,
	    sizeof(*b->extra));
	b->extra[b->nextra++] = i;
}

struct stated {
	enum unit unit;
	struct pos pos;
};

/* Heading, else a line above it, else the user: all that speak agree. */
static bool
bind_unit(struct diag *d, struct tidy *tidy, size_t field,
    const struct import_opts *opts, const struct table *t)
{
	struct unit_line line;
	struct stated said[3];
	struct pos pos = table_header_pos(t, field);

	said[0] = (struct stated){ tidy->heading.unit, pos };
	said[1].unit = UNIT_NONE;
	if (table_units(t, &line, &said[1].pos))
		said[1].unit = tidy->form.kind == UNIT_OF_MONEY ? line.money
								: line.area;
	said[2] = (struct stated){ opts->unit[tidy->index], pos };
	tidy->form.unit = UNIT_NONE;
	for (size_t i = 0; i < 3; i++) {
		if (said[i].unit == UNIT_NONE)
			continue;
		if (tidy->form.unit == UNIT_NONE) {
			tidy->form.unit = said[i].unit;
		} else if (tidy->form.unit != said[i].unit) {
			diag_at(d, &said[i].pos, DIAG_UNIT_CONFLICT,
			    DIAG_Z(tidy->column->name),
			    DIAG_Z(unit_name(tidy->form.unit)),
			    DIAG_Z(unit_name(said[i].unit)));
			return false;
		}
	}
	if (tidy->form.unit == UNIT_NONE)
		diag_at(d, &pos, DIAG_UNIT_UNSTATED,
		    DIAG_STR(table_field(t, field)->name),
		    DIAG_Z(tidy->form.kind == UNIT_OF_MONEY ? "元" : "㎡"),
		    DIAG_Z(tidy->column->name));
	return true;
}

/* What a column is fed from, apart from its own field. */
static bool
has_other_source(struct binding *b, const struct import_opts *opts,
    size_t col, struct str folder_district)
{
	const struct column *c = &opts->ds->column[col];

	if (opts->set[col].n > 0 ||
	    (opts->cumulative == IMPORT_SINCE_USE &&
	    b->since_field[col] != BINDING_NONE) ||
	    (b->nwide > 0 && strcmp(c->name, "month") == 0))
		return true;
	if (c->type == VALUE_DISTRICT && heading_place(opts->ds) == col)
		return folder_district.n > 0;
	return b->name_field[col] != BINDING_NONE && opts->names != NULL;
}

/* The field of a column's figure since January, bound or not. */
static size_t
since_of(const struct table *t, size_t col)
{
	for (size_t i = 0; i < table_nfield(t); i++)
		if (table_field(t, i)->cumulative &&
		    table_field(t, i)->heading.column == col)
			return i;
	return BINDING_NONE;
}

/* The field of names by which a column's ids can be looked up. */
static size_t
name_of(const struct binding *b, const struct import_opts *opts, size_t col)
{
	size_t name = dataset_column(opts->ds, STR("name"));

	return col == 0 && opts->ds == dataset_at(DATASET_BUILDINGS)
	    ? b->field[name] : b->name_field[col];
}

/* Names that nothing looks up would be lost in silence. */
static void
warn_names_left(struct diag *d, const struct binding *b,
    const struct import_opts *opts, const struct table *t, size_t col)
{
	struct pos pos;

	if (b->name_field[col] == BINDING_NONE || opts->names != NULL ||
	    b->field[col] != BINDING_NONE)
		return;
	pos = table_header_pos(t, b->name_field[col]);
	diag_at(d, &pos, DIAG_NAMES_LEFT,
	    DIAG_STR(table_field(t, b->name_field[col])->name),
	    DIAG_Z(b->tidy[col].column->name));
}

static bool
check_needed(struct diag *d, struct binding *b,
    const struct import_opts *opts, const struct table *t, size_t col,
    struct str folder_district)
{
	const struct column *c = &opts->ds->column[col];
	struct pos pos = table_header_pos(t, 0);
	struct buf known;

	if ((c->flags & (COLUMN_REQUIRED | COLUMN_MANDATORY)) == 0)
		warn_names_left(d, b, opts, t, col);
	if ((c->flags & (COLUMN_REQUIRED | COLUMN_MANDATORY)) == 0 ||
	    b->field[col] != BINDING_NONE ||
	    has_other_source(b, opts, col, folder_district))
		return true;
	if (name_of(b, opts, col) != BINDING_NONE) {
		pos = table_header_pos(t, name_of(b, opts, col));
		diag_at(d, &pos, DIAG_NEEDS_LOOKUP,
		    DIAG_STR(table_field(t, name_of(b, opts, col))->name),
		    DIAG_Z(c->name));
		return false;
	}
	if (since_of(t, col) != BINDING_NONE) {
		pos = table_header_pos(t, since_of(t, col));
		diag_at(d, &pos, DIAG_CUMULATIVE_ALONE,
		    DIAG_STR(table_field(t, since_of(t, col))->name),
		    DIAG_Z(c->name));
		return false;
	}
	buf_init(&known, BUF_UNBOUNDED);
	heading_examples(opts->book, opts->ds, col, &known);
	diag_at(d, &pos, (c->flags & COLUMN_KEY) != 0 && c->type == VALUE_ID
	    ? DIAG_NO_KEY_COLUMN : DIAG_NO_COLUMN, DIAG_Z(c->name),
	    DIAG_Z(c->zh), DIAG_STR(buf_str(&known)));
	buf_fini(&known);
	return false;
}

/* A register of buildings by name alone finds the ids by that name. */
static void
bind_own_name(struct binding *b, const struct import_opts *opts)
{
	size_t name = dataset_column(opts->ds, STR("name"));

	if (opts->ds == dataset_at(DATASET_BUILDINGS) &&
	    opts->names != NULL && b->field[0] == BINDING_NONE)
		b->name_field[0] = b->field[name];
}

static void
learn_moments(struct binding *b, const struct table *t)
{
	for (size_t r = 0; r < table_ahead(t); r++) {
		const struct rec *rec = table_ahead_at(t, r);

		for (size_t i = 0; i < b->ncolumn; i++)
			if (b->tidy[i].column->type == VALUE_MONTH &&
			    b->field[i] < rec->nfield)
				moment_learn(&b->tidy[i].evidence,
				    rec->field[b->field[i]]);
	}
}

bool
binding_read(struct diag *d, struct binding *b,
    const struct import_opts *opts, struct table *t,
    struct str folder_district)
{
	bool ok = true;

	b->place = BINDING_NONE;
	b->nextra = b->needed = b->nwide = 0;
	b->warned_unnamed = false;
	for (size_t i = 0; i < b->ncolumn; i++)
		b->field[i] = b->name_field[i] = b->since_field[i] =
		    BINDING_NONE;
	for (size_t i = 0; i < table_nfield(t); i++) {
		if (table_field(t, i)->named)
			b->needed = i + 1;
		if (table_field(t, i)->known)
			ok = bind_known(d, b, opts, t, i) && ok;
		else if (table_field(t, i)->cumulative)
			ok = bind_since(d, b, opts, t, i) && ok;
		else
			bind_unknown(d, b, opts, t, i);
	}
	bind_own_name(b, opts);
	for (size_t i = 0; i < b->ncolumn; i++) {
		ok = check_needed(d, b, opts, t, i, folder_district) && ok;
		if (b->field[i] != BINDING_NONE &&
		    b->tidy[i].form.kind != UNIT_OF_NOTHING)
			ok = bind_unit(d, &b->tidy[i], b->field[i], opts, t)
			    && ok;
		if (b->since_field[i] != BINDING_NONE)
			ok = bind_unit(d, &b->since[i], b->since_field[i],
			    opts, t) && ok;
	}
	learn_moments(b, t);
	return ok;
}

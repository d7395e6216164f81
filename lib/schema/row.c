#include "schema/row.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "schema/near.h"

struct row_reader {
	struct diag *d;
	const struct dataset *ds;
	const struct code_book *book;
	struct rec_reader *rec;
	size_t *at; /* by column of the dataset: field, MAP_NONE if absent */
	struct value *value;
	size_t *extra;
	size_t nextra;
	struct map key;
	unsigned long *key_line; /* by number in key */
	size_t key_cap;
	struct buf scratch;   /* the key of the row */
	struct buf districts; /* main codes of its lists */
};

static struct pos
header_pos(const struct row_reader *r, size_t field)
{
	return rec_pos(r->rec, rec_header(r->rec), field);
}

/* Maps the header's fields to columns; rec has refused double names. */
static void
map_header(struct row_reader *r)
{
	const struct rec *header = rec_header(r->rec);

	r->extra = mem_alloc(header->nfield, sizeof(*r->extra));
	for (size_t i = 0; i < r->ds->ncolumn; i++)
		r->at[i] = MAP_NONE;
	for (size_t i = 0; i < header->nfield; i++) {
		size_t col = dataset_column(r->ds, header->field[i]);

		if (col == MAP_NONE)
			r->extra[r->nextra++] = i;
		else
			r->at[col] = i;
	}
}

/* Whose mandatory columns does this header have, if not ours? */
static const struct dataset *
other_dataset(const struct rec *header)
{
	for (size_t id = 0; id < DATASET_COUNT; id++) {
		const struct dataset *ds = dataset_at((enum dataset_id)id);
		size_t known = 0;
		bool all = true;

		for (size_t j = 0; j < header->nfield; j++)
			known += dataset_column(ds, header->field[j]) !=
			    MAP_NONE;
		for (size_t i = 0; i < ds->ncolumn; i++) {
			bool has = false;

			for (size_t j = 0; j < header->nfield; j++)
				has = has || str_is(header->field[j],
				    ds->column[i].name);
			if ((ds->column[i].flags & COLUMN_MANDATORY) != 0)
				all = all && has;
		}
		if (all && known == header->nfield)
			return ds;
	}
	return NULL;
}

static void
hint_missing(struct row_reader *r, struct str missing)
{
	const struct rec *header = rec_header(r->rec);

	for (size_t i = 0; i < r->nextra; i++) {
		struct near near = { .name = header->field[r->extra[i]] };
		struct pos pos = header_pos(r, r->extra[i]);

		near_offer(&near, missing);
		if (near.best.n > 0)
			diag_at(r->d, &pos, DIAG_COLUMN_NEAR,
			    DIAG_STR(near.name), DIAG_STR(missing));
	}
}

static bool
check_mandatory(struct row_reader *r)
{
	struct buf missing;
	struct pos pos = header_pos(r, 0);
	const struct dataset *other;

	buf_init(&missing, BUF_UNBOUNDED);
	for (size_t i = 0; i < r->ds->ncolumn; i++) {
		if (r->at[i] != MAP_NONE ||
		    (r->ds->column[i].flags & COLUMN_MANDATORY) == 0)
			continue;
		if (missing.n > 0)
			buf_puts(&missing, ", ");
		buf_puts(&missing, r->ds->column[i].name);
	}
	if (missing.n == 0)
		return true;
	diag_at(r->d, &pos, DIAG_MISSING_COLUMN, DIAG_STR(buf_str(&missing)),
	    DIAG_Z(r->ds->name));
	buf_fini(&missing);
	other = other_dataset(rec_header(r->rec));
	if (other != NULL)
		diag_at(r->d, &pos, DIAG_OTHER_DATASET, DIAG_Z(other->name));
	else
		for (size_t i = 0; i < r->ds->ncolumn; i++)
			if (r->at[i] == MAP_NONE &&
			    (r->ds->column[i].flags & COLUMN_MANDATORY) != 0)
				hint_missing(r,
				    str_from(r->ds->column[i].name));
	return false;
}

struct row_reader *
row_open(struct diag *d, const char *path, const struct dataset *ds,
    const struct code_book *book)
{
	struct input *in = input_open(d, path);
	struct text *text = in == NULL ? NULL : text_open(d, in, NULL);
	struct rec_reader *rec = text == NULL ? NULL : rec_open(d, text, NULL);
	struct row_reader *r;

	if (rec == NULL)
		return NULL;
	r = mem_zalloc(1, sizeof(*r));
	r->d = d;
	r->ds = ds;
	r->book = book;
	r->rec = rec;
	r->at = mem_alloc(ds->ncolumn, sizeof(*r->at));
	r->value = mem_zalloc(ds->ncolumn, sizeof(*r->value));
	buf_init(&r->scratch, BUF_UNBOUNDED);
	buf_init(&r->districts, BUF_UNBOUNDED);
	map_header(r);
	if (check_mandatory(r))
		return r;
	row_close(r);
	return NULL;
}

void
row_close(struct row_reader *r)
{
	if (r == NULL)
		return;
	rec_close(r->rec);
	map_fini(&r->key);
	buf_fini(&r->scratch);
	buf_fini(&r->districts);
	free(r->at);
	free(r->value);
	free(r->extra);
	free(r->key_line);
	free(r);
}

static bool
unknown_district(struct row_reader *r, const struct rec *rec, size_t col,
    struct str code)
{
	struct pos pos = rec_pos(r->rec, rec, r->at[col]);

	diag_at(r->d, &pos, DIAG_UNKNOWN_DISTRICT, DIAG_STR(code),
	    DIAG_Z(r->ds->column[col].name));
	return false;
}

/* Several districts: the main codes go to a buffer that was made wide
 * enough for the row, so that it does not move under earlier cells. */
static bool
settle_districts(struct row_reader *r, const struct rec *rec, size_t col)
{
	struct str rest = r->value[col].text, piece;
	size_t begin = r->districts.n;

	while (str_cut(&rest, ';', &piece)) {
		const struct district *x = code_district(r->book, piece);

		if (x == NULL)
			return unknown_district(r, rec, col, piece);
		if (r->districts.n > begin)
			buf_putc(&r->districts, ';');
		buf_put(&r->districts, x->code);
	}
	r->value[col].text = str_sub(buf_str(&r->districts), begin,
	    r->districts.n);
	return true;
}

static bool
settle_district(struct row_reader *r, const struct rec *rec, size_t col)
{
	struct value *v = &r->value[col];
	const struct column *column = &r->ds->column[col];
	const struct district *x;

	if (r->book == NULL || !v->known)
		return true;
	if (column->type == VALUE_DISTRICTS)
		return settle_districts(r, rec, col);
	if (column->type != VALUE_DISTRICT)
		return true;
	x = code_district(r->book, v->text);
	if (x == NULL && (column->flags & COLUMN_ANYWHERE) != 0 &&
	    code_registry(r->book, v->text) != NULL)
		return true;
	if (x == NULL)
		return unknown_district(r, rec, col, v->text);
	return value_parse(VALUE_DISTRICT, NULL, x->code, v) == VALUE_OK;
}

static bool
take_cell(struct row_reader *r, const struct rec *rec, size_t col)
{
	const struct column *column = &r->ds->column[col];
	struct value *v = &r->value[col];
	struct str text;
	enum value_fault fault;
	struct pos pos;

	if (r->at[col] == MAP_NONE) {
		*v = (struct value){ 0 };
		return true;
	}
	text = rec->field[r->at[col]];
	fault = value_parse(column->type, column->choices, text, v);
	if (fault == VALUE_OK &&
	    (v->known || (column->flags & COLUMN_REQUIRED) == 0))
		return settle_district(r, rec, col);
	pos = rec_pos(r->rec, rec, r->at[col]);
	if (fault == VALUE_OK)
		diag_at(r->d, &pos, DIAG_EMPTY_CELL, DIAG_Z(column->name));
	else
		diag_at(r->d, &pos, value_fault_code(column->type, fault),
		    DIAG_STR(text), DIAG_Z(column->name),
		    DIAG_Z(column->choices));
	return false;
}

/* The parts of the key, each with sep behind it; its columns' names. */
static void
put_key(const struct row_reader *r, struct buf *key, char sep, bool names)
{
	for (size_t i = 0; i < r->ds->ncolumn; i++) {
		if ((r->ds->column[i].flags & COLUMN_KEY) == 0)
			continue;
		if (key->n > 0 && sep != '\0')
			buf_putc(key, sep);
		if (names)
			buf_puts(key, r->ds->column[i].name);
		else
			buf_put(key, r->value[i].text);
		if (sep == '\0')
			buf_putc(key, sep);
	}
}

static bool
report_duplicate(struct row_reader *r, const struct rec *rec,
    unsigned long line)
{
	struct pos pos = rec_pos(r->rec, rec, 0);
	struct buf names;

	for (size_t i = r->ds->ncolumn; i-- > 0;)
		if ((r->ds->column[i].flags & COLUMN_KEY) != 0 &&
		    r->at[i] != MAP_NONE)
			pos = rec_pos(r->rec, rec, r->at[i]);
	buf_init(&names, BUF_UNBOUNDED);
	put_key(r, &names, ',', true);
	buf_reset(&r->scratch);
	put_key(r, &r->scratch, ',', false);
	diag_at(r->d, &pos, DIAG_DUPLICATE_KEY, DIAG_STR(buf_str(&names)),
	    DIAG_STR(buf_str(&r->scratch)), DIAG_NUM(line));
	buf_fini(&names);
	return false;
}

/* NUL parts the key: a canonical file holds none. */
static bool
check_key(struct row_reader *r, const struct rec *rec)
{
	size_t i;
	bool is_new;

	if (r->ds->adds_up)
		return true;
	buf_reset(&r->scratch);
	put_key(r, &r->scratch, '\0', false);
	if (r->scratch.n == 0)
		return true;
	i = map_put(&r->key, buf_str(&r->scratch), &is_new);
	if (!is_new)
		return report_duplicate(r, rec, r->key_line[i]);
	r->key_line = mem_grow(r->key_line, &r->key_cap, i + 1,
	    sizeof(*r->key_line));
	r->key_line[i] = rec->line;
	return true;
}

enum status
row_next(struct row_reader *r, struct row *out)
{
	enum status status = rec_next(r->rec, &out->rec);

	if (status != STATUS_OK)
		return status == STATUS_END ? STATUS_END : STATUS_FATAL;
	/* a main code is as long as its alias: six digits for six; all
	 * cells together are no longer than the row */
	buf_reset(&r->districts);
	(void)buf_room(&r->districts, out->rec.raw.n + 1);
	for (size_t i = 0; i < r->ds->ncolumn; i++)
		if (!take_cell(r, &out->rec, i))
			return STATUS_FATAL;
	if (!check_key(r, &out->rec))
		return STATUS_FATAL;
	out->value = r->value;
	return STATUS_OK;
}

struct rec_reader *
row_rec(struct row_reader *r)
{
	return r->rec;
}

bool
row_has(const struct row_reader *r, size_t col)
{
	return r->at[col] != MAP_NONE;
}

struct pos
row_pos(const struct row_reader *r, const struct row *row, size_t col)
{
	struct pos pos;

	if (r->at[col] != MAP_NONE)
		return rec_pos(r->rec, &row->rec, r->at[col]);
	pos = rec_pos(r->rec, &row->rec, 0);
	pos.col = 0;
	return pos;
}

struct pos
row_header_pos(const struct row_reader *r)
{
	return header_pos(r, 0);
}

size_t
row_extra_count(const struct row_reader *r)
{
	return r->nextra;
}

struct str
row_extra_name(const struct row_reader *r, size_t i)
{
	return rec_header(r->rec)->field[r->extra[i]];
}

struct str
row_extra(const struct row_reader *r, const struct row *row, size_t i)
{
	return row->rec.field[r->extra[i]];
}

#include "import/draft.h"

#include "text/normal.h"

#define SAMPLES 3u
#define SAMPLE_BYTES 40u
#define MAP_LINE 190u /* what conf.h takes in a line */

/* A text that may stand in a line of a map. */
static void
put_text(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_putc(b, s.p[i] == '\n' || s.p[i] == '\r' ? ' ' : s.p[i]);
}

/* Some cells of a field, different ones: "甲, 乙, 丙" */
static void
put_samples(struct buf *b, const struct table *t, size_t field)
{
	struct str shown[SAMPLES];
	size_t n = 0;

	for (size_t r = 0; r < table_ahead(t) && n < SAMPLES; r++) {
		const struct rec *rec = table_ahead_at(t, r);
		struct str s = { "", 0 };
		bool seen = false;

		if (field < rec->nfield)
			s = normal_trim(rec->field[field]);
		for (size_t i = 0; i < n; i++)
			seen = seen || str_eq(shown[i], s);
		if (s.n == 0 || s.n > SAMPLE_BYTES || seen)
			continue;
		buf_puts(b, n == 0 ? " (" : ", ");
		put_text(b, s);
		shown[n++] = s;
	}
	if (n > 0)
		buf_putc(b, ')');
}

static void
put_known(struct buf *b, const struct dataset *ds, const struct table *t,
    bool by_name)
{
	bool first = by_name; /* the other section is open */

	for (size_t i = 0; i < table_nfield(t); i++) {
		const struct table_field *f = table_field(t, i);

		if (!f->known || f->heading.by_name != by_name ||
		    f->heading.column >= ds->ncolumn ||
		    f->name.n > MAP_LINE / 2)
			continue;
		if (first) {
			buf_puts(b, "\n[");
			buf_puts(b, ds->name);
			buf_puts(b, " names]\n");
		}
		first = false;
		buf_puts(b, ds->column[f->heading.column].name);
		buf_puts(b, " = ");
		put_text(b, f->name);
		buf_putc(b, '\n');
	}
}

/* The columns nothing was found for, then the headings nothing is known
 * of: to be joined by hand. */
static void
put_unknown(struct buf *b, const struct dataset *ds, const struct table *t)
{
	for (size_t col = 0; col < ds->ncolumn; col++) {
		bool found = false;

		for (size_t i = 0; i < table_nfield(t); i++)
			found = found || (table_field(t, i)->known &&
			    table_field(t, i)->heading.column == col);
		if (found)
			continue;
		buf_puts(b, "# ");
		buf_puts(b, ds->column[col].name);
		buf_puts(b, " = ");
		buf_puts(b, ds->column[col].flags & COLUMN_REQUIRED
		    ? "(needed) " : "");
		buf_puts(b, ds->column[col].zh);
		buf_putc(b, '\n');
	}
	for (size_t i = 0; i < table_nfield(t); i++) {
		const struct table_field *f = table_field(t, i);

		if (f->known || !f->named || f->name.n > MAP_LINE / 2)
			continue;
		buf_puts(b, "# unknown: ");
		put_text(b, f->name);
		put_samples(b, t, i);
		buf_putc(b, '\n');
	}
}

static enum unit
stated_unit(const struct table *t, const struct table_field *f,
    enum value_type type)
{
	struct unit_line line;
	struct pos pos;

	if (type != VALUE_MONEY && type != VALUE_AREA)
		return UNIT_NONE;
	if (f->heading.unit != UNIT_NONE || !table_units(t, &line, &pos))
		return f->heading.unit;
	return type == VALUE_MONEY ? line.money : line.area;
}

static void
put_units(struct buf *b, const struct dataset *ds, const struct table *t)
{
	bool first = true;

	for (size_t i = 0; i < table_nfield(t); i++) {
		const struct table_field *f = table_field(t, i);
		const struct column *c = f->known &&
		    f->heading.column < ds->ncolumn
		    ? &ds->column[f->heading.column] : NULL;
		enum unit unit;

		if (c == NULL || (c->type != VALUE_MONEY &&
		    c->type != VALUE_AREA))
			continue;
		if (first) {
			buf_puts(b, "\n[");
			buf_puts(b, ds->name);
			buf_puts(b, " units]\n");
		}
		first = false;
		unit = stated_unit(t, f, c->type);
		buf_puts(b, "# ");
		put_text(b, f->name);
		put_samples(b, t, i);
		buf_puts(b, unit == UNIT_NONE ? "\n# " : "\n");
		buf_puts(b, c->name);
		buf_puts(b, " = ");
		buf_puts(b, unit == UNIT_NONE ? "(not stated)"
					      : unit_name(unit));
		buf_putc(b, '\n');
	}
}

void
draft_put(struct buf *b, const struct dataset *ds, const char *name,
    const struct table *t)
{
	buf_puts(b, "# ");
	buf_puts(b, name);
	buf_puts(b, ": header in line ");
	buf_int(b, (int64_t)table_header_pos(t, 0).line);
	buf_putc(b, '\n');
	buf_puts(b, "\n[");
	buf_puts(b, ds->name);
	buf_puts(b, "]\n");
	put_known(b, ds, t, false);
	put_unknown(b, ds, t);
	put_known(b, ds, t, true);
	put_units(b, ds, t);
}

#include "plan/raw_take.h"

#include "base/map.h"
#include "base/num.h"
#include "plan/scheme_name.h"
#include "schema/indicator.h"
#include "schema/made.h"

bool
raw_begin_nothing(struct raw_set *f, struct row_reader *r)
{
	(void)f;
	(void)r;
	return true;
}

bool
raw_end_nothing(struct raw_set *f, struct row_reader *r)
{
	(void)f;
	(void)r;
	return true;
}

static const struct scheme_item *
item_at(const struct raw_set *f, size_t i)
{
	return &f->scheme->item[i];
}

/* The file must have the column: a figure that nobody wrote is not asked
 * for by an evaluation. */
static bool
has_column(struct raw_set *f, struct row_reader *r, const struct dataset *ds,
    const struct scheme_item *x, const char *name)
{
	size_t col = dataset_column(ds, str_from(name));
	struct pos pos = row_header_pos(r);

	if (col != MAP_NONE && row_has(r, col))
		return true;
	diag_at(f->diag, &x->name_pos, DIAG_SCORE_COLUMN, DIAG_STR(x->id),
	    DIAG_Z(name), DIAG_Z(pos.file));
	return false;
}

/* A building, target or task behind a figure. */
static void
add_part(struct raw_set *f, size_t item, size_t place, int64_t n,
    struct str id, struct str name, struct pos pos)
{
	struct raw_part *p;

	f->part = mem_grow(f->part, &f->part_cap, f->npart + 1,
	    sizeof *f->part);
	p = &f->part[f->npart++];
	*p = (struct raw_part){ .item = item, .place = place, .n = n,
		.id = arena_str(&f->keep, id),
		.name = arena_str(&f->keep, name), .pos = pos };
}

/* A figure as it stands: plain, at most two decimals; empty is unknown. */
static bool
parse_figure(struct raw_set *f, struct str text, const char *name,
    struct pos pos, int64_t *n, bool *known)
{
	*known = text.n > 0;
	if (!*known || (num_parse_decimal(text, 2, n) == NUM_OK &&
	    *n >= -SCHEME_FIGURE_MAX && *n <= SCHEME_FIGURE_MAX))
		return true;
	diag_at(f->diag, &pos, DIAG_REPORT_AMOUNT, DIAG_STR(text),
	    DIAG_Z(name));
	return false;
}

static bool
has_decimals(struct str text)
{
	return str_chr(text, '.') < text.n;
}

/* Columns the tools do not know are found by the names the scheme gives. */
static bool
find_extra(struct raw_set *f, struct row_reader *r, size_t item)
{
	const struct scheme_item *x = item_at(f, item);
	struct pos pos = row_header_pos(r);
	struct near near = { .name = x->id };

	for (size_t i = 0; i < row_extra_count(r); i++) {
		if (str_eq(row_extra_name(r, i), x->id)) {
			f->column[item] = i;
			return true;
		}
		near_offer(&near, row_extra_name(r, i));
	}
	scheme_name_offer(SCHEME_DISTRICTS, &near);
	if (near.distance > 0)
		diag_at(f->diag, &x->name_pos, DIAG_SCORE_COLUMN_NEAR,
		    DIAG_STR(x->id), DIAG_Z(pos.file), DIAG_STR(near.best));
	else
		diag_at(f->diag, &x->name_pos, DIAG_SCORE_COLUMN,
		    DIAG_STR(x->id), DIAG_STR(x->id), DIAG_Z(pos.file));
	return false;
}

bool
raw_begin_districts(struct raw_set *f, struct row_reader *r)
{
	const struct dataset *ds = indicator_aggregates();
	bool ok = true;

	for (size_t i = 0; i < f->scheme->nitem; i++) {
		const struct scheme_item *x = item_at(f, i);

		if (x->source != SCHEME_DISTRICTS)
			continue;
		if (x->what == MAP_NONE)
			ok = find_extra(f, r, i) && ok;
		else
			ok = has_column(f, r, ds, x,
			    ds->column[x->what].name) && ok;
	}
	return ok;
}

bool
raw_take_districts(struct raw_set *f, struct row_reader *r,
    const struct row *row, size_t place)
{
	struct str buildings = row->value[dataset_column(
	    indicator_aggregates(), STR("buildings"))].text;
	/* 0.00 of no building is no figure: the district sent nothing */
	bool nothing = str_is(buildings, "0");

	for (size_t i = 0; place < f->nplace && i < f->scheme->nitem; i++) {
		const struct scheme_item *x = item_at(f, i);
		struct raw *c = raw_at(f, i, place);
		struct str text;

		if (x->source != SCHEME_DISTRICTS)
			continue;
		text = x->what == MAP_NONE ?
		    row_extra(r, row, f->column[i]) :
		    row->value[x->what].text;
		c->pos = row_pos(r, row, x->what == MAP_NONE ? 0 : x->what);
		if (x->what != MAP_NONE &&
		    (nothing || !row->value[x->what].known))
			text = STR("");
		if (!parse_figure(f, text, x->id.p, c->pos, &c->n, &c->known))
			return false;
		f->decimals[i] |= has_decimals(text);
	}
	return true;
}

/* Of industries or teams no district is told. */
bool
raw_end_districts(struct raw_set *f, struct row_reader *r)
{
	struct pos pos = row_header_pos(r);

	for (size_t p = 1; p < f->nplace; p++)
		if (f->seen[p] > 0)
			return true;
	diag_plain(f->diag, &pos, DIAG_SCORE_DISTRICTS);
	return false;
}

bool
raw_begin_classified(struct raw_set *f, struct row_reader *r)
{
	const struct dataset *ds = indicator_classified();
	bool ok = true;

	for (size_t i = 0; i < f->scheme->nitem; i++) {
		const struct scheme_item *x = item_at(f, i);
		const struct scheme_count *c;

		if (x->source != SCHEME_CLASSIFIED)
			continue;
		c = scheme_count_at(x->what);
		ok = has_column(f, r, ds, x, c->column) && ok;
		if (c->of == SCHEME_NET)
			ok = has_column(f, r, ds, x, "left_1yi") && ok;
	}
	return ok;
}

/* What one building adds to a count; *known is false where that cannot be
 * told.  False after a report. */
static bool
count_building(struct raw_set *f, struct row_reader *r,
    const struct row *row, const struct scheme_count *c, int64_t *n,
    bool *known)
{
	const struct dataset *ds = indicator_classified();
	size_t col = dataset_column(ds, str_from(c->column));
	const struct value *v = &row->value[col];
	const struct value *left;
	struct pos pos;
	int tier;

	*known = v->known;
	*n = v->known && v->n != 0;
	if (c->of == SCHEME_FILLED) {
		*n = v->known && v->text.n > 0;
		*known = true;
	} else if (c->of == SCHEME_NET) {
		left = &row->value[dataset_column(ds, STR("left_1yi"))];
		*known = v->known && left->known;
		*n -= left->known && left->n != 0;
	} else if (c->of == SCHEME_TIER && v->known) {
		tier = value_choice(SCHEME_TIERS, v->text);
		*n = tier >= c->tier;
		if (tier >= 0)
			return true;
		pos = row_pos(r, row, col);
		diag_at(f->diag, &pos, DIAG_CLASS_UNKNOWN, DIAG_STR(v->text));
		return false;
	}
	return true;
}

bool
raw_take_classified(struct raw_set *f, struct row_reader *r,
    const struct row *row, size_t place)
{
	const struct dataset *ds = indicator_classified();
	size_t id = dataset_column(ds, STR("building_id"));
	struct pos pos = row_pos(r, row, id);

	if (place == f->nplace)
		diag_at(f->diag, &pos, DIAG_SCORE_NOWHERE,
		    DIAG_STR(row->value[id].text));
	for (size_t i = 0; place < f->nplace && i < f->scheme->nitem; i++) {
		const struct scheme_item *x = item_at(f, i);
		struct raw *c = raw_at(f, i, place);
		int64_t n;
		bool known;

		if (x->source != SCHEME_CLASSIFIED)
			continue;
		if (!count_building(f, r, row, scheme_count_at(x->what), &n,
		    &known))
			return false;
		c->unknown += !known;
		if (!known || n == 0)
			continue;
		c->n += n * 100;
		add_part(f, i, place, n, row->value[id].text,
		    row->value[dataset_column(ds, STR("name"))].text, pos);
	}
	return true;
}

/* Of no building, or of unknown ones alone, nothing is known: no 0. */
bool
raw_end_classified(struct raw_set *f, struct row_reader *r)
{
	struct pos pos = row_header_pos(r);

	pos.line = pos.col = 0;
	for (size_t i = 0; i < f->scheme->nitem; i++) {
		if (item_at(f, i)->source != SCHEME_CLASSIFIED)
			continue;
		for (size_t p = 0; p < f->nplace; p++) {
			struct raw *c = raw_at(f, i, p);

			c->known = f->seen[p] > 0 && c->unknown < f->seen[p];
			c->pos = pos;
		}
	}
	return true;
}

static struct str
keep(struct raw_set *f, const struct row *row, size_t col)
{
	return arena_str(&f->keep, row->value[col].text);
}

static void
keep_target(struct raw_set *f, struct row_reader *r, const struct row *row,
    size_t place)
{
	struct raw_target *t;

	f->row = mem_grow(f->row, &f->row_cap, f->nrow + 1, sizeof *f->row);
	t = &f->row[f->nrow++];
	t->place = place;
	t->status = (enum completion_status)
	    row->value[COL(COMPLETION, status)].n;
	t->indicator = keep(f, row, COL(COMPLETION, indicator));
	t->unit = keep(f, row, COL(COMPLETION, unit));
	t->target = keep(f, row, COL(COMPLETION, target));
	t->actual = keep(f, row, COL(COMPLETION, actual));
	t->rate = keep(f, row, COL(COMPLETION, rate_pct));
	t->gap = keep(f, row, COL(COMPLETION, gap_pct));
	t->remaining = keep(f, row, COL(COMPLETION, remaining));
	t->pos = row_pos(r, row, COL(COMPLETION, indicator));
}

static bool
take_actual(struct raw_set *f, struct row_reader *r, const struct row *row,
    size_t item, struct raw *c)
{
	const struct value *v = row->value;
	struct str target = v[COL(COMPLETION, target)].text;
	struct str actual = v[COL(COMPLETION, actual)].text;
	bool known;

	c->pos = row_pos(r, row, COL(COMPLETION, actual));
	c->target_pos = row_pos(r, row, COL(COMPLETION, target));
	c->unit = keep(f, row, COL(COMPLETION, unit));
	c->unknown = v[COL(COMPLETION, unknown)].known ?
	    v[COL(COMPLETION, unknown)].n : 0;
	if (!parse_figure(f, actual, "actual", c->pos, &c->n, &c->known) ||
	    !parse_figure(f, target, "target", c->target_pos, &c->target,
	    &known))
		return false;
	c->has_target = known && c->target > 0;
	c->no_target = !c->has_target;
	f->decimals[item] |= has_decimals(actual) || has_decimals(target);
	return true;
}

bool
raw_take_completion(struct raw_set *f, struct row_reader *r,
    const struct row *row, size_t place)
{
	const struct value *v = row->value;

	if (place == f->nplace)
		return true;
	keep_target(f, r, row, place);
	for (size_t i = 0; i < f->scheme->nitem; i++) {
		const struct scheme_item *x = item_at(f, i);
		struct raw *c = raw_at(f, i, place);

		if (x->source != SCHEME_COMPLETION)
			continue;
		if (x->what == SCHEME_ACTUAL) {
			if (str_eq(v[COL(COMPLETION, indicator)].text,
			    x->id) && !take_actual(f, r, row, i, c))
				return false;
		} else if ((size_t)v[COL(COMPLETION, status)].n == x->what) {
			c->n += 100;
			add_part(f, i, place, 1,
			    v[COL(COMPLETION, indicator)].text, STR(""),
			    row_pos(r, row, COL(COMPLETION, indicator)));
		}
	}
	return true;
}

/* Figures of districts are compared: all must stand in one unit.  Where each
 * is held against its own target, that may be in any. */
static bool
same_units(struct raw_set *f, size_t item)
{
	const struct scheme_item *x = item_at(f, item);
	const struct raw *first = NULL;

	if (x->method == SCHEME_ATTAINMENT && !x->has_target)
		return true;
	for (size_t p = 1; p < f->nplace; p++) {
		const struct raw *c = raw_at(f, item, p);

		if (c->unit.n == 0)
			continue;
		if (first == NULL)
			first = c;
		if (str_eq(c->unit, first->unit))
			continue;
		diag_at(f->diag, &c->pos, DIAG_SCORE_UNITS,
		    DIAG_STR(x->id), DIAG_STR(c->unit),
		    DIAG_STR(first->unit));
		return false;
	}
	return true;
}

/* A district with targets, and none of this indicator, has none; one
 * without any row has no plan in force, of which nothing is known. */
bool
raw_end_completion(struct raw_set *f, struct row_reader *r)
{
	struct pos pos = row_header_pos(r);

	pos.line = pos.col = 0;
	for (size_t i = 0; i < f->scheme->nitem; i++) {
		const struct scheme_item *x = item_at(f, i);

		if (x->source != SCHEME_COMPLETION)
			continue;
		if (!same_units(f, i))
			return false;
		for (size_t p = 0; p < f->nplace; p++) {
			struct raw *c = raw_at(f, i, p);

			if (x->what != SCHEME_ACTUAL)
				c->known = f->seen[p] > 0;
			else if (c->pos.line == 0)
				c->no_target = f->seen[p] > 0;
			if (c->pos.line == 0)
				c->pos = pos;
		}
	}
	return true;
}

bool
raw_begin_tasks(struct raw_set *f, struct row_reader *r)
{
	bool ok = true;

	for (size_t i = 0; i < f->scheme->nitem; i++)
		if (item_at(f, i)->source == SCHEME_TASKS &&
		    item_at(f, i)->what == SCHEME_TASKS_OVERDUE)
			ok = has_column(f, r, made_at(MADE_TASKS),
			    item_at(f, i), "days_overdue") && ok;
	return ok;
}

static bool
is_task(size_t what, struct str status, const struct value *late)
{
	switch ((enum scheme_task)what) {
	case SCHEME_TASKS_OPEN:
		return str_is(status, "open");
	case SCHEME_TASKS_DONE:
		return str_is(status, "done");
	case SCHEME_TASKS_DROPPED:
		return str_is(status, "dropped");
	case SCHEME_TASKS_OVERDUE:
		return str_is(status, "open") && late->known && late->n > 0;
	case SCHEME_TASKS_ALL:
		break;
	}
	return true;
}

bool
raw_take_tasks(struct raw_set *f, struct row_reader *r, const struct row *row,
    size_t place)
{
	size_t id = COL(TASKS, id);
	const struct value *v = row->value;

	for (size_t i = 0; place < f->nplace && i < f->scheme->nitem; i++) {
		const struct scheme_item *x = item_at(f, i);
		struct raw *c = raw_at(f, i, place);

		if (x->source != SCHEME_TASKS)
			continue;
		c->known = true;
		c->pos = (struct pos){ .file = row_header_pos(r).file };
		if (!is_task(x->what,
		    v[COL(TASKS, status)].text,
		    &v[COL(TASKS, days_overdue)]))
			continue;
		c->n += 100;
		add_part(f, i, place, 1, v[id].text,
		    v[COL(TASKS, title)].text,
		    row_pos(r, row, id));
	}
	return true;
}

/* A plan whose day has passed and which was not issued by it. */
bool
raw_take_cadence(struct raw_set *f, struct row_reader *r,
    const struct row *row, size_t place)
{
	const struct value *v = row->value;
	size_t status = COL(CADENCE, status);

	if (!str_is(v[COL(CADENCE, kind)].text, "plan"))
		return true;
	for (size_t i = 0; place < f->nplace && i < f->scheme->nitem; i++) {
		struct raw *c = raw_at(f, i, place);

		if (item_at(f, i)->source != SCHEME_CADENCE)
			continue;
		c->known = true;
		c->n = str_is(v[status].text, "missed") ? 100 : 0;
		c->pos = row_pos(r, row, status);
	}
	return true;
}

#include "rule/roster.h"

#include <stdlib.h>

#include "base/date.h"
#include "schema/near.h"

static bool
is_class(struct str name)
{
	size_t col = dataset_column(indicator_classified(), name);

	return col != MAP_NONE && col >= BUILDING_COLUMNS;
}

/* What the header says: columns there are, and those nobody knows.  Classes
 * decided before are dropped: they are decided anew. */
static void
take_header(struct roster *r, struct row_reader *in)
{
	size_t n = row_extra_count(in), kept = 0;
	struct str *name = arena_alloc(&r->keep, n, sizeof(*name));

	r->extra_at = arena_alloc(&r->keep, n, sizeof(*r->extra_at));
	building_fields_init(&r->fields);
	for (size_t i = 0; i < BUILDING_COLUMNS; i++)
		r->fields.has[i] = row_has(in, i);
	for (size_t i = 0; i < n; i++) {
		struct str s = row_extra_name(in, i);

		if (!r->classified && is_class(s)) {
			diag_at(r->diag, NULL, DIAG_RECOMPUTED, DIAG_STR(s));
			continue;
		}
		r->extra_at[kept] = i;
		name[kept++] = arena_str(&r->keep, s);
	}
	r->fields.extra = name;
	r->fields.nextra = kept;
}

static bool
check_period(struct roster *r, const struct row_reader *in,
    const struct row *row, int wanted)
{
	const struct value *v = &row->value[INDICATOR_period];
	struct pos pos = row_pos(in, row, INDICATOR_period);
	int due = wanted >= 0 ? wanted : r->period;
	struct buf b;

	if (due < 0 || v->n == due) {
		r->period = (int)v->n;
		return true;
	}
	buf_init(&b, BUF_UNBOUNDED);
	date_put_month(&b, due);
	diag_at(r->diag, &pos, DIAG_PERIODS_DIFFER, DIAG_STR(v->text),
	    DIAG_STR(buf_str(&b)));
	buf_fini(&b);
	return false;
}

/* The value with its text, where the text is what it holds. */
static struct value
kept(struct roster *r, const struct value *v, enum value_type type)
{
	struct value out = *v;

	out.text = (struct str){ "", 0 };
	if (v->known && value_type_is_text(type))
		out.text = arena_str(&r->keep, v->text);
	return out;
}

static void
keep_row(struct roster *r, const struct row_reader *in, const struct row *row)
{
	const struct dataset *ds = indicator_dataset();
	struct value *value = arena_alloc(&r->keep, BUILDING_COLUMNS,
	    sizeof(*value));
	struct str *extra = arena_alloc(&r->keep, r->fields.nextra,
	    sizeof(*extra));
	struct roster_row *to;

	for (size_t i = 0; i < BUILDING_COLUMNS; i++)
		value[i] = kept(r, &row->value[i], ds->column[i].type);
	for (size_t i = 0; i < r->fields.nextra; i++)
		extra[i] = arena_str(&r->keep, row_extra(in, row,
		    r->extra_at[i]));
	r->row = mem_grow(r->row, &r->cap, r->n + 1, sizeof(*r->row));
	to = &r->row[r->n++];
	*to = (struct roster_row){
		.building = { .fields = &r->fields, .value = value,
		    .extra = extra, .period = r->period },
		.id = value[INDICATOR_building_id].text,
		.name = value[INDICATOR_name].text,
		.pos = row_pos(in, row, INDICATOR_building_id),
	};
	for (size_t i = 0; r->classified && i < BUILDING_CLASSES; i++)
		to->building.class[i] = kept(r, &row->value[BUILDING_COLUMNS +
		    i], indicator_classified()->column[BUILDING_COLUMNS +
		    i].type);
}

static int
by_id(const void *a, const void *b)
{
	const struct roster_row *x = a, *y = b;

	return str_cmp(x->id, y->id);
}

/* As bldg-rollup writes them they are sorted already. */
static void
sort_rows(struct roster *r)
{
	size_t i = 1;

	while (i < r->n && by_id(&r->row[i - 1], &r->row[i]) <= 0)
		i++;
	if (i < r->n)
		qsort(r->row, r->n, sizeof(*r->row), by_id);
}

static struct roster *
read_rows(struct diag *d, struct row_reader *in, int wanted, bool classified)
{
	struct roster *r = mem_zalloc(1, sizeof(*r));
	enum status status;
	struct row row;

	r->diag = d;
	r->period = -1;
	r->classified = classified;
	take_header(r, in);
	while ((status = row_next(in, &row)) == STATUS_OK) {
		if (!check_period(r, in, &row, wanted))
			break;
		keep_row(r, in, &row);
	}
	if (status != STATUS_END) {
		roster_free(r);
		return NULL;
	}
	sort_rows(r);
	return r;
}

struct roster *
roster_read(struct diag *d, struct row_reader *in, int wanted)
{
	return read_rows(d, in, wanted, false);
}

struct roster *
roster_read_classified(struct diag *d, struct row_reader *in, int wanted)
{
	struct pos pos = row_header_pos(in);

	if (row_has(in, BUILDING_COLUMNS)) /* the first class: tier */
		return read_rows(d, in, wanted, true);
	diag_at(d, &pos, DIAG_MISSING_COLUMN,
	    DIAG_Z(indicator_classified()->column[BUILDING_COLUMNS].name),
	    DIAG_Z(indicator_classified()->name));
	return NULL;
}

void
roster_free(struct roster *r)
{
	if (r == NULL)
		return;
	arena_fini(&r->keep);
	map_fini(&r->districts);
	free(r->district);
	free(r->row);
	free(r);
}

static struct roster_row *
row_of(const struct roster *r, struct str id)
{
	struct roster_row key = { .id = id };

	if (r->n == 0)
		return NULL;
	return bsearch(&key, r->row, r->n, sizeof(*r->row), by_id);
}

static void
take_base_row(struct roster *r, const struct row_reader *in,
    const struct row *row)
{
	const struct value *id = &row->value[COL(BASE, building_id)];
	const struct value *tier = &row->value[COL(BASE, tier)];
	struct roster_row *to = row_of(r, id->text);
	struct pos pos = row_pos(in, row, COL(BASE, building_id));

	if (to != NULL) {
		to->facts.base = BASE_LISTED;
		to->facts.base_tier = arena_str(&r->keep, tier->text);
		to->facts.base_tax = row->value[COL(BASE, tax_yuan)];
		to->facts.base_tax.text = (struct str){ "", 0 };
		return;
	}
	r->findings++;
	diag_at(r->diag, &pos, DIAG_BASE_UNKNOWN, DIAG_STR(id->text),
	    DIAG_STR(tier->text));
}

bool
roster_read_base(struct roster *r, struct row_reader *in)
{
	enum status status;
	struct row row;

	while ((status = row_next(in, &row)) == STATUS_OK) {
		if (r->period < 0 || row.value[COL(BASE, year)].n !=
		    date_year(r->period) - 1)
			continue;
		r->has_base = true;
		take_base_row(r, in, &row);
	}
	for (size_t i = 0; r->has_base && i < r->n; i++)
		if (r->row[i].facts.base == BASE_NONE)
			r->row[i].facts.base = BASE_ABSENT;
	return status == STATUS_END;
}

/* One recognition of a building that is here. */
struct honour {
	size_t row;
	int64_t day;
	struct str category;
};

static int
by_date(const void *a, const void *b)
{
	const struct honour *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return str_cmp(x->category, y->category);
}

/* False where the row does not count here. */
static bool
take_recognition(struct roster *r, const struct row_reader *in,
    const struct row *row, struct honour *out)
{
	const struct value *v = row->value;
	struct str subject = v[COL(RECOGNITIONS, subject_id)].text;
	struct str category = v[COL(RECOGNITIONS, category)].text;
	struct pos pos = row_pos(in, row, COL(RECOGNITIONS, subject_id));
	struct roster_row *to = row_of(r, subject);

	out->day = v[COL(RECOGNITIONS, date)].n;
	if (!str_is(v[COL(RECOGNITIONS, kind)].text, "specialty") ||
	    r->period < 0 || out->day > date_last_day(r->period))
		return false;
	if (to == NULL) {
		r->findings++;
		diag_at(r->diag, &pos, DIAG_RECOGNISED_UNKNOWN,
		    DIAG_STR(subject));
		return false;
	}
	if (category.n == 0) {
		r->findings++;
		diag_at(r->diag, &pos, DIAG_NO_CATEGORY, DIAG_STR(subject));
		category = STR("unspecified");
	}
	out->row = (size_t)(to - r->row);
	out->category = arena_str(&r->keep, category);
	return true;
}

static bool
stands_before(const struct honour *h, size_t i)
{
	for (size_t k = i; k > 0 && h[k - 1].row == h[i].row; k--)
		if (str_eq(h[k - 1].category, h[i].category))
			return true;
	return false;
}

static void
join_categories(struct roster *r, struct honour *h, size_t n)
{
	struct buf list;

	buf_init(&list, BUF_UNBOUNDED);
	if (n > 0)
		qsort(h, n, sizeof(*h), by_date);
	for (size_t i = 0; i < n; i++) {
		if (!stands_before(h, i)) {
			if (list.n > 0)
				buf_putc(&list, ';');
			buf_put(&list, h[i].category);
		}
		if (i + 1 < n && h[i + 1].row == h[i].row)
			continue;
		r->row[h[i].row].facts.recognised = arena_str(&r->keep,
		    buf_str(&list));
		buf_reset(&list);
	}
	buf_fini(&list);
}

bool
roster_read_recognitions(struct roster *r, struct row_reader *in)
{
	struct honour *h = NULL;
	size_t n = 0, cap = 0;
	enum status status;
	struct row row;

	while ((status = row_next(in, &row)) == STATUS_OK) {
		h = mem_grow(h, &cap, n + 1, sizeof(*h));
		n += take_recognition(r, in, &row, &h[n]);
	}
	join_categories(r, h, n);
	free(h);
	r->has_recognitions = true;
	for (size_t i = 0; i < r->n; i++)
		r->row[i].facts.recognitions = true;
	return status == STATUS_END;
}

/* A building whose id or name is near the key, else one whose name has it. */
static void
tell_unknown(const struct roster *r, struct str key)
{
	struct near near = { .name = key };
	const struct roster_row *best = NULL, *within = NULL;

	for (size_t i = 0; i < r->n; i++) {
		const struct roster_row *row = &r->row[i];
		size_t before = near.distance;

		near_offer(&near, row->id);
		near_offer(&near, row->name);
		if (near.distance != before)
			best = row;
		if (within == NULL && key.n > 0 &&
		    str_find(row->name, key) < row->name.n)
			within = row;
	}
	best = best != NULL ? best : within;
	if (best == NULL)
		diag_at(r->diag, NULL, DIAG_NO_BUILDING, DIAG_STR(key));
	else
		diag_at(r->diag, NULL, DIAG_NO_BUILDING_NEAR, DIAG_STR(key),
		    DIAG_STR(best->id), DIAG_STR(best->name));
}

struct roster_row *
roster_find(const struct roster *r, struct str key)
{
	struct roster_row *found = row_of(r, key);
	size_t n = 0;

	if (found != NULL)
		return found;
	for (size_t i = 0; i < r->n; i++) {
		if (!str_eq(r->row[i].name, key))
			continue;
		n++;
		if (found == NULL)
			found = &r->row[i];
	}
	if (n == 1)
		return found;
	if (n == 0)
		tell_unknown(r, key);
	else
		diag_at(r->diag, NULL, DIAG_NAME_TWICE, DIAG_NUM(n),
		    DIAG_STR(key), DIAG_STR(found->id));
	return NULL;
}

size_t
roster_width(const struct roster *r)
{
	size_t n = BUILDING_CLASSES + r->fields.nextra;

	for (size_t i = 0; i < BUILDING_COLUMNS; i++)
		n += r->fields.has[i];
	return n;
}

void
roster_put_header(const struct roster *r, struct str *name)
{
	const struct dataset *ds = indicator_classified();
	size_t n = 0;

	for (size_t i = 0; i < ds->ncolumn; i++)
		if (i >= BUILDING_COLUMNS || r->fields.has[i])
			name[n++] = str_from(ds->column[i].name);
	for (size_t i = 0; i < r->fields.nextra; i++)
		name[n++] = r->fields.extra[i];
}

void
roster_put_row(const struct roster *r, const struct roster_row *row,
    struct buf *buf, struct str *cell)
{
	const struct dataset *ds = indicator_classified();
	size_t n = 0, at = 0;

	buf_reset(buf);
	for (size_t i = 0; i < ds->ncolumn; i++) {
		const struct value *v = i < BUILDING_COLUMNS ?
		    &row->building.value[i] :
		    &row->building.class[i - BUILDING_COLUMNS];
		size_t begin = buf->n;

		if (i < BUILDING_COLUMNS && !r->fields.has[i])
			continue;
		value_put(buf, ds->column[i].type, ds->column[i].choices, v);
		cell[n++].n = buf->n - begin;
	}
	for (size_t i = 0; i < n; i++) { /* the buffer moves no more */
		cell[i].p = buf->p + at;
		at += cell[i].n;
	}
	for (size_t i = 0; i < r->fields.nextra; i++)
		cell[n++] = row->building.extra[i];
}

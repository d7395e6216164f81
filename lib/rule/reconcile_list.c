#include "rule/reconcile_list.h"

#include <stdlib.h>

#include "base/date.h"
#include "import/amount.h"
#include "text/normal.h"

/* Where the columns that find a building, and a period, stand. */
struct heads {
	size_t id, name, district, period, year;
	size_t *at; /* by list column: its field */
};

struct reading {
	const struct reconcile_input *in;
	struct list *list;
	struct rec_reader *from;
	struct heads heads;
	struct map name; /* ours: district, NUL, folded name; and name alone */
	const struct roster_row **by_name; /* by name; NULL: several */
	size_t by_name_cap;
	bool *seen; /* by our row */
	int64_t year; /* of the rows so far; -1 while none told it */
};

static bool
is_column(const struct column *c, struct str name)
{
	return str_is(name, c->name) || str_is(name, c->zh);
}

/* A column of a register that finds buildings, under its name or label. */
static bool
is_register(struct str name, size_t column)
{
	return is_column(&dataset_at(DATASET_BUILDINGS)->column[column],
	    name);
}

static bool
take_head(struct heads *h, struct str name, size_t field)
{
	size_t *to = is_register(name, COL(BUILDINGS, building_id)) ? &h->id :
	    is_register(name, COL(BUILDINGS, name)) ? &h->name :
	    is_register(name, COL(BUILDINGS, district)) ||
	        str_is(name, "地区") ? &h->district :
	    str_is(name, "period") ? &h->period :
	    str_is(name, "year") || str_is(name, "年度") ? &h->year : NULL;

	if (to != NULL)
		*to = field;
	return to != NULL;
}

/* Of the registry, by name or label; INDICATOR_COUNT. */
static size_t
find_column(struct str name)
{
	const struct dataset *ds = indicator_classified();

	if (str_is(name, "税收"))
		return (size_t)INDICATOR_tax_yuan;
	for (size_t i = 0; i < ds->ncolumn; i++)
		if (is_column(&ds->column[i], name))
			return i < BUILDING_COLUMNS ? i :
			    i - BUILDING_COLUMNS + (size_t)INDICATOR_tier;
	return (size_t)INDICATOR_COUNT;
}

static bool
fits(size_t id, enum unit unit, struct str text)
{
	enum value_type type = indicator_at((enum indicator_id)id)->type;

	if (unit == UNIT_NONE)
		return str_is(text, "%") && type == VALUE_PERCENT;
	return unit_kind(unit) == unit_kind_of(type);
}

/* "全口径税收（万元）": the unit behind a name, where it is one of what the
 * column holds. */
static size_t
find_with_unit(struct str heading, enum unit *unit)
{
	size_t id = (size_t)INDICATOR_COUNT, open;
	struct str key, inner = { "", 0 };
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	normal_key(&b, heading);
	key = buf_str(&b);
	open = str_chr(key, '(');
	if (open < key.n && str_ends(key, STR(")"))) {
		inner = str_sub(key, open + 1, key.n - 1);
		*unit = unit_find(inner);
		id = find_column(str_sub(key, 0, open));
	}
	if (id != (size_t)INDICATOR_COUNT && !fits(id, *unit, inner))
		id = (size_t)INDICATOR_COUNT;
	buf_fini(&b);
	return id;
}

static void
take_column(struct reading *r, struct str name, size_t field)
{
	struct list *l = r->list;
	struct pos pos = { r->in->path, 1, 0 };
	enum unit unit = UNIT_NONE;
	size_t id = find_column(name);

	if (id == (size_t)INDICATOR_COUNT)
		id = find_with_unit(name, &unit);
	if (id == (size_t)INDICATOR_COUNT) {
		diag_at(r->in->diag, &pos, DIAG_LIST_COLUMN, DIAG_STR(name));
		return;
	}
	r->heads.at[l->ncolumn] = field;
	l->column[l->ncolumn++] = (struct list_column){ id, id, unit };
}

static bool
take_header(struct reading *r)
{
	const struct rec *header = rec_header(r->from);
	struct pos pos = { r->in->path, 1, 0 };

	r->heads = (struct heads){ MAP_NONE, MAP_NONE, MAP_NONE, MAP_NONE,
		MAP_NONE, NULL };
	r->heads.at = arena_alloc(&r->list->keep, header->nfield,
	    sizeof(size_t));
	r->list->column = arena_alloc(&r->list->keep, header->nfield,
	    sizeof(*r->list->column));
	for (size_t i = 0; i < header->nfield; i++)
		if (!take_head(&r->heads, header->field[i], i))
			take_column(r, header->field[i], i);
	if (r->heads.id != MAP_NONE || r->heads.name != MAP_NONE)
		return true;
	diag_at(r->in->diag, &pos, DIAG_MISSING_COLUMN,
	    DIAG_Z("building_id / name"), DIAG_Z("LIST"));
	return false;
}

static void
put_name_key(struct buf *b, struct str district, struct str name)
{
	buf_reset(b);
	buf_put(b, district);
	buf_putc(b, '\0');
	normal_key(b, name);
}

static void
index_name(struct reading *r, struct str district,
    const struct roster_row *row, struct buf *b)
{
	bool is_new;
	size_t i;

	put_name_key(b, district, row->name);
	i = map_put(&r->name, buf_str(b), &is_new);
	r->by_name = mem_grow(r->by_name, &r->by_name_cap, i + 1,
	    sizeof(struct roster_row *));
	r->by_name[i] = is_new ? row : NULL;
}

static void
index_names(struct reading *r)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < r->in->ours->n; i++) {
		const struct roster_row *row = &r->in->ours->row[i];

		index_name(r, building_value(&row->building, district).text,
		    row, &b);
		index_name(r, (struct str){ "", 0 }, row, &b);
	}
	buf_fini(&b);
}

static const struct roster_row *
find_ours(struct reading *r, struct list_row *row)
{
	struct buf b;
	size_t i;

	for (size_t low = 0, high = r->in->ours->n; low < high;) {
		size_t mid = (low + high) / 2;
		int order = str_cmp(r->in->ours->row[mid].id, row->id);

		if (order == 0)
			return &r->in->ours->row[mid];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (row->id.n > 0 || row->name.n == 0)
		return NULL;
	buf_init(&b, BUF_UNBOUNDED);
	put_name_key(&b, row->district, row->name);
	i = map_find(&r->name, buf_str(&b));
	buf_fini(&b);
	row->several = i != MAP_NONE && r->by_name[i] == NULL;
	return i == MAP_NONE ? NULL : r->by_name[i];
}

static struct str
field(struct reading *r, const struct rec *rec, size_t at)
{
	return at == MAP_NONE ? (struct str){ "", 0 } :
	    arena_str(&r->list->keep, rec->field[at]);
}

static bool
take_district(struct reading *r, const struct rec *rec, struct list_row *row)
{
	struct str text = field(r, rec, r->heads.district);
	const struct district *d = text.n == 0 ? NULL :
	    code_district(r->in->codes, text);
	struct pos pos;

	row->district = d == NULL ? (struct str){ "", 0 } : d->code;
	if (text.n == 0 || d != NULL)
		return true;
	pos = rec_pos(r->from, rec, r->heads.district);
	diag_at(r->in->diag, &pos, DIAG_UNKNOWN_DISTRICT, DIAG_STR(text),
	    DIAG_Z("district"));
	return false;
}

/* A tier may stand under its label, where it has one. */
static struct str
tier_name(const struct reconcile_input *in, struct str text)
{
	for (size_t i = 0; text.n > 0 && i < in->classes->ntier; i++)
		if (str_eq(in->classes->tier[i].label, text))
			return in->classes->tier[i].name;
	return text;
}

bool
list_is_tier(size_t id)
{
	return id == (size_t)INDICATOR_tier ||
	    id == (size_t)INDICATOR_tier_same ||
	    id == (size_t)INDICATOR_tier_last_year;
}

/* In the unit of the heading: "10011.83" of 万元. */
static enum value_fault
parse_scaled(struct str text, enum unit unit, struct value *out)
{
	const struct amount_form form = { .kind = unit_kind(unit),
		.unit = unit, .decimals = 2 };
	struct buf scratch;
	enum amount_fault fault;

	*out = (struct value){ .known = text.n > 0 };
	if (text.n == 0)
		return VALUE_OK;
	buf_init(&scratch, BUF_UNBOUNDED);
	fault = amount_parse(text, &form, &scratch, &out->n, NULL);
	buf_fini(&scratch);
	return fault == AMOUNT_OK ? VALUE_OK : fault == AMOUNT_TOO_LARGE ?
	    VALUE_OUT_OF_RANGE : VALUE_MALFORMED;
}

static bool
take_cell(struct reading *r, const struct rec *rec, size_t c,
    struct value *out)
{
	size_t id = r->list->column[c].asked;
	const struct indicator *x = indicator_at((enum indicator_id)id);
	struct str text = field(r, rec, r->heads.at[c]);
	struct pos pos = rec_pos(r->from, rec, r->heads.at[c]);
	enum value_fault fault;

	if (list_is_tier(id))
		text = tier_name(r->in, text);
	fault = r->list->column[c].unit == UNIT_NONE ?
	    value_parse(x->type, NULL, text, out) :
	    parse_scaled(text, r->list->column[c].unit, out);
	if (fault == VALUE_OK)
		return true;
	diag_at(r->in->diag, &pos, value_fault_code(x->type, fault),
	    DIAG_STR(text), DIAG_Z(x->name), DIAG_Z(""));
	return false;
}

/* A list of another period cannot be held against this one. */
static bool
check_period(struct reading *r, const struct rec *rec)
{
	struct str text = field(r, rec, r->heads.period);
	struct pos pos;
	struct buf due;
	int period = -1;

	if (text.n == 0 || (date_parse_month(text, &period) &&
	    period == r->in->ours->period))
		return true;
	pos = rec_pos(r->from, rec, r->heads.period);
	buf_init(&due, BUF_UNBOUNDED);
	date_put_month(&due, r->in->ours->period);
	diag_at(r->in->diag, &pos, DIAG_PERIODS_DIFFER, DIAG_STR(text),
	    DIAG_STR(buf_str(&due)));
	buf_fini(&due);
	return false;
}

static void
hold_to_last_year(struct list *l)
{
	for (size_t i = 0; i < l->ncolumn; i++) {
		struct list_column *c = &l->column[i];

		if (c->asked == (size_t)INDICATOR_tier)
			c->id = (size_t)INDICATOR_tier_last_year;
		else if (c->asked == (size_t)INDICATOR_tax_yuan)
			c->id = (size_t)INDICATOR_tax_last_year_yuan;
	}
}

/* A list of last year is held against our figures of last year: it is of
 * one year. */
static bool
check_year(struct reading *r, const struct rec *rec)
{
	struct str text = field(r, rec, r->heads.year);
	int64_t year = date_year(r->in->ours->period);
	struct value v = { 0 };
	struct pos pos;
	struct buf due;

	if (text.n == 0)
		return true;
	if (value_parse(VALUE_YEAR, NULL, text, &v) == VALUE_OK &&
	    (r->year < 0 ? v.n == year || v.n == year - 1 : v.n == r->year)) {
		r->year = v.n;
		if (v.n != year)
			hold_to_last_year(r->list);
		return true;
	}
	pos = rec_pos(r->from, rec, r->heads.year);
	buf_init(&due, BUF_UNBOUNDED);
	buf_int(&due, r->year < 0 ? year : r->year);
	diag_at(r->in->diag, &pos, DIAG_PERIODS_DIFFER, DIAG_STR(text),
	    DIAG_STR(buf_str(&due)));
	buf_fini(&due);
	return false;
}

static bool
take_row(struct reading *r, const struct rec *rec)
{
	struct list *l = r->list;
	struct list_row *row;

	l->row = mem_grow(l->row, &l->cap, l->n + 1, sizeof(*l->row));
	row = &l->row[l->n++];
	*row = (struct list_row){ .line = rec->line,
		.id = field(r, rec, r->heads.id),
		.name = field(r, rec, r->heads.name),
		.value = arena_alloc(&l->keep, l->ncolumn,
		    sizeof(*row->value)) };
	if (!take_district(r, rec, row) || !check_period(r, rec) ||
	    !check_year(r, rec))
		return false;
	for (size_t i = 0; i < l->ncolumn; i++)
		if (!take_cell(r, rec, i, &row->value[i]))
			return false;
	row->ours = find_ours(r, row);
	if (row->ours != NULL) {
		size_t at = (size_t)(row->ours - r->in->ours->row);

		row->again = r->seen[at];
		r->seen[at] = true;
	}
	return true;
}

bool
list_read(struct list *l, const struct reconcile_input *in,
    struct rec_reader *from)
{
	struct reading r = { .in = in, .list = l, .from = from,
		.year = -1 };
	enum status status = STATUS_FATAL;
	struct rec rec;

	r.seen = mem_zalloc(in->ours->n + 1, sizeof(*r.seen));
	if (take_header(&r)) {
		index_names(&r);
		while ((status = rec_next(from, &rec)) == STATUS_OK)
			if (!take_row(&r, &rec))
				break;
	}
	map_fini(&r.name);
	free(r.by_name);
	free(r.seen);
	return status == STATUS_END;
}

void
list_fini(struct list *l)
{
	free(l->row);
	arena_fini(&l->keep);
}

size_t
list_column_of(const struct list *l, enum indicator_id asked)
{
	for (size_t i = 0; i < l->ncolumn; i++)
		if (l->column[i].asked == (size_t)asked)
			return i;
	return MAP_NONE;
}

size_t
list_column_held(const struct list *l, size_t id)
{
	for (size_t i = 0; i < l->ncolumn; i++)
		if (l->column[i].id == id)
			return i;
	return MAP_NONE;
}

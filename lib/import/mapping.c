#include "import/mapping.h"

#include "base/map.h"
#include "import/period.h"
#include "text/normal.h"

/* A column, or `district` where the dataset has none: the place. */
static size_t
find_column(const struct dataset *ds, struct str name, bool place)
{
	size_t col = dataset_column(ds, name);

	if (col == MAP_NONE && place && str_is(name, "district"))
		return heading_place(ds);
	return col;
}

static bool
complain(struct diag *d, const struct conf_entry *e, struct str what,
    const char *want)
{
	diag_at(d, &e->pos, DIAG_MAP_KEY, DIAG_STR(what), DIAG_Z(want));
	return false;
}

static bool
parse_unit(struct str text, enum unit *unit)
{
	struct buf folded;

	buf_init(&folded, BUF_UNBOUNDED);
	normal_key(&folded, text);
	*unit = unit_find(buf_str(&folded));
	buf_fini(&folded);
	return *unit != UNIT_NONE;
}

static bool
unit_fits(const struct dataset *ds, size_t col, enum unit unit)
{
	enum unit_kind kind = unit_kind_of(ds->column[col].type);

	return kind != UNIT_OF_NOTHING && unit_kind(unit) == kind;
}

static const char only_wide[] =
    "{month} only where the map says wide = yes, or with --wide";

/* A figure since January is never taken for a month's, by no map either. */
static bool
is_cumulative(struct str heading)
{
	struct buf folded, rest;
	struct period p;
	bool cumulative;

	buf_init(&folded, BUF_UNBOUNDED);
	buf_init(&rest, BUF_UNBOUNDED);
	normal_key(&folded, heading);
	cumulative = period_cut(buf_str(&folded), &rest, &p);
	buf_fini(&folded);
	buf_fini(&rest);
	return cumulative;
}

/* [taxes cumulative] tax_yuan = 累计 | 1-{month} */
static bool
read_cumulative(struct diag *d, const struct conf_entry *e,
    const struct dataset *ds, struct heading_book *book, bool wide)
{
	size_t col = find_column(ds, e->key, false);
	struct str rest = e->value, one;

	if (col == MAP_NONE || ds->column[col].type != VALUE_MONEY ||
	    dataset_column(ds, STR("month")) == MAP_NONE)
		return complain(d, e, e->key, "an amount of a month");
	while (str_cut(&rest, '|', &one)) {
		one = str_trim(one);
		if (!wide && str_find(one, STR("{month}")) < one.n)
			return complain(d, e, one, only_wide);
		if (one.n > 0)
			heading_add_cumulative(book, ds, col, one);
	}
	return true;
}

/* tax_yuan = 税收合计 | 全口径税收 */
static bool
read_heading(struct diag *d, const struct conf_entry *e,
    const struct dataset *ds, struct heading_book *book, bool by_name,
    bool wide)
{
	size_t col = find_column(ds, e->key, false);
	struct str rest = e->value, one;

	if (col == MAP_NONE)
		return complain(d, e, e->key, "a column of the dataset");
	while (str_cut(&rest, '|', &one)) {
		one = str_trim(one);
		if (ds->column[col].type == VALUE_MONEY &&
		    dataset_column(ds, STR("month")) != MAP_NONE &&
		    is_cumulative(one)) {
			diag_at(d, &e->pos, DIAG_MAP_CUMULATIVE,
			    DIAG_STR(one), DIAG_Z(ds->name));
			return false;
		}
		if (str_find(one, STR("{month}")) < one.n) {
			if (!wide)
				return complain(d, e, one, only_wide);
			heading_add_wide(book, ds, col, one);
		} else if (one.n > 0) {
			heading_add(book, ds, col, one, by_name);
		}
	}
	return true;
}

static bool
read_unit(struct diag *d, const struct conf_entry *e,
    const struct dataset *ds, struct mapping *m)
{
	size_t col = find_column(ds, e->key, false);
	enum unit unit;

	if (col == MAP_NONE)
		return complain(d, e, e->key, "a column of the dataset");
	if (!parse_unit(e->value, &unit) || !unit_fits(ds, col, unit))
		return complain(d, e, e->value, "元, 万元, 亿元, ㎡, 万㎡");
	m->unit[col] = unit;
	return true;
}

static bool
read_set(struct diag *d, const struct conf_entry *e,
    const struct dataset *ds, struct mapping *m)
{
	size_t col = find_column(ds, e->key, true);

	if (col == MAP_NONE)
		return complain(d, e, e->key, "a column, or district");
	if (m->set[col].n == 0)
		m->set[col] = e->value; /* the command line came before */
	return true;
}

static bool
read_year(struct diag *d, const struct conf_entry *e,
    struct heading_book *book)
{
	struct value year;

	if (value_parse(VALUE_YEAR, NULL, e->value, &year) != VALUE_OK ||
	    !year.known)
		return complain(d, e, e->value, "2023");
	heading_set_year(book, (int)year.n);
	return true;
}

/* fill-down = building_id | district */
static bool
read_fill_down(struct diag *d, const struct conf_entry *e,
    const struct dataset *ds, struct mapping *m)
{
	struct str rest = e->value, one;

	while (str_cut(&rest, '|', &one)) {
		size_t col = find_column(ds, str_trim(one), false);

		if (col == MAP_NONE)
			return complain(d, e, str_trim(one),
			    "a column of the dataset");
		m->fill_down[col] = true;
	}
	return true;
}

/* negatives = brackets | triangle */
static bool
read_negatives(struct diag *d, const struct conf_entry *e, struct mapping *m)
{
	struct str rest = e->value, one;

	while (str_cut(&rest, '|', &one)) {
		one = str_trim(one);
		if (str_is(one, "brackets"))
			m->brackets = true;
		else if (str_is(one, "triangle"))
			m->triangle = true;
		else
			return complain(d, e, one, "brackets, triangle");
	}
	return true;
}

static bool
read_option(struct diag *d, const struct conf_entry *e,
    const struct dataset *ds, struct heading_book *book, struct mapping *m)
{
	if (str_is(e->key, "year"))
		return read_year(d, e, book);
	if (str_is(e->key, "negatives"))
		return read_negatives(d, e, m);
	if (str_is(e->key, "fill-down"))
		return read_fill_down(d, e, ds, m);
	if (str_is(e->key, "wide"))
		return str_is(e->value, "yes") ||
		    complain(d, e, e->value, "yes"); /* says_wide took it */
	if (!str_is(e->key, "sheet"))
		return complain(d, e, e->key,
		    "fill-down, negatives, sheet, wide, year");
	m->sheet = e->value;
	return true;
}

static bool
read_word(struct diag *d, const struct conf_entry *e,
    const struct dataset *ds, struct str column, struct heading_book *book)
{
	size_t col = find_column(ds, column, false);
	const struct column *c;
	struct value v;

	if (col == MAP_NONE)
		return complain(d, e, column, "a column of the dataset");
	c = &ds->column[col];
	if (value_parse(c->type, c->choices, e->value, &v) != VALUE_OK)
		return complain(d, e, e->value, c->choices != NULL ?
		    c->choices : value_type_form(c->type));
	heading_add_word(book, ds, col, e->key, e->value);
	return true;
}

static bool
bad_section(struct diag *d, const struct conf_entry *e)
{
	diag_at(d, &e->section_pos, DIAG_MAP_SECTION, DIAG_STR(e->section));
	return false;
}

/* [taxes], [taxes units], [buildings values stage] … */
static bool
read_entry(struct diag *d, const struct conf_entry *e,
    const struct dataset *ds, struct heading_book *book, struct mapping *m)
{
	struct str rest = e->section, name, kind = { "", 0 };
	const struct dataset *of;

	str_cut(&rest, ' ', &name);
	of = dataset_find(name, NULL);
	if (of == NULL)
		return bad_section(d, e);
	if (of != ds || e->key.n == 0)
		return true;
	str_cut(&rest, ' ', &kind);
	if (kind.n == 0)
		return read_heading(d, e, ds, book, false, m->wide);
	if (str_is(kind, "values"))
		return read_word(d, e, ds, str_trim(rest), book);
	if (rest.n > 0)
		return bad_section(d, e);
	if (str_is(kind, "names"))
		return read_heading(d, e, ds, book, true, m->wide);
	if (str_is(kind, "cumulative"))
		return read_cumulative(d, e, ds, book, m->wide);
	if (str_is(kind, "units"))
		return read_unit(d, e, ds, m);
	if (str_is(kind, "set"))
		return read_set(d, e, ds, m);
	if (str_is(kind, "options"))
		return read_option(d, e, ds, book, m);
	return bad_section(d, e);
}

/* Before any heading is read: [taxes options] wide = yes. */
static bool
says_wide(const struct conf *c, const struct dataset *ds)
{
	for (size_t i = 0; i < c->n; i++) {
		struct str rest = c->entry[i].section, name;

		str_cut(&rest, ' ', &name);
		if (str_is(name, ds->name) && str_is(rest, "options") &&
		    str_is(c->entry[i].key, "wide") &&
		    str_is(c->entry[i].value, "yes"))
			return true;
	}
	return false;
}

bool
mapping_read(struct diag *d, const struct conf *c, const struct dataset *ds,
    struct heading_book *book, struct mapping *m)
{
	bool ok = true;

	m->wide = m->wide || says_wide(c, ds);
	for (size_t i = 0; i < c->n; i++)
		ok = read_entry(d, &c->entry[i], ds, book, m) && ok;
	return ok;
}

/* Cuts "COLUMN=VALUE"; MAP_NONE after a report. */
static size_t
split_option(struct diag *d, const struct dataset *ds, const char *text,
    bool place, struct str *value)
{
	struct str name;
	size_t col;

	*value = str_from(text);
	if (str_chr(*value, '=') == value->n) {
		diag_at(d, NULL, DIAG_OPTION_PAIR, DIAG_Z(text));
		return MAP_NONE;
	}
	str_cut(value, '=', &name);
	col = find_column(ds, name, place);
	if (col == MAP_NONE)
		diag_at(d, NULL, DIAG_NOT_A_COLUMN, DIAG_STR(name));
	return col;
}

bool
mapping_set(struct diag *d, const struct dataset *ds, const char *text,
    struct mapping *m)
{
	struct str value;
	size_t col = split_option(d, ds, text, true, &value);

	if (col == MAP_NONE)
		return false;
	m->set[col] = value;
	return true;
}

bool
mapping_unit(struct diag *d, const struct dataset *ds, const char *text,
    struct mapping *m)
{
	struct str value;
	size_t col = split_option(d, ds, text, false, &value);
	enum unit unit;

	if (col == MAP_NONE)
		return false;
	if (!parse_unit(value, &unit) || !unit_fits(ds, col, unit)) {
		diag_at(d, NULL, DIAG_OPTION_UNIT, DIAG_Z(text));
		return false;
	}
	m->unit[col] = unit;
	return true;
}

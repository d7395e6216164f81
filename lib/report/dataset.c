/* Any dataset as a table: what a column is called, and whether it counts. */
#include "report/dataset.h"

#include "base/map.h"
#include "schema/completion.h"
#include "schema/indicator.h"
#include "schema/made.h"

/* The dataset that knows most of the names: its labels fit best. */
static const struct dataset *
best_dataset(const struct str *name, size_t n)
{
	const struct dataset *best = NULL;
	size_t most = 0;

	for (size_t k = 0; k <= DATASET_COUNT + MADE_COUNT; k++) {
		const struct dataset *ds = k == DATASET_COUNT
		    ? completion_dataset() : k > DATASET_COUNT
		    ? made_at((enum made_id)(k - DATASET_COUNT - 1))
		    : dataset_at((enum dataset_id)k);
		size_t known = 0;

		for (size_t i = 0; i < n; i++)
			known += dataset_column(ds, name[i]) != MAP_NONE;
		if (known > most) {
			most = known;
			best = ds;
		}
	}
	return best;
}

static size_t
registered(const struct str *name, size_t n)
{
	size_t known = 0;

	for (size_t i = 0; i < n; i++)
		known += indicator_find(name[i]) != NULL;
	return known;
}

static bool
is_figure(enum value_type type)
{
	switch (type) {
	case VALUE_MONEY:
	case VALUE_AREA:
	case VALUE_PERCENT:
	case VALUE_COUNT:
	case VALUE_INTEGER:
	case VALUE_DEGREE:
	case VALUE_YEAR:
	case VALUE_FLAG:
		return true;
	default:
		return false;
	}
}

static const char *
unit_of(enum value_type type)
{
	switch (type) {
	case VALUE_MONEY:
		return "元";
	case VALUE_AREA:
		return "㎡";
	case VALUE_PERCENT:
		return "%";
	default:
		return "";
	}
}

/* The label, and in canonical values' own unit: the first of "元|万元". */
static void
put_label(struct buf *b, enum lang lang, const char *label, struct str unit)
{
	struct str first;

	buf_puts(b, label);
	if (!str_cut(&unit, '|', &first) || first.n == 0 || lang != LANG_ZH)
		return;
	buf_puts(b, "\n（");
	buf_put(b, first);
	buf_puts(b, "）");
}

static void
add_column(struct table *t, const struct dataset *ds, struct str name)
{
	const struct indicator *ind = indicator_find(name);
	size_t at = ds == NULL ? MAP_NONE : dataset_column(ds, name);
	struct table_column col = { 0 };
	const char *z = arena_str(&t->keep, name).p;
	struct buf label;

	buf_init(&label, BUF_UNBOUNDED);
	col.name = z;
	if (at != MAP_NONE) {
		const struct column *c = &ds->column[at];

		col.number = is_figure(c->type) ||
		    (c->flags & COLUMN_FIGURE) != 0;
		put_label(&label, t->lang,
		    t->lang == LANG_ZH && c->zh != NULL ? c->zh : z,
		    str_from(unit_of(c->type)));
	} else if (ind != NULL && /* the `key` of a rule is no class */
	    (ds != NULL || (ind->where & INDICATOR_CLASS) == 0)) {
		col.number = is_figure(ind->type);
		put_label(&label, t->lang,
		    t->lang == LANG_ZH ? ind->zh : ind->en,
		    str_from(ind->unit));
	} else {
		buf_puts(&label, z);
	}
	if (label.n == 0)
		buf_putc(&label, '-');
	col.align = col.number ? TABLE_RIGHT : TABLE_LEFT;
	col.label = buf_str(&label);
	table_add_column(t, &col);
	buf_fini(&label);
}

/* Where a wide table is parted, what names the row comes again. */
static unsigned
stub_of(const struct table *t)
{
	unsigned n = 1;

	for (size_t c = 1; c < t->ncolumn && c < 5; c++)
		if (strcmp(t->column[c].name, "name") == 0 ||
		    strcmp(t->column[c].name, "building_id") == 0 ||
		    strcmp(t->column[c].name, "indicator") == 0)
			n = (unsigned)c + 1;
	return n;
}

struct table *
report_dataset(enum lang lang, const struct str *name, size_t n)
{
	struct table *t = table_new(lang, TABLE_PEOPLE | TABLE_MACHINE);
	const struct dataset *ds = best_dataset(name, n);
	size_t known = 0;

	for (size_t i = 0; ds != NULL && i < n; i++)
		known += dataset_column(ds, name[i]) != MAP_NONE;
	if (registered(name, n) > known)
		ds = NULL;
	for (size_t i = 0; i < n; i++)
		add_column(t, ds, name[i]);
	t->stub = stub_of(t);
	return t;
}

void
report_dataset_row(struct table *t, const struct str *cell)
{
	table_row(t);
	for (size_t c = 0; c < t->ncolumn; c++)
		table_text(t, cell[c]);
}

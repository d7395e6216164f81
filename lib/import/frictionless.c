#include "import/frictionless.h"

static const char *
type_of(enum value_type type)
{
	switch (type) {
	case VALUE_MONEY:
	case VALUE_AREA:
	case VALUE_PERCENT:
	case VALUE_DEGREE:
		return "number";
	case VALUE_COUNT:
	case VALUE_INTEGER:
		return "integer";
	case VALUE_DATE:
		return "date";
	case VALUE_MONTH:
		return "yearmonth";
	case VALUE_YEAR:
		return "year";
	case VALUE_FLAG:
		return "boolean";
	case VALUE_TEXT:
	case VALUE_ID:
	case VALUE_LIST:
	case VALUE_DISTRICT:
	case VALUE_DISTRICTS:
	case VALUE_INDUSTRY:
	case VALUE_USCC:
	case VALUE_TAXPAYER:
	case VALUE_CHOICE:
		break;
	}
	return "string";
}

/* What a string must look like; NULL: anything. */
static const char *
pattern_of(enum value_type type)
{
	switch (type) {
	case VALUE_DISTRICT:
		return "[0-9]{6}";
	case VALUE_DISTRICTS:
		return "[0-9]{6}(;[0-9]{6})*";
	case VALUE_INDUSTRY:
		return "[0-9]{2,4}";
	case VALUE_USCC:
		return "[0-9A-HJ-NPQRTUWXY]{18}";
	default:
		return NULL;
	}
}

static void
put_constraints(struct buf *b, const struct column *c)
{
	struct str rest = str_from(c->choices), one;
	bool first = true;

	buf_puts(b, ", \"constraints\": { \"required\": ");
	buf_puts(b, c->flags & COLUMN_REQUIRED ? "true" : "false");
	if (pattern_of(c->type) != NULL) {
		buf_puts(b, ", \"pattern\": \"");
		buf_puts(b, pattern_of(c->type));
		buf_putc(b, '"');
	}
	if (c->type == VALUE_COUNT || c->type == VALUE_AREA)
		buf_puts(b, ", \"minimum\": 0");
	if (c->choices != NULL) {
		buf_puts(b, ", \"enum\": [");
		while (str_cut(&rest, '|', &one)) {
			buf_puts(b, first ? "\"" : ", \"");
			buf_put(b, one);
			buf_putc(b, '"');
			first = false;
		}
		buf_putc(b, ']');
	}
	buf_puts(b, " }");
}

static void
put_field(struct buf *b, const struct column *c)
{
	buf_puts(b, "    { \"name\": \"");
	buf_puts(b, c->name);
	buf_puts(b, "\", \"title\": \"");
	buf_puts(b, c->zh);
	buf_puts(b, "\", \"type\": \"");
	buf_puts(b, type_of(c->type));
	buf_putc(b, '"');
	if (c->type == VALUE_FLAG)
		buf_puts(b, ", \"trueValues\": [\"1\"], "
			    "\"falseValues\": [\"0\"]");
	put_constraints(b, c);
	buf_puts(b, " }");
}

/* Rows that add up have no key of their own, and a primary key may hold
 * no empty cell. */
static bool
has_primary_key(const struct dataset *ds)
{
	for (size_t i = 0; i < ds->ncolumn; i++)
		if ((ds->column[i].flags & COLUMN_KEY) != 0 &&
		    (ds->column[i].flags & COLUMN_REQUIRED) == 0)
			return false;
	return !ds->adds_up;
}

static void
put_key(struct buf *b, const struct dataset *ds)
{
	bool first = true;

	buf_puts(b, "  \"primaryKey\": [");
	for (size_t i = 0; i < ds->ncolumn; i++) {
		if ((ds->column[i].flags & COLUMN_KEY) == 0)
			continue;
		buf_puts(b, first ? "\"" : ", \"");
		buf_puts(b, ds->column[i].name);
		buf_putc(b, '"');
		first = false;
	}
	buf_puts(b, "],\n");
}

void
frictionless_put(struct buf *b, const struct dataset *ds)
{
	buf_puts(b, "{\n  \"fields\": [\n");
	for (size_t i = 0; i < ds->ncolumn; i++) {
		put_field(b, &ds->column[i]);
		buf_puts(b, i + 1 < ds->ncolumn ? ",\n" : "\n");
	}
	buf_puts(b, "  ],\n");
	if (has_primary_key(ds))
		put_key(b, ds);
	buf_puts(b, "  \"missingValues\": [\"\"]\n}\n");
}

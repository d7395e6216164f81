/*
 * json: a row a line, an object a row.  Strings are escaped after RFC 8259;
 * numbers stand as the canonical text writes them, unknown is null.
 */
#include "print/format.h"

static void
put_string(struct buf *out, struct str s)
{
	static const char hex[] = "0123456789abcdef";

	buf_putc(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\') {
			buf_putc(out, '\\');
			buf_putc(out, (char)c);
		} else if (c == '\n') {
			buf_puts(out, "\\n");
		} else if (c == '\t') {
			buf_puts(out, "\\t");
		} else if (c < 0x20 || c == 0x7f) {
			buf_puts(out, "\\u00");
			buf_putc(out, hex[c >> 4]);
			buf_putc(out, hex[c & 15]);
		} else {
			buf_putc(out, (char)c);
		}
	}
	buf_putc(out, '"');
}

/* -?(0|[1-9][0-9]*)(.[0-9]+)?: an id of digits alone may open with 0. */
static bool
is_number(struct str s)
{
	size_t i = s.n > 0 && s.p[0] == '-', start = i;

	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	if (i == start || (s.p[start] == '0' && i > start + 1))
		return false;
	if (i == s.n)
		return true;
	if (s.p[i++] != '.')
		return false;
	start = i;
	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	return i == s.n && i > start;
}

static void
put_table(struct buf *out, const struct block *b)
{
	const struct table *t = b->table;

	for (size_t r = 0; r < t->nrow; r++) {
		bool first = true;

		for (size_t c = 0; c < t->ncolumn; c++) {
			const struct table_column *col = &t->column[c];
			struct str v = table_at(t, r, c)->value;

			if (col->name == NULL)
				continue;
			buf_putc(out, first ? '{' : ',');
			first = false;
			put_string(out, str_from(col->name));
			buf_putc(out, ':');
			if (v.n == 0)
				buf_puts(out, "null");
			else if (col->number && is_number(v))
				buf_put(out, v);
			else
				put_string(out, v);
		}
		buf_puts(out, "}\n");
	}
}

static void
put_json(struct buf *out, const struct document *doc)
{
	format_tables(out, doc, put_table);
}

const struct format format_json = {
	.name = "json",
	.audience = TABLE_MACHINE,
	.put = put_json,
};

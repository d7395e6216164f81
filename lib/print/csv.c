/* csv: what another program reads.  Base units, machine names, no title. */
#include <stdlib.h>

#include "base/mem.h"
#include "print/format.h"
#include "record/rec.h"

static void
put_table(struct buf *out, const struct block *b)
{
	const struct table *t = b->table;
	struct str *field = mem_alloc(t->ncolumn, sizeof(*field));
	size_t n = 0;

	for (size_t c = 0; c < t->ncolumn; c++)
		if (t->column[c].name != NULL)
			field[n++] = str_from(t->column[c].name);
	rec_put_row(out, field, n);
	for (size_t r = 0; r < t->nrow; r++) {
		n = 0;
		for (size_t c = 0; c < t->ncolumn; c++)
			if (t->column[c].name != NULL)
				field[n++] = table_at(t, r, c)->value;
		rec_put_row(out, field, n);
	}
	free(field);
}

static void
put_csv(struct buf *out, const struct document *doc)
{
	format_tables(out, doc, put_table);
}

const struct format format_csv = {
	.name = "csv",
	.audience = TABLE_MACHINE,
	.put = put_csv,
};

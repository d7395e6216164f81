/* The list of formats. */
#include "print/format.h"

static const struct format *const all[] = {
	&format_text,
	&format_md,
	&format_csv,
	&format_json,
	&format_html,
	&format_svg,
	&format_xlsx,
	&format_docx,
};

const struct format *
format_find(struct str name)
{
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (str_is(name, all[i]->name))
			return all[i];
	return NULL;
}

bool
format_put(const struct format *f, struct buf *out,
    const struct document *doc, struct diag *d)
{
	if (f->make != NULL)
		return f->make(out, doc, d);
	f->put(out, doc);
	return true;
}

bool
format_put_table(const struct format *f, struct buf *out, struct table *t,
    struct diag *d)
{
	struct block block = { .kind = BLOCK_TABLE, .table = t };
	struct document doc = { .lang = t->lang, .audience = t->audience,
		.block = &block, .nblock = 1 };

	return format_put(f, out, &doc, d);
}

void
format_tables(struct buf *out, const struct document *doc,
    void (*put)(struct buf *out, const struct block *b))
{
	bool first = true;

	for (size_t i = 0; i < doc->nblock; i++) {
		const struct block *b = &doc->block[i];

		if (b->kind != BLOCK_TABLE || !document_shows(doc, b->table))
			continue;
		if (!first)
			buf_putc(out, '\n');
		first = false;
		put(out, b);
	}
}

/*
 * md: a pipe table with its title above and its notes below.  What could be
 * taken for markup is escaped; control characters were made visible before.
 */
#include "print/md.h"

#include "print/head.h"

/* The sign that would make a link of a bare address: "http:", "www.". */
static bool
is_address(struct str before, struct str rest)
{
	return str_starts(rest, STR("://")) || str_ends(before, STR("www."));
}

void
md_text(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (is_address(str_sub(s, 0, i + 1), str_sub(s, i, s.n)))
			buf_putc(out, '\\');
		if (c == '<')
			buf_puts(out, "&lt;");
		else if (c == '&')
			buf_puts(out, "&amp;");
		else if (c == '\n' || c == '\r')
			buf_putc(out, ' ');
		else {
			if (c != '\0' && strchr("|\\`*_[]~$", c) != NULL)
				buf_putc(out, '\\');
			buf_putc(out, c);
		}
	}
}

/* The lines of a heading as one: Latin words keep a blank between them. */
static void
put_label(struct buf *out, struct str label)
{
	struct str line;
	bool first = true;
	char before = 0;

	while (label.n > 0 && str_cut(&label, '\n', &line)) {
		if (line.n == 0)
			continue;
		if (!first && (before & 0x80) == 0 && (line.p[0] & 0x80) == 0)
			buf_putc(out, ' ');
		md_text(out, line);
		before = line.p[line.n - 1];
		first = false;
	}
}

static void
put_cell(struct buf *out, const struct table *t, const struct table_cell *c)
{
	md_text(out, head_cell_text(t, c));
	if (c->mark != 0) {
		buf_putc(out, '\\');
		buf_putc(out, c->mark);
	}
}

static void
put_head(struct buf *out, const struct table *t)
{
	static const char *const line[] = { " :-- |", " --: |", " :-: |" };

	buf_putc(out, '|');
	for (size_t c = 0; c < t->ncolumn; c++) {
		if (t->column[c].label.n == 0)
			continue;
		buf_putc(out, ' ');
		put_label(out, t->column[c].label);
		buf_puts(out, " |");
	}
	buf_puts(out, "\n|");
	for (size_t c = 0; c < t->ncolumn; c++)
		if (t->column[c].label.n > 0)
			buf_puts(out, line[t->column[c].align]);
	buf_putc(out, '\n');
}

static void
put_notes(struct buf *out, const struct table *t)
{
	const char *colon = t->lang == LANG_ZH ? "：" : ": ";
	size_t numbered = 0, no = 0;
	struct arena keep = { NULL };

	for (size_t i = 0; i < t->nnote; i++)
		numbered += t->note[i].label.n == 0;
	for (size_t i = 0; i < t->nnote; i++) {
		const struct table_note *note = &t->note[i];

		buf_putc(out, '\n');
		if (note->label.n > 0) {
			md_text(out, note->label);
			buf_puts(out, colon);
		} else {
			if (no == 0) {
				buf_puts(out,
				    t->lang == LANG_ZH ? "注" : "Notes");
				buf_puts(out, colon);
			}
			if (numbered > 1) {
				buf_int(out, (int64_t)++no);
				buf_puts(out, ". ");
			}
		}
		md_text(out, head_note_text(&keep, note->text));
		buf_putc(out, '\n');
	}
	arena_fini(&keep);
}

static void
put_title(struct buf *out, const struct block *b)
{
	if (b->table->title.n == 0)
		return;
	buf_puts(out, "### ");
	if (b->number.n > 0) {
		md_text(out, b->number);
		buf_puts(out, "  ");
	}
	md_text(out, b->table->title);
	buf_puts(out, "\n\n");
}

static void
put_table(struct buf *out, const struct block *b)
{
	const struct table *t = b->table;

	put_title(out, b);
	if (t->unit.n > 0) {
		md_text(out, t->unit);
		buf_puts(out, "\n\n");
	}
	put_head(out, t);
	for (size_t r = 0; r < t->nrow; r++) {
		buf_putc(out, '|');
		for (size_t c = 0; c < t->ncolumn; c++) {
			if (t->column[c].label.n == 0)
				continue;
			buf_putc(out, ' ');
			put_cell(out, t, table_at(t, r, c));
			buf_puts(out, " |");
		}
		buf_putc(out, '\n');
	}
	put_notes(out, t);
}

/* A paragraph, or a heading behind its marks; a sign that would make it
 * another block is escaped. */
static void
put_line(struct buf *out, const char *before, struct str s)
{
	s = str_trim(s);
	if (s.n == 0)
		return;
	buf_puts(out, before);
	if (strchr("#>+-=", s.p[0]) != NULL)
		buf_putc(out, '\\');
	md_text(out, s);
	buf_puts(out, "\n\n");
}

static void
put_front(struct buf *out, const struct document_head *h)
{
	put_line(out, "", h->marking);
	put_line(out, "# ", h->title);
	put_line(out, "", h->issue);
	put_line(out, "", h->subtitle);
	put_line(out, "", h->issuer);
	put_line(out, "", h->date);
}

static void
put_block(struct buf *out, const struct block *b)
{
	static const char *const mark[] = { "## ", "## ", "### " };

	if (b->kind == BLOCK_HEADING)
		put_line(out, mark[b->level > 2 ? 2 : b->level], b->text);
	else if (b->kind == BLOCK_TEXT)
		put_line(out, "", b->text);
	else if (b->kind == BLOCK_TABLE)
		put_table(out, b);
}

void
md_document(struct buf *out, const struct document *doc,
    void (*figure)(struct buf *out, const struct block *b))
{
	enum block_kind before = BLOCK_HEADING;

	put_front(out, &doc->head);
	for (size_t i = 0; i < doc->nblock; i++) {
		const struct block *b = &doc->block[i];

		if ((b->kind == BLOCK_CHART && figure == NULL) ||
		    (b->kind == BLOCK_TABLE && !document_shows(doc, b->table)))
			continue;
		if (before == BLOCK_TABLE)
			buf_putc(out, '\n');
		if (b->kind == BLOCK_CHART)
			figure(out, b);
		else
			put_block(out, b);
		before = b->kind;
	}
	/* paragraphs leave an empty line; the last has none */
	if (before != BLOCK_TABLE && out->n > 1 &&
	    out->p[out->n - 2] == '\n')
		out->n--;
}

static void
put_md(struct buf *out, const struct document *doc)
{
	md_document(out, doc, NULL);
}

const struct format format_md = {
	.name = "md",
	.audience = TABLE_PEOPLE,
	.put = put_md,
};

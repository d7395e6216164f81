/* The head of a table: groups of columns, and how wide each is. */
#include "print/head.h"

#include <stdlib.h>

#include "text/utf8.h"

static struct str
first_line(struct str label, struct str *rest)
{
	struct str line = { "", 0 };

	*rest = label;
	if (label.n > 0)
		str_cut(rest, '\n', &line);
	return line;
}

/* How many columns from the i-th on begin with its first line and go on. */
static size_t
run_length(const struct head *h, size_t i)
{
	struct str rest, top = first_line(h->column[i].label, &rest), next;
	size_t n = 0;

	while (i + n < h->n) {
		next = first_line(h->column[i + n].label, &rest);
		if (rest.n == 0 || !str_eq(next, top))
			break;
		n++;
	}
	return n;
}

static void
group(struct head *h)
{
	for (size_t i = 0; i < h->n;) {
		size_t n = run_length(h, i);

		for (size_t k = 0; n > 1 && k < n; k++) {
			struct head_column *c = &h->column[i + k];

			c->span = k == 0 ? n : 0;
			c->top = first_line(c->label, &c->label);
			h->grouped = true;
		}
		i += n > 1 ? n : 1;
	}
}

void
head_init(struct head *h, const struct table *t)
{
	*h = (struct head){
		.column = mem_zalloc(t->ncolumn + 1, sizeof(*h->column)) };
	for (size_t c = 0; c < t->ncolumn; c++)
		if (t->column[c].label.n > 0)
			h->column[h->n++] = (struct head_column){ .col = c,
				.span = 1, .label = t->column[c].label };
	group(h);
}

void
head_fini(struct head *h)
{
	free(h->column);
}

struct str
head_cell_text(const struct table *t, const struct table_cell *c)
{
	if (c->state == TABLE_NOT_APPLICABLE)
		return STR("—");
	if (c->state == TABLE_MISSING)
		return t->lang == LANG_ZH ? STR("缺") : STR("n.d.");
	return c->shown;
}

struct str
head_note_text(struct arena *keep, struct str note)
{
	static const struct str quoted = { "“－”", 9 };
	struct buf b;
	size_t at;

	if (str_find(note, quoted) == note.n)
		return note;
	buf_init(&b, BUF_UNBOUNDED);
	while ((at = str_find(note, quoted)) < note.n) {
		buf_put(&b, str_sub(note, 0, at));
		buf_puts(&b, "“—”");
		note = str_sub(note, at + quoted.n, note.n);
	}
	buf_put(&b, note);
	return buf_keep(&b, keep);
}

size_t
head_width(const struct head *h, const struct table *t, size_t i)
{
	struct str label = h->column[i].label, line;
	size_t most = 0, w;

	while (label.n > 0 && str_cut(&label, '\n', &line))
		if ((w = utf8_width(line)) > most)
			most = w;
	for (size_t r = 0; r < t->nrow; r++) {
		const struct table_cell *c = table_at(t, r, h->column[i].col);

		w = utf8_width(head_cell_text(t, c)) + (c->mark != 0);
		if (w > most)
			most = w;
	}
	return most;
}

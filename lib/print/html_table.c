/*
 * A table in HTML: title and unit in the caption, a head of one or two rows
 * that paper repeats, the naming column as row headings, notes below.
 */
#include <stdlib.h>

#include "print/head.h"
#include "print/html_part.h"
#include "print/markup.h"
#include "text/utf8.h"

#define LONG_TEXT 30u /* columns: wider texts wrap */
#define LONG_HEADING 20u /* of what names the row, which stays in sight */
#define LONG_TABLE 24u /* rows: longer tables scroll under their head */

/* What one column's cells are: classes, and how many columns of text wide. */
struct look {
	const char *class;
	size_t width;
	bool heading;
};

static struct look
look_of(const struct head *h, const struct table *t, size_t i)
{
	const struct table_column *c = &t->column[h->column[i].col];
	size_t stub = t->stub > 0 ? t->stub : 1;
	struct look look = { .width = head_width(h, t, i) };

	look.heading = i + 1 == (stub < h->n ? stub : h->n) &&
	    c->align == TABLE_LEFT;
	if (look.heading)
		look.class = look.width > LONG_HEADING ? "h l" : "h";
	else if (c->align == TABLE_RIGHT)
		look.class = "r";
	else if (c->align == TABLE_CENTRE)
		look.class = "c";
	else
		look.class = look.width > LONG_TEXT ? "l" : "";
	if (c->align == TABLE_LEFT && look.width > LONG_TEXT)
		look.width = LONG_TEXT;
	return look;
}

/*
 * The page a table is printed on: "" for A4 upright, else w1 … w6.  At 9
 * pt half an em is 1.6 mm, and a cell's padding 3 mm; pages are 180, 267,
 * 390 … mm wide inside their margins.
 */
static const char *
page_of(const struct look *look, size_t n)
{
	static const struct {
		size_t mm;
		const char *class;
	} page[] = { { 180, "" }, { 267, " w1" }, { 390, " w2" },
		{ 564, " w3" }, { 811, " w4" }, { 1159, " w5" } };
	size_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += look[i].width * 16 + 30;
	for (size_t i = 0; i < sizeof(page) / sizeof(page[0]); i++)
		if (sum <= page[i].mm * 10)
			return page[i].class;
	return " w6";
}

static void
put_class(struct buf *out, const char *a, const char *b)
{
	if (a[0] == '\0' && b[0] == '\0')
		return;
	buf_puts(out, " class=\"");
	buf_puts(out, a);
	if (a[0] != '\0' && b[0] != '\0')
		buf_putc(out, ' ');
	buf_puts(out, b);
	buf_putc(out, '"');
}

static void
put_span(struct buf *out, const char *what, size_t n)
{
	if (n < 2)
		return;
	buf_putc(out, ' ');
	buf_puts(out, what);
	buf_puts(out, "=\"");
	buf_int(out, (int64_t)n);
	buf_putc(out, '"');
}

/* A heading of one column, over both rows where it stands in no group. */
static void
put_heading(struct buf *out, const struct head *h, size_t i,
    const struct look *look)
{
	bool alone = h->column[i].span == 1;

	buf_puts(out, "<th scope=\"col\"");
	put_class(out, look[i].heading ? "h" : "", "");
	put_span(out, "rowspan", h->grouped && alone ? 2 : 1);
	buf_putc(out, '>');
	markup_lines(out, h->column[i].label);
	buf_puts(out, "</th>");
}

static void
put_head(struct buf *out, const struct head *h, const struct look *look)
{
	buf_puts(out, "<thead>\n<tr>");
	for (size_t i = 0; i < h->n; i++) {
		const struct head_column *c = &h->column[i];

		if (c->span == 1)
			put_heading(out, h, i, look);
		if (c->span < 2)
			continue;
		buf_puts(out, "<th scope=\"colgroup\" class=\"g\"");
		put_span(out, "colspan", c->span);
		buf_putc(out, '>');
		markup_text(out, c->top);
		buf_puts(out, "</th>");
	}
	if (h->grouped) {
		buf_puts(out, "</tr>\n<tr>");
		for (size_t i = 0; i < h->n; i++)
			if (h->column[i].span != 1)
				put_heading(out, h, i, look);
	}
	buf_puts(out, "</tr>\n</thead>\n");
}

static void
put_cell(struct buf *out, const struct table *t, const struct table_cell *c,
    const struct look *look)
{
	buf_puts(out, look->heading ? "<th scope=\"row\"" : "<td");
	put_class(out, look->class, c->state == TABLE_KNOWN ? "" : "x");
	buf_putc(out, '>');
	markup_text(out, head_cell_text(t, c));
	if (c->mark != 0) {
		buf_puts(out, "<span class=\"mark\">");
		markup_text(out, (struct str){ &c->mark, 1 });
		buf_puts(out, "</span>");
	}
	buf_puts(out, look->heading ? "</th>" : "</td>");
}

static void
put_caption(struct buf *out, const struct block *b)
{
	const struct table *t = b->table;

	if (t->title.n == 0 && t->unit.n == 0)
		return;
	buf_puts(out, "<caption><span class=\"above\">");
	if (t->title.n > 0) {
		buf_puts(out, "<span class=\"title\">");
		if (b->number.n > 0) {
			markup_text(out, b->number);
			buf_puts(out, "&#8195;");
		}
		markup_text(out, t->title);
		buf_puts(out, "</span>");
	}
	if (t->unit.n > 0) {
		buf_puts(out, "<span class=\"unit\">");
		markup_text(out, t->unit);
		buf_puts(out, "</span>");
	}
	buf_puts(out, "</span></caption>\n");
}

/* Numbered ones hang behind their number; labelled ones behind the label. */
static void
put_notes(struct buf *out, const struct table *t)
{
	bool zh = t->lang == LANG_ZH;
	size_t numbered = 0, no = 0;
	struct arena keep = { NULL };

	for (size_t i = 0; i < t->nnote; i++)
		numbered += t->note[i].label.n == 0;
	if (t->nnote > 0)
		buf_puts(out, "<div class=\"notes\">\n");
	for (size_t i = 0; i < t->nnote; i++) {
		const struct table_note *note = &t->note[i];

		buf_puts(out, "<p><b>");
		if (note->label.n > 0) {
			markup_text(out, note->label);
			buf_puts(out, zh ? "：" : ":&#160;");
		} else if (no == 0) {
			buf_puts(out, zh ? "注：" : "Notes:&#160;");
		} else {
			buf_puts(out, zh ? "&#12288;&#12288;" :
			    "&#8195;&#8195;&#8195;&#160;");
		}
		if (note->label.n == 0 && numbered > 1) {
			buf_int(out, (int64_t)++no);
			buf_puts(out, ".&#160;");
		}
		buf_puts(out, "</b><span>");
		markup_text(out, head_note_text(&keep, note->text));
		buf_puts(out, "</span></p>\n");
	}
	if (t->nnote > 0)
		buf_puts(out, "</div>\n");
	arena_fini(&keep);
}

static void
put_body(struct buf *out, const struct table *t, const struct head *h,
    const struct look *look)
{
	buf_puts(out, "<tbody>\n");
	for (size_t r = 0; r < t->nrow; r++) {
		buf_puts(out, t->rule[r] && r > 0 ? "<tr class=\"rule\">" :
		    "<tr>");
		for (size_t i = 0; i < h->n; i++)
			put_cell(out, t, table_at(t, r, h->column[i].col),
			    &look[i]);
		buf_puts(out, "</tr>\n");
	}
	buf_puts(out, "</tbody>\n");
}

static struct look *
looks_of(struct head *h, const struct table *t)
{
	struct look *look;

	head_init(h, t);
	look = mem_zalloc(h->n + 1, sizeof(*look));
	for (size_t i = 0; i < h->n; i++)
		look[i] = look_of(h, t, i);
	return look;
}

const char *
html_page(const struct table *t)
{
	struct head h;
	struct look *look = looks_of(&h, t);
	const char *page = page_of(look, h.n);

	free(look);
	head_fini(&h);
	return page;
}

void
html_table(struct buf *out, const struct block *b, struct str id)
{
	const struct table *t = b->table;
	struct head h;
	struct look *look = looks_of(&h, t);

	buf_puts(out, "<figure class=\"table");
	buf_puts(out, page_of(look, h.n));
	buf_puts(out, "\" id=\"");
	markup_text(out, id);
	buf_puts(out, "\">\n<div class=\"scroll");
	buf_puts(out, t->nrow > LONG_TABLE ? " long" : "");
	buf_puts(out, "\" tabindex=\"0\">\n<table>\n");
	put_caption(out, b);
	put_head(out, &h, look);
	put_body(out, t, &h, look);
	buf_puts(out, "</table>\n</div>\n");
	put_notes(out, t);
	buf_puts(out, "</figure>\n");
	free(look);
	head_fini(&h);
}

/*
 * html: one file that needs no other: its style inside, no script, nothing
 * fetched.  It is well-formed as XML too, so that any parser can check it.
 */
#include "print/html_part.h"
#include "print/markup.h"
#include "print/svg.h"

static void
put_meta(struct buf *out, const struct document *doc, struct str title)
{
	buf_puts(out, "<!DOCTYPE html>\n<html lang=\"");
	buf_puts(out, doc->lang == LANG_ZH ? "zh-CN" : "en");
	buf_puts(out, "\">\n<head>\n<meta charset=\"utf-8\"/>\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\""
	    "default-src 'none'; style-src 'unsafe-inline'; "
	    "base-uri 'none'; form-action 'none'\"/>\n"
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\"/>\n"
	    "<meta name=\"referrer\" content=\"no-referrer\"/>\n<title>");
	markup_text(out, title);
	buf_puts(out, "</title>\n<style>\n");
	for (const char *const *rule = html_style; *rule != NULL; rule++)
		buf_puts(out, *rule);
	if (document_has_chart(doc))
		for (const char *const *r = svg_style; *r != NULL; r++)
			buf_puts(out, *r);
	buf_puts(out, "</style>\n</head>\n<body>\n");
}

/* That of the document, else of its first table. */
static struct str
title_of(const struct document *doc)
{
	if (doc->head.title.n > 0)
		return doc->head.title;
	for (size_t i = 0; i < doc->nblock; i++)
		if (doc->block[i].kind == BLOCK_TABLE &&
		    doc->block[i].table->title.n > 0)
			return doc->block[i].table->title;
	return doc->lang == LANG_ZH ? STR("数据") : STR("Data");
}

static void
put_line(struct buf *out, const char *class, struct str s)
{
	if (s.n == 0)
		return;
	buf_puts(out, "<p class=\"");
	buf_puts(out, class);
	buf_puts(out, "\">");
	markup_text(out, s);
	buf_puts(out, "</p>\n");
}

static void
put_front(struct buf *out, const struct document_head *h)
{
	if (h->title.n == 0)
		return;
	buf_puts(out, "<header>\n");
	put_line(out, "marking", h->marking);
	buf_puts(out, "<h1>");
	markup_text(out, h->title);
	buf_puts(out, "</h1>\n");
	put_line(out, "issue", h->issue);
	put_line(out, "subtitle", h->subtitle);
	if (h->issuer.n > 0 || h->date.n > 0) {
		buf_puts(out, "<p class=\"imprint\"><span>");
		markup_text(out, h->issuer);
		buf_puts(out, "</span><span>");
		markup_text(out, h->date);
		buf_puts(out, "</span></p>\n");
	}
	buf_puts(out, "</header>\n");
}

/* "t1" of the first table, "s3" of the third heading. */
static struct str
id_of(struct arena *keep, const struct document *doc, size_t i)
{
	static const char letter[] = { 's', 'p', 't', 'f' };
	enum block_kind kind = doc->block[i].kind;
	struct buf b;
	size_t no = 0;

	for (size_t k = 0; k <= i; k++)
		no += doc->block[k].kind == kind;
	buf_init(&b, BUF_UNBOUNDED);
	buf_putc(&b, letter[kind]);
	buf_int(&b, (int64_t)no);
	return buf_keep(&b, keep);
}

static struct str
caption_of(const struct block *b)
{
	if (b->kind == BLOCK_TABLE)
		return b->table->title;
	if (b->kind == BLOCK_CHART)
		return b->chart->title;
	return b->text;
}

static bool
is_shown(const struct document *doc, const struct block *b)
{
	return b->kind != BLOCK_TABLE || document_shows(doc, b->table);
}

static void
put_entry(struct buf *out, const struct block *b, struct str id)
{
	buf_puts(out, "<li><a href=\"#");
	markup_text(out, id);
	buf_puts(out, "\">");
	markup_text(out, b->number);
	if (b->number.n > 0)
		buf_puts(out, "&#8195;");
	markup_text(out, caption_of(b));
	buf_puts(out, "</a>");
}

/* Chapters, and below each its sections, tables and charts. */
static void
put_contents(struct buf *out, const struct document *doc)
{
	struct arena keep = { NULL };
	bool chapter = false, inner = false;

	buf_puts(out, "<nav id=\"contents\" aria-labelledby=\"contents-h\">\n"
	    "<h2 id=\"contents-h\">");
	buf_puts(out, doc->lang == LANG_ZH ? "目录" : "Contents");
	buf_puts(out, "</h2>\n<ol>\n");
	for (size_t i = 0; i < doc->nblock; i++) {
		const struct block *b = &doc->block[i];
		bool first = b->kind == BLOCK_HEADING && b->level <= 1;

		if (caption_of(b).n == 0 || b->kind == BLOCK_TEXT ||
		    !is_shown(doc, b))
			continue;
		if (first || !chapter) {
			buf_puts(out, inner ? "</ol></li>\n" :
			    chapter ? "</li>\n" : "");
			inner = false;
			chapter = first;
		} else if (!inner) {
			buf_puts(out, "\n<ol>\n");
			inner = true;
		}
		put_entry(out, b, id_of(&keep, doc, i));
		buf_puts(out, chapter && !inner ? "" : "</li>\n");
	}
	buf_puts(out, inner ? "</ol></li>\n" : chapter ? "</li>\n" : "");
	buf_puts(out, "</ol>\n</nav>\n");
	arena_fini(&keep);
}

/* A heading stands on the page of the table that it is of. */
static const char *
page_after(const struct document *doc, size_t i)
{
	while (i < doc->nblock && (doc->block[i].kind == BLOCK_HEADING ||
	    !is_shown(doc, &doc->block[i])))
		i++;
	return i < doc->nblock && doc->block[i].kind == BLOCK_TABLE ?
	    html_page(doc->block[i].table) : "";
}

static void
put_heading(struct buf *out, const struct block *b, const char *page,
    struct str id)
{
	char level = b->level <= 1 ? '2' : '3';

	buf_puts(out, "<h");
	buf_putc(out, level);
	if (page[0] != '\0') {
		buf_puts(out, " class=\"");
		buf_puts(out, page + 1);
		buf_putc(out, '"');
	}
	buf_puts(out, " id=\"");
	markup_text(out, id);
	buf_puts(out, "\">");
	markup_text(out, b->text);
	buf_puts(out, "</h");
	buf_putc(out, level);
	buf_puts(out, ">\n");
}

static void
put_html(struct buf *out, const struct document *doc)
{
	struct arena keep = { NULL };

	put_meta(out, doc, title_of(doc));
	put_front(out, &doc->head);
	if (doc->contents)
		put_contents(out, doc);
	buf_puts(out, "<main>\n");
	for (size_t i = 0; i < doc->nblock; i++) {
		const struct block *b = &doc->block[i];
		struct str id = id_of(&keep, doc, i);

		if (!is_shown(doc, b))
			continue;
		if (b->kind == BLOCK_HEADING)
			put_heading(out, b, page_after(doc, i), id);
		else if (b->kind == BLOCK_TABLE)
			html_table(out, b, id);
		else if (b->kind == BLOCK_CHART)
			html_chart(out, b, id);
		else if (b->kind == BLOCK_TEXT) {
			buf_puts(out, "<p>");
			markup_text(out, str_trim(b->text));
			buf_puts(out, "</p>\n");
		}
	}
	buf_puts(out, "</main>\n</body>\n</html>\n");
	arena_fini(&keep);
}

const struct format format_html = {
	.name = "html",
	.audience = TABLE_PEOPLE,
	.put = put_html,
};

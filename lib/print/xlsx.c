/*
 * xlsx: a workbook, a sheet a table and a sheet a chart; where the document
 * has text or contents, a first sheet with these, linked to the others.
 */
#include "print/words.h"
#include "print/xlsx_part.h"
#include "text/utf8.h"

#define TEXT_WIDTH 76u

struct str
xlsx_title(struct arena *keep, struct str number, struct str title)
{
	return number.n == 0 ? title :
	    words_fill(keep, "$1 $2", number, title);
}

struct str
xlsx_short_title(struct arena *keep, struct str number, struct str title)
{
	size_t at = str_find(title, STR("（")), half = str_chr(title, '(');

	at = at < half ? at : half;
	return xlsx_title(keep, number, at == 0 ? title :
	    str_trim(str_sub(title, 0, at)));
}

static bool
is_sheet(const struct document *doc, const struct block *b)
{
	return b->kind == BLOCK_CHART || (b->kind == BLOCK_TABLE &&
	    document_shows(doc, b->table));
}

static bool
has_text(const struct document *doc)
{
	for (size_t i = 0; i < doc->nblock; i++)
		if (doc->block[i].kind == BLOCK_TEXT ||
		    doc->block[i].kind == BLOCK_HEADING)
			return true;
	return doc->contents;
}

/* The first sheet: what is read from above to below. */
struct page {
	struct xlsx_book *x;
	unsigned row;
};

static void
put_line(struct page *p, struct str s, const struct xlsx_look *look,
    unsigned points)
{
	size_t size = look->size == 0 ? 10 : look->size;
	size_t width = TEXT_WIDTH * 10 / size;
	size_t lines = (utf8_width(s) + width - 1) / width;

	if (s.n == 0)
		return;
	xlsx_book_text(p->x, p->row, 0, s, look);
	xlsx_book_height(p->x, p->row, (unsigned)(lines < 25 ? lines : 25) *
	    points);
	p->row++;
}

static void
put_front(struct page *p, const struct document_head *h)
{
	static const struct xlsx_look title = { .align = TABLE_CENTRE,
		.bold = true, .size = 18, .wrap = true };
	static const struct xlsx_look centre = { .align = TABLE_CENTRE,
		.wrap = true, .size = 11 };
	static const struct xlsx_look bold = { .bold = true, .size = 11 };
	static const struct xlsx_look right = { .align = TABLE_RIGHT,
		.size = 11 };

	put_line(p, h->marking, &bold, 16);
	put_line(p, h->title, &title, 28);
	put_line(p, h->issue, &centre, 16);
	put_line(p, h->subtitle, &centre, 16);
	put_line(p, h->issuer, &right, 16);
	put_line(p, h->date, &right, 16);
}

/* sheet: by block, the names of those that are made, in their order. */
static void
put_text_sheet(struct page *p, const struct document *doc,
    const struct str *sheet)
{
	static const struct xlsx_look chapter = { .bold = true, .size = 13,
		.wrap = true };
	static const struct xlsx_look section = { .bold = true, .size = 11,
		.wrap = true };
	static const struct xlsx_look text = { .size = 11, .wrap = true };
	struct arena keep = { NULL };

	for (size_t i = 0; i < doc->nblock; i++) {
		const struct block *b = &doc->block[i];

		if (b->kind == BLOCK_HEADING)
			put_line(p, b->text, b->level <= 1 ? &chapter :
			    &section, b->level <= 1 ? 24 : 18);
		else if (b->kind == BLOCK_TEXT)
			put_line(p, words_fill(&keep,
			    words(doc->lang, "　　$1", "$1"),
			    str_trim(b->text)), &text, 16);
		else if (sheet[i].n > 0)
			xlsx_book_link(p->x, p->row++, 0, xlsx_title(&keep,
			    b->number, b->kind == BLOCK_CHART ?
			    b->chart->title : b->table->title), sheet[i],
			    STR("A1"), false);
	}
	arena_fini(&keep);
}

/* Of all that is shown: what a sheet cannot hold is no sheet. */
static bool
has_room(const struct document *doc, struct diag *d)
{
	for (size_t i = 0; i < doc->nblock; i++) {
		const struct block *b = &doc->block[i];
		size_t rows, columns;

		if (!is_sheet(doc, b))
			continue;
		rows = b->kind == BLOCK_CHART ? b->chart->npoint :
		    b->table->nrow;
		columns = b->kind == BLOCK_CHART ? b->chart->nseries + 3 :
		    b->table->ncolumn;
		/* title, unit, head and notes want rows too */
		if (rows + 100 <= XLSX_ROWS && columns <= XLSX_COLUMNS)
			continue;
		diag_at(d, NULL, DIAG_WORKBOOK_SIZE, DIAG_NUM(rows),
		    DIAG_NUM(columns));
		return false;
	}
	return true;
}

static bool
make_xlsx(struct buf *out, const struct document *doc, struct diag *d)
{
	static const struct xlsx_look plain = { 0 };
	struct xlsx_book *x = has_room(doc, d) ?
	    xlsx_book_new(d, doc->head.title) : NULL;
	struct arena keep = { NULL };
	struct str *sheet = arena_alloc(&keep, doc->nblock + 1,
	    sizeof(*sheet));
	struct page page = { .x = x };
	bool text = has_text(doc), good;

	if (x != NULL && text)
		xlsx_book_sheet(x, str_from(words(doc->lang, "正文", "Text")));
	for (size_t i = 0; x != NULL && i < doc->nblock; i++)
		if (is_sheet(doc, &doc->block[i]))
			sheet[i] = doc->block[i].kind == BLOCK_CHART ?
			    xlsx_chart(x, &doc->block[i]) :
			    xlsx_table(x, &doc->block[i]);
	if (x != NULL && text) {
		xlsx_book_turn(x, 0);
		xlsx_book_page(x, doc->lang, XLSX_UPRIGHT);
		xlsx_book_width(x, 0, TEXT_WIDTH);
		put_front(&page, &doc->head);
		put_text_sheet(&page, doc, sheet);
		xlsx_book_text(x, page.row, 0, (struct str){ "", 0 }, &plain);
	}
	good = x != NULL && xlsx_book_finish(x, out);
	xlsx_book_free(x);
	arena_fini(&keep);
	return good;
}

const struct format format_xlsx = {
	.name = "xlsx",
	.audience = TABLE_PEOPLE,
	.make = make_xlsx,
	.binary = true,
};

/*
 * The sheet of a table: title and unit over it, a head of one or two rows,
 * the cells boxed as in offices' forms, notes below.
 */
#include "print/head.h"
#include "print/words.h"
#include "print/xlsx_part.h"
#include "text/utf8.h"

#define WIDTH_LEAST 6u
#define WIDTH_MOST 48u /* of texts: longer ones wrap */
#define FILTER_ROWS 12u /* where filtering is worth its arrows */
#define LINE_POINTS 14u

struct grid {
	struct xlsx_book *x;
	const struct table *t;
	struct head head;
	size_t *width; /* of each column, in characters */
	size_t whole;  /* the sum */
	unsigned row;  /* the next */
	struct arena keep;
};

static unsigned
last_column(const struct grid *g)
{
	return g->head.n > 0 ? (unsigned)g->head.n - 1 : 0;
}

static void
set_widths(struct grid *g)
{
	g->width = arena_alloc(&g->keep, g->head.n + 1, sizeof(*g->width));
	for (size_t i = 0; i < g->head.n; i++) {
		size_t w = head_width(&g->head, g->t, i) + 2;

		g->width[i] = w < WIDTH_LEAST ? WIDTH_LEAST :
		    w > WIDTH_MOST ? WIDTH_MOST : w;
		g->whole += g->width[i];
		xlsx_book_width(g->x, (unsigned)i, g->width[i]);
	}
}

/* Lines that a text needs in a width; points for them. */
static unsigned
height_of(struct str s, size_t width, unsigned points)
{
	size_t lines = width == 0 ? 1 : (utf8_width(s) + width - 1) / width;

	return (unsigned)(lines < 1 ? 1 : lines > 20 ? 20 : lines) * points;
}

/* A line across the whole table. */
static void
put_across(struct grid *g, struct str s, const struct xlsx_look *look,
    unsigned points)
{
	size_t size = look->size == 0 ? 10 : look->size;

	xlsx_book_merge(g->x, g->row, 0, g->row, last_column(g), s, look);
	xlsx_book_height(g->x, g->row, height_of(s,
	    g->whole * 10 / size, points));
	g->row++;
}

static const struct xlsx_look heading = { .align = TABLE_CENTRE,
	.bold = true, .wrap = true, .boxed = true, .shaded = true,
	.middle = true };

/* How many lines the tallest label has. */
static unsigned
label_lines(const struct grid *g)
{
	unsigned most = 1;

	for (size_t i = 0; i < g->head.n; i++) {
		unsigned n = 1 + (unsigned)str_count(
		    g->head.column[i].label, '\n');

		if (n > most)
			most = n;
	}
	return most;
}

static void
put_head(struct grid *g)
{
	unsigned first = g->row, last = first + g->head.grouped;

	for (size_t i = 0; i < g->head.n; i++) {
		const struct head_column *c = &g->head.column[i];

		if (c->span > 1)
			xlsx_book_merge(g->x, first, (unsigned)i, first,
			    (unsigned)(i + c->span) - 1, c->top, &heading);
		xlsx_book_merge(g->x, c->span == 1 ? first : last,
		    (unsigned)i, last, (unsigned)i, c->label, &heading);
	}
	xlsx_book_height(g->x, last, label_lines(g) * LINE_POINTS + 4);
	xlsx_book_head(g->x, first, last,
	    g->t->stub < g->head.n ? g->t->stub : 0);
	g->row = last + 1;
}

static void
put_rows(struct grid *g)
{
	const struct table *t = g->t;

	for (size_t r = 0; r < t->nrow; r++, g->row++)
		for (size_t i = 0; i < g->head.n; i++) {
			size_t col = g->head.column[i].col;
			struct xlsx_look look = {
				.align = t->column[col].align,
				.boxed = true, .rule = t->rule[r] && r > 0 };
			struct xlsx_cell cell;

			xlsx_cell(&cell, t, r, col);
			look.wrap = cell.kind == XLSX_TEXT &&
			    utf8_width(cell.text) + 2 > g->width[i];
			xlsx_book_cell(g->x, g->row, (unsigned)i, &cell,
			    &look);
		}
}

static void
put_notes(struct grid *g)
{
	static const struct xlsx_look look = { .wrap = true, .size = 9 };
	const struct table *t = g->t;
	bool zh = t->lang == LANG_ZH;
	size_t numbered = 0, no = 0;

	for (size_t i = 0; i < t->nnote; i++)
		numbered += t->note[i].label.n == 0;
	for (size_t i = 0; i < t->nnote; i++) {
		struct str label = t->note[i].label, s;
		const char *form = zh ? "$1：$2" : "$1: $2";

		s = head_note_text(&g->keep, t->note[i].text);
		if (label.n == 0 && numbered > 1)
			s = words_fill(&g->keep, "$1. $2",
			    words_int(&g->keep, (int64_t)no + 1), s);
		if (label.n == 0)
			label = zh ? STR("注") : STR("Notes");
		if (t->note[i].label.n == 0 && no++ > 0)
			form = zh ? "　　$2" : "       $2";
		s = words_fill(&g->keep, form, label, s);
		put_across(g, s, &look, 13);
	}
}

static void
put_above(struct grid *g, const struct block *b)
{
	static const struct xlsx_look title = { .align = TABLE_CENTRE,
		.bold = true, .size = 14, .wrap = true, .middle = true };
	static const struct xlsx_look unit = { .align = TABLE_RIGHT };

	if (g->t->title.n > 0)
		put_across(g, xlsx_title(&g->keep, b->number, g->t->title),
		    &title, 22);
	if (g->t->unit.n > 0)
		put_across(g, g->t->unit, &unit, LINE_POINTS);
}

struct str
xlsx_table(struct xlsx_book *x, const struct block *b)
{
	const struct table *t = b->table;
	struct grid g = { .x = x, .t = t };
	struct str name;

	head_init(&g.head, t);
	name = xlsx_book_sheet(x, t->title.n == 0 ?
	    str_from(words(t->lang, "数据", "Data")) :
	    xlsx_short_title(&g.keep, b->number, t->title));
	xlsx_book_page(x, t->lang, XLSX_LANDSCAPE);
	set_widths(&g);
	put_above(&g, b);
	if (g.head.n > 0) {
		put_head(&g);
		put_rows(&g);
		if (t->nrow >= FILTER_ROWS)
			xlsx_book_filter(x, g.row - (unsigned)t->nrow - 1,
			    g.row - 1, last_column(&g));
		put_notes(&g);
	}
	head_fini(&g.head);
	arena_fini(&g.keep);
	return name;
}

/*
 * text: columns aligned by display width, for a terminal or a printer.
 * Rules are = and -: no character of ambiguous width is ours.  At most 120
 * columns: text wraps under itself, and a table that is still wider is
 * parted into panels that repeat its first columns.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "print/format.h"
#include "print/wrap.h"
#include "text/utf8.h"

#define WIDTH_MAX 120u
#define FRONT_WIDTH 76u /* of the front page and of paragraphs */
#define GUTTER 2u
#define TEXT_LEAST 10u /* a column of text is not pressed below this */
#define WORD_MOST 40u  /* nor for a word, unless it is longer */

/* A table being laid out: the people's columns, as strings to be printed. */
struct page {
	const struct table *t;
	size_t *col;     /* index in the table */
	size_t *width;   /* by position in col */
	size_t *least;   /* of texts: not pressed below */
	bool *marked;    /* some cell has a mark hanging behind it */
	size_t ncol;
	struct arena keep;
};

/* A piece of our wording, and what stands for it here. */
struct plain {
	struct str from, to;
};

static struct str
replace(struct page *p, struct str s, const struct plain *x)
{
	struct buf b;
	size_t at;

	if (str_find(s, x->from) == s.n)
		return s;
	buf_init(&b, BUF_UNBOUNDED);
	while ((at = str_find(s, x->from)) < s.n) {
		buf_put(&b, str_sub(s, 0, at));
		buf_put(&b, x->to);
		s = str_sub(s, at + x->from.n, s.n);
	}
	buf_put(&b, s);
	return buf_keep(&b, &p->keep);
}

/* Ranges are 1—6 in our wording; here the dash must be narrow for sure. */
static struct str
dashed(struct page *p, struct str s)
{
	static const struct plain dash = { { "—", 3 }, { "-", 1 } };

	return replace(p, s, &dash);
}

/* Within the table no other sign of ambiguous width is ours either. */
static struct str
unambiguous(struct page *p, struct str s)
{
	static const struct plain sign[] = {
		{ { "×", 2 }, { "x", 1 } },
		{ { "÷", 2 }, { "/", 1 } },
		{ { "…", 3 }, { "...", 3 } },
		{ { "“", 3 }, { "「", 3 } },
		{ { "”", 3 }, { "」", 3 } },
		{ { "₀", 3 }, { "0", 1 } },
	};

	s = dashed(p, s);
	for (size_t i = 0; i < sizeof(sign) / sizeof(sign[0]); i++)
		s = replace(p, s, &sign[i]);
	return s;
}

static struct str
cell_text(struct page *p, const struct table_cell *c)
{
	if (c->state == TABLE_NOT_APPLICABLE)
		return STR("－");
	if (c->state == TABLE_MISSING)
		return p->t->lang == LANG_ZH ? STR("缺") : STR("n.d.");
	return c->ours ? unambiguous(p, c->shown) : c->shown;
}

static size_t
widest_line(struct str s)
{
	size_t most = 0;
	struct str line;

	while (s.n > 0 && str_cut(&s, '\n', &line))
		if (utf8_width(line) > most)
			most = utf8_width(line);
	return most;
}

/* The widths that the texts ask for. */
static void
measure(struct page *p)
{
	const struct table *t = p->t;

	p->col = mem_zalloc(t->ncolumn + 1, sizeof(*p->col));
	p->width = mem_zalloc(t->ncolumn + 1, sizeof(*p->width));
	p->least = mem_zalloc(t->ncolumn + 1, sizeof(*p->least));
	p->marked = mem_zalloc(t->ncolumn + 1, sizeof(*p->marked));
	for (size_t c = 0; c < t->ncolumn; c++) {
		size_t i = p->ncol, w;

		if (t->column[c].label.n == 0)
			continue;
		p->col[p->ncol++] = c;
		p->width[i] = widest_line(dashed(p, t->column[c].label));
		for (size_t r = 0; r < t->nrow; r++) {
			const struct table_cell *cell = table_at(t, r, c);

			w = utf8_width(cell_text(p, cell));
			if (cell->mark != 0)
				p->marked[i] = true;
			if (w > p->width[i])
				p->width[i] = w;
		}
	}
}

static size_t
total(const struct page *p)
{
	size_t sum = 0;

	for (size_t i = 0; i < p->ncol; i++)
		sum += p->width[i] + (i > 0 ? GUTTER : 0);
	if (p->ncol > 0 && p->marked[p->ncol - 1])
		sum++;
	return sum;
}

static bool
is_text(const struct page *p, size_t i)
{
	return p->t->column[p->col[i]].align == TABLE_LEFT;
}

/*
 * What a column of texts is not pressed below: its longest word, so that no
 * name is cut; a cell without a place to break must give all the same.
 */
static size_t
least_width(struct page *p, size_t i)
{
	size_t least = TEXT_LEAST, w;

	for (size_t r = 0; r < p->t->nrow; r++) {
		w = wrap_least(cell_text(p, table_at(p->t, r, p->col[i])));
		if (w > least && w <= WORD_MOST)
			least = w;
	}
	return least;
}

/* The widest column of texts that can give; ncol where none can. */
static size_t
widest_text(const struct page *p)
{
	size_t best = p->ncol;

	for (size_t i = 0; i < p->ncol; i++)
		if (is_text(p, i) && p->width[i] > p->least[i] &&
		    (best == p->ncol || p->width[i] > p->width[best]))
			best = i;
	return best;
}

/* Takes width off texts: first the last column's, then the widest's. */
static void
squeeze(struct page *p)
{
	size_t sum = total(p), last, widest;

	if (p->ncol == 0 || sum <= WIDTH_MAX)
		return;
	for (size_t i = 0; i < p->ncol; i++)
		if (is_text(p, i))
			p->least[i] = least_width(p, i);
	last = p->ncol - 1;
	while (is_text(p, last) && sum > WIDTH_MAX &&
	    p->width[last] > p->least[last]) {
		p->width[last]--;
		sum--;
	}
	while (sum > WIDTH_MAX && (widest = widest_text(p)) < p->ncol) {
		p->width[widest]--;
		sum--;
	}
}

static void
end_line(struct buf *out)
{
	while (out->n > 0 && out->p[out->n - 1] == ' ')
		out->n--;
	buf_putc(out, '\n');
}

/* A cell while its lines are taken off it. */
struct piece {
	struct str rest;
	char mark;
};

/* One line of a cell in its width; its mark hangs into the gutter. */
static void
put_piece(struct buf *out, const struct page *p, size_t i,
    struct piece *piece, bool last)
{
	enum table_align align = p->t->column[p->col[i]].align;
	struct str s = wrap_take(&piece->rest, p->width[i]);
	size_t w = utf8_width(s), before = 0, after;

	after = p->width[i] > w ? p->width[i] - w : 0;
	if (align == TABLE_RIGHT)
		before = after;
	else if (align == TABLE_CENTRE)
		before = after / 2;
	after = after - before + (last ? 1 : GUTTER);
	buf_pad(out, ' ', before);
	buf_put(out, s);
	if (piece->mark != 0 && piece->rest.n == 0) {
		buf_putc(out, piece->mark);
		piece->mark = 0;
		after--;
	}
	buf_pad(out, ' ', after);
}

/* As many lines as the tallest cell needs. */
static void
put_line(struct buf *out, const struct page *p, const size_t *pick, size_t n,
    struct piece *piece)
{
	bool more = true;

	while (more) {
		more = false;
		for (size_t k = 0; k < n; k++) {
			put_piece(out, p, pick[k], &piece[k], k + 1 == n);
			more = more || piece[k].rest.n > 0;
		}
		end_line(out);
	}
}

static void
put_rule(struct buf *out, char c, size_t width)
{
	buf_pad(out, c, width);
	buf_putc(out, '\n');
}

/* The columns picked: head, rows, rules. */
static void
put_panel(struct buf *out, struct page *p, const size_t *pick, size_t n,
    size_t width)
{
	const struct table *t = p->t;
	struct piece *piece = mem_zalloc(n + 1, sizeof(*piece));

	put_rule(out, '=', width);
	for (size_t k = 0; k < n; k++)
		piece[k].rest =
		    dashed(p, t->column[p->col[pick[k]]].label);
	put_line(out, p, pick, n, piece);
	put_rule(out, '-', width);
	for (size_t r = 0; r < t->nrow; r++) {
		if (t->rule[r] && r > 0)
			put_rule(out, '-', width);
		for (size_t k = 0; k < n; k++) {
			const struct table_cell *c =
			    table_at(t, r, p->col[pick[k]]);

			piece[k].rest = cell_text(p, c);
			piece[k].mark = c->mark;
		}
		put_line(out, p, pick, n, piece);
	}
	put_rule(out, '=', width);
	free(piece);
}

/* Centred, or with the right edge on that of the table. */
static void
put_above(struct buf *out, struct str s, size_t width, bool centred)
{
	while (s.n > 0) {
		struct str line = wrap_take(&s, WIDTH_MAX);
		size_t w = utf8_width(line), gap = width > w ? width - w : 0;

		buf_pad(out, ' ', centred ? gap / 2 : gap);
		buf_put(out, line);
		buf_putc(out, '\n');
	}
}

/* A head, then text that hangs under its own beginning. */
static void
put_hanging(struct buf *out, struct str head, struct str text)
{
	size_t indent = utf8_width(head);
	bool first = true;

	if (indent > WIDTH_MAX / 2)
		indent = 4;
	buf_put(out, head);
	do {
		struct str line = wrap_take(&text, WIDTH_MAX - indent);

		if (!first)
			buf_pad(out, ' ', indent);
		first = false;
		buf_put(out, line);
		end_line(out);
	} while (text.n > 0);
}

static void
put_notes(struct buf *out, struct page *p)
{
	const struct table *t = p->t;
	bool zh = t->lang == LANG_ZH;
	struct str head = zh ? STR("注：") : STR("Notes: ");
	size_t numbered = 0, no = 0;
	struct buf b;

	for (size_t i = 0; i < t->nnote; i++)
		numbered += t->note[i].label.n == 0;
	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < t->nnote; i++) {
		const struct table_note *note = &t->note[i];

		buf_reset(&b);
		if (note->label.n > 0) {
			buf_put(&b, note->label);
			buf_puts(&b, zh ? "：" : ": ");
		} else if (no++ == 0) {
			buf_put(&b, head);
		} else {
			buf_pad(&b, ' ', utf8_width(head));
		}
		if (note->label.n == 0 && numbered > 1) {
			buf_int(&b, (int64_t)no);
			buf_puts(&b, ". ");
		}
		put_hanging(out, buf_str(&b), dashed(p, note->text));
	}
	buf_fini(&b);
}

/* How many columns from `from` on fit beside the stub; at least one. */
static size_t
pick_columns(const struct page *p, size_t from, size_t *pick, size_t *width)
{
	size_t stub = from == 0 ? 0 : p->t->stub, n = 0, sum = 0;

	for (size_t k = 0; k < stub && k < from; k++) {
		sum += p->width[k] + GUTTER;
		pick[n++] = k;
	}
	stub = n;
	for (size_t i = from; i < p->ncol; i++) {
		size_t next = sum + p->width[i] + p->marked[i];

		if (n > stub && next > WIDTH_MAX)
			break;
		*width = next;
		sum += p->width[i] + GUTTER;
		pick[n++] = i;
	}
	return n;
}

/* "表1  各地目标完成情况" */
static struct str
whole_title(struct page *p, const struct block *b)
{
	struct buf buf;
	struct str s = b->table->title;

	if (b->number.n > 0 && s.n > 0) {
		buf_init(&buf, BUF_UNBOUNDED);
		buf_put(&buf, b->number);
		buf_puts(&buf, "  ");
		buf_put(&buf, s);
		s = buf_keep(&buf, &p->keep);
	}
	return dashed(p, s);
}

static void
put_table(struct buf *out, const struct block *b)
{
	const struct table *t = b->table;
	struct page page = { .t = t }, *p = &page;
	size_t *pick, n, width = 0, from = 0;

	measure(p);
	squeeze(p);
	pick = mem_zalloc(p->ncol + t->stub + 1, sizeof(*pick));
	do {
		n = pick_columns(p, from, pick, &width);
		if (from == 0) {
			put_above(out, whole_title(p, b), width, true);
			put_above(out, dashed(p, t->unit), width, false);
		} else {
			buf_putc(out, '\n');
		}
		put_panel(out, p, pick, n, width);
		from = n == 0 ? p->ncol : pick[n - 1] + 1;
	} while (from < p->ncol);
	put_notes(out, p);
	free(pick);
	free(p->col);
	free(p->width);
	free(p->least);
	free(p->marked);
	arena_fini(&p->keep);
}

/* A line of the front page: 'c'entred, 'r'ight, or from the left. */
static void
put_front_line(struct buf *out, struct str s, char align)
{
	if (s.n == 0)
		return;
	if (align == 'l') {
		put_hanging(out, (struct str){ "", 0 }, s);
		return;
	}
	put_above(out, s, FRONT_WIDTH, align == 'c');
}

static void
put_front(struct buf *out, const struct document_head *h)
{
	size_t gap;

	if (h->title.n == 0)
		return;
	put_front_line(out, h->marking, 'l');
	if (h->marking.n > 0)
		buf_putc(out, '\n');
	put_front_line(out, h->title, 'c');
	put_front_line(out, h->issue, 'c');
	put_front_line(out, h->subtitle, 'c');
	if (h->issuer.n > 0 || h->date.n > 0) {
		gap = utf8_width(h->issuer) + utf8_width(h->date);
		buf_putc(out, '\n');
		buf_put(out, h->issuer);
		buf_pad(out, ' ', gap < FRONT_WIDTH ? FRONT_WIDTH - gap : 1);
		buf_put(out, h->date);
		end_line(out);
		put_rule(out, '-', FRONT_WIDTH);
	}
	buf_putc(out, '\n');
}

/* Paragraphs are set in as offices do, two characters. */
static void
put_paragraph(struct buf *out, enum lang lang, struct str s)
{
	if (lang == LANG_ZH)
		buf_puts(out, "    ");
	s = str_trim(s);
	do {
		buf_put(out, wrap_take(&s, FRONT_WIDTH -
		    (lang == LANG_ZH ? 4 : 0)));
		end_line(out);
	} while (s.n > 0);
}

static void
put_block(struct buf *out, const struct document *doc, const struct block *b)
{
	if (b->kind == BLOCK_TABLE)
		put_table(out, b);
	else if (b->kind == BLOCK_HEADING)
		put_hanging(out, (struct str){ "", 0 }, b->text);
	else if (b->kind == BLOCK_TEXT)
		put_paragraph(out, doc->lang, b->text);
}

/* Charts have no form in text: their tables stand beside them. */
static void
put_text(struct buf *out, const struct document *doc)
{
	enum block_kind before = BLOCK_HEADING;
	bool first = true;

	put_front(out, &doc->head);
	for (size_t i = 0; i < doc->nblock; i++) {
		const struct block *b = &doc->block[i];

		if (b->kind == BLOCK_CHART || (b->kind == BLOCK_TABLE &&
		    !document_shows(doc, b->table)))
			continue;
		if (!first && (b->kind != BLOCK_TEXT || before == BLOCK_TABLE))
			buf_putc(out, '\n');
		put_block(out, doc, b);
		before = b->kind;
		first = false;
	}
}

const struct format format_text = {
	.name = "text",
	.audience = TABLE_PEOPLE,
	.put = put_text,
};

#include "report/sent_sheet.h"

#include <stdlib.h>

#include "print/words.h"
#include "text/utf8.h"

#define WIDTH_LEAST 6u
#define WIDTH_MOST 40u
#define WIDTH_ROWS 1000u    /* looked at for the widths */
#define CUT_TO 8000u        /* of a text that is too long, once it is escaped */
#define COMMENT_MOST 8u     /* reasons of one cell */
#define MERGED_MOST 4096u   /* ranges, and */
#define MERGED_CELLS 65536u /* the cells of all of them */

/* rows and findings */

static int
by_place(const void *a, const void *b)
{
	const struct sent_finding *x = *(const struct sent_finding *const *)a;
	const struct sent_finding *y = *(const struct sent_finding *const *)b;
	unsigned long p = x->row == NULL ? 0 : x->row->line;
	unsigned long q = y->row == NULL ? 0 : y->row->line;
	size_t i = x->whole_row ? 0 : x->field, k = y->whole_row ? 0 : y->field;

	if (p != q)
		return p < q ? -1 : 1;
	if (i != k)
		return i < k ? -1 : 1;
	return x < y ? -1 : x > y;
}

static void
sort_findings(struct sent_sheet *s)
{
	size_t n = s->t->nfinding;

	s->order = arena_alloc(&s->keep, n + 1, sizeof(*s->order));
	for (size_t i = 0; i < n; i++)
		s->order[i] = &s->t->finding[i];
	if (n > 0)
		qsort(s->order, n, sizeof(*s->order), by_place);
}

/* The first in the order whose row begins on this line or below. */
static size_t
first_finding(const struct sent_sheet *s, unsigned long line)
{
	size_t low = 0, high = s->t->nfinding;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct sent_row *row = s->order[middle]->row;

		if (row == NULL || row->line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The first row that begins on this line or below. */
static size_t
first_row(const struct sent_table *t, unsigned long line)
{
	size_t low = 0, high = t->nrow;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (t->row[middle]->line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static unsigned
row_of(const struct sent_sheet *s, size_t i)
{
	return (unsigned)(s->in_lines ? s->t->row[i]->line - 1 : i);
}

struct str
sent_sheet_address(struct arena *a, const struct sent_sheet *s,
    const struct sent_finding *f)
{
	size_t i = first_row(s->t, f->row->line);
	size_t col = f->whole_row ? 0 : f->field;
	char letters[8];
	size_t at = sizeof(letters);

	do {
		letters[--at] = (char)('A' + col % 26);
		col = col / 26;
	} while (col-- > 0);
	return words_fill(a, "$1$2",
	    ((struct str){ letters + at, sizeof(letters) - at }),
	    words_int(a, (int64_t)row_of(s, i) + 1));
}

struct str
sent_sheet_reason(struct arena *a, const struct sent_finding *f)
{
	return words_fill(a, "$1 [$2]", f->message,
	    str_from(diag_code_name(f->code)));
}

struct str
sent_sheet_heading(const struct sent_table *t, size_t field)
{
	struct str heading = { "", 0 };

	for (size_t i = first_row(t, t->header_first); i < t->nrow &&
	    t->header_first > 0 && t->row[i]->line <= t->header_last; i++)
		if (field < t->row[i]->nfield &&
		    t->row[i]->field[field].text.n > 0)
			heading = t->row[i]->field[field].text;
	return heading;
}

/* cells */

static struct str
fitting(struct sent_sheet *s, struct str text)
{
	struct buf escaped;
	bool fits;

	if (text.n <= CUT_TO)
		return text;
	buf_init(&escaped, BUF_UNBOUNDED);
	xlsx_text(&escaped, text);
	fits = xlsx_length(buf_str(&escaped)) <= XLSX_CELL;
	buf_fini(&escaped);
	if (fits)
		return text;
	s->cut++;
	return words_fill(&s->keep, "$1…", xlsx_cut(text, CUT_TO));
}

static bool
is_lone(const struct sent_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->nfield && n < 2; i++)
		n += row->field[i].text.n > 0;
	return n < 2;
}

/* Titles and notes run on beside the boxes of the table. */
static struct xlsx_look
look_of(const struct sent_sheet *s, const struct sent_row *row,
    enum xlsx_mark mark)
{
	const struct sent_table *t = s->t;
	struct xlsx_look look = { .mark = mark, .wrap = true };

	if (t->header_first == 0 || row->line < t->header_first ||
	    (row->line > t->header_last && !row->marked && is_lone(row))) {
		look.wrap = mark != XLSX_UNMARKED;
		return look;
	}
	look.boxed = true;
	if (row->line <= t->header_last) {
		look.bold = look.shaded = true;
		look.align = TABLE_CENTRE;
	}
	return look;
}

/* By field of the row whose findings are these of the order. */
static void
mark_fields(const struct sent_sheet *s, size_t from, size_t to,
    unsigned char *mark)
{
	for (size_t i = from; i < to; i++) {
		const struct sent_finding *f = s->order[i];

		if (f->whole_row)
			memset(mark, XLSX_WRONG, s->width);
		else if (f->rejected)
			mark[f->field] = XLSX_WRONG;
		else if (mark[f->field] == XLSX_UNMARKED)
			mark[f->field] = XLSX_DOUBTFUL;
	}
}

/* The reasons of each cell as its comment. */
static void
put_comments(struct sent_sheet *s, unsigned at, size_t from, size_t to)
{
	struct buf text;

	buf_init(&text, BUF_UNBOUNDED);
	while (from < to) {
		size_t col = s->order[from]->whole_row ? 0 :
		    s->order[from]->field, n = 0;

		buf_reset(&text);
		for (; from < to && (s->order[from]->whole_row ? 0 :
		    s->order[from]->field) == col; from++) {
			const struct sent_finding *f = s->order[from];

			if (n++ >= COMMENT_MOST)
				continue;
			buf_puts(&text, n > 1 ? "\n" : "");
			buf_puts(&text, f->rejected ?
			    words(s->lang, "退回：", "rejected: ") :
			    words(s->lang, "请核对：", "to check: "));
			buf_put(&text, sent_sheet_reason(&s->keep, f));
		}
		if (n > COMMENT_MOST)
			buf_puts(&text, "\n…");
		xlsx_book_comment(s->x, at, (unsigned)col, buf_str(&text));
	}
	buf_fini(&text);
}

static void
put_row(struct sent_sheet *s, size_t i, unsigned char *mark)
{
	const struct sent_row *row = s->t->row[i];
	size_t from = first_finding(s, row->line);
	size_t to = first_finding(s, row->line + 1);
	unsigned at = row_of(s, i);

	memset(mark, XLSX_UNMARKED, s->width + 1);
	mark_fields(s, from, to, mark);
	for (size_t k = 0; k < s->width; k++) {
		struct xlsx_look look = look_of(s, row,
		    (enum xlsx_mark)mark[k]);
		struct str text = { "", 0 };

		if (k < row->nfield)
			text = fitting(s, row->field[k].text);
		/* blanks beside a title let it run on */
		if (text.n > 0 || look.boxed || mark[k] != XLSX_UNMARKED)
			xlsx_book_text(s->x, at, (unsigned)k, text, &look);
	}
	put_comments(s, at, from, to);
}

/* merged ranges */

static bool
is_found_in(const struct sent_sheet *s, const struct sheet_range *r)
{
	size_t to = first_finding(s, r->row_last + 1);

	for (size_t i = first_finding(s, r->row); i < to; i++)
		if (s->order[i]->whole_row ||
		    (s->order[i]->field + 1 >= r->col &&
		    s->order[i]->field + 1 <= r->col_last))
			return true;
	return false;
}

static bool
overlaps(const struct sheet_range *a, const struct sheet_range *b)
{
	return a->row <= b->row_last && b->row <= a->row_last &&
	    a->col <= b->col_last && b->col <= a->col_last;
}

/* What is left of a range within the rows and columns that there are; false
 * where nothing stands in it, or it is one cell. */
static bool
clip(const struct sent_sheet *s, struct sheet_range *r)
{
	const struct sent_table *t = s->t;
	size_t at = first_row(t, r->row);
	unsigned long last = t->nrow == 0 ? 0 : t->row[t->nrow - 1]->line;

	if (r->row_last > last)
		r->row_last = last;
	if (r->col_last > s->width)
		r->col_last = s->width;
	return at < t->nrow && t->row[at]->line == r->row && r->col > 0 &&
	    r->col <= t->row[at]->nfield && r->col_last >= r->col &&
	    (r->row_last > r->row || r->col_last > r->col);
}

static void
put_range(struct sent_sheet *s, const struct sheet_range *r)
{
	const struct sent_row *row = s->t->row[first_row(s->t, r->row)];
	struct xlsx_look look = look_of(s, row, XLSX_UNMARKED);

	look.wrap = look.middle = true;
	if (!look.boxed)
		look.align = TABLE_CENTRE;
	xlsx_book_merge(s->x, (unsigned)r->row - 1, (unsigned)r->col - 1,
	    (unsigned)r->row_last - 1, (unsigned)r->col_last - 1,
	    fitting(s, row->field[r->col - 1].text), &look);
}

/* Merged again where nothing was found in them. */
static void
put_merged(struct sent_sheet *s)
{
	struct sheet_range *put = arena_alloc(&s->keep, MERGED_MOST,
	    sizeof(*put));
	size_t n = 0, cells = 0;

	for (size_t i = 0; i < s->t->nmerged && n < MERGED_MOST; i++) {
		struct sheet_range r = s->t->merged[i];
		bool apart = true;

		if (!clip(s, &r) || is_found_in(s, &r))
			continue;
		for (size_t k = 0; apart && k < n; k++)
			apart = !overlaps(&r, &put[k]);
		cells += (r.row_last - r.row + 1) * (r.col_last - r.col + 1);
		if (!apart || cells > MERGED_CELLS)
			continue;
		put[n++] = r;
		put_range(s, &r);
	}
}

/* the sheet */

static size_t
width_of(struct str text)
{
	size_t most = 0;
	struct str line;

	while (str_cut(&text, '\n', &line)) {
		size_t n = utf8_width(str_sub(line, 0, 4 * WIDTH_MOST)) + 2;

		most = n > most ? n : most;
	}
	return most;
}

static void
set_widths(struct sent_sheet *s)
{
	const struct sent_table *t = s->t;
	size_t *width = arena_alloc(&s->keep, s->width + 1, sizeof(*width));
	size_t from = first_row(t, t->header_first);

	for (size_t i = from; i < t->nrow && i < from + WIDTH_ROWS; i++)
		for (size_t k = 0; k < t->row[i]->nfield &&
		    !is_lone(t->row[i]); k++) {
			size_t n = width_of(t->row[i]->field[k].text);

			width[k] = n > width[k] ? n : width[k];
		}
	for (size_t k = 0; k < s->width; k++)
		xlsx_book_width(s->x, (unsigned)k, width[k] < WIDTH_LEAST ?
		    WIDTH_LEAST : width[k] > WIDTH_MOST ? WIDTH_MOST :
		    width[k]);
}

void
sent_sheet_put(struct sent_sheet *s, struct xlsx_book *x,
    const struct sent_table *t, enum lang lang, struct str wanted)
{
	unsigned char *mark;
	size_t head;

	*s = (struct sent_sheet){ .x = x, .t = t, .lang = lang };
	s->name = xlsx_book_sheet(x, wanted);
	s->in_lines = !t->partly && (t->nrow == 0 ||
	    t->row[t->nrow - 1]->line <= XLSX_ROWS);
	for (size_t i = 0; i < t->nrow; i++)
		if (t->row[i]->nfield > s->width)
			s->width = t->row[i]->nfield;
	sort_findings(s);
	xlsx_book_all_text(x);
	xlsx_book_page(x, lang, XLSX_LANDSCAPE);
	set_widths(s);
	head = first_row(t, t->header_last);
	if (t->header_first > 0 && head < t->nrow)
		xlsx_book_head(x, row_of(s, first_row(t, t->header_first)),
		    row_of(s, head), 0);
	mark = arena_alloc(&s->keep, s->width + 1, sizeof(*mark));
	for (size_t i = 0; i < t->nrow; i++)
		put_row(s, i, mark);
	put_merged(s);
}

void
sent_sheet_fini(struct sent_sheet *s)
{
	arena_fini(&s->keep);
}

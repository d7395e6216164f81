#include "record/sheet.h"

#include <stdlib.h>

#include "record/book.h"
#include "record/merged.h"

#define ROW_TEXT_MAX (16u << 20)

/* What a cell holds: t="…". */
enum cell_type { TYPE_NUMBER, TYPE_SHARED, TYPE_TEXT, TYPE_FLAG, TYPE_ISO };

/* A field of the row at hand: shared text, or made in `text`. */
struct made {
	const char *p; /* NULL: in text, at off */
	size_t off, n;
	unsigned long row; /* that it belongs to; else stale */
};

struct sheet {
	struct book *b;
	struct diag *d;
	struct xml *x;
	const char *label, *part;

	unsigned long row, col; /* at hand, 1-based */
	char row_text[12];      /* the row's number as its element has it */
	size_t row_digits;      /* 0: it has none */
	bool in_row, in_cell, in_value, in_formula, in_phonetic, has_value;
	bool hidden, given;
	enum cell_type type;
	unsigned style;
	struct buf value, formula, text;

	struct made *made; /* by column */
	struct str *field;
	size_t *start; /* cells have no offsets: zeros */
	size_t cap, filled, width; /* last filled; widest so far */
	unsigned long no, hidden_rows;

	struct sheet_range *merged; /* so far; sorted once ended */
	size_t nmerged, merged_cap;
	struct sheet_range *ahead;  /* searched for, if `asked` */
	size_t nahead, ahead_cap;
	bool asked, ended;
};

static struct pos
here(const struct sheet *s)
{
	return (struct pos){ s->label, s->row, s->col };
}

static void
refuse_place(struct sheet *s, const char *what)
{
	struct pos pos = here(s);

	diag_at(s->d, &pos, DIAG_SHEET_CELL, DIAG_Z(what));
	xml_refuse(s->x);
}

static void
start_row(struct sheet *s, const char **attr)
{
	const char *r = xml_attr(attr, "r"), *hidden;
	unsigned long row = s->row + 1, none;
	char ref[12] = "A";

	s->col = 0;
	if (r != NULL) {
		size_t n = strlen(r);

		memcpy(ref + 1, r, n < 10 ? n : 10);
		if (!cell_place(str_from(ref), &row, &none) ||
		    row <= s->row) {
			refuse_place(s, r);
			return;
		}
	}
	if (row > CELL_ROWS_MAX) {
		refuse_place(s, "1048577");
		return;
	}
	hidden = xml_attr(attr, "hidden");
	s->row_digits = r == NULL ? 0 : strlen(r);
	if (s->row_digits < sizeof(s->row_text))
		memcpy(s->row_text, ref + 1, s->row_digits);
	s->hidden = hidden != NULL && (strcmp(hidden, "1") == 0 ||
	    strcmp(hidden, "true") == 0);
	s->row = row;
	s->in_row = true;
	s->filled = 0;
	buf_reset(&s->text);
}

static enum cell_type
type_of(const char *t)
{
	if (t == NULL)
		return TYPE_NUMBER;
	switch (t[0]) {
	case 's':
		return t[1] == '\0' ? TYPE_SHARED : TYPE_TEXT;
	case 'b':
		return TYPE_FLAG;
	case 'd':
		return TYPE_ISO;
	case 'n':
		return TYPE_NUMBER;
	default:
		return TYPE_TEXT;
	}
}

/* "C12" in row "12": most cells, in a glance.  False: look closer. */
static bool
is_in_row(struct sheet *s, const char *ref)
{
	unsigned long col = 0;

	while (*ref >= 'A' && *ref <= 'Z' && col < 27)
		col = col * 26 + (unsigned long)(*ref++ - 'A') + 1;
	if (col == 0 || s->row_digits == 0 ||
	    strncmp(ref, s->row_text, s->row_digits) != 0 ||
	    ref[s->row_digits] != '\0')
		return false;
	s->col = col;
	return true;
}

static void
start_cell(struct sheet *s, const char **attr)
{
	const char *ref = NULL, *type = NULL;
	unsigned long row;

	s->style = 0;
	for (; *attr != NULL; attr += 2) {
		if (attr[0][0] == '\0' || attr[0][1] != '\0')
			continue;
		if (attr[0][0] == 'r')
			ref = attr[1];
		else if (attr[0][0] == 't')
			type = attr[1];
		else if (attr[0][0] == 's')
			s->style = (unsigned)strtoul(attr[1], NULL, 10);
	}
	s->type = type_of(type);
	s->in_cell = true;
	s->has_value = false;
	buf_reset(&s->value);
	if (s->formula.n > 0 || s->formula.over)
		buf_reset(&s->formula);
	if (ref == NULL) {
		if (++s->col > CELL_COLUMNS_MAX)
			refuse_place(s, "XFE");
	} else if (!is_in_row(s, ref) &&
	    (!cell_place(str_from(ref), &row, &s->col) || row != s->row)) {
		refuse_place(s, ref);
	}
}

static void
add_merged(struct sheet *s, const char **attr)
{
	struct str ref = str_from(xml_attr(attr, "ref"));
	struct sheet_range r;

	if (str_chr(ref, ':') == ref.n) /* one cell */
		return;
	if (!merged_read(ref, &r)) {
		s->row = s->col = 0;
		refuse_place(s, ref.p);
		return;
	}
	s->merged = mem_grow(s->merged, &s->merged_cap, s->nmerged + 1,
	    sizeof(*s->merged));
	s->merged[s->nmerged++] = r;
}

static bool
is_letter(const char *name, char letter)
{
	return name[0] == letter && name[1] == '\0';
}

static void
on_start(void *arg, const char *name, const char **attr)
{
	struct sheet *s = arg;

	if (s->in_cell) {
		if (is_letter(name, 'v') || is_letter(name, 't'))
			s->in_value = s->has_value = true;
		else if (is_letter(name, 'f')) {
			s->in_formula = true;
			buf_putc(&s->formula, '=');
		} else if (strcmp(name, "rPh") == 0)
			s->in_phonetic = true;
	} else if (s->in_row) {
		if (is_letter(name, 'c'))
			start_cell(s, attr);
	} else if (strcmp(name, "row") == 0)
		start_row(s, attr);
	else if (strcmp(name, "mergeCell") == 0)
		add_merged(s, attr);
}

static void
on_text(void *arg, const char *p, int n)
{
	struct sheet *s = arg;

	if (s->in_value && !s->in_phonetic)
		buf_put(&s->value, (struct str){ p, (size_t)n });
	else if (s->in_formula)
		buf_put(&s->formula, (struct str){ p, (size_t)n });
}

static void
refuse_text(struct sheet *s)
{
	struct pos pos = here(s);

	diag_at(s->d, &pos, DIAG_FIELD_TOO_LONG, DIAG_NUM(REC_BYTES_MAX));
	xml_refuse(s->x);
}

/* The number of a shared text; false after a report. */
static bool
shared(struct sheet *s, struct str value, struct str *out)
{
	struct pos pos = here(s);
	size_t n = 0;

	if (value.n > 0 && (value.p[0] <= ' ' ||
	    value.p[value.n - 1] <= ' '))
		value = str_trim(value);
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] < '0' || value.p[i] > '9' || n > s->b->ntext) {
			n = s->b->ntext;
			break;
		}
		n = n * 10 + (size_t)(value.p[i] - '0');
	}
	if (value.n > 0 && n < s->b->ntext) {
		*out = book_text(s->b, n);
		return true;
	}
	diag_at(s->d, &pos, DIAG_SHEET_STRING, DIAG_STR(value),
	    DIAG_NUM(s->b->ntext));
	xml_refuse(s->x);
	return false;
}

/* Puts the cell's value into text. */
static void
put_value(struct sheet *s)
{
	struct str v = buf_str(&s->value);
	enum cell_form form = s->style < s->b->nform
	    ? (enum cell_form)s->b->form[s->style] : CELL_PLAIN;

	switch (s->type) {
	case TYPE_NUMBER:
		cell_put_number(&s->text, v, form, s->b->from_1904,
		    s->formula.n > 0);
		break;
	case TYPE_FLAG:
		if (str_is(v, "1") || str_is(v, "0"))
			v = str_is(v, "1") ? STR("TRUE") : STR("FALSE");
		buf_put(&s->text, v);
		break;
	case TYPE_ISO:
		cell_put_iso(&s->text, v);
		break;
	case TYPE_TEXT:
	case TYPE_SHARED:
		cell_unescape(&s->value, 0);
		buf_put(&s->text, buf_str(&s->value));
		break;
	}
}

static void
make_room(struct sheet *s, size_t n)
{
	size_t cap = s->cap, old = s->cap;

	if (n <= cap)
		return;
	s->made = mem_grow(s->made, &cap, n, sizeof(*s->made));
	memset(s->made + old, 0, (cap - old) * sizeof(*s->made));
	s->field = mem_resize(s->field, cap, sizeof(*s->field));
	s->start = mem_resize(s->start, cap, sizeof(*s->start));
	memset(s->start + old, 0, (cap - old) * sizeof(*s->start));
	s->cap = cap;
}

static void
end_cell(struct sheet *s)
{
	size_t off = s->text.n;
	struct str text = { NULL, 0 };
	struct made *m;

	s->in_cell = s->in_value = s->in_formula = s->in_phonetic = false;
	/* a number that was never reckoned, by a program that only writes */
	if (s->formula.n > 0 && (!s->has_value ||
	    (s->type == TYPE_NUMBER && s->value.n == 0)))
		buf_put(&s->text, buf_str(&s->formula));
	else if (!s->has_value)
		return;
	else if (s->type != TYPE_SHARED)
		put_value(s);
	else if (!shared(s, buf_str(&s->value), &text))
		return;
	if (s->value.over || s->formula.over || s->text.over) {
		refuse_text(s);
		return;
	}
	if (text.p == NULL)
		text.n = s->text.n - off;
	if (text.n == 0)
		return;
	make_room(s, s->col);
	m = &s->made[s->col - 1];
	if (m->row == s->row) {
		refuse_place(s, "twice");
		return;
	}
	*m = (struct made){ text.p, off, text.n, s->row };
	if (s->col > s->filled)
		s->filled = s->col;
}

static void
end_row(struct sheet *s)
{
	s->in_row = false;
	if (s->filled == 0)
		return;
	if (s->filled > s->width)
		s->width = s->filled;
	s->hidden_rows += s->hidden;
	s->no++;
	s->given = true;
	xml_pause(s->x);
}

static void
on_end(void *arg, const char *name)
{
	struct sheet *s = arg;

	if (s->in_cell) {
		if (is_letter(name, 'c'))
			end_cell(s);
		else if (is_letter(name, 'v') || is_letter(name, 't'))
			s->in_value = false;
		else if (is_letter(name, 'f'))
			s->in_formula = false;
		else if (strcmp(name, "rPh") == 0)
			s->in_phonetic = false;
	} else if (s->in_row && strcmp(name, "row") == 0)
		end_row(s);
}

struct sheet *
sheet_open(struct book *b, size_t i, const char *label)
{
	struct sheet *s = mem_zalloc(1, sizeof(*s));
	struct xml_handler h = { on_start, on_end, on_text, s };
	struct pos pos = { .file = label };
	enum status st;

	s->b = b;
	s->d = b->d;
	s->label = label;
	s->part = b->sheet[i].part;
	buf_init(&s->value, REC_BYTES_MAX);
	buf_init(&s->formula, REC_BYTES_MAX);
	buf_init(&s->text, ROW_TEXT_MAX);
	s->x = xml_open(b->d, b->zip, b->sheet[i].part, &h, &st);
	if (s->x != NULL)
		return s;
	if (st == STATUS_END)
		diag_at(b->d, &pos, DIAG_BOOK_NONE, DIAG_Z(b->sheet[i].part));
	sheet_close(s);
	return NULL;
}

void
sheet_close(struct sheet *s)
{
	if (s == NULL)
		return;
	xml_close(s->x);
	buf_fini(&s->value);
	buf_fini(&s->formula);
	buf_fini(&s->text);
	free(s->made);
	free(s->field);
	free(s->start);
	free(s->merged);
	free(s->ahead);
	free(s);
}

/* False where the row holds more text than a record may. */
static bool
finish_row(struct sheet *s, struct rec *out)
{
	size_t bytes = s->width;

	for (size_t i = 0; i < s->width; i++) {
		const struct made *m = &s->made[i];
		struct str *f = &s->field[i];

		if (m->row != s->row)
			*f = (struct str){ "", 0 };
		else
			*f = (struct str){ m->p != NULL ? m->p
			    : s->text.p + m->off, m->n };
		bytes += f->n;
	}
	*out = (struct rec){ .field = s->field, .start = s->start,
		.nfield = s->width, .line = s->row, .no = s->no };
	return bytes <= REC_BYTES_MAX;
}

/* The ranges that were searched for are those that stand there. */
static enum status
end_sheet(struct sheet *s)
{
	struct pos pos = { .file = s->label };

	merged_sort(s->merged, s->nmerged);
	s->ended = true;
	if (!s->asked || (s->nahead == s->nmerged && (s->nahead == 0 ||
	    memcmp(s->ahead, s->merged,
		s->nahead * sizeof(*s->ahead)) == 0)))
		return STATUS_END;
	diag_at(s->d, &pos, DIAG_XML_REFUSED, DIAG_Z(s->part),
	    DIAG_Z("merged ranges in an unusual form"));
	xml_refuse(s->x);
	return STATUS_FATAL;
}

enum status
sheet_next(struct sheet *s, struct rec *out)
{
	enum status st;

	s->given = false;
	do
		st = xml_next(s->x);
	while (st == STATUS_OK && !s->given);
	if (st == STATUS_END && !s->ended)
		return end_sheet(s);
	if (st != STATUS_OK)
		return st;
	if (finish_row(s, out))
		return STATUS_OK;
	out->fault = DIAG_FIELD_TOO_LONG;
	out->fault_at = 0;
	return STATUS_SKIP;
}

struct pos
sheet_pos(const struct sheet *s, const struct rec *rec, size_t idx)
{
	return (struct pos){ s->label, rec->line, idx + 1 };
}

bool
sheet_merged(struct sheet *s, const struct sheet_range **range, size_t *n)
{
	if (!s->ended && !s->asked) {
		s->asked = true;
		if (!merged_find(s->b->zip, s->part, &s->ahead, &s->nahead,
		    &s->ahead_cap))
			return false;
	}
	*range = s->asked ? s->ahead : s->merged;
	*n = s->asked ? s->nahead : s->nmerged;
	return true;
}

unsigned long
sheet_hidden_rows(const struct sheet *s)
{
	return s->hidden_rows;
}

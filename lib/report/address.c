/* Addresses of figures. */
#include "report/address.h"

#include "base/map.h"
#include "print/words.h"
#include "report/report.h"
#include "schema/indicator.h"

/* Takes "表2" or "Table2", and what parts it from the rest. */
static bool
take_table(struct str *rest, unsigned *out)
{
	struct str s = *rest, piece;
	unsigned n = 0;

	if (str_chr(s, '/') == s.n || !str_cut(&s, '/', &piece) ||
	    !(str_take(&piece, "表") || str_take(&piece, "Table") ||
	        str_take(&piece, "table")))
		return false;
	piece = str_trim(piece);
	if (piece.n == 0 || piece.n > 3)
		return false;
	for (size_t i = 0; i < piece.n; i++) {
		if (piece.p[i] < '0' || piece.p[i] > '9')
			return false;
		n = n * 10 + (unsigned)(piece.p[i] - '0');
	}
	*rest = s;
	*out = n;
	return true;
}

bool
address_parse(struct address *a, struct str text)
{
	size_t end = text.n;
	struct str rest, piece;

	*a = (struct address){ .table = 0 };
	while (end > 0 && text.p[end - 1] != '/')
		end--;
	if (end == 0)
		return false;
	a->column = str_sub(text, end, text.n);
	rest = a->row = str_sub(text, 0, end - 1);
	while (str_chr(rest, '/') < rest.n && str_cut(&rest, '/', &piece) &&
	    report_find(piece) != NULL) {
		if (a->document.n == 0)
			a->document = piece;
		a->kind = piece;
		a->row = rest;
	}
	(void)take_table(&a->row, &a->table);
	return a->row.n > 0 && a->column.n > 0;
}

#define CANDIDATES 12u
#define PROSE 60 /* bytes: longer is a sentence, not a name */

/* Without blanks and ends of lines, a dash like any other: as it is typed. */
static struct str
typed(struct buf *b, struct str s)
{
	buf_reset(b);
	while (s.n > 0) {
		if (str_take(&s, "—")) {
			buf_putc(b, '-');
			continue;
		}
		if (s.p[0] != '\n' && s.p[0] != ' ')
			buf_putc(b, s.p[0]);
		s = str_sub(s, 1, s.n);
	}
	return buf_str(b);
}

/* "1—6月", "全年", "Jan-Jun": a line that is another one next month. */
static bool
is_months(struct str line)
{
	return (line.n > 0 && line.p[0] >= '0' && line.p[0] <= '9') ||
	    str_is(line, "全年") || str_is(line, "本期") ||
	    str_starts(line, STR("Jan")) || str_starts(line, STR("the "));
}

/* The first lines of a label, the rest being months. */
static bool
is_label(struct str label, struct str text)
{
	struct buf mine, theirs;
	bool is = false;

	buf_init(&mine, BUF_UNBOUNDED);
	buf_init(&theirs, BUF_UNBOUNDED);
	(void)typed(&theirs, text);
	for (size_t i = 1; !is && i <= label.n; i++)
		if (i == label.n || (label.p[i] == '\n' &&
		    is_months(str_sub(label, i + 1, label.n))))
			is = str_eq(typed(&mine, str_sub(label, 0, i)),
			    buf_str(&theirs));
	buf_fini(&mine);
	buf_fini(&theirs);
	return is;
}

/* In one whole label, then in the first lines of one. */
static size_t
labelled(const struct table *t, struct str column)
{
	struct buf mine, theirs;
	size_t i = 0;

	buf_init(&mine, BUF_UNBOUNDED);
	buf_init(&theirs, BUF_UNBOUNDED);
	(void)typed(&theirs, column);
	while (i < t->ncolumn && (t->column[i].label.n == 0 ||
	    !str_eq(typed(&mine, t->column[i].label), buf_str(&theirs))))
		i++;
	buf_fini(&mine);
	buf_fini(&theirs);
	for (size_t k = 0; i == t->ncolumn && k < t->ncolumn; k++)
		if (is_label(t->column[k].label, column))
			return k;
	return i;
}

static bool
is_registered(const char *name, struct str text)
{
	const struct indicator *x = name == NULL ? NULL :
	    indicator_find(str_from(name));

	return x != NULL && (str_is(text, x->zh) || str_is(text, x->en));
}

size_t
address_column(const struct table *t, struct str column)
{
	for (size_t i = 0; i < t->ncolumn; i++)
		if (t->column[i].name != NULL &&
		    str_is(column, t->column[i].name))
			return i;
	if (labelled(t, column) < t->ncolumn)
		return labelled(t, column);
	for (size_t i = 0; i < t->ncolumn; i++)
		if (is_registered(t->column[i].name, column))
			return i;
	return ADDRESS_NONE;
}

/* Typed as it is printed, where a range has another dash. */
static bool
is_typed(struct str shown, struct str text)
{
	struct buf mine, theirs;
	bool is;

	if (str_chr(text, '-') == text.n)
		return false;
	buf_init(&mine, BUF_UNBOUNDED);
	buf_init(&theirs, BUF_UNBOUNDED);
	is = str_eq(typed(&mine, shown), typed(&theirs, text));
	buf_fini(&mine);
	buf_fini(&theirs);
	return is;
}

/* Does a cell of the row say so?  Figures do not name a row, but for those
 * that it begins with; a district has several names. */
static bool
says(const struct table *t, const struct code_book *codes, size_t row,
    struct str text)
{
	const struct district *x = code_district(codes, text);

	for (size_t i = 0; i < t->ncolumn; i++) {
		const struct table_cell *c = table_at(t, row, i);

		if ((!t->column[i].number || i < t->stub) &&
		    (str_eq(c->value, text) || str_eq(c->shown, text) ||
		        is_typed(c->shown, text) ||
		        (x != NULL && str_eq(c->value, x->code))))
			return true;
	}
	return false;
}

bool
address_is_row(const struct table *t, const struct code_book *codes,
    size_t row, struct str name)
{
	struct str piece;

	if (says(t, codes, row, name))
		return true;
	if (str_chr(name, ':') == name.n)
		return false;
	while (str_cut(&name, ':', &piece))
		if (!says(t, codes, row, piece))
			return false;
	return true;
}

/* "#3"; else SIZE_MAX. */
static size_t
ordinal(struct str row)
{
	int64_t n;

	return str_take(&row, "#") && num_parse_decimal(row, 0, &n) ==
	    NUM_OK && n > 0 ? (size_t)n - 1 : SIZE_MAX;
}

size_t
address_rows(const struct table *t, const struct code_book *codes,
    struct str row, size_t *first)
{
	size_t n = 0, place = ordinal(row);

	if (place < t->nrow) {
		*first = place;
		return 1;
	}
	for (size_t i = 0; i < t->nrow; i++)
		if (address_is_row(t, codes, i, row) && n++ == 0)
			*first = i;
	return n;
}

/* A row without a code of its own goes by its label. */
static struct str
said(const struct table *t, size_t row, size_t col)
{
	const struct table_cell *c = table_at(t, row, col);

	return c->value.n > 0 ? c->value : c->shown;
}

static void
put_key(struct buf *b, const struct table *t, const struct address_key *key,
    size_t row)
{
	for (size_t i = 0; i < key->n; i++) {
		if (i > 0)
			buf_putc(b, ':');
		buf_put(b, said(t, row, key->column[i]));
	}
}

/* Every row has them, and no two rows the same. */
static bool
tells_apart(const struct table *t, const struct address_key *key)
{
	struct map seen = { 0 };
	struct buf b;
	bool ok = true;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t r = 0; ok && r < t->nrow; r++) {
		bool is_new;

		for (size_t i = 0; i < key->n; i++)
			ok = ok && said(t, r, key->column[i]).n > 0;
		buf_reset(&b);
		put_key(&b, t, key, r);
		map_put(&seen, buf_str(&b), &is_new);
		ok = ok && is_new;
	}
	buf_fini(&b);
	map_fini(&seen);
	return ok;
}

/* Columns that may name a row: those that people see first, figures last. */
static size_t
candidates(const struct table *t, size_t *col, size_t max)
{
	size_t n = 0;

	for (int hidden = 0; hidden < 2; hidden++)
		for (size_t i = 0; i < t->ncolumn && n < max; i++)
			if (!t->column[i].number &&
			    (t->column[i].label.n == 0) == (hidden == 1) &&
			    (t->column[i].name == NULL ||
			        strcmp(t->column[i].name, "period") != 0))
				col[n++] = i;
	for (size_t i = 0; i < t->stub && i < t->ncolumn && n < max; i++)
		if (t->column[i].number)
			col[n++] = i;
	return n;
}

/* A place in the table, or a sentence, names no row while anything else
 * does. */
static bool
is_name(const struct table *t, size_t col)
{
	if (t->column[col].number)
		return false;
	for (size_t i = 0; i < t->nrow; i++)
		if (said(t, i, col).n > PROSE)
			return false;
	return true;
}

/* One column that tells the rows apart, else two; n is 0 where none do. */
static struct address_key
key_among(const struct table *t, const size_t *col, size_t n)
{
	struct address_key key = { .n = 1 };

	for (size_t i = 0; i < n; i++) {
		key.column[0] = col[i];
		if (tells_apart(t, &key))
			return key;
	}
	key.n = 2;
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n; k++) {
			key.column[0] = col[i];
			key.column[1] = col[k];
			if (tells_apart(t, &key))
				return key;
		}
	key.n = 0;
	return key;
}

struct address_key
address_key_of(const struct table *t)
{
	size_t col[CANDIDATES], name[CANDIDATES] = { 0 }, nname = 0;
	size_t n = candidates(t, col, CANDIDATES);
	struct address_key key;

	for (size_t i = 0; i < n; i++)
		if (is_name(t, col[i]))
			name[nname++] = col[i];
	key = key_among(t, name, nname);
	return key.n > 0 || nname == n ? key : key_among(t, col, n);
}

void
address_put_row(struct buf *b, const struct table *t,
    const struct address_key *key, size_t row)
{
	if (key->n > 0) {
		put_key(b, t, key, row);
		return;
	}
	buf_putc(b, '#');
	buf_int(b, (int64_t)row + 1);
}

void
address_put_column(struct buf *b, const struct table *t, size_t column)
{
	const struct table_column *c = &t->column[column];

	if (c->label.n == 0)
		buf_puts(b, c->name);
	for (size_t i = 0; i < c->label.n; i++)
		if (c->label.p[i] != '\n')
			buf_putc(b, c->label.p[i]);
		else if (t->lang != LANG_ZH)
			buf_putc(b, c->label.p[i - 1] == '-' ? '-' : ' ');
}

void
address_put_form(struct buf *b, const char *document,
    const struct block *block)
{
	const struct table *t = block->table;
	struct address_key key = address_key_of(t);

	buf_puts(b, document);
	buf_putc(b, '/');
	for (size_t i = 0; i < block->number.n; i++)
		if (block->number.p[i] != ' ')
			buf_putc(b, block->number.p[i]);
	if (block->number.n > 0)
		buf_putc(b, '/');
	for (size_t i = 0; i < key.n; i++) {
		if (i > 0)
			buf_putc(b, ':');
		address_put_column(b, t, key.column[i]);
	}
	if (key.n == 0)
		buf_puts(b, words(t->lang, "#行次", "#ROW"));
	buf_puts(b, words(t->lang, "/栏名", "/COLUMN"));
}

/* Cells and names of a workbook. */
#include "print/xlsx_cell.h"

#include "print/head.h"
#include "print/markup.h"
#include "text/unicode.h"
#include "text/utf8.h"

#define DIGITS 15u /* that Excel keeps */
#define NAME_MOST 31u

static size_t
decimals_of(struct str s)
{
	size_t point = str_chr(s, '.');

	return point == s.n ? 0 : s.n - point - 1;
}

/* [+-]?(0|[1-9][0-9]*)(.[0-9]+)? as an integer of its last place. */
static bool
parse_shown(struct str s, int64_t *n)
{
	struct str body = s;

	if (body.n > 0 && (body.p[0] == '+' || body.p[0] == '-'))
		body = str_sub(body, 1, body.n);
	if (body.n == 0 || body.p[0] < '0' || body.p[0] > '9' ||
	    (body.n > 1 && body.p[0] == '0' && body.p[1] != '.'))
		return false;
	if (s.p[0] == '+')
		s = body;
	return decimals_of(s) <= DIGITS && num_parse_decimal(s,
	    (unsigned)decimals_of(s), n) == NUM_OK;
}

/* The canonical figure over 10^scale, where that is what is shown once it
 * is rounded. */
static bool
take_value(struct xlsx_cell *out, struct str value, unsigned scale,
    int64_t shown, unsigned decimals)
{
	unsigned held = (unsigned)decimals_of(value), down = held + scale;
	num_wide rounded;
	int64_t n;

	if (held > DIGITS || down > 18 || decimals > 18 ||
	    num_parse_decimal(value, held, &n) != NUM_OK)
		return false;
	rounded = n;
	if (decimals < down)
		rounded = num_div(rounded, num_pow10(down - decimals),
		    NUM_HALF_AWAY);
	else
		rounded *= num_pow10(decimals - down);
	if (rounded != shown)
		return false;
	while (down > 0 && n % 10 == 0) {
		n /= 10;
		down--;
	}
	out->n = n;
	out->down = down;
	return true;
}

static void
add(char **at, const char *z)
{
	while (*z != '\0')
		*(*at)++ = *z++;
}

static void
add_places(char **at, unsigned decimals, char mark)
{
	add(at, "0");
	if (decimals > 0)
		add(at, ".");
	while (decimals-- > 0)
		add(at, "0");
	if (mark != 0) {
		add(at, "\"");
		*(*at)++ = mark;
		add(at, "\"");
	}
}

/*
 * As many places as are shown; a gap with its sign.  What rounds to zero
 * has a section of its own for every sign, or Excel would show -0.0.
 */
static void
make_format(struct xlsx_cell *out, unsigned decimals, bool sign, bool zero)
{
	char *at = out->format;

	if (sign && !zero)
		add(&at, "+");
	add_places(&at, decimals, out->mark);
	if (sign || zero) {
		add(&at, zero ? ";" : ";-");
		add_places(&at, decimals, out->mark);
		add(&at, ";");
		add_places(&at, decimals, out->mark);
	}
	*at = '\0';
}

static bool
is_short(int64_t n)
{
	return n < num_pow10(DIGITS) && n > -num_pow10(DIGITS);
}

void
xlsx_cell(struct xlsx_cell *out, const struct table *t, size_t row,
    size_t col)
{
	const struct table_column *c = &t->column[col];
	const struct table_cell *cell = table_at(t, row, col);
	unsigned decimals = (unsigned)decimals_of(cell->shown);
	int64_t shown;

	*out = (struct xlsx_cell){ .kind = XLSX_TEXT, .mark = cell->mark,
		.text = head_cell_text(t, cell) };
	if (cell->state != TABLE_KNOWN)
		return;
	if (cell->shown.n == 0)
		out->kind = XLSX_BLANK;
	/* a column for people alone does not say that it has figures */
	if (!c->number && (c->name != NULL || c->align != TABLE_RIGHT))
		return;
	if (decimals > 9 || !parse_shown(cell->shown, &shown))
		return;
	if (!take_value(out, cell->value, cell->scale, shown, decimals)) {
		out->n = shown;
		out->down = decimals;
	}
	if (!is_short(out->n))
		return;
	out->kind = XLSX_NUMBER;
	make_format(out, decimals, c->sign || cell->shown.p[0] == '+',
	    shown == 0);
}

void
xlsx_value(struct xlsx_cell *out, const struct chart_measure *m,
    struct chart_value v)
{
	*out = (struct xlsx_cell){ .kind = XLSX_BLANK };
	if (!v.known)
		return;
	out->kind = XLSX_NUMBER;
	out->n = v.n;
	out->down = m->held + m->scale;
	while (out->down > 0 && out->n % 10 == 0) {
		out->n /= 10;
		out->down--;
	}
	/* a point on a drawing: its last digits may go */
	while (out->down > 0 && !is_short(out->n)) {
		out->n /= 10;
		out->down--;
	}
	make_format(out, m->decimals, false, false);
}

/* names of sheets */

size_t
xlsx_length(struct str s)
{
	size_t n = 0;

	while (s.n > 0)
		n += utf8_next(&s) > 0xffff ? 2 : 1;
	return n;
}

struct str
xlsx_cut(struct str s, size_t most)
{
	struct str rest = s;
	size_t n = 0;

	while (rest.n > 0) {
		struct str before = rest;

		n += utf8_next(&rest) > 0xffff ? 2 : 1;
		if (n > most)
			return str_sub(s, 0, s.n - before.n);
	}
	return s;
}

static bool
same_name(struct str a, struct str b)
{
	while (a.n > 0 && b.n > 0)
		if (unicode_upper(utf8_next(&a)) !=
		    unicode_upper(utf8_next(&b)))
			return false;
	return a.n == b.n;
}

static bool
is_taken(struct str name, const struct str *taken, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (same_name(name, taken[i]))
			return true;
	return same_name(name, STR("History"));
}

/* "A1", "2023": in a reference to the sheet they would have to be quoted,
 * which the library does where it sees a sign. */
static bool
needs_sign(struct str s)
{
	bool digit = false;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		digit = digit || (c >= '0' && c <= '9');
		if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') &&
		    (c < 'a' || c > 'z') && c != '_' && c != '.')
			return false;
	}
	return digit;
}

struct str
xlsx_sheet_name(struct arena *a, struct str wanted, const struct str *taken,
    size_t n)
{
	struct buf b;
	struct str base, name;

	buf_init(&b, BUF_UNBOUNDED);
	markup_sound(&b, wanted);
	for (size_t i = 0; i < b.n; i++)
		if (strchr("[]:*?/\\'\n\r\t", b.p[i]) != NULL)
			b.p[i] = '_';
	base = str_trim(arena_str(a, buf_str(&b)));
	base = base.n == 0 ? STR("1") : base;
	if (needs_sign(base)) {
		buf_reset(&b);
		buf_put(&b, xlsx_cut(base, NAME_MOST - 1));
		buf_putc(&b, '~');
		base = arena_str(a, buf_str(&b));
	}
	name = xlsx_cut(base, NAME_MOST);
	for (int64_t k = 2; is_taken(name, taken, n); k++) {
		buf_reset(&b);
		buf_put(&b, xlsx_cut(base, NAME_MOST - 6));
		buf_putc(&b, '~');
		buf_int(&b, k);
		name = arena_str(a, buf_str(&b));
	}
	name = arena_str(a, name);
	buf_fini(&b);
	return name;
}

/* "_x000D_" and its like. */
static bool
is_escape(struct str s)
{
	if (s.n < 7 || s.p[0] != '_' || s.p[1] != 'x' || s.p[6] != '_')
		return false;
	for (size_t i = 2; i < 6; i++)
		if (s.p[i] == '\0' ||
		    strchr("0123456789abcdefABCDEF", s.p[i]) == NULL)
			return false;
	return true;
}

void
xlsx_text(struct buf *out, struct str s)
{
	size_t from = out->n;
	struct buf escaped;

	markup_sound(out, s);
	s = str_sub(buf_str(out), from, out->n);
	if (str_find(s, STR("_x")) == s.n)
		return;
	buf_init(&escaped, BUF_UNBOUNDED);
	for (size_t i = 0; i < s.n; i++) {
		if (is_escape(str_sub(s, i, s.n)))
			buf_puts(&escaped, "_x005F");
		buf_putc(&escaped, s.p[i]);
	}
	out->n = from;
	buf_put(out, buf_str(&escaped));
	buf_fini(&escaped);
}

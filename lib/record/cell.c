#include "record/cell.h"

#include <float.h>
#include <stdlib.h>

#include "base/date.h"

#define DIGITS_MAX 64u
#define DIGITS_SAFE 15 /* what a double holds of any decimal */

/* 0.DIGITS * 10^point; no zeros on either end. */
struct decimal {
	bool negative;
	char digit[DIGITS_MAX];
	int n, point;
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Exponent at s: "+17"; false where that is none, or beyond reason. */
static bool
read_exponent(struct str s, int *out)
{
	bool negative = s.n > 0 && s.p[0] == '-';
	int e = 0;

	if (s.n > 0 && (s.p[0] == '-' || s.p[0] == '+'))
		s = str_sub(s, 1, s.n);
	if (s.n == 0 || s.n > 4)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!is_digit(s.p[i]))
			return false;
		e = e * 10 + (s.p[i] - '0');
	}
	*out = negative ? -e : e;
	return true;
}

static bool
read_decimal(struct str s, struct decimal *d)
{
	bool fraction = false, any = false;
	int exponent = 0;
	size_t i = 0;

	*d = (struct decimal){ .n = 0 };
	if (s.n == 0 || s.n > DIGITS_MAX)
		return false;
	d->negative = s.p[0] == '-';
	if (s.p[0] == '-' || s.p[0] == '+')
		i++;
	for (; i < s.n; i++) {
		if (s.p[i] == '.' && !fraction) {
			fraction = true;
			continue;
		}
		if (!is_digit(s.p[i]))
			break;
		any = true;
		if (d->n > 0 || s.p[i] != '0') {
			d->digit[d->n++] = s.p[i];
			d->point += !fraction;
		} else {
			d->point -= fraction;
		}
	}
	if (!any || (i < s.n && ((s.p[i] != 'E' && s.p[i] != 'e') ||
	    !read_exponent(str_sub(s, i + 1, s.n), &exponent))))
		return false;
	d->point += exponent;
	while (d->n > 0 && d->digit[d->n - 1] == '0')
		d->n--;
	if (d->n == 0)
		*d = (struct decimal){ .n = 0 };
	return true;
}

/* Its first n digits, rounded half up; zeros at the end taken off. */
static void
round_to(struct decimal *d, int n)
{
	bool up = d->n > n && d->digit[n] >= '5';

	if (d->n <= n)
		return;
	d->n = n;
	while (up && d->n > 0) {
		up = d->digit[d->n - 1] == '9';
		if (up)
			d->n--;
		else
			d->digit[d->n - 1]++;
	}
	if (up) { /* 999 -> 1000 */
		d->digit[d->n++] = '1';
		d->point++;
	}
	while (d->n > 0 && d->digit[d->n - 1] == '0')
		d->n--;
}

/* Up to 15 digits times or over a small power of ten: one rounding, by
 * the division (Clinger, How to read floating point numbers accurately). */
static bool
binary_of_few(const struct decimal *d, double *out)
{
	static const double power[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7,
		1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
		1e18, 1e19, 1e20, 1e21, 1e22 };
	int exponent = d->point - d->n;
	int64_t n = 0;

	if (d->n > DIGITS_SAFE || exponent > 0 || exponent < -22)
		return false;
	for (int i = 0; i < d->n; i++)
		n = n * 10 + (d->digit[i] - '0');
	*out = (double)n / power[-exponent];
	return true;
}

/*
 * Of up to 18 digits, the same in 64 bits, and then to a double's 53: what
 * is rounded twice is rounded once, unless the first lies so near the
 * middle of two numbers that it may have been moved there.
 */
static bool
binary_of_many(const struct decimal *d, double *out)
{
#if LDBL_MANT_DIG == 64
	static const long double power[] = { 1, 1e1L, 1e2L, 1e3L, 1e4L, 1e5L,
		1e6L, 1e7L, 1e8L, 1e9L, 1e10L, 1e11L, 1e12L, 1e13L, 1e14L,
		1e15L, 1e16L, 1e17L, 1e18L, 1e19L, 1e20L, 1e21L, 1e22L, 1e23L,
		1e24L, 1e25L, 1e26L, 1e27L };
	int exponent = d->point - d->n;
	uint64_t bits;
	long double v;
	int64_t n = 0;

	if (d->n > 18 || exponent > 0 || exponent < -27)
		return false;
	for (int i = 0; i < d->n; i++)
		n = n * 10 + (d->digit[i] - '0');
	v = (long double)n / power[-exponent];
	memcpy(&bits, &v, sizeof(bits));
	*out = (double)v;
	return (bits & 0x7ff) < 0x3ff || (bits & 0x7ff) > 0x401;
#else
	(void)d;
	(void)out;
	return false;
#endif
}

/* As "12345e-2": no point, whatever the locale has for one. */
static double
binary(const struct decimal *d)
{
	char text[DIGITS_MAX + 24], *p = text + sizeof(text);
	int exponent = d->point - d->n, left;
	double v;

	if (binary_of_few(d, &v) || binary_of_many(d, &v))
		return v;
	*--p = '\0';
	left = exponent < 0 ? -exponent : exponent;
	do
		*--p = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (exponent < 0)
		*--p = '-';
	*--p = 'e';
	p -= d->n;
	memcpy(p, d->digit, (size_t)d->n);
	return strtod(p, NULL);
}

/*
 * The fewest digits, 15 at least, that are the same number in binary; of
 * what was reckoned in binary the 15 that a spreadsheet shows.  More than
 * these nobody can type into a cell: a fraction that has them was reckoned,
 * and pasted as a value.  No amount in fen up to 10^12 yuan needs a 16th.
 */
static void
shorten(struct decimal *d, bool reckoned)
{
	double v;

	if (d->n <= DIGITS_SAFE)
		return;
	reckoned = reckoned || d->point < d->n;
	v = reckoned ? 0 : binary(d);
	for (int n = DIGITS_SAFE; n <= 17 && n < d->n; n++) {
		struct decimal tried = *d;

		round_to(&tried, n);
		if (reckoned || binary(&tried) == v) {
			*d = tried;
			return;
		}
	}
}

static void
put_digits(struct buf *out, const struct decimal *d, int from, int to)
{
	for (int i = from; i < to; i++)
		buf_putc(out, i >= 0 && i < d->n ? d->digit[i] : '0');
}

static void
put_decimal(struct buf *out, const struct decimal *d)
{
	if (d->n == 0) {
		buf_putc(out, '0');
		return;
	}
	if (d->negative)
		buf_putc(out, '-');
	if (d->point > DIGITS_SAFE || d->point < -20) {
		put_digits(out, d, 0, 1);
		if (d->n > 1)
			buf_putc(out, '.');
		put_digits(out, d, 1, d->n);
		buf_puts(out, d->point > 0 ? "E+" : "E");
		buf_int(out, d->point - 1);
		return;
	}
	if (d->point > 0)
		put_digits(out, d, 0, d->point);
	else
		buf_putc(out, '0');
	if (d->n > d->point) {
		buf_putc(out, '.');
		put_digits(out, d, d->point, d->n);
	}
}

static void
put_two(struct buf *out, int n)
{
	buf_putc(out, (char)('0' + n / 10));
	buf_putc(out, (char)('0' + n % 10));
}

static void
put_time(struct buf *out, int seconds)
{
	put_two(out, seconds / 3600);
	buf_putc(out, ':');
	put_two(out, seconds / 60 % 60);
	buf_putc(out, ':');
	put_two(out, seconds % 60);
}

/* Days and, to the nearest, seconds; false where no date has the number. */
static bool
read_serial(const struct decimal *d, int *serial, int *seconds)
{
	int64_t nano = 0;

	if (d->negative || d->point > 7)
		return false;
	*serial = 0;
	for (int i = 0; i < d->point; i++)
		*serial = *serial * 10 + (i < d->n ? d->digit[i] - '0' : 0);
	for (int i = d->point; i < d->point + 9; i++)
		nano = nano * 10 +
		    (i >= 0 && i < d->n ? d->digit[i] - '0' : 0);
	*seconds = (int)((nano * 86400 + 500000000) / 1000000000);
	*serial += *seconds / 86400;
	*seconds %= 86400;
	return *serial <= 2958465;
}

/*
 * Day 1 is 1900-01-01, and day 60 a 1900-02-29 that never was; or day 0
 * is 1904-01-01.  ECMA-376 part 1, 18.17.4.1.
 */
static void
put_day(struct buf *out, int serial, bool from_1904)
{
	if (from_1904)
		date_put_day(out, serial - 24107);
	else if (serial == 60)
		buf_puts(out, "1900-02-29");
	else
		date_put_day(out, serial - (serial < 60 ? 25568 : 25569));
}

static bool
put_moment(struct buf *out, const struct decimal *d, enum cell_form form,
    bool from_1904)
{
	int serial, seconds;
	size_t at = out->n;

	if (!read_serial(d, &serial, &seconds))
		return false;
	if (serial == 0 && !from_1904) { /* no day */
		if (form != CELL_TIME)
			return false;
		put_time(out, seconds);
		return true;
	}
	put_day(out, serial, from_1904);
	if (out->over)
		return true;
	if (form == CELL_MONTH)
		out->n = at + 7;
	else if (form == CELL_YEAR)
		out->n = at + 4;
	else if (form != CELL_DATE && (seconds > 0 || form == CELL_TIME)) {
		buf_putc(out, ' ');
		put_time(out, seconds);
	}
	return true;
}

/* 12, -3.25, 0.5: as it is put, and of no more digits than are safe. */
static bool
is_plain(struct str s)
{
	size_t from = s.n > 0 && s.p[0] == '-', point = s.n, i = from;

	if (s.n == from || s.n - from > DIGITS_SAFE || !is_digit(s.p[from]))
		return false;
	for (; i < s.n; i++)
		if (s.p[i] == '.' && point == s.n)
			point = i;
		else if (!is_digit(s.p[i]))
			return false;
	if (point < s.n && s.p[s.n - 1] <= '0') /* 1.50, 1. */
		return false;
	return s.p[from] != '0' || (point == from + 1 && point < s.n) ||
	    (s.n == 1);
}

void
cell_put_number(struct buf *out, struct str text, enum cell_form form,
    bool from_1904, bool reckoned)
{
	struct decimal d;

	if (form == CELL_PLAIN && is_plain(text)) {
		buf_put(out, text);
		return;
	}
	text = str_trim(text);
	if (!read_decimal(text, &d)) {
		buf_put(out, text);
		return;
	}
	shorten(&d, reckoned);
	if (form > CELL_PERCENT && put_moment(out, &d, form, from_1904))
		return;
	if (form == CELL_PERCENT && d.n > 0)
		d.point += 2;
	put_decimal(out, &d);
	if (form == CELL_PERCENT)
		buf_putc(out, '%');
}

void
cell_put_iso(struct buf *out, struct str text)
{
	size_t t = str_chr(text, 'T');
	struct str time = str_sub(text, t + 1, text.n);

	buf_put(out, str_sub(text, 0, t));
	if (t == text.n || str_starts(time, STR("00:00:00")))
		return;
	buf_putc(out, ' ');
	buf_put(out, time);
}

/* ECMA-376 part 1, 18.8.30, with the numbers that Chinese versions use. */
enum cell_form
cell_form_builtin(unsigned id)
{
	switch (id) {
	case 9:
	case 10:
		return CELL_PERCENT;
	case 17: case 27: case 36: case 50: case 52: case 57:
		return CELL_MONTH;
	case 14: case 15: case 16: case 28: case 29: case 30: case 31:
	case 51: case 53: case 54: case 58:
		return CELL_DATE;
	case 22:
		return CELL_DATETIME;
	case 18: case 19: case 20: case 21: case 32: case 33: case 34:
	case 35: case 45: case 46: case 47: case 55: case 56:
		return CELL_TIME;
	default:
		return CELL_PLAIN;
	}
}

/* What a format code shows. */
struct shown {
	bool year, month, day, time, percent;
	char last; /* the last letter of a date or time */
	bool month_before; /* as it was before the last m */
};

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static void
show_letter(struct shown *w, char c)
{
	switch (c) {
	case 'y':
		w->year = true;
		break;
	case 'd':
		w->day = true;
		break;
	case 's':
		if (w->last == 'm') /* those were minutes */
			w->month = w->month_before;
		w->time = true;
		break;
	case 'h':
		w->time = true;
		break;
	case 'm':
		if (w->last == 'h') {
			w->time = true;
			break;
		}
		if (w->last != 'm')
			w->month_before = w->month;
		w->month = true;
		break;
	default:
		return;
	}
	if (!(c == 'm' && w->last == 'h'))
		w->last = c;
}

/* What is no letter of the format itself: how many bytes to pass over. */
static size_t
pass_over(struct str s, struct shown *w)
{
	size_t n;

	switch (s.p[0]) {
	case '"':
		return str_chr(str_sub(s, 1, s.n), '"') + 2;
	case '\\':
	case '_':
	case '*':
		return 2;
	case '[':
		n = str_chr(s, ']');
		/* [h] is elapsed time; [Red], [$-804] say nothing */
		if (n > 1 && (n == 2 || lower(s.p[1]) == lower(s.p[2])) &&
		    strchr("hms", lower(s.p[1])) != NULL) {
			w->time = true;
			w->last = 'h';
		}
		return n + 1;
	case 'A':
	case 'a':
		if (str_starts(s, STR("AM/PM")) ||
		    str_starts(s, STR("am/pm")))
			return 5;
		return 1;
	default:
		return 0;
	}
}

enum cell_form
cell_form_code(struct str format)
{
	struct shown w = { .last = '\0' };

	for (size_t i = 0; i < format.n && format.p[i] != ';';) {
		size_t n = pass_over(str_sub(format, i, format.n), &w);

		if (n > 0) {
			i += n;
			continue;
		}
		if (format.p[i] == '%')
			w.percent = true;
		show_letter(&w, lower(format.p[i++]));
	}
	if (!w.year && !w.month && !w.day)
		return w.time ? CELL_TIME
		    : w.percent ? CELL_PERCENT : CELL_PLAIN;
	if (w.time)
		return CELL_DATETIME;
	if (w.day || !w.year)
		return CELL_DATE;
	return w.month ? CELL_MONTH : CELL_YEAR;
}

static int
hex(char c)
{
	if (is_digit(c))
		return c - '0';
	c = lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* _xHHHH_: its character, in UTF-8 of n bytes; 0: it is none. */
static size_t
escape_at(struct str s, char out[3])
{
	unsigned c = 0;

	if (s.n < 7 || s.p[0] != '_' || s.p[1] != 'x' || s.p[6] != '_')
		return 0;
	for (int i = 2; i < 6; i++) {
		int h = hex(s.p[i]);

		if (h < 0)
			return 0;
		c = c << 4 | (unsigned)h;
	}
	if (c == 0 || (c >= 0xd800 && c < 0xe000))
		return 0;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	out[0] = (char)(0xe0 | c >> 12);
	out[1] = (char)(0x80 | (c >> 6 & 0x3f));
	out[2] = (char)(0x80 | (c & 0x3f));
	return 3;
}

void
cell_unescape(struct buf *b, size_t from)
{
	struct str rest;
	char c[3];
	size_t at;

	if (b->n == from) /* perhaps no bytes at all yet */
		return;
	rest = (struct str){ b->p + from, b->n - from };
	if (str_chr(rest, '_') == rest.n)
		return;
	at = from;
	while (from < b->n) {
		size_t n = escape_at((struct str){ b->p + from,
		    b->n - from }, c);

		if (n == 0) {
			b->p[at++] = b->p[from++];
			continue;
		}
		memcpy(b->p + at, c, n);
		at += n;
		from += 7;
	}
	b->n = at;
}

bool
cell_place(struct str ref, unsigned long *row, unsigned long *col)
{
	size_t i = 0;

	*row = *col = 0;
	for (; i < ref.n && i < 3 && lower(ref.p[i]) >= 'a' &&
	    lower(ref.p[i]) <= 'z'; i++)
		*col = *col * 26 +
		    (unsigned long)(lower(ref.p[i]) - 'a') + 1;
	if (i == ref.n || ref.n - i > 7)
		return false;
	for (; i < ref.n; i++) {
		if (!is_digit(ref.p[i]))
			return false;
		*row = *row * 10 + (unsigned long)(ref.p[i] - '0');
	}
	return *row > 0 && *row <= CELL_ROWS_MAX && *col > 0 &&
	    *col <= CELL_COLUMNS_MAX;
}

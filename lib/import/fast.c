#include "import/fast.h"

#include <stdlib.h>

#include "base/mem.h"
#include "record/scan.h"
#include "schema/quick.h"
#include "schema/value.h"

#define LINE_BYTES 4096u  /* bytes; a longer line is no ledger's */
#define CELL_MAX 32u    /* bytes a cell can become */
#define ROOM 65536u
#define STRAIGHT 27u    /* where a straight line's amount begins */

/* Room for a row is made before it: see fast_read. */
static inline void
put(struct buf *out, struct str s)
{
	memcpy(out->p + out->n, s.p, s.n);
	out->n += s.n;
}

static inline void
put_char(struct buf *out, char c)
{
	out->p[out->n++] = c;
}

/* 2023年4月 -> 2023-04 */
static bool
put_month_in_words(struct buf *out, struct str cell)
{
	const struct str year = STR("年"), month = STR("月");
	size_t one = 4 + year.n + 1 + month.n;
	char text[7];
	int at;

	if ((cell.n != one && cell.n != one + 1) ||
	    memcmp(cell.p + 4, year.p, year.n) != 0 ||
	    memcmp(cell.p + cell.n - month.n, month.p, month.n) != 0)
		return false;
	memcpy(text, cell.p, 4);
	text[4] = '-';
	text[5] = cell.n == one ? '0' : cell.p[4 + year.n];
	text[6] = cell.p[cell.n - month.n - 1];
	if (!quick_month((struct str){ text, sizeof(text) }, &at))
		return false;
	put(out, (struct str){ text, sizeof(text) });
	return true;
}

static inline bool
put_month(const struct fast *f, struct buf *out, struct str cell)
{
	int month;

	if (!quick_month(cell, &month))
		return !f->as_is && put_month_in_words(out, cell);
	memcpy(out->p + out->n, cell.p, 7);
	out->n += 7;
	return true;
}

/* Whether all eight bytes are 0-9 or A-Z. */
static inline bool
is_upper_or_digit(const char *p)
{
	const uint64_t high = DIGIT_EACH * 0x80;
	uint64_t w = digit_load8(p), digit, upper;

	if ((w & high) != 0)
		return false;
	digit = (w + DIGIT_EACH * (0x80 - '0')) &
	    ~(w + DIGIT_EACH * (0x80 - '9' - 1));
	upper = (w + DIGIT_EACH * (0x80 - 'A')) &
	    ~(w + DIGIT_EACH * (0x80 - 'Z' - 1));
	return ((digit | upper) & high) == high;
}

static inline bool
is_taxpayer(const char *p)
{
	return is_upper_or_digit(p) && is_upper_or_digit(p + 8) &&
	    is_upper_or_digit(p + 10) &&
	    (p[17] != '0' || p[16] != '0' || p[15] != '0');
}

static inline bool
put_taxpayer(struct buf *out, struct str cell)
{
	if (cell.n != 18 || !is_taxpayer(cell.p))
		return false;
	memcpy(out->p + out->n, cell.p, 18);
	out->n += 18;
	return true;
}

/* Digits with a point or without -> fen; false: not so plain, or too many. */
static bool
plain_amount(struct str s, unsigned decimals, int64_t *fen)
{
	static const int64_t power[] = { 1, 10, 100, 1000, 10000, 100000,
		1000000, 10000000, 100000000, 1000000000, 10000000000 };
	size_t at = s.n > 0 && s.p[0] == '-', begin = at, point = s.n;
	int64_t n = 0;
	size_t after;

	if (s.n > 16)
		return false;
	for (; at < s.n; at++) {
		unsigned digit = (unsigned)(unsigned char)s.p[at] - '0';

		if (digit <= 9)
			n = n * 10 + (int64_t)digit;
		else if (s.p[at] == '.' && point == s.n)
			point = at;
		else
			return false;
	}
	if (point == begin || point + 1 == s.n || begin == s.n)
		return false;
	after = point == s.n ? 0 : s.n - point - 1;
	if (after > decimals || decimals - after > 10)
		return false;
	if (n > VALUE_MONEY_MAX / power[decimals - after])
		return false;
	n *= power[decimals - after];
	*fen = begin > 0 ? -n : n;
	return true;
}

static void
put_fen(struct buf *out, int64_t fen)
{
	char digits[24];
	size_t at = sizeof(digits);
	uint64_t left = (uint64_t)(fen < 0 ? -fen : fen);

	for (int i = 0; i < 3 || left > 0; i++) {
		if (i == 2)
			digits[--at] = '.';
		digits[--at] = (char)('0' + left % 10);
		left /= 10;
	}
	if (fen < 0)
		digits[--at] = '-';
	put(out, (struct str){ digits + at, sizeof(digits) - at });
}

static inline bool
is_canonical(struct str s, int64_t fen)
{
	size_t begin = s.p[0] == '-';

	return (s.p[begin] != '0' || s.n == begin + 4) &&
	    (begin == 0 || fen != 0);
}

static inline bool
put_amount(const struct fast *f, const struct fast_column *c,
    struct buf *out, struct str cell, num_wide *sum)
{
	int64_t fen;

	if (cell.n == 0)
		return !c->required;
	if (c->decimals == 2 && quick_money(cell, &fen) &&
	    is_canonical(cell, fen)) {
		if (fen > VALUE_MONEY_MAX || fen < -VALUE_MONEY_MAX)
			return false;
		put(out, cell);
	} else if (!f->as_is && plain_amount(cell, c->decimals, &fen)) {
		put_fen(out, fen);
	} else {
		return false;
	}
	if (c->balanced)
		*sum += fen;
	return true;
}

/* A line's cells, each behind a comma but the first; or nothing. */
static inline bool
put_row(const struct fast *f, const struct str *field, struct buf *out,
    num_wide *sum)
{
	for (size_t i = 0; i < f->ncolumn; i++) {
		const struct fast_column *c = &f->column[i];
		bool ok = true;

		if (i > 0)
			put_char(out, ',');
		switch (c->form) {
		case FAST_CONSTANT:
			put(out, c->constant);
			break;
		case FAST_MONTH:
			ok = put_month(f, out, field[c->field]);
			break;
		case FAST_TAXPAYER:
			ok = put_taxpayer(out, field[c->field]);
			break;
		case FAST_AMOUNT:
			ok = put_amount(f, c, out, field[c->field], sum);
			break;
		}
		if (!ok)
			return false;
	}
	put_char(out, '\n');
	return true;
}

static size_t
row_room(const struct fast *f)
{
	size_t n = f->ncolumn * CELL_MAX;

	for (size_t i = 0; i < f->ncolumn; i++)
		n += f->column[i].constant.n;
	return n;
}

static inline uint64_t
newlines(const char *p)
{
	uint64_t w = digit_load8(p) ^ DIGIT_EACH * '\n';

	return (w - DIGIT_EACH) & ~w & DIGIT_EACH * 0x80;
}

/* Where the newline is in 16 bytes; 15 also where it is nowhere. */
static inline size_t
find_newline(const char *p)
{
	uint64_t a = newlines(p), b = newlines(p + 8) | UINT64_C(1) << 63;

	a = a != 0 ? (uint64_t)__builtin_ctzll(a)
		   : 64 + (uint64_t)__builtin_ctzll(b);
	return a / 8;
}

/*
 * A canonical amount of up to eight digits before the point, as most are,
 * without a branch on its length; it stands behind eight bytes or more.
 */
static inline bool
short_amount(struct str s, int64_t *fen)
{
	bool negative = s.p[0] == '-';
	size_t digits = s.n - negative - 3;
	const char *point = s.p + s.n - 3;
	unsigned tens = (unsigned)(unsigned char)point[1] - '0';
	unsigned ones = (unsigned)(unsigned char)point[2] - '0';
	uint64_t before, w;

	if (s.n < 4u + negative || digits > 8)
		return false;
	before = (UINT64_C(1) << (64 - 8 * digits)) - 1;
	w = (digit_load8(point - 8) & ~before) |
	    (DIGIT_EACH * '0' & before);
	if (*point != '.' || tens > 9 || ones > 9 || !digit_all(w))
		return false;
	*fen = (int64_t)(digit_number(w) * 100 + tens * 10 + ones);
	if (negative)
		*fen = -*fen;
	return true;
}

/*
 * 2023-04,913205826778330219,10325.00 as it stands: all but the amount has
 * its place.  Bytes of the line, 0: it is no such line.
 */
static inline size_t
put_straight(const struct fast *f, const char *p, struct buf *out,
    num_wide *sum)
{
	size_t n = find_newline(p + STRAIGHT);
	struct str amount = { p + STRAIGHT, n };
	char *to = out->p + out->n;
	int64_t fen;
	int month;

	if (p[7] != f->delimiter || p[26] != f->delimiter || n < 4 ||
	    p[STRAIGHT + n] != '\n' ||
	    !quick_month((struct str){ p, 7 }, &month) ||
	    !is_taxpayer(p + 8) ||
	    (!short_amount(amount, &fen) && !quick_money(amount, &fen)) ||
	    !is_canonical(amount, fen) || fen > VALUE_MONEY_MAX ||
	    fen < -VALUE_MONEY_MAX)
		return 0;
	memcpy(to, p, STRAIGHT + 16);
	to[7] = to[26] = ',';
	n += STRAIGHT;
	to[n] = ',';
	to[n + 1] = '\n';
	out->n += n + 2;
	*sum += fen;
	return n + 1;
}

/* The run of lines at text's begin; *run is set. */
static void
read_run(const struct fast *f, size_t row, struct str text,
    struct buf *given, struct fast_run *run)
{
	struct str field[FAST_FIELDS];
	size_t start[FAST_FIELDS], end;
	struct buf out = *given;
	num_wide sum = 0;

	while (run->bytes < text.n) {
		size_t left = text.n - run->bytes;
		struct str line = { text.p + run->bytes,
			left < LINE_BYTES ? left : LINE_BYTES };
		num_wide before = sum;
		size_t n = out.n, line_n = 0;

		if (out.cap - out.n < row)
			buf_room(&out, row + ROOM);
		if (f->straight && line.n >= STRAIGHT + 16)
			line_n = put_straight(f, line.p, &out, &sum);
		if (line_n > 0) {
			run->bytes += line_n;
			run->lines++;
			continue;
		}
		if (scan_line(line, f->delimiter, field, start, FAST_FIELDS,
		    &end) != f->nfield)
			break;
		if (!put_row(f, field, &out, &sum)) {
			sum = before;
			out.n = n;
			break;
		}
		run->bytes += end + 1;
		run->lines++;
	}
	run->fen = sum;
	run->out_n = out.n - run->out;
	*given = out;
}

void
fast_read(const struct fast *f, struct str text, uint64_t at,
    struct fast_part *part)
{
	const size_t row = row_room(f);
	size_t done = 0;
	const char *p;

	buf_reset(&part->out);
	part->nrun = 0;
	while (done < text.n) {
		struct fast_run run = { .from = at + done,
			.out = part->out.n };

		read_run(f, row, str_sub(text, done, text.n), &part->out,
		    &run);
		done += run.bytes;
		if (run.lines > 0) {
			part->run = mem_grow(part->run, &part->run_cap,
			    part->nrun + 1, sizeof(*part->run));
			part->run[part->nrun++] = run;
		}
		p = done == text.n ? NULL :
		    memchr(text.p + done, '\n', text.n - done);
		done = p == NULL ? text.n : (size_t)(p - text.p) + 1;
	}
}

void
fast_part_fini(struct fast_part *part)
{
	buf_fini(&part->out);
	free(part->run);
}

#include "import/fast.h"

#include <stdlib.h>

#include "base/mem.h"
#include "record/scan.h"
#include "schema/tax_line.h"
#include "schema/value.h"

#define LINE_BYTES 4096u  /* bytes; a longer line is no ledger's */
#define CELL_MAX 32u    /* bytes a cell can become */
#define ROOM 65536u
#define MONTHS 256u     /* whose texts are remembered */
#define STRAIGHT_LINES 65536u /* whose amounts cannot leave an int64_t */

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

static inline bool
put_taxpayer(struct buf *out, struct str cell)
{
	if (cell.n != 18 || !tax_line_payer(cell.p))
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

/* An amount of two decimals: no zeros before it, no -0.00. */
static inline bool
is_canonical(const char *p, size_t n, int64_t fen)
{
	size_t begin = p[0] == '-';

	return (p[begin] != '0' || n == begin + 4) && (begin == 0 || fen != 0);
}

static inline bool
put_amount(const struct fast *f, const struct fast_column *c,
    struct buf *out, struct str cell, num_wide *sum)
{
	int64_t fen;

	if (cell.n == 0)
		return !c->required;
	/* of twelve digits at most, as quick_money takes, none is too large */
	if (c->decimals == 2 && quick_money(cell, &fen) &&
	    is_canonical(cell.p, cell.n, fen)) {
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
	size_t n = f->ncolumn * CELL_MAX + TAX_LINE_ROOM;

	for (size_t i = 0; i < f->ncolumn; i++)
		n += f->column[i].constant.n;
	return n;
}

/* A ledger has few months; known: their texts, the delimiter behind them. */
static inline bool
is_month(uint64_t *known, const char *p, char delimiter)
{
	uint64_t text = digit_load8(p);
	uint64_t *k = &known[text * UINT64_C(0x9e3779b97f4a7c15) >> 56];
	int month;

	if (*k == text)
		return true;
	if (p[TAX_LINE_USCC - 1] != delimiter ||
	    !quick_month((struct str){ p, TAX_LINE_USCC - 1 }, &month))
		return false;
	*k = text;
	return true;
}

/* An amount of a straight line that stays as it is. */
static inline bool
stays(const char *p, const char *end, int64_t fen)
{
	return is_canonical(p, (size_t)(end - p), fen);
}

/*
 * Lines as tax_line.h has them, canonical already, from text's begin on:
 * they are copied, a comma behind those of three fields.
 */
static void
copy_straight(const struct fast *f, uint64_t *known, struct str text,
    struct buf *out, struct fast_run *run)
{
	const size_t nfield = f->straight;
	const char delimiter = f->delimiter, *p = text.p, *tax, *end;
	const char *last = text.p + text.n - TAX_LINE_ROOM;
	/* no line is of less than 32 bytes */
	char *to = buf_room(out, text.n + text.n / 32 + TAX_LINE_ROOM);
	struct tax_line t;
	int64_t sum = 0;
	size_t lines = 0;

	for (; p <= last && lines < STRAIGHT_LINES; p = end + 1, lines++) {
		if (!tax_line_read(p, delimiter, nfield, &t) ||
		    !tax_line_payer(p + TAX_LINE_USCC) ||
		    !is_month(known, p, delimiter))
			break;
		end = p + t.bytes - 1;
		tax = p + TAX_LINE_AMOUNT;
		if (!stays(tax, tax + t.tax_n, t.fen) || (t.has_local &&
		    !stays(tax + t.tax_n + 1, end, t.local_fen)))
			break;
		memcpy(to, p, TAX_LINE_ROOM);
		to[TAX_LINE_USCC - 1] = to[TAX_LINE_AMOUNT - 1] = ',';
		to[TAX_LINE_AMOUNT + t.tax_n] = ',';
		to += t.bytes;
		if (nfield == 3)
			*to++ = '\n';
		sum += t.fen;
	}
	out->n = (size_t)(to - out->p);
	run->bytes += (size_t)(p - text.p);
	run->lines += lines;
	run->fen += sum;
}

/* The run of lines at text's begin; *run is set. */
static void
read_run(const struct fast *f, uint64_t *known, struct str text,
    struct buf *out, struct fast_run *run)
{
	const size_t row = row_room(f);
	struct str field[FAST_FIELDS];
	size_t start[FAST_FIELDS], end;

	while (run->bytes < text.n) {
		struct str left = str_sub(text, run->bytes, text.n);
		struct str line = str_sub(left, 0, LINE_BYTES);
		size_t before = run->bytes, n;
		num_wide sum = 0;

		if (f->straight > 0 && left.n >= TAX_LINE_ROOM)
			copy_straight(f, known, left, out, run);
		if (run->bytes > before)
			continue;
		if (out->cap - out->n < row)
			buf_room(out, row + ROOM);
		n = out->n;
		if (scan_line(line, f->delimiter, field, start, FAST_FIELDS,
		    &end) != f->nfield)
			break;
		if (!put_row(f, field, out, &sum)) {
			out->n = n;
			break;
		}
		run->bytes += end + 1;
		run->lines++;
		run->fen += sum;
	}
	run->out_n = out->n - run->out;
}

void
fast_read(const struct fast *f, struct str text, uint64_t at,
    struct fast_part *part)
{
	uint64_t known[MONTHS] = { 0 };
	size_t done = 0;
	const char *p;

	buf_reset(&part->out);
	part->nrun = 0;
	while (done < text.n) {
		struct fast_run run = { .from = at + done,
			.out = part->out.n };

		read_run(f, known, str_sub(text, done, text.n), &part->out,
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

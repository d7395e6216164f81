#include "import/moment.h"

#include "base/date.h"
#include "text/normal.h"

/* 1970-01-01 as a spreadsheet counts days from 1900. */
#define SERIAL_1970 25569
#define SERIAL_MIN 25569 /* 1970 */
#define SERIAL_MAX 73050 /* 2099 */

struct parts {
	int number[3];
	size_t digits[3];
	size_t n;
	char separator; /* between year and month; 'y' for 年 */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
take_mark(struct str *s, const char *mark)
{
	struct str m = str_from(mark);

	if (!str_starts(*s, m))
		return false;
	*s = str_sub(*s, m.n, s->n);
	return true;
}

static bool
take_number(struct str *s, struct parts *p)
{
	size_t at = 0;
	int value = 0;

	while (at < s->n && at < 9 && is_digit(s->p[at]))
		value = value * 10 + (s->p[at++] - '0');
	if (at == 0 || at == 9)
		return false;
	p->number[p->n] = value;
	p->digits[p->n++] = at;
	*s = str_sub(*s, at, s->n);
	return true;
}

/* What may stand between the parts, and which it is; 0: none. */
static char
take_separator(struct str *s, size_t after)
{
	struct str t = str_trim(*s);

	if ((after == 1 && take_mark(&t, "年")) ||
	    (after == 2 && take_mark(&t, "月"))) {
		*s = t;
		return 'y';
	}
	if (s->n > 0 && (s->p[0] == '-' || s->p[0] == '/' || s->p[0] == '.')) {
		char c = s->p[0];

		*s = str_sub(*s, 1, s->n);
		return c;
	}
	return 0;
}

/* A time of day behind a whole date says nothing about the day. */
static bool
is_time(struct str s)
{
	if (s.n > 0 && s.p[0] == 'T')
		s = str_sub(s, 1, s.n);
	s = str_trim(s);
	if (s.n < 4 || !is_digit(s.p[0]))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!is_digit(s.p[i]) && s.p[i] != ':' && s.p[i] != '.')
			return false;
	return str_chr(s, ':') < 3;
}

static bool
split(struct str *s, struct parts *p)
{
	char separator = 'y';

	p->n = 0;
	p->separator = 0;
	while (p->n < 3 && separator != 0) {
		if (p->n > 0)
			*s = str_trim(*s);
		if (!take_number(s, p))
			return p->n > 0 && separator == 'y';
		separator = take_separator(s, p->n);
		if (p->n == 1)
			p->separator = separator;
		else if (p->n == 2 && separator != 0 &&
		    separator != p->separator)
			return false;
	}
	(void)take_mark(s, "日");
	return separator == 0 || separator == 'y';
}

/* 202304, 20230401, 45017. */
static enum moment_fault
from_digits(const struct parts *p, struct parts *out)
{
	int n = p->number[0], day, month;

	*out = *p;
	switch (p->digits[0]) {
	case 8:
		out->number[0] = n / 10000;
		out->number[1] = n / 100 % 100;
		out->number[2] = n % 100;
		out->n = 3;
		return MOMENT_OK;
	case 6:
		out->number[0] = n / 100;
		out->number[1] = n % 100;
		out->n = 2;
		return MOMENT_OK;
	case 5:
		if (n < SERIAL_MIN || n > SERIAL_MAX)
			return MOMENT_MALFORMED;
		day = n - SERIAL_1970;
		month = date_month_of_day(day);
		out->number[0] = date_year(month);
		out->number[1] = date_month_no(month);
		out->number[2] = day - date_first_day(month) + 1;
		out->n = 3;
		return MOMENT_OK;
	case 4:
		return MOMENT_NO_MONTH;
	default:
		return MOMENT_MALFORMED;
	}
}

static enum moment_fault
check(const struct parts *p, int *month, int *day)
{
	if (p->number[0] < DATE_YEAR_MIN || p->number[0] > DATE_YEAR_MAX)
		return MOMENT_MALFORMED;
	if (p->number[1] < 1 || p->number[1] > 12)
		return MOMENT_NO_SUCH;
	*month = date_month_of(p->number[0], p->number[1]);
	if (p->n == 3 && !date_day_from(p->number[0], p->number[1],
	    p->number[2], day))
		return MOMENT_NO_SUCH;
	return MOMENT_OK;
}

/* One moment at the start of *s; *s is what follows. */
static enum moment_fault
take_moment(struct str *s, struct parts *p)
{
	struct parts whole;
	enum moment_fault fault;

	if (!split(s, p))
		return MOMENT_MALFORMED;
	if (p->n == 1 && p->separator == 0) {
		bool month_alone = p->number[0] <= 12 && take_mark(s, "月");

		fault = month_alone ? MOMENT_NO_YEAR : from_digits(p, &whole);
		if (fault == MOMENT_OK)
			*p = whole;
		return fault;
	}
	if (p->digits[0] != 4 || (p->n > 1 && p->digits[1] > 2) ||
	    (p->n > 2 && p->digits[2] > 2))
		return MOMENT_MALFORMED;
	return p->n == 1 ? MOMENT_NO_MONTH : MOMENT_OK;
}

static struct str
prepare(struct str cell, struct buf *scratch)
{
	struct str s;

	buf_reset(scratch);
	normal_width(scratch, cell);
	s = normal_trim(buf_str(scratch));
	(void)take_mark(&s, "'");
	return s;
}

/* 2023-04-01至2023-04-30: a period within one month is that month. */
static enum moment_fault
close_period(struct str s, int month)
{
	static const char *const marks[] = { "至", "到", "~", "--", "—",
		"-", NULL };
	struct parts p;
	enum moment_fault fault;
	int last, day;

	s = str_trim(s);
	for (const char *const *m = marks; *m != NULL; m++) {
		if (!take_mark(&s, *m))
			continue;
		s = str_trim(s);
		fault = take_moment(&s, &p);
		if (fault == MOMENT_OK)
			fault = check(&p, &last, &day);
		if (fault != MOMENT_OK)
			return fault;
		if (str_trim(s).n > 0)
			return MOMENT_MALFORMED;
		return last == month ? MOMENT_OK : MOMENT_PERIOD;
	}
	return MOMENT_MALFORMED;
}

static bool
is_doubtful(const struct parts *p)
{
	return p->n == 2 && p->separator == '.' && p->digits[1] == 1 &&
	    p->number[1] == 1;
}

/* 2023年4月, as most files write it: needs no folding. */
static bool
is_plain_month(struct str s, int *month)
{
	struct str year = STR("年"), end = STR("月");
	size_t at = 4 + year.n;
	int y = 0, m = 0;

	if (s.n < at + 1 + end.n || s.n > at + 2 + end.n ||
	    memcmp(s.p + 4, year.p, year.n) != 0 || !str_ends(s, end))
		return false;
	for (size_t i = 0; i < 4; i++) {
		if (!is_digit(s.p[i]))
			return false;
		y = y * 10 + (s.p[i] - '0');
	}
	for (; at < s.n - end.n; at++) {
		if (!is_digit(s.p[at]))
			return false;
		m = m * 10 + (s.p[at] - '0');
	}
	*month = date_month_of(y, m);
	return y >= DATE_YEAR_MIN && y <= DATE_YEAR_MAX && m >= 1 && m <= 12;
}

/* 2023年4月份, 2023年4月底: which days are meant is not asked. */
static bool
is_within_month(const struct parts *p, struct str s)
{
	static const char *const marks[] = { "份", "底", "末", "初", "上旬",
		"中旬", "下旬", NULL };

	if (p->n != 2 || p->separator != 'y')
		return false;
	for (const char *const *m = marks; *m != NULL; m++)
		if (str_is(s, *m))
			return true;
	return false;
}

enum moment_fault
moment_month(struct str cell, const struct moment_evidence *e,
    struct buf *scratch, int *month)
{
	struct str s;
	struct parts p;
	enum moment_fault fault;
	int day;

	if (date_parse_month(cell, month) || is_plain_month(cell, month))
		return MOMENT_OK;
	if (date_parse_day(cell, &day) &&
	    date_parse_month(str_sub(cell, 0, 7), month))
		return MOMENT_OK;
	s = prepare(cell, scratch);
	fault = take_moment(&s, &p);
	if (fault != MOMENT_OK)
		return fault;
	if (is_doubtful(&p)) {
		if (e->padded == e->ten)
			return MOMENT_AMBIGUOUS;
		p.number[1] = e->padded ? 10 : 1;
	}
	fault = check(&p, month, &day);
	if (fault != MOMENT_OK || str_trim(s).n == 0)
		return fault;
	if ((p.n == 3 && is_time(s)) || is_within_month(&p, str_trim(s)))
		return MOMENT_OK;
	return close_period(s, *month);
}

enum moment_fault
moment_day(struct str cell, struct buf *scratch, int *day)
{
	struct str s;
	struct parts p;
	enum moment_fault fault;
	int month;

	if (date_parse_day(cell, day))
		return MOMENT_OK;
	s = prepare(cell, scratch);
	fault = take_moment(&s, &p);
	if (fault != MOMENT_OK)
		return fault;
	fault = check(&p, &month, day);
	if (fault != MOMENT_OK)
		return fault;
	if (p.n < 3)
		return MOMENT_NO_DAY;
	s = str_trim(s);
	return s.n == 0 || is_time(s) ? MOMENT_OK : MOMENT_MALFORMED;
}

void
moment_learn(struct moment_evidence *e, struct str cell)
{
	struct str s = str_trim(cell);

	if (s.n != 7 || s.p[4] != '.')
		return;
	if (s.p[5] == '0')
		e->padded = true;
	else if (s.p[5] == '1' && s.p[6] == '0')
		e->ten = true;
}

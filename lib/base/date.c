#include "base/date.h"

/* Days from 1970-01-01 to the first of March-based year/month/day; the
 * proleptic Gregorian calendar, in eras of 400 years. */
static int
days_from(int year, int month, int mday)
{
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400, of_era = y % 400;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + mday - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - 719468;
}

static int
month_length(int year, int month)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return length[month - 1] + (month == 2 && leap);
}

static bool
digits(struct str s, size_t from, size_t to, int *out)
{
	*out = 0;
	for (size_t i = from; i < to; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		*out = *out * 10 + (s.p[i] - '0');
	}
	return true;
}

bool
date_parse_year(struct str s, int *year)
{
	int n;

	if (s.n != 4 || !digits(s, 0, 4, &n) || n < DATE_YEAR_MIN ||
	    n > DATE_YEAR_MAX)
		return false;
	*year = n;
	return true;
}

bool
date_parse_period(struct str s, int *month)
{
	int year;

	if (date_parse_month(s, month))
		return true;
	if (!date_parse_year(s, &year))
		return false;
	*month = date_month_of(year, 12);
	return true;
}

bool
date_parse_month(struct str s, int *month)
{
	int year, no;

	if (s.n != 7 || s.p[4] != '-' || !digits(s, 0, 4, &year) ||
	    !digits(s, 5, 7, &no))
		return false;
	if (year < DATE_YEAR_MIN || year > DATE_YEAR_MAX || no < 1 || no > 12)
		return false;
	*month = date_month_of(year, no);
	return true;
}

bool
date_day_from(int year, int month, int mday, int *day)
{
	if (year < DATE_YEAR_MIN || year > DATE_YEAR_MAX || month < 1 ||
	    month > 12 || mday < 1 || mday > month_length(year, month))
		return false;
	*day = days_from(year, month, mday);
	return true;
}

bool
date_parse_day(struct str s, int *day)
{
	int year, month, mday;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' ||
	    !digits(s, 0, 4, &year) || !digits(s, 5, 7, &month) ||
	    !digits(s, 8, 10, &mday))
		return false;
	return date_day_from(year, month, mday, day);
}

int
date_first_day(int month)
{
	return days_from(date_year(month), date_month_no(month), 1);
}

int
date_last_day(int month)
{
	return date_first_day(month + 1) - 1;
}

int
date_month_of_day(int day)
{
	/* 30.44 days a month: the estimate is at most one month off */
	int month = 1970 * 12 + (int)((int64_t)day * 4800 / 146097);

	while (date_first_day(month) > day)
		month--;
	while (date_last_day(month) < day)
		month++;
	return month;
}

static void
put_digits(struct buf *b, int n, int width)
{
	char d[4];

	for (int i = width - 1; i >= 0; i--, n /= 10)
		d[i] = (char)('0' + n % 10);
	buf_put(b, (struct str){ d, (size_t)width });
}

void
date_put_month(struct buf *b, int month)
{
	put_digits(b, date_year(month), 4);
	buf_putc(b, '-');
	put_digits(b, date_month_no(month), 2);
}

void
date_put_day(struct buf *b, int day)
{
	int month = date_month_of_day(day);

	date_put_month(b, month);
	buf_putc(b, '-');
	put_digits(b, day - date_first_day(month) + 1, 2);
}

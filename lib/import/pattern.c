#include "import/pattern.h"

#include "base/date.h"
#include "text/utf8.h"

#define YEAR_FIRST 1990
#define YEAR_LAST 2099

static bool
is_digit(struct str s, size_t at)
{
	return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

static int
digit(struct str s, size_t at)
{
	return s.p[at] - '0';
}

/* Between year and month: nothing, one of -._/ or 年; its length. */
static size_t
separator(struct str s, size_t at)
{
	static const char year[] = "年";
	const size_t n = sizeof(year) - 1;

	if (at + n <= s.n && memcmp(s.p + at, year, n) == 0)
		return n;
	return at < s.n && strchr("-._/", s.p[at]) != NULL ? 1 : 0;
}

/*
 * The month that s begins with and its length; 0 where there is none.
 * Without a separator it has six digits; no digit follows it.
 */
static size_t
month_at(struct str s, int *month)
{
	int year = 0, no;
	size_t at = 0, gap;

	for (; at < 4 && is_digit(s, at); at++)
		year = year * 10 + digit(s, at);
	if (at < 4 || year < YEAR_FIRST || year > YEAR_LAST)
		return 0;
	gap = separator(s, at);
	at += gap;
	if (!is_digit(s, at) || (gap == 0 && !is_digit(s, at + 1)))
		return 0;
	no = digit(s, at++);
	if (is_digit(s, at))
		no = no * 10 + digit(s, at++);
	if (no < 1 || no > 12 || is_digit(s, at))
		return 0;
	*month = date_month_of(year, no);
	return at;
}

static bool match(struct str p, struct str whole, size_t at,
    struct pattern_found *out);

/* {month} or {since}, with 月 behind it where that helps. */
static bool
match_month(struct str p, struct str whole, size_t at,
    struct pattern_found *out)
{
	static const char sign[] = "月";
	const size_t n = sizeof(sign) - 1;
	struct pattern_found was = *out;
	size_t end;
	int month;

	if (at > 0 && is_digit(whole, at - 1))
		return false;
	end = month_at(str_sub(whole, at, whole.n), &month);
	if (end == 0 || (was.month >= 0 && was.month != month))
		return false;
	end += at;
	was.month = month;
	*out = was;
	if (end + n <= whole.n && memcmp(whole.p + end, sign, n) == 0 &&
	    match(p, whole, end + n, out))
		return true;
	*out = was;
	return match(p, whole, end, out);
}

/* Bytes of the letter that stands there. */
static size_t
letter(struct str s, size_t at)
{
	size_t n = utf8_sequence(str_sub(s, at, s.n));

	return n > 0 ? n : 1;
}

/* A run of letters that is to be taken for the part. */
static bool
take_part(struct pattern_found *out, struct str run)
{
	bool same = out->part.n == 0 || str_eq(out->part, run);

	out->part = run;
	return run.n > 0 && same;
}

/* * and {part}: the shortest that fits. */
static bool
match_run(struct str p, struct str whole, size_t at, bool part,
    struct pattern_found *out)
{
	struct pattern_found was = *out;
	size_t end = at;

	for (;; end += letter(whole, end)) {
		*out = was;
		if ((!part || take_part(out, str_sub(whole, at, end))) &&
		    match(p, whole, end, out))
			return true;
		if (end == whole.n || whole.p[end] == '/')
			return false;
	}
}

static bool
match(struct str p, struct str whole, size_t at, struct pattern_found *out)
{
	for (; p.n > 0; at++) {
		if (str_take(&p, "{month}") || str_take(&p, "{since}"))
			return match_month(p, whole, at, out);
		if (str_take(&p, "{part}"))
			return match_run(p, whole, at, true, out);
		if (str_take(&p, "*"))
			return match_run(p, whole, at, false, out);
		if (at == whole.n)
			return false;
		if (p.p[0] == '?' && whole.p[at] != '/')
			at += letter(whole, at) - 1;
		else if (p.p[0] != whole.p[at])
			return false;
		p = str_sub(p, 1, p.n);
	}
	return at == whole.n;
}

bool
pattern_matches(struct str pattern, struct str name,
    struct pattern_found *out)
{
	*out = (struct pattern_found){ -1, { "", 0 } };
	return match(pattern, name, 0, out);
}

bool
pattern_check(struct str pattern, enum pattern_period *out, struct str *fault)
{
	*out = PATTERN_ALWAYS;
	while (pattern.n > 0) {
		*fault = str_sub(pattern, 0, str_chr(pattern, '}') + 1);
		if (str_take(&pattern, "{month}"))
			*out = PATTERN_MONTHLY;
		else if (str_take(&pattern, "{since}"))
			*out = *out == PATTERN_MONTHLY ? *out : PATTERN_SINCE;
		else if (str_take(&pattern, "{part}"))
			continue;
		else if (pattern.p[0] == '{')
			return false;
		else
			pattern = str_sub(pattern, 1, pattern.n);
	}
	return true;
}

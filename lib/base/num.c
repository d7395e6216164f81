#include "base/num.h"

int64_t
num_pow10(unsigned n)
{
	int64_t p = 1;

	while (n-- > 0)
		p *= 10;
	return p;
}

/* The digits after the point, scaled; the rest must be zeros. */
static enum num_parse
parse_fraction(struct str s, unsigned decimals, num_wide *total)
{
	if (s.n == 0)
		return NUM_MALFORMED;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return NUM_MALFORMED;
		if (i < decimals)
			*total += (num_wide)(s.p[i] - '0') *
			    num_pow10(decimals - 1 - (unsigned)i);
	}
	for (size_t i = decimals; i < s.n; i++)
		if (s.p[i] != '0')
			return NUM_TOO_FINE;
	return NUM_OK;
}

enum num_parse
num_parse_decimal(struct str s, unsigned decimals, int64_t *out)
{
	num_wide total = 0;
	enum num_parse fraction = NUM_OK;
	bool negative = s.n > 0 && s.p[0] == '-';
	size_t at = negative ? 1 : 0, begin = at;

	if (s.n == 0)
		return NUM_EMPTY;
	for (; at < s.n && s.p[at] >= '0' && s.p[at] <= '9'; at++) {
		total = total * 10 + (s.p[at] - '0');
		if (total > INT64_MAX)
			total = (num_wide)INT64_MAX + 1; /* stays too large */
	}
	if (at == begin)
		return NUM_MALFORMED;
	total *= num_pow10(decimals);
	if (at < s.n && s.p[at] == '.')
		fraction = parse_fraction(str_sub(s, at + 1, s.n), decimals,
		    &total);
	else if (at < s.n)
		return NUM_MALFORMED;
	if (fraction == NUM_MALFORMED)
		return fraction;
	if (!num_narrow(negative ? -total : total, out))
		return NUM_TOO_LARGE;
	return fraction;
}

num_wide
num_div(num_wide num, num_wide den, enum num_round mode)
{
	num_wide quot, rest;

	if (den < 0) {
		num = -num;
		den = -den;
	}
	quot = num / den;
	rest = num % den;
	switch (mode) {
	case NUM_HALF_AWAY:
		if (rest >= den - rest)
			quot++;
		else if (-rest >= den + rest)
			quot--;
		break;
	case NUM_UP:
		quot += rest > 0;
		break;
	case NUM_DOWN:
		quot -= rest < 0;
		break;
	case NUM_TO_ZERO:
		break;
	}
	return quot;
}

int64_t
num_pct(int64_t num, int64_t den)
{
	num_wide pct = num_div((num_wide)num * 10000, den, NUM_HALF_AWAY);
	int64_t out;

	if (num_narrow(pct, &out))
		return out;
	return pct < 0 ? INT64_MIN : INT64_MAX;
}

int
num_ratio_cmp(int64_t a, int64_t b, int64_t c, int64_t d)
{
	num_wide left = (num_wide)a * d, right = (num_wide)c * b;

	return (left > right) - (left < right);
}

bool
num_add(int64_t *sum, int64_t n)
{
	int64_t total;

	if (__builtin_add_overflow(*sum, n, &total))
		return false;
	*sum = total;
	return true;
}

bool
num_narrow(num_wide wide, int64_t *out)
{
	if (wide < INT64_MIN || wide > INT64_MAX)
		return false;
	*out = (int64_t)wide;
	return true;
}

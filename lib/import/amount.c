#include "import/amount.h"

#include "base/num.h"
#include "text/normal.h"

#define DIGITS_MAX 40u
#define UNIT_BYTES_MAX 64u

/* What may stand before the digits; false if a sign is not allowed. */
static bool
take_sign(struct str *s, const struct amount_form *form, bool *negative)
{
	*negative = false;
	str_take(s, "'"); /* a spreadsheet's mark of text */
	if (s->n > 2 && s->p[0] == '(' && s->p[s->n - 1] == ')') {
		if (!form->brackets)
			return false;
		*negative = true;
		*s = str_sub(*s, 1, s->n - 1);
	} else if (str_take(s, "△") || str_take(s, "▲")) {
		if (!form->triangle)
			return false;
		*negative = true;
	} else if (str_take(s, "-") || str_take(s, "−")) {
		*negative = true;
	} else {
		str_take(s, "+");
	}
	if (form->kind == UNIT_OF_MONEY)
		(void)(str_take(s, "¥") || str_take(s, "￥"));
	*s = str_trim(*s);
	return true;
}

struct digits {
	char text[DIGITS_MAX + 2];
	size_t n;
	size_t group;   /* digits since the last separator */
	char separator; /* the one in use; 0: none yet */
	bool point;
	bool bad_group;
};

static bool
add_separator(struct digits *d, char c)
{
	size_t most = 3;

	if (d->n == 0 || d->point)
		return false;
	if (d->separator == 0)
		d->bad_group |= d->group > most;
	else
		d->bad_group |= d->group != most || d->separator != c;
	d->separator = c;
	d->group = 0;
	return true;
}

static bool
add_char(struct digits *d, struct str s, size_t at)
{
	char c = s.p[at];
	bool digit_next = at + 1 < s.n && s.p[at + 1] >= '0' &&
	    s.p[at + 1] <= '9';

	if (c >= '0' && c <= '9') {
		d->group++;
	} else if (c == '.' && !d->point && d->n > 0 && digit_next) {
		d->bad_group |= d->separator != 0 && d->group != 3;
		d->point = true;
	} else if ((c == ',' || c == ' ') && digit_next) {
		return add_separator(d, c);
	} else {
		return false;
	}
	if (d->n >= DIGITS_MAX)
		return false;
	d->text[d->n++] = c;
	return true;
}

static struct str
take_digits(struct str *s, struct digits *d)
{
	size_t at = 0;

	while (at < s->n && add_char(d, *s, at))
		at++;
	if (!d->point)
		d->bad_group |= d->separator != 0 && d->group != 3;
	*s = str_trim(str_sub(*s, at, s->n));
	return (struct str){ d->text, d->n };
}

/* The unit behind the digits. */
static enum amount_fault
take_unit(struct str rest, const struct amount_form *form, enum unit *unit,
    enum unit *found)
{
	struct buf folded;
	struct str s;
	enum amount_fault fault = AMOUNT_OK;

	*unit = form->unit;
	if (rest.n == 0)
		return AMOUNT_OK;
	if (rest.n > UNIT_BYTES_MAX)
		return AMOUNT_MALFORMED;
	buf_init(&folded, BUF_UNBOUNDED);
	normal_key(&folded, rest);
	s = buf_str(&folded);
	if (s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')')
		s = str_sub(s, 1, s.n - 1);
	if (form->kind == UNIT_OF_NOTHING) {
		if (!unit_is_counter(s))
			fault = AMOUNT_MALFORMED;
	} else {
		*found = unit_find_suffix(s, form->kind);
		if (*found == UNIT_NONE)
			fault = AMOUNT_MALFORMED;
		else if (unit_kind(*found) != form->kind ||
		    (form->unit != UNIT_NONE && form->unit != *found))
			fault = AMOUNT_UNIT;
		else
			*unit = *found;
	}
	buf_fini(&folded);
	return fault;
}

static enum amount_fault
scale(struct str digits, const struct amount_form *form, enum unit unit,
    bool negative, int64_t *out)
{
	switch (num_parse_decimal(digits, form->decimals + unit_power(unit),
	    out)) {
	case NUM_OK:
		if (negative)
			*out = -*out;
		return AMOUNT_OK;
	case NUM_TOO_FINE:
		return AMOUNT_TOO_FINE;
	case NUM_TOO_LARGE:
		return AMOUNT_TOO_LARGE;
	case NUM_EMPTY:
	case NUM_MALFORMED:
		break;
	}
	return AMOUNT_MALFORMED;
}

static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] < '0' || s.p[i] > '9') && s.p[i] != '.' &&
		    (s.p[i] != '-' || i > 0))
			return false;
	return s.n > 0;
}

enum amount_fault
amount_parse(struct str cell, const struct amount_form *form,
    struct buf *scratch, int64_t *out, enum unit *found)
{
	struct digits d = { .n = 0 };
	enum unit unit, seen = UNIT_NONE;
	enum amount_fault fault;
	struct str s, digits;
	bool negative;

	if (found != NULL)
		*found = UNIT_NONE;
	if (is_plain(cell))
		return scale(cell, form, form->unit, false, out);
	buf_reset(scratch);
	normal_width(scratch, cell);
	s = normal_trim(buf_str(scratch));
	if (!take_sign(&s, form, &negative))
		return AMOUNT_MALFORMED;
	digits = take_digits(&s, &d);
	if (digits.n == 0)
		return AMOUNT_MALFORMED;
	fault = take_unit(s, form, &unit, &seen);
	if (found != NULL)
		*found = seen;
	if (fault != AMOUNT_OK)
		return fault;
	if (d.bad_group)
		return AMOUNT_GROUPING;
	return scale(digits, form, unit, negative, out);
}

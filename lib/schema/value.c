#include "schema/value.h"

#include "base/date.h"
#include "base/num.h"
#include "schema/quick.h"

#define COUNT_MAX INT64_C(1000000000000)
#define DEGREE_MAX INT64_C(180000000) /* 1e-6 degrees */

/* The alphabet of GB 32100-2015, 4.2: a character's value is its place. */
static const char uscc_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
all_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_digit(s.p[i]))
			return false;
	return s.n > 0;
}

/*
 * GB 32100-2015, annex A: weights 3^(i-1) mod 31 over 17 characters; with
 * the check character itself, of weight 1, the sum is a multiple of 31.  A
 * row a weight: USCC_KNOWN and the character's place times the weight.
 */
#define USCC_KNOWN 1024
#define AT(c, place, w) [c] = USCC_KNOWN + (place) * (w) % 31
#define WEIGHT(w)                                                         \
	{ AT('0', 0, w), AT('1', 1, w), AT('2', 2, w), AT('3', 3, w),     \
	    AT('4', 4, w), AT('5', 5, w), AT('6', 6, w), AT('7', 7, w),   \
	    AT('8', 8, w), AT('9', 9, w), AT('A', 10, w), AT('B', 11, w), \
	    AT('C', 12, w), AT('D', 13, w), AT('E', 14, w),               \
	    AT('F', 15, w), AT('G', 16, w), AT('H', 17, w),               \
	    AT('J', 18, w), AT('K', 19, w), AT('L', 20, w),               \
	    AT('M', 21, w), AT('N', 22, w), AT('P', 23, w),               \
	    AT('Q', 24, w), AT('R', 25, w), AT('T', 26, w),               \
	    AT('U', 27, w), AT('W', 28, w), AT('X', 29, w),               \
	    AT('Y', 30, w) }

static const uint16_t uscc_weighed[18][256] = { WEIGHT(1), WEIGHT(3),
	WEIGHT(9), WEIGHT(27), WEIGHT(19), WEIGHT(26), WEIGHT(16), WEIGHT(17),
	WEIGHT(20), WEIGHT(29), WEIGHT(25), WEIGHT(13), WEIGHT(8), WEIGHT(24),
	WEIGHT(10), WEIGHT(30), WEIGHT(28), WEIGHT(1) };

bool
value_uscc_valid(struct str s)
{
	unsigned sum = 0;

	if (s.n != 18)
		return false;
#pragma GCC unroll 18
	for (size_t i = 0; i < 18; i++)
		sum += uscc_weighed[i][(unsigned char)s.p[i]];
	return sum / USCC_KNOWN == 18 && sum % USCC_KNOWN % 31 == 0;
}

/* "9.13205E+17" */
static bool
is_scientific(struct str s)
{
	size_t e = 0;

	while (e < s.n && (is_digit(s.p[e]) || s.p[e] == '.'))
		e++;
	if (e == 0 || e == s.n || (s.p[e] != 'E' && s.p[e] != 'e'))
		return false;
	e++;
	if (e < s.n && (s.p[e] == '+' || s.p[e] == '-'))
		return all_digits(str_sub(s, e + 1, s.n));
	/* 15E10... may be a number of an old kind; a point tells */
	return all_digits(str_sub(s, e, s.n)) && str_chr(s, '.') < s.n;
}

bool
value_uscc_damaged(struct str s)
{
	size_t point = str_chr(s, '.');

	if (s.n == 18 && all_digits(s) && str_ends(s, STR("000")))
		return true;
	/* read as a number and written with a decimal: "…8000.0" */
	if (point == 18 && all_digits(str_sub(s, 0, point)) &&
	    all_digits(str_sub(s, point + 1, s.n)))
		return true;
	return is_scientific(s);
}

int
value_choice(const char *choices, struct str text)
{
	struct str rest = str_from(choices), piece;

	for (int i = 0; str_cut(&rest, '|', &piece); i++)
		if (str_eq(piece, text))
			return i;
	return -1;
}

struct str
value_choice_text(const char *choices, int idx)
{
	struct str rest = str_from(choices), piece;

	for (int i = 0; str_cut(&rest, '|', &piece); i++)
		if (i == idx)
			return piece;
	return (struct str){ NULL, 0 };
}

/* Decimals are counted as written: 1.500 in a column of two is a sign of
 * another unit, not a longer way to say 1.50. */
static enum value_fault
parse_decimal(struct str s, unsigned decimals, int64_t min, int64_t max,
    int64_t *n)
{
	size_t point = str_chr(s, '.');

	if (point < s.n && s.n - point - 1 > decimals)
		return VALUE_MALFORMED;
	switch (num_parse_decimal(s, decimals, n)) {
	case NUM_OK:
		break;
	case NUM_TOO_LARGE:
		return VALUE_OUT_OF_RANGE;
	default:
		return VALUE_MALFORMED;
	}
	return *n < min || *n > max ? VALUE_OUT_OF_RANGE : VALUE_OK;
}

static enum value_fault
parse_digits(struct str s, size_t min, size_t max, int64_t *n)
{
	if (!all_digits(s) || s.n < min || s.n > max)
		return VALUE_MALFORMED;
	return parse_decimal(s, 0, 0, INT64_MAX, n);
}

static enum value_fault
parse_year(struct str s, int64_t *n)
{
	enum value_fault fault = parse_digits(s, 4, 4, n);

	if (fault == VALUE_OK && (*n < DATE_YEAR_MIN || *n > DATE_YEAR_MAX))
		return VALUE_OUT_OF_RANGE;
	return fault;
}

static enum value_fault
parse_calendar(enum value_type type, struct str s, int64_t *n)
{
	int at = 0;
	bool ok = type == VALUE_MONTH ? quick_month(s, &at) :
	    date_parse_day(s, &at);

	if (!ok)
		return VALUE_MALFORMED;
	*n = at;
	return VALUE_OK;
}

static enum value_fault
parse_districts(struct str s)
{
	struct str piece;
	int64_t n;

	while (str_cut(&s, ';', &piece))
		if (parse_digits(piece, 6, 6, &n) != VALUE_OK)
			return VALUE_MALFORMED;
	return VALUE_OK;
}

static enum value_fault
parse_uscc(struct str s)
{
	if (value_uscc_valid(s))
		return VALUE_OK;
	if (value_uscc_damaged(s))
		return VALUE_DAMAGED;
	if (s.n != 18)
		return VALUE_MALFORMED;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\0' || strchr(uscc_alphabet, s.p[i]) == NULL)
			return VALUE_MALFORMED;
	return VALUE_CHECK_DIGIT;
}

static enum value_fault
parse_known(enum value_type type, const char *choices, struct str s,
    int64_t *n)
{
	switch (type) {
	case VALUE_TEXT:
	case VALUE_LIST:
		return VALUE_OK;
	case VALUE_ID:
		return str_trim(s).n == s.n ? VALUE_OK : VALUE_MALFORMED;
	case VALUE_MONEY:
		return quick_money(s, n) ? VALUE_OK : parse_decimal(s, 2,
		    -VALUE_MONEY_MAX, VALUE_MONEY_MAX, n);
	case VALUE_AREA:
		return quick_money(s, n) && *n >= 0 ? VALUE_OK :
		    parse_decimal(s, 2, 0, VALUE_MONEY_MAX, n);
	case VALUE_PERCENT:
		return quick_money(s, n) ? VALUE_OK : parse_decimal(s, 2, INT64_MIN, INT64_MAX, n);
	case VALUE_COUNT:
		return parse_decimal(s, 0, 0, COUNT_MAX, n);
	case VALUE_INTEGER:
		return parse_decimal(s, 0, -COUNT_MAX, COUNT_MAX, n);
	case VALUE_DATE:
	case VALUE_MONTH:
		return parse_calendar(type, s, n);
	case VALUE_YEAR:
		return parse_year(s, n);
	case VALUE_DISTRICT:
		return parse_digits(s, 6, 6, n);
	case VALUE_DISTRICTS:
		return parse_districts(s);
	case VALUE_INDUSTRY:
		return parse_digits(s, 2, 4, n);
	case VALUE_USCC:
		return parse_uscc(s);
	case VALUE_TAXPAYER:
		return !quick_taxpayer(s) && value_uscc_damaged(s) ?
		    VALUE_DAMAGED : VALUE_OK;
	case VALUE_FLAG:
		*n = str_is(s, "1");
		return *n == 1 || str_is(s, "0") ? VALUE_OK : VALUE_MALFORMED;
	case VALUE_CHOICE:
		*n = value_choice(choices, s);
		return *n < 0 ? VALUE_NOT_A_CHOICE : VALUE_OK;
	case VALUE_DEGREE:
		return parse_decimal(s, 6, -DEGREE_MAX, DEGREE_MAX, n);
	}
	return VALUE_MALFORMED;
}

enum value_fault
value_parse(enum value_type type, const char *choices, struct str text,
    struct value *out)
{
	enum value_fault fault;

	*out = (struct value){ .text = text };
	if (text.n == 0)
		return VALUE_OK;
	fault = parse_known(type, choices, text, &out->n);
	out->known = fault == VALUE_OK;
	return fault;
}

/* 1e-6 degrees without the zeros at the end: 120.7 */
static void
put_degree(struct buf *b, int64_t n)
{
	uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	uint64_t fraction = size % 1000000;

	if (n < 0)
		buf_putc(b, '-');
	buf_int(b, (int64_t)(size / 1000000));
	if (fraction > 0)
		buf_putc(b, '.');
	for (uint64_t unit = 100000; fraction > 0; unit /= 10) {
		buf_putc(b, (char)('0' + fraction / unit));
		fraction %= unit;
	}
}

void
value_put(struct buf *b, enum value_type type, const char *choices,
    const struct value *v)
{
	if (!v->known)
		return;
	switch (type) {
	case VALUE_MONEY:
	case VALUE_AREA:
	case VALUE_PERCENT:
		buf_hundredths(b, v->n);
		break;
	case VALUE_COUNT:
	case VALUE_INTEGER:
	case VALUE_YEAR:
	case VALUE_FLAG:
		buf_int(b, v->n);
		break;
	case VALUE_DATE:
		date_put_day(b, (int)v->n);
		break;
	case VALUE_MONTH:
		date_put_month(b, (int)v->n);
		break;
	case VALUE_CHOICE:
		buf_put(b, value_choice_text(choices, (int)v->n));
		break;
	case VALUE_DEGREE:
		put_degree(b, v->n);
		break;
	default:
		buf_put(b, v->text);
		break;
	}
}

struct type_text {
	const char *name, *form;
	enum diag_code malformed, out_of_range;
};

static const struct type_text type_text[] = {
	[VALUE_TEXT] = { "text", "text", DIAG_BAD_ID, DIAG_BAD_ID },
	[VALUE_ID] = { "id", "320571-0042", DIAG_BAD_ID, DIAG_BAD_ID },
	[VALUE_LIST] = { "list", "a;b", DIAG_BAD_ID, DIAG_BAD_ID },
	[VALUE_MONEY] = { "money", "103250000.00", DIAG_BAD_MONEY,
	    DIAG_MONEY_RANGE },
	[VALUE_AREA] = { "area", "142000.00", DIAG_BAD_AREA, DIAG_AREA_RANGE },
	[VALUE_PERCENT] = { "percent", "82.35", DIAG_BAD_PERCENT,
	    DIAG_BAD_PERCENT },
	[VALUE_COUNT] = { "count", "12", DIAG_BAD_COUNT, DIAG_BAD_COUNT },
	[VALUE_INTEGER] = { "integer", "-12", DIAG_BAD_INTEGER,
	    DIAG_BAD_INTEGER },
	[VALUE_DATE] = { "date", "2023-06-30", DIAG_BAD_DATE, DIAG_BAD_DATE },
	[VALUE_MONTH] = { "month", "2023-06", DIAG_BAD_MONTH, DIAG_BAD_MONTH },
	[VALUE_YEAR] = { "year", "2023", DIAG_BAD_YEAR, DIAG_BAD_YEAR },
	[VALUE_DISTRICT] = { "district", "320571", DIAG_BAD_DISTRICT,
	    DIAG_BAD_DISTRICT },
	[VALUE_DISTRICTS] = { "districts", "320571;320505", DIAG_BAD_DISTRICT,
	    DIAG_BAD_DISTRICT },
	[VALUE_INDUSTRY] = { "industry", "7231", DIAG_BAD_INDUSTRY,
	    DIAG_BAD_INDUSTRY },
	[VALUE_USCC] = { "uscc", "914403001922038216", DIAG_BAD_USCC,
	    DIAG_BAD_USCC },
	[VALUE_TAXPAYER] = { "taxpayer", "914403001922038216",
	    DIAG_USCC_DAMAGED, DIAG_USCC_DAMAGED },
	[VALUE_FLAG] = { "flag", "1", DIAG_BAD_FLAG, DIAG_BAD_FLAG },
	[VALUE_CHOICE] = { "choice", "", DIAG_BAD_CHOICE, DIAG_BAD_CHOICE },
	[VALUE_DEGREE] = { "degree", "120.585294", DIAG_BAD_DEGREE,
	    DIAG_BAD_DEGREE },
};

bool
value_type_is_text(enum value_type type)
{
	switch (type) {
	case VALUE_MONEY:
	case VALUE_AREA:
	case VALUE_PERCENT:
	case VALUE_COUNT:
	case VALUE_INTEGER:
	case VALUE_DATE:
	case VALUE_MONTH:
	case VALUE_YEAR:
	case VALUE_FLAG:
	case VALUE_DEGREE:
		return false;
	default:
		return true;
	}
}

const char *
value_type_name(enum value_type type)
{
	return type_text[type].name;
}

const char *
value_type_form(enum value_type type)
{
	return type_text[type].form;
}

enum diag_code
value_fault_code(enum value_type type, enum value_fault fault)
{
	switch (fault) {
	case VALUE_OUT_OF_RANGE:
		return type_text[type].out_of_range;
	case VALUE_CHECK_DIGIT:
		return DIAG_USCC_CHECK;
	case VALUE_DAMAGED:
		return DIAG_USCC_DAMAGED;
	case VALUE_NOT_A_CHOICE:
		return DIAG_BAD_CHOICE;
	default:
		return type_text[type].malformed;
	}
}

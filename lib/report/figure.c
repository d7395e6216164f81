/* Figures in a unit of their own. */
#include "report/figure.h"

#include "print/words.h"

#define HUNDREDTHS 2u

static bool
parse(struct str s, int64_t *n)
{
	return s.n > 0 && num_parse_decimal(s, HUNDREDTHS, n) == NUM_OK;
}

/* The greatest of them without its sign; false where none is a number. */
static bool
greatest(const struct str *value, size_t n, int64_t *most)
{
	bool any = false;

	*most = 0;
	for (size_t i = 0; i < n; i++) {
		int64_t x;

		if (!parse(value[i], &x))
			continue;
		any = true;
		if (x < 0)
			x = -x;
		if (x > *most)
			*most = x;
	}
	return any;
}

/* A rate ending in 5 was rounded before: once more could go wrong. */
static bool
ends_in_5(const struct str *value, size_t n)
{
	int64_t x;

	for (size_t i = 0; i < n; i++)
		if (parse(value[i], &x) && (x % 10 == 5 || x % 10 == -5))
			return true;
	return false;
}

static struct figure_unit
yuan(enum lang lang, int64_t most)
{
	if (most >= INT64_C(5000000000)) /* 5000万 */
		return (struct figure_unit){ str_from(words(lang, "亿元",
		    "100m yuan")), true, false, 8, 2 };
	if (most >= INT64_C(10000000)) /* 10万 */
		return (struct figure_unit){ str_from(words(lang, "万元",
		    "10k yuan")), true, false, 4, 0 };
	return (struct figure_unit){ str_from(words(lang, "元", "yuan")),
		true, false, 0, 2 };
}

struct figure_unit
figure_unit_for(enum lang lang, struct str unit, const struct str *value,
    size_t n)
{
	struct figure_unit u = { .name = words_unit(lang, unit) };
	int64_t most;

	if (!greatest(value, n, &most))
		return u;
	if (str_is(unit, "元"))
		return yuan(lang, most);
	u.number = true;
	if (str_is(unit, "㎡") && most >= 1000000) {
		u.name = str_from(words(lang, "万㎡", "10k m2"));
		u.scale = 4;
		u.decimals = 2;
	} else if (str_is(unit, "%")) {
		u.points = true;
		u.decimals = ends_in_5(value, n) ? 2 : 1;
	}
	return u;
}

struct str
figure_words(struct arena *a, const struct figure_unit *u, struct str value,
    bool sign)
{
	struct buf b;
	int64_t n;

	if (!u->number || !parse(value, &n))
		return value;
	buf_init(&b, BUF_UNBOUNDED);
	table_put_number(&b, n, HUNDREDTHS, u->scale, u->decimals, sign);
	return buf_keep(&b, a);
}

void
figure_cell(struct report *r, struct table *t, const struct figure_unit *u,
    struct str value, bool sign)
{
	if (value.n == 0)
		table_missing(t);
	else if (u->number)
		table_words(t, value, figure_words(&r->keep, u, value, sign));
	else
		table_text(t, value);
}

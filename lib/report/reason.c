/* Reasons as letters and as a legend in words. */
#include "report/reason.h"

#include "report/words.h"
#include "schema/indicator.h"

void
reason_init(struct reason_book *b, const char *rule, struct arena *keep)
{
	*b = (struct reason_book){ .rule = rule, .keep = keep };
}

/* Cuts "; " pieces; a bound may hold a text with a blank but no "; ". */
static bool
next_reason(struct str *rest, struct str *piece)
{
	size_t at = str_find(*rest, STR("; "));

	if (rest->n == 0)
		return false;
	*piece = str_sub(*rest, 0, at);
	*rest = str_sub(*rest, at + 2, rest->n);
	return true;
}

/* "key.2: …" -> 1, "key.B.1: …" -> 1; REASON_LETTERS if it is not ours. */
static size_t
letter_of(const struct reason_book *b, struct str reason)
{
	struct str name = str_sub(reason, 0, str_find(reason, STR(": ")));
	struct str piece;
	size_t n = 0;

	if (!str_cut(&name, '.', &piece) || !str_is(piece, b->rule) ||
	    !str_cut(&name, '.', &piece) || piece.n == 0)
		return REASON_LETTERS;
	if (piece.n == 1 && piece.p[0] >= 'A' && piece.p[0] <= 'Z')
		return (size_t)(piece.p[0] - 'A');
	for (size_t i = 0; i < piece.n; i++) {
		if (piece.p[i] < '0' || piece.p[i] > '9' || n > 99)
			return REASON_LETTERS;
		n = n * 10 + (size_t)(piece.p[i] - '0');
	}
	return n == 0 || n > REASON_LETTERS ? REASON_LETTERS : n - 1;
}

/* "column value op bound" without the value, as the legend needs it. */
static struct str
condition_of(struct arena *keep, struct str reason)
{
	size_t at = str_find(reason, STR(": "));
	struct str rest = str_sub(reason, at + 2, reason.n), column, value;

	if (!str_cut(&rest, ' ', &column))
		return rest;
	if (str_is(column, "not") && !str_cut(&rest, ' ', &column))
		return column;
	if (!str_cut(&rest, ' ', &value))
		return column;
	return words_fill(keep, "$1 $2", column, rest);
}

struct str
reason_letters(struct reason_book *b, struct str reasons, bool is_new)
{
	bool used[REASON_LETTERS] = { false };
	struct str piece, all = reasons, whole;
	struct buf out;

	while (next_reason(&reasons, &piece)) {
		size_t k = letter_of(b, piece);
		struct str *c = &b->condition[k % REASON_LETTERS], had = *c;
		struct str now;

		if (k == REASON_LETTERS)
			continue;
		used[k] = true;
		now = condition_of(b->keep, piece);
		if (str_find(had, now) < had.n || str_eq(had, now))
			continue;
		*c = had.n == 0 ? now :
		    words_fill(b->keep, "$1; $2", had, now);
	}
	buf_init(&out, BUF_UNBOUNDED);
	for (size_t k = 0; k < REASON_LETTERS; k++) {
		if (!used[k])
			continue;
		buf_putc(&out, (char)('A' + (int)k));
		if (k == 0 && is_new)
			buf_putc(&out, 'N');
	}
	if (is_new && used[0])
		b->is_new = true;
	whole = out.n == 0 ? all : arena_str(b->keep, buf_str(&out));
	buf_fini(&out);
	return whole;
}

/* 100000000.00 as 1亿元, 70.00 as 70%, texts as they are. */
static void
put_bound(struct buf *out, enum lang lang, const struct indicator *ind,
    struct str bound)
{
	int64_t n;

	if (ind == NULL ||
	    num_parse_decimal(bound, 2, &n) != NUM_OK) {
		buf_put(out, words_specialty(lang, bound));
		return;
	}
	if (lang == LANG_ZH && str_starts(str_from(ind->unit), STR("元")) &&
	    !str_starts(str_from(ind->unit), STR("元/")) &&
	    n != 0 && n % INT64_C(1000000) == 0) {
		bool yi = n % INT64_C(10000000000) == 0;

		buf_int(out, n / (yi ? INT64_C(10000000000) : 1000000));
		buf_puts(out, yi ? "亿元" : "万元");
		return;
	}
	if (n % 100 == 0)
		buf_int(out, n / 100);
	else
		buf_hundredths(out, n);
	if (lang == LANG_ZH || str_is(str_from(ind->unit), "%"))
		buf_put(out, str_sub(str_from(ind->unit), 0,
		    str_chr(str_from(ind->unit), '|')));
}

static void
put_op(struct buf *out, enum lang lang, struct str op)
{
	static const char *const zh[][2] = { { ">", "超过" }, { ">=", "不低于" },
		{ "<", "低于" }, { "<=", "不超过" }, { "=", "为" },
		{ "!=", "不为" }, { "in", "属于" } };

	for (size_t i = 0; lang == LANG_ZH && i < 7; i++)
		if (str_is(op, zh[i][0])) {
			buf_puts(out, zh[i][1]);
			return;
		}
	buf_putc(out, ' ');
	buf_put(out, op);
	buf_putc(out, ' ');
}

/* "tax_yuan > 100000000.00" in words. */
static void
put_condition(struct buf *out, enum lang lang, struct str c)
{
	struct str column = { "", 0 }, op = { "", 0 };
	const struct indicator *ind;

	str_cut(&c, ' ', &column);
	ind = indicator_find(column);
	if (ind != NULL)
		buf_puts(out, words(lang, ind->zh, ind->en));
	else
		buf_put(out, column);
	if (c.n == 0 || !str_cut(&c, ' ', &op))
		return;
	put_op(out, lang, op);
	put_bound(out, lang, ind, c);
}

void
reason_legend(const struct reason_book *b, enum lang lang, struct table *t)
{
	struct buf out;

	buf_init(&out, BUF_UNBOUNDED);
	for (size_t k = 0; k < REASON_LETTERS; k++) {
		struct str rest = b->condition[k], piece;
		bool first = true;

		if (rest.n == 0)
			continue;
		if (out.n > 0)
			buf_puts(&out, words(lang, "；", "; "));
		buf_putc(&out, (char)('A' + (int)k));
		buf_putc(&out, ' ');
		while (next_reason(&rest, &piece)) {
			if (!first)
				buf_puts(&out, words(lang, "且", " and "));
			first = false;
			put_condition(&out, lang, piece);
		}
		if (k == 0 && b->is_new)
			buf_puts(&out, words(lang,
			    "；N 其中上年全年未超过的（新增）",
			    "; N those not above it last year (new)"));
	}
	if (out.n > 0) {
		buf_puts(&out, words(lang,
		    "。条件及出处见 bldg-classify --show-rules。",
		    ". Conditions and sources: bldg-classify --show-rules."));
		table_add_note(t, str_from(words(lang, "入选依据", "Why")),
		    buf_str(&out));
	}
	buf_fini(&out);
}

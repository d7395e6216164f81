/* Reasons as letters and as a legend in words. */
#include "report/reason.h"

#include <stdlib.h>

#include "print/words.h"
#include "schema/indicator.h"

#define YI INT64_C(10000000000) /* fen */
#define WAN INT64_C(1000000)

void
reason_init(struct reason_book *b, const char *rule, struct arena *keep)
{
	*b = (struct reason_book){ .rule = rule, .keep = keep };
}

void
reason_fini(struct reason_book *b)
{
	free(b->entry);
}

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

/* "key.B.1: …" -> "B"; "key.2: …" -> "B"; empty if it is another rule's. */
static struct str
name_of(const struct reason_book *b, struct str reason)
{
	static const char letter[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	struct str name = str_sub(reason, 0, str_find(reason, STR(": ")));
	struct str rule;
	int64_t n;

	if (!str_cut(&name, '.', &rule) || !str_is(rule, b->rule))
		return (struct str){ "", 0 };
	if (num_parse_decimal(name, 0, &n) == NUM_OK)
		return n >= 1 && n <= 26
		    ? (struct str){ letter + n - 1, 1 } : name;
	while (name.n > 0 && name.p[name.n - 1] != '.')
		name.n--;
	return str_sub(name, 0, name.n > 0 ? name.n - 1 : 0);
}

/* "column value op bound" without the value, as the legend needs it. */
static struct str
condition_of(struct arena *keep, struct str reason)
{
	static const char *const op[] = { " >= ", " <= ", " != ", " > ",
		" < ", " = ", " in " };
	size_t at = str_find(reason, STR(": "));
	struct str rest = str_sub(reason, at + 2, reason.n), column;
	struct str no = { "", 0 };

	if (str_starts(rest, STR("not ")))
		no = STR("not ");
	rest = str_sub(rest, no.n, rest.n);
	if (!str_cut(&rest, ' ', &column))
		return rest;
	rest = str_sub(reason, (size_t)(rest.p - reason.p) - 1, reason.n);
	for (size_t i = 0; i < sizeof(op) / sizeof(op[0]); i++) {
		at = str_find(rest, str_from(op[i]));
		if (at < rest.n)
			return words_fill(keep, "$1$2$3", no, column,
			    str_sub(rest, at, rest.n));
	}
	return words_fill(keep, "$1$2", no, column);
}

static size_t
find_entry(const struct reason_book *b, struct str name)
{
	size_t k = 0;

	while (k < b->n && !str_eq(b->entry[k].name, name))
		k++;
	return k;
}

/* Kept in the order of the names. */
static size_t
add_entry(struct reason_book *b, struct str name)
{
	size_t at = 0;

	while (at < b->n && str_cmp(b->entry[at].name, name) < 0)
		at++;
	b->entry = mem_grow(b->entry, &b->cap, b->n + 1, sizeof(*b->entry));
	memmove(b->entry + at + 1, b->entry + at,
	    (b->n - at) * sizeof(*b->entry));
	b->n++;
	b->entry[at] = (struct reason_entry){ arena_str(b->keep, name),
		{ "", 0 } };
	return at;
}

static void
note_condition(struct reason_book *b, struct reason_entry *e,
    struct str reason)
{
	struct str now = condition_of(b->keep, reason), rest = e->condition;
	struct str piece;

	while (next_reason(&rest, &piece))
		if (str_eq(piece, now))
			return;
	e->condition = e->condition.n == 0 ? now :
	    words_fill(b->keep, "$1; $2", e->condition, now);
}

struct str
reason_letters(struct reason_book *b, struct str reasons, bool is_new)
{
	struct str rest = reasons, piece, last = { "", 0 }, s;
	struct buf out;

	buf_init(&out, BUF_UNBOUNDED);
	while (next_reason(&rest, &piece)) {
		struct str name = name_of(b, piece);
		size_t at;

		if (name.n == 0)
			continue;
		at = find_entry(b, name);
		if (at == b->n)
			at = add_entry(b, name);
		note_condition(b, &b->entry[at], piece);
		if (str_eq(name, last))
			continue;
		if (out.n > 0 && (name.n > 1 || last.n > 1))
			buf_puts(&out, ", ");
		buf_put(&out, name);
		last = b->entry[at].name;
		if (is_new && str_is(name, "A")) {
			buf_putc(&out, 'N');
			b->is_new = true;
		}
	}
	s = out.n == 0 ? reasons : arena_str(b->keep, buf_str(&out));
	buf_fini(&out);
	return s;
}

/* 100000000.00 as 1亿元, 70.00 as 70%, codes in words. */
static void
put_bound(struct buf *out, enum lang lang, const struct indicator *ind,
    struct str bound)
{
	struct str unit = str_from(ind == NULL ? "" : ind->unit);
	bool yuan = str_starts(unit, STR("元")) &&
	    !str_starts(unit, STR("元/"));
	int64_t n;

	if (ind == NULL || num_parse_decimal(bound, 2, &n) != NUM_OK) {
		buf_put(out, words_tier(lang, words_specialty(lang, bound)));
		return;
	}
	if (lang == LANG_ZH && yuan && n != 0 && n % WAN == 0) {
		bool yi = n % YI == 0;

		buf_int(out, n / (yi ? YI : WAN));
		buf_puts(out, yi ? "亿元" : "万元");
		return;
	}
	if (n % 100 == 0)
		buf_int(out, n / 100);
	else
		buf_hundredths(out, n);
	if (lang == LANG_ZH || str_is(unit, "%"))
		buf_put(out, str_sub(unit, 0, str_chr(unit, '|')));
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

	if (str_starts(c, STR("not "))) {
		buf_puts(out, words(lang, "非", "not "));
		c = str_sub(c, 4, c.n);
	}
	str_cut(&c, ' ', &column);
	ind = indicator_find(column);
	if (ind != NULL)
		buf_puts(out, words(lang, ind->zh, ind->en));
	else
		buf_put(out, column);
	if (c.n == 0 || !str_cut(&c, ' ', &op))
		return;
	put_op(out, lang, op);
	for (bool more = true, first = true; more; first = false) {
		size_t at = str_find(c, STR(", "));

		if (!first)
			buf_puts(out, words(lang, "、", ", "));
		more = at < c.n;
		put_bound(out, lang, ind, str_sub(c, 0, at));
		c = str_sub(c, at + 2, c.n);
	}
}

void
reason_legend(const struct reason_book *b, enum lang lang, struct table *t)
{
	struct buf out;

	buf_init(&out, BUF_UNBOUNDED);
	for (size_t k = 0; k < b->n; k++) {
		struct str rest = b->entry[k].condition, piece;
		bool first = true;

		if (out.n > 0)
			buf_puts(&out, words(lang, "；", "; "));
		buf_put(&out, b->entry[k].name);
		buf_putc(&out, ' ');
		while (next_reason(&rest, &piece)) {
			if (!first)
				buf_puts(&out, words(lang, "且", " and "));
			first = false;
			put_condition(&out, lang, piece);
		}
		if (b->is_new && str_is(b->entry[k].name, "A"))
			buf_puts(&out, words(lang,
			    "；N 其中上年全年未超过的（新增）",
			    "; N of those, not above it last year (new)"));
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

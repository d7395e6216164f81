/* Figures as sentences have them. */
#include "report/phrase.h"

#include "print/table.h"
#include "print/words.h"

struct ratio
ratio_of(num_wide num, num_wide den)
{
	return (struct ratio){ .known = den > 0, .num = num, .den = den };
}

struct ratio
ratio_growth(num_wide now, num_wide before)
{
	return ratio_of(now - before, before);
}

struct ratio
ratio_less(struct ratio a, struct ratio b)
{
	return (struct ratio){ .known = a.known && b.known,
		.num = a.num * b.den - b.num * a.den, .den = a.den * b.den };
}

/* Tenths of a percent. */
static num_wide
tenths(struct ratio x)
{
	return num_div(x.num * 1000, x.den, NUM_HALF_AWAY);
}

int
ratio_sign(struct ratio x)
{
	num_wide n = x.known ? tenths(x) : 0;

	return (n > 0) - (n < 0);
}

static struct str
scaled(struct arena *a, int64_t n, unsigned scale, unsigned decimals)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	table_put_number(&b, n, 2, scale, decimals, false);
	return buf_keep(&b, a);
}

struct str
phrase_yi(struct arena *a, enum lang lang, int64_t fen)
{
	return lang == LANG_ZH ?
	    words_fill(a, "$1亿元", scaled(a, fen, 8, 2)) :
	    words_fill(a, "$1 billion yuan", scaled(a, fen, 9, 3));
}

struct str
phrase_wan(struct arena *a, enum lang lang, int64_t fen)
{
	return lang == LANG_ZH ?
	    words_fill(a, "$1万元", scaled(a, fen, 4, 0)) :
	    words_fill(a, "$1 million yuan", scaled(a, fen, 6, 2));
}

struct str
phrase_count(struct arena *a, int64_t n)
{
	struct buf b, out;

	buf_init(&b, BUF_UNBOUNDED);
	buf_int(&b, n);
	buf_init(&out, BUF_UNBOUNDED);
	for (size_t i = 0; i < b.n; i++) {
		if (i > 0 && (b.n - i) % 3 == 0 && b.p[i - 1] != '-')
			buf_putc(&out, ',');
		buf_putc(&out, b.p[i]);
	}
	buf_fini(&b);
	return buf_keep(&out, a);
}

static struct str
unknown(enum lang lang)
{
	return str_from(words(lang, "不明", "unknown"));
}

struct str
phrase_unsigned(struct arena *a, struct ratio x)
{
	num_wide n = tenths(x);
	int64_t narrow = 0;
	struct buf b;

	if (n < 0)
		n = -n;
	buf_init(&b, BUF_UNBOUNDED);
	if (num_narrow(n, &narrow))
		table_put_number(&b, narrow, 1, 0, 1, false);
	return buf_keep(&b, a);
}

struct str
phrase_percent(struct arena *a, enum lang lang, struct ratio x)
{
	if (!x.known)
		return unknown(lang);
	return words_fill(a, ratio_sign(x) < 0 ? "-$1%" : "$1%",
	    phrase_unsigned(a, x));
}

struct str
phrase_per_m2(struct arena *a, enum lang lang, struct ratio x)
{
	int64_t yuan;

	if (!x.known || !num_narrow(num_div(x.num, x.den, NUM_HALF_AWAY),
	        &yuan))
		return unknown(lang);
	return words_fill(a, words(lang, "$1元/㎡", "$1 yuan/m2"),
	    words_int(a, yuan));
}

/* down, unchanged, up: word[language][1 + sign] */
static struct str
signed_words(struct arena *a, enum lang lang, struct ratio x,
    const char *const word[LANG_COUNT][3])
{
	return x.known ? words_fill(a, word[lang][ratio_sign(x) + 1],
	    phrase_unsigned(a, x)) : unknown(lang);
}

struct str
phrase_growth(struct arena *a, enum lang lang, struct ratio x)
{
	static const char *const word[LANG_COUNT][3] = {
		[LANG_ZH] = { "下降$1%", "持平", "增长$1%" },
		[LANG_EN] = { "down $1%", "unchanged", "up $1%" },
	};

	return signed_words(a, lang, x, word);
}

struct str
phrase_points(struct arena *a, enum lang lang, struct ratio x)
{
	static const char *const word[LANG_COUNT][3] = {
		[LANG_ZH] = { "下降$1个百分点", "持平", "提高$1个百分点" },
		[LANG_EN] = { "down $1 points", "unchanged", "up $1 points" },
	};

	return signed_words(a, lang, x, word);
}

struct str
phrase_change(struct arena *a, enum lang lang, int64_t now, int64_t before,
    const char *unit, const char *when)
{
	static const char *const zh[] = { "比$3减少$1$2", "与$3持平",
		"比$3增加$1$2" };
	static const char *const en[] = { "$1 fewer than $3",
		"as many as $3", "$1 more than $3" };
	int64_t n = now - before;
	int sign = (n > 0) - (n < 0);

	return words_fill(a, words(lang, zh[sign + 1], en[sign + 1]),
	    phrase_count(a, n < 0 ? -n : n), str_from(unit),
	    str_from(when));
}

struct str
phrase_gap(struct arena *a, enum lang lang, struct str schedule,
    struct ratio x)
{
	static const char *const said[][3][LANG_COUNT] = {
		{ { "$1 points behind last year's pace",
		    "慢于上年同期进度$1个百分点" },
		    { "level with last year's pace", "与上年同期进度持平" },
		    { "$1 points ahead of last year's pace",
		    "快于上年同期进度$1个百分点" } },
		{ { "$1 points behind plan", "落后计划进度$1个百分点" },
		    { "level with the plan", "与计划进度持平" },
		    { "$1 points ahead of plan", "超计划进度$1个百分点" } },
		{ { "$1 points behind schedule", "落后序时进度$1个百分点" },
		    { "level with the schedule", "与序时进度持平" },
		    { "$1 points ahead of schedule",
		    "超序时进度$1个百分点" } },
	};
	size_t which = str_is(schedule, "last-year") ? 0 :
	    str_is(schedule, "planned") ? 1 : 2;

	if (!x.known)
		return str_from(words(lang, "序时进度不明",
		    "of unknown schedule"));
	return words_fill(a, said[which][ratio_sign(x) + 1][lang],
	    phrase_unsigned(a, x));
}

static void
put_rest(struct arena *a, struct buf *b, enum lang lang, size_t n,
    size_t most, const char *unit)
{
	if (lang == LANG_ZH)
		buf_put(b, words_fill(a, "等$1$2", phrase_count(a,
		    (int64_t)n), str_from(unit)));
	else
		buf_put(b, words_fill(a, n - most == 1 ?
		    " and $1 other" : " and $1 others",
		    phrase_count(a, (int64_t)(n - most))));
}

struct str
phrase_list(struct arena *a, enum lang lang, const struct str *item,
    size_t n, size_t most, const char *unit)
{
	bool cut = n > most;
	size_t shown = cut ? most : n;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < shown; i++) {
		if (i > 0)
			buf_puts(&b, lang == LANG_ZH ? "、" :
			    !cut && i + 1 == n ? " and " : ", ");
		buf_put(&b, item[i]);
	}
	if (cut)
		put_rest(a, &b, lang, n, most, unit);
	return buf_keep(&b, a);
}

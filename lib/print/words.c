/* How reports speak. */
#include "print/words.h"

#include "base/date.h"
#include "print/table.h"

struct entry {
	const char *code, *zh, *en;
};

static struct str
look_up(const struct entry *e, enum lang lang, struct str code)
{
	for (; e->code != NULL; e++)
		if (str_is(code, e->code))
			return str_from(words(lang, e->zh, e->en));
	return code;
}

/* Nothing stands behind an opening bracket, at the end of b: what of the
 * pattern goes with it, a comma, or the closing bracket, with which the
 * opening one goes. */
static size_t
left_over(struct buf *b, struct str pattern)
{
	static const char *const pair[][4] = {
		{ "（", "，", "）", "（" }, { "(", ", ", ")", " (" } };

	for (size_t i = 0; i < sizeof(pair) / sizeof(pair[0]); i++) {
		if (!str_ends(buf_str(b), str_from(pair[i][0])))
			continue;
		if (str_starts(pattern, str_from(pair[i][1])))
			return strlen(pair[i][1]);
		if (!str_starts(pattern, str_from(pair[i][2])))
			return 0;
		b->n -= strlen(pair[i][str_ends(buf_str(b),
		    str_from(pair[i][3])) ? 3 : 0]);
		return strlen(pair[i][2]);
	}
	return 0;
}

struct str
words_fill_n(struct arena *a, const char *pattern, const struct str *arg)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	while (*pattern != '\0') {
		const struct str *of;

		if (*pattern != '$' || pattern[1] < '1' || pattern[1] > '9') {
			buf_putc(&b, *pattern++);
			continue;
		}
		of = &arg[pattern[1] - '1'];
		pattern += 2;
		buf_put(&b, *of);
		if (of->n == 0)
			pattern += left_over(&b, str_from(pattern));
	}
	return buf_keep(&b, a);
}

struct str
words_int(struct arena *a, int64_t n)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_int(&b, n);
	return buf_keep(&b, a);
}

static const char *
month_en(int no)
{
	static const char *const name[] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

	return name[no - 1];
}

struct str
words_months(struct arena *a, enum lang lang, int period)
{
	int m = date_month_no(period);

	if (period < 0)
		return str_from(words(lang, "本期", "period"));
	if (m == 12)
		return str_from(words(lang, "全年", "year"));
	if (m == 1)
		return str_from(words(lang, "1月", "Jan"));
	return words_fill(a, words(lang, "1—$1月", "Jan—$2"),
	    words_int(a, m), str_from(month_en(m)));
}

struct str
words_period(struct arena *a, enum lang lang, int period)
{
	struct str year;

	if (period < 0)
		return (struct str){ "", 0 };
	year = words_int(a, date_year(period));
	if (date_month_no(period) == 12)
		return words_fill(a, words(lang, "$1年", "$1"), year);
	return words_fill(a, words(lang, "$1年$2", "$2 $1"), year,
	    words_months(a, lang, period));
}

struct str
words_last_day(struct arena *a, enum lang lang, int period)
{
	int day = date_last_day(period) - date_first_day(period) + 1;
	int m = date_month_no(period);

	return words_fill(a, words(lang, "$1年$2月$3日", "$3 $4 $1"),
	    words_int(a, date_year(period)), words_int(a, m),
	    words_int(a, day), str_from(month_en(m)));
}

struct str
words_month_end(struct arena *a, enum lang lang, int period)
{
	int m = date_month_no(period);

	if (period < 0)
		return (struct str){ "", 0 };
	return words_fill(a, words(lang, "$1年$2月末", "end of $3 $1"),
	    words_int(a, date_year(period)), words_int(a, m),
	    str_from(month_en(m)));
}

struct str
words_scope(enum lang lang, const struct district *x)
{
	if (x == NULL || x->is_city)
		return str_from(words(lang, "全市", "the city"));
	return x->name;
}

struct str
words_exact(struct arena *a, int64_t fen)
{
	struct buf plain, b;
	size_t point;

	buf_init(&plain, BUF_UNBOUNDED);
	buf_hundredths(&plain, fen);
	buf_init(&b, BUF_UNBOUNDED);
	point = str_chr(buf_str(&plain), '.');
	for (size_t i = 0; i < plain.n; i++) {
		if (i > 0 && i < point && (point - i) % 3 == 0 &&
		    plain.p[i - 1] != '-')
			buf_putc(&b, ',');
		buf_putc(&b, plain.p[i]);
	}
	buf_fini(&plain);
	return buf_keep(&b, a);
}

struct str
words_growth(struct arena *a, enum lang lang, num_wide num, num_wide den)
{
	num_wide tenths = num_div(num * 1000, den, NUM_HALF_AWAY);
	struct buf b;
	struct str s;

	if (tenths == 0)
		return str_from(words(lang, "持平", "unchanged"));
	buf_init(&b, BUF_UNBOUNDED);
	table_put_number(&b, (int64_t)(tenths < 0 ? -tenths : tenths), 1, 0,
	    1, false);
	s = words_fill(a, tenths > 0 ? words(lang, "增长$1%", "up $1%") :
	    words(lang, "下降$1%", "down $1%"), buf_str(&b));
	buf_fini(&b);
	return s;
}

struct str
words_join(struct arena *a, enum lang lang, const struct str *part, size_t n)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < n; i++) {
		if (part[i].n == 0)
			continue;
		if (b.n > 0)
			buf_puts(&b, words(lang, "，", ", "));
		buf_put(&b, part[i]);
	}
	return buf_keep(&b, a);
}

struct str
words_tier(enum lang lang, struct str code)
{
	static const struct entry tier[] = {
		{ "10yi", "10亿", "1000m" },
		{ "5yi", "5亿", "500m" },
		{ "1yi", "1亿", "100m" },
		{ "5000w", "未达", "below" },
		{ "1000w", "未达", "below" },
		{ "none", "未达", "below" },
		{ NULL, NULL, NULL },
	};

	return look_up(tier, lang, code);
}

struct str
words_specialty(enum lang lang, struct str code)
{
	static const struct entry specialty[] = {
		{ "legal", "法律服务", "legal" },
		{ "accounting", "会计审计", "accounting" },
		{ "ip", "知识产权", "ip" },
		{ "finance", "金融服务", "finance" },
		{ "rnd", "科技研发", "rnd" },
		{ "design", "设计服务", "design" },
		{ NULL, NULL, NULL },
	};

	return look_up(specialty, lang, code);
}

struct str
words_stage(enum lang lang, struct str code)
{
	static const struct entry stage[] = {
		{ "reserve", "储备", "reserve" },
		{ "land", "供地", "land" },
		{ "design", "方案设计", "design" },
		{ "construction", "在建", "construction" },
		{ "acceptance", "验收", "acceptance" },
		{ "delivered", "交付", "delivered" },
		{ "surveyed", "摸底", "surveyed" },
		{ "approved", "已批准", "approved" },
		{ "completed", "完工", "completed" },
		{ NULL, NULL, NULL },
	};

	return look_up(stage, lang, code);
}

struct str
words_unit(enum lang lang, struct str unit)
{
	static const struct entry name[] = {
		{ "幢", "幢", "buildings" },
		{ "场", "场", "events" },
		{ "次", "次", "times" },
		{ "个", "个", "items" },
		{ "本", "本", "volumes" },
		{ "元", "元", "yuan" },
		{ "万元", "万元", "10k yuan" },
		{ "亿元", "亿元", "100m yuan" },
		{ "元/㎡", "元/㎡", "yuan/m2" },
		{ "元/人", "元/人", "yuan/head" },
		{ "㎡", "㎡", "m2" },
		{ "户", "户", "firms" },
		{ "人", "人", "heads" },
		{ "月", "月", "months" },
		{ "分", "分", "points" },
		{ NULL, NULL, NULL },
	};

	return look_up(name, lang, unit);
}

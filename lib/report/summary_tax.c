/* 总体情况: tax, buildings above the bound, space, industries, districts. */
#include "report/summary.h"

#include "base/date.h"
#include "print/words.h"
#include "report/aggregate.h"

#define DISTRICTS_MOST 64u

static struct ratio
pair(const struct value *v, size_t num, size_t den)
{
	struct ratio x = ratio_of(v[num].n, v[den].n);

	x.known = x.known && v[num].known && v[den].known;
	return x;
}

/* As the tables have it: over the buildings that have both.  With months
 * missing it would compare years of different length. */
static struct ratio
growth(struct summary *s, const struct value *v)
{
	struct ratio x = ratio_growth(v[A_YOY_TAX].n, v[A_YOY_SAME].n);

	x.known = x.known && v[A_YOY_TAX].known && v[A_YOY_SAME].known &&
	    !aggregate_incomplete(s->r, v);
	return x;
}

/* "，同比增长7.8%" */
static struct str
on_the_year(struct summary *s, struct ratio x)
{
	if (!x.known && s->r->in->is_public)
		return (struct str){ "", 0 };
	return x.known ? words_fill(s->a, words(s->lang, "，同比$1",
	    ", $1 on the year"), phrase_growth(s->a, s->lang, x)) :
	    str_from(words(s->lang, "，同比不明", ", growth unknown"));
}

/* Of the month alone, over the buildings that have both years. */
static struct ratio
month_growth(struct summary *s)
{
	const struct value *now = summary_month(s, s->r->period);
	const struct value *then = summary_month(s, s->r->period - 12);
	struct ratio x = { false, 0, 0 };

	if (now != NULL && then != NULL && now[MONTHS_YOY].known &&
	    then[MONTHS_YOY].known)
		x = ratio_growth(now[MONTHS_YOY].n, then[MONTHS_YOY].n);
	return x;
}

/* "；其中6月当月41.26亿元，同比增长5.7%": not of January, which is all. */
static struct str
of_the_month(struct summary *s)
{
	int month = s->r->period;
	struct str tax;

	if (date_month_no(month) == 1 || !s->now[A_MONTH].known)
		return (struct str){ "", 0 };
	tax = phrase_yi(s->a, s->lang, s->now[A_MONTH].n);
	return words_fill(s->a, words(s->lang, "；其中$1月当月$2$3",
	    "; of it $2 in month $1$3"), words_int(s->a,
	    date_month_no(month)), tax, summary_source(s, S_MONTHS) == NULL ?
	    (struct str){ "", 0 } : on_the_year(s, month_growth(s)));
}

static struct str
tax_words(struct summary *s)
{
	const struct value *v = s->now;
	struct arena *a = s->a;

	if (!v[A_TAX].known && s->r->in->is_public)
		return str_from(words(s->lang, "全口径税收不公开",
		    "paid tax that is not published"));
	if (!v[A_TAX].known)
		return str_from(words(s->lang, "全口径税收不明（无税收数据）",
		    "tax is unknown (no data)"));
	return words_fill(a, words(s->lang, "实现全口径税收$1$2$3",
	    "paid $1 of tax$2$3"), phrase_yi(a, s->lang, v[A_TAX].n),
	    on_the_year(s, growth(s, v)), of_the_month(s));
}

/* The months that the input lacks are said at once. */
static struct str
incomplete(struct summary *s)
{
	int wanted = date_month_no(s->r->period);

	if (!aggregate_incomplete(s->r, s->now))
		return (struct str){ "", 0 };
	return words_fill(s->a, words(s->lang,
	    "（数据不完整：应有$1个月，实有$2个月）",
	    " (incomplete data: $2 of $1 months)"), words_int(s->a, wanted),
	    words_int(s->a, s->now[A_MONTHS].n));
}

/* Within a year against the same months, a whole year against the last. */
static struct str
above_words(struct summary *s)
{
	const struct class_count *c = &s->count;
	struct arena *a = s->a;
	struct str unsure = { "", 0 };

	if (s->same_unknown > 0 && !s->whole)
		unsure = words_fill(a, words(s->lang,
		    "（上年同期不明的$1幢未计入同期）",
		    " (not counting $1 whose last year is unknown)"),
		    phrase_count(a, (int64_t)s->same_unknown));
	if (!s->whole)
		return words_fill(a, words(s->lang,
		    "税收$1的楼宇$2幢，$3$4。",
		    " Buildings $1: $2, $3$4."), s->bound,
		    phrase_count(a, (int64_t)c->above), phrase_change(a,
		    s->lang, (int64_t)c->above, (int64_t)c->same, "幢",
		    words(s->lang, "上年同期", "a year ago")), unsure);
	return words_fill(a, words(s->lang,
	    "税收$1的楼宇$2幢（亿元楼宇），$3：新增$4幢、退出$5幢；其中超过5亿元$6幢、超过10亿元$7幢。",
	    " Buildings $1: $2, $3: $4 new, $5 left; above 500m $6, above "
	    "1000m $7."), s->bound, phrase_count(a, (int64_t)c->above),
	    phrase_change(a, s->lang, (int64_t)c->above, (int64_t)c->last,
	    "幢", words(s->lang, "上年末", "at the end of last year")),
	    phrase_count(a, (int64_t)c->is_new),
	    phrase_count(a, (int64_t)c->left),
	    phrase_count(a, (int64_t)c->above5),
	    phrase_count(a, (int64_t)c->above10));
}

/* "，同比提高0.6个百分点" */
static struct str
occupancy_change(struct summary *s)
{
	struct ratio x = { false, 0, 0 };

	if (s->before != NULL)
		x = ratio_less(pair(s->now, A_OCCUPANCY_M2, A_OCCUPANCY_BASE),
		    pair(s->before, A_OCCUPANCY_M2, A_OCCUPANCY_BASE));
	if (!x.known)
		return str_from(words(s->lang, "（上年同期不明）",
		    " (last year's unknown)"));
	return words_fill(s->a, words(s->lang, "，同比$1", ", $1"),
	    phrase_points(s->a, s->lang, x));
}

static struct str
space_words(struct summary *s)
{
	const struct value *v = s->now;
	struct ratio per_m2 = pair(v, A_AREA_TAX, A_AREA_BASE);
	struct ratio full = pair(v, A_OCCUPANCY_M2, A_OCCUPANCY_BASE);
	struct arena *a = s->a;
	struct str area = per_m2.known ? words_fill(a, words(s->lang,
	    "单位面积税收$1（面积已知的$2幢）。",
	    " Tax per m2 is $1 ($2 buildings of known area)."),
	    phrase_per_m2(a, s->lang, per_m2),
	    phrase_count(a, v[A_AREA_BUILDINGS].n)) :
	    s->r->in->is_public ? (struct str){ "", 0 } :
	    str_from(words(s->lang, "单位面积税收不明。",
	    " Tax per m2 is unknown."));

	return words_fill(a, words(s->lang,
	    "$1$2入驻企业$3户，入驻率$4$5。",
	    "$1 At the $2, $3 enterprises; occupancy $4$5."), area,
	    words_month_end(a, s->lang, s->r->period),
	    v[A_ENTERPRISES].known ? phrase_count(a, v[A_ENTERPRISES].n) :
	    str_from(words(s->lang, "不明", "unknown")),
	    phrase_percent(a, s->lang, full), !full.known ?
	    (struct str){ "", 0 } : occupancy_change(s));
}

/* That all tax is the rest says more of what was sent than of the city. */
static void
say_no_industry(struct summary *s)
{
	summary_paragraph(s, str_from(words(s->lang,
	    "从行业看，纳税企业的税收均未归入知识驱动、数字赋能、消费导向三类；行业代码或其标准版本不明的不能归入。",
	    "By industry, no payer's tax is knowledge-driven, digital or "
	    "consumer; what has no industry code, or none of a known edition, "
	    "cannot be placed.")));
}

/* Shares of positive tax, the greatest first; the rest last. */
static void
say_industries(struct summary *s)
{
	static const struct {
		size_t col;
		const char *zh, *en;
	} part[] = { { A_KNOWLEDGE, "知识驱动型", "knowledge-driven" },
		{ A_DIGITAL, "数字赋能型", "digital" },
		{ A_CONSUMER, "消费导向型", "consumer" } };
	const struct value *v = s->now;
	struct str item[4];
	bool used[3] = { false };
	num_wide rest = v[A_POSITIVE].n;

	if (!v[A_POSITIVE].known || v[A_POSITIVE].n <= 0 ||
	    !v[A_KNOWLEDGE].known || !v[A_DIGITAL].known ||
	    !v[A_CONSUMER].known)
		return;
	for (size_t k = 0; k < 3; k++) {
		size_t best = 3;

		for (size_t i = 0; i < 3; i++)
			if (!used[i] && (best == 3 || v[part[i].col].n >
			    v[part[best].col].n))
				best = i;
		used[best] = true;
		rest -= v[part[best].col].n;
		item[k] = words_fill(s->a, words(s->lang, "$1占$2", "$1 $2"),
		    str_from(words(s->lang, part[best].zh, part[best].en)),
		    phrase_percent(s->a, s->lang, pair(v, part[best].col,
		    A_POSITIVE)));
	}
	if (rest == v[A_POSITIVE].n) {
		say_no_industry(s);
		return;
	}
	item[3] = words_fill(s->a, words(s->lang, "其他占$1", "other $1"),
	    phrase_percent(s->a, s->lang, ratio_of(rest, v[A_POSITIVE].n)));
	summary_paragraph(s, words_fill(s->a, words(s->lang,
	    "从行业看，按纳税企业的税收计，$1。",
	    "By industry, of the tax of payers: $1."),
	    words_join(s->a, s->lang, item, 4)));
}

struct standing {
	const struct district *x;
	struct ratio growth;
};

/* Districts by growth, the greatest first; unknown ones last. */
static size_t
standings(struct summary *s, struct standing *d)
{
	size_t n = 0;

	for (size_t i = 1; i < code_district_count(s->r->codes) &&
	     n < DISTRICTS_MOST; i++) {
		const struct district *x = code_district_at(s->r->codes, i);
		const struct value *v = summary_aggregate(s, x);
		struct standing one = { .x = x };
		size_t k = n;

		if (v == NULL || !v[A_BUILDINGS].known ||
		    v[A_BUILDINGS].n == 0)
			continue;
		one.growth = growth(s, v);
		while (k > 0 && one.growth.known && (!d[k - 1].growth.known ||
		    ratio_less(one.growth, d[k - 1].growth).num > 0)) {
			d[k] = d[k - 1];
			k--;
		}
		d[k] = one;
		n++;
	}
	return n;
}

/* "吴中区（10.6%）、…" of those that `takes` holds for; how many. */
static size_t
list_districts(struct summary *s, const struct standing *d, size_t n,
    struct ratio city, int wanted, struct str *out)
{
	struct str item[DISTRICTS_MOST];
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		struct ratio over = ratio_less(d[i].growth, city);
		bool takes = wanted > 0 ? over.known && over.num > 0 :
		    wanted < 0 ? ratio_sign(d[i].growth) < 0 :
		    !d[i].growth.known;

		if (takes)
			item[k++] = wanted == 0 ? d[i].x->short_name :
			    words_fill(s->a, words(s->lang, wanted > 0 ?
			    "$1（$2）" : "$1$2", wanted > 0 ? "$1 ($2)" :
			    "$1 $2"), d[i].x->short_name, wanted > 0 ?
			    phrase_percent(s->a, s->lang, d[i].growth) :
			    phrase_growth(s->a, s->lang, d[i].growth));
	}
	*out = phrase_list(s->a, s->lang, item, k, DISTRICTS_MOST, "个");
	return k;
}

static void
say_districts(struct summary *s)
{
	struct standing d[DISTRICTS_MOST];
	struct ratio city = growth(s, s->now);
	size_t n = standings(s, d), faster, falling, unknown;
	struct str over, down, none;

	if (n < 2 || !city.known)
		return;
	faster = list_districts(s, d, n, city, 1, &over);
	falling = list_districts(s, d, n, city, -1, &down);
	unknown = list_districts(s, d, n, city, 0, &none);
	summary_paragraph(s, words_fill(s->a, words(s->lang,
	    "从地区看，税收增速高于全市的有$1个$2$3$4。",
	    "By district: growing faster than the city $1$2$3$4."),
	    words_int(s->a, (int64_t)faster), faster == 0 ? over :
	    words_fill(s->a, words(s->lang, "：$1", ": $1"), over),
	    falling == 0 ? down : words_fill(s->a, words(s->lang,
	    "；$1", "; $1"), down), unknown == 0 ? none :
	    words_fill(s->a, words(s->lang, "；$1同比不明",
	    "; growth of $1 unknown"), none)));
}

void
summary_tax(struct summary *s)
{
	if (s->now == NULL) {
		summary_paragraph(s, words_fill(s->a, words(s->lang,
		    "$1的汇总数据不在 districts 中，总体情况不明。",
		    "There are no figures of $1 in districts."),
		    words_scope(s->lang, s->scope)));
		return;
	}
	if (s->count.buildings == 0) {
		summary_paragraph(s, words_fill(s->a, words(s->lang,
		    "$1，$2没有监测楼宇，无税收和入驻数据。",
		    "$1: $2 has no monitored buildings, and no figures of "
		    "them."), summary_span(s), words_scope(s->lang,
		    s->scope)));
		return;
	}
	summary_paragraph(s, words_fill(s->a, words(s->lang,
	    "$1，$2$3幢监测楼宇$4$5。$6$7",
	    "$1: the $3 monitored buildings of $2 $4$5.$6$7"),
	    summary_span(s), words_scope(s->lang, s->scope),
	    phrase_count(s->a, (int64_t)s->count.buildings), tax_words(s),
	    incomplete(s), above_words(s), space_words(s)));
	say_industries(s);
	if (s->scope->is_city)
		say_districts(s);
}

/*
 * 滞后原因: of each target that is behind, where it is behind and what the
 * data show of the cause.
 */
#include "report/summary.h"

#include "base/date.h"
#include "print/words.h"
#include "report/completion.h"
#include "schema/completion.h"

#define DISTRICTS_MOST 64u
#define NAMES_MOST 6u

static bool
is_behind(const struct value *v)
{
	int64_t status = v[COL(COMPLETION, status)].n;

	return status == COMPLETION_BEHIND || status == COMPLETION_LAGGING ||
	    status == COMPLETION_MISSED;
}

/* "昆山市（0/2）": districts that are behind on the same. */
static size_t
districts_behind(struct summary *s, struct str indicator, struct str *names)
{
	const struct source *c = &s->r->source[S_COMPLETION];
	struct str item[DISTRICTS_MOST];
	size_t n = 0;

	for (size_t i = 0; i < c->nrow && n < DISTRICTS_MOST; i++) {
		const struct value *v = source_at(c, i, 0);
		const struct district *x = code_district(s->r->codes,
		    v[COL(COMPLETION, scope)].text);

		if (x == NULL || x->is_city || !is_behind(v) ||
		    !str_eq(v[COL(COMPLETION, indicator)].text, indicator))
			continue;
		item[n++] = words_fill(s->a, words(s->lang, "$1（$2/$3）",
		    "$1 ($2/$3)"), x->short_name,
		    v[COL(COMPLETION, actual)].text,
		    v[COL(COMPLETION, target)].text);
	}
	*names = phrase_list(s->a, s->lang, item, n, DISTRICTS_MOST, "个");
	return n;
}

/* Buildings that `takes` holds for: how many, and the first by name. */
static size_t
named(struct summary *s, bool (*takes)(const struct value *v),
    struct str *names)
{
	const struct source *c = summary_source(s, S_CLASSIFIED);
	struct str item[NAMES_MOST];
	size_t n = 0;

	for (size_t i = 0; i < c->nrow; i++) {
		const struct value *v = source_at(c, i, 0);

		if (!takes(v))
			continue;
		if (n < NAMES_MOST)
			item[n] = summary_building(s, v);
		n++;
	}
	*names = phrase_list(s->a, s->lang, item, n, NAMES_MOST, "幢");
	return n;
}

static bool
is_set(const struct value *flag)
{
	return flag->known && flag->n == 1;
}

static bool
is_candidate(const struct value *v)
{
	return v[B_SPECIALTY].known && !v[B_RECOGNISED].known;
}

static bool
may_leave(const struct value *v)
{
	return is_set(&v[B_EXPECTED_LEFT]) || is_set(&v[B_LEFT]);
}

/* Expected to come above the bound for the first time, and not there yet. */
static bool
is_coming(const struct value *v)
{
	return is_set(&v[B_EXPECTED_NEW]) && !is_set(&v[B_NEW]);
}

static bool
hangs_on_one(const struct value *v)
{
	return is_coming(v) && (str_is(v[B_AT_RISK].text, "top1") ||
	    str_is(v[B_AT_RISK].text, "both"));
}

static struct str
why_new(struct summary *s)
{
	struct str names, none = { "", 0 };
	size_t n = named(s, is_coming, &names), weak;

	if (s->whole)
		return none;
	if (n == 0)
		return str_from(words(s->lang, "按进度年内没有可新增的",
		    "by pace no more will come above it"));
	weak = named(s, hangs_on_one, &none);
	return words_fill(s->a, s->count.is_new > 0 ? words(s->lang,
	    "已新增的以外，按进度年内还可新增$1幢（$2），其中扣除首位企业后不再达标的$3幢",
	    "by pace $1 more will come above it ($2), $3 of them not without "
	    "their largest taxpayer") : words(s->lang,
	    "按进度年内可新增$1幢（$2），其中扣除首位企业后不再达标的$3幢",
	    "by pace $1 will come above it ($2), $3 of them not without "
	    "their largest taxpayer"), phrase_count(s->a, (int64_t)n), names,
	    phrase_count(s->a, (int64_t)weak));
}

static struct str
why_total(struct summary *s)
{
	struct str names;
	size_t n = named(s, may_leave, &names);

	if (n == 0)
		return str_from(words(s->lang, "上年亿元楼宇无预计退出，缺口在新增",
		    "none of last year's will leave: what is short are new "
		    "ones"));
	return words_fill(s->a, s->whole ? words(s->lang,
	    "退出$1幢（$2）抵减新增", "$1 left ($2)") : words(s->lang,
	    "按进度预计退出$1幢（$2），抵减新增",
	    "by pace $1 will leave ($2)"), phrase_count(s->a, (int64_t)n),
	    names);
}

static struct str
why_specialty(struct summary *s)
{
	struct str names;
	size_t n = named(s, is_candidate, &names);

	return words_fill(s->a, n == 0 ? words(s->lang,
	    "符合候选条件而未认定的楼宇没有，须先引进和集聚主导产业",
	    "no building meets the conditions without being recognised") :
	    words(s->lang, "符合候选条件而未认定的$1幢（$2），缺口在认定",
	    "$1 meet the conditions and are not recognised ($2)"),
	    phrase_count(s->a, (int64_t)n), names);
}

/* What the data show; empty where they show nothing. */
static struct str
why(struct summary *s, struct str indicator)
{
	if (str_is(indicator, "new_1yi"))
		return why_new(s);
	if (str_is(indicator, "total_1yi"))
		return why_total(s);
	if (str_is(indicator, "specialty"))
		return why_specialty(s);
	if (str_is(indicator, "retrofits"))
		return summary_late_retrofits(s);
	return (struct str){ "", 0 };
}

void
summary_lags(struct summary *s)
{
	const struct source *c = summary_source(s, S_COMPLETION);
	size_t no = 0, behind;

	for (size_t i = 0; c != NULL && i < c->nrow; i++) {
		const struct value *v = source_at(c, i, 0);
		struct str indicator = v[COL(COMPLETION, indicator)].text;
		struct str names, cause;

		if (!str_eq(v[COL(COMPLETION, scope)].text, s->scope->code) ||
		    !is_behind(v))
			continue;
		if (no == 0)
			summary_paragraph(s, str_from(s->whole ?
			    words(s->lang,
			    "未完成的指标，分布和由数据可见的原因：",
			    "What was missed, where, and what the data show "
			    "of the cause:") : words(s->lang,
			    "进度慢的指标，分布和由数据可见的原因：",
			    "What is behind, where, and what the data show "
			    "of the cause:")));
		behind = districts_behind(s, indicator, &names);
		cause = why(s, indicator);
		summary_item(s, &no, words_fill(s->a, words(s->lang,
		    "$1：$2$3$4。", "$1: $2$3$4."), completion_label(s->lang,
		    indicator), behind == 0 ? str_from(words(s->lang,
		    "没有地区慢于进度",
		    "no district is behind")) :
		    words_fill(s->a, s->whole ? words(s->lang,
		    "未完成的有$1个地区：$2", "missed in $2") :
		    words(s->lang, "进度慢的有$1个地区：$2", "behind in $2"),
		    words_int(s->a, (int64_t)behind), names),
		    str_from(cause.n == 0 ? "" : words(s->lang, "；", "; ")),
		    cause));
	}
	if (no > 0)
		summary_paragraph(s, str_from(words(s->lang,
		    "括号内为该地区累计／年度目标。数据以外的原因由责任单位说明。",
		    "In brackets: so far / target of the year. Causes beyond "
		    "the data are for those responsible to tell.")));
}

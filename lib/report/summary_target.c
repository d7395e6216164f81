/* 年度目标完成情况: how many targets stand how, and each in a clause. */
#include "report/summary.h"

#include <stdlib.h>

#include "base/date.h"
#include "print/words.h"
#include "report/completion.h"
#include "report/progress.h"
#include "schema/completion.h"

#define LEVEL ((size_t)COMPLETION_LEVEL)

/* The order in which sentences speak of them. */
static const size_t order[] = { COMPLETION_DONE, COMPLETION_AHEAD, LEVEL,
	COMPLETION_BEHIND, COMPLETION_LAGGING, COMPLETION_MISSED,
	COMPLETION_OPEN, COMPLETION_UNKNOWN, COMPLETION_NONE };

#define STATUSES (sizeof(order) / sizeof(order[0]))

static bool
is_ours(const struct summary *s, const struct value *v)
{
	return str_eq(v[COL(COMPLETION, scope)].text, s->scope->code);
}

/* What is counted, not measured: its name says it in English. */
static bool
is_count(const struct value *v)
{
	static const char *const unit[] = { "幢", "个", "场", "次", "本",
		"户" };

	for (size_t i = 0; i < sizeof(unit) / sizeof(unit[0]); i++)
		if (str_is(v[COL(COMPLETION, unit)].text, unit[i]))
			return true;
	return false;
}

/* "37场", "81.30%", "268.37 100m yuan" */
static struct str
with_unit(struct summary *s, struct str amount, const struct value *v)
{
	struct str unit = v[COL(COMPLETION, unit)].text;

	if (s->lang != LANG_ZH && is_count(v))
		return amount;
	return words_fill(s->a, s->lang == LANG_ZH || str_is(unit, "%") ?
	    "$1$2" : "$1 $2", amount, words_unit(s->lang, unit));
}

/* "，超过70场" has to be said where the rate alone would mislead. */
static struct str
rate_words(struct summary *s, const struct value *v)
{
	const struct value *target = &v[COL(COMPLETION, target)];
	struct ratio rate = progress_rate_of(v);
	bool over = str_is(v[COL(COMPLETION, bound)].text, ">");
	struct str of = words_fill(s->a, words(s->lang, over ?
	    "目标超$1" : "目标$1", over ? "target: more than $1" :
	    "target $1"), with_unit(s, target->text, v));

	if (!rate.known)
		return target->known ? words_fill(s->a, words(s->lang,
		    "（$1）", " ($1)"), of) : str_from(words(s->lang,
		    "（当年无目标）", " (no target this year)"));
	return words_fill(s->a, words(s->lang,
	    "，完成年度目标的$1（$2）", ", $1 of the year's ($2)"),
	    phrase_percent(s->a, s->lang, rate), of);
}

static struct ratio
gap_of(struct summary *s, const struct value *v)
{
	const struct value *gap = &v[COL(COMPLETION, gap_pct)];
	struct ratio x = progress_gap_of(&s->r->source[S_COMPLETION],
	    s->r->period, v);

	if (!x.known)
		x = ratio_of(gap->n, 10000);
	x.known = x.known && gap->known && !s->whole;
	return x;
}

static size_t
status_of(struct summary *s, const struct value *v)
{
	return progress_is_level(&s->r->source[S_COMPLETION], s->r->period,
	    v) ? LEVEL : (size_t)v[COL(COMPLETION, status)].n;
}

static struct str
gap_words(struct summary *s, const struct value *v)
{
	struct ratio x = gap_of(s, v);

	if (!x.known)
		return (struct str){ "", 0 };
	return words_fill(s->a, words(s->lang, "，$1", ", $1"),
	    phrase_gap(s->a, s->lang, v[COL(COMPLETION, schedule)].text, x));
}

/* What the target asks for beyond what is expected; empty for nothing. */
static struct str
shortage(struct summary *s, const struct value *v)
{
	const struct value *target = &v[COL(COMPLETION, target)];
	int64_t n = progress_amount(target) -
	    progress_amount(&v[COL(COMPLETION, expected)]);
	bool whole = is_count(v);
	struct buf b;
	struct str text;

	/* a count to be exceeded is met by the next one */
	n += whole && str_is(v[COL(COMPLETION, bound)].text, ">") ? 100 : 0;
	if (!target->known || n <= 0)
		return (struct str){ "", 0 };
	buf_init(&b, BUF_UNBOUNDED);
	if (whole)
		buf_int(&b, n / 100);
	else
		buf_hundredths(&b, n);
	text = words_fill(s->a, words(s->lang, "，距完成目标差$1",
	    ", $1 short of the target"), with_unit(s, buf_str(&b), v));
	buf_fini(&b);
	return text;
}

/* What the year may come to, of what is not on its way. */
static struct str
expected_words(struct summary *s, const struct value *v)
{
	const struct value *x = &v[COL(COMPLETION, expected)];

	if (!x->known || s->whole)
		return (struct str){ "", 0 };
	return words_fill(s->a, words(s->lang, "，预计全年$1$2",
	    ", expected for the year $1$2"), with_unit(s, x->text, v),
	    shortage(s, v));
}

/* Planned to be finished by now, and not. */
struct str
summary_late_retrofits(struct summary *s)
{
	const struct source *c = summary_source(s, S_CLASSIFIED);
	const struct source *x = summary_source(s, S_RETROFITS);
	struct str item[8];
	size_t n = 0;

	for (size_t i = 0; x != NULL && i < x->nrow; i++) {
		const struct value *v = source_at(x, i, 0);
		struct str name = v[0].text;
		bool ours = false;

		for (size_t k = 0; k < c->nrow && !ours; k++)
			if (str_eq(source_at(c, k, B_ID)->text, v[0].text)) {
				name = summary_building(s, source_at(c, k,
				    0));
				ours = true;
			}
		if ((!ours && !s->scope->is_city) || !v[1].known ||
		    v[1].n > s->r->period || date_year((int)v[1].n) !=
		    date_year(s->r->period) ||
		    (v[2].known && v[2].n <= s->r->period))
			continue;
		if (n < 8)
			item[n] = name;
		n++;
	}
	if (n == 0)
		return (struct str){ "", 0 };
	return words_fill(s->a, words(s->lang,
	    "应于期末前完工而未完工$1幢：$2",
	    "due by now and not finished $1: $2"), phrase_count(s->a,
	    (int64_t)n), phrase_list(s->a, s->lang, item, n,
	    n > 8 ? 8 : n, "幢"));
}

static struct str
target_words(struct summary *s, const struct value *v)
{
	const struct value *actual = &v[COL(COMPLETION, actual)];
	int64_t status = v[COL(COMPLETION, status)].n;
	struct str indicator = v[COL(COMPLETION, indicator)].text;
	bool behind = status == COMPLETION_BEHIND ||
	    status == COMPLETION_LAGGING;
	struct str late = str_is(indicator, "retrofits") &&
	    (behind || status == COMPLETION_MISSED) ?
	    summary_late_retrofits(s) : (struct str){ "", 0 };

	if (late.n > 0)
		late = words_fill(s->a, words(s->lang, "（$1）", " ($1)"),
		    late);
	if (!actual->known)
		return words_fill(s->a, words(s->lang, "$1实绩不明$2",
		    "$1: no data$2"), completion_label(s->lang, indicator),
		    rate_words(s, v));
	return words_fill(s->a, words(s->lang, "$1$2$3$4$5$6",
	    "$1: $2$3$4$5$6"), completion_label(s->lang, indicator),
	    with_unit(s, actual->text, v), rate_words(s, v), gap_words(s, v),
	    behind ? expected_words(s, v) : (struct str){ "", 0 }, late);
}

/* "超序时：…；…。" */
static size_t
say_status(struct summary *s, size_t status)
{
	const struct source *c = &s->r->source[S_COMPLETION];
	struct buf b;
	size_t n = 0;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < c->nrow; i++) {
		const struct value *v = source_at(c, i, 0);

		if (!is_ours(s, v) || status_of(s, v) != status)
			continue;
		if (n++ > 0)
			buf_puts(&b, words(s->lang, "；", "; "));
		buf_put(&b, target_words(s, v));
	}
	if (n > 0)
		summary_paragraph(s, words_fill(s->a, words(s->lang,
		    "$1：$2。", "$1: $2."), completion_status_words(s->lang,
		    (int64_t)status),
		    buf_str(&b)));
	buf_fini(&b);
	return n;
}

/* "5项目标中2项超序时、1项慢于序时、2项滞后" */
static void
say_tally(struct summary *s, const size_t *n, size_t all)
{
	struct str item[STATUSES];
	size_t k = 0;

	for (size_t i = 0; i < STATUSES; i++)
		if (n[order[i]] > 0)
			item[k++] = words_fill(s->a, words(s->lang,
			    "$1项$2", "$1 $2"), words_int(s->a,
			    (int64_t)n[order[i]]), completion_status_words(
			    s->lang, (int64_t)order[i]));
	summary_paragraph(s, words_fill(s->a, s->whole ?
	    words(s->lang, "全年$1项目标中$2。",
	        "Of the year's $1 targets: $2.") :
	    words(s->lang, "按序时衡量，$1项目标中$2。",
	        "By schedule, of $1 targets: $2."),
	    words_int(s->a, (int64_t)all), phrase_list(s->a, s->lang, item, k,
	    STATUSES, "项")));
}

void
summary_targets(struct summary *s)
{
	const struct source *c = summary_source(s, S_COMPLETION);
	size_t n[STATUSES] = { 0 }, all = 0;

	for (size_t i = 0; c != NULL && i < c->nrow; i++) {
		const struct value *v = source_at(c, i, 0);

		if (!is_ours(s, v))
			continue;
		n[status_of(s, v)]++;
		all++;
	}
	if (all == 0) {
		summary_paragraph(s, words_fill(s->a, words(s->lang, c == NULL ?
		    "目标完成数据缺，$1年度目标完成情况不明。" :
		    "$1没有当年的计划目标。", c == NULL ?
		    "The dataset completion is not there: how far the "
		    "targets of $1 are is unknown." :
		    "$1 has no targets of this year."),
		    words_scope(s->lang, s->scope)));
		return;
	}
	say_tally(s, n, all);
	for (size_t i = 0; i < STATUSES; i++)
		say_status(s, order[i]);
}

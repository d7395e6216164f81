/* 数据说明: what the figures are, how whole they are, what was revised. */
#include "report/summary.h"

#include "base/date.h"
#include "print/words.h"
#include "report/aggregate.h"
#include "report/coverage.h"

#define DISTRICTS_MOST 64u

/* 归集＋未归集＝合计: of the city alone. */
static struct str
attribution(struct summary *s)
{
	const struct source *u = summary_source(s, S_UNATTRIBUTED);
	num_wide lost = 0, all;
	int64_t whole;
	struct arena *a = s->a;

	if (!s->scope->is_city || s->now == NULL || !s->now[A_TAX].known ||
	    s->r->in->is_public)
		return (struct str){ "", 0 };
	if (u == NULL)
		return str_from(words(s->lang,
		    "未归集税收数据（unattributed）缺，归集率不明。",
		    " The tax in no building (unattributed) is not there."));
	for (size_t i = 0; i < u->nrow; i++)
		lost += source_at(u, i, U_TAX)->n;
	all = lost + s->now[A_TAX].n;
	if (!num_narrow(all, &whole))
		return (struct str){ "", 0 };
	return words_fill(a, words(s->lang,
	    "归集$1＋未归集$2＝税务部门提供$3，归集率$4。",
	    " In buildings $1 + in none $2 = from the tax office $3; $4 in "
	    "buildings."), phrase_yi(a, s->lang, s->now[A_TAX].n),
	    phrase_yi(a, s->lang, (int64_t)lost),
	    phrase_yi(a, s->lang, whole), phrase_percent(a, s->lang,
	    ratio_of(s->now[A_TAX].n, all)));
}

static void
say_definition(struct summary *s, size_t *no)
{
	summary_item(s, no, words_fill(s->a, words(s->lang,
	    "口径：全口径税收按月归集到纳税人当月入驻的楼宇，多处入驻的按规则分摊。$1",
	    "Definition: tax of a month goes to the building the taxpayer "
	    "sat in that month, split by rule where there are several.$1"),
	    attribution(s)));
}

/* Who delivered "raw/320571/FILE"; false where the path does not tell. */
static bool
delivered_by(struct summary *s, struct str path, struct str *folder,
    const struct district **x)
{
	struct str rest = path;

	if (!str_take(&rest, "raw/") || str_chr(rest, '/') == rest.n)
		return false;
	str_cut(&rest, '/', folder);
	*x = code_district(s->r->codes, *folder);
	return true;
}

/* Districts whose last delivery stands for one that has not come. */
static struct str
carried(struct summary *s)
{
	const struct source *m = summary_source(s, S_MANIFEST);
	struct str item[DISTRICTS_MOST];
	size_t n = 0;

	for (size_t i = 0; m != NULL && i < m->nrow; i++) {
		const struct value *v = source_at(m, i, 0);
		struct str folder = { "", 0 };
		const struct district *x = NULL;
		size_t k = 0;

		if (!str_is(v[MANIFEST_ROLE].text, "carried") ||
		    !delivered_by(s, v[MANIFEST_PATH].text, &folder, &x) ||
		    (!s->scope->is_city && x != s->scope))
			continue;
		folder = x == NULL ? folder : x->short_name;
		while (k < n && !str_eq(item[k], folder))
			k++;
		if (k == n && n < DISTRICTS_MOST)
			item[n++] = folder;
	}
	if (m == NULL || n == 0)
		return m == NULL ? (struct str){ "", 0 } :
		    str_from(words(s->lang, "；应报文件无缺报沿用",
		    "; no delivery was late"));
	return words_fill(s->a, words(s->lang,
	    "；未按期报送、沿用上期文件的：$1",
	    "; late, their last delivery stands: $1"), phrase_list(s->a,
	    s->lang, item, n, n, "个"));
}

static struct str
rejected(struct summary *s)
{
	const struct source *x = summary_source(s, S_REJECTS);
	const struct district *whose = NULL;
	struct str folder;
	bool told = x != NULL;
	size_t n = 0;

	for (size_t i = 0; told && i < x->nrow; i++) {
		told = delivered_by(s, source_at(x, i, 0)->text, &folder,
		    &whose) || s->scope->is_city;
		n += s->scope->is_city || whose == s->scope;
	}
	if (!told)
		return str_from(words(s->lang, "；退回记录数不明",
		    "; how much was rejected is unknown"));
	if (n == 0)
		return str_from(words(s->lang, "；无退回记录",
		    "; nothing was rejected"));
	return words_fill(s->a, words(s->lang, "；退回不合格记录$1处",
	    "; rejected: $1"), phrase_count(s->a, (int64_t)n));
}

static struct str
unknown_last_year(struct summary *s)
{
	const struct source *c = summary_source(s, S_CLASSIFIED);
	size_t n = 0;

	for (size_t i = 0; i < c->nrow; i++)
		n += !source_at(c, i, B_LAST_YEAR)->known;
	if (n == 0)
		return (struct str){ "", 0 };
	return words_fill(s->a, words(s->lang, "；上年税收不明的楼宇$1幢",
	    "; buildings of unknown last year: $1"),
	    phrase_count(s->a, (int64_t)n));
}

static void
say_quality(struct summary *s, size_t *no)
{
	const struct value *v = s->now;
	struct arena *a = s->a;
	struct ratio matched = { false, 0, 0 };

	if (v != NULL && v[A_MATCHED].known && v[A_ENTERPRISES].known)
		matched = ratio_of(v[A_MATCHED].n, v[A_ENTERPRISES].n);
	summary_item(s, no, words_fill(a, words(s->lang,
	    "质量：税收数据应有$1个月，实有$2个月；入驻企业中有税收记录的占$3$4$5$6。",
	    "Quality: months of tax wanted $1, there $2; enterprises with a "
	    "tax row $3$4$5$6."), words_int(a,
	    date_month_no(s->r->period)), v == NULL || !v[A_MONTHS].known ?
	    str_from(words(s->lang, "不明的", "unknown")) :
	    words_int(a, v[A_MONTHS].n), matched.known ?
	    phrase_percent(a, s->lang, matched) :
	    str_from(words(s->lang, "比不明", "unknown")),
	    unknown_last_year(s), rejected(s), carried(s)));
}

/* The change of the scope's tax between the versions. */
static struct str
tax_revised(struct summary *s, const struct source *x)
{
	for (size_t i = 0; i < x->nrow; i++) {
		const struct value *v = source_at(x, i, 0);
		int64_t before, now;

		if (!str_is(v[REVISIONS_FILE].text, "districts.csv") ||
		    !str_is(v[REVISIONS_COLUMN].text, "tax_yuan") ||
		    !str_eq(v[REVISIONS_KEY].text, s->scope->code) ||
		    num_parse_decimal(v[REVISIONS_OLD].text, 2, &before) !=
		    NUM_OK || num_parse_decimal(v[REVISIONS_NEW].text, 2,
		    &now) != NUM_OK)
			continue;
		return words_fill(s->a, now > before ? words(s->lang,
		    "全口径税收$1，比上一版调增$2万元；",
		    "tax $1, 10k yuan added: $2; ") : words(s->lang,
		    "全口径税收$1，比上一版调减$2万元；",
		    "tax $1, 10k yuan taken off: $2; "),
		    phrase_yi(s->a, s->lang, now), words_int(s->a, (int64_t)
		    num_div(now > before ? now - before : before - now,
		    1000000, NUM_HALF_AWAY)));
	}
	return str_from(words(s->lang, "全口径税收未变；",
	    "tax is unchanged; "));
}

static void
say_revisions(struct summary *s, size_t *no)
{
	const struct source *x = summary_source(s, S_REVISIONS);
	const struct report_issue *issue = &s->r->in->issue;
	int64_t compared = 0, changed = 0, n;

	if (x == NULL) {
		summary_item(s, no, str_from(issue->version == 1 ?
		    words(s->lang, "修订：本期为第1版。",
		    "Revision: this is version 1.") : words(s->lang,
		    "修订：无与上一版的比较（revisions）。",
		    "Revision: nothing is compared (revisions).")));
		return;
	}
	for (size_t i = 0; i < x->nrow; i++) {
		const struct value *v = source_at(x, i, 0);

		if (!str_is(v[REVISIONS_KIND].text, "compared"))
			continue;
		if (num_parse_decimal(v[REVISIONS_OLD].text, 0, &n) == NUM_OK)
			compared += n;
		if (num_parse_decimal(v[REVISIONS_CHANGE].text, 0, &n) ==
		    NUM_OK)
			changed += n;
	}
	summary_item(s, no, words_fill(s->a, s->scope->is_city ?
	    words(s->lang,
	    "修订：$1共核对$2个数，变化$3个，逐项见 revisions.csv。",
	    "Revision: $1of $2 figures compared, $3 changed; see "
	    "revisions.csv.") : words(s->lang,
	    "修订：$1全市共核对$2个数，变化$3个。",
	    "Revision: $1of the city's $2 figures compared, $3 changed."),
	    tax_revised(s, x),
	    phrase_count(s->a, compared), phrase_count(s->a, changed)));
}

static void
say_cutoff(struct summary *s)
{
	struct str sources = s->r->in->issue.sources;

	summary_paragraph(s, words_fill(s->a, words(s->lang,
	    "数据截至$1。$2", "Data to $1.$2"),
	    words_last_day(s->a, s->lang, s->r->period), sources.n == 0 ?
	    sources : words_fill(s->a, words(s->lang, "资料来源：$1。",
	    " Sources: $1."), sources)));
}

void
summary_data(struct summary *s)
{
	size_t no = 0;

	say_definition(s, &no);
	if (!s->r->in->is_public) {
		say_quality(s, &no);
		say_revisions(s, &no);
	}
	summary_item(s, &no, str_from(words(s->lang,
	    "部分数据因四舍五入，分项与合计可能不等；比率、增速和差距按未四舍五入数计算。",
	    "Parts may not add up to totals, for both are rounded; rates, "
	    "growth and gaps are computed before rounding.")));
	say_cutoff(s);
}

/* 需要关注: what somebody should look at, item by item. */
#include "report/summary.h"

#include "base/date.h"
#include "print/words.h"
#include "schema/made.h"

#define NAMES_MOST 5u
#define GROUPS_MOST 32u

/* Buildings with this flag set: names of the first, and how many. */
static size_t
flagged(struct summary *s, size_t flag, struct str *names)
{
	const struct source *c = summary_source(s, S_CLASSIFIED);
	struct str item[NAMES_MOST];
	size_t n = 0;

	for (size_t i = 0; i < c->nrow; i++) {
		const struct value *v = source_at(c, i, 0);

		if (!v[flag].known || v[flag].n != 1)
			continue;
		if (n < NAMES_MOST)
			item[n] = summary_building(s, v);
		n++;
	}
	*names = phrase_list(s->a, s->lang, item, n, NAMES_MOST, "幢");
	return n;
}

static void
say_leaving(struct summary *s, size_t *no)
{
	struct str names;
	size_t n = flagged(s, s->whole ? B_LEFT : B_EXPECTED_LEFT, &names);

	if (n == 0)
		return;
	if (s->whole)
		summary_item(s, no, words_fill(s->a, words(s->lang,
		    "上年亿元楼宇中退出$1幢：$2。",
		    "Fell from above the bound since last year: $1 ($2)."),
		    phrase_count(s->a, (int64_t)n), names));
	else
		summary_item(s, no, words_fill(s->a, words(s->lang,
		    "上年亿元楼宇中，按进度预计退出$1幢：$2。系估算。",
		    "By pace (an estimate) $1 of last year's buildings above "
		    "the bound will leave: $2."),
		    phrase_count(s->a, (int64_t)n), names));
}

/* What hangs on one taxpayer each. */
static void
say_dependence(struct summary *s, size_t *no)
{
	const struct source *c = summary_source(s, S_CLASSIFIED);
	size_t n = 0, of = 0;

	for (size_t i = 0; i < c->nrow; i++) {
		const struct value *v = source_at(c, i, 0);

		if (!v[B_EXPECTED].known || v[B_EXPECTED].n != 1)
			continue;
		of++;
		n += str_is(v[B_AT_RISK].text, "top1") ||
		    str_is(v[B_AT_RISK].text, "both");
	}
	if (n > 0)
		summary_item(s, no, words_fill(s->a, s->whole ? words(s->lang,
		    "亿元楼宇$1幢中，扣除首位企业后不再达标的$2幢。",
		    "Of the $1 buildings above the bound, $2 would not be "
		    "without their largest taxpayer.") : words(s->lang,
		    "按进度预计全年达标的$1幢中，扣除首位企业后不再达标的$2幢。",
		    "Of the $1 buildings expected above the bound, $2 would "
		    "not be without their largest taxpayer."),
		    phrase_count(s->a, (int64_t)of),
		    phrase_count(s->a, (int64_t)n)));
}

static void
say_silent(struct summary *s, size_t *no)
{
	struct str names;
	size_t n = flagged(s, B_SILENT, &names);

	if (n > 0)
		summary_item(s, no, words_fill(s->a, words(s->lang,
		    "$1月在驻企业无一户有税收记录、疑漏报的$2幢：$3，请核实。",
		    "No enterprise has a tax row of month $1 in $2 buildings "
		    "(suspected silence): $3."), words_int(s->a,
		    date_month_no(s->r->period)),
		    phrase_count(s->a, (int64_t)n), names));
}

static struct str
window_months(struct summary *s, struct str window)
{
	/* "2023-01/02" */
	if (window.n != 10)
		return window;
	return words_fill(s->a, words(s->lang, "$1—$2月", "$1/$2"),
	    words_int(s->a, (window.p[5] - '0') * 10 + window.p[6] - '0'),
	    words_int(s->a, (window.p[8] - '0') * 10 + window.p[9] - '0'));
}

/* Hosts of the rotation that have not had their turn. */
static struct str
hosts(struct summary *s, struct str codes)
{
	struct str item[GROUPS_MOST], rest = codes, one;
	size_t n = 0;

	while (n < GROUPS_MOST && str_cut(&rest, ';', &one)) {
		const struct district *x = code_district(s->r->codes, one);

		item[n++] = x == NULL ? one : x->short_name;
	}
	return phrase_list(s->a, s->lang, item, n, GROUPS_MOST, "个");
}

enum { CADENCE_KIND, CADENCE_SCOPE, CADENCE_WINDOW, CADENCE_STATUS,
	CADENCE_HOSTS };
enum { MET, OPEN, MISSED };

/* Two months without a promotion; who has not hosted one. */
static struct str
promotions(struct summary *s)
{
	const struct source *c = summary_source(s, S_CADENCE);
	struct str missed[GROUPS_MOST], turn = { "", 0 };
	size_t met = 0, n = 0;

	for (size_t i = 0; c != NULL && i < c->nrow; i++) {
		const struct value *v = source_at(c, i, 0);

		if (str_is(v[CADENCE_KIND].text, "promotion")) {
			met += v[CADENCE_STATUS].n == MET;
			if (v[CADENCE_STATUS].n == MISSED && n < GROUPS_MOST)
				missed[n++] = window_months(s,
				    v[CADENCE_WINDOW].text);
		} else if (str_is(v[CADENCE_KIND].text, "rotation")) {
			turn = v[CADENCE_HOSTS].text;
		}
	}
	if (c == NULL || !s->scope->is_city || met + n == 0)
		return (struct str){ "", 0 };
	return words_fill(s->a, words(s->lang,
	    "推介会双月安排：已到期的$1个双月中$2个已办$3$4。",
	    "Promotions each two months: of $1 due, $2 were held$3$4."),
	    words_int(s->a, (int64_t)(met + n)), words_int(s->a,
	    (int64_t)met), n == 0 ? (struct str){ "", 0 } : words_fill(s->a,
	    words(s->lang, "，$1未办", ", none in $1"), phrase_list(s->a,
	    s->lang, missed, n, GROUPS_MOST, "个")), turn.n == 0 ? turn :
	    words_fill(s->a, words(s->lang, "；尚未承办过的地区：$1",
	    "; districts that have not hosted one: $1"), hosts(s, turn)));
}

static void
say_promotions(struct summary *s, size_t *no)
{
	struct str said = promotions(s);

	if (said.n > 0)
		summary_item(s, no, said);
}

void
summary_cadence(struct summary *s)
{
	struct str said = promotions(s);

	if (said.n > 0)
		summary_paragraph(s, said);
}

struct group {
	struct str name;
	size_t n;
};

/* Adds to the group of that name; groups beyond the room are one. */
static size_t
group_add(struct group *g, size_t n, struct str name)
{
	size_t i = 0;

	while (i < n && !str_eq(g[i].name, name))
		i++;
	if (i == n && n < GROUPS_MOST)
		g[n++] = (struct group){ name, 0 };
	if (i < n)
		g[i].n++;
	return n;
}

/* "市资源规划局2件、市住建局1件", the most first. */
static struct str
group_words(struct summary *s, struct group *g, size_t n, const char *zh)
{
	struct str item[GROUPS_MOST];

	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k > 0 && (g[k].n > g[k - 1].n ||
		    (g[k].n == g[k - 1].n && str_cmp(g[k].name,
		        g[k - 1].name) < 0)); k--) {
			struct group x = g[k];

			g[k] = g[k - 1];
			g[k - 1] = x;
		}
	for (size_t i = 0; i < n; i++)
		item[i] = words_fill(s->a, s->lang == LANG_ZH ? "$1$2$3" :
		    "$1 $2", g[i].name.n > 0 ? g[i].name : str_from(words(
		    s->lang, "牵头部门不明的", "no lead named")),
		    words_int(s->a, (int64_t)g[i].n), str_from(zh));
	return phrase_list(s->a, s->lang, item, n, GROUPS_MOST, "个");
}

enum { MATTER_ID, MATTER_RAISED, MATTER_DISTRICT, MATTER_LEAD, MATTER_DUE,
	MATTER_CLOSED };

static void
say_matters(struct summary *s, size_t *no)
{
	const struct source *m = summary_source(s, S_MATTERS);
	struct group g[GROUPS_MOST];
	size_t n = 0, open = 0, overdue = 0;
	int64_t end = date_last_day(s->r->period);

	for (size_t i = 0; m != NULL && i < m->nrow; i++) {
		const struct value *v = source_at(m, i, 0);

		if (!v[MATTER_RAISED].known || v[MATTER_RAISED].n > end ||
		    (v[MATTER_CLOSED].known && v[MATTER_CLOSED].n <= end))
			continue;
		open++;
		if (!v[MATTER_DUE].known || v[MATTER_DUE].n >= end)
			continue;
		overdue++;
		n = group_add(g, n, v[MATTER_LEAD].text);
	}
	if (open > 0)
		summary_item(s, no, words_fill(s->a, words(s->lang,
		    "难点堵点在办$1件$2。",
		    "Matters open: $1$2."), words_int(s->a, (int64_t)open),
		    overdue == 0 ? str_from(words(s->lang, "，无逾期",
		    ", none overdue")) : words_fill(s->a, words(s->lang,
		    "，逾期$1件：$2", ", overdue $1: $2"),
		    words_int(s->a, (int64_t)overdue),
		    group_words(s, g, n, "件"))));
}

enum { TASK_SCOPE, TASK_TITLE, TASK_LEAD, TASK_DUE, TASK_STATUS,
	TASK_OVERDUE };

static void
say_tasks(struct summary *s, size_t *no)
{
	const struct source *t = summary_source(s, S_TASKS);
	struct group g[GROUPS_MOST];
	size_t n = 0, overdue = 0;

	for (size_t i = 0; t != NULL && i < t->nrow; i++) {
		const struct value *v = source_at(t, i, 0);

		if (!v[TASK_OVERDUE].known || v[TASK_OVERDUE].n == 0)
			continue;
		overdue++;
		n = group_add(g, n, v[TASK_LEAD].text);
	}
	if (overdue > 0)
		summary_item(s, no, words_fill(s->a, words(s->lang,
		    "行动计划任务逾期$1项：$2。",
		    "Tasks of the plans overdue: $1 ($2)."),
		    words_int(s->a, (int64_t)overdue),
		    group_words(s, g, n, "项")));
}

static void
say_watch(struct summary *s, size_t *no)
{
	const struct source *w = summary_source(s, S_WATCH);
	size_t n[3] = { 0 };

	if (w == NULL)
		return;
	for (size_t i = 0; i < w->nrow; i++)
		n[source_at(w, i, 0)->n]++;
	summary_item(s, no, words_fill(s->a, words(s->lang,
	    "动态监测提示$1项：高$2项、中$3项、低$4项。",
	    "Findings of the watch: $1 (high $2, medium $3, low $4)."),
	    words_int(s->a, (int64_t)w->nrow),
	    words_int(s->a, (int64_t)n[0]), words_int(s->a, (int64_t)n[1]),
	    words_int(s->a, (int64_t)n[2])));
}

/* What this section could not look at. */
static void
say_absent(struct summary *s, size_t *no)
{
	static const size_t need[] = { S_WATCH, S_CADENCE, S_TASKS,
		S_MATTERS };
	struct str item[sizeof(need) / sizeof(need[0])];
	size_t n = 0;

	for (size_t i = 0; i < sizeof(need) / sizeof(need[0]); i++)
		if (summary_source(s, need[i]) == NULL)
			item[n++] = str_from(words(s->lang,
			    summary_needs[need[i]].dataset()->zh,
			    summary_needs[need[i]].name));
	if (n > 0)
		summary_item(s, no, words_fill(s->a, words(s->lang,
		    "下列数据缺，本节未涉及：$1。",
		    "Not looked at, for these are not there: $1."),
		    phrase_list(s->a, s->lang, item, n, n, "项")));
}

void
summary_concerns(struct summary *s)
{
	size_t no = 0;

	if (s->r->in->is_public) {
		summary_paragraph(s, str_from(words(s->lang,
		    "（需要关注的事项仅供内部使用，公开版不列。）",
		    "(What is to be watched is for internal use, not "
		    "published.)")));
		return;
	}
	say_leaving(s, &no);
	say_dependence(s, &no);
	say_silent(s, &no);
	say_watch(s, &no);
	say_promotions(s, &no);
	say_matters(s, &no);
	say_tasks(s, &no);
	say_absent(s, &no);
	if (no == 0)
		summary_paragraph(s, str_from(words(s->lang,
		    "本期无需要提请关注的事项。",
		    "There is nothing to be pointed out.")));
}

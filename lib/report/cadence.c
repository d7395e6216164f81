/*
 * Meetings, promotions, conference, bluebook and plans by their windows, as
 * plan-check --cadence writes them: met, missed, or still open.
 */
#include <stdlib.h>

#include "print/words.h"
#include "report/column.h"
#include "report/kinds.h"
#include "schema/made.h"

enum { C_KIND, C_SCOPE, C_WINDOW, C_FROM, C_TO, C_STATUS, C_EVENTS, C_HOSTS,
	C_COLUMNS };

static const char *const columns[C_COLUMNS] = { "kind", "scope", "window",
	"from", "to", "status", "events", "hosts" };

enum { MET, OPEN, MISSED, STATUSES }; /* the choices of `status` */

struct calendar {
	struct report *r;
	size_t n[2], status[2][STATUSES]; /* windows, and plans */
};

static bool
is_plan(const struct value *v)
{
	return str_is(v[C_KIND].text, "plan");
}

static struct str
kind_words(enum lang lang, struct str code)
{
	static const char *const name[][3] = {
		{ "joint-meeting", "联席会议（每半年一次）",
		    "joint meeting, each half-year" },
		{ "promotion", "推介会（每双月一次）",
		    "promotion, each two months" },
		{ "conference", "楼宇发展大会（每年一次）",
		    "conference, each year" },
		{ "bluebook", "蓝皮书（每年一本）", "bluebook, each year" },
		{ "plan", "三年行动计划", "three-year plan" },
		{ "rotation", "各地轮流承办推介会", "promotions by turns" },
	};

	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++)
		if (str_is(code, name[i][0]))
			return str_from(words(lang, name[i][1], name[i][2]));
	return code;
}

static struct str
status_words(enum lang lang, bool plan, int64_t status)
{
	static const char *const zh[][STATUSES] = { { "已办", "待办", "未办" },
		{ "按期印发", "未到期", "未按期" } };
	static const char *const en[][STATUSES] = { { "met", "open",
		"missed" }, { "in time", "open", "missed" } };

	return str_from(words(lang, zh[plan][status], en[plan][status]));
}

/* "2023H1" as 2023年上半年, "2023-01/02" as 2023年1—2月. */
static struct str
window_words(struct report *r, struct str s)
{
	struct arena *a = &r->keep;
	struct str year = str_sub(s, 0, 4), rest = str_sub(s, 4, s.n);

	if (r->lang != LANG_ZH)
		return s;
	if (rest.n == 0)
		return words_fill(a, "$1年", year);
	if (str_is(rest, "H1"))
		return words_fill(a, "$1年上半年", year);
	if (str_is(rest, "H2"))
		return words_fill(a, "$1年下半年", year);
	if (rest.n == 5 && str_chr(rest, '-') == 0)
		return words_fill(a, "$1—$2年", year, str_sub(rest, 1, 5));
	if (rest.n == 6 && rest.p[3] == '/')
		return words_fill(a, "$1年$2—$3月", year,
		    str_sub(rest, rest.p[1] == '0' ? 2 : 1, 3),
		    str_sub(rest, rest.p[4] == '0' ? 5 : 4, 6));
	return s;
}

static void
put_hosts(struct report *r, struct table *t, const struct value *v)
{
	if (v[C_HOSTS].known)
		report_districts_of(r, t, v[C_HOSTS].text);
	else
		table_not_applicable(t);
}

static void
put_window(struct report *r, struct table *t, const struct value *v)
{
	struct str rest = v[C_EVENTS].text;
	int64_t n = !v[C_EVENTS].known ? 0 : (int64_t)str_count(rest, ';') + 1;

	table_row(t);
	table_words(t, v[C_KIND].text, kind_words(r->lang, v[C_KIND].text));
	table_words(t, v[C_WINDOW].text, window_words(r, v[C_WINDOW].text));
	table_text(t, v[C_TO].text);
	table_words(t, v[C_STATUS].text, status_words(r->lang, false,
	    v[C_STATUS].n));
	if (str_is(v[C_KIND].text, "rotation"))
		table_not_applicable(t);
	else
		table_number(t, n);
	put_hosts(r, t, v);
}

static struct str
title(struct calendar *c, bool plan, const char *zh, const char *en)
{
	struct report *r = c->r;
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	struct str part[5];

	part[0] = words_period(a, l, r->period);
	part[1] = words_fill(a, plan ? words(l, "共$1个地区", "$1 districts") :
	    words(l, "共$1个时段", "$1 windows"),
	    words_int(a, (int64_t)c->n[plan]));
	for (int i = 0; i < STATUSES; i++)
		part[2 + i] = c->status[plan][i] == 0 ?
		    (struct str){ "", 0 } : words_fill(a, words(l, "$1$2个",
		    "$2 $1"), status_words(l, plan, i),
		    words_int(a, (int64_t)c->status[plan][i]));
	return words_fill(a, words(l, zh, en), words_scope(l, r->district),
	    words_join(a, l, part, 5));
}

static void
put_windows(struct calendar *c)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_TEXT, 0, { "what", "事项" } },
		{ NULL, VALUE_TEXT, 0, { "window", "时段" } },
		{ NULL, VALUE_TEXT, 0, { "until", "截止" } },
		{ NULL, VALUE_TEXT, 0, { "status", "状态" } },
		{ NULL, VALUE_COUNT, 0, { "events", "场次" } },
		{ NULL, VALUE_TEXT, 0, { "hosts", "承办地区" } },
	};
	struct report *r = c->r;
	struct table *t = report_table(r, TABLE_PEOPLE);
	struct str before = { "", 0 };

	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		if (is_plan(v))
			continue;
		put_window(r, t, v);
		if (t->nrow > 1 && !str_eq(before, v[C_KIND].text))
			table_rule(t);
		before = v[C_KIND].text;
	}
	table_set_title(t, title(c, false,
	    "$1楼宇经济工作机制落实情况（$2）", "Cadence of work, $1 ($2)"));
	report_note(t, str_from(words(r->lang,
	    "时段内举办过即为已办；待办为截止日在期末以后。“各地轮流承办”一行所列为计划起始以来尚未承办的地区。",
	    "A window is met by an event within it, and open while its end "
	    "is after the period's. By turns: those that have not hosted "
	    "since the plan began.")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

static void
put_plans(struct calendar *c)
{
	struct report *r = c->r;
	struct table *t = report_table(r, TABLE_PEOPLE);

	report_headings(r, t, (const struct report_heading[]){
		{ NULL, VALUE_TEXT, 0, { "district", "地区" } },
		{ NULL, VALUE_TEXT, 0, { "due", "时限" } },
		{ NULL, VALUE_TEXT, 0, { "status", "状态" } } }, 3);
	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);
		const struct district *x;

		if (!is_plan(v))
			continue;
		x = code_district(r->codes, v[C_SCOPE].text);
		table_row(t);
		table_words(t, v[C_SCOPE].text, x == NULL ?
		    v[C_SCOPE].text : x->name);
		table_text(t, v[C_TO].text);
		table_words(t, v[C_STATUS].text, status_words(r->lang, true,
		    v[C_STATUS].n));
	}
	table_set_title(t, title(c, true, "$1三年行动计划印发情况（$2）",
	    "Three-year plans, $1 ($2)"));
	report_scope_note(r, t, false);
}

static void
put_machine(struct report *r)
{
	struct table *t = report_table(r, TABLE_MACHINE);

	for (size_t c = 0; c < C_COLUMNS; c++)
		report_headings(r, t, &(struct report_heading){ columns[c],
			VALUE_TEXT, 0, { NULL, NULL } }, 1);
	for (size_t i = 0; i < r->source->nrow; i++) {
		table_row(t);
		for (size_t c = 0; c < C_COLUMNS; c++)
			table_text(t, source_at(r->source, i, c)->text);
	}
}

static bool
build_cadence(struct report *r)
{
	struct calendar c = { .r = r };

	for (size_t i = 0; i < r->source->nrow; i++) {
		const struct value *v = source_at(r->source, i, 0);

		if (str_is(v[C_KIND].text, "rotation"))
			continue;
		c.n[is_plan(v)]++;
		c.status[is_plan(v)][v[C_STATUS].n]++;
	}
	if (c.n[false] > 0 || c.n[true] == 0)
		put_windows(&c);
	if (c.n[true] > 0)
		put_plans(&c);
	put_machine(r);
	return true;
}

static const struct dataset *
cadence(void)
{
	return made_at(MADE_CADENCE);
}

static const struct report_need need = { .name = "cadence",
	.dataset = cadence, .place = REPORT_PERIOD, .must = true,
	.columns = { .name = columns, .n = C_COLUMNS, .period = C_COLUMNS,
	    .district = C_SCOPE } };

const struct report_kind report_cadence = {
	.name = "cadence",
	.about = { "meetings, promotions and plans by their windows",
	    "工作机制落实情况（会议、推介会、计划按时段）" },
	.need = &need,
	.nneed = 1,
	.takes_file = true,
	.has_city_rows = true,
	.numbered = true,
	.publish = PUBLISH_OPEN,
	.build = build_cadence,
};

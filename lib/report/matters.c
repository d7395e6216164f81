/*
 * Matters a district cannot settle alone (难点堵点): by lead department, and
 * those open, with what a joint meeting is asked for.  Made of the ledger
 * itself as of the end of the period, or of plan-check --ledger agenda, which
 * also tells who leads by the policy.
 */
#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "plan/matter.h"
#include "print/words.h"
#include "report/column.h"
#include "report/kinds.h"
#include "report/meeting.h"
#include "report/phrase.h"

/* The ledger's columns, and what the agenda adds. */
enum { M_PERIOD, M_ID, M_DISTRICT, M_BUILDING, M_PHASE, M_SUBJECT, M_REQUEST,
	M_LEAD, M_RESPONSIBLE, M_SUPPORT, M_RAISED, M_DUE, M_MEETING,
	M_DECISION, M_DECIDED, M_CLOSED, M_ASK, M_COLUMNS };

static const struct column ledger[M_COLUMNS] = {
	{ "period", VALUE_MONTH, 0, NULL, "期" },
	{ "matter_id", VALUE_ID, COLUMN_KEY | COLUMN_REQUIRED |
	    COLUMN_MANDATORY, NULL, "事项编号" },
	{ "district", VALUE_DISTRICT, 0, NULL, "所属地区" },
	{ "building_id", VALUE_ID, 0, NULL, "楼宇编号" },
	{ "phase", VALUE_CHOICE, 0, "new-build|stock|operation", "环节" },
	{ "subject", VALUE_TEXT, 0, NULL, "事项" },
	{ "request", VALUE_TEXT, 0, NULL, "诉求" },
	{ "lead_department", VALUE_TEXT, 0, NULL, "牵头部门" },
	{ "responsible", VALUE_TEXT, 0, NULL, "按分工牵头" },
	{ "support_departments", VALUE_LIST, 0, NULL, "配合部门" },
	{ "raised", VALUE_DATE, COLUMN_REQUIRED | COLUMN_MANDATORY, NULL,
	    "提出日期" },
	{ "due", VALUE_DATE, 0, NULL, "办结时限" },
	{ "meeting_id", VALUE_ID, 0, NULL, "会议编号" },
	{ "decision", VALUE_TEXT, 0, NULL, "决定" },
	{ "decided", VALUE_DATE, 0, NULL, "决定日期" },
	{ "closed", VALUE_DATE, 0, NULL, "办结日期" },
	{ "ask", VALUE_CHOICE, 0, "assign|settle|decide|press", "提请" },
};

static const char *const columns[M_COLUMNS] = { "period", "matter_id",
	"district", "building_id", "phase", "subject", "request",
	"lead_department", "responsible", "support_departments", "raised",
	"due", "meeting_id", "decision", "decided", "closed", "ask" };

#define ASKS (MATTER_PRESS + 1)
#define NAMES_MOST 5u /* of a sentence */

struct item {
	const struct value *v;
	struct facts_matter m;
	enum matter_status status;
	int late, ask; /* days; -1: nothing is asked */
};

struct book {
	struct report *r;
	const struct source *rows;
	struct item *item;  /* that count: overdue longest first, closed last */
	size_t n;
	struct map department;
	struct matter_sum *sum, all;
};

static int
day_of(const struct value *v)
{
	return v->known ? (int)v->n : -1;
}

/* The later the longer overdue, then the older; closed ones last. */
static int
item_cmp(const void *x, const void *y)
{
	const struct item *a = x, *b = y;
	bool ca = a->status == MATTER_CLOSED, cb = b->status == MATTER_CLOSED;

	if (ca != cb)
		return ca ? 1 : -1;
	if (!ca && a->late != b->late)
		return a->late > b->late ? -1 : 1;
	if (a->m.raised != b->m.raised)
		return a->m.raised < b->m.raised ? -1 : 1;
	return str_cmp(a->m.id, b->m.id);
}

static void
take(struct book *b, const struct value *v)
{
	static const struct duties nobody = { 0 };
	struct item *x = &b->item[b->n];
	int month = b->r->period;

	*x = (struct item){ .v = v, .m = { .id = v[M_ID].text,
		.subject = v[M_SUBJECT].text, .lead = v[M_LEAD].text,
		.decision = v[M_DECISION].text, .says_lead = true,
		.raised = day_of(&v[M_RAISED]), .due = day_of(&v[M_DUE]),
		.decided = day_of(&v[M_DECIDED]),
		.closed = day_of(&v[M_CLOSED]) } };
	if (!matter_counts(&x->m, month))
		return;
	x->status = matter_status(&x->m, month);
	if (x->status != MATTER_CLOSED)
		x->late = matter_days_overdue(&x->m, month);
	x->ask = v[M_PERIOD].known ? (v[M_ASK].known ? (int)v[M_ASK].n : -1) :
	    matter_ask(&x->m, month, &nobody);
	b->n++;
}

static bool
collect(struct book *b)
{
	for (size_t i = 0; i < b->rows->nrow; i++)
		take(b, source_at(b->rows, i, 0));
	if (b->n > 0)
		qsort(b->item, b->n, sizeof(*b->item), item_cmp);
	for (size_t i = 0; i < b->n; i++)
		map_put(&b->department, b->item[i].m.lead, NULL);
	b->sum = mem_zalloc(b->department.n + 1, sizeof(*b->sum));
	for (size_t i = 0; i < b->n; i++) {
		struct item *x = &b->item[i];

		matter_add(&b->sum[map_find(&b->department, x->m.lead)],
		    &x->m, b->r->period);
		matter_add(&b->all, &x->m, b->r->period);
	}
	return report_agree(b->r, "matters = closed + open",
	    "应办＝办结＋在办", b->all.all, (num_wide)b->all.closed +
	    b->all.open);
}

static struct str
title(struct book *b, const char *zh, const char *en)
{
	struct report *r = b->r;
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	struct str part[5];

	part[0] = words_month_end(a, l, r->period);
	part[1] = words_fill(a, words(l, "共$1件", "$1 matters"),
	    words_int(a, b->all.all));
	part[2] = words_fill(a, words(l, "办结$1件", "$1 closed"),
	    words_int(a, b->all.closed));
	part[3] = words_fill(a, words(l, "在办$1件", "$1 open"),
	    words_int(a, b->all.open));
	part[4] = words_fill(a, words(l, "其中逾期$1件", "$1 of them overdue"),
	    words_int(a, b->all.overdue));
	return words_fill(a, words(l, zh, en), words_scope(l, r->district),
	    words_join(a, l, part, 5));
}

static void
put_sum(struct book *b, struct table *t, struct str name,
    const struct matter_sum *x)
{
	table_row(t);
	table_words(t, name, name.n == 0 ? str_from(words(b->r->lang,
	    "未明确", "nobody")) : name);
	table_number(t, x->all);
	table_number(t, x->raised);
	table_number(t, x->closed);
	report_rate(t, x->closed, x->all);
	table_number(t, x->open);
	table_number(t, x->overdue);
	if (x->overdue > 0)
		table_number(t, x->longest);
	else
		table_not_applicable(t);
	table_number(t, x->undecided);
}

static void
put_departments(struct book *b)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_TEXT, 0, { "lead", "牵头部门" } },
		{ NULL, VALUE_COUNT, 0, { "matters", "应办" } },
		{ NULL, VALUE_COUNT, 0, { "raised\nthis year", "当年\n提出" } },
		{ NULL, VALUE_COUNT, 0, { "closed", "办结" } },
		{ NULL, VALUE_PERCENT, 0, { "closed\n%", "办结\n率" } },
		{ NULL, VALUE_COUNT, 0, { "open", "在办" } },
		{ NULL, VALUE_COUNT, 0, { "over-\ndue", "其中\n逾期" } },
		{ NULL, VALUE_COUNT, 0, { "longest\ndays", "最长逾\n期天数" } },
		{ NULL, VALUE_COUNT, 0, { "un-\ndecided", "未\n决定" } },
	};
	struct report *r = b->r;
	struct table *t = report_table(r, TABLE_PEOPLE);

	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < b->department.n; i++)
		put_sum(b, t, b->department.key[i], &b->sum[i]);
	put_sum(b, t, str_from(words(r->lang, "合计", "all")), &b->all);
	if (t->nrow > 1)
		table_rule(t);
	table_set_title(t, title(b, "$1难点堵点办理情况（$2）",
	    "Matters by lead department, $1 ($2)"));
	table_set_unit(t, str_from(words(r->lang, "单位：件、%、天",
	    "Unit: matters, %, days")));
	report_note(t, str_from(words(r->lang,
	    "应办为期末以前提出、年初以前未办结的；逾期为超过时限仍未办结的；未决定为在办而联席会议尚未决定的。",
	    "Those that count were raised by the end and not closed before "
	    "the year; overdue: past their due day and open; undecided: open "
	    "and not decided by a joint meeting.")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

static struct str
ask_words(enum lang lang, int ask)
{
	static const char *const zh[] = { "明确牵头", "核定牵头", "研究决定",
		"督促落实" };
	static const char *const en[] = { "assign", "settle", "decide",
		"press" };

	return str_from(words(lang, zh[ask], en[ask]));
}

static struct str
phase_words(enum lang lang, struct str code)
{
	static const char *const name[][2] = { { "new-build", "新建" },
		{ "stock", "存量" }, { "operation", "运营" } };

	for (size_t i = 0; i < 3; i++)
		if (str_is(code, name[i][0]))
			return str_from(words(lang, name[i][1], name[i][0]));
	return code;
}

static void
put_lead(struct report *r, struct table *t, const struct value *v)
{
	if (v[M_LEAD].known)
		table_text(t, v[M_LEAD].text);
	else
		table_words(t, (struct str){ "", 0 }, words_fill(&r->keep,
		    v[M_RESPONSIBLE].known ? words(r->lang,
		    "未明确（按分工$1）", "nobody (by duty $1)") :
		    words(r->lang, "未明确", "nobody"),
		    v[M_RESPONSIBLE].text));
}

static void
put_open(struct book *b, struct table *t, const struct item *x)
{
	struct report *r = b->r;
	const struct value *v = x->v;

	table_row(t);
	table_number(t, (int64_t)t->nrow);
	table_text(t, v[M_ID].text);
	report_district(r, t, v[M_DISTRICT].text);
	report_code(r, t, &v[M_PHASE], phase_words);
	report_value(t, &v[M_SUBJECT]);
	report_value(t, &v[M_REQUEST]);
	put_lead(r, t, v);
	report_value(t, &v[M_RAISED]);
	report_date(t, &v[M_DUE]);
	if (x->late > 0)
		table_number(t, x->late);
	else
		table_not_applicable(t);
	if (x->ask >= 0)
		table_words(t, (struct str){ "", 0 },
		    ask_words(r->lang, x->ask));
	else
		table_not_applicable(t);
}

static void
put_agenda(struct book *b)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_COUNT, 0, { "no", "序" } },
		{ NULL, VALUE_ID, 0, { "matter", "编号" } },
		{ NULL, VALUE_TEXT, 0, { "district", "地区" } },
		{ NULL, VALUE_TEXT, 0, { "phase", "环节" } },
		{ NULL, VALUE_TEXT, 0, { "subject", "事项" } },
		{ NULL, VALUE_TEXT, 0, { "request", "诉求" } },
		{ NULL, VALUE_TEXT, 0, { "lead", "牵头部门" } },
		{ NULL, VALUE_DATE, 0, { "raised", "提出" } },
		{ NULL, VALUE_DATE, 0, { "due", "时限" } },
		{ NULL, VALUE_COUNT, 0, { "days\nlate", "逾期\n天数" } },
		{ NULL, VALUE_TEXT, 0, { "asked\nfor", "提请" } },
	};
	struct report *r = b->r;
	struct table *t = report_table(r, TABLE_PEOPLE);

	t->stub = 2;
	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < b->n; i++)
		if (b->item[i].status != MATTER_CLOSED)
			put_open(b, t, &b->item[i]);
	table_set_title(t, words_fill(&r->keep, words(r->lang,
	    "$1在办难点堵点（$2，共$3件，按逾期天数排列）",
	    "Open matters, $1 ($2, $3, by days overdue)"),
	    words_scope(r->lang, r->district),
	    words_month_end(&r->keep, r->lang, r->period),
	    words_int(&r->keep, b->all.open)));
	table_set_unit(t, str_from(words(r->lang, "单位：天",
	    "Unit: days")));
	report_note(t, str_from(words(r->lang,
	    "提请联席会议：明确牵头＝无牵头部门；核定牵头＝与分工不符；研究决定＝逾期或无时限而未决定；督促落实＝已决定而逾期。",
	    "Asked of the joint meeting: assign, nobody leads; settle, "
	    "another leads than by duty; decide, overdue or without a day and "
	    "not decided; press, decided and overdue all the same.")));
	report_note_signs(r, t);
	report_scope_note(r, t, true);
}

static bool
is_asked(const struct item *x, int ask)
{
	return x->status != MATTER_CLOSED && x->ask == ask;
}

static void
put_asked_row(struct book *b, struct table *t, const struct item *x)
{
	struct report *r = b->r;
	const struct value *v = x->v;

	table_row(t);
	table_number(t, (int64_t)t->nrow);
	table_words(t, (struct str){ "", 0 }, ask_words(r->lang, x->ask));
	table_text(t, v[M_ID].text);
	report_district(r, t, v[M_DISTRICT].text);
	report_value(t, &v[M_SUBJECT]);
	report_value(t, &v[M_REQUEST]);
	put_lead(r, t, v);
	report_list(r, t, &v[M_SUPPORT]);
	report_date(t, &v[M_DUE]);
	if (x->late > 0)
		table_number(t, x->late);
	else
		table_not_applicable(t);
	report_date(t, &v[M_DECISION]);
}

/* What the joint meeting is asked for, matter by matter. */
static void
put_asked(struct book *b, size_t n)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_COUNT, 0, { "no", "序" } },
		{ NULL, VALUE_TEXT, 0, { "asked\nfor", "提请" } },
		{ NULL, VALUE_ID, 0, { "matter", "编号" } },
		{ NULL, VALUE_TEXT, 0, { "district", "地区" } },
		{ NULL, VALUE_TEXT, 0, { "subject", "事项" } },
		{ NULL, VALUE_TEXT, 0, { "request", "诉求" } },
		{ NULL, VALUE_TEXT, 0, { "lead", "牵头部门" } },
		{ NULL, VALUE_TEXT, 0, { "support", "配合部门" } },
		{ NULL, VALUE_DATE, 0, { "due", "时限" } },
		{ NULL, VALUE_COUNT, 0, { "days\nlate", "逾期\n天数" } },
		{ NULL, VALUE_TEXT, 0, { "decided so far", "已有决定" } },
	};
	struct report *r = b->r;
	struct table *t = report_table(r, TABLE_PEOPLE);

	t->stub = 3;
	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (int ask = 0; ask < ASKS; ask++)
		for (size_t i = 0; i < b->n; i++)
			if (is_asked(&b->item[i], ask))
				put_asked_row(b, t, &b->item[i]);
	table_set_title(t, words_fill(&r->keep, words(r->lang,
	    "提请联席会议审议事项（$1，共$2件）",
	    "For the joint meeting to decide ($1, $2)"),
	    words_month_end(&r->keep, r->lang, r->period),
	    words_int(&r->keep, (int64_t)n)));
	table_set_unit(t, str_from(words(r->lang, "单位：天",
	    "Unit: days")));
	report_note_signs(r, t);
	report_scope_note(r, t, true);
}

/* "研究决定2件：招商引资信息共享（相城区）、…" */
static void
say_asked(struct book *b, int ask, int64_t *no)
{
	struct report *r = b->r;
	struct arena *a = &r->keep;
	struct str item[NAMES_MOST];
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++) {
		const struct item *x = &b->item[i];
		const struct district *d = code_district(r->codes,
		    x->v[M_DISTRICT].text);

		if (!is_asked(x, ask))
			continue;
		if (n < NAMES_MOST)
			item[n] = words_fill(a, words(r->lang, "$1（$2$3$4）",
			    "$1 ($2$3$4)"), x->m.subject, d == NULL ?
			    x->v[M_DISTRICT].text : d->short_name,
			    x->m.lead.n == 0 ? x->m.lead : words_fill(a,
			    words(r->lang, "，$1牵头", ", led by $1"),
			    x->m.lead), x->late <= 0 ?
			    (struct str){ "", 0 } : words_fill(a,
			    words(r->lang, "，逾期$1天", ", $1 days late"),
			    words_int(a, x->late)));
		n++;
	}
	if (n == 0)
		return;
	document_text(r->doc, words_fill(a, words(r->lang,
	    "$1. $2$3件：$4。", "$1. $2, $3: $4."), words_int(a, ++*no),
	    ask_words(r->lang, ask), words_int(a, (int64_t)n),
	    phrase_list(a, r->lang, item, n, NAMES_MOST, "件")));
}

static bool
build_agenda(struct report *r)
{
	struct book b = { .r = r, .rows = report_first(r, 2) };
	int64_t no = 0;
	size_t n = 0;
	bool ok;

	if (b.rows == NULL)
		return false;
	b.item = mem_zalloc(b.rows->nrow + 1, sizeof(*b.item));
	ok = collect(&b);
	for (size_t i = 0; i < b.n; i++)
		n += b.item[i].status != MATTER_CLOSED && b.item[i].ask >= 0;
	document_text(r->doc, words_fill(&r->keep, n == 0 ? words(r->lang,
	    "在办难点堵点$1件，没有需提请联席会议审议的。",
	    "Matters open: $1; none is for the joint meeting.") :
	    words(r->lang,
	    "在办难点堵点$1件，其中逾期$2件；提请联席会议审议$3件：",
	    "Matters open: $1, overdue $2; for the joint meeting $3:"),
	    words_int(&r->keep, b.all.open),
	    words_int(&r->keep, b.all.overdue),
	    words_int(&r->keep, (int64_t)n)));
	for (int ask = 0; ok && ask < ASKS; ask++)
		say_asked(&b, ask, &no);
	if (ok && n > 0)
		put_asked(&b, n);
	map_fini(&b.department);
	free(b.item);
	free(b.sum);
	return ok;
}

static void
put_machine_row(struct book *b, struct table *t, const struct item *x)
{
	static const char *const status[] = { "open", "overdue", "closed" };
	static const char *const ask[] = { "assign", "settle", "decide",
		"press" };
	const struct value *v = x->v;
	int end = date_last_day(b->r->period);

	table_row(t);
	table_text(t, report_period_text(b->r));
	for (size_t c = M_ID; c < M_ASK; c++)
		table_text(t, v[c].text);
	if (x->status == MATTER_CLOSED)
		table_number(t, x->m.closed - x->m.raised);
	else
		table_number(t, end - x->m.raised);
	table_number(t, x->late);
	table_text(t, str_from(status[x->status]));
	table_text(t, x->ask < 0 ? STR("") : str_from(ask[x->ask]));
}

static void
put_machine(struct book *b)
{
	static const char *const more[] = { "days_open", "days_overdue",
		"status", "ask" };
	struct table *t = report_table(b->r, TABLE_MACHINE);

	for (size_t c = 0; c < M_ASK; c++)
		report_headings(b->r, t, &(struct report_heading){
			columns[c], VALUE_TEXT, 0, { NULL, NULL } }, 1);
	for (size_t c = 0; c < 4; c++)
		report_headings(b->r, t, &(struct report_heading){ more[c],
			c < 2 ? VALUE_COUNT : VALUE_TEXT, 0,
			{ NULL, NULL } }, 1);
	for (size_t i = 0; i < b->n; i++)
		put_machine_row(b, t, &b->item[i]);
}

static bool
build_matters(struct report *r)
{
	struct book b = { .r = r, .rows = report_first(r, 2) };
	bool ok;

	if (b.rows == NULL)
		return false;
	if (r->period < 0)
		r->period = b.rows->period;
	if (r->period < 0 && b.rows->nrow > 0) {
		diag_at(r->diag, NULL, DIAG_REPORT_PERIOD,
		    DIAG_Z(r->kind->name));
		return false;
	}
	b.item = mem_zalloc(b.rows->nrow + 1, sizeof(*b.item));
	ok = collect(&b);
	if (ok) {
		put_departments(&b);
		put_agenda(&b);
		put_machine(&b);
	}
	map_fini(&b.department);
	free(b.item);
	free(b.sum);
	return ok;
}

static const struct dataset *
matters(void)
{
	static const struct dataset table = { "matters", "难点堵点", ledger,
		M_COLUMNS, false };

	return &table;
}

#define MATTERS_NEED(name_, place_, file_, otherwise_)                    \
	{ .name = (name_), .dataset = matters, .place = (place_),         \
		.otherwise = (otherwise_), .file = (file_),               \
		.columns = { .name = columns,                             \
			.n = M_COLUMNS, .period = M_PERIOD,               \
			.district = M_DISTRICT } }

/* Of a workspace the agenda, where it has one. */
static const struct report_need needs[] = {
	MATTERS_NEED("matters", REPORT_PERIOD, "agenda", false),
	MATTERS_NEED("ledger", REPORT_CANON, "matters", true),
};

const struct report_kind report_matters = {
	.name = "matters",
	.about = { "matters by lead department, and those open",
	    "难点堵点办理情况和在办事项" },
	.need = needs,
	.nneed = 2,
	.takes_file = true,
	.numbered = true,
	.publish = PUBLISH_INTERNAL,
	.build = build_matters,
};

const struct report_kind report_agenda = {
	.name = "agenda",
	.about = { "what the joint meeting is asked for",
	    "提请联席会议审议事项" },
	.need = needs,
	.nneed = 2,
	.publish = PUBLISH_INTERNAL,
	.build = build_agenda,
};

/*
 * Buildings to be nurtured (准亿元培育), the nearest by pace first, with what
 * each needs a month; with a goal, how far what is in hand and what is
 * expected reach, and which are the next ones.
 */
#include <stdlib.h>

#include "base/date.h"
#include "print/words.h"
#include "report/bands.h"
#include "report/building_list.h"
#include "report/class_count.h"
#include "report/estimate.h"
#include "report/kinds.h"

enum { OWN_NO, OWN_KIND, OWN_BASIS, OWN_AVERAGE, OWN_TIMES, OWN_GOAL,
	OWN_IN_HAND, OWN_EXPECTED, OWN_GAP, OWN_COLUMNS };

static const struct report_heading own[OWN_COLUMNS] = {
	[OWN_NO] = { "rank", VALUE_COUNT, 0, { "rank", "位次" } },
	[OWN_KIND] = { "kind", VALUE_TEXT, 0, { "kind", "类型" } },
	[OWN_BASIS] = { "pace_basis", VALUE_TEXT, 0, { "basis", "推算\n依据" } },
	[OWN_AVERAGE] = { "month_average_yuan", VALUE_MONEY, COLUMN_WAN,
	    { "a month\n$1", "月均\n$1" } },
	[OWN_TIMES] = { "times", VALUE_PERCENT, 0, { "times", "需提速\n倍数" } },
	[OWN_GOAL] = { "goal", VALUE_COUNT, 0, { NULL, NULL } },
	[OWN_IN_HAND] = { "in_hand", VALUE_COUNT, 0, { NULL, NULL } },
	[OWN_EXPECTED] = { "expected", VALUE_COUNT, 0, { NULL, NULL } },
	[OWN_GAP] = { "gap", VALUE_INTEGER, 0, { NULL, NULL } },
};

static const struct building_column columns[] = {
	{ .col = B_PERIOD, .form = COLUMN_MACHINE },
	{ .col = B_COLUMNS + OWN_NO },
	{ .col = B_ID },
	{ .col = B_NAME },
	{ .col = B_DISTRICT },
	{ .col = B_COLUMNS + OWN_KIND },
	{ .col = B_TAX, .form = COLUMN_WAN, .label = { "tax\n$1", "税收\n$1" } },
	{ .col = B_LAST_YEAR, .form = COLUMN_WAN },
	{ .col = B_PACE, .form = COLUMN_WAN, .label = { "pace", NULL } },
	{ .col = B_COLUMNS + OWN_BASIS },
	{ .col = B_SHORT, .form = COLUMN_WAN,
	    .label = { "short", "距1亿元\n尚差" } },
	{ .col = B_COLUMNS + OWN_AVERAGE },
	{ .col = B_PER_MONTH, .form = COLUMN_WAN,
	    .label = { "needed", "余月\n需月均" } },
	{ .col = B_COLUMNS + OWN_TIMES },
	{ .col = B_TOP1 },
	{ .col = B_AT_RISK, .form = COLUMN_MACHINE },
	{ .col = B_COLUMNS + OWN_GOAL, .form = COLUMN_MACHINE },
	{ .col = B_COLUMNS + OWN_IN_HAND, .form = COLUMN_MACHINE },
	{ .col = B_COLUMNS + OWN_EXPECTED, .form = COLUMN_MACHINE },
	{ .col = B_COLUMNS + OWN_GAP, .form = COLUMN_MACHINE },
};

struct list {
	struct report *r;
	struct table *t;
	struct bands bands;
	const struct tier *one;
	struct place *place; /* by pace */
	size_t n, listed;
	int64_t goal;        /* -1: none */
	int64_t in_hand, expected, gap; /* gap: goal less both */
	struct class_count count;
	bool whole;          /* a whole year: nothing is to come */
	size_t firm;         /* expected, and with a tenth less to come */
	size_t on_top1;      /* not without the largest payer */
	size_t *rank;        /* by row */
	struct building_marks marks;
};

static bool
flag(const struct value *v)
{
	return v->known && v->n == 1;
}

/* Not above, and not expected to be: what a goal may still call on. */
static bool
is_next(const struct value *v)
{
	return v[B_TIER].known && !building_above(&v[B_TIER]) &&
	    v[B_PACE].known && !flag(&v[B_EXPECTED]);
}

static void
collect(struct list *l)
{
	const struct source *s = l->r->source;

	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);
		bool above = building_above(&v[B_TIER]);
		bool next = l->goal < 0 ? flag(&v[B_NURTURE]) : is_next(v);

		class_count_add(&l->count, v, NULL);
		l->in_hand += above;
		l->expected += !above && flag(&v[B_EXPECTED]);
		l->firm += !above && flag(&v[B_EXPECTED]) &&
		    estimate_holds(l->one, v, 9);
		l->on_top1 += v[B_AT_RISK].known &&
		    !str_is(v[B_AT_RISK].text, "pace") &&
		    (above || flag(&v[B_EXPECTED]));
		if (next)
			l->place[l->n++] = (struct place){ .row = i,
				.id = v[B_ID].text, .known = v[B_PACE].known,
				.num = v[B_PACE].n, .den = 1 };
	}
	ranking_sort(l->place, l->n);
	for (size_t i = 0; i < l->n; i++)
		l->rank[l->place[i].row] = l->place[i].rank;
	l->gap = l->goal < 0 ? 0 : l->goal - l->in_hand - l->expected;
}

/* With a goal: as many as are short of it, and half of that in reserve. */
static size_t
how_many(const struct list *l)
{
	size_t gap = l->gap < 0 ? 0 : (size_t)l->gap, n;

	if (l->goal < 0)
		return l->n;
	n = gap + (gap + 1) / 2;
	if (n < 2)
		n = 2;
	return n < l->n ? n : l->n;
}

static const char *
kind_of(const struct value *v)
{
	if (flag(&v[B_EXPECTED]))
		return "expected";
	if (flag(&v[B_NURTURE]))
		return "nurture";
	return flag(&v[B_EXPECTED_LEFT]) ? "leaving" : "other";
}

static struct str
kind_words(enum lang lang, struct str code)
{
	static const char *const name[][2] = { { "expected", "预计超" },
		{ "nurture", "培育" }, { "leaving", "退出" },
		{ "other", "其他" } };

	for (size_t i = 0; i < 4; i++)
		if (str_is(code, name[i][0]))
			return str_from(words(lang, name[i][1], name[i][0]));
	return code;
}

static struct str
basis_words(enum lang lang, struct str code)
{
	static const char *const name[][3] = { { "own", "本楼", "own" },
		{ "city", "全市", "city" }, { "linear", "月均", "by months" },
		{ "actual", "实绩", "actual" } };

	for (size_t i = 0; i < 4; i++)
		if (str_is(code, name[i][0]))
			return str_from(words(lang, name[i][1], name[i][2]));
	return code;
}

/* The mean of the months so far, in 10 000 yuan. */
static void
put_average(struct list *l, struct table *t, const struct value *tax)
{
	int64_t m = date_month_no(l->r->period);
	struct buf b;

	if (!tax->known) {
		table_missing(t);
		return;
	}
	buf_init(&b, BUF_UNBOUNDED);
	buf_hundredths(&b, (int64_t)num_div(tax->n, m, NUM_HALF_AWAY));
	table_ratio(t, buf_str(&b), tax->n, m * num_pow10(6), 0);
	buf_fini(&b);
}

/* How many times the mean so far the months to come need. */
static void
put_times(struct list *l, struct table *t, const struct value *v)
{
	num_wide num, den = v[B_TAX].n;
	struct buf b;

	if (!v[B_PER_MONTH].known || !v[B_TAX].known || den <= 0) {
		table_not_applicable(t);
		return;
	}
	num = (num_wide)v[B_PER_MONTH].n * date_month_no(l->r->period);
	buf_init(&b, BUF_UNBOUNDED);
	buf_hundredths(&b, (int64_t)num_div(num * 100, den, NUM_HALF_AWAY));
	table_ratio(t, buf_str(&b), num, den, 2);
	buf_fini(&b);
}

static void
put_own(void *arg, struct table *t, size_t i, size_t row)
{
	struct list *l = arg;
	const struct value *v = source_at(l->r->source, row, 0);
	const int64_t figure[] = { l->goal, l->in_hand, l->expected, l->gap };

	if (i == OWN_NO)
		table_number(t, (int64_t)l->rank[row]);
	else if (i == OWN_KIND)
		table_words(t, str_from(kind_of(v)), kind_words(l->r->lang,
		    str_from(kind_of(v))));
	else if (i == OWN_BASIS)
		report_code(l->r, t, &v[B_PACE_BASIS], basis_words);
	else if (i == OWN_AVERAGE)
		put_average(l, t, &v[B_TAX]);
	else if (i == OWN_TIMES)
		put_times(l, t, v);
	else if (l->goal < 0 && (i == OWN_GOAL || i == OWN_GAP))
		table_not_applicable(t);
	else
		table_number(t, figure[i - OWN_GOAL]);
}

static struct str
number(struct list *l, int64_t n)
{
	return words_int(&l->r->keep, n);
}

/* In hand, expected, and what is short of the goal. */
static void
note_goal(struct list *l)
{
	struct report *r = l->r;
	enum lang g = r->lang;
	struct arena *a = &r->keep;
	struct str sum = number(l, l->in_hand + l->expected);
	struct str rest;

	if (l->gap <= 0)
		rest = words_fill(a, words(g, "，超出目标$1幢", ", $1 more"),
		    number(l, -l->gap));
	else if ((size_t)l->gap > l->n)
		rest = words_fill(a, words(g,
		    "，尚差$1幢，可推算的其余楼宇仅$2幢",
		    ", $1 short, and only $2 others have a pace"),
		    number(l, l->gap), number(l, (int64_t)l->n));
	else
		rest = words_fill(a, words(g,
		    "，尚差$1幢；按推算全年由高到低，上列前$1幢须全部超过1亿元，且$2幢无一落空",
		    ", $1 short: the first $1 listed must all come above it, "
		    "and none of the $2 may fail"), number(l, l->gap),
		    number(l, l->expected));
	table_add_note(l->t, str_from(words(g, "测算", "Reckoning")),
	    words_fill(a, words(g,
	    "已超过1亿元$1幢＋预计年内超过$2幢＝$3幢，目标$4幢$5。",
	    "$1 above 100m + $2 expected = $3; goal $4$5."),
	    number(l, l->in_hand), number(l, l->expected), sum,
	    number(l, l->goal), rest));
}

static void
note_firmness(struct list *l)
{
	struct report *r = l->r;
	enum lang g = r->lang;
	int64_t firm = (int64_t)l->firm;

	if (l->whole) {
		table_add_note(l->t, str_from(words(g, "稳固程度",
		    "How firm")), words_fill(&r->keep, words(g,
		    "超过1亿元的$1幢中，扣除首位企业后不足的$2幢。",
		    "Of the $1 above, $2 are not without their largest "
		    "payer."), number(l, l->in_hand),
		    number(l, (int64_t)l->on_top1)));
		return;
	}
	table_add_note(l->t, str_from(words(g, "稳固程度", "How firm")),
	    words_fill(&r->keep, words(g,
	    "已超过的$1幢除退税外年内不会回落；预计的$2幢中其余月份税收下浮10%后仍超过1亿元的$3幢，其余$4幢（合计$5幢）。$6幢中扣除首位企业后预计不足1亿元的$7幢。",
	    "The $1 above stay so but for refunds; of the $2 expected, $3 "
	    "hold with 10% less to come, $4 do not ($5 in all). Without "
	    "their largest payer $7 of $6 are not expected above it."),
	    number(l, l->in_hand), number(l, l->expected), number(l, firm),
	    number(l, l->expected - firm), number(l, l->in_hand + firm),
	    number(l, l->in_hand + l->expected),
	    number(l, (int64_t)l->on_top1)));
}

static int64_t
count_by(struct list *l, enum estimate by, bool inclusive)
{
	struct tier one = *l->one;
	struct estimator e;
	int64_t n = 0, fen;

	one.inclusive = inclusive;
	estimator_init(&e, l->r);
	for (size_t i = 0; i < l->r->source->nrow; i++)
		n += estimate_year(&e, by, source_at(l->r->source, i, 0),
		        &fen) && tier_holds(&one, fen);
	return n;
}

static void
note_sensitivity(struct list *l)
{
	struct report *r = l->r;
	enum lang g = r->lang;
	bool other = !l->one->inclusive;

	table_add_note(l->t, str_from(words(g, "口径敏感性（推算全年）",
	    "By other definitions")), words_fill(&r->keep, other ? words(g,
	    "“超过”改为“不低于”$1幢；推算改用月均法（按楼宇税收）$2幢。",
	    "with >= for >: $1; by months, of the building's tax: $2.") :
	    words(g, "“不低于”改为“超过”$1幢；推算改用月均法（按楼宇税收）$2幢。",
	    "with > for >=: $1; by months, of the building's tax: $2."),
	    number(l, count_by(l, ESTIMATE_RULES, other)),
	    number(l, count_by(l, ESTIMATE_LINEAR, !other))));
}

/* Only the bases that stand in the list are told. */
static void
note_bases(struct list *l)
{
	static const char *const basis[][3] = {
		{ "own", "本楼＝在驻企业上年其余月份÷上年同期×本期",
		    "own = what last year's other months were to the same "
		    "months, of the enterprises now there" },
		{ "city", "全市＝全市上年其余月份÷上年同期×本期（本楼上年不可比时）",
		    "city = the same of the city, where the building's own "
		    "year cannot be used" },
		{ "linear", "月均＝本期÷已过月数×其余月数",
		    "by months = the mean of the months so far" },
	};
	enum lang g = l->r->lang;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t k = 0; k < 3; k++) {
		bool used = false;

		for (size_t i = 0; i < l->listed; i++)
			used = used || str_is(source_at(l->r->source,
			    l->place[i].row, B_PACE_BASIS)->text, basis[k][0]);
		if (!used)
			continue;
		if (b.n > 0)
			buf_puts(&b, words(g, "；", "; "));
		buf_puts(&b, words(g, basis[k][1], basis[k][2]));
	}
	if (b.n > 0) {
		buf_puts(&b, words(g, "。系估算，不作考核依据。",
		    ". An estimate, no basis for assessment."));
		table_add_note(l->t, str_from(words(g, "推算依据", "Pace")),
		    buf_str(&b));
	}
	buf_fini(&b);
}

/* Why a pace that needs no speeding up still is not enough: the other
 * months are weaker, the city's or those of the buildings alone. */
static void
note_season(struct list *l)
{
	static const char *const why[2][LANG_COUNT] = {
		{ "Where no more is needed a month than before and the pace is "
		  "still short: the other months are weaker (last year a month "
		  "of them had $1 of one of the same months).",
		  "需提速倍数小于1而推算仍不足，是因为其余月份税收一般低于前几个月（上年其余月份月均为同期的$1倍）。" },
		{ "Where no more is needed a month than before and the pace is "
		  "still short: the other months of that building were weaker "
		  "last year (those of all together had $1 of the same months, a "
		  "month).",
		  "需提速倍数小于1而推算仍不足，是因为该楼宇上年其余月份税收低于前几个月（各楼宇合计，上年其余月份月均为同期的$1倍）。" },
	};
	struct report *r = l->r;
	num_wide other, same;
	struct estimator e;
	bool slow = false;
	struct buf b;

	estimator_init(&e, r);
	for (size_t i = 0; i < l->listed; i++) {
		const struct value *v = source_at(r->source,
		    l->place[i].row, 0);

		slow = slow || (v[B_PER_MONTH].known && v[B_TAX].known &&
		    !flag(&v[B_EXPECTED]) && (num_wide)v[B_PER_MONTH].n *
		    e.months < v[B_TAX].n);
	}
	if (!slow || e.same <= 0 || e.months >= 12)
		return;
	other = (e.last - e.same) * e.months;
	same = e.same * (12 - e.months);
	buf_init(&b, BUF_UNBOUNDED);
	buf_hundredths(&b, (int64_t)num_div(other * 100, same,
	    NUM_HALF_AWAY));
	report_note(l->t, words_fill(&r->keep, why[other >= same][r->lang],
	    buf_str(&b)));
	buf_fini(&b);
}

static struct str
title(struct list *l)
{
	struct report *r = l->r;
	enum lang g = r->lang;
	struct arena *a = &r->keep;
	struct str part[3];

	part[0] = words_month_end(a, g, r->period);
	part[1] = words_fill(a, l->goal < 0 ? words(g, "共$1幢",
	    "$1 buildings") : words(g, "$2幢中列$1幢", "$1 of $2"),
	    number(l, (int64_t)l->listed), number(l, (int64_t)l->n));
	part[2] = report_incomplete(g, l->marks.incomplete > 0);
	return words_fill(a, l->goal < 0 ?
	    words(g, "$1准亿元培育楼宇名单（$3）",
	    "Buildings to be nurtured, $1 ($3)") :
	    words(g, "$1距$2幢亿元楼宇的缺口和最接近的楼宇（$3）",
	    "The gap to $2 buildings above 100m yuan and the next ones, $1 "
	    "($3)"), words_scope(g, r->district), number(l, l->goal),
	    words_join(a, g, part, 3));
}

static void
put_table(struct list *l)
{
	struct report *r = l->r;
	enum lang g = r->lang;
	struct building_list list = { .r = r, .column = columns,
		.ncolumn = sizeof(columns) / sizeof(columns[0]), .own = own,
		.put = put_own, .arg = l, .marks = &l->marks };

	list.t = l->t = report_table(r, TABLE_PEOPLE | TABLE_MACHINE);
	l->t->stub = 4;
	building_list_head(&list);
	for (size_t i = 0; i < l->listed; i++)
		building_list_row(&list, l->place[i].row);
	table_set_title(l->t, title(l));
	table_set_unit(l->t, str_from(words(g, "单位：万元、倍、%",
	    "Unit: 10k yuan, times, %")));
	if (l->goal >= 0)
		note_goal(l);
	note_firmness(l);
	if (!l->whole)
		note_sensitivity(l);
	note_bases(l);
	building_marks_note(r, l->t, &l->marks);
	note_season(l);
	if (l->count.no_expected > 0)
		report_note(l->t, words_fill(&r->keep, words(g,
		    "无法推算全年的$1幢未计入。",
		    "$1 buildings have no pace and are not counted."),
		    number(l, (int64_t)l->count.no_expected)));
	report_note_signs(r, l->t);
	report_scope_note(r, l->t, true);
}

static bool
build_nurture(struct report *r)
{
	struct list l = { .r = r, .goal = r->in->options.goal,
		.whole = r->period >= 0 && date_month_no(r->period) == 12 };
	size_t n = r->source->nrow;
	bool ok = bands_open(&l.bands, r);

	l.place = mem_zalloc(n + 1, sizeof(*l.place));
	l.rank = mem_zalloc(n + 1, sizeof(*l.rank));
	building_marks_init(&l.marks);
	if (ok) {
		l.one = &l.bands.rules->tier[l.bands.rules->one];
		collect(&l);
		l.listed = how_many(&l);
		ok = class_count_check(&l.count, r);
	}
	if (ok)
		put_table(&l);
	building_marks_fini(&l.marks);
	bands_close(&l.bands);
	free(l.place);
	free(l.rank);
	return ok;
}

static const size_t also[] = { B_PACE, B_NURTURE, B_EXPECTED,
	B_EXPECTED_LEFT, B_SHORT, B_PER_MONTH };

static const struct report_need need = BUILDING_NEED("classified",
    REPORT_PERIOD, true, also, sizeof(also) / sizeof(also[0]));

const struct report_kind report_nurture = {
	.name = "nurture",
	.about = { "buildings to be nurtured, and the gap to a goal",
	    "准亿元培育楼宇和缺口测算" },
	.need = &need,
	.nneed = 1,
	.takes_file = true,
	.takes = REPORT_TAKES_GOAL,
	.publish = PUBLISH_INTERNAL,
	.build = build_nurture,
};

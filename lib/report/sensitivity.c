/*
 * How far the counts depend on the definition: 亿元楼宇 with >= for >, a
 * little more or less tax, without the largest payer; new ones gross or net;
 * the year by each basis; specialties recognised or candidates.  Every
 * difference is told by name.
 */
#include <stdlib.h>

#include "base/date.h"
#include "print/words.h"
#include "report/bands.h"
#include "report/building_list.h"
#include "report/coverage.h"
#include "report/estimate.h"
#include "report/kinds.h"

enum { NEED_CLASSIFIED, NEED_UNATTRIBUTED, NEEDS };

#define NAMES_MOST 8u /* named in a table that people read */

struct study {
	struct report *r;
	struct bands bands;
	const struct tier *one;
	struct tier other;    /* with the other sense of its bound */
	int64_t within;       /* hundredths of a percent */
	struct estimator year;
	bool whole;
	struct coverage coverage;
	struct building_marks marks;
};

/* What a definition says: 1, 0, or -1 where it is not known. */
static int
truth(bool known, bool holds)
{
	return known ? holds : -1;
}

static int
is_above(const struct study *s, const struct value *v)
{
	return truth(v[B_TAX].known, tier_holds(s->one, v[B_TAX].n));
}

static int
is_at_bound(const struct study *s, const struct value *v)
{
	return truth(v[B_TAX].known, tier_holds(&s->other, v[B_TAX].n));
}

/* Above with the bound moved by the rules' percent. */
static int
is_above_by(const struct study *s, const struct value *v, int64_t sign)
{
	num_wide left = (num_wide)v[B_TAX].n * 10000;
	num_wide right = (num_wide)s->one->bound_fen *
	    (10000 + sign * s->within);

	return truth(v[B_TAX].known, s->one->inclusive ? left >= right :
	    left > right);
}

static int
is_above_less(const struct study *s, const struct value *v)
{
	return is_above_by(s, v, -1);
}

static int
is_above_more(const struct study *s, const struct value *v)
{
	return is_above_by(s, v, 1);
}

static int
is_above_alone(const struct study *s, const struct value *v)
{
	return truth(v[B_TAX].known && v[B_TOP1_TAX].known,
	    tier_holds(s->one, v[B_TAX].n - v[B_TOP1_TAX].n));
}

static int
is_new(const struct study *s, const struct value *v)
{
	(void)s;
	return truth(v[B_NEW].known, v[B_NEW].n == 1);
}

/* By last year's tax as it is now, not by the issued list. */
static int
is_new_again(const struct study *s, const struct value *v)
{
	return truth(v[B_TAX].known && v[B_LAST_YEAR].known,
	    tier_holds(s->one, v[B_TAX].n) &&
	    !tier_holds(s->one, v[B_LAST_YEAR].n));
}

static int
is_expected(const struct study *s, const struct value *v)
{
	(void)s;
	return truth(v[B_EXPECTED].known, v[B_EXPECTED].n == 1);
}

static int
is_expected_by(const struct study *s, const struct value *v, enum estimate by)
{
	int64_t fen = 0;
	bool known = estimate_year(&s->year, by, v, &fen);

	return truth(known, tier_holds(s->one, fen));
}

static int
is_own(const struct study *s, const struct value *v)
{
	return is_expected_by(s, v, ESTIMATE_OWN);
}

static int
is_city(const struct study *s, const struct value *v)
{
	return is_expected_by(s, v, ESTIMATE_CITY);
}

static int
is_linear(const struct study *s, const struct value *v)
{
	return is_expected_by(s, v, ESTIMATE_LINEAR);
}

static int
is_less(const struct study *s, const struct value *v)
{
	return truth(v[B_TAX].known && v[B_PACE].known,
	    estimate_holds(s->one, v, 9));
}

static int
is_more(const struct study *s, const struct value *v)
{
	return truth(v[B_TAX].known && v[B_PACE].known,
	    estimate_holds(s->one, v, 11));
}

/* pace x (tax - top1) / tax above? */
static int
is_expected_alone(const struct study *s, const struct value *v)
{
	num_wide left = (num_wide)v[B_PACE].n *
	    (v[B_TAX].n - v[B_TOP1_TAX].n);
	num_wide right = (num_wide)s->one->bound_fen * v[B_TAX].n;

	return truth(v[B_PACE].known && v[B_TOP1_TAX].known &&
	    v[B_TAX].known && v[B_TAX].n > 0, s->one->inclusive ?
	    left >= right : left > right);
}

static int
is_recognised(const struct study *s, const struct value *v)
{
	(void)s;
	return v[B_RECOGNISED].known;
}

static int
is_candidate(const struct study *s, const struct value *v)
{
	(void)s;
	return v[B_SPECIALTY].known;
}

static int
is_both(const struct study *s, const struct value *v)
{
	return is_recognised(s, v) && is_candidate(s, v);
}

/* A group opens with the definition in force; others are held against it.
 * $1 the bound, $2 the percent. */
static const struct definition {
	const char *group, *code, *zh, *en;
	int (*holds)(const struct study *s, const struct value *v);
	bool estimate; /* within a year only */
} definitions[] = {
	{ "above", "rules", "现行：税收$3$1", "in force: tax $3 $1", is_above,
	    false },
	{ "above", "other-sense", "改为$4$1", "$4 $1", is_at_bound, false },
	{ "above", "bound-lower", "界限下移$2%", "bound $2% lower",
	    is_above_less, false },
	{ "above", "bound-higher", "界限上移$2%", "bound $2% higher",
	    is_above_more, false },
	{ "above", "without-top1", "扣除首位企业", "without the largest payer",
	    is_above_alone, false },
	{ "new", "rules", "现行：新增（毛数）", "in force: new, gross", is_new,
	    false },
	{ "new", "recalculated", "上年按重算税收", "last year recalculated",
	    is_new_again, false },
	{ "expected", "rules", "现行：按规则推算", "in force: pace",
	    is_expected, true },
	{ "expected", "own", "均按本楼上年推算", "own year for all", is_own,
	    true },
	{ "expected", "city", "均按全市上年推算", "the city's year for all",
	    is_city, true },
	{ "expected", "linear", "均按月均推算", "by months for all", is_linear,
	    true },
	{ "expected", "tenth-less", "其余月份下浮10%", "10% less to come",
	    is_less, true },
	{ "expected", "tenth-more", "其余月份上浮10%", "10% more to come",
	    is_more, true },
	{ "expected", "without-top1", "扣除首位企业",
	    "without the largest payer", is_expected_alone, true },
	{ "specialty", "rules", "现行：已认定", "in force: recognised",
	    is_recognised, false },
	{ "specialty", "candidates", "符合候选条件", "candidates",
	    is_candidate, false },
	{ "specialty", "both", "已认定且符合条件", "recognised and candidate",
	    is_both, false },
};

#define DEFINITIONS (sizeof(definitions) / sizeof(definitions[0]))

struct group_words {
	const char *code, *zh, *en;
};

static struct str
group_words(enum lang lang, const char *code)
{
	static const struct group_words name[] = {
		{ "above", "亿元楼宇", "above 100m" },
		{ "new", "新增", "new" },
		{ "expected", "预计全年", "expected" },
		{ "specialty", "特色产业", "specialty" },
	};

	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++)
		if (strcmp(name[i].code, code) == 0)
			return str_from(words(lang, name[i].zh, name[i].en));
	return str_from(code);
}

/* What a definition counts, and how it differs from that in force. */
struct outcome {
	size_t n, unknown, gained, lost;
	struct buf gained_ids, lost_ids, names;
};

static void
outcome_fini(struct outcome *o)
{
	buf_fini(&o->gained_ids);
	buf_fini(&o->lost_ids);
	buf_fini(&o->names);
}

static void
add_name(struct study *s, struct outcome *o, const struct value *v,
    bool gained)
{
	enum lang l = s->r->lang;
	struct buf *ids = gained ? &o->gained_ids : &o->lost_ids;
	size_t *n = gained ? &o->gained : &o->lost;

	if (ids->n > 0)
		buf_putc(ids, ';');
	buf_put(ids, v[B_ID].text);
	if (++*n > NAMES_MOST)
		return;
	if (o->names.n > 0)
		buf_puts(&o->names, words(l, "、", ", "));
	if (*n == 1)
		buf_puts(&o->names, gained ? words(l, "增", "+ ") :
		    words(l, "减", "- "));
	buf_put(&o->names, v[B_NAME].text);
}

static void
add_more(struct study *s, struct outcome *o, size_t n)
{
	if (n > NAMES_MOST)
		buf_put(&o->names, words_fill(&s->r->keep, words(s->r->lang,
		    "等$1幢", " and others, $1"),
		    words_int(&s->r->keep, (int64_t)n)));
}

/* Those it gains are named first, then those it loses. */
static void
examine(struct study *s, const struct definition *d,
    const struct definition *base, struct outcome *o)
{
	const struct source *src = s->r->source;

	*o = (struct outcome){ 0 };
	buf_init(&o->gained_ids, BUF_UNBOUNDED);
	buf_init(&o->lost_ids, BUF_UNBOUNDED);
	buf_init(&o->names, BUF_UNBOUNDED);
	for (size_t i = 0; i < src->nrow; i++) {
		const struct value *v = source_at(src, i, 0);
		int now = d->holds(s, v);

		o->n += now == 1;
		o->unknown += now < 0;
		if (now == 1 && base->holds(s, v) != 1)
			add_name(s, o, v, true);
	}
	add_more(s, o, o->gained);
	for (size_t i = 0; i < src->nrow; i++) {
		const struct value *v = source_at(src, i, 0);

		if (d->holds(s, v) != 1 && base->holds(s, v) == 1)
			add_name(s, o, v, false);
	}
	add_more(s, o, o->lost);
}

/* "2", "2.50": how near is near. */
static struct str
percent_words(struct study *s)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	if (s->within % 100 == 0)
		buf_int(&b, s->within / 100);
	else
		buf_hundredths(&b, s->within);
	return buf_keep(&b, &s->r->keep);
}

static struct str
label(struct study *s, const struct definition *d)
{
	enum lang l = s->r->lang;
	struct arena *a = &s->r->keep;
	const char *strict = words(l, "超过", ">");
	const char *loose = words(l, "不低于", ">=");
	bool in = s->one->inclusive;

	return words_fill(a, words(l, d->zh, d->en),
	    words_bound(a, l, s->one->bound_fen), percent_words(s),
	    str_from(in ? loose : strict), str_from(in ? strict : loose));
}

static void
put_definition(struct study *s, struct table *t, const struct definition *d,
    const struct definition *base)
{
	struct outcome o, first;
	bool people = (t->audience & TABLE_PEOPLE) != 0;

	examine(s, d, base, &o);
	examine(s, base, base, &first);
	table_row(t);
	if (d == base && t->nrow > 1)
		table_rule(t);
	table_text(t, report_period_text(s->r));
	table_words(t, str_from(d->group), people && d != base ?
	    (struct str){ "", 0 } : group_words(s->r->lang, d->group));
	table_words(t, str_from(d->code), label(s, d));
	table_number(t, (int64_t)o.n);
	if (d == base)
		table_not_applicable(t);
	else
		table_number(t, (int64_t)o.n - (int64_t)first.n);
	table_number(t, (int64_t)o.unknown);
	table_text(t, buf_str(&o.names));
	table_text(t, buf_str(&o.gained_ids));
	table_text(t, buf_str(&o.lost_ids));
	outcome_fini(&o);
	outcome_fini(&first);
}

/* What is net of new ones is a count, not a list of buildings. */
static void
put_net(struct study *s, struct table *t)
{
	const struct source *src = s->r->source;
	struct buf ids, names;
	int64_t n = 0, left = 0;

	buf_init(&ids, BUF_UNBOUNDED);
	buf_init(&names, BUF_UNBOUNDED);
	for (size_t i = 0; i < src->nrow; i++) {
		const struct value *v = source_at(src, i, 0);

		n += is_new(s, v) == 1;
		if (!v[B_LEFT].known || v[B_LEFT].n != 1)
			continue;
		left++;
		if (ids.n > 0) {
			buf_putc(&ids, ';');
			buf_puts(&names, words(s->r->lang, "、", ", "));
		}
		buf_put(&ids, v[B_ID].text);
		buf_put(&names, v[B_NAME].text);
	}
	table_row(t);
	table_text(t, report_period_text(s->r));
	table_words(t, STR("new"), (struct str){ "", 0 });
	table_words(t, STR("net"), str_from(words(s->r->lang,
	    "净增（新增－退出）", "net: new - left")));
	table_number(t, n - left);
	table_number(t, -left);
	table_not_applicable(t);
	table_words(t, buf_str(&names), names.n == 0 ? buf_str(&names) :
	    words_fill(&s->r->keep, words(s->r->lang, "退出$1", "left: $1"),
	    buf_str(&names)));
	table_not_applicable(t);
	table_text(t, buf_str(&ids));
	buf_fini(&ids);
	buf_fini(&names);
}

static struct table *
put_definitions(struct study *s, unsigned audience)
{
	static const struct report_heading head[] = {
		{ "period", VALUE_MONTH, COLUMN_MACHINE, { NULL, NULL } },
		{ "count", VALUE_TEXT, 0, { "count", "计数" } },
		{ "definition", VALUE_TEXT, 0, { "definition", "口径" } },
		{ "buildings", VALUE_COUNT, 0, { "build-\nings", "幢数" } },
		{ "difference", VALUE_INTEGER, COLUMN_SIGN,
		    { "differ-\nence", "与现行\n之差" } },
		{ "unknown", VALUE_COUNT, 0, { "un-\nknown", "不明" } },
		{ NULL, VALUE_TEXT, 0, { "which", "变动的楼宇" } },
		{ "gained", VALUE_TEXT, COLUMN_MACHINE, { NULL, NULL } },
		{ "lost", VALUE_TEXT, COLUMN_MACHINE, { NULL, NULL } },
	};
	struct report *r = s->r;
	struct table *t = report_table(r, audience);
	const struct definition *base = definitions;

	t->stub = 2;
	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < DEFINITIONS; i++) {
		const struct definition *d = &definitions[i];

		if (d->estimate && s->whole)
			continue;
		if (strcmp(d->group, base->group) != 0)
			base = d;
		put_definition(s, t, d, base);
		if (strcmp(d->code, "recalculated") == 0 && s->whole)
			put_net(s, t);
	}
	table_set_title(t, words_fill(&r->keep, words(r->lang,
	    "$1亿元楼宇等计数的口径敏感性（$2，共$3幢）",
	    "Counts by neighbouring definitions, $1 ($2, $3 buildings)"),
	    words_scope(r->lang, r->district),
	    words_period(&r->keep, r->lang, r->period),
	    words_int(&r->keep, (int64_t)r->source->nrow)));
	table_set_unit(t, str_from(words(r->lang, "单位：幢",
	    "Unit: buildings")));
	coverage_note(&s->coverage, r, t);
	report_note(t, str_from(words(r->lang,
	    "推算的现行口径取在驻企业的上年（pace）；均按本楼、全市、月均推算的取楼宇税收合计。均为估算，不作考核依据。年内不统计退出，净增以全年为准。",
	    "The pace in force is of the enterprises now there; the other "
	    "bases take the building's totals. All are estimates. Within a "
	    "year none has left: net is of whole years.")));
	report_note_signs(r, t);
	report_scope_note(r, t, true);
	return t;
}

/* Within the rules' percent of the bound, on either side. */
static bool
is_near(const struct study *s, const struct value *v)
{
	num_wide bound = s->one->bound_fen, off;

	if (!v[B_TAX].known)
		return false;
	off = v[B_TAX].n - bound;
	return (off < 0 ? -off : off) * 10000 <= bound * s->within;
}

enum { OWN_SIDE, OWN_EXACT, OWN_OFF, OWN_COLUMNS };

static void
put_near_own(void *arg, struct table *t, size_t i, size_t row)
{
	const struct study *s = arg;
	const struct value *v = source_at(s->r->source, row, 0);
	bool above = is_above(s, v) == 1;

	if (i == OWN_SIDE)
		table_words(t, above ? STR("above") : STR("below"),
		    str_from(above ? words(s->r->lang, "已超过", "above") :
		    words(s->r->lang, "未超过", "below")));
	else if (i == OWN_EXACT)
		table_words(t, v[B_TAX].text,
		    words_exact(&s->r->keep, v[B_TAX].n));
	else
		table_words(t, (struct str){ "", 0 }, words_exact(&s->r->keep,
		    v[B_TAX].n - s->one->bound_fen));
}

static void
put_near(struct study *s)
{
	static const struct report_heading own[OWN_COLUMNS] = {
		[OWN_SIDE] = { NULL, VALUE_TEXT, 0, { "side", "现况" } },
		[OWN_EXACT] = { NULL, VALUE_TEXT, 0,
		    { "tax in yuan", "税收（元）" } },
		[OWN_OFF] = { NULL, VALUE_TEXT, 0,
		    { "from the bound", "距界限（元）" } },
	};
	static const struct building_column columns[] = {
		{ .col = B_ID }, { .col = B_NAME }, { .col = B_DISTRICT },
		{ .col = B_COLUMNS + OWN_SIDE },
		{ .col = B_COLUMNS + OWN_EXACT },
		{ .col = B_COLUMNS + OWN_OFF },
		{ .col = B_TOP1 }, { .col = B_MATCHED,
		    .label = { "with a\ntax row", "有税\n企业" } },
		{ .col = B_ENTERPRISES },
	};
	struct report *r = s->r;
	enum lang l = r->lang;
	struct building_list list = { .r = r, .column = columns,
		.ncolumn = sizeof(columns) / sizeof(columns[0]), .own = own,
		.put = put_near_own, .arg = s, .marks = &s->marks };
	struct table *t = list.t = report_table(r, TABLE_PEOPLE);
	struct str part[2] = { words_period(&r->keep, l, r->period) };

	t->stub = 2;
	building_list_head(&list);
	for (size_t i = 0; i < list.ncolumn; i++)
		if (columns[i].col == B_COLUMNS + OWN_EXACT ||
		    columns[i].col == B_COLUMNS + OWN_OFF)
			t->column[i].align = TABLE_RIGHT;
	for (size_t i = 0; i < r->source->nrow; i++)
		if (is_near(s, source_at(r->source, i, 0)))
			building_list_row(&list, i);
	part[1] = words_fill(&r->keep, words(l, "共$1幢", "$1 buildings"),
	    words_int(&r->keep, (int64_t)t->nrow));
	table_set_title(t, words_fill(&r->keep, words(l,
	    "$1税收接近$2元界限的楼宇（$3）",
	    "Buildings near the bound of $2 yuan, $1 ($3)"),
	    words_scope(l, r->district),
	    words_bound(&r->keep, l, s->one->bound_fen),
	    words_join(&r->keep, l, part, 2)));
	table_set_unit(t, str_from(words(l, "单位：元、%、户",
	    "Unit: yuan, %, enterprises")));
	report_note(t, words_fill(&r->keep, words(l,
	    "列税收在界限上下$1%以内的楼宇（report.ini），按楼宇编号排列。",
	    "Those within $1% of the bound (report.ini), by id."),
	    percent_words(s)));
	report_note_signs(r, t);
	report_scope_note(r, t, true);
}

/* Machines have them as a row of their own. */
static void
put_near_ids(struct study *s, struct table *t)
{
	struct buf ids;
	int64_t n = 0;

	buf_init(&ids, BUF_UNBOUNDED);
	for (size_t i = 0; i < s->r->source->nrow; i++) {
		const struct value *v = source_at(s->r->source, i, 0);

		if (!is_near(s, v))
			continue;
		if (n++ > 0)
			buf_putc(&ids, ';');
		buf_put(&ids, v[B_ID].text);
	}
	table_row(t);
	table_text(t, report_period_text(s->r));
	table_text(t, STR("near"));
	table_text(t, STR("rules"));
	table_number(t, n);
	table_not_applicable(t);
	table_not_applicable(t);
	table_not_applicable(t);
	table_text(t, buf_str(&ids));
	table_not_applicable(t);
	buf_fini(&ids);
}

static bool
open_study(struct study *s)
{
	struct report *r = s->r;
	const struct setting_book *book = report_settings(r, "report.ini");
	const struct setting *x = book == NULL ? NULL :
	    setting_find(book, "near", "within_pct");

	if (x == NULL || !setting_number(r->diag, x, 2, &s->within) ||
	    !bands_open(&s->bands, r))
		return false;
	s->one = &s->bands.rules->tier[s->bands.rules->one];
	s->other = *s->one;
	s->other.inclusive = !s->one->inclusive;
	estimator_init(&s->year, r);
	return coverage_init(&s->coverage, r, NEED_UNATTRIBUTED);
}

/* The rules given here must be those the input was classified by. */
static bool
check_rules(struct study *s)
{
	num_wide ours = 0, theirs = 0;

	for (size_t i = 0; i < s->r->source->nrow; i++) {
		const struct value *v = source_at(s->r->source, i, 0);

		ours += is_above(s, v) == 1;
		theirs += building_above(&v[B_TIER]);
	}
	return report_agree(s->r, "above 1yi by the rules in force = tiers of "
	    "the input (-c)", "按现行规则的亿元楼宇＝数据中的档次（-c）", ours,
	    theirs);
}

static bool
build_sensitivity(struct report *r)
{
	struct study s = { .r = r,
		.whole = r->period >= 0 && date_month_no(r->period) == 12 };
	bool ok;

	building_marks_init(&s.marks);
	ok = open_study(&s) && check_rules(&s);
	if (ok) {
		put_definitions(&s, TABLE_PEOPLE);
		put_near(&s);
		put_near_ids(&s, put_definitions(&s, TABLE_MACHINE));
	}
	bands_close(&s.bands);
	building_marks_fini(&s.marks);
	return ok;
}

static const size_t also[] = { B_PACE, B_EXPECTED, B_SPECIALTY,
	B_RECOGNISED };

static const struct report_need needs[NEEDS] = {
	[NEED_CLASSIFIED] = BUILDING_NEED("classified", REPORT_PERIOD, true,
	    also, sizeof(also) / sizeof(also[0])),
	[NEED_UNATTRIBUTED] = UNATTRIBUTED_NEED,
};

const struct report_kind report_sensitivity = {
	.name = "sensitivity",
	.about = { "counts under neighbouring definitions",
	    "亿元楼宇等计数的口径敏感性" },
	.need = needs,
	.nneed = NEEDS,
	.takes_file = true,
	.numbered = true,
	.publish = PUBLISH_INTERNAL,
	.build = build_sensitivity,
};

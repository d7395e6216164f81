/*
 * The monitoring list (动态监测提示) that bldg-watch makes: each finding with
 * its figures in a unit to be read, and a sentence.
 */
#include "base/date.h"
#include "base/map.h"
#include "print/words.h"
#include "report/finding.h"
#include "report/kinds.h"
#include "schema/made.h"

enum { NEED_WATCH, NEED_CLASSIFIED, NEED_PREVIOUS, NEED_BUILDINGS, NEEDS };

enum { HIGH, MEDIUM, LOW, SEVERITIES }; /* the choices of `severity` */

static const char *const columns[W_COLUMNS] = { "severity", "building_id",
	"name", "district", "code", "column", "unit", "previous", "current",
	"change", "key", "reasons" };

struct list {
	struct report *r;
	const struct setting_book *rules;
	struct map now, before, building; /* rows by id */
	struct map names;                 /* name and district, listed twice */
	size_t n[SEVERITIES];
	bool reasons;                     /* some row has them */
	bool urgent;                      /* people read high and medium */
	struct buf star;                  /* what the marks * stand for */
};

static void
index_ids(struct report *r, struct map *m, size_t need, size_t col)
{
	for (size_t i = 0; r->given[need] && i < r->source[need].nrow; i++)
		map_put(m, source_at(&r->source[need], i, col)->text, NULL);
}

static const struct value *
row_of(const struct report *r, const struct map *m, size_t need,
    struct str id)
{
	size_t at = id.n == 0 ? MAP_NONE : map_find(m, id);

	return at == MAP_NONE ? NULL : source_at(&r->source[need], at, 0);
}

static struct str
place_words(struct report *r, struct str name, struct str district)
{
	const struct district *x = code_district(r->codes, district);

	return x == NULL ? name : words_fill(&r->keep, words(r->lang,
	    "$1（$2）", "$1 ($2)"), name, x->short_name);
}

/* Is the building of the district the report is limited to? */
static bool
is_ours(const struct list *l, struct str id)
{
	const struct report *r = l->r;
	const struct value *v;

	if (row_of(r, &l->now, NEED_CLASSIFIED, id) != NULL ||
	    row_of(r, &l->before, NEED_PREVIOUS, id) != NULL)
		return true; /* only its rows were read */
	v = row_of(r, &l->building, NEED_BUILDINGS, id);
	return v != NULL && code_district(r->codes,
	    v[BUILDING_DISTRICT].text) == r->district;
}

/* --scope names none of the others. */
static bool
hides(const struct list *l, struct str id)
{
	return l->r->in->own && l->r->district != NULL && id.n > 0 &&
	    !is_ours(l, id);
}

/* The facts of one finding name its other building; else the registers. */
struct naming {
	struct list *l;
	const struct finding *f;
};

static struct str
building_words(void *arg, struct str id)
{
	const struct naming *n = arg;
	struct list *l = n->l;
	struct report *r = l->r;
	static const char *const fact[][3] = {
		{ "moved_to", "moved_to.name", "moved_to.district" },
		{ "came_from", "came_from.name", "came_from.district" },
		{ "same_as", "same_as.name", "same_as.district" },
	};
	const struct value *v;

	if (hides(l, id))
		return str_from(words(r->lang, "其他地区楼宇",
		    "a building of another district"));
	for (size_t i = 0; i < sizeof(fact) / sizeof(fact[0]); i++)
		if (str_eq(finding_fact(n->f, fact[i][0]), id) &&
		    finding_fact(n->f, fact[i][1]).n > 0)
			return place_words(r, finding_fact(n->f, fact[i][1]),
			    finding_fact(n->f, fact[i][2]));
	if ((v = row_of(r, &l->now, NEED_CLASSIFIED, id)) != NULL ||
	    (v = row_of(r, &l->before, NEED_PREVIOUS, id)) != NULL)
		return place_words(r, v[B_NAME].text, v[B_DISTRICT].text);
	v = row_of(r, &l->building, NEED_BUILDINGS, id);
	return v == NULL ? id : place_words(r, v[BUILDING_NAME].text,
	    v[BUILDING_DISTRICT].text);
}

static struct str
severity_words(enum lang lang, int64_t severity)
{
	static const char *const zh[] = { "高", "中", "低" };
	static const char *const en[] = { "high", "medium", "low" };

	return str_from(words(lang, zh[severity], en[severity]));
}

/* The rule's label; in English its code, which is made of words. */
static struct str
code_words(struct list *l, struct str code)
{
	const struct setting *s;

	if (l->r->lang != LANG_ZH)
		return code;
	s = setting_find(l->rules, words_fill(&l->r->keep, "watch $1", code).p,
	    "label");
	return s == NULL ? code : s->value;
}

/* What it is called; two of one name are told apart by their ids. */
static void
put_name(struct list *l, struct table *t, const struct value *v)
{
	struct arena *a = &l->r->keep;
	struct str key = words_fill(a, "$1 $2", v[W_NAME].text,
	    v[W_DISTRICT].text);
	size_t at = map_find(&l->names, key);

	if (!v[W_NAME].known)
		table_missing(t);
	else if (at != MAP_NONE && v[W_ID].known)
		table_text(t, words_fill(a, words(l->r->lang, "$1（$2）",
		    "$1 ($2)"), v[W_NAME].text, v[W_ID].text));
	else
		table_text(t, v[W_NAME].text);
}

/* Names of two buildings of one district, in l->names. */
static void
find_namesakes(struct list *l)
{
	const struct source *s = &l->r->source[NEED_WATCH];
	struct map first = { 0 };
	struct arena *a = &l->r->keep;

	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);
		struct str key = words_fill(a, "$1 $2", v[W_NAME].text,
		    v[W_DISTRICT].text);
		size_t at = map_find(&first, key);

		if (at == MAP_NONE)
			map_put(&first, key, NULL);
		for (size_t k = 0; at != MAP_NONE && k < i; k++) {
			const struct value *o = source_at(s, k, 0);

			if (str_eq(o[W_NAME].text, v[W_NAME].text) &&
			    str_eq(o[W_DISTRICT].text, v[W_DISTRICT].text) &&
			    !str_eq(o[W_ID].text, v[W_ID].text))
				map_put(&l->names, key, NULL);
		}
	}
	map_fini(&first);
}

/* Does it print like 1, 5 or 10 yi, though it is not above that? */
static bool
is_false_bound(const struct figure_unit *u, struct str text)
{
	int64_t n, shown;

	if (u->scale != 8 || num_parse_decimal(text, 2, &n) != NUM_OK)
		return false;
	shown = (int64_t)num_div(n, 100000000, NUM_HALF_AWAY);
	return (shown == 100 || shown == 500 || shown == 1000) &&
	    n <= shown * 100000000;
}

static void
mark_bound(struct list *l, struct table *t, const struct value *v,
    const struct value *figure)
{
	struct arena *a = &l->r->keep;
	int64_t n = 0;

	(void)num_parse_decimal(figure->text, 2, &n);
	table_mark(t, '*');
	if (l->star.n > 0)
		buf_puts(&l->star, words(l->r->lang, "；", "; "));
	buf_put(&l->star, words_fill(a, words(l->r->lang,
	    "第$1项$2为$3元", "no. $1, $2: $3 yuan"),
	    words_int(a, (int64_t)t->nrow), v[W_NAME].text,
	    words_exact(a, n)));
}

static void
put_figures(struct list *l, struct table *t, const struct value *v)
{
	struct report *r = l->r;
	const struct str all[] = { v[W_PREVIOUS].text, v[W_CURRENT].text,
		v[W_CHANGE].text };
	struct figure_unit u = figure_unit_for(r->lang, v[W_UNIT].text, all,
	    3);

	if (!u.number) {
		for (size_t i = 0; i < 4; i++)
			table_not_applicable(t);
		return;
	}
	table_words(t, v[W_UNIT].text, u.name);
	for (size_t i = 0; i < 3; i++) {
		if (all[i].n == 0)
			table_not_applicable(t);
		else
			figure_cell(r, t, &u, all[i], i == 2);
		if (i < 2 && is_false_bound(&u, all[i]))
			mark_bound(l, t, v, &v[W_PREVIOUS + i]);
	}
}

/* What stands behind "ID:CODE". */
static struct str
other_of(const struct value *v)
{
	struct str rest = v[W_KEY].text, piece;

	str_cut(&rest, ':', &piece);
	return str_cut(&rest, ':', &piece) ? rest : (struct str){ "", 0 };
}

static void
put_row(struct list *l, struct table *t, const struct value *v)
{
	struct report *r = l->r;
	struct finding f = { .r = r, .v = v, .other = other_of(v),
		.now = row_of(r, &l->now, NEED_CLASSIFIED, v[W_ID].text),
		.before = row_of(r, &l->before, NEED_PREVIOUS, v[W_ID].text),
		.building = building_words };
	struct naming naming = { l, &f };

	f.arg = &naming;
	table_row(t);
	table_number(t, (int64_t)t->nrow);
	table_words(t, v[W_SEVERITY].text, severity_words(r->lang,
	    v[W_SEVERITY].n));
	put_name(l, t, v);
	report_district(r, t, v[W_DISTRICT].text);
	table_words(t, v[W_CODE].text, code_words(l, v[W_CODE].text));
	put_figures(l, t, v);
	table_words(t, (struct str){ "", 0 }, finding_words(&f));
}

static struct str
title(struct list *l)
{
	struct report *r = l->r;
	enum lang g = r->lang;
	struct arena *a = &r->keep;
	int before = r->source[NEED_PREVIOUS].period;
	struct str part[2], with;

	part[0] = words_period(a, g, r->period);
	if (!r->given[NEED_PREVIOUS] || before < 0) {
		part[1] = (struct str){ "", 0 };
	} else {
		with = date_year(before) == date_year(r->period) ?
		    words_months(a, g, before) : words_period(a, g, before);
		part[1] = words_fill(a, words(g, "与$1比较", "against $1"),
		    with);
	}
	with = words_join(a, g, part, 2);
	if (with.n == 0)
		return words_fill(a, words(g, "$1楼宇动态监测提示",
		    "Findings, $1"), words_scope(g, r->district));
	return words_fill(a, words(g, "$1楼宇动态监测提示（$2）",
	    "Findings, $1 ($2)"), words_scope(g, r->district), with);
}

static struct str
counts(struct list *l)
{
	struct arena *a = &l->r->keep;

	return words_fill(a, words(l->r->lang,
	    "共$1项：高$2项、中$3项、低$4项",
	    "$1 findings: high $2, medium $3, low $4"),
	    words_int(a, (int64_t)(l->n[HIGH] + l->n[MEDIUM] + l->n[LOW])),
	    words_int(a, (int64_t)l->n[HIGH]),
	    words_int(a, (int64_t)l->n[MEDIUM]),
	    words_int(a, (int64_t)l->n[LOW]));
}

static void
notes(struct list *l, struct table *t)
{
	struct report *r = l->r;
	enum lang g = r->lang;

	if (l->star.n > 0)
		report_note(t, words_fill(&r->keep, words(g,
		    "* $1，四舍五入显示如界限，未超过。",
		    "* $1: rounded they print like a bound they are not "
		    "above."), buf_str(&l->star)));
	report_note(t, str_from(words(g,
	    "流量指标按累计口径，本期与上期之差为其间各月；“预计退出”的上期为上年全年、本期为推算全年，“税收同比下降”的上期为上年同期。入驻率等为月末数，变化为个百分点。",
	    "Sums are cumulative: their difference is of the months between. "
	    "Of expected-left, previous is last year and current the pace; "
	    "of tax-down, previous is the same months of last year. Changes "
	    "of rates are in points.")));
	report_note(t, str_from(words(g,
	    "级别：高＝影响亿元楼宇数或数据完整性，须即核实；中＝需关注；低＝提示。规则及出处见 bldg-watch --show-rules，逐行依据见 bldg-watch --explain。",
	    "High touches the count of buildings above 100m or the "
	    "completeness of the data. Rules: bldg-watch --show-rules; what "
	    "stands behind a finding: bldg-watch --explain.")));
	if (l->urgent && l->n[LOW] > 0)
		report_note(t, words_fill(&r->keep, words(g,
		    "低级$1项未列，见 bldg-report watch。",
		    "Low ones are left out ($1): bldg-report watch has "
		    "them."), words_int(&r->keep, (int64_t)l->n[LOW])));
	report_note_signs(r, t);
	report_scope_note(r, t, true);
}

static void
put_table(struct list *l)
{
	static const struct report_heading head[] = {
		{ NULL, VALUE_COUNT, 0, { "no", "序" } },
		{ NULL, VALUE_TEXT, 0, { "level", "级\n别" } },
		{ NULL, VALUE_TEXT, 0, { "name", "楼宇名称" } },
		{ NULL, VALUE_TEXT, 0, { "district", "地区" } },
		{ NULL, VALUE_TEXT, 0, { "finding", "事项" } },
		{ NULL, VALUE_TEXT, 0, { "unit", "单位" } },
		{ NULL, VALUE_COUNT, 0, { "previous", "上期" } },
		{ NULL, VALUE_COUNT, 0, { "current", "本期" } },
		{ NULL, VALUE_COUNT, 0, { "change", "变化" } },
		{ NULL, VALUE_TEXT, 0, { "remark", "说明" } },
	};
	struct report *r = l->r;
	const struct source *s = &r->source[NEED_WATCH];
	struct table *t = report_table(r, TABLE_PEOPLE);

	t->stub = 3;
	report_headings(r, t, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < s->nrow; i++) {
		if (l->urgent && source_at(s, i, W_SEVERITY)->n == LOW)
			continue;
		put_row(l, t, source_at(s, i, 0));
		if (t->nrow > 1 && source_at(s, i, W_SEVERITY)->n !=
		    source_at(s, i - 1, W_SEVERITY)->n)
			table_rule(t);
	}
	table_set_title(t, title(l));
	table_set_unit(t, counts(l));
	notes(l, t);
}

/* "ID:CODE:OTHER", without what is hidden. */
static struct str
key_of(const struct list *l, const struct value *v)
{
	struct str key = v[W_KEY].text, other = other_of(v);

	return hides(l, other) ? str_sub(key, 0, key.n - other.n - 1) : key;
}

/* For machines the rows as they are; the reasons, which name buildings,
 * where every building may be named. */
static void
put_machine(struct list *l)
{
	const struct source *s = &l->r->source[NEED_WATCH];
	struct table *t = report_table(l->r, TABLE_MACHINE);
	size_t n = l->reasons && !l->r->in->own ? W_COLUMNS : W_REASONS;

	for (size_t c = 0; c < n; c++)
		report_headings(l->r, t, &(struct report_heading){ columns[c],
			c >= W_PREVIOUS && c <= W_CHANGE ? VALUE_COUNT :
			VALUE_TEXT, 0, { NULL, NULL } }, 1);
	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);

		table_row(t);
		for (size_t c = 0; c < n; c++)
			table_text(t, c == W_KEY ? key_of(l, v) : v[c].text);
	}
}

static bool
build(struct report *r, bool urgent)
{
	struct list l = { .r = r, .urgent = urgent,
		.rules = report_settings(r, "watch.ini") };
	const struct source *s = &r->source[NEED_WATCH];

	if (l.rules == NULL)
		return false;
	index_ids(r, &l.now, NEED_CLASSIFIED, B_ID);
	index_ids(r, &l.before, NEED_PREVIOUS, B_ID);
	index_ids(r, &l.building, NEED_BUILDINGS, BUILDING_ID);
	find_namesakes(&l);
	buf_init(&l.star, BUF_UNBOUNDED);
	for (size_t i = 0; i < s->nrow; i++) {
		l.n[source_at(s, i, W_SEVERITY)->n]++;
		l.reasons = l.reasons || source_at(s, i, W_REASONS)->known;
	}
	put_table(&l);
	put_machine(&l);
	buf_fini(&l.star);
	map_fini(&l.now);
	map_fini(&l.before);
	map_fini(&l.building);
	map_fini(&l.names);
	return true;
}

static bool
build_watch(struct report *r)
{
	return build(r, false);
}

static bool
build_alerts(struct report *r)
{
	return build(r, true);
}

static const struct dataset *
watch(void)
{
	return made_at(MADE_WATCH);
}

static const struct report_need needs[NEEDS] = {
	[NEED_WATCH] = { .name = "watch", .dataset = watch,
	    .place = REPORT_PERIOD, .must = true,
	    .columns = { .name = columns, .n = W_COLUMNS,
	        .period = W_COLUMNS, .district = W_DISTRICT } },
	[NEED_CLASSIFIED] = BUILDING_NEED("classified", REPORT_PERIOD, false,
	    NULL, 0),
	[NEED_PREVIOUS] = BUILDING_NEED("previous", REPORT_MONTH_BEFORE,
	    false, NULL, 0),
	[NEED_BUILDINGS] = { .name = "buildings",
	    .dataset = report_buildings, .place = REPORT_CANON,
	    .columns = { .name = report_building_columns,
	        .n = BUILDING_COLUMNS, .needed = BUILDING_COLUMNS,
	        .period = BUILDING_COLUMNS, .district = BUILDING_COLUMNS } },
};

const struct report_kind report_watch = {
	.name = "watch",
	.about = { "what to look at between two periods, in sentences",
	    "动态监测提示" },
	.need = needs,
	.nneed = NEEDS,
	.takes_file = true,
	.publish = PUBLISH_INTERNAL,
	.build = build_watch,
};

const struct report_kind report_alerts = {
	.name = "alerts",
	.about = { "what to look at first", "动态监测提示" },
	.need = needs,
	.nneed = NEEDS,
	.publish = PUBLISH_INTERNAL,
	.build = build_alerts,
};

/*
 * Specialty buildings: those recognised, and the candidates that meet a
 * condition of the rules; with the shares of the lead specialty, and the
 * conditions that hold.
 */
#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "print/words.h"
#include "report/building_list.h"
#include "report/kinds.h"
#include "report/reason.h"

enum { NEED_CLASSIFIED, NEED_RECOGNITIONS, NEEDS };

enum { RECOGNISED_DATE, RECOGNISED_KIND, RECOGNISED_CATEGORY,
	RECOGNISED_SUBJECT, RECOGNISED_LEVEL, RECOGNISED_DOCUMENT,
	RECOGNISED_COLUMNS };

static const char *const recognition_columns[RECOGNISED_COLUMNS] = { "date",
	"kind", "category", "subject_id", "level", "document" };

enum { OWN_NO, OWN_KIND, OWN_CATEGORY, OWN_LEVEL, OWN_WHY, OWN_DATE,
	OWN_DOCUMENT, OWN_COLUMNS };

static const struct report_heading own[OWN_COLUMNS] = {
	[OWN_NO] = { NULL, VALUE_COUNT, 0, { "no", "序" } },
	[OWN_KIND] = { "kind", VALUE_TEXT, 0, { "kind", "类型" } },
	[OWN_CATEGORY] = { "category", VALUE_TEXT, 0,
	    { "category", "类别" } },
	[OWN_LEVEL] = { "level", VALUE_TEXT, 0, { NULL, NULL } },
	[OWN_WHY] = { "conditions", VALUE_TEXT, 0, { "met", "符合\n条件" } },
	[OWN_DATE] = { "date", VALUE_TEXT, 0, { NULL, NULL } },
	[OWN_DOCUMENT] = { "document", VALUE_TEXT, 0, { NULL, NULL } },
};

/* The level, date and document stand in the recognitions alone. */
static const struct building_column columns[] = {
	{ .col = B_PERIOD, .form = COLUMN_MACHINE },
	{ .col = B_COLUMNS + OWN_NO },
	{ .col = B_ID },
	{ .col = B_NAME },
	{ .col = B_DISTRICT },
	{ .col = B_COLUMNS + OWN_KIND },
	{ .col = B_COLUMNS + OWN_CATEGORY },
	{ .col = B_RECOGNISED, .form = COLUMN_MACHINE },
	{ .col = B_SPECIALTY, .form = COLUMN_MACHINE },
	{ .col = B_LEAD },
	{ .col = B_LEAD_PCT },
	{ .col = B_LEAD_AREA_PCT },
	{ .col = B_LEAD_COUNT_PCT },
	{ .col = B_ENTERPRISES },
	{ .col = B_HHI },
	{ .col = B_TAX },
	{ .col = B_COLUMNS + OWN_WHY },
	{ .col = B_COLUMNS + OWN_LEVEL },
	{ .col = B_COLUMNS + OWN_DATE },
	{ .col = B_COLUMNS + OWN_DOCUMENT },
};

#define WITHOUT_RECOGNITIONS \
	(sizeof(columns) / sizeof(columns[0]) - (OWN_COLUMNS - OWN_DATE) - 1)

struct book {
	struct report *r;
	struct table *t;
	struct map category;     /* codes, in the order of the rules */
	struct str *label;       /* by number; empty: none */
	size_t *row, n;          /* recognised first, then candidates */
	size_t recognised, candidates, both, city;
	size_t *first;           /* by row: the recognition, + 1 */
	struct reason_book reasons;
	struct building_marks marks;
};

static bool
read_categories(struct book *b)
{
	const struct setting_book *s = report_settings(b->r, "rollup.ini");
	size_t cap = 0;

	if (s == NULL)
		return false;
	for (size_t i = 0; i < setting_count(s); i++) {
		const struct setting *x = setting_at(s, i);
		struct str member;
		size_t at;

		if (!setting_member(x, "specialty", &member))
			continue;
		at = map_put(&b->category, member, NULL);
		b->label = mem_grow(b->label, &cap, b->category.n,
		    sizeof(*b->label));
		if (at + 1 == b->category.n && !str_is(x->key, "label"))
			b->label[at] = (struct str){ "", 0 };
		if (str_is(x->key, "label"))
			b->label[at] = x->value;
	}
	return true;
}

static struct str
category_words(struct book *b, struct str code)
{
	size_t at = map_find(&b->category, code);

	return b->r->lang != LANG_ZH || at == MAP_NONE ||
	    b->label[at].n == 0 ? words_specialty(b->r->lang, code) :
	    b->label[at];
}

/* What it is listed under: recognised as, else a candidate for. */
static struct str
category_of(const struct value *v)
{
	struct str rest = v[B_RECOGNISED].text, first = { "", 0 };

	if (!v[B_RECOGNISED].known)
		return v[B_SPECIALTY].text;
	str_cut(&rest, ';', &first);
	return first;
}

static bool
is_listed(const struct report *r, const struct value *v)
{
	(void)r;
	return v[B_RECOGNISED].known || v[B_SPECIALTY].known;
}

/* Recognised before candidates, then by category, then by tax. */
static void
sort_out(struct book *b)
{
	size_t n, ncategory = b->category.n, k = 0;
	struct place *p = building_order(b->r, is_listed, B_TAX, &n);

	b->row = mem_zalloc(n + 1, sizeof(*b->row));
	for (size_t group = 0; group < 2 * (ncategory + 1); group++)
		for (size_t i = 0; i < n; i++) {
			const struct value *v = source_at(b->r->source,
			    p[i].row, 0);
			size_t at = map_find(&b->category, category_of(v));
			size_t mine = at == MAP_NONE ? ncategory : at;

			if (!v[B_RECOGNISED].known)
				mine += ncategory + 1;
			if (mine == group)
				b->row[k++] = p[i].row;
		}
	b->n = k;
	free(p);
}

/* The first recognition of each building as a specialty, by the end of the
 * period; a city's one before a district's. */
static void
find_recognitions(struct book *b)
{
	const struct source *s = &b->r->source[NEED_RECOGNITIONS];
	struct map id = { 0 };

	for (size_t i = 0; i < b->r->source->nrow; i++)
		map_put(&id, source_at(b->r->source, i, B_ID)->text, NULL);
	for (size_t i = 0; b->r->given[NEED_RECOGNITIONS] && i < s->nrow;
	     i++) {
		const struct value *v = source_at(s, i, 0);
		size_t at = map_find(&id, v[RECOGNISED_SUBJECT].text);
		const struct value *before;

		if (at == MAP_NONE || (b->r->period >= 0 &&
		    v[RECOGNISED_DATE].n > date_last_day(b->r->period)) ||
		    !str_is(v[RECOGNISED_KIND].text, "specialty") ||
		    !str_eq(v[RECOGNISED_CATEGORY].text,
		        category_of(source_at(b->r->source, at, 0))))
			continue;
		before = b->first[at] == 0 ? NULL :
		    source_at(s, b->first[at] - 1, 0);
		if (before == NULL ||
		    (!str_is(before[RECOGNISED_LEVEL].text, "city") &&
		        str_is(v[RECOGNISED_LEVEL].text, "city")))
			b->first[at] = i + 1;
	}
	map_fini(&id);
}

static const struct value *
recognition(const struct book *b, size_t row)
{
	return b->first[row] == 0 ? NULL : source_at(
	    &b->r->source[NEED_RECOGNITIONS], b->first[row] - 1, 0);
}

static void
count(struct book *b)
{
	for (size_t i = 0; i < b->n; i++) {
		const struct value *v = source_at(b->r->source, b->row[i], 0);
		const struct value *x = recognition(b, b->row[i]);

		b->recognised += v[B_RECOGNISED].known;
		b->candidates += v[B_SPECIALTY].known;
		b->both += v[B_RECOGNISED].known && v[B_SPECIALTY].known;
		b->city += x != NULL &&
		    str_is(x[RECOGNISED_LEVEL].text, "city");
	}
}

static void
put_why(struct book *b, struct table *t, const struct value *v)
{
	if (v[B_SPECIALTY].known)
		table_words(t, reason_letters(&b->reasons, v[B_REASONS].text,
		    false), reason_letters(&b->reasons, v[B_REASONS].text,
		    false));
	else
		table_words(t, STR("none"), str_from(words(b->r->lang,
		    "不符", "none")));
}

/* Recognised by whom, where that is told. */
static void
put_kind(struct book *b, struct table *t, const struct value *v,
    const struct value *x)
{
	enum lang l = b->r->lang;
	struct str level = x == NULL ? (struct str){ "", 0 } :
	    x[RECOGNISED_LEVEL].text;

	if (!v[B_RECOGNISED].known)
		table_words(t, STR("candidate"),
		    str_from(words(l, "候选", "candidate")));
	else if (str_is(level, "city"))
		table_words(t, STR("recognised"),
		    str_from(words(l, "市级认定", "city")));
	else if (str_is(level, "district"))
		table_words(t, STR("recognised"),
		    str_from(words(l, "区级认定", "district")));
	else
		table_words(t, STR("recognised"),
		    str_from(words(l, "认定", "recognised")));
}

static void
put_own(void *arg, struct table *t, size_t i, size_t row)
{
	struct book *b = arg;
	const struct value *v = source_at(b->r->source, row, 0);
	const struct value *x = recognition(b, row);
	bool known = v[B_RECOGNISED].known;

	if (i == OWN_NO)
		table_number(t, (int64_t)t->nrow);
	else if (i == OWN_KIND)
		put_kind(b, t, v, x);
	else if (i == OWN_CATEGORY)
		table_words(t, category_of(v),
		    category_words(b, category_of(v)));
	else if (i == OWN_WHY)
		put_why(b, t, v);
	else if (!known)
		table_not_applicable(t);
	else if (x == NULL)
		table_missing(t);
	else
		report_value(t, &x[i == OWN_LEVEL ? RECOGNISED_LEVEL :
		    i == OWN_DATE ? RECOGNISED_DATE : RECOGNISED_DOCUMENT]);
}

static struct str
title(struct book *b)
{
	struct report *r = b->r;
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	struct str part[4];

	part[0] = words_month_end(a, l, r->period);
	part[1] = words_fill(a, words(l, "已认定$1幢", "$1 recognised"),
	    words_int(a, (int64_t)b->recognised));
	if (r->given[NEED_RECOGNITIONS])
		part[1] = words_fill(a, words(l, "$1（市级$2幢）",
		    "$1 ($2 by the city)"), part[1],
		    words_int(a, (int64_t)b->city));
	part[2] = words_fill(a, words(l, "未认定的候选$1幢",
	    "$1 more candidates"),
	    words_int(a, (int64_t)(b->candidates - b->both)));
	part[3] = report_incomplete(l, b->marks.incomplete > 0);
	return words_fill(a, words(l, "$1特色产业楼宇（$2）",
	    "Specialty buildings, $1 ($2)"), words_scope(l, r->district),
	    words_join(a, l, part, 4));
}

static void
notes(struct book *b)
{
	struct report *r = b->r;
	enum lang l = r->lang;

	reason_legend(&b->reasons, l, b->t);
	building_marks_note(r, b->t, &b->marks);
	report_note(b->t, str_from(words(l,
	    "认定的列前，再按类别、税收排列。候选为符合任一条件而未认定的；认定数为期末以前的认定，“不符”为已认定而现不符合候选条件。",
	    "Those recognised first, then by category and tax. Candidates "
	    "meet a condition and are not recognised; none: recognised, and "
	    "meets no condition now.")));
	report_note(b->t, str_from(words(l,
	    "占比为主导产业占楼宇正税收、入驻面积、入驻户数的比重；集中度为各行业大类占税收比重的平方和，最大10000。",
	    "Shares are of the building's positive tax, occupied area and "
	    "enterprises; HHI adds up the squares of the industries' shares, "
	    "10000 at most.")));
	report_note_signs(r, b->t);
	report_scope_note(r, b->t, true);
}

static void
put_list(struct book *b)
{
	struct report *r = b->r;
	struct building_list l = { .r = r, .column = columns,
		.ncolumn = r->given[NEED_RECOGNITIONS] ?
		    sizeof(columns) / sizeof(columns[0]) :
		    WITHOUT_RECOGNITIONS,
		.own = own, .put = put_own, .arg = b, .marks = &b->marks };

	l.t = b->t = report_table(r, TABLE_PEOPLE | TABLE_MACHINE);
	b->t->stub = 4;
	building_list_head(&l);
	for (size_t i = 0; i < b->n; i++) {
		building_list_row(&l, b->row[i]);
		if (i == b->recognised)
			table_rule(b->t);
	}
	table_set_title(b->t, title(b));
	table_set_unit(b->t, str_from(words(r->lang, "单位：%、户、亿元",
	    "Unit: %, enterprises, 100m yuan")));
	notes(b);
}

/* How many are which: both where a recognised one meets a condition. */
struct pair {
	size_t recognised, candidates;
};

/* Recognised as the category, and candidates for it, in a district (NULL:
 * in all): "2/5". */
static void
put_pair(struct book *b, struct table *t, const struct district *x,
    struct str category)
{
	struct pair *n = arena_alloc(&b->r->keep, 1, sizeof(*n));
	struct behind *behind = b->r->behind;

	*n = (struct pair){ 0, 0 };
	for (size_t i = 0; i < b->n; i++) {
		const struct value *v = source_at(b->r->source, b->row[i], 0);
		struct str rest = v[B_RECOGNISED].text, one;
		bool is = false;

		if (x != NULL && !str_eq(v[B_DISTRICT].text, x->code))
			continue;
		while (v[B_RECOGNISED].known && str_cut(&rest, ';', &one))
			is = is || category.n == 0 || str_eq(one, category);
		behind_count_if(behind, &n->recognised, &v[B_RECOGNISED], is);
		behind_count_if(behind, &n->candidates, &v[B_SPECIALTY],
		    v[B_SPECIALTY].known && (category.n == 0 ||
		    str_eq(v[B_SPECIALTY].text, category)));
	}
	if (n->recognised + n->candidates == 0) {
		table_not_applicable(t);
		return;
	}
	table_words(t, (struct str){ "", 0 }, words_fill(&b->r->keep,
	    "$1/$2", words_int(&b->r->keep, (int64_t)n->recognised),
	    words_int(&b->r->keep, (int64_t)n->candidates)));
	table_of(t, PART_COUNTED, &n->recognised);
	table_of(t, PART_COUNTED, &n->candidates);
}

static void
put_matrix_row(struct book *b, struct table *t, const struct district *x)
{
	static const struct str any = { "", 0 };

	table_row(t);
	table_words(t, any, x == NULL || x->is_city ?
	    words_scope(b->r->lang, NULL) : x->name);
	if (x != NULL && x->is_city)
		x = NULL;
	put_pair(b, t, x, any);
	for (size_t k = 0; k < b->category.n; k++)
		put_pair(b, t, x, b->category.key[k]);
}

static void
put_matrix(struct book *b)
{
	struct report *r = b->r;
	enum lang l = r->lang;
	struct table *t = report_table(r, TABLE_PEOPLE);

	report_headings(r, t, (const struct report_heading[]){
		{ NULL, VALUE_TEXT, 0, { "district", "地区" } },
		{ NULL, VALUE_TEXT, COLUMN_CENTRE, { "all", "合计" } } }, 2);
	for (size_t k = 0; k < b->category.n; k++) {
		struct report_heading h = { NULL, VALUE_TEXT, COLUMN_CENTRE,
			{ NULL, NULL } };

		h.label[l] = category_words(b, b->category.key[k]).p;
		report_headings(r, t, &h, 1);
	}
	for (size_t i = 0; i < code_district_count(r->codes); i++) {
		put_matrix_row(b, t, code_district_at(r->codes, i));
		if (i == 1)
			table_rule(t);
	}
	table_set_title(t, words_fill(&r->keep, words(l,
	    "特色产业楼宇分类别、分地区（$1，已认定／候选）",
	    "Specialties by district ($1, recognised / candidates)"),
	    words_month_end(&r->keep, l, r->period)));
	table_set_unit(t, str_from(words(l, "单位：幢", "Unit: buildings")));
	report_note(t, str_from(words(l,
	    "斜杠前为已认定，后为现符合候选条件的（含已认定的）；一幢认定多个类别的在各类别分别计，合计只计一次。",
	    "Before the slash: recognised; behind it: meeting a condition "
	    "now, recognised or not. One of two categories counts in each "
	    "and once in all.")));
	report_note_signs(r, t);
	report_scope_note(r, t, false);
}

static bool
build_specialty(struct report *r)
{
	struct book b = { .r = r };
	bool ok = read_categories(&b);

	building_marks_init(&b.marks);
	reason_init(&b.reasons, "specialty", &r->keep);
	b.first = mem_zalloc(r->source->nrow + 1, sizeof(*b.first));
	if (ok) {
		sort_out(&b);
		find_recognitions(&b);
		count(&b);
		put_list(&b);
		if (r->district == NULL)
			put_matrix(&b);
	}
	reason_fini(&b.reasons);
	building_marks_fini(&b.marks);
	map_fini(&b.category);
	free(b.label);
	free(b.row);
	free(b.first);
	return ok;
}

static const struct dataset *
recognitions(void)
{
	return dataset_at(DATASET_RECOGNITIONS);
}

static const size_t also[] = { B_SPECIALTY, B_RECOGNISED };

static const struct report_need needs[NEEDS] = {
	[NEED_CLASSIFIED] = BUILDING_NEED("classified", REPORT_PERIOD, true,
	    also, sizeof(also) / sizeof(also[0])),
	[NEED_RECOGNITIONS] = { .name = "recognitions",
	    .dataset = recognitions, .place = REPORT_CANON,
	    .columns = { .name = recognition_columns,
	        .n = RECOGNISED_COLUMNS, .needed = RECOGNISED_SUBJECT + 1,
	        .period = RECOGNISED_COLUMNS,
	        .district = RECOGNISED_COLUMNS } },
};

const struct report_kind report_specialty = {
	.name = "specialty",
	.about = { "specialty buildings, recognised and candidates",
	    "特色产业楼宇（认定和候选）" },
	.need = needs,
	.nneed = NEEDS,
	.takes_file = true,
	.numbered = true,
	.build = build_specialty,
};

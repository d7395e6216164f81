/* The datasets that composite documents share, and their figures. */
#include "report/summary.h"

#include "base/date.h"
#include "print/words.h"
#include "report/aggregate.h"
#include "report/bands.h"
#include "report/completion.h"
#include "report/coverage.h"
#include "schema/completion.h"
#include "schema/made.h"

#define MADE(function, id)                                                \
	static const struct dataset *function(void)                       \
	{                                                                 \
		return made_at(id);                                       \
	}

MADE(months, MADE_MONTHS)
MADE(watch, MADE_WATCH)
MADE(cadence, MADE_CADENCE)
MADE(tasks, MADE_TASKS)
MADE(revisions, MADE_REVISIONS)
MADE(rejects, MADE_REJECTS)
MADE(manifest, MADE_MANIFEST)

static const struct dataset *
matters(void)
{
	return dataset_at(DATASET_MATTERS);
}

static const struct dataset *
retrofits(void)
{
	return dataset_at(DATASET_RETROFITS);
}

static const char *const months_columns[] = { "month", "district",
	"tax_yuan", "yoy_tax_yuan" };
static const char *const watch_columns[] = { "severity", "district" };
static const char *const cadence_columns[] = { "kind", "scope", "window",
	"status", "hosts" };
static const char *const tasks_columns[] = { "scope", "title", "lead", "due",
	"status", "days_overdue" };
static const char *const matters_columns[] = { "matter_id", "raised",
	"district", "lead_department", "due", "closed" };
static const char *const retrofits_columns[] = { "building_id",
	"planned_completion", "completed" };
static const char *const revisions_columns[] = { "kind", "file", "key",
	"column", "old", "new", "change" };
static const char *const rejects_columns[] = { "file" };
static const char *const manifest_columns[] = { "path", "sha256", "bytes",
	"rows", "role", "version" };

/* Of the dataset's columns these; they need not all be there. */
#define NEED(name_, place_, dataset_, columns_, period_, district_)       \
	{ .name = (name_), .dataset = (dataset_), .place = (place_),      \
		.columns = { .name = (columns_),                          \
			.n = sizeof(columns_) / sizeof((columns_)[0]),    \
			.needed = 1, .period = (period_),                 \
			.district = (district_) } }
#define NONE 99u

const struct report_need summary_needs[S_NEEDS] = {
	[S_CLASSIFIED] = BUILDING_NEED("classified", REPORT_PERIOD, true,
	    NULL, 0),
	[S_DISTRICTS] = AGGREGATE_NEED("districts", REPORT_PERIOD, true,
	    "districts"),
	[S_COMPLETION] = { .name = "completion",
	    .dataset = completion_dataset, .place = REPORT_PERIOD,
	    .columns = { .name = completion_columns, .n = COMPLETION_COLUMNS,
	        .period = COL(COMPLETION, period),
	        .district = COMPLETION_COLUMNS } },
	[S_MONTHS] = NEED("months", REPORT_PERIOD, months, months_columns,
	    NONE, NONE),
	[S_YEAR_BEFORE] = AGGREGATE_NEED("districts-before",
	    REPORT_YEAR_BEFORE, false, "districts"),
	[S_UNATTRIBUTED] = UNATTRIBUTED_NEED,
	[S_WATCH] = NEED("watch", REPORT_PERIOD, watch, watch_columns, NONE,
	    1),
	[S_CADENCE] = NEED("cadence", REPORT_PERIOD, cadence,
	    cadence_columns, NONE, NONE),
	[S_TASKS] = NEED("tasks", REPORT_PERIOD, tasks, tasks_columns, NONE,
	    0),
	[S_MATTERS] = NEED("matters", REPORT_CANON, matters, matters_columns,
	    NONE, 2),
	[S_RETROFITS] = NEED("retrofits", REPORT_CANON, retrofits,
	    retrofits_columns, NONE, NONE),
	[S_REVISIONS] = NEED("revisions", REPORT_PERIOD, revisions,
	    revisions_columns, NONE, NONE),
	[S_REJECTS] = NEED("rejects", REPORT_PERIOD, rejects,
	    rejects_columns, NONE, NONE),
	[S_MANIFEST] = NEED("manifest", REPORT_PERIOD, manifest,
	    manifest_columns, NONE, NONE),
};

const struct source *
summary_source(const struct summary *s, size_t need)
{
	return s->r->given[need] ? &s->r->source[need] : NULL;
}

static const struct value *
row_of(const struct source *s, const struct district *x)
{
	for (size_t i = 0; s != NULL && i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);

		if (str_eq(v[A_DISTRICT].text, x->code))
			return v;
	}
	return NULL;
}

const struct value *
summary_aggregate(const struct summary *s, const struct district *x)
{
	return row_of(summary_source(s, S_DISTRICTS), x);
}

const struct value *
summary_month(const struct summary *s, int month)
{
	const struct source *m = summary_source(s, S_MONTHS);

	for (size_t i = 0; m != NULL && i < m->nrow; i++) {
		const struct value *v = source_at(m, i, 0);

		if (v[MONTHS_MONTH].n == month &&
		    str_eq(v[MONTHS_DISTRICT].text, s->scope->code))
			return v;
	}
	return NULL;
}

static bool
count(struct summary *s)
{
	const struct source *c = &s->r->source[S_CLASSIFIED];

	for (size_t i = 0; i < c->nrow; i++) {
		const struct value *v = source_at(c, i, 0);

		class_count_add(&s->count, v, NULL);
		s->same_unknown += !v[B_TIER_SAME].known;
	}
	return class_count_check(&s->count, s->r);
}

/* The buildings add up to their district and the city, and the months to
 * the period: figures of different runs are not put into one document. */
static bool
check_buildings(struct summary *s)
{
	const struct source *c = &s->r->source[S_CLASSIFIED];
	num_wide sum = 0;

	/* what is published was held against the totals before */
	if (s->now == NULL || !s->now[A_TAX].known || s->r->in->is_public)
		return true;
	for (size_t i = 0; i < c->nrow; i++)
		sum += source_at(c, i, B_TAX)->n;
	return report_agree_at(s->r, source_pos_of(&s->r->source[S_DISTRICTS],
	    &s->now[A_TAX]), "sum of the buildings = tax of the period",
	    "各楼宇税收之和＝累计税收", sum, s->now[A_TAX].n);
}

static bool
check_months(struct summary *s)
{
	const struct value *v;
	num_wide sum = 0;

	if (s->now == NULL || !s->now[A_TAX].known ||
	    summary_source(s, S_MONTHS) == NULL)
		return true;
	for (int m = s->r->period - date_month_no(s->r->period) + 1;
	     m <= s->r->period; m++)
		if ((v = summary_month(s, m)) != NULL)
			sum += v[MONTHS_TAX].n;
	return report_agree_at(s->r, source_pos_of(&s->r->source[S_DISTRICTS],
	    &s->now[A_TAX]), "sum of the months = tax of the period",
	    "各月之和＝累计税收", sum, s->now[A_TAX].n);
}

/* What the plans were told of buildings above 1 yi is what the classes say:
 * else they were made of different rows. */
static bool
check_completion(struct summary *s)
{
	const struct source *c = summary_source(s, S_COMPLETION);
	const size_t col = COL(COMPLETION, actual);
	bool ok = true;

	for (size_t i = 0; ok && c != NULL && i < c->nrow; i++) {
		const struct value *v = source_at(c, i, 0);
		int64_t n;

		if (!v[col].known || !str_is(v[COL(COMPLETION,
		        indicator)].text, "total_1yi") ||
		    !str_eq(v[COL(COMPLETION, scope)].text, s->scope->code))
			continue;
		if (num_parse_decimal(v[col].text, 0, &n) != NUM_OK)
			n = -1; /* part of a building agrees with no count */
		ok = report_agree_at(s->r, source_pos(c, i, col),
		    "above 1yi of completion = of classified",
		    "目标完成情况的亿元楼宇数＝分类楼宇中的亿元楼宇数", n,
		    (num_wide)s->count.above);
	}
	return ok;
}

bool
summary_init(struct summary *s, struct report *r)
{
	struct bands bands;
	const struct tier *one;

	*s = (struct summary){ .r = r, .lang = r->lang, .a = &r->keep,
		.scope = r->district != NULL ? r->district :
		    code_city(r->codes),
		.whole = date_month_no(r->period) == 12 };
	if (!bands_open(&bands, r))
		return false;
	one = &bands.rules->tier[bands.rules->one];
	s->bound = words_fill(s->a, words(s->lang, one->inclusive ?
	    "不低于$1元" : "超过$1元", one->inclusive ?
	    "of $1 yuan and more" : "above $1 yuan"),
	    words_bound(s->a, s->lang, one->bound_fen));
	bands_close(&bands);
	s->now = summary_aggregate(s, s->scope);
	s->before = row_of(summary_source(s, S_YEAR_BEFORE), s->scope);
	return count(s) && check_buildings(s) && check_months(s) &&
	    check_completion(s);
}

struct str
summary_span(const struct summary *s)
{
	return s->whole ? words_period(s->a, s->lang, s->r->period) :
	    words_months(s->a, s->lang, s->r->period);
}

struct str
summary_building(const struct summary *s, const struct value *v)
{
	const struct district *x = code_district(s->r->codes,
	    v[B_DISTRICT].text);
	struct str name = v[B_NAME].known ? v[B_NAME].text : v[B_ID].text;

	if (x == NULL || s->r->district != NULL)
		return name;
	return words_fill(s->a, words(s->lang, "$1（$2）", "$1 ($2)"), name,
	    x->short_name);
}

void
summary_paragraph(struct summary *s, struct str text)
{
	document_text(s->r->doc, text);
}

void
summary_item(struct summary *s, size_t *no, struct str text)
{
	document_text(s->r->doc, words_fill(s->a, "$1. $2",
	    words_int(s->a, (int64_t)++*no), text));
}

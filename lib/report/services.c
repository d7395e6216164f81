/*
 * Government services and Party organisations in buildings (政务服务和党建进
 * 楼宇): the districts in the last month and since January, and the months.
 * Made of the ledger itself, with -b for the districts, or of plan-check
 * --ledger services, which has added it up.
 */
#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "print/chart.h"
#include "print/words.h"
#include "report/column.h"
#include "report/kinds.h"

enum { NEED_SERVICES, NEED_LEDGER, NEED_BUILDINGS, NEEDS };

/* The ledger's columns, a row a building; those that plan-check adds, a row a
 * district. */
enum { S_MONTH, S_BUILDING, S_STATION, S_CASES, S_SELF, S_ORG, S_MEMBERS,
	S_DISTRICT, S_BUILDINGS, S_STATIONS, S_OPERATING, S_ORGS, S_UNKNOWN,
	S_COLUMNS };

static const struct column ledger[S_COLUMNS] = {
	{ "month", VALUE_MONTH, COLUMN_KEY | COLUMN_REQUIRED |
	    COLUMN_MANDATORY, NULL, "月份" },
	{ "building_id", VALUE_ID, COLUMN_KEY, NULL, "楼宇编号" },
	{ "station", VALUE_FLAG, 0, NULL, "服务站点" },
	{ "cases", VALUE_COUNT, COLUMN_MANDATORY, NULL, "办件量" },
	{ "self_service_cases", VALUE_COUNT, 0, NULL, "自助办件量" },
	{ "party_org", VALUE_FLAG, 0, NULL, "党组织" },
	{ "party_members", VALUE_COUNT, 0, NULL, "党员人数" },
	{ "district", VALUE_DISTRICT, COLUMN_KEY, NULL, "所属地区" },
	{ "buildings", VALUE_COUNT, 0, NULL, "楼宇数" },
	{ "stations", VALUE_COUNT, 0, NULL, "服务站点数" },
	{ "operating", VALUE_COUNT, 0, NULL, "运营楼宇数" },
	{ "party_orgs", VALUE_COUNT, 0, NULL, "党组织数" },
	{ "unknown", VALUE_COUNT, 0, NULL, "不明数" },
};

static const char *const columns[S_COLUMNS] = { "month", "building_id",
	"station", "cases", "self_service_cases", "party_org",
	"party_members", "district", "buildings", "stations", "operating",
	"party_orgs", "unknown" };

enum { B_AT_ID, B_AT_DISTRICT, B_AT_STAGE, B_AT_COLUMNS };

static const char *const building_at[B_AT_COLUMNS] = { "building_id",
	"district", "stage" };

/* A scope in a month. */
struct cell {
	int64_t buildings, stations, cases, self, operating, orgs, members,
	    unknown;
	bool has_cases, has_party;
};

struct ledger_book {
	struct report *r;
	const struct source *rows;
	struct map building; /* rows of the buildings */
	size_t nscope;       /* scopes of the code table, the city first */
	struct cell *cell;   /* month by month (1 to 12), scope by scope */
	int last;            /* the last month, 1 to 12 */
	bool placed;         /* districts are known */
	size_t nowhere;      /* rows of buildings whose district is not known */
};

static struct cell *
cell_at(const struct ledger_book *b, int month, size_t scope)
{
	return &b->cell[((size_t)month - 1) * b->nscope + scope];
}

static void
add_building(struct cell *c, const struct value *v, bool operates)
{
	bool cases = v[S_CASES].known && v[S_SELF].known;

	c->buildings++;
	c->stations += v[S_STATION].known && v[S_STATION].n != 0;
	c->unknown += !cases || (operates && !v[S_ORG].known);
	if (cases) {
		c->has_cases = true;
		c->cases += v[S_CASES].n;
		c->self += v[S_SELF].n;
	}
	c->operating += operates;
	if (operates && v[S_ORG].known) {
		c->has_party = true;
		c->orgs += v[S_ORG].n != 0;
	}
	if (v[S_MEMBERS].known)
		c->members += v[S_MEMBERS].n;
}

static void
take_building(struct ledger_book *b, const struct value *v, int month)
{
	struct report *r = b->r;
	size_t at = map_find(&b->building, v[S_BUILDING].text), scope = 0;
	const struct value *x = at == MAP_NONE ? NULL :
	    source_at(&r->source[NEED_BUILDINGS], at, 0);
	const struct district *d = x == NULL ? NULL :
	    code_district(r->codes, x[B_AT_DISTRICT].text);
	bool operates = x == NULL || !x[B_AT_STAGE].known ||
	    str_is(x[B_AT_STAGE].text, "operating");

	if (r->district != NULL && d != r->district)
		return;
	add_building(cell_at(b, month, 0), v, operates);
	if (d == NULL) {
		b->nowhere++;
		return;
	}
	scope = code_district_index(r->codes, d);
	if (scope > 0 && r->district == NULL)
		add_building(cell_at(b, month, scope), v, operates);
}

static void
take_district(struct ledger_book *b, const struct value *v, int month)
{
	const struct district *d = code_district(b->r->codes,
	    v[S_DISTRICT].text);
	const struct district *only = b->r->district;

	if (d == NULL || (only != NULL && d != only))
		return;
	*cell_at(b, month, only != NULL ? 0 :
	    code_district_index(b->r->codes, d)) = (struct cell){
		.buildings = v[S_BUILDINGS].n, .stations = v[S_STATIONS].n,
		.cases = v[S_CASES].n, .self = v[S_SELF].n,
		.operating = v[S_OPERATING].n, .orgs = v[S_ORGS].n,
		.members = v[S_MEMBERS].n, .unknown = v[S_UNKNOWN].n,
		.has_cases = v[S_CASES].known && v[S_SELF].known,
		.has_party = v[S_OPERATING].known && v[S_ORGS].known };
	b->placed = true;
}

/* The rows of the year, up to its last month. */
static void
collect(struct ledger_book *b)
{
	struct report *r = b->r;
	const struct source *s = b->rows;

	if (r->period < 0)
		for (size_t i = 0; i < s->nrow; i++)
			if (source_at(s, i, S_MONTH)->n > r->period)
				r->period = (int)source_at(s, i, S_MONTH)->n;
	b->last = r->period < 0 ? 0 : date_month_no(r->period);
	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);
		int month = (int)v[S_MONTH].n;

		if (month > r->period || date_year(month) !=
		    date_year(r->period))
			continue;
		if (v[S_BUILDING].known)
			take_building(b, v, date_month_no(month));
		else
			take_district(b, v, date_month_no(month));
	}
}

/* Since January. */
static struct cell
year_of(const struct ledger_book *b, int last, size_t scope)
{
	struct cell sum = { 0 };

	for (int m = 1; m <= last; m++) {
		const struct cell *c = cell_at(b, m, scope);

		sum.cases += c->cases;
		sum.self += c->self;
		sum.has_cases = sum.has_cases || c->has_cases;
	}
	return sum;
}

static void
put_pair(struct table *t, const struct cell *c)
{
	if (!c->has_cases) {
		for (int i = 0; i < 3; i++)
			table_missing(t);
		return;
	}
	table_number(t, c->cases);
	table_number(t, c->self);
	report_rate(t, c->self, c->cases);
}

static void
put_cells(const struct ledger_book *b, struct table *t, int month,
    size_t scope)
{
	const struct cell *c = cell_at(b, month, scope);
	struct cell year = year_of(b, month, scope);

	table_number(t, c->buildings);
	table_number(t, c->stations);
	put_pair(t, c);
	put_pair(t, &year);
	if (c->has_party) {
		table_number(t, c->operating);
		table_number(t, c->orgs);
		report_rate(t, c->orgs, c->operating);
		table_number(t, c->members);
	} else {
		for (int i = 0; i < 4; i++)
			table_missing(t);
	}
	table_number(t, c->unknown);
}

static const struct report_heading head[] = {
	{ "buildings", VALUE_COUNT, 0, { "build-\nings", "楼宇" } },
	{ "stations", VALUE_COUNT, 0, { "stations", "服务\n站点" } },
	{ "cases", VALUE_COUNT, 0, { "cases", "当月\n办件" } },
	{ "self_service_cases", VALUE_COUNT, 0, { "self-\nservice",
	    "其中\n自助" } },
	{ "self_service_pct", VALUE_PERCENT, 0, { "share", "自助\n比例" } },
	{ "cases_ytd", VALUE_COUNT, 0, { "cases\n$1", "累计\n办件" } },
	{ "self_service_cases_ytd", VALUE_COUNT, 0, { "self-\nservice",
	    "其中\n自助" } },
	{ "self_service_ytd_pct", VALUE_PERCENT, 0, { "share",
	    "累计\n比例" } },
	{ "operating", VALUE_COUNT, 0, { "oper-\nating", "运营\n楼宇" } },
	{ "party_orgs", VALUE_COUNT, 0, { "Party\norgs", "建有\n党组织" } },
	{ "party_org_pct", VALUE_PERCENT, 0, { "cover-\nage", "覆盖\n率" } },
	{ "party_members", VALUE_COUNT, 0, { "members", "党员" } },
	{ "unknown", VALUE_COUNT, 0, { "un-\nknown", "不明" } },
};

#define HEADS (sizeof(head) / sizeof(head[0]))

static void
notes(struct ledger_book *b, struct table *t)
{
	enum lang l = b->r->lang;

	report_note(t, str_from(words(l,
	    "自助比例＝自助办件÷办件，取两者均已填报的楼宇；党组织覆盖率＝建有党组织的运营楼宇÷有记录的运营楼宇。不明为有一项未填报的楼宇数。",
	    "Share = self-service cases / cases, of buildings that report "
	    "both; coverage = operating buildings with a Party organisation / "
	    "those with a row. Unknown: buildings that lack a figure.")));
	if (b->nowhere > 0)
		report_note(t, words_fill(&b->r->keep, words(l,
		    "楼宇台账中没有的楼宇记录$1条，只计入全市。",
		    "$1 rows of buildings not among the buildings count for "
		    "the city only."),
		    words_int(&b->r->keep, (int64_t)b->nowhere)));
	report_note_signs(b->r, t);
	report_scope_note(b->r, t, false);
}

static void
put_districts(struct ledger_book *b)
{
	struct report *r = b->r;
	enum lang l = r->lang;
	struct table *t = report_table(r, TABLE_PEOPLE);
	struct str month = words_month_end(&r->keep, l, r->period);
	size_t n = 0;

	report_headings(r, t, &(struct report_heading){ NULL, VALUE_TEXT, 0,
		{ "district", "地区" } }, 1);
	report_headings(r, t, head, HEADS);
	for (size_t i = 0; b->last > 0 && i < b->nscope; i++) {
		const struct district *x = i == 0 && r->district != NULL ?
		    r->district : code_district_at(r->codes, i);

		if (cell_at(b, b->last, i)->buildings == 0 && i > 0)
			continue;
		table_row(t);
		if (t->nrow == 2)
			table_rule(t);
		table_words(t, x->code, x->is_city ? words_scope(l, x) :
		    x->name);
		put_cells(b, t, b->last, i);
		n += i > 0;
	}
	table_set_title(t, words_fill(&r->keep, r->district != NULL ||
	    !b->placed ? words(l, "$1政务服务和党建进楼宇情况（$2）",
	    "Services in buildings, $1 ($2)") :
	    words(l, "各地政务服务和党建进楼宇情况（$2，共$3个地区）",
	    "Services in buildings by district ($2, $3)"),
	    words_scope(l, r->district), month,
	    words_int(&r->keep, (int64_t)n)));
	table_set_unit(t, str_from(words(l, "单位：幢、个、件、人、%",
	    "Unit: buildings, stations, cases, members, %")));
	notes(b, t);
}

static void
put_months(struct ledger_book *b)
{
	struct report *r = b->r;
	enum lang l = r->lang;
	struct table *t = report_table(r, TABLE_PEOPLE);

	report_headings(r, t, &(struct report_heading){ NULL, VALUE_TEXT, 0,
		{ "month", "月份" } }, 1);
	report_headings(r, t, head, HEADS);
	for (int m = 1; m <= b->last; m++) {
		struct buf text;

		buf_init(&text, BUF_UNBOUNDED);
		date_put_month(&text, r->period - b->last + m);
		table_row(t);
		table_words(t, buf_str(&text), l != LANG_ZH ? buf_str(&text) :
		    words_fill(&r->keep, "$1月", words_int(&r->keep, m)));
		put_cells(b, t, m, 0);
		buf_fini(&text);
	}
	table_set_title(t, words_fill(&r->keep, words(l,
	    "$1政务服务和党建进楼宇分月情况（$2，共$3个月）",
	    "Services in buildings by month, $1 ($2, $3)"),
	    words_scope(l, r->district), words_period(&r->keep, l, r->period),
	    words_int(&r->keep, b->last)));
	table_set_unit(t, str_from(words(l, "单位：幢、个、件、人、%",
	    "Unit: buildings, stations, cases, members, %")));
	notes(b, t);
}

static void
put_machine(struct ledger_book *b)
{
	struct report *r = b->r;
	struct table *t = report_table(r, TABLE_MACHINE);

	report_headings(r, t, (const struct report_heading[]){
		{ "month", VALUE_MONTH, 0, { NULL, NULL } },
		{ "district", VALUE_DISTRICT, 0, { NULL, NULL } } }, 2);
	report_headings(r, t, head, HEADS);
	for (int m = 1; m <= b->last; m++)
		for (size_t i = 0; i < b->nscope; i++) {
			struct buf text;

			if (cell_at(b, m, i)->buildings == 0)
				continue;
			buf_init(&text, BUF_UNBOUNDED);
			date_put_month(&text, r->period - b->last + m);
			table_row(t);
			table_text(t, buf_str(&text));
			table_text(t, i == 0 && r->district != NULL ?
			    r->district->code :
			    code_district_at(r->codes, i)->code);
			put_cells(b, t, m, i);
			buf_fini(&text);
		}
}

/* The share of self-service, month by month and since January. */
static void
put_chart(struct ledger_book *b)
{
	struct report *r = b->r;
	enum lang l = r->lang;
	struct chart *c = chart_new(l, CHART_LINES);
	unsigned share = chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "自助办理比例", "self-service")),
		.unit = STR("%"), .held = 2, .decimals = 1 });
	unsigned now = chart_new_series(c, str_from(words(l, "当月",
	    "of the month")), CHART_MAIN, share);
	unsigned year = chart_new_series(c, str_from(words(l, "累计",
	    "since January")), CHART_BEFORE, share);

	for (int m = 1; m <= b->last; m++) {
		const struct cell *x = cell_at(b, m, 0);
		struct cell sum = year_of(b, m, 0);

		chart_add_point(c, words_fill(&r->keep, words(l, "$1月",
		    "$1"), words_int(&r->keep, m)));
		if (x->has_cases && x->cases > 0)
			chart_put(c, now, num_pct(x->self, x->cases));
		if (sum.has_cases && sum.cases > 0)
			chart_put(c, year, num_pct(sum.self, sum.cases));
	}
	chart_set_title(c, words_fill(&r->keep, words(l,
	    "$1政务服务自助办理比例（$2）", "Self-service, $1 ($2)"),
	    words_scope(l, r->district),
	    words_period(&r->keep, l, r->period)));
	chart_set_about(c, str_from(words(l,
	    "各月和累计的自助办件占办件的比重",
	    "The share of self-service cases, of each month and since "
	    "January")));
	document_chart(r->doc, c);
}

/* Where every row has its district, they add up to the city. */
static bool
check(struct ledger_book *b)
{
	bool ok = true;

	for (int m = 1; b->placed && b->nowhere == 0 &&
	     b->r->district == NULL && m <= b->last; m++) {
		num_wide cases = 0, buildings = 0;

		for (size_t i = 1; i < b->nscope; i++) {
			cases += cell_at(b, m, i)->cases;
			buildings += cell_at(b, m, i)->buildings;
		}
		ok = ok && report_agree(b->r, "cases of the districts = city",
		    "各地办件之和＝全市", cases, cell_at(b, m, 0)->cases) &&
		    report_agree(b->r, "buildings of the districts = city",
		    "各地楼宇数之和＝全市", buildings,
		    cell_at(b, m, 0)->buildings);
	}
	return ok;
}

static bool
build_services(struct report *r)
{
	struct ledger_book b = { .r = r, .rows = report_first(r, 2),
		.nscope = code_district_count(r->codes),
		.placed = r->given[NEED_BUILDINGS] };
	const struct source *s = &r->source[NEED_BUILDINGS];
	bool ok;

	if (b.rows == NULL)
		return false;
	for (size_t i = 0; r->given[NEED_BUILDINGS] && i < s->nrow; i++)
		map_put(&b.building, source_at(s, i, B_AT_ID)->text, NULL);
	b.cell = mem_zalloc(12 * b.nscope, sizeof(*b.cell));
	collect(&b);
	ok = check(&b);
	if (ok) {
		put_districts(&b);
		put_months(&b);
		put_machine(&b);
		if (b.last > 1)
			put_chart(&b);
	}
	map_fini(&b.building);
	free(b.cell);
	return ok;
}

static const struct dataset *
services(void)
{
	static const struct dataset table = { "services",
		"政务服务和党建进楼宇", ledger, S_COLUMNS, false };

	return &table;
}

#define SERVICES_NEED(name_, place_, otherwise_)                          \
	{ .name = (name_), .dataset = services, .place = (place_),        \
		.otherwise = (otherwise_),                                \
		.columns = { .name = columns, .n = S_COLUMNS,             \
			.period = S_COLUMNS, .district = S_COLUMNS } }

/* Of a workspace what plan-check has added up, where it has. */
static const struct report_need needs[NEEDS] = {
	[NEED_SERVICES] = SERVICES_NEED("services", REPORT_PERIOD, false),
	[NEED_LEDGER] = SERVICES_NEED("ledger", REPORT_CANON, true),
	[NEED_BUILDINGS] = { .name = "buildings",
	    .dataset = report_buildings, .place = REPORT_CANON,
	    .columns = { .name = building_at, .n = B_AT_COLUMNS,
	        .needed = B_AT_DISTRICT + 1, .period = B_AT_COLUMNS,
	        .district = B_AT_COLUMNS } },
};

const struct report_kind report_services = {
	.name = "services",
	.about = { "services and Party organisations in buildings",
	    "政务服务和党建进楼宇情况" },
	.need = needs,
	.nneed = NEEDS,
	.takes_file = true,
	.numbered = true,
	.publish = PUBLISH_OPEN,
	.build = build_services,
};

/*
 * The policy's rosters of what is being built: new projects and the
 * renovation of the stock (苏府办〔2023〕48号).  Ordered by the office's
 * order of districts, then by id.
 */
#include <stdlib.h>

#include "base/map.h"
#include "print/words.h"
#include "report/kinds.h"

enum { P_ID, P_NAME, P_DISTRICT, P_DEVELOPER, P_GFA, P_INVESTMENT, P_STAGE,
	P_GRANTED, P_STARTED, P_PLANNED, P_COMPLETED, P_LEAD, P_INDUSTRY,
	P_COLUMNS };

static const char *const project_columns[] = { "project_id", "name",
	"district", "developer", "gfa_m2", "investment_yuan", "stage",
	"land_granted", "started", "planned_completion", "completed",
	"lead_department", "industry" };

enum { R_ID, R_BUILDING, R_MEASURES, R_STAGE, R_STARTED, R_PLANNED,
	R_COMPLETED, R_INVESTMENT, R_AREA, R_LEAD, R_COLUMNS };

static const char *const retrofit_columns[] = { "retrofit_id", "building_id",
	"measures", "stage", "started", "planned_completion", "completed",
	"investment_yuan", "area_m2", "lead_department" };

/* A row's place in a roster. */
struct place {
	size_t district;
	struct str id;
	size_t row, building; /* building: row of -b, or MAP_NONE */
};

static int
place_cmp(const void *x, const void *y)
{
	const struct place *a = x, *b = y;

	if (a->district != b->district)
		return a->district < b->district ? -1 : 1;
	return str_cmp(a->id, b->id);
}

static size_t
district_order(const struct report *r, struct str code)
{
	const struct district *x = code_district(r->codes, code);

	return x == NULL ? MAP_NONE : code_district_index(r->codes, x);
}

static struct place *
order_rows(const struct report *r, size_t id, size_t district)
{
	struct place *p = mem_zalloc(r->source->nrow + 1, sizeof(*p));

	for (size_t i = 0; i < r->source->nrow; i++) {
		p[i].row = i;
		p[i].id = source_at(r->source, i, id)->text;
		p[i].building = MAP_NONE;
		if (district < r->source->ncolumn)
			p[i].district = district_order(r,
			    source_at(r->source, i, district)->text);
	}
	qsort(p, r->source->nrow, sizeof(*p), place_cmp);
	return p;
}

static void
add_no(struct table *t, enum lang lang)
{
	report_column(t, VALUE_COUNT, NULL, words(lang, "序", "no"));
}

static void
project_head(struct report *r, struct table *t)
{
	enum lang l = r->lang;

	add_no(t, l);
	report_column(t, VALUE_TEXT, "project_id",
	    words(l, "项目编号", "project"));
	report_column(t, VALUE_TEXT, "name", words(l, "项目名称", "name"));
	report_column(t, VALUE_TEXT, "district", words(l, "地区", "district"));
	report_column(t, VALUE_TEXT, "developer",
	    words(l, "建设单位", "developer"));
	report_column(t, VALUE_AREA, "gfa_m2",
	    words(l, "建筑\n面积", "floor\narea"));
	report_column(t, VALUE_MONEY, "investment_yuan",
	    words(l, "总\n投资", "invest-\nment"));
	report_column(t, VALUE_TEXT, "stage", words(l, "阶段", "stage"));
	report_column(t, VALUE_TEXT, "land_granted", "");
	report_column(t, VALUE_TEXT, "started", words(l, "开工", "started"));
	report_column(t, VALUE_TEXT, "planned_completion",
	    words(l, "计划\n竣工", "planned"));
	report_column(t, VALUE_TEXT, "completed",
	    words(l, "竣工", "completed"));
	report_column(t, VALUE_TEXT, "lead_department",
	    words(l, "牵头部门", "lead"));
	report_column(t, VALUE_TEXT, "industry",
	    words(l, "产业定位", "industry"));
}

static void
put_stage(struct report *r, struct table *t, const struct value *v)
{
	if (v->known)
		table_words(t, v->text, words_stage(r->lang, v->text));
	else
		table_missing(t);
}

/* A month that has not come yet is no gap in the data. */
static void
put_month(struct table *t, const struct value *v)
{
	if (v->known)
		table_text(t, v->text);
	else
		table_not_applicable(t);
}

static void
project_row(struct report *r, struct table *t, size_t row)
{
	const struct value *v = source_at(r->source, row, 0);

	table_row(t);
	table_number(t, (int64_t)t->nrow);
	table_text(t, v[P_ID].text);
	report_value(t, &v[P_NAME]);
	report_district(r, t, v[P_DISTRICT].text);
	report_value(t, &v[P_DEVELOPER]);
	report_number(t, &v[P_GFA]);
	report_number(t, &v[P_INVESTMENT]);
	put_stage(r, t, &v[P_STAGE]);
	for (size_t c = P_GRANTED; c <= P_COMPLETED; c++)
		put_month(t, &v[c]);
	report_value(t, &v[P_LEAD]);
	report_value(t, &v[P_INDUSTRY]);
}

static void
roster_notes(struct report *r, struct table *t)
{
	table_add_note(t, (struct str){ "", 0 }, str_from(words(r->lang,
	    "地区按市规范顺序，同一地区按编号排列。“－”为尚无此日期，“缺”为未填报。",
	    "Districts in the office's order, then by number. A dash: no "
	    "such date yet; n.d.: not reported.")));
	report_scope_note(r, t, false);
}

static bool
build_projects(struct report *r)
{
	struct table *t = report_table(r, TABLE_PEOPLE | TABLE_MACHINE);
	struct place *p = order_rows(r, P_ID, P_DISTRICT);

	t->stub = 3;
	table_set_title(t, words_fill(&r->keep, words(r->lang,
	    "新建楼宇项目名录（$1，共$2个）", "New building projects ($1, $2)"),
	    words_scope(r->lang, r->district),
	    words_int(&r->keep, (int64_t)r->source->nrow)));
	table_set_unit(t, str_from(words(r->lang, "单位：万㎡、亿元",
	    "Unit: 10k m2, 100m yuan")));
	project_head(r, t);
	for (size_t i = 0; i < r->source->nrow; i++)
		project_row(r, t, p[i].row);
	roster_notes(r, t);
	free(p);
	return true;
}

static const struct dataset *
projects_dataset(void)
{
	return dataset_at(DATASET_PROJECTS);
}

static const struct report_need project_need = { .name = "projects",
	.dataset = projects_dataset, .place = REPORT_CANON, .must = true,
	.columns = { .name = project_columns, .n = P_COLUMNS,
	    .needed = P_DISTRICT + 1, .period = P_COLUMNS,
	    .district = P_DISTRICT } };

const struct report_kind report_projects = {
	.name = "projects",
	.about = { "roster of new building projects", "新建楼宇项目名录" },
	.need = &project_need,
	.nneed = 1,
	.takes_file = true,
	.publish = PUBLISH_OPEN,
	.build = build_projects,
};

static void
retrofit_head(struct report *r, struct table *t)
{
	enum lang l = r->lang;

	add_no(t, l);
	report_column(t, VALUE_TEXT, "retrofit_id",
	    words(l, "改造编号", "retrofit"));
	report_column(t, VALUE_TEXT, "building_id",
	    words(l, "楼宇编号", "building"));
	if (r->given[1]) {
		report_column(t, VALUE_TEXT, "name",
		    words(l, "楼宇名称", "name"));
		report_column(t, VALUE_TEXT, "district",
		    words(l, "地区", "district"));
	}
	report_column(t, VALUE_TEXT, "stage", words(l, "阶段", "stage"));
	report_column(t, VALUE_TEXT, "started", words(l, "开工", "started"));
	report_column(t, VALUE_TEXT, "planned_completion",
	    words(l, "计划\n完工", "planned"));
	report_column(t, VALUE_TEXT, "completed",
	    words(l, "完工", "completed"));
	report_column(t, VALUE_AREA, "area_m2",
	    words(l, "改造\n面积", "area"));
	report_column(t, VALUE_MONEY, "investment_yuan",
	    words(l, "总\n投资", "invest-\nment"));
	report_column(t, VALUE_TEXT, "lead_department",
	    words(l, "牵头部门", "lead"));
	report_column(t, VALUE_TEXT, "measures",
	    words(l, "改造内容", "measures"));
}

/* `completed` without a month: it counts nowhere, so it is marked. */
static bool
is_undated(const struct value *v)
{
	return v[R_STAGE].known && str_is(v[R_STAGE].text, "completed") &&
	    !v[R_COMPLETED].known;
}

static void
retrofit_row(struct report *r, struct table *t, const struct place *p)
{
	const struct value *v = source_at(r->source, p->row, 0);

	table_row(t);
	table_number(t, (int64_t)t->nrow);
	table_text(t, v[R_ID].text);
	table_text(t, v[R_BUILDING].text);
	if (p->building != MAP_NONE) {
		const struct value *b =
		    source_at(&r->source[1], p->building, 0);

		report_value(t, &b[BUILDING_NAME]);
		report_district(r, t, b[BUILDING_DISTRICT].text);
	} else if (r->given[1]) {
		table_missing(t);
		table_missing(t);
	}
	put_stage(r, t, &v[R_STAGE]);
	put_month(t, &v[R_STARTED]);
	put_month(t, &v[R_PLANNED]);
	if (is_undated(v)) {
		table_missing(t);
		table_mark(t, '*');
	} else {
		put_month(t, &v[R_COMPLETED]);
	}
	report_number(t, &v[R_AREA]);
	report_number(t, &v[R_INVESTMENT]);
	report_value(t, &v[R_LEAD]);
	report_value(t, &v[R_MEASURES]);
}

/* Finds each row's building; drops rows of other districts; returns how
 * many are left. */
static size_t
place_retrofits(struct report *r, struct place *p)
{
	struct map id = { 0 };
	size_t n = 0;

	for (size_t i = 0; r->given[1] && i < r->source[1].nrow; i++)
		map_put(&id, source_at(&r->source[1], i, BUILDING_ID)->text,
		    NULL);
	for (size_t i = 0; i < r->source->nrow; i++) {
		struct place x = p[i];
		struct str code = { "", 0 }, b =
		    source_at(r->source, x.row, R_BUILDING)->text;

		x.building = !r->given[1] ? MAP_NONE : map_find(&id, b);
		if (x.building != MAP_NONE)
			code = source_at(&r->source[1], x.building,
			    BUILDING_DISTRICT)->text;
		else if (r->given[1])
			diag_at(r->diag,
			    source_pos(r->source, x.row, R_BUILDING),
			    DIAG_UNLISTED_BUILDING, DIAG_STR(b),
			    DIAG_Z("buildings"));
		x.district = district_order(r, code);
		if (r->district == NULL || str_eq(code, r->district->code))
			p[n++] = x;
	}
	map_fini(&id);
	qsort(p, n, sizeof(*p), place_cmp);
	return n;
}

static bool
build_retrofits(struct report *r)
{
	struct table *t;
	struct place *p;
	size_t n, undated = 0;

	if (r->district != NULL && !r->given[1]) {
		diag_at(r->diag, NULL, DIAG_DISTRICT_UNTOLD,
		    DIAG_Z(r->kind->name));
		return false;
	}
	t = report_table(r, TABLE_PEOPLE | TABLE_MACHINE);
	p = order_rows(r, R_ID, R_COLUMNS);
	n = place_retrofits(r, p);
	t->stub = 2;
	table_set_title(t, words_fill(&r->keep, words(r->lang,
	    "存量楼宇改造提升名录（$1，共$2个）", "Renovation of the stock ($1, $2)"),
	    words_scope(r->lang, r->district),
	    words_int(&r->keep, (int64_t)n)));
	table_set_unit(t, str_from(words(r->lang, "单位：万㎡、亿元",
	    "Unit: 10k m2, 100m yuan")));
	retrofit_head(r, t);
	for (size_t i = 0; i < n; i++) {
		retrofit_row(r, t, &p[i]);
		undated += is_undated(source_at(r->source, p[i].row, 0));
	}
	if (undated > 0)
		table_add_note(t, (struct str){ "", 0 },
		    words_fill(&r->keep, words(r->lang,
		    "* 阶段为完工而无完工年月的$1个，不计入年度完工数。",
		    "* $1 in stage completed without a month: counted in no "
		    "year."), words_int(&r->keep, (int64_t)undated)));
	roster_notes(r, t);
	free(p);
	return true;
}

static const struct dataset *
retrofits_dataset(void)
{
	return dataset_at(DATASET_RETROFITS);
}

static const struct report_need retrofit_needs[] = {
	{ .name = "retrofits", .dataset = retrofits_dataset,
	    .place = REPORT_CANON, .must = true,
	    .columns = { .name = retrofit_columns, .n = R_COLUMNS,
	        .needed = R_BUILDING + 1, .period = R_COLUMNS,
	        .district = R_COLUMNS } },
	{ .name = "buildings", .dataset = report_buildings,
	    .place = REPORT_CANON,
	    .columns = { .name = report_building_columns,
	        .n = BUILDING_COLUMNS, .needed = BUILDING_COLUMNS,
	        .period = BUILDING_COLUMNS, .district = BUILDING_COLUMNS } },
};

const struct report_kind report_retrofits = {
	.name = "retrofits",
	.about = { "roster of renovations of the stock",
	    "存量楼宇改造提升名录" },
	.need = retrofit_needs,
	.nneed = 2,
	.takes_file = true,
	.publish = PUBLISH_OPEN,
	.build = build_retrofits,
};

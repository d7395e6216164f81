/* What reports of aggregates share. */
#include "report/aggregate.h"

#include "base/date.h"

const char *const aggregate_columns[A_COLUMNS] = { "period", "district",
	"name", "buildings", "gfa_m2", "tax_yuan", "tax_month_yuan",
	"tax_same_yuan", "tax_last_year_yuan", "tax_yoy_pct", "tax_months",
	"silent", "area_base_m2", "tax_per_m2_yuan", "enterprises",
	"matched", "employees", "above_scale", "headquarters",
	"tax_per_head_yuan", "registered_known", "registered_here",
	"registered_pct", "registered_known_tax_yuan",
	"registered_here_tax_yuan", "registered_tax_pct", "occupied_m2",
	"occupancy_base_m2", "occupancy_pct", "entered", "left",
	"positive_tax_yuan", "digital_tax_yuan", "knowledge_tax_yuan",
	"consumer_tax_yuan", "pace_yuan", "yoy_tax_yuan", "yoy_same_yuan",
	"yoy_buildings", "area_tax_yuan", "area_buildings", "head_tax_yuan",
	"head_employees", "occupancy_m2", "occupancy_buildings" };

static const char *const label[A_COLUMNS][LANG_COUNT] = {
	[A_BUILDINGS] = { "build-\nings", "楼宇" },
	[A_GFA] = { "floor\narea", "建筑\n面积" },
	[A_TAX] = { "tax\n$1", "税收\n$1" },
	[A_MONTH] = { "month", "当月\n税收" },
	[A_SAME] = { "same\nmonths", "上年\n同期" },
	[A_LAST_YEAR] = { "last\nyear", "上年\n全年" },
	[A_YOY] = { "growth", "同比" },
	[A_SILENT] = { "silent", "疑漏\n报" },
	[A_PER_M2] = { "tax\nper m2", "单位\n面积\n税收" },
	[A_ENTERPRISES] = { "firms", "入驻\n企业" },
	[A_EMPLOYEES] = { "employees", "从业\n人员" },
	[A_ABOVE_SCALE] = { "above\nscale", "规上\n企业" },
	[A_HEADQUARTERS] = { "HQ", "总部\n企业" },
	[A_PER_HEAD] = { "tax\nper head", "人均\n税收" },
	[A_REGISTERED] = { "reg.\nhere", "属地\n注册\n率" },
	[A_REGISTERED_TAX] = { "their\ntax", "属地\n税收\n占比" },
	[A_OCCUPIED] = { "occu-\npied", "入驻\n面积" },
	[A_OCCUPANCY_BASE] = { "area", "面积\n基数" },
	[A_OCCUPANCY] = { "occu-\npancy", "入驻\n率" },
	[A_ENTERED] = { "entered", "新\n入驻" },
	[A_LEFT] = { "left", "迁出" },
	[A_PACE] = { "year by\npace", "推算\n全年" },
};

/* What a rate is made of. */
static const struct pair {
	size_t rate, num, den;
} pairs[] = {
	{ A_PER_M2, A_AREA_TAX, A_AREA_BASE },
	{ A_PER_HEAD, A_HEAD_TAX, A_HEAD_EMPLOYEES },
	{ A_REGISTERED, A_REGISTERED_HERE, A_REGISTERED_KNOWN },
	{ A_REGISTERED_TAX, A_REGISTERED_HERE_TAX, A_REGISTERED_KNOWN_TAX },
	{ A_OCCUPANCY, A_OCCUPANCY_M2, A_OCCUPANCY_BASE },
};

static enum value_type
type_of(size_t col)
{
	const struct dataset *ds = indicator_aggregates();

	return ds->column[dataset_column(ds,
	    str_from(aggregate_columns[col]))].type;
}

struct report_heading
aggregate_heading(size_t col)
{
	struct report_heading h = { aggregate_columns[col], type_of(col), 0,
		{ label[col][LANG_EN], label[col][LANG_ZH] } };

	if (col == A_PER_M2 || col == A_PER_HEAD)
		h.form = COLUMN_YUAN;
	return h;
}

/* Growth, of the buildings that have a base where the rows tell. */
static void
put_growth(struct table *t, const struct value *v)
{
	if (v[A_YOY_TAX].known && v[A_YOY_SAME].known)
		report_growth(t, &v[A_YOY_TAX], &v[A_YOY_SAME]);
	else
		report_growth(t, &v[A_TAX], &v[A_SAME]);
}

void
aggregate_cell(struct table *t, const struct value *v, size_t col)
{
	struct value den;

	if (col == A_YOY) {
		put_growth(t, v);
		return;
	}
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		const struct pair *p = &pairs[i];

		if (p->rate != col)
			continue;
		den = v[p->den];
		if (col == A_PER_HEAD)
			den.n *= 100; /* fen to yuan, as m2 are of dm2 */
		if (col == A_PER_M2 || col == A_PER_HEAD)
			report_quotient(t, &v[col], &v[p->num], &den);
		else
			report_share(t, &v[col], &v[p->num], &den);
		return;
	}
	report_number(t, &v[col]);
}

bool
aggregate_incomplete(const struct report *r, const struct value *v)
{
	return v[A_MONTHS].known && r->period >= 0 &&
	    v[A_MONTHS].n < date_month_no(r->period);
}

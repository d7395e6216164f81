/* A list of classified buildings, column by column. */
#include "report/building_list.h"

#include "print/words.h"

/* The usual labels; a column without one is shown to machines alone. */
static const char *const label[B_COLUMNS][LANG_COUNT] = {
	[B_ID] = { "building", "楼宇编号" },
	[B_NAME] = { "name", "楼宇名称" },
	[B_DISTRICT] = { "district", "地区" },
	[B_TAX] = { "tax", "全口径\n税收" },
	[B_LAST_YEAR] = { "last\nyear", "上年\n全年" },
	[B_TIER] = { "tier\n$1", "$1\n档次" },
	[B_TIER_LAST] = { "tier\nlast\nyear", "上年\n档次" },
	[B_GFA] = { "floor\narea", "建筑\n面积" },
	[B_SAME] = { "same\nmonths", "上年\n同期" },
	[B_YOY] = { "growth", "同比" },
	[B_AREA_BASE] = { "area", "计税\n面积" },
	[B_PER_M2] = { "tax\nper\nm2", "单位\n面积\n税收" },
	[B_OCCUPANCY] = { "occu-\npancy", "入驻\n率" },
	[B_TOP1] = { "largest\npayer", "首位\n企业\n占比" },
	[B_LEAD] = { "lead", "主导产业" },
	[B_LEAD_PCT] = { "lead\ntax", "主导\n税收\n占比" },
	[B_LEAD_AREA_PCT] = { "lead\narea", "主导\n面积\n占比" },
	[B_LEAD_COUNT_PCT] = { "lead\ncount", "主导\n户数\n占比" },
	[B_ENTERPRISES] = { "firms", "入驻\n企业" },
	[B_MONTH] = { "month", "当月\n税收" },
	[B_HHI] = { "HHI", "集中\n度" },
	[B_PACE] = { "year by\npace", "推算\n全年" },
	[B_SHORT] = { "short\nof", "尚差" },
	[B_PER_MONTH] = { "needed\na month", "月均\n需" },
};

/* The integers a rate is made of; others have none. */
static const struct pair {
	size_t rate, num, den;
} pairs[] = {
	{ B_OCCUPANCY, B_OCCUPIED, B_OCCUPANCY_BASE },
	{ B_TOP1, B_TOP1_TAX, B_POSITIVE },
	{ B_LEAD_PCT, B_LEAD_TAX, B_POSITIVE },
	{ B_LEAD_AREA_PCT, B_LEAD_M2, B_OCCUPIED },
	{ B_LEAD_COUNT_PCT, B_LEAD_COUNT, B_ENTERPRISES },
};

static enum value_type
type_of(size_t col)
{
	const struct dataset *ds = indicator_classified();

	return ds->column[dataset_column(ds,
	    str_from(building_columns[col]))].type;
}

void
building_list_head(const struct building_list *l)
{
	for (size_t i = 0; i < l->ncolumn; i++) {
		const struct building_column *c = &l->column[i];
		struct report_heading h;

		if (c->col >= B_COLUMNS) {
			h = l->own[c->col - B_COLUMNS];
			h.form |= c->form;
		} else {
			h = (struct report_heading){ building_columns[c->col],
				type_of(c->col), c->form,
				{ label[c->col][LANG_EN],
				    label[c->col][LANG_ZH] } };
			if (c->col == B_PER_M2)
				h.form |= COLUMN_YUAN;
		}
		for (int lang = 0; lang < LANG_COUNT; lang++)
			if (c->label[lang] != NULL)
				h.label[lang] = c->label[lang];
		report_headings(l->r, l->t, &h, 1);
	}
}

static const struct pair *
pair_of(size_t col)
{
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (pairs[i].rate == col)
			return &pairs[i];
	return NULL;
}

static void
put_plain(const struct building_list *l, size_t col, const struct value *v)
{
	enum value_type type = type_of(col);

	if (type == VALUE_MONEY || type == VALUE_AREA ||
	    type == VALUE_PERCENT || type == VALUE_COUNT)
		report_number(l->t, &v[col]);
	else if (v[col].known)
		table_text(l->t, v[col].text);
	else
		table_missing(l->t);
}

/* Without a lead there is no share of one. */
static void
put_lead(const struct building_list *l, size_t col, const struct value *v)
{
	const struct pair *p = pair_of(col);

	if (!v[B_LEAD].known)
		table_not_applicable(l->t);
	else if (p != NULL)
		report_share(l->t, &v[col], &v[p->num], &v[p->den]);
	else
		report_code(l->r, l->t, &v[col], words_specialty);
}

static void
put_column(const struct building_list *l, size_t col, const struct value *v)
{
	const struct pair *p;

	switch (col) {
	case B_TAX:
		building_tax(l->r, l->t, v, l->marks);
		return;
	case B_LAST_YEAR:
		building_last_year(l->r, l->t, v, l->marks);
		return;
	case B_PACE:
		building_pace(l->r, l->t, v, l->marks);
		return;
	case B_DISTRICT:
		report_district(l->r, l->t, v[col].text);
		return;
	case B_YOY:
		report_growth(l->t, &v[B_TAX], &v[B_SAME]);
		return;
	case B_PER_M2:
		report_quotient(l->t, &v[col], &v[B_TAX], &v[B_AREA_BASE]);
		return;
	case B_PER_MONTH: /* none where no month is left */
		if (!v[col].known && v[B_SHORT].known)
			table_not_applicable(l->t);
		else
			report_number(l->t, &v[col]);
		return;
	case B_TIER:
	case B_TIER_LAST:
	case B_TIER_SAME:
		report_code(l->r, l->t, &v[col], words_tier);
		return;
	case B_LEAD:
	case B_LEAD_PCT:
	case B_LEAD_AREA_PCT:
	case B_LEAD_COUNT_PCT:
		put_lead(l, col, v);
		return;
	default:
		p = pair_of(col);
		if (p != NULL)
			report_share(l->t, &v[col], &v[p->num], &v[p->den]);
		else
			put_plain(l, col, v);
	}
}

void
building_list_row(const struct building_list *l, size_t row)
{
	table_row(l->t);
	for (size_t i = 0; i < l->ncolumn; i++) {
		size_t col = l->column[i].col;

		if (col >= B_COLUMNS)
			l->put(l->arg, l->t, col - B_COLUMNS, row);
		else
			put_column(l, col, source_at(l->r->source, row, 0));
	}
}

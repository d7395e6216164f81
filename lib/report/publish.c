/* What a report for the public reads, and what its rows do not tell. */
#include "report/aggregate.h"
#include "report/building.h"
#include "report/completion.h"
#include "report/publish_part.h"
#include "schema/completion.h"

enum publish_how
publish_how(const char *name)
{
	static const struct {
		const char *name;
		enum publish_how how;
	} column[] = {
#define PUBLISH(name, how) { #name, how },
#include "report/publish_column.def"
#undef PUBLISH
	};

	for (size_t i = 0; name != NULL &&
	    i < sizeof(column) / sizeof(column[0]); i++)
		if (str_is(str_from(name), column[i].name))
			return column[i].how;
	return CLOSED;
}

bool
publish_allows(struct diag *d, const struct report_kind *kind)
{
	if (kind->publish == PUBLISH_INTERNAL)
		diag_at(d, NULL, DIAG_REPORT_INTERNAL, DIAG_Z(kind->name));
	else if (kind->publish == PUBLISH_UNRULED)
		diag_at(d, NULL, DIAG_REPORT_UNRULED, DIAG_Z(kind->name));
	return kind->publish >= PUBLISH_OPEN;
}

bool
publish_needs_all(const struct report_need *need)
{
	return need->place == REPORT_PERIOD &&
	    need->dataset == indicator_classified;
}

/* The rows of districts, as against those of industries. */
static bool
is_districts(const struct report_need *need)
{
	return need->place == REPORT_PERIOD &&
	    need->dataset == indicator_aggregates &&
	    need->file != NULL && str_is(str_from(need->file), "districts");
}

/* Their area and enterprises of a year before; who paid their taxes then is
 * not known. */
static bool
is_districts_before(const struct report_need *need)
{
	return need->place == REPORT_YEAR_BEFORE &&
	    need->dataset == indicator_aggregates &&
	    need->file != NULL && str_is(str_from(need->file), "districts");
}

static bool
is_completion(const struct report_need *need)
{
	return need->dataset == completion_dataset;
}

bool
publish_reads(const struct report_need *need)
{
	static const char *const open[] = { "cadence", "tasks", "targets",
		"completion", "service-months", "buildings", "projects",
		"retrofits", "events", "services", "recognitions", "teams" };

	for (size_t i = 0; i < sizeof(open) / sizeof(open[0]); i++)
		if (str_is(str_from(need->dataset()->name), open[i]))
			return true;
	return publish_needs_all(need) || is_districts(need) ||
	    is_districts_before(need);
}

static bool
keeps_row(struct report *r, const struct value *v, size_t id, size_t district)
{
	if (r->district != NULL &&
	    !str_eq(v[district].text, r->district->code))
		return false;
	if (r->kind->publish != PUBLISH_LIST || !r->publish->omits ||
	    !publish_is_single(r->publish, v[id].text))
		return true;
	r->withheld++;
	return false;
}

/* That a building is key may tell a bound of its tax per m2, unless its tier
 * or a recognition makes it so. */
static bool
tells_by_key(const struct value *v)
{
	return !building_above(&v[B_TIER]) &&
	    !building_above(&v[B_TIER_LAST]) && v[B_RECOGNISED].text.n == 0;
}

/* A class or an inner column is for the report to know. */
static bool
is_amount(enum publish_how how)
{
	return how == TAX || how == BEFORE || how == GROWTH;
}

static void
hide_values(const struct report_need *need, struct value *v,
    const struct publish *p, bool (*hides)(const struct publish *p,
    struct str subject, enum publish_how how), struct str subject)
{
	for (size_t c = 0; c < need->columns.n; c++) {
		enum publish_how how = publish_how(need->columns.name[c]);

		if (how == CLOSED || (is_amount(how) && (hides == NULL ||
		    hides(p, subject, how))))
			v[c] = (struct value){ 0 };
	}
}

static void
keep_at(struct source *s, size_t at, size_t row)
{
	memmove(&s->value[at * s->ncolumn], source_at(s, row, 0),
	    s->ncolumn * sizeof(*s->value));
	memmove(&s->pos[at * s->ncolumn], source_pos(s, row, 0),
	    s->ncolumn * sizeof(*s->pos));
}

static void
publish_buildings(struct report *r, const struct report_need *need,
    struct source *s)
{
	size_t n = 0;

	for (size_t row = 0; row < s->nrow; row++) {
		struct value *v = &s->value[n * s->ncolumn];

		keep_at(s, n, row);
		if (!keeps_row(r, v, B_ID, B_DISTRICT))
			continue;
		if (tells_by_key(v) && publish_hides_building(r->publish,
		    v[B_ID].text, TAX))
			v[B_KEY] = (struct value){ 0 };
		hide_values(need, v, r->publish, publish_hides_building,
		    v[B_ID].text);
		n++;
	}
	s->nrow = n;
}

/* The totals are of the buildings that were gone over; else what is hidden
 * may follow from them. */
static bool
totals_agree(struct report *r, const struct value *v)
{
	num_wide now, then;

	if (!publish_sum(r->publish, v[A_DISTRICT].text, NOW, &now) ||
	    !publish_sum(r->publish, v[A_DISTRICT].text, THEN, &then))
		return true; /* it is of no office, and hidden */
	return (!v[A_TAX].known || report_agree(r,
	    "tax of classified = of districts",
	    "分类楼宇税收之和＝分地区税收", now, v[A_TAX].n)) &&
	    (!v[A_SAME].known || !r->publish->has_then || report_agree(r,
	    "tax of last year of classified = of districts",
	    "分类楼宇上年同期税收之和＝分地区上年同期税收", then,
	    v[A_SAME].n));
}

static bool
publish_districts(struct report *r, const struct report_need *need,
    struct source *s)
{
	for (size_t row = 0; row < s->nrow; row++) {
		struct value *v = &s->value[row * s->ncolumn];
		bool per_m2 = !publish_hides_per_m2(r->publish,
		    v[A_DISTRICT].text);

		if (!totals_agree(r, v))
			return false;
		hide_values(need, v, r->publish, publish_hides_scope,
		    v[A_DISTRICT].text);
		if (!per_m2)
			v[A_AREA_TAX] = v[A_PER_M2] = (struct value){ 0 };
	}
	return true;
}

/* Counts and rates of these; an amount of taxes may not be told. */
static void
publish_completion(struct report *r, struct source *s)
{
	static const char *const open[] = { "new_1yi", "total_1yi",
		"total_5yi", "total_10yi", "specialty", "teams", "retrofits",
		"projects_started", "projects_completed", "promotion_events",
		"conferences", "joint_meetings", "bluebooks", "occupancy_pct",
		"registered_pct", "self_service_pct", "party_org_pct",
		"matters_closed_pct" };
	size_t n = 0;

	for (size_t row = 0; row < s->nrow; row++) {
		struct str name = source_at(s, row,
		    COL(COMPLETION, indicator))->text;
		bool is_open = false;

		for (size_t i = 0; i < sizeof(open) / sizeof(open[0]); i++)
			is_open = is_open || str_is(name, open[i]);
		if (is_open)
			keep_at(s, n++, row);
	}
	r->withheld += s->nrow - n;
	s->nrow = n;
}

bool
publish_source(struct report *r, size_t i)
{
	const struct report_need *need = &r->kind->need[i];

	if (is_completion(need))
		publish_completion(r, &r->source[i]);
	if (r->publish == NULL)
		return true;
	if (publish_needs_all(need))
		publish_buildings(r, need, &r->source[i]);
	for (size_t row = 0; is_districts_before(need) &&
	     row < r->source[i].nrow; row++)
		hide_values(need, &r->source[i].value[row *
		    r->source[i].ncolumn], r->publish, NULL, STR(""));
	return !is_districts(need) ||
	    publish_districts(r, need, &r->source[i]);
}

#include "plan/scheme_name.h"

#include "base/map.h"
#include "schema/completion.h"
#include "schema/indicator.h"

static const struct scheme_count count[] = {
	{ "total_1000w", SCHEME_TIER, "tier", 1 },
	{ "total_5000w", SCHEME_TIER, "tier", 2 },
	{ "total_1yi", SCHEME_TIER, "tier", 3 },
	{ "total_5yi", SCHEME_TIER, "tier", 4 },
	{ "total_10yi", SCHEME_TIER, "tier", 5 },
	{ "new_1yi", SCHEME_FLAG, "new_1yi", 0 },
	{ "left_1yi", SCHEME_FLAG, "left_1yi", 0 },
	{ "net_1yi", SCHEME_NET, "new_1yi", 0 },
	{ "month_1yi", SCHEME_FLAG, "month_1yi", 0 },
	{ "expected_1yi", SCHEME_FLAG, "expected_1yi", 0 },
	{ "expected_new", SCHEME_FLAG, "expected_new", 0 },
	{ "expected_left", SCHEME_FLAG, "expected_left", 0 },
	{ "nurture", SCHEME_FLAG, "nurture", 0 },
	{ "at_risk", SCHEME_FILLED, "at_risk", 0 },
	{ "specialty", SCHEME_FILLED, "specialty", 0 },
	{ "recognised", SCHEME_FILLED, "recognised", 0 },
	{ "key", SCHEME_FLAG, "key", 0 },
	{ "renovate", SCHEME_FLAG, "renovate", 0 },
	{ "silent", SCHEME_FLAG, "silent", 0 },
};

#define NCOUNT (sizeof count / sizeof count[0])

/* In the order of completion's statuses; none has no target to count. */
static const char *const targets[] = { NULL, "targets_unknown",
	"targets_done", "targets_missed", "targets_open", "targets_ahead",
	"targets_lagging", "targets_behind" };

static const char *const tasks[] = { "tasks", "tasks_open", "tasks_done",
	"tasks_dropped", "tasks_overdue" };

static const char plan_late[] = "plan_late";

/* Has a column's cell an amount? */
static bool
is_figure(enum value_type type)
{
	return !value_type_is_text(type) && type != VALUE_DATE &&
	    type != VALUE_MONTH && type != VALUE_YEAR;
}

static bool
find_in(const char *const *name, size_t n, struct str want, size_t *what)
{
	for (size_t i = 0; i < n; i++)
		if (name[i] != NULL && str_is(want, name[i])) {
			*what = i;
			return true;
		}
	return false;
}

static bool
find_column(struct str name, size_t *what)
{
	const struct dataset *ds = indicator_aggregates();

	*what = dataset_column(ds, name);
	return *what != MAP_NONE && is_figure(ds->column[*what].type);
}

static bool
find_count(struct str name, size_t *what)
{
	for (*what = 0; *what < NCOUNT; (*what)++)
		if (str_is(name, count[*what].name))
			return true;
	return false;
}

static bool
find_target(struct str name, size_t *what)
{
	const struct indicator *x = indicator_find(name);

	*what = SCHEME_ACTUAL;
	return (x != NULL && (x->where & INDICATOR_PLAN) != 0) ||
	    find_in(targets, sizeof targets / sizeof targets[0], name, what);
}

bool
scheme_name_find(enum scheme_source source, struct str name, size_t *what)
{
	switch (source) {
	case SCHEME_DISTRICTS:
		return find_column(name, what);
	case SCHEME_CLASSIFIED:
		return find_count(name, what);
	case SCHEME_COMPLETION:
		return find_target(name, what);
	case SCHEME_TASKS:
		return find_in(tasks, sizeof tasks / sizeof tasks[0], name,
		    what);
	case SCHEME_CADENCE:
		*what = 0;
		return str_is(name, plan_late);
	case SCHEME_VALUES:
	case SCHEME_SOURCE_COUNT:
		break;
	}
	return false;
}

bool
scheme_name_is_text(enum scheme_source source, struct str name)
{
	size_t column;

	return source == SCHEME_DISTRICTS && !find_column(name, &column) &&
	    column != MAP_NONE;
}

void
scheme_name_offer(enum scheme_source source, struct near *near)
{
	const struct dataset *ds = indicator_aggregates();

	for (size_t i = 0; source == SCHEME_DISTRICTS && i < ds->ncolumn; i++)
		if (is_figure(ds->column[i].type))
			near_offer(near, str_from(ds->column[i].name));
	for (size_t i = 0; source == SCHEME_CLASSIFIED && i < NCOUNT; i++)
		near_offer(near, str_from(count[i].name));
	for (unsigned i = 0; source == SCHEME_COMPLETION &&
	     i < INDICATOR_COUNT; i++) {
		const struct indicator *x = indicator_at((enum indicator_id)i);

		if ((x->where & INDICATOR_PLAN) != 0)
			near_offer(near, str_from(x->name));
	}
	for (size_t i = 1; source == SCHEME_COMPLETION &&
	     i < sizeof targets / sizeof targets[0]; i++)
		near_offer(near, str_from(targets[i]));
	for (size_t i = 0; source == SCHEME_TASKS &&
	     i < sizeof tasks / sizeof tasks[0]; i++)
		near_offer(near, str_from(tasks[i]));
	if (source == SCHEME_CADENCE)
		near_offer(near, str_from(plan_late));
}

const struct scheme_count *
scheme_count_at(size_t what)
{
	return &count[what];
}

/* The first of "元|万元": the one datasets are in. */
static struct str
first_unit(const struct indicator *x)
{
	struct str rest = str_from(x->unit), unit = STR("");

	str_cut(&rest, '|', &unit);
	return unit;
}

struct str
scheme_name_unit(enum scheme_source source, struct str name)
{
	const struct indicator *x = indicator_find(name);

	if (source == SCHEME_CLASSIFIED || str_is(name, "silent"))
		return STR("幢");
	if (source == SCHEME_TASKS || str_starts(name, STR("targets_")))
		return STR("项");
	if (source != SCHEME_DISTRICTS || x == NULL)
		return STR("");
	return first_unit(x);
}

struct str
scheme_name_label(enum scheme_source source, struct str name)
{
	const struct indicator *x = indicator_find(name);

	return source == SCHEME_VALUES || x == NULL ? STR("") :
	    str_from(x->zh);
}

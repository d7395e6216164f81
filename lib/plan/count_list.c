/* Distinct things dated within the period: events, recognitions, works. */
#include "base/date.h"
#include "plan/count_part.h"

static bool
is_placed(const struct facts_dated *x, size_t scope)
{
	for (size_t i = 0; i < x->nplace; i++)
		if (x->place[i] == scope)
			return true;
	return scope == 0;
}

static void
see_dated(const struct count_visitor *v, const struct facts_dated *x,
    enum count_part part)
{
	const struct count_seen what = { .part = part, .id = x->id,
		.name = x->name, .month = x->month, .num = 1,
		.pos = &x->pos };

	count_see(v, &what);
}

/* A thing may be known twice: what is known of it once counts. */
struct span {
	size_t scope;
	int from, to; /* months */
	const struct count_visitor *visitor;
	struct map seen;
	int64_t doubtful;
};

/* Distinct things dated within a span; doubtful ones apart. */
static int64_t
count_span(const struct facts_dated_list *l, struct span *s)
{
	int64_t n = 0;
	bool is_new;

	for (size_t i = 0; i < l->n; i++) {
		const struct facts_dated *x = &l->v[i];
		bool within = x->month >= s->from && x->month <= s->to;

		if (!is_placed(x, s->scope))
			continue;
		if (x->month < 0 || (x->doubtful && within)) {
			s->doubtful++;
			see_dated(s->visitor, x, COUNT_UNKNOWN);
		} else if (within) {
			map_put(&s->seen, x->id, &is_new);
			n += is_new;
			if (is_new)
				see_dated(s->visitor, x, COUNT_COUNTED);
		}
	}
	return n;
}

static int64_t
count_months(const struct facts_dated_list *l, size_t scope, int from, int to)
{
	struct span s = { .scope = scope, .from = from, .to = to };
	int64_t n = from <= to ? count_span(l, &s) : 0;

	map_fini(&s.seen);
	return n;
}

/* Where the facts of an indicator stand; LIST_COUNT where in no list. */
static enum facts_list
list_of(enum indicator_id id, enum facts_source *source)
{
	static const struct {
		enum indicator_id id;
		enum facts_list list;
		enum facts_source source;
	} table[] = {
		{ INDICATOR_promotion_events, LIST_PROMOTIONS, FACTS_EVENTS },
		{ INDICATOR_conferences, LIST_CONFERENCES, FACTS_EVENTS },
		{ INDICATOR_joint_meetings, LIST_JOINT_MEETINGS,
		    FACTS_EVENTS },
		{ INDICATOR_bluebooks, LIST_BLUEBOOKS, FACTS_EVENTS },
		{ INDICATOR_specialty, LIST_SPECIALTY, FACTS_RECOGNITIONS },
		{ INDICATOR_teams, LIST_TEAMS, FACTS_RECOGNITIONS },
		{ INDICATOR_retrofits, LIST_RETROFITS, FACTS_RETROFITS },
		{ INDICATOR_projects_started, LIST_STARTED, FACTS_PROJECTS },
		{ INDICATOR_projects_completed, LIST_COMPLETED,
		    FACTS_PROJECTS },
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (table[i].id == id) {
			*source = table[i].source;
			return table[i].list;
		}
	return LIST_COUNT;
}

/* Subjects stand in a register: without it a district's are not known. */
static bool
is_placeable(const struct facts *f, enum facts_list list, size_t scope)
{
	if (scope == 0)
		return true;
	if (list == LIST_SPECIALTY || list == LIST_RETROFITS ||
	    list == LIST_RETROFITS_PLANNED)
		return f->given[FACTS_CLASSIFIED] || f->given[FACTS_BUILDINGS];
	return list != LIST_TEAMS || f->given[FACTS_TEAMS];
}

static bool
is_recognised(const struct facts *f, struct str id, int month)
{
	const struct facts_dated_list *l = &f->list[LIST_SPECIALTY];

	for (size_t i = 0; i < l->n; i++)
		if (str_eq(l->v[i].id, id) && l->v[i].month <= month &&
		    !l->v[i].doubtful)
			return true;
	return false;
}

/* Buildings that are of a specialty by the rules, and not recognised yet. */
static void
see_candidates(const struct facts *f, const struct span *s)
{
	for (size_t i = 0; s->visitor != NULL && i < f->nrow; i++) {
		const struct facts_building *b = &f->row[i];
		const struct count_seen what = { .part = COUNT_CANDIDATE,
			.id = b->id, .name = b->specialty, .month = -1,
			.pos = &b->pos };

		if (b->specialty.n > 0 &&
		    count_in_scope(b->district, s->scope) &&
		    !is_recognised(f, b->id, s->to))
			count_see(s->visitor, &what);
	}
}

bool
count_list(const struct facts *f, enum indicator_id id, size_t scope,
    const struct count_visitor *visitor, struct count *out)
{
	enum facts_source source = FACTS_EVENTS;
	enum facts_list list = list_of(id, &source);
	int last = f->rules.period, first = date_month_of(date_year(last), 1);
	struct span s = { .scope = scope, .from = first, .to = last,
		.visitor = visitor };
	struct count *c = out;

	if (list == LIST_COUNT)
		return false;
	*c = (struct count){ .den = 1, .same_den = 1 };
	if (!f->given[source] || !is_placeable(f, list, scope))
		return true;
	c->known = c->has_unknown = c->has_month = true;
	c->num = count_span(&f->list[list], &s);
	c->unknown = s.doubtful;
	if (list == LIST_SPECIALTY)
		see_candidates(f, &s);
	map_fini(&s.seen);
	c->month = (int64_t)c->num -
	    count_months(&f->list[list], scope, first, last - 1);
	c->has_same = f->has_last_year[source];
	if (c->has_same)
		c->same = count_months(&f->list[list], scope, first - 12,
		    last - 12);
	return true;
}

void
count_list_share(const struct facts *f, enum indicator_id id, size_t scope,
    struct count_schedule *s)
{
	enum facts_list list = id == INDICATOR_retrofits ?
	    LIST_RETROFITS_PLANNED : LIST_COMPLETED_PLANNED;
	int last = f->rules.period, first = date_month_of(date_year(last), 1);

	s->due = s->of = 0;
	if ((id != INDICATOR_retrofits && id != INDICATOR_projects_completed) ||
	    !is_placeable(f, list, scope))
		return;
	s->of = count_months(&f->list[list], scope, first, first + 11);
	s->due = count_months(&f->list[list], scope, first, last);
}

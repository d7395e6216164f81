/* Dated things: events, recognitions, retrofits, projects. */
#include "base/date.h"
#include "plan/facts_read.h"

static size_t *
one_place(struct facts *f, size_t place, size_t *n)
{
	size_t *p = arena_alloc(&f->keep, 1, sizeof *p);

	*p = place;
	*n = place != FACTS_NOWHERE && place != 0;
	return p;
}

static void
add(struct facts *f, enum facts_list which, const struct facts_dated *x)
{
	struct facts_dated_list *l = &f->list[which];

	l->v = mem_grow(l->v, &l->cap, l->n + 1, sizeof *l->v);
	l->v[l->n++] = *x;
}

static int
month_of(const struct value *v)
{
	return v->known ? (int)v->n : -1;
}

static int
month_of_day(const struct value *v)
{
	return v->known ? date_month_of_day((int)v->n) : -1;
}

static void
mark_year(struct facts *f, enum facts_source source, int month)
{
	if (month >= 0 && date_year(month) == date_year(f->rules.period) - 1)
		f->has_last_year[source] = true;
}

size_t
facts_subject_place(struct facts *f, bool is_team, struct str id,
    const struct pos *pos)
{
	const struct map *m = is_team ? &f->team : &f->building;
	size_t at = map_find(m, id);

	if (at != MAP_NONE)
		return is_team ? f->team_place[at] : f->building_place[at];
	if (m->n > 0)
		diag_at(f->diag, pos, DIAG_SUBJECT_UNKNOWN, DIAG_STR(id));
	return FACTS_NOWHERE;
}

/* The districts that host or co-host; the city itself is none.  A meeting of
 * the city needs no host. */
static void
read_hosts(struct facts *f, const struct value *v, bool needs,
    struct facts_dated *x)
{
	struct str rest = v->text, piece;
	size_t *place, n = 0, most = 1;
	bool strange = needs && !v->known;

	for (size_t i = 0; i < rest.n; i++)
		most += rest.p[i] == ';';
	x->place = place = arena_alloc(&f->keep, most, sizeof *place);
	while (v->known && str_cut(&rest, ';', &piece)) {
		const struct district *d = code_district(f->book,
		    str_trim(piece));

		if (d == NULL)
			strange = true;
		else if (!d->is_city)
			place[n++] = code_district_index(f->book, d);
	}
	x->nplace = n;
	if (strange)
		diag_at(f->diag, &x->pos, DIAG_HOST_UNKNOWN, DIAG_STR(x->id));
}

bool
facts_take_event(struct facts *f, struct row_reader *r, const struct row *row)
{
	/* In the order of the column's choices; LIST_COUNT: not planned. */
	static const enum facts_list list[] = { LIST_PROMOTIONS, LIST_COUNT,
		LIST_CONFERENCES, LIST_JOINT_MEETINGS, LIST_COUNT,
		LIST_BLUEBOOKS };
	const struct value *v = row->value, *level = &v[COL(EVENTS, level)];
	enum facts_list which = list[v[COL(EVENTS, kind)].n];
	struct facts_dated x = {
		.month = month_of_day(&v[COL(EVENTS, date)]),
		.pos = row_pos(r, row, COL(EVENTS, host_district)),
	};

	mark_year(f, FACTS_EVENTS, x.month);
	map_put(&f->event, v[COL(EVENTS, event_id)].text, NULL);
	if (which == LIST_COUNT)
		return true;
	if (which != LIST_PROMOTIONS) {
		if (level->known && level->n != FACTS_CITY)
			return true;
		x.doubtful = !level->known;
	}
	x.id = arena_str(&f->keep, v[COL(EVENTS, event_id)].text);
	x.name = arena_str(&f->keep, v[COL(EVENTS, title)].text);
	read_hosts(f, &v[COL(EVENTS, host_district)],
	    which == LIST_PROMOTIONS, &x);
	add(f, which, &x);
	return true;
}

bool
facts_take_recognition(struct facts *f, struct row_reader *r,
    const struct row *row)
{
	const struct value *v = row->value;
	const struct value *level = &v[COL(RECOGNITIONS, level)];
	const struct value *kind = &v[COL(RECOGNITIONS, kind)];
	struct facts_dated x = {
		.month = month_of_day(&v[COL(RECOGNITIONS, date)]),
		.pos = row_pos(r, row, COL(RECOGNITIONS, subject_id)),
	};
	bool is_team = str_is(kind->text, "team");

	mark_year(f, FACTS_RECOGNITIONS, x.month);
	if (!is_team && !str_is(kind->text, "specialty"))
		return true;
	if (f->rules.level != FACTS_ANY_LEVEL) {
		if (level->known && level->n != (int64_t)f->rules.level)
			return true;
		x.doubtful = !level->known;
	}
	x.id = arena_str(&f->keep, v[COL(RECOGNITIONS, subject_id)].text);
	x.name = arena_str(&f->keep, v[COL(RECOGNITIONS, category)].text);
	x.place = one_place(f, facts_subject_place(f, is_team, x.id, &x.pos),
	    &x.nplace);
	add(f, is_team ? LIST_TEAMS : LIST_SPECIALTY, &x);
	return true;
}

bool
facts_take_retrofit(struct facts *f, struct row_reader *r,
    const struct row *row)
{
	const struct value *v = row->value;
	struct facts_dated x = {
		.month = month_of(&v[COL(RETROFITS, completed)]),
		.pos = row_pos(r, row, COL(RETROFITS, building_id)),
	};
	bool done = str_is(v[COL(RETROFITS, stage)].text, "completed");

	mark_year(f, FACTS_RETROFITS, x.month);
	x.id = arena_str(&f->keep, v[COL(RETROFITS, building_id)].text);
	x.name = arena_str(&f->keep, v[COL(RETROFITS, retrofit_id)].text);
	x.place = one_place(f, facts_subject_place(f, false, x.id, &x.pos),
	    &x.nplace);
	if (x.month < 0 && done) {
		struct pos pos = row_pos(r, row, COL(RETROFITS, completed));

		diag_at(f->diag, &pos, DIAG_RETROFIT_UNDATED,
		    DIAG_STR(x.name));
	}
	if (x.month >= 0 || done)
		add(f, LIST_RETROFITS, &x);
	x.month = month_of(&v[COL(RETROFITS, planned_completion)]);
	if (x.month >= 0)
		add(f, LIST_RETROFITS_PLANNED, &x);
	return true;
}

bool
facts_take_project(struct facts *f, struct row_reader *r,
    const struct row *row)
{
	static const struct {
		size_t col;
		enum facts_list list;
	} date[] = {
		{ COL(PROJECTS, started), LIST_STARTED },
		{ COL(PROJECTS, completed), LIST_COMPLETED },
		{ COL(PROJECTS, planned_completion), LIST_COMPLETED_PLANNED },
	};
	const struct value *v = row->value;
	const struct value *at = &v[COL(PROJECTS, district)];
	const struct district *x_district = code_district(f->book, at->text);
	struct facts_dated x = {
		.pos = row_pos(r, row, COL(PROJECTS, project_id)),
	};

	x.id = arena_str(&f->keep, v[COL(PROJECTS, project_id)].text);
	x.name = arena_str(&f->keep, v[COL(PROJECTS, name)].text);
	x.place = one_place(f, x_district == NULL ? FACTS_NOWHERE :
	    code_district_index(f->book, x_district), &x.nplace);
	for (size_t i = 0; i < sizeof date / sizeof date[0]; i++) {
		x.month = month_of(&v[date[i].col]);
		if (x.month < 0)
			continue;
		if (date[i].list != LIST_COMPLETED_PLANNED)
			mark_year(f, FACTS_PROJECTS, x.month);
		add(f, date[i].list, &x);
	}
	return true;
}

/* Which buildings a canonical row touches, and through which of them a
 * figure changed. */
#include "rule/revision.h"

#include <limits.h>
#include <stdlib.h>

#include "base/date.h"

/* More buildings are told as the district they are in. */
#define LISTED 200u

/* A tenancy of either version, months as in tenancies. */
struct stay {
	uint32_t payer, building;
	int from, to;
};

struct revision_seats {
	struct revision *r;
	struct map payer;
	struct stay *stay; /* by payer once in order */
	size_t n, cap;
	size_t *first;     /* by payer; one more at the end */
	size_t *visitor;   /* stays by building */
	size_t *inside;    /* by building; one more at the end */
};

struct revision_seats *
revision_seats_new(struct revision *r)
{
	struct revision_seats *s = mem_zalloc(1, sizeof(*s));

	s->r = r;
	return s;
}

void
revision_seats_free(struct revision_seats *s)
{
	if (s == NULL)
		return;
	map_fini(&s->payer);
	free(s->stay);
	free(s->first);
	free(s->visitor);
	free(s->inside);
	free(s);
}

static struct str
cell(const struct rec *header, const struct rec *rec, const char *name)
{
	for (size_t i = 0; i < header->nfield; i++)
		if (str_is(header->field[i], name))
			return rec->field[i];
	return (struct str){ "", 0 };
}

bool
revision_seats_read(struct revision_seats *s, struct rec_reader *in)
{
	const struct rec *header = rec_header(in);
	enum status status;
	struct rec rec;

	while ((status = rec_next(in, &rec)) == STATUS_OK) {
		struct str building = cell(header, &rec, "building_id");
		struct stay *x;

		s->stay = mem_grow(s->stay, &s->cap, s->n + 1,
		    sizeof(*s->stay));
		x = &s->stay[s->n++];
		x->payer = (uint32_t)map_put(&s->payer, cell(header, &rec,
		    "uscc"), NULL);
		x->building = (uint32_t)revision_building(s->r, building,
		    (struct str){ "", 0 });
		if (!date_parse_month(cell(header, &rec, "entered"), &x->from))
			x->from = INT_MIN;
		if (!date_parse_month(cell(header, &rec, "left"), &x->to))
			x->to = INT_MAX;
	}
	return status == STATUS_END;
}

static int
by_payer(const void *a, const void *b)
{
	const struct stay *x = a, *y = b;

	if (x->payer != y->payer)
		return x->payer < y->payer ? -1 : 1;
	return (x->building > y->building) - (x->building < y->building);
}

/* Stays by payer, and again by building. */
static void
index_stays(struct revision_seats *s)
{
	size_t nbuilding = s->r->building.n, at = 0;

	if (s->n > 0)
		qsort(s->stay, s->n, sizeof(*s->stay), by_payer);
	s->first = mem_zalloc(s->payer.n + 2, sizeof(*s->first));
	s->inside = mem_zalloc(nbuilding + 2, sizeof(*s->inside));
	s->visitor = mem_alloc(s->n + 1, sizeof(*s->visitor));
	for (size_t i = 0; i < s->n; i++) {
		s->first[s->stay[i].payer + 1]++;
		s->inside[s->stay[i].building + 1]++;
	}
	for (size_t i = 0; i < s->payer.n; i++)
		s->first[i + 1] += s->first[i];
	for (size_t i = 0; i < nbuilding; i++)
		s->inside[i + 1] += s->inside[i];
	for (size_t i = 0; i < s->n; i++) {
		at = s->inside[s->stay[i].building]++;
		s->visitor[at] = i;
	}
	for (size_t i = nbuilding; i > 0; i--) /* shifted back */
		s->inside[i] = s->inside[i - 1];
	s->inside[0] = 0;
}

/* A set of buildings in the making. */
struct set {
	size_t *item;
	size_t n, cap;
	bool *in; /* by building */
};

static void
set_add(struct set *s, size_t building)
{
	if (s->in[building])
		return;
	s->in[building] = true;
	s->item = mem_grow(s->item, &s->cap, s->n + 1, sizeof(*s->item));
	s->item[s->n++] = building;
}

static void
set_reset(struct set *s)
{
	for (size_t i = 0; i < s->n; i++)
		s->in[s->item[i]] = false;
	s->n = 0;
}

struct linker {
	struct revision *r;
	const struct revision_seats *seats; /* or NULL */
	struct set set;
	bool *touched; /* by building: a canonical row touches it */
	struct mark *mark; /* figures of buildings */
	size_t nmark;
};

/* A building's figure that changed. */
struct mark {
	struct str column, district, id;
};

/* Where the taxpayer sits in the month; -1: ever. */
static void
add_seats(struct linker *l, struct str payer, int month)
{
	const struct revision_seats *s = l->seats;
	size_t p = map_find(&s->payer, payer);

	for (size_t i = p == MAP_NONE ? 0 : s->first[p];
	     p != MAP_NONE && i < s->first[p + 1]; i++)
		if (month < 0 || (s->stay[i].from <= month &&
		    month <= s->stay[i].to))
			set_add(&l->set, s->stay[i].building);
}

/* A building that came or went shares its tenants with others. */
static void
add_neighbours(struct linker *l, size_t building)
{
	const struct revision_seats *s = l->seats;

	for (size_t i = s->inside[building]; i < s->inside[building + 1]; i++)
		add_seats(l, s->payer.key[s->stay[s->visitor[i]].payer], -1);
}

static int
by_id(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static struct str
join(struct revision *r, struct str *id, size_t n)
{
	struct buf b;

	if (n > 0)
		qsort(id, n, sizeof(*id), by_id);
	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && str_eq(id[i], id[i - 1]))
			continue;
		if (b.n > 0)
			buf_putc(&b, ';');
		buf_put(&b, id[i]);
	}
	return buf_keep(&b, &r->keep);
}

static struct str
set_text(struct linker *l)
{
	struct str *id = mem_zalloc(l->set.n + 1, sizeof(*id)), text;

	for (size_t i = 0; i < l->set.n; i++)
		id[i] = l->r->building.key[l->set.item[i]];
	text = l->set.n > LISTED ? l->r->city : join(l->r, id, l->set.n);
	free(id);
	return text;
}

static void
link_row(struct linker *l, struct revision_row *x)
{
	size_t building = x->building.n == 0 ? MAP_NONE :
	    map_find(&l->r->building, x->building);

	set_reset(&l->set);
	if (building != MAP_NONE)
		set_add(&l->set, building);
	if (l->seats != NULL && x->payer.n > 0)
		add_seats(l, x->payer, x->month);
	if (l->seats != NULL && building != MAP_NONE &&
	    x->kind != REVISION_CHANGED &&
	    str_is(x->file, "canon/buildings.csv"))
		add_neighbours(l, building);
	for (size_t i = 0; i < l->set.n; i++)
		l->touched[l->set.item[i]] = true;
	x->through = set_text(l);
}

/* ---- figures */

static int
by_mark(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;
	int order = str_cmp(x->column, y->column);

	if (order == 0)
		order = str_cmp(x->district, y->district);
	return order != 0 ? order : str_cmp(x->id, y->id);
}

static void
collect_marks(struct linker *l)
{
	size_t cap = 0;

	for (size_t i = 0; i < l->r->n; i++) {
		const struct revision_row *x = &l->r->row[i];
		size_t building = x->canonical || x->building.n == 0 ||
		    x->kind != REVISION_FIGURE ? MAP_NONE :
		    map_find(&l->r->building, x->building);

		if (building == MAP_NONE)
			continue;
		l->mark = mem_grow(l->mark, &cap, l->nmark + 1,
		    sizeof(*l->mark));
		l->mark[l->nmark++] = (struct mark){ x->column,
			l->r->district[building], x->building };
	}
	if (l->nmark > 0)
		qsort(l->mark, l->nmark, sizeof(*l->mark), by_mark);
}

static size_t
first_mark(const struct linker *l, struct str column)
{
	size_t low = 0, high = l->nmark;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (str_cmp(l->mark[mid].column, column) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Buildings of a scope whose figure of that column changed. */
static void
add_marked(struct linker *l, struct str column, struct str scope)
{
	bool city = str_eq(scope, l->r->city);

	for (size_t i = first_mark(l, column); i < l->nmark &&
	     str_eq(l->mark[i].column, column); i++)
		if (city || str_eq(l->mark[i].district, scope))
			set_add(&l->set, map_find(&l->r->building,
			    l->mark[i].id));
}

static void
add_touched(struct linker *l, struct str scope)
{
	bool city = scope.n == 0 || str_eq(scope, l->r->city);

	for (size_t i = 0; i < l->r->building.n; i++)
		if (l->touched[i] &&
		    (city || str_eq(l->r->district[i], scope)))
			set_add(&l->set, i);
}

/* What a plan's target is counted from. */
static const struct {
	const char *indicator, *file;
} counted[] = {
	{ "specialty", "canon/recognitions.csv" },
	{ "teams", "canon/recognitions.csv" },
	{ "retrofits", "canon/retrofits.csv" },
	{ "projects_started", "canon/projects.csv" },
	{ "projects_completed", "canon/projects.csv" },
	{ "promotion_events", "canon/events.csv" },
	{ "conferences", "canon/events.csv" },
	{ "joint_meetings", "canon/events.csv" },
	{ "bluebooks", "canon/events.csv" },
	{ "self_service_pct", "canon/services.csv" },
	{ "party_org_pct", "canon/services.csv" },
	{ "matters_closed_pct", "canon/matters.csv" },
};

/* Keys of the changed rows of that file; empty where none is. */
static struct str
keys_of(struct linker *l, const char *file)
{
	struct str *key = NULL, text;
	size_t n = 0, cap = 0;

	for (size_t i = 0; i < l->r->n; i++) {
		const struct revision_row *x = &l->r->row[i];

		if (!x->canonical || !str_is(x->file, file) || x->key.n == 0)
			continue;
		key = mem_grow(key, &cap, n + 1, sizeof(*key));
		key[n++] = x->key;
	}
	text = join(l->r, key, n);
	free(key);
	return text;
}

/* The columns of buildings that a count of tiers, in that column of its row,
 * is made of. */
static const char *
columns_behind(struct str column)
{
	if (str_starts(column, STR("expected")))
		return "pace_yuan|tax_yuan";
	if (str_is(column, "same") || str_starts(column, STR("schedule")))
		return "tier_same|tier_last_year";
	if (str_is(column, "gap_pct") || str_is(column, "status"))
		return "tier|new_1yi|left_1yi|tier_same|tier_last_year";
	return "tier|new_1yi|left_1yi";
}

static struct str
through_target(struct linker *l, const struct revision_row *x)
{
	bool tiers = str_ends(x->indicator, STR("_1yi")) ||
	    str_ends(x->indicator, STR("_5yi")) ||
	    str_ends(x->indicator, STR("_10yi"));
	struct str rest = str_from(columns_behind(x->column)), column;

	for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++)
		if (str_is(x->indicator, counted[i].indicator))
			return keys_of(l, counted[i].file);
	set_reset(&l->set);
	if (!tiers)
		add_marked(l, x->indicator, x->scope);
	while (tiers && str_cut(&rest, '|', &column))
		add_marked(l, column, x->scope);
	if (l->set.n == 0)
		add_touched(l, x->scope);
	return l->set.n > LISTED ? x->scope : set_text(l);
}

static struct str
through_scope(struct linker *l, const struct revision_row *x)
{
	set_reset(&l->set);
	add_marked(l, x->column, x->scope);
	if (l->set.n == 0)
		add_touched(l, x->scope);
	return l->set.n > LISTED && x->scope.n > 0 ? x->scope : set_text(l);
}

static void
link_figure(struct linker *l, struct revision_row *x)
{
	size_t building = x->building.n == 0 ? MAP_NONE :
	    map_find(&l->r->building, x->building);

	if (building != MAP_NONE)
		x->through = l->touched[building] ? x->building : l->r->city;
	else if (x->indicator.n > 0)
		x->through = through_target(l, x);
	else
		x->through = through_scope(l, x);
}

void
revision_through(struct revision *r, struct revision_seats *seats)
{
	struct linker l = { .r = r, .seats = seats };
	size_t n;

	for (size_t i = 0; i < r->n; i++) /* every building has a number */
		if (r->row[i].building.n > 0)
			revision_building(r, r->row[i].building,
			    (struct str){ "", 0 });
	n = r->building.n;
	if (seats != NULL)
		index_stays(seats);
	l.set.in = mem_zalloc(n + 1, sizeof(*l.set.in));
	l.touched = mem_zalloc(n + 1, sizeof(*l.touched));
	for (size_t i = 0; i < r->n; i++)
		if (r->row[i].canonical)
			link_row(&l, &r->row[i]);
	collect_marks(&l);
	for (size_t i = 0; i < r->n; i++)
		if (!r->row[i].canonical &&
		    r->row[i].kind != REVISION_COMPARED &&
		    r->row[i].key.n > 0)
			link_figure(&l, &r->row[i]);
	free(l.set.item);
	free(l.set.in);
	free(l.touched);
	free(l.mark);
}

/* ---- behind a figure */

static bool
shares(struct str a, struct str b)
{
	struct str rest = a, id, other, piece;

	while (rest.n > 0 && str_cut(&rest, ';', &id)) {
		other = b;
		while (other.n > 0 && str_cut(&other, ';', &piece))
			if (str_eq(id, piece))
				return true;
	}
	return false;
}

static bool
is_figure(const struct revision_row *x, struct str file, struct str key,
    struct str column)
{
	return x->kind == REVISION_FIGURE && str_eq(x->file, file) &&
	    str_eq(x->key, key) && str_eq(x->column, column);
}

/* The parts are told by the first and the last colon: a key may hold one. */
static bool
split_figure(struct str figure, struct str *file, struct str *key,
    struct str *column)
{
	size_t first = str_chr(figure, ':'), last = figure.n;

	while (last > first && figure.p[last - 1] != ':')
		last--;
	if (first == figure.n || last <= first + 1)
		return false;
	*file = str_sub(figure, 0, first);
	*key = str_sub(figure, first + 1, last - 1);
	*column = str_sub(figure, last, figure.n);
	return true;
}

/* A canonical row is behind a figure when it touches a building that the
 * figure follows from; one of the whole city follows from all of them; a
 * count of events or the like from the rows themselves. */
static bool
is_behind(const struct revision *r, const struct revision_row *figure,
    const struct revision_row *x)
{
	if (!x->canonical)
		return x->kind == REVISION_CHANGED && x->key.n == 0;
	return str_eq(figure->through, r->city) ||
	    str_eq(figure->through, figure->scope) ||
	    shares(figure->through, x->through) ||
	    shares(figure->through, x->key);
}

bool
revision_behind(const struct revision *r, struct str figure, bool *wanted)
{
	struct str file = figure, key = figure, column = figure;
	bool found = false;

	for (size_t i = 0; split_figure(figure, &file, &key, &column) &&
	     i < r->n; i++) {
		if (!is_figure(&r->row[i], file, key, column))
			continue;
		found = wanted[i] = true;
		for (size_t k = 0; k < r->n; k++)
			if (is_behind(r, &r->row[i], &r->row[k]))
				wanted[k] = true;
	}
	if (!found)
		diag_at(r->diag, NULL, DIAG_NO_FINDING, DIAG_STR(figure));
	return found;
}

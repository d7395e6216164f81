#include "measure/tenure.h"

#include <stdlib.h>

#include "schema/row.h"

static struct value
kept(struct tenure *r, struct value v)
{
	v.text = arena_str(&r->keep, v.text);
	return v;
}

static bool
rated_stage(struct str stage)
{
	return stage.n == 0 || str_is(stage, "operating") ||
	    str_is(stage, "renovating");
}

static struct tenure_building
building_of(struct tenure *r, const struct value *v,
    const struct code_book *codes)
{
	struct tenure_building b = { 0 };
	struct value district = v[COL(BUILDINGS, district)];

	b.id = kept(r, v[COL(BUILDINGS, building_id)]).text;
	b.name = kept(r, v[COL(BUILDINGS, name)]).text;
	b.stage = kept(r, v[COL(BUILDINGS, stage)]).text;
	b.operator_id = kept(r, v[COL(BUILDINGS, operator_id)]).text;
	b.grade = kept(r, v[COL(BUILDINGS, grade)]).text;
	b.ownership = kept(r, v[COL(BUILDINGS, ownership)]).text;
	if (district.known)
		b.district = code_district(codes, district.text);
	b.completed = kept(r, v[COL(BUILDINGS, completed)]);
	b.monitored_from = kept(r, v[COL(BUILDINGS, monitored_from)]);
	b.gfa = kept(r, v[COL(BUILDINGS, gfa_m2)]);
	b.leasable = kept(r, v[COL(BUILDINGS, leasable_m2)]);
	b.business = kept(r, v[COL(BUILDINGS, business_m2)]);
	b.rated = rated_stage(b.stage);
	return b;
}

static int
by_id(const void *a, const void *b)
{
	return str_cmp(((const struct tenure_building *)a)->id,
	    ((const struct tenure_building *)b)->id);
}

bool
tenure_buildings(struct tenure *r, struct diag *d, const char *path,
    const struct code_book *codes)
{
	struct row_reader *in = row_open(d, path, dataset_at(DATASET_BUILDINGS),
	    codes);
	struct row row;
	size_t cap = 0;
	enum status status = STATUS_FATAL;

	if (in == NULL)
		return false;
	while ((status = row_next(in, &row)) == STATUS_OK) {
		r->building = mem_grow(r->building, &cap, r->nbuilding + 1,
		    sizeof(*r->building));
		r->building[r->nbuilding++] = building_of(r, row.value, codes);
	}
	row_close(in);
	if (r->nbuilding > 0)
		qsort(r->building, r->nbuilding, sizeof(*r->building), by_id);
	for (size_t i = 0; i < r->nbuilding; i++)
		map_put(&r->id, r->building[i].id, NULL);
	return status == STATUS_END;
}

void
tenure_ids(struct tenure *r, const struct str *id, size_t n)
{
	r->building = mem_zalloc(n, sizeof(*r->building));
	r->nbuilding = n;
	for (size_t i = 0; i < n; i++) {
		r->building[i].id = arena_str(&r->keep, id[i]);
		map_put(&r->id, id[i], NULL);
	}
}

static int8_t
flag_of(struct value v)
{
	return v.known ? (int8_t)(v.n != 0) : -1;
}

static struct tenure_tenancy
tenancy_of(struct tenure *r, const struct value *v,
    const struct code_book *codes)
{
	struct value from = v[COL(TENANCIES, entered)],
	    to = v[COL(TENANCIES, left)], area = v[COL(TENANCIES, area_m2)],
	    employees = v[COL(TENANCIES, employees)],
	    std = v[COL(TENANCIES, industry_std)],
	    industry = v[COL(TENANCIES, industry)],
	    registered = v[COL(TENANCIES, registered_district)];
	struct tenure_tenancy t = {
		.from = from.known ? (int)from.n : INT_MIN,
		.to = to.known ? (int)to.n : INT_MAX,
		.area_known = area.known,
		.area_dm2 = area.known ? area.n : 0,
		.employees_known = employees.known,
		.employees = employees.known ? employees.n : 0,
		.above_scale = flag_of(v[COL(TENANCIES, above_scale)]),
		.headquarters = flag_of(v[COL(TENANCIES, headquarters)]),
		.edition = !std.known ? EDITION_UNKNOWN :
		    str_is(std.text, "2011") ? EDITION_2011 : EDITION_2017,
	};
	size_t building = map_find(&r->id, v[COL(TENANCIES, building_id)].text);

	t.building = building == MAP_NONE ? TENURE_NONE : (uint32_t)building;
	if (registered.known)
		t.registered = code_registry(codes, registered.text);
	t.room = kept(r, v[COL(TENANCIES, room)]).text;
	if (industry.known)
		memcpy(t.industry, industry.text.p, industry.text.n);
	t.enterprise = (uint32_t)map_put(&r->enterprise,
	    v[COL(TENANCIES, uscc)].text, NULL);
	return t;
}

/* A tenancy in a building that is not in the register counts nowhere: said
 * once a building, at the first line that names it. */
static void
report_unknown(struct tenure *r, struct diag *d, struct map *told,
    const struct pos *pos, struct str id)
{
	bool is_new;

	r->unknown_buildings++;
	map_put(told, id, &is_new);
	if (is_new)
		diag_at(d, pos, DIAG_UNKNOWN_BUILDING, DIAG_STR(id));
}

bool
tenure_tenancies(struct tenure *r, struct diag *d, const char *path,
    const struct code_book *codes)
{
	struct row_reader *in = row_open(d, path, dataset_at(DATASET_TENANCIES),
	    codes);
	struct map told = { 0 };
	struct row row;
	enum status status = STATUS_FATAL;

	if (in == NULL)
		return false;
	r->tenancies_file = path;
	while ((status = row_next(in, &row)) == STATUS_OK) {
		struct tenure_tenancy t = tenancy_of(r, row.value, codes);
		struct pos pos;

		t.line = row.rec.line;
		if (t.from > t.to) {
			pos = row_pos(in, &row, COL(TENANCIES, left));
			diag_at(d, &pos, DIAG_LEFT_BEFORE_ENTERED,
			    DIAG_STR(row.value[COL(TENANCIES, left)].text),
			    DIAG_STR(row.value[COL(TENANCIES, entered)].text));
			status = STATUS_FATAL;
			break;
		}
		if (t.building == TENURE_NONE) {
			pos = row_pos(in, &row, COL(TENANCIES, building_id));
			report_unknown(r, d, &told, &pos,
			    row.value[COL(TENANCIES, building_id)].text);
		}
		r->tenancy = mem_grow(r->tenancy, &r->tenancy_cap,
		    r->ntenancy + 1, sizeof(*r->tenancy));
		r->tenancy[r->ntenancy++] = t;
	}
	row_close(in);
	map_fini(&told);
	return status == STATUS_END;
}

static int
by_seat(const void *a, const void *b)
{
	const struct tenure_tenancy *x = a, *y = b;

	if (x->building != y->building)
		return x->building < y->building ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

/* By enterprise (a counting sort: they are numbered), then each one's. */
static void
sort_tenancies(struct tenure *r)
{
	struct tenure_tenancy *to = mem_alloc(r->ntenancy + 1, sizeof(*to));
	uint32_t at = 0;

	for (size_t i = 0; i < r->ntenancy; i++)
		r->sitting[r->tenancy[i].enterprise].n++;
	for (size_t e = 0; e < r->enterprise.n; e++) {
		r->sitting[e].first = at;
		at += r->sitting[e].n;
		r->sitting[e].n = 0;
	}
	for (size_t i = 0; i < r->ntenancy; i++) {
		struct tenure_run *run = &r->sitting[r->tenancy[i].enterprise];

		to[run->first + run->n++] = r->tenancy[i];
	}
	free(r->tenancy);
	r->tenancy = to;
	for (size_t e = 0; e < r->enterprise.n; e++)
		if (r->sitting[e].n > 1)
			qsort(to + r->sitting[e].first, r->sitting[e].n,
			    sizeof(*to), by_seat);
}

static void
make_seats(struct tenure *r)
{
	size_t cap = 0;

	for (uint32_t i = 0; i < r->ntenancy; i++) {
		const struct tenure_tenancy *t = &r->tenancy[i];
		struct tenure_run *seats = &r->seats[t->enterprise];
		struct tenure_seat *last;

		if (t->building == TENURE_NONE)
			continue;
		last = r->nseat > 0 ? &r->seat[r->nseat - 1] : NULL;
		if (last != NULL && last->enterprise == t->enterprise &&
		    last->building == t->building) {
			last->ntenancy++;
			continue;
		}
		r->seat = mem_grow(r->seat, &cap, r->nseat + 1,
		    sizeof(*r->seat));
		r->seat[r->nseat] = (struct tenure_seat){ t->enterprise,
			t->building, i, 1 };
		if (seats->n++ == 0)
			seats->first = (uint32_t)r->nseat;
		r->nseat++;
	}
}

/* The seats again, building by building (a counting sort). */
static void
index_buildings(struct tenure *r)
{
	uint32_t at = 0;

	r->in = mem_alloc(r->nseat + 1, sizeof(*r->in));
	r->inside = mem_zalloc(r->nbuilding + 1, sizeof(*r->inside));
	for (size_t i = 0; i < r->nseat; i++)
		r->inside[r->seat[i].building].n++;
	for (size_t b = 0; b < r->nbuilding; b++) {
		r->inside[b].first = at;
		at += r->inside[b].n;
		r->inside[b].n = 0;
	}
	for (uint32_t i = 0; i < r->nseat; i++) {
		struct tenure_run *run = &r->inside[r->seat[i].building];

		r->in[run->first + run->n++] = i;
	}
}

void
tenure_finish(struct tenure *r)
{
	r->sitting = mem_zalloc(r->enterprise.n + 1, sizeof(*r->sitting));
	r->seats = mem_zalloc(r->enterprise.n + 1, sizeof(*r->seats));
	sort_tenancies(r);
	make_seats(r);
	index_buildings(r);
}

void
tenure_fini(struct tenure *r)
{
	free(r->building);
	free(r->tenancy);
	free(r->sitting);
	free(r->seat);
	free(r->seats);
	free(r->in);
	free(r->inside);
	map_fini(&r->id);
	map_fini(&r->enterprise);
	arena_fini(&r->keep);
}

uint32_t
tenure_find(const struct tenure *r, struct str key)
{
	size_t at = map_find(&r->id, key);
	uint32_t found = TENURE_NONE;

	if (at != MAP_NONE)
		return (uint32_t)at;
	for (uint32_t i = 0; i < r->nbuilding; i++) {
		if (!str_eq(r->building[i].name, key))
			continue;
		if (found != TENURE_NONE)
			return TENURE_NONE;
		found = i;
	}
	return found;
}

const struct tenure_tenancy *
tenure_speaker(const struct tenure *r, const struct tenure_seat *seat,
    int month)
{
	const struct tenure_tenancy *best = NULL;

	for (uint32_t i = 0; i < seat->ntenancy; i++) {
		const struct tenure_tenancy *t = &r->tenancy[seat->tenancy + i];

		if (t->from > month)
			continue;
		if (best == NULL || t->from > best->from ||
		    (t->from == best->from && str_cmp(t->room, best->room) < 0))
			best = t;
	}
	return best;
}

bool
tenure_seated(const struct tenure *r, const struct tenure_seat *seat,
    int from, int to)
{
	for (uint32_t i = 0; i < seat->ntenancy; i++) {
		const struct tenure_tenancy *t = &r->tenancy[seat->tenancy + i];

		if (t->from <= to && from <= t->to)
			return true;
	}
	return false;
}

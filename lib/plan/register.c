/* The registers: classified rows, buildings, teams, last year, aggregates. */
#include "base/date.h"
#include "plan/facts_read.h"
#include "schema/indicator.h"

static const struct value *
cell(const struct row *row, const struct dataset *ds, const char *name)
{
	static const struct value unknown = { .known = false };
	size_t col = dataset_column(ds, str_from(name));

	return col == MAP_NONE ? &unknown : &row->value[col];
}

static size_t
place_of(const struct facts *f, const struct value *v)
{
	const struct district *x =
	    v->known ? code_district(f->book, v->text) : NULL;

	return x == NULL ? FACTS_NOWHERE : code_district_index(f->book, x);
}

/* Enters a building, or completes what is known of it. */
static void
enter_building(struct facts *f, struct str id, size_t place, bool operates)
{
	bool is_new;
	size_t at = map_put(&f->building, id, &is_new);

	f->building_place = mem_grow(f->building_place, &f->building_cap,
	    at + 1, sizeof *f->building_place);
	f->building_operates = mem_grow(f->building_operates,
	    &f->operates_cap, at + 1, sizeof *f->building_operates);
	if (is_new || f->building_place[at] == FACTS_NOWHERE)
		f->building_place[at] = place;
	f->building_operates[at] = operates;
}

/* Another period than wanted makes the whole file unusable. */
static bool
same_period(struct facts *f, struct row_reader *r, const struct row *row,
    const struct dataset *ds, int want)
{
	size_t col = dataset_column(ds, STR("period"));
	const struct value *v = &row->value[col];
	struct pos pos;
	struct buf b;

	if (v->known && v->n == want)
		return true;
	pos = row_pos(r, row, col);
	buf_init(&b, BUF_UNBOUNDED);
	date_put_month(&b, want);
	diag_at(f->diag, &pos, DIAG_PERIOD_DIFFERS, DIAG_STR(v->text),
	    DIAG_STR(buf_str(&b)));
	buf_fini(&b);
	return false;
}

static bool
read_tier(struct facts *f, struct row_reader *r, const struct row *row,
    const char *name, int *tier)
{
	const struct dataset *ds = indicator_classified();
	size_t col = dataset_column(ds, str_from(name));
	const struct value *v = &row->value[col];
	struct pos pos;

	*tier = TIER_UNKNOWN;
	if (!v->known)
		return true;
	*tier = value_choice("none|1000w|5000w|1yi|5yi|10yi", v->text);
	if (*tier >= 0)
		return true;
	pos = row_pos(r, row, col);
	diag_at(f->diag, &pos, DIAG_CLASS_UNKNOWN, DIAG_STR(v->text));
	return false;
}

static int
flag_of(const struct value *v)
{
	return v->known ? v->n != 0 : -1;
}

static struct value
number_of(const struct value *v)
{
	return (struct value){ .known = v->known, .n = v->n };
}

/*
 * An empty stage counts as operating: bldg-indicators(5).  A building under
 * renovation has rates of its own, but does not operate.
 */
static bool
operates(const struct value *stage)
{
	return !stage->known || stage->text.n == 0 ||
	    str_is(stage->text, "operating");
}

bool
facts_take_classified(struct facts *f, struct row_reader *r,
    const struct row *row)
{
	const struct dataset *ds = indicator_classified();
	const struct value *period = cell(row, ds, "period");
	struct facts_building *b;

	if (f->rules.period < 0 && period->known)
		f->rules.period = (int)period->n;
	if (!same_period(f, r, row, ds, f->rules.period))
		return false;
	f->row = mem_grow(f->row, &f->row_cap, f->nrow + 1, sizeof *f->row);
	b = &f->row[f->nrow++];
	b->id = arena_str(&f->keep, cell(row, ds, "building_id")->text);
	b->name = arena_str(&f->keep, cell(row, ds, "name")->text);
	b->basis = arena_str(&f->keep, cell(row, ds, "pace_basis")->text);
	b->specialty = arena_str(&f->keep, cell(row, ds, "specialty")->text);
	b->district = place_of(f, cell(row, ds, "district"));
	b->is_new = flag_of(cell(row, ds, "new_1yi"));
	b->has_left = flag_of(cell(row, ds, "left_1yi"));
	b->listed = false;
	b->expects_left = flag_of(cell(row, ds, "expected_left"));
	b->nurture = flag_of(cell(row, ds, "nurture"));
	b->tax = number_of(cell(row, ds, "tax_yuan"));
	b->month = number_of(cell(row, ds, "tax_month_yuan"));
	b->pace = number_of(cell(row, ds, "pace_yuan"));
	b->pos = row_pos(r, row, dataset_column(ds, STR("building_id")));
	f->placed |= b->district != FACTS_NOWHERE;
	if (b->district == FACTS_NOWHERE)
		diag_at(f->diag, &b->pos, DIAG_PLACE_UNKNOWN, DIAG_STR(b->id));
	enter_building(f, b->id, b->district, operates(cell(row, ds, "stage")));
	return read_tier(f, r, row, "tier", &b->tier) &&
	    read_tier(f, r, row, "tier_same", &b->same) &&
	    read_tier(f, r, row, "tier_last_year", &b->last);
}

bool
facts_take_building(struct facts *f, struct row_reader *r,
    const struct row *row)
{
	const struct dataset *ds = dataset_at(DATASET_BUILDINGS);

	(void)r;
	enter_building(f, row->value[COL(BUILDINGS, building_id)].text,
	    place_of(f, &row->value[COL(BUILDINGS, district)]),
	    operates(cell(row, ds, "stage")));
	return true;
}

bool
facts_take_team(struct facts *f, struct row_reader *r, const struct row *row)
{
	size_t at = map_put(&f->team, row->value[COL(TEAMS, team_id)].text,
	    NULL);

	(void)r;
	f->team_place = mem_grow(f->team_place, &f->team_cap, at + 1,
	    sizeof *f->team_place);
	f->team_place[at] = place_of(f, &row->value[COL(TEAMS, district)]);
	return true;
}

static void
add_total(struct facts_total *t, bool reached, bool unknown)
{
	t->rows++;
	t->reached += reached;
	t->unknown += unknown;
}

/* Classified rows of the same period a year before: totals alone. */
bool
facts_take_last_year(struct facts *f, struct row_reader *r,
    const struct row *row)
{
	static const enum facts_tier least[] = { TIER_1YI, TIER_5YI,
		TIER_10YI };
	const struct dataset *ds = indicator_classified();
	size_t place;
	int tier;

	if (!same_period(f, r, row, ds, f->rules.period - 12) ||
	    !read_tier(f, r, row, "tier", &tier))
		return false;
	place = place_of(f, cell(row, ds, "district"));
	if (place == FACTS_NOWHERE)
		place = 0;
	for (size_t i = 0; i < 3; i++) {
		bool reached = facts_reaches(tier, least[i]);
		bool unknown = tier == TIER_UNKNOWN;

		add_total(&f->last_total[i][0], reached, unknown);
		if (place != 0)
			add_total(&f->last_total[i][place], reached, unknown);
		else
			f->last_total[i][0].unplaced += reached || unknown;
	}
	return true;
}

/* The issued list against what classified says of last year. */
bool
facts_take_base(struct facts *f, struct row_reader *r, const struct row *row)
{
	/* In the order of the column's choices. */
	static const int tier[] = { TIER_10YI, TIER_5YI, TIER_1YI, TIER_5000W,
		TIER_1000W, TIER_NONE };
	const struct value *v = row->value;
	struct str id = v[COL(BASE, building_id)].text;
	/* classified rows are entered first: their numbers are the map's */
	size_t i = map_find(&f->building, id);

	if (v[COL(BASE, year)].n != date_year(f->rules.period) - 1)
		return true;
	f->has_last_year[FACTS_BASE] = true;
	if (i == MAP_NONE || i >= f->nrow)
		return true;
	f->row[i].listed = true;
	if (facts_reaches(f->row[i].last, TIER_1YI) !=
	    (tier[v[COL(BASE, tier)].n] >= TIER_1YI)) {
		struct pos pos = row_pos(r, row, COL(BASE, tier));

		diag_at(f->diag, &pos, DIAG_BASE_DIFFERS, DIAG_STR(id));
	}
	return true;
}

void
facts_end_base(struct facts *f)
{
	if (!f->has_last_year[FACTS_BASE])
		return;
	for (size_t i = 0; i < f->nrow; i++)
		if (!f->row[i].listed &&
		    facts_reaches(f->row[i].last, TIER_1YI))
			diag_at(f->diag, &f->row[i].pos, DIAG_BASE_ABSENT,
			    DIAG_STR(f->row[i].id));
}

bool
facts_take_aggregate(struct facts *f, struct row_reader *r,
    const struct row *row)
{
	static const char *const name[] = {
		[SUM_TAX] = "tax_yuan",
		[SUM_MONTH] = "tax_month_yuan",
		[SUM_SAME] = "tax_same_yuan",
		[SUM_AREA_TAX] = "area_tax_yuan",
		[SUM_AREA] = "area_base_m2",
		[SUM_OCCUPIED] = "occupancy_m2",
		[SUM_OCCUPANCY_BASE] = "occupancy_base_m2",
		[SUM_REGISTERED_HERE] = "registered_here",
		[SUM_REGISTERED_KNOWN] = "registered_known",
	};
	const struct dataset *ds = indicator_aggregates();
	size_t place;

	if (!same_period(f, r, row, ds, f->rules.period))
		return false;
	place = place_of(f, cell(row, ds, "district"));
	if (place == FACTS_NOWHERE)
		return true;
	f->aggregate[place].given = true;
	f->aggregate[place].pos = row_pos(r, row,
	    dataset_column(ds, STR("district")));
	for (size_t i = 0; i < SUM_COUNT; i++)
		f->aggregate[place].sum[i] =
		    number_of(cell(row, ds, name[i]));
	return true;
}

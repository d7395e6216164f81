/* What a report for the public shows. */
#include "report/publish.h"

#include <stdlib.h>

#include "base/map.h"
#include "report/aggregate.h"
#include "report/bands.h"
#include "report/building.h"
#include "report/disclose.h"
#include "report/completion.h"
#include "report/words.h"
#include "schema/completion.h"

enum how { CLOSED, OPEN, TAX, SHARE, CLASS, INNER };

struct publish {
	struct disclose_rules rules;
	bool omits;        /* lists leave out buildings of one taxpayer */
	struct map id;     /* of buildings; the number is the cell's */
	struct disclose_cell *cell;
	struct disclose found;
	struct map district; /* codes; the number is the district's */
	const struct code_book *codes;
	bool *has_area; /* by cell: counts in tax per m2 */
	bool *no_area; /* by district: tax per m2 leaves out a hidden one */
	bool no_area_city;
	struct arena keep;
};

static enum how
how_of(const char *name)
{
	static const struct {
		const char *name;
		enum how how;
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
read_rules(struct report *r, struct publish *p)
{
	const struct {
		const char *key;
		int64_t *n;
	} rule[] = {
		{ "min_payers", &p->rules.payers },
		{ "max_top1_pct", &p->rules.top1_pct },
		{ "min_rest_pct", &p->rules.rest_pct },
		{ "near_pct", &p->rules.near_pct },
	};
	const struct setting_book *book;
	const struct setting *single;
	int omit;

	for (size_t i = 0; i < sizeof(rule) / sizeof(rule[0]); i++) {
		*rule[i].n = -1;
		if (!report_setting(r, "disclose.ini", "disclose",
		    rule[i].key, rule[i].n))
			return false;
	}
	book = report_settings(r, "disclose.ini");
	single = setting_find(book, "disclose", "list_single");
	if (single == NULL) {
		diag_at(r->diag, NULL, DIAG_NO_SETTING, DIAG_Z("disclose"),
		    DIAG_Z("list_single"));
		return false;
	}
	omit = setting_choice(r->diag, single, "name|omit");
	p->omits = omit == 1;
	return omit >= 0;
}

/* What the tier tells of the tax. */
static bool
tier_bounds(struct report *r, const struct bands *b, const struct value *tier,
    const struct pos *pos, struct disclose_cell *c)
{
	size_t band = bands_of(b, r, tier, pos);

	c->high = -1;
	if (band == MAP_NONE || band >= b->unknown)
		return band != MAP_NONE;
	if (band < b->rules->ntier)
		c->low = b->rules->tier[band].bound_fen;
	if (band > 0)
		c->high = b->rules->tier[band - 1].bound_fen;
	return true;
}

static bool
is_running(const struct value *stage)
{
	return !stage->known || str_is(stage->text, "operating") ||
	    str_is(stage->text, "renovating");
}

static bool
add_cell(struct report *r, struct publish *p, const struct bands *b,
    const struct source *s, size_t row)
{
	static const size_t needed[] = { B_TAX, B_PAYERS, B_POSITIVE,
		B_TOP1_TAX, B_TOP2_TAX };
	const struct value *v = source_at(s, row, 0);
	struct disclose_cell *c = &p->cell[p->found.n];

	map_put(&p->id, v[B_ID].text, NULL); /* the dataset has none twice */
	p->found.n++;
	*c = (struct disclose_cell){ .id = arena_str(&p->keep, v[B_ID].text),
		.district = map_put(&p->district, v[B_DISTRICT].text, NULL),
		.known = true, .tax = v[B_TAX].known ? v[B_TAX].n : 0,
		.payers = v[B_PAYERS].n, .positive = v[B_POSITIVE].n,
		.top1 = v[B_TOP1_TAX].n, .top2 = v[B_TOP2_TAX].n,
		.payer = arena_str(&p->keep, v[B_TOP1_USCC].text) };
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		c->known = c->known && v[needed[i]].known;
	c->known = c->known && v[B_TOP1_USCC].known;
	p->has_area[p->found.n - 1] = v[B_PER_M2].known &&
	    v[B_AREA_BASE].known && v[B_AREA_BASE].n > 0 &&
	    is_running(&v[B_STAGE]);
	return tier_bounds(r, b, &v[B_TIER], source_pos(s, row, B_TIER), c);
}

static bool
add_cells(struct report *r, struct publish *p, const struct source *s)
{
	struct bands b;
	bool ok = bands_open(&b, r);

	p->cell = mem_zalloc(s->nrow + 1, sizeof(*p->cell));
	p->has_area = mem_zalloc(s->nrow + 1, sizeof(*p->has_area));
	for (size_t i = 0; ok && i < s->nrow; i++)
		ok = add_cell(r, p, &b, s, i);
	if (ok)
		bands_close(&b);
	return ok;
}

static const struct source *
classified(const struct report *r)
{
	for (size_t i = 0; i < r->kind->nneed; i++)
		if (r->given[i] && publish_needs_all(&r->kind->need[i]))
			return &r->source[i];
	return NULL;
}

struct publish *
publish_new(struct report *r)
{
	struct publish *p = mem_zalloc(1, sizeof(*p));
	const struct source *s = classified(r);

	if (s == NULL)
		diag_at(r->diag, NULL, DIAG_REPORT_NEEDS,
		    DIAG_Z(r->kind->name), DIAG_Z("classified"));
	if (s == NULL || !read_rules(r, p) || !add_cells(r, p, s)) {
		publish_free(p);
		return NULL;
	}
	p->found.rules = &p->rules;
	p->found.cell = p->cell;
	p->found.ndistrict = p->district.n;
	p->found.dark = mem_zalloc(p->district.n + 1,
	    sizeof(*p->found.dark));
	disclose_run(&p->found);
	p->codes = r->codes;
	p->no_area = mem_zalloc(p->district.n + 1, sizeof(*p->no_area));
	for (size_t i = 0; i < p->found.n; i++) {
		const struct disclose_cell *c = &p->cell[i];

		if (c->why == DISCLOSE_SHOWN || p->has_area[i])
			continue;
		p->no_area[c->district] = p->no_area_city = true;
	}
	return p;
}

void
publish_free(struct publish *p)
{
	if (p == NULL)
		return;
	map_fini(&p->id);
	map_fini(&p->district);
	free(p->cell);
	free(p->found.dark);
	free(p->has_area);
	free(p->no_area);
	arena_fini(&p->keep);
	free(p);
}

/* One that is not known is hidden. */
static const struct disclose_cell *
cell_of(const struct publish *p, struct str id)
{
	size_t at = map_find(&p->id, id);

	return at == MAP_NONE ? NULL : &p->cell[at];
}

static bool
hides_building(const struct publish *p, struct str id)
{
	const struct disclose_cell *c = cell_of(p, id);

	return c == NULL || c->why != DISCLOSE_SHOWN;
}

/* One that is of no office is hidden; one without buildings has no taxes. */
static bool
hides_scope(const struct publish *p, struct str code)
{
	const struct district *x = code_district(p->codes, code);
	size_t at;

	if (x == NULL || x->is_city)
		return x == NULL || p->found.dark_city;
	at = map_find(&p->district, x->code);
	return at != MAP_NONE && p->found.dark[at];
}

static bool
hides_per_m2(const struct publish *p, struct str code)
{
	const struct district *x = code_district(p->codes, code);
	size_t at = x == NULL ? MAP_NONE : map_find(&p->district, x->code);

	if (x != NULL && x->is_city)
		return p->no_area_city;
	return x == NULL || (at != MAP_NONE && p->no_area[at]);
}

static bool
is_single(const struct publish *p, struct str id)
{
	const struct disclose_cell *c = cell_of(p, id);

	return c == NULL || !c->known || c->payers <= 1;
}

static bool
keeps_row(struct report *r, const struct value *v, size_t id, size_t district)
{
	const struct publish *p = r->publish;

	if (r->district != NULL &&
	    !str_eq(v[district].text, r->district->code))
		return false;
	if (r->kind->publish != PUBLISH_LIST || !p->omits ||
	    !is_single(p, v[id].text))
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

static void
hide_values(const struct report_need *need, struct value *v, bool hidden)
{
	for (size_t c = 0; c < need->columns.n; c++) {
		enum how how = how_of(need->columns.name[c]);

		if (how == CLOSED || (how == TAX && hidden))
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
		bool hidden;

		keep_at(s, n, row);
		if (!keeps_row(r, v, B_ID, B_DISTRICT))
			continue;
		hidden = hides_building(r->publish, v[B_ID].text);
		if (hidden && tells_by_key(v))
			v[B_KEY] = (struct value){ 0 };
		hide_values(need, v, hidden);
		n++;
	}
	s->nrow = n;
}

/* The totals are of the buildings that were gone over; else what is hidden
 * may follow from them. */
static bool
totals_agree(struct report *r, const struct value *v)
{
	const struct publish *p = r->publish;
	const struct district *x = code_district(p->codes, v[A_DISTRICT].text);
	num_wide sum = 0;
	size_t at = x == NULL ? MAP_NONE : map_find(&p->district, x->code);

	for (size_t i = 0; x != NULL && i < p->found.n; i++)
		if (x->is_city || p->cell[i].district == at)
			sum += p->cell[i].tax;
	return x == NULL || !v[A_TAX].known || report_agree(r,
	    "tax of classified = of districts",
	    "分类楼宇税收之和＝分地区税收", sum, v[A_TAX].n);
}

static bool
publish_districts(struct report *r, const struct report_need *need,
    struct source *s)
{
	for (size_t row = 0; row < s->nrow; row++) {
		struct value *v = &s->value[row * s->ncolumn];
		bool per_m2 = !hides_per_m2(r->publish, v[A_DISTRICT].text);

		if (!totals_agree(r, v))
			return false;
		hide_values(need, v,
		    hides_scope(r->publish, v[A_DISTRICT].text));
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
		    r->source[i].ncolumn], true);
	return !is_districts(need) ||
	    publish_districts(r, need, &r->source[i]);
}

static void
close_column(struct table *t, size_t col)
{
	struct table_column *c = &t->column[col];

	if (col < t->stub && t->stub > 1)
		t->stub--;
	c->name = NULL;
	c->label = (struct str){ "", 0 };
	for (size_t r = 0; r < t->nrow; r++)
		t->cell[r * t->ncolumn + col] = (struct table_cell){
			.state = TABLE_MISSING };
}

static size_t
find_column(const struct table *t, const char *name)
{
	for (size_t c = 0; c < t->ncolumn; c++)
		if (t->column[c].name != NULL &&
		    str_is(str_from(name), t->column[c].name))
			return c;
	return t->ncolumn;
}

/* The first column may be the number of the row, of people alone. */
static bool
is_ordinal(const struct table *t, size_t col)
{
	return col == 0 && t->column[0].name == NULL;
}

/* What the rows of a table are of. */
struct subject {
	size_t building, district; /* columns; ncolumn: none */
};

static bool
hides_row(const struct publish *p, const struct table *t, size_t row,
    const struct subject *of)
{
	if (of->building < t->ncolumn)
		return hides_building(p,
		    table_at(t, row, of->building)->value);
	return of->district == t->ncolumn ||
	    hides_scope(p, table_at(t, row, of->district)->value);
}

static size_t
publish_row(const struct publish *p, struct table *t, size_t row,
    const struct subject *of)
{
	size_t hidden = 0;

	if (!hides_row(p, t, row, of))
		return 0;
	for (size_t c = 0; c < t->ncolumn; c++) {
		if (t->column[c].name == NULL ||
		    how_of(t->column[c].name) == OPEN)
			continue;
		table_hide(t, row, c);
		hidden += t->column[c].label.n > 0;
	}
	return hidden;
}

/* Where one cell of tax per m2 is not told, its row is. */
static size_t
hide_per_m2(const struct publish *p, struct table *t,
    const struct subject *of)
{
	size_t col = find_column(t, "tax_per_m2_yuan"), hidden = 0;

	if (of->building < t->ncolumn || col == t->ncolumn)
		return 0;
	for (size_t r = 0; r < t->nrow; r++) {
		if (table_at(t, r, col)->state == TABLE_HIDDEN ||
		    !hides_per_m2(p, table_at(t, r, of->district)->value))
			continue;
		table_hide(t, r, col);
		hidden += t->column[col].label.n > 0;
	}
	return hidden;
}

/* After the last of the numbered notes. */
static void
add_note(struct table *t, struct str text)
{
	size_t at = t->nnote;
	struct table_note mine;

	while (at > 0 && t->note[at - 1].label.n > 0)
		at--;
	table_add_note(t, (struct str){ "", 0 }, text);
	mine = t->note[t->nnote - 1];
	for (size_t i = t->nnote - 1; i > at; i--)
		t->note[i] = t->note[i - 1];
	t->note[at] = mine;
}

static void
note_hidden(const struct report *r, struct table *t, struct arena *a,
    size_t hidden)
{
	const struct publish *p = r->publish;
	enum lang l = t->lang;

	if (hidden > 0)
		add_note(t, words_fill(a, words(l,
		    "“*”为不公开的数，共$1个：纳税企业少于$2户，或第一大户超过$3%，或除前两大户外不足第一大户的$4%，以及由公开的合计可推算上述各数至$5%以内的。",
		    "*: not published, $1 figures: fewer than $2 payers, or the "
		    "largest has more than $3%, or the rest without the two "
		    "largest is under $4% of it; and those from which such a "
		    "one would follow to within $5%."),
		    words_int(a, (int64_t)hidden),
		    words_int(a, p->rules.payers),
		    words_int(a, p->rules.top1_pct),
		    words_int(a, p->rules.rest_pct),
		    words_int(a, p->rules.near_pct)));
	if (r->kind->publish == PUBLISH_LIST && r->withheld > 0)
		add_note(t, words_fill(a, words(l,
		    "仅有一户纳税企业或户数不明的楼宇（本范围内共$1幢）不列入名单。",
		    "Buildings with one payer, or an unknown number ($1 in "
		    "all here), are on no list."),
		    words_int(a, (int64_t)r->withheld)));
}

static bool
closes(enum report_publish publish, const struct table *t,
    const struct subject *of, enum how how)
{
	bool of_tax = how == TAX || how == CLASS || how == SHARE;

	return how == CLOSED || how == INNER || (of_tax &&
	    (publish == PUBLISH_COUNTS || (of->building == t->ncolumn &&
	    of->district == t->ncolumn))) ||
	    (how == SHARE && of->building < t->ncolumn);
}

static void
publish_table(const struct report *r, struct table *t)
{
	const struct publish *p = r->publish;
	enum report_publish publish = r->kind->publish;
	struct subject of = { find_column(t, "building_id"),
		find_column(t, "district") };
	size_t hidden = 0;
	bool had_tax = find_column(t, "tax_yuan") < t->ncolumn;
	struct arena a = { 0 };

	for (size_t c = 0; c < t->ncolumn; c++)
		if (!is_ordinal(t, c) && closes(publish, t, &of,
		    how_of(t->column[c].name)))
			close_column(t, c);
	for (size_t i = 0; publish != PUBLISH_COUNTS && i < t->nrow; i++)
		hidden += publish_row(p, t, i, &of);
	if (publish == PUBLISH_COUNTS && had_tax)
		add_note(t, str_from(words(t->lang,
		    "公开版只列幢数，不列各段税收。",
		    "The published form tells how many buildings, not their "
		    "taxes.")));
	if (publish != PUBLISH_COUNTS)
		hidden += hide_per_m2(p, t, &of);
	note_hidden(r, t, &a, hidden);
	arena_fini(&a);
}

/* What has no figure of taxes may still name an enterprise. */
static void
publish_open_table(const struct report *r, struct table *t)
{
	static const char *const name[] = { "developer" };

	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++) {
		size_t c = find_column(t, name[i]);

		if (c < t->ncolumn)
			close_column(t, c);
	}
	if (r->withheld > 0)
		add_note(t, str_from(words(t->lang,
		    "公开版不列税收类指标。",
		    "The published form leaves out targets of taxes.")));
}

void
publish_blocks(const struct report *r, size_t from)
{
	for (size_t i = from; i < r->doc->nblock; i++) {
		struct table *t = r->doc->block[i].table;

		if (r->doc->block[i].kind != BLOCK_TABLE || t->published)
			continue;
		if (r->kind->publish == PUBLISH_OPEN)
			publish_open_table(r, t);
		else
			publish_table(r, t);
		t->published = true;
	}
}

/* What a publication hides: which buildings, which districts. */
#include <stdlib.h>

#include "report/bands.h"
#include "report/building.h"
#include "report/publish_part.h"

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

/* Who pays it, as far as a row tells. */
static void
set_payers(struct publish *p, struct disclose_cell *c, const struct value *v)
{
	static const size_t needed[] = { B_TAX, B_PAYERS, B_POSITIVE,
		B_TOP1_TAX, B_TOP2_TAX, B_TOP1_USCC };

	c->known = true;
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		c->known = c->known && v[needed[i]].known;
	c->payers = v[B_PAYERS].n;
	c->positive = v[B_POSITIVE].n;
	c->top1 = v[B_TOP1_TAX].n;
	c->top2 = v[B_TOP2_TAX].n;
	c->payer = arena_str(&p->keep, v[B_TOP1_USCC].text);
}

static bool
add_cell(struct report *r, struct publish *p, const struct bands *b,
    const struct source *s, size_t row)
{
	const struct value *v = source_at(s, row, 0);
	struct disclose_cell *now = &p->found[NOW].cell[row];
	struct disclose_cell *then = &p->found[THEN].cell[row];
	bool runs = building_runs(&v[B_STAGE]);

	map_put(&p->id, v[B_ID].text, NULL); /* the dataset has none twice */
	now->id = then->id = arena_str(&p->keep, v[B_ID].text);
	now->district = then->district = map_put(&p->district,
	    v[B_DISTRICT].text, NULL);
	now->tax = v[B_TAX].known ? v[B_TAX].n : 0;
	then->tax = v[B_SAME].known ? v[B_SAME].n : 0;
	set_payers(p, now, v);
	p->has_area[row] = runs && v[B_PER_M2].known &&
	    v[B_AREA_BASE].known && v[B_AREA_BASE].n > 0;
	p->has_same[row] = v[B_SAME].known;
	p->has_base[row] = runs && v[B_TAX].known && v[B_SAME].known;
	return tier_bounds(r, b, &v[B_TIER], source_pos(s, row, B_TIER),
	    now) && tier_bounds(r, b, &v[B_TIER_SAME],
	    source_pos(s, row, B_TIER_SAME), then);
}

static bool
add_cells(struct report *r, struct publish *p, const struct source *s)
{
	size_t n = s->nrow + 1;
	struct bands b;
	bool ok = bands_open(&b, r);

	for (size_t w = 0; w < WHENS; w++) {
		p->found[w].cell = mem_zalloc(n,
		    sizeof(*p->found[w].cell));
		p->found[w].n = s->nrow;
		p->found[w].rules = &p->rules;
	}
	p->has_area = mem_zalloc(n, sizeof(*p->has_area));
	p->has_base = mem_zalloc(n, sizeof(*p->has_base));
	p->has_same = mem_zalloc(n, sizeof(*p->has_same));
	for (size_t i = 0; ok && i < s->nrow; i++)
		ok = add_cell(r, p, &b, s, i);
	if (ok)
		bands_close(&b);
	return ok;
}

/* Last year's payers, of the buildings whose tax then is what the rows of
 * the period say it was. */
static void
add_before(struct publish *p, const struct source *s)
{
	for (size_t row = 0; row < s->nrow; row++) {
		const struct value *v = source_at(s, row, 0);
		size_t at = map_find(&p->id, v[B_ID].text);

		if (at == MAP_NONE || !p->has_same[at] || !v[B_TAX].known ||
		    v[B_TAX].n != p->found[THEN].cell[at].tax)
			continue;
		set_payers(p, &p->found[THEN].cell[at], v);
	}
}

/* The classified buildings of a year before, where they are there. */
static bool
read_before(struct report *r, struct publish *p)
{
	static const struct report_need need = BUILDING_NEED(
	    "classified-before", REPORT_YEAR_BEFORE, false, NULL, 0);
	struct row_reader *rows = NULL;
	struct source s;
	enum status status;
	bool ok;

	if (r->period < 0)
		return true;
	status = r->in->provide(r->in->arg, &need, r->period - 12, &rows);
	if (status != STATUS_OK)
		return status == STATUS_END;
	ok = source_read(&s, r->diag, rows, need.dataset(), &need.columns,
	    r->period - 12, NULL);
	row_close(rows);
	if (ok)
		add_before(p, &s);
	p->has_then = ok;
	source_free(&s);
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

static void
decide(struct publish *p)
{
	size_t n = p->district.n;

	for (size_t w = 0; w < WHENS; w++) {
		p->found[w].ndistrict = n;
		p->found[w].dark = mem_zalloc(n + 1,
		    sizeof(*p->found[w].dark));
		disclose_run(&p->found[w]);
	}
	p->no_area = mem_zalloc(n + 1, sizeof(*p->no_area));
	p->no_growth = mem_zalloc(n + 1, sizeof(*p->no_growth));
	for (size_t i = 0; i < p->found[NOW].n; i++) {
		size_t d = p->found[NOW].cell[i].district;
		bool now = p->found[NOW].cell[i].why != DISCLOSE_SHOWN;
		bool then = p->found[THEN].cell[i].why != DISCLOSE_SHOWN;

		if (now && !p->has_area[i])
			p->no_area[d] = p->no_area[n] = true;
		if ((now || (then && p->has_same[i])) && !p->has_base[i])
			p->no_growth[d] = p->no_growth[n] = true;
	}
}

struct publish *
publish_new(struct report *r)
{
	struct publish *p = mem_zalloc(1, sizeof(*p));
	const struct source *s = classified(r);

	p->codes = r->codes;
	if (s == NULL)
		diag_at(r->diag, NULL, DIAG_REPORT_NEEDS,
		    DIAG_Z(r->kind->name), DIAG_Z("classified"));
	if (s == NULL || !read_rules(r, p) || !add_cells(r, p, s) ||
	    !read_before(r, p)) {
		publish_free(p);
		return NULL;
	}
	decide(p);
	return p;
}

void
publish_free(struct publish *p)
{
	if (p == NULL)
		return;
	map_fini(&p->id);
	map_fini(&p->district);
	for (size_t w = 0; w < WHENS; w++) {
		free(p->found[w].cell);
		free(p->found[w].dark);
	}
	free(p->has_area);
	free(p->has_base);
	free(p->has_same);
	free(p->no_area);
	free(p->no_growth);
	arena_fini(&p->keep);
	free(p);
}

static bool
needs_now(enum publish_how how)
{
	return how != BEFORE;
}

static bool
needs_then(enum publish_how how)
{
	return how == BEFORE || how == GROWTH;
}

bool
publish_hides_building(const struct publish *p, struct str id,
    enum publish_how how)
{
	size_t at = map_find(&p->id, id);

	return at == MAP_NONE ||
	    (needs_now(how) &&
	        p->found[NOW].cell[at].why != DISCLOSE_SHOWN) ||
	    (needs_then(how) && (!p->has_then ||
	        p->found[THEN].cell[at].why != DISCLOSE_SHOWN));
}

/* The number of a district, behind them that of the city; MAP_NONE: of no
 * building. */
static size_t
number_of(const struct publish *p, const struct district *x)
{
	return x->is_city ? p->district.n : map_find(&p->district, x->code);
}

static bool
is_dark(const struct disclose *d, size_t at)
{
	return at == d->ndistrict ? d->dark_city : d->dark[at];
}

bool
publish_hides_scope(const struct publish *p, struct str code,
    enum publish_how how)
{
	const struct district *x = code_district(p->codes, code);
	size_t at = x == NULL ? MAP_NONE : number_of(p, x);

	if (x == NULL || (needs_then(how) && !p->has_then))
		return true;
	if (at == MAP_NONE) /* it has no buildings, and no taxes */
		return false;
	return (needs_now(how) && is_dark(&p->found[NOW], at)) ||
	    (needs_then(how) && is_dark(&p->found[THEN], at)) ||
	    (how == GROWTH && p->no_growth[at]);
}

bool
publish_hides_per_m2(const struct publish *p, struct str code)
{
	const struct district *x = code_district(p->codes, code);
	size_t at = x == NULL ? MAP_NONE : number_of(p, x);

	return x == NULL || (at != MAP_NONE && p->no_area[at]);
}

bool
publish_is_single(const struct publish *p, struct str id)
{
	size_t at = map_find(&p->id, id);
	const struct disclose_cell *c = at == MAP_NONE ? NULL :
	    &p->found[NOW].cell[at];

	return c == NULL || !c->known || c->payers <= 1;
}

bool
publish_sum(const struct publish *p, struct str code, enum publish_when when,
    num_wide *sum)
{
	const struct district *x = code_district(p->codes, code);
	size_t at = x == NULL ? MAP_NONE : number_of(p, x);
	const struct disclose *d = &p->found[when];

	*sum = 0;
	for (size_t i = 0; x != NULL && i < d->n; i++)
		if (x->is_city || d->cell[i].district == at)
			*sum += d->cell[i].tax;
	return x != NULL;
}

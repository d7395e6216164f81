/* A scatter of area and tax per m2. */
#include "report/area_yield.h"

#include <stdlib.h>

#include "print/chart.h"
#include "print/words.h"
#include "report/bands.h"
#include "report/reason.h"

enum { AREA, YIELD };

/* Named: so many by tax, and by tax per m2. */
#define NAMED_BY_TAX 8u
#define NAMED_BY_YIELD 5u

/* Fen per m2, rounded once; false where there is none. */
static bool
yield_of(const struct value *v, int64_t *n)
{
	num_wide x;

	if (!v[B_TAX].known || !v[B_AREA_BASE].known ||
	    v[B_AREA_BASE].n <= 0)
		return false;
	x = num_div((num_wide)v[B_TAX].n * 100, v[B_AREA_BASE].n,
	    NUM_HALF_AWAY);
	*n = (int64_t)x;
	return x == *n;
}

/* A tier the rules do not have is none that can be told. */
static size_t
group_of(const struct bands *b, const struct value *tier)
{
	size_t i = 0;

	if (!tier->known)
		return b->unknown;
	while (i < b->unknown && !str_eq(tier->text, bands_code(b, i)))
		i++;
	return i;
}

static void
put_groups(struct report *r, struct chart *c, const struct bands *b,
    const struct source *s)
{
	bool unknown = false;

	for (size_t i = 0; i < s->nrow; i++)
		unknown = unknown || group_of(b, source_at(s, i, B_TIER)) ==
		    b->unknown;
	for (size_t i = 0; i < b->n + unknown; i++)
		chart_add_group(c, bands_label(b, r, i));
}

/* "tax_per_m2_yuan > 2000.00" of the reasons of rule D: a line there. */
static void
put_mark(struct report *r, struct chart *c, const char *rule,
    struct str name, struct str condition)
{
	struct str op, bound = condition;
	int64_t n;

	if (!str_take(&bound, "tax_per_m2_yuan ") ||
	    !str_cut(&bound, ' ', &op) ||
	    num_parse_decimal(bound, 2, &n) != NUM_OK)
		return;
	for (size_t i = 0; i < c->nmark; i++)
		if (c->mark[i].at == n)
			return;
	if (str_ends(bound, STR(".00")))
		bound.n -= 3;
	chart_add_mark(c, YIELD, n, words_fill(&r->keep, words(r->lang,
	    "$1$2：$3 $4元/㎡", "$1 $2: $3 $4 yuan/m2"), str_from(rule),
	    name, op, bound));
}

/* The bounds by which the buildings were found to be in a list. */
static void
put_marks(struct report *r, struct chart *c, const struct source *s,
    const char *list, const char *label)
{
	struct reason_book b;

	reason_init(&b, list, &r->keep);
	for (size_t i = 0; i < s->nrow; i++)
		reason_letters(&b, source_at(s, i, B_REASONS)->text, false);
	for (size_t i = 0; i < b.n; i++) {
		struct str rest = b.entry[i].condition, piece;

		while (str_cut(&rest, ';', &piece))
			put_mark(r, c, label, b.entry[i].name,
			    str_trim(piece));
	}
	reason_fini(&b);
}

static bool *
named_rows(const struct source *s, const struct place *tax,
    const struct place *area)
{
	bool *named = mem_zalloc(s->nrow + 1, sizeof(*named));

	for (size_t i = 0; i < s->nrow && i < NAMED_BY_TAX; i++)
		named[tax[i].row] = tax[i].known;
	for (size_t i = 0; i < s->nrow && i < NAMED_BY_YIELD; i++)
		named[area[i].row] = named[area[i].row] || area[i].known;
	return named;
}

/* The largest first, so that they have the room for their names. */
static size_t
put_points(struct chart *c, const struct bands *b, const struct source *s,
    const struct place *tax, const bool *named)
{
	size_t drawn = 0;

	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, tax[i].row, 0);
		int64_t n;

		chart_add_point(c, v[B_NAME].text);
		chart_put_group(c, (unsigned)group_of(b, &v[B_TIER]));
		if (named[tax[i].row])
			chart_put_named(c);
		if (v[B_AREA_BASE].known)
			chart_put(c, AREA, v[B_AREA_BASE].n);
		if (!yield_of(v, &n))
			continue;
		chart_put(c, YIELD, n);
		drawn += n > 0;
	}
	return drawn;
}

static void
put_title(struct report *r, struct chart *c)
{
	enum lang l = r->lang;

	chart_set_title(c, words_fill(&r->keep, words(l,
	    "$1楼宇面积与单位面积税收（$2，共$3幢）",
	    "Area and tax per m2, $1 ($2, $3 buildings)"),
	    words_scope(l, r->district),
	    words_period(&r->keep, l, r->period),
	    words_int(&r->keep, (int64_t)c->npoint)));
	chart_set_about(c, str_from(words(l,
	    "每点一幢楼宇：横轴为计税面积，纵轴为单位面积税收，均为对数刻度；点形为税收分段，越靠右上产出越高",
	    "A dot a building: its area across, its tax per m2 up, both "
	    "logarithmic; the form is its tier, and tax grows to the upper "
	    "right")));
	chart_set_note(c, str_from(words(l,
	    "点形按本期税收分段；单位面积税收未折算全年。注名的为税收和单位面积税收居前且名称画得下的楼宇，虚线为判定所依规则的界限。",
	    "The form of a dot is its tier. Tax per m2 is not annualised. "
	    "Named are the first by either, where there is room; lines are "
	    "the bounds of the rules that buildings were classified by.")));
}

bool
area_yield_chart(struct report *r, const struct source *s,
    const struct place *tax, const struct place *area)
{
	enum lang l = r->lang;
	struct chart *c;
	struct bands b;
	bool *named;

	if (!bands_open(&b, r))
		return false;
	c = chart_new(l, CHART_SCATTER);
	chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "计税面积", "area")),
		.unit = str_from(words(l, "万㎡", "10k m2")),
		.held = 2, .scale = 4, .decimals = 2, .log = true });
	chart_add_measure(c, &(struct chart_measure){
		.name = str_from(words(l, "单位面积税收", "tax per m2")),
		.unit = str_from(words(l, "元/㎡", "yuan/m2")),
		.held = 2, .decimals = 2, .log = true });
	chart_new_series(c, c->measure[AREA].name, CHART_MAIN, AREA);
	chart_new_series(c, c->measure[YIELD].name, CHART_MAIN, YIELD);
	put_groups(r, c, &b, s);
	put_marks(r, c, s, "key", words(l, "重点楼宇", "key"));
	put_marks(r, c, s, "renovate", words(l, "改造对象", "renovate"));
	named = named_rows(s, tax, area);
	if (put_points(c, &b, s, tax, named) > 0) {
		put_title(r, c);
		document_chart(r->doc, c);
	} else {
		chart_free(c);
	}
	free(named);
	bands_close(&b);
	return true;
}

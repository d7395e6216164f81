#include "plan/score_show.h"

#include "base/date.h"
#include "plan/score_text.h"

#define SCORES_COLUMNS (COL(SCORES, scheme) + 1)

static void
put_scope(struct score_show *s, size_t place, struct str *cell)
{
	const struct district *x =
	    code_district_at(s->sheet->raw->book, place);

	for (size_t i = 0; i < SCORES_COLUMNS; i++)
		cell[i] = STR("");
	cell[COL(SCORES, scope)] = x->code;
	cell[COL(SCORES, scope_name)] = x->name;
	cell[COL(SCORES, period)] =
	    score_text_month(&s->keep, s->sheet->raw->period);
	cell[COL(SCORES, scheme)] = s->sheet->scheme->title;
}

static struct str
status_text(enum score_status status)
{
	return value_choice_text(made_at(MADE_SCORES)
	    ->column[COL(SCORES, status)].choices, (int)status);
}

/* "100.00;95.00;90.00" */
static struct str
points_text(struct score_show *s, const struct scheme_item *x)
{
	struct buf b;
	struct str out;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < x->npoints; i++) {
		if (i > 0)
			buf_putc(&b, ';');
		buf_hundredths(&b, x->points[i]);
	}
	out = arena_str(&s->keep, buf_str(&b));
	buf_fini(&b);
	return out;
}

/* What the method was told, so that the row can be computed again. */
static void
put_terms(struct score_show *s, const struct scheme_item *x, struct str *cell)
{
	struct arena *a = &s->keep;
	bool weighs = scheme_weighs(x);

	if (x->has_cap)
		cell[COL(SCORES, cap)] = score_text_hundredths(a, x->cap);
	if (weighs) {
		cell[COL(SCORES, weight)] =
		    score_text_hundredths(a, x->weight);
		cell[COL(SCORES, better)] = x->lower ? STR("lower") :
		    STR("higher");
	} else {
		cell[COL(SCORES, per)] = score_text_figure(a, x->per, false);
		cell[COL(SCORES, over)] =
		    score_text_figure(a, x->over, false);
	}
	if (x->npoints > 0)
		cell[COL(SCORES, points)] = points_text(s, x);
	else if (x->method == SCHEME_MIN_MAX || x->method == SCHEME_RANK) {
		cell[COL(SCORES, low)] = score_text_hundredths(a, x->low);
		cell[COL(SCORES, high)] = score_text_hundredths(a, x->high);
	}
	if (x->method == SCHEME_RANK)
		cell[COL(SCORES, ties)] = value_choice_text(SCHEME_TIES,
		    (int)x->ties);
}

static void
put_figures(struct score_show *s, size_t item, size_t place,
    struct str *cell)
{
	const struct scheme_item *x = &s->sheet->scheme->item[item];
	const struct score_item *b = &s->sheet->item[item];
	const struct raw *c = raw_at(s->sheet->raw, item, place);
	bool two = s->sheet->raw->decimals[item];
	struct arena *a = &s->keep;

	if (c->known)
		cell[COL(SCORES, raw)] = score_text_figure(a, c->n, two);
	if (x->method == SCHEME_ATTAINMENT && (x->has_target ||
	    c->has_target))
		cell[COL(SCORES, target)] = score_text_figure(a,
		    x->has_target ? x->target : c->target, two);
	if (x->method == SCHEME_MIN_MAX && b->has_bounds) {
		cell[COL(SCORES, min)] = score_text_figure(a, b->min, two);
		cell[COL(SCORES, max)] = score_text_figure(a, b->max, two);
	}
	if (c->known || c->unknown > 0)
		cell[COL(SCORES, unknown)] = score_text_int(a, c->unknown);
	cell[COL(SCORES, unit)] = x->unit.n > 0 ? x->unit : c->unit;
}

static bool
put_item(struct score_show *s, size_t item, size_t place)
{
	const struct scheme_item *x = &s->sheet->scheme->item[item];
	const struct score_cell *c = score_at(s->sheet, item, place);
	struct str cell[SCORES_COLUMNS];
	struct arena *a = &s->keep;

	put_scope(s, place, cell);
	cell[COL(SCORES, indicator)] = x->id;
	cell[COL(SCORES, name)] = x->name;
	cell[COL(SCORES, method)] = value_choice_text(SCHEME_METHODS,
	    (int)x->method);
	cell[COL(SCORES, source)] = value_choice_text(SCHEME_SOURCES,
	    (int)x->source);
	cell[COL(SCORES, status)] = status_text(c->status);
	put_terms(s, x, cell);
	put_figures(s, item, place, cell);
	if (c->known) {
		cell[COL(SCORES, score)] = score_text_hundredths(a, c->score);
		cell[COL(SCORES, contribution)] =
		    score_text_exact(a, c->contribution);
	}
	if (c->rank > 0)
		cell[COL(SCORES, rank)] = score_text_int(a, (int64_t)c->rank);
	return s->row(s->arg, cell, SCORES_COLUMNS);
}

static bool
put_total(struct score_show *s, size_t place)
{
	const struct score_total *t = &s->sheet->total[place];
	struct str cell[SCORES_COLUMNS];
	struct arena *a = &s->keep;

	put_scope(s, place, cell);
	cell[COL(SCORES, indicator)] = STR(SCHEME_TOTAL);
	cell[COL(SCORES, weight)] = score_text_hundredths(a, t->weight);
	cell[COL(SCORES, status)] = status_text(t->status);
	if (t->status != SCORE_UNRANKED) {
		cell[COL(SCORES, score)] = score_text_hundredths(a, t->score);
		cell[COL(SCORES, contribution)] =
		    score_text_exact(a, t->contribution);
		cell[COL(SCORES, rank)] = score_text_int(a, (int64_t)t->rank);
	}
	return s->row(s->arg, cell, SCORES_COLUMNS);
}

bool
score_show_rows(struct score_show *s)
{
	const struct dataset *ds = made_at(MADE_SCORES);
	struct str name[SCORES_COLUMNS];

	for (size_t i = 0; i < SCORES_COLUMNS; i++)
		name[i] = str_from(ds->column[i].name);
	if (!s->header(s->arg, name, SCORES_COLUMNS))
		return false;
	for (size_t p = 0; p < s->sheet->nplace; p++) {
		if (code_district_at(s->sheet->raw->book, p)->is_city)
			continue;
		for (size_t i = 0; i < s->sheet->scheme->nitem; i++)
			if (!put_item(s, i, p))
				return false;
		if (!put_total(s, p))
			return false;
	}
	return true;
}

/* Is it the same with all districts?  Then it is said once. */
static bool
told_of_all(const struct score_sheet *sheet, struct diag *d, size_t item)
{
	enum score_status first = score_at(sheet, item, 1)->status;

	if (first != SCORE_UNKNOWN && first != SCORE_NO_TARGET)
		return false;
	for (size_t p = 1; p < sheet->nplace; p++)
		if (score_at(sheet, item, p)->status != first)
			return false;
	diag_at(d, &sheet->scheme->item[item].name_pos,
	    first == SCORE_UNKNOWN ? DIAG_SCORE_ALL_UNKNOWN :
	    DIAG_SCORE_ALL_NO_TARGET,
	    DIAG_STR(sheet->scheme->item[item].id));
	return true;
}

static void
tell_gap(const struct score_sheet *sheet, struct diag *d, size_t item,
    size_t place)
{
	const struct raw *raw = raw_at(sheet->raw, item, place);
	struct str name = code_district_at(sheet->raw->book, place)->name;
	struct str id = sheet->scheme->item[item].id;

	switch (score_at(sheet, item, place)->status) {
	case SCORE_PARTLY:
		diag_at(d, &raw->pos, DIAG_SCORE_PARTLY, DIAG_STR(name),
		    DIAG_STR(id), DIAG_NUM(raw->unknown));
		break;
	case SCORE_NO_TARGET:
		diag_at(d, &raw->pos, DIAG_SCORE_NO_TARGET, DIAG_STR(name),
		    DIAG_STR(id));
		break;
	case SCORE_UNKNOWN:
		diag_at(d, &raw->pos, DIAG_SCORE_UNKNOWN, DIAG_STR(name),
		    DIAG_STR(id));
		break;
	default:
		break;
	}
}

void
score_show_gaps(const struct score_sheet *sheet, struct diag *d)
{
	for (size_t i = 0; i < sheet->scheme->nitem; i++) {
		if (sheet->nplace > 1 && told_of_all(sheet, d, i))
			continue;
		for (size_t p = 1; p < sheet->nplace; p++)
			tell_gap(sheet, d, i, p);
	}
}

/* Only what occurs: nobody reads a line of zeros. */
static void
put_part(struct buf *out, enum lang lang, size_t n, const char *en,
    const char *zh, bool *first)
{
	if (n == 0)
		return;
	buf_puts(out, *first ? " = " : " + ");
	*first = false;
	if (lang == LANG_ZH)
		buf_puts(out, zh);
	buf_int(out, (int64_t)n);
	if (lang == LANG_EN) {
		buf_putc(out, ' ');
		buf_puts(out, en);
	}
}

void
score_show_summary(const struct score_sheet *sheet, enum lang lang,
    struct buf *out)
{
	size_t n[SCORE_UNRANKED + 1] = { 0 }, all = 0;
	bool first = true;

	for (size_t p = 0; p < sheet->nplace; p++)
		if (!code_district_at(sheet->raw->book, p)->is_city) {
			n[sheet->total[p].status]++;
			all++;
		}
	buf_puts(out, lang == LANG_ZH ? "统计期" : "period ");
	date_put_month(out, sheet->raw->period);
	buf_puts(out, lang == LANG_ZH ? "：" : ": ");
	buf_int(out, (int64_t)all);
	buf_puts(out, lang == LANG_ZH ? "个地区" : " districts");
	put_part(out, lang, n[SCORE_COMPLETE], "ranked", "已排名", &first);
	put_part(out, lang, n[SCORE_REWEIGHED],
	    "ranked by what is known", "按已知项排名", &first);
	put_part(out, lang, n[SCORE_UNRANKED], "unranked", "未排名", &first);
}

void
score_show_fini(struct score_show *s)
{
	arena_fini(&s->keep);
}

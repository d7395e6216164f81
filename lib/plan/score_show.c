#include "plan/score_show.h"

#include "base/date.h"
#include "plan/score_text.h"

/* What all rows of a district have. */
static void
put_scope(const struct score_show *s, struct line *l, size_t place)
{
	const struct raw_set *raw = s->sheet->raw;
	const struct district *x = code_district_at(raw->book, place);

	line_text(l, COL(SCORES, scope), x->code);
	line_text(l, COL(SCORES, scope_name), x->name);
	line_month(l, COL(SCORES, period), raw->period);
	line_text(l, COL(SCORES, scheme), s->sheet->scheme->title);
}

/* "100.00;95.00;90.00" */
static void
put_points(struct line *l, const struct scheme_item *x)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < x->npoints; i++) {
		if (i > 0)
			buf_putc(&b, ';');
		buf_hundredths(&b, x->points[i]);
	}
	line_take(l, COL(SCORES, points), &b);
}

/* What the method was told, so that the row can be computed again. */
static void
put_terms(struct line *l, const struct scheme_item *x)
{
	bool weighs = scheme_weighs(x);

	line_choice(l, COL(SCORES, method), (int)x->method);
	if (x->has_cap)
		line_hundredths(l, COL(SCORES, cap), x->cap);
	if (weighs) {
		line_hundredths(l, COL(SCORES, weight), x->weight);
		line_choice(l, COL(SCORES, better), x->lower);
	} else {
		score_line_figure(l, COL(SCORES, per), x->per, false);
		score_line_figure(l, COL(SCORES, over), x->over, false);
	}
	if (x->npoints > 0)
		put_points(l, x);
	else if (x->method == SCHEME_MIN_MAX || x->method == SCHEME_RANK) {
		line_hundredths(l, COL(SCORES, low), x->low);
		line_hundredths(l, COL(SCORES, high), x->high);
	}
	if (x->method == SCHEME_RANK)
		line_choice(l, COL(SCORES, ties), (int)x->ties);
}

static void
put_figures(const struct score_show *s, struct line *l, size_t item,
    size_t place)
{
	const struct scheme_item *x = &s->sheet->scheme->item[item];
	const struct score_item *b = &s->sheet->item[item];
	const struct raw *c = raw_at(s->sheet->raw, item, place);
	bool two = s->sheet->raw->decimals[item];

	if (c->known)
		score_line_figure(l, COL(SCORES, raw), c->n, two);
	if (x->method == SCHEME_ATTAINMENT && (x->has_target ||
	    c->has_target))
		score_line_figure(l, COL(SCORES, target), x->has_target ?
		    x->target : c->target, two);
	if (x->method == SCHEME_MIN_MAX && b->has_bounds) {
		score_line_figure(l, COL(SCORES, min), b->min, two);
		score_line_figure(l, COL(SCORES, max), b->max, two);
	}
	if (c->known || c->unknown > 0)
		line_int(l, COL(SCORES, unknown), c->unknown);
	line_text(l, COL(SCORES, unit), x->unit.n > 0 ? x->unit : c->unit);
}

static bool
put_item(const struct score_show *s, struct line *l, size_t item,
    size_t place)
{
	const struct scheme_item *x = &s->sheet->scheme->item[item];
	const struct score_cell *c = score_at(s->sheet, item, place);

	put_scope(s, l, place);
	line_text(l, COL(SCORES, indicator), x->id);
	line_text(l, COL(SCORES, name), x->name);
	line_choice(l, COL(SCORES, source), (int)x->source);
	line_choice(l, COL(SCORES, status), (int)c->status);
	put_terms(l, x);
	put_figures(s, l, item, place);
	if (c->known) {
		line_hundredths(l, COL(SCORES, score), c->score);
		score_line_exact(l, COL(SCORES, contribution),
		    c->contribution);
	}
	if (c->rank > 0)
		line_int(l, COL(SCORES, rank), (int64_t)c->rank);
	return line_send(l);
}

static bool
put_total(const struct score_show *s, struct line *l, size_t place)
{
	const struct score_total *t = &s->sheet->total[place];

	put_scope(s, l, place);
	line_text(l, COL(SCORES, indicator), STR(SCHEME_TOTAL));
	line_hundredths(l, COL(SCORES, weight), t->weight);
	line_choice(l, COL(SCORES, status), (int)t->status);
	if (t->status != SCORE_UNRANKED) {
		line_hundredths(l, COL(SCORES, score), t->score);
		score_line_exact(l, COL(SCORES, contribution),
		    t->contribution);
		line_int(l, COL(SCORES, rank), (int64_t)t->rank);
	}
	return line_send(l);
}

bool
score_show_rows(const struct score_show *s)
{
	struct line l;
	bool ok = line_begin(&l, made_at(MADE_SCORES), s->sink);

	for (size_t p = 0; p < s->sheet->nplace; p++) {
		if (code_district_at(s->sheet->raw->book, p)->is_city)
			continue;
		for (size_t i = 0; ok && i < s->sheet->scheme->nitem; i++)
			ok = put_item(s, &l, i, p);
		ok = ok && put_total(s, &l, p);
	}
	line_fini(&l);
	return ok;
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

/*
 * Who lags in what: targets that are missed, lagging or behind, figures
 * that are not known, and the districts that score least on an indicator.
 */
#include "plan/score_show.h"
#include "plan/score_text.h"
#include "schema/indicator.h"

/* In the order of the choices of the column `kind`. */
enum kind { MISSED, LAGGING, BEHIND, UNKNOWN, NO_TARGET, BELOW, LOWEST };

static void
begin_row(const struct score_show *s, struct line *l, size_t place,
    enum kind kind)
{
	const struct raw_set *raw = s->sheet->raw;
	const struct district *x = code_district_at(raw->book, place);

	line_month(l, COL(SUPERVISION, period), raw->period);
	line_text(l, COL(SUPERVISION, scope), x->code);
	line_text(l, COL(SUPERVISION, scope_name), x->name);
	line_choice(l, COL(SUPERVISION, kind), (int)kind);
}

/* Is a target of that status one to be asked after? */
static bool
kind_of(enum completion_status status, enum kind *kind)
{
	switch (status) {
	case COMPLETION_MISSED:
		*kind = MISSED;
		return true;
	case COMPLETION_LAGGING:
		*kind = LAGGING;
		return true;
	case COMPLETION_BEHIND:
		*kind = BEHIND;
		return true;
	case COMPLETION_UNKNOWN:
		*kind = UNKNOWN;
		return true;
	case COMPLETION_NONE:
	case COMPLETION_DONE:
	case COMPLETION_OPEN:
	case COMPLETION_AHEAD:
		break;
	}
	return false;
}

static bool
put_targets(const struct score_show *s, struct line *l, size_t place)
{
	const struct raw_set *raw = s->sheet->raw;
	enum kind kind;
	bool ok = true;

	for (size_t i = 0; ok && i < raw->nrow; i++) {
		const struct raw_target *t = &raw->row[i];
		const struct indicator *x = indicator_find(t->indicator);

		if (t->place != place || !kind_of(t->status, &kind))
			continue;
		begin_row(s, l, place, kind);
		line_text(l, COL(SUPERVISION, indicator), t->indicator);
		line_text(l, COL(SUPERVISION, name),
		    str_from(x == NULL ? NULL : x->zh));
		line_text(l, COL(SUPERVISION, unit), t->unit);
		line_text(l, COL(SUPERVISION, actual), t->actual);
		line_text(l, COL(SUPERVISION, target), t->target);
		line_text(l, COL(SUPERVISION, rate_pct), t->rate);
		line_text(l, COL(SUPERVISION, gap_pct), t->gap);
		line_text(l, COL(SUPERVISION, remaining), t->remaining);
		ok = line_send(l);
	}
	return ok;
}

/* Is the score among the lowest, all that share the last of them included?
 * Not where all are equal. */
static bool
is_lowest(const struct score_sheet *s, size_t item, size_t place)
{
	int64_t mine = score_at(s, item, place)->score;
	size_t below = 0, above = 0;

	for (size_t p = 0; p < s->nplace; p++) {
		const struct score_cell *c = score_at(s, item, p);

		if (code_district_at(s->raw->book, p)->is_city || !c->known)
			continue;
		below += c->score < mine;
		above += c->score > mine;
	}
	return below < (size_t)s->scheme->lowest && above > 0;
}

/* Its target has told already that there is no figure. */
static bool
is_told(const struct score_sheet *s, size_t item, size_t place)
{
	const struct scheme_item *x = &s->scheme->item[item];

	for (size_t i = 0; i < s->raw->nrow; i++) {
		const struct raw_target *t = &s->raw->row[i];

		if (x->source == SCHEME_COMPLETION && t->place == place &&
		    t->status == COMPLETION_UNKNOWN &&
		    str_eq(t->indicator, x->id))
			return true;
	}
	return false;
}

/* Is the indicator one on which the district lags? */
static bool
lags(const struct score_sheet *s, size_t item, size_t place, enum kind *kind)
{
	const struct scheme *scheme = s->scheme;
	const struct score_cell *c = score_at(s, item, place);

	if (!scheme_weighs(&scheme->item[item]))
		return false;
	*kind = c->status == SCORE_NO_TARGET ? NO_TARGET : UNKNOWN;
	if (!c->known)
		return !is_told(s, item, place);
	*kind = scheme->has_below && c->score < scheme->below ? BELOW :
	    LOWEST;
	return *kind == BELOW || is_lowest(s, item, place);
}

static bool
put_item(const struct score_show *s, struct line *l, size_t item,
    size_t place)
{
	const struct score_sheet *sheet = s->sheet;
	const struct scheme_item *x = &sheet->scheme->item[item];
	const struct score_cell *c = score_at(sheet, item, place);
	const struct raw *raw = raw_at(sheet->raw, item, place);
	enum kind kind;

	if (!lags(sheet, item, place, &kind))
		return true;
	begin_row(s, l, place, kind);
	line_text(l, COL(SUPERVISION, indicator), x->id);
	line_text(l, COL(SUPERVISION, name), x->name);
	line_text(l, COL(SUPERVISION, unit),
	    x->unit.n > 0 ? x->unit : raw->unit);
	if (raw->known)
		score_line_figure(l, COL(SUPERVISION, actual), raw->n,
		    sheet->raw->decimals[item]);
	if (c->known) {
		line_hundredths(l, COL(SUPERVISION, score), c->score);
		score_line_exact(l, COL(SUPERVISION, contribution),
		    c->contribution);
		line_int(l, COL(SUPERVISION, rank), (int64_t)c->rank);
	}
	return line_send(l);
}

bool
score_show_supervision(const struct score_show *s)
{
	struct line l;
	bool ok = line_begin(&l, made_at(MADE_SUPERVISION), s->sink);

	for (size_t p = 0; ok && p < s->sheet->nplace; p++) {
		ok = put_targets(s, &l, p);
		if (code_district_at(s->sheet->raw->book, p)->is_city)
			continue;
		for (size_t i = 0; ok && i < s->sheet->scheme->nitem; i++)
			ok = put_item(s, &l, i, p);
	}
	line_fini(&l);
	return ok;
}

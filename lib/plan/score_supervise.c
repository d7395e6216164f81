/*
 * Who lags in what: targets that are missed, lagging or behind, figures
 * that are not known, and the districts that score least on an indicator.
 */
#include "plan/score_show.h"
#include "plan/score_text.h"
#include "schema/indicator.h"

enum {
	PERIOD, SCOPE, SCOPE_NAME, KIND, INDICATOR, NAME, UNIT, ACTUAL,
	TARGET, RATE, GAP, REMAINING, SCORE, CONTRIBUTION, RANK, NCELL
};

static const char *const column[NCELL] = { "period", "scope", "scope_name",
	"kind", "indicator", "name", "unit", "actual", "target", "rate_pct",
	"gap_pct", "remaining", "score", "contribution", "rank" };

static void
begin_row(struct score_show *s, size_t place, struct str *cell)
{
	const struct raw_set *raw = s->sheet->raw;
	const struct district *x = code_district_at(raw->book, place);

	for (size_t i = 0; i < NCELL; i++)
		cell[i] = STR("");
	cell[PERIOD] = score_text_month(&s->keep, raw->period);
	cell[SCOPE] = x->code;
	cell[SCOPE_NAME] = x->name;
}

static bool
put_targets(struct score_show *s, size_t place)
{
	const struct raw_set *raw = s->sheet->raw;
	struct str cell[NCELL];

	for (size_t i = 0; i < raw->nrow; i++) {
		const struct raw_target *t = &raw->row[i];
		const struct indicator *x = indicator_find(t->indicator);

		if (t->place != place || (t->status != COMPLETION_MISSED &&
		    t->status != COMPLETION_LAGGING &&
		    t->status != COMPLETION_BEHIND &&
		    t->status != COMPLETION_UNKNOWN))
			continue;
		begin_row(s, place, cell);
		cell[KIND] = value_choice_text(completion_dataset()
		    ->column[COL(COMPLETION, status)].choices,
		    (int)t->status);
		cell[INDICATOR] = t->indicator;
		cell[NAME] = x == NULL ? STR("") : str_from(x->zh);
		cell[UNIT] = t->unit;
		cell[ACTUAL] = t->actual;
		cell[TARGET] = t->target;
		cell[RATE] = t->rate;
		cell[GAP] = t->gap;
		cell[REMAINING] = t->remaining;
			if (!s->row(s->arg, cell, NCELL))
			return false;
	}
	return true;
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

static bool
put_item(struct score_show *s, size_t item, size_t place)
{
	const struct score_sheet *sheet = s->sheet;
	const struct scheme_item *x = &sheet->scheme->item[item];
	const struct score_cell *c = score_at(sheet, item, place);
	const struct raw *raw = raw_at(sheet->raw, item, place);
	struct str cell[NCELL];
	bool below = c->known && sheet->scheme->has_below &&
	    c->score < sheet->scheme->below;

	if (!scheme_weighs(x) || (c->known && !below &&
	    !is_lowest(sheet, item, place)) ||
	    (!c->known && is_told(sheet, item, place)))
		return true;
	begin_row(s, place, cell);
	cell[KIND] = !c->known ? value_choice_text(made_at(MADE_SCORES)
	    ->column[COL(SCORES, status)].choices, (int)c->status) :
	    below ? STR("below") : STR("lowest");
	cell[INDICATOR] = x->id;
	cell[NAME] = x->name;
	cell[UNIT] = x->unit.n > 0 ? x->unit : raw->unit;
	if (raw->known)
		cell[ACTUAL] = score_text_figure(&s->keep, raw->n,
		    sheet->raw->decimals[item]);
	if (c->known) {
		cell[SCORE] = score_text_hundredths(&s->keep, c->score);
		cell[CONTRIBUTION] =
		    score_text_exact(&s->keep, c->contribution);
		cell[RANK] = score_text_int(&s->keep, (int64_t)c->rank);
	}
	return s->row(s->arg, cell, NCELL);
}

bool
score_show_supervision(struct score_show *s)
{
	struct str name[NCELL];

	for (size_t i = 0; i < NCELL; i++)
		name[i] = str_from(column[i]);
	if (!s->header(s->arg, name, NCELL))
		return false;
	for (size_t p = 0; p < s->sheet->nplace; p++) {
		if (!put_targets(s, p))
			return false;
		if (code_district_at(s->sheet->raw->book, p)->is_city)
			continue;
		for (size_t i = 0; i < s->sheet->scheme->nitem; i++)
			if (!put_item(s, i, p))
				return false;
	}
	return true;
}

#include "plan/completion.h"

#include "base/date.h"
#include "plan/progress.h"

struct writer {
	const struct plan_target *t;
	struct arena *keep;
	struct str *cell;
};

static void
put(struct writer *w, size_t col, struct buf *b)
{
	w->cell[col] = arena_str(w->keep, buf_str(b));
	buf_fini(b);
}

static void
put_int(struct writer *w, size_t col, int64_t n)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_int(&b, n);
	put(w, col, &b);
}

static void
put_hundredths(struct writer *w, size_t col, int64_t n)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_hundredths(&b, n);
	put(w, col, &b);
}

/* num / den of the finest unit, in the row's unit. */
static void
put_amount(struct writer *w, size_t col, num_wide num, num_wide den,
    enum num_round mode)
{
	int64_t n;

	if (!num_narrow(num_div(num, den * w->t->scale, mode), &n))
		return; /* past any amount that was read: leave it unknown */
	if (w->t->two_decimals)
		put_hundredths(w, col, n);
	else
		put_int(w, col, n);
}

static void
put_period(struct writer *w, int month)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	date_put_month(&b, month);
	put(w, COL(COMPLETION, period), &b);
	put_int(w, COL(COMPLETION, year), date_year(month));
}

static bool
is_rate(const struct plan_target *t)
{
	return t->two_decimals && t->id != INDICATOR_tax_yuan;
}

/* Tier counts are estimated building by building; what goes on evenly, by
 * actual * 12 / m. */
static void
put_expected(struct writer *w, const struct count *c,
    enum plan_schedule schedule, int m)
{
	if (c->has_expected) {
		put_amount(w, COL(COMPLETION, expected), c->mid, 1,
		    NUM_HALF_AWAY);
		put_amount(w, COL(COMPLETION, expected_low), c->low, 1,
		    NUM_DOWN);
		put_amount(w, COL(COMPLETION, expected_high), c->high, 1,
		    NUM_UP);
		return;
	}
	if (!c->known || schedule != PLAN_LINEAR || is_rate(w->t) ||
	    w->t->id == INDICATOR_new_1yi || w->t->id == INDICATOR_total_1yi ||
	    w->t->id == INDICATOR_total_5yi || w->t->id == INDICATOR_total_10yi)
		return;
	put_amount(w, COL(COMPLETION, expected), c->num * 12, m,
	    NUM_HALF_AWAY);
	put_amount(w, COL(COMPLETION, expected_low), c->num * 12, m,
	    NUM_DOWN);
	put_amount(w, COL(COMPLETION, expected_high), c->num * 12, m, NUM_UP);
}

static void
put_count(struct writer *w, const struct count *c)
{
	if (c->known)
		put_amount(w, COL(COMPLETION, actual), c->num, c->den,
		    NUM_HALF_AWAY);
	if (c->has_unknown)
		put_int(w, COL(COMPLETION, unknown), c->unknown);
	if (c->known && c->has_month)
		put_amount(w, COL(COMPLETION, month), c->month, 1,
		    NUM_HALF_AWAY);
	if (c->has_same)
		put_amount(w, COL(COMPLETION, same), c->same, 1,
		    NUM_HALF_AWAY);
}

static void
put_progress(struct writer *w, const struct progress *p,
    enum plan_schedule schedule)
{
	int64_t n;

	if (p->has_target) {
		put_amount(w, COL(COMPLETION, target), p->target, 1,
		    NUM_HALF_AWAY);
		w->cell[COL(COMPLETION, schedule)] = value_choice_text(
		    PLAN_SCHEDULES, (int)schedule);
	}
	if (progress_rate(p, &n))
		put_hundredths(w, COL(COMPLETION, rate_pct), n);
	if (progress_schedule(p, &n))
		put_hundredths(w, COL(COMPLETION, schedule_pct), n);
	if (progress_gap(p, &n))
		put_hundredths(w, COL(COMPLETION, gap_pct), n);
	if (progress_remaining(p, &n))
		put_amount(w, COL(COMPLETION, remaining), n, 1, NUM_UP);
}

static struct progress
progress_of(const struct plan_target *t, const struct count *c,
    const struct count_schedule *s, int month, int64_t lagging)
{
	const struct plan_value *v = plan_value(t, date_year(month));

	return (struct progress){
		.has_target = v != NULL,
		.exceed = t->exceed,
		.target = v == NULL ? 0 : v->n * t->scale,
		.known = c->known,
		.num = c->num,
		.den = c->den,
		.has_schedule = s->known,
		.due = s->due,
		.of = s->of,
		.complete = date_month_no(month) == 12,
		.end = s->used == PLAN_END,
		.lagging = lagging,
	};
}

void
completion_row(const struct facts *f, const struct completion_rules *rules,
    const struct plan *p, const struct plan_target *t, struct arena *keep,
    struct completion_row *out)
{
	size_t scope = code_district_index(f->book, p->scope);
	int month = f->rules.period;
	struct count c = count_actual(f, &rules->count, t, scope, NULL);
	struct count_schedule s = count_schedule(f, t, scope);
	struct progress x = progress_of(t, &c, &s, month, rules->lagging);
	struct writer w = { t, keep, out->cell };
	const struct dataset *ds = completion_dataset();

	for (size_t i = 0; i < COMPLETION_COLUMNS; i++)
		out->cell[i] = STR("");
	put_period(&w, month);
	out->cell[COL(COMPLETION, scope)] = p->scope->code;
	out->cell[COL(COMPLETION, scope_name)] = p->scope->name;
	out->cell[COL(COMPLETION, indicator)] =
	    str_from(indicator_at(t->id)->name);
	out->cell[COL(COMPLETION, unit)] = t->unit;
	out->cell[COL(COMPLETION, bound)] = t->exceed ? STR(">") : STR(">=");
	put_count(&w, &c);
	if (x.has_target)
		put_expected(&w, &c, s.used, date_month_no(month));
	put_progress(&w, &x, s.used);
	out->status = progress_status(&x);
	out->cell[COL(COMPLETION, status)] = value_choice_text(
	    ds->column[COL(COMPLETION, status)].choices, (int)out->status);
}

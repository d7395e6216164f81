#include "plan/completion.h"

#include "base/date.h"
#include "plan/progress.h"

/* In the target's unit. */
static void
put_figure(struct line *l, size_t col, const struct plan_target *t, int64_t n)
{
	if (t->two_decimals)
		line_hundredths(l, col, n);
	else
		line_int(l, col, n);
}

void
completion_amount(struct line *l, size_t col, const struct plan_target *t,
    num_wide num, num_wide den, enum num_round mode)
{
	int64_t n;

	if (num_narrow(num_div(num, den * t->scale, mode), &n))
		put_figure(l, col, t, n);
	/* else past any amount that was read: leave it unknown */
}

static void
put_plan(struct line *l, const struct plan *p, const struct plan_target *t,
    int month)
{
	line_month(l, COL(COMPLETION, period), month);
	line_int(l, COL(COMPLETION, year), date_year(month));
	line_text(l, COL(COMPLETION, scope), p->scope->code);
	line_text(l, COL(COMPLETION, scope_name), p->scope->name);
	line_text(l, COL(COMPLETION, indicator),
	    str_from(indicator_at(t->id)->name));
	line_text(l, COL(COMPLETION, unit), t->unit);
	line_choice(l, COL(COMPLETION, bound), t->exceed);
}

static bool
is_rate(const struct plan_target *t)
{
	return t->two_decimals && t->id != INDICATOR_tax_yuan;
}

static void
put_expected(struct line *l, const struct plan_target *t, num_wide low,
    num_wide mid, num_wide high, num_wide den)
{
	completion_amount(l, COL(COMPLETION, expected), t, mid, den,
	    NUM_HALF_AWAY);
	completion_amount(l, COL(COMPLETION, expected_low), t, low, den,
	    NUM_DOWN);
	completion_amount(l, COL(COMPLETION, expected_high), t, high, den,
	    NUM_UP);
}

/* Tier counts are estimated building by building; what goes on evenly, by
 * actual * 12 / m. */
static void
put_estimate(struct line *l, const struct plan_target *t,
    const struct count *c, enum plan_schedule schedule, int m)
{
	if (c->has_expected)
		put_expected(l, t, c->low, c->mid, c->high, 1);
	else if (c->known && schedule == PLAN_LINEAR && !is_rate(t) &&
	    !count_is_tier(t->id))
		put_expected(l, t, c->num * 12, c->num * 12, c->num * 12, m);
}

static void
put_count(struct line *l, const struct plan_target *t, const struct count *c)
{
	if (c->known)
		completion_amount(l, COL(COMPLETION, actual), t, c->num,
		    c->den, NUM_HALF_AWAY);
	if (c->has_unknown)
		line_int(l, COL(COMPLETION, unknown), c->unknown);
	if (c->known && c->has_month)
		completion_amount(l, COL(COMPLETION, month), t, c->month, 1,
		    NUM_HALF_AWAY);
	if (c->has_same)
		completion_amount(l, COL(COMPLETION, same), t, c->same,
		    c->same_den, NUM_HALF_AWAY);
}

static void
put_progress(struct line *l, const struct plan_target *t,
    const struct progress *p, enum plan_schedule schedule)
{
	int64_t n;

	if (p->has_target) {
		completion_amount(l, COL(COMPLETION, target), t, p->target, 1,
		    NUM_HALF_AWAY);
		line_text(l, COL(COMPLETION, schedule),
		    value_choice_text(PLAN_SCHEDULES, (int)schedule));
	}
	if (progress_rate(p, &n))
		line_hundredths(l, COL(COMPLETION, rate_pct), n);
	if (progress_schedule(p, &n))
		line_hundredths(l, COL(COMPLETION, schedule_pct), n);
	if (progress_gap(p, &n))
		line_hundredths(l, COL(COMPLETION, gap_pct), n);
	if (progress_remaining(p, t->scale, &n))
		put_figure(l, COL(COMPLETION, remaining), t, n);
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
		.is_rate = is_rate(t),
		.has_schedule = s->known,
		.due = s->due,
		.of = s->of,
		.complete = date_month_no(month) == 12,
		.end = s->used == PLAN_END,
		.lagging = lagging,
	};
}

enum completion_status
completion_put(struct line *l, const struct facts *f,
    const struct completion_rules *rules, const struct plan *p,
    const struct plan_target *t)
{
	size_t scope = code_district_index(f->book, p->scope);
	int month = f->rules.period;
	struct count c = count_actual(f, &rules->count, t, scope, NULL);
	struct count_schedule s = count_schedule(f, t, scope);
	struct progress x = progress_of(t, &c, &s, month, rules->lagging);
	enum completion_status status = progress_status(&x);

	put_plan(l, p, t, month);
	put_count(l, t, &c);
	if (x.has_target)
		put_estimate(l, t, &c, s.used, date_month_no(month));
	put_progress(l, t, &x, s.used);
	line_choice(l, COL(COMPLETION, status), (int)status);
	return status;
}

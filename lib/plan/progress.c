#include "plan/progress.h"

static bool
met(const struct progress *p)
{
	num_wide want = (num_wide)p->target * p->den;

	return p->exceed ? p->num > want : p->num >= want;
}

static bool
has_rate(const struct progress *p)
{
	return p->has_target && p->known && p->target > 0;
}

/* The gap is num / den / target - due / of: its numerator over
 * den * target * of. */
static num_wide
gap_over(const struct progress *p, num_wide *over)
{
	*over = p->den * p->target * p->of;
	return p->num * p->of - (num_wide)p->due * p->den * p->target;
}

/* Below the lagging bound: gap * 10000 < -lagging, crosswise. */
static bool
lags(const struct progress *p)
{
	num_wide over, gap = gap_over(p, &over);

	return gap * 10000 < -(num_wide)p->lagging * over;
}

enum completion_status
progress_status(const struct progress *p)
{
	num_wide over;

	if (!p->has_target)
		return COMPLETION_NONE;
	if (!p->known)
		return COMPLETION_UNKNOWN;
	if (met(p))
		return COMPLETION_DONE;
	if (p->complete)
		return COMPLETION_MISSED;
	if (p->end || !p->has_schedule)
		return COMPLETION_OPEN;
	/* a target of 0 has no rate: nothing can be ahead of a schedule */
	if (!has_rate(p))
		return COMPLETION_BEHIND;
	if (gap_over(p, &over) >= 0)
		return COMPLETION_AHEAD;
	return lags(p) ? COMPLETION_LAGGING : COMPLETION_BEHIND;
}

bool
progress_rate(const struct progress *p, int64_t *out)
{
	return has_rate(p) && num_narrow(num_div(p->num * 10000,
	    p->den * p->target, NUM_HALF_AWAY), out);
}

bool
progress_schedule(const struct progress *p, int64_t *out)
{
	if (!p->has_target || !p->has_schedule)
		return false;
	*out = num_pct(p->due, p->of);
	return true;
}

bool
progress_gap(const struct progress *p, int64_t *out)
{
	num_wide over, gap;

	if (!has_rate(p) || !p->has_schedule)
		return false;
	gap = gap_over(p, &over);
	return num_narrow(num_div(gap * 10000, over, NUM_HALF_AWAY), out);
}

bool
progress_remaining(const struct progress *p, int64_t unit, int64_t *out)
{
	num_wide rest;

	if (!p->has_target || !p->known)
		return false;
	*out = 0;
	if (met(p))
		return true;
	rest = (num_wide)p->target * p->den - p->num;
	if (p->exceed && !p->is_rate)
		rest++;
	rest = num_div(rest, p->den * unit, NUM_HALF_AWAY);
	return num_narrow(rest == 0 ? 1 : rest, out);
}

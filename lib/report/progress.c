/* Rates and schedules of targets, from amounts. */
#include "report/progress.h"

#include "base/date.h"
#include "schema/completion.h"

int64_t
progress_amount(const struct value *v)
{
	int64_t n = 0;

	if (v->known)
		(void)num_parse_decimal(v->text, 2, &n);
	return n;
}

struct ratio
progress_rate_of(const struct value *v)
{
	const struct value *actual = &v[COL(COMPLETION, actual)];
	struct ratio rate = ratio_of(progress_amount(actual),
	    progress_amount(&v[COL(COMPLETION, target)]));

	rate.known = rate.known && actual->known;
	return rate;
}

/* Last year's count at the same month, from the scope's rows that are
 * measured alike, and the only total that makes the percentage of it. */
static struct ratio
last_year_share(const struct source *s, const struct value *v)
{
	const struct value *pct = &v[COL(COMPLETION, schedule_pct)];
	struct ratio share = { false, 0, 0 };

	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *o = source_at(s, i, 0);
		const struct value *same = &o[COL(COMPLETION, same)];
		int64_t due = progress_amount(same) / 100, of, n = 0;

		if (due <= 0 || pct->n <= 0 ||
		    o[COL(COMPLETION, schedule_pct)].n != pct->n ||
		    !str_is(o[COL(COMPLETION, schedule)].text, "last-year") ||
		    !str_eq(o[COL(COMPLETION, scope)].text,
		        v[COL(COMPLETION, scope)].text))
			continue;
		of = due * 10000 / pct->n;
		for (int64_t k = of > 1 ? of - 1 : 1; k <= of + 2; k++)
			if (num_pct(due, k) == pct->n) {
				share = ratio_of(due, k);
				n++;
			}
		if (n == 1)
			return share;
	}
	return (struct ratio){ false, 0, 0 };
}

struct ratio
progress_schedule_of(const struct source *s, int period, const struct value *v)
{
	struct str schedule = v[COL(COMPLETION, schedule)].text;

	if (str_is(schedule, "linear"))
		return ratio_of(date_month_no(period), 12);
	if (str_is(schedule, "last-year"))
		return last_year_share(s, v);
	return (struct ratio){ false, 0, 0 };
}

struct ratio
progress_gap_of(const struct source *s, int period, const struct value *v)
{
	struct ratio gap = ratio_less(progress_rate_of(v),
	    progress_schedule_of(s, period, v));

	gap.known = gap.known && num_div(gap.num * 10000, gap.den,
	    NUM_HALF_AWAY) == v[COL(COMPLETION, gap_pct)].n;
	return gap;
}

bool
progress_is_level(const struct source *s, int period, const struct value *v)
{
	const struct value *pct = &v[COL(COMPLETION, gap_pct)];
	struct ratio gap = progress_gap_of(s, period, v);

	if (!gap.known)
		gap = ratio_of(pct->n, 10000);
	return v[COL(COMPLETION, status)].n == COMPLETION_AHEAD &&
	    pct->known && ratio_sign(gap) == 0;
}

/* Linear and logarithmic scales in integers. */
#include "print/svg_scale.h"

#include "print/table.h"

/* 1, 2 or 5 times a power of ten, n or the next above; n > 0. */
static int64_t
round_up(num_wide n)
{
	int64_t power = 1;

	while (power < num_pow10(18) && (num_wide)power * 10 <= n)
		power *= 10;
	for (int64_t k = 1; k < 10; k = k == 2 ? 5 : k * 2)
		if ((num_wide)power * k >= n)
			return power * k;
	return power < num_pow10(18) ? power * 10 : power * 9;
}

void
scale_linear(struct scale *s, const struct chart_measure *m, int64_t lo,
    int64_t hi, int ticks)
{
	num_wide span;

	if (lo > 0)
		lo = 0;
	if (hi < 0)
		hi = 0;
	span = (num_wide)hi - lo;
	if (span == 0)
		span = 1;
	*s = (struct scale){ .m = m };
	s->step = round_up(num_div(span, ticks, NUM_UP));
	s->lo = (int64_t)(num_div(lo, s->step, NUM_DOWN) * s->step);
	s->hi = (int64_t)(num_div(hi, s->step, NUM_UP) * s->step);
	if (s->hi == s->lo)
		s->hi = s->lo + s->step;
}

/* The next of 1, 2, 5, 10 … above n, itself one of them. */
static int64_t
next_tick(int64_t n)
{
	int64_t power = 1;

	while (power <= n / 10)
		power *= 10;
	return n / power == 2 ? power * 5 : n * 2;
}

static bool
is_power(num_wide n)
{
	while (n > 1 && n % 10 == 0)
		n /= 10;
	return n == 1;
}

/* Over three powers of ten, only those have ticks. */
static bool
is_sparse(const struct scale *s)
{
	return s->hi / 1000 >= s->lo;
}

void
scale_log(struct scale *s, const struct chart_measure *m, int64_t lo,
    int64_t hi)
{
	*s = (struct scale){ .m = m, .lo = 1 };
	while (s->lo <= lo / 10)
		s->lo *= 10;
	while (next_tick(s->lo) <= lo)
		s->lo = next_tick(s->lo);
	s->hi = next_tick(s->lo);
	while (s->hi < hi && s->hi < num_pow10(18))
		s->hi = next_tick(s->hi);
	if (is_sparse(s)) /* 2 and 5 go down to 1 */
		s->lo = s->lo / 5 > 0 && is_power(s->lo / 5) ? s->lo / 5 :
		    is_power(s->lo) ? s->lo : s->lo / 2;
	while (is_sparse(s) && !is_power(s->hi))
		s->hi = next_tick(s->hi);
}

void
scale_place(struct scale *s, int from, int to)
{
	s->from = from;
	s->to = to;
}

int64_t
scale_log2(int64_t n)
{
	unsigned bit = 0;
	uint64_t m;
	int64_t log;

	while (n >> bit > 1)
		bit++;
	m = (uint64_t)n << (62 - bit);
	log = bit;
	for (int i = 0; i < 16; i++) {
		m = (uint64_t)((num_wide)m * (num_wide)m >> 62);
		log *= 2;
		if (m >> 63 != 0) {
			log++;
			m >>= 1;
		}
	}
	return log;
}

int
scale_at(const struct scale *s, int64_t n)
{
	num_wide at = (num_wide)n - s->lo, of = (num_wide)s->hi - s->lo;

	if (s->step == 0) {
		at = scale_log2(n > 0 ? n : 1) - scale_log2(s->lo);
		of = scale_log2(s->hi) - scale_log2(s->lo);
	}
	return s->from + (int)num_div(at * (s->to - s->from), of,
	    NUM_HALF_AWAY);
}

bool
scale_next(const struct scale *s, int64_t *tick)
{
	num_wide next = (num_wide)*tick + s->step;

	if (s->step == 0) {
		next = next_tick(*tick);
		while (is_sparse(s) && !is_power(next))
			next = next_tick((int64_t)next);
	}
	if (next > s->hi)
		return false;
	*tick = (int64_t)next;
	return true;
}

struct str
scale_label(struct draw *d, const struct scale *s, int64_t tick)
{
	unsigned decimals = s->m->held + s->m->scale;
	int64_t unit = s->step == 0 ? tick : s->step;
	struct buf b;

	while (decimals > 0 && unit % 10 == 0) {
		unit /= 10;
		decimals--;
	}
	buf_init(&b, BUF_UNBOUNDED);
	table_put_number(&b, tick, s->m->held, s->m->scale, decimals, false);
	return buf_keep(&b, &d->keep);
}

int
scale_label_width(struct draw *d, const struct scale *s)
{
	int64_t tick = s->lo;
	int most = 0, w;

	do {
		w = draw_width(scale_label(d, s, tick));
		if (w > most)
			most = w;
	} while (scale_next(s, &tick));
	return most;
}

void
scale_draw_rows(struct draw *d, const struct scale *s, int x1, int x2)
{
	int64_t tick = s->lo;

	do {
		int y = scale_at(s, tick);

		draw_line(d, tick == 0 || (s->lo > 0 && tick == s->lo) ?
		    "axis" : "grid", x1, y, x2, y);
		draw_text(d, "", x1 - PX(6), y + PX(4), DRAW_END,
		    scale_label(d, s, tick));
	} while (scale_next(s, &tick));
}

void
scale_draw_columns(struct draw *d, const struct scale *s, int y1, int y2)
{
	int64_t tick = s->lo;

	do {
		int x = scale_at(s, tick);

		draw_line(d, tick == 0 || (s->lo > 0 && tick == s->lo) ?
		    "axis" : "grid", x, y1, x, y2);
		draw_text(d, "", x, y2 + PX(19), DRAW_MIDDLE,
		    scale_label(d, s, tick));
	} while (scale_next(s, &tick));
}

#include "plan/score_text.h"

#include "base/buf.h"
#include "base/date.h"

static struct str
keep(struct arena *a, struct buf *b)
{
	struct str out = arena_str(a, buf_str(b));

	buf_fini(b);
	return out;
}

struct str
score_text_int(struct arena *a, int64_t n)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_int(&b, n);
	return keep(a, &b);
}

struct str
score_text_hundredths(struct arena *a, int64_t n)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_hundredths(&b, n);
	return keep(a, &b);
}

struct str
score_text_figure(struct arena *a, int64_t n, bool decimals)
{
	return decimals || n % 100 != 0 ? score_text_hundredths(a, n) :
	    score_text_int(a, n / 100);
}

struct str
score_text_exact(struct arena *a, int64_t n)
{
	int64_t rest = n % 10000 < 0 ? -(n % 10000) : n % 10000;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	if (n < 0 && n > -10000)
		buf_putc(&b, '-'); /* -0.001: of hundredths nothing is left */
	buf_hundredths(&b, n / 10000);
	for (int64_t digit = 1000; rest > 0; digit /= 10) {
		buf_putc(&b, (char)('0' + rest / digit));
		rest %= digit;
	}
	return keep(a, &b);
}

struct str
score_text_month(struct arena *a, int month)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	if (month >= 0)
		date_put_month(&b, month);
	return keep(a, &b);
}

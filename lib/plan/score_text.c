#include "plan/score_text.h"

void
score_put_figure(struct buf *b, int64_t n, bool decimals)
{
	if (decimals || n % 100 != 0)
		buf_hundredths(b, n);
	else
		buf_int(b, n / 100);
}

void
score_put_exact(struct buf *b, int64_t n)
{
	int64_t rest = n % 10000 < 0 ? -(n % 10000) : n % 10000;

	if (n < 0 && n > -10000)
		buf_putc(b, '-'); /* -0.001: of hundredths nothing is left */
	buf_hundredths(b, n / 10000);
	for (int64_t digit = 1000; rest > 0; digit /= 10) {
		buf_putc(b, (char)('0' + rest / digit));
		rest %= digit;
	}
}

void
score_line_figure(struct line *l, size_t col, int64_t n, bool decimals)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	score_put_figure(&b, n, decimals);
	line_take(l, col, &b);
}

void
score_line_exact(struct line *l, size_t col, int64_t n)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	score_put_exact(&b, n);
	line_take(l, col, &b);
}

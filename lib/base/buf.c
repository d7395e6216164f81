#include "base/buf.h"

#include <stdlib.h>

#include "base/mem.h"

void
buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){ .max = max };
}

void
buf_fini(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ .max = b->max };
}

void
buf_reset(struct buf *b)
{
	b->n = 0;
	b->over = false;
}

char *
buf_room(struct buf *b, size_t n)
{
	b->p = mem_grow(b->p, &b->cap, b->n + n, 1);
	return b->p + b->n;
}

void
buf_put(struct buf *b, struct str s)
{
	if (s.n > b->max - b->n) {
		b->over = true;
		return;
	}
	if (s.n > 0)
		memcpy(buf_room(b, s.n), s.p, s.n);
	b->n += s.n;
}

void
buf_putc(struct buf *b, char c)
{
	if (b->n < b->cap && b->n < b->max)
		b->p[b->n++] = c;
	else
		buf_put(b, (struct str){ &c, 1 });
}

void
buf_puts(struct buf *b, const char *z)
{
	buf_put(b, str_from(z));
}

void
buf_pad(struct buf *b, char c, size_t count)
{
	while (count-- > 0)
		buf_putc(b, c);
}

void
buf_int(struct buf *b, int64_t n)
{
	char digits[20];
	size_t at = sizeof(digits);
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do {
		digits[--at] = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	if (n < 0)
		buf_putc(b, '-');
	buf_put(b, (struct str){ digits + at, sizeof(digits) - at });
}

void
buf_hundredths(struct buf *b, int64_t n)
{
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	if (n < 0)
		buf_putc(b, '-');
	buf_int(b, (int64_t)(left / 100));
	buf_putc(b, '.');
	buf_putc(b, (char)('0' + left / 10 % 10));
	buf_putc(b, (char)('0' + left % 10));
}

struct str
buf_str(const struct buf *b)
{
	return (struct str){ b->p, b->n };
}

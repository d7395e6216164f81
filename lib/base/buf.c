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

struct str
buf_keep(struct buf *b, struct arena *a)
{
	struct str s = arena_str(a, buf_str(b));

	buf_fini(b);
	return s;
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
	/* the usual case: there is room (cap may have passed max) */
	if (s.n > 0 && s.n <= b->cap - b->n && s.n <= b->max - b->n) {
		memcpy(b->p + b->n, s.p, s.n);
		b->n += s.n;
		return;
	}
	if (s.n > b->max - b->n) {
		b->over = true;
		return;
	}
	if (s.n > b->cap - b->n)
		buf_room(b, s.n);
	if (s.n > 0)
		memcpy(b->p + b->n, s.p, s.n);
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

#define DIGITS_MAX 20u /* of 64 bits */

/* The digits of n before `end`, two a step; where they begin. */
static char *
digits_before(char *end, uint64_t n)
{
	static const char pairs[] =
	    "0001020304050607080910111213141516171819"
	    "2021222324252627282930313233343536373839"
	    "4041424344454647484950515253545556575859"
	    "6061626364656667686970717273747576777879"
	    "8081828384858687888990919293949596979899";

	while (n >= 100) {
		end -= 2;
		memcpy(end, pairs + n % 100 * 2, 2);
		n /= 100;
	}
	if (n >= 10) {
		end -= 2;
		memcpy(end, pairs + n * 2, 2);
	} else {
		*--end = (char)('0' + n);
	}
	return end;
}

void
buf_int(struct buf *b, int64_t n)
{
	char digits[DIGITS_MAX + 1], *end = digits + sizeof(digits);
	char *p = digits_before(end, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);

	if (n < 0)
		*--p = '-';
	buf_put(b, (struct str){ p, (size_t)(end - p) });
}

void
buf_term(struct buf *b, const char *before, int64_t n, const char *after)
{
	buf_puts(b, before);
	buf_int(b, n);
	buf_puts(b, after);
}

void
buf_hundredths(struct buf *b, int64_t n)
{
	char digits[DIGITS_MAX + 3], *end = digits + sizeof(digits), *p;
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	p = end - 3;
	p[0] = '.';
	p[1] = (char)('0' + left / 10 % 10);
	p[2] = (char)('0' + left % 10);
	p = digits_before(p, left / 100);
	if (n < 0)
		*--p = '-';
	buf_put(b, (struct str){ p, (size_t)(end - p) });
}

struct str
buf_str(const struct buf *b)
{
	return (struct str){ b->p, b->n };
}

#include "text/normal.h"

#include "text/unicode.h"
#include "text/utf8.h"

static void
key_put(struct buf *out, struct str s)
{
	struct str rest = s;
	uint32_t c;

	while (rest.n > 0) {
		c = utf8_next(&rest);
		if (c == 0xFFFFFFFF)
			buf_putc(out, rest.p[-1]);
		else if (!unicode_invisible(c))
			utf8_put(out, unicode_upper(c));
	}
}

/* ASCII and common ideographs alone: NFKC has nothing to change there. */
static bool
is_settled(struct str s)
{
	struct str rest = str_sub(s, utf8_ascii(s), s.n);
	uint32_t c;

	while (rest.n > 0) {
		c = utf8_next(&rest);
		if (c >= 0x80 && (c < 0x4E00 || c > 0x9FFF))
			return false;
	}
	return true;
}

void
normal_key(struct buf *out, struct str s)
{
	struct buf folded;

	if (is_settled(s)) {
		key_put(out, s);
		return;
	}
	buf_init(&folded, BUF_UNBOUNDED);
	unicode_nfkc(&folded, s);
	key_put(out, buf_str(&folded));
	buf_fini(&folded);
}

struct str
normal_keep(struct arena *a, struct str s)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	normal_key(&b, s);
	return buf_keep(&b, a);
}

/* U+FFE0 … U+FFE6 are the signs beside the block of full-width ASCII. */
static uint32_t
half_width(uint32_t c)
{
	static const uint16_t sign[] = {
		0x00A2, 0x00A3, 0x00AC, 0x00AF, 0x00A6, 0x00A5, 0x20A9,
	};

	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFF01 + '!';
	if (c >= 0xFFE0 && c <= 0xFFE6)
		return sign[c - 0xFFE0];
	return c == 0x3000 ? ' ' : c;
}

void
normal_width(struct buf *out, struct str s)
{
	size_t plain;
	uint32_t c;

	while (s.n > 0) {
		plain = utf8_ascii(s);
		buf_put(out, str_sub(s, 0, plain));
		s = str_sub(s, plain, s.n);
		if (s.n == 0)
			break;
		c = utf8_next(&s);
		if (c == 0xFFFFFFFF)
			buf_putc(out, s.p[-1]);
		else
			utf8_put(out, half_width(c));
	}
}

static bool
is_graph(char c)
{
	return c > 0x20 && c < 0x7f;
}

/* Where the last character begins; s is not empty. */
static size_t
last_character(struct str s)
{
	size_t at = s.n - 1;

	while (at > 0 && s.n - at < 4 &&
	    ((unsigned char)s.p[at] & 0xc0) == 0x80)
		at--;
	return at;
}

struct str
normal_trim(struct str s)
{
	struct str rest;
	size_t at;
	uint32_t c;

	if (s.n > 0 && is_graph(s.p[0]) && is_graph(s.p[s.n - 1]))
		return s;
	for (rest = s; rest.n > 0; s = rest) {
		c = utf8_next(&rest);
		if (!unicode_invisible(c))
			break;
	}
	while (s.n > 0) {
		at = last_character(s);
		rest = str_sub(s, at, s.n);
		c = utf8_next(&rest);
		if (rest.n > 0 || !unicode_invisible(c))
			break;
		s = str_sub(s, 0, at);
	}
	return s;
}

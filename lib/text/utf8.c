#include "text/utf8.h"

#include "text/unicode.h"

/*
 * Length of the well-formed sequence at p, 0 if there is none (Unicode 15,
 * table 3-7).
 */
static size_t
sequence(const unsigned char *p, size_t n)
{
	unsigned char low = 0x80, high = 0xBF;
	size_t len;

	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xC2 || p[0] > 0xF4)
		return 0;
	len = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
	if (p[0] == 0xE0)
		low = 0xA0;
	else if (p[0] == 0xED)
		high = 0x9F;
	else if (p[0] == 0xF0)
		low = 0x90;
	else if (p[0] == 0xF4)
		high = 0x8F;
	if (n < len || p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < len; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	return len;
}

size_t
utf8_sequence(struct str s)
{
	return s.n == 0 ? 0 : sequence((const unsigned char *)s.p, s.n);
}

uint32_t
utf8_next(struct str *s)
{
	const unsigned char *p = (const unsigned char *)s->p;
	size_t len = s->n == 0 ? 0 : sequence(p, s->n);
	uint32_t c;

	switch (len) {
	case 0:
		c = 0xFFFFFFFF;
		len = s->n > 0;
		break;
	case 1:
		c = p[0];
		break;
	default:
		c = p[0] & (0x7Fu >> len);
		for (size_t i = 1; i < len; i++)
			c = c << 6 | (p[i] & 0x3Fu);
		break;
	}
	s->p += len;
	s->n -= len;
	return c;
}

void
utf8_put(struct buf *b, uint32_t c)
{
	char p[4];
	size_t n = 0;

	if (c < 0x80) {
		p[n++] = (char)c;
	} else if (c < 0x800) {
		p[n++] = (char)(0xC0 | c >> 6);
		p[n++] = (char)(0x80 | (c & 0x3F));
	} else if (c < 0x10000) {
		p[n++] = (char)(0xE0 | c >> 12);
		p[n++] = (char)(0x80 | (c >> 6 & 0x3F));
		p[n++] = (char)(0x80 | (c & 0x3F));
	} else {
		p[n++] = (char)(0xF0 | c >> 18);
		p[n++] = (char)(0x80 | (c >> 12 & 0x3F));
		p[n++] = (char)(0x80 | (c >> 6 & 0x3F));
		p[n++] = (char)(0x80 | (c & 0x3F));
	}
	buf_put(b, (struct str){ p, n });
}

size_t
utf8_ascii(struct str s)
{
	const uint64_t high = UINT64_C(0x8080808080808080);
	uint64_t word, four[4];
	size_t i = 0;

	for (; i + sizeof(four) <= s.n; i += sizeof(four)) {
		memcpy(four, s.p + i, sizeof(four));
		if (((four[0] | four[1] | four[2] | four[3]) & high) != 0)
			break;
	}
	for (; i + sizeof(word) <= s.n; i += sizeof(word)) {
		memcpy(&word, s.p + i, sizeof(word));
		if ((word & high) != 0)
			break;
	}
	while (i < s.n && (unsigned char)s.p[i] < 0x80)
		i++;
	return i;
}

#define COPY 128u

/* Copies a block; false where it is not ASCII: then it means nothing. */
static bool
copy_block(char *restrict out, const char *restrict p, size_t *lines)
{
	unsigned char all = 0, here = 0;

	for (size_t i = 0; i < COPY; i++) {
		all = (unsigned char)(all | (unsigned char)p[i]);
		here = (unsigned char)(here + (p[i] == '\n'));
		out[i] = p[i];
	}
	if (all >= 0x80)
		return false;
	*lines += here;
	return true;
}

size_t
utf8_copy_ascii(char *out, struct str s, size_t *lines)
{
	size_t i = 0, rest;

	while (i + COPY <= s.n && copy_block(out + i, s.p + i, lines))
		i += COPY;
	rest = utf8_ascii(str_sub(s, i, s.n));
	if (rest > 0)
		memcpy(out + i, s.p + i, rest);
	*lines += str_count(str_sub(s, i, i + rest), '\n');
	return i + rest;
}

bool
utf8_valid(struct str s, size_t *offset)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = 0, len = 1;

	while (i < s.n) {
		if (p[i] < 0x80) {
			i += utf8_ascii(str_sub(s, i, s.n));
			continue;
		}
		len = sequence(p + i, s.n - i);
		if (len == 0)
			break;
		i += len;
	}
	if (offset != NULL)
		*offset = i;
	return i == s.n;
}

void
utf8_show_byte(char shown[5], unsigned char byte)
{
	static const char hex[] = "0123456789ABCDEF";

	shown[0] = '0';
	shown[1] = 'x';
	shown[2] = hex[byte >> 4];
	shown[3] = hex[byte & 15];
	shown[4] = '\0';
}

void
utf8_refuse(struct diag *d, enum diag_code code, const struct pos *pos,
    unsigned char byte, uint64_t offset)
{
	/* a byte order mark; GB18030 has no 0xFF */
	const char *other = byte == 0xff || (byte == 0xfe && offset == 0) ?
	    "UTF-16" : "GB18030";
	char shown[5];

	utf8_show_byte(shown, byte);
	diag_at(d, pos, code, DIAG_Z(shown), DIAG_NUM(offset), DIAG_Z(other),
	    DIAG_Z(pos->file));
}

size_t
utf8_length(struct str s)
{
	size_t n = 0;

	for (; s.n > 0; n++)
		utf8_next(&s);
	return n;
}

size_t
utf8_width(struct str s)
{
	size_t width = 0;

	while (s.n > 0)
		width += unicode_width(utf8_next(&s));
	return width;
}

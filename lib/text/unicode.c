#include "text/unicode.h"

#include <stdlib.h>
#include <utf8proc.h>

unsigned
unicode_width(uint32_t c)
{
	int width;

	if (c < 0x7F)
		return c >= 0x20;
	if (c > 0x10FFFF)
		return 1;
	width = utf8proc_charwidth((utf8proc_int32_t)c);
	return width < 0 ? 0 : (unsigned)width;
}

bool
unicode_invisible(uint32_t c)
{
	if (c <= 0x20)
		return c == ' ' || (c >= '\t' && c <= '\r');
	if (c < 0x7F || c > 0x10FFFF)
		return false;
	if (c == 0x85 || (c >= 0xFE00 && c <= 0xFE0F) ||
	    (c >= 0xE0100 && c <= 0xE01EF))
		return true;
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CF:
		return true;
	default:
		return false;
	}
}

uint32_t
unicode_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c;
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
}

void
unicode_nfkc(struct buf *out, struct str s)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t n;

	if (s.n == 0)
		return;
	n = utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n,
	    &mapped, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
	if (n < 0)
		buf_put(out, s);
	else
		buf_put(out, (struct str){ (const char *)mapped, (size_t)n });
	free(mapped);
}

/* Text into markup. */
#include "print/markup.h"

#include "text/utf8.h"

/* One character of s that XML 1.0 cannot hold, or that is no UTF-8. */
static void
put_unsound(struct buf *out, struct str c)
{
	static const char hex[] = "0123456789abcdef";

	for (size_t i = 0; i < c.n; i++) {
		unsigned char u = (unsigned char)c.p[i];

		buf_puts(out, "\\x");
		buf_putc(out, hex[u >> 4]);
		buf_putc(out, hex[u & 15]);
	}
}

static bool
is_sound(uint32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n' || c == '\r';
	return c != 0x7f && (c < 0x80 || c > 0x9f) && (c & 0xfffe) != 0xfffe &&
	    (c < 0xfdd0 || c > 0xfdef) && c <= 0x10ffff;
}

static const char *
entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

static void
put(struct buf *out, struct str s, bool escaped, bool lines)
{
	while (s.n > 0) {
		struct str before = s, piece;
		uint32_t c = utf8_next(&s);
		const char *name = escaped ? entity(before.p[0]) : NULL;

		piece = str_sub(before, 0, before.n - s.n);
		if (!is_sound(c))
			put_unsound(out, piece);
		else if (name != NULL)
			buf_puts(out, name);
		else if (lines && c == '\n')
			buf_puts(out, "<br/>");
		else
			buf_put(out, piece);
	}
}

void
markup_text(struct buf *out, struct str s)
{
	put(out, s, true, false);
}

void
markup_lines(struct buf *out, struct str s)
{
	put(out, s, true, true);
}

void
markup_sound(struct buf *out, struct str s)
{
	put(out, s, false, false);
}

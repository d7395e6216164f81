#include "base/str.h"

struct str
str_from(const char *z)
{
	return (struct str){ z, z == NULL ? 0 : strlen(z) };
}

struct str
str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	if (s.p == NULL)
		return s;
	return (struct str){ s.p + from, to - from };
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str
str_trim(struct str s)
{
	while (s.n > 0 && is_blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n > 0 && is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n == 0 ? 0 : memcmp(a.p, b.p, n);

	if (c != 0)
		return c;
	return (a.n > b.n) - (a.n < b.n);
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && str_eq(str_sub(s, 0, prefix.n), prefix);
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	    str_eq(str_sub(s, s.n - suffix.n, s.n), suffix);
}

size_t
str_chr(struct str s, char c)
{
	const char *p = s.n == 0 ? NULL : memchr(s.p, c, s.n);

	return p == NULL ? s.n : (size_t)(p - s.p);
}

size_t
str_find(struct str s, struct str needle)
{
	for (size_t i = 0; i + needle.n <= s.n; i++)
		if (str_eq(str_sub(s, i, i + needle.n), needle))
			return i;
	return s.n;
}

/* In blocks of fixed size, which compilers turn into vectors. */
size_t
str_count(struct str s, char c)
{
	size_t n = 0, i = 0;

	for (; i + 128 <= s.n; i += 128) {
		unsigned char here = 0;

		for (size_t k = 0; k < 128; k++)
			here = (unsigned char)(here + (s.p[i + k] == c));
		n += here;
	}
	for (; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

bool
str_cut(struct str *rest, char sep, struct str *piece)
{
	size_t at;

	if (rest->p == NULL)
		return false;
	at = str_chr(*rest, sep);
	*piece = str_sub(*rest, 0, at);
	if (at == rest->n)
		*rest = (struct str){ NULL, 0 };
	else
		*rest = str_sub(*rest, at + 1, rest->n);
	return true;
}

bool
str_take(struct str *s, const char *prefix)
{
	struct str p = str_from(prefix);

	if (!str_starts(*s, p))
		return false;
	*s = str_sub(*s, p.n, s->n);
	return true;
}

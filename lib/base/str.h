/*
 * A borrowed slice of bytes, by convention UTF-8, not terminated.
 *
 * The ownership law of the whole tree: a struct str lives until the object
 * it came from advances or is freed; what must outlive it is copied into
 * the keeper's arena (mem.h).
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

/* of a string literal */
#define STR(lit) ((struct str){ (lit), sizeof(lit) - 1 })
/* for printf's "%.*s" */
#define STR_ARG(s) (int)(s).n, (s).p

struct str str_from(const char *z); /* NULL gives the empty string */
struct str str_sub(struct str s, size_t from, size_t to); /* clamped */
struct str str_trim(struct str s); /* ASCII blanks on both ends */

/* Bytewise, independent of any locale; shorter sorts first. */
int str_cmp(struct str a, struct str b);
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

/* First position of c, of the needle; s.n where there is none. */
size_t str_chr(struct str s, char c);
size_t str_find(struct str s, struct str needle);
size_t str_count(struct str s, char c);

/*
 * Cuts the next piece off *rest at sep.  False when nothing is left.  The
 * empty string holds one empty piece, "a;" holds two pieces.
 */
bool str_cut(struct str *rest, char sep, struct str *piece);

/* Takes the prefix off *s where it begins with it; else false. */
bool str_take(struct str *s, const char *prefix);

static inline bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool
str_is(struct str a, const char *z)
{
	return a.n == strlen(z) && (a.n == 0 || memcmp(a.p, z, a.n) == 0);
}

#endif

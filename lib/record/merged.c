#include "record/merged.h"

#include <stdlib.h>

#include "base/mem.h"
#include "record/cell.h"

#define BLOCK (1u << 16)
#define TAG_MAX 256u /* longer ones are not looked for */

/* A block of the part behind what was left of the one before. */
struct search {
	struct sheet_range **range;
	size_t *n, *cap;
	char text[TAG_MAX + BLOCK];
	size_t fill;
};

bool
merged_read(struct str ref, struct sheet_range *r)
{
	size_t colon = str_chr(ref, ':');

	return colon < ref.n &&
	    cell_place(str_sub(ref, 0, colon), &r->row, &r->col) &&
	    cell_place(str_sub(ref, colon + 1, ref.n), &r->row_last,
		&r->col_last) &&
	    r->row_last >= r->row && r->col_last >= r->col;
}

static int
compare(const void *a, const void *b)
{
	const struct sheet_range *x = a, *y = b;

	if (x->col != y->col)
		return x->col < y->col ? -1 : 1;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->row_last != y->row_last)
		return x->row_last < y->row_last ? -1 : 1;
	return x->col_last < y->col_last ? -1 : x->col_last > y->col_last;
}

void
merged_sort(struct sheet_range *range, size_t n)
{
	if (n > 1)
		qsort(range, n, sizeof(*range), compare);
}

static void
take_tag(struct search *s, struct str tag)
{
	struct sheet_range r;
	size_t at = str_find(tag, STR("ref="));
	struct str ref = str_sub(tag, at + 4, tag.n);

	if (ref.n == 0 || (ref.p[0] != '"' && ref.p[0] != '\''))
		return;
	at = str_chr(str_sub(ref, 1, ref.n), ref.p[0]);
	if (!merged_read(str_sub(ref, 1, at + 1), &r))
		return;
	*s->range = mem_grow(*s->range, s->cap, *s->n + 1,
	    sizeof(**s->range));
	(*s->range)[(*s->n)++] = r;
}

/*
 * Tags of "mergeCell" in the text.  A g is rare in a sheet's markup: it is
 * looked for first.  Gives where the part that is not yet searched begins.
 */
static size_t
search(struct search *s, bool last)
{
	static const char name[] = "mergeCell";
	const size_t n = sizeof(name) - 1, before = 4; /* the g */
	size_t at = before;

	while (at < s->fill) {
		const char *g = memchr(s->text + at, 'g', s->fill - at), *end;
		size_t from;

		if (g == NULL)
			break;
		from = (size_t)(g - s->text) - before;
		if (s->fill - from < TAG_MAX && !last)
			return from;
		at = from + before + 1;
		if (s->fill - from <= n + 1 ||
		    memcmp(s->text + from + 1, name, n) != 0 ||
		    (unsigned char)s->text[from + 1 + n] > ' ' ||
		    (s->text[from] != '<' && s->text[from] != ':'))
			continue;
		end = memchr(s->text + from, '>', s->fill - from);
		if (end != NULL && end - (s->text + from) < TAG_MAX)
			take_tag(s, str_sub((struct str){ s->text, s->fill },
			    from, (size_t)(end - s->text)));
	}
	return s->fill < before ? 0 : s->fill - before;
}

static bool
search_part(struct search *s, struct zip *z)
{
	ssize_t got;
	size_t from;

	do {
		got = zip_read(z, s->text + s->fill,
		    sizeof(s->text) - s->fill);
		if (got < 0)
			return false;
		s->fill += (size_t)got;
		from = search(s, got == 0);
		s->fill -= from;
		memmove(s->text, s->text + from, s->fill);
	} while (got > 0);
	return true;
}

bool
merged_find(struct zip *z, const char *part, struct sheet_range **range,
    size_t *n, size_t *cap)
{
	struct zip *again = zip_again(z);
	struct search *s;
	bool ok;

	if (again == NULL)
		return false;
	s = mem_zalloc(1, sizeof(*s));
	s->range = range;
	s->n = n;
	s->cap = cap;
	ok = zip_part(again, part) == STATUS_OK && search_part(s, again);
	merged_sort(*range, *n);
	free(s);
	zip_close(again);
	return ok;
}

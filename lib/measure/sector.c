#include "measure/sector.h"

#include <stdlib.h>

#include "base/mem.h"

size_t
sector_find(const struct sector_book *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_is(s->sector[i].name, name))
			return i;
	return SECTOR_NONE;
}

static size_t
sector_put(struct sector_book *s, struct str name)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->sector[i].name, name))
			return i;
	s->sector = mem_grow(s->sector, &s->cap, s->n + 1, sizeof(*s->sector));
	s->sector[s->n] = (struct sector){ name, name };
	return s->n++;
}

static bool
is_code(struct str s)
{
	if (s.n < 2 || s.n > 4)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

/* "723|7241": the codes of one edition. */
static bool
put_codes(struct sector_book *s, struct diag *d, const struct setting *from,
    size_t sector, enum industry_edition edition)
{
	struct str rest = from->value, piece;

	while (rest.n > 0 && str_cut(&rest, '|', &piece)) {
		piece = str_trim(piece);
		if (!is_code(piece)) {
			diag_at(d, &from->value_pos, DIAG_SECTOR_CODE,
			    DIAG_STR(piece));
			return false;
		}
		s->prefix = mem_grow(s->prefix, &s->prefix_cap, s->nprefix + 1,
		    sizeof(*s->prefix));
		s->prefix[s->nprefix++] = (struct sector_prefix){ piece, sector,
			edition };
	}
	return true;
}

/* Where the codes of a division stand in begin[]; every code has two digits
 * or more. */
static size_t
shelf(enum industry_edition edition, struct str code)
{
	return (size_t)edition * SECTOR_DIVISIONS +
	    (size_t)(code.p[0] - '0') * 10 + (size_t)(code.p[1] - '0');
}

static int
by_shelf(const void *a, const void *b)
{
	const struct sector_prefix *x = a, *y = b;
	size_t i = shelf(x->edition, x->code), k = shelf(y->edition, y->code);

	return (i > k) - (i < k);
}

void
sector_index(struct sector_book *s)
{
	size_t at = 0;

	if (s->nprefix > 0)
		qsort(s->prefix, s->nprefix, sizeof(*s->prefix), by_shelf);
	for (size_t i = 0; i < SECTOR_EDITIONS * SECTOR_DIVISIONS; i++) {
		s->begin[i] = at;
		while (at < s->nprefix && i ==
		    shelf(s->prefix[at].edition, s->prefix[at].code))
			at++;
	}
	s->begin[SECTOR_EDITIONS * SECTOR_DIVISIONS] = at;
}

bool
sector_load(struct sector_book *s, struct diag *d,
    const struct setting_book *settings, const char *family)
{
	for (size_t i = 0; i < setting_count(settings); i++) {
		const struct setting *from = setting_at(settings, i);
		struct str name;
		size_t at;

		if (!setting_member(from, family, &name))
			continue;
		at = sector_put(s, name);
		if (str_is(from->key, "label"))
			s->sector[at].label = from->value;
		else if (str_is(from->key, "codes_2017") &&
		    !put_codes(s, d, from, at, EDITION_2017))
			return false;
		else if (str_is(from->key, "codes_2011") &&
		    !put_codes(s, d, from, at, EDITION_2011))
			return false;
	}
	sector_index(s);
	return true;
}

void
sector_fini(struct sector_book *s)
{
	free(s->sector);
	free(s->prefix);
}

size_t
sector_of(const struct sector_book *s, enum industry_edition edition,
    struct str industry)
{
	const struct sector_prefix *best = NULL, *begin, *end;
	size_t at;

	if (edition == EDITION_UNKNOWN || industry.n < 2)
		return SECTOR_NONE;
	at = shelf(edition, industry);
	begin = s->prefix + s->begin[at];
	end = s->prefix + s->begin[at + 1];
	for (const struct sector_prefix *p = begin; p < end; p++)
		if (str_starts(industry, p->code) &&
		    (best == NULL || p->code.n > best->code.n ||
		        (p->code.n == best->code.n && p->sector < best->sector)))
			best = p;
	for (const struct sector_prefix *p = begin; p < end; p++)
		if (p->code.n > industry.n && str_starts(p->code, industry) &&
		    (best == NULL || p->sector != best->sector))
			return SECTOR_NONE;
	return best == NULL ? SECTOR_NONE : best->sector;
}

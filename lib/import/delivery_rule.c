#include "import/delivery_rule.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"

#define MEMBERS "map, replaces, ignore, or a dataset"

const char *const delivery_repeatable[] = { "ignore", "replaces", NULL };

static bool
complain(struct diag *d, const struct pos *pos, struct str what,
    const char *want)
{
	diag_at(d, pos, DIAG_MAP_KEY, DIAG_STR(what), DIAG_Z(want));
	return false;
}

/* "raw 园区", "raw 园区 replaced"; false where it is no such section. */
static bool
section_folder(const struct conf_entry *e, struct str *folder, bool *replaced)
{
	struct str rest = e->section;

	*replaced = false;
	if (!str_take(&rest, "raw "))
		return false;
	*folder = str_trim(rest);
	if (str_ends(*folder, STR(" replaced"))) {
		*replaced = true;
		folder->n -= strlen(" replaced");
		*folder = str_trim(*folder);
	}
	return folder->n > 0;
}

bool
delivery_named(struct str names, struct str name, struct pattern_found *out)
{
	struct str one;

	while (str_cut(&names, '|', &one))
		if (pattern_matches(str_trim(one), name, out))
			return true;
	return false;
}

/* The next piece of "a + b"; the plus stands between blanks. */
static bool
cut_plus(struct str *rest, struct str *piece)
{
	size_t at = str_find(*rest, STR(" + "));

	if (rest->p == NULL)
		return false;
	*piece = str_trim(str_sub(*rest, 0, at));
	*rest = at == rest->n ? (struct str){ NULL, 0 }
			      : str_sub(*rest, at + 3, rest->n);
	return true;
}

/* Of the patterns of one series the most demanding says when it is due. */
static bool
read_period(struct diag *d, struct delivery_series *s)
{
	struct str rest = s->names, one, fault;
	enum pattern_period period;

	while (str_cut(&rest, '|', &one)) {
		one = str_trim(one);
		if (one.n == 0)
			return complain(d, &s->entry->value_pos,
			    s->entry->value, "the name of a file");
		if (!pattern_check(one, &period, &fault))
			return complain(d, &s->entry->value_pos, fault,
			    "{month}, {since}, {part}");
		if (period > s->period)
			s->period = period;
	}
	return true;
}

static bool
read_series(struct delivery_rules *r, struct diag *d,
    const struct code_book *codes, const struct conf_entry *e,
    const struct dataset *ds, struct str folder)
{
	const struct district *owner = code_district(codes, folder);
	struct str rest = e->value, one;
	unsigned n = 0;
	bool ok = true;

	while (cut_plus(&rest, &one)) {
		struct delivery_series s = { .ds = ds, .entry = e,
			.folder = folder, .names = one, .component = n++ };

		s.owner = owner == NULL ? folder : owner->code;
		s.by_month = dataset_column(ds, STR("month")) != MAP_NONE;
		ok = read_period(d, &s) && ok;
		r->series = mem_grow(r->series, &r->series_cap,
		    r->nseries + 1, sizeof(*r->series));
		r->series[r->nseries++] = s;
	}
	return ok;
}

static bool
add_replacement(struct delivery_rules *r, struct diag *d,
    const struct conf_entry *e, struct str folder, struct str old,
    struct str by)
{
	if (old.n == 0 || by.n == 0 || str_eq(old, by))
		return complain(d, &e->value_pos, e->value, "NEW > OLD");
	r->replacement = mem_grow(r->replacement, &r->replacement_cap,
	    r->nreplacement + 1, sizeof(*r->replacement));
	r->replacement[r->nreplacement++] =
	    (struct delivery_replacement){ folder, old, by, e->pos };
	return true;
}

/* replaces = NEW > OLD */
static bool
read_replaces(struct delivery_rules *r, struct diag *d,
    const struct conf_entry *e, struct str folder)
{
	struct str rest = e->value, by;

	if (str_count(rest, '>') != 1)
		return complain(d, &e->value_pos, e->value, "NEW > OLD");
	str_cut(&rest, '>', &by);
	return add_replacement(r, d, e, folder, str_trim(rest),
	    str_trim(by));
}

static bool
read_ignored(struct delivery_rules *r, struct diag *d,
    const struct conf_entry *e, struct str folder)
{
	struct delivery_series s = { .entry = e, .names = e->value };

	if (!read_period(d, &s))
		return false;
	r->ignored = mem_grow(r->ignored, &r->ignored_cap, r->nignored + 1,
	    sizeof(*r->ignored));
	r->ignored[r->nignored++] =
	    (struct delivery_ignored){ folder, e->value };
	return true;
}

static bool
read_entry(struct delivery_rules *r, struct diag *d,
    const struct code_book *codes, const struct conf_entry *e)
{
	const struct dataset *ds;
	struct str folder;
	bool replaced;

	if (!section_folder(e, &folder, &replaced) || e->key.n == 0)
		return true;
	if (replaced)
		return add_replacement(r, d, e, folder, e->key, e->value);
	if (str_is(e->key, "map"))
		return e->value.n > 0 ||
		    complain(d, &e->pos, e->value, "a path");
	if (str_is(e->key, "replaces"))
		return read_replaces(r, d, e, folder);
	if (str_is(e->key, "ignore"))
		return read_ignored(r, d, e, folder);
	ds = dataset_find(e->key, NULL);
	if (ds == NULL)
		return complain(d, &e->pos, e->key, MEMBERS);
	return read_series(r, d, codes, e, ds, folder);
}

/* The map may stand below the datasets. */
static void
read_maps(struct delivery_rules *r, const struct conf *c)
{
	for (size_t i = 0; i < c->n; i++) {
		struct str folder;
		bool replaced;

		if (!str_is(c->entry[i].key, "map") ||
		    !section_folder(&c->entry[i], &folder, &replaced))
			continue;
		for (size_t k = 0; k < r->nseries; k++)
			if (str_eq(r->series[k].folder, folder))
				r->series[k].map = c->entry[i].value;
	}
}

bool
delivery_rules_read(struct delivery_rules *out, struct diag *d,
    const struct code_book *codes, const struct conf *c)
{
	bool ok = true;

	for (size_t i = 0; i < c->n; i++)
		ok = read_entry(out, d, codes, &c->entry[i]) && ok;
	read_maps(out, c);
	return ok;
}

void
delivery_rules_fini(struct delivery_rules *r)
{
	free(r->series);
	free(r->replacement);
	free(r->ignored);
}

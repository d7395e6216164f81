#include "schema/setting.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/num.h"
#include "record/conf.h"
#include "schema/near.h"
#include "schema/value.h"

/* A setting and the file it came from, by number: later files win. */
struct item {
	struct setting setting;
	unsigned layer;
};

struct section {
	struct str name;
	struct item *item;
	size_t n, cap;
};

/* Sections in the order first met. */
struct shelf {
	struct map name;
	struct section *section;
	size_t cap;
};

struct setting_book {
	struct arena keep;
	struct shelf in_force;
	struct shelf known; /* what files of other programs set */
	struct conf **conf; /* whose text the settings borrow */
	size_t nconf, conf_cap;
	unsigned layer;
	struct setting *flat;
	size_t nflat;
};

static const char *const repeatable[] = { "when", NULL };

static struct str
family_of(struct str section)
{
	size_t at = str_chr(section, ' ');

	return at == section.n ? (struct str){ NULL, 0 } :
	                         str_sub(section, 0, at);
}

static struct section *
find_section(const struct shelf *shelf, struct str name)
{
	size_t i = map_find(&shelf->name, name);

	return i == MAP_NONE ? NULL : &shelf->section[i];
}

static struct section *
need_section(struct shelf *shelf, struct str name)
{
	bool is_new;
	size_t i = map_put(&shelf->name, name, &is_new);

	if (is_new) {
		shelf->section = mem_grow(shelf->section, &shelf->cap, i + 1,
		    sizeof(*shelf->section));
		shelf->section[i] = (struct section){ .name = name };
	}
	return &shelf->section[i];
}

static bool
has_key(const struct section *x, struct str key)
{
	for (size_t i = 0; i < x->n; i++)
		if (str_eq(x->item[i].setting.key, key))
			return true;
	return false;
}

static bool
in_family(const struct section *x, struct str family)
{
	return family.n > 0 && str_eq(family_of(x->name), family);
}

/* May this section stand in an override?  Its own name, or its family's. */
static bool
accepts_section(const struct shelf *shelf, struct str name)
{
	struct str family = family_of(name);

	if (find_section(shelf, name) != NULL)
		return true;
	for (size_t i = 0; i < shelf->name.n; i++)
		if (in_family(&shelf->section[i], family))
			return true;
	return false;
}

static bool
accepts_key(const struct shelf *shelf, struct str name, struct str key)
{
	struct str family = family_of(name);
	const struct section *x = find_section(shelf, name);

	if (x != NULL && has_key(x, key))
		return true;
	for (size_t i = 0; i < shelf->name.n; i++)
		if (in_family(&shelf->section[i], family) &&
		    has_key(&shelf->section[i], key))
			return true;
	return false;
}

static void
offer_sections(struct near *near, const struct shelf *shelf)
{
	for (size_t i = 0; i < shelf->name.n; i++)
		near_offer(near, shelf->section[i].name);
}

static void
offer_keys(struct near *near, const struct shelf *shelf, struct str name)
{
	struct str family = family_of(name);

	for (size_t i = 0; i < shelf->name.n; i++) {
		const struct section *x = &shelf->section[i];

		if (!str_eq(x->name, name) && !in_family(x, family))
			continue;
		for (size_t j = 0; j < x->n; j++)
			near_offer(near, x->item[j].setting.key);
	}
}

static void
report_section(const struct setting_book *b, struct diag *d,
    const struct conf_entry *e, bool foreign)
{
	struct near near = { .name = e->section };

	offer_sections(&near, &b->in_force);
	if (foreign)
		offer_sections(&near, &b->known);
	if (near.best.n > 0)
		diag_at(d, &e->section_pos, DIAG_UNKNOWN_SECTION_NEAR,
		    DIAG_STR(e->section), DIAG_STR(near.best));
	else
		diag_at(d, &e->section_pos, DIAG_UNKNOWN_SECTION,
		    DIAG_STR(e->section));
}

static void
report_key(const struct setting_book *b, struct diag *d,
    const struct conf_entry *e, bool foreign)
{
	struct near near = { .name = e->key };

	offer_keys(&near, &b->in_force, e->section);
	if (foreign)
		offer_keys(&near, &b->known, e->section);
	if (near.best.n > 0)
		diag_at(d, &e->pos, DIAG_UNKNOWN_SETTING_NEAR,
		    DIAG_STR(e->key), DIAG_STR(e->section),
		    DIAG_STR(near.best));
	else
		diag_at(d, &e->pos, DIAG_UNKNOWN_SETTING, DIAG_STR(e->key),
		    DIAG_STR(e->section));
}

static void
insert(struct section *x, size_t at, const struct item *item)
{
	x->item = mem_grow(x->item, &x->cap, x->n + 1, sizeof(*x->item));
	memmove(x->item + at + 1, x->item + at,
	    (x->n - at) * sizeof(*x->item));
	x->item[at] = *item;
	x->n++;
}

static bool
is_repeatable(struct str key)
{
	return str_is(key, repeatable[0]);
}

/* All alternatives of the files below go at once; those of one file keep
 * their order, where the first stood. */
static void
put_repeated(struct section *x, const struct item *item)
{
	size_t at = MAP_NONE, n = 0;

	for (size_t i = 0; i < x->n; i++) {
		bool same = str_eq(x->item[i].setting.key, item->setting.key);

		if (same && at == MAP_NONE)
			at = n;
		if (same && x->item[i].layer != item->layer)
			continue;
		x->item[n++] = x->item[i];
		if (same)
			at = n;
	}
	x->n = n;
	insert(x, at == MAP_NONE ? n : at, item);
}

static void
put_item(struct section *x, const struct item *item)
{
	if (is_repeatable(item->setting.key)) {
		put_repeated(x, item);
		return;
	}
	for (size_t i = 0; i < x->n; i++)
		if (str_eq(x->item[i].setting.key, item->setting.key)) {
			x->item[i] = *item;
			return;
		}
	insert(x, x->n, item);
}

/* Two installed files may share a section, not a key. */
static bool
check_twice(const struct section *x, struct diag *d,
    const struct conf_entry *e, unsigned layer)
{
	for (size_t i = 0; i < x->n; i++) {
		const struct item *it = &x->item[i];

		if (it->layer == layer ||
		    !str_eq(it->setting.key, e->key))
			continue;
		diag_at(d, &e->pos, DIAG_SETTING_TWICE, DIAG_STR(e->section),
		    DIAG_STR(e->key), DIAG_Z(it->setting.pos.file));
		return false;
	}
	return true;
}

/* Entries of a section stand together in a file. */
static bool
is_first(const struct conf *conf, const struct conf_entry *e)
{
	return e == conf->entry || !str_eq(e[-1].section, e->section);
}

/* What an override may say: false after a report, one a section where it
 * is the section that is wrong; *use is false for what belongs to another
 * program. */
static bool
check_override(const struct setting_book *b, struct diag *d,
    const struct conf_entry *e, enum setting_origin origin, bool *use)
{
	bool foreign = origin == SETTING_OPTION;
	bool ours = accepts_section(&b->in_force, e->section);
	bool theirs = foreign && accepts_section(&b->known, e->section);

	*use = ours;
	if (!ours && !theirs) {
		if (is_first(b->conf[b->nconf - 1], e))
			report_section(b, d, e, foreign);
		return false;
	}
	if (e->key.n == 0)
		return true;
	*use = ours && accepts_key(&b->in_force, e->section, e->key);
	if (*use || (theirs && accepts_key(&b->known, e->section, e->key)))
		return true;
	report_key(b, d, e, foreign);
	return false;
}

static bool
take_entry(struct setting_book *b, struct shelf *shelf, struct diag *d,
    const struct conf_entry *e, enum setting_origin origin)
{
	struct item item = {
		.setting = { e->section, e->key, e->value, e->pos,
			e->value_pos, origin },
		.layer = b->layer,
	};
	struct section *x;
	bool use = true;

	if (origin != SETTING_INSTALLED &&
	    !check_override(b, d, e, origin, &use))
		return false;
	if (!use)
		return true;
	x = need_section(shelf, e->section);
	if (origin == SETTING_INSTALLED && shelf == &b->in_force &&
	    !check_twice(x, d, e, b->layer))
		return false;
	if (e->key.n > 0)
		put_item(x, &item);
	return true;
}

/* All faults of a file are told before it is given up. */
static bool
take_file(struct setting_book *b, struct shelf *shelf, struct diag *d,
    const char *path, enum setting_origin origin)
{
	struct input *in = input_open(d, path);
	struct conf *conf = in == NULL ? NULL : conf_load(d, in, repeatable);
	bool ok = conf != NULL;

	input_close(in);
	if (!ok)
		return false;
	b->conf = mem_grow(b->conf, &b->conf_cap, b->nconf + 1,
	    sizeof(struct conf *));
	b->conf[b->nconf++] = conf;
	b->layer++;
	for (size_t i = 0; i < conf->n; i++)
		ok = take_entry(b, shelf, d, &conf->entry[i], origin) && ok;
	return ok;
}

static const char *
path_in(struct setting_book *b, const char *folder, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf joined;
	struct str kept;

	buf_init(&joined, BUF_UNBOUNDED);
	buf_puts(&joined, folder);
	if (!str_ends(str_from(folder), STR("/")))
		buf_putc(&joined, '/');
	buf_puts(&joined, slash == NULL ? path : slash + 1);
	kept = buf_keep(&joined, &b->keep);
	return kept.p;
}

static bool
take_all(struct setting_book *b, struct diag *d,
    const struct setting_files *files)
{
	const char *const *p;
	bool ok = true;

	for (p = files->installed; ok && *p != NULL; p++)
		ok = take_file(b, &b->in_force, d, *p, SETTING_INSTALLED);
	for (p = files->known; ok && p != NULL && *p != NULL; p++)
		ok = take_file(b, &b->known, d, *p, SETTING_INSTALLED);
	for (p = files->installed; ok && *p != NULL; p++) {
		const char *path = files->workspace == NULL ? NULL :
		    path_in(b, files->workspace, *p);

		/* absent is allowed; unreadable is not */
		if (path != NULL && access(path, F_OK) == 0)
			ok = take_file(b, &b->in_force, d, path,
			    SETTING_WORKSPACE);
	}
	if (ok && files->option != NULL)
		ok = take_file(b, &b->in_force, d, files->option,
		    SETTING_OPTION);
	return ok;
}

static void
flatten(struct setting_book *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->in_force.name.n; i++)
		n += b->in_force.section[i].n;
	b->flat = mem_alloc(n, sizeof(*b->flat));
	for (size_t i = 0; i < b->in_force.name.n; i++) {
		const struct section *x = &b->in_force.section[i];

		for (size_t j = 0; j < x->n; j++)
			b->flat[b->nflat++] = x->item[j].setting;
	}
}

struct setting_book *
setting_load(struct diag *d, const struct setting_files *files)
{
	struct setting_book *b = mem_zalloc(1, sizeof(*b));

	if (!take_all(b, d, files)) {
		setting_free(b);
		return NULL;
	}
	flatten(b);
	return b;
}

static void
shelf_fini(struct shelf *shelf)
{
	for (size_t i = 0; i < shelf->name.n; i++)
		free(shelf->section[i].item);
	free(shelf->section);
	map_fini(&shelf->name);
}

void
setting_free(struct setting_book *b)
{
	if (b == NULL)
		return;
	shelf_fini(&b->in_force);
	shelf_fini(&b->known);
	for (size_t i = 0; i < b->nconf; i++)
		conf_free(b->conf[i]);
	free(b->conf);
	free(b->flat);
	arena_fini(&b->keep);
	free(b);
}

size_t
setting_count(const struct setting_book *b)
{
	return b->nflat;
}

const struct setting *
setting_at(const struct setting_book *b, size_t i)
{
	return &b->flat[i];
}

const struct setting *
setting_find(const struct setting_book *b, const char *section,
    const char *key)
{
	for (size_t i = 0; i < b->nflat; i++)
		if (str_is(b->flat[i].section, section) &&
		    str_is(b->flat[i].key, key))
			return &b->flat[i];
	return NULL;
}

bool
setting_member(const struct setting *s, const char *family,
    struct str *member)
{
	struct str name = family_of(s->section);

	if (name.n == 0 || !str_is(name, family))
		return false;
	*member = str_trim(str_sub(s->section, name.n, s->section.n));
	return true;
}

bool
setting_parse_number(struct str text, unsigned decimals, int64_t *out)
{
	static const struct {
		const char *unit;
		unsigned power;
	} unit[] = { { "万", 4 }, { "亿", 8 }, { "%", 0 } };
	struct str s = str_trim(text);
	unsigned power = 0;

	for (size_t i = 0; i < sizeof(unit) / sizeof(unit[0]); i++) {
		struct str u = str_from(unit[i].unit);

		if (str_ends(s, u)) {
			s = str_trim(str_sub(s, 0, s.n - u.n));
			power = unit[i].power;
			break;
		}
	}
	return num_parse_decimal(s, decimals + power, out) == NUM_OK;
}

bool
setting_number(struct diag *d, const struct setting *s, unsigned decimals,
    int64_t *out)
{
	if (setting_parse_number(s->value, decimals, out))
		return true;
	diag_at(d, &s->value_pos, DIAG_BAD_SETTING_NUMBER,
	    DIAG_STR(s->value), DIAG_STR(s->key), DIAG_NUM(decimals));
	return false;
}

int
setting_choice(struct diag *d, const struct setting *s, const char *choices)
{
	int i = value_choice(choices, s->value);

	if (i < 0)
		diag_at(d, &s->value_pos, DIAG_BAD_SETTING_CHOICE,
		    DIAG_STR(s->value), DIAG_STR(s->key), DIAG_Z(choices));
	return i;
}

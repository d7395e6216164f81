#include "import/delivery.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/mem.h"
#include "import/delivery_rule.h"

struct file {
	struct str name; /* below raw/ */
	bool placed;     /* read, or passed over for a reason */
};

struct delivery {
	struct diag *d;
	const struct code_book *codes;
	struct delivery_rules rules;
	struct file *file;
	size_t nfile, file_cap;
	struct delivery_item *item;
	size_t nitem, item_cap;
	struct delivery_settings how;
	int period;
	bool failed;
	unsigned long findings;
	struct arena keep;
};

struct delivery *
delivery_new(struct diag *d, const struct code_book *codes)
{
	struct delivery *b = mem_zalloc(1, sizeof(*b));

	b->d = d;
	b->codes = codes;
	b->period = -1;
	return b;
}

void
delivery_free(struct delivery *b)
{
	if (b == NULL)
		return;
	delivery_rules_fini(&b->rules);
	free(b->file);
	free(b->item);
	arena_fini(&b->keep);
	free(b);
}

bool
delivery_read(struct delivery *b, const struct conf *c)
{
	return delivery_rules_read(&b->rules, b->d, b->codes, c);
}

void
delivery_put(struct delivery *b, struct str name)
{
	b->file = mem_grow(b->file, &b->file_cap, b->nfile + 1,
	    sizeof(*b->file));
	b->file[b->nfile++] = (struct file){ name, false };
}

static void
add(struct delivery *b, const struct delivery_item *item)
{
	b->item = mem_grow(b->item, &b->item_cap, b->nitem + 1,
	    sizeof(*b->item));
	b->item[b->nitem++] = *item;
}

/* The rest of a name below a folder; false where it lies elsewhere. */
static bool
below(struct str name, struct str folder, struct str *rest)
{
	if (!str_starts(name, folder) || name.n <= folder.n ||
	    name.p[folder.n] != '/')
		return false;
	*rest = str_sub(name, folder.n + 1, name.n);
	return true;
}

static struct str
first_folder(struct str name)
{
	size_t at = str_chr(name, '/');

	return at < name.n ? str_sub(name, 0, at) : (struct str){ "", 0 };
}

/* A file of a folder, by its name there; NULL: there is none. */
static struct file *
find_file(struct delivery *b, struct str folder, struct str name)
{
	struct str rest;

	for (size_t i = 0; i < b->nfile; i++)
		if (below(b->file[i].name, folder, &rest) &&
		    str_eq(rest, name))
			return &b->file[i];
	return NULL;
}

static const struct delivery_replacement *
find_replacement(const struct delivery *b, struct str folder,
    struct str name)
{
	for (size_t i = 0; i < b->rules.nreplacement; i++)
		if (str_eq(b->rules.replacement[i].folder, folder) &&
		    str_eq(b->rules.replacement[i].old, name))
			return &b->rules.replacement[i];
	return NULL;
}

/* The file that stands for one in the end: itself, or what replaces it,
 * and what replaces that.  NULL after a report. */
static struct file *
standing(struct delivery *b, struct file *f, struct str folder,
    struct str name)
{
	const struct delivery_replacement *r;
	size_t steps = 0;

	while ((r = find_replacement(b, folder, name)) != NULL) {
		struct file *by = find_file(b, folder, r->by);

		if (++steps > b->rules.nreplacement) {
			diag_at(b->d, &r->pos, DIAG_REPLACE_CIRCLE,
			    DIAG_STR(r->old), DIAG_STR(r->by));
			return NULL;
		}
		if (by == NULL) {
			diag_at(b->d, &r->pos, DIAG_NO_REPLACEMENT,
			    DIAG_STR(r->by), DIAG_STR(r->old),
			    DIAG_STR(folder));
			return NULL;
		}
		f = by;
		name = r->by;
	}
	return f;
}

static struct delivery_item
item_of(const struct delivery_series *s, size_t i)
{
	return (struct delivery_item){ .ds = s->ds, .folder = s->folder,
		.owner = s->owner, .map = s->map, .month = -1,
		.series = (unsigned)i };
}

/* What a series makes of a file; it stands, or another one for it. */
static void
place(struct delivery *b, struct file *f, size_t series, struct str rest,
    const struct pattern_found *found)
{
	const struct delivery_series *s = &b->rules.series[series];
	struct delivery_item item = item_of(s, series);
	struct file *stands = standing(b, f, s->folder, rest);

	if (stands == NULL) {
		b->failed = true;
		stands = f;
	}
	f->placed = stands->placed = true;
	item.month = found->month;
	item.part = found->part;
	item.name = f->name;
	if (stands != f) {
		item.status = DELIVERY_REPLACED;
		item.by = stands->name;
		add(b, &item);
	}
	item.status = DELIVERY_READ;
	item.by = (struct str){ "", 0 };
	item.name = stands->name;
	add(b, &item);
}

static bool
is_ignored(const struct delivery *b, const struct file *f)
{
	struct pattern_found found;
	struct str rest;

	for (size_t i = 0; i < b->rules.nignored; i++)
		if (below(f->name, b->rules.ignored[i].folder, &rest) &&
		    delivery_named(b->rules.ignored[i].pattern, rest,
		        &found))
			return true;
	return false;
}

static void
set_aside(struct delivery *b, struct file *f, enum delivery_status status)
{
	struct delivery_item item = { .status = status, .month = -1,
		.folder = first_folder(f->name), .name = f->name,
		.series = (unsigned)b->rules.nseries };

	f->placed = true;
	add(b, &item);
}

/* A file may be of several datasets, as a workbook is, but of each once. */
static void
place_file(struct delivery *b, struct file *f)
{
	const struct delivery_rules *r = &b->rules;

	if (is_ignored(b, f)) {
		set_aside(b, f, DELIVERY_IGNORED);
		return;
	}
	for (size_t i = 0; i < r->nseries; i++) {
		const struct delivery_series *s = &r->series[i];
		struct pattern_found found;
		struct str rest;

		if (!below(f->name, s->folder, &rest) ||
		    !delivery_named(s->names, rest, &found))
			continue;
		place(b, f, i, rest, &found);
		while (i + 1 < r->nseries &&
		    r->series[i + 1].entry == s->entry)
			i++;
	}
}

/* A link of a chain: what replaced another, and was replaced. */
static bool
was_replaced(const struct delivery *b, const struct file *f)
{
	struct str rest;

	for (size_t i = 0; i < b->rules.nreplacement; i++)
		if (below(f->name, b->rules.replacement[i].folder, &rest) &&
		    str_eq(b->rules.replacement[i].old, rest))
			return true;
	return false;
}

/* Files of no series: named, and left out. */
static void
place_others(struct delivery *b)
{
	for (size_t i = 0; i < b->nfile; i++) {
		if (b->file[i].placed)
			continue;
		if (was_replaced(b, &b->file[i])) {
			set_aside(b, &b->file[i], DELIVERY_REPLACED);
			continue;
		}
		set_aside(b, &b->file[i], DELIVERY_LEFT_OUT);
		if (b->how.meant != NULL)
			continue;
		diag_at(b->d, NULL, DIAG_LEFT_OUT,
		    DIAG_STR(b->file[i].name));
		b->findings++;
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct delivery_item *x = a, *y = b;
	int part;

	if (x->series != y->series)
		return x->series < y->series ? -1 : 1;
	if (x->status != y->status)
		return x->status < y->status ? -1 : 1;
	part = str_cmp(x->part, y->part);
	if (part != 0)
		return part;
	if (x->month != y->month)
		return x->month < y->month ? -1 : 1;
	return str_cmp(x->name, y->name);
}

static int
in_reading_order(const void *a, const void *b)
{
	const struct delivery_item *x = a, *y = b;
	bool unread_x = x->status > DELIVERY_LATE;
	bool unread_y = y->status > DELIVERY_LATE;

	if (unread_x != unread_y)
		return unread_x ? 1 : -1;
	if (!unread_x && x->series == y->series && x->month != y->month)
		return x->month < y->month ? -1 : 1;
	return by_place(a, b);
}

static void
sort(struct delivery *b, int (*order)(const void *, const void *))
{
	if (b->nitem > 0)
		qsort(b->item, b->nitem, sizeof(*b->item), order);
}

/* One file may have been found twice: as itself and as a replacement. */
static void
drop_doubles(struct delivery *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->nitem; i++)
		if (n == 0 ||
		    by_place(&b->item[n - 1], &b->item[i]) != 0)
			b->item[n++] = b->item[i];
	b->nitem = n;
}

/* The period that was not given: the newest month of the taxes. */
static int
newest_taxes(const struct delivery *b)
{
	int newest = -1;

	for (size_t i = 0; i < b->nitem; i++)
		if (b->item[i].ds == dataset_at(DATASET_TAXES) &&
		    b->rules.series[b->item[i].series].period ==
		    PATTERN_MONTHLY && b->item[i].month > newest)
			newest = b->item[i].month;
	return newest;
}

static struct str
month_text(struct delivery *b, int month)
{
	struct buf text;

	buf_init(&text, BUF_UNBOUNDED);
	if (month >= 0)
		date_put_month(&text, month);
	return buf_keep(&text, &b->keep);
}

static bool
up_to_period(const struct delivery *b, const struct delivery_item *x)
{
	return b->period < 0 || x->month <= b->period;
}

static bool
is_meant(const struct delivery *b, const struct delivery_item *x)
{
	return b->how.meant == NULL ||
	    b->how.meant(b->how.arg, x->ds, x->month);
}

static bool
same_place(const struct delivery *b, const struct delivery_item *x,
    const struct delivery_item *y)
{
	const struct delivery_series *s = &b->rules.series[x->series];
	const struct delivery_series *t = &b->rules.series[y->series];

	return x->month == y->month && x->ds == y->ds &&
	    s->component == t->component && str_eq(x->owner, y->owner) &&
	    str_eq(x->part, y->part) &&
	    !(s->by_month && x->month < 0); /* the rows tell the month */
}

static void
complain_double(struct delivery *b, const struct delivery_item *x,
    const struct delivery_item *y)
{
	const struct delivery_series *s = &b->rules.series[y->series];

	diag_at(b->d, &s->entry->pos,
	    x->month < 0 ? DIAG_TWO_FILES : DIAG_TWO_FILES_MONTH,
	    DIAG_Z(x->ds->name), DIAG_STR(y->folder), DIAG_STR(x->name),
	    DIAG_STR(y->name), DIAG_STR(month_text(b, x->month)));
	b->failed = true;
}

/* Two files for one dataset, district, month and part. */
static void
find_doubles(struct delivery *b)
{
	for (size_t i = 0; i < b->nitem; i++) {
		const struct delivery_item *x = &b->item[i];

		if (x->status != DELIVERY_READ || !up_to_period(b, x) ||
		    !is_meant(b, x))
			continue;
		for (size_t k = i + 1; k < b->nitem; k++) {
			const struct delivery_item *y = &b->item[k];

			if (y->status == DELIVERY_READ &&
			    same_place(b, x, y)) {
				complain_double(b, x, y);
				break;
			}
		}
	}
}

static void
tell_late(struct delivery *b, const struct delivery_series *s, int month,
    const struct delivery_item *instead)
{
	struct str text = month_text(b, month);
	bool stop = !b->how.carry || (instead == NULL &&
	    (!s->by_month || (month == b->period &&
	        s->ds == dataset_at(DATASET_TAXES))));

	if (!stop && instead != NULL)
		diag_at(b->d, &s->entry->pos, DIAG_CARRIED,
		    DIAG_STR(s->folder), DIAG_Z(s->ds->name), DIAG_STR(text),
		    DIAG_STR(instead->name));
	else
		diag_at(b->d, &s->entry->pos, !stop ? DIAG_MONTH_ABSENT :
		    b->how.carry ? DIAG_NOTHING_CARRIED : DIAG_LATE,
		    DIAG_STR(s->folder), DIAG_Z(s->ds->name), DIAG_STR(text),
		    DIAG_STR(s->names));
	b->failed = b->failed || stop;
	b->findings++;
}

/* A month that has no file: stops the run, or is said. */
static void
late(struct delivery *b, size_t series, int month, struct str part,
    const struct delivery_item *instead)
{
	const struct delivery_series *s = &b->rules.series[series];
	struct delivery_item item = item_of(s, series);

	if (b->how.meant == NULL)
		tell_late(b, s, month, instead);
	item.status = DELIVERY_LATE;
	item.month = month;
	item.part = part;
	add(b, &item);
}

/* A series by month: all up to the period, and what is missing of its year
 * since the first. */
static void
settle_months(struct delivery *b, size_t from, size_t to)
{
	size_t series = b->item[from].series;
	struct str part = b->item[from].part;
	int month = -1, first = b->period - date_month_no(b->period) + 1;

	for (size_t i = from; i < to; i++) {
		struct delivery_item *x = &b->item[i];

		if (!up_to_period(b, x))
			x->status = DELIVERY_NEWER;
		if (x->month >= 0 && month < 0)
			month = x->month < first ? first : x->month;
	}
	if (b->period < 0 || month < 0 ||
	    b->rules.series[series].period != PATTERN_MONTHLY)
		return;
	for (; month <= b->period; month++) {
		bool met = false;

		for (size_t i = from; i < to; i++)
			met = met || b->item[i].month == month;
		if (!met)
			late(b, series, month, part, NULL);
	}
}

static void
tell_others(struct delivery *b, const struct delivery_item *x, size_t others)
{
	if (others > 0 && !b->failed && b->how.meant == NULL)
		diag_at(b->d, NULL, DIAG_STANDS, DIAG_STR(x->name),
		    DIAG_Z(x->ds->name), DIAG_NUM(others));
}

/* A series whose newest file stands alone. */
static void
settle_newest(struct delivery *b, size_t from, size_t to)
{
	size_t series = b->item[from].series, stands = to;
	struct delivery_item x;

	for (size_t i = from; i < to; i++) {
		if (!up_to_period(b, &b->item[i])) {
			b->item[i].status = DELIVERY_NEWER;
			continue;
		}
		if (stands < to)
			b->item[stands].status = DELIVERY_OLDER;
		stands = i;
	}
	if (stands == to)
		return;
	x = b->item[stands];
	tell_others(b, &x, to - from - 1);
	if (b->period < 0 || x.month >= b->period ||
	    b->rules.series[series].period != PATTERN_MONTHLY)
		return;
	b->item[stands].status = DELIVERY_CARRIED;
	late(b, series, b->period, x.part, &x);
}

/* A place: the files of one series and part, in the order of months. */
static void
settle_places(struct delivery *b)
{
	size_t n = b->nitem, to;

	for (size_t from = 0; from < n; from = to) {
		const struct delivery_item *x = &b->item[from];

		to = from + 1;
		if (x->status != DELIVERY_READ)
			continue;
		while (to < n && b->item[to].status == DELIVERY_READ &&
		    b->item[to].series == x->series &&
		    str_eq(b->item[to].part, x->part))
			to++;
		if (b->rules.series[x->series].by_month)
			settle_months(b, from, to);
		else
			settle_newest(b, from, to);
	}
}

static void
find_absent(struct delivery *b)
{
	size_t n = b->nitem;

	for (size_t i = 0; i < b->rules.nseries; i++) {
		const struct delivery_series *s = &b->rules.series[i];
		bool met = false;

		for (size_t k = 0; k < n; k++)
			met = met || (b->item[k].series == i &&
			    b->item[k].status <= DELIVERY_CARRIED);
		if (met)
			continue;
		if (b->period >= 0 && s->period == PATTERN_MONTHLY) {
			late(b, i, b->period, (struct str){ "", 0 }, NULL);
			continue;
		}
		if (b->how.meant != NULL)
			continue;
		diag_at(b->d, &s->entry->pos, DIAG_RAW_ABSENT,
		    DIAG_STR(s->names), DIAG_STR(s->folder),
		    DIAG_Z(s->ds->name));
		b->findings++;
	}
}

bool
delivery_settle(struct delivery *b, const struct delivery_settings *how)
{
	b->how = *how;
	for (size_t i = 0; i < b->nfile; i++)
		place_file(b, &b->file[i]);
	place_others(b);
	sort(b, by_place);
	drop_doubles(b);
	b->period = how->period >= 0 ? how->period : newest_taxes(b);
	find_doubles(b);
	settle_places(b);
	find_absent(b);
	sort(b, in_reading_order);
	return !b->failed;
}

int
delivery_period(const struct delivery *b)
{
	return b->period;
}

const char *
delivery_status_name(enum delivery_status s)
{
	static const char *const name[] = { "read", "carried", "late",
		"older", "newer", "replaced", "ignored", "left-out" };

	return name[s];
}

unsigned long
delivery_findings(const struct delivery *b)
{
	return b->findings;
}

size_t
delivery_count(const struct delivery *b)
{
	return b->nitem;
}

const struct delivery_item *
delivery_at(const struct delivery *b, size_t i)
{
	return &b->item[i];
}

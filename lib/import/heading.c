#include "import/heading.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/map.h"
#include "import/heading_form.h"
#include "import/moment.h"
#include "import/period.h"
#include "text/normal.h"

#define SCORE_LINES 64u
#define EXAMPLES 3u

struct entry {
	struct heading heading;
	const struct dataset *ds;
	struct str text; /* as written */
	bool own;        /* of a user's map */
};

/* A heading with {month} in it: what stands before and behind, folded. */
struct pattern {
	const struct dataset *ds;
	size_t column;
	struct str before, after;
	bool cumulative;
};

struct heading_book {
	struct arena keep;
	struct map heading; /* "dataset heading" folded -> entry */
	struct entry *entry;
	size_t nentry, entry_cap;
	struct map word; /* "dataset.column word" folded -> value */
	struct str *value;
	size_t value_cap;
	struct pattern *pattern;
	size_t npattern, pattern_cap;
	int year; /* of months that state none */
	bool *overruled; /* by dataset and column: only `own` entries hold */
	bool *since;     /* the same: cumulative ones of a map hold alone */
};

#define COLUMNS_MAX 32u /* a dataset's, for `overruled` */

struct heading_book *
heading_new(void)
{
	struct heading_book *b = mem_zalloc(1, sizeof(*b));

	b->overruled = mem_zalloc(DATASET_COUNT * COLUMNS_MAX, sizeof(bool));
	b->since = mem_zalloc(DATASET_COUNT * COLUMNS_MAX, sizeof(bool));
	return b;
}

void
heading_free(struct heading_book *b)
{
	if (b == NULL)
		return;
	map_fini(&b->heading);
	map_fini(&b->word);
	free(b->entry);
	free(b->value);
	free(b->overruled);
	free(b->since);
	free(b->pattern);
	arena_fini(&b->keep);
	free(b);
}

/* In an array by dataset and column. */
static size_t
slot_of(const struct dataset *ds, size_t column)
{
	return (size_t)(ds - dataset_at(0)) * COLUMNS_MAX + column;
}

static bool *
overruled(const struct heading_book *b, const struct dataset *ds,
    size_t column)
{
	return &b->overruled[slot_of(ds, column)];
}

size_t
heading_place(const struct dataset *ds)
{
	size_t at = dataset_column(ds, STR("district"));

	return at == MAP_NONE ? ds->ncolumn : at;
}

/* "taxes/全口径税收" */
static void
make_key(struct buf *key, const char *scope, const char *column,
    struct str text)
{
	buf_puts(key, scope);
	buf_putc(key, '/');
	if (column != NULL) {
		buf_puts(key, column);
		buf_putc(key, '/');
	}
	normal_key(key, text);
}

static void
put_entry(struct heading_book *b, const struct entry *e)
{
	struct buf key;
	bool is_new;
	size_t at;

	buf_init(&key, BUF_UNBOUNDED);
	make_key(&key, e->ds->name, NULL, e->text);
	at = map_put(&b->heading, buf_str(&key), &is_new);
	buf_fini(&key);
	if (!is_new && !e->own)
		return; /* the first one stands */
	b->entry = mem_grow(b->entry, &b->entry_cap, at + 1,
	    sizeof(*b->entry));
	b->entry[at] = *e;
	b->entry[at].text = arena_str(&b->keep, e->text);
	if (at >= b->nentry)
		b->nentry = at + 1;
}

/* Our own names and labels, behind what the file of synonyms says. */
static void
add_own_names(struct heading_book *b)
{
	for (int id = 0; id < DATASET_COUNT; id++) {
		const struct dataset *ds = dataset_at((enum dataset_id)id);

		for (size_t i = 0; i < ds->ncolumn; i++) {
			const struct column *c = &ds->column[i];
			struct entry e = { .ds = ds, .heading.column = i };

			e.text = str_from(c->zh);
			put_entry(b, &e);
			e.text = str_from(c->name);
			e.heading.canonical = true;
			if (c->type == VALUE_MONEY)
				e.heading.unit = UNIT_YUAN;
			else if (c->type == VALUE_AREA)
				e.heading.unit = UNIT_M2;
			put_entry(b, &e);
		}
	}
}

static const struct dataset *
row_dataset(struct diag *d, const struct rec_reader *csv,
    const struct rec *rec, size_t *column)
{
	const struct dataset *ds = dataset_find(rec->field[0], NULL);
	struct pos pos = rec_pos(csv, rec, 0);

	if (ds != NULL) {
		*column = dataset_column(ds, rec->field[1]);
		if (*column != MAP_NONE)
			return ds;
		pos = rec_pos(csv, rec, 1);
	}
	diag_at(d, &pos, DIAG_NOT_A_COLUMN,
	    DIAG_STR(rec->field[ds == NULL ? 0 : 1]));
	return NULL;
}

static void
put_word(struct heading_book *b, const char *scope, const char *column,
    struct str word, struct str value, bool own)
{
	struct buf key;
	bool is_new;
	size_t at;

	buf_init(&key, BUF_UNBOUNDED);
	make_key(&key, scope, column, word);
	at = map_put(&b->word, buf_str(&key), &is_new);
	buf_fini(&key);
	if (!is_new && !own)
		return;
	b->value = mem_grow(b->value, &b->value_cap, at + 1,
	    sizeof(*b->value));
	b->value[at] = arena_str(&b->keep, value);
}

bool
heading_load(struct diag *d, struct heading_book *b, struct rec_reader *csv)
{
	struct rec rec;
	enum status st;

	while ((st = rec_next(csv, &rec)) == STATUS_OK) {
		struct entry e = { .text = rec.field[2] };
		struct buf key;

		if (str_is(rec.field[0], "*")) { /* of no dataset: no column */
			put_word(b, "*", "-", rec.field[2], STR("-"), false);
			continue;
		}
		e.ds = row_dataset(d, csv, &rec, &e.heading.column);
		if (e.ds == NULL)
			return false;
		e.heading.by_name = str_is(rec.field[3], "名称");
		buf_init(&key, BUF_UNBOUNDED);
		normal_key(&key, rec.field[3]);
		e.heading.unit = unit_find(buf_str(&key));
		buf_fini(&key);
		put_entry(b, &e);
	}
	if (st == STATUS_END)
		add_own_names(b);
	return st == STATUS_END;
}

bool
heading_load_words(struct diag *d, struct heading_book *b,
    struct rec_reader *csv)
{
	struct rec rec;
	enum status st;
	size_t column;

	while ((st = rec_next(csv, &rec)) == STATUS_OK) {
		const char *scope = "*", *name = "flag";

		if (!str_is(rec.field[0], "*")) {
			const struct dataset *ds =
			    row_dataset(d, csv, &rec, &column);

			if (ds == NULL)
				return false;
			scope = ds->name;
			name = ds->column[column].name;
		}
		put_word(b, scope, name, rec.field[2], rec.field[3], false);
	}
	return st == STATUS_END;
}

void
heading_set_year(struct heading_book *b, int year)
{
	b->year = year;
}

static void
add_pattern(struct heading_book *b, const struct dataset *ds, size_t column,
    struct str pattern, bool cumulative)
{
	struct str mark = STR("{MONTH}"), folded;
	struct buf key, dashed;
	size_t at;

	buf_init(&key, BUF_UNBOUNDED);
	buf_init(&dashed, BUF_UNBOUNDED);
	normal_key(&key, pattern);
	if (cumulative)
		heading_put_dashed(&dashed, buf_str(&key));
	folded = arena_str(&b->keep,
	    cumulative ? buf_str(&dashed) : buf_str(&key));
	buf_fini(&key);
	buf_fini(&dashed);
	at = str_find(folded, mark);
	b->pattern = mem_grow(b->pattern, &b->pattern_cap, b->npattern + 1,
	    sizeof(*b->pattern));
	b->pattern[b->npattern++] = (struct pattern){ ds, column,
		str_sub(folded, 0, at),
		str_sub(folded, at + mark.n, folded.n), cumulative };
}

void
heading_add_wide(struct heading_book *b, const struct dataset *ds,
    size_t column, struct str pattern)
{
	add_pattern(b, ds, column, pattern, false);
}

bool
heading_has_wide(const struct heading_book *b, const struct dataset *ds)
{
	for (size_t i = 0; i < b->npattern; i++)
		if (b->pattern[i].ds == ds)
			return true;
	return false;
}

/* The month a folded text is: whole, or 4月 of the map's year. */
static bool
read_month(const struct heading_book *b, struct str s, int *month)
{
	static const struct moment_evidence none = { false, false };
	struct buf text, scratch;
	enum moment_fault fault;

	buf_init(&text, BUF_UNBOUNDED);
	buf_init(&scratch, BUF_UNBOUNDED);
	fault = moment_month(s, &none, &scratch, month);
	if (fault == MOMENT_NO_YEAR && b->year > 0) {
		buf_int(&text, b->year);
		buf_puts(&text, "年");
		buf_put(&text, s);
		fault = moment_month(buf_str(&text), &none, &scratch, month);
	}
	buf_fini(&text);
	buf_fini(&scratch);
	return fault == MOMENT_OK;
}

static bool
find_wide(const struct heading_book *b, const struct dataset *ds,
    struct str folded, struct heading *out)
{
	for (size_t i = 0; i < b->npattern; i++) {
		const struct pattern *p = &b->pattern[i];
		int month;

		if (p->ds != ds || folded.n <= p->before.n + p->after.n ||
		    !str_starts(folded, p->before) ||
		    !str_ends(folded, p->after) ||
		    !read_month(b, str_sub(folded, p->before.n,
		    folded.n - p->after.n), &month))
			continue;
		*out = (struct heading){ .column = p->column, .wide = true,
			.month = month, .cumulative = p->cumulative };
		return true;
	}
	return false;
}

void
heading_add_word(struct heading_book *b, const struct dataset *ds,
    size_t column, struct str word, struct str value)
{
	put_word(b, ds->name, ds->column[column].name, word, value, true);
}

static const struct entry *
find_entry(const struct heading_book *b, const struct dataset *ds,
    struct str folded)
{
	const struct entry *e;
	struct buf key;
	size_t at;

	buf_init(&key, BUF_UNBOUNDED);
	buf_puts(&key, ds->name);
	buf_putc(&key, '/');
	buf_put(&key, folded);
	at = map_find(&b->heading, buf_str(&key));
	buf_fini(&key);
	if (at == MAP_NONE)
		return NULL;
	e = &b->entry[at];
	if (!e->own && *overruled(b, ds, e->heading.column))
		return NULL;
	return e;
}

static bool
find_in(const struct heading_book *b, const struct dataset *ds,
    struct str name, enum unit unit, struct heading *out)
{
	const struct entry *e = find_entry(b, ds, name);

	if (e == NULL || (e->heading.unit != UNIT_NONE && unit != UNIT_NONE &&
	    e->heading.unit != unit))
		return false;
	*out = e->heading;
	if (out->unit == UNIT_NONE)
		out->unit = unit;
	return true;
}

void
heading_add(struct heading_book *b, const struct dataset *ds, size_t column,
    struct str synonym, bool by_name)
{
	struct entry e = { .ds = ds, .text = synonym, .own = true };
	struct str name, inner;
	struct buf key;

	e.heading.column = column;
	e.heading.by_name = by_name;
	buf_init(&key, BUF_UNBOUNDED);
	normal_key(&key, synonym);
	if (heading_split_unit(buf_str(&key), &name, &inner))
		e.heading.unit = unit_find(inner);
	buf_fini(&key);
	if (column < COLUMNS_MAX)
		*overruled(b, ds, column) = true;
	put_entry(b, &e);
}

/* 租赁面积㎡, 全口径税收万元: a unit with nothing before it. */
static bool
find_bare_unit(const struct heading_book *b, const struct dataset *ds,
    struct str folded, struct heading *out)
{
	for (size_t at = 1; at < folded.n; at++) {
		enum unit unit;

		if (((unsigned char)folded.p[at] & 0xc0) == 0x80)
			continue;
		unit = unit_find(str_sub(folded, at, folded.n));
		if (unit != UNIT_NONE && find_in(b, ds,
		    str_sub(folded, 0, at), unit, out))
			return unit_kind(unit) ==
			    unit_kind_of(ds->column[out->column].type);
	}
	return false;
}

static bool
find_folded(const struct heading_book *b, const struct dataset *ds,
    struct str folded, struct heading *out)
{
	struct str name, inner;
	enum unit unit = UNIT_NONE;

	if (folded.n == 0)
		return false;
	if (find_in(b, ds, folded, UNIT_NONE, out) ||
	    find_wide(b, ds, folded, out))
		return true;
	if (!heading_split_unit(folded, &name, &inner))
		return find_bare_unit(b, ds, folded, out);
	unit = unit_find(inner);
	if (unit != UNIT_NONE && find_wide(b, ds, name, out)) {
		out->unit = unit;
		return true;
	}
	if (unit == UNIT_NONE && !heading_is_harmless(inner))
		return false;
	return find_in(b, ds, name, unit, out);
}

bool
heading_find(const struct heading_book *b, const struct dataset *ds,
    struct str text, struct heading *out)
{
	const struct dataset *buildings = dataset_at(DATASET_BUILDINGS);
	struct buf key;
	struct str folded;
	bool found;

	buf_init(&key, BUF_UNBOUNDED);
	normal_key(&key, text);
	folded = heading_without_star(buf_str(&key));
	found = find_folded(b, ds, folded, out) && !out->cumulative;
	if (!found && heading_place(ds) == ds->ncolumn &&
	    find_folded(b, buildings, folded, out) &&
	    out->column == COL(BUILDINGS, district)) {
		out->column = ds->ncolumn;
		found = true;
	}
	buf_fini(&key);
	return found;
}

void
heading_add_cumulative(struct heading_book *b, const struct dataset *ds,
    size_t column, struct str synonym)
{
	struct entry e = { .ds = ds, .text = synonym, .own = true };

	b->since[slot_of(ds, column)] = true;
	if (str_find(synonym, STR("{month}")) < synonym.n) {
		add_pattern(b, ds, column, synonym, true);
		return;
	}
	e.heading.column = column;
	e.heading.cumulative = true;
	put_entry(b, &e);
}

/* 累计税收 where the map says 本月税收: the same but for the period. */
static bool
find_of_month(const struct heading_book *b, const struct dataset *ds,
    struct str rest, struct heading *out)
{
	static const char *const words[] = { "本月", "当月", "本期", NULL };
	struct buf text;
	bool found = false;

	buf_init(&text, BUF_UNBOUNDED);
	for (const char *const *w = words; *w != NULL && !found; w++) {
		buf_reset(&text);
		buf_puts(&text, *w);
		buf_put(&text, rest);
		found = find_folded(b, ds, buf_str(&text), out);
	}
	buf_fini(&text);
	return found;
}

/* What is left of a heading without 累计 names the column; nothing left,
 * or only a unit, is the amount that the dataset is about. */
static bool
find_rest(const struct heading_book *b, const struct dataset *ds,
    struct str rest, struct heading *out)
{
	size_t col = dataset_column(ds, STR("tax_yuan"));

	if (rest.n > 0 && rest.p[0] != '(')
		return find_folded(b, ds, rest, out) ||
		    find_of_month(b, ds, rest, out);
	*out = (struct heading){ .column = col };
	if (rest.n > 2)
		out->unit = unit_find(str_sub(rest, 1, rest.n - 1));
	return ds->adds_up && col != MAP_NONE &&
	    (rest.n == 0 || out->unit != UNIT_NONE);
}

bool
heading_find_cumulative(const struct heading_book *b,
    const struct dataset *ds, struct str text, struct heading *out)
{
	struct buf key, rest, dashed;
	struct period p;
	struct str folded;
	bool found;

	if (dataset_column(ds, STR("month")) == MAP_NONE)
		return false;
	buf_init(&key, BUF_UNBOUNDED);
	buf_init(&rest, BUF_UNBOUNDED);
	normal_key(&key, text);
	folded = heading_without_star(buf_str(&key));
	buf_init(&dashed, BUF_UNBOUNDED);
	heading_put_dashed(&dashed, folded);
	found = (find_folded(b, ds, folded, out) && out->cumulative) ||
	    (find_folded(b, ds, buf_str(&dashed), out) && out->cumulative);
	buf_fini(&dashed);
	if (!found && period_cut(folded, &rest, &p) &&
	    find_rest(b, ds, buf_str(&rest), out)) {
		found = ds->column[out->column].type == VALUE_MONEY &&
		    !b->since[slot_of(ds, out->column)];
		out->canonical = false;
		out->cumulative = true;
		p.year = p.year > 0 ? p.year : b->year;
		out->wide = p.month > 0 && p.year > 0;
		out->month = out->wide ? date_month_of(p.year, p.month) : 0;
	}
	buf_fini(&key);
	buf_fini(&rest);
	return found;
}

bool
heading_word(const struct heading_book *b, const struct dataset *ds,
    size_t column, struct str text, struct str *value)
{
	const struct column *c = &ds->column[column];
	struct buf key;
	size_t at;

	buf_init(&key, BUF_UNBOUNDED);
	make_key(&key, ds->name, c->name, text);
	at = map_find(&b->word, buf_str(&key));
	if (at == MAP_NONE && c->type == VALUE_FLAG) {
		buf_reset(&key);
		make_key(&key, "*", "flag", text);
		at = map_find(&b->word, buf_str(&key));
	}
	buf_fini(&key);
	if (at == MAP_NONE)
		return false;
	*value = b->value[at];
	return true;
}

bool
heading_is_row_number(const struct heading_book *b, struct str text)
{
	struct buf key;
	size_t at;

	buf_init(&key, BUF_UNBOUNDED);
	make_key(&key, "*", "-", text);
	at = map_find(&b->word, buf_str(&key));
	buf_fini(&key);
	return at != MAP_NONE;
}

void
heading_examples(const struct heading_book *b, const struct dataset *ds,
    size_t column, struct buf *out)
{
	unsigned shown = 0;

	for (size_t i = 0; i < b->nentry && shown < EXAMPLES; i++) {
		const struct entry *e = &b->entry[i];

		if (e->ds != ds || e->heading.column != column)
			continue;
		if (shown++ > 0)
			buf_puts(out, ", ");
		buf_put(out, e->text);
	}
}

unsigned
heading_score(const struct heading_book *b, const struct dataset *ds,
    struct str sample)
{
	unsigned score = 0, lines = 0;
	size_t from = 0;
	struct heading h;

	for (size_t at = 0; at < sample.n && lines < SCORE_LINES; at++) {
		char c = sample.p[at];

		if (c != ',' && c != '\n' && c != '\t' && c != ';' &&
		    c != '|' && c != '"' && c != '\r')
			continue;
		score += at > from && at - from < 120 &&
		    heading_find(b, ds, str_sub(sample, from, at), &h);
		from = at + 1;
		lines += c == '\n';
	}
	return score;
}

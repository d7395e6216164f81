#include "schema/code.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/num.h"
#include "record/rec.h"
#include "schema/value.h"
#include "text/normal.h"

#define TABLE_COLUMNS 5

struct industry_table {
	struct map code;
	struct str *name; /* by number in code */
	size_t cap;
};

/* A province, or another city of ours: no place of the city's own. */
struct place {
	struct str code, name, short_name; /* the names folded */
};

struct code_book {
	struct arena keep;
	struct district *district; /* in the office's order */
	size_t n;
	struct map key;    /* folded codes, names, aliases */
	size_t *key_owner; /* by number in key: index of a district */
	size_t key_cap;
	struct place *place;
	size_t nplace, place_cap;
	struct industry_table industry[EDITION_2017 + 1];
};

/* A table of codes while it is read: its columns found by name. */
struct table {
	struct diag *d;
	char *path;
	struct rec_reader *reader;
	size_t at[TABLE_COLUMNS];
	struct rec rec;
};

/* While districts are read; aliases wait until the order is known. */
struct district_row {
	struct district district;
	struct str aliases;
	struct pos pos;
};

static bool
find_columns(struct table *t, const char *const *column)
{
	const struct rec *header = rec_header(t->reader);
	bool all = true;

	for (size_t i = 0; column[i] != NULL; i++) {
		t->at[i] = header->nfield;
		for (size_t j = 0; j < header->nfield; j++)
			if (str_is(header->field[j], column[i]))
				t->at[i] = j;
		if (t->at[i] == header->nfield) {
			struct pos pos = rec_pos(t->reader, header, 0);

			diag_at(t->d, &pos, DIAG_MISSING_COLUMN,
			    DIAG_Z(column[i]), DIAG_Z(t->path));
			all = false;
		}
	}
	return all;
}

/* The path is kept by the book: positions borrow it. */
static bool
table_open(struct table *t, struct code_book *b, struct diag *d,
    const char *dir, const char *name, const char *const *column)
{
	struct buf path;
	struct input *in;
	struct text *text;

	*t = (struct table){ .d = d };
	buf_init(&path, BUF_UNBOUNDED);
	buf_puts(&path, dir);
	buf_puts(&path, "/codes/");
	buf_puts(&path, name);
	t->path = (char *)arena_alloc(&b->keep, path.n + 1, 1);
	memcpy(t->path, path.p, path.n);
	buf_fini(&path);
	in = input_open(d, t->path);
	text = in == NULL ? NULL : text_open(d, in, NULL);
	t->reader = text == NULL ? NULL : rec_open(d, text, NULL);
	return t->reader != NULL && find_columns(t, column);
}

static struct str
cell(const struct table *t, size_t i)
{
	return t->rec.field[t->at[i]];
}

/* Enters a name of a district; false after a report where it is another's
 * already. */
static bool
put_key(struct code_book *b, struct diag *d, const struct pos *pos,
    struct str name, size_t owner)
{
	struct buf folded;
	size_t i;
	bool is_new, ok = true;

	if (name.n == 0)
		return true;
	buf_init(&folded, BUF_UNBOUNDED);
	normal_key(&folded, name);
	i = map_put(&b->key, buf_str(&folded), &is_new);
	buf_fini(&folded);
	if (is_new) {
		b->key_owner = mem_grow(b->key_owner, &b->key_cap, i + 1,
		    sizeof(*b->key_owner));
		b->key_owner[i] = owner;
	} else if (b->key_owner[i] != owner) {
		diag_at(d, pos, DIAG_AMBIGUOUS_ALIAS, DIAG_STR(name),
		    DIAG_STR(b->district[b->key_owner[i]].name),
		    DIAG_STR(b->district[owner].name));
		ok = false;
	}
	return ok;
}

static bool
put_keys(struct code_book *b, struct diag *d, const struct district_row *row,
    size_t owner)
{
	const struct district *x = &b->district[owner];
	struct str rest = row->aliases, alias;
	bool ok = put_key(b, d, &row->pos, x->code, owner);

	ok = put_key(b, d, &row->pos, x->name, owner) && ok;
	ok = put_key(b, d, &row->pos, x->short_name, owner) && ok;
	while (str_cut(&rest, '|', &alias))
		ok = put_key(b, d, &row->pos, alias, owner) && ok;
	return ok;
}

static int
compare_order(const void *va, const void *vb)
{
	const struct district *a = &((const struct district_row *)va)->district;
	const struct district *b = &((const struct district_row *)vb)->district;

	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return str_cmp(a->code, b->code);
}

static bool
take_district(struct code_book *b, struct table *t, struct district_row *row)
{
	struct pos at = rec_pos(t->reader, &t->rec, t->at[0]);
	struct pos order_at = rec_pos(t->reader, &t->rec, t->at[3]);
	struct value code;
	int64_t order;

	if (value_parse(VALUE_DISTRICT, NULL, cell(t, 0), &code) != VALUE_OK ||
	    !code.known) {
		diag_at(t->d, &at, DIAG_BAD_DISTRICT, DIAG_STR(cell(t, 0)),
		    DIAG_Z("code"));
		return false;
	}
	if (num_parse_decimal(cell(t, 3), 0, &order) != NUM_OK ||
	    order < 0 || order > 1000000) {
		diag_at(t->d, &order_at, DIAG_BAD_ORDER, DIAG_STR(cell(t, 3)));
		return false;
	}
	*row = (struct district_row){
		.district = {
			.code = arena_str(&b->keep, cell(t, 0)),
			.name = arena_str(&b->keep, cell(t, 1)),
			.short_name = arena_str(&b->keep, cell(t, 2)),
			.order = (int)order,
		},
		.aliases = arena_str(&b->keep, cell(t, 4)),
		.pos = at,
	};
	return true;
}

/* In the office's order; the first is the city. */
static bool
settle_districts(struct code_book *b, struct diag *d, struct district_row *row,
    size_t n)
{
	bool ok = true;

	if (n > 0)
		qsort(row, n, sizeof(*row), compare_order);
	b->district = mem_zalloc(n, sizeof(*b->district));
	b->n = n;
	for (size_t i = 0; i < n; i++) {
		b->district[i] = row[i].district;
		b->district[i].is_city = i == 0;
	}
	for (size_t i = 0; i < n; i++)
		ok = put_keys(b, d, &row[i], i) && ok;
	return ok;
}

static bool
load_districts(struct code_book *b, struct diag *d, const char *dir)
{
	static const char *const column[] = { "code", "name", "short", "order",
		"aliases", NULL };
	struct table t;
	struct district_row *row = NULL;
	size_t n = 0, cap = 0;
	enum status status = STATUS_FATAL;
	bool ok = table_open(&t, b, d, dir, "districts.csv", column);

	while (ok && (status = rec_next(t.reader, &t.rec)) == STATUS_OK) {
		row = mem_grow(row, &cap, n + 1, sizeof(*row));
		ok = take_district(b, &t, &row[n]);
		n++;
	}
	ok = ok && status == STATUS_END;
	if (ok && n == 0) {
		struct pos pos = rec_pos(t.reader, rec_header(t.reader), 0);

		diag_plain(d, &pos, DIAG_NO_DISTRICTS);
		ok = false;
	}
	ok = ok && settle_districts(b, d, row, n);
	rec_close(t.reader);
	free(row);
	return ok;
}

static bool
take_industry(struct code_book *b, struct table *t, struct industry_table *x,
    unsigned long *line)
{
	struct pos at = rec_pos(t->reader, &t->rec, t->at[0]);
	struct value code;
	bool is_new;
	size_t i;

	if (value_parse(VALUE_INDUSTRY, NULL, cell(t, 0), &code) != VALUE_OK ||
	    !code.known) {
		diag_at(t->d, &at, DIAG_BAD_INDUSTRY, DIAG_STR(cell(t, 0)),
		    DIAG_Z("code"));
		return false;
	}
	i = map_put(&x->code, cell(t, 0), &is_new);
	if (!is_new) {
		diag_at(t->d, &at, DIAG_DUPLICATE_KEY, DIAG_Z("code"),
		    DIAG_STR(cell(t, 0)), DIAG_NUM(line[i]));
		return false;
	}
	x->name = mem_grow(x->name, &x->cap, i + 1, sizeof(*x->name));
	x->name[i] = arena_str(&b->keep, cell(t, 1));
	return true;
}

static bool
load_industries(struct code_book *b, struct diag *d, const char *dir,
    const char *name, struct industry_table *x)
{
	static const char *const column[] = { "code", "name", NULL };
	struct table t;
	unsigned long *line = NULL;
	size_t cap = 0;
	enum status status = STATUS_FATAL;
	bool ok = table_open(&t, b, d, dir, name, column);

	while (ok && (status = rec_next(t.reader, &t.rec)) == STATUS_OK) {
		line = mem_grow(line, &cap, x->code.n + 1, sizeof(*line));
		line[x->code.n] = t.rec.line;
		ok = take_industry(b, &t, x, line);
	}
	rec_close(t.reader);
	free(line);
	return ok && status == STATUS_END;
}

static bool
load_places(struct code_book *b, struct diag *d, const char *dir)
{
	static const char *const column[] = { "code", "name", "short", NULL };
	struct table t;
	struct value code;
	enum status status = STATUS_FATAL;
	bool ok = table_open(&t, b, d, dir, "places.csv", column);

	while (ok && (status = rec_next(t.reader, &t.rec)) == STATUS_OK) {
		struct pos at = rec_pos(t.reader, &t.rec, t.at[0]);

		ok = value_parse(VALUE_DISTRICT, NULL, cell(&t, 0), &code) ==
		    VALUE_OK && code.known;
		if (!ok) {
			diag_at(d, &at, DIAG_BAD_DISTRICT,
			    DIAG_STR(cell(&t, 0)), DIAG_Z("code"));
			break;
		}
		b->place = mem_grow(b->place, &b->place_cap, b->nplace + 1,
		    sizeof(*b->place));
		b->place[b->nplace++] = (struct place){
			arena_str(&b->keep, cell(&t, 0)),
			normal_keep(&b->keep, cell(&t, 1)),
			normal_keep(&b->keep, cell(&t, 2)) };
	}
	rec_close(t.reader);
	return ok && status == STATUS_END;
}

struct code_book *
code_load(struct diag *d, const char *dir)
{
	struct code_book *b = mem_zalloc(1, sizeof(*b));

	if (load_districts(b, d, dir) && load_places(b, d, dir) &&
	    load_industries(b, d, dir, "industry-2011.csv",
	        &b->industry[EDITION_2011]) &&
	    load_industries(b, d, dir, "industry-2017.csv",
	        &b->industry[EDITION_2017]))
		return b;
	code_free(b);
	return NULL;
}

void
code_free(struct code_book *b)
{
	if (b == NULL)
		return;
	for (size_t i = 0; i <= EDITION_2017; i++) {
		map_fini(&b->industry[i].code);
		free(b->industry[i].name);
	}
	map_fini(&b->key);
	free(b->key_owner);
	free(b->district);
	free(b->place);
	arena_fini(&b->keep);
	free(b);
}

const struct district *
code_district(const struct code_book *b, struct str s)
{
	struct buf folded;
	size_t i;

	/* a code is its own folded form */
	i = map_find(&b->key, s);
	if (i == MAP_NONE) {
		buf_init(&folded, BUF_UNBOUNDED);
		normal_key(&folded, s);
		i = map_find(&b->key, buf_str(&folded));
		buf_fini(&folded);
	}
	return i == MAP_NONE ? NULL : &b->district[b->key_owner[i]];
}

static bool
is_province(const struct place *p)
{
	return str_ends(p->code, STR("0000"));
}

/* The place whose full name s begins with, or whose short name it is; of
 * several the last, since a city stands behind its province. */
static const struct place *
find_place(const struct code_book *b, struct str s)
{
	const struct place *found = NULL;

	for (size_t i = 0; i < b->nplace; i++)
		if (str_starts(s, b->place[i].name) ||
		    str_eq(s, b->place[i].short_name))
			found = &b->place[i];
	return found;
}

/* 江苏省苏州市吴江区 without its province, then without its city. */
static const struct district *
district_behind(const struct code_book *b, struct str *s)
{
	const struct place *p = find_place(b, *s);
	struct str city = b->district[0].name, province;
	const struct district *x = NULL;

	province = str_sub(b->district[0].code, 0, 2);
	if (p != NULL && is_province(p) && str_starts(p->code, province) &&
	    str_starts(*s, p->name)) {
		*s = str_sub(*s, p->name.n, s->n);
		x = code_district(b, *s);
	}
	if (x == NULL && str_starts(*s, city)) {
		*s = str_sub(*s, city.n, s->n);
		x = code_district(b, *s);
	}
	return x;
}

bool
code_read_place(const struct code_book *b, struct str s, bool anywhere,
    struct str *code)
{
	const struct district *x = code_registry(b, s);
	const struct place *p = NULL;
	struct buf folded;
	struct str rest, own = b->district[0].code;

	if (x != NULL && x->code.n == 0) { /* six digits elsewhere */
		*code = s;
		return anywhere;
	}
	buf_init(&folded, BUF_UNBOUNDED);
	normal_key(&folded, s);
	rest = buf_str(&folded);
	if (x == NULL)
		x = district_behind(b, &rest);
	if (x == NULL && anywhere)
		p = find_place(b, rest);
	buf_fini(&folded);
	if (p != NULL && str_starts(own, str_sub(p->code, 0,
	    is_province(p) ? 2 : 4)))
		p = NULL; /* our own province alone says nothing */
	if (x != NULL)
		*code = x->code;
	else if (p != NULL)
		*code = p->code;
	return x != NULL || p != NULL;
}

size_t
code_district_count(const struct code_book *b)
{
	return b->n;
}

const struct district *
code_district_at(const struct code_book *b, size_t i)
{
	return &b->district[i];
}

size_t
code_district_index(const struct code_book *b, const struct district *x)
{
	return (size_t)(x - b->district);
}

const struct district *
code_city(const struct code_book *b)
{
	return &b->district[0];
}

/* GB/T 2260 begins with 1 to 8, and what begins like the city's own code is
 * one of its districts or a slip of the pen. */
static bool
is_elsewhere(const struct code_book *b, struct str s)
{
	if (s.n != 6 || s.p[0] < '1' || s.p[0] > '8')
		return false;
	for (size_t i = 1; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return memcmp(s.p, code_city(b)->code.p, 4) != 0;
}

const struct district *
code_registry(const struct code_book *b, struct str s)
{
	static const struct district elsewhere = { .is_city = false };
	const struct district *x = code_district(b, s);

	return x == NULL && is_elsewhere(b, s) ? &elsewhere : x;
}

const struct district *
code_uscc_region(const struct code_book *b, struct str uscc)
{
	if (uscc.n != 18)
		return NULL;
	return code_district(b, str_sub(uscc, 2, 8));
}

struct str
code_industry(const struct code_book *b, enum industry_edition edition,
    struct str code)
{
	const struct industry_table *x = &b->industry[edition];
	size_t i = map_find(&x->code, code);

	return i == MAP_NONE ? (struct str){ NULL, 0 } : x->name[i];
}

/* Published figures of two versions. */
#include "rule/revision.h"

#include <stdlib.h>

#include "base/date.h"
#include "schema/indicator.h"

void
revision_free(struct revision *r)
{
	arena_fini(&r->keep);
	map_fini(&r->building);
	free(r->row);
	free(r->district);
}

struct revision_row *
revision_add(struct revision *r, enum revision_kind kind, struct str file)
{
	r->row = mem_grow(r->row, &r->cap, r->n + 1, sizeof(*r->row));
	r->row[r->n] = (struct revision_row){ .kind = kind, .file = file,
		.month = -1 };
	r->differ = r->differ || kind != REVISION_COMPARED;
	return &r->row[r->n++];
}

/* Digits behind the point of a plain decimal; false where it is none. */
static bool
decimals_of(struct str s, unsigned *out)
{
	int64_t n;
	size_t point = str_chr(s, '.');

	*out = point < s.n ? (unsigned)(s.n - point - 1) : 0;
	return *out <= 6 && num_parse_decimal(s, *out, &n) == NUM_OK;
}

static void
put_decimal(struct buf *b, int64_t n, unsigned decimals)
{
	int64_t unit = num_pow10(decimals), rest = n % unit;

	if (n < 0 && n / unit == 0)
		buf_putc(b, '-');
	buf_int(b, n / unit);
	if (decimals > 0)
		buf_putc(b, '.');
	if (rest < 0)
		rest = -rest;
	for (unsigned i = decimals; i > 0; i--)
		buf_putc(b, (char)('0' + rest / num_pow10(i - 1) % 10));
}

struct str
revision_change(struct revision *r, struct str a, struct str b)
{
	unsigned x, y;
	int64_t from, to, change;
	struct buf out;

	if (!decimals_of(a, &x) || !decimals_of(b, &y))
		return (struct str){ "", 0 };
	if (y > x)
		x = y;
	if (num_parse_decimal(a, x, &from) != NUM_OK ||
	    num_parse_decimal(b, x, &to) != NUM_OK ||
	    !num_narrow((num_wide)to - from, &change))
		return (struct str){ "", 0 };
	buf_init(&out, BUF_UNBOUNDED);
	put_decimal(&out, change, x);
	return buf_keep(&out, &r->keep);
}

size_t
revision_building(struct revision *r, struct str id, struct str district)
{
	bool is_new;
	size_t i = map_put(&r->building, id, &is_new);

	r->district = mem_grow(r->district, &r->district_cap, i + 1,
	    sizeof(*r->district));
	if (is_new)
		r->district[i] = (struct str){ "", 0 };
	if (district.n > 0)
		r->district[i] = arena_str(&r->keep, district);
	return i;
}

static bool
check_period(struct revision *r, const struct revision_table *t)
{
	size_t at = revision_table_column(t, STR("period"));

	for (size_t i = 0; at != MAP_NONE && i < t->n; i++) {
		struct pos pos = { t->path, t->row[i].line, 0 };
		struct buf due;
		int period;

		if (!date_parse_month(t->row[i].cell[at], &period)) {
			diag_at(r->diag, &pos, DIAG_BAD_MONTH,
			    DIAG_STR(t->row[i].cell[at]), DIAG_Z("period"));
			return false;
		}
		if (r->period < 0 || r->period == period) {
			r->period = period;
			continue;
		}
		buf_init(&due, BUF_UNBOUNDED);
		date_put_month(&due, r->period);
		diag_at(r->diag, &pos, DIAG_PERIODS_DIFFER,
		    DIAG_STR(t->row[i].cell[at]), DIAG_STR(buf_str(&due)));
		buf_fini(&due);
		return false;
	}
	return true;
}

static void
note_buildings(struct revision *r, const struct revision_table *t)
{
	size_t id = revision_table_column(t, STR("building_id"));
	size_t district = revision_table_column(t, STR("district"));

	if (id == MAP_NONE || district == MAP_NONE)
		return;
	for (size_t i = 0; i < t->n; i++)
		if (t->row[i].cell[id].n > 0)
			revision_building(r, t->row[i].cell[id],
			    t->row[i].cell[district]);
}

/* What a figure of that column is counted in: its row's own unit, the
 * registry's first, or that of its type. */
static struct str
unit_of(const struct revision_table *t, const struct revision_line *row,
    struct str name)
{
	const struct indicator *x = indicator_find(name);
	size_t at = t->ds == NULL ? MAP_NONE : dataset_column(t->ds, name);
	struct str rest, unit = { "", 0 };

	if (at != MAP_NONE && strcmp(t->ds->name, "scores") == 0 &&
	    (str_is(name, "score") || str_is(name, "contribution")))
		return STR("分"); /* whatever the row's figure is in */
	if (at != MAP_NONE && (t->ds->column[at].flags & COLUMN_FIGURE) != 0)
		return revision_table_cell(t, row, "unit");
	if (x != NULL) {
		rest = str_from(x->unit);
		str_cut(&rest, '|', &unit);
		return unit;
	}
	if (at == MAP_NONE)
		return unit;
	switch (t->ds->column[at].type) {
	case VALUE_MONEY:
		return STR("元");
	case VALUE_AREA:
		return STR("㎡");
	case VALUE_PERCENT:
		return STR("%");
	default:
		return unit;
	}
}

/* The columns both tables have, that are no key and not told elsewhere. */
struct columns {
	size_t *old, *new;
	size_t n;
};

static bool
among(struct str name, const struct str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(name, list[i]))
			return true;
	return false;
}

static void
tell_columns(struct revision *r, struct str file,
    const struct revision_table *t, const struct revision_table *other,
    enum revision_kind kind)
{
	for (size_t i = 0; i < t->ncolumn; i++)
		if (revision_table_column(other, t->name[i]) == MAP_NONE)
			revision_add(r, kind, file)->column = arena_str(
			    &r->keep, t->name[i]);
}

static struct columns
common_columns(struct revision *r, const struct revision_table *old,
    const struct revision_table *new, const struct str *skip, size_t nskip)
{
	struct columns c = { arena_alloc(&r->keep, new->ncolumn, sizeof(size_t)),
		arena_alloc(&r->keep, new->ncolumn, sizeof(size_t)), 0 };

	for (size_t i = 0; i < new->ncolumn; i++) {
		size_t at = revision_table_column(old, new->name[i]);

		if (at == MAP_NONE || new->is_key[i] ||
		    among(new->name[i], skip, nskip))
			continue;
		c.old[c.n] = at;
		c.new[c.n++] = i;
	}
	return c;
}

/* What the row is about, for what lies behind it. */
static void
put_subject(struct revision *r, const struct revision_table *t,
    const struct revision_line *row, struct revision_row *out)
{
	struct str scope = revision_table_cell(t, row, "scope");

	out->building = arena_str(&r->keep, revision_table_cell(t, row,
	    "building_id"));
	if (scope.n == 0)
		scope = revision_table_cell(t, row, "district");
	out->scope = arena_str(&r->keep, scope);
	out->indicator = arena_str(&r->keep, revision_table_cell(t, row,
	    "indicator"));
}

static void
tell_row(struct revision *r, struct str file, const struct revision_table *t,
    const struct revision_line *row, enum revision_kind kind)
{
	struct revision_row *out = revision_add(r, kind, file);

	put_subject(r, t, row, out);
	out->key = arena_str(&r->keep, row->key);
	if (kind == REVISION_CAME)
		out->new_line = row->line;
	else
		out->old_line = row->line;
}

/* One row in both; the number of its figures that differ. */
static int64_t
compare_rows(struct revision *r, struct str file, const struct columns *c,
    const struct revision_table *new, const struct revision_line *a,
    const struct revision_line *b)
{
	int64_t changed = 0;

	for (size_t i = 0; i < c->n; i++) {
		struct str from = a->cell[c->old[i]], to = b->cell[c->new[i]];
		struct revision_row *out;

		if (str_eq(from, to))
			continue;
		changed++;
		out = revision_add(r, REVISION_FIGURE, file);
		out->key = arena_str(&r->keep, b->key);
		out->column = arena_str(&r->keep, new->name[c->new[i]]);
		out->unit = arena_str(&r->keep, unit_of(new, b, out->column));
		out->old = arena_str(&r->keep, from);
		out->new = arena_str(&r->keep, to);
		out->change = revision_change(r, from, to);
		out->old_line = a->line;
		out->new_line = b->line;
		put_subject(r, new, b, out);
	}
	return changed;
}

static struct str
number_text(struct revision *r, int64_t n)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	buf_int(&b, n);
	return buf_keep(&b, &r->keep);
}

static void
tell_compared(struct revision *r, struct str file, int64_t compared,
    int64_t changed)
{
	struct revision_row *out = revision_add(r, REVISION_COMPARED, file);

	out->old = number_text(r, compared);
	out->new = number_text(r, compared - changed);
	out->change = number_text(r, changed);
	r->count.compared += compared;
	r->count.equal += compared - changed;
	r->count.changed += changed;
}

bool
revision_figures(struct revision *r, struct str file,
    struct revision_table *old, struct revision_table *new,
    const struct str *skip, size_t nskip)
{
	struct columns c;
	size_t i = 0, k = 0;
	int64_t rows = 0, changed = 0;

	if (!check_period(r, old) || !check_period(r, new))
		return false;
	revision_table_key(old, new);
	note_buildings(r, old);
	note_buildings(r, new);
	tell_columns(r, file, old, new, REVISION_WENT);
	tell_columns(r, file, new, old, REVISION_CAME);
	c = common_columns(r, old, new, skip, nskip);
	while (i < old->n || k < new->n) {
		int order = i == old->n ? 1 : k == new->n ? -1 :
		    str_cmp(old->row[i].key, new->row[k].key);

		if (order < 0) {
			tell_row(r, file, old, &old->row[i++],
			    REVISION_WENT);
		} else if (order > 0) {
			tell_row(r, file, new, &new->row[k++],
			    REVISION_CAME);
		} else {
			rows++;
			changed += compare_rows(r, file, &c, new,
			    &old->row[i++], &new->row[k++]);
		}
	}
	tell_compared(r, file, rows * (int64_t)c.n, changed);
	return true;
}

bool
revision_equal(struct revision *r, struct str file,
    struct revision_table *t, const struct str *skip, size_t nskip)
{
	struct columns c;

	if (!check_period(r, t))
		return false;
	revision_table_key(t, NULL);
	note_buildings(r, t);
	c = common_columns(r, t, t, skip, nskip);
	tell_compared(r, file, (int64_t)t->n * (int64_t)c.n, 0);
	return true;
}

void
revision_file(struct revision *r, struct str file, enum revision_kind kind)
{
	revision_add(r, kind, file);
}

void
revision_put_summary(struct buf *b, const struct revision *r, enum lang lang)
{
	const struct revision_count *c = &r->count;
	bool zh = lang == LANG_ZH;

	buf_term(b, zh ? "文件 " : "files ", c->files, "");
	buf_term(b, zh ? " 个＝一致 " : " = ", c->files_equal,
	    zh ? "" : " equal");
	buf_term(b, zh ? " ＋不同 " : " + ", c->files - c->files_equal,
	    zh ? "；" : " others; ");
	buf_term(b, zh ? "核对数 " : "figures ", c->compared, "");
	buf_term(b, zh ? " 个＝一致 " : " = ", c->equal, zh ? "" : " equal");
	buf_term(b, zh ? " ＋变化 " : " + ", c->changed,
	    zh ? "；" : " changed; ");
	buf_term(b, zh ? "原始数据新增 " : "canonical rows: ", c->came,
	    zh ? " 行、" : " came, ");
	buf_term(b, zh ? "删除 " : "", c->went, zh ? " 行、" : " went, ");
	buf_term(b, zh ? "改动 " : "", c->cells,
	    zh ? " 格" : " cells changed");
}

/* Figures of the city's and the districts' tables first. */
static int
file_rank(struct str file)
{
	static const char *const first[] = { "districts.csv",
		"completion.csv", "scores.csv", "classified.csv",
		"indicators.csv", "watch.csv" };

	for (size_t i = 0; i < sizeof(first) / sizeof(first[0]); i++)
		if (str_is(file, first[i]))
			return (int)i;
	return (int)(sizeof(first) / sizeof(first[0]));
}

static int
part_of(const struct revision_row *x)
{
	if (x->kind == REVISION_COMPARED)
		return 3;
	if (x->canonical)
		return 1;
	return x->key.n == 0 && x->column.n == 0 ? 2 : 0; /* a whole file */
}

static int
by_place(const void *a, const void *b)
{
	const struct revision_row *x = a, *y = b;
	int order = part_of(x) - part_of(y);

	if (order == 0)
		order = file_rank(x->file) - file_rank(y->file);
	if (order == 0)
		order = str_cmp(x->file, y->file);
	if (order == 0)
		order = str_cmp(x->key, y->key);
	if (order == 0 && x->kind != y->kind)
		order = x->kind < y->kind ? -1 : 1;
	if (order == 0 && x->old_line != y->old_line)
		order = x->old_line < y->old_line ? -1 : 1;
	if (order == 0 && x->new_line != y->new_line)
		order = x->new_line < y->new_line ? -1 : 1;
	return order != 0 ? order : str_cmp(x->column, y->column);
}

void
revision_order(struct revision *r)
{
	if (r->n > 0)
		qsort(r->row, r->n, sizeof(*r->row), by_place);
}

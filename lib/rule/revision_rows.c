/* Rows of a canonical file that came, went, changed. */
#include "rule/revision.h"

#include <stdlib.h>

#include "base/date.h"

/* Whether a column is compared, and where it stands on the other side. */
struct shape {
	struct str *name; /* compared columns, in the old file's order */
	size_t *at[2];    /* by side: where each stands */
	size_t n;
	size_t source[2]; /* by side; MAP_NONE */
	struct arena keep;
};

/* A row that the other side does not have. */
struct loose {
	int side;
	struct str key, source;
	struct str *cell; /* by compared column */
	unsigned long line;
};

struct rows {
	struct revision *r;
	struct str file;
	const struct dataset *ds;
	const struct revision_source *from;
	struct shape shape;
	struct map content; /* of old rows */
	uint32_t *left;     /* by content: old rows not met in the new file */
	size_t left_cap;
	struct loose *loose;
	size_t nloose, loose_cap;
	struct buf scratch;
	bool keyed; /* the dataset says what a row is told apart by */
};

static size_t
find(const struct rec *header, struct str name)
{
	for (size_t i = 0; i < header->nfield; i++)
		if (str_eq(header->field[i], name))
			return i;
	return MAP_NONE;
}

static void
tell_column(struct rows *x, struct str name, enum revision_kind kind)
{
	struct revision_row *out = revision_add(x->r, kind, x->file);

	out->canonical = true;
	out->column = arena_str(&x->r->keep, name);
}

/* Columns of both; one that only one has is told once, not in every row. */
static void
make_shape(struct rows *x, const struct rec *old, const struct rec *new)
{
	struct shape *s = &x->shape;

	s->name = arena_alloc(&s->keep, old->nfield, sizeof(*s->name));
	s->at[0] = arena_alloc(&s->keep, old->nfield, sizeof(size_t));
	s->at[1] = arena_alloc(&s->keep, old->nfield, sizeof(size_t));
	s->source[0] = find(old, STR("source"));
	s->source[1] = find(new, STR("source"));
	for (size_t i = 0; i < old->nfield; i++) {
		size_t there = find(new, old->field[i]);

		if (i == s->source[0])
			continue;
		if (there == MAP_NONE) {
			tell_column(x, old->field[i], REVISION_WENT);
			continue;
		}
		s->name[s->n] = arena_str(&s->keep, old->field[i]);
		s->at[0][s->n] = i;
		s->at[1][s->n++] = there;
	}
	for (size_t i = 0; i < new->nfield; i++)
		if (i != s->source[1] && find(old, new->field[i]) == MAP_NONE)
			tell_column(x, new->field[i], REVISION_CAME);
}

static struct str
content_of(struct rows *x, const struct rec *rec, int side)
{
	buf_reset(&x->scratch);
	for (size_t i = 0; i < x->shape.n; i++) {
		buf_put(&x->scratch, rec->field[x->shape.at[side][i]]);
		buf_putc(&x->scratch, '\0');
	}
	return buf_str(&x->scratch);
}

/* The dataset's key; the first column where there is none, to be shown. */
static struct str
key_of(struct rows *x, const struct loose *l)
{
	bool any = false;

	buf_reset(&x->scratch);
	for (size_t i = 0; i < x->shape.n; i++) {
		size_t at = x->ds == NULL ? MAP_NONE :
		    dataset_column(x->ds, x->shape.name[i]);

		if (at == MAP_NONE ||
		    (x->ds->column[at].flags & COLUMN_KEY) == 0)
			continue;
		if (any)
			buf_putc(&x->scratch, ',');
		any = true;
		buf_put(&x->scratch, l->cell[i]);
	}
	x->keyed = any;
	if (!any && x->shape.n > 0)
		buf_put(&x->scratch, l->cell[0]);
	return arena_str(&x->r->keep, buf_str(&x->scratch));
}

static void
keep_loose(struct rows *x, const struct rec *rec, int side)
{
	struct loose *l;
	struct arena *keep = &x->r->keep;

	x->loose = mem_grow(x->loose, &x->loose_cap, x->nloose + 1,
	    sizeof(*x->loose));
	l = &x->loose[x->nloose++];
	*l = (struct loose){ .side = side, .line = rec->line,
		.source = { "", 0 },
		.cell = arena_alloc(keep, x->shape.n, sizeof(*l->cell)) };
	for (size_t i = 0; i < x->shape.n; i++)
		l->cell[i] = arena_str(keep,
		    rec->field[x->shape.at[side][i]]);
	if (x->shape.source[side] != MAP_NONE)
		l->source = arena_str(keep,
		    rec->field[x->shape.source[side]]);
	l->key = key_of(x, l);
}

/* Counts the old rows by what they hold. */
static bool
count_old(struct rows *x, struct rec_reader *in)
{
	enum status status;
	struct rec rec;

	while ((status = rec_next(in, &rec)) == STATUS_OK) {
		bool is_new;
		size_t i = map_put(&x->content, content_of(x, &rec, 0),
		    &is_new);

		x->left = mem_grow(x->left, &x->left_cap, i + 1,
		    sizeof(*x->left));
		x->left[i] = is_new ? 1 : x->left[i] + 1;
	}
	return status == STATUS_END;
}

/* An equal row of the other side cancels one; what is left is loose.  For
 * the old side the contents left over are met again. */
static bool
find_loose(struct rows *x, struct rec_reader *in, int side)
{
	enum status status;
	struct rec rec;

	while ((status = rec_next(in, &rec)) == STATUS_OK) {
		size_t i = map_find(&x->content, content_of(x, &rec, side));
		bool counted = i != MAP_NONE && x->left[i] > 0;

		if (counted)
			x->left[i]--;
		if (counted == (side == 0))
			keep_loose(x, &rec, side);
	}
	return status == STATUS_END;
}

static int
by_key(const void *a, const void *b)
{
	const struct loose *x = a, *y = b;
	int order = str_cmp(x->key, y->key);

	if (order != 0)
		return order;
	if (x->side != y->side)
		return x->side < y->side ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

/* What the row is about: a building, a taxpayer, a month, a district. */
static void
put_subject(struct rows *x, struct revision_row *out, const struct loose *l)
{
	for (size_t i = 0; i < x->shape.n; i++) {
		struct str name = x->shape.name[i];

		if (str_is(name, "building_id") || str_is(name, "subject_id"))
			out->building = l->cell[i];
		else if (str_is(name, "uscc"))
			out->payer = l->cell[i];
		else if (str_is(name, "district") ||
		    str_is(name, "host_district"))
			out->scope = l->cell[i];
		else if (str_is(name, "month"))
			(void)date_parse_month(l->cell[i], &out->month);
	}
}

static struct revision_row *
tell(struct rows *x, enum revision_kind kind, const struct loose *old,
    const struct loose *new)
{
	struct revision_row *out = revision_add(x->r, kind, x->file);
	const struct loose *any = new != NULL ? new : old;

	out->canonical = true;
	out->key = any->key;
	put_subject(x, out, any);
	if (old != NULL) {
		out->old_line = old->line;
		out->old_source = old->source;
	}
	if (new != NULL) {
		out->new_line = new->line;
		out->new_source = new->source;
	}
	return out;
}

/* A row whose amount is what it is about says it. */
static void
put_amount(struct rows *x, struct revision_row *out, const struct loose *l,
    int side)
{
	for (size_t i = 0; i < x->shape.n; i++) {
		if (!str_is(x->shape.name[i], "tax_yuan"))
			continue;
		out->column = arena_str(&x->r->keep, x->shape.name[i]);
		out->unit = STR("元");
		*(side == 0 ? &out->old : &out->new) = l->cell[i];
	}
}

static struct str
unit_of(const struct rows *x, struct str name)
{
	size_t at = x->ds == NULL ? MAP_NONE : dataset_column(x->ds, name);

	if (at == MAP_NONE)
		return (struct str){ "", 0 };
	switch (x->ds->column[at].type) {
	case VALUE_MONEY:
		return STR("元");
	case VALUE_AREA:
		return STR("㎡");
	default:
		return (struct str){ "", 0 };
	}
}

static void
tell_changed(struct rows *x, const struct loose *old, const struct loose *new)
{
	for (size_t i = 0; i < x->shape.n; i++) {
		struct revision_row *out;

		if (str_eq(old->cell[i], new->cell[i]))
			continue;
		x->r->count.cells++;
		out = tell(x, REVISION_CHANGED, old, new);
		out->column = arena_str(&x->r->keep, x->shape.name[i]);
		out->unit = unit_of(x, x->shape.name[i]);
		out->old = old->cell[i];
		out->new = new->cell[i];
		out->change = revision_change(x->r, out->old, out->new);
	}
}

/* One row on each side of a key has changed; else they came and went. */
static void
tell_all(struct rows *x)
{
	size_t run;

	if (x->nloose > 0)
		qsort(x->loose, x->nloose, sizeof(*x->loose), by_key);
	for (size_t i = 0; i < x->nloose; i += run) {
		const struct loose *l = &x->loose[i];

		run = 1;
		while (i + run < x->nloose && str_eq(l[run].key, l->key))
			run++;
		if (x->keyed && run == 2 && l[0].side == 0 &&
		    l[1].side == 1) {
			tell_changed(x, &l[0], &l[1]);
			continue;
		}
		for (size_t k = 0; k < run; k++) {
			bool went = l[k].side == 0;

			x->r->count.went += went;
			x->r->count.came += !went;
			put_amount(x, went ?
			    tell(x, REVISION_WENT, &l[k], NULL) :
			    tell(x, REVISION_CAME, NULL, &l[k]), &l[k],
			    l[k].side);
		}
	}
}

static bool
read_all(struct rows *x)
{
	struct rec_reader *old = x->from->reader(x->from->arg, 0);
	struct rec_reader *new = old == NULL ? NULL :
	    x->from->reader(x->from->arg, 1);
	bool ok = new != NULL;

	if (ok) {
		make_shape(x, rec_header(old), rec_header(new));
		ok = count_old(x, old) && find_loose(x, new, 1);
	}
	rec_close(old);
	rec_close(new);
	if (!ok)
		return false;
	old = x->from->reader(x->from->arg, 0);
	ok = old != NULL && find_loose(x, old, 0);
	rec_close(old);
	return ok;
}

bool
revision_rows(struct revision *r, struct str file, const struct dataset *ds,
    const struct revision_source *from)
{
	struct rows x = { .r = r, .file = file, .ds = ds, .from = from };
	bool ok;

	buf_init(&x.scratch, BUF_UNBOUNDED);
	ok = read_all(&x);
	if (ok)
		tell_all(&x);
	buf_fini(&x.scratch);
	map_fini(&x.content);
	arena_fini(&x.shape.keep);
	free(x.left);
	free(x.loose);
	return ok;
}

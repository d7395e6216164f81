/* The rows that an aggregate is the sum of. */
#include "report/explain_sum.h"

#include <stdint.h>

#include "print/words.h"
#include "schema/indicator.h"

static bool
place_at(const struct report *r, size_t need, size_t k,
    struct explain_place *out)
{
	const struct source *s = &r->source[need];

	*out = (struct explain_place){ s, &r->kind->need[need],
		k / s->ncolumn, k % s->ncolumn };
	return true;
}

static size_t
values_of(const struct report *r, size_t need)
{
	return r->given[need] ? r->source[need].nrow *
	    r->source[need].ncolumn : 0;
}

bool
explain_place_of(const struct report *r, const struct value *v,
    struct explain_place *out)
{
	for (size_t i = 0; i < r->kind->nneed; i++) {
		uintptr_t from = (uintptr_t)r->source[i].value;
		size_t n = values_of(r, i);

		if (n > 0 && (uintptr_t)v >= from &&
		    (uintptr_t)v < from + n * sizeof(*v))
			return place_at(r, i, ((uintptr_t)v - from) /
			    sizeof(*v), out);
	}
	return false;
}

bool
explain_part_place(const struct report *r, const struct parts_entry *p,
    struct explain_place *out)
{
	if (p->value != NULL && explain_place_of(r, p->value, out))
		return true;
	for (size_t i = 0; p->text != NULL && i < r->kind->nneed; i++)
		for (size_t k = 0; k < values_of(r, i); k++)
			if (r->source[i].value[k].text.p == p->text)
				return place_at(r, i, k, out);
	return false;
}

struct str
explain_subject_of(struct explain *x, const struct explain_place *p)
{
	const struct dataset *ds = p->need->dataset();
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < p->s->ncolumn; i++) {
		const char *name = p->need->columns.name[i];
		size_t c = dataset_column(ds, str_from(name));
		const struct value *v = source_at(p->s, p->row, i);
		bool named = strcmp(name, "name") == 0 ||
		    strcmp(name, "scope_name") == 0;

		if (!v->known || !((ds->column[c].flags & COLUMN_KEY) != 0 ||
		    named || (ds == indicator_aggregates() &&
		        strcmp(name, "district") == 0)) ||
		    strcmp(name, "period") == 0)
			continue;
		if (b.n > 0)
			buf_putc(&b, ' ');
		buf_put(&b, v->text);
	}
	return buf_keep(&b, &x->keep);
}

static size_t
column_named(const struct report_need *need, const char *name)
{
	size_t c = 0;

	while (c < need->columns.n &&
	    strcmp(need->columns.name[c], name) != 0)
		c++;
	return c;
}

/* Which rows: all but the city's, or those of a district. */
struct terms {
	const struct source *s;
	const struct report_need *need;
	size_t col, district;
	struct str only;           /* a district; empty: all but the city */
	const struct code_book *codes;
};

static bool
is_term(const struct terms *y, size_t row)
{
	const struct value *v = source_at(y->s, row, y->district);
	const struct district *x = code_district(y->codes, v->text);

	if (y->only.n > 0)
		return str_eq(v->text, y->only);
	return !v->known || x == NULL || !x->is_city;
}

static bool
add_up(const struct terms *y, int64_t *sum, size_t *n)
{
	*sum = 0;
	*n = 0;
	for (size_t i = 0; i < y->s->nrow; i++) {
		const struct value *v = source_at(y->s, i, y->col);

		if (!is_term(y, i))
			continue;
		++*n;
		if (v->known && !num_add(sum, v->n))
			return false;
	}
	return *n > 0;
}

static void
put_sum(struct explain *x, const struct explain_place *p, size_t n)
{
	explain_rule(x);
	explain_put(x, &(struct explain_line){ .part = "sum",
		.label = { [LANG_ZH] = "合计", [LANG_EN] = "sum" },
		.column = str_from(p->need->columns.name[p->col]),
		.value = source_at(p->s, p->row, p->col)->text,
		.note = words_fill(&x->keep, words(x->lang,
		    "$1行之和，与上列所据相等", "of $1 rows: equal to the "
		    "value taken"), words_int(&x->keep, (int64_t)n)) });
}

static bool
put_terms(struct explain *x, const struct terms *y,
    const struct explain_place *p)
{
	const struct value *v = source_at(p->s, p->row, p->col);
	int64_t sum;
	size_t n;

	if (!v->known || !add_up(y, &sum, &n) || sum != v->n)
		return false;
	explain_rule(x);
	for (size_t i = 0; i < y->s->nrow; i++)
		if (is_term(y, i))
			explain_place_put(x, &(struct explain_place){ y->s,
				y->need, i, y->col }, explain_role(PART_TERM));
	put_sum(x, p, n);
	return true;
}

/* The same column of classified buildings, where the report has them. */
static bool
put_buildings(struct explain *x, struct report *r,
    const struct explain_place *p, struct str district)
{
	const char *name = p->need->columns.name[p->col];

	for (size_t i = 0; i < r->kind->nneed; i++) {
		const struct report_need *need = &r->kind->need[i];
		struct terms y = { &r->source[i], need, 0, 0, district,
			r->codes };

		if (!r->given[i] || need->dataset() !=
		    indicator_classified() || need->place != p->need->place)
			continue;
		y.col = column_named(need, name);
		y.district = column_named(need, "district");
		if (y.col < need->columns.n)
			return put_terms(x, &y, p);
	}
	return false;
}

bool
explain_sum_put(struct explain *x, struct report *r,
    const struct explain_place *p)
{
	const struct dataset *ds = p->need->dataset();
	struct terms y = { p->s, p->need, p->col, 0, { "", 0 }, r->codes };
	const struct value *district;
	const struct district *where;

	if (ds != indicator_aggregates() || value_type_is_text(ds->column[
	    dataset_column(ds, str_from(p->need->columns.name[p->col]))].type))
		return true;
	y.district = column_named(p->need, "district");
	district = source_at(p->s, p->row, y.district);
	where = code_district(r->codes, district->text);
	if (!district->known || where == NULL)
		return true;
	if (where->is_city)
		(void)put_terms(x, &y, p);
	else
		(void)put_buildings(x, r, p, district->text);
	return true;
}

/* What a cell was made of. */
#include "report/explain_rows.h"

#include "print/words.h"
#include "report/explain_figure.h"
#include "report/explain_sum.h"
#include "schema/indicator.h"

#define MORE_DECIMALS 6u /* of a quotient that is unrounded */

static const struct str none = { "", 0 };

struct telling {
	struct explain *x;
	struct report *r;
	const struct explain_cell *cell;
	const struct table *t;
	size_t at;          /* number of the cell */
	const char *column; /* its name of machines, or NULL */
	struct str row_name, column_name;
};

static bool
is_part_of(const struct telling *y, size_t i)
{
	return y->t->parts != NULL && y->t->parts->part[i].cell == y->at;
}

static bool
ends(struct str name, const char *tail)
{
	return str_ends(name, str_from(tail));
}

/* The unit of a column, as far as its name tells. */
static struct str
base_unit(enum lang lang, struct str name)
{
	const struct indicator *x = indicator_find(name);

	if (x != NULL && x->unit[0] != '\0' &&
	    str_chr(str_from(x->unit), '|') == strlen(x->unit))
		return words_unit(lang, str_from(x->unit));
	if (ends(name, "_yuan"))
		return str_from(words(lang, "元", "yuan"));
	if (ends(name, "_m2") && !str_starts(name, STR("rank")))
		return str_from(words(lang, "㎡", "m2"));
	return ends(name, "_pct") ? STR("%") : none;
}

/* "亿元": what is printed is of that. */
static struct str
shown_unit(struct telling *y, unsigned scale, struct str name)
{
	struct str base = base_unit(y->x->lang, name);

	if (scale == 8)
		return words_fill(&y->x->keep, words(y->x->lang, "亿$1",
		    "100m $1"), base);
	if (scale == 4)
		return words_fill(&y->x->keep, words(y->x->lang, "万$1",
		    "10k $1"), base);
	return base;
}

/* "缺" or "－" where there is no figure. */
static struct str
printed(struct telling *y, const struct table *t, const struct table_cell *c)
{
	char mark[2] = { c->mark, '\0' };

	if (c->state == TABLE_MISSING)
		return str_from(words(t->lang, "缺", "n.d."));
	if (c->state == TABLE_NOT_APPLICABLE)
		return str_from(words(t->lang, "－", "-"));
	return words_fill(&y->x->keep, "$1$2", c->shown, str_from(mark));
}

static bool
is_people(const struct table *t, size_t column)
{
	return (t->audience & TABLE_PEOPLE) != 0 &&
	    t->column[column].label.n > 0;
}

static bool
is_made(const struct parts_entry *e)
{
	return e->figure != NULL || e->value != NULL;
}

/* The next entry of the cell that is of a value or a figure; n: none. */
static size_t
next_made(const struct parts *p, size_t i, size_t cell)
{
	while (i < p->n && p->part[i].cell == cell && !is_made(&p->part[i]))
		i++;
	return i < p->n && p->part[i].cell == cell ? i : p->n;
}

static size_t
first_made(const struct parts *p, size_t i)
{
	size_t cell = p->part[i].cell;

	while (i > 0 && p->part[i - 1].cell == cell)
		i--;
	return next_made(p, i, cell);
}

/* Are both cells of the same figures, one by one? */
static bool
same_figures(const struct parts *p, size_t k, const struct parts *q, size_t m)
{
	size_t a = p->part[k].cell, b = q->part[m].cell;

	k = first_made(p, k);
	m = first_made(q, m);
	while (k < p->n && m < q->n && p->part[k].role == q->part[m].role &&
	    p->part[k].figure == q->part[m].figure &&
	    p->part[k].value == q->part[m].value) {
		k = next_made(p, k + 1, a);
		m = next_made(q, m + 1, b);
	}
	return k == p->n && m == q->n;
}

/* The same value of the input, or the same figures and no others.  A text
 * that no source has may be gone, and its place another's. */
static bool
same_part(const struct report *r, const struct parts *p, size_t k,
    const struct parts *q, size_t m)
{
	struct explain_place place;
	const struct parts_entry *a = &p->part[k], *b = &q->part[m];

	if (a->role != b->role)
		return false;
	if (a->role != PART_AS_IS)
		return a->figure == b->figure && a->value == b->value &&
		    same_figures(p, k, q, m);
	return a->text != NULL && a->text == b->text &&
	    explain_part_place(r, b, &place);
}

/* The cell that people read, of one that machines do: put from the same. */
static const struct table_cell *
find_printed(struct telling *y, size_t first, const struct table **where)
{
	const struct parts *mine = y->t->parts;

	for (size_t i = first; i < y->r->doc->nblock; i++) {
		const struct block *b = &y->r->doc->block[i];
		const struct parts *p = b->table == NULL ? NULL :
		    b->table->parts;

		for (size_t k = 0; p != NULL && k < p->n; k++)
			for (size_t m = 0; m < mine->n; m++)
				if (is_part_of(y, m) && same_part(y->r, p, k,
				        mine, m) && is_people(b->table,
				        p->part[k].cell %
				        b->table->ncolumn)) {
					*where = b->table;
					return &b->table->cell[
					    p->part[k].cell];
				}
	}
	return NULL;
}

static void
put_fact(struct telling *y, const char *part, const char *zh, const char *en,
    struct str value, struct str note)
{
	explain_put(y->x, &(struct explain_line){ .part = part,
		.label = { [LANG_ZH] = zh, [LANG_EN] = en },
		.subject = y->row_name,
		.column = y->t->column[y->cell->column].name == NULL ?
		    y->column_name : str_from(y->column),
		.heading = y->column_name,
		.value = value, .note = note });
}

/* The quotient to more places than are printed: cut off, and … behind. */
static struct str
quotient(struct telling *y, num_wide num, num_wide den)
{
	num_wide scaled, whole;
	bool negative, cut;
	struct buf b;

	if (den < 0) {
		num = -num;
		den = -den;
	}
	negative = num < 0;
	scaled = (negative ? -num : num) * num_pow10(MORE_DECIMALS);
	whole = scaled / den;
	cut = whole * den != scaled;
	buf_init(&b, BUF_UNBOUNDED);
	if (negative)
		buf_putc(&b, '-');
	buf_int(&b, (int64_t)(whole / num_pow10(MORE_DECIMALS)));
	buf_putc(&b, '.');
	for (unsigned k = MORE_DECIMALS; k-- > 0;)
		buf_putc(&b, (char)('0' + (int)(whole / num_pow10(k) % 10)));
	if (cut)
		buf_puts(&b, "…");
	return buf_keep(&b, &y->x->keep);
}

static void
put_figure(struct telling *y, size_t first)
{
	const struct table *t = y->t, *where = t;
	const struct table_cell *c = &t->cell[y->at], *people = c;
	const struct part_ratio *ratio = parts_find_ratio(t->parts, y->at);
	struct str name = str_from(y->column);
	/* a quotient is in the unit that it is printed in */
	unsigned scale = ratio == NULL ? 0 :
	    t->column[y->cell->column].scale;

	if (!is_people(t, y->cell->column))
		people = find_printed(y, first, &where);
	if (people != NULL)
		put_fact(y, "printed", "印出", "printed",
		    printed(y, where, people),
		    shown_unit(y, scale > 0 ? scale : people->scale, name));
	else
		put_fact(y, "printed", "印出", "printed", none,
		    str_from(words(y->x->lang, "只供机读，表中不印",
		        "for machines: in no printed table")));
	if (c->state != TABLE_KNOWN || c->value.n == 0)
		return;
	if (ratio != NULL)
		put_fact(y, "unrounded", "未舍入", "unrounded",
		    quotient(y, ratio->num, ratio->den),
		    shown_unit(y, scale, name));
	else
		put_fact(y, "unrounded", "未舍入", "unrounded", c->value,
		    base_unit(y->x->lang, name));
}

static void
put_formula(struct telling *y, struct str name)
{
	const struct indicator *x = indicator_find(name);
	const char *text;

	if (x == NULL)
		return;
	text = y->x->lang == LANG_ZH ? x->formula :
	    indicator_formula_en((enum indicator_id)(x -
	    indicator_at((enum indicator_id)0)));
	explain_note(y->x, "formula", "口径", "Definition", name,
	    words_fill(&y->x->keep, words(y->x->lang, "$1（$2）：$3",
	        "$1 ($2): $3"), str_from(words(y->x->lang, x->zh, x->en)),
	    name, str_from(text != NULL ? text : x->formula)));
}

struct explain_line
explain_role(enum part_role role)
{
	static const struct explain_line as[] = {
		[PART_AS_IS] = { .part = "row", .label = { "taken from", "所据" } },
		[PART_OVER] = { .part = "numerator", .label = { "numerator", "分子" } },
		[PART_UNDER] = { .part = "denominator", .label = { "denominator", "分母" } },
		[PART_OVER_BEFORE] = { .part = "numerator-before", .label =
		    { "numerator before", "比较分子" } },
		[PART_UNDER_BEFORE] = { .part = "denominator-before", .label =
		    { "denominator before", "比较分母" } },
		[PART_TERM] = { .part = "term", .label = { "term", "加项" } },
		[PART_COUNTED] = { .part = "counted", .label = { "counted", "计入" } },
	};

	return as[role];
}

void
explain_place_put(struct explain *x, const struct explain_place *p,
    struct explain_line l)
{
	const struct value *v = source_at(p->s, p->row, p->col);
	const struct pos *pos = source_pos(p->s, p->row, p->col);

	l.subject = explain_subject_of(x, p);
	l.column = str_from(p->need->columns.name[p->col]);
	l.value = v->text;
	l.missing = !v->known;
	l.file = pos->file == NULL ? none : str_from(pos->file);
	l.line = pos->line;
	l.source = p->s->raw == NULL ? none : p->s->raw[p->row];
	explain_put(x, &l);
}

static bool
seen_before(const struct telling *y, size_t i, const struct explain_place *p)
{
	const struct parts *all = y->t->parts;
	struct explain_place other;

	for (size_t k = 0; k < i; k++)
		if (is_part_of(y, k) && all->part[k].role ==
		    all->part[i].role && explain_part_place(y->r, &all->part[k], &other) &&
		    other.s == p->s && other.row == p->row &&
		    other.col == p->col)
			return true;
	return false;
}

/* The column of the input that the cell was taken from, or NULL. */
static const char *
taken_column(const struct telling *y)
{
	const struct parts *all = y->t->parts;
	struct explain_place p;

	for (size_t i = 0; all != NULL && i < all->n; i++)
		if (is_part_of(y, i) && all->part[i].role == PART_AS_IS &&
		    explain_part_place(y->r, &all->part[i], &p))
			return p.need->columns.name[p.col];
	return NULL;
}

/* The rows that other cells of the row were put from, once each. */
static bool
row_place(const struct telling *y, size_t *next, struct explain_place *out)
{
	size_t first = y->cell->row * y->t->ncolumn;
	const struct parts *p = y->t->parts;

	for (; p != NULL && *next < p->n; (*next)++)
		if (p->part[*next].cell >= first &&
		    p->part[*next].cell < first + y->t->ncolumn &&
		    explain_part_place(y->r, &p->part[*next], out)) {
			(*next)++;
			return true;
		}
	return false;
}

static void
put_row(struct telling *y)
{
	struct explain_place seen[8], p;
	size_t n = 0, next = 0;

	while (n < 8 && row_place(y, &next, &p)) {
		size_t k = 0;

		while (k < n && (seen[k].s != p.s || seen[k].row != p.row))
			k++;
		if (k < n)
			continue;
		seen[n++] = p;
		explain_place_put(y->x, &p, (struct explain_line){
			.part = "from", .label = { "row from", "本行所据" } });
	}
}

/* The pair a rate of the dataset stands for, where it is in the file. */
static void
put_pair(struct telling *y, const struct explain_place *p)
{
	const struct indicator *x = indicator_find(
	    str_from(p->need->columns.name[p->col]));
	const char *name[2] = { x == NULL ? NULL : x->num,
		x == NULL ? NULL : x->den };

	for (size_t i = 0; i < 2; i++)
		for (size_t c = 0; name[i] != NULL && c < p->s->ncolumn; c++)
			if (strcmp(p->need->columns.name[c], name[i]) == 0)
				explain_place_put(y->x,
				    &(struct explain_place){ p->s, p->need,
				    p->row, c }, explain_role(i == 0 ?
				    PART_OVER : PART_UNDER));
}

static bool
put_parts(struct telling *y, struct explain_place *as_is)
{
	const struct parts *all = y->t->parts;
	struct explain_place p;
	bool any = false, pair = false;

	for (size_t i = 0; all != NULL && i < all->n; i++) {
		if (!is_part_of(y, i) || !explain_part_place(y->r, &all->part[i], &p) ||
		    seen_before(y, i, &p))
			continue;
		if (!any)
			explain_rule(y->x);
		any = true;
		pair = pair || all->part[i].role == PART_OVER;
		if (all->part[i].role == PART_AS_IS && as_is->s == NULL)
			*as_is = p;
		explain_place_put(y->x, &p, explain_role(all->part[i].role));
	}
	if (as_is->s != NULL && !pair)
		put_pair(y, as_is);
	return any;
}

/* What the row of the report says in a column of that name. */
static struct str
row_says(const struct telling *y, const char *name)
{
	for (size_t c = 0; c < y->t->ncolumn; c++)
		if (y->t->column[c].name != NULL &&
		    strcmp(y->t->column[c].name, name) == 0)
			return table_at(y->t, y->cell->row, c)->value;
	return none;
}

/* The row says it, or the rows of the input that it is from. */
static struct str
subject(const struct telling *y, const char *name)
{
	struct str s = row_says(y, name);
	struct explain_place p;
	size_t next = 0;

	while (s.n == 0 && row_place(y, &next, &p))
		for (size_t c = 0; s.n == 0 && c < p.s->ncolumn; c++)
			if (strcmp(p.need->columns.name[c], name) == 0)
				s = source_at(p.s, p.row, c)->text;
	return s;
}

static void
put_title(struct telling *y)
{
	struct explain *x = y->x;
	struct address_key key = address_key_of(y->t);
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	if (x->at.document.n > 0 &&
	    !str_is(x->at.document, y->r->kind->name)) {
		buf_put(&b, x->at.document);
		buf_putc(&b, '/');
	}
	buf_puts(&b, y->r->kind->name);
	buf_putc(&b, '/');
	if (x->at.table > 0) {
		buf_put(&b, y->cell->block->number);
		buf_putc(&b, '/');
	}
	address_put_row(&b, y->t, &key, y->cell->row);
	buf_putc(&b, '/');
	if (y->t->column[y->cell->column].name != NULL)
		buf_puts(&b, y->t->column[y->cell->column].name);
	else
		address_put_column(&b, y->t, y->cell->column);
	table_set_title(x->people, words_fill(&x->keep, words(x->lang,
	    "溯源：$1", "What stands behind $1"), buf_str(&b)));
	buf_fini(&b);
}

/* An id alone says nothing to people. */
static void
put_name(struct telling *y, const struct address_key *key, struct buf *b)
{
	for (size_t c = 0; c < y->t->ncolumn; c++) {
		const struct table_cell *cell = table_at(y->t, y->cell->row,
		    c);

		if (y->t->column[c].name == NULL ||
		    strcmp(y->t->column[c].name, "name") != 0 ||
		    cell->shown.n == 0 || (key->n > 0 &&
		        (key->column[0] == c ||
		            (key->n > 1 && key->column[1] == c))))
			continue;
		buf_putc(b, ' ');
		buf_put(b, cell->shown);
	}
}

/* What the cell is called, and in which table it stands. */
static void
begin(struct telling *y)
{
	const struct table *t = y->t;
	struct address_key key = address_key_of(t);
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < key.n; i++) {
		const struct table_cell *c = table_at(t, y->cell->row,
		    key.column[i]);

		if (i > 0)
			buf_putc(&b, ' ');
		buf_put(&b, c->shown);
	}
	if (key.n == 0)
		address_put_row(&b, t, &key, y->cell->row);
	put_name(y, &key, &b);
	y->row_name = arena_str(&y->x->keep, buf_str(&b));
	buf_reset(&b);
	address_put_column(&b, t, y->cell->column);
	y->column_name = buf_keep(&b, &y->x->keep);
	if (t->title.n > 0)
		explain_note(y->x, "table", "所在表", "Table", none,
		    y->cell->block->number.n == 0 ? t->title :
		    words_fill(&y->x->keep, "$1  $2", y->cell->block->number,
		    t->title));
}

/* The conditions that held, as bldg-classify wrote them, and who lists all;
 * of a target, who lists what was counted. */
static void
put_rules(struct telling *y, const struct explain_subject *what)
{
	const struct indicator *x = indicator_find(what->column);
	struct str reasons = subject(y, "reasons");
	bool class = x != NULL && (x->where & INDICATOR_CLASS) != 0;

	if (class && reasons.n > 0)
		explain_note(y->x, "rule", "规则", "Rules", what->column,
		    reasons);
	if (class && what->building.n > 0)
		explain_note(y->x, "next", "逐条判定", "Condition by condition",
		    what->column, words_fill(&y->x->keep,
		    "bldg-classify --explain $1", what->building));
	if (what->indicator.n > 0 && what->scope.n > 0 && !y->x->listed)
		explain_note(y->x, "next", "逐项列出", "One by one",
		    what->indicator, words_fill(&y->x->keep,
		    "plan-check --explain $1", what->indicator));
}

/* The indicator whose target the row or the cell is about. */
static struct str
target(const struct telling *y, const struct explain_place *as_is)
{
	struct str s = row_says(y, "indicator");

	for (size_t c = 0; s.n == 0 && as_is->s != NULL &&
	     c < as_is->s->ncolumn; c++)
		if (strcmp(as_is->need->columns.name[c], "indicator") == 0)
			s = source_at(as_is->s, as_is->row, c)->text;
	return s;
}

static bool
follow(struct telling *y, const struct explain_place *as_is)
{
	struct explain *x = y->x;
	struct explain_subject what = { .building = subject(y, "building_id"),
		.scope = subject(y, "scope"),
		.indicator = target(y, as_is),
		.column = str_from(y->column),
		.value = as_is->s == NULL ? none :
		    source_at(as_is->s, as_is->row, as_is->col)->text,
		.period = y->r->period };

	if (what.indicator.n > 0)
		put_formula(y, what.indicator);
	if (x->follow != NULL && !x->follow(x->arg, x, &what))
		return false;
	put_rules(y, &what);
	return true;
}

bool
explain_cell_put(struct explain *x, struct report *r, size_t first,
    const struct explain_cell *cell)
{
	struct telling y = { .x = x, .r = r, .cell = cell,
		.t = cell->block->table,
		.at = cell->row * cell->block->table->ncolumn +
		    cell->column };
	struct explain_place as_is = { .s = NULL };
	bool figures;

	y.column = y.t->column[cell->column].name;
	if (y.column == NULL)
		y.column = taken_column(&y);
	put_title(&y);
	begin(&y);
	put_figure(&y, first);
	figures = explain_amounts_put(x, r, cell);
	figures = explain_figures_put(x, r, cell) || figures;
	if (!put_parts(&y, &as_is) && !figures) {
		explain_rule(x);
		put_row(&y);
	}
	if (as_is.s != NULL && !explain_sum_put(x, r, &as_is))
		return false;
	if (y.column != NULL)
		put_formula(&y, str_from(y.column));
	return follow(&y, &as_is);
}

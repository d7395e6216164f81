/* The table model: copies in, and figures as people read them. */
#include "print/table.h"

#include <stdlib.h>

#include "base/diag.h"

struct table *
table_new(enum lang lang, unsigned audience)
{
	struct table *t = mem_zalloc(1, sizeof(*t));

	t->lang = lang;
	t->audience = audience;
	t->stub = 1;
	return t;
}

void
table_free(struct table *t)
{
	if (t == NULL)
		return;
	free(t->column);
	free(t->cell);
	free(t->rule);
	free(t->note);
	parts_free(t->parts);
	arena_fini(&t->keep);
	free(t);
}

struct str
table_visible(struct arena *keep, struct str s)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	diag_escape(&b, s);
	return buf_keep(&b, keep);
}

void
table_set_title(struct table *t, struct str title)
{
	t->title = table_visible(&t->keep, title);
}

void
table_set_unit(struct table *t, struct str unit)
{
	t->unit = table_visible(&t->keep, unit);
}

/* Each line of a label made visible; the newlines part it. */
static struct str
visible_label(struct arena *keep, struct str label)
{
	struct buf b;
	struct str line;

	buf_init(&b, BUF_UNBOUNDED);
	while (label.n > 0 && str_cut(&label, '\n', &line)) {
		diag_escape(&b, line);
		if (label.n > 0)
			buf_putc(&b, '\n');
	}
	return buf_keep(&b, keep);
}

void
table_add_column(struct table *t, const struct table_column *c)
{
	struct table_column *mine;

	t->column = mem_grow(t->column, &t->column_cap, t->ncolumn + 1,
	    sizeof(*t->column));
	mine = &t->column[t->ncolumn++];
	*mine = *c;
	if (c->name != NULL)
		mine->name = arena_str(&t->keep, str_from(c->name)).p;
	mine->label = visible_label(&t->keep, c->label);
}

void
table_add_note(struct table *t, struct str label, struct str text)
{
	t->note = mem_grow(t->note, &t->note_cap, t->nnote + 1,
	    sizeof(*t->note));
	t->note[t->nnote].label = table_visible(&t->keep, label);
	t->note[t->nnote++].text = table_visible(&t->keep, text);
}

void
table_row(struct table *t)
{
	t->rule = mem_grow(t->rule, &t->row_cap, t->nrow + 1,
	    sizeof(*t->rule));
	t->rule[t->nrow++] = false;
}

void
table_rule(struct table *t)
{
	t->rule[t->nrow - 1] = true;
}

static struct table_cell *
put_cell(struct table *t, enum table_state state)
{
	struct table_cell *c;

	t->cell = mem_grow(t->cell, &t->cell_cap, t->ncell + 1,
	    sizeof(*t->cell));
	c = &t->cell[t->ncell++];
	*c = (struct table_cell){ .state = state };
	return c;
}

void
table_text(struct table *t, struct str value)
{
	struct table_cell *c = put_cell(t, TABLE_KNOWN);

	c->value = arena_str(&t->keep, value);
	c->shown = table_visible(&t->keep, value);
	parts_text(t->parts, t->ncell - 1, value);
}

void
table_words(struct table *t, struct str value, struct str shown)
{
	struct table_cell *c = put_cell(t, TABLE_KNOWN);

	c->value = arena_str(&t->keep, value);
	c->shown = table_visible(&t->keep, shown);
	c->ours = true;
	parts_text(t->parts, t->ncell - 1, value);
}

void
table_canonical(struct table *t, struct str value)
{
	if (value.n == 0)
		table_missing(t);
	else
		table_text(t, value);
}

/* The decimal text of n x 10^-held, exactly. */
static void
put_decimal(struct buf *b, num_wide n, unsigned held)
{
	char digit[48];
	size_t i = sizeof(digit);
	bool negative = n < 0;
	unsigned done = 0;

	if (negative)
		n = -n;
	do {
		if (done == held && held > 0)
			digit[--i] = '.';
		digit[--i] = (char)('0' + (int)(n % 10));
		n /= 10;
		done++;
	} while (n > 0 || done <= held);
	if (negative)
		digit[--i] = '-';
	buf_put(b, (struct str){ digit + i, sizeof(digit) - i });
}

void
table_put_number(struct buf *b, int64_t n, unsigned held, unsigned scale,
    unsigned decimals, bool sign)
{
	unsigned down = held + scale;
	num_wide shown = n;

	if (decimals < down)
		shown = num_div(shown, num_pow10(down - decimals),
		    NUM_HALF_AWAY);
	else if (decimals > down)
		shown *= num_pow10(decimals - down);
	if (sign && shown > 0)
		buf_putc(b, '+');
	put_decimal(b, shown, decimals);
}

void
table_number(struct table *t, int64_t n)
{
	const struct table_column *col = &t->column[t->ncell % t->ncolumn];
	struct table_cell *c = put_cell(t, TABLE_KNOWN);
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	put_decimal(&b, n, col->held);
	c->value = arena_str(&t->keep, buf_str(&b));
	buf_reset(&b);
	table_put_number(&b, n, col->held, col->scale, col->decimals,
	    col->sign);
	c->scale = col->scale;
	c->shown = buf_keep(&b, &t->keep);
}

void
table_ratio(struct table *t, struct str value, num_wide num, num_wide den,
    unsigned decimals)
{
	const struct table_column *col = &t->column[t->ncell % t->ncolumn];
	struct table_cell *c = put_cell(t, TABLE_KNOWN);
	num_wide shown = num_div(num * num_pow10(decimals), den,
	    NUM_HALF_AWAY);
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	if (col->sign && shown > 0)
		buf_putc(&b, '+');
	put_decimal(&b, shown, decimals);
	c->value = arena_str(&t->keep, value);
	c->shown = buf_keep(&b, &t->keep);
	parts_text(t->parts, t->ncell - 1, value);
	parts_ratio(t->parts, t->ncell - 1, num, den);
}

void
table_missing(struct table *t)
{
	put_cell(t, TABLE_MISSING);
}

void
table_not_applicable(struct table *t)
{
	put_cell(t, TABLE_NOT_APPLICABLE);
}

void
table_mark(struct table *t, char mark)
{
	t->cell[t->ncell - 1].mark = mark;
}

void
table_hide(struct table *t, size_t row, size_t col)
{
	t->cell[row * t->ncolumn + col] = (struct table_cell){
		.state = TABLE_HIDDEN, .value = STR("*"), .shown = STR("*") };
}

void
table_from(struct table *t, enum part_role role, const struct value *v)
{
	parts_value(t->parts, t->ncell - 1, role, v);
}

void
table_of(struct table *t, enum part_role role, const void *figure)
{
	parts_figure(t->parts, t->ncell - 1, role, figure);
}

void
table_amount(struct table *t, enum part_role role, const void *figure,
    int64_t n, unsigned held)
{
	parts_amount(t->parts, t->ncell - 1, role, figure, n, held);
}

const struct table_cell *
table_at(const struct table *t, size_t row, size_t col)
{
	return &t->cell[row * t->ncolumn + col];
}

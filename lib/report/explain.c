/* The cell that is meant, and the document that explains it. */
#include "report/explain.h"

#include "print/words.h"
#include "report/explain_rows.h"

static const struct str none = { "", 0 };

#define FIGURE_BYTES 32u /* the longest value that is a figure */

enum { X_PART, X_SUBJECT, X_COLUMN, X_VALUE, X_NOTE, X_FILE, X_LINE,
	X_SOURCE, X_COLUMNS };

static const char *const machine_name[X_COLUMNS] = { "part", "subject",
	"column", "value", "note", "file", "line", "source" };

static const char *const people_label[][LANG_COUNT] = {
	{ "part", "项" }, { "of", "对象" }, { "column", "栏" },
	{ "value", "数值" }, { "note", "说明" }, { "place", "出处" },
	{ "raw file", "原始文件" } };

void
explain_init(struct explain *x, enum lang lang)
{
	const size_t n = sizeof(people_label) / sizeof(people_label[0]);

	x->lang = lang;
	x->doc = document_new(lang, TABLE_PEOPLE | TABLE_MACHINE);
	x->people = table_new(lang, TABLE_PEOPLE);
	x->machine = table_new(lang, TABLE_MACHINE);
	document_table(x->doc, x->people);
	document_table(x->doc, x->machine);
	buf_init(&x->names, BUF_UNBOUNDED);
	for (size_t i = 0; i < n; i++)
		table_add_column(x->people, &(struct table_column){
			.label = str_from(people_label[i][lang]),
			.align = i == X_VALUE ? TABLE_RIGHT : TABLE_LEFT });
	for (size_t i = 0; i < X_COLUMNS; i++)
		table_add_column(x->machine, &(struct table_column){
			.name = machine_name[i], .number = i == X_LINE });
}

void
explain_fini(struct explain *x)
{
	document_free(x->doc);
	buf_fini(&x->names);
	arena_fini(&x->keep);
}

static void
put_or_nothing(struct table *t, struct str s)
{
	table_words(t, s, s);
}

static void
put_machine(struct explain *x, const struct explain_line *l)
{
	struct table *t = x->machine;

	table_row(t);
	put_or_nothing(t, str_from(l->part));
	put_or_nothing(t, l->subject);
	put_or_nothing(t, l->column);
	put_or_nothing(t, l->value);
	put_or_nothing(t, l->note);
	put_or_nothing(t, l->file);
	put_or_nothing(t, l->file.n == 0 ? none :
	    words_int(&x->keep, (int64_t)l->line));
	put_or_nothing(t, l->source);
}

void
explain_put(struct explain *x, const struct explain_line *l)
{
	struct table *t = x->people;
	/* texts wrap where notes stand */
	bool is_long = l->value.n > FIGURE_BYTES && l->note.n == 0;

	put_machine(x, l);
	table_row(t);
	if (x->part)
		table_rule(t);
	x->part = false;
	put_or_nothing(t, str_from(l->label[x->lang]));
	put_or_nothing(t, l->subject);
	put_or_nothing(t, l->heading.n > 0 ? l->heading : l->column);
	if (l->missing)
		table_missing(t);
	else
		put_or_nothing(t, is_long ? none : l->value);
	put_or_nothing(t, is_long ? l->value : l->note);
	put_or_nothing(t, l->file.n == 0 ? none : words_fill(&x->keep,
	    "$1:$2", l->file, words_int(&x->keep, (int64_t)l->line)));
	put_or_nothing(t, l->source);
	x->raw = x->raw || l->source.n > 0;
}

void
explain_finish(struct explain *x)
{
	if (!x->raw)
		x->people->column[x->people->ncolumn - 1].label = none;
}

void
explain_rule(struct explain *x)
{
	if (x->people->nrow > 0)
		x->part = true;
}

void
explain_note(struct explain *x, const char *part, const char *zh,
    const char *en, struct str column, struct str text)
{
	table_add_note(x->people, str_from(words(x->lang, zh, en)), text);
	put_machine(x, &(struct explain_line){ .part = part,
		.column = column, .note = text });
}

void
explain_of(struct explain *x, const struct report_kind *kind)
{
	x->at.document = str_from(kind->name);
	if (str_is(x->at.kind, kind->name))
		x->at.kind = none;
}

static void
missed(struct explain *x, enum explain_miss how)
{
	if (how > x->miss)
		x->miss = how;
}

/* The columns that could have been meant, once. */
static void
name_columns(struct explain *x, const struct table *t)
{
	if (x->miss == EXPLAIN_NO_COLUMN)
		return;
	missed(x, EXPLAIN_NO_COLUMN);
	buf_reset(&x->names);
	for (size_t i = 0; i < t->ncolumn; i++) {
		if (t->column[i].name == NULL && t->column[i].label.n == 0)
			continue;
		if (x->names.n > 0)
			buf_puts(&x->names, words(x->lang, "、", ", "));
		if (t->column[i].name != NULL)
			buf_puts(&x->names, t->column[i].name);
		else
			address_put_column(&x->names, t, i);
	}
}

/* "320571-0088:silent, 320571-0088:near-1yi, …" */
static void
name_rows(struct explain *x, const struct table *t)
{
	struct address_key key = address_key_of(t);
	size_t n = 0;

	missed(x, EXPLAIN_SEVERAL);
	buf_reset(&x->names);
	for (size_t i = 0; i < t->nrow; i++) {
		if (!address_is_row(t, x->codes, i, x->at.row))
			continue;
		if (n++ > 0)
			buf_puts(&x->names, words(x->lang, "、", ", "));
		if (n > 5) {
			buf_puts(&x->names, "…");
			return;
		}
		address_put_row(&x->names, t, &key, i);
	}
}

static void
offer_rows(struct explain *x, const struct table *t)
{
	struct address_key key = address_key_of(t);
	struct buf b;

	missed(x, EXPLAIN_NO_ROW);
	buf_init(&b, BUF_UNBOUNDED);
	for (size_t i = 0; i < t->nrow; i++) {
		buf_reset(&b);
		address_put_row(&b, t, &key, i);
		x->near.name = x->at.row;
		near_offer(&x->near, arena_str(&x->keep, buf_str(&b)));
		for (size_t k = 0; k < key.n; k++)
			near_offer(&x->near, arena_str(&x->keep,
			    table_at(t, i, key.column[k])->shown));
	}
	buf_fini(&b);
}

static bool
look_in(struct explain *x, const struct block *b, struct explain_cell *cell)
{
	const struct table *t = b->table;
	size_t row = 0, n, column;

	if (b->kind != BLOCK_TABLE || (x->at.table > 0 &&
	    b->no != x->at.table))
		return false;
	n = address_rows(t, x->codes, x->at.row, &row);
	column = address_column(t, x->at.column);
	if (n == 0)
		offer_rows(x, t);
	else if (column == ADDRESS_NONE)
		name_columns(x, t);
	else if (n > 1)
		name_rows(x, t);
	if (n != 1 || column == ADDRESS_NONE)
		return false;
	*cell = (struct explain_cell){ b, row, column };
	return true;
}

/* Tables that people read come first. */
static bool
look(struct explain *x, struct report *r, size_t first,
    struct explain_cell *cell)
{
	for (int machine = 0; machine < 2; machine++)
		for (size_t i = first; i < r->doc->nblock; i++) {
			const struct block *b = &r->doc->block[i];

			if (b->kind == BLOCK_TABLE &&
			    ((b->table->audience & TABLE_PEOPLE) == 0) ==
			    (machine == 1) && look_in(x, b, cell))
				return true;
		}
	return false;
}

bool
explain_look(struct explain *x, struct report *r, size_t first)
{
	struct explain_cell cell;

	x->codes = r->codes;
	if (x->found || (x->at.kind.n > 0 &&
	    !str_is(x->at.kind, r->kind->name)))
		return true;
	if (!look(x, r, first, &cell))
		return true;
	x->found = true;
	x->failed = !explain_cell_put(x, r, first, &cell);
	return !x->failed;
}

void
explain_report_miss(struct explain *x, struct diag *d)
{
	switch (x->miss) {
	case EXPLAIN_NO_TABLE:
		diag_at(d, NULL, DIAG_EXPLAIN_TABLE, DIAG_STR(x->text));
		break;
	case EXPLAIN_NO_ROW:
		if (x->near.best.n > 0)
			diag_at(d, NULL, DIAG_EXPLAIN_ROW_NEAR,
			    DIAG_STR(x->at.row), DIAG_STR(x->near.best));
		else
			diag_at(d, NULL, DIAG_EXPLAIN_ROW,
			    DIAG_STR(x->at.row));
		break;
	case EXPLAIN_NO_COLUMN:
		diag_at(d, NULL, DIAG_EXPLAIN_COLUMN, DIAG_STR(x->at.column),
		    DIAG_STR(buf_str(&x->names)));
		break;
	case EXPLAIN_SEVERAL:
		diag_at(d, NULL, DIAG_EXPLAIN_SEVERAL, DIAG_STR(x->at.row),
		    DIAG_STR(buf_str(&x->names)));
		break;
	}
}

/* What the tables of a report for the public show. */
#include "print/words.h"
#include "report/publish_part.h"

static void
close_column(struct table *t, size_t col)
{
	struct table_column *c = &t->column[col];

	if (col < t->stub && t->stub > 1)
		t->stub--;
	c->name = NULL;
	c->label = (struct str){ "", 0 };
	for (size_t r = 0; r < t->nrow; r++)
		t->cell[r * t->ncolumn + col] = (struct table_cell){
			.state = TABLE_MISSING };
}

static size_t
find_column(const struct table *t, const char *name)
{
	for (size_t c = 0; c < t->ncolumn; c++)
		if (t->column[c].name != NULL &&
		    str_is(str_from(name), t->column[c].name))
			return c;
	return t->ncolumn;
}

/* The first column may be the number of the row, of people alone. */
static bool
is_ordinal(const struct table *t, size_t col)
{
	return col == 0 && t->column[0].name == NULL;
}

/* What the rows of a table are of. */
struct subject {
	size_t building, district; /* columns; ncolumn: none */
};

static bool
hides(const struct publish *p, const struct table *t, size_t row,
    const struct subject *of, enum publish_how how)
{
	if (of->building < t->ncolumn)
		return publish_hides_building(p,
		    table_at(t, row, of->building)->value, how);
	return of->district == t->ncolumn || publish_hides_scope(p,
	    table_at(t, row, of->district)->value, how);
}

static size_t
publish_row(const struct publish *p, struct table *t, size_t row,
    const struct subject *of)
{
	size_t hidden = 0;

	for (size_t c = 0; c < t->ncolumn; c++) {
		enum publish_how how = publish_how(t->column[c].name);

		if (t->column[c].name == NULL || how == OPEN ||
		    !hides(p, t, row, of, how))
			continue;
		table_hide(t, row, c);
		hidden += t->column[c].label.n > 0;
	}
	return hidden;
}

/* Where one cell of tax per m2 is not told, its row is. */
static size_t
hide_per_m2(const struct publish *p, struct table *t,
    const struct subject *of)
{
	size_t col = find_column(t, "tax_per_m2_yuan"), hidden = 0;

	if (of->building < t->ncolumn || col == t->ncolumn)
		return 0;
	for (size_t r = 0; r < t->nrow; r++) {
		if (table_at(t, r, col)->state == TABLE_HIDDEN ||
		    !publish_hides_per_m2(p, table_at(t, r, of->district)->value))
			continue;
		table_hide(t, r, col);
		hidden += t->column[col].label.n > 0;
	}
	return hidden;
}

/* After the last of the numbered notes. */
static void
add_note(struct table *t, struct str text)
{
	size_t at = t->nnote;
	struct table_note mine;

	while (at > 0 && t->note[at - 1].label.n > 0)
		at--;
	table_add_note(t, (struct str){ "", 0 }, text);
	mine = t->note[t->nnote - 1];
	for (size_t i = t->nnote - 1; i > at; i--)
		t->note[i] = t->note[i - 1];
	t->note[at] = mine;
}

static void
note_hidden(const struct report *r, struct table *t, struct arena *a,
    size_t hidden)
{
	const struct publish *p = r->publish;
	enum lang l = t->lang;

	if (hidden > 0)
		add_note(t, words_fill(a, words(l,
		    "“*”为不公开的数，共$1个：纳税企业少于$2户，或第一大户超过$3%，或除前两大户外不足第一大户的$4%，以及由公开的合计可推算上述各数至$5%以内的。",
		    "*: not published, $1 figures: fewer than $2 payers, or the "
		    "largest has more than $3%, or the rest without the two "
		    "largest is under $4% of it; and those from which such a "
		    "one would follow to within $5%."),
		    words_int(a, (int64_t)hidden),
		    words_int(a, p->rules.payers),
		    words_int(a, p->rules.top1_pct),
		    words_int(a, p->rules.rest_pct),
		    words_int(a, p->rules.near_pct)));
	if (r->kind->publish == PUBLISH_LIST && r->withheld > 0)
		add_note(t, words_fill(a, words(l,
		    "仅有一户纳税企业或户数不明的楼宇（本范围内共$1幢）不列入名单。",
		    "Buildings with one payer, or an unknown number ($1 in "
		    "all here), are on no list."),
		    words_int(a, (int64_t)r->withheld)));
}

static bool
closes(const struct report *r, const struct table *t,
    const struct subject *of, enum publish_how how)
{
	enum report_publish publish = r->kind->publish;
	bool of_then = how == BEFORE || how == GROWTH;
	bool of_tax = how == TAX || how == CLASS || how == SHARE || of_then;

	return how == CLOSED || how == INNER ||
	    (of_then && !r->publish->has_then) || (of_tax &&
	    (publish == PUBLISH_COUNTS || (of->building == t->ncolumn &&
	    of->district == t->ncolumn))) ||
	    (how == SHARE && of->building < t->ncolumn);
}

static void
publish_table(const struct report *r, struct table *t)
{
	const struct publish *p = r->publish;
	enum report_publish publish = r->kind->publish;
	struct subject of = { find_column(t, "building_id"),
		find_column(t, "district") };
	size_t hidden = 0;
	bool had_tax = find_column(t, "tax_yuan") < t->ncolumn;
	struct arena a = { 0 };

	for (size_t c = 0; c < t->ncolumn; c++)
		if (!is_ordinal(t, c) && closes(r, t, &of,
		    publish_how(t->column[c].name)))
			close_column(t, c);
	for (size_t i = 0; publish != PUBLISH_COUNTS && i < t->nrow; i++)
		hidden += publish_row(p, t, i, &of);
	if (publish == PUBLISH_COUNTS && had_tax)
		add_note(t, str_from(words(t->lang,
		    "公开版只列幢数，不列各段税收。",
		    "The published form tells how many buildings, not their "
		    "taxes.")));
	if (publish != PUBLISH_COUNTS)
		hidden += hide_per_m2(p, t, &of);
	note_hidden(r, t, &a, hidden);
	arena_fini(&a);
}

/* What has no figure of taxes may still name an enterprise. */
static void
publish_open_table(const struct report *r, struct table *t)
{
	static const char *const name[] = { "developer" };

	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++) {
		size_t c = find_column(t, name[i]);

		if (c < t->ncolumn)
			close_column(t, c);
	}
	if (r->withheld > 0)
		add_note(t, str_from(words(t->lang,
		    "公开版不列税收类指标。",
		    "The published form leaves out targets of taxes.")));
}

void
publish_blocks(const struct report *r, size_t from)
{
	for (size_t i = from; i < r->doc->nblock; i++) {
		struct table *t = r->doc->block[i].table;

		if (r->doc->block[i].kind != BLOCK_TABLE || t->published)
			continue;
		if (r->kind->publish == PUBLISH_OPEN)
			publish_open_table(r, t);
		else
			publish_table(r, t);
		t->published = true;
	}
}

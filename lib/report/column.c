/* Columns as a declaration, and the cells that reports put into them. */
#include "report/column.h"

#include "base/date.h"
#include "measure/rollup.h"
#include "print/words.h"

static void
shape(struct table_column *c, enum value_type type, unsigned form)
{
	switch (type) {
	case VALUE_MONEY:
		c->held = 2;
		c->scale = form & COLUMN_WAN ? 4 :
		    form & (COLUMN_YUAN | COLUMN_EXACT) ? 0 : 8;
		c->decimals = form & (COLUMN_WAN | COLUMN_YUAN) ? 0 : 2;
		break;
	case VALUE_AREA:
		c->held = c->decimals = 2;
		c->scale = 4;
		break;
	case VALUE_PERCENT:
		c->held = 2;
		c->decimals = 1;
		break;
	case VALUE_COUNT:
	case VALUE_INTEGER:
		break;
	default:
		return;
	}
	c->number = true;
	c->align = TABLE_RIGHT;
}

/* Of what the report compares with; -1 where there is none. */
static int
previous_period(const struct report *r)
{
	for (size_t i = 0; i < r->kind->nneed; i++)
		if (r->given[i] &&
		    str_is(str_from(r->kind->need[i].name), "previous"))
			return r->source[i].period;
	return -1;
}

/* Its months; of another year, that too. */
static struct str
previous_months(struct report *r, int before)
{
	if (before < 0 || date_year(before) != date_year(r->period))
		return words_period(&r->keep, r->lang, before);
	return words_months(&r->keep, r->lang, before);
}

void
report_headings(struct report *r, struct table *t,
    const struct report_heading *h, size_t n)
{
	struct str months = words_months(&r->keep, r->lang, r->period);
	int previous = previous_period(r);
	struct str before = previous_months(r, previous);
	struct str end = words_month_end(&r->keep, r->lang, previous);

	for (size_t i = 0; i < n; i++) {
		struct table_column c = { .name = h[i].name };

		if (h[i].label[r->lang] != NULL &&
		    (h[i].form & COLUMN_MACHINE) == 0)
			c.label = words_fill(&r->keep, h[i].label[r->lang],
			    months, before, end);
		shape(&c, h[i].type, h[i].form);
		c.sign = (h[i].form & COLUMN_SIGN) != 0;
		if (h[i].form & COLUMN_CENTRE)
			c.align = TABLE_CENTRE;
		table_add_column(t, &c);
	}
}

/* A percentage as datasets hold it: two decimals. */
static struct str
percent_text(struct buf *b, num_wide num, num_wide den)
{
	int64_t n = 0;

	(void)num_narrow(num_div(num * 10000, den, NUM_HALF_AWAY), &n);
	buf_hundredths(b, n);
	return buf_str(b);
}

static void
put_rate(struct table *t, num_wide num, num_wide den)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	table_ratio(t, percent_text(&b, num, den), num * 100, den, 1);
	buf_fini(&b);
}

void
report_rate(struct table *t, int64_t num, int64_t den)
{
	if (den <= 0)
		table_not_applicable(t);
	else
		put_rate(t, num, den);
}

void
report_rate_of(struct table *t, const struct value *num,
    const struct value *den)
{
	report_rate(t, num->n, den->n);
	table_from(t, PART_OVER, num);
	table_from(t, PART_UNDER, den);
}

void
report_share(struct table *t, const struct value *pct,
    const struct value *num, const struct value *den)
{
	if (num->known && den->known && den->n > 0)
		table_ratio(t, pct->text, (num_wide)num->n * 100, den->n, 1);
	else
		report_number(t, pct);
	table_from(t, PART_OVER, num);
	table_from(t, PART_UNDER, den);
}

void
report_growth(struct table *t, const struct value *now,
    const struct value *before)
{
	if (!now->known || !before->known)
		table_missing(t);
	else if (before->n <= 0)
		table_not_applicable(t);
	else
		put_rate(t, (num_wide)now->n - before->n, before->n);
	table_from(t, PART_OVER, now);
	table_from(t, PART_UNDER, before);
}

void
report_quotient(struct table *t, const struct value *value,
    const struct value *num, const struct value *den)
{
	if (num->known && den->known && den->n > 0)
		table_ratio(t, value->text, num->n, den->n, 0);
	else
		table_missing(t);
	table_from(t, PART_OVER, num);
	table_from(t, PART_UNDER, den);
}

void
report_points(struct table *t, int64_t a, int64_t b, int64_t c, int64_t d)
{
	put_rate(t, (num_wide)a * d - (num_wide)c * b, (num_wide)b * d);
}

void
report_points_of(struct table *t, const struct value *a,
    const struct value *b, const struct value *c, const struct value *d)
{
	report_points(t, a->n, b->n, c->n, d->n);
	table_from(t, PART_OVER, a);
	table_from(t, PART_UNDER, b);
	table_from(t, PART_OVER_BEFORE, c);
	table_from(t, PART_UNDER_BEFORE, d);
}

void
report_code(struct report *r, struct table *t, const struct value *v,
    struct str (*words_of)(enum lang lang, struct str code))
{
	if (v->known)
		table_words(t, v->text, words_of(r->lang, v->text));
	else
		table_missing(t);
}

/* Pieces between ;, each by its short name where it is a district. */
static void
put_pieces(struct report *r, struct table *t, struct str pieces,
    bool districts)
{
	struct str rest = pieces, one;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	while (str_cut(&rest, ';', &one)) {
		const struct district *x = !districts ? NULL :
		    code_district(r->codes, one);

		if (b.n > 0)
			buf_puts(&b, words(r->lang, "、", ", "));
		buf_put(&b, x == NULL ? one : x->short_name);
	}
	table_words(t, pieces, buf_str(&b));
	buf_fini(&b);
}

void
report_districts_of(struct report *r, struct table *t, struct str codes)
{
	put_pieces(r, t, codes, true);
}

void
report_list(struct report *r, struct table *t, const struct value *v)
{
	if (v->known)
		put_pieces(r, t, v->text, false);
	else
		table_not_applicable(t);
}

void
report_date(struct table *t, const struct value *v)
{
	if (v->known)
		table_text(t, v->text);
	else
		table_not_applicable(t);
}

void
report_note(struct table *t, struct str text)
{
	table_add_note(t, (struct str){ "", 0 }, text);
}

static bool
has_state(const struct table *t, enum table_state state)
{
	for (size_t r = 0; r < t->nrow; r++)
		for (size_t c = 0; c < t->ncolumn; c++)
			if (t->column[c].label.n > 0 &&
			    table_at(t, r, c)->state == state)
				return true;
	return false;
}

void
report_note_signs(struct report *r, struct table *t)
{
	bool none = has_state(t, TABLE_NOT_APPLICABLE);
	bool missing = has_state(t, TABLE_MISSING);
	enum lang l = r->lang;

	if (none && missing)
		report_note(t, str_from(words(l,
		    "“－”为不适用，“缺”为无数据。",
		    "A dash: not applicable; n.d.: no data.")));
	else if (none)
		report_note(t, str_from(words(l, "“－”为不适用。",
		    "A dash: not applicable.")));
	else if (missing)
		report_note(t, str_from(words(l, "“缺”为无数据。",
		    "n.d.: no data.")));
}

struct str
report_incomplete(enum lang lang, bool incomplete)
{
	return str_from(!incomplete ? "" :
	    words(lang, "数据不完整", "incomplete data"));
}

const struct source *
report_first(struct report *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (r->given[i])
			return &r->source[i];
	diag_at(r->diag, NULL, DIAG_REPORT_NEEDS, DIAG_Z(r->kind->name),
	    DIAG_Z(r->kind->need->name));
	return NULL;
}

struct str
report_period_text(struct report *r)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	if (r->period >= 0)
		date_put_month(&b, r->period);
	return buf_keep(&b, &r->keep);
}

bool
report_setting(struct report *r, const char *file, const char *section,
    const char *key, int64_t *n)
{
	const struct setting_book *book;
	const struct setting *s;

	if (*n >= 0)
		return true;
	book = report_settings(r, file);
	if (book == NULL)
		return false;
	s = setting_find(book, section, key);
	if (s == NULL) {
		diag_at(r->diag, NULL, DIAG_NO_SETTING, DIAG_Z(section),
		    DIAG_Z(key));
		return false;
	}
	return setting_number(r->diag, s, 0, n);
}

bool
report_agree_at(struct report *r, const struct pos *pos, const char *en,
    const char *zh, num_wide a, num_wide b)
{
	return balance_agree_at(r->diag, pos,
	    diag_lang(r->diag) == LANG_ZH ? zh : en, a, b);
}

bool
report_agree(struct report *r, const char *en, const char *zh, num_wide a,
    num_wide b)
{
	size_t i = 0;

	while (i < r->kind->nneed && (!r->given[i] || r->source[i].nrow == 0))
		i++;
	return report_agree_at(r, i == r->kind->nneed ? NULL :
	    source_pos(&r->source[i], 0, 0), en, zh, a, b);
}

void
total_add(struct total *t, const struct value *v)
{
	if (!v->known) {
		t->unknown++;
		return;
	}
	t->known++;
	t->over = !num_add(&t->n, v->n) || t->over;
}

void
report_add(struct report *r, struct total *t, const struct value *v)
{
	total_add(t, v);
	behind_add(r->behind, t, v);
}

bool
total_ok(struct report *r, const struct total *t, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (t[i].over) {
			diag_plain(r->diag, NULL, DIAG_SUM_TOO_LARGE);
			return false;
		}
	return true;
}

void
report_counted(struct table *t, const size_t *n)
{
	table_number(t, (int64_t)*n);
	table_of(t, PART_COUNTED, n);
}

void
report_counted_rate(struct table *t, const size_t *num, const size_t *den)
{
	report_rate(t, (int64_t)*num, (int64_t)*den);
	table_amount(t, PART_OVER, num, (int64_t)*num, 0);
	table_amount(t, PART_UNDER, den, (int64_t)*den, 0);
}

void
report_total_rate(struct table *t, const struct total *num,
    const struct total *den, unsigned held)
{
	report_rate(t, num->n, den->n);
	table_amount(t, PART_OVER, num, num->n, held);
	table_amount(t, PART_UNDER, den, den->n, held);
}

void
report_total(struct table *t, const struct total *x)
{
	if (x->known == 0 && x->unknown > 0)
		table_missing(t);
	else
		table_number(t, x->n);
	table_of(t, PART_TERM, x);
}

void
report_total_share(struct table *t, const struct total *part,
    const struct total *whole)
{
	if (part->known == 0 && part->unknown > 0)
		table_missing(t);
	else
		report_total_rate(t, part, whole, 2);
}

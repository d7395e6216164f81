/* How much is behind the counts. */
#include "report/coverage.h"

#include "base/date.h"
#include "print/words.h"
#include "schema/made.h"

const char *const unattributed_columns[U_COLUMNS] = { "cause", "region",
	"taxpayers", "rows", "tax_yuan" };

const struct dataset *
unattributed_dataset(void)
{
	return made_at(MADE_UNATTRIBUTED);
}

struct str
words_cause(enum lang lang, size_t cause)
{
	static const char *const zh[COVERAGE_CAUSES] = { "从未入驻",
		"已迁出", "尚未入驻", "楼宇不在台账", "非统一代码" };
	static const char *const en[COVERAGE_CAUSES] = { "never in a building",
		"left before", "came later", "unknown building",
		"no credit code" };

	return str_from(words(lang, zh[cause], en[cause]));
}

static void
add_cause(struct report *r, struct coverage_cause *c,
    const struct value *v)
{
	c->taxpayers += v[U_TAXPAYERS].n;
	c->rows += v[U_ROWS].n;
	report_add(r, &c->tax, &v[U_TAX]);
}

static bool
read_lost(struct coverage *c, struct report *r, const struct source *s)
{
	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);

		add_cause(r, &c->cause[v[U_CAUSE].n], v);
		add_cause(r, &c->all, v);
	}
	return total_ok(r, &c->all.tax, 1);
}

bool
coverage_init(struct coverage *c, struct report *r, size_t lost)
{
	const struct source *s = r->source;

	*c = (struct coverage){ .months = -1, .told = r->given[lost],
		.wanted = r->period < 0 ? -1 : date_month_no(r->period) };
	for (size_t i = 0; i < s->nrow; i++) {
		const struct value *v = source_at(s, i, 0);

		if (v[B_MONTHS].known &&
		    (c->months < 0 || v[B_MONTHS].n < c->months))
			c->months = v[B_MONTHS].n;
		total_add(&c->enterprises, &v[B_ENTERPRISES]);
		total_add(&c->matched, &v[B_MATCHED]);
		total_add(&c->tax, &v[B_TAX]);
	}
	return total_ok(r, &c->tax, 1) && total_ok(r, &c->enterprises, 1) &&
	    (!c->told || read_lost(c, r, &r->source[lost]));
}

/* "归集259.14亿元，未归集…：从未入驻…、…" */
static void
note_lost(const struct coverage *c, struct report *r, struct table *t)
{
	struct buf list, in, out;
	enum lang l = r->lang;

	buf_init(&list, BUF_UNBOUNDED);
	buf_init(&in, BUF_UNBOUNDED);
	buf_init(&out, BUF_UNBOUNDED);
	for (size_t k = 0; k < COVERAGE_CAUSES; k++) {
		if (c->cause[k].rows == 0)
			continue;
		if (list.n > 0)
			buf_puts(&list, words(l, "、", ", "));
		buf_put(&list, words_cause(l, k));
		if (l != LANG_ZH)
			buf_putc(&list, ' ');
		table_put_number(&list, c->cause[k].tax.n, 2, 8, 2, false);
	}
	table_put_number(&in, c->tax.n, 2, 8, 2, false);
	table_put_number(&out, c->all.tax.n, 2, 8, 2, false);
	report_note(t, words_fill(&r->keep, words(l,
	    "归集到楼宇的税收$1亿元，税务部门提供而未归集的$2亿元（$3）。",
	    "Tax in buildings $1 (100m yuan), in none $2 ($3)."),
	    buf_str(&in), buf_str(&out), buf_str(&list)));
	buf_fini(&list);
	buf_fini(&in);
	buf_fini(&out);
}

void
coverage_note(const struct coverage *c, struct report *r, struct table *t)
{
	enum lang l = r->lang;
	struct arena *a = &r->keep;
	struct buf pct;

	if (c->months >= 0 && c->wanted >= 0)
		report_note(t, words_fill(a, words(l,
		    "税收数据应有$1个月，实有$2个月$3。",
		    "Months of tax wanted $1, in the input $2$3."),
		    words_int(a, c->wanted), words_int(a, c->months),
		    str_from(c->months >= c->wanted ? "" :
		    words(l, "，数据不完整", ": incomplete data"))));
	if (c->enterprises.known > 0 && c->enterprises.n > 0 &&
	    c->matched.known > 0) {
		buf_init(&pct, BUF_UNBOUNDED);
		table_put_number(&pct, num_pct(c->matched.n,
		    c->enterprises.n), 2, 0, 1, false);
		report_note(t, words_fill(a, words(l,
		    "在驻企业$1户次，其中期内有税收记录的$2户次（$3%）。",
		    "Enterprises in force $1, with a tax row $2 ($3%)."),
		    words_int(a, c->enterprises.n),
		    words_int(a, c->matched.n), buf_str(&pct)));
		buf_fini(&pct);
	}
	if (c->told && r->district == NULL)
		note_lost(c, r, t);
}

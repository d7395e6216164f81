#include "measure/trace.h"

#include <stdlib.h>

#include "base/diag.h"

#define CELL(lit) { (lit), sizeof(lit) - 1 }

const struct str trace_column[TRACE_COLUMNS] = { CELL("building_id"),
	CELL("figure"), CELL("month"), CELL("uscc"), CELL("file"),
	CELL("line"), CELL("tax_yuan"), CELL("month_yuan"), CELL("split"),
	CELL("share"), CELL("total"), CELL("part_yuan") };

bool *
trace_wanted(const struct tenure *t, uint32_t building)
{
	bool *wanted = mem_zalloc(t->enterprise.n + 1, sizeof(*wanted));
	struct tenure_run run = t->inside[building];

	for (uint32_t i = run.first; i < run.first + run.n; i++)
		wanted[t->seat[t->in[i]].enterprise] = true;
	return wanted;
}

static int
by_key(const void *a, const void *b)
{
	const struct ledger_row *x = a, *y = b;

	if (x->month != y->month)
		return x->month < y->month ? -1 : 1;
	if (x->enterprise != y->enterprise)
		return x->enterprise < y->enterprise ? -1 : 1;
	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

void
trace_init(struct trace *t, struct rollup *u, uint32_t building)
{
	t->rollup = u;
	t->building = building;
	buf_init(&t->buf, BUF_UNBOUNDED);
	if (u->ledger->nrow > 0)
		qsort(u->ledger->row, u->ledger->nrow, sizeof(*u->ledger->row),
		    by_key);
}

/* The building's share of the enterprise's month; NULL if it has none. */
static const struct share *
share_of(struct trace *t, const struct ledger_row *row)
{
	struct rollup *u = t->rollup;
	struct attribution *a = &u->at;

	if (row->month < u->first - 12 || row->month > u->last)
		return NULL;
	attribute_find(a, u->tenure, &u->rule->attribution, row->enterprise,
	    row->month);
	if (a->cause != CAUSE_NONE)
		return NULL;
	attribute_split(a,
	    ledger_at(u->ledger, row->month)->tax[row->enterprise]);
	for (size_t i = 0; i < a->n; i++)
		if (u->tenure->seat[a->share[i].seat].building == t->building)
			return &a->share[i];
	return NULL;
}

/* True on the first row of an enterprise's month. */
static bool
is_first(const struct trace *t, const struct ledger_row *row)
{
	const struct ledger_row *prev = row - 1;

	return row == t->rollup->ledger->row || prev->month != row->month ||
	    prev->enterprise != row->enterprise;
}

static void
add_part(struct trace *t, int month, int64_t part)
{
	const struct rollup *u = t->rollup;

	/* no overflow: the building's own sums were made of the same parts */
	if (month >= u->first)
		t->sum.tax += part;
	else
		t->sum.last += part;
	if (month <= u->last - 12)
		t->sum.same += part;
	if (month == u->last)
		t->sum.month += part;
}

/* Ends a cell: what was put since the last one. */
static void
end_cell(struct trace *t, size_t i)
{
	size_t at = 0;

	for (size_t k = 0; k < i; k++)
		at += t->cell[k].n;
	t->cell[i].n = t->buf.n - at;
}

static void
put_place(struct trace *t, const struct ledger_row *row)
{
	const struct rollup *u = t->rollup;

	buf_put(&t->buf, u->tenure->building[t->building].id);
	end_cell(t, 0);
	buf_puts(&t->buf, row->month >= u->first ? "period" :
	    row->month <= u->last - 12 ? "same" : "last-year");
	end_cell(t, 1);
	date_put_month(&t->buf, row->month);
	end_cell(t, 2);
	buf_put(&t->buf, u->tenure->enterprise.key[row->enterprise]);
	end_cell(t, 3);
	buf_puts(&t->buf, u->ledger->file[row->file]);
	end_cell(t, 4);
	buf_int(&t->buf, (int64_t)row->line);
	end_cell(t, 5);
	buf_hundredths(&t->buf, row->fen);
	end_cell(t, 6);
	buf_hundredths(&t->buf,
	    ledger_at(u->ledger, row->month)->tax[row->enterprise]);
	end_cell(t, 7);
}

static void
put_share(struct trace *t, const struct ledger_row *row,
    const struct share *share)
{
	const struct attribution *a = &t->rollup->at;
	bool equal = a->by_necessity || t->rollup->rule->attribution.equal;

	buf_puts(&t->buf, a->n == 1 ? "whole" : equal ? "equal" : "area");
	end_cell(t, 8);
	if (a->n > 1 && equal)
		buf_int(&t->buf, 1);
	else if (a->n > 1)
		buf_hundredths(&t->buf, (int64_t)share->weight);
	end_cell(t, 9);
	if (a->n > 1 && equal)
		buf_int(&t->buf, (int64_t)a->n);
	else if (a->n > 1)
		buf_hundredths(&t->buf, (int64_t)a->total);
	end_cell(t, 10);
	if (is_first(t, row)) {
		buf_hundredths(&t->buf, share->part);
		add_part(t, row->month, share->part);
	}
	end_cell(t, 11);
}

const struct str *
trace_next(struct trace *t)
{
	const struct ledger *l = t->rollup->ledger;
	size_t at = 0;

	while (t->at < l->nrow) {
		const struct ledger_row *row = &l->row[t->at++];
		const struct share *share = share_of(t, row);

		if (share == NULL)
			continue;
		buf_reset(&t->buf);
		put_place(t, row);
		put_share(t, row, share);
		for (size_t i = 0; i < TRACE_COLUMNS; i++) {
			t->cell[i].p = t->buf.p + at;
			at += t->cell[i].n;
		}
		return t->cell;
	}
	return NULL;
}

static void
put_figure(struct buf *out, const char *label, bool known, int64_t fen,
    const char *unknown)
{
	buf_puts(out, label);
	if (known)
		buf_hundredths(out, fen);
	else
		buf_puts(out, unknown);
}

bool
trace_summary(struct trace *t, struct diag *d)
{
	const struct rollup *u = t->rollup;
	const struct seat_sum *have = &u->building[t->building].sum;
	const bool zh = diag_lang(d) == LANG_ZH;
	const char *no = zh ? "未知" : "unknown";
	struct buf line;

	if (!balance_agree(d, "sum of the parts = tax of the period",
	        t->sum.tax, have->tax) ||
	    !balance_agree(d, "sum of the parts = tax of the same months",
	        t->sum.same, have->same) ||
	    !balance_agree(d, "sum of the parts = tax of last year",
	        t->sum.last, have->last))
		return false;
	buf_init(&line, BUF_UNBOUNDED);
	buf_put(&line, t->rollup->tenure->building[t->building].id);
	put_figure(&line, zh ? "：本期 " : ": period ", u->months_in > 0,
	    have->tax, no);
	put_figure(&line, zh ? "，当月 " : ", its last month ", u->month_in,
	    have->month, no);
	put_figure(&line, zh ? "，上年同期 " : ", same months ",
	    u->building[t->building].same_known, have->same, no);
	put_figure(&line, zh ? "，上年全年 " : ", last year ",
	    u->building[t->building].last_known, have->last, no);
	diag_summary(d, buf_str(&line));
	buf_fini(&line);
	return true;
}

void
trace_fini(struct trace *t)
{
	buf_fini(&t->buf);
}

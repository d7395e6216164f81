/* What must agree in every run, and the lines that say so. */
#include "base/diag.h"
#include "measure/rollup.h"

bool
balance_agree(struct diag *d, const char *what, num_wide left, num_wide right)
{
	return balance_agree_at(d, NULL, what, left, right);
}

bool
balance_agree_at(struct diag *d, const struct pos *pos, const char *what,
    num_wide left, num_wide right)
{
	struct buf a, b;

	if (left == right)
		return true;
	buf_init(&a, BUF_UNBOUNDED);
	buf_init(&b, BUF_UNBOUNDED);
	buf_int(&a, (int64_t)left);
	buf_int(&b, (int64_t)right);
	diag_at(d, pos, DIAG_DISAGREE, DIAG_Z(what), DIAG_STR(buf_str(&a)),
	    DIAG_STR(buf_str(&b)));
	buf_fini(&a);
	buf_fini(&b);
	return false;
}

static struct ledger_sum
unattributed(const struct rollup *u)
{
	struct ledger_sum sum = { 0, 0 };

	for (int c = 0; c < CAUSE_COUNT; c++) {
		sum.rows += u->balance.by_cause[c].rows;
		sum.fen += u->balance.by_cause[c].fen;
	}
	return sum;
}

bool
balance_check(const struct rollup *u, struct diag *d)
{
	const struct rollup_balance *b = &u->balance;
	struct ledger_sum lost = unattributed(u);
	num_wide inside = 0;
	bool ok = true;

	for (size_t i = 0; i < u->tenure->nbuilding; i++) {
		const struct measure *m = &u->building[i];

		inside += (num_wide)m->sum.tax + m->sum.last;
		ok &= balance_agree(d, "stock + entered - left = enterprises",
		    (num_wide)m->before + m->entered - m->left,
		    m->enterprises);
	}
	ok &= balance_agree(d, "sum of the buildings = attributed, in fen", inside,
	    b->attributed.fen);
	ok &= balance_agree(d, "attributed + unattributed + outside = read, in fen",
	    b->attributed.fen + lost.fen + b->outside.fen, b->read.fen);
	return ok & balance_agree(d, "attributed + unattributed + outside = read, in rows",
	    (num_wide)b->attributed.rows + lost.rows + b->outside.rows,
	    (num_wide)b->read.rows);
}

/* Of any width: a total may be more than an int64_t holds. */
static void
put_yuan(struct buf *out, num_wide fen)
{
	num_wide high = fen / INT64_C(100000000000000000);

	if (high != 0) {
		buf_int(out, (int64_t)high);
		fen = fen < 0 ? -fen : fen;
		fen %= INT64_C(100000000000000000);
		for (num_wide unit = INT64_C(10000000000000000);
		    unit > 100 && fen < unit; unit /= 10)
			buf_putc(out, '0');
	}
	buf_hundredths(out, (int64_t)fen);
}

static const char *
words(enum lang lang, const char *en, const char *zh)
{
	return lang == LANG_ZH ? zh : en;
}

static void
put_sum(struct buf *out, const char *label, struct ledger_sum sum)
{
	buf_puts(out, label);
	put_yuan(out, sum.fen);
}

static void
put_causes(struct buf *out, enum lang l, const struct rollup *u)
{
	const char *before = words(l, "unattributed:", "未归集：");

	for (int c = 0; c < CAUSE_COUNT; c++) {
		const struct ledger_sum *sum = &u->balance.by_cause[c];

		buf_puts(out, before);
		buf_puts(out, words(l, " ", ""));
		buf_puts(out, cause_name((enum cause)c));
		put_sum(out, " ", *sum);
		buf_puts(out, " (");
		buf_int(out, (int64_t)sum->rows);
		buf_puts(out, words(l, " rows)", " 行)"));
		before = words(l, ",", "，");
	}
}

static void
put_rows(struct buf *out, enum lang l, const struct rollup *u)
{
	const struct rollup_balance *b = &u->balance;

	buf_puts(out, words(l, "period ", "统计期 "));
	date_put_month(out, u->last);
	buf_puts(out, words(l, ", months in the input ", "，有数据月数 "));
	buf_int(out, u->months_in);
	buf_puts(out, words(l, " of ", "/"));
	buf_int(out, u->last - u->first + 1);
	buf_puts(out, words(l, "; rows: ", "；行数：归集 "));
	buf_int(out, (int64_t)b->attributed.rows);
	buf_puts(out, words(l, " attributed + ", " + 未归集 "));
	buf_int(out, (int64_t)unattributed(u).rows);
	buf_puts(out, words(l, " unattributed + ", " + 期外 "));
	buf_int(out, (int64_t)b->outside.rows);
	buf_puts(out, words(l, " outside = ", " = 读入 "));
	buf_int(out, (int64_t)b->read.rows);
	buf_puts(out, words(l, " read; equal splits ", "；均分 "));
	buf_int(out, (int64_t)b->equal_splits);
}

void
balance_summary(const struct rollup *u, struct diag *d)
{
	const struct rollup_balance *b = &u->balance;
	const enum lang l = diag_lang(d);
	struct buf line;

	buf_init(&line, BUF_UNBOUNDED);
	put_causes(&line, l, u);
	diag_summary(d, buf_str(&line));
	buf_reset(&line);
	put_rows(&line, l, u);
	diag_summary(d, buf_str(&line));
	buf_reset(&line);
	put_sum(&line, words(l, "attributed ", "归集 "), b->attributed);
	put_sum(&line, words(l, " + unattributed ", " + 未归集 "),
	    unattributed(u));
	put_sum(&line, words(l, " + outside the periods ", " + 期外 "),
	    b->outside);
	put_sum(&line, words(l, " = read ", " = 读入 "), b->read);
	diag_summary(d, buf_str(&line));
	buf_fini(&line);
}

#include "measure/months.h"

#include <stdlib.h>

#include "measure/rollup.h"
#include "record/rec.h"

static struct month_sum *
at(const struct months *m, const struct rollup *u, int month, size_t district)
{
	return &m->sum[(size_t)(month - (u->first - 12)) *
	    code_district_count(m->codes) + district];
}

static void
add(struct months *m, struct month_sum *to, int64_t fen, bool compares)
{
	m->over |= !num_add(&to->tax, fen);
	m->over |= compares && !num_add(&to->yoy, fen);
}

void
months_add(struct months *m, const struct rollup *u, uint32_t seat, int month,
    int64_t fen)
{
	const struct tenure_building *b;
	bool known;

	if (m->codes == NULL)
		return;
	b = &u->tenure->building[u->tenure->seat[seat].building];
	known = rollup_past_known(u, b);
	if (m->sum == NULL)
		m->sum = mem_zalloc(MONTHS_MOST *
		    code_district_count(m->codes), sizeof(*m->sum));
	if (month < u->first && !known)
		return;
	add(m, at(m, u, month, 0), fen, known && b->rated);
	if (b->district != NULL && !b->district->is_city)
		add(m, at(m, u, month, code_district_index(m->codes,
		    b->district)), fen, known && b->rated);
}

bool
months_check(const struct months *m, const struct rollup *u, struct diag *d)
{
	num_wide now = 0, of = 0;

	if (m->sum == NULL)
		return true;
	if (m->over) {
		diag_plain(d, NULL, DIAG_SUM_TOO_LARGE);
		return false;
	}
	for (int month = u->first; month <= u->last; month++)
		now += at(m, u, month, 0)->tax;
	for (size_t b = 0; b < u->tenure->nbuilding; b++)
		of += u->building[b].sum.tax;
	return balance_agree(d, "sum of the months = sum of the buildings, "
	    "in fen", now, of);
}

static void
put_row(const struct months *m, const struct rollup *u, int month, size_t i,
    struct buf *out)
{
	const struct district *x = code_district_at(m->codes, i);
	struct month_sum sum = { 0 };

	date_put_month(out, month);
	buf_putc(out, ',');
	rec_put(out, x->code);
	buf_putc(out, ',');
	rec_put(out, x->name);
	buf_putc(out, ',');
	if (m->sum != NULL)
		sum = *at(m, u, month, i);
	buf_hundredths(out, sum.tax);
	buf_putc(out, ',');
	buf_hundredths(out, sum.yoy);
	buf_putc(out, '\n');
}

void
months_put(const struct months *m, const struct rollup *u, struct buf *out)
{
	size_t n = code_district_count(m->codes);

	buf_puts(out, "month,district,name,tax_yuan,yoy_tax_yuan\n");
	for (int month = u->first - 12; month <= u->last; month++) {
		if (ledger_at(u->ledger, month) == NULL)
			continue;
		for (size_t i = 1; i <= n; i++)
			put_row(m, u, month, i % n, out);
	}
}

void
months_fini(struct months *m)
{
	free(m->sum);
}

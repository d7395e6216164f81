#include "cli/tax_sum.h"

#include "base/date.h"
#include "base/num.h"
#include "cli/dataset_out.h"
#include "measure/taxes.h"

#define TEXT_AT_ONCE 65536u /* bytes */

static bool
write_row(struct run *run, const struct collect_row *row, size_t n)
{
	struct buf b;
	size_t end;
	bool ok;

	buf_init(&b, BUF_UNBOUNDED);
	date_put_month(&b, row->month);
	buf_hundredths(&b, row->fen);
	end = b.n;
	if (row->has_local)
		buf_hundredths(&b, row->local_fen);
	ok = run_row(run, (const struct str[]){
	    str_sub(buf_str(&b), 0, 7), row->uscc,
	    str_sub(buf_str(&b), 7, end), str_sub(buf_str(&b), end, b.n) }, n);
	buf_fini(&b);
	return ok;
}

static bool
write_rows(struct run *run, struct collect *c)
{
	const struct str head[] = { STR("month"), STR("uscc"),
		STR("tax_yuan"), STR("local_tax_yuan") };
	size_t n = collect_has_local(c) ? 4 : 3;
	bool text = run_takes_text(run), ok = run_header(run, head, n);
	struct collect_row row;
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	while (ok && collect_next(c, &row)) {
		if (text)
			collect_put(&b, &row, n == 4);
		else
			ok = write_row(run, &row, n);
		if (b.n < TEXT_AT_ONCE)
			continue;
		ok = run_text(run, buf_str(&b));
		buf_reset(&b);
	}
	ok = ok && (b.n == 0 || run_text(run, buf_str(&b)));
	buf_fini(&b);
	return ok;
}

static void
tell(struct run *run, const struct collect *c)
{
	struct buf b;

	buf_init(&b, BUF_UNBOUNDED);
	collect_summary(c, &b);
	diag_summary(run->diag, buf_str(&b));
	buf_fini(&b);
}

bool
tax_sum(struct run *run, const char *const *file, size_t nfile, bool add,
    unsigned threads)
{
	struct collect *c = collect_new(file, add);
	bool ok = taxes_to_collect(c, run->diag, file, nfile, threads);

	if (ok) {
		collect_sort(c);
		ok = write_rows(run, c);
	}
	if (ok)
		tell(run, c);
	collect_free(c);
	return ok;
}

#include "measure/ledger_part.h"

#include <stdlib.h>

#include "base/diag.h"
#include "schema/code.h"
#include "schema/value.h"

const char *
cause_name(enum cause cause)
{
	static const char *const name[CAUSE_COUNT] = { "never", "left",
		"before", "unknown-building", "not-uscc" };

	return name[cause];
}

struct ledger *
ledger_new(const struct map *enterprise, int period)
{
	struct ledger *l = mem_zalloc(1, sizeof(*l));

	l->enterprise = enterprise;
	l->period = period;
	l->newest = -1;
	return l;
}

void
ledger_clear(struct ledger *l)
{
	for (size_t i = 0; i < LEDGER_MONTHS; i++) {
		if (l->month[i] == NULL)
			continue;
		free(l->month[i]->tax);
		free(l->month[i]->local);
		free(l->month[i]->rows);
		free(l->month[i]);
		l->month[i] = NULL;
	}
	l->newest = -1;
	l->nrow = 0;
	map_fini(&l->stray_no);
	map_fini(&l->region);
	map_fini(&l->region_sum_no);
	l->stray_no = l->region = l->region_sum_no = (struct map){ 0 };
}

void
ledger_free(struct ledger *l)
{
	if (l == NULL)
		return;
	ledger_clear(l);
	free(l->row);
	free(l->stray);
	free(l->region_sum);
	free(l);
}

bool
ledger_wants(const struct ledger *l, int month)
{
	if (l->period < 0)
		return true;
	return month <= l->period &&
	    month >= date_month_of(date_year(l->period) - 1, 1);
}

static struct ledger_month *
month_of(struct ledger *l, struct diag *d, const struct ledger_row_in *row)
{
	struct ledger_month **slot =
	    &l->month[row->month - DATE_YEAR_MIN * 12];
	struct ledger_month *m = *slot;
	struct buf text;

	if (m != NULL && (m->file == row->file || l->add))
		return m;
	if (m != NULL) {
		struct pos pos = { l->file[row->file], row->line, 1 };

		buf_init(&text, BUF_UNBOUNDED);
		date_put_month(&text, row->month);
		diag_at(d, &pos, DIAG_MONTH_TWICE, DIAG_STR(buf_str(&text)),
		    DIAG_Z(l->file[m->file]));
		buf_fini(&text);
		return NULL;
	}
	m = *slot = mem_zalloc(1, sizeof(*m));
	m->file = row->file;
	if (ledger_wants(l, row->month)) {
		m->tax = mem_zalloc(l->enterprise->n + 1, sizeof(*m->tax));
		m->rows = mem_zalloc(l->enterprise->n + 1, sizeof(*m->rows));
	}
	if (row->month > l->newest)
		l->newest = row->month;
	return m;
}

struct str
ledger_region(const struct code_book *codes, struct str uscc)
{
	const struct district *known = codes == NULL ? NULL :
	    code_uscc_region(codes, uscc);

	return known != NULL ? known->code : str_sub(uscc, 2, 8);
}

struct ledger_sum *
ledger_region_at(struct ledger *l, int month, enum cause cause,
    struct str region)
{
	size_t at = map_put(&l->region, region, NULL), no;
	uint64_t key[3] = { (uint64_t)month, (uint64_t)cause, at };
	bool is_new;

	no = map_put(&l->region_sum_no,
	    (struct str){ (const char *)key, sizeof(key) }, &is_new);
	if (is_new) {
		l->region_sum = mem_grow(l->region_sum, &l->region_sum_cap,
		    no + 1, sizeof(*l->region_sum));
		l->region_sum[no] = (struct ledger_region_sum){ month, cause,
			at, { 0, 0 } };
	}
	return &l->region_sum[no].sum;
}

void
ledger_see_stray(struct ledger *l, struct str uscc, enum cause cause,
    struct str region, int month)
{
	size_t at = map_put(&l->region, region, NULL), no;
	bool is_new;

	no = map_put(&l->stray_no, uscc, &is_new);
	if (is_new) {
		l->stray = mem_grow(l->stray, &l->stray_cap, no + 1,
		    sizeof(*l->stray));
		l->stray[no] = (struct ledger_stray){ cause, at, month };
	}
	if (month > l->stray[no].latest)
		l->stray[no].latest = month;
}

/* Taxpayers in no building, by cause and region: how many and how much. */
static void
count_stray(struct ledger *l, int month, struct str uscc, int64_t fen,
    enum cause cause)
{
	struct str region = cause == CAUSE_NOT_USCC ? STR("") :
	    ledger_region(l->codes, uscc);
	struct ledger_sum *sum = ledger_region_at(l, month, cause, region);

	sum->rows++;
	sum->fen += fen;
	ledger_see_stray(l, uscc, cause, region, month);
}

void
ledger_add_stray(struct ledger *l, struct ledger_month *m, int month,
    struct str uscc, int64_t fen)
{
	enum cause cause = value_uscc_valid(uscc) ? CAUSE_NEVER :
	    CAUSE_NOT_USCC;

	m->stray[cause].rows++;
	m->stray[cause].fen += fen;
	if (l->count && (l->period < 0 || month <= l->period))
		count_stray(l, month, uscc, fen, cause);
}

void
ledger_trace(struct ledger *l, const struct ledger_row_in *row, uint32_t e)
{
	l->row = mem_grow(l->row, &l->row_cap, l->nrow + 1, sizeof(*l->row));
	l->row[l->nrow++] = (struct ledger_row){ row->file, row->line,
		row->month, e, row->fen, row->local_fen, row->has_local };
}

static bool
add_known(struct ledger *l, struct ledger_month *m,
    const struct ledger_row_in *row, uint32_t e)
{
	if (l->traced != NULL && l->traced[e])
		ledger_trace(l, row, e);
	if (row->has_local && m->local == NULL)
		m->local = mem_zalloc(l->enterprise->n + 1, sizeof(*m->local));
	m->rows[e]++;
	return num_add(&m->tax[e], row->fen) &&
	    (!row->has_local || num_add(&m->local[e], row->local_fen));
}

bool
ledger_add(struct ledger *l, struct diag *d, const struct ledger_row_in *row)
{
	struct ledger_month *m = month_of(l, d, row);
	size_t e;

	if (m == NULL)
		return false;
	m->read.rows++;
	m->read.fen += row->fen;
	m->has_local |= row->has_local;
	if (m->tax == NULL)
		return true;
	e = map_find(l->enterprise, row->uscc);
	if (e == MAP_NONE) {
		ledger_add_stray(l, m, row->month, row->uscc, row->fen);
	} else if (!add_known(l, m, row, (uint32_t)e)) {
		struct pos pos = { l->file[row->file], row->line, 0 };

		diag_plain(d, &pos, DIAG_SUM_TOO_LARGE);
		return false;
	}
	return true;
}

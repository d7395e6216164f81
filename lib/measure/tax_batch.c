#include "measure/tax_batch.h"

#include "schema/dataset.h"
#include "schema/tax_line.h"
#include "schema/value.h"

#define ABSENT SIZE_MAX

static size_t
field_of(const struct rec *header, size_t column)
{
	const struct dataset *ds = dataset_at(DATASET_TAXES);

	for (size_t i = 0; i < header->nfield; i++)
		if (str_is(header->field[i], ds->column[column].name))
			return i;
	return ABSENT;
}

bool
tax_columns_find(struct tax_columns *at, const struct rec *header)
{
	*at = (struct tax_columns){
		.month = field_of(header, COL(TAXES, month)),
		.uscc = field_of(header, COL(TAXES, uscc)),
		.tax = field_of(header, COL(TAXES, tax_yuan)),
		.local = field_of(header, COL(TAXES, local_tax_yuan)),
	};
	if (at->month == 0 && at->uscc == 1 && at->tax == 2 &&
	    header->nfield == 3 + (size_t)(at->local == 3))
		at->straight = header->nfield;
	return at->month != ABSENT && at->uscc != ABSENT &&
	    at->tax != ABSENT;
}

/* A ledger has few months: their texts are remembered. */
static inline bool
line_month(struct tax_batch *b, const char *line, int *month)
{
	uint64_t text = digit_load8(line);
	struct tax_month *k = &b->known[text *
	    UINT64_C(0x9e3779b97f4a7c15) >> 56];

	if (k->text != text) {
		k->text = text;
		if (line[TAX_LINE_USCC - 1] != ',' || !quick_month(
		    (struct str){ line, TAX_LINE_USCC - 1 }, &k->month)) {
			k->text = 0;
			return false;
		}
	}
	*month = k->month;
	return true;
}

void
tax_batch_lines(struct tax_batch *b, struct rec_reader *r, uint64_t reach,
    size_t nfield)
{
	const unsigned long line = rec_line(r);
	struct str text = rec_ahead(r, TAX_LINE_ROOM);
	size_t begin = reach < text.n ? (size_t)reach : text.n, at = 0, n = 0;
	struct tax_line t;
	int month;

	while (n < TAX_BATCH && at < begin && text.n - at >= TAX_LINE_ROOM) {
		const char *p = text.p + at;

		if (!tax_line_read(p, ',', nfield, &t) ||
		    !tax_line_payer(p + TAX_LINE_USCC) ||
		    !line_month(b, p, &month))
			break;
		b->row[n] = (struct tax_row){ { p + TAX_LINE_USCC, 18 },
			t.fen, t.local_fen, line + n, month, t.has_local };
		at += t.bytes;
		n++;
	}
	rec_pass(r, at, n);
	b->n = n;
}

/* A cell of a less usual form; false where it is at fault or empty. */
static bool
parse(enum value_type type, struct str text, int64_t *n)
{
	struct value v;

	if (value_parse(type, NULL, text, &v) != VALUE_OK || !v.known)
		return false;
	*n = v.n;
	return true;
}

static bool
parse_row(const struct tax_columns *at, const struct rec *rec,
    struct tax_row *row)
{
	int64_t n, month;

	row->line = rec->line;
	row->uscc = rec->field[at->uscc];
	if (!parse(VALUE_MONTH, rec->field[at->month], &month) ||
	    !parse(VALUE_TAXPAYER, row->uscc, &n) ||
	    !parse(VALUE_MONEY, rec->field[at->tax], &row->fen))
		return false;
	row->month = (int)month;
	row->local_fen = 0;
	row->has_local = at->local != ABSENT && rec->field[at->local].n > 0;
	return !row->has_local ||
	    parse(VALUE_MONEY, rec->field[at->local], &row->local_fen);
}

/* What a record gave is gone with the next: numbers are copied, and one
 * that is too long for that ends the batch. */
static enum status
take_records(struct tax_batch *b, struct chunk *c,
    const struct tax_columns *at)
{
	size_t most = at->straight > 0 ? 1 : TAX_BATCH;
	enum status status = STATUS_OK;
	struct rec rec;

	while (b->n < most && (status = chunk_next(c, &rec)) == STATUS_OK) {
		struct tax_row *row = &b->row[b->n];

		if (!parse_row(at, &rec, row))
			return STATUS_FATAL;
		b->n++;
		if (row->uscc.n > TAX_BATCH_CODE)
			break;
		memcpy(b->code[b->n - 1], row->uscc.p, row->uscc.n);
		row->uscc.p = b->code[b->n - 1];
	}
	return b->n > 0 && status == STATUS_END ? STATUS_OK : status;
}

enum status
tax_batch_next(struct tax_batch *b, struct chunk *c,
    const struct tax_columns *at)
{
	b->n = 0;
	if (at->straight > 0)
		tax_batch_lines(b, c->rec, chunk_reach(c), at->straight);
	return b->n > 0 ? STATUS_OK : take_records(b, c, at);
}

#include "measure/taxes.h"

#include "schema/row.h"

bool
taxes_read(struct diag *d, const char *path, size_t file,
    const struct taxes_sink *sink)
{
	struct row_reader *in = row_open(d, path, dataset_at(DATASET_TAXES),
	    NULL);
	struct row row;
	enum status status = STATUS_FATAL;

	if (in == NULL)
		return false;
	while ((status = row_next(in, &row)) == STATUS_OK) {
		const struct value *v = row.value;
		struct ledger_row_in one = {
			.file = file,
			.line = row.rec.line,
			.month = (int)v[COL(TAXES, month)].n,
			.uscc = v[COL(TAXES, uscc)].text,
			.fen = v[COL(TAXES, tax_yuan)].n,
			.local_fen = v[COL(TAXES, local_tax_yuan)].n,
			.has_local = v[COL(TAXES, local_tax_yuan)].known,
		};

		if (!sink->add(sink->arg, d, &one))
			break;
	}
	row_close(in);
	return status == STATUS_END;
}

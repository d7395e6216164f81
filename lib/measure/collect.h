/*
 * Taxes in, taxes out: rows of one month and taxpayer added up and sorted
 * by month and number.  Any sharding and order gives the same rows.
 */
#ifndef MEASURE_COLLECT_H
#define MEASURE_COLLECT_H

#include "measure/ledger.h"

struct collect_row {
	int month;
	struct str uscc;
	int64_t fen, local_fen;
	bool has_local;
};

struct collect {
	struct map key;
	struct collect_row *row;
	size_t cap;
	bool any_local;
	uint64_t rows; /* that came in */
	struct map month; /* who brought it, unless `add` */
	size_t *file;
	size_t file_cap;
	bool add;
	const char *const *name; /* of the files */
};

/* For struct taxes_sink; arg is the struct collect. */
bool collect_add(void *arg, struct diag *d, const struct ledger_row_in *row);
/* Sorts; then row[0 .. key.n) are what is to be written. */
void collect_finish(struct collect *c);
/* What was read and written, in one line. */
void collect_summary(const struct collect *c, struct buf *out);
void collect_fini(struct collect *c);

#endif

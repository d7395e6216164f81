/*
 * Taxes in, taxes out: rows of one month and taxpayer added up, by month
 * and number.  However the rows are dealt out to files and threads, the
 * same rows come out.
 *
 * Sums stand by taxpayer and year, twelve months side by side, in shards by
 * the hash of the number: a thread collects rows for a shard and then holds
 * it alone.
 */
#ifndef MEASURE_COLLECT_H
#define MEASURE_COLLECT_H

#include "base/buf.h"
#include "measure/ledger.h"

struct collect;

struct collect_row {
	int month;
	struct str uscc; /* the collect's */
	int64_t fen, local_fen;
	bool has_local;
};

/* names: of the files, borrowed; add: months may stand in several. */
struct collect *collect_new(const char *const *names, bool add);
void collect_free(struct collect *c); /* NULL is allowed */

/* One row; arg is the struct collect.  False after a report. */
bool collect_add(void *arg, struct diag *d, const struct ledger_row_in *row);

/* All files at once.  False: nothing was reported and nothing collected;
 * then they are to be read one by one. */
bool collect_share(struct collect *c, const char *const *path, size_t npath,
    unsigned threads);

/* When all rows are in: puts them in order; then one after the other. */
void collect_sort(struct collect *c);
bool collect_next(struct collect *c, struct collect_row *out);
bool collect_has_local(const struct collect *c); /* some row gives it */

/* A row as it is written, its newline included. */
void collect_put(struct buf *out, const struct collect_row *row, bool local);
/* What was read and written, in one line. */
void collect_summary(const struct collect *c, struct buf *out);

#endif

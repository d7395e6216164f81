/*
 * Tax that is in no building: by cause and region of the credit code, with
 * the number of taxpayers.  Of one period.
 */
#ifndef MEASURE_LOST_H
#define MEASURE_LOST_H

#include "measure/ledger.h"

struct lost_row {
	enum cause cause;
	struct str region;
	uint64_t taxpayers;
	struct ledger_sum sum;
};

struct lost {
	struct map key;
	struct lost_row *row;
	size_t cap;
};

/* Zero-initialise the table. */
void lost_add(struct lost *t, enum cause cause, struct str region,
    uint64_t taxpayers, struct ledger_sum sum);
/* The taxpayers that are in no building at all, from the ledger. */
void lost_take(struct lost *t, const struct ledger *l, int first, int last);
/* cause region taxpayers rows tax_yuan, ordered; false: out of range. */
bool lost_put(struct lost *t, struct buf *out);
void lost_fini(struct lost *t);

#endif

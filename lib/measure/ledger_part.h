/*
 * Inside of the ledger: what ledger.c and ledger_share.c have in common.
 */
#ifndef MEASURE_LEDGER_PART_H
#define MEASURE_LEDGER_PART_H

#include "measure/ledger.h"

/* Forgets every row; what was set up stays. */
void ledger_clear(struct ledger *l);

/* Whether figures can need the month: with the period given, January of
 * the year before to its last month; else whatever comes. */
bool ledger_wants(const struct ledger *l, int month);

void ledger_trace(struct ledger *l, const struct ledger_row_in *row,
    uint32_t enterprise);

/* A row of a taxpayer that has no number. */
void ledger_add_stray(struct ledger *l, struct ledger_month *m, int month,
    struct str uscc, int64_t fen);

/* The two halves of what is counted by region, for merging. */
struct ledger_sum *ledger_region_at(struct ledger *l, int month,
    enum cause cause, struct str region);
void ledger_see_stray(struct ledger *l, struct str uscc, enum cause cause,
    struct str region, int month);

#endif

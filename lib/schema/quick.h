/*
 * The three cells of the ledger in the form nearly all of them have, a few
 * instructions each: an amount eight digits at a time, a month, a
 * taxpayer's number of 18 bytes.  True: the same as value_parse says.
 * False: not that form, and value_parse decides.
 */
#ifndef SCHEMA_QUICK_H
#define SCHEMA_QUICK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* -?, one to twelve digits, two decimals -> fen. */
bool quick_money(struct str s, int64_t *fen);
bool quick_month(struct str s, int *month);
/* 18 bytes that no spreadsheet has damaged: no . + -, no 000 at the end. */
bool quick_taxpayer(struct str s);

#endif

/*
 * A typed cell: known or not, and what it holds.  Unknown (the empty cell)
 * is never zero.  Money is fen, area dm2, percent hundredths of a point,
 * degrees 1e-6, months and days as in base/date.h.
 */
#ifndef SCHEMA_VALUE_H
#define SCHEMA_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"

enum value_type {
	VALUE_TEXT,
	VALUE_ID,
	VALUE_LIST,     /* texts separated by ; */
	VALUE_MONEY,    /* yuan, two decimals -> fen */
	VALUE_AREA,     /* m2, two decimals -> dm2 */
	VALUE_PERCENT,  /* two decimals, may be negative */
	VALUE_COUNT,    /* whole number >= 0 */
	VALUE_INTEGER,  /* whole number */
	VALUE_DATE,
	VALUE_MONTH,
	VALUE_YEAR,
	VALUE_DISTRICT, /* six digits; read back as the main code */
	VALUE_DISTRICTS, /* several districts, separated by ; */
	VALUE_INDUSTRY, /* two, three or four digits of GB/T 4754 */
	VALUE_USCC,     /* GB 32100-2015, check character verified */
	VALUE_TAXPAYER, /* a taxpayer's number as given */
	VALUE_FLAG,     /* 1, 0 */
	VALUE_CHOICE,   /* one of the column's list */
	VALUE_DEGREE,   /* WGS-84, up to six decimals */
};

struct value {
	bool known;
	int64_t n;       /* the number held; of a choice its index */
	struct str text; /* as written; borrowed */
};

enum value_fault {
	VALUE_OK,
	VALUE_MALFORMED,
	VALUE_OUT_OF_RANGE,
	VALUE_CHECK_DIGIT,
	VALUE_NOT_A_CHOICE,
	VALUE_DAMAGED, /* by a spreadsheet: 9.13E+17, 18 digits ending in
	                  000 or with a decimal */
};

/* Amounts past +-1e14 fen (a million million yuan) are corruption. */
#define VALUE_MONEY_MAX INT64_C(100000000000000)

/* Canonical text -> value.  choices: "a|b|c", for VALUE_CHOICE alone. */
enum value_fault value_parse(enum value_type type, const char *choices,
    struct str text, struct value *out);
/* The canonical text; nothing for an unknown value. */
void value_put(struct buf *b, enum value_type type, const char *choices,
    const struct value *v);

/* Has it no order and no arithmetic: text, codes, choices? */
bool value_type_is_text(enum value_type type);
const char *value_type_name(enum value_type type); /* "money", … */
/* What would be accepted, e.g. "103250000.00". */
const char *value_type_form(enum value_type type);

/* The code of the diagnostic that fits a fault (level error).  Its
 * arguments: the value, the column's name, the choices (or NULL). */
enum diag_code value_fault_code(enum value_type type, enum value_fault fault);

/* Index in "a|b|c", -1 if absent; and back. */
int value_choice(const char *choices, struct str text);
struct str value_choice_text(const char *choices, int idx);

bool value_uscc_valid(struct str s);   /* GB 32100-2015 check character */
bool value_uscc_damaged(struct str s); /* as a spreadsheet leaves it */

#endif

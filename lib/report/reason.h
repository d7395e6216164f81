/*
 * The reasons of a classified building, "rule.n: column value op bound"
 * joined by "; ", as letters in a table and a legend below it.  The
 * alternatives of a rule become A, B, C …; N beside them marks a building
 * that was not above the bound last year.
 */
#ifndef REPORT_REASON_H
#define REPORT_REASON_H

#include "report/table.h"

#define REASON_LETTERS 26u

struct reason_book {
	const char *rule; /* whose alternatives are told */
	struct arena *keep;
	struct str condition[REASON_LETTERS]; /* "tax_yuan > 100000000.00; …" */
	bool is_new;      /* N was used */
};

void reason_init(struct reason_book *b, const char *rule,
    struct arena *keep);
struct str reason_letters(struct reason_book *b, struct str reasons,
    bool is_new);
/* One note for all letters that were used. */
void reason_legend(const struct reason_book *b, enum lang lang,
    struct table *t);

#endif

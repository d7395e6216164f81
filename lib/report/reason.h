/*
 * The reasons of a classified building, "rule.name.n: column value op
 * bound" joined by "; ", as letters in a table and a legend below it.  A
 * rule's members [key A], [key N] … give the letters; of a rule without
 * members the alternatives become A, B, C ….
 */
#ifndef REPORT_REASON_H
#define REPORT_REASON_H

#include "print/table.h"

struct reason_entry {
	struct str name;      /* "A" */
	struct str condition; /* "tax_yuan > 100000000.00; …" */
};

struct reason_book {
	const char *rule; /* whose members are told: "key" */
	struct arena *keep;
	struct reason_entry *entry; /* in the order of the names */
	size_t n, cap;
	bool is_new; /* N was used */
};

void reason_init(struct reason_book *b, const char *rule,
    struct arena *keep);
void reason_fini(struct reason_book *b);

/* "ABC"; "ANC" where A holds of a building that is new above the bound; also
 * "A, old-town" where names are longer than a letter. */
struct str reason_letters(struct reason_book *b, struct str reasons,
    bool is_new);
/* One note for all names that were used. */
void reason_legend(const struct reason_book *b, enum lang lang,
    struct table *t);

#endif

/*
 * The [raw FOLDER] sections of workspace.ini, read: series of files, what
 * replaces what, what is to be ignored.  Everything is borrowed from the
 * conf; `owner` from the code book.
 */
#ifndef IMPORT_DELIVERY_RULE_H
#define IMPORT_DELIVERY_RULE_H

#include "import/delivery.h"

/* Files that follow one another: "a | b" of "a | b + c". */
struct delivery_series {
	const struct dataset *ds;
	const struct conf_entry *entry;
	struct str folder, owner, map;
	struct str names;   /* patterns between | */
	unsigned component; /* of the entry, from 0 */
	enum pattern_period period;
	bool by_month;      /* every month is read, not the newest alone */
};

struct delivery_replacement {
	struct str folder, old, by; /* names below the folder */
	struct pos pos;
};

struct delivery_ignored {
	struct str folder, pattern;
};

struct delivery_rules {
	struct delivery_series *series;
	struct delivery_replacement *replacement;
	struct delivery_ignored *ignored;
	size_t nseries, nreplacement, nignored;
	size_t series_cap, replacement_cap, ignored_cap;
};

/* Zero-initialise *out; delivery_rules_fini in any case.  False after
 * reports. */
bool delivery_rules_read(struct delivery_rules *out, struct diag *d,
    const struct code_book *codes, const struct conf *c);
void delivery_rules_fini(struct delivery_rules *r);

/* One of the patterns between | fits. */
bool delivery_named(struct str names, struct str name,
    struct pattern_found *out);

#endif

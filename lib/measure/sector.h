/*
 * Named sets of industry codes, by edition: the specialties and the
 * directions of the rules.  The longest prefix that fits wins, then the
 * order of the rules; a code coarser than a rule that would split it, or
 * without its edition, is in none.
 */
#ifndef MEASURE_SECTOR_H
#define MEASURE_SECTOR_H

#include "schema/code.h"
#include "schema/setting.h"

#define SECTOR_NONE SIZE_MAX
#define SECTOR_DIVISIONS 100u /* a code's first two digits */
#define SECTOR_EDITIONS 3u    /* enum industry_edition */

struct sector {
	struct str name, label;
};

struct sector_prefix {
	struct str code;
	size_t sector;
	enum industry_edition edition;
};

struct sector_book {
	struct sector *sector; /* in the order of the rules */
	size_t n, cap;
	struct sector_prefix *prefix; /* indexed: by edition and division */
	size_t nprefix, prefix_cap;
	size_t begin[SECTOR_EDITIONS * SECTOR_DIVISIONS + 1]; /* in prefix */
};

/* Sections "FAMILY name" with codes_2011 and codes_2017; borrows from the
 * settings.  False after a report.  Zero-initialise the book. */
bool sector_load(struct sector_book *s, struct diag *d,
    const struct setting_book *settings, const char *family);
void sector_fini(struct sector_book *s);
/* Orders the prefixes; sector_load does. */
void sector_index(struct sector_book *s);

size_t sector_of(const struct sector_book *s, enum industry_edition edition,
    struct str industry);
size_t sector_find(const struct sector_book *s, const char *name);

#endif

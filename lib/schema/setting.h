/*
 * The settings in force: installed data/rules/NAME.ini files, overlaid by
 * the workspace's rules/NAME.ini, overlaid by the file of -c.  A key given
 * further up replaces the one below; a section that gives any `when`
 * replaces all `when` of that section below.
 *
 * What may be set is what the installed files set: an override that names
 * another section or key is an error with file and line.  A section of two
 * words, "specialty legal", belongs to a family ("specialty"): new members
 * may be added, with the keys the family has.
 */
#ifndef SCHEMA_SETTING_H
#define SCHEMA_SETTING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"

enum setting_origin { SETTING_INSTALLED, SETTING_WORKSPACE, SETTING_OPTION };

struct setting {
	struct str section, key, value;
	struct pos pos;       /* of the key */
	struct pos value_pos;
	enum setting_origin origin;
};

struct setting_book;

struct setting_files {
	const char *const *installed; /* NULL-ended paths */
	const char *workspace; /* folder with overrides of the same names, or NULL */
	const char *option;    /* -c, or NULL; may hold sections of any program:
	                          those of `known` files are accepted, unused */
	const char *const *known; /* NULL-ended paths of all installed files, or NULL */
};

/* NULL after a report. */
struct setting_book *setting_load(struct diag *d,
    const struct setting_files *files);
void setting_free(struct setting_book *b);

/* In order: section by section as first met, keys as first met. */
size_t setting_count(const struct setting_book *b);
const struct setting *setting_at(const struct setting_book *b, size_t i);
/* The (first) setting of that name; NULL if absent. */
const struct setting *setting_find(const struct setting_book *b,
    const char *section, const char *key);

/* The member name of a family's section: "legal" of "specialty legal";
 * false if the section is of another family. */
bool setting_member(const struct setting *s, const char *family,
    struct str *member);

/*
 * A plain number, also with 万 or 亿 or %: "1亿" with 2 decimals is
 * 10000000000, "70%" is 7000 as 70 is: rates are held in points.
 * False after a report at the value's position.
 */
bool setting_number(struct diag *d, const struct setting *s,
    unsigned decimals, int64_t *out);
bool setting_parse_number(struct str text, unsigned decimals, int64_t *out);
/* Index in "a|b|c"; -1 after a report. */
int setting_choice(struct diag *d, const struct setting *s,
    const char *choices);

#endif

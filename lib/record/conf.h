/*
 * INI, the settings people tune.  Entries stand in the order of the file.
 * Lines of more than 196 bytes, NUL bytes, text before the first section,
 * indented continuation lines and repeated sections or keys are errors;
 * a key listed as repeatable may repeat.  `#` and `;` at the start of a
 * line begin a comment; inside a value they are text.
 */
#ifndef RECORD_CONF_H
#define RECORD_CONF_H

#include "base/diag.h"
#include "io/input.h"

struct conf_entry {
	struct str section, key, value; /* trimmed; UTF-8 */
	struct pos pos;                 /* of the key */
	struct pos value_pos;
	struct pos section_pos;         /* of the section's header */
};

struct conf {
	const struct conf_entry *entry;
	size_t n;
};

/* repeatable: NULL-ended list of keys, or NULL.  The input stays the
 * caller's.  NULL after a report.  A section without keys is one entry
 * with an empty key. */
struct conf *conf_load(struct diag *d, struct input *in,
    const char *const *repeatable);
void conf_free(struct conf *c);

/* First entry of that section and key, NULL if absent. */
const struct conf_entry *conf_find(const struct conf *c, const char *section,
    const char *key);

#endif

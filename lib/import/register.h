/*
 * The register of building ids (dataset `ids`): a name or alias within a
 * district -> the id.  Exactly, after folding of width, brackets and
 * blanks; never by likeness.  The register owns its texts.
 */
#ifndef IMPORT_REGISTER_H
#define IMPORT_REGISTER_H

#include "base/buf.h"

enum register_answer {
	REGISTER_FOUND,
	REGISTER_UNKNOWN,
	REGISTER_AMBIGUOUS, /* several buildings bear the name */
};

struct id_register;

struct id_register *register_new(void);
void register_free(struct id_register *r); /* NULL is allowed */

/* district: six digits, or empty; aliases: separated by ; */
void register_add(struct id_register *r, struct str id, struct str district,
    struct str name, struct str aliases);

/* district empty: in all of them.  An id itself is also found. */
enum register_answer register_find(const struct id_register *r,
    struct str district, struct str name, struct str *id);

/* The two names nearest in spelling, "A (id), B (id)", for a message; kept by
 * the register. */
struct str register_nearest(struct id_register *r, struct str district,
    struct str name);

/* A new id for a name that is in no building of the district:
 * district-NNNN, the number after the highest of the district. */
struct str register_assign(struct id_register *r, struct str district,
    struct str name);

struct register_fresh {
	struct str id, district, name;
};

/* The i-th id assigned; false behind the last one. */
bool register_fresh(const struct id_register *r, size_t i,
    struct register_fresh *out);

#endif

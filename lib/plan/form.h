/*
 * The form of a plan's maps: which keys a map may have, which it must,
 * and scalars of a type.  Whoever meets a fault reports it here.
 */
#ifndef PLAN_FORM_H
#define PLAN_FORM_H

#include "base/mem.h"
#include "record/tree.h"

/* One key of a map and who takes its member. */
struct form_key {
	const char *name; /* NULL ends the table */
	bool must;
	void (*take)(void *reader, const struct tree_node *map,
	    const char *key);
};

/* Reads a map's members in the order of the file, so that findings come in
 * it; keys the table lacks are reported, with the nearest. */
void form_read(struct diag *d, const struct tree_node *map,
    const struct form_key *keys, void *reader);
/* Reports "unknown indicator" likewise, near those a plan can name; `pos`
 * may be NULL. */
void form_unknown_indicator(struct diag *d, const struct pos *pos,
    struct str text);

/* Reports unless the member is of that kind; an empty one is reported, an
 * absent one where `must`. */
bool form_is(struct diag *d, const struct tree_node *map, const char *key,
    enum tree_kind kind, bool must, const struct tree_node **out);
/* A scalar's text, likewise. */
bool form_text(struct diag *d, const struct tree_node *map, const char *key,
    bool must, struct str *out);
/* One there must be, kept in the arena; else *out is left alone. */
void form_keep(struct diag *d, const struct tree_node *map, const char *key,
    struct arena *keep, struct str *out);
/* Index in "a|b"; -1 where absent or reported. */
int form_choice(struct diag *d, const struct tree_node *map, const char *key,
    const char *choices);
/* A date; reported where it is none, and where absent if `must`. */
bool form_day(struct diag *d, const struct tree_node *map, const char *key,
    bool must, int *day);

#endif

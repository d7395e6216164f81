/*
 * YAML, the subset people write by hand: block and flow maps and lists,
 * plain and quoted scalars, comments.  No anchors, aliases, tags, merge
 * keys, no second document; depth 64, 16 MiB.  The document must end with
 * `...`, so that a cut-off file is known as one.  Duplicate keys are
 * errors.  Every scalar is text.  The tree owns everything below it.
 */
#ifndef RECORD_TREE_H
#define RECORD_TREE_H

#include "base/diag.h"
#include "io/input.h"

enum tree_kind { TREE_SCALAR, TREE_LIST, TREE_MAP };

struct tree_node {
	enum tree_kind kind;
	struct pos pos;
	struct str text;        /* scalar */
	bool quoted;            /* scalar in quotes: "" is text, not absent */
	bool block;             /* scalar as a block: | or > */
	struct str key;         /* in a map: this member's key */
	struct pos key_pos;
	struct tree_node *child; /* first of a list or map, in order */
	struct tree_node *next;  /* sibling */
};

struct tree;

/* Reads the whole input, which stays the caller's.  NULL after a report. */
struct tree *tree_load(struct diag *d, struct input *in);
void tree_free(struct tree *t);

const struct tree_node *tree_root(const struct tree *t);
/* Member of a map; NULL if absent or n is no map. */
const struct tree_node *tree_get(const struct tree_node *n, const char *key);
size_t tree_count(const struct tree_node *n); /* children */

#endif

/*
 * What is wrong with a YAML file, in plain words: common slips are named as
 * what they are, where the parser speaks of tokens.  Lines and columns are
 * 1-based, columns count characters.
 */
#ifndef RECORD_TREE_FAULT_H
#define RECORD_TREE_FAULT_H

#include "base/diag.h"

struct tree_text {
	struct diag *d;
	const char *file;
	struct str bytes; /* the whole file */
};

struct tree_place {
	size_t line, col;
};

/* A complaint of the parser: where it noticed, and what it was in then. */
struct tree_fault {
	const char *problem;
	struct tree_place at, context; /* context.line 0: none */
};

/* Reports the complaint; nothing: not a value was read before. */
void tree_fault_tell(const struct tree_text *t, const struct tree_fault *f,
    bool nothing);

/* The file has no last line `...`: reported at its end. */
void tree_fault_cut(const struct tree_text *t);
bool tree_fault_has_end(const struct tree_text *t);

/* A full-width colon where `: ` was meant; it is looked for from pos on. */
void tree_fault_colon(const struct tree_text *t, struct pos pos);

/* Line n of the text, without its newline; empty past the end. */
struct str tree_fault_line(const struct tree_text *t, size_t n);

#endif

/*
 * Diagnostics: what is wrong, where, with which value, in one line a
 * person can act on.
 *
 *   file:line:column: error: what (the value), why [code]
 *
 * Codes and texts (English, Chinese) stand in diag_code.def.  A text holds
 * $1 … $9 for its arguments; values are escaped and cut here, so callers
 * hand over raw bytes.  Repeats of one code are capped, then counted.
 * Whoever detects a fault reports it once; callers only decide.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/lang.h"
#include "base/str.h"

/* Where: 1-based; 0 = not known.  Columns count code points.  `file` is
 * borrowed and outlives the diag (names of the command line do). */
struct pos {
	const char *file;
	unsigned long line, col;
};

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

enum diag_code {
#define DIAG_CODE(id, name, level, en, zh) DIAG_##id,
#include "base/diag_code.def"
#undef DIAG_CODE
	DIAG_CODE_COUNT
};

struct diag_arg {
	struct str text;
	int64_t n;
	bool is_number;
};

#define DIAG_STR(s) ((struct diag_arg){ .text = (s) })
#define DIAG_Z(z) ((struct diag_arg){ .text = str_from(z) })
#define DIAG_NUM(number) ((struct diag_arg){ .n = (int64_t)(number), .is_number = true })

/* diag_at(d, pos, DIAG_BAD_MONEY, DIAG_STR(v), DIAG_NUM(3)); pos may be NULL */
#define diag_at(d, pos, code, ...)                                        \
	diag_put((d), (pos), (code),                                      \
	    (const struct diag_arg[]){ __VA_ARGS__, DIAG_Z(NULL) })
/* a code whose text has no arguments */
#define diag_plain(d, pos, code) diag_put((d), (pos), (code), NULL)

struct diag; /* opaque */

struct diag_opts {
	const char *program;
	FILE *sink; /* standard error, as a rule; NULL: only counts */
	enum lang lang;
	bool json;  /* one JSON object a line */
	bool quiet; /* notes, warnings and the summary are dropped */
	unsigned cap; /* lines a code before counting; 0 = 20;
	                files taken, late or left out are all named */
};

struct diag *diag_new(const struct diag_opts *opts);
/* Tells how often capped codes occurred, then frees. */
void diag_free(struct diag *d);

void diag_put(struct diag *d, const struct pos *pos, enum diag_code code,
    const struct diag_arg *arg);

/* Also told of every diagnostic, capped and quiet ones too; what it is given
 * is gone when it returns.  NULL: nobody any more. */
void diag_watch(struct diag *d, void (*seen)(void *arg,
    const struct pos *pos, enum diag_code code, const struct diag_arg *what),
    void *arg);

/* The line that accounts for every row: "program: text".  Not capped. */
void diag_summary(struct diag *d, struct str text);

unsigned long diag_count(const struct diag *d, enum diag_level level);
unsigned long diag_code_count(const struct diag *d, enum diag_code code);
enum lang diag_lang(const struct diag *d);

/* The text of a message alone (rejects files carry it) and its name. */
struct buf;
void diag_message(struct buf *out, enum lang lang, enum diag_code code,
    const struct diag_arg *arg);
const char *diag_code_name(enum diag_code code);
enum diag_level diag_code_level(enum diag_code code);

/* Escapes control characters, DEL, C1 and bidi controls as \xNN or \uNNNN. */
void diag_escape(struct buf *out, struct str value);

#endif

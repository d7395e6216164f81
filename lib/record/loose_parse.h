/*
 * One record of a dialect, strictly: what loose.c reads with.  Pure: looks
 * at bytes, keeps nothing but the fields.
 */
#ifndef RECORD_LOOSE_PARSE_H
#define RECORD_LOOSE_PARSE_H

#include "record/loose.h"

#define LOOSE_NOWHERE ((size_t)-1)

struct loose_form {
	struct str delimiter, quote, escape; /* escape empty: doubled quote */
	bool cr; /* rows end in a lone CR */
	bool special[256]; /* bytes a token or a line end begins with */
};

/* After the others have been set. */
void loose_form_ready(struct loose_form *form);

/* Fields are offsets into text; resolved when the record is given. */
struct loose_fields {
	size_t *start;        /* in the record, quotes included */
	size_t *off, *len;    /* in text */
	size_t n, cap;
	struct buf text;
};

struct loose_fault {
	enum diag_code code;
	size_t at;
	size_t field; /* start of the field it was met in */
};

enum loose_outcome { LOOSE_SOUND, LOOSE_FAULTY, LOOSE_MORE };

void loose_fields_init(struct loose_fields *f);
void loose_fields_fini(struct loose_fields *f);

/* Length of the line end at p[at], 0 if none stands there. */
size_t loose_line_end(const struct loose_form *form, struct str s, size_t at);

/*
 * The record at the beginning of s, which holds something.  whole: behind
 * s there is nothing.  text_quote: offset of a quote that is text, or
 * LOOSE_NOWHERE.  *end: of the record; *next: behind its line end.
 */
enum loose_outcome loose_parse(const struct loose_form *form, struct str s,
    bool whole, size_t text_quote, struct loose_fields *f, size_t *end,
    size_t *next, struct loose_fault *fault);

#endif

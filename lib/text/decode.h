/*
 * Bytes to UTF-8 text.  Strict: a byte that does not belong is an error
 * with its line, column and offset, never a replacement character.
 *
 * Auto: by BOM; else the first MiB decides: strict UTF-8, else GB18030, the
 * reading whose sample scores higher winning where both are valid; on a tie
 * UTF-8, unless all of it lies between Latin-1 and U+0800, where Chinese
 * text never does.  A file is read on until one reading fails, before a
 * byte is given out; on a pipe a later contradiction is fatal.  While there
 * is only ASCII all is open.  UTF-16 obeys a BOM of the other order.
 */
#ifndef TEXT_DECODE_H
#define TEXT_DECODE_H

#include <sys/types.h>

#include "io/input.h"

enum encoding {
	ENCODING_AUTO,
	ENCODING_UTF8,
	ENCODING_GB18030,
	ENCODING_UTF16LE,
	ENCODING_UTF16BE,
};

struct text_opts {
	enum encoding encoding;
	/* How plausible is this UTF-8 sample?  Breaks a tie; or NULL. */
	unsigned (*score)(void *arg, struct str sample);
	void *arg;
	/* Where the text begins without a line feed, its carriage returns end
	 * the lines, and are given as line feeds. */
	bool lone_cr;
};

struct text;

/* Takes the input over (also when it fails).  NULL after a report.
 * opts NULL: strict UTF-8, a leading BOM skipped: a canonical file. */
struct text *text_open(struct diag *d, struct input *in,
    const struct text_opts *opts);
void text_close(struct text *t); /* NULL is allowed */

/* Valid UTF-8, always whole characters; 0 at the end, -1 after a report.
 * n must be at least 16. */
ssize_t text_read(struct text *t, char *buf, size_t n);

/* Gives back what text_read gave last, all of it or its end, once: it will
 * be read again. */
void text_unread(struct text *t, struct str s);

/*
 * Of a plain file that is read as UTF-8, or of which only ASCII was seen:
 * how many bytes of text it has; 0 where it is no such file.  They stand in
 * it one by one: text_read_at reads from any offset beside the reader, on
 * any thread, not decoded and not checked: where *ascii is set, what is no
 * ASCII is not known to be UTF-8.  -1: it could not be read (no report).
 */
uint64_t text_plain(struct text *t, bool *ascii);
ssize_t text_read_at(const struct text *t, uint64_t at, char *buf, size_t n);
/* Such a text goes on so many bytes later; they were whole lines of UTF-8
 * (or ASCII).  False after a report. */
bool text_skip(struct text *t, uint64_t bytes, size_t lines);

const char *text_name(const struct text *t);
enum encoding text_encoding(const struct text *t); /* what was decided */
const char *encoding_name(enum encoding e);
bool encoding_find(struct str name, enum encoding *out); /* utf-8, gbk, … */

#endif

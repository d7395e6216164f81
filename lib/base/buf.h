/*
 * A growing byte buffer with a ceiling from birth.  Past the ceiling the
 * put is dropped whole and `over` is set: the owner tests it once, at the
 * end, and reports.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "base/str.h"

struct buf {
	char *p;
	size_t n, cap, max;
	bool over;
};

#define BUF_UNBOUNDED ((size_t)-1 / 2)

void buf_init(struct buf *b, size_t max);
void buf_fini(struct buf *b);
void buf_reset(struct buf *b); /* empties; keeps the room; clears `over` */

void buf_put(struct buf *b, struct str s);
void buf_putc(struct buf *b, char c);
void buf_puts(struct buf *b, const char *z);
void buf_pad(struct buf *b, char c, size_t count);
void buf_int(struct buf *b, int64_t n); /* decimal */
/* a term of an account: " + ", 3, " went" */
void buf_term(struct buf *b, const char *before, int64_t n,
    const char *after);
/* hundredths as "-12.05": money in fen, areas in dm2, percents */
void buf_hundredths(struct buf *b, int64_t n);

struct str buf_str(const struct buf *b); /* until the next put */
struct str buf_keep(struct buf *b, struct arena *a); /* moved there; b is done */
char *buf_room(struct buf *b, size_t n); /* n writable bytes at the end */

#endif

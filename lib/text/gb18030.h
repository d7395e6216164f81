/*
 * GB18030 (with it GBK, GB 2312 and code page 936) to UTF-8, by a table of
 * its own for the two-byte codes.
 */
#ifndef TEXT_GB18030_H
#define TEXT_GB18030_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct gb18030;

struct gb18030 *gb18030_new(void); /* NULL: the system has no GB18030 */
void gb18030_free(struct gb18030 *gb); /* NULL is allowed */

/*
 * Takes whole characters off *in while out (of n bytes, n >= 8) has room;
 * returns the bytes put.  *bad: what *in begins with then is no character.
 * Neither bad nor out of room: a character is cut at the end of *in.
 */
size_t gb18030_decode(struct gb18030 *gb, struct str *in, char *out, size_t n,
    bool *bad);

#endif

/*
 * Breaking lines by display width: between Chinese characters, at blanks
 * between words; a figure keeps its unit, and no line begins with a closing
 * mark.  What fits nowhere is cut at the width.
 */
#ifndef PRINT_WRAP_H
#define PRINT_WRAP_H

#include "base/str.h"

/* Takes the first line off *rest: up to a newline, or as much as fits into
 * `width` columns (at least one character). */
struct str wrap_take(struct str *rest, size_t width);

/* The width of the widest piece that has no place to break. */
size_t wrap_least(struct str s);

#endif

/*
 * Memory.  Exhaustion ends the process here, with one line on standard
 * error and exit status 2; so no caller tests for NULL.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

#include "base/str.h"

/* Owned by the caller, released with free(); count * size is checked. */
void *mem_alloc(size_t count, size_t size);  /* not cleared */
void *mem_zalloc(size_t count, size_t size); /* cleared */
void *mem_resize(void *p, size_t count, size_t size);
/* For blocks that the system copies to: at the begin of a page.  16 bytes
 * behind it, where malloc puts large ones, the copy takes three times as
 * long on some processors (Zen 3). */
void *mem_pages(size_t size); /* not cleared */

/*
 * Makes room for at least want elements in an array that grows by half:
 * returns the (moved) array and updates *cap.
 */
void *mem_grow(void *p, size_t *cap, size_t want, size_t size);

/*
 * An arena: many small allocations, one free.  Zero-initialise it; what
 * it gives lives until arena_fini.
 */
struct arena {
	struct arena_block *last;
};

void *arena_alloc(struct arena *a, size_t count, size_t size); /* cleared */
struct str arena_str(struct arena *a, struct str s); /* NUL follows it */
void arena_fini(struct arena *a);

#endif

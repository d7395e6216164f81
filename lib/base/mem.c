#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#define ARENA_BLOCK 65536u
#define PAGE 4096u

struct arena_block {
	struct arena_block *before;
	size_t used, size;
	max_align_t data[];
};

static _Noreturn void
exhausted(void)
{
	static const char line[] = "error: out of memory [out-of-memory]\n";
	ssize_t n = write(STDERR_FILENO, line, sizeof(line) - 1);

	(void)n; /* nothing is left to be done about it */
	quick_exit(2); /* temporary files go: cli/signal.c */
}

static size_t
product(size_t count, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(count, size, &total) || total > PTRDIFF_MAX)
		exhausted();
	return total == 0 ? 1 : total;
}

void *
mem_alloc(size_t count, size_t size)
{
	void *p = malloc(product(count, size));

	if (p == NULL)
		exhausted();
	return p;
}

void *
mem_zalloc(size_t count, size_t size)
{
	void *p = calloc(1, product(count, size));

	if (p == NULL)
		exhausted();
	return p;
}

void *
mem_pages(size_t size)
{
	void *p = aligned_alloc(PAGE, product((size + PAGE - 1) / PAGE, PAGE));

	if (p == NULL)
		exhausted();
	return p;
}

void *
mem_resize(void *p, size_t count, size_t size)
{
	p = realloc(p, product(count, size));
	if (p == NULL)
		exhausted();
	return p;
}

void *
mem_grow(void *p, size_t *cap, size_t want, size_t size)
{
	size_t more;

	if (want <= *cap)
		return p;
	more = *cap + *cap / 2 + 16;
	if (more < want)
		more = want;
	p = mem_resize(p, more, size);
	*cap = more;
	return p;
}

void *
arena_alloc(struct arena *a, size_t count, size_t size)
{
	size_t unit = sizeof(max_align_t);
	size_t total = (product(count, size) + unit - 1) / unit * unit;
	struct arena_block *b = a->last;
	char *p;

	if (b == NULL || b->size - b->used < total) {
		size_t room = total > ARENA_BLOCK ? total : ARENA_BLOCK;

		b = mem_zalloc(1, sizeof(*b) + room);
		b->size = room;
		b->before = a->last;
		a->last = b;
	}
	p = (char *)b->data + b->used;
	b->used += total;
	return p;
}

struct str
arena_str(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1, 1);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	return (struct str){ p, s.n };
}

void
arena_fini(struct arena *a)
{
	while (a->last != NULL) {
		struct arena_block *b = a->last;

		a->last = b->before;
		free(b);
	}
}

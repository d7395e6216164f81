/*
 * Which values of the input a figure that a report counts or adds up was
 * made of, kept only where a cell is to be explained (report.behind is NULL
 * else, and nothing is kept).
 *
 * A figure is known by its address: it stays where it is from the first
 * value until the cells are explained, and no other takes its place.
 */
#ifndef REPORT_BEHIND_H
#define REPORT_BEHIND_H

#include <stddef.h>

#include "schema/value.h"

struct behind_entry {
	const void *figure;
	const struct value *value; /* of a source of the report */
};

struct behind {
	struct behind_entry *entry;
	size_t n, cap;
};

struct behind *behind_new(void);
void behind_free(struct behind *b); /* NULL is allowed */

/* Without b (NULL) nothing is kept. */
void behind_add(struct behind *b, const void *figure, const struct value *v);
/* One more: v is what it is counted for. */
void behind_count(struct behind *b, size_t *n, const struct value *v);
/* The same where it holds. */
void behind_count_if(struct behind *b, size_t *n, const struct value *v,
    bool holds);

#endif

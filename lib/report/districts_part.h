/*
 * The parts of the report districts: what it knows of every district, and
 * its table of buildings above 1 yi.
 */
#ifndef REPORT_DISTRICTS_PART_H
#define REPORT_DISTRICTS_PART_H

#include "report/class_count.h"

struct districts_target {
	bool known;
	int64_t n;
	struct str text; /* "超70" where it is to be exceeded */
	const struct value *v;
};

/* One of the office's districts, or the city. */
struct districts_line {
	const struct value *v, *before; /* NULL: not in the rows */
	struct class_count count;
	struct districts_target total, is_new;
};

struct districts {
	struct report *r;
	size_t n;          /* scopes of the code table, the city first */
	struct districts_line *line;
	size_t shown;      /* districts with a row */
	bool classified, targets, previous, whole;
};

/* The column of districts, then those of aggregate_columns. */
void districts_head(struct districts *s, struct table *t, const size_t *column,
    size_t n);
/* Begins the row of a scope, the city parted from the districts; false where
 * there is none. */
bool districts_row(struct districts *s, struct table *t, size_t scope);
/* zh, en: $1 whose, $2 when and how many. */
void districts_title(struct districts *s, struct table *t, const char *zh,
    const char *en, struct str when);
void districts_put_target(struct table *t, const struct districts_target *x);

/* Buildings above 1 yi against the targets; nothing where they were not
 * counted. */
void districts_put_classes(struct districts *s);

#endif
